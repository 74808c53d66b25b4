"""Days of rest by country: we write first and propose meetings by the reader's own week."""

from collections.abc import Mapping

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

WEEKENDS: Mapping[str, frozenset[int]] = {
    **dict.fromkeys(
        "BH DZ EG IL IQ JO KW LY OM QA SA SD SY YE".split(), frozenset({FRIDAY, SATURDAY})
    ),
    "AF": frozenset({THURSDAY, FRIDAY}),
    "IR": frozenset({FRIDAY}),
}
"""Countries that rest on other days than Saturday and Sunday (CLDR `weekData`, checked
against Babel by the tests)."""

COMMON = frozenset({SATURDAY, SUNDAY})

FRIDAY_PRAYER = (12, 14)
"""Hours of a Friday in which no meeting is proposed where most people pray: domain §6.8
asks for it, the hours and the list are ours."""

PRAYING = frozenset(
    "AE BH DJ DZ EG IQ JO KM KW LY MA ML MR NE OM QA SA SD SN SO SY TN TR YE".split()
)


def days_off(country: str) -> frozenset[int]:
    """The weekend of `country` (ISO 3166 alpha-2) as numbers of days, Monday being 0."""
    return WEEKENDS.get(country, COMMON)
