"""Days and times in words, by the reader's own clock: `when:<milliseconds>@<zone>` and `day:…`."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_datetime

from core.ids import Language

LOCALES = {"fr": "fr_MA", "ar": "ar_MA", "en": "en_GB"}
"""Morocco's own month names and Latin digits; the day before the month in English too."""

DAYS = {"fr": "EEEE d MMMM", "ar": "EEEE d MMMM", "en": "EEEE d MMMM"}
TIMES = {"fr": "EEEE d MMMM 'à' H 'h' mm", "ar": "EEEE d MMMM 'على الساعة' HH:mm", "en": "EEEE d MMMM 'at' HH:mm"}  # fmt: skip


def when(code: str, language: Language) -> str:
    """A day and a time: "jeudi 26 novembre à 18 h"."""
    text = format_datetime(_local(code), TIMES[language], locale=LOCALES[language])
    return text.removesuffix(" 00") if language == "fr" else text


def day(code: str, language: Language) -> str:
    """A day: "jeudi 26 novembre"."""
    return format_datetime(_local(code), DAYS[language], locale=LOCALES[language])


def _local(code: str) -> datetime:
    moment, _, zone = code.partition("@")
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        place = ZoneInfo("UTC")
    return datetime.fromtimestamp(int(moment) / 1000, UTC).astimezone(place)
