"""Quick readings beside slow ones: the same Update, whatever the body."""

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from bot.channels.telegram_parse import parse_any, parse_telegram
from bot.channels.telegram_plain import parse_plain
from bot.channels.text import LONGEST_TEXT, storable
from bot.channels.whatsapp_parse import parse_whatsapp
from core.conversation.update import Tap, Text
from tests.fakes import inbound
from tests.fuzz.bodies import TELEGRAM, TWILIO, requests

SHARED = Path(os.environ.get("MEM_SHARED", Path(__file__).parents[3] / "shared")) / "payloads"
AMAL = inbound.TelegramUser(700000016, last_name="Idrissi", language_code="fr")
TIMES = {"update_id": 9, "message_id": 5, "date": 1_793_613_600}
BOT = {"id": 1, "is_bot": True, "first_name": "MeM", "username": "mem_bot"}


def typed(text: str, **more: Any) -> dict[str, Any]:
    update = inbound.telegram_text(AMAL, text, **TIMES)
    update["message"] |= more
    return update


def tapped(data: str = "7a.1.role.mentor", **more: Any) -> dict[str, Any]:
    update = inbound.telegram_tap(AMAL, data, update_id=9)
    chat = typed("x")["message"]["chat"]
    buttons = [[{"text": f"{n}. {n}x", "callback_data": data}] for n in (1, 22)]
    shown = {"message_id": 4, "from": BOT, "chat": chat, "date": 1_793_613_500, "text": "?"}
    shown |= {"reply_markup": {"inline_keyboard": buttons}}
    update["callback_query"] |= {"message": shown | more}
    return update


PLAIN = [
    typed("Bonjour"),
    typed("/start@mem_bot abc", entities=[{"type": "bot_command", "offset": 0, "length": 14}]),
    typed("voir x.ma", entities=[{"type": "url", "offset": 5, "length": 4}]),
    typed(""),
    typed("a\x00b\nc"),
    typed("é" * 5_000),
    typed("السلام عليكم"),
    tapped(),
    tapped(reply_markup={"inline_keyboard": []}),
]
NOT_PLAIN = [
    typed("a\ud83db"),
    typed("x", date=10**15),
    typed("x", date=-(10**30)),
    typed("x", date=1.5),
    typed("x", date=True),
    typed("x", chat={"id": -5, "type": "group", "title": "G"}),
    typed("x", reply_to_message=typed("y")["message"]),
    typed("x", something_new={"a": 1}),
    typed("x", voice={"file_id": "a", "file_unique_id": "b", "duration": 2}),
    typed("x") | tapped(),
    tapped(date=0),
    {"update_id": 9},
]


def telegram_bodies() -> Iterator[str]:
    """Plain and other updates, each also with one member of any depth gone, nulled or doubled."""
    for update in (*PLAIN, *NOT_PLAIN):
        yield json.dumps(update)
        yield json.dumps(update, ensure_ascii=False)
        for path in paths(update):
            for change in ("gone", "null", "text", "number", "new"):
                yield json.dumps(changed(update, path, change))
        yield f'{{"message": {{"text": 5}}, {json.dumps(update)[1:]}'


def paths(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inner:
        yield (*before, key)
        if isinstance(one, dict | list):
            yield from paths(one, (*before, key))


def changed(update: dict[str, Any], path: tuple[Any, ...], how: str) -> dict[str, Any]:
    copy = json.loads(json.dumps(update))
    here: Any = copy
    for key in path[:-1]:
        here = here[key]
    match how:
        case "gone":
            del here[path[-1]]
        case "null":
            here[path[-1]] = None
        case "text":
            here[path[-1]] = "7"
        case "number":
            here[path[-1]] = 7
        case _ if isinstance(here, dict):
            here["new"] = here[path[-1]]
    return copy


@pytest.mark.parametrize("update", PLAIN)
def test_what_most_people_send_is_plain(update: dict[str, Any]) -> None:
    """Words, commands, links and taps need none of python-telegram-bot's types."""
    payload = json.dumps(update)
    read = parse_plain(payload)
    assert read is not None
    assert isinstance(read.content, Text | Tap)
    assert read == parse_any(payload) == parse_telegram(payload)


@pytest.mark.parametrize("update", NOT_PLAIN)
def test_everything_else_is_not(update: dict[str, Any]) -> None:
    """What carries more than words, or is not quite what Telegram says it sends, is read in full."""
    assert parse_plain(json.dumps(update)) is None


def test_a_plain_reading_is_the_full_reading() -> None:
    """Thousands of updates with a member gone, of another type, or new: never another Update."""
    plain = 0
    for payload in telegram_bodies():
        read = parse_plain(payload)
        plain += read is not None
        assert read is None or read == parse_any(payload), payload
    assert plain > 100


@pytest.mark.parametrize("seed", [1, 2])
def test_fuzzed_bodies_are_read_alike(seed: int) -> None:
    """Bodies no provider would send: the quick and the slow readings agree on both channels."""
    plain = forms = 0
    for make in requests(seed, 4_000):
        request = make()
        payload = request.body.decode("utf-8", "replace")
        if request.path == TELEGRAM:
            read = parse_plain(payload)
            plain += read is not None
            assert read is None or read == parse_any(payload), payload
        elif request.path == TWILIO:
            forms += 1
            assert parse_whatsapp(payload) == parse_whatsapp(decoded(payload)), payload
    assert plain > 150
    assert forms > 500


@pytest.mark.skipif(not SHARED.is_dir(), reason="no recorded bodies beside the repository")
def test_recorded_bodies_are_read_alike() -> None:
    """Every recorded update and form, as the provider sent it."""
    for path in sorted(SHARED.glob("t*.json")):
        body = path.read_text("utf-8")
        if path.stem.startswith("telegram"):
            assert parse_plain(body) in {None, parse_any(body)}, path.stem
        else:
            form = urlencode(json.loads(body)["form"])
            assert parse_whatsapp(form) == parse_whatsapp(decoded(form)), path.stem


def decoded(payload: str) -> str:
    """The form as the standard library reads it, written anew: of two alike, the first."""
    fields = parse_qsl(payload, keep_blank_values=True)
    return urlencode(dict(reversed(fields)), errors="surrogatepass")


@pytest.mark.parametrize(
    "payload",
    [
        "Fr%6Fm=whatsapp%3A%2B212600000016&Body=a",
        "From=whatsapp:%2B212600000016&Body=a&Body=b",
        "From=whatsapp:%2B212600000016&&Body",
        "From=whatsapp:%2B212600000016&Body=a=b;c",
        "From=whatsapp:%2B212600000016&Body=%F0%9F%98&ProfileName=%ED%A0%80",
        "&=&==&",
        "",
    ],
)
def test_a_form_is_read_as_the_standard_library_reads_it(payload: str) -> None:
    """Encoded names, repeated fields, missing values and broken encodings make no difference."""
    assert parse_whatsapp(payload) == parse_whatsapp(decoded(payload))


def test_what_is_stored_has_no_letter_that_cannot_be() -> None:
    """Every character of the first planes, alone: controls, surrogates and what turns the direction
    of other words go, all others stay; two more kinds of line breaks become the usual one.
    """
    controls = (*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0xD800, 0xE000))
    directions = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
    gone = set(map(chr, (*controls, *directions)))
    breaks = {"\u2028", "\u2029"}
    for letter in map(chr, range(0x1FFFF)):
        assert storable(letter) == ("" if letter in gone else "\n" if letter in breaks else letter)
    chance = random.Random(3)
    for _ in range(2_000):
        text = "".join(chance.choices("aé \n\x00\ud800ع👍\u200d", k=chance.randrange(12)))
        assert storable(text) == "".join(one for one in text if one not in gone)
    assert len(storable("é" * (LONGEST_TEXT + 1))) == LONGEST_TEXT
