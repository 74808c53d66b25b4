"""Text on its way in and out: what a database can keep, and pieces a provider accepts."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.channels.protocol import Bubble

LONGEST_TEXT = 4096
"""Characters kept of what a person typed: Telegram's own limit for a message."""

_DROPPED: dict[int, str | None] = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160))),
    # What turns the direction of the words around it, or would end the isolates that ours rely on.
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    0x2028: "\n",
    0x2029: "\n",
}
"""Characters that are no words of anybody's, and do harm on screens and terminals."""

_INSIDE_GSM = str.maketrans(
    "",
    "",
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
)
"""Takes the basic GSM 03.38 alphabet out of a text."""

_ISOLATED = re.compile("(\u2068[^\u2069]*\u2069)")
_BOLD = re.compile(r"(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])")

_BREAKS = ("\n\n", "\n", ". ", "؟ ", "? ", "! ", "، ", ", ", " ")
"""Where a long text may be cut, best first."""


def storable(text: str) -> str:
    """The text without NUL (PostgreSQL refuses it), other control characters, lone surrogates, and
    marks that change the direction of what stands around them.
    """
    if text.isprintable():
        return text[:LONGEST_TEXT]
    kept = text[:LONGEST_TEXT].translate(_DROPPED)
    return kept if kept.isascii() else kept.encode("utf-8", "ignore").decode("utf-8")


def read_bold(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without the stars around *bold* words, and where those words are.

    Spans are (offset, length) in UTF-16 units, as Telegram counts. What people typed stands
    between isolates and keeps its stars.
    """
    plain, spans = "", []
    for number, piece in enumerate(_ISOLATED.split(text)):
        if number % 2:
            plain += piece
            continue
        end = 0
        for found in _BOLD.finditer(piece):
            plain += piece[end : found.start()]
            spans.append((utf16_units(plain), utf16_units(found[1])))
            plain += found[1]
            end = found.end()
        plain += piece[end:]
    return plain, spans


def utf16_units(text: str) -> int:
    """The length as Telegram and WhatsApp count it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def gsm_units(text: str) -> int:
    """A safe length for Twilio's Body: what is outside GSM's alphabet may count twice (21617)."""
    outside = text.translate(_INSIDE_GSM)
    return len(text) - len(outside) + 2 * utf16_units(outside)


def split_text(text: str, limit: int, measure: Callable[[str], int] = utf16_units) -> list[str]:
    """Pieces of at most `limit` as `measure` counts, cut at paragraphs, sentences or words."""
    pieces = []
    while measure(text) > limit:
        longest = _fitting(text, limit, measure)
        cut = next(
            (
                at + len(mark)
                for mark in _BREAKS
                if (at := text.rfind(mark, longest // 3, longest)) > 0
            ),
            longest,
        )
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text] if text or not pieces else pieces


def split_bubble(
    bubble: Bubble, limit: int, measure: Callable[[str], int] = utf16_units
) -> list[Bubble]:
    """The bubble in pieces that fit; its buttons hang under the last one."""
    if measure(bubble.text) <= limit:
        return [bubble]
    *first, last = split_text(bubble.text, limit, measure)
    return [*(Bubble(text) for text in first), replace(bubble, text=last)]


def _fitting(text: str, limit: int, measure: Callable[[str], int]) -> int:
    """How many characters from the start measure at most `limit`; at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]) <= limit:
            low = middle
        else:
            high = middle - 1
    return low
