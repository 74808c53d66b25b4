"""Who holds which phone: personas act when something has come, or when they said they would."""

from collections.abc import Sequence

from core.duration import HOUR, MINUTE, SECOND
from simulator.cycle import Cycle
from simulator.mind import Mind
from simulator.phone import Action, Phone
from simulator.world import World

Key = tuple[str, str]

COARSE = 5 * MINUTE, 4 * HOUR
"""A cohort looks at its phones every five minutes, and who is away for hours every four hours:
people meet, and their turns share a transaction as they do in a busy hour."""

COARSER = 30 * MINUTE, 4 * HOUR
"""A large cohort looks every half hour: moments cost more than what happens in them."""

EXACT = SECOND, SECOND
"""On the page everybody looks when they would."""


class Cast:
    """The personas of a world, by phone."""

    def __init__(self, world: World, *, grid: tuple[int, int] = EXACT) -> None:
        self._world = world
        self._grid = grid
        self._minds: dict[Key, Mind] = {}
        self._planned: set[Key] = set()
        world.watch.append(self._look)

    def take_over(self, phone: Phone, mind: Mind, at: int) -> None:
        """Let a persona hold this phone from `at` on, instead of whoever held it."""
        self._minds[_key(phone)] = mind
        phone.habit = mind.role or mind.habit.name
        self._plan(phone, at)

    def let_go(self, phone: Phone) -> None:
        """Nobody but the page holds this phone any more."""
        self._minds.pop(_key(phone), None)
        phone.habit = ""

    def mind(self, phone: Phone) -> Mind | None:
        """Who holds this phone."""
        return self._minds.get(_key(phone))

    def _look(self, cycle: Cycle) -> None:
        for delivery in cycle.delivered:
            mind = self._minds.get(_key(delivery.phone))
            if mind is None or not delivery.shown or _key(delivery.phone) in self._planned:
                continue
            delay = mind.delay()
            if delay is not None:
                self._plan(delivery.phone, self._later(cycle.at, delay))

    def _plan(self, phone: Phone, at: int) -> None:
        if _key(phone) in self._planned:
            return
        self._planned.add(_key(phone))
        self._world.plan(at, lambda: self._act(phone))

    def _later(self, now: int, delay: int) -> int:
        """When somebody acts who waits so long."""
        short, long = self._grid
        grid = short if delay < HOUR else long
        return -(-(now + delay) // grid) * grid

    def _act(self, phone: Phone) -> Sequence[tuple[Phone, Action]]:
        self._planned.discard(_key(phone))
        mind = self._minds.get(_key(phone))
        if mind is None:
            return ()
        acts = mind.acting(phone)
        if mind.wait is not None:
            self._plan(phone, self._later(self._world.clock.now, mind.wait))
        return [(phone, act) for act in acts]


def _key(phone: Phone) -> Key:
    return phone.channel, phone.address
