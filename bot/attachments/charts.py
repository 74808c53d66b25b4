"""Where goals stand as a picture: what the attachment `chart:…` of a message becomes.

It has numbers and dates and no words, so that it reads the same in every language; the words, and
the same figures, are in the message beside it.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from core.mentoring.drawn import Chart, Panel, panel_of
from storage import goals, members, mentorships

NAME, MEDIA_TYPE = "mem.png", "image/png"


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn, as one person sees it at a moment: `zone` gives the days their dates."""

    panels: tuple[Panel, ...]
    now: int
    zone: str


def picture_for(conn: Connection, chart: Chart, person_id: int, made: int) -> Picture | None:
    """The picture as it stood at `made` (ms UTC), for one of the two; None for anybody else."""
    one = mentorships.load(conn, chart.mentorship)
    if one is None or one.side_of(person_id) is None:
        return None
    kept = {found.id: found for found in goals.of(conn, one.id)}
    panels = []
    for place, number in chart.goals:
        found = kept.get(number)
        if found is None:
            continue
        told = [reading for reading in found.readings if reading.at <= made]
        panel = panel_of(found.goal, told, place)
        panels += [panel] if panel is not None else []
    member = members.load(conn, person_id)
    zone = (member.timezone if member else "") or "Africa/Casablanca"
    return Picture(tuple(panels), made, zone) if panels else None
