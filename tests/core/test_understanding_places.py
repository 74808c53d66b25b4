"""Regions, cities, countries, time zones."""

from importlib.resources import files
from random import Random

import pytest

from core.understanding import countries, places
from core.understanding.normal import fold, words
from core.understanding.places import (
    COUNTRIES_FIRST,
    MEM_REGION,
    REGIONS,
    Place,
    PlaceAmbiguous,
    PlaceFound,
    cities,
    country_of_number,
    find_place,
    is_place,
    place_name,
    place_of,
    time_zones,
    zone_name,
)
from core.understanding.table import LANGUAGES

MOROCCAN = [city for region in REGIONS for city in cities(region)]
# Names that two places share are asked back.
SHARED = {"عمان", "بولونيا", "valence", "grenade"}


def _found(text: str) -> str | None:
    found = find_place(text)
    return found.place.code if isinstance(found, PlaceFound) else None


@pytest.mark.parametrize("code", [*REGIONS, MEM_REGION])
def test_a_region_is_found_by_each_of_its_names(code: str) -> None:
    """The twelve regions and the thirteenth, in three languages, whole or by number."""
    for language in LANGUAGES:
        assert _found(place_name(code, language)) == code
    assert _found(f"région {int(code[3:])}") == code


def test_moroccan_cities_are_found_in_three_scripts() -> None:
    """At least 80 cities by their French, Arabic and English names, with region and country."""
    assert len(MOROCCAN) >= 80
    for code in MOROCCAN:
        for language in LANGUAGES:
            name = place_name(code, language)
            assert find_place(name) == PlaceFound(Place("city", code, code[:5], "MA")), name
            assert _found(name.upper()) == code, name


def test_every_spelling_in_the_table_means_its_place() -> None:
    """No synonym is stolen by another place, unless the name is truly shared."""
    for form, code in places._tabled():
        found = find_place(form)
        if isinstance(found, PlaceAmbiguous):
            assert code in [place.code for place in found.places], form
        else:
            assert found is not None, form
            # A city state's name is the country.
            assert found.place.code in (code, code[:2]), form


def test_no_slip_in_a_city_leads_to_another() -> None:
    """One wrong, lost, doubled or swapped letter gives the same city, or a question."""
    random = Random(20261122)
    right = wrong = total = 0
    for code in MOROCCAN:
        for language in ("fr", "ar"):
            name = place_name(code, language)
            if len(name) < 6:
                continue
            at = random.randrange(1, len(name) - 1)
            slips = (
                name[:at] + name[at + 1 :],
                name[:at] + name[at] + name[at:],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
                name[:at] + random.choice("eaiouاويمن") + name[at + 1 :],
            )
            for slip in slips:
                found = _found(slip)
                total += 1
                right += found == code
                wrong += found not in (code, None)

    assert total > 600
    assert right >= 0.9 * total, (right, total)
    assert wrong <= 0.005 * total, (wrong, total)


def test_countries_are_found_in_three_languages() -> None:
    """Every country where people live, by the names of the Unicode tables."""
    codes = list(countries.CODES)
    assert len(codes) >= 235
    for code in codes:
        for language in LANGUAGES:
            name = place_name(code, language)
            found = find_place(name)
            shared = [p.code for p in found.places] if isinstance(found, PlaceAmbiguous) else []
            assert _found(name) == code or code in shared, (code, name)


def test_our_own_table_hides_no_country() -> None:
    """What is answered without loading the countries' names is what they would answer too."""
    for form, _ in places._tabled():
        said = words(fold(form))
        assert set(places._near().exact(said)) >= set(places._world().exact(said)), form


def test_western_sahara_is_two_regions_of_morocco() -> None:
    """The southern provinces are regions 11 and 12, with their own clock."""
    assert "EH" not in countries.CODES
    assert find_place("Sahara") == PlaceAmbiguous(
        (Place("region", "MA-11", "MA-11", "MA"), Place("region", "MA-12", "MA-12", "MA"))
    )
    assert time_zones("MA-11") == time_zones("MA-12/dakhla") == ("Africa/El_Aaiun",)
    assert country_of_number("+212528912345") == "MA"


def test_the_diaspora_finds_its_cities() -> None:
    """At least a hundred big cities abroad, three names each, with one clock each."""
    abroad = [code for code in places._rows() if not code.startswith("MA")]
    assert len(abroad) >= 120
    assert {code[:2] for code in abroad} >= set(COUNTRIES_FIRST)
    for code in abroad:
        assert len(time_zones(code)) == 1
        assert time_zones(code)[0] in countries.zones(code[:2])
        for language in LANGUAGES:
            name = place_name(code, language).partition(" (")[0]
            if name.lower() not in SHARED and code != "KW/kuwait-city":
                assert _found(name) == code, name


def test_a_city_beats_the_country_that_holds_it() -> None:
    """Lyon in France is Lyon; two places that do not hold each other are asked back."""
    assert _found("je vis à Lyon en France") == "FR/lyon"
    assert _found("Agadir, Souss-Massa, Maroc") == "MA-09/agadir"
    assert _found("Luxembourg") == "LU"
    both = find_place("né à Fès, je vis à Lyon")
    assert isinstance(both, PlaceAmbiguous)
    assert [place.code for place in both.places] == ["MA-03/fes", "FR/lyon"]
    denied = find_place("pas à Casablanca")
    assert isinstance(denied, PlaceAmbiguous)


@pytest.mark.parametrize(
    "text", ["algérien", "je suis marocain", "italienne", "tunisien", "Afrique"]
)
def test_a_demonym_or_a_continent_is_no_place(text: str) -> None:
    """Where somebody comes from is not where they live."""
    assert find_place(text) is None


def test_every_place_has_at_most_eight_clocks_that_exist() -> None:
    """Zones come from the packaged tz database; several only where the clocks differ."""
    known = set(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())
    for code in (*REGIONS, *places._rows(), *countries.CODES):
        zones = time_zones(code)
        if code == MEM_REGION:
            assert zones == ()
            continue
        assert 1 <= len(zones) <= 8, code
        assert set(zones) <= known, code
        assert len(zones) == 1 or code in countries.SEVERAL_ZONES, code
    assert time_zones("US")[0] == "America/New_York"
    assert time_zones("MA-06/casablanca") == ("Africa/Casablanca",)
    assert time_zones("") == time_zones("nowhere") == ()


def test_clocks_have_names_people_know() -> None:
    """A zone is shown by its city in the person's language."""
    assert zone_name("America/New_York", "ar") == "نيويورك"
    assert zone_name("Africa/Cairo", "fr") == "Le Caire"
    assert zone_name("Asia/Kolkata", "en") == "Kolkata"
    for code in countries.CODES:
        for zone in time_zones(code):
            assert not zone_name(zone, "ar").isascii(), zone


def test_codes_tell_their_place() -> None:
    """A code is a place of its kind, or nothing."""
    assert place_of("MA-06") == Place("region", "MA-06", "MA-06", "MA")
    assert place_of("FR") == Place("country", "FR", None, "FR")
    assert place_of("FR/paris") == Place("city", "FR/paris", None, "FR")
    assert place_of("JP/tokyo") == Place("city", "JP/tokyo", None, "JP")
    assert not any(map(is_place, ("", "abroad", "MA-14", "EH", "fr", "FR/nowhere", "MA-06/")))
    assert place_name("FR", "ar") == "فرنسا"
    assert place_name("MA-13", "fr").startswith("MeM")


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("+212612345678", "MA"),
        ("+33612345678", "FR"),
        ("+14165550123", "CA"),
        ("+12125550123", "US"),
        ("+447400123456", "GB"),
        ("+971501234567", "AE"),
        ("+999", None),
        ("whatsapp", None),
        ("", None),
    ],
)
def test_a_number_hints_at_a_country(number: str, country: str | None) -> None:
    """A hint only; what is no number hints at nothing."""
    assert country_of_number(number) == country


def test_mars_is_not_a_slip_for_almeria() -> None:
    """A word one letter away from a town is not that town when it is a word of its own."""
    assert find_place("أعيش في المريخ") is None
    assert _found("المرية") == "ES/almeria"
    assert _found("أسكن المريخ بطنجة") == "MA-01/tanger"
