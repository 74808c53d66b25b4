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


def encode(value: Any) -> str:
    """`value` (dataclasses, mappings, sequences, scalars) as JSON text."""
    return _encoder.encode(value).decode()


def decode_talk(text: str) -> Talk:
    """The talk in `text`; missing fields take their defaults, unknown ones are left out.

    Raises msgspec.ValidationError for text that no version of the code wrote.
    """
    return _talk.decode(text)


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
