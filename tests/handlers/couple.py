"""Two people who said yes to each other, on a stage with the real dialogue."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update

from bot.handlers import pairs
from bot.handlers.ledger import Ledger
from bot.turns import fire_due
from bot.words.book import book
from bot.words.rendering import render
from core.conversation.dialogue import take_due, take_turn
from core.conversation.message import Message
from core.mentoring.pair import Pair
from storage import members, mentorships, proposals
from storage.database import Database
from storage.proposals import NewProposal
from storage.schema import timer
from tests.handlers.milestones import Key, Milestone, Untouched, empty, place_of, put, rows_of
from tests.handlers.stage import Stage
from tests.locales.test_words import NUMBERED

MENTEE = ("1", "1", "Amal Idrissi", "casa", "1", "2", "1, 2", "1", "1998", "3, 4", "1", "1", "2")
"""A mentee's onboarding in Casablanca, from consent to the pledge, the complement left for later."""

MENTOR = ("1", "2", "Karim Alami", "Lyon", "3", "1", "1, 3", "1", "4", "2", "1", "2")
"""A mentor's in Lyon."""

HELLO = {"fr": "Bonjour", "ar": "السلام عليكم", "en": "Hello, I would like a mentor"}

AGREED = ("1", "1", "2", "3", "1", "1")
"""Six taps: launch, the usual rhythm, six months, by video, two promises."""

SIDES = ("mentee", "mentor")
STRIDE = timedelta(hours=2)


Reading = tuple[str, int, Message]
"""To whom, when (milliseconds), and what."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a couple's own side of things was at a milestone."""

    now: datetime
    count: int
    read: Sequence[Reading]
    heard: Mapping[str, Sequence[Message]]


MILESTONES: dict[Key, Milestone[Seen]] = {}
"""By the way there: where, in which language, and the milestones passed without a word between."""


class Couple:
    """A mentee called Amal in Casablanca and a mentor called Karim in Lyon; addresses are sides."""

    def __init__(self, database: Database, language: str = "fr", **more: object) -> None:
        self.language = language
        self.stage = Stage(database, book=book(), take_turn=take_turn, take_due=take_due, **more)
        self.read: list[Reading] = []
        self.heard: defaultdict[str, list[Message]] = defaultdict(list)
        self._desk = self.stage.desk
        self._way: Key = (place_of(database), language)
        self._seen = self._sees()
        self._untouched = Untouched(database.engine)
        if not more and empty(database):  # else it is another story than the others'
            self._untouched.begin()
        self._reach("known", self._introduce)

    def _introduce(self) -> int:
        for side, words in (("mentee", MENTEE), ("mentor", MENTOR)):
            self.says(side, HELLO[self.language], *words)
        self.settle()
        return 0

    # -- milestones -----------------------------------------------------------------------------

    def _reach(self, name: str, play: Callable[[], int]) -> int:
        """Play the way to a milestone, or be there at once where it was played before from here."""
        desk_is_ours = self.stage.desk is self._desk
        if not (self._untouched and desk_is_ours and self._sees() == self._seen):
            return play()
        way = (*self._way, name)
        there = MILESTONES.get(way)
        if there is None:
            given = play()
            there = Milestone(rows_of(self.stage.database), self._sees(), given)
            MILESTONES[way] = there
        else:
            put(self.stage.database, there.rows)
            self._remember(there.seen)
        self._way, self._seen = way, there.seen
        self._untouched.begin()
        return there.given

    def _sees(self) -> Seen:
        heard = {side: (*messages,) for side, messages in self.heard.items()}
        return Seen(self.stage.clock.now, self.stage.count, (*self.read,), heard)

    def _remember(self, seen: Seen) -> None:
        self.stage.clock.now, self.stage.count = seen.now, seen.count
        self.read = [*seen.read]
        self.heard.clear()
        self.heard.update({side: [*messages] for side, messages in seen.heard.items()})

    # -- what happens ---------------------------------------------------------------------------

    def says(self, side: str, *texts: str) -> list[str]:
        """One of them writes; the keys of what they read afterwards, news of the pair included."""
        for text in texts:
            self.heard[side] = []
            self.stage.write(side, text)
            while self.stage.worker.step():
                pass
            self.settle()
        return self.keys(side)

    def settle(self, **by: float) -> None:
        """Let time pass; what is due has its effect, and what is owed arrives."""
        left = timedelta(**{"seconds": 6, **by})
        while left > timedelta(0):
            # As the clock would: nothing falls due long after its hour.
            self.stage.clock.now += min(left, STRIDE)
            left -= STRIDE
            while fire_due(self.stage.database, self.stage.desk):
                pass
            for address, message in self.stage.sent():
                self.heard[address].append(message)
                self.read.append((address, self.stage.now, message))

    def waits(self, **by: float) -> None:
        """Let time pass with nobody saying a word; what came before is read."""
        for side in SIDES:
            self.heard[side] = []
        self.settle(**by)

    def meet(self) -> int:
        """The mentor's yes to a request that was made; the mentorship."""
        return self._reach("meet", self._meet)

    def _meet(self) -> int:
        stage = self.stage
        self.heard.clear()
        mentee, mentor = self.person("mentee"), self.person("mentor")
        with stage.database.begin() as conn:
            (proposal,) = proposals.add(
                conn, [NewProposal(mentee, mentor, 0, 0, {}, "test")], stage.now
            )
            one, other = members.load(conn, mentee), members.load(conn, mentor)
            assert one is not None
            assert other is not None
            ledger = Ledger(conn, stage.desk, stage.clock())
            made = pairs.begin(ledger, (mentee, one), (mentor, other), proposal)
            ledger.commit()
        self.settle()
        return made

    def agree(self) -> int:
        """A pair on which both have signed the same; nobody has picked a time yet."""
        return self._reach("agree", self._agree)

    def _agree(self) -> int:
        made = self.meet()
        for side in SIDES:
            self.says(side, *AGREED)
        return made

    def confirm(self) -> int:
        """A pair with a first meeting: both pick the first time."""
        return self._reach("confirm", self._confirm)

    def _confirm(self) -> int:
        made = self.agree()
        for side in SIDES:
            self.says(side, "1")
        self.drop("progress")
        return made

    def drop(self, family: str) -> None:
        """Forget timers of a family: the skill grid, say, is another story."""
        with self.stage.database.begin() as conn:
            conn.execute(
                update(timer).where(timer.c.kind.like(f"{family}:%")).values(state="dropped")
            )

    def hold(self) -> int:
        """A pair whose first meeting is over, the morning after."""
        return self._reach("hold", self._hold)

    def _hold(self) -> int:
        made = self.confirm()
        meeting = self.pair(made).meeting
        assert meeting is not None
        assert meeting.appointment is not None
        self.waits(milliseconds=meeting.appointment.start - self.stage.now)
        self.waits(hours=26)
        return made

    # -- what can be seen -----------------------------------------------------------------------

    def person(self, side: str) -> int:
        found = self.stage.person(side)
        assert found is not None
        return found

    def keys(self, side: str) -> list[str]:
        """The keys of all that this side read since they last wrote."""
        return [part.key for message in self.heard[side] for part in message.parts]

    def text(self, side: str) -> str:
        """The words of it."""
        return "\n".join(
            bubble.text for message in self.heard[side] for bubble in render(message, NUMBERED)
        )

    def options(self, side: str) -> Sequence[str]:
        """The ids of what can be chosen now."""
        found = [part for message in self.heard[side] for part in message.parts if part.options]
        return [option.id for option in found[-1].options] if found else []

    def open(self, side: str) -> str:
        """The flow and step of the open question."""
        talk = self.stage.talk(side)
        if talk.run is None:
            return ""
        return f"{talk.run.flow}-{talk.prompt.step if talk.prompt else ''}"

    def pair(self, made: int) -> Pair:
        """The mentorship as it stands."""
        with self.stage.database.read() as conn:
            one = mentorships.load(conn, made)
        assert one is not None
        return one.pair
