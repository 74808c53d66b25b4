"""Values to JSON text and back; the only place that knows the stored form of a dataclass."""

from functools import lru_cache
from typing import Any

import msgspec

from core.conversation.message import Message
from core.conversation.talk import Talk
from core.mentoring.pair import Pair

_encoder = msgspec.json.Encoder()
_talk = msgspec.json.Decoder(Talk)
_message = msgspec.json.Decoder(Message)
_pair = msgspec.json.Decoder(Pair)
_any = msgspec.json.Decoder()

RECENT = 1024
"""Talks kept at least, and twice as many at most: some 10 kB each."""


class _Recent:
    """The talks that were written last, by their text.

    Threads share it without a lock: each step is one of a dictionary's own, and what is lost
    between two of them is decoded anew.
    """

    def __init__(self) -> None:
        self._new: dict[str, Talk] = {}
        self._old: dict[str, Talk] = {}

    def keep(self, text: str, talk: Talk) -> None:
        if len(self._new) >= RECENT:
            self._old, self._new = self._new, {}
        self._new[text] = talk

    def find(self, text: str) -> Talk | None:
        return self._new.get(text) or self._old.get(text)

    def forget(self) -> None:
        self._old, self._new = {}, {}


_recent = _Recent()


def encode(value: Any) -> str:
    """`value` (dataclasses, mappings, sequences, scalars) as JSON text."""
    return _encoder.encode(value).decode()


def encode_talk(talk: Talk) -> str:
    """A talk as JSON text, kept for `decode_talk`: what a turn wrote is what the next one reads."""
    text = encode(talk)
    _recent.keep(text, talk)
    return text


def decode_talk(text: str) -> Talk:
    """The talk in `text`; missing fields take their defaults, unknown ones are left out.

    Raises msgspec.ValidationError for text that no version of the code wrote.
    """
    return _recent.find(text) or _talk.decode(text)


def decode_message(text: str) -> Message:
    """The message in `text`; raises as `decode_talk`."""
    return _message.decode(text)


@lru_cache(maxsize=512)
def decode_pair(text: str) -> Pair:
    """The mentorship in `text`, which is `{}` once one of the two was erased; raises as
    `decode_talk`.

    What happens to a pair is told to both sides, and each time it is read anew.
    """
    return _pair.decode(text)


def decode(text: str) -> Any:
    """Plain JSON values."""
    return _any.decode(text)


def forget() -> None:
    """Keep nothing of what was read or written until now: somebody was erased."""
    _recent.forget()
    decode_pair.cache_clear()
