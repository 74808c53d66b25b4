"""Which language to answer in: a belief that one stray word does not overturn.

A detector alone answers 9.5 % of messages in the wrong language, because people say `merci` in
Arabic and `salam` in French; carrying what was said before brings it to 0.7 % (reference figures of
the model card). The person's own choice is above all this and is the caller's to keep.
"""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from core.ids import LANGUAGES, Language
from core.language.detect import detect, weigh
from core.language.words import normalise, words
from core.understanding.normal import fold

STAY: Final = 0.97
"""How likely the next message is in the same language."""

SWITCH: Final = 0.85
"""How sure we must be before we answer in another language."""

BEGIN: Final = 0.6
"""How sure we must be to answer a first message without asking."""

MOST: Final = {1: 0.90, 2: 0.985}
"""What one word or two may prove at most; longer messages speak for themselves."""

SENTENCE: Final = 0.999

HINT: Final = 0.55
"""What a phone's language or number says before anything was written: a lean, never a decision."""

NEUTRAL: Final = frozenset(
    [
        "ok",
        "okay",
        "okey",
        "oki",
        "oui",
        "yes",
        "no",
        "non",
        "lol",
        "mdr",
        "haha",
        "stop",
        "start",
        "menu",
        "mentor",
        "mentors",
        "mentee",
        "mem",
        "cgem",
        "kas",
        "email",
        "mail",
        "whatsapp",
        "telegram",
        "pdf",
        "web",
        "merci",
        "thanks",
        "inchallah",
        "hamdoullah",
    ]
)
"""Words that people of all our languages use: alone they say nothing about one of them."""

FRENCH_LEANING: Final = frozenset(
    [
        "FR",
        "BE",
        "CH",
        "LU",
        "MC",
        "CI",
        "SN",
        "ML",
        "BF",
        "NE",
        "TG",
        "BJ",
        "CG",
        "CM",
        "GA",
        "GN",
        "TN",
        "DZ",
    ]
)
ENGLISH_LEANING: Final = frozenset(["GB", "US", "IE", "AU", "NZ", "ZA", "NG", "GH", "KE"])
ARABIC_LEANING: Final = frozenset(
    ["SA", "AE", "QA", "KW", "BH", "OM", "EG", "JO", "LB", "IQ", "LY", "SY", "YE", "SD", "PS", "MR"]
)


class Belief(Struct, frozen=True):
    """How probable each language is, the one we answer in (empty: not known), Darija in Latin."""

    fr: float = 1 / 3
    ar: float = 1 / 3
    en: float = 1 / 3
    language: str = ""
    darija: bool = False


def prior(locale: str, country: str) -> Belief:
    """What the app's language (`fr`, `ar-MA`, …) and the number's country suggest, or nothing."""
    lean = locale[:2].lower()
    if lean not in LANGUAGES:
        lean = (
            "fr"
            if country in FRENCH_LEANING
            else "en"
            if country in ENGLISH_LEANING
            else "ar"
            if country in ARABIC_LEANING
            else ""
        )
    if not lean:
        return Belief()
    rest = (1 - HINT) / 2
    fr, ar, en = (HINT if one == lean else rest for one in ("fr", "ar", "en"))
    return Belief(fr, ar, en)


def listen(belief: Belief, text: str) -> Belief:
    """The belief after `text`; names, numbers, links, emoji and courtesies leave it as it was."""
    said = words(normalise(text))
    if said and NEUTRAL.issuperset(said):
        return belief
    evidence = weigh(text)
    if not evidence.words or evidence.unknown > 0.5:
        return belief
    detected = detect(text)
    most = MOST.get(evidence.words, SENTENCE)
    heard = [max(one, 1e-6) for one in (evidence.fr, evidence.ar, evidence.en)]
    best = max(range(3), key=heard.__getitem__)
    share = min(heard[best] / sum(heard), most)
    likelihood = [(1 - share) * one / (sum(heard) - heard[best]) for one in heard]
    likelihood[best] = share
    before = (belief.fr, belief.ar, belief.en)
    drifted = [STAY * one + (1 - STAY) / 2 * (1 - one) for one in before]
    product = [one * new for one, new in zip(drifted, likelihood, strict=True)]
    fr, ar, en = (one / sum(product) for one in product)
    after = replace(belief, fr=fr, ar=ar, en=en)
    names = ("fr", "ar", "en")
    leading = max(range(3), key=(fr, ar, en).__getitem__)
    probability = (fr, ar, en)[leading]
    if belief.language:
        language = names[leading] if probability >= SWITCH else belief.language
    elif detected.label != "unknown" and probability >= BEGIN:
        language = names[leading]
    else:
        language = ""
    latin = detected.label == "ary-latn" or (belief.darija and detected.label != "ar")
    return replace(after, language=language, darija=language == "ar" and latin)


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
