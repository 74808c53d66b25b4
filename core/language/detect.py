"""Which language one short message is in: French, English, Arabic, Darija in Latin letters, or unknown.

Any Arabic letter means Arabic. Words in Latin letters go through a multinomial logistic regression
over their 1- to 5-grams; ``docs/language-model.md`` says what it was trained on and how it measures.
"""

from typing import Final, Literal, NamedTuple

from core.language.model import shipped
from core.language.words import is_arabic, is_capitalised, normalise, words

Label = Literal["fr", "en", "ar", "ary-latn", "unknown"]

LABELS: Final[tuple[Label, ...]] = ("fr", "en", "ary-latn", "unknown")
"""What the model tells apart, in the order of its probabilities; Arabic letters need no model."""

CAPITALISED: Final = 0.95
"""
What a message must reach in which every word has a capital, as names do ("Nadir Seddiki"). In the
folds 12 names of two words were answered in a language without it, 4 with it, and nothing was lost.
"""


class Detection(NamedTuple):
    """The answer and how sure it is. ``unknown`` carries the probability of the best language that was
    not sure enough, so 0 means that there was nothing to read.
    """

    label: Label
    p: float


class Reading(NamedTuple):
    """A message's language, how sure that is, and the words that said so: figures, links and emoji
    say nothing.
    """

    label: Label
    p: float
    words: list[str]


def read(text: str) -> Reading:
    """The language of ``text``, or ``unknown`` where the model is less sure than the threshold stored
    with its weights. The same text always gives the same answer.
    """
    normalised = normalise(text)
    if is_arabic(normalised):
        return Reading("ar", 1.0, normalised.split())
    found = words(normalised)
    if not found:
        return Reading("unknown", 0.0, found)
    model = shipped()
    chances = model.chances(found)
    best = max(chances[:3])
    if best < model.tau or (best < CAPITALISED and is_capitalised(text)):
        return Reading("unknown", best, found)
    return Reading(LABELS[chances.index(best)], best, found)


def detect(text: str) -> Detection:
    """As ``read``, without the words."""
    label, p, _ = read(text)
    return Detection(label, p)
