"""Sums, shares and counts as people write them: "1,5 MDH", "200k", "مليون ونصف درهم", "20 alf ryal"."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from core.understanding.amends import first_clause
from core.understanding.amount_parts import LONG_ENOUGH, parts
from core.understanding.amount_values import (
    MONEY,
    WHOLE,
    Amount,
    AmountDoubt,
    Unit,
    amounts_of,
    grouped,
    worths,
)
from core.understanding.amount_words import Symbol, scan
from core.understanding.measures import without_measures
from core.understanding.normal import fold, words
from core.understanding.nothing import Asked, says_nothing
from core.understanding.reality import counts_family, is_obtained, is_there, without_rate
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

LARGEST: Final = Decimal(10) ** 12
"""Nobody reports more; a longer run of digits is a telephone number or a slip."""

SHORT: Final = 1000
"""A smaller sum with a comma is told in thousands or millions."""

BARE_MONEY: Final = Decimal(10) ** 9
"""So many of nothing in particular is money."""

_CLOUDS: Final = frozenset("z?bd-.r")
"""Denied, asked, bounded, roughly counted, signed, or beside a word that may be a scale or a rate."""

_KNOWN_CLOUDS: Final = _CLOUDS - {"."} | {"0"}
"""Of these the rules know what they say; a sum beside other words may be weighed."""

_SILENT: Final = frozenset("1&")
"""What may stand before a sum that is simply told."""

_BESIDE: Final = frozenset(".r?")
"""Passed over beside one sum with its unit that is there; an "or" without another sum too."""

_HALVED: Final = re.compile("1h1?s")

_ANOTHER: Final = re.compile("&1(?!s)")

_AND_UNKNOWN: Final = re.compile(r"\.&n|u&\.$")

_THOUSANDS_OF: Final = (("s", "1000"), ("s", "1000r"))
"""A thousand, which rarely stands without a number."""

_THOUSAND_AND: Final = re.compile(
    r"\bmille (deux|trois|quatre|cinq|six|sept|huit|neuf)\b(?! (?:cents?|mille|millions?)\b)"
)
"""Said of money, "deux mille cinq" is 2005 or, short for "cinq cents", 2500."""

_HAS: Final = re.compile(
    r"(?<!\w)(?:j'ai|on a|nous avons|(?:i|we)(?: have|'ve| hired| signed| got)|3[ae]?nd[in]a?|لدي|لدينا|عندي|عندنا|وظف\w*|شغل\w*|kh[ae]?d+[ae]?m[tn]\w*)"
    r"(?: \w+)? (?:un|une|one|a|wa7d|wahd|chi)(?!\w)",
    re.IGNORECASE,
)
"""Who has, hired or signed one of something."""

_RISE: Final = re.compile(
    r"(?<!\w)(?:hausse|augment\w*|progress\w*|croissance|grandi|gagn[eé] de|increase\w*|growth|rise|rose|grew|زيادة|نمو|زاد)(?!\w)"
)


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
        return _read(bare, expected_unit, there=is_there(bare)) or AmountDoubt()
    if expected_unit in MONEY and is_there(text) and (bare := without_measures(text)) != text:
        # "Après deux ans de dossiers, 75 000 dh"
        read = _read(bare, expected_unit, there=True)
        if isinstance(read, Amount):
            return read
    return _read(text, expected_unit, there=is_there(text, share=expected_unit == "%"))


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

    None where two are said, where it is denied, bounded or asked for, and for parts of a whole.
    """
    symbols = _unrepeated(scan(without_rate(text)))
    letters = "".join(letter for letter, _ in symbols)
    if "n" not in letters and says_nothing(text, "heads"):
        return 0
    if letters.count("n") == 1 and "1" not in letters:
        # "عشرة أشخاص إلى اللقاء": a range has two ends.
        letters = letters.replace("r", "")
    if _UNTOLD.search(letters) or "?" in text or "؟" in text:
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


_UNTOLD: Final = re.compile("[zdb?rh0p-]|nn")
_ROUGHLY: Final = re.compile(
    r"(?<!\w)(?:maybe|perhaps|peut etre|ymken|yemken|يمكن|ربما)(?!\w)"
    r"|(?<!\w)(?:environ|vers|a peu pres|about|around|roughly|chi|شي|ta?[9q]riban|حوالي|تقريبا)\s+[\w-]+(?: (?:i guess|i think|i d say|je dirais|je pense|je crois|kandn|ta?[9q]riban|te?[9q]riban))?$"
    r"|^[\w-]+ (?:environ|a peu pres|approximativement|plus ou moins|more or less|or so|roughly|ta?[9q]riban|te[9q]riban|تقريبا)$",
)
"""A bare number that is only near; a number of something counts it as well as one can."""


def _read(text: str, expected_unit: Unit | None, *, there: bool) -> Amount | AmountDoubt | None:
    for part, allowed in parts(text, expected_unit, there=there):
        # "7 500 dh contre 5 000 avant": what is left out may be what was not there.
        beside = text.startswith(part) or text.endswith(part)
        part_is = there or (allowed and beside and is_there(part, share=expected_unit == "%"))
        meant = _read(part, expected_unit, there=part_is)
        if isinstance(meant, Amount) and (allowed or not meant.value):
            return meant
    if expected_unit == "count" and counts_family(text):
        # "J'ai deux enfants", whoever works there
        return AmountDoubt()
    symbols = _unrepeated(scan(text))
    if expected_unit in MONEY:
        # "Moi et ma soeur", who earned it, are counted only where heads are.
        symbols = [one for one in symbols if one != ("d", "me")]
    if expected_unit is None or (expected_unit in MONEY and there):
        symbols = _of_one(symbols)
    if expected_unit == "%" and there and ("u", "%") in symbols:
        # Of "33% à un investisseur" only the share has a number.
        symbols = _without_articles(symbols)
    if {value for letter, value in symbols if letter == "n"} == {"0"}:
        # "Rien vendu ce mois-ci, 0 dh"
        symbols = [one for one in symbols if one[0] != "0"]
    letters = "".join(letter for letter, _ in symbols)
    if "1un" in letters:
        # "a $2,500 grant"
        del symbols[letters.index("1un")]
        letters = letters.replace("1un", "un", 1)
    if letters in ("1", "1u"):
        symbols[0], letters = ("n", "1"), letters.replace("1", "n")
    named = [value for letter, value in symbols if letter == "u"]
    if "n" not in letters and "s" not in letters and "h" not in letters:
        one = letters.count("1u") == 1 and expected_unit == "count" and there and _HAS.search(text)
        if one and named[-1:] == ["count"] and _CLOUDS.isdisjoint(letters.replace(".", "")):
            # "j'ai embauché une couturière"
            return Amount(Decimal(1), "count")
        return AmountDoubt() if "d" in letters else None
    groups = grouped(symbols)
    if len(groups) == 1 and len(set(named)) > 1:
        # "40 000 dh de ventes": the sum has a unit, the other noun says of what.
        named = [value for value in named if value != "count"]
    unit = named[0] if named else ""
    if len(set(named)) > 1:
        return AmountDoubt()
    found = tuple(
        dict.fromkeys(
            amount for group in groups for amount in amounts_of(group, unit, expected_unit)
        )
    )
    # A number that cannot be read ("1_000", a telephone number) spoils the others.
    # "un demi million" is half of one, "un et demi million" one and a half.
    unreadable = not all(map(worths, groups)) or _HALVED.search(letters) is not None
    # "un quart" of a hundred percent is 25, and a quarter of one percent is a quarter.
    share = "%" in (unit, expected_unit) and not {"n", "1"}.intersection(letters)
    found = tuple(one for one in found if one.value <= LARGEST)
    asked_for = expected_unit is None or unit == expected_unit
    # Behind words that nobody knows a sum may be of anything: "la caisse neuve est à 14 300 dh".
    first = next(at for at, letter in enumerate(letters) if letter in "nsh")
    strange = (
        expected_unit not in (None, "%")
        and ("n", "0") not in symbols
        and not _SILENT.issuperset(letters[:first].rstrip("u"))
    )
    plain = there
    there = there and not (strange and not is_obtained(text))
    told = bool(named) and asked_for and len(groups) == 1 and there
    # "On est à 45k depuis juin": what is told in thousands is money without its unit, too.
    scaled = any(letter == "s" for group in groups for letter, _ in group)
    scaled = scaled and expected_unit in MONEY and there and not named and is_obtained(text)
    told |= scaled and len(groups) == 1
    counts = expected_unit in (None, "count") and there and not named and len(groups) == 1
    counts = counts and (expected_unit is None or is_obtained(text) or ("n", "0") in symbols)
    counts = counts and letters.count("n.") == 1 and len(text.split()) > LONG_ENOUGH
    # "j'ai 40 ruches": a noun that no table knows is what is counted.
    clouds = _CLOUDS - _BESIDE if told or counts else _CLOUDS
    # "six people over the summer", "from the grant": a bound stands beside the number.
    open_ = _letters_before(symbols) if told or counts else letters
    clouded = re.search("r[.&]?n", letters) is not None and ("r", "between") in symbols
    clouded |= expected_unit is not None and not there
    clouded |= not clouds.isdisjoint(open_) or "0" in letters or "?" in text or "؟" in text
    # "2 clients et 2 emplois" are two counts; "deux (2) clients" is one.
    several = len(groups) > 1 and letters.count("u") > 1
    # In "deux temps plein et un temps partiel" the article counts another kind.
    several |= "n" in letters and _ANOTHER.search(letters) is not None
    # In "ثلاث نساء ورجلان" an unknown word behind an "and" may count, and one before a thousand.
    several |= _AND_UNKNOWN.search(letters) is not None
    several |= any(one[0] == "." and then in _THOUSANDS_OF for one, then in pairwise(symbols))
    # A rise of so much is another sum than what there is.
    several |= bool(found) and found[0].unit in MONEY and _RISE.search(text.casefold()) is not None
    # "1,5" of money is short for millions or thousands; two milliards of nothing are of money.
    short = not named and any(
        one.value < SHORT and one.value != one.value.to_integral_value()
        if expected_unit in MONEY
        else expected_unit is None and one.value >= BARE_MONEY
        for one in found
    )
    other = expected_unit is not None and any(one.unit != expected_unit for one in found)
    several |= expected_unit in MONEY and _THOUSAND_AND.search(text.casefold()) is not None
    if len(found) != 1 or unreadable or other or share or several or short:
        return AmountDoubt(found)
    if clouded:
        # In "20 grand" the word that no table knows may be a scale.
        scale = expected_unit in MONEY and not named and "n." in letters
        known = scale or not plain or not _KNOWN_CLOUDS.isdisjoint(letters)
        return AmountDoubt(found, strange=not known)
    return found[0]


def _of_one(symbols: list[Symbol]) -> list[Symbol]:
    """Leave out "un contrat", and behind a sum of money "deux machines": they are what it is for."""
    letters = "".join(letter for letter, _ in symbols)
    units = {value for letter, value in symbols if letter == "u"}
    summed = _SUM.search(letters)
    if not units.intersection(MONEY) or summed is None:
        return symbols
    kept = list(symbols)
    for found in reversed(list(_ONE_THING.finditer(letters))):
        letter, number = symbols[found.start()]
        unit, named = symbols[found.end() - 1]
        few = letter == "1" or (found.start() >= summed.end() and number in _FEW)
        if few and (unit == "." or named == "count"):
            del kept[found.start() : found.end()]
    return kept


def _without_articles(symbols: list[Symbol]) -> list[Symbol]:
    """Leave out "un investisseur", of whom nothing is counted."""
    letters = "".join(letter for letter, _ in symbols)
    numbered = "n" in letters
    ones = [one.span() for one in _ARTICLE.finditer(letters)] if numbered else []
    return [one for at, one in enumerate(symbols) if not any(a <= at < b for a, b in ones)]


_ARTICLE: Final = re.compile("1+(?![u1sh])|1+u")

_FEW: Final = frozenset(map(str, range(2, 51)))
"""More than this of something beside a sum may be another sum."""

_SUM: Final = re.compile("n[sh]*u")
_ONE_THING: Final = re.compile("1u|n[.u]")


def _unrepeated(symbols: list[Symbol]) -> list[Symbol]:
    """Say "مليون ونصف مليون" once: a million and a half."""
    kinds = [letter for letter, _ in symbols]
    for at in range(2, len(symbols)):
        if kinds[at - 2 : at + 1] == ["s", "h", "s"] and symbols[at] == symbols[at - 2]:
            return symbols[:at] + symbols[at + 1 :]
    return symbols


def _letters_before(symbols: Sequence[Symbol]) -> str:
    """The letters without bounds that only bound what follows, where no number does: "2 000 dh from the grant"."""
    last = max(at for at, (letter, _) in enumerate(symbols) if letter in "nsh")
    return "".join(
        letter for at, (letter, value) in enumerate(symbols) if at < last or value != "before"
    )


def _asked(expected_unit: Unit | None) -> Asked:
    return "heads" if expected_unit == "count" else "money" if expected_unit in MONEY else "either"


def _unit_said(text: str) -> Unit:
    """The unit that stands in a text without a number; things and people are counted."""
    return _unit_of([value for letter, value in scan(text) if letter == "u"]) or "count"


def _unit_of(named: Sequence[str]) -> Unit | None:
    return next((unit for unit in WHOLE if unit in named), None)
