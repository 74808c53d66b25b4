"""Whose turn it is: the answer to "why does nothing happen?", for a coordinator and for the tests."""

from dataclasses import dataclass

from core.mentoring.pair import Pair
from core.mentoring.side import SIDES, Actor


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something a mentorship waits for: of whom, what (a question or a timer), and the time in
    milliseconds UTC, which for a person is since when and for the clock is when.
    """

    who: Actor
    what: str
    at: int


def awaited(pair: Pair) -> tuple[Awaited, ...]:
    """All that `pair` waits for: people first, whoever was asked earliest, then the clock in order.

    Empty only once it is over.
    """
    people = [
        Awaited(side, question.key, question.at)
        for side in SIDES
        for question in pair.seat(side).questions
    ]
    timers = [Awaited("clock", name, due) for name, due in pair.timers.items()]
    return (*sorted(people, key=lambda one: one.at), *sorted(timers, key=lambda one: one.at))
