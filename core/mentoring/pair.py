"""A mentorship as it stands: two seats, what is shared between them, what is due."""

from typing import Literal, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from core.mentoring import checkin
from core.mentoring.agreement import Agreement
from core.mentoring.availability import Week
from core.mentoring.events import Confided, Task
from core.mentoring.meeting import Meeting
from core.mentoring.side import Side

State = Literal[
    "agreed",
    "contracting",
    "active",
    "at_risk",
    "paused",
    "closing",
    "completed",
    "completed_early",
    "ended_no_fault",
    "auto_concluded",
    "terminated",
]
"""Domain §7, Mentorship."""

STATES: tuple[State, ...] = get_args(State)
BEGINNING: tuple[State, ...] = ("agreed", "contracting")
LIVE: tuple[State, ...] = ("active", "at_risk")
OPEN: tuple[State, ...] = (*BEGINNING, *LIVE, "paused", "closing")
ENDED: tuple[State, ...] = tuple(state for state in STATES if state not in OPEN)

NUDGES = 3
"""Times a question is recalled at most (SCORE: three attempts over two weeks, domain §3)."""

TASKS_KEPT = 10
"""Open next steps a side; the oldest make room."""


class Question(Struct, frozen=True):
    """An open question to one side: its key, when it was put (milliseconds UTC), and how often it
    was recalled.
    """

    key: str
    at: int
    nudges: int = 0


class Seat(Struct, frozen=True):
    """What the mentorship knows of one side.

    `waiting_since` is when the silence of this side began (0 while nothing is open), `rung` how far
    up the ladder it went, `unanswered` counts check-ins expired in a row, `checkins` names those
    asked. `finished` and `extension` (months) are wishes that need the other's. `confided` is the last
    private answer: it counts for the health and goes to nobody.
    """

    week: Week
    seen_at: int
    questions: tuple[Question, ...] = ()
    waiting_since: int = 0
    rung: int = 0
    unanswered: int = 0
    cadence: int = checkin.CADENCE
    checkins: tuple[str, ...] = ()
    checkin_at: int = 0
    no_shows: int = 0
    tasks: tuple[Task, ...] = ()
    confided: Confided | None = None
    extension: int = 0
    finished: bool = False
    closed: bool = False

    def asked(self, key: str) -> bool:
        """Whether this question is open."""
        return any(question.key == key for question in self.questions)


class Pair(Struct, frozen=True):
    """A mentorship from the day both said yes. Times in milliseconds UTC, 0 for not yet.

    `timers` is the truth about what is due; `SetTimer` and `DropTimer` only say what changed in it.
    """

    id: str
    state: State
    agreed_at: int
    mentor: Seat
    mentee: Seat
    agreement: Agreement = field(default_factory=Agreement)
    intent: str = ""
    active_at: int = 0
    planned_end: int = 0
    extended: bool = False
    meeting: Meeting | None = None
    meetings_held: int = 0
    first_held_at: int = 0
    last_held_at: int = 0
    disagreement: bool = False
    goal_overdue: bool = False
    paused_at: int = 0
    paused_until: int = 0
    resumes: State | None = None
    resumed_at: int = 0
    noticed_at: int = 0
    next_offer_at: int = 0
    closing_at: int = 0
    closing_early: bool = False
    ended_at: int = 0
    version: int = 0
    timers: dict[str, int] = field(default_factory=dict)

    def seat(self, side: Side) -> Seat:
        """The seat of one side."""
        return self.mentor if side == "mentor" else self.mentee


def with_seat(pair: Pair, side: Side, seat: Seat) -> Pair:
    """`pair` with this seat on that side."""
    return replace(pair, mentor=seat) if side == "mentor" else replace(pair, mentee=seat)
