"""Published outcomes with what may be told of the pair they come from: codes, and no name."""

from dataclasses import dataclass

from sqlalchemy import Connection

from core.mentoring.impact import may_be_told
from core.mentoring.outcome import Outcome
from storage import members, mentorships, results
from storage.codec import decode_pair
from storage.names import home_of


@dataclass(frozen=True, slots=True)
class Case:
    """What changed for somebody in `region` (`MA-08`, or a country) who works in `sector`, after so
    many meetings; `people` are the two it comes from, for the trace of whoever looks at it.
    """

    id: int
    outcome: Outcome
    region: str
    sector: str
    meetings: int
    people: tuple[int, ...]


def published(conn: Connection, since: int, until: int) -> list[Case]:
    """The outcomes published from `since` until before `until` (milliseconds UTC) that may be told."""
    found = []
    for kept in results.every(conn):
        if not (may_be_told(kept.outcome) and since <= kept.changed_at < until):
            continue
        one = mentorships.load(conn, kept.mentorship_id)
        if one is None or one.pair == "{}":  # what is left of somebody erased
            continue
        mentee = members.load(conn, one.mentee_id) if one.mentee_id is not None else None
        people = tuple(who for who in (one.mentee_id, one.mentor_id) if who is not None)
        found.append(
            Case(
                kept.id,
                kept.outcome,
                home_of(mentee).partition("/")[0] if mentee else "",
                mentee.sector if mentee else "",
                decode_pair(one.pair).meetings_held,
                people,
            )
        )
    return found


def ready(conn: Connection) -> list[int]:
    """The outcomes that lack no more than a coordinator's word: verified, and both have consented."""
    return [
        kept.id
        for kept in results.every(conn)
        if kept.outcome.state == "verified" and len(kept.outcome.consents) == 2
    ]
