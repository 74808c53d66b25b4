"""Telegram's HTML, as parse_mode=HTML reads it: plain text and entities, or a refusal."""

import html
import re
from typing import Any

from tests.fakes.spec_telegram import utf16_length

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
}
TOKEN = re.compile(r"<(/?)([a-z-]*)([^<>]*)>|<")


class UnparsableError(ValueError):
    """The text is not Telegram's HTML; the message is Telegram's."""


def parse_html(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and its entities, offsets in UTF-16 units as the Bot API counts."""
    plain = ""
    entities: list[dict[str, Any]] = []
    open_tags: list[tuple[str, int, str]] = []
    position = 0
    for token in TOKEN.finditer(text):
        plain += html.unescape(text[position : token.start()])
        position = token.end()
        closing, tag, attributes = token[1], token[2] or "", token[3] or ""
        if tag not in TAGS:
            offset = len(text[: token.start()].encode())
            raise UnparsableError(f'Unsupported start tag "{tag}" at byte offset {offset}')
        if not closing:
            open_tags.append((tag, utf16_length(plain), attributes))
        elif not open_tags or open_tags[-1][0] != tag:
            raise UnparsableError(f'Unmatched end tag "{tag}"')
        else:
            entities.append(_entity(*open_tags.pop(), end=utf16_length(plain)))
    if open_tags:
        raise UnparsableError(
            f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"'
        )
    plain += html.unescape(text[position:])
    return plain, sorted(entities, key=lambda entity: int(entity["offset"]))


def _entity(tag: str, start: int, attributes: str, *, end: int) -> dict[str, Any]:
    entity: dict[str, Any] = {"type": TAGS[tag], "offset": start, "length": end - start}
    if tag == "a" and (link := re.search(r"""href=["']?([^"'\s>]+)""", attributes)):
        entity["url"] = html.unescape(link[1])
    return entity
