"""Which language one short message is in: French, English, Arabic, Darija in Latin letters, or unknown.

Any Arabic letter means Arabic. Words in Latin letters go through a multinomial logistic regression
over their 1- to 5-grams; ``docs/language-model.md`` says what it was trained on and how it measures.
"""

from typing import Final, Literal, NamedTuple

from core.language.model import shipped
from core.language.words import is_arabic, normalise, words

Label = Literal["fr", "en", "ar", "ary-latn", "unknown"]

LABELS: Final[tuple[Label, ...]] = ("fr", "en", "ary-latn", "unknown")
"""What the model tells apart, in the order of its probabilities; Arabic letters need no model."""


class Detection(NamedTuple):
    """The answer and how sure it is. ``unknown`` carries the probability of the best language that was
    not sure enough, so 0 means that there was nothing to read.
    """

    label: Label
    p: float


class Evidence(NamedTuple):
    """How probable each language is by this message alone, and how many words were read (0: none)."""

    fr: float
    en: float
    ar: float
    unknown: float
    words: int


def detect(text: str) -> Detection:
    """The language of ``text``, or ``unknown`` where the model is less sure than the threshold stored
    with its weights. The same text always gives the same answer.
    """
    normalised = normalise(text)
    if is_arabic(normalised):
        return Detection("ar", 1.0)
    found = words(normalised)
    if not found:
        return Detection("unknown", 0.0)
    model = shipped()
    chances = model.chances(found)
    best = max(chances[:3])
    if best < model.tau:
        return Detection("unknown", best)
    return Detection(LABELS[chances.index(best)], best)


def weigh(text: str) -> Evidence:
    """What ``text`` says about the language to answer in; Darija in any letters counts as Arabic."""
    normalised = normalise(text)
    if is_arabic(normalised):
        return Evidence(0.0, 0.0, 1.0, 0.0, len(normalised.split()))
    found = words(normalised)
    if not found:
        return Evidence(0.0, 0.0, 0.0, 1.0, 0)
    fr, en, ary, unknown = shipped().chances(found)
    return Evidence(fr, en, ary, unknown, len(found))
