"""What a whole sentence most likely answers that the rules leave open.

Somebody who is asked "does Thursday suit you?" may say "la kayn l3ers dyal khti": no word of that is
a no. Three small classifiers, a logistic regression each, add up a weight for every word, pair of
neighbours and run of letters. The weights are learned from labelled sentences; `docs/leaning.md`
says from which, and how well they judge.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import exp, log, sqrt
from typing import Final, Literal

from core.understanding import table
from core.understanding.amounts import Amount, AmountDoubt, Unit, read_amount
from core.understanding.held import read_held, untold
from core.understanding.normal import READ_AT_MOST, fold, words
from core.understanding.small_words import COURTESY
from core.understanding.yesno import undecided, yes_no

Matter = Literal["yesno", "held", "sum"]

TAKEN: Final[Mapping[Matter, float]] = {"yesno": 3.0, "held": 1.5, "sum": 3.0}
"""Log odds from which an answer is taken; `scripts/train_leaning.py --folds` shows others."""

SHORTEST: Final = 3
"""Words beside courtesy from which on it is a sentence; of one or two the rules know all there is."""

UNIT: Final = 100
"""Weights are whole numbers, in hundredths."""

SCALE: Final = 5
"""A sentence's weights are added, times this, over the square root of how many marks it has."""

_MOST: Final = 40
_LETTERS: Final = (3, 4, 5)
_PICTURES: Final = "\u2600"
_COUNTED: Final = re.compile(r"^(?:\d{2,}|\d+$)")
"""A number, but for the digits that are letters in Darija: "3tini", "l7anout"."""


def assent(text: str) -> bool | None:
    """As `yes_no`; of a sentence that it leaves open, for no reason that it knows, what is likely."""
    said = yes_no(text)
    return said if said is not None or undecided(text) else leaning("yesno", text)


def met(text: str) -> bool | None:
    """As `read_held`; of a sentence that it leaves open, for no reason that it knows, what is likely."""
    told = read_held(text)
    return told if told is not None or untold(text) else leaning("held", text)


def amount_meant(text: str, unit: Unit | None = None) -> Amount | AmountDoubt | None:
    """As `read_amount`; a sum that it doubts for nothing but unknown words is taken where it is likely meant."""
    read = read_amount(text, unit)
    if isinstance(read, AmountDoubt) and read.strange and leaning("sum", text):
        return read.alternatives[0]
    return read


def leaning(matter: Matter, text: str) -> bool | None:
    """True for the first answer (yes; met; the sum that is named is meant), False for the other (no;
    not met), None where neither is clear enough or `text` is no sentence.
    """
    text = text[:READ_AT_MOST]
    if len(told(text)) < SHORTEST:
        return None
    first, other = odds(_weights(matter), text)
    least = TAKEN[matter]
    return True if first >= least else False if other >= least else None


def odds(weights: Mapping[str, Sequence[int]], text: str) -> tuple[float, float]:
    """The log odds of each of the two answers against all else, by weights of marks."""
    shown = marks(text)
    found = [weights[mark] for mark in shown if mark in weights]
    part = SCALE / UNIT / sqrt(len(shown))
    first, other = (part * sum(pair[side] for pair in found) for side in (0, 1))
    return first - log(1 + exp(other)), other - log(1 + exp(first))


def told(text: str) -> list[str]:
    """The first words of a message without courtesy, which changes nothing."""
    return [word for word in words(fold(text)) if word not in COURTESY][:_MOST]


def marks(text: str) -> set[str]:
    """The words, first and last of them also as such, pairs of neighbours, runs of letters, pictures;
    numbers are one sign, whatever they say. The empty mark is always there.
    """
    said = [_COUNTED.sub("#", word) for word in told(text)]
    found = {"", *said, *(f"{one} {then}" for one, then in pairwise(said))}
    if said:
        found |= {f"^{said[0]}", f"{said[-1]}$"}
    for word in said:
        ends = f"<{word}>"
        found.update(
            ends[at : at + size] for size in _LETTERS for at in range(len(ends) - size + 1)
        )
    found.update(char for char in text if char > _PICTURES)
    return found


@cache
def _weights(matter: Matter) -> Mapping[str, tuple[int, ...]]:
    """Hundredths by mark, for the first answer and for the other."""
    return table.weights(f"leaning_{matter}")
