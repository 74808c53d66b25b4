"""How much the numbers, scales and halves beside each other make: "2 millions et demi", "1.500"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from core.understanding.amount_words import Symbol

Unit = Literal["MAD", "EUR", "USD", "%", "count"]
WHOLE: Final[tuple[Unit, ...]] = ("MAD", "EUR", "USD", "%", "count")
MONEY: Final = frozenset(("MAD", "EUR", "USD"))


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a unit; money in whole units (dirhams, not centimes), shares in percent."""

    value: Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class AmountDoubt:
    """An amount was said, but `alternatives` are possible, or none is sure when it is empty.

    `strange` says that there is one, and nothing against it but words that no table knows.
    """

    alternatives: tuple[Amount, ...] = ()
    strange: bool = False


_MILLION: Final = Decimal(10) ** 6

RYAL: Final = Decimal(1) / 20
CENTIME: Final = Decimal(1) / 100
"""Dirhams in a ryal and in a centime or franc, the units in which prices are told in Morocco."""

_GROUPS: Final = re.compile(r"\d{1,3}(?:([ '.,])\d{3})(?:\1\d{3})*")
_THOUSANDS: Final = re.compile(r"[1-9]\d{1,2},\d{3}")
"""English groups: nobody writes "75,000" with three decimals, but somebody may write "2,500" so."""

_DECIMAL: Final = re.compile(r"(\d+|\d{1,3}(?:[ '.,]\d{3})+)([.,])(\d{1,6})")


def grouped(symbols: Sequence[Symbol]) -> list[list[Symbol]]:
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


def amounts_of(group: Sequence[Symbol], named: str, expected: Unit | None) -> list[Amount]:
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
    values = worths(group)
    english = expected in MONEY and any(_THOUSANDS.fullmatch(value) for _, value in group)
    if (named in MONEY or english) and len(values) == 2 and not _has_scale(group):
        # Money has two decimals, so the three digits of "35.000 DH" are a group.
        values = [max(values)]
    elif named == "count" and len(values) == 2 and not _has_scale(group):
        # Nobody has "1,2" students.
        values = [value for value in values if value == value.to_integral_value()]
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


def worths(group: Sequence[Symbol]) -> list[Decimal]:
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
