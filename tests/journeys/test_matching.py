"""Two people find each other: proposals, an introduction, a decision, on both channels."""

import pytest

from tests.journeys.assistant import Assistant
from tests.journeys.phone import Phone, Telegram, WhatsApp
from tests.journeys.stories import MENTOR, onboard

LANGUAGES = ("fr", "ar", "en")


def mentor_on_whatsapp(assistant: Assistant, language: str = "fr") -> WhatsApp:
    """A mentor in Lyon, onboarded."""
    phone = WhatsApp(assistant, "+33600000001", "Karim Alami", language)
    onboard(phone, MENTOR)
    return phone


def mentee_on_telegram(assistant: Assistant, number: int = 1, language: str = "fr") -> Telegram:
    """A mentee in Casablanca, onboarded, with cards on the screen."""
    phone = Telegram(assistant, 700_000_000 + number, app_language=language, language=language)
    onboard(phone)
    return phone


def introduce(mentee: Phone) -> None:
    """Choose the first card and write three lines."""
    mentee.asked("proposal-choice").says("1").asked("proposal-project")
    mentee.says("Atelier de zellige à Fès").asked("proposal-need")
    mentee.says("Vendre en Europe").asked("proposal-first")
    mentee.says("Un avis franc").asked("proposal-send")


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_say_yes(assistant: Assistant, language: str) -> None:
    """Three lines, a request with reasons, a yes: both are told, nobody's number is shown."""
    mentor = mentor_on_whatsapp(assistant, language)
    mentee = mentee_on_telegram(assistant, language=language)
    introduce(mentee)
    mentor.looks_up()
    mentee.says("1").asked("proposal-asked")
    mentor.asked("request-new", "request-decision")
    assert "zellige" in mentor.sees()
    mentee.looks_up()
    mentor.says("1").asked("request-accepted", "pair-introduced", "agreement-purpose")
    text = mentee.asked("pair-introduced", "agreement-purpose").sees()
    assert "+336" not in text
