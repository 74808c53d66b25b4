"""Two people on two channels write to each other through the assistant, with voice."""

from urllib.parse import urlparse

import httpx
import pytest

from tests.fakes.inbound import message_sid, telegram_text, telegram_voice, twilio_media
from tests.fakes.telegram_messages import Delivery as TelegramDelivery
from tests.fakes.telegram_messages import File
from tests.fakes.twilio_messages import Delivery as TwilioDelivery
from tests.journeys.assistant import PUBLIC, Assistant
from tests.journeys.conftest import Start
from tests.journeys.phone import Telegram, WhatsApp
from tests.journeys.test_matching import introduce, mentee_on_telegram, mentor_on_whatsapp

FROM_KARIM, FROM_AMAL = b"OggS from Lyon", b"OggS from Casablanca"


def pair(assistant: Assistant) -> tuple[WhatsApp, Telegram]:
    """A mentor on WhatsApp and a mentee on Telegram who said yes to each other."""
    mentor = mentor_on_whatsapp(assistant)
    mentee = mentee_on_telegram(assistant)
    introduce(mentee)
    mentor.looks_up()
    mentee.says("1").asked("proposal-asked")
    mentor.asked("request-decision")
    mentee.looks_up()
    mentor.says("1").asked("agreement-purpose")
    mentee.asked("agreement-purpose")
    return mentor, mentee


def sends_voice(mentor: WhatsApp) -> None:
    """A voice note on WhatsApp; Twilio keeps its bytes."""
    media = "ME" + "a" * 32
    mentor.assistant.twilio.media[media] = FROM_KARIM
    sid = message_sid(900_001, "MM")
    form = twilio_media(mentor.address, sid=sid, media_sid=media, profile_name=mentor.name)
    mentor.looks_up()
    assert mentor._post(form) == 200


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_a_voice_note_there_and_back(start: Start, dialect: str) -> None:
    """WhatsApp to Telegram as a voice note, and back as media that Twilio can fetch."""
    assistant = start(dialect)
    mentor, mentee = pair(assistant)
    mentee.looks_up()
    sends_voice(mentor)
    mentor.asked("forward-to")
    mentor.says("1").asked("relay-passed")
    assistant.waits(seconds=6)  # in which more could follow
    mentee.sees("Karim")
    assistant.until(lambda: voices(mentee) != [], "the voice note is there")
    assert assistant.telegram.files[voices(mentee)[-1].file_id].content == FROM_KARIM
    assert "+336" not in mentee.sees()

    assistant.waits(seconds=15)  # past the limit for messages in a row
    assistant.telegram.files["AwACAgQAAxkBvoice"] = File("voice.ogg", "audio/ogg", FROM_AMAL)
    mentor.looks_up()
    mentee.looks_up()
    assistant.telegram.deliver(telegram_voice(mentee.user, **mentee._ids()))
    mentee.asked("forward-to")
    mentee.says("1").asked("relay-passed")
    assistant.waits(seconds=6)  # in which more could follow
    assistant.until(lambda: links(mentor) != [], "the voice note is there")
    fetched = fetch(assistant, links(mentor)[-1])
    assert fetched.content == FROM_AMAL
    assert fetched.headers["content-type"] == "audio/ogg"
    assert "700000" not in mentor.sees()


def test_a_reply_crosses_the_channels(assistant: Assistant) -> None:
    """Replying to the partner's words on Telegram answers them on WhatsApp, in the reader's frame."""
    mentor, mentee = pair(assistant)
    mentee.looks_up()
    mentor.says("écrire à Amal : quand vous lancez-vous ?").asked("relay-passed")
    assistant.waits(seconds=6)  # in which more could follow
    mentee.sees("quand vous lancez-vous ?")
    relayed = next(one for one in mentee.bubbles() if "quand vous lancez-vous" in one.text)
    assert isinstance(relayed.message, TelegramDelivery)
    update = telegram_text(mentee.user, "en janvier, inchallah", **mentee._ids())
    update["message"]["reply_to_message"] = relayed.message.message
    mentor.looks_up()
    mentee.looks_up()
    assert assistant.telegram.deliver(update) == 200
    mentee.asked("relay-passed")
    assistant.waits(seconds=6)  # in which more could follow
    text = mentor.sees("en janvier, inchallah")
    assert "quand vous lancez-vous ?" in text


def test_the_partner_blocked_the_bot(assistant: Assistant) -> None:
    """The sender is told that the message did not arrive."""
    mentor, mentee = pair(assistant)
    assistant.telegram.block(mentee.user.id)
    mentor.says("écrire à Amal : bonjour").asked("relay-passed")
    assistant.waits(seconds=6)  # in which more could follow
    mentor.asked("relay-lost", "relay-unreachable")


def test_a_link_to_media_opens_for_nobody_else(assistant: Assistant) -> None:
    """A token of somebody's own making leads nowhere."""
    answer = fetch(assistant, f"{PUBLIC}/media/MS45OTk5OTk5OTk5OTk5AAAAAAAAAAAAAAAAAAAAAA")
    assert answer.status_code == 404


def voices(phone: Telegram) -> list[TelegramDelivery]:
    sent = phone.assistant.telegram.delivered_to(phone.user.id)
    return [one for one in sent if one.method == "sendVoice"]


def links(phone: WhatsApp) -> list[str]:
    found = [one.message for one in phone.bubbles() if isinstance(one.message, TwilioDelivery)]
    return [url for one in found for url in one.form.get("MediaUrl", ())]


def fetch(assistant: Assistant, link: str) -> httpx.Response:
    """What Twilio finds behind a link of ours."""
    local = f"http://127.0.0.1:{assistant.port}{urlparse(link).path}"
    return httpx.get(local, timeout=20, trust_env=False)
