"""Sums, shares and counts as people write them: "1,5 MDH", "200k", "مليون ونصف درهم", "20 alf ryal"."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from core.understanding.amends import first_clause
from core.understanding.amount_objections import CLOUDS, WEIGHABLE, objections
from core.understanding.amount_parts import LONG_ENOUGH, parts
from core.understanding.amount_saying import Saying, saying, unrepeated
from core.understanding.amount_values import (
    MONEY,
    WHOLE,
    Amount,
    AmountDoubt,
    Unit,
    grouped,
    worths,
)
from core.understanding.amount_words import scan
from core.understanding.measures import without_measures, without_sizes
from core.understanding.normal import fold, words
from core.understanding.nothing import Asked, says_nothing
from core.understanding.reality import counts_family, is_hired, is_there, is_uncounted, without_rate
from core.understanding.small_words import COURTESY

__all__ = [
    "MONEY",
    "Amount",
    "AmountDoubt",
    "Unit",
    "read_amount",
    "told_amount",
    "told_number",
]

_HAS: Final = re.compile(
    r"(?<!\w)(?:j'ai|on a|nous avons|(?:i|we)(?: have|'ve| hired| signed| got)|3[ae]?nd[in]a?|لدي|لدينا|عندي|عندنا|وظف\w*|شغل\w*|kh[ae]?d+[ae]?m[tn]\w*)"
    r"(?: \w+)? (?:un|une|one|a|wa7d|wahd|chi)(?!\w)",
    re.IGNORECASE,
)
"""Who has, hired or signed one of something."""

_UNTOLD: Final = re.compile("[zdb?rh0p-]|nn")
_TOGETHER: Final = re.compile(r"\.{0,2}[1n][.u]{1,2}&[1n][.u]{1,3}")
"""So many of one trade and so many of another."""

_ROUGHLY: Final = re.compile(
    r"(?<!\w)(?:maybe|perhaps|peut etre|ymken|yemken|يمكن|ربما)(?!\w)"
    r"|(?<!\w)(?:environ|vers|a peu pres|about|around|roughly|chi|شي|ta?[9q]riban|حوالي|تقريبا)\s+[\w-]+(?: (?:i guess|i think|i d say|je dirais|je pense|je crois|kandn|ta?[9q]riban|te?[9q]riban))?$"
    r"|^[\w-]+ (?:environ|a peu pres|approximativement|plus ou moins|more or less|or so|roughly|ta?[9q]riban|te[9q]riban|تقريبا)$",
)
"""A bare number that is only near; a number of something counts it as well as one can."""


def read_amount(text: str, expected_unit: Unit | None = None) -> Amount | AmountDoubt | None:
    """How much `text` says; a bare number is of the unit that was asked for, or a count.

    In doubt: "1.500" (a thousand or one and a half), "2 millions" of money without its unit
    (centimes or dirhams), ranges, bounds, a unit other than the one asked for, negations, and any
    word that no table knows, for it may be a rate, a plan or a loss: unless one sum is told with its
    unit, `is_there` finds none of these, and no such word stands before it that no word of earning or
    having (`is_obtained`) vouches for.
    None when no amount is said. Money told in ryals or centimes is given in dirhams.
    """
    if expected_unit != "%" and says_nothing(text, _asked(expected_unit)):
        return Amount(Decimal(0), expected_unit or _unit_said(text))
    if expected_unit == "count" and (bare := without_measures(text)) != text:
        # "12 clients en 3 mois"; "à 18 ans" counts nobody.
        return _read(bare, expected_unit, there=is_there(bare, expected_unit)) or AmountDoubt()
    there = is_there(text, expected_unit)
    if expected_unit in MONEY and there and (bare := without_measures(text)) != text:
        # "Après deux ans de dossiers, 75 000 dh"
        read = _read(bare, expected_unit, there=True)
        if isinstance(read, Amount):
            return read
    return _read(text, expected_unit, there=there)


def told_amount(text: str) -> Amount | AmountDoubt | None:
    """The one amount that `text` names, also one that is wished for, owed, lost, or told by the month.

    As `read_amount` without a unit, for whoever only wants to know which sum is spoken of.
    """
    if says_nothing(text):
        return Amount(Decimal(0), _unit_said(text))
    told = without_rate(text)
    if len([word for word in words(fold(told)) if word not in COURTESY]) > LONG_ENOUGH:
        return _read(told, None, there=True)
    return _read(text, None, there=told == text or is_there(text))


def told_number(text: str) -> int | None:
    """The one whole number in a sentence, whatever it counts: "nous sommes 12 dans l'atelier".

    None where two are said, where it is denied, bounded, asked for, needed or lost, for sizes,
    house numbers and parts of a whole.
    """
    told = without_rate(text)
    symbols = unrepeated(scan(without_sizes(told)))
    letters = "".join(letter for letter, _ in symbols)
    if "n" not in letters and says_nothing(text, "heads"):
        return 0
    if letters.count("n") == 1 and "1" not in letters:
        # "عشرة أشخاص إلى اللقاء": a range has two ends.
        letters = letters.replace("r", "")
    if _UNTOLD.search(letters) or "?" in text or "؟" in text or is_uncounted(text):
        return None
    for clause in (text, *(first_clause(text) or ())):
        if _ROUGHLY.search(" ".join(word for word in words(fold(clause)) if word not in COURTESY)):
            return None
    if "&" not in letters and letters.count("n") == 1:
        # "une coopérative de 11 femmes"
        symbols = [one for one in symbols if one[0] != "1"]
    groups = [group for group in grouped(symbols) if "n" in {letter for letter, _ in group}]
    values = worths(groups[0]) if len(groups) == 1 else []
    whole = len(values) == 1 and values[0] == values[0].to_integral_value()
    return int(values[0]) if whole else None


def _read(text: str, expected_unit: Unit | None, *, there: bool) -> Amount | AmountDoubt | None:
    """The amount of a part of `text` that tells it alone, or else of the whole."""
    alone = _read_alone(text, expected_unit, there=there)
    if alone is not None:
        return alone
    if expected_unit == "count" and counts_family(text):
        # "J'ai deux enfants", whoever works there
        return AmountDoubt()
    said = saying(text, expected_unit, there=there)
    if not said.numbered:
        return _without_number(said)
    if together := _together(said):
        return together
    against = objections(said)
    if against:
        return AmountDoubt(said.found, strange=there and against <= WEIGHABLE)
    return said.found[0]


def _read_alone(text: str, expected_unit: Unit | None, *, there: bool) -> Amount | None:
    for part, allowed in parts(text, expected_unit, there=there):
        # "7 500 dh contre 5 000 avant": what is left out may be what was not there.
        beside = text.startswith(part) or text.endswith(part)
        part_is = there or (allowed and beside and is_there(part, expected_unit))
        meant = _read(part, expected_unit, there=part_is)
        if isinstance(meant, Amount) and (allowed or not meant.value):
            return meant
    return None


def _without_number(said: Saying) -> Amount | AmountDoubt | None:
    """One, where somebody has or hired one of what is counted: "j'ai embauché une couturière"."""
    one = said.expected == "count" and said.letters.count("1u") == 1 and said.units[-1] == "count"
    clear = said.there and CLOUDS.keys().isdisjoint(said.letters.replace(".", ""))
    if one and clear and _HAS.search(said.text):
        return Amount(Decimal(1), "count")
    return AmountDoubt() if "d" in said.letters else None


def _together(said: Saying) -> Amount | None:
    """All who were taken on: "j'ai recruté 2 couturières et un livreur" are three."""
    if said.expected != "count" or not said.there or _TOGETHER.fullmatch(said.letters) is None:
        return None
    counts = [value for letter, value in said.symbols if letter in "n1"]
    if not all(map(str.isdecimal, counts)) or not is_hired(said.text):
        return None
    return Amount(Decimal(sum(map(int, counts))), "count")


def _asked(expected_unit: Unit | None) -> Asked:
    return "heads" if expected_unit == "count" else "money" if expected_unit in MONEY else "either"


def _unit_said(text: str) -> Unit:
    """The unit that stands in a text without a number; things and people are counted."""
    return _unit_of([value for letter, value in scan(text) if letter == "u"]) or "count"


def _unit_of(named: Sequence[str]) -> Unit | None:
    return next((unit for unit in WHOLE if unit in named), None)
