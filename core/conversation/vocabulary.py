"""Kinds of answer over the shared vocabularies: places, clocks, trades, topics, languages."""

from dataclasses import dataclass

from core.conversation.answers import choices, position
from core.conversation.kind import Answer, Asked, Given, Misread, Unclear, Understood, Value
from core.conversation.message import Option
from core.understanding import places, sectors, spoken, topics
from core.understanding.choice import Ambiguous, Chosen, ChosenMany
from core.understanding.normal import fold

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
        option = position(text, asked.shown)
        if option is not None:
            return Answer(option)
        if any(fold(text) == fold(one) for one in asked.surfaces.get(ABROAD, ())):
            return Answer(ABROAD)
        match places.find_place(text):
            case places.PlaceFound(place) if place.code == places.MEM_REGION:
                return Answer(ABROAD)
            case places.PlaceFound(place):
                # Morocco alone does not say which region: the regions are asked again.
                return Misread("morocco") if place.code == "MA" else Answer(place.code, echo=True)
            case places.PlaceAmbiguous(candidates):
                return Unclear(tuple(place.code for place in candidates))
        abroad = choices(asked, (ABROAD,)).match(text)
        return Answer(ABROAD) if isinstance(abroad, Chosen) else Misread()

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
        option = position(text, asked.shown)
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
        option = position(text, asked.shown)
        if option is not None:
            return Answer(option)
        zones = [option.id for option in self.options(asked.given)]
        match places.find_place(text):
            case places.PlaceFound(place) if place.kind == "city":
                zone = places.time_zones(place.code)[0]
                return Answer(zone, echo=True) if zone in zones else Misread()
        match choices(asked, zones).match(text, shown=asked.shown):
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
        option = position(text, asked.shown)
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
        found = choices(asked, ids).match_many(text, shown=asked.shown, at_most=self.at_most)
        if isinstance(found, ChosenMany):
            return Answer(list(found.options))
        named = topics.find_topics(text)
        if named:
            return Answer(list(named[: self.at_most]), echo=True)
        if isinstance(found, Ambiguous) and len(found.options) <= self.at_most:
            return Unclear(tuple(found.options))
        return Misread("many")

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
        found = choices(asked, ids).match_many(text, shown=asked.shown, at_most=self.at_most)
        if isinstance(found, ChosenMany):
            return Answer(list(found.options))
        named = spoken.find_languages(text)
        return Answer(list(named), echo=True) if named else Misread("many")

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, list) and bool(value) and set(value) <= set(spoken.LANGUAGES)

    def labels(self, value: Value) -> tuple[str, ...]:
        return tuple(f"spoken:{code}" for code in value) if isinstance(value, list) else ()
