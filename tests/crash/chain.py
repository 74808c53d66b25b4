"""A chain of deaths: one world, one server after another, each dying at its own point."""

import asyncio
import itertools
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from tests.crash import checker
from tests.crash.checker import Violation
from tests.crash.lies import blind_to
from tests.crash.members import ChannelName
from tests.crash.nursery import Nursery
from tests.crash.stations import FIRST, KILLED, TALK, Cast, Station
from tests.crash.world import NOW_AND_THEN, World, open_world

WITHIN = 90.0
"""Seconds in which an armed point must be reached, on a machine that has other things to do."""
READY = 10.0
"""Seconds of a processor in which a server is ready again (reliability §11)."""
SETTLE = 90.0
"""Seconds in which everything must come to rest after the last death."""
CHANNELS: Sequence[ChannelName] = ("whatsapp", "telegram")


@dataclass(slots=True)
class Story:
    """What happened: how each server ended, how long starts took, what the checker found."""

    ends: dict[str, int | None] = field(default_factory=dict)
    """Exit status by point; None: still alive, the point was not reached."""
    ready_seconds: list[float] = field(default_factory=list)
    final_exit: int | None = None
    unsettled: list[str] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    blind: list[str] = field(default_factory=list)
    """Lies about these books that the checker would have believed."""
    traces: list[str] = field(default_factory=list)
    """What is known of the messages that the violations name."""
    posted: int = 0
    delivered: int = 0
    passed: int = 0
    """Messages from one to their partner."""
    copies: int = 0
    unknowns: int = 0
    seconds: float = 0.0

    def wrong(self) -> list[str]:
        """Everything that should not have been, in words."""
        found = [
            f"{point}: the process did not die there ({status})"
            for point, status in self.ends.items()
            if status != -signal.SIGKILL
        ]
        slow = [f"ready after {one:.1f} s" for one in self.ready_seconds if one > READY]
        found += slow + [f"never came to rest: {one}" for one in self.unsettled]
        if self.final_exit != 0:
            found.append(f"a graceful stop ended with {self.final_exit}")
        found += [f"the checker does not see that {one}" for one in self.blind]
        return found + [f"{one.claim}: {one.detail}" for one in self.violations] + self.traces


def live_through(
    url: str, folder: Path, stations: Sequence[Station], seed: int, nursery: Nursery
) -> Story:
    """Run a whole chain; blocks until the end."""
    with open_world(folder, url, seed, nursery) as world:
        return asyncio.run(_live(world, stations))


async def _live(world: World, stations: Sequence[Station]) -> Story:
    story = Story()
    began = monotonic()
    server = world.server
    try:
        await _first_start(world, story)
        await _start(world)
        cast = Cast.of(world)
        await cast.get_ready(world)
        await world.until(lambda: not world.busy(), WITHIN, NOW_AND_THEN)
        world.up.clear()
        await server.kill()  # with nothing under way; the next one is armed
        cast.couple.meet(world)
        talkers = Talkers(world)
        talkers.join(asyncio.ensure_future(cast.couple.live(world)))
        for station in stations:
            await _die(world, cast, talkers, station, story)
        await _start(world, cold=True)
        cast.couple.finish()
        await asyncio.gather(talkers.finish(), world.say_all(cast.victim))
        await judge(world, story)
    finally:
        await world.close()
    story.ready_seconds = server.ready_seconds
    story.seconds = monotonic() - began
    return story


async def judge(world: World, story: Story) -> None:
    """Wait until everything is at rest, stop the server as one should, and look at what is left."""
    await world.until(lambda: not world.busy(), SETTLE, NOW_AND_THEN)
    story.unsettled = world.busy()
    story.final_exit = await world.server.stop()
    evidence = world.gathered()
    story.violations = checker.examine(evidence)
    story.blind = blind_to(evidence)
    story.traces = checker.story_of(evidence, story.violations)
    story.copies, story.unknowns = checker.counted(evidence)
    story.passed = len(evidence.books.relayed)
    story.posted = sum(phone.said for phone in world.phones)
    story.delivered = sum(len(texts) for texts in world.deliveries.texts.values())


async def _first_start(world: World, story: Story) -> None:
    """The tables are made; the first attempt dies in the middle of it."""
    server = world.server
    story.ends[FIRST] = await asyncio.to_thread(server.migrate, FIRST)
    if world.url.startswith("postgresql"):
        await asyncio.to_thread(server.migrate)


async def _start(world: World, *, cold: bool = False) -> None:
    """A server that is not meant to die."""
    world.server.start(cold=cold)
    if not await world.server.ready():
        raise RuntimeError(f"the server did not become ready, see {world.folder}/server.log")
    world.up.set()


async def _die(
    world: World, cast: Cast, talkers: "Talkers", station: Station, story: Story
) -> None:
    """One server, from its start to its death at the station's point, or by our hand."""
    server = world.server
    armed = not station.point.startswith(KILLED)
    await station.before(world, cast)
    server.start(station.point if armed else "", station.passes)
    acting = None
    if await server.ready():
        world.up.set()
        talkers.allow()
        cast.couple.allow()
        acting = asyncio.ensure_future(station.during(world, cast))
    if not armed:
        await asyncio.sleep(world.chance.random())  # at any moment: that is the point
        await server.kill()
    story.ends[station.point] = await server.dead(WITHIN)
    world.up.clear()
    await server.kill()
    await station.after(world, cast)
    if acting is not None:
        talkers.join(acting)


class Talkers:
    """Members who talk in the background, a few at a time, one after another for ever."""

    AT_ONCE = 3
    LINES = 10
    """Lines that all of them together may say to one server."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._left = asyncio.Semaphore(0)
        self._ending = False
        self._tasks: set[asyncio.Future[None]] = {
            asyncio.create_task(self._talk(n)) for n in range(self.AT_ONCE)
        }

    def allow(self) -> None:
        """Let them say some more."""
        for _ in range(self.LINES):
            self._left.release()

    def join(self, task: asyncio.Future[None]) -> None:
        """Wait for this, too, in the end."""
        self._tasks.add(task)

    async def finish(self) -> None:
        """Let everybody say what they have begun to say, then no more."""
        self._ending = True
        for _ in range(self.LINES * self.AT_ONCE):
            self._left.release()
        await asyncio.gather(*self._tasks)

    async def _talk(self, place: int) -> None:
        for turn in itertools.count(place):
            if self._ending:
                return
            phone = self._world.phone(CHANNELS[turn % 2], TALK[turn // 2 % len(TALK)])
            for line in phone.role.lines:
                await self._left.acquire()
                await self._world.say(phone, line)
