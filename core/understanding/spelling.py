"""One spelling for the many in which Darija is written in Latin letters: "jjem3a" is "jem3a"."""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

SHORTEST: Final = 3
"""Letters that a skeleton has at least; shorter ones are many words at once."""

_MARKED: Final = re.compile(r".*[a-z][23579]|[23579][a-z]|.*kh|.*q(?!u)|gh|([b-df-hj-np-tv-z])\1")
"""Digits that are letters, sounds that French has not, and a consonant doubled at the front."""

_SOUNDS: Final = tuple(
    (re.compile(sound), letter)
    for sound, letter in (
        ("kh|5", "x"),
        ("gh|8", "%"),
        ("[cs]h", "c"),
        ("(?:ah|eh|e)$", "a"),
        ("7", "h"),
        ("q", "9"),
        ("2", ""),
        (r"(?<!^)[eiouy]|(?<!^)a(?!$)", ""),
        (r"(.)\1+", r"\1"),
    )
)


_SHORT: Final = dict(
    pair.split("=")
    for pair in (
        "pr=pour dsl=desole bcp=beaucoup tt=tout ts=tous ms=mais mtn=maintenant mnt=maintenant vs=vous ns=nous pb=probleme "
        "prob=probleme qq=quelque vrmt=vraiment tjs=toujours tjrs=toujours jsuis=suis jsui=suis chui=suis chuis=suis "
        "jpeux=peux jveux=veux jprefere=prefere jaccepte=accepte jrefuse=refuse jpense=pense jcrois=crois "
        "bzf=bzaf bzzf=bzaf chkrn=chokran lmchkil=mochkil mchkl=mochkil nchlh=inchallah inch=inchallah u=you ur=your "
        "gd=good thx=thanks plz=please pls=please cuz=because rn=now tmrw=tomorrow"
    ).split()
)
"""Words as they are shortened in chats, where only one word can be meant."""


def unabridged(said: Sequence[str]) -> list[str]:
    """The folded words of a chat in full: "dsl" is "desole", "bzf" is "bzaf"."""
    return [_SHORT.get(word, word) for word in said]


_APART: Final = re.compile(
    r"\b((?:ca|do|wo|did|does|is|was|could|would|should|have|has|are|were)n|can)(t)\b|\b(i)(m|ve|d)\b"
)

_GLUED: Final = re.compile(
    r"\bj(?=(?:peux|pourrai[st]?|serai|vais|veux|voudrais|travaille|bosse|garde|accepte|confirme|valide|refuse|prefere|pense|crois|suis|comprends|finis)\b)"
)


def apart(folded: str) -> str:
    """`folded` with what people leave out between two words: "cant", "im", "jpeux"."""
    line = _GLUED.sub("je ", folded)
    return _APART.sub(lambda found: "'".join(filter(None, found.groups())), line)


@lru_cache(maxsize=32768)
def skeleton(word: str) -> str:
    """The consonants of a word of Darija and an "a" at its end; empty when it may be French or English.

    Vowels are written as one hears them, or not at all.
    """
    if not word.isascii() or not _MARKED.match(word):
        return ""
    for sound, letter in _SOUNDS:
        word = sound.sub(letter, word)
    return word if len(word) >= SHORTEST else ""


def spellings(phrases: Iterable[tuple[Sequence[str], Hashable]]) -> Mapping[str, str]:
    """One word for each skeleton among the words of `phrases`, which carry what they mean.

    Left out are skeletons of single words that mean different things.
    """
    found: dict[str, str] = {}
    meant: dict[str, Hashable] = {}
    torn: set[str] = set()
    for phrase, meaning in phrases:
        for word in phrase:
            if not (bones := skeleton(word)):
                continue
            found.setdefault(bones, word)
            if len(phrase) == 1 and meant.setdefault(bones, meaning) != meaning:
                torn.add(bones)
    return {bones: word for bones, word in found.items() if bones not in torn}


def respelled(word: str, known: Mapping[str, str]) -> str:
    """The spelling under which a vocabulary knows `word`; itself when it knows none."""
    bones = skeleton(word)
    return known.get(bones, word) if bones else word
