"""What should follow for the two people: a closed union of values, carried out by the handlers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.mentoring.budget import Cause
from core.mentoring.events import Confided
from core.mentoring.side import Side

Facts = Mapping[str, str | int]
"""What a message may mention: codes, counts and times in milliseconds UTC. A `Confided` does not
fit in, which is how mypy keeps a private answer from the other side."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Say this to one side; `cause` says what of the silence budget it may use."""

    to: Side
    key: str
    facts: Facts = field(default_factory=dict)
    cause: Cause = "partner"


@dataclass(frozen=True, slots=True)
class Ask:
    """Put this question to one side; it stays open until answered, withdrawn or expired."""

    to: Side
    key: str
    facts: Facts = field(default_factory=dict)
    cause: Cause = "partner"


@dataclass(frozen=True, slots=True)
class Withdraw:
    """A question that no longer has an answer: take it out of this side's agenda."""

    to: Side
    key: str


@dataclass(frozen=True, slots=True)
class Keep:
    """Store what one side confided, readable by them and by a coordinator."""

    of: Side
    said: Confided


@dataclass(frozen=True, slots=True)
class Invite:
    """Send the calendar file of the present meeting to whoever wanted it; or take it back."""

    method: Literal["PUBLISH", "CANCEL"]
    number: int
    sequence: int
    start: int


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Say `Due(timer)` to this mentorship at `due` (milliseconds UTC), instead of any earlier date."""

    timer: str
    due: int


@dataclass(frozen=True, slots=True)
class DropTimer:
    """Forget this timer."""

    timer: str


@dataclass(frozen=True, slots=True)
class Alert:
    """Tell the coordinators; `side` is whom it is about, None for both."""

    kind: str
    side: Side | None = None
    severity: Literal["urgent", "normal"] = "normal"


Effect = Tell | Ask | Withdraw | Keep | Invite | SetTimer | DropTimer | Alert
