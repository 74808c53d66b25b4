"""A first name in the other script: «يوسف» is who "youssef" is, and «سلمى» is Salma."""

import re
from functools import lru_cache
from typing import Final

from core.understanding.normal import fold, words

LETTERS: Final = {
    "ب": "b",
    "ت": "t",
    "ث": "th|t",
    "ج": "j|dj|g",
    "ح": "h|7",
    "خ": "kh|5|x",
    "د": "d",
    "ذ": "dh|d",
    "ر": "r",
    "ز": "z",
    "س": "s",
    "ش": "ch|sh|x",
    "ص": "s",
    "ض": "dh|d",
    "ط": "t",
    "ظ": "dh|d|z",
    "غ": "gh|g|r",
    "ف": "f",
    "ق": "k|q|9|c|g",
    "ك": "k|c",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
}
"""How folded consonants are written in Latin letters, before short vowels that Arabic leaves out."""

LONG: Final = {
    "ا": "aa|a|e",
    "و": "aou|ou|oo|aw|o|u|w",
    "ي": "iy|ye|ya|ee|ei|ai|ay|ey|i|y|e",
    "ع": "3a|3|aa|a|ou|o|i|e|",
}
OPENING: Final = {"اي": "i|ai|ay|ei", "او": "ou|o|u|aw", "ا": "a|e|i|o|u"}
CLOSING: Final = {"ه": "ah|at|a|e|h", "ي": "a|i|y|ee", "ا": "aa|ae|a|e"}
"""The same at the beginning and at the end of a name, as in Iman, Nadia, Salma and Safae."""

SHORT: Final = ["", *"aeiou", *(one + two for one in "aeiou" for two in "aeiou")]
"""Vowels that Arabic does not write."""

_ARABIC: Final = re.compile(r"[ء-ي]+")
_LATIN: Final = re.compile(r"[a-z]")


def called(folded: str, name: str) -> str:
    """The word of a folded text that is this first name, as it is or in the other script; or empty."""
    plain = fold(name)
    if not plain or plain in folded:
        return plain
    if not (_LATIN if _ARABIC.search(plain) else _ARABIC).search(folded):
        return ""
    return next((one for one in words(folded) if _same(plain, one)), "")


def _same(name: str, word: str) -> bool:
    if bool(_ARABIC.fullmatch(name)) == bool(_ARABIC.fullmatch(word)):
        return False
    arabic, latin = (name, word) if _ARABIC.fullmatch(name) else (word, name)
    reached = {0}
    for sounds in _in_latin(arabic):
        reached = {
            at + len(sound) for at in reached for sound in sounds if latin.startswith(sound, at)
        }
        if not reached:
            return False
    return len(latin) in reached


@lru_cache(maxsize=512)
def _in_latin(name: str) -> tuple[frozenset[str], ...]:
    """What each letter of an Arabic name may look like in Latin letters."""
    begins = next((one for one in OPENING if name.startswith(one)), "")
    sounds = [OPENING[begins].split("|")] if begins else []
    rest = name[len(begins) :]
    for place, letter in enumerate(rest):
        last = place == len(rest) - 1
        if last and letter in CLOSING:
            sounds.append(CLOSING[letter].split("|"))
        elif letter in LONG:
            sounds.append(LONG[letter].split("|"))
        else:
            written = LETTERS.get(letter, letter).split("|")
            sounds.append([*written, *(one * 2 for one in written)])
            sounds.append(["", "e"] if last else SHORT)
    return tuple(map(frozenset, sounds))
