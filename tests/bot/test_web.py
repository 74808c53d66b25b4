"""The HTTP door: what providers are told, and that it is true."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest
from sqlalchemy import select, text

from bot.channels.protocol import File
from bot.channels.whatsapp_webhook import StatusReport, TwilioDoor
from bot.database_thread import DatabaseThread, GroupCommit
from bot.metrics import Metrics
from bot.receiving.door import Door
from bot.receiving.web import FORWARDED, Checks, TelegramDoor, Web
from storage.database import Database
from storage.schema import inbox
from tests.bot.conftest import KEY, Clock
from tests.fakes.inbound import (
    TelegramUser,
    Webhook,
    message_sid,
    telegram_tap,
    telegram_text,
    telegram_webhook,
    twilio_status,
    twilio_text,
    twilio_webhook,
)
from tests.fakes.inbound_twilio import ACCOUNT, TOKEN

BASE = "https://mem.example.org"
SECRET = "the-secret_of-the-webhook"
OCTETS = "application/octet-stream"
AMAL = TelegramUser(700000016)
PERSON = "whatsapp:+212600000016"


@dataclass
class House:
    """The application, its database, and what it called back."""

    database: Database
    client: httpx.AsyncClient
    admitted: int = 0
    taps: list[str] = field(default_factory=list)
    reports: list[StatusReport] = field(default_factory=list)
    ready: bool = True

    async def post(self, webhook: Webhook, **headers: str) -> httpx.Response:
        merged = {**webhook.headers, **headers}
        return await self.client.post(webhook.url, content=webhook.body, headers=merged)

    def stored(self) -> list[str]:
        with self.database.read() as conn:
            return list(conn.execute(select(inbox.c.event_id).order_by(inbox.c.id)).scalars())


@pytest.fixture
async def house(file: Database) -> AsyncIterator[House]:
    made = House(file, httpx.AsyncClient())

    def admitted() -> None:
        made.admitted += 1

    async def report(one: StatusReport) -> None:
        made.reports.append(one)

    async def ready() -> bool:
        return made.ready

    async def count() -> None:
        metrics.show_stored({"inbox_open": 3})

    async def export(token: str) -> bytes | None:
        return b"{}" if token == "good" else None

    metrics = Metrics()
    web = Web(
        Door(DatabaseThread(file), KEY, admitted=admitted),
        clock=Clock(),
        metrics=metrics,
        checks=Checks(ready, count, export),
        twilio=TwilioDoor(ACCOUNT, (TOKEN,), BASE),
        report=report,
        telegram=TelegramDoor("1", SECRET, made.taps.append),
    )
    await made.client.aclose()
    made.client = httpx.AsyncClient(transport=httpx.ASGITransport(web.app()), base_url=BASE)
    yield made
    await made.client.aclose()


def whatsapp(text_: str = "Bonjour", number: int = 1) -> Webhook:
    form = twilio_text(PERSON, text_, sid=message_sid(number))
    return twilio_webhook(f"{BASE}/webhooks/twilio", form)


def telegram(text_: str = "Bonjour", secret: str = SECRET) -> Webhook:
    return telegram_webhook(f"{BASE}/webhooks/telegram", telegram_text(AMAL, text_), secret)


async def test_a_message_is_on_disk_when_twilio_hears_that_we_have_it(house: House) -> None:
    """200 with an empty TwiML: replies leave through the API, where they get a sid."""
    answer = await house.post(whatsapp())
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    assert answer.text.endswith("<Response/>")
    assert house.stored() == [message_sid(1)]
    assert house.admitted == 1


async def test_a_message_is_on_disk_when_telegram_hears_that_we_have_it(house: House) -> None:
    """200 and a row; a tap is answered besides."""
    assert (await house.post(telegram())).status_code == 200
    update = telegram_tap(AMAL, "7a.1.role.both")
    hook = telegram_webhook(f"{BASE}/webhooks/telegram", update, SECRET)
    assert (await house.post(hook)).status_code == 200
    assert len(house.stored()) == 2
    assert house.taps == [update["callback_query"]["id"]]


async def test_the_same_event_sixty_four_times_at_once_is_one_row(house: House) -> None:
    """Every copy is told 200; one is kept."""
    hook = whatsapp()
    answers = await asyncio.gather(*(house.post(hook) for _ in range(64)))
    assert {answer.status_code for answer in answers} == {200}
    assert house.stored() == [message_sid(1)]


async def test_many_at_once_share_commits_and_none_is_lost(house: House) -> None:
    """Two hundred callers, fewer transactions, every row there."""
    hooks = [whatsapp("x", number) for number in range(200)]
    answers = await asyncio.gather(*(house.post(hook) for hook in hooks))
    assert {answer.status_code for answer in answers} == {200}
    assert sorted(house.stored()) == sorted(message_sid(number) for number in range(200))
    assert house.admitted < 200


@pytest.mark.parametrize("path", ["/webhooks/twilio", "/webhooks/twilio/status"])
async def test_a_forged_form_is_refused(house: House, path: str) -> None:
    """403 and nothing stored: wrong token, changed body, missing header."""
    form = twilio_text(PERSON, "Bonjour", sid=message_sid(1))
    forged = twilio_webhook(BASE + path, form, token="another")
    assert (await house.post(forged)).status_code == 403
    authentic = twilio_webhook(BASE + path, form)
    changed = Webhook(authentic.url, authentic.headers, authentic.body + b"&Body=Oui")
    assert (await house.post(changed)).status_code == 403
    bare = Webhook(authentic.url, {}, authentic.body)
    assert (await house.post(bare)).status_code == 403
    assert house.stored() == []


async def test_the_host_header_decides_nothing(house: House) -> None:
    """The signature is over PUBLIC_URL whatever a proxy or a forger writes."""
    hook = whatsapp()
    answer = await house.post(hook, Host="evil.example.org", **{"X-Forwarded-Host": "evil"})
    assert answer.status_code == 200
    signed_elsewhere = twilio_webhook(
        "https://evil.example.org/webhooks/twilio", twilio_text(PERSON, "x", sid=message_sid(2))
    )
    there = Webhook(f"{BASE}/webhooks/twilio", signed_elsewhere.headers, signed_elsewhere.body)
    assert (await house.post(there, Host="evil.example.org")).status_code == 403


@pytest.mark.parametrize("secret", ["", "wrong", "é", "s" * 10_000])
async def test_without_the_secret_telegrams_door_stays_shut(house: House, secret: str) -> None:
    """403 before the body is read, for missing, wrong, odd and endless headers."""
    headers = [(b"x-telegram-bot-api-secret-token", secret.encode("utf-8"))]
    answer = await house.client.post("/webhooks/telegram", content=b"[", headers=headers)
    assert answer.status_code == 403
    assert house.stored() == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"a": 1}', b"[" * 100_000, b"\xff"])
async def test_what_cannot_be_read_is_not_stored(house: House, body: bytes) -> None:
    """400 for what is no update."""
    hook = Webhook(f"{BASE}/webhooks/telegram", telegram().headers, body)
    assert (await house.post(hook)).status_code == 400
    assert house.stored() == []


async def test_an_unknown_kind_is_kept(house: House) -> None:
    """200 and a raw row, so that Telegram's queue goes on and nothing is lost."""
    hook = telegram_webhook(f"{BASE}/webhooks/telegram", {"update_id": 5, "hologram": {}}, SECRET)
    assert (await house.post(hook)).status_code == 200
    assert house.stored() == ["5"]


@pytest.mark.parametrize("declared", [True, False])
async def test_a_body_longer_than_any_real_one_is_not_read(house: House, declared: bool) -> None:
    """413, whether the length is declared or not."""

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 100_000

    headers = dict(telegram().headers)
    content = b"x" * 2_000_000 if declared else endless()
    answer = await house.client.post("/webhooks/telegram", content=content, headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize(("size", "heard"), [(10, 10), (100, 21)])
async def test_who_says_a_little_too_much_is_heard_out(house: House, size: int, heard: int) -> None:
    """The answer comes when the body is over, or a proxy would call us broken; no one may go on
    for ever.
    """
    said = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal said
        for said in range(1, size + 1):  # noqa: B007 - counted outside
            yield b"x" * 100_000

    answer = await house.client.post("/webhooks/twilio", content=body())
    assert (answer.status_code, said) == (413, heard)
    assert house.stored() == []


async def test_a_database_that_cannot_take_the_row_is_told_to_the_provider(house: House) -> None:
    """503, so that Telegram tries again: never 200 without a row, never 500."""
    with house.database.begin() as conn:
        conn.execute(text("ALTER TABLE inbox RENAME TO away"))
    for hook in (whatsapp(), telegram()):
        answer = await house.post(hook)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "1"
    with house.database.begin() as conn:
        conn.execute(text("ALTER TABLE away RENAME TO inbox"))
    assert (await house.post(whatsapp())).status_code == 200
    assert house.stored() == [message_sid(1)]


async def test_a_status_callback_is_taken_whatever_its_status(house: House) -> None:
    """Also on the inbound address, where a mixed-up console sends it; unknown ones are no 4xx."""
    url = f"{BASE}/webhooks/twilio/status?ob=7"
    for status in ("delivered", "read", "teleported"):
        form = twilio_status(message_sid(9), status, to=PERSON)
        assert (await house.post(twilio_webhook(url, form))).status_code == 204
    form = twilio_status(message_sid(9), "sent", to=PERSON)
    mixed_up = twilio_webhook(f"{BASE}/webhooks/twilio", form)
    assert (await house.post(mixed_up)).status_code == 200
    assert [one.outbox_id for one in house.reports] == [7, 7, 7, None]
    assert house.stored() == []


async def test_health_readiness_and_figures(house: House) -> None:
    """Alive is alive; ready is the database's word; figures are Prometheus' text."""
    assert (await house.client.get("/healthz")).status_code == 200
    assert (await house.client.get("/readyz")).status_code == 200
    house.ready = False
    assert (await house.client.get("/readyz")).status_code == 503
    await house.post(whatsapp())
    figures = (await house.client.get("/metrics")).text
    assert 'mem_webhooks_total{channel="whatsapp",outcome="200"} 1.0' in figures
    assert 'mem_stored{what="inbox_open"} 3.0' in figures
    assert "212600000016" not in figures


@pytest.mark.parametrize("name", sorted(FORWARDED))
async def test_figures_are_not_for_the_world(house: House, name: str) -> None:
    """What came through a proxy or a tunnel came from outside; health is for everybody."""
    there = await house.client.get("/metrics", headers={name: "203.0.113.9"})
    assert (there.status_code, there.text) == (404, "Not Found")
    assert (await house.client.get("/healthz", headers={name: "203.0.113.9"})).status_code == 200


@pytest.mark.parametrize(
    ("sent", "media_type", "disposition"),
    [
        (File("plan.pdf", "application/pdf", b"x"), "application/pdf", 'filename="plan.pdf"'),
        (File("a\r\nX: y.pdf", "text/html\r\nX: y", b"x"), OCTETS, 'filename="aX: y.pdf"'),
        (File('..\\../e"tc;x', "image/svg+xml; x=é", b"x"), OCTETS, 'filename="etcx"'),
        (File("\u202efdp.exe", "", b"x"), OCTETS, 'filename="fdp.exe"'),
        (File("تقرير", "IMAGE", b"x"), OCTETS, 'filename="mem.bin"'),
    ],
)
async def test_what_a_sender_says_of_a_file_stays_in_its_place(
    sent: File, media_type: str, disposition: str, file: Database
) -> None:
    """A type or a name with breaks, quotes or folders neither fails nor writes a header."""

    async def media(_: str) -> File:
        return sent

    async def never(*_: str) -> None:
        raise AssertionError("not asked")

    checks = Checks(never, never, never, media=media)  # type: ignore[arg-type]
    web = Web(Door(DatabaseThread(file), KEY), clock=Clock(), metrics=Metrics(), checks=checks)
    transport = httpx.ASGITransport(web.app())
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        answer = await client.get("/media/token")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"] == f"attachment; {disposition}"
    assert "x" not in answer.headers


async def test_ones_own_data_behind_a_link(house: House) -> None:
    """A good token downloads, any other one is not found; nothing is kept by browsers."""
    good = await house.client.get("/exports/good")
    assert good.status_code == 200
    assert good.headers["cache-control"] == "no-store"
    assert json.loads(good.content) == {}
    assert (await house.client.get("/exports/bad")).status_code == 404


async def test_other_methods_and_paths_lead_nowhere(house: House) -> None:
    """Webhooks are posted to; there are no documents to read."""
    assert (await house.client.get("/webhooks/twilio")).status_code == 405
    assert (await house.client.get("/docs")).status_code == 404


@pytest.mark.parametrize("path", ["/webhooks/twilio/", "/healthz/", "/exports/a/"])
async def test_nobody_is_led_to_where_the_host_header_says(house: House, path: str) -> None:
    """A slash too many is a page that is not there, no way to another site."""
    answer = await house.client.get(path, headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers.get("location")) == (404, None)


async def test_one_bad_item_of_a_batch_does_not_spoil_the_others(file: Database) -> None:
    """A group commit that raises is done again one by one; only the culprit hears of it."""

    def double(_: object, items: object) -> list[int]:
        return [2 * int(item) for item in items]  # type: ignore[attr-defined]

    group: GroupCommit[str, int] = GroupCommit(DatabaseThread(file), double)
    results = await asyncio.gather(
        *(group.put(item) for item in ("1", "x", "3")), return_exceptions=True
    )
    assert results[0] == 2
    assert isinstance(results[1], ValueError)
    assert results[2] == 6
