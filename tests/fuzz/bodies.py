"""Bodies that no provider would send, made from bodies that they do send; seeded."""

import copy
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

from tests.fakes import inbound
from tests.fakes.inbound_twilio import TOKEN, sign

PUBLIC = "https://mem.example"
SECRET = "fuzz-test-secret-0"
TWILIO, STATUS, TELEGRAM = "/webhooks/twilio", "/webhooks/twilio/status", "/webhooks/telegram"
PEOPLE = 150
"""Members the noise seems to come from: few, so that conversations get deep."""

SAID = (
    "Bonjour", "السلام عليكم", "salam bghit mentor", "hi", "1", "2", "3", "1, 2", "٣", "1️⃣",
    "oui", "non", "نعم", "لا", "Amal Idrissi", "casa", "Lyon", "USA", "1998", "vingt-huit ans",
    "retour", "changer", "changer ville", "passer", "langue", "english", "menu", "aide", "humain",
    "mes données", "effacer", "garder", "pause", "relier", "stop", "START", "/start", "/help@bot",
    "/start link-AAAAAAAAAAAAAAAAAAAAAA", "link-AAAAAAAAAAAAAAAAAAAAAA", "je veux mourir", "profil",
)  # fmt: skip
NASTY = (
    "", " ", "\n\n\n", "\t", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "\ufeff", "\u202eabc",
    "\u200b" * 50, "\u2066" * 30, "👨‍👩‍👧‍👦" * 40, "Z̸̢̛͇a̴̡l̷g̶o̵" * 60, "ﷺ" * 100, "e\u0301" * 500,
    "A" * 5_000, "ا" * 5_000, "9" * 5_000, "٩" * 400, "²", "Ⅳ", "1_000", "-1", "1e309", "NaN",
    "{u.__init__.__globals__}", "{ $contact }", "%s%n", "<b>x</b>", "*_~`[", "'; DROP TABLE person;--",
    "=HYPERLINK(1)", "../../etc/passwd", "https://169.254.169.254/", "\\u0000", "null", "\u2028",
    "t1a.0.role.admin", "t1a.99999999999.role.x", "....", "-.-.-.-", "a" * 65, "_more", "_skip", "_fr",
)  # fmt: skip
NUMBERS = (
    0,
    -1,
    1,
    2**31,
    2**53,
    2**63 - 1,
    2**63,
    -(2**63),
    2**64,
    10**40,
    1e308,
    0.5,
    True,
    False,
)
CONTENT_TYPES = (
    "application/x-www-form-urlencoded; charset=UTF-8",
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/json",
    "multipart/form-data; boundary=x",
    "text/plain",
    "",
    "\x7f\xff",
)


@dataclass(frozen=True, slots=True)
class Request:
    """One request; headers as bytes, so that they may be wrong, too."""

    path: str
    query: str
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes


def requests(seed: int, count: int) -> "Sequence[Callable[[], Request]]":
    """`count` makers of requests, the same for the same seed; each is called once, in order."""
    chance = random.Random(seed)
    makers = (_twilio, _twilio_status, _telegram, _noise, _forged)

    def make() -> Request:
        (maker,) = chance.choices(makers, (30, 8, 40, 12, 10))
        return maker(chance)

    return [make] * count


# -- Twilio ---------------------------------------------------------------------------------------


def _form(chance: random.Random) -> dict[str, str]:
    """A form as Twilio sends it."""
    person = f"whatsapp:+2126{chance.randrange(PEOPLE):08}"
    if chance.random() < 0.05:
        person = f"whatsapp:MA.{chance.randrange(PEOPLE)}"
    sid = f"SM{chance.getrandbits(128):032x}"
    said = _text(chance)
    match chance.randrange(8):
        case 0:
            return inbound.twilio_media(person, sid=sid, body=said)
        case 1:
            return inbound.twilio_location(person, sid=sid, label=said)
        case 2:
            return inbound.twilio_tap(person, said, _token(chance), sid=sid)
        case 3:
            return inbound.twilio_list_choice(person, said, _token(chance), sid=sid)
        case 4:
            return inbound.twilio_text(person, said, sid=sid, replied_to="SM" + "0" * 32)
        case _:
            return inbound.twilio_text(person, said, sid=sid, profile_name=_text(chance))


def _twilio(chance: random.Random) -> Request:
    form = _form(chance)
    for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
        _spoil_form(chance, form)
    return _signed(chance, TWILIO, "", form)


def _twilio_status(chance: random.Random) -> Request:
    form = inbound.twilio_status(
        f"SM{chance.getrandbits(128):032x}",
        chance.choice(
            ("sent", "delivered", "read", "failed", "undelivered", "lost", _text(chance))
        ),
        to=f"whatsapp:+2126{chance.randrange(PEOPLE):08}",
        error_code=chance.choice((None, 63014, 63016, 99999)),
    )
    if chance.random() < 0.5:
        _spoil_form(chance, form)
    reference = chance.choice((str(chance.randrange(5000)), "-1", "9" * 30, "x", ""))
    path = chance.choice((STATUS, STATUS, TWILIO))
    return _signed(chance, path, f"ob={reference}", form)


def _spoil_form(chance: random.Random, form: dict[str, str]) -> None:
    """Change a field: another value, none, no field, or one that nobody knows."""
    name = chance.choice(list(form))
    match chance.randrange(6):
        case 0:
            del form[name]
        case 1:
            form[name] = ""
        case 2:
            form[name] = str(chance.choice(NUMBERS))
        case 3:
            form[_text(chance)[:40] or "Unknown"] = _text(chance)
        case 4:
            form[name] = form[chance.choice(list(form))]
        case _:
            form[name] = chance.choice(NASTY)


def _signed(chance: random.Random, path: str, query: str, form: Mapping[str, str]) -> Request:
    pairs = [(name, value.encode("utf-8", "surrogatepass")) for name, value in form.items()]
    body = urlencode(pairs, quote_via=quote_plus, errors="surrogatepass").encode("ascii")
    if chance.random() < 0.05:
        body = _spoil_bytes(chance, body)
    address = f"{PUBLIC}{path}" + (f"?{query}" if query else "")
    try:
        signature = sign(address, form, TOKEN)
    except UnicodeEncodeError:  # a lone surrogate has no signature
        signature = "AAAAAAAAAAAAAAAAAAAAAAAAAAA="
    headers = [
        (b"content-type", _content_type(chance, CONTENT_TYPES[0])),
        (b"x-twilio-signature", signature.encode()),
    ]
    return Request(path, query, headers, body)


# -- Telegram -------------------------------------------------------------------------------------


def _update(chance: random.Random) -> dict[str, Any]:
    """An update as Telegram sends it."""
    user = inbound.TelegramUser(
        600_000_000 + chance.randrange(PEOPLE), language_code=chance.choice(("fr", "ar", "en", ""))
    )
    event = {"update_id": chance.getrandbits(40), "date": 1_795_000_000 + chance.randrange(10**6)}
    ids = {**event, "message_id": chance.randrange(1, 10**6)}
    said = _text(chance)
    match chance.randrange(12):
        case 0:
            return inbound.telegram_tap(user, _token(chance), update_id=ids["update_id"])
        case 1:
            return inbound.telegram_voice(user, **ids)
        case 2:
            return inbound.telegram_photo(user, caption=said, **ids)
        case 3:
            return inbound.telegram_sticker(user, "👍", **ids)
        case 4:
            return inbound.telegram_location(user, **ids)
        case 5:
            return inbound.telegram_contact(user, said, **ids)
        case 6:
            return inbound.telegram_edited(user, said or "x", **ids)
        case 7:
            member = chance.choice((inbound.telegram_blocked, inbound.telegram_unblocked))
            return member(user, **event)
        case 8:
            chat = -chance.randrange(1, 10**6)
            return inbound.telegram_joined_group(user, chat, said, **event)
        case _:
            return inbound.telegram_text(user, said, **ids)


def _telegram(chance: random.Random) -> Request:
    update = copy.deepcopy(_update(chance))
    for _ in range(chance.choice((0, 0, 1, 1, 2, 5))):
        _spoil_json(chance, update)
    body = json.dumps(update, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    if chance.random() < 0.05:
        body = _spoil_bytes(chance, body)
    headers = [
        (b"content-type", _content_type(chance, "application/json")),
        (b"x-telegram-bot-api-secret-token", SECRET.encode()),
    ]
    return Request(TELEGRAM, "", headers, body)


def _spoil_json(chance: random.Random, update: dict[str, Any]) -> None:
    """Change one value anywhere: another type, another size, gone, or a member nobody knows."""
    here: Any = update
    while True:
        inner = [value for value in _values(here) if isinstance(value, dict | list) and value]
        if not inner or chance.random() < 0.3:
            break
        here = chance.choice(inner)
    if isinstance(here, list):
        here[chance.randrange(len(here))] = _value(chance)
        return
    name = chance.choice(list(here)) if here else "x"
    match chance.randrange(6):
        case 0:
            here.pop(name, None)
        case 1:
            here[_text(chance)[:30]] = _value(chance)
        case _:
            here[name] = _value(chance)


def _value(chance: random.Random) -> Any:
    match chance.randrange(7):
        case 0:
            return None
        case 1:
            return chance.choice(NUMBERS)
        case 2:
            return [_text(chance)] * chance.randrange(3)
        case 3:
            return {_text(chance)[:20]: chance.choice(NUMBERS)}
        case 4:
            deep: Any = 1
            for _ in range(chance.choice((5, 31, 40, 900))):
                deep = [deep] if chance.random() < 0.5 else {"x": deep}
            return deep
        case _:
            return _text(chance)


def _values(here: Any) -> list[Any]:
    return list(here.values()) if isinstance(here, dict) else list(here)


# -- anything -------------------------------------------------------------------------------------


def _noise(chance: random.Random) -> Request:
    """Bytes that are no body of anybody's, with the right secret or signature."""
    body = chance.choice(
        (
            chance.randbytes(chance.randrange(300)),
            b"[" * chance.choice((33, 1000, 100_000)),
            b'{"a":' * 5000,
            b'{"update_id":' + b"9" * 6000 + b"}",
            b'{"update_id":1,"update_id":2}',
            b'{"update_id":NaN}',
            b'{"update_id":1e400}',
            b'{"update_id":-5}',
            b'\xef\xbb\xbf{"update_id":77}',
            b'{"update_id":5,"message":"\\ud800\\u0000"}',
            b"=&=&==&&",
            b"%",
            b"%zz=%ED%A0%80",
            b"a=1&" * 400,
            b"MessageSid=SM" + b"0" * 32,
            b"",
        )
    )
    path = chance.choice((TWILIO, STATUS, TELEGRAM))
    headers = [
        (b"content-type", _content_type(chance, "application/json")),
        (b"x-telegram-bot-api-secret-token", SECRET.encode()),
    ]
    try:
        fields = dict(pair.split("=", 1) for pair in body.decode("ascii").split("&") if "=" in pair)
        headers.append((b"x-twilio-signature", sign(f"{PUBLIC}{path}", fields, TOKEN).encode()))
    except (UnicodeError, ValueError):
        headers.append((b"x-twilio-signature", b"\xff\x00"))
    return Request(path, "", headers, body)


def _forged(chance: random.Random) -> Request:
    """Good bodies that do not come from a provider."""
    request = chance.choice((_twilio, _twilio_status, _telegram))(chance)
    wrong = chance.choice((b"", b"wrong", b"\xff\xfe", "é".encode(), b"A" * 10_000))
    headers = [
        (name, wrong if name.startswith(b"x-") else value) for name, value in request.headers
    ]
    return Request(request.path, request.query, headers, request.body)


def _spoil_bytes(chance: random.Random, body: bytes) -> bytes:
    at = chance.randrange(len(body) + 1)
    match chance.randrange(4):
        case 0:
            return body[:at]
        case 1:
            return body[:at] + chance.randbytes(3) + body[at:]
        case 2:
            return body[:at] + b"\x00" + body[at:]
        case _:
            return body + body


def _text(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.6:
        return chance.choice(SAID)
    if kind < 0.9:
        return chance.choice(NASTY)
    return "".join(chr(chance.randrange(1, 0x2FFF)) for _ in range(chance.randrange(1, 40)))


def _token(chance: random.Random) -> str:
    return chance.choice((*NASTY, f"{chance.randrange(99):x}a.{chance.randrange(9)}.role.mentor"))


def _content_type(chance: random.Random, usual: str) -> bytes:
    chosen = usual if chance.random() < 0.9 else chance.choice(CONTENT_TYPES)
    return chosen.encode("latin-1")
