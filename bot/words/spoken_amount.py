"""Figures in words: `amount:<value>@<unit>`, grouped and named as the reader is used to."""

from babel.numbers import format_decimal

from bot.words.spoken_time import LOCALES
from core.languages import Language

NAMES = {
    "MAD": {"fr": "{} DH", "ar": "{} درهم", "en": "{} MAD"},
    "EUR": {"fr": "{} €", "ar": "{} أورو", "en": "{} EUR"},
    "USD": {"fr": "{} $", "ar": "{} دولار", "en": "{} USD"},
    "%": {"fr": "{} %", "ar": "{} %", "en": "{} %"},
    "count": {"fr": "{}", "ar": "{}", "en": "{}"},
}
"""The unit beside its number; a count is named by the question."""


def amount(code: str, language: Language) -> str:
    """A figure: "1 500 000 DH"."""
    value, _, unit = code.partition("@")
    # A plain space groups on every phone; the narrow one of the standard is a box on some.
    number = format_decimal(_number(value), locale=LOCALES[language]).replace("\u202f", "\u00a0")
    return NAMES[unit][language].format(number)


def _number(value: str) -> float | int:
    return float(value) if "." in value else int(value)
