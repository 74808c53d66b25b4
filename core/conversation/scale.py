"""A question for a level from 1 to 5, by one tap or in words."""

from dataclasses import dataclass

from core.conversation.kind import Answer, Asked, Given, Misread, Understood, Value
from core.conversation.message import Option
from core.understanding.ratings import HIGHEST, LOWEST, read_rating

LEVELS = range(LOWEST, HIGHEST + 1)


@dataclass(frozen=True, slots=True)
class Scale:
    """A level from 1 to 5; `words` is the catalogue key whose attributes `l1` to `l5` name them."""

    words: str

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(str(level), f"{self.words}.l{level}") for level in LEVELS)

    def tapped(self, option: str, given: Given) -> Value:
        return int(option)

    def understand(self, text: str, asked: Asked) -> Understood:
        for level in LEVELS:
            if text in asked.surfaces.get(str(level), ()):
                return Answer(level)
        read = read_rating(text)
        told = any(map(str.isalpha, text))
        return Answer(read, echo=told) if isinstance(read, int) else Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, int) and value in LEVELS

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f"{self.words}.l{value}",)
