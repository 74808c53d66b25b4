"""What can happen to a mentorship: by one of the two, by the clock, by a coordinator.

Past tense throughout; what somebody said in confidence travels in `Confided` and nowhere else.
"""

from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from core.mentoring.agreement import Choices
from core.mentoring.meeting import Account
from core.mentoring.side import Side


class Confided(Struct, frozen=True):
    """What one side told us in private: a rating from 1 to 5 (0 for none), a reason, a line.

    It is stored with its side and never becomes a fact of a message to the other.
    """

    about: str = ""
    rating: int = 0
    reason: str = ""
    line: str = ""


class Task(Struct, frozen=True):
    """A next step that its owner dated, shared by both; `due` in milliseconds UTC, 0 for none."""

    words: str
    due: int = 0


# By one of the two.


@dataclass(frozen=True, slots=True)
class Chose:
    """Six taps of the agreement, under the version of the text that was shown.

    `seen` says that the other's choices were in sight.
    """

    side: Side
    choices: Choices
    version: str
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Conceded:
    """The other's choices are fine."""

    side: Side


@dataclass(frozen=True, slots=True)
class Insisted:
    """Their own choices matter to them."""

    side: Side


@dataclass(frozen=True, slots=True)
class MiddleAccepted:
    """What lies between the two is fine."""

    side: Side


@dataclass(frozen=True, slots=True)
class MiddleDeclined:
    """What lies between the two is not fine either."""

    side: Side


@dataclass(frozen=True, slots=True)
class Picked:
    """One of the times on the table suits, in milliseconds UTC."""

    side: Side
    start: int


@dataclass(frozen=True, slots=True)
class Countered:
    """Other times instead: an answer to a proposal, or the wish to move a confirmed meeting."""

    side: Side
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoneSuited:
    """None of the times on the table suits."""

    side: Side


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The next meeting will not be."""

    side: Side


@dataclass(frozen=True, slots=True)
class Reported:
    """One side's account of the last meeting."""

    side: Side
    account: Account
    said: Confided = field(default_factory=Confided)
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """A check-in was answered."""

    side: Side
    said: Confided
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class LeftOff:
    """A question was closed before its last answer: what had been confided by then."""

    side: Side
    said: Confided


@dataclass(frozen=True, slots=True)
class CadenceWished:
    """We should write less, more, or every so many days."""

    side: Side
    wish: int | Literal["less", "more"]


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A next step was done, by its place in the owner's list."""

    side: Side
    index: int


@dataclass(frozen=True, slots=True)
class GoalReviewed:
    """An overdue goal was looked at: reached, moved or dropped."""

    side: Side


@dataclass(frozen=True, slots=True)
class Paused:
    """A break until `until`, in milliseconds UTC."""

    side: Side
    until: int


@dataclass(frozen=True, slots=True)
class Returned:
    """The break is over."""

    side: Side


@dataclass(frozen=True, slots=True)
class Finished:
    """The goals are reached: let us close well before the planned end."""

    side: Side


@dataclass(frozen=True, slots=True)
class ExtensionWished:
    """More months, please; said by both it counts, with the smaller number."""

    side: Side
    months: int


@dataclass(frozen=True, slots=True)
class ExtensionDeclined:
    """No extension."""

    side: Side


@dataclass(frozen=True, slots=True)
class Closed:
    """The closing questions were answered; `thanks` is meant for the other and is passed on."""

    side: Side
    said: Confided
    thanks: str = ""


@dataclass(frozen=True, slots=True)
class Parted:
    """One of the two ends it, nobody's fault, with a reason in private."""

    side: Side
    said: Confided


@dataclass(frozen=True, slots=True)
class Departed:
    """One of the two left the programme or can no longer be reached."""

    side: Side


@dataclass(frozen=True, slots=True)
class StillOn:
    """Yes, we go on: the answer to the notice."""

    side: Side


@dataclass(frozen=True, slots=True)
class Wrote:
    """Any other sign of life: a word to the partner, a look at the progress."""

    side: Side


@dataclass(frozen=True, slots=True)
class Flagged:
    """A human is needed, distress, or a report of the other's behaviour."""

    side: Side
    concern: Literal["human", "distress", "report"]


@dataclass(frozen=True, slots=True)
class Moved:
    """They live by another clock now, or have other hours in a week; `times` is None for the same."""

    side: Side
    zone: str
    country: str
    times: tuple[str, ...] | None = None


# By the clock, and from the figures.


@dataclass(frozen=True, slots=True)
class Due:
    """A timer that this machine asked for fell due."""

    timer: str


@dataclass(frozen=True, slots=True)
class ClocksChanged:
    """New time zone tables are in use."""


@dataclass(frozen=True, slots=True)
class GoalMissed:
    """A goal's date passed."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The score of the present moment; the machine says this to itself after everything else."""

    score: int


# By a coordinator.


@dataclass(frozen=True, slots=True)
class Arbitrated:
    """The agreement as a coordinator settled it with both."""

    choices: Choices


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A coordinator spoke with them: counters begin anew."""


@dataclass(frozen=True, slots=True)
class Suspended:
    """A coordinator holds it, until they lift it."""


@dataclass(frozen=True, slots=True)
class Lifted:
    """The coordinator's hold is over."""


@dataclass(frozen=True, slots=True)
class Dissolved:
    """A coordinator ends it, nobody's fault."""


@dataclass(frozen=True, slots=True)
class Terminated:
    """A coordinator ends it for safety."""


BySide = (
    Chose
    | Conceded
    | Insisted
    | MiddleAccepted
    | MiddleDeclined
    | Picked
    | Countered
    | NoneSuited
    | Cancelled
    | Reported
    | Answered
    | LeftOff
    | CadenceWished
    | TaskDone
    | GoalReviewed
    | Paused
    | Returned
    | Finished
    | ExtensionWished
    | ExtensionDeclined
    | Closed
    | Parted
    | Departed
    | StillOn
    | Wrote
    | Flagged
    | Moved
)
ByClock = Due | ClocksChanged | GoalMissed | Weighed
ByCoordinator = Arbitrated | Reviewed | Suspended | Lifted | Dissolved | Terminated
Event = BySide | ByClock | ByCoordinator
