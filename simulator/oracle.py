"""The invariants of a programme, checked after every moment (reliability §3).

It reads what handlers decided, what the tables hold and what reached the screens, and compares.
A broken promise is a line in `violations`, never an exception: the rest of the run is evidence too.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, text

from bot.handlers.desk import Desk
from core.conversation.book import Book
from core.conversation.dialogue import take_due, take_turn
from core.conversation.effects import (
    Erase,
    Forget,
    JoinChats,
    RecordConsent,
    SaveMember,
    Silence,
    Unsilence,
)
from core.conversation.scene import Hints, Turn
from core.conversation.talk import Talk
from core.conversation.update import Token, Update
from simulator.clock import DAY, HOUR, SECOND, moment
from simulator.courier import Delivery
from simulator.phone import Block, Phone, Repeat, Unblock
from simulator.world import Cycle, World
from storage.codec import decode_talk, encode

LATEST = 60 * SECOND
"""I10: how late a timer may be while the programme is up."""
REPLIES = 5
"""I14: messages in answer to one."""
HOURLY = 30
"""I14: messages an hour that nobody's message asked for."""
FIRST_HOUR, LAST_HOUR = 8, 21
"""I11: hours of the person's own day in which we may speak first."""
MANY = 50
"""Violations kept in words; further ones are only counted."""

_LETTERS = text(
    "SELECT id, person_id, event_id, state, channel FROM inbox WHERE id > :last ORDER BY id"
)
_PEOPLE = text("SELECT id, talk, version FROM person WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
_FIRED = text("SELECT id, person_id, due_at, fired_at FROM timer WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
_SENT = text("SELECT id, state, created_at FROM outbox WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)


@dataclass(frozen=True, slots=True)
class Taken:
    """One decision as it was made: enough to make it again."""

    origin: str
    kind: str
    now: datetime
    turn: Turn
    update: Update | None = None
    hints: Hints | None = None
    quoted: Token | None = None
    entropy: bytes = b""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Life:
    """What the oracle remembers of one person."""

    version: int = 0
    talk: str = "{}"
    wake_at: int = 0
    consented: bool = False
    story: list[Taken] = field(default_factory=list)


class Oracle:
    """Watches one world. Give `listen` to the world as its desk's wrapping, then `attend` it.

    `stories` is for how many people (every so many) decisions are kept to be made again at the end.
    """

    def __init__(self, *, stories: int = 1) -> None:
        self.violations: Counter[str] = Counter()
        self.words: list[str] = []
        self.checked = 0
        self._stories = stories
        self._taken: list[Taken] = []
        self._lives: dict[int, Life] = defaultdict(Life)
        self._last_letter = 0
        self._fired: set[int] = set()
        self._silenced: dict[tuple[str, str], str] = {}
        self._order: dict[tuple[str, str, str], int] = {}
        self._delivered: Counter[int] = Counter()
        self._answers: Counter[str] = Counter()
        self._unasked: dict[tuple[str, str], deque[int]] = defaultdict(deque)
        self._world: World | None = None
        self._book: Book | None = None

    def listen(self, desk: Desk) -> Desk:
        """The desk, with every decision overheard."""
        decide, wake = desk.take_turn, desk.take_due
        self._book = desk.book

        def turn(
            talk: Talk,
            update: Update,
            *,
            book: Book,
            now: datetime,
            origin: str,
            entropy: bytes,
            hints: Hints | None,
            quoted: Token | None,
        ) -> Turn:
            taken = decide(
                talk, update, book=book, now=now, origin=origin, entropy=entropy,
                hints=hints, quoted=quoted,
            )  # fmt: skip
            self._taken.append(Taken(origin, "", now, taken, update, hints, quoted, entropy))
            return taken

        def due(
            talk: Talk,
            kind: str,
            *,
            book: Book,
            now: datetime,
            origin: str,
            entropy: bytes,
            facts: Mapping[str, str],
        ) -> Turn:
            taken = wake(
                talk, kind, book=book, now=now, origin=origin, entropy=entropy, facts=facts
            )
            self._taken.append(Taken(origin, kind, now, taken, entropy=entropy, facts=facts))
            return taken

        return replace(desk, take_turn=turn, take_due=due)

    def attend(self, world: World) -> None:
        """Check this world from now on."""
        self._world = world
        world.watch.append(self._check)

    # -- after every moment -------------------------------------------------------------------

    def _check(self, cycle: Cycle) -> None:
        assert self._world is not None  # noqa: S101 - attend comes first
        self.checked += 1
        taken, self._taken = self._taken, []
        if not (taken or cycle.done or cycle.delivered):
            return
        with self._world.database.read() as conn:
            owners = self._letters(conn, cycle, taken)
            self._timers(conn, cycle, taken, owners)
            self._talks(conn, taken, owners)
            self._committed(conn, cycle)
        self._closings(cycle, taken, owners)
        for delivery in cycle.delivered:
            self._delivery(cycle, delivery)
        self._loops(cycle)

    def _letters(
        self, conn: Connection, cycle: Cycle, taken: list[Taken]
    ) -> dict[str, tuple[int, Phone | None]]:
        """I1, I2: one row an event, handled once, and none left lying."""
        rows = conn.execute(_LETTERS, {"last": self._last_letter}).all()
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

    def _timers(
        self,
        conn: Connection,
        cycle: Cycle,
        taken: list[Taken],
        owners: dict[str, tuple[int, Phone | None]],
    ) -> None:
        """I10: each occurrence once, never early, at most a minute late."""
        ids = {int(one.origin[1:], 16): one for one in taken if one.origin.startswith("t")}
        rows = conn.execute(_FIRED, {"ids": list(ids)}).all() if ids else []
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
            person = int(one.origin[1:].partition("-")[0], 16)
            owners[one.origin] = person, None
            if cycle.at < self._lives[person].wake_at:
                self._broken("I10", cycle.at, f"person {person} was woken early")
        for at in (cycle.waiting.timer_at, cycle.waiting.wake_at):
            if at is not None and at < cycle.at - LATEST and not cycle.waiting.letters:
                self._broken("I10", cycle.at, "something due has not fired")

    def _talks(
        self,
        conn: Connection,
        taken: list[Taken],
        owners: dict[str, tuple[int, Phone | None]],
    ) -> None:
        """I3, I15: what is stored is what was decided, one version a save; nothing without consent."""
        last: dict[int, Taken] = {}
        turns: Counter[int] = Counter()
        for one in taken:
            person = owners.get(one.origin, (0, None))[0]
            if not person:
                continue
            last[person] = one
            turns[person] += 1
            life = self._lives[person]
            if person % self._stories == 0:
                life.story.append(one)
            life.wake_at = one.turn.wake_at
            for effect in one.turn.effects:
                if isinstance(effect, RecordConsent):
                    life.consented = effect.consent.given
                if isinstance(effect, SaveMember) and not life.consented:
                    self._broken("I15", life.wake_at, f"person {person} saved without consent")
        if not last:
            return
        for row in conn.execute(_PEOPLE, {"ids": list(last)}):
            one, life = last[row.id], self._lives[row.id]
            stored = encode(one.turn.talk)
            if row.talk != stored:
                self._broken("I3", 0, f"person {row.id}: the stored talk is not the decided one")
            if not 1 <= row.version - life.version <= turns[row.id]:
                self._broken("I3", 0, f"person {row.id}: version {life.version} to {row.version}")
            life.version, life.talk = row.version, row.talk
            talk = one.turn.talk
            if not talk.consented and (talk.profile or set(talk.more) - {"link"}):
                self._broken("I15", 0, f"person {row.id} has a profile without consent")

    def _committed(self, conn: Connection, cycle: Cycle) -> None:
        """I4, I5: what reached a screen was owed before, is accepted, and came once."""
        ids = [one.owed.id for one in cycle.delivered if one.shown]
        if not ids:
            return
        rows = {row.id: row for row in conn.execute(_SENT, {"ids": ids})}
        for number in ids:
            self._delivered[number] += 1
            if self._delivered[number] > 1:
                self._broken("I4", cycle.at, f"outbox {number} was delivered again")
            row = rows.get(number)  # a farewell is gone as soon as it has left
            if row is not None and (row.state != "accepted" or row.created_at > cycle.at):
                self._broken("I5", cycle.at, f"outbox {number} is {row.state}")

    def _closings(
        self,
        cycle: Cycle,
        taken: list[Taken],
        owners: dict[str, tuple[int, Phone | None]],
    ) -> None:
        """Who may be written to no more, and by which letter; who writes again may be answered."""
        for one in cycle.done:
            key = one.phone.channel, one.phone.address
            if isinstance(one.action, Block):
                self._silenced[key] = "block"
            elif not self._silenced.get(key, "stop").startswith("stop") and not isinstance(
                one.action, Unblock | Repeat
            ):
                self._silenced.pop(key, None)
        for decided in taken:
            phone = owners.get(decided.origin, (0, None))[1]
            if phone is None:
                continue
            key = phone.channel, phone.address
            for effect in decided.turn.effects:
                if isinstance(effect, Silence) and effect.reason == "stop":
                    self._silenced[key] = f"stop {int(decided.origin, 16)}"
                elif isinstance(effect, Unsilence):
                    self._silenced.pop(key, None)
                elif isinstance(effect, Forget | Erase):
                    self._silenced[key] = f"gone {int(decided.origin, 16)}"

    def _delivery(self, cycle: Cycle, delivery: Delivery) -> None:
        """I6, I8, I9, I11 of one message that left."""
        if not delivery.shown:
            return
        phone, owed = delivery.phone, delivery.owed
        key = phone.channel, phone.address
        where = f"{phone.address} outbox {owed.key}"
        silenced = self._silenced.get(key)
        if silenced is not None and owed.key.partition(":")[0] != silenced.partition(" ")[2]:
            self._broken("I6", cycle.at, f"{where}: written to after {silenced}")
        place = (*key, owed.lane)
        if self._order.get(place, 0) > owed.id:
            self._broken("I8", cycle.at, f"{where}: after a younger one")
        self._order[place] = owed.id
        template = all(bubble.template for bubble in delivery.shown)
        late = cycle.at - phone.heard_at >= DAY
        if phone.channel == "whatsapp" and owed.person_id and late and not template:
            self._broken("I9", cycle.at, f"{where}: words of our own after 24 hours")
        if owed.lane == "reply":
            return
        self._unasked[key].append(cycle.at)
        answered = any(one.phone is phone for one in cycle.done)
        if owed.person_id and not answered:
            zone = self._zone(owed.person_id)
            hour = moment(cycle.at).astimezone(ZoneInfo(zone)).hour
            if not FIRST_HOUR <= hour < LAST_HOUR:
                self._broken("I11", cycle.at, f"{where}: at {hour} h in {zone}")

    def _zone(self, person: int) -> str:
        assert self._book is not None  # noqa: S101 - listen comes first
        return self._book.zone(decode_talk(self._lives[person].talk))

    def _loops(self, cycle: Cycle) -> None:
        """I14: few answers to one message, and few words nobody asked for."""
        for one in cycle.delivered:
            if one.shown and one.owed.lane == "reply" and one.owed.person_id:
                letter = one.owed.key.partition(":")[0]
                self._answers[letter] += 1
                if self._answers[letter] == REPLIES + 1:
                    self._broken("I14", cycle.at, f"{one.phone.address}: too many answers at once")
        for one in cycle.delivered:
            times_at = self._unasked[one.phone.channel, one.phone.address]
            while times_at and times_at[0] <= cycle.at - HOUR:
                times_at.popleft()
            if len(times_at) > HOURLY:
                self._broken("I14", cycle.at, f"{one.phone.address}: {len(times_at)} in an hour")

    # -- at the end ---------------------------------------------------------------------------

    def conclude(self) -> None:
        """I3 by making every kept decision again; I4, I15 over all that is stored."""
        assert self._world is not None and self._book is not None  # noqa: S101, PT018
        at = self._world.clock.now
        with self._world.database.read() as conn:
            stored: dict[int, str] = {
                row[0]: row[1] for row in conn.execute(text("SELECT id, talk FROM person"))
            }
            stuck = conn.execute(
                text(
                    "SELECT count(*) FROM outbox WHERE state IN ('sending', 'unknown')"
                    " OR (state = 'pending' AND due_at <= :now)"
                ),
                {"now": at},
            ).scalar_one()
            unproven = conn.execute(
                text(
                    "SELECT count(*) FROM member WHERE person_id NOT IN"
                    " (SELECT person_id FROM consent WHERE given)"
                )
            ).scalar_one()
        if stuck:
            self._broken("I4", at, f"{stuck} messages neither left nor ended")
        if unproven:
            self._broken("I15", at, f"{unproven} profiles without a consent")
        for person, life in self._lives.items():
            if person in stored and life.story and self._replayed(life) != stored[person]:
                self._broken("I3", at, f"person {person}: replaying gives another talk")

    def _replayed(self, life: Life) -> str:
        assert self._world is not None and self._book is not None  # noqa: S101, PT018
        talk = Talk()
        for one in life.story:
            if one.update is not None:
                turn = take_turn(
                    talk, one.update, book=self._book, now=one.now, origin=one.origin,
                    entropy=one.entropy, hints=one.hints, quoted=one.quoted,
                )  # fmt: skip
            else:
                turn = take_due(
                    talk, one.kind, facts=one.facts, book=self._book, now=one.now,
                    origin=one.origin, entropy=one.entropy,
                )  # fmt: skip
            talk = turn.talk
        return encode(talk)

    def break_promise(self, rule: str, at: int, words: str) -> None:
        """Record a violation found elsewhere."""
        self._broken(rule, at, words)

    def _broken(self, rule: str, at: int, words: str) -> None:
        self.violations[rule] += 1
        if len(self.words) < MANY:
            self.words.append(f"{rule} at {moment(at):%Y-%m-%d %H:%M}: {words}")
