"""The invariants of a programme, checked after every moment (reliability §3).

It reads what handlers decided, what the tables hold and what reached the screens, and compares.
A broken promise is a finding, never an exception: the rest of the run is evidence too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select, text

from bot.handlers.desk import Desk
from core.conversation.book import Book
from core.conversation.effects import Erase, JoinChats, RecordConsent, SaveMember, SetTimer
from core.conversation.talk import Talk
from core.duration import SECOND
from simulator.between import Between
from simulator.cycle import Cycle
from simulator.decisions import Taken, overheard
from simulator.findings import Findings
from simulator.phone import Phone, Repeat
from simulator.pins import unpinned
from simulator.reckoning import Reckoning
from simulator.screens import Screens
from simulator.tally import Tally
from simulator.upkeep import compact
from simulator.waiting import due
from simulator.world import World
from storage.among import among, ids
from storage.codec import decode_talk
from storage.prepared import Prepared
from storage.schema import outbox, person, timer

LATEST = 60 * SECOND
"""I10: how late a timer may be while the programme is up."""

RULES = (
    *("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12", "I13", "I14"),
    *("I15", "I16", "I17", "I19", "I20", "private"),
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
_LEAVE = Prepared(
    text("SELECT id FROM timer WHERE person_id = :person AND kind = :kind AND state = 'waiting'")
)
_SENT = Prepared(
    select(outbox.c.id, outbox.c.state, outbox.c.created_at).where(among(outbox.c.id, ids("these")))
)
_DELAYED = Prepared(
    text(
        "SELECT DISTINCT person_id FROM inbox AS mine WHERE state = 'open' AND attempts = 0"
        " AND NOT EXISTS (SELECT 1 FROM inbox AS former WHERE former.state = 'open'"
        " AND former.person_id = mine.person_id AND former.attempts > 0)"
    )
)
_OVERDUE = Prepared(
    text(
        "SELECT DISTINCT person_id FROM timer AS mine WHERE state = 'waiting' AND due_at <= :at"
        " AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.state = 'open'"
        " AND inbox.person_id = mine.person_id)"
    )
)
LEAVING = frozenset({"erase", "forget"})
"""Timers that end a person, and are gone themselves when they have had their effect."""

Owners = dict[str, tuple[int, Phone | None]]


@dataclass(slots=True)
class Life:
    """What the oracle remembers of one person."""

    version: int = 0
    talk: Talk = field(default_factory=Talk)
    wake_at: int = 0
    consented: bool = False
    zone: str = ""
    """The clock they last said that they live by; empty for somebody without a profile."""
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
        self._screens = Screens(self.findings, self._zone, self._doors)
        self._between = Between(self.findings)
        self._tally = Tally(self.findings)
        self._last_letter = 0
        self._holders: dict[tuple[str, str], int] = {}
        self._fired: set[int] = set()
        self._leaving: dict[str, int] = {}
        self._compact = compact
        self._world: World | None = None
        self._book: Book | None = None

    def listen(self, desk: Desk) -> Desk:
        """The desk, with every decision overheard."""
        self._book = desk.book
        if desk.coordinators is not None:
            self._between.office = desk.coordinators[0], desk.coordinators[2]
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
            self._delays(conn, cycle)
            self._between.check(conn, cycle, taken, owners)
            self._tally.check(conn, cycle, taken, owners)
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
            if one.origin in self._leaving:
                owners[one.origin] = self._leaving.pop(one.origin), None
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
        """I3, I15, I19: what is stored is what was decided, one version a save; nothing without
        consent; no flow but a present one.
        """
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
                if isinstance(effect, SetTimer) and effect.kind in LEAVING:
                    self._leaving |= {
                        f"t{row.id:x}": number
                        for row in _LEAVE.all(conn, person=number, kind=effect.kind)
                    }
                if isinstance(effect, SaveMember):
                    life.zone = effect.member.timezone
                    if not life.consented:
                        self._broken("I15", cycle.at, f"person {number} saved without consent")
        if not last:
            return
        for row in _PEOPLE.all(conn, these=last):
            one, life = last[row.id], self._lives[row.id]
            stored = decode_talk(row.talk)
            if stored != one.turn.talk:
                words = f"person {row.id}: the stored talk is not the decided one"
                self._broken("I3", cycle.at, words)
            if not 1 <= row.version - life.version <= turns[row.id]:
                words = f"person {row.id}: version {life.version} to {row.version}"
                self._broken("I3", cycle.at, words)
            life.version = row.version
            life.talk = stored
            talk = one.turn.talk
            assert self._book is not None  # noqa: S101 - listen comes first
            if wrong := unpinned(talk, self._book):
                self._broken("I19", cycle.at, f"person {row.id} is {wrong}")
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

    def _delays(self, conn: Connection, cycle: Cycle) -> None:
        """I13: whom our own code fails delays nobody else."""
        delayed = [row.person_id for row in _DELAYED.all(conn)] if cycle.waiting.letters else []
        if due(cycle.waiting.timer_at, cycle.at):
            delayed += [row.person_id for row in _OVERDUE.all(conn, at=cycle.at)]
        for number in delayed:
            self._broken("I13", cycle.at, f"person {number} waits for somebody else's failure")

    def _doors(self, person: int) -> Iterable[tuple[str, str]]:
        return (where for where, holder in self._holders.items() if holder == person)

    def _zone(self, person: int) -> str:
        assert self._book is not None  # noqa: S101 - listen comes first
        life = self._lives[person]
        return life.zone or self._book.zone(life.talk)

    # -- at the end ---------------------------------------------------------------------------

    def conclude(self) -> None:
        """Look at all that is stored when everything is over (`simulator.reckoning`)."""
        assert self._world is not None and self._book is not None  # noqa: S101, PT018
        at = self._world.clock.now
        gone = [
            phone
            for key, phone in self._world.phones.items()
            if self._screens.silenced.get(key, "").startswith("gone")
        ]
        self._compact(self._world.database, at)  # as the next night would
        stories = {number: life.story for number, life in self._lives.items() if life.story}
        reckoning = Reckoning(self.findings, at, self._book)
        with self._world.database.read() as conn:
            reckoning.letters(conn)
            reckoning.messages(conn, self._screens)
            reckoning.people(conn, stories)
            reckoning.erased(conn, gone)
            self._tally.conclude(conn, at)

    def _broken(self, rule: str, at: int, words: str) -> None:
        self.findings.broken(rule, at, words)
