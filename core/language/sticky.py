"""Which language to answer a person in, message after message: slow to change, never on one odd word.

The belief is a small hidden Markov model over French, Arabic and English; ``mem bench language`` plays
1,500 conversations against it. What the person chose explicitly (``core.language.asked``) is the
caller's to keep, and always wins.
"""

from dataclasses import dataclass
from typing import Final

from core.language.detect import Reading, read
from core.language.neutral import NEUTRAL
from core.languages import LANGUAGES, Language

STAY: Final = 0.97
"""Chance that a person goes on in the language of the message before."""
SWITCH: Final = 0.85
"""Another language must become this probable to replace the one in use."""
FIRST: Final = 0.6
"""A first language needs only this much: a wrong first guess is one tap away from being right."""
TRUST: Final = (0.90, 0.985, 0.998)
"""The most that one word, two words, and more may say for a language."""
HINT: Final = 0.55
"""What a phone's language or country may say: between .5 and .6, a leaning and no decision."""

_BY_REGION: Final[dict[str, tuple[Language, ...]]] = {
    **dict.fromkeys(("FR", "BE", "CH", "LU", "MC", "SN", "CI", "GA", "CM", "ML"), ("fr",)),
    **dict.fromkeys(("GB", "US", "IE", "AU", "NZ", "NG", "GH", "KE", "ZA", "IN"), ("en",)),
    **dict.fromkeys(("SA", "AE", "QA", "KW", "BH", "OM", "EG", "JO", "LB", "LY"), ("ar",)),
    **dict.fromkeys(("MA", "DZ", "TN", "MR"), ("fr", "ar")),
    "CA": ("fr", "en"),
}
"""The languages a number's country leans to; our judgement, and only ever a hint."""


@dataclass(frozen=True, slots=True)
class Belief:
    """How probable each language is, in the order of ``ids.LANGUAGES`` and adding up to 1, and the one in
    use: none until a message has spoken for one. JSON values only, so it can be stored as it is.
    """

    chances: tuple[float, float, float] = (1 / 3, 1 / 3, 1 / 3)
    language: Language | None = None

    @property
    def leaning(self) -> Language | None:
        """The language in use, else the one the hints lean to, else none."""
        if self.language is not None:
            return self.language
        best = max(self.chances)
        return LANGUAGES[self.chances.index(best)] if self.chances.count(best) == 1 else None


def prior(language_code: str | None = None, region: str | None = None) -> Belief:
    """The belief before the first message. ``language_code`` is Telegram's (IETF, ``fr`` or ``fr-MA``),
    ``region`` the number's country (ISO 3166, ``MA``); the app's language outweighs the country.
    """
    code = (language_code or "").replace("_", "-").partition("-")[0].lower()
    hinted: tuple[Language, ...] = tuple(language for language in LANGUAGES if language == code)
    hinted = hinted or _BY_REGION.get((region or "").upper(), ())
    if not hinted:
        return Belief()
    # two languages share what one and its half would have: .775 against .225 for the third
    share = HINT if len(hinted) == 1 else (1 - (1 - HINT) / 2) / 2
    rest = (1 - share * len(hinted)) / (3 - len(hinted))
    fr, ar, en = (share if language in hinted else rest for language in LANGUAGES)
    return Belief((fr, ar, en))


def listen(belief: Belief, text: str) -> Belief:
    """The belief after one more message. Neutral words, names, figures, links and emoji leave it as it
    was; one word of another language never switches, two in a row may, a clear sentence does.
    """
    return weigh(belief, read(text))


def weigh(belief: Belief, reading: Reading) -> Belief:
    """As ``listen``, of a message that has been read."""
    label, p, words = reading
    if label == "unknown" or (label != "ar" and NEUTRAL.issuperset(words)):
        return belief
    said = LANGUAGES.index("ar" if label == "ary-latn" else label)
    best = min(p, TRUST[min(len(words), len(TRUST)) - 1])
    likely = [best if place == said else (1 - best) / 2 for place in range(3)]
    before = [STAY * chance + (1 - STAY) / 2 * (1 - chance) for chance in belief.chances]
    joint = [chance * likelihood for chance, likelihood in zip(before, likely, strict=True)]
    fr, ar, en = (part / sum(joint) for part in joint)
    chances = (fr, ar, en)
    top = max(chances)
    enough = FIRST if belief.language is None else SWITCH
    return Belief(chances, LANGUAGES[chances.index(top)] if top >= enough else belief.language)
