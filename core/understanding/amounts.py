"""Sums, shares and counts as people write them: "1,5 MDH", "200k", "مليون ونصف درهم", "20 alf ryal"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final, Literal

from core.understanding.amends import amended, first_clause, without_denied
from core.understanding.amount_words import Symbol, scan
from core.understanding.normal import fold, words
from core.understanding.reality import is_there, is_wanted
from core.understanding.small_words import COURTESY

Unit = Literal["MAD", "EUR", "USD", "%", "count"]
_WHOLE: Final[tuple[Unit, ...]] = ("MAD", "EUR", "USD", "%", "count")
MONEY: Final = frozenset(("MAD", "EUR", "USD"))


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a unit; money in whole units (dirhams, not centimes), shares in percent."""

    value: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class AmountDoubt:
    """An amount was said, but `alternatives` are possible, or none is sure when it is empty."""

    alternatives: tuple[Amount, ...] = ()


LONG_ENOUGH: Final = 2
"""Words at most that are no sentence; in "10 briques" the noun may be a scale."""

LARGEST: Final = Decimal(10) ** 12
"""Nobody reports more; a longer run of digits is a telephone number or a slip."""

SHORT: Final = 1000
"""A smaller sum with a comma is told in thousands or millions."""

BARE_MONEY: Final = Decimal(10) ** 9
"""So many of nothing in particular is money."""

_MILLION: Final = Decimal(10) ** 6

RYAL: Final = Decimal(1) / 20
CENTIME: Final = Decimal(1) / 100
"""Dirhams in a ryal and in a centime or franc, the units in which prices are told in Morocco."""

_CLOUDS: Final = frozenset("z?bd-.r")
"""Denied, asked, bounded, roughly counted, signed, or beside a word that may be a scale or a rate."""

_BESIDE: Final = frozenset(".r?")
"""Passed over beside one sum with its unit that is there; an "or" without another sum too."""

_BEHIND: Final = re.compile(r"(?<=u)b(?=\.)")

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

_GROUPS: Final = re.compile(r"\d{1,3}(?:([ '.,])\d{3})(?:\1\d{3})*")
_RISE: Final = re.compile(
    r"(?<!\w)(?:hausse|augment\w*|progress\w*|croissance|grandi|gagn[eé] de|increase\w*|growth|rise|rose|grew|زيادة|نمو|زاد)(?!\w)"
)

_THOUSANDS: Final = re.compile(r"[1-9]\d{1,2},\d{3}")
"""English groups: nobody writes "75,000" with three decimals, but somebody may write "2,500" so."""

_DECIMAL: Final = re.compile(r"(\d+|\d{1,3}(?:[ '.,]\d{3})+)([.,])(\d{1,6})")


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
    groups = [group for group in _groups(symbols) if "n" in {letter for letter, _ in group}]
    values = _values(groups[0]) if len(groups) == 1 else []
    whole = len(values) == 1 and values[0] == values[0].to_integral_value()
    return int(values[0]) if whole else None


_UNTOLD: Final = re.compile("[zdb?rh0p-]|nn")
_ROUGHLY: Final = re.compile(
    r"(?<!\w)(?:environ|vers|a peu pres|about|around|roughly|ta?[9q]riban|حوالي|تقريبا)\s+[\w-]+$",
)
"""A bare number that is only near; a number of something counts it as well as one can."""


def _read(text: str, expected_unit: Unit | None, *, there: bool) -> Amount | AmountDoubt | None:
    for instead in (without_denied(text), (amended(text) or ("", ""))[1]):
        meant = _read(instead, expected_unit, there=there) if instead else None
        if isinstance(meant, Amount):
            return meant
    if (clauses := first_clause(text)) and {"n", "s", "h"}.isdisjoint(
        letter for letter, _ in scan(clauses[1])
    ):
        nothing = _read(clauses[0], expected_unit, there=there)
        if isinstance(nothing, Amount) and not nothing.value:
            return nothing
    symbols = _unrepeated(scan(text))
    if expected_unit is None:
        symbols = _of_one(symbols)
    letters = "".join(letter for letter, _ in symbols)
    if letters in ("1", "1u"):
        symbols[0], letters = ("n", "1"), letters.replace("1", "n")
    named = [value for letter, value in symbols if letter == "u"]
    if "n" not in letters and "s" not in letters and "h" not in letters:
        if letters == "zu" and symbols[0][1] in _NONE:
            letters = "0"
        return _nothing(symbols, letters, _unit_of(named) or expected_unit)
    groups = _groups(symbols)
    if len(groups) == 1 and len(set(named)) > 1:
        # "40 000 dh de ventes": the sum has a unit, the other noun says of what.
        named = [value for value in named if value != "count"]
    unit = named[0] if named else ""
    if len(set(named)) > 1:
        return AmountDoubt()
    found = tuple(
        dict.fromkeys(amount for group in groups for amount in _amounts(group, unit, expected_unit))
    )
    # A number that cannot be read ("1_000", a telephone number) spoils the others.
    # "un demi million" is half of one, "un et demi million" one and a half.
    unreadable = not all(map(_values, groups)) or _HALVED.search(letters) is not None
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
    open_ = _BEHIND.sub("", letters) if told else letters
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


def _of_one(symbols: list[Symbol]) -> list[Symbol]:
    """Leave out "un contrat" beside a sum of money: one of something is what the sum is for."""
    letters = "".join(letter for letter, _ in symbols)
    units = {value for letter, value in symbols if letter == "u"}
    if not units.intersection(MONEY) or not _SUM.search(letters):
        return symbols
    kept = list(symbols)
    for found in reversed(list(_ONE_THING.finditer(letters))):
        if symbols[found.end() - 1][1] == "count":
            del kept[found.start() : found.end()]
    return kept


_SUM: Final = re.compile("n[sh]*u")
_ONE_THING: Final = re.compile("1u")


def _unrepeated(symbols: list[Symbol]) -> list[Symbol]:
    """Say "مليون ونصف مليون" once: a million and a half."""
    kinds = [letter for letter, _ in symbols]
    for at in range(2, len(symbols)):
        if kinds[at - 2 : at + 1] == ["s", "h", "s"] and symbols[at] == symbols[at - 2]:
            return symbols[:at] + symbols[at + 1 :]
    return symbols


_NONE: Final = frozenset(("pas", "no", "لا"))


def _unit_of(named: Sequence[str]) -> Unit | None:
    return next((unit for unit in _WHOLE if unit in named), None)


def _nothing(
    symbols: Sequence[Symbol], letters: str, expected_unit: Unit | None
) -> Amount | AmountDoubt | None:
    sold = (("0", "sold") in symbols or "0u" in letters) and letters.count(".") <= LONG_ENOUGH
    if "0" in letters and _CLOUDS.isdisjoint(letters.replace(".", "") if sold else letters):
        return Amount(Decimal(0), expected_unit or "count")
    return AmountDoubt() if "d" in letters else None


def _groups(symbols: Sequence[Symbol]) -> list[list[Symbol]]:
    """The parts of the sentence that each say one number: "1,5 million", "2 millions et demi"."""
    groups: list[list[Symbol]] = []
    before = ""
    for at, symbol in enumerate(symbols):
        letter = symbol[0]
        if letter == "1" and before == "h":
            continue
        # "مليون درهم ونصف": half of the scale, not of the unit.
        half_scale = (
            letter == "h" and before == "u" and bool(groups) and _last_scale(groups[-1]) >= _MILLION
        )
        if letter in "n1" or (
            letter in "sh" and not half_scale and before not in ("n", "1", "s", "&", "h")
        ):
            joins = (
                letter == "n"
                and before in ("s", "&")
                and bool(groups)
                and _scale(symbols, at) < _last_scale(groups[-1])
            )
            if not joins:
                groups.append([])
            groups[-1].append(symbol)
        elif letter in "sh" and groups:
            groups[-1].append(symbol)
        elif letter == "u" and before == "1":
            # "un salarié" counts one; "un" alone is an article.
            groups[-1] = [("n", "1")]
        before = letter
    return [group for group in groups if any(letter in "nsh" for letter, _ in group)]


def _scale(symbols: Sequence[Symbol], at: int) -> Decimal:
    """The scale of the number at this place, 1 without one."""
    behind = symbols[at + 1 : at + 2]
    return Decimal(behind[0][1].rstrip("r")) if behind and behind[0][0] == "s" else Decimal(1)


def _last_scale(group: Sequence[Symbol]) -> Decimal:
    """The scale that another number may follow: 70k and 10k are two sums. 0 when there is none."""
    scales = [Decimal(value.rstrip("r")) for letter, value in group if letter == "s"]
    return scales[-1] if scales else Decimal(0)


def _has_scale(group: Sequence[Symbol]) -> bool:
    return any(letter == "s" for letter, _ in group)


def _amounts(group: Sequence[Symbol], named: str, expected: Unit | None) -> list[Amount]:
    unit: Unit
    per = Decimal(1)
    match named:
        case "ryal":
            unit, per = "MAD", RYAL
        case "centime":
            unit, per = "MAD", CENTIME
        case "MAD" | "EUR" | "USD" | "%" | "count":
            unit = named
        case _:
            unit = expected or "count"
    values = _values(group)
    english = expected in MONEY and any(_THOUSANDS.fullmatch(value) for _, value in group)
    if (named in MONEY or english) and len(values) == 2 and not _has_scale(group):
        # Money has two decimals, so the three digits of "35.000 DH" are a group.
        values = [max(values)]
    bare_money = not named and unit == "MAD"
    found = [Amount(_plain(value * per), unit) for value in values]
    if bare_money and any(value in {"centimes?", "ryals?"} for value in _traps(group)):
        small = RYAL if "ryals?" in _traps(group) else CENTIME
        found += [Amount(_plain(value * small), unit) for value in values]
    return found


def _traps(group: Sequence[Symbol]) -> list[str]:
    """Which small unit may be meant: millions of centimes in town, thousands of ryals in Darija."""
    traps = []
    for letter, value in group:
        if letter == "s" and Decimal(value.rstrip("r")) >= 10**6:
            traps.append("centimes?")
        elif letter == "s" and value.endswith("r"):
            traps.append("ryals?")
    return traps


def _values(group: Sequence[Symbol]) -> list[Decimal]:
    """The numbers that a group may be; several for "1.500"."""
    totals = [Decimal(0)]
    current: list[Decimal] | None = None
    scale = Decimal(1)
    for letter, value in group:
        match letter:
            case "n" | "1":
                totals = [total + one for total in totals for one in current or [Decimal(0)]]
                current = _written(value)
                if not current:
                    return []
            case "s":
                scale = Decimal(value.rstrip("r"))
                current = [one * scale for one in current or [Decimal(1)]]
            case _:
                half = Decimal(value) * scale
                current = [one + half for one in current] if current else [half]
    return [total + one for total in totals for one in current or [Decimal(0)]]


def _written(digits: str) -> list[Decimal]:
    """What digits with marks may mean: "1.500" is 1500 and 1.5, "1.500,50" only one."""
    found: list[Decimal] = []
    if digits.isdecimal():
        # A leading zero belongs to a telephone number or a code.
        return (
            [Decimal(digits)] if len(digits) <= 13 and (digits[0] != "0" or len(digits) < 3) else []
        )
    groups = _GROUPS.fullmatch(digits)
    if groups and digits[0] != "0":
        found.append(Decimal(re.sub(r"[ '.,]", "", digits)))
    decimal = _DECIMAL.fullmatch(digits)
    if decimal and decimal[2] not in decimal[1] and not (groups and digits.count(groups[1]) > 1):
        number = Decimal(re.sub(r"[ '.,]", "", decimal[1]) + "." + decimal[3])
        if not groups or groups[1] in ".,":
            found.append(number)
    return found


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros and never in powers of ten."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()
