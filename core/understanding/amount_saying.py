"""What a sentence says of a sum, without what only stands beside it: an article, whoever earned it, what it is for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from core.understanding.amount_values import MONEY, Amount, Unit, amounts_of, grouped
from core.understanding.amount_words import NUMBERS, Symbol, scan

LARGEST: Final = Decimal(10) ** 12
"""Nobody reports more; a longer run of digits is a telephone number or a slip."""

_ONESELF: Final = ("d", "me")
"""Who earned it, as in "moi et ma soeur", is counted only where heads are."""

_ARTICLE: Final = re.compile("1+(?![u1sh])|1+u")

_ARTICLE_OF_SUM: Final = "1un"
"""As in "a $2,500 grant"."""

_SIGNED: Final = re.compile(r"nu\.+(1u)")
"""So many of them do something with one of another kind."""

_ONE_ALONE: Final = frozenset(("1", "1u"))

_SUM: Final = re.compile("n[sh]*u|un[sh]*(?!u)")
_ONE_THING: Final = re.compile("1u|n[.u]")

_DIGITS: Final = 4
"""A number of money with fewer may be the price of one."""

_FEW: Final = frozenset(map(str, range(2, 51)))
"""More than this of something beside a sum may be another sum."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence about a sum of the unit `expected`, which `is_there` or not, taken apart.

    `symbols` are those of `scan` that tell how much, `letters` their kinds. `units` are the units
    that go with the sum, `groups` what says a number each, `found` the amounts that they may be.
    """

    text: str
    expected: Unit | None
    there: bool
    symbols: Sequence[Symbol]
    letters: str
    units: Sequence[str]
    groups: Sequence[Sequence[Symbol]]
    found: tuple[Amount, ...]

    @property
    def unit(self) -> str:
        """The unit said, also "ryal" and "centime"; empty without one."""
        return self.units[0] if self.units else ""

    @property
    def numbered(self) -> bool:
        """Whether a number, a scale or a half is said."""
        return not NUMBERS.isdisjoint(self.letters)


def saying(text: str, expected: Unit | None, *, there: bool) -> Saying:
    """`text` taken apart; nothing is `found` where no number is said or two units are."""
    symbols = _telling(text, expected, there=there)
    letters = _letters(symbols)
    groups = [] if NUMBERS.isdisjoint(letters) else grouped(symbols)
    units = _units(symbols, groups)
    found = _amounts(groups, units, expected)
    return Saying(text, expected, there, symbols, letters, units, groups, found)


def unrepeated(symbols: list[Symbol]) -> list[Symbol]:
    """Say "مليون ونصف مليون" once: a million and a half."""
    kinds = [letter for letter, _ in symbols]
    for at in range(2, len(symbols)):
        if kinds[at - 2 : at + 1] == ["s", "h", "s"] and symbols[at] == symbols[at - 2]:
            return symbols[:at] + symbols[at + 1 :]
    return symbols


def _telling(text: str, expected: Unit | None, *, there: bool) -> list[Symbol]:
    """The symbols of `text` that tell how much."""
    symbols = unrepeated(scan(text))
    if expected == "count" and there:
        symbols = _without_papers(symbols)
    if expected in MONEY:
        symbols = [one for one in symbols if one != _ONESELF]
    if expected is None or (expected in MONEY and there):
        symbols = _without_things(symbols)
    if expected == "%" and there and ("u", "%") in symbols:
        symbols = _without_articles(symbols)
    if {value for letter, value in symbols if letter == "n"} == {"0"}:
        # "Rien vendu ce mois-ci, 0 dh"
        symbols = [one for one in symbols if one[0] != "0"]
    return _one_number(symbols)


def _without_things(symbols: list[Symbol]) -> list[Symbol]:
    """Leave out "un contrat", and behind a sum of money "deux machines": they are what it is for."""
    letters = _letters(symbols)
    units = {value for letter, value in symbols if letter == "u"}
    summed = _SUM.search(letters)
    if not units.intersection(MONEY) or summed is None:
        return symbols
    kept = list(symbols)
    large = any(
        _is_large(value) for letter, value in symbols[slice(*summed.span())] if letter == "n"
    )
    for found in reversed(list(_ONE_THING.finditer(letters))):
        letter, number = symbols[found.start()]
        unit, named = symbols[found.end() - 1]
        few = letter == "1" or (number in _FEW and (found.start() >= summed.end() or large))
        if few and (unit == "." or named == "count"):
            del kept[found.start() : found.end()]
    return kept


def _is_large(digits: str) -> bool:
    """Whether a number is large enough to be what several things made together."""
    return sum(map(str.isdigit, digits)) >= _DIGITS


def _without_papers(symbols: list[Symbol]) -> list[Symbol]:
    """Leave out "un contrat" of "7 femmes ont signé un contrat": who signed is counted."""
    letters = _letters(symbols)
    found = _SIGNED.search(letters)
    if found is None:
        return symbols
    return [*symbols[: found.start(1)], *symbols[found.end(1) :]]


def _without_articles(symbols: list[Symbol]) -> list[Symbol]:
    """Leave out "un investisseur" of "33% à un investisseur": only the share has a number."""
    letters = _letters(symbols)
    ones = [one.span() for one in _ARTICLE.finditer(letters)] if "n" in letters else []
    return [one for at, one in enumerate(symbols) if not any(a <= at < b for a, b in ones)]


def _one_number(symbols: list[Symbol]) -> list[Symbol]:
    """Leave out the article of a sum, and count with one that stands alone."""
    letters = _letters(symbols)
    if _ARTICLE_OF_SUM in letters:
        at = letters.index(_ARTICLE_OF_SUM)
        symbols = symbols[:at] + symbols[at + 1 :]
    elif letters in _ONE_ALONE:
        symbols = [("n", "1"), *symbols[1:]]
    return symbols


def _units(symbols: Sequence[Symbol], groups: Sequence[Sequence[Symbol]]) -> list[str]:
    """The units said; in "40 000 dh de ventes" the sum has one, and the other noun says of what."""
    units = [value for letter, value in symbols if letter == "u"]
    if len(groups) == 1 and len(set(units)) > 1:
        units = [unit for unit in units if unit != "count"]
    return units


def _amounts(
    groups: Sequence[Sequence[Symbol]], units: Sequence[str], expected: Unit | None
) -> tuple[Amount, ...]:
    """What the numbers may be, each once; nothing where two units are said."""
    if len(set(units)) > 1:
        return ()
    unit = units[0] if units else ""
    found = dict.fromkeys(one for group in groups for one in amounts_of(group, unit, expected))
    return tuple(one for one in found if one.value <= LARGEST)


def _letters(symbols: Sequence[Symbol]) -> str:
    return "".join(letter for letter, _ in symbols)
