"""Published outcomes with what may be told of the pair they come from: codes, and no name."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from core.mentoring.impact import may_be_told
from core.mentoring.outcome import Outcome
from storage import results
from storage.codec import decode_pair
from storage.mentorships import FORGOTTEN
from storage.names import home_of
from storage.schema import member, mentorship, outcome


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
    """The outcomes published from `since` until before `until` (milliseconds UTC) that may be told,
    oldest first; those of somebody erased are not.
    """
    told = (
        select(
            outcome,
            *(mentorship.c.mentee_id, mentorship.c.mentor_id, mentorship.c.pair),
            *(member.c.country, member.c.region, member.c.city, member.c.sector),
        )
        .join(mentorship, mentorship.c.id == outcome.c.mentorship_id)
        .outerjoin(member, member.c.person_id == mentorship.c.mentee_id)
        .where(
            outcome.c.state == "published",
            outcome.c.updated_at >= since,
            outcome.c.updated_at < until,
            outcome.c.outcome != "{}",
            mentorship.c.pair != FORGOTTEN,
        )
        .order_by(outcome.c.id)
    )
    return [
        Case(
            kept.id,
            kept.outcome,
            home_of(row).partition("/")[0] if row.country is not None else "",
            row.sector or "",
            decode_pair(row.pair).meetings_held,
            tuple(who for who in (row.mentee_id, row.mentor_id) if who is not None),
        )
        for row in conn.execute(told)
        if may_be_told((kept := results.kept_of(row)).outcome)
    ]


def ready(conn: Connection) -> list[int]:
    """The outcomes that lack no more than a coordinator's word: verified, and both have consented."""
    return [kept.id for kept in results.every(conn, "verified") if len(kept.outcome.consents) == 2]
