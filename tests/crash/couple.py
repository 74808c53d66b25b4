"""Two members who work together: what they pass to each other, in pieces too, sign, and arrange.

Their lines are dealt out to the servers one at a time, so that deaths fall between and within them.
"""

import asyncio
import re
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any

from bot.handlers import pairs
from bot.handlers.desk import Desk
from bot.handlers.ledger import Ledger
from bot.settings import wall_clock
from bot.words.book import book
from bot.words.catalogue import say
from core.languages import LANGUAGES
from storage import members, proposals
from storage.opening import open_database
from storage.proposals import NewProposal
from tests.crash.members import Line, mentee, mentor
from tests.crash.world import KEY, NOW_AND_THEN, Phone, World

AGREED = ("1", "1", "2", "3", "1", "1")
"""Six taps: launch, the usual rhythm, six months, by video, two promises."""

ROUNDS = 4
"""Of what the two tell each other once they have a meeting: with what they tell each other before,
each stays at the twenty messages an hour that may pass."""

PIECES = 3
"""Bubbles of a thought that comes in several."""

CALM = 10.0
"""Seconds after which what was said before counts no more towards twenty at once (a flood)."""

ARRIVES = 8.0
"""Seconds in which a thought arrives, its breath of five included."""

SYLLABLES = ("bé", "dé", "fé", "gé", "lé", "mé", "né", "pé", "ré", "té")
"""Whatever is made of them speaks for French: a piece that comes too late to belong to its thought is
heard as a message, and two in a row of another language would have its sender answered in that.
"""


def _asked(key: str) -> re.Pattern[str]:
    """A question's words, in any language."""
    words = (say(key, language, {}).splitlines()[0] for language in LANGUAGES)
    return re.compile("|".join(re.escape(one) for one in words))


PURPOSE, TIMES = _asked("agreement-purpose"), _asked("times-choice")

Step = Callable[[World], Coroutine[Any, Any, None]]


@dataclass(slots=True)
class Couple:
    """A mentee on Telegram and a mentor on WhatsApp, whose first names are alike."""

    mentee: Phone
    mentor: Phone
    _left: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    _ending: bool = False
    _ready_at: float = 0.0
    _thoughts: int = 0
    _told: dict[str, str] = field(default_factory=dict)
    """The last words that each has passed on, by address."""

    @classmethod
    def of(cls, world: World) -> "Couple":
        return cls(world.phone("telegram", mentee), world.phone("whatsapp", mentor))

    async def get_ready(self, world: World) -> None:
        """Have both say all that comes before they meet."""
        await asyncio.gather(*(world.say_all(phone) for phone in (self.mentee, self.mentor)))
        self._ready_at = monotonic()

    def meet(self, world: World) -> None:
        """Make them a pair while no server runs, as the mentor's yes to a request would.

        It is noon where they live: the news of a pair waits for daylight, and no test for the day.
        """
        now = wall_clock()
        noon = f"Etc/GMT{now.hour - 12:+d}"  # the sign of these names is the opposite of its sense
        for phone in (self.mentee, self.mentor):
            world.change(
                "UPDATE member SET timezone = ? WHERE person_id ="
                " (SELECT person_id FROM address WHERE address = ?)",
                noon,
                phone.address,
            )
        people = {row["address"]: row["person_id"] for row in world.rows("SELECT * FROM address")}
        first, second = (people[phone.address] for phone in (self.mentee, self.mentor))
        desk = Desk(book=book(), parse={}, clock=lambda: now, key=KEY.encode())
        database = open_database(world.url)
        try:
            with database.begin() as conn:
                ledger = Ledger(conn, desk, now)
                (asked,) = proposals.add(
                    conn, [NewProposal(first, second, 0, 0, {}, "crash")], ledger.now
                )
                one, other = members.load(conn, first), members.load(conn, second)
                assert one is not None
                assert other is not None
                pairs.begin(ledger, (first, one), (second, other), asked)
                ledger.commit()
        finally:
            database.close()
        self.mentee.partner, self.mentor.partner = self.mentor.address, self.mentee.address

    # -- what they do -------------------------------------------------------------------------

    def allow(self, steps: int = 1) -> None:
        """Let them do some more of what they have to do."""
        for _ in range(steps):
            self._left.release()

    async def live(self, world: World) -> None:
        """Do one thing after another, as far as they are allowed to; in the end they have a meeting."""
        before, after = self._until_they_meet(), self._meanwhile()
        for number, step in enumerate((*before, *after)):
            if not self._ending:
                await self._left.acquire()
            if self._ending and number >= len(before):
                break
            await step(world)
        await self.rest(world)

    def finish(self) -> None:
        """Let them arrange their meeting if they have not, then no more."""
        self._ending = True
        self._left.release()

    async def rest(self, world: World) -> None:
        """Wait until what the two told each other last is read."""
        for phone in (self.mentee, self.mentor):
            await self._arrived(world, phone)

    async def tell(self, world: World, by: Phone, pieces: int) -> None:
        """Pass a thought to the partner, in one bubble or several that follow at once.

        The one before has had its time to arrive: else all of them would become one.
        """
        await self._arrived(world, by)
        for n in range(pieces):
            words = self._told[by.address] = self._words(n)
            line = words if n else f"écrire à Amal : {words}"
            await world.say(by, Line(line, passes=words, more=n > 0), wait=False)

    async def sign(self, world: World, by: Phone) -> None:
        """Answer the six questions of the agreement, in their own time."""
        await self._see(world, by, PURPOSE)
        await asyncio.sleep(self._ready_at + CALM - monotonic())
        *taps, signature = AGREED
        for answer in taps:
            await world.say(by, Line(answer), wait=False)
        await world.say(by, Line(signature, silent=True))  # answered by what becomes of it
        by.acts += 1

    async def pick(self, world: World, by: Phone) -> None:
        """Take the first of the times on the table."""
        await self._see(world, by, TIMES)
        await world.say(by, Line("1", silent=True))
        by.acts += 1

    def _until_they_meet(self) -> Sequence[Step]:
        """Two signatures and a time that suits both, with words to each other in between."""
        one, other = self.mentee, self.mentor
        return (
            partial(self.tell, by=one, pieces=1),
            partial(self.tell, by=other, pieces=PIECES),
            partial(self.sign, by=one),
            partial(self.sign, by=other),
            partial(self.tell, by=one, pieces=PIECES),
            partial(self.pick, by=one),
            partial(self.tell, by=other, pieces=1),
            partial(self.pick, by=other),
        )

    def _meanwhile(self) -> Sequence[Step]:
        """What they tell each other until they meet."""
        return [
            partial(self.tell, by=by, pieces=pieces)
            for _ in range(ROUNDS)
            for pieces in (PIECES, 1)
            for by in (self.mentee, self.mentor)
        ]

    async def _arrived(self, world: World, by: Phone) -> None:
        """Wait until what somebody told last is read; not for ever, as it may have been lost."""
        if former := self._told.get(by.address):
            reader = self.mentor if by is self.mentee else self.mentee
            await world.until(lambda: former in world.texts(reader), ARRIVES, NOW_AND_THEN)

    async def _see(self, world: World, phone: Phone, words: re.Pattern[str]) -> None:
        """Wait until a question has reached somebody, however many servers die before it does."""
        await world.surely(lambda: words.search(world.texts(phone)) is not None, NOW_AND_THEN)

    def _words(self, piece: int) -> str:
        """The next piece of a thought."""
        if piece == 0:
            self._thoughts += 1
        return words_of(self._thoughts, piece)


def words_of(thought: int, piece: int) -> str:
    """Words that nobody else says, without a figure: a bare one would be an answer.

    What goes on with a thought is one word: when a death keeps it until the thought has left, it is
    too short to be offered to the partner anew.
    """
    word = "".join(SYLLABLES[int(digit)] for digit in f"{thought:03}{piece}")
    return word if piece else f"mon idée {word} avance"
