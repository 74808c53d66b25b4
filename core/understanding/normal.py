"""Text as people type it, made comparable (`fold`, `digits`) or storable (`clean`)."""

import re
from collections.abc import Callable, Iterator
from typing import Final
from unicodedata import category, decimal, decomposition, normalize, numeric

READ_AT_MOST: Final = 500
"""Characters of a message that are read for a meaning; an answer is never longer."""

_UNREADABLE = "\N{REPLACEMENT CHARACTER}"

# Letters that Unicode does not take apart but that people write for one another.
_PAIRS: Final = (
    "ٱ=ا ء= ى=ي ة=ه ـ= ک=ك ڪ=ك گ=ك ڭ=ك ڨ=ك ی=ي ې=ي ے=ي ڤ=ف پ=ب چ=ج ژ=ج ہ=ه ھ=ه ە=ه ۃ=ه "
    "œ=oe æ=ae ø=o ł=l đ=d ð=d ı=i ‘=' ’=' ‚=' ‛=' ′=' ʼ=' `=' ´=' ʿ=' ʾ=' "
    '“=" ”=" „=" «=" »=" ″=" ‐=- ‑=- ‒=- –=- —=- ―=- −=- ،=, ؛=; ؟=?'
)
_SAME_LETTER: Final = dict(pair.split("=") for pair in _PAIRS.split(" "))


def _digit(char: str) -> str | None:
    """The ASCII digits that `char` stands for: any script's digits, circled or boxed numbers."""
    value = decimal(char, None)
    if value is not None:
        return str(value)
    # A superscript or a fraction has a numeric value too but is no digit; Ⅳ is a <compat> letter.
    if category(char) == "No" and decomposition(char).partition(" ")[0] in ("", "<circle>"):
        worth = numeric(char, -1.0)
        return str(int(worth)) if 0 <= worth <= 20 and worth.is_integer() else None
    return "10" if char == "🔟" else None


def _folded(char: str) -> str:
    kind = category(char)
    if kind[0] == "Z" or char in "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85":
        return " "
    if kind in ("Cc", "Cf", "Cs", "Mn", "Me"):
        return ""
    value = _digit(char)
    if value is not None:
        return value
    if kind == "No" and decomposition(char).startswith(("<super>", "<sub>", "<fraction>")):
        return _UNREADABLE
    parts = normalize("NFKD", normalize("NFKC", char).casefold()).casefold()
    if parts == char:
        return _SAME_LETTER.get(char, char)
    return "".join(_folded(part) for part in parts)


def _as_digit(char: str) -> str:
    return _digit(char) or char


class _Table(dict[int, str]):
    """A translation table that fills itself, up to a bound no ordinary conversation reaches."""

    __slots__ = ("_bound", "_rule")

    def __init__(self, rule: Callable[[str], str], bound: int = 20_000) -> None:
        super().__init__()
        self._rule = rule
        self._bound = bound

    def __missing__(self, code: int) -> str:
        made = self._rule(chr(code))
        if len(self) < self._bound:
            self[code] = made
        return made


_FOLDED = _Table(_folded)
_DIGITS = _Table(_as_digit)


def fold(text: str) -> str:
    """Two spellings that a reader takes for the same word give the same folded text.

    NFKC, casefold; without accents, tashkeel, tatweel, invisible characters; alef, hamza, taa
    marbuta and yaa unified; digits of any script in ASCII (² and ½ become unreadable); straight
    quotes; single spaces; no punctuation or emoji at the ends.
    Reads at most `READ_AT_MOST` characters. Never raises; idempotent.
    """
    folded = " ".join(text[:READ_AT_MOST].translate(_FOLDED).split())
    if folded.isalnum():
        return folded
    start, end = 0, len(folded)
    while start < end and not folded[start].isalnum():
        start += 1
    while start < end and not folded[end - 1].isalnum():
        end -= 1
    return folded[start:end]


_KEYCAP = re.compile(r"(?<=\d)\ufe0f?\u20e3")


def digits(text: str) -> str:
    """`text` with the digits of any script, keycaps and circled numbers as ASCII digits.

    ² and Roman numerals stay what they are. Never raises.
    """
    return _KEYCAP.sub("", text.translate(_DIGITS)) if not text.isascii() else text


_WORD = re.compile(r"[^\W_]+")


def words(folded: str) -> list[str]:
    """The words of a folded text: runs of letters and digits."""
    return _WORD.findall(folded)


def word_set(table: str) -> frozenset[str]:
    """The folded words of a table that is written as running text."""
    return frozenset(word for line in table.splitlines() for word in words(fold(line)))


_JOINER, _NON_JOINER = "\u200d", "\u200c"
_CLUSTER = 16
"""Code points in one grapheme: a family emoji has 11; a longer stack of marks is a prank."""


def clean(text: str, at_most: int = READ_AT_MOST) -> str:
    """What may be stored of `text`: at most `at_most` graphemes, NFC, on one line.

    Drops NUL, lone surrogates, controls and invisible characters except ZWJ and ZWNJ; line breaks
    become spaces; outer spaces and joiners go. Graphemes as in UAX 29 without conjoining jamo.
    """
    kept = text if text.isprintable() else "".join(map(_storable, text))
    if kept.isascii():  # composed already, and every letter is a grapheme
        return " ".join(kept.split())[:at_most].rstrip()
    line = normalize("NFC", " ".join(kept.split())).strip(_JOINER + _NON_JOINER + " ")
    if len(line) > at_most or not line.isascii():
        line = "".join(
            cluster for _, cluster in zip(range(at_most), _graphemes(line), strict=False)
        )
    return line.strip(_JOINER + _NON_JOINER + " ")


def _storable(char: str) -> str:
    if char.isprintable():
        return char
    if char.isspace():
        return " "
    kind = category(char)
    # Unassigned code points may be emoji newer than our tables; non-characters are none.
    if kind == "Cn":
        code = ord(char)
        return "" if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF else char
    return "" if kind in ("Cc", "Cs") or (kind == "Cf" and char not in "\u200c\u200d") else char


def _graphemes(text: str) -> Iterator[str]:
    cluster = ""
    for char in text:
        extends = category(char) in ("Mn", "Me", "Mc") or char in "\u200c\u200d🏻🏼🏽🏾🏿"
        if cluster and extends:
            if len(cluster) < _CLUSTER:
                cluster += char
        elif cluster and len(cluster) < _CLUSTER and _joins(cluster, char):
            cluster += char
        else:
            if cluster:
                yield cluster
            cluster = char
    if cluster:
        yield cluster


def _joins(cluster: str, char: str) -> bool:
    if cluster[-1] == _JOINER:
        return category(char) == "So"
    return "🇦" <= char <= "🇿" and len(cluster) == 1 and "🇦" <= cluster <= "🇿"
