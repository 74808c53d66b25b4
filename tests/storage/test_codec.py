"""Talks as text: what a turn wrote is what the next one reads."""

from msgspec.structs import replace

from core.conversation.run import Run
from core.conversation.talk import Talk
from storage import codec
from storage.codec import RECENT, decode_talk, encode, encode_talk

TALK = Talk(
    language="ar",
    run=Run("r1", "onboarding", 3, answers={"needs": ["finance", "sales"], "name": "Ana"}),
    profile={"languages": ["fr", "ar"], "capacity": 2},
    said_at=7,
)


def test_a_talk_that_was_written_lately_is_read_without_decoding_it() -> None:
    """It is the very one; and it equals what its text says to another process."""
    text = encode_talk(TALK)
    assert decode_talk(text) is TALK
    other = codec._talk.decode(text)
    assert other == TALK
    assert encode(other) == text


def test_older_talks_are_let_go_and_decoded_anew() -> None:
    """Only so many are kept, whatever the number of people."""
    text = encode_talk(TALK)
    for at in range(2 * RECENT):
        encode_talk(replace(TALK, heard_at=at + 1))
    found = decode_talk(text)
    assert found == TALK
    assert found is not TALK
