"""Pictures and documents between two people, on one channel or two, awake or long silent."""

from dataclasses import replace
from urllib.parse import urlparse

import httpx
import pytest

from bot.channels.whatsapp import WhatsApp as Channel
from tests.fakes.inbound import message_sid, twilio_media
from tests.fakes.inbound_telegram import telegram_document, telegram_photo
from tests.fakes.telegram_messages import Delivery as TelegramDelivery
from tests.fakes.telegram_messages import File
from tests.fakes.twilio_messages import Delivery as TwilioDelivery
from tests.journeys.assistant import Assistant
from tests.journeys.phone import Telegram, WhatsApp
from tests.journeys.stories import onboard
from tests.journeys.test_matching import introduce, mentor_on_whatsapp
from tests.journeys.test_relay import pair

PICTURE, PLAN = b"\x89PNG the stall in the souk", b"%PDF-1.7 the plan"


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """WhatsApp's patience with many messages in a row is not what these stories are about."""
    monkeypatch.setattr(Channel, "pace", replace(Channel.pace, person_burst=1_000))


def sends(phone: WhatsApp, number: int, kind: str, content: bytes, caption: str = "") -> None:
    """Something from a WhatsApp phone; Twilio keeps its bytes."""
    media = "ME" + f"{number:032x}"
    phone.assistant.twilio.media[media] = content
    form = twilio_media(
        phone.address,
        sid=message_sid(910_000 + number, "MM"),
        media_sid=media,
        content_type=kind,
        body=caption,
        profile_name=phone.name,
    )
    phone.looks_up()
    assert phone._post(form) == 200


def shown(phone: Telegram, method: str) -> list[TelegramDelivery]:
    sent = phone.assistant.telegram.delivered_to(phone.user.id)
    return [one for one in sent if one.method == method]


def links(phone: WhatsApp) -> list[str]:
    found = [one.message for one in phone.bubbles() if isinstance(one.message, TwilioDelivery)]
    return [url for one in found for url in one.form.get("MediaUrl", ())]


def fetch(phone: WhatsApp) -> httpx.Response:
    """What Twilio finds behind the newest link of ours."""
    assistant = phone.assistant
    assistant.until(lambda: links(phone) != [], "the link is there")
    local = f"http://127.0.0.1:{assistant.port}{urlparse(links(phone)[-1]).path}"
    return httpx.get(local, timeout=20, trust_env=False)


def test_a_picture_and_a_document_cross_the_channels(assistant: Assistant) -> None:
    """WhatsApp to Telegram as a photo, Telegram to WhatsApp as a document under its own name."""
    mentor, mentee = pair(assistant)
    mentee.looks_up()
    sends(mentor, 1, "image/jpeg", PICTURE)
    mentor.asked("forward-to").says("1").asked("relay-passed")
    assistant.waits(seconds=6)  # in which more could follow
    assert "Karim" in mentee.sees("vous envoie une photo")
    assistant.until(lambda: shown(mentee, "sendPhoto") != [], "the picture is there")
    photo = shown(mentee, "sendPhoto")[-1]
    assert assistant.telegram.files[photo.file_id].content == PICTURE

    assistant.waits(seconds=15)
    update = telegram_document(mentee.user, "plan d'affaires.pdf", **mentee._ids())
    assistant.telegram.files[update["message"]["document"]["file_id"]] = File(
        "plan.pdf", "application/pdf", PLAN
    )
    mentor.looks_up()
    mentee.looks_up()
    assistant.telegram.deliver(update)
    mentee.asked("forward-to").says("1").asked("relay-passed")
    assistant.waits(seconds=6)  # in which more could follow
    assert "Amal" in mentor.sees("vous envoie un document")
    fetched = fetch(mentor)
    assert fetched.content == PLAN
    assert fetched.headers["content-type"] == "application/pdf"
    assert "plan d'affaires.pdf" in fetched.headers["content-disposition"]
    assert "700000" not in mentor.sees()


def two_on_whatsapp(assistant: Assistant) -> tuple[WhatsApp, WhatsApp]:
    """A mentor and a mentee who both write on WhatsApp, and said yes to each other."""
    mentor = mentor_on_whatsapp(assistant)
    mentee = WhatsApp(assistant, "+212600000044", "Amal Idrissi", "fr")
    onboard(mentee)
    introduce(mentee)
    mentor.looks_up()
    mentee.says("1").asked("proposal-asked")
    mentor.asked("request-decision")
    mentee.looks_up()
    mentor.says("1").asked("agreement-purpose")
    mentee.asked("agreement-purpose")
    return mentor, mentee


def test_from_whatsapp_to_whatsapp(assistant: Assistant) -> None:
    """A picture, a document and a voice note pass by links of ours: neither number is shown."""
    mentor, mentee = two_on_whatsapp(assistant)
    kinds = (
        ("image/jpeg", PICTURE, "une photo"),
        ("application/pdf", PLAN, "un document"),
        ("audio/ogg", b"OggS", "un message vocal"),
    )
    for number, (kind, content, frame) in enumerate(kinds, 1):
        assistant.waits(seconds=15)
        mentor.looks_up()
        sends(mentee, 10 + number, kind, content)
        mentee.asked("forward-to").says("1").asked("relay-passed")
        assistant.waits(seconds=6)  # in which more could follow
        mentor.sees(frame)
        assistant.until(lambda expected=number: len(links(mentor)) == expected, frame)  # type: ignore[misc]
        fetched = fetch(mentor)
        assert (fetched.content, fetched.headers["content-type"]) == (content, kind)
    assert "+212" not in mentor.sees()
    assert all("api.twilio.com" not in link for link in links(mentor))


def test_what_comes_while_the_window_is_closed_waits_whole(assistant: Assistant) -> None:
    """The mentor was silent for three days: nothing that WhatsApp would refuse, and then, with their
    first word, the frame and the picture behind it, whose link is fresh.
    """
    mentor, mentee = pair(assistant)
    assistant.waits(days=3)
    assistant.telegram.files["AwACAgQAAxkBlarge"] = File("photo.jpg", "image/jpeg", PICTURE)
    mentee.says("bonjour")
    assistant.settle()
    mentor.looks_up()
    mentee.looks_up()
    assistant.telegram.deliver(telegram_photo(mentee.user, **mentee._ids()))
    mentee.asked("forward-to").says("1")
    assistant.settle()
    assert links(mentor) == []
    assistant.waits(days=2)
    assert links(mentor) == []
    assert not assistant.rows("SELECT error FROM outbox WHERE error LIKE '%63016%'")
    mentor.says("Bonjour")
    mentor.sees("vous envoie une photo")
    fetched = fetch(mentor)
    assert fetched.status_code == 200
    assert fetched.content == PICTURE
    states = [one["state"] for one in assistant.rows("SELECT state FROM relayed")]
    assistant.settle()
    assert states in (["owed"], ["delivered"])
