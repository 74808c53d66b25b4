"""Days and times in words, by the reader's own clock: `when:<milliseconds>@<zone>` and `day:…`."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_datetime

from core.languages import Language

LOCALES = {"fr": "fr_MA", "ar": "ar_MA", "en": "en_GB"}
"""Morocco's own month names and Latin digits; the day before the month in English too."""

DAYS = {"fr": "EEEE d MMMM", "ar": "EEEE d MMMM", "en": "EEEE d MMMM"}
TIMES = {"fr": "EEEE d MMMM 'à' H 'h' mm", "ar": "EEEE d MMMM 'على الساعة' HH:mm", "en": "EEEE d MMMM 'at' HH:mm"}  # fmt: skip


def when(code: str, language: Language) -> str:
    """A day and a time: "jeudi 26 novembre à 18 h"."""
    text = _said(_local(code), TIMES[language], language)
    return text.removesuffix(" 00") if language == "fr" else text


def day(code: str, language: Language) -> str:
    """A day: "jeudi 26 novembre"."""
    return _said(_local(code), DAYS[language], language)


def _said(moment: datetime, pattern: str, language: Language) -> str:
    """A moment by a pattern."""
    return format_datetime(moment, dated(pattern, moment, language), locale=LOCALES[language])


def dated(pattern: str, moment: date, language: Language) -> str:
    """The pattern for this day: the first of a month is an ordinal in French, "1er décembre"."""
    first = language == "fr" and moment.day == 1
    return re.sub(r"(?<![\w'])d(?![\w'])", "d'er'", pattern) if first else pattern


def _local(code: str) -> datetime:
    moment, _, zone = code.partition("@")
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        place = ZoneInfo("UTC")
    return datetime.fromtimestamp(int(moment) / 1000, UTC).astimezone(place)
