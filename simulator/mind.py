"""Somebody who holds a phone: what they are like, what they remember, and what all people do alike."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.flows.catalogue import FLOWS
from bot.personas import Persona, answer
from core.duration import MINUTE
from simulator.phone import Action, Phone, Question, Shown, Tap, Type

MOST_ACTS = 400
"""After so many messages somebody has done enough for one life."""

Stage = Literal["mentor", "mentee", "pair"]
"""Where somebody stands between two: asked by a mentee, looking for a mentor, paired."""

ALONE = frozenset(
    {
        "onboarding",
        "complement",
        "menu",
        "about",
        "privacy",
        "data",
        "pause",
        "erase",
        "connect",
        "link",
        "join",
    }
)
"""Flows that concern nobody else."""

STAGES: Mapping[str, Stage] = {
    "request": "mentor",
    "proposal": "mentee",
    "next": "mentee",
    "reply": "mentee",
    "waiting": "mentee",
    **dict.fromkeys(
        FLOWS.keys() - ALONE - {"request", "proposal", "next", "reply", "waiting"}, "pair"
    ),
}
"""The stage of each flow between two people."""

CLOSED = frozenset({"menu", "partner", "whom", "appointment"})
"""Questions that may stay open for ever: nobody has to want something."""

WILLING = frozenset(
    {"onboarding", "complement", "common", "pause", "erase", "data", *CLOSED, *STAGES}
)
"""Flows whose questions people answer of themselves."""

LIKELY: Mapping[tuple[str, str], Mapping[str, int]] = {
    ("onboarding", "role"): {"mentee": 58, "mentor": 34, "both": 8},
    ("proposal", "choice"): {"one": 60, "two": 25, "three": 15},
    ("proposal", "send"): {"send": 1},
    ("next", "choice"): {"one": 50, "two": 20, "others": 25, "human": 5},
    ("request", "decision"): {"accept": 1},
    ("waiting", "meanwhile"): {"wait": 60, "flash": 20, "trio": 20},
    ("agreement", "purpose"): {"launch": 50, "scale": 30, "skills": 20},
    ("agreement", "rhythm"): {"usual": 80, "fortnightly": 20},
    ("agreement", "months"): {"six": 85, "three": 15},
    ("agreement", "channel"): {"here": 50, "video": 50},
    ("agreement", "confidentiality"): {"promise": 1},
    ("agreement", "conduct"): {"promise": 1},
    ("agreement_terms", "terms"): {"same": 85, "own": 15},
    ("agreement_terms", "confidentiality"): {"promise": 1},
    ("agreement_terms", "conduct"): {"promise": 1},
    ("agreement_differs", "choice"): {"concede": 85, "insist": 15},
    ("agreement_middle", "choice"): {"accept": 85, "decline": 15},
    ("times", "choice"): {"start1": 60, "start2": 20, "start3": 10, "none": 10},
    ("move", "choice"): {"start1": 60, "start2": 20, "keep": 20},
    ("report", "held"): {"held": 97, "not_held": 1, "i_missed": 1, "they_missed": 1},
    ("report", "rating"): {"five": 40, "four": 35, "three": 18, "two": 5, "one": 2},
    ("report", "step"): {"week": 30, "fortnight": 50, "none": 20},
    ("checkin", "rating"): {"five": 40, "four": 35, "three": 18, "two": 5, "one": 2},
    ("checkin", "progress"): {"moving": 60, "slow": 30, "stuck": 10},
    ("checkin", "next_step"): {"go_on": 88, "less": 8, "human": 4},
    ("still_on", "choice"): {"go_on": 85, "pair_pause": 5, "part": 10},
    ("breather", "choice"): {"go_on": 80, "pair_pause": 8, "less": 8, "human": 4},
    ("rematch_offered", "choice"): {"wait": 60, "other": 30, "human": 10},
    ("skills", "send"): {"send": 1},
    ("goal", "send"): {"send": 1},
    ("goal", "metric"): {"customers": 50, "turnover": 50},
    ("goal_agree", "choice"): {"agree": 85, "talk": 15},
    ("measure", "right"): {"right": 1},
    ("outcome", "kind"): {"skill": 30, "first_sale": 20, "formalised": 15, "jobs": 15,
                          "turnover": 10, "introduction": 10},
    ("outcome", "send"): {"send": 1},
    ("outcome_confirm", "choice"): {"seen": 85, "unseen": 15},
    ("outcome_confirm", "tell"): {"yes": 70, "no": 30},
    ("outcome_consent", "tell"): {"yes": 80, "no": 20},
    ("part", "reason"): {"time": 30, "fit": 25, "needs": 25, "contact": 10, "other": 10},
    ("finish", "choice"): {"finish": 90, "go_on": 10},
    ("extension", "months"): {"no": 75, "one": 10, "three": 15},
    ("closing", "rating"): {"five": 50, "four": 35, "three": 15},
    ("rematch", "choice"): {"seek": 70, "later": 20, "human": 10},
    ("another", "choice"): {"yes": 80, "rest": 20},
    ("pledge", "choice"): {"keep_it": 60, "may_defer": 30, "decline": 10},
    ("pledge_again", "choice"): {"keep_it": 70, "decline": 30},
}  # fmt: skip
"""How people decide whose manner says nothing else: weights of options by flow and step. Options
that are not there are left out; a step without a row is answered by chance."""

LINES: Mapping[str, Sequence[str]] = {
    "fr": ("Une coopérative d’huile d’argan à Agadir", "Trouver mes premiers clients",
           "Merci de votre temps", "Pouvez-vous m’en dire plus sur votre projet ?"),
    "ar": ("تعاونية لزيت الأركان في أكادير", "أبحث عن زبنائي الأوائل", "شكرا على وقتكم",
           "هل يمكنكم أن تحدثوني أكثر عن مشروعكم؟"),
    "en": ("An argan oil cooperative in Agadir", "Finding my first customers",
           "Thank you for your time", "Could you tell me more about your project?"),
}  # fmt: skip
"""What people write where words of their own are asked for."""

SPEAK: Mapping[str, float] = {"ary": 0.75, "fr": 0.7, "ar": 0.6, "en": 0.45, "zgh": 0.15, "es": 0.1}
"""How many speak a language besides the one they write."""

FIGURES = frozenset(
    {
        ("goal", "baseline"),
        ("goal", "target"),
        ("measure", "first"),
        ("measure", "second"),
        ("measure", "third"),
        ("outcome", "before"),
        ("outcome", "after"),
    }
)
"""Steps that want a number."""

PRIVATE = frozenset(
    {("request", "line"), ("checkin", "line"), ("follow_up", "line"), ("part", "line")}
)
"""Steps whose words only the team reads."""

CONFIDENCES: Mapping[str, str] = {
    "fr": "Entre nous, je n’ai pas la tête à cela en ce moment",
    "ar": "بيني وبينكم، لا أجد راحتي في هذا الآن",
    "en": "Between us, my heart is not in it at the moment",
}
"""What people write there: nobody else says it, so that the oracle would see it elsewhere."""

TIMES: Mapping[str, Sequence[str]] = {
    "fr": ("mardi prochain à 18h", "jeudi prochain à 17h"),
    "ar": ("الثلاثاء القادم على الساعة 18:00", "الخميس القادم على الساعة 17:00"),
    "en": ("next Tuesday at 6pm", "next Thursday at 5pm"),
}
"""Times in people's own words."""


@dataclass(slots=True)
class Mind:
    """Who holds a phone, what they are like, and what they remember of it."""

    person: Persona
    habit: "Habit"
    chance: random.Random
    memory: dict[str, int] = field(default_factory=dict)
    wants: Mapping[str, str] = field(default_factory=dict)
    """Options they have decided on, by step."""
    manners: Mapping[Stage, "Manner"] = field(default_factory=dict)
    """What they do between two, where it is not what everybody does."""
    role: str = ""
    """What they are called on the page, if not by their habit."""
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


Decision = Callable[[Mind, Phone, Question | None], Sequence[Action] | None]


@dataclass(frozen=True, slots=True)
class Manner:
    """One way of deciding between two: `decide` gives None for what everybody does.

    `share` is how many of a hundred at this stage are so.
    """

    name: str
    stage: Stage
    summary: str
    share: int
    decide: Decision


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
    last = next(phone.bubbles())
    if last.template and last.buttons:
        return (Tap(last.buttons[0].label),)
    asked = phone.question()
    if asked is None or asked.flow not in WILLING or asked.flow in CLOSED:
        return ()
    manner = mind.manners.get(STAGES[asked.flow]) if asked.flow in STAGES else None
    acts = manner.decide(mind, phone, asked) if manner else None
    return (answered(mind, phone, asked),) if acts is None else acts


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
    likely = LIKELY.get((asked.flow, asked.step))
    if likely is not None:
        shown = [one.id for one in asked.part.options if likely.get(one.id)]
        if shown:
            (chosen,) = mind.chance.choices(shown, [likely[one] for one in shown])
            return option(phone, asked, chosen)
    if (asked.flow, asked.step) in FIGURES:
        return Type(str(mind.chance.choice((3, 12, 40, 150, 1500))))
    if asked.step == "languages":
        return Type(", ".join(map(str, spoken(mind, asked))))
    if asked.flow in STAGES and all(one.id.startswith("_") for one in asked.part.options):
        language = mind.person.language
        if (asked.flow, asked.step) in PRIVATE:
            return Type(CONFIDENCES[language])
        return Type(mind.chance.choice(LINES[language]))
    if asked.flow == "times" and not {"start1", "start2"} & {one.id for one in asked.part.options}:
        return typed(mind, asked)
    words = answer(mind.person, asked.step, asked.part, mind.chance)
    if words.isdecimal() and mind.chance.random() < 0.6:
        last = next(phone.bubbles())
        for button in last.buttons:
            if button.number == int(words):
                return Tap(button.label)
    return Type(words)


def spoken(mind: Mind, asked: Question) -> list[int]:
    """The numbers of the languages somebody speaks, their own first of all."""
    own = {
        mind.person.language,
        *(one for one, share in SPEAK.items() if mind.chance.random() < share),
    }
    shown = enumerate(asked.part.options, 1)
    return [number for number, one in shown if one.id in own] or [1]


def typed(mind: Mind, asked: Question) -> Action:
    """A time in one's own words."""
    return Type(mind.chance.choice(TIMES[mind.person.language]))


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
