"""Sums, shares and counts as people write them: "1,5 MDH", "200k", "مليون ونصف درهم", "20 alf ryal"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from core.understanding.amends import amended, first_clause, without_denied
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
from core.understanding.normal import fold, words
from core.understanding.reality import is_there, is_wanted
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

LONG_ENOUGH: Final = 2
"""Words at most that are no sentence; in "10 briques" the noun may be a scale."""

LARGEST: Final = Decimal(10) ** 12
"""Nobody reports more; a longer run of digits is a telephone number or a slip."""

SHORT: Final = 1000
"""A smaller sum with a comma is told in thousands or millions."""

BARE_MONEY: Final = Decimal(10) ** 9
"""So many of nothing in particular is money."""

_CLOUDS: Final = frozenset("z?bd-.r")
"""Denied, asked, bounded, roughly counted, signed, or beside a word that may be a scale or a rate."""

_STORY: Final = frozenset(".1?")
"""What a clause behind a sum may say that leaves it what it is."""

_BESIDE: Final = frozenset(".r?")
"""Passed over beside one sum with its unit that is there; an "or" without another sum too."""

_RATE: Final = re.compile(
    r"(?<!\w)(?:(?:par|le|chaque) (?:mois|jour|semaine)|(?:a|per|every|each) (?:month|day|week)|(?:f|fi|fe?l?|kol) ?(?:l?ch[ae]?h[ae]?r|nhar|simana)"
    r"|la pi[eè]ce|l'unit[ée]|(?:by the|per|a) (?:piece|unit)|لل(?:قطعة|وحدة)(?: الواحدة)?|(?:في|ف|كل) ?(?:ال)?(?:شهر|يوم|[أا]سبوع)|شهريا|يوميا|أسبوعيا|mensuel\w*|monthly)(?!\w)",
    re.IGNORECASE,
)
"""By the month, by the piece."""

_HALVED: Final = re.compile("1h1?s")

_ANOTHER: Final = re.compile("&1(?!s)")

_AND_UNKNOWN: Final = re.compile(r"\.&n|u&\.$")

_THOUSANDS_OF: Final = (("s", "1000"), ("s", "1000r"))
"""A thousand, which rarely stands without a number."""

_THOUSAND_AND: Final = re.compile(
    r"\bmille (deux|trois|quatre|cinq|six|sept|huit|neuf)\b(?! (?:cents?|mille|millions?)\b)"
)
"""Said of money, "deux mille cinq" is 2005 or, short for "cinq cents", 2500."""

_TOTAL: Final = re.compile(
    r"(?<!\w)(?:(?:for|pour) (?:a|un) total (?:of|de)|totall?ing|un total de|a total of|بمجموع|بقيمة إجمالية)(?!\w)",
    re.IGNORECASE,
)
"""Behind it stands what all of it makes."""

_COMPARED: Final = re.compile(
    r"(?<!\w)(?:(?:un peu |beaucoup |bien )?(?:plus|moins|mieux) que|(?:more|less|better|worse|lower|higher) than (?:last|usual|before|the)|contre|vs|versus|compared (?:to|with)|par rapport [aà]|alors que (?:c'était|j'étais|on était)|مقابل|مقارنة)(?!\w)",
    re.IGNORECASE,
)
"""Behind it stands what there was before, or elsewhere."""

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
    word that no table knows, for it may be a rate, a plan or a loss: unless no unit was asked for,
    one sum is told with its own, and `is_there` finds none of these.
    None when no amount is said. Money told in ryals or centimes is given in dirhams.
    """
    return _read(text, expected_unit, there=is_there(text))


def told_amount(text: str) -> Amount | AmountDoubt | None:
    """The one amount that `text` names, also one that is wished for, owed, lost, or told by the month.

    As `read_amount` without a unit, for whoever only wants to know which sum is spoken of.
    """
    told = _RATE.sub(" ", text)
    if len([word for word in words(fold(told)) if word not in COURTESY]) > LONG_ENOUGH:
        return _read(told, None, there=True)
    return _read(text, None, there=told == text or is_there(text))


def told_number(text: str) -> int | None:
    """The one whole number in a sentence, whatever it counts: "nous sommes 12 dans l'atelier".

    None where two are said, where it is denied, bounded or asked for, and for parts of a whole.
    """
    symbols = _unrepeated(scan(_RATE.sub(" ", text)))
    letters = "".join(letter for letter, _ in symbols)
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
    r"(?<!\w)(?:environ|vers|a peu pres|about|around|roughly|ta?[9q]riban|حوالي|تقريبا)\s+[\w-]+$",
)
"""A bare number that is only near; a number of something counts it as well as one can."""


def _read(text: str, expected_unit: Unit | None, *, there: bool) -> Amount | AmountDoubt | None:
    for part, allowed in _parts(text, expected_unit, there=there):
        meant = _read(part, expected_unit, there=there)
        if isinstance(meant, Amount) and (allowed or not meant.value):
            return meant
    symbols = _unrepeated(scan(text))
    if expected_unit is None or (expected_unit in MONEY and there):
        symbols = _of_one(symbols)
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
        if letters == "zu" and symbols[0][1] in _NONE:
            letters = "0"
        return _nothing(symbols, letters, _unit_of(named) or expected_unit)
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
    told = bool(named) and asked_for and len(groups) == 1 and there
    # "j'ai 40 ruches": a noun that no table knows is what is counted.
    counts = expected_unit in (None, "count") and there and not named and len(groups) == 1
    counts = counts and letters.count("n.") == 1 and len(text.split()) > LONG_ENOUGH
    clouds = _CLOUDS - _BESIDE if told or counts else _CLOUDS
    # "six people over the summer", "from the grant": a bound stands beside the number.
    open_ = _letters_before(symbols) if told else letters
    clouded = ("r", "between") in symbols
    clouded |= expected_unit is not None and is_wanted(text)
    clouded |= not clouds.isdisjoint(open_) or "0" in letters or "?" in text or "؟" in text
    # "2 clients et 2 emplois" are two counts; "deux (2) clients" is one.
    several = len(groups) > 1 and letters.count("u") > 1
    # In "deux temps plein et un temps partiel" the article counts another kind.
    several |= "n" in letters and _ANOTHER.search(letters) is not None
    # In "ثلاث نساء ورجلان" an unknown word behind an "and" may count, and one before a thousand.
    several |= _AND_UNKNOWN.search(letters) is not None
    several |= any(one[0] == "." and then in _THOUSANDS_OF for one, then in pairwise(symbols))
    # A rise of so much is another sum than what there is.
    clouded |= bool(found) and found[0].unit in MONEY and _RISE.search(text.casefold()) is not None
    # "1,5" of money is short for millions or thousands; two milliards of nothing are of money.
    short = not named and any(
        one.value < SHORT and one.value != one.value.to_integral_value()
        if expected_unit in MONEY
        else expected_unit is None and one.value >= BARE_MONEY
        for one in found
    )
    other = expected_unit is not None and any(one.unit != expected_unit for one in found)
    several |= expected_unit in MONEY and _THOUSAND_AND.search(text.casefold()) is not None
    if len(found) != 1 or unreadable or clouded or other or share or several or short:
        return AmountDoubt(found)
    return found[0]


def _parts(text: str, expected_unit: Unit | None, *, there: bool) -> Iterator[tuple[str, bool]]:
    """The parts of `text` that may tell the sum alone, and whether any or only nothing is taken.

    What stands for something taken back, a first clause behind which only a story is told, a total,
    and what is compared with something else or listed behind a colon.
    """
    for instead in (without_denied(text), (amended(text) or ("", ""))[1]):
        if instead:
            yield instead, True
    if clauses := first_clause(text):
        story = [letter for letter, _ in scan(clauses[1])]
        if _NUMBERS.isdisjoint(story):
            # "Around 7k, not bad for a first fair"; "rien, mais j'ai des pistes"
            tells = there and expected_unit is not None and story.count(".") >= LONG_ENOUGH
            yield clauses[0], tells and _STORY.issuperset(story) and "?" not in text
    if there and (totals := list(_TOTAL.finditer(text))):
        # "65 baskets for a total of 13,000 dh"
        yield text[totals[-1].end() :], True
    head, listed, tail = text.partition(" : ")
    if compared := _COMPARED.search(text):
        # "1,2 million en 2025, contre 900 000 en 2024"
        yield text[: compared.start()], True
    elif listed and _NUMBERS.isdisjoint(letter for letter, _ in scan(tail)):
        # As in "deux : une vendeuse et un livreur".
        yield head, True


_NUMBERS: Final = frozenset("nsh")
"""The letters of numbers, scales and halves."""


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


_NONE: Final = frozenset(("pas", "no", "لا"))


def _unit_of(named: Sequence[str]) -> Unit | None:
    return next((unit for unit in WHOLE if unit in named), None)


def _nothing(
    symbols: Sequence[Symbol], letters: str, expected_unit: Unit | None
) -> Amount | AmountDoubt | None:
    sold = (("0", "sold") in symbols or "0u" in letters) and letters.count(".") <= LONG_ENOUGH
    if "0" in letters and _CLOUDS.isdisjoint(letters.replace(".", "") if sold else letters):
        return Amount(Decimal(0), expected_unit or "count")
    return AmountDoubt() if "d" in letters else None
