"""One moment of a world: who did what, and what came of it."""

from dataclasses import dataclass

from simulator.courier import Delivery
from simulator.phone import Action, Phone
from simulator.provider import Errand
from simulator.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Happening:
    """Something somebody did: `event_id` is empty where their provider tells us nothing of it."""

    at: int
    phone: Phone
    action: Action
    event_id: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """What came of one moment: who did what, what was delivered, and what had its effect."""

    at: int
    done: tuple[Happening, ...]
    delivered: tuple[Delivery, ...]
    timers: int
    waiting: Waiting
    brought: tuple[Errand, ...] = ()
    """What providers brought late: statuses, and events that had come before."""
