"""Something that is not text as the answer to a question: kept by reference, never by content."""

import msgspec

from core.conversation.kind import Value
from core.conversation.update import Media

MARK = "media:"
"""How a stored answer begins that is no text."""

RELAYED = "relayed:"
"""How the attachment of a message begins that passes a partner's words on; the row's id follows."""

CONFIDED = "confided:"
"""How one begins that brings what somebody has confided, by voice; the row's id follows."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Media).decode


def stored(media: Media) -> str:
    """The answer that stands for `media`."""
    return MARK + _encode(media).decode()


def media_of(value: Value) -> Media | None:
    """The media behind an answer; None for words."""
    if not isinstance(value, str) or not value.startswith(MARK):
        return None
    try:
        return _decode(value.removeprefix(MARK))
    except msgspec.DecodeError:  # words that happen to begin so
        return None
