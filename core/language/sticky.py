"""Which language to answer a person in, message after message: slow to change, never on one odd word.

The belief is a small hidden Markov model over French, Arabic and English. Its numbers were measured in
1,500 simulated conversations (``mem bench language``): 0.7 % wrong-language answers against 9.5 % for
following every message. What the person chose explicitly is the caller's to keep, and always wins.
"""

from dataclasses import dataclass
from typing import Final, Literal

from core.language.detect import weigh
from core.language.neutral import is_neutral
from core.understanding.normal import fold

Language = Literal["fr", "ar", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("fr", "ar", "en")

STAY: Final = 0.97
"""Chance that a person goes on in the language of the message before."""
SWITCH: Final = 0.85
"""Another language must be this probable to replace the one in use."""
FIRST: Final = 0.6
"""A first language needs only this much: a wrong first guess is one tap away from being right."""
READABLE: Final = 0.6
"""Below this for every language a message says nothing: names, rare words, half of each."""
TRUST: Final = (0.90, 0.985, 0.998)
"""The most that one word, two words, and more may say for a language."""
HINT: Final = 0.55
"""What a phone's language or country may say: a leaning between .5 and .6, never a decision."""

_BY_REGION: Final[dict[str, tuple[Language, ...]]] = {
    **dict.fromkeys(("FR", "BE", "CH", "LU", "MC", "SN", "CI", "GA", "CM", "ML"), ("fr",)),
    **dict.fromkeys(("GB", "US", "IE", "AU", "NZ", "NG", "GH", "KE", "ZA", "IN"), ("en",)),
    **dict.fromkeys(("SA", "AE", "QA", "KW", "BH", "OM", "EG", "JO", "LB", "LY"), ("ar",)),
    **dict.fromkeys(("MA", "DZ", "TN", "MR"), ("fr", "ar")),
    "CA": ("fr", "en"),
}
"""Languages people of the programme write in from there (``docs/language-model.md``)."""


@dataclass(frozen=True, slots=True)
class Belief:
    """How probable each language is, in the order of ``LANGUAGES`` (they add up to 1), and the one in
    use, none until a message has spoken for one. Plain JSON values only.
    """

    chances: tuple[float, float, float] = (1 / 3, 1 / 3, 1 / 3)
    language: Language | None = None

    @property
    def leaning(self) -> Language | None:
        """The language in use, else the likeliest by the hints, else none."""
        if self.language is not None:
            return self.language
        best = max(self.chances)
        return LANGUAGES[self.chances.index(best)] if self.chances.count(best) == 1 else None


def prior(locale: str, country: str) -> Belief:
    """What the app's language (`fr`, `ar-MA`, …) and the number's country suggest, or nothing."""
    named = tuple(one for one in LANGUAGES if one == locale[:2].lower())
    leaning = named or _BY_REGION.get(country, ())
    if not leaning or len(leaning) == len(LANGUAGES):
        return Belief()
    each = HINT / len(leaning) if len(leaning) == 1 else 0.8 / len(leaning)
    rest = (1 - each * len(leaning)) / (len(LANGUAGES) - len(leaning))
    fr, ar, en = (each if one in leaning else rest for one in LANGUAGES)
    return Belief((fr, ar, en))


def listen(belief: Belief, text: str) -> Belief:
    """The belief after `text`; names, numbers, links, emoji and courtesies leave it as it was."""
    if is_neutral(text):
        return belief
    evidence = weigh(text)
    heard = (evidence.fr, evidence.ar, evidence.en)
    if not evidence.words or max(heard) < READABLE:
        return belief
    best = heard.index(max(heard))
    share = min(heard[best] / sum(heard), TRUST[min(evidence.words, len(TRUST)) - 1])
    rest = max(sum(heard) - heard[best], 1e-9)
    drifted = [STAY * one + (1 - STAY) / 2 * (1 - one) for one in belief.chances]
    product = [
        before * (share if at == best else (1 - share) * max(heard[at], 1e-9) / rest)
        for at, before in enumerate(drifted)
    ]
    fr, ar, en = (one / sum(product) for one in product)
    chances = (fr, ar, en)
    leading = chances.index(max(chances))
    enough = FIRST if belief.language is None else SWITCH
    language = LANGUAGES[leading] if chances[leading] >= enough else belief.language
    return Belief(chances, language)


def asked_language(text: str) -> Language | None:
    """The language that a whole message asks for, or None; sentences about languages ask nothing."""
    return _ASKED.get(fold(text).removeprefix("/lang ").removeprefix("/langue "))


_NAMES: Final[dict[Language, str]] = {
    "fr": "francais|en francais|french|in french|fransais|fransawiya|b fransawiya|bel fransawiya|"
    "bel français|الفرنسية|بالفرنسية|فرنسية|فرنسي|fr",
    "ar": "arabe|en arabe|arabic|in arabic|العربية|بالعربية|عربية|عربي|عربيه|3arbiya|b l3arbiya|"
    "bel 3arbiya|bl3arbiya|darija|en darija|b darija|b ddarija|الدارجة|بالدارجة|دارجة|langue arabe|ar",
    "en": "english|in english|anglais|en anglais|الإنجليزية|بالإنجليزية|إنجليزية|ingliziya|"
    "b lingliziya|b ingliziya|angliziya|en",
}
_ASKING: Final = (
    "{}|{} please|{} svp|{} s'il vous plait|parle moi {}|parle-moi {}|parlez moi {}|parlez-moi {}|"
    "parle {}|parlons {}|repondez {}|reponds moi {}|continuer {}|continuons {}|je prefere {}|"
    "speak {}|speak {} please|talk {}|answer {}|let's speak {}|switch to {}|i prefer {}|langue {}|"
    "جاوبني {}|جاوبوني {}|أجبني {}|أجيبوني {}|تكلم {}|تكلموا {}|تحدث معي {}|أريد {}|أفضل {}|بغيت {}|"
    "hder m3aya {}|jawbni {}|hdar {}"
)
_ASKED: Final[dict[str, Language]] = {
    fold(pattern.format(name)): language
    for language, names in _NAMES.items()
    for name in names.split("|")
    for pattern in _ASKING.split("|")
}
