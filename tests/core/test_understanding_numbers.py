"""Whole numbers, years of birth, yes and no."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.understanding.numbers import whole_number
from core.understanding.years import AmbiguousYear, BirthYear, birth_year
from core.understanding.yesno import yes_no

TODAY = date(2026, 11, 22)
FR_LOW = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
EN_LOW = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
)
AR_LOW = "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة"
EN_HIGH = "twenty thirty forty fifty sixty seventy eighty ninety"
AR_HIGH = "عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون"
AR_BOUND = "ثلاث أربع خمس ست سبع ثمان تسع"
FR_ONES = [*FR_LOW.split(), "dix-sept", "dix-huit", "dix-neuf"]
EN_ONES = [*EN_LOW.split(), "sixteen", "seventeen", "eighteen", "nineteen"]
AR_ONES = AR_LOW.split()
FR_TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante"]
EN_TENS = ["", "", *EN_HIGH.split()]
AR_TENS = ["", "", *AR_HIGH.split()]
AR_HUNDREDS = ["", "مائة", "مائتان", *(f"{one}مائة" for one in AR_BOUND.split())]


def french(number: int) -> str:
    """`number` below a million as it is written in Morocco."""
    if number >= 1000:
        head, tail = divmod(number, 1000)
        return f"{french(head) + ' ' if head > 1 else ''}mille{' ' + french(tail) if tail else ''}"
    if number >= 100:
        head, tail = divmod(number, 100)
        plural = "s" if head > 1 and not tail else ""
        return f"{FR_ONES[head] + ' ' if head > 1 else ''}cent{plural}{' ' + french(tail) if tail else ''}"
    if number < 20:
        return FR_ONES[number]
    ten, one = divmod(number, 10)
    if ten in (7, 9):
        return f"{french(ten * 10 - 10).rstrip('s')}{' et ' if number == 71 else '-'}{FR_ONES[one + 10]}"
    tens = "quatre-vingt" if ten == 8 else FR_TENS[ten]
    if one == 0:
        return tens + ("s" if ten == 8 else "")
    return f"{tens} et un" if one == 1 and ten != 8 else f"{tens}-{FR_ONES[one]}"


def english(number: int) -> str:
    """`number` below a million in British English."""
    if number >= 1000:
        head, tail = divmod(number, 1000)
        return f"{english(head)} thousand{' ' + english(tail) if tail else ''}"
    if number >= 100:
        head, tail = divmod(number, 100)
        return f"{EN_ONES[head]} hundred{' and ' + english(tail) if tail else ''}"
    ten, one = divmod(number, 10)
    return EN_ONES[number] if number < 20 else EN_TENS[ten] + (f"-{EN_ONES[one]}" if one else "")


def arabic(number: int) -> str:
    """`number` below a thousand, teens aside, in Modern Standard Arabic."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    low = [AR_ONES[rest]] if 0 < rest <= 10 else [AR_ONES[ones]] * bool(ones) + [AR_TENS[tens]]
    return " و".join([AR_HUNDREDS[hundreds]] * bool(hundreds) + low * bool(rest)) or AR_ONES[0]


@settings(derandomize=True, deadline=None, max_examples=500)
@given(st.integers(0, 999_999))
def test_number_words_are_read_up_to_a_million(number: int) -> None:
    """Any number below a million, spelled in French or English, is that number."""
    assert whole_number(french(number)) == number
    assert whole_number(english(number)) == number


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.integers(0, 999).filter(lambda number: not 11 <= number % 100 <= 19))
def test_arabic_number_words_are_read(number: int) -> None:
    """Arabic says the units first and joins with و."""
    assert whole_number(arabic(number)) == number


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.integers(0, 10**14), st.sampled_from(" \u00a0\u202f'٬"), st.sampled_from("0٠۰０०߀"))
def test_grouped_digits_of_any_script_are_read(number: int, mark: str, zero: str) -> None:
    """1 500 with any space, ١٬٥٠٠ and 1'500 are one thousand five hundred."""
    written = f"{number:,}".replace(",", mark)
    shifted = "".join(chr(ord(zero) + int(c)) if c.isdigit() else c for c in written)

    assert whole_number(shifted) == number


@pytest.mark.parametrize(
    "text",
    [
        "1_000",
        "٣_٠",
        "²",
        "Ⅳ",
        "½",
        "1.500",
        "1,500",
        "1.5",
        "-5",
        "+5",
        "−5",
        "50 %",
        "1e3",
        "0x1",
        "1 50",
        "1 500,50",
        "12,34",
        "0612345678",
        "3 ou 4",
        "3-4",
        "~3",
        "",
        " ",
        "3?",
        "1" * 16,
    ],
)
def test_what_is_no_number_or_could_be_two_is_refused(text: str) -> None:
    """Signs, decimals, shares, superscripts, codes and Python's own spellings are no answer."""
    assert whole_number(text) is None


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.integers(1927, 2016))
def test_a_year_is_a_year_in_every_wording(year: int) -> None:
    """Four digits, a date, "né en", "مواليد" and an age that agrees give the year as stated."""
    for text in (f"{year}", f"né en {year}", f"مواليد {year}", f"01/02/{year}", f"{year}-02-01"):
        assert birth_year(text, today=TODAY) == BirthYear(year, "year")
    assert birth_year(f"{2026 - year} ans", today=TODAY) == BirthYear(year, "age")


@pytest.mark.parametrize("age", [23, 24, 54, 55])
def test_the_ages_at_the_edge_of_the_programme_are_read(age: int) -> None:
    """Whether 23 or 55 fits is not for understanding to say."""
    assert birth_year(str(age), today=TODAY) == BirthYear(2026 - age, "age")


def test_two_digits_are_an_age_or_a_year() -> None:
    """18-59 are an age, 60-99 a year of the last century, 00-09 of this one."""
    assert birth_year("59", today=TODAY) == BirthYear(1967, "age")
    assert birth_year("60", today=TODAY) == BirthYear(1960, "year")
    assert birth_year("90", today=TODAY) == BirthYear(1990, "year")
    assert birth_year("05", today=TODAY) == BirthYear(2005, "year")
    assert birth_year("12", today=TODAY) == AmbiguousYear((2012, 2014))
    assert birth_year("90 ans", today=TODAY) == BirthYear(1936, "age")


def test_contradictions_and_approximations_are_asked_back() -> None:
    """Two years, an age that does not fit the year, "environ": candidates, never a guess."""
    assert birth_year("1990 ou 1991", today=TODAY) == AmbiguousYear((1990, 1991))
    assert birth_year("28 ans, né en 1990", today=TODAY) == AmbiguousYear((1990, 1998))
    assert birth_year("28 ans, né en 1997", today=TODAY) == BirthYear(1997, "year")
    assert birth_year("environ 30 ans", today=TODAY) == AmbiguousYear((1996,))


def test_the_age_depends_on_the_day_asked() -> None:
    """Today is an argument."""
    assert birth_year("28", today=date(2030, 1, 1)) == BirthYear(2002, "age")


@pytest.mark.parametrize("tone", ["", "🏻", "🏼", "🏽", "🏾", "🏿"])
def test_thumbs_count_in_every_skin_tone(tone: str) -> None:
    """👍 is yes, 👎 is no, both are neither."""
    assert yes_no(f"👍{tone}") is True
    assert yes_no(f"👎{tone} 👎{tone}") is False
    assert yes_no(f"👍{tone}👎{tone}") is None


def test_la_is_no_only_when_it_stands_alone() -> None:
    """In a French sentence "la" is an article."""
    assert yes_no("la") is False
    assert yes_no("la la chokran") is False
    for sentence in ("la première", "la Suisse", "c'est la vie", "où est la gare", "la maison"):
        assert yes_no(sentence) is None, sentence
