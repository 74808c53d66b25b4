"""What should happen because of a turn: a closed union, carried out in the turn's transaction.

What almost every turn brings about is a Struct (see `talk`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct
from msgspec import field as struct_field

from core.conversation.kind import Value
from core.conversation.message import Message
from core.conversation.run import Run
from core.mentoring.consent import Consent
from core.mentoring.member import Member

Lane = Literal["reply", "reminder", "broadcast"]
Severity = Literal["urgent", "normal"]


class Send(Struct, frozen=True, gc=False):
    """Owe the person this message; replies go where the person wrote from."""

    message: Message
    lane: Lane = "reply"


class Finish(Struct, frozen=True, gc=False):
    """Keep a finished run with the answers that counted."""

    run: Run
    end: str
    answers: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class SaveMember:
    """Make this the person's profile."""

    member: Member


@dataclass(frozen=True, slots=True)
class RecordConsent:
    """Keep the proof of a consent given, refused or withdrawn."""

    consent: Consent


@dataclass(frozen=True, slots=True)
class Alert:
    """Tell the coordinators; `urgent` is for distress."""

    kind: str
    severity: Severity = "normal"


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Wake this person's conversation at `due` for `kind`; a former timer of the kind is replaced."""

    kind: str
    due: datetime


@dataclass(frozen=True, slots=True)
class DropTimer:
    """Forget the timer of this kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing more is sent to this person: what is still owed is cancelled."""

    reason: Literal["stop", "blocked"]


@dataclass(frozen=True, slots=True)
class Unsilence:
    """The person may be written to again."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Drop what was received from someone who refused; their address goes once the reply is out."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Remove the person and every trace that names them, now."""


@dataclass(frozen=True, slots=True)
class OfferLink:
    """Keep a one-time code (its digest) that joins another chat to this person."""

    code: str


@dataclass(frozen=True, slots=True)
class AskLink:
    """Ask the person who made `code` whether the chat that showed it is theirs."""

    code: str


@dataclass(frozen=True, slots=True)
class JoinChats:
    """Both sides said yes: move the asking chat's addresses to this person."""

    code: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something that two people share: the person does `event` to it, and `facts` are what they said.

    `subject` is what it is done to; whether it is still possible is decided where it is kept, and
    both are told. `id` is a proposal's or, for the three others, a mentorship's.
    """

    subject: Literal["proposal", "mentorship", "progress", "pledge", "relay"]
    id: int
    event: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seek:
    """Look for people to propose to this mentee, as soon as possible."""


@dataclass(frozen=True, slots=True)
class LeaveGroup:
    """Leave the group the assistant was put into."""


class Note(Struct, frozen=True, gc=False):
    """One line of the person's history: which rule applied and what came of it, without words."""

    rule: str
    facts: Mapping[str, str] = struct_field(default_factory=dict)


Effect = (
    Send
    | Finish
    | SaveMember
    | RecordConsent
    | Alert
    | SetTimer
    | DropTimer
    | Silence
    | Unsilence
    | Forget
    | Erase
    | OfferLink
    | AskLink
    | JoinChats
    | Act
    | Seek
    | LeaveGroup
    | Note
)
