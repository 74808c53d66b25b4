"""The room behind the page: one world, whoever looks at it, and time that may run by itself."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from core.duration import DAY, HOUR, SECOND
from simulator import community
from simulator.cast import Cast
from simulator.clock import Clock, moment
from simulator.community import mind_for
from simulator.keepsake import Kept, keep
from simulator.phone import Action, Phone
from simulator.world import World

TYPING = timedelta(seconds=4)
"""Time passes while somebody types; without it a quick thumb would look like a flood."""

BEAT = 0.25
"""Seconds of ours between two steps while time runs by itself."""

MOST_EVENTS = 400
"""Events let happen before others get a look at the world again."""

SPEEDS = {"0": 0, "1": 1, "60": 60, "600": 600, "3600": 3600, "21600": 21600}
"""Simulated seconds in one of ours."""

SPANS = {"hour": HOUR, "day": DAY, "week": 7 * DAY, "month": 30 * DAY}

Result = TypeVar("Result")


class Room:
    """A world with its cast. Calls that change it go through `change`, one at a time."""

    def __init__(self, world: World, cast: Cast, seed: int, wall: Callable[[], datetime]) -> None:
        self.world = world
        self.cast = cast
        self.speed = 0
        self.office: Phone | None = None
        self.closing = False
        self.keepsake: Path | None = None
        self._wall = wall
        self._owed = 0.0
        self._chance = random.Random(seed)  # noqa: S311 - reproducible on purpose
        self._lock = asyncio.Lock()
        self._changed: set[asyncio.Event] = set()

    @classmethod
    def open(
        cls,
        url: str,
        *,
        start: datetime,
        seed: int,
        wall: Callable[[], datetime],
        people: bool = True,
    ) -> "Room":
        """A room with two strangers' phones and, with `people`, a community around them."""
        early = start - community.SETTLED if people else start
        room = cls._empty(url, early, seed, wall)
        world = room.world
        if people:
            community.settle(world, room.cast, seed)
        first = list(world.phones)
        community.strangers(world)
        ordered = [key for key in world.phones if key not in first] + first
        world.phones = {key: world.phones[key] for key in ordered}
        return room

    @classmethod
    def reopen(
        cls,
        url: str,
        kept: Kept,
        *,
        start: datetime | None,
        seed: int,
        wall: Callable[[], datetime],
    ) -> "Room":
        """A room as it was kept; its clock goes on where it stood, or at `start` if that is later."""
        room = cls._empty(url, moment(kept.now), seed, wall)
        room.world.phones.clear()
        for phone in kept.phones:
            room.world.adopt(phone)
        room.office = room.world.phone(community.OFFICE[0], community.OFFICE[2])
        for phone in kept.phones:
            if phone.habit:
                room.hand_over(phone, phone.habit)
        if start is not None:
            room.world.advance_to(Clock(start).now)
        return room

    @classmethod
    def _empty(cls, url: str, start: datetime, seed: int, wall: Callable[[], datetime]) -> "Room":
        world = World(url, start=start, coordinators=community.OFFICE)
        room = cls(world, Cast(world), seed, wall)
        room.office = world.phone(community.OFFICE[0], community.OFFICE[2])
        room.office.name = "Équipe MeM"
        return room

    def close(self) -> None:
        """Keep the phones if that is wished, and let go of the database."""
        self.keep()
        self.world.close()

    def keep(self) -> None:
        """Write the phones down where they are kept."""
        if self.keepsake is not None:
            keep(self.keepsake, self.world.clock.now, self.phones())

    def phones(self) -> list[Phone]:
        """All phones, the strangers' first; a phone's number is its place here, from 1."""
        return list(self.world.phones.values())

    def phone(self, number: int) -> Phone | None:
        """The phone with this number."""
        phones = self.phones()
        return phones[number - 1] if 1 <= number <= len(phones) else None

    # -- what the page can do -----------------------------------------------------------------

    def act(self, phone: Phone, action: Action) -> None:
        """Somebody at the page does something on a phone; raises CannotDo."""
        self.world.advance(TYPING)
        self.world.do(phone, action)

    def hand_over(self, phone: Phone, habit: str) -> None:
        """Let a persona hold the phone, or with no habit nobody."""
        self.cast.let_go(phone)
        if habit:
            mind = mind_for(phone, habit, self._chance)
            self.cast.take_over(phone, mind, self.world.clock.now + 5 * SECOND)

    def jump(self, span: str) -> None:
        """Let time pass: an hour, a day, a week, thirty days, until the next event, or until our own now."""
        clock = self.world.clock
        match span:
            case "next":
                at = self.world.next_event()
                if at is not None:
                    self.world.step(at)
            case "now":
                self.world.advance_to(max(clock.now, Clock(self._wall()).now))
            case _:
                self.world.advance_to(clock.now + SPANS[span])

    # -- one at a time ------------------------------------------------------------------------

    async def change(self, work: Callable[[], Result]) -> Result:
        """Run something that changes the world, then tell everybody who looks."""
        try:
            async with self._lock:
                return await asyncio.to_thread(self._kept, work)
        finally:
            for event in self._changed:
                event.set()

    def _kept(self, work: Callable[[], Result]) -> Result:
        result = work()
        self.keep()
        return result

    async def look(self, work: Callable[[], Result]) -> Result:
        """Run something that only looks at the world."""
        async with self._lock:
            return await asyncio.to_thread(work)

    @contextmanager
    def looking(self) -> Iterator[asyncio.Event]:
        """An event that is set at every change."""
        event = asyncio.Event()
        self._changed.add(event)
        try:
            yield event
        finally:
            self._changed.discard(event)

    def say_goodbye(self) -> None:
        """Let everybody who looks go; from the loop's own thread."""
        self.closing = True
        for event in self._changed:
            event.set()

    async def run(self) -> None:
        """Let time pass at the chosen speed."""
        while True:
            await asyncio.sleep(BEAT)
            if self.speed:
                await self.change(self._beat)

    def _beat(self) -> None:
        self._owed += self.speed * BEAT
        seconds, self._owed = divmod(self._owed, 1)
        self.world.advance_to(self.world.clock.now + int(seconds) * SECOND, most=MOST_EVENTS)


@asynccontextmanager
async def running(room: Room) -> AsyncIterator[None]:
    """Time may run by itself while this lasts."""
    task = asyncio.create_task(room.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
