"""The linear model at work: from words to a probability for each language."""

from collections.abc import Sequence
from functools import lru_cache
from math import exp
from typing import Final, Protocol

from core.language.weights import Chances, Weights, parse, unpack
from core.language.words import ngrams

SURELY_A_NAME: Final = 0.9
"""A word above this chance of being no language is left out while other words remain."""

WORDS_REMEMBERED: Final = 20_000
"""Scores kept, about 3 MB; the vocabulary of ten thousand chat messages fits."""


class Model(Protocol):
    """What ``detect`` needs of a classifier."""

    tau: float

    def chances(self, words: Sequence[str]) -> Chances:
        """The probabilities for a message of these words, at least one."""


class NgramModel:
    """The shipped model: a word is one sum of packed weights, a message the sum of its words."""

    def __init__(self, weights: Weights) -> None:
        self.tau = weights.tau
        self._bias = weights.bias
        self._unit = weights.unit
        self._weight = weights.packed.get
        self._score = lru_cache(maxsize=WORDS_REMEMBERED)(self._score_afresh)

    def chances(self, words: Sequence[str]) -> Chances:
        """The probabilities for a message of these words, at least one."""
        scores = [self._score(word) for word in words]
        if len(scores) > 1:
            scores = [score for score in scores if not score[3]] or scores
        en, ary, unknown = self._bias
        for score in scores:
            en += score[0]
            ary += score[1]
            unknown += score[2]
        return softmax(en, ary, unknown)

    def _score_afresh(self, word: str) -> tuple[float, float, float, bool]:
        """The three sums of weights of one word, and whether it is surely a name."""
        weight = self._weight
        total = sum([weight(gram, 0) for gram in ngrams(word)])
        en, ary, unknown = (part * self._unit for part in unpack(total))
        bias = self._bias
        alone = softmax(en + bias[0], ary + bias[1], unknown + bias[2])
        return en, ary, unknown, alone[3] >= SURELY_A_NAME


def softmax(en: float, ary: float, unknown: float) -> Chances:
    """Probabilities from log-odds against French."""
    top = max(0.0, en, ary, unknown)
    parts = exp(-top), exp(en - top), exp(ary - top), exp(unknown - top)
    whole = sum(parts)
    return parts[0] / whole, parts[1] / whole, parts[2] / whole, parts[3] / whole


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model of the packaged weights file, loaded once; langdetect if the file is missing."""
    # a plain open: importlib.resources alone would take half of the 30 ms a cold start may cost
    path = __file__.removesuffix("model.py") + "weights.bin"
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs as much again
            data = file.read()
    except FileNotFoundError:
        from core.language.fallback import Langdetect  # noqa: PLC0415 - heavy and rarely needed

        return Langdetect()
    return NgramModel(parse(data))
