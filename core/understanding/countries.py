"""Countries: their names in three languages, their time zones, their telephone numbers."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from core.understanding.table import Language, read, wordings

if TYPE_CHECKING:
    from babel import Locale

# Antarctica and the islands nobody lives on; Western Sahara is regions 11 and 12 of Morocco here.
_LEFT_OUT: Final = frozenset(("AQ", "BV", "HM", "TF", "UM", "GS", "EH"))

SEVERAL_ZONES: Final = {
    "AU": "Australia/Sydney Australia/Brisbane Australia/Perth Australia/Adelaide Australia/Darwin",
    "BR": "America/Sao_Paulo America/Manaus America/Cuiaba America/Rio_Branco",
    "CA": "America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax "
    "America/Regina America/St_Johns",
    "CD": "Africa/Kinshasa Africa/Lubumbashi",
    "CL": "America/Santiago America/Punta_Arenas Pacific/Easter",
    "EC": "America/Guayaquil Pacific/Galapagos",
    "ES": "Europe/Madrid Atlantic/Canary",
    "FM": "Pacific/Pohnpei Pacific/Chuuk",
    "GL": "America/Nuuk America/Scoresbysund America/Thule America/Danmarkshavn",
    "ID": "Asia/Jakarta Asia/Makassar Asia/Jayapura",
    "KI": "Pacific/Tarawa Pacific/Kiritimati Pacific/Kanton",
    "MN": "Asia/Ulaanbaatar Asia/Hovd",
    "MX": "America/Mexico_City America/Tijuana America/Hermosillo America/Cancun",
    "NZ": "Pacific/Auckland Pacific/Chatham",
    "PF": "Pacific/Tahiti Pacific/Marquesas Pacific/Gambier",
    "PG": "Pacific/Port_Moresby Pacific/Bougainville",
    "PT": "Europe/Lisbon Atlantic/Azores",
    "RU": "Europe/Moscow Asia/Yekaterinburg Asia/Novosibirsk Europe/Samara Asia/Krasnoyarsk "
    "Asia/Irkutsk Asia/Vladivostok Europe/Kaliningrad",
    "UA": "Europe/Kyiv",
    "US": "America/New_York America/Chicago America/Los_Angeles America/Denver America/Phoenix "
    "Pacific/Honolulu America/Anchorage",
}
"""Countries whose clocks differ: the zones most people live by, the most populous first.

In every other country all zones of the tz database agree today, or but for a few villages.
"""

# The Unicode tables keep the first name a zone had.
_FORMER: Final = {
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Yangon": "Asia/Rangoon",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Europe/Kyiv": "Europe/Kiev",
    "Africa/Asmara": "Africa/Asmera",
    "America/Nuuk": "America/Godthab",
    "America/Argentina/Buenos_Aires": "America/Buenos_Aires",
    "Atlantic/Faroe": "Atlantic/Faeroe",
    "Pacific/Pohnpei": "Pacific/Ponape",
    "Pacific/Chuuk": "Pacific/Truk",
    "Pacific/Kanton": "Pacific/Enderbury",
}


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Every zone by country, the most populous first as far as geography allows (tz `zone.tab`)."""
    text = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {"XK": ("Europe/Belgrade",)}
    for line in text.splitlines():
        if not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            if country not in _LEFT_OUT:
                found[country] = (*found.get(country, ()), zone)
    return found


class _Codes:
    """The two-letter codes of ISO 3166 (and XK) where people live, read when first asked for."""

    def __contains__(self, code: str) -> bool:
        return code in _zones()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(_zones()))


CODES: Final = _Codes()


def zones(country: str) -> tuple[str, ...]:
    """All zones of the tz database in a country."""
    return _zones()[country]


def time_zones(country: str) -> tuple[str, ...]:
    """The zones worth asking about: one, or those of `SEVERAL_ZONES`. Raises KeyError."""
    if several := SEVERAL_ZONES.get(country):
        return tuple(several.split(" "))
    return _zones()[country][:1]


@cache
def _locale(language: Language) -> "Locale":
    from babel import Locale  # noqa: PLC0415 - 100 ms, needed only once a country is named

    return Locale.parse("ar_MA" if language == "ar" else language)


def name(country: str, language: Language) -> str:
    """The country's name as the Unicode tables have it. Raises KeyError."""
    return str(_locale(language).territories[country])


@cache
def _iso_names() -> dict[str, tuple[str, ...]]:
    import pycountry  # noqa: PLC0415 - as above

    found = {}
    for country in pycountry.countries:
        other = (getattr(country, field, "") for field in ("common_name", "official_name"))
        found[str(country.alpha_2)] = (str(country.name), *(str(one) for one in other if one))
    return found


def names_of(country: str) -> tuple[str, ...]:
    """Every name of a country in the Unicode and ISO tables."""
    own = (name(country, language) for language in ("fr", "ar", "en"))
    return (*own, *_iso_names().get(country, ()))


def names() -> Iterable[tuple[str, str]]:
    """(name, code) of all countries."""
    return ((form, country) for country in CODES for form in names_of(country))


def colloquial() -> Iterable[tuple[str, str]]:
    """(name, code) as people say it: `usa`, `hollande`, `fransa`, `ألمانيا`."""
    return ((form, row["code"]) for row in read("countries") for form in wordings(row))


def zone_name(zone: str, language: Language) -> str:
    """The city a zone is known by: "Le Caire", "نيويورك"; any zone gives something readable."""
    table = _locale(language).time_zones
    entry = table.get(zone) or table.get(_FORMER.get(zone, zone)) or {}
    return str(entry.get("city") or zone.rpartition("/")[2].replace("_", " "))


@lru_cache(maxsize=4096)
def country_of_number(e164: str) -> str | None:
    """The country a telephone number was given out in; None for anything else.

    Moroccan numbers of the southern regions are Moroccan.
    """
    import phonenumbers  # noqa: PLC0415 - 30 ms and 10 MB, needed at onboarding only

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return None
    region = phonenumbers.region_code_for_number(number)
    if region == "EH":
        return "MA"
    return str(region) if region and region in CODES else None
