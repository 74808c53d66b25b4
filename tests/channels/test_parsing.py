"""What arrives, in our own words: tables of bodies, recorded bodies, and noise."""

import json
import os
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from msgspec.structs import astuple

from bot.channels.console import parse_console, payload_of, tap_payload
from bot.channels.protocol import UnreadableBody
from bot.channels.telegram_parse import parse_telegram
from bot.channels.telegram_webhook import arrival_of, is_telegram, read_update, tap_id
from bot.channels.whatsapp_parse import parse_whatsapp
from bot.channels.whatsapp_webhook import TwilioDoor
from core.conversation.update import Ignored, Media, Tap, Text, Update
from tests.fakes.inbound import message_sid, sign, twilio_media, twilio_text
from tests.fakes.inbound_twilio import TOKEN

BODIES = Path(__file__).parent / "bodies"
SHARED = Path(os.environ.get("MEM_SHARED", Path(__file__).parents[3] / "shared")) / "payloads"
NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
EPOCH = 1_793_613_600
USER = {"id": 700000016, "is_bot": False, "first_name": "Amal", "language_code": "fr"}
CHAT = {"id": 700000016, "type": "private", "first_name": "Amal"}
BOT = {"id": 1, "is_bot": True, "first_name": "MeM", "username": "mem_bot"}


def table(name: str) -> list[Any]:
    cases = json.loads((BODIES / name).read_text("utf-8"))
    return [pytest.param(case, id=case["name"]) for case in cases]


def told(update: Update) -> list[Any]:
    """Kind and fields of an update; where media can be found again has tests of its own."""
    content = update.content
    fields = astuple(content)
    return [type(content).__name__, *(fields[:2] if isinstance(content, Media) else fields)]


@pytest.mark.parametrize("case", table("twilio.json"))
def test_a_whatsapp_form_is_understood(case: dict[str, Any]) -> None:
    """Text, buttons, lists, media, places, and kinds nobody knows yet."""
    form = twilio_text("whatsapp:+212600000016", "", sid=message_sid(1)) | case["form"]
    del form["ProfileName"]
    form |= {name: value for name, value in case["form"].items() if value is not None}
    payload = urlencode({name: value for name, value in form.items() if value is not None})
    update = parse_whatsapp(payload)
    assert told(update) == case["content"]
    assert update.quoted == case.get("quoted", "")
    assert update.profile_name == case.get("profile_name", "")


def telegram_update(case: dict[str, Any]) -> dict[str, Any]:
    """The update a case stands for, with what every update of its kind has."""
    update = {
        key: value
        for key, value in case.items()
        if key not in {"name", "content", "address", "quoted"}
    }
    for kind in ("message", "edited_message"):
        if isinstance(update.get(kind), dict):
            update[kind] = {"message_id": 5, "date": EPOCH, "from": USER, "chat": CHAT} | update[
                kind
            ]
    if "callback_query" in update:
        update["callback_query"] = {"from": USER} | update["callback_query"]
    if "my_chat_member" in update:
        given = update["my_chat_member"]
        states = {
            name: {"user": BOT, "status": given[short]}
            | ({"until_date": 0} if given[short] == "kicked" else {})
            for name, short in (("old_chat_member", "old"), ("new_chat_member", "new"))
        }
        chat = given.get("chat", CHAT)
        update["my_chat_member"] = {"chat": chat, "from": USER, "date": EPOCH, **states}
    return {"update_id": 9, **update}


@pytest.mark.parametrize("case", table("telegram.json"))
def test_a_telegram_update_is_understood(case: dict[str, Any]) -> None:
    """Messages, taps, blocks, groups, and kinds nobody knows yet; the chat is the address."""
    update = telegram_update(case)
    body = json.dumps(update).encode()
    arrival = arrival_of(read_update(body), body.decode(), "1", NOW)
    parsed = parse_telegram(arrival.payload)
    assert told(parsed) == case["content"]
    assert arrival.address == case.get("address", "700000016")
    assert parsed.quoted == case.get("quoted", "")


def test_what_telegram_says_of_a_person_is_kept_as_a_hint() -> None:
    """The name, the language of the app, the time of the message."""
    update = parse_telegram(json.dumps(telegram_update({"message": {"text": "x"}})))
    assert (update.profile_name, update.locale) == ("Amal", "fr")
    assert update.at == datetime.fromtimestamp(EPOCH, UTC)


def test_the_coordinators_group_is_not_left() -> None:
    """The one group we are meant to be in is told apart from all others."""
    chat = {"id": -100500, "type": "supergroup", "title": "G"}
    payload = json.dumps(telegram_update({"message": {"text": "x", "chat": chat}}))
    assert parse_telegram(payload, home="-100500").content == Ignored("coordinators")
    assert parse_telegram(payload, home="-100501").content != Ignored("coordinators")


def test_the_same_update_has_the_same_event_id_and_another_one_has_not() -> None:
    """Telegram may begin its numbers again; the message behind the number tells them apart."""

    def event(message_id: int) -> str:
        update = telegram_update({"message": {"text": "x", "message_id": message_id}})
        return arrival_of(update, "", "1", NOW).event_id

    assert event(5) == event(5)
    assert event(5) != event(6)


def test_only_a_tap_has_something_to_answer() -> None:
    """The id of the callback query, and only if it looks like one."""
    assert tap_id({"callback_query": {"id": "42"}}) == "42"
    assert tap_id({"message": {"id": "42"}}) == ""
    assert tap_id({"callback_query": {"id": 42}}) == ""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b'{"update_id": "1"}',
        b'{"update_id": true}',
        b'{"update_id": -1}',
        b'{"update_id": 99999999999999999999}',
        b'{"update_id": 1',
        b"\xff\xfe{}",
        '{"update_id": 1}'.encode("utf-16"),
        b'{"update_id": 1, "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"update_id": 1, "a": ' + b"[" * 40 + b"]" * 40 + b"}",
        b'{"update_id": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_update_is_unreadable(body: bytes) -> None:
    """Neither wrong JSON nor a hundred thousand brackets raise anything else."""
    with pytest.raises(UnreadableBody):
        read_update(body)


@pytest.mark.parametrize(
    ("secret", "header", "same"),
    [
        ("s", "s", True),
        ("s", "", False),
        ("s", "é", False),
        ("s", "s" * 9000, False),
        ("", "", False),
    ],
)
def test_the_secret_is_compared_whole(secret: str, header: str, same: bool) -> None:
    """Missing, wrong, non-ASCII and endless headers are refused; without a secret nothing passes."""
    assert is_telegram(secret, header) is same


def noise(chance: random.Random, depth: int = 0) -> Any:
    kinds = ["int", "text", "null", "bool"] + ["dict", "list"] * (depth < 4)
    match chance.choice(kinds):
        case "int":
            return chance.choice([0, -1, 1, 2**70, 700000016])
        case "text":
            return chance.choice(["", "private", "\ud800", "a\0", "x" * 300, "kicked", "member"])
        case "null":
            return None
        case "bool":
            return chance.random() < 0.5
        case "list":
            return [noise(chance, depth + 1) for _ in range(chance.randrange(3))]
        case _:
            keys = ["id", "chat", "from", "message", "text", "data", "type", "date", "first_name"]
            return {
                chance.choice(keys): noise(chance, depth + 1) for _ in range(chance.randrange(5))
            }


def test_no_noise_makes_a_parser_raise() -> None:
    """Three thousand updates of random shapes are stored and understood as something."""
    chance = random.Random(11)
    for number in range(3_000):
        kind = chance.choice(["message", "edited_message", "callback_query", "my_chat_member", "x"])
        update = {"update_id": number, kind: noise(chance)}
        payload = json.dumps(update)
        arrival = arrival_of(read_update(payload.encode()), payload, "1", NOW)
        arrival.storable()
        update_read = parse_telegram(payload)
        assert isinstance(update_read, Update)
        update_read.profile_name.encode()
    for _ in range(3_000):
        raw = bytes(chance.randrange(256) for _ in range(chance.randrange(60)))
        parse_whatsapp(raw.decode("latin-1"))
        parse_console(raw.decode("latin-1"))


def test_a_line_of_the_terminal_is_an_update_like_any_other() -> None:
    """Text, name and language travel through the inbox; a button's token too."""
    update = parse_console(payload_of("salut", name="Amal", locale="fr"))
    assert (update.content, update.profile_name, update.locale) == (Text("salut"), "Amal", "fr")
    assert parse_console(tap_payload("a.1.b.c", "Oui")).content == Tap("a.1.b.c", "Oui")
    assert isinstance(parse_console("[]").content, Ignored)


def recorded(prefix: str) -> list[Any]:
    names = sorted(SHARED.glob(f"{prefix}_*.json")) if SHARED.is_dir() else []
    if not names:
        skip = pytest.mark.skip(reason="no recorded bodies beside the repository")
        return [pytest.param(None, marks=skip, id="none")]
    return [pytest.param(path, id=path.stem) for path in names]


@pytest.mark.parametrize("path", recorded("twilio"))
def test_a_recorded_twilio_body_is_taken(path: Path) -> None:
    """Signed as Twilio signs it, every recorded form is authentic, stored and understood."""
    form = json.loads(path.read_text("utf-8"))["form"]
    url = "https://mem.example.org/webhooks/twilio"
    door = TwilioDoor(form["AccountSid"], (TOKEN,), "https://mem.example.org")
    raw = urlencode(form).encode()
    opened = door.open("/webhooks/twilio", "", {"x-twilio-signature": sign(url, form)}, raw)
    arrival = door.arrival(opened, raw, NOW)
    assert opened == form
    assert arrival.event_id == form["MessageSid"]
    content = parse_whatsapp(arrival.payload).content
    assert not isinstance(content, Ignored)
    assert "\0" not in str(content)


UNPARSEABLE = {"telegram_official_start", "telegram_official_callback_inline"}
NOBODY = {"telegram_teloxide_reaction_user", "telegram_teloxide_unknown_update_kind"}


@pytest.mark.parametrize("path", recorded("telegram"))
def test_a_recorded_telegram_body_is_taken(path: Path) -> None:
    """Every recorded update is stored; those that predate `is_bot` are kept and ignored."""
    body = path.read_bytes()
    arrival = arrival_of(read_update(body), body.decode(), "1", NOW)
    content = parse_telegram(arrival.payload).content
    assert (content == Ignored("unparseable")) is (path.stem in UNPARSEABLE)
    assert (arrival.address == "") is (path.stem in NOBODY)


def test_media_can_be_found_again() -> None:
    """Telegram's file id, of a picture the largest; Twilio's address with the type it tells."""
    voice = {"message": {"voice": {"file_id": "v1", "file_unique_id": "u", "duration": 2,
                                   "mime_type": "audio/ogg", "file_size": 7}}}  # fmt: skip
    told_of = parse_telegram(json.dumps(telegram_update(voice))).content
    assert told_of == Media("voice", "", "telegram:v1", "audio/ogg", "", 7)
    form = twilio_media("whatsapp:+212600000016", sid=message_sid(1, "MM"))
    kept = parse_whatsapp(urlencode(form)).content
    assert kept == Media("voice", "", f"whatsapp:{form['MediaUrl0']}", "audio/ogg")
