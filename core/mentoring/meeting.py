"""One meeting from the first proposal to what both say of it afterwards."""

from collections.abc import Collection, Mapping
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from core.duration import HOUR
from core.mentoring.appointment import Appointment, at_instant
from core.mentoring.availability import LENGTH, NOTICE
from core.mentoring.side import Side, other

LATE_CANCEL = 3 * HOUR
"""A cancellation this short before the start is a late one (ADPList, domain §2)."""

UNREPORTED = 48 * HOUR
"""After the end without a word of either, the meeting counts as unreported (domain §7)."""

UNCERTAIN = HOUR
"""How long before a time that they proposed somebody may not know yet whether it is fixed."""

ROUNDS = 4
"""Counter-proposals after which a coordinator is told that the two find no time."""

State = Literal[
    "proposed",
    "countered",
    "rescheduled",
    "confirmed",
    "held",
    "held_verified",
    "no_show_mentor",
    "no_show_mentee",
    "disputed",
    "cancelled",
    "late_cancelled",
    "unreported",
]
"""Domain §7, and `disputed`: the two accounts differ, which is a signal and no error.

In `rescheduled` a confirmed time was given up and the two look for another; that a reminder went
out is a timer gone, no state.
"""

SEEKING = frozenset({"proposed", "countered", "rescheduled"})
HELD = frozenset({"held", "held_verified"})

Account = Literal["held", "they_missed", "i_missed", "not_held"]
"""What one side says of a meeting; `not_held` blames nobody."""

ACCOUNTS: tuple[Account, ...] = get_args(Account)

VERDICTS: Mapping[str, tuple[State, ...]] = {
    # the mentor's account, by the mentee's: held, they_missed, i_missed, not_held, no answer
    "held": ("held_verified", "disputed", "disputed", "disputed", "held"),
    "they_missed": (
        "disputed",
        "disputed",
        "no_show_mentee",
        "no_show_mentee",
        "no_show_mentee",
    ),
    "i_missed": ("disputed", "no_show_mentor", "cancelled", "no_show_mentor", "no_show_mentor"),
    "not_held": ("disputed", "no_show_mentor", "no_show_mentee", "cancelled", "cancelled"),
    "": ("held", "no_show_mentor", "no_show_mentee", "cancelled", "unreported"),
}
"""Two-sided truth (domain §6.2): only two equal accounts verify, two opposite ones dispute."""


class Meeting(Struct, frozen=True):
    """A meeting of a pair, shared by both: nothing in it is private.

    `offered` are the starts (milliseconds UTC) now on the table, `mentor_fine` and `mentee_fine`
    those each side agreed to, `refused` those that suited nobody, `lapses` how many tables went by
    without an answer, `given_up` the confirmed start that a move gave up and calendars still show. `sequence` counts changes of a
    confirmed time, as calendars do (RFC 5545, SEQUENCE). `settled_at` is when nothing more was to be
    learned of it, 0 before; `number` is never used twice by a pair.
    """

    number: int
    state: State
    first: bool = False
    offered: tuple[int, ...] = ()
    mentor_fine: tuple[int, ...] = ()
    mentee_fine: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    rounds: int = 0
    lapses: int = 0
    appointment: Appointment | None = None
    given_up: int = 0
    sequence: int = 0
    mentor_account: Account | None = None
    mentee_account: Account | None = None
    settled_at: int = 0

    def fine(self, side: Side) -> tuple[int, ...]:
        """The starts that `side` agreed to."""
        return self.mentor_fine if side == "mentor" else self.mentee_fine

    def account(self, side: Side) -> Account | None:
        """What `side` said of it afterwards."""
        return self.mentor_account if side == "mentor" else self.mentee_account


def begins(meeting: Meeting) -> int:
    """The start in milliseconds UTC, 0 without a confirmed time."""
    return meeting.appointment.start if meeting.appointment else 0


def ends(meeting: Meeting) -> int:
    """The end in milliseconds UTC, 0 without a confirmed time."""
    return begins(meeting) + LENGTH if meeting.appointment else 0


def untold(meeting: Meeting, side: Side, now: int) -> bool:
    """Whether it has begun and `side` has yet to say how it went."""
    over = meeting.settled_at or meeting.appointment is None or begins(meeting) > now
    return not over and meeting.account(side) is None


def offer(meeting: Meeting, starts: tuple[int, ...]) -> Meeting:
    """Other times for both to choose from; what was on the table is refused."""
    return replace(
        meeting,
        offered=starts,
        mentor_fine=(),
        mentee_fine=(),
        refused=(*meeting.refused, *meeting.offered)[-50:],
    )


def soonest(meeting: Meeting, now: int) -> int:
    """From when people may fix this meeting themselves: the first leaves a day for the brief."""
    return now + NOTICE if meeting.first else now


def answer_by(meeting: Meeting, start: int) -> int:
    """Until when an answer about a proposed `start` is waited for; after that its proposer is told
    that nothing is fixed, rather than at the hour itself.
    """
    return start - (NOTICE if meeting.first else UNCERTAIN)


def pick(meeting: Meeting, side: Side, start: int, zone: str) -> Meeting:
    """`side` is fine with `start`; when the other is too, the meeting is confirmed in `zone`."""
    meeting = _fine(meeting, side, (*meeting.fine(side), start))
    if start not in meeting.fine(other(side)):
        return meeting
    return replace(
        meeting,
        state="confirmed",
        appointment=at_instant(start, zone),
        sequence=meeting.sequence + (meeting.state == "rescheduled"),
        given_up=0,
        offered=(),
        mentor_fine=(),
        mentee_fine=(),
    )


def counter(meeting: Meeting, side: Side, starts: tuple[int, ...]) -> Meeting:
    """`side` proposes other times, all of which suit them; a confirmed time is given up."""
    moved = meeting.state in ("confirmed", "rescheduled")
    given_up = begins(meeting) or meeting.given_up
    meeting = offer(replace(meeting, appointment=None, given_up=given_up), starts)
    meeting = replace(
        meeting, state="rescheduled" if moved else "countered", rounds=meeting.rounds + 1
    )
    return _fine(meeting, side, starts)


def unpick(meeting: Meeting, sides: Collection[Side]) -> Meeting:
    """What these sides agreed to is no longer possible; the rest stays on the table."""
    for side in sides:
        meeting = _fine(meeting, side, ())
    return meeting


def cancel(meeting: Meeting, now: int) -> Meeting:
    """The meeting will not be; late when it was to begin within three hours."""
    late = meeting.appointment is not None and begins(meeting) - now <= LATE_CANCEL
    return replace(meeting, state="late_cancelled" if late else "cancelled")


def report(meeting: Meeting, side: Side, account: Account) -> Meeting:
    """What `side` says of it, and what both accounts together mean."""
    if side == "mentor":
        meeting = replace(meeting, mentor_account=account)
    else:
        meeting = replace(meeting, mentee_account=account)
    return replace(meeting, state=verdict(meeting.mentor_account, meeting.mentee_account))


def verdict(mentor: Account | None, mentee: Account | None) -> State:
    """What two accounts mean together; None is no answer."""
    column = ACCOUNTS.index(mentee) if mentee else len(ACCOUNTS)
    return VERDICTS[mentor or ""][column]


def _fine(meeting: Meeting, side: Side, starts: tuple[int, ...]) -> Meeting:
    starts = tuple(dict.fromkeys(starts))
    if side == "mentor":
        return replace(meeting, mentor_fine=starts)
    return replace(meeting, mentee_fine=starts)
