"""The card that the other side sees before both have agreed."""

import pytest

from bot.channels.console import Console
from bot.handlers.person_card import person_card
from bot.rendering import render
from core.conversation.message import Message
from core.mentoring.member import Member

SALMA = Member(
    state="qualified",
    roles=("mentee",),
    name="Salma Idrissi",
    country="MA",
    region="08",
    city="zagora",
    sector="digital",
    stage="launch",
    kind="entrepreneur",
    more={"company": "tapis amal sarl"},
)


@pytest.mark.parametrize("key", ["proposal-card", "request-card"])
def test_a_card_shows_a_first_name_and_nothing_that_finds_somebody(key: str) -> None:
    """No surname, no town, no company, no contact; the activity is there."""
    (bubble,) = render(Message("fr", (person_card(key, SALMA),)), Console.abilities)
    assert "Salma" in bubble.text
    assert "Numérique" in bubble.text
    for private in ("Idrissi", "agora", "tapis amal"):
        assert private not in bubble.text
