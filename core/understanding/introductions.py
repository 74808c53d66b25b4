"""A name without the words in which it is told: "je m'appelle Amal", "ana smiti Zineb"."""

import re
from typing import Final

from core.understanding.normal import clean, fold, word_set, words

LONGEST: Final = 6
"""Words of the longest name; what is longer is a sentence."""

_OPENING: Final = re.compile(
    r"""
    (?:(?:bonjour|bonsoir|salut|hello|hi|hey|salam|slm|سلام|السلام\s+عليكم|مرحبا|oui|yes|نعم)\s*[,،!.]*\s+)?
    (?:
      je\s+m\s?['’]?\s?(?:appelle|apelle|appel)\b | moi\s*,?\s*c\s?['’]?\s?est\b | mon\s+nom\s*(?:complet\s*)?(?:est|c\s?['’]est|:)
      | nom\s*(?:complet\s*)?: | c\s?['’]est\b | on\s+m\s?['’]appelle\b
      | (?:my|the)\s+(?:full\s+)?name\s*(?:is|'s|’s|:) | i\s?['’]?\s?a?m\b | call\s+me\b | it\s?['’]?\s?s\b | this\s+is\b | name\s*:
      | (?:ana\s+)?(?:smiti|smyti|smiyti|smitii|ismi|esmi|ismy|semiti|smiyati|smiya\s+dyali)\b(?:\s+hiya\b|\s+howa\b)?
      | (?-i:ana)\b
      | (?:أنا\s+|انا\s+)?(?:اسمي|إسمي|أسمي|سميتي|سميّتي|سميتي\s+هي)(?:\s+الكامل)?(?:\s+هو)?\s*:? | (?:أنا|انا)\s | أدعى\s | ادعى\s | الاسم(?:\s+الكامل)?\s*:
    )
    [\s:,،]*(?=\S)
    """,
    re.IGNORECASE | re.VERBOSE,
)

_NO_NAMES: Final = word_set(
    """
    je veux voudrais pourquoi vous pas ne suis besoin question donner dire
    you really want need your do does why the
    bghit baghi bagha dyal dyali chwiya chwia kandir kanbi3 3ndi 3endi ghadi
    هل لماذا أريد لا ليس عندي لدي بغيت ديال ديالي
    """
)
"""Words of sentences; nobody is called by them."""


_BEFORE: Final = re.compile(
    r"""
    (?:(?:non|no|nope|nn|la|lla|لا)\s*(?:[,،.;!]+\s*|\s(?=(?:c['’]est|moi|je|i['’]?m|it['’]?s|my|smiti|ana|اسمي|أنا)\b)))?
    (?:(?:(?:c['’]est|it['’]?s|that['’]?s|هي|هذه|hadi|hiya)\s+)?(?:ma\s+ville|my\s+(?:city|town)|مدينتي|mdinti|lmdina\s+dyali)\b[^,،.;!]{0,12}[,،.;!]+\s*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What stands before a name where another one, or a town, was said back: "non, c'est ma ville, …"."""

_NAMING: Final = re.compile(
    r"appel|\bnom\b|\bname\b|call me|\b(?:smi|smy|sem|ism|esm)|اسم|سمي|دعى", re.IGNORECASE
)
"""What an introduction holds that can be nothing else: "ana" and "c'est" begin other sentences too."""


def introduces(text: str) -> bool:
    """Whether somebody says what they are called, and says that it is their name."""
    opening = _OPENING.match(clean(text))
    return opening is not None and bool(_NAMING.search(opening[0])) and bool(called(text))


def called(text: str) -> str:
    """The name in `text` without what introduces it; empty for a question or a sentence.

    Whether anybody may be called so is decided by `persons.may_be_name`. Never raises.
    """
    if "?" in text or "؟" in text:
        return ""
    text = clean(text)
    text = text[found.end() :] if (found := _BEFORE.match(text)) else text
    name = clean(_OPENING.sub("", text, count=1) if _OPENING.match(text) else text)
    name = name.strip(" .,!،")
    said = words(fold(name))
    return name if len(said) <= LONGEST and _NO_NAMES.isdisjoint(said) else ""
