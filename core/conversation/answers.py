"""The kinds of answer a question accepts: which options it shows and what typed words mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from core.conversation.flow import Value
from core.conversation.message import Option
from core.conversation.run import Given
from core.understanding import places, sectors, spoken, topics, years
from core.understanding.choice import Ambiguous, Choices, Chosen, ChosenMany
from core.understanding.normal import clean
from core.understanding.numbers import whole_number
from core.understanding.yesno import yes_no


@dataclass(frozen=True, slots=True)
class Answer:
    """What the words mean; `echo` asks for it to be said back because it was read, not chosen."""

    value: Value
    echo: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """Several meanings are possible: ask among these options."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Misread:
    """No meaning found; `reason` names a catalogue attribute of the question, or is empty."""

    reason: str = ""


Understood = Answer | Unclear | Misread


@dataclass(frozen=True, slots=True)
class Asked:
    """The circumstances in which an answer is read.

    `shown` are the option ids on the person's screen, which digits count.
    `surfaces` are every wording of each option, in all languages.
    """

    given: Given
    shown: tuple[str, ...]
    surfaces: Mapping[str, Sequence[str]]
    today: date


class Kind(Protocol):
    """What a question needs to know of its answers."""

    def options(self, given: Given) -> tuple[Option, ...]:
        """Every option in display order; empty when only words or numbers are asked for."""

    def tapped(self, option: str, given: Given) -> Value:
        """The answer that choosing `option` gives."""

    def understand(self, text: str, asked: Asked) -> Understood:
        """What `text` means as an answer; digits that count shown options come here too."""

    def valid(self, value: Value, given: Given) -> bool:
        """Whether a stored answer still is one."""

    def labels(self, value: Value) -> tuple[str, ...]:
        """References to the words for a stored answer; empty when options label it."""


@lru_cache(maxsize=512)
def _index(surfaces: tuple[tuple[str, tuple[str, ...]], ...]) -> Choices:
    return Choices.of(dict(surfaces))


def _choices(asked: Asked, ids: Sequence[str]) -> Choices:
    key = tuple((option, tuple(asked.surfaces.get(option, (option,)))) for option in ids)
    return _index(key)


def _position(text: str, shown: Sequence[str]) -> str | None:
    """The option that `text`, a bare number, counts; None for anything else."""
    if len(text) > 4 or not shown:
        return None
    number = whole_number(text)
    return shown[number - 1] if number and 1 <= number <= len(shown) else None


@dataclass(frozen=True, slots=True)
class Choice:
    """Exactly one of a few options; `yes` and `no` name those that plain assent or refusal mean."""

    ids: tuple[str, ...]
    yes: str = ""
    no: str = ""

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(option, f".{option}") for option in self.ids)

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        match _choices(asked, self.ids).match(text, shown=asked.shown):
            case Chosen(option):
                return Answer(option)
            case Ambiguous(options):
                return Unclear(tuple(options))
        if self.yes or self.no:
            assent = yes_no(text)
            meant = "" if assent is None else self.yes if assent else self.no
            if meant:
                return Answer(meant)
        return Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return value in self.ids

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f".{value}",)


@dataclass(frozen=True, slots=True)
class Several:
    """One or more of a few options."""

    ids: tuple[str, ...]
    at_most: int

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(option, f".{option}") for option in self.ids)

    def tapped(self, option: str, given: Given) -> Value:
        return [option]

    def understand(self, text: str, asked: Asked) -> Understood:
        match _choices(asked, self.ids).match_many(text, shown=asked.shown, at_most=self.at_most):
            case ChosenMany(options):
                return Answer(list(options))
            case Ambiguous(options):
                return Unclear(tuple(options))
        return Misread("many")

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, list) and bool(value) and set(value) <= set(self.ids)

    def labels(self, value: Value) -> tuple[str, ...]:
        return tuple(f".{option}" for option in value) if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True)
class Words:
    """One's own words, or one of a few suggestions.

    A suggestion is stored as a list of its id, own words as text, so that they never mix.
    `offer` names a fact (the channel's profile name) that can be taken over with a digit.
    """

    longest: int
    ids: tuple[str, ...] = ()
    offer: str = ""

    def options(self, given: Given) -> tuple[Option, ...]:
        offered = given.facts.get(self.offer, "")
        first = (Option("offer", f"={offered}"),) if offered else ()
        return first + tuple(Option(option, f".{option}") for option in self.ids)

    def tapped(self, option: str, given: Given) -> Value:
        return given.facts.get(self.offer, "") if option == "offer" else [option]

    def understand(self, text: str, asked: Asked) -> Understood:
        option = _position(text, asked.shown)
        if option is not None:
            return Answer(self.tapped(option, asked.given))
        if whole_number(text) is not None and len(text) < 4:
            return Misread()
        if asked.given.facts.get(self.offer) and yes_no(text) is True:
            return Answer(self.tapped("offer", asked.given))
        if self.ids:
            match _choices(asked, self.ids).match(text):
                case Chosen(option):
                    return Answer([option])
        words = clean(text, self.longest + 1)
        if not any(letter.isalpha() for letter in words):
            return Misread()
        return Misread("long") if len(words) > self.longest else Answer(words)

    def valid(self, value: Value, given: Given) -> bool:
        if isinstance(value, list):
            return len(value) == 1 and value[0] in self.ids
        return isinstance(value, str) and bool(value)

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f".{value[0]}",) if isinstance(value, list) else (f"={value}",)


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number between two bounds, typed."""

    least: int
    most: int

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(str(n), f"={n}") for n in range(self.least, self.most + 1))

    def tapped(self, option: str, given: Given) -> Value:
        return int(option)

    def understand(self, text: str, asked: Asked) -> Understood:
        number = whole_number(text)
        if number is None or not self.least <= number <= self.most:
            return Misread()
        return Answer(number, echo=True)

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, int) and self.least <= value <= self.most

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
        if asked.shown and (option := _position(text, asked.shown)):
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


ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Home:
    """Where a person lives: a region or city of Morocco, or a country, or `abroad` (asked next).

    The number's country is a hint and stands first; it decides nothing.
    """

    hint: str = "country_hint"

    def options(self, given: Given) -> tuple[Option, ...]:
        hint = given.facts.get(self.hint, "MA")
        first = (Option(hint, f"place:{hint}"),) if hint != "MA" else ()
        regions = tuple(Option(code, f"place:{code}") for code in places.REGIONS)
        return (*first, *regions, Option(ABROAD, f".{ABROAD}"))

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        option = _position(text, asked.shown)
        if option is not None:
            return Answer(option)
        if isinstance(_choices(asked, (ABROAD,)).match(text), Chosen):
            return Answer(ABROAD)
        match places.find_place(text):
            case places.PlaceFound(place):
                # Morocco alone does not say which region: the regions are asked again.
                return Misread("morocco") if place.code == "MA" else Answer(place.code, echo=True)
            case places.PlaceAmbiguous(candidates):
                return Unclear(tuple(place.code for place in candidates))
        return Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, str) and (value == ABROAD or places.is_place(value))

    def labels(self, value: Value) -> tuple[str, ...]:
        return (".abroad",) if value == ABROAD else (f"place:{value}",)


@dataclass(frozen=True, slots=True)
class Country:
    """A country other than Morocco, by digit among the diaspora's first, or typed."""

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(code, f"place:{code}") for code in places.COUNTRIES_FIRST)

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        option = _position(text, asked.shown)
        if option is not None:
            return Answer(option)
        match places.find_place(text):
            case places.PlaceFound(place) if place.country != "MA":
                return Answer(place.code, echo=True)
            case places.PlaceAmbiguous(candidates):
                return Unclear(tuple(place.code for place in candidates))
        return Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, str) and places.is_place(value) and not value.startswith("MA")

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f"place:{value}",)


@dataclass(frozen=True, slots=True)
class Zone:
    """The clock a person lives by, where their country has several; `steps` hold the place."""

    steps: tuple[str, ...]

    def options(self, given: Given) -> tuple[Option, ...]:
        place = next(
            (v for s in self.steps if (v := given.answers.get(s)) not in (None, ABROAD)), ""
        )
        return tuple(Option(zone, f"zone:{zone}") for zone in places.time_zones(str(place)))

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        option = _position(text, asked.shown)
        if option is not None:
            return Answer(option)
        zones = [option.id for option in self.options(asked.given)]
        match places.find_place(text):
            case places.PlaceFound(place) if place.kind == "city":
                zone = places.time_zones(place.code)[0]
                return Answer(zone, echo=True) if zone in zones else Misread()
        match _choices(asked, zones).match(text, shown=asked.shown):
            case Chosen(option):
                return Answer(option, echo=True)
            case Ambiguous(options):
                return Unclear(tuple(options))
        return Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return any(option.id == value for option in self.options(given))

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f"zone:{value}",)


@dataclass(frozen=True, slots=True)
class Trade:
    """A sector by digit, or a trade typed, which brings its sector along (`sector/trade`)."""

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(code, f"trade:{code}") for code in sectors.SECTORS)

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        option = _position(text, asked.shown)
        if option is not None:
            return Answer(option)
        found = sectors.find_trade(text)
        if not found:
            return Misread()
        codes = tuple(one.code for one in found)
        return Answer(codes[0], echo=True) if len(codes) == 1 else Unclear(codes[:8])

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, str) and sectors.is_code(value)

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f"trade:{value}",)


@dataclass(frozen=True, slots=True)
class Topics:
    """Subjects to be helped with or to help with: axes by digit, topics typed (`axis/topic`).

    `within` names the step whose axes the shown topics come from; empty shows the axes.
    """

    at_most: int
    within: str = ""

    def options(self, given: Given) -> tuple[Option, ...]:
        if not self.within:
            return tuple(Option(axis, f"topic:{axis}") for axis in topics.AXES)
        chosen = given.answers.get(self.within)
        axes = {one.split("/")[0] for one in chosen} if isinstance(chosen, list) else set()
        return tuple(
            Option(code, f"topic:{code}") for code in topics.TOPICS if code.split("/")[0] in axes
        )

    def tapped(self, option: str, given: Given) -> Value:
        return [option]

    def understand(self, text: str, asked: Asked) -> Understood:
        ids = tuple(option.id for option in self.options(asked.given))
        found = _choices(asked, ids).match_many(text, shown=asked.shown, at_most=self.at_most)
        if isinstance(found, ChosenMany):
            return Answer(list(found.options))
        named = topics.find_topics(text)
        if named:
            return Answer(list(named[: self.at_most]), echo=True)
        return Unclear(tuple(found.options)) if isinstance(found, Ambiguous) else Misread("many")

    def valid(self, value: Value, given: Given) -> bool:
        known = (*topics.AXES, *topics.TOPICS)
        return isinstance(value, list) and bool(value) and all(code in known for code in value)

    def labels(self, value: Value) -> tuple[str, ...]:
        return tuple(f"topic:{code}" for code in value) if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """The languages a person can be accompanied in."""

    at_most: int = 6

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(code, f"spoken:{code}") for code in spoken.LANGUAGES)

    def tapped(self, option: str, given: Given) -> Value:
        return [option]

    def understand(self, text: str, asked: Asked) -> Understood:
        ids = tuple(option.id for option in self.options(asked.given))
        found = _choices(asked, ids).match_many(text, shown=asked.shown, at_most=self.at_most)
        if isinstance(found, ChosenMany):
            return Answer(list(found.options))
        named = spoken.find_languages(text)
        return Answer(list(named), echo=True) if named else Misread("many")

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, list) and bool(value) and set(value) <= set(spoken.LANGUAGES)

    def labels(self, value: Value) -> tuple[str, ...]:
        return tuple(f"spoken:{code}" for code in value) if isinstance(value, list) else ()
