"""A question whose options are people, times or offers known only when it is asked."""

from dataclasses import dataclass

from core.conversation.answers import position
from core.conversation.kind import Answer, Asked, Given, Misread, Unclear, Understood, Value
from core.conversation.message import Option
from core.understanding.choice import Ambiguous, Choices, Chosen
from core.understanding.normal import fold
from core.understanding.outright import said_outright


@dataclass(frozen=True, slots=True)
class Named:
    """One of the options that the run's facts name, or one of a few that stand after them.

    `names` are facts; each that is there is an option of that id, shown in the fact's words.
    `ids` have words of their own; those among `given` are there only where a fact says so.
    Plain assent means the only name, plain refusal what stands beside it; neither does where the
    question is which of two things to do (`either`).
    """

    names: tuple[str, ...]
    ids: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()
    no: str = ""
    either: bool = False

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact that brings an option."""
        return (*self.names, *sorted(self.given))

    def options(self, given: Given) -> tuple[Option, ...]:
        named = tuple(
            Option(name, f"={given.facts[name]}") for name in self.names if given.facts.get(name)
        )
        return named + tuple(Option(one, f".{one}") for one in self.ids if self._there(one, given))

    def _there(self, option: str, given: Given) -> bool:
        return option not in self.given or bool(given.facts.get(option))

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        option = position(text, asked.shown)
        if option is not None:
            return Answer(option)
        if self._amiss(text, asked):
            return Misread()
        wordings = {
            one: tuple(asked.surfaces.get(one, (one,)))
            for one in self.ids
            if self._there(one, asked.given)
        }
        for name in self.names:
            if words := asked.given.facts.get(name):
                wordings[name] = (words, *words.split()[:1])
        match Choices.of(wordings).match(text, shown=asked.shown):
            case Chosen(option):
                return Answer(option)
            case Ambiguous(options):
                return Unclear(tuple(options))
        return self._assented(text, asked.given)

    def _amiss(self, text: str, asked: Asked) -> bool:
        """Whether an option is named that is not there: "les deux" of three is not the second."""
        said = fold(text)
        absent = (one for one in self.given if not self._there(one, asked.given))
        return any(said == fold(word) for one in absent for word in asked.surfaces.get(one, ()))

    def _assented(self, text: str, given: Given) -> Understood:
        """Yes means the only name, no the only thing beside the names; an apology is neither."""
        assent = said_outright(text)
        named = [name for name in self.names if given.facts.get(name)]
        beside = [one for one in self.ids if self._there(one, given) and self.no in ("", one)]
        if assent is None or self.either:
            return Misread()
        meant = named if assent else beside
        return Answer(meant[0]) if named and len(meant) == 1 else Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return any(option.id == value for option in self.options(given))

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f".{value}",) if value in self.ids else ()
