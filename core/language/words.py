"""From a message to its Latin-letter words, and from a word to the features the model knows."""

import re
import unicodedata
from typing import Final

_ARABIC: Final = re.compile(r"[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06fc\u0750-\u077f]")
"""Letters only: digits, the Arabic comma and question mark, tatweel and vowel signs are no language."""

LONGEST: Final = 40
"""Letters of a word that are looked at; longer ones are paste accidents."""

ENOUGH: Final = 1_000
"""Characters of a message that are looked at; nobody changes language after them."""

_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|@\w+|\b[\w-]+\.(?:com|org|net|ma|fr|io|biz|info|me|ly)\b\S*",
    re.IGNORECASE,
)
_ELONGATED: Final = re.compile(r"([^\W\d_])\1{2,}")
_WORD: Final = re.compile(r"[^\W_]+'?")
_NAME: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[a-z\u00df-\u024f]")
_FIGURE: Final = re.compile(r"\d\d|.*\d{3}")
_APOSTROPHES: Final = str.maketrans("’‘ʼ`´", "'''''")


def normalise(text: str) -> str:
    """The text in compatible lower-case letters, without links, addresses and elongations."""
    text = text[:ENOUGH]
    if "." in text or "@" in text or "/" in text:  # every address has one of them
        text = _ADDRESS.sub(" ", text)
    text = unicodedata.normalize("NFKC", text).lower()
    return _ELONGATED.sub(r"\1", text.translate(_APOSTROPHES))


def is_arabic(normalised: str) -> bool:
    """Whether there is an Arabic letter."""
    return _ARABIC.search(normalised) is not None


def is_capitalised(text: str) -> bool:
    """Whether there are two words or more, each with a capital and small letters after it."""
    found = _NAME.findall(text)
    return len(found) >= 2 and all(word.istitle() for word in found)


def words(normalised: str) -> list[str]:
    """The words with a Latin letter; an elided article keeps its apostrophe (``l'`` is French, ``l`` not).
    Digits inside a word stay (``3afak``), figures with a unit do not count (``10h30``, ``1653x28``).
    """
    return [
        word[:LONGEST]
        for word in _WORD.findall(normalised)
        if _LATIN.search(word) and not _FIGURE.match(word)
    ]


def ngrams(word: str) -> list[str]:
    """The distinct 1- to 5-grams of ``_word_`` and the whole word as ``_word_``."""
    edged = f"_{word}_"
    last = len(edged)
    grams = {edged[i : i + n] for n in range(1, 6) for i in range(last - n + 1)}
    grams.add(edged)
    return sorted(grams)
