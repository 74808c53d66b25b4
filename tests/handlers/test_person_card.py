"""The card that the other side sees before both have agreed."""

from dataclasses import replace

import pytest

from bot.channels.console import Console
from bot.handlers.person_card import person_card
from bot.words.catalogue import label, say
from bot.words.rendering import render
from core.conversation.message import Message
from core.languages import LANGUAGES, Language
from core.mentoring.member import GOALS, Member

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


STEMS = {
    "activité": "activité",
    "النشاط": "نشاط",
    "المرحلة": "مرحل",
    "الهدف": "هدف",
    "الصفة": "صفت",
}
"""What a title is called inside a sentence, where that is not the same word."""


def shown(key: str, language: Language) -> list[str]:
    """The titles of what a card shows of somebody of whom everything is known."""
    part = person_card(key, replace(SALMA, goal=min(GOALS)))
    return [STEMS.get(title, title) for title in (label(row.title, language) for row in part.rows)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_is_what_was_said(language: Language) -> None:
    """The consent names all that either card shows, the introduction all that goes with it."""
    consent = say("onboarding-consent", language, {})
    for title in (*shown("request-card", language), *shown("proposal-card", language)):
        assert title in consent, title
    sent = say("proposal-send", language, {})
    for title in shown("request-card", language):
        assert title in sent, title
