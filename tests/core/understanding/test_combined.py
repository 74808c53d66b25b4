"""Days, hours and the words around them, each combined with each: what is meant is known by construction."""

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from core.understanding.readout import readout

ZONE = ZoneInfo("Africa/Casablanca")
NOW = datetime(2026, 12, 16, 13, 5, tzinfo=ZONE)
"""A Wednesday."""

DAYS = {
    "fr": {
        "demain": "17", "jeudi": "17", "jeudi 17": "17", "le 22": "22", "mardi 22/12": "22",
        "dans 3 jours": "19", "la semaine prochaine mardi": "22", "ce samedi": "19",
    },
    "en": {
        "tomorrow": "17", "on Thursday": "17", "the 22nd of December": "22", "in 3 days": "19",
        "Tuesday next week": "22", "this Saturday": "19", "the day after tomorrow": "18",
    },
    "ar": {
        "غدا": "17", "يوم الخميس": "17", "٢٢/١٢": "22", "بعد غد": "18", "بعد ثلاثة أيام": "19",
        "الثلاثاء من الأسبوع القادم": "22", "يوم 22 دجنبر": "22",
    },
    "ary": {
        "ghda": "17", "nhar khmis": "17", "nhar 22": "22", "b3d ghda": "18", "sebt jay": "19",
        "mn daba 3 iyam": "19", "simana jaya nhar tlat": "22", "tlat 22/12": "22",
    },
    "ary in Arabic letters": {
        "غدا": "17", "نهار الخميس": "17", "نهار 22": "22", "بعد غدا": "18", "السبت الجاي": "19",
        "السيمانة الجاية نهار التلات": "22",
    },
}  # fmt: skip
"""Days of December."""

HOURS = {
    "fr": {
        "à 18h30": "18:30", "vers 17h": "17:00", "à six heures du soir": "18:00",
        "à midi et demi": "12:30", "à 18h moins le quart": "17:45", "de 14h30 à 16h": "14:30-16:00",
        "entre 14 et 16h": "14:00-16:00", "au soir": "evening", "17 h 45": "17:45",
    },
    "en": {
        "at 6:30 pm": "18:30", "around 5pm": "17:00", "at 6 in the evening": "18:00",
        "at quarter to six pm": "17:45", "between 2pm and 4pm": "14:00-16:00",
        "in the evening": "evening", "at noon": "12:00",
    },
    "ar": {
        "على السادسة والنصف مساء": "18:30", "حوالي الخامسة مساء": "17:00", "صباحا": "morning",
        "على السادسة إلا ربعا مساء": "17:45", "الساعة 18": "18:00",
        "من الساعة 14 إلى الساعة 16": "14:00-16:00", "من الثانية والنصف إلى الرابعة مساء": "14:30-16:00",
        "على الساعة 5 و30 دقيقة مساء": "17:30",
    },
    "ary": {
        "m3a 6": "18:00", "m3a 6 w rbe3 d l3chiya": "18:15", "f sba7 m3a 10": "10:00",
        "m3a lkhamsa d l3chiya": "17:00", "bin 2 o 4": "14:00-16:00", "m3a 8 d lil": "20:00",
        "mn 2 7ta l 4": "14:00-16:00", "f l3chiya": "evening",
    },
    "ary in Arabic letters": {
        "مع 6": "18:00", "مع الستة وربع": "18:15", "مع العشرة د الصباح": "10:00",
        "مع الستة إلا ربع": "17:45", "من 2 حتى ل 4": "14:00-16:00", "فالعشية": "evening",
    },
}  # fmt: skip

DOUBTED = {
    "fr": (
        "pas {}", "avant {}", "d'ici {}", "{} au plus tard", "{} ou samedi 26", "peut-être {}",
        "je ne peux pas {}", "{} je travaille", "sauf {}", "{} si je peux", "au lieu de {}",
        "tous les jours {}", "je suis occupé {}", "{} c'est trop tard", "{} non",
    ),
    "en": (
        "not {}", "before {}", "maybe {}", "I can't {}", "I have a meeting {}", "except {}",
        "{} if I can", "every week {}", "{} doesn't work", "instead of {}", "my flight is {}",
    ),
    "ar": (
        "ليس {}", "قبل {}", "لا أستطيع {}", "ربما {}", "أنا مشغول {}", "ما عدا {}", "ابتداء من {}",
        "كل أسبوع {}", "سأسافر {}",
    ),
    "ary": (
        "machi {}", "9bel {}", "ma n9derch {}", "ymken {}", "{} ma ymkench", "kol {}", "mn ghir {}",
        "{} khdam", "{} ila salit", "{} la", "blast {}",
    ),
    "ary in Arabic letters": (
        "ماشي {}", "قبل {}", "ما نقدرش {}", "يمكن {}", "كل {}", "من غير {}", "{} خدام", "بلاصة {}",
    ),
}  # fmt: skip


def read(text: str) -> str:
    return readout("moment", text, now=NOW, zone=ZONE)


@pytest.mark.parametrize("language", sorted(DAYS))
@pytest.mark.parametrize("order", ["{} {}", "{1} {0}", "{}, {}"])
def test_every_day_goes_with_every_hour(language: str, order: str) -> None:
    """Whatever stands first; hardly any is asked back, and none is read as another."""
    missed = []
    for (day, date), (hour, clock) in product(DAYS[language].items(), HOURS[language].items()):
        text = order.format(day, hour)
        if read(text) != f"2026-12-{date} {clock}":
            missed.append((text, read(text)))
    assert all(got.startswith("?") for _, got in missed), missed
    assert len(missed) <= 0.05 * len(DAYS[language]) * len(HOURS[language]), missed


@pytest.mark.parametrize("language", sorted(DOUBTED))
def test_no_word_that_turns_or_bounds_is_passed_over(language: str) -> None:
    """Denied, bounded, doubted, excepted or taken by something else, no day and hour is a value."""
    for doubted, day, hour in product(DOUBTED[language], DAYS[language], HOURS[language]):
        text = doubted.format(f"{day} {hour}")
        assert read(text)[0] in "?!-", text
