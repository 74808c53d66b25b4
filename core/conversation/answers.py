"""The kinds of answer a question accepts: which options it shows and what typed words mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.conversation.kind import (
    Answer,
    Asked,
    Doubtful,
    Given,
    Misread,
    Unclear,
    Understood,
    Value,
)
from core.conversation.lines import lined
from core.conversation.message import Option
from core.conversation.update import MediaKind
from core.understanding import years
from core.understanding.asides import asides
from core.understanding.choice import Ambiguous, Choices, Chosen, ChosenMany
from core.understanding.courtesies import courtesy
from core.understanding.introductions import called
from core.understanding.leaning import assent
from core.understanding.normal import clean, fold, words
from core.understanding.numbers import whole_number
from core.understanding.outright import said_outright
from core.understanding.persons import may_be_name, may_be_place
from core.understanding.reserved import poses
from core.understanding.small_words import FILLERS
from core.understanding.yesno import yes_no
from core.understanding.yesno_spoken import VERDICTS

DOUBTED = "doubted"
"""The fact that holds the words of a doubtful answer, for it to be taken over with a digit."""


@lru_cache(maxsize=512)
def _index(surfaces: tuple[tuple[str, tuple[str, ...]], ...]) -> Choices:
    return Choices.of(dict(surfaces))


def choices(asked: Asked, ids: Sequence[str]) -> Choices:
    """What is compared with typed words: every wording of the options `ids`."""
    # A book's wordings never change and live as long as it does: their identity is their key, and
    # the entry keeps them alive, so that no other wordings can have it.
    key = (id(asked.surfaces), tuple(ids))
    known = _INDEXES.get(key)
    if known is not None:
        return known[1]
    made = _index(tuple((one, tuple(asked.surfaces.get(one, (one,)))) for one in ids))
    if len(_INDEXES) >= MOST_INDEXES:
        _INDEXES.clear()
    _INDEXES[key] = asked.surfaces, made
    return made


MOST_INDEXES = 512
_INDEXES: dict[tuple[int, tuple[str, ...]], tuple[Mapping[str, Sequence[str]], Choices]] = {}


@lru_cache(maxsize=512)
def _listed(ids: tuple[str, ...]) -> tuple[Option, ...]:
    """Options whose labels are attributes of the question they belong to."""
    return tuple(Option(option, f".{option}") for option in ids)


def position(text: str, shown: Sequence[str]) -> str | None:
    """The option that `text`, a bare number, counts; None for anything else."""
    if len(text) > 4 or not shown:
        return None
    number = whole_number(text)
    return shown[number - 1] if number and 1 <= number <= len(shown) else None


def named(text: str, asked: Asked, ids: Sequence[str]) -> str:
    """The option that `text` counts on the screen or names word for word; empty for any other."""
    if option := position(text, asked.shown):
        return option
    said = fold(text)
    wordings = ((one, asked.surfaces.get(one, ())) for one in ids)
    return next((one for one, many in wordings if any(fold(word) == said for word in many)), "")


def chosen(text: str, asked: Asked, ids: Sequence[str]) -> Answer | Unclear | None:
    """What `text` chooses among the options: by a bare number on the screen, or as one is called."""
    option = position(text, asked.shown)
    if option is not None:
        return Answer(option)
    match choices(asked, ids).match(text):
        case Chosen(option):
            return Answer(option)
        case Ambiguous(options):
            return Unclear(tuple(options))
    return None


def _told(text: str) -> str:
    """The letters of the words that say more than yes; all of them where none does."""
    said = words(fold(text))
    more = [word for word in said if word not in FILLERS and yes_no(word) is not True]
    return "".join(more or said)


@dataclass(frozen=True, slots=True)
class Choice:
    """Exactly one of a few options; `yes` and `no` name those that plain assent or refusal mean.

    An `outright` one, such as a consent or an end, is neither given nor refused by what only amounts
    to it: an apology for one's silence ends nothing. Its `yes` is asked back where the words for it
    stand among others: "je prends l'avion demain" is no "je prends".
    """

    ids: tuple[str, ...]
    yes: str = ""
    no: str = ""
    outright: bool = False

    def options(self, given: Given) -> tuple[Option, ...]:
        return _listed(self.ids)

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        match choices(asked, self.ids).match(text, shown=asked.shown):
            case Chosen(option):
                aside = self.outright and option == self.yes and not self._alone(text, asked)
                return Unclear((option,)) if aside else Answer(option)
            case Ambiguous(options):
                # "non" stands in "non, pas ainsi" too: a plain word is no doubtful piece of it.
                plain = len(options) == 1 and self._assent(text) == options[0]
                return Answer(options[0]) if plain else Unclear(tuple(options))
        meant = self._assent(text)
        return Answer(meant) if meant else Misread()

    def _alone(self, text: str, asked: Asked) -> bool:
        """Whether the option for yes is all that is said."""
        if position(text, asked.shown) == self.yes or self._assent(text) == self.yes:
            return True
        said = _told(text)
        return any(_told(one) == said for one in (self.yes, *asked.surfaces.get(self.yes, ())))

    def _assent(self, text: str) -> str:
        """The option that plain assent or refusal means here; empty for other words."""
        read = said_outright if self.outright else assent
        agreed = read(text) if self.yes or self.no else None
        return "" if agreed is None else self.yes if agreed else self.no

    def valid(self, value: Value, given: Given) -> bool:
        return value in self.ids

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f".{value}",)


@dataclass(frozen=True, slots=True)
class Several:
    """One or more of a few options; `groups` name some of them at once: "le week-end"."""

    ids: tuple[str, ...]
    at_most: int
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def options(self, given: Given) -> tuple[Option, ...]:
        return _listed(self.ids)

    def tapped(self, option: str, given: Given) -> Value:
        return self._each((option,))

    def understand(self, text: str, asked: Asked) -> Understood:
        known = choices(asked, (*self.ids, *(name for name, _ in self.groups)))
        match known.match_many(text, shown=asked.shown, at_most=self.at_most):
            case ChosenMany(options):
                return Answer(self._each(options))
            case Ambiguous(options) if len(each := self._each(options)) <= self.at_most:
                return Unclear(tuple(each))
        return Misread("many")

    def _each(self, options: Sequence[str]) -> list[str]:
        """The options, each group as what it is made of, once each; "every day, in the evening" names
        the evening.
        """
        groups = dict(self.groups)
        fewer = [one for one in options if groups.get(one) != self.ids]
        options = fewer or options
        return list(dict.fromkeys(each for one in options for each in groups.get(one, (one,))))

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, list) and bool(value) and set(value) <= set(self.ids)

    def labels(self, value: Value) -> tuple[str, ...]:
        return tuple(f".{option}" for option in value) if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True)
class Words:
    """One's own words, or one of a few suggestions.

    A suggestion is stored as a list of its id, own words as text, so that they never mix.
    `offer` names a fact (the channel's profile name) that can be taken over with a digit.
    `media` are kinds of media that answer as well (see `enclosure`).
    `person` asks for a name: what nobody is called ("oui", "6 mois", the assistant's own name) is asked
    again, and a town is said back first.
    `lines` keeps the words line by line, for whoever is to read them.
    `telling` asks for something to be told: a mere "ok", "non" or "merci" tells nothing, and the
    question is asked again.
    """

    longest: int
    ids: tuple[str, ...] = ()
    offer: str = ""
    media: tuple[MediaKind, ...] = ()
    person: bool = False
    lines: bool = False
    telling: bool = False

    def options(self, given: Given) -> tuple[Option, ...]:
        offered = self._offered(given)
        return tuple(Option(one, f"={words}") for one, words in offered.items()) + _listed(self.ids)

    def _offered(self, given: Given) -> dict[str, str]:
        """Words that can be taken over, by option."""
        named = {DOUBTED: DOUBTED if self.person else "", "offer": self.offer}
        return {one: words for one, fact in named.items() if (words := given.facts.get(fact))}

    def tapped(self, option: str, given: Given) -> Value:
        return self._offered(given).get(option) or [option]

    def understand(self, text: str, asked: Asked) -> Understood:
        option = position(text, asked.shown)
        if option is not None:
            return Answer(self.tapped(option, asked.given))
        if len(text) < 4 and whole_number(text) is not None:
            return Misread()
        offered = self._offered(asked.given)
        if offered and yes_no(text) is True:
            return Answer(next(iter(offered.values())))
        if self.ids:
            match choices(asked, self.ids).match(text):
                case Chosen(option):
                    return Answer([option])
        tidy = lined if self.lines else clean
        words = tidy(called(text) if self.person else text, self.longest + 1)
        if not any(letter.isalpha() for letter in words) or (self.telling and _tells_nothing(text)):
            return Misread()
        if self.person and (poses(words) or not may_be_name(words)):
            return Misread()
        if self.person and words == clean(text) and may_be_place(words):
            insists = words == asked.given.facts.get(DOUBTED)
            return Answer(words) if insists else Doubtful(words)
        return Misread("long") if len(words) > self.longest else Answer(words)

    def valid(self, value: Value, given: Given) -> bool:
        if isinstance(value, list):
            return len(value) == 1 and value[0] in self.ids
        return isinstance(value, str) and bool(value)

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f".{value[0]}",) if isinstance(value, list) else (f"={value}",)


FEW = 3
"""Words of a plain yes or no; more of them tell something beside it."""


def _tells_nothing(text: str) -> bool:
    """Whether the words only agree, refuse or thank."""
    if courtesy(text):
        return True
    said = words(fold(text))
    if len(said) > FEW or yes_no(text) is None:
        return False
    plain = FILLERS | asides("talk")
    whole = " ".join(said) in VERDICTS
    return whole or all(word in plain or yes_no(word) is not None for word in said)


@dataclass(frozen=True, slots=True)
class Anything:
    """Whatever somebody wants passed on: any text, a number alone or an emoji too, or media.

    `media` are kinds that answer as well.
    """

    longest: int
    media: tuple[MediaKind, ...] = ()

    def options(self, given: Given) -> tuple[Option, ...]:
        return ()

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        words = lined(text, self.longest + 1)
        if not words:
            return Misread()
        return Misread("long") if len(words) > self.longest else Answer(words)

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, str) and bool(value)

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f"={value}",)


@dataclass(frozen=True, slots=True)
class BirthYear:
    """A year of birth, stated as a year or as an age, always said back."""

    def options(self, given: Given) -> tuple[Option, ...]:
        return ()

    def tapped(self, option: str, given: Given) -> Value:
        return int(option)

    def understand(self, text: str, asked: Asked) -> Understood:
        if asked.shown and (option := position(text, asked.shown)):
            return Answer(int(option), echo=True)
        match years.birth_year(text, today=asked.today):
            case years.BirthYear(year):
                return Answer(year, echo=True)
            case years.AmbiguousYear(candidates):
                return Unclear(tuple(str(year) for year in candidates))
        return Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, int) and 1900 < value < 2100

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f"={value}",)
