"""Where a person lives, as typed: a region or city of Morocco, a country, a big city abroad."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from core.understanding import countries
from core.understanding.index import Ids, Index
from core.understanding.normal import fold, word_set, words
from core.understanding.small_words import DOUBTS, FILLERS, NEGATIONS, QUESTIONS
from core.understanding.table import LANGUAGES, Language, read, wordings

REGIONS: Final = tuple(f"MA-{number:02}" for number in range(1, 13))
"""The twelve regions of Morocco (decree 2-15-40), in their official order."""

MEM_REGION: Final = "MA-13"
"""MeM by CGEM, the thirteenth region of the confederation: Moroccans abroad, no place on a map."""

COUNTRIES_FIRST: Final = (
    "FR",
    "ES",
    "BE",
    "NL",
    "IT",
    "DE",
    "US",
    "CA",
    "AE",
    "GB",
    "SA",
    "QA",
    "CH",
    "SN",
    "CI",
    "TR",
)
"""The countries where most Moroccans abroad live, in the order of their communities."""

AT_MOST: Final = 8
"""Places offered when the words fit several."""


@dataclass(frozen=True, slots=True)
class Place:
    """`code` is `MA-06`, `MA-06/casablanca`, `FR` or `FR/paris`; `region` of Morocco, or None."""

    kind: Literal["city", "region", "country"]
    code: str
    region: str | None
    country: str


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """Exactly one place is meant."""

    place: Place


@dataclass(frozen=True, slots=True)
class PlaceAmbiguous:
    """One of these, likeliest first: ask. Never empty."""

    places: tuple[Place, ...]


# Names that are common words too: they count only when nothing else of weight is said.
_COMMON: Final = word_set(
    "nice sale tours tata safi essen assa zag bari genes sous mali turkey jordan guinea mem mre "
    "stat jersey angers dc georgia grenade bale chad liege eau rci rsa lux bled sin reunion maurice "
    "ليل تور بورصة جدة بون روان الشرق"
)
_CLOUDS: Final = NEGATIONS | DOUBTS | QUESTIONS
_OTHERWISE: Final = word_set(
    "new nouveau nouvelle saint sainte st san santa port fort petit latine latin sud nord south "
    "north centrale central rue avenue boulevard bd street road zankat شارع زنقة"
)
"""Words that make another place of a known name: "New London", "rue de Paris"."""

_CONTINENTS: Final = word_set(
    "afrique africa افريقيا europe اوروبا اوربا asie asia اسيا golfe gulf الخليج monde world العالم "
    "maghreb scandinavie balkans amerique orient etranger abroad الخارج"
)
"""Too wide to live in; the first of them alone would complete to one of their countries."""

_NOWHERE: Final = word_set("المريخ")
"""On no map of ours, yet one slip away from a name that is: Mars from Almería."""

_DEMONYM: Final = ("ien", "ienne", "ian", "ain", "aine", "ais", "aise", "ois", "oise", "an", "ano")
_BY_NUMBER: Final = re.compile(
    r"(?:region|jiha|جهه|الجهه|ma) ?(?:no? ?)?0?(\d\d?)|(\d\d?)e(?:me)? region"
)


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read("places")}


def _tabled() -> Iterator[tuple[str, str]]:
    for code, row in _rows().items():
        yield from ((form, code) for form in wordings(row))
    yield from countries.colloquial()


# A big table has a neighbour for every slip; Arabic names of four letters are neighbours themselves.
_STRICT: Final = {"shortest_prefix": 5, "one_slip_from": 5, "two_slips_from": 9}


@cache
def _near() -> Index:
    """Our own table alone: answers most without loading the names of all countries."""
    return Index(_tabled(), alone=_COMMON, **_STRICT)


@cache
def _world() -> Index:
    return Index((*_tabled(), *countries.names()), alone=_COMMON, **_STRICT)


@cache
def _zoned() -> dict[str, str]:
    """Towns that give a time zone its name and are not in our table: code -> zone."""
    tabled = {row["zone"] for row in _rows().values()}
    return {
        f"{country}/{zone.rpartition('/')[2].lower().replace('_', '-')}": zone
        for country in countries.CODES
        for zone in countries.zones(country)
        if zone not in tabled and country not in ("MA", "XK")
    }


@cache
def _towns() -> Index:
    """Those towns by name, unless the name is known already: Luxembourg is the country."""
    return Index(
        (town, code)
        for code, zone in _zoned().items()
        for language in LANGUAGES
        if (town := countries.zone_name(zone, language)) and not _world().exact(words(fold(town)))
    )


def find_place(text: str) -> PlaceFound | PlaceAmbiguous | None:
    """The place that `text` names, in any of the four languages, spelled well or nearly.

    A city beats the region or country that holds it. Ambiguous for several places, for a name
    shared by two, and where the words deny, doubt or ask. Demonyms name no place.
    """
    folded = fold(text)
    said = words(folded)
    content = [word for word in said if word not in FILLERS] or said
    if not said:
        return None
    if numbered := _BY_NUMBER.fullmatch(" ".join(said)):
        return _answer([f"MA-{int(numbered[1] or numbered[2]):02}"])
    asks = "?" in text or "؟" in text
    for index in (_near, _world, _towns):
        if ids := index().exact(said) or index().exact(content):
            return _answer(_outermost(ids), doubt=asks)
    found = _world().find(said)
    if found is None:
        return None
    if found.how == "part" and not all(code in _rows() for code in found.ids):
        return None
    guessed = found.how not in ("exact", "named")
    elsewhere = _CONTINENTS | _NOWHERE
    if guessed and (content[-1].endswith(_DEMONYM) or not elsewhere.isdisjoint(content)):
        return None
    clouded = not _CLOUDS.isdisjoint(said) or not _OTHERWISE.isdisjoint(_world().named(said).rest)
    return _answer(_innermost(found.ids), doubt=asks or clouded)


def names_place(text: str) -> bool:
    """Whether `text` is nothing but the names of places, each spelled as it is: "Rabat, Maroc"."""
    pieces = [words(fold(piece)) for piece in re.split(r"[,،/]", text)]
    return any(pieces) and all(
        any(index().exact(said) for index in (_near, _world, _towns)) for said in pieces if said
    )


def _answer(ids: Iterable[str], *, doubt: bool = False) -> PlaceFound | PlaceAmbiguous | None:
    found = tuple(place for code in ids if (place := place_of(code)))[:AT_MOST]
    if len(found) == 1 and not doubt:
        return PlaceFound(found[0])
    return PlaceAmbiguous(found) if found else None


def _holds(outer: str, inner: str) -> bool:
    return outer != inner and inner.startswith(outer) and inner[len(outer)] in "-/"


def _innermost(ids: Ids) -> list[str]:
    return [code for code in ids if not any(_holds(code, other) for other in ids)]


def _outermost(ids: Ids) -> list[str]:
    """Of places with one and the same name, the one that holds the others (a city state)."""
    return [code for code in ids if not any(_holds(other, code) for other in ids)]


def place_of(code: str) -> Place | None:
    """The place with this code; None when there is none."""
    country = code[:2]
    region = code[:5] if code.startswith("MA-") else None
    if code in countries.CODES:
        return Place("country", code, None, country)
    if code in REGIONS or code == MEM_REGION:
        return Place("region", code, region, country)
    known = code in _rows() or code in _zoned()
    return Place("city", code, region, country) if known else None


def is_place(code: str) -> bool:
    """Whether `code` is one of ours."""
    return place_of(code) is not None


def cities(code: str) -> tuple[str, ...]:
    """The tabled cities of a region or country, in display order (biggest first)."""
    return tuple(city for city in _rows() if city.startswith(code + "/"))


def place_name(code: str, language: Language) -> str:
    """The name of a place for display. Raises KeyError for an unknown code."""
    if code in _rows():
        return _rows()[code][language]
    if code in countries.CODES:
        return countries.name(code, language)
    return countries.zone_name(_zoned()[code], language)


def time_zones(code: str) -> tuple[str, ...]:
    """The IANA zones a person there may live by: one for a city, at most 8 for a country.

    Empty for `MEM_REGION`, which lies everywhere, and for an unknown code.
    """
    place = place_of(code)
    if place is None or code == MEM_REGION:
        return ()
    if place.region:
        south = place.region in ("MA-11", "MA-12")
        return ("Africa/El_Aaiun",) if south else ("Africa/Casablanca",)
    if place.kind == "city":
        own = _rows()[code]["zone"] if code in _rows() else _zoned()[code]
        return (own or countries.time_zones(place.country)[0],)
    return countries.time_zones(code)


zone_name = countries.zone_name
country_of_number = countries.country_of_number
