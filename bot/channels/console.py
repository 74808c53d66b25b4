"""The terminal as a channel: what is typed here, and how a bubble looks in plain text."""

import json
import re

from bot.channels.protocol import UNTIMED, Abilities, Bubble, File, Pace, Refused
from bot.channels.text import storable
from core.conversation.update import Content, Ignored, Media, Tap, Text, Update

NAME, ACCOUNT = "console", "local"

RLM = "\u200f"
"""Begins a line that reads from right to left although a digit or a name comes first."""

_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


class Console:
    """A person in front of this process; nothing leaves the machine."""

    name = NAME
    account = ACCOUNT
    abilities = Abilities(buttons=0, label=80, units=4096)
    pace = Pace(per_second=1e6, person_burst=1_000_000, person_per_second=1e6)

    def parse(self, payload: str) -> Update:
        return parse_console(payload)

    async def send(self, bubble: Bubble, to: str, *, reference: str) -> str:
        """Refused: who sits at a terminal is answered by the command that reads it."""
        raise Refused("address", "console")

    async def send_file(self, file: File, to: str, *, reference: str) -> str:
        raise Refused("address", "console")

    async def leave(self, to: str) -> None:
        """There are no groups."""

    async def ask(self) -> None:
        """There is nobody to be away."""

    async def close(self) -> None:
        """There is nothing to close."""


def payload_of(text: str, *, name: str = "", locale: str = "") -> str:
    """A line as it is stored in the inbox."""
    return json.dumps({"text": text, "name": name, "locale": locale})


def tap_payload(token: str, title: str) -> str:
    """A button pressed, as it is stored in the inbox."""
    return json.dumps({"tap": token, "text": title})


def parse_console(payload: str) -> Update:
    """The update in a stored line; never raises."""
    try:
        said = json.loads(payload)
        text, token = str(said["text"]), said.get("tap")
        name, locale = str(said.get("name", "")), str(said.get("locale", ""))
    except (ValueError, KeyError, AttributeError, TypeError):
        return Update(Ignored("unparseable"), UNTIMED)
    content: Content = Text(storable(text))
    if token is not None:
        content = Tap(storable(str(token)), storable(text))
    elif text in {":voice", ":image", ":sticker"}:  # what a terminal cannot send otherwise
        content = Media("voice" if text == ":voice" else "image")
    return Update(content, UNTIMED, storable(name)[:120], storable(locale)[:16])


def shown(text: str) -> str:
    """Text for a terminal: lines that are mostly Arabic are marked to read from the right."""
    return "\n".join(RLM + line if _from_right(line) else line for line in text.split("\n"))


def _from_right(line: str) -> bool:
    return len(_ARABIC.findall(line)) > len(_LATIN.findall(line))
