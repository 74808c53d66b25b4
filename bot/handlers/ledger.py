"""What a batch of turns comes to, gathered and then written with one statement per table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection

from bot.handlers.desk import Desk
from core.conversation.effects import Lane
from core.conversation.enclosure import RELAYED
from core.conversation.message import Message
from core.conversation.talk import Talk
from core.conversation.timing import moment_of
from core.duration import DAY
from core.languages import Language
from core.mentoring.member import Member
from storage import erasure, events, inbox, members, outbox, people, proposals, runs
from storage.codec import encode, encode_talk
from storage.outbox import OwedKind, OwedRow, Policy
from storage.runs import Finished

POLICIES: Mapping[Lane, Policy] = {"reply": "resend", "reminder": "resend", "broadcast": "once"}
"""After an unknown outcome: an answer or a question twice is a nuisance, none is a silence
(reliability §4); an announcement twice is worse than once too few. A partner's words are said once
more whatever their lane, and then their sender is told."""

LIFETIMES: Mapping[Lane, int] = {"reply": 7 * DAY, "reminder": DAY, "broadcast": 3 * DAY}
"""How long a message is worth sending, in milliseconds."""

AHEAD = frozenset({"pair-meeting_day_before", "pair-meeting_hours_before"})
"""Parts that speak of a meeting ahead: when it has begun they are not worth saying."""


UNKNOWN = "", "MA"
"""The clock and country of whoever has not said theirs; an unknown zone counts as UTC."""


class Origin(Struct, frozen=True):
    """Where a turn comes from and where its reply goes; an empty `to_address` leads nowhere.

    `key` begins the outbox keys of what the turn owes. `person_id` None is the coordinators' chat.
    """

    person_id: int | None
    key: str
    address_id: int | None
    channel: str
    account: str
    to_address: str
    event_id: str = ""


@dataclass(slots=True)
class Ledger:
    """The consequences of one transaction's turns; `at` is the moment all of them happen."""

    conn: Connection
    desk: Desk
    at: datetime
    now: int = field(init=False)
    owed: list[OwedRow] = field(default_factory=list)
    events: list[tuple[int | None, int, str, str]] = field(default_factory=list)
    runs: list[Finished] = field(default_factory=list)
    done: list[tuple[int, str, str]] = field(default_factory=list)
    talks: dict[int, tuple[Talk, int, int]] = field(default_factory=dict)
    """Person to talk, the version it was read at, wake_at."""
    erased: set[int] = field(default_factory=set)
    forgotten: set[int] = field(default_factory=set)
    count: int = 0
    """How many things were set down to be said, so that each has a name of its own."""
    joined: dict[int, int] = field(default_factory=dict)
    """Asking person to the one they become."""
    _members: dict[int, Member | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = int(self.at.timestamp() * 1000)

    def member(self, person_id: int) -> Member | None:
        """Somebody's profile as these turns have left it, None before onboarding is finished."""
        if person_id not in self._members:
            self._members[person_id] = members.load(self.conn, person_id)
        return self._members[person_id]

    def clock(self, person_id: int) -> tuple[str, str]:
        """The time zone and the country somebody lives by; Morocco's before there is a profile."""
        if person_id in self._members:
            known = self._members[person_id]
            return (known.timezone, known.country) if known else UNKNOWN
        return members.clock(self.conn, person_id) or UNKNOWN

    def save_member(self, person_id: int, profile: Member, language: Language) -> None:
        """Make `profile` the person's."""
        members.save(self.conn, person_id, profile, self.now, language=language)
        self._members.pop(person_id, None)

    def hold(self, people: Iterable[int]) -> bool:
        """Lock what is shared by these people until the commit (`proposals.lock_sides`); whether
        what was read before has to be read again.
        """
        waited = proposals.lock_sides(self.conn, people)
        if waited:
            self._members.clear()
        return waited

    def gone(self, person_id: int) -> bool:
        """Whether these turns end the person as they were; further letters are for the next batch."""
        return person_id in self.erased or person_id in self.forgotten or person_id in self.joined

    def owe(
        self,
        origin: Origin,
        name: str,
        message: Message | None,
        lane: Lane,
        *,
        kind: OwedKind = "message",
    ) -> None:
        """Owe a message at the origin's address; nobody to write to, nothing owed."""
        if not origin.to_address:
            return
        self.owed.append(
            OwedRow(
                key=f"{origin.key}:{name}",
                person_id=origin.person_id,
                address_id=origin.address_id,
                channel=origin.channel,
                account=origin.account,
                to_address=origin.to_address,
                body=encode(message) if message is not None else "",
                lane=lane,
                policy=_policy(message, lane),
                kind=kind,
                due_at=self.now,
                expires_at=_expires(message, self.now + LIFETIMES[lane]),
            )
        )

    def commit(self) -> None:
        """Write everything; the caller's transaction commits."""
        conn, crash = self.conn, self.desk.crash
        people.save_talks(
            conn,
            [
                (person_id, encode_talk(talk), version, wake_at)
                for person_id, (talk, version, wake_at) in self.talks.items()
            ],
            self.now,
        )
        crash("turn.after_talks")
        outbox.owe(conn, self.owed, self.now)
        events.record(conn, self.events)
        runs.record(conn, self.runs)
        crash("turn.before_finish")
        inbox.finish(conn, self.done, self.now)
        for person_id in self.forgotten:
            erasure.forget_payloads(conn, person_id)
        for asking, into in self.joined.items():
            crash("link.mid")
            people.merge(conn, asking, into)
            crash("link.after")
        for person_id in self.erased:
            farewell = [one.key for one in self.owed if one.person_id == person_id]
            erasure.erase(conn, person_id, self.desk.key, self.now, keep=farewell, crash=crash)


def _expires(message: Message | None, at_last: int) -> int:
    first = message.parts[0] if message is not None and message.parts else None
    if first is None or first.key not in AHEAD:
        return at_last
    return min(at_last, moment_of(first.labels["start"][0]))


def _policy(message: Message | None, lane: Lane) -> Policy:
    passes_on = message is not None and message.attach.startswith(RELAYED)
    return "twice" if passes_on else POLICIES[lane]
