"""How it goes, in one tap or in one's own words: a rating, whether two people met, how often."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.conversation.answers import choices, chosen, named
from core.conversation.kind import Answer, Asked, Given, Misread, Unclear, Understood, Value
from core.conversation.lengths import nearest
from core.conversation.message import Option
from core.conversation.screen import OTHER
from core.understanding.choice import Chosen
from core.understanding.held import read_held
from core.understanding.leaning import met
from core.understanding.ratings import HIGHEST, LOWEST, RatingDoubt, read_rating
from core.understanding.rhythms import Rhythm, read_rhythm

STARS: Mapping[str, int] = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
"""Options of a rating, so that the digit beside one is its worth."""


OPTIONS: Mapping[int, str] = {worth: option for option, worth in STARS.items()}


@dataclass(frozen=True, slots=True)
class Rating:
    """From 1 to 5, by digit, stars or words ("4/5", "excellent"); stored as a number.

    A kind word ("bien", "mezyan") is offered the number that it amounts to, once: whoever leaves the
    offer for the same word again is shown the scale.
    """

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(one, f".{one}") for one in STARS)

    def tapped(self, option: str, given: Given) -> Value:
        return STARS[option]

    def understand(self, text: str, asked: Asked) -> Understood:
        offering = OTHER in asked.shown
        if option := named(text, asked, tuple(STARS)):
            # A "1" to an offer may be meant as the lowest rating: it is said back what it took.
            return Answer(STARS[option], echo=offering)
        match choices(asked, tuple(STARS)).match(text):
            case Chosen(option):
                return Answer(STARS[option], echo=True)
        match read_rating(text):
            case int(stars):
                return Answer(stars, echo=True)
            case RatingDoubt(int(likely)) if not (offering and OPTIONS[likely] in asked.shown):
                return Unclear((OPTIONS[likely],))
            case RatingDoubt():
                return Misread("scale")
        return Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, int) and LOWEST <= value <= HIGHEST

    def labels(self, value: Value) -> tuple[str, ...]:
        return tuple(f".{one}" for one, worth in STARS.items() if worth == value)


@dataclass(frozen=True, slots=True)
class Held:
    """Whether a meeting was held: `yes` of the options, or one of the others, which say why not."""

    ids: tuple[str, ...]
    yes: str

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(one, f".{one}") for one in self.ids)

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        if found := chosen(text, asked, self.ids):
            return found
        match met(text):
            case True if read_held(text):
                return Answer(self.yes)
            case True:  # it only sounds so
                return Unclear((self.yes,))
            case False:
                return Unclear(tuple(one for one in self.ids if one != self.yes))
        # Who says how it was ("très bien") says that it was; that much is asked.
        judged = any(map(str.isalpha, text)) and read_rating(text) is not None
        return Unclear((self.yes,)) if judged else Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return value in self.ids

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f".{value}",)


NEAR: Final = 2
"""Days by which a rhythm in words may miss an option: twice a month is every 15 days, not 14."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often, among `days` (option to days), by tap or in words ("toutes les 2 semaines").

    Of two options with the same days words mean the last; a rhythm between two is asked back.
    """

    days: Mapping[str, int]

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(one, f".{one}") for one in self.days)

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        found = chosen(text, asked, tuple(self.days))
        if isinstance(found, Answer):
            return found
        read = read_rhythm(text)
        if isinstance(read, Rhythm):
            return nearest(self.days, read.every, NEAR)
        return found or Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return value in self.days

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f".{value}",)
