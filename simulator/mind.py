"""Somebody who holds a phone: what they are like, what they remember, and what all people do alike."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.personas import Persona, answer
from simulator.clock import MINUTE
from simulator.phone import Action, Phone, Question, Shown, Tap, Type

MOST_ACTS = 120
"""After so many messages somebody has done enough for one life."""

WILLING = frozenset({"onboarding", "complement", "common", "pause", "erase", "data", "menu"})
"""Flows whose questions people answer of themselves."""

CLOSED = frozenset({"menu"})
"""Questions that may stay open for ever: nobody has to want something."""


@dataclass(slots=True)
class Mind:
    """Who holds a phone, what they are like, and what they remember of it."""

    person: Persona
    habit: "Habit"
    chance: random.Random
    memory: dict[str, int] = field(default_factory=dict)
    wants: Mapping[str, str] = field(default_factory=dict)
    """Options they have decided on, by step."""
    wait: int | None = None
    """How long until they look again by themselves, set while acting."""
    acts: int = 0

    def once(self, what: str) -> bool:
        """True the first time."""
        before = self.memory.get(what, 0)
        self.memory[what] = before + 1
        return before == 0

    def count(self, what: str) -> int:
        """How often this was counted, with this time."""
        self.memory[what] = self.memory.get(what, 0) + 1
        return self.memory[what]

    def delay(self) -> int | None:
        """Milliseconds until they look at what came, in whole minutes; None for never."""
        if self.acts >= MOST_ACTS or self.memory.get("gone"):
            return None
        return self.chance.randint(*self.habit.pace) * MINUTE

    def acting(self, phone: Phone) -> Sequence[Action]:
        """What they do now."""
        self.acts += 1
        self.wait = None
        return self.habit.act(self, phone)


Act = Callable[[Mind, Phone], Sequence[Action]]


@dataclass(frozen=True, slots=True)
class Habit:
    """One way of being a member; `pace` is in minutes, `share` how many of a hundred are so."""

    name: str
    summary: str
    share: int
    pace: tuple[int, int]
    act: Act


def greets(mind: Mind, phone: Phone) -> Sequence[Action] | None:
    """The first words, until somebody has answered them."""
    if next(phone.bubbles(), None) is not None:
        return None
    opened = phone.channel == "telegram" and mind.habit.name != "darija"
    return (Type("/start" if opened else mind.person.greeting),)


def sensible(mind: Mind, phone: Phone) -> Sequence[Action]:
    """Greet, then answer what is asked; a menu asks nothing of anybody."""
    greeting = greets(mind, phone)
    if greeting is not None:
        return greeting
    asked = phone.question()
    if asked is None or asked.flow not in WILLING or asked.flow in CLOSED:
        return ()
    return (answered(mind, phone, asked),)


def answered(mind: Mind, phone: Phone, asked: Question) -> Action:
    """An answer that fits: words or a number, or a tap where the screen has buttons."""
    if asked.step == "@language":
        label = {"fr": "Français", "ar": "العربية", "en": "English"}[mind.person.language]
        return tapped_or(phone, label, label)
    if asked.step in {"@recap", "@change"}:
        return Type("1" if asked.step == "@recap" else str(len(asked.part.options)))
    wanted = mind.wants.get(asked.step)
    if wanted is not None and any(one.id == wanted for one in asked.part.options):
        return option(phone, asked, wanted)
    words = answer(mind.person, asked.step, asked.part, mind.chance)
    if words.isdecimal() and mind.chance.random() < 0.6:
        last = next(phone.bubbles())
        for button in last.buttons:
            if button.number == int(words):
                return Tap(button.label)
    return Type(words)


def tapped_or(phone: Phone, label: str, words: str) -> Action:
    last: Shown | None = next(phone.bubbles(), None)
    if last is not None and any(button.label == label for button in last.buttons):
        return Tap(label)
    return Type(words)


def option(phone: Phone, asked: Question, option: str) -> Action:
    """The answer that means this option: its number."""
    for number, one in enumerate(asked.part.options, 1):
        if one.id == option:
            return Type(str(number))
    return Type("1")


def asks(phone: Phone, *steps: str) -> Question | None:
    """The open question, if it is one of these steps."""
    asked = phone.question()
    return asked if asked is not None and asked.step in steps else None
