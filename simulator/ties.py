"""What stands between somebody and others, for the page: proposals, requests, pairs."""

from dataclasses import dataclass

from sqlalchemy import Connection

from core.matching.proposal import OPEN
from core.mentoring.meeting import begins
from storage import members, mentorships, people, proposals


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody else and where it stands with them: a proposal's or a pair's state.

    `other` is where they write from, as (channel, address); `meeting_at` milliseconds, 0 for none;
    `questions` are what the person whose tie it is has still to answer.
    """

    state: str
    name: str
    other: tuple[str, str] | None
    meeting_at: int = 0
    questions: tuple[str, ...] = ()


def ties_of(conn: Connection, person_id: int) -> list[Tie]:
    """The pairs of a person, then what may become one."""
    found: list[Tie] = []
    for one in mentorships.of(conn, person_id):
        mentor = one.mentor_id == person_id
        name, other = _named(conn, one.mentee_id if mentor else one.mentor_id)
        if one.forgotten:
            found.append(Tie(one.state, name, other))
            continue
        pair = one.pair
        seat = pair.seat("mentor" if mentor else "mentee")
        meeting = pair.meeting
        start = begins(meeting) if meeting is not None and not meeting.settled_at else 0
        asked = tuple(question.key for question in seat.questions)
        found.append(Tie(one.state, name, other, start, asked))
    for proposal in proposals.of(conn, mentee=person_id, mentor=person_id, states=OPEN):
        mentor = proposal.mentor_id == person_id
        if mentor and proposal.state == "shown":
            continue  # a mentor knows nothing of it yet
        name, other = _named(conn, proposal.mentee_id if mentor else proposal.mentor_id)
        found.append(Tie(proposal.state, name, other))
    return found


def _named(conn: Connection, person_id: int | None) -> tuple[str, tuple[str, str] | None]:
    if person_id is None:
        return "…", None
    profile = members.load(conn, person_id)
    places = people.addresses_of(conn, [person_id])
    where = (places[0].channel, places[0].address) if places else None
    return (profile.name if profile else "…"), where
