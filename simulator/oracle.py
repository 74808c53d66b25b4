"""The invariants of a programme, checked after every moment (reliability §3).

It reads what handlers decided, what the tables hold and what reached the screens, and compares.
A broken promise is a finding, never an exception: the rest of the run is evidence too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select, text

from bot.handlers.desk import Desk
from core.conversation.book import Book
from core.conversation.effects import Erase, JoinChats, RecordConsent, SaveMember
from core.conversation.talk import Talk
from core.duration import SECOND
from simulator.between import Between
from simulator.cycle import Cycle
from simulator.decisions import Taken, overheard, replayed
from simulator.findings import Findings
from simulator.phone import Phone, Repeat
from simulator.remains import remains
from simulator.screens import Screens
from simulator.world import World
from storage.among import among, ids
from storage.codec import decode_talk, encode
from storage.prepared import Prepared
from storage.schema import outbox, person, timer

LATEST = 60 * SECOND
"""I10: how late a timer may be while the programme is up."""

RULES = (
    *("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I14", "I15", "I17"),
    *("I20", "private"),
)
"""What is checked here, `private` being that no private answer reaches the other side (domain §7);
I18, I21 and `meets` are checked over whole runs (`simulate`)."""

_LETTERS = Prepared(
    text("SELECT id, person_id, event_id, state, channel FROM inbox WHERE id > :last ORDER BY id")
)
_PEOPLE = Prepared(
    select(person.c.id, person.c.talk, person.c.version).where(among(person.c.id, ids("these")))
)
_FIRED = Prepared(
    select(timer.c.id, timer.c.person_id, timer.c.due_at, timer.c.fired_at).where(
        among(timer.c.id, ids("these"))
    )
)
_SENT = Prepared(
    select(outbox.c.id, outbox.c.state, outbox.c.created_at).where(among(outbox.c.id, ids("these")))
)
_STUCK = text(
    "SELECT count(*) FROM outbox WHERE state IN ('sending', 'unknown')"
    " OR (state = 'pending' AND due_at <= :now)"
)
_ACCEPTED = text(
    "SELECT id, to_address, unknowns FROM outbox"
    " WHERE state = 'accepted' AND status <> 'failed' AND kind = 'message'"
)
_UNREAD = text("SELECT count(*) FROM inbox WHERE state NOT IN ('done', 'ignored')")
_UNPROVEN = text(
    "SELECT count(*) FROM member WHERE person_id NOT IN (SELECT person_id FROM consent WHERE given)"
)

Owners = dict[str, tuple[int, Phone | None]]


@dataclass(slots=True)
class Life:
    """What the oracle remembers of one person."""

    version: int = 0
    talk: Talk = field(default_factory=Talk)
    wake_at: int = 0
    consented: bool = False
    story: list[Taken] = field(default_factory=list)


class Oracle:
    """Watches one world. Give `listen` to the world as its desk's wrapping, then `attend` it.

    `stories` is for how many people (every so many) decisions are kept to be made again at the end.
    """

    def __init__(self, *, stories: int = 1) -> None:
        self.findings = Findings()
        self.checked = 0
        self._stories = stories
        self._taken: list[Taken] = []
        self._lives: dict[int, Life] = defaultdict(Life)
        self._screens = Screens(self.findings, self._zone)
        self._between = Between(self.findings)
        self._last_letter = 0
        self._holders: dict[tuple[str, str], int] = {}
        self._fired: set[int] = set()
        self._world: World | None = None
        self._book: Book | None = None

    def listen(self, desk: Desk) -> Desk:
        """The desk, with every decision overheard."""
        self._book = desk.book
        return overheard(desk, self._taken)

    def person(self, phone: Phone) -> int:
        """The number of whoever wrote from this phone last, 0 for nobody."""
        return self._holders.get((phone.channel, phone.address), 0)

    def attend(self, world: World) -> None:
        """Check this world from now on."""
        self._world = world
        world.watch.append(self._check)

    # -- after every moment -------------------------------------------------------------------

    def _check(self, cycle: Cycle) -> None:
        assert self._world is not None  # noqa: S101 - attend comes first
        self.checked += 1
        taken = self._taken.copy()
        self._taken.clear()
        if not (taken or cycle.done or cycle.delivered or cycle.brought):
            return
        with self._world.database.read() as conn:
            owners = self._letters(conn, cycle, taken)
            self._timers(conn, cycle, taken, owners)
            self._talks(conn, cycle, taken, owners)
            self._committed(conn, cycle)
            self._between.check(conn, cycle, taken, owners)
        self._screens.check(cycle, taken, owners)

    def _letters(self, conn: Connection, cycle: Cycle, taken: list[Taken]) -> Owners:
        """I1, I2: one row an event, handled once, and none left lying."""
        rows = _LETTERS.all(conn, last=self._last_letter)
        phones = {
            (one.phone.channel, one.event_id): one.phone for one in cycle.done if one.event_id
        }
        gone = any(isinstance(e, Erase | JoinChats) for one in taken for e in one.turn.effects)
        new = {
            (one.phone.channel, one.event_id)
            for one in cycle.done
            if one.event_id and not isinstance(one.action, Repeat)
        }
        found = Counter((row.channel, row.event_id) for row in rows)
        for event in new:
            if found[event] != 1 and not gone:
                self._broken("I1", cycle.at, f"event {event} has {found[event]} inbox rows")
        for row in rows:
            self._last_letter = row.id
            if row.person_id and (phone := phones.get((row.channel, row.event_id))):
                self._holders[phone.channel, phone.address] = row.person_id
            if row.state == "dead":
                self._broken("I1", cycle.at, f"letter {row.id} was given up")
            if (row.channel, row.event_id) not in new:
                self._broken("I2", cycle.at, f"an event of before was recorded again: {row.id}")
        decided = Counter(one.origin for one in taken if one.update is not None)
        for origin, times in decided.items():
            if times > 1:
                self._broken("I2", cycle.at, f"letter {origin} was decided {times} times")
        if cycle.waiting.letters and not (cycle.waiting.retry_at or 0) > cycle.at:
            self._broken("I1", cycle.at, f"{cycle.waiting.letters} letters are left lying")
        return {
            f"{row.id:x}": (row.person_id, phones.get((row.channel, row.event_id))) for row in rows
        }

    def _timers(self, conn: Connection, cycle: Cycle, taken: list[Taken], owners: Owners) -> None:
        """I10: each occurrence once, never early, at most a minute late."""
        these = [int(one.origin[1:], 16) for one in taken if one.origin.startswith("t")]
        rows = _FIRED.all(conn, these=these) if these else []
        for row in rows:
            owners[f"t{row.id:x}"] = row.person_id, None
            if row.id in self._fired:
                self._broken("I10", cycle.at, f"timer {row.id} fired twice")
            self._fired.add(row.id)
            if not 0 <= row.fired_at - row.due_at <= LATEST:
                self._broken("I10", cycle.at, f"timer {row.id} fired {row.fired_at - row.due_at}")
        for one in taken:
            if not one.origin.startswith("w"):
                continue
            number = int(one.origin[1:].partition("-")[0], 16)
            owners[one.origin] = number, None
            if cycle.at < self._lives[number].wake_at:
                self._broken("I10", cycle.at, f"person {number} was woken early")
        for at in (cycle.waiting.timer_at, cycle.waiting.wake_at):
            if at is not None and at < cycle.at - LATEST and not cycle.waiting.letters:
                self._broken("I10", cycle.at, "something due has not fired")

    def _talks(self, conn: Connection, cycle: Cycle, taken: list[Taken], owners: Owners) -> None:
        """I3, I15: what is stored is what was decided, one version a save; nothing without consent."""
        last: dict[int, Taken] = {}
        turns: Counter[int] = Counter()
        for one in taken:
            number = owners.get(one.origin, (0, None))[0]
            if not number:
                continue
            last[number] = one
            turns[number] += 1
            life = self._lives[number]
            if number % self._stories == 0:
                life.story.append(one)
            life.wake_at = one.turn.wake_at
            for effect in one.turn.effects:
                if isinstance(effect, RecordConsent):
                    life.consented = effect.consent.given
                if isinstance(effect, SaveMember) and not life.consented:
                    self._broken("I15", cycle.at, f"person {number} saved without consent")
        if not last:
            return
        for row in _PEOPLE.all(conn, these=last):
            one, life = last[row.id], self._lives[row.id]
            decided = row.talk == encode(one.turn.talk)
            if not decided:
                words = f"person {row.id}: the stored talk is not the decided one"
                self._broken("I3", cycle.at, words)
            if not 1 <= row.version - life.version <= turns[row.id]:
                words = f"person {row.id}: version {life.version} to {row.version}"
                self._broken("I3", cycle.at, words)
            life.version = row.version
            life.talk = one.turn.talk if decided else decode_talk(row.talk)
            talk = one.turn.talk
            if not talk.consented and (talk.profile or set(talk.more) - {"link"}):
                self._broken("I15", cycle.at, f"person {row.id} has a profile without consent")

    def _committed(self, conn: Connection, cycle: Cycle) -> None:
        """I5: what reached a screen was owed before, and its outcome is known to be so or unknown."""
        shown = {one.owed.id: one for one in cycle.delivered if one.shown}
        if not shown:
            return
        for row in _SENT.all(conn, these=shown):
            # A farewell is gone as soon as it has left, and is not looked at.
            known = row.state == "accepted" or bool(shown[row.id].error)
            if not known or row.created_at > cycle.at:
                self._broken("I5", cycle.at, f"outbox {row.id} is {row.state}")

    def _zone(self, person: int) -> str:
        assert self._book is not None  # noqa: S101 - listen comes first
        return self._book.zone(self._lives[person].talk)

    # -- at the end ---------------------------------------------------------------------------

    def conclude(self) -> None:
        """I3 by making every kept decision again; I1, I4, I15, I17 over all that is stored."""
        assert self._world is not None and self._book is not None  # noqa: S101, PT018
        at = self._world.clock.now
        gone = [
            phone
            for key, phone in self._world.phones.items()
            if self._screens.silenced.get(key, "").startswith("gone")
        ]
        with self._world.database.read() as conn:
            stored: dict[int, str] = {
                row[0]: row[1] for row in conn.execute(text("SELECT id, talk FROM person"))
            }
            stuck = conn.execute(_STUCK, {"now": at}).scalar_one()
            accepted = conn.execute(_ACCEPTED).all()
            unread = conn.execute(_UNREAD).scalar_one()
            unproven = conn.execute(_UNPROVEN).scalar_one()
            left = remains(conn, gone)
        if unread:
            self._broken("I1", at, f"{unread} letters were never handled")
        if stuck:
            self._broken("I4", at, f"{stuck} messages neither left nor ended")
        self._unseen(at, accepted)
        if unproven:
            self._broken("I15", at, f"{unproven} profiles without a consent")
        for address in left:
            self._broken("I17", at, f"{address} was erased and is still there")
        for number, life in self._lives.items():
            if number not in stored or not life.story:
                continue
            if encode(replayed(life.story, self._book)) != stored[number]:
                self._broken("I3", at, f"person {number}: replaying gives another talk")

    def _unseen(self, at: int, accepted: Iterable[Any]) -> None:
        """I4: what was accepted was shown.

        Of two doubtful messages with the same words the provider's list shows one; taken for the
        other, that one is said again in its place, and whoever reads sees the words as often.
        """
        seen = {row for row, _ in self._screens.bubbles}
        excused = self._screens.doubled.copy()
        for row in accepted:
            if row.id in seen:
                continue
            excused[row.to_address] -= 1
            if not row.unknowns or excused[row.to_address] < 0:
                self._broken("I4", at, f"outbox {row.id} was accepted and reached nobody")

    def _broken(self, rule: str, at: int, words: str) -> None:
        self.findings.broken(rule, at, words)
