"""Text on its way in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.protocol import Bubble, Button
from bot.channels.text import (
    gsm_units,
    read_bold,
    split_bubble,
    split_text,
    storable,
    utf16_units,
)


@given(st.text())
def test_what_is_stored_can_be_stored(text: str) -> None:
    """Neither NUL nor half a character reaches a database, and stripping twice changes nothing."""
    kept = storable(text)
    assert "\0" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert storable(kept) == kept


def test_lone_surrogates_go_and_the_words_around_them_stay() -> None:
    """Half an emoji is dropped."""
    assert storable("a\ud83db\tc\n") == "ab\tc\n"


@given(st.text(min_size=1), st.integers(min_value=4, max_value=60))
def test_pieces_fit_and_lose_no_word(text: str, limit: int) -> None:
    """Every piece is within the limit, and together they have every non-blank character."""
    pieces = split_text(text, limit)
    assert all(utf16_units(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_text_is_cut_between_paragraphs_where_it_can_be() -> None:
    """Cuts fall where a reader would pause."""
    assert split_text("aaaa aaaa\n\nbbbb bbbb", 14) == ["aaaa aaaa", "bbbb bbbb"]


def test_arabic_counts_double_for_twilio() -> None:
    """Error 21617 counts characters outside GSM's alphabet more than once; French accents not."""
    assert gsm_units("é") == 1
    assert gsm_units("م") == 2
    assert gsm_units("😀") == 4


def test_buttons_hang_under_the_last_piece() -> None:
    """A long question keeps its buttons at its end."""
    buttons = (Button("t", "Oui", 1),)
    first, last = split_bubble(Bubble("aaaa bbbb", buttons), 5)
    assert (first, last) == (Bubble("aaaa"), Bubble("bbbb", buttons))


@pytest.mark.parametrize(
    ("text", "plain", "spans"),
    [
        ("*a b* c", "a b c", [(0, 3)]),
        ("😀 *مرحبا*.", "😀 مرحبا.", [(3, 5)]),
        ("2*3*4 = 24", "2*3*4 = 24", []),
        ("* a * b", "* a * b", []),
        ("\u2068*Amal*\u2069 *ok*", "\u2068*Amal*\u2069 ok", [(9, 2)]),
        ("**", "**", []),
    ],
)
def test_bold_is_read_from_our_words_only(text: str, plain: str, spans: list[object]) -> None:
    """Stars around our words become spans in UTF-16 units; what people typed is left alone."""
    assert read_bold(text) == (plain, spans)
