"""Hours that are taken: nobody sits in two meetings at a time, whoever they are with."""

from collections.abc import Collection

from bot.handlers.ledger import Ledger
from core.mentoring.availability import LENGTH
from core.mentoring.events import Countered, Event, Picked
from core.mentoring.meeting import begins
from storage import mentorships
from storage.mentorships import Mentorship


def booked(ledger: Ledger, one: Mentorship) -> tuple[int, ...]:
    """The starts (ms UTC) of meetings that either of the two has fixed with somebody else."""
    starts: set[int] = set()
    for person in one.people:
        for another in mentorships.of(ledger.conn, person):
            if another.id == one.id or another.forgotten:
                continue
            meeting = another.pair.meeting
            if meeting is not None and not meeting.settled_at and meeting.appointment is not None:
                starts.add(begins(meeting))
    return tuple(starts)


def clashes(starts: Collection[int], taken: Collection[int]) -> bool:
    """Whether one of `starts` begins while another meeting lasts, or the other way round."""
    return any(abs(start - other) < LENGTH for start in starts for other in taken)


def overbooks(ledger: Ledger, one: Mentorship, event: Event) -> bool:
    """Whether an event would put a meeting into an hour that is taken."""
    match event:
        case Picked(_, start):
            return clashes((start,), booked(ledger, one))
        case Countered(_, starts):
            return clashes(starts, booked(ledger, one))
        case _:
            return False
