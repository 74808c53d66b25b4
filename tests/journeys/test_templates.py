"""Silence on WhatsApp, with approved templates: the assistant finds its way back to people."""

import asyncio

import pytest

from bot.channels.whatsapp import WhatsApp as WhatsAppChannel
from bot.channels.whatsapp_templates import TwilioTemplates
from bot.templates.approvals import Approvals
from bot.wiring import open_house
from core.languages import LANGUAGES
from tests.journeys.assistant import Assistant
from tests.journeys.conftest import Start
from tests.journeys.phone import WhatsApp
from tests.journeys.stories import answer_up_to


def approve_everything(assistant: Assistant) -> None:
    """The operator pushes, WhatsApp approves; a restart looks at once, as every hour does."""
    assistant.stop()
    house = open_house(assistant.settings, assistant.clock)
    channel = house.channels["whatsapp"]
    assert isinstance(channel, WhatsAppChannel)
    known = asyncio.run(Approvals(TwilioTemplates(channel)).push())
    house.database.close()
    for one in known.values():
        if assistant.twilio.content.fetch(one.sid).approval.status == "received":
            assistant.twilio.content.decide(one.sid)
    assistant.start()
    count = "SELECT count(*) AS n FROM template WHERE status = 'approved'"
    assistant.until(lambda: assistant.rows(count)[0]["n"] > 40, "the verdicts are seen")


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_days_of_silence_end_with_a_tap(start: Start, language: str) -> None:
    """The nudge comes as a notice in the member's language; the tap brings the question, once."""
    assistant = start()
    approve_everything(assistant)
    phone = WhatsApp(assistant, "+212600000001", language=language)
    answer_up_to(phone, "onboarding-home")
    phone.looks_up()
    assistant.waits(hours=23, minutes=45)
    phone.asked("common-nudge", "onboarding-home")
    phone.looks_up()
    assistant.waits(days=3)
    phone.asked("templates-question")
    notice = phone.bubbles()[-1]
    ((_, label),) = notice.buttons
    assistant.twilio.deliver_status(notice.message.sid, "delivered")  # type: ignore[attr-defined]
    phone.taps(label).asked("onboarding-home")
    assistant.settle()
    assert len(phone.bubbles()) - phone.seen == 1
    ended = assistant.rows("SELECT state, error FROM outbox WHERE state NOT IN ('accepted')")
    assert ended == [{"state": "cancelled", "error": "said"}]
    assert "63016" not in str([one.error_code for one in assistant.twilio.messages.values()])


def test_an_alert_reaches_the_coordinators_chat_whenever_it_is(start: Start) -> None:
    """Nobody there has written for days: the alert comes as a template, whole."""
    office = "+212600000099"
    assistant = start(coordinators=f"whatsapp:{office}")
    approve_everything(assistant)
    phone = WhatsApp(assistant, "+212600000001")
    answer_up_to(phone, "onboarding-home")
    phone.says("humain").asked("common-human")
    coordinators = WhatsApp(assistant, office)
    coordinators.asked("templates-alert")
    assert "human" in coordinators.bubbles()[-1].text
    assistant.settle()
    assert len(coordinators.bubbles()) == 1
