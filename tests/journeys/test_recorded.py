"""Bodies as the providers really send them: accepted or refused as specified, none lost, no 5xx."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.inbound import Webhook, telegram_webhook, twilio_webhook
from tests.fakes.inbound_twilio import ACCOUNT
from tests.journeys.assistant import PUBLIC, ROOT, SECRET, Assistant
from tests.journeys.conftest import Start

SHARED = Path(os.environ.get("MEM_SHARED") or ROOT.parent / "shared") / "payloads"
OURS = ROOT / "tests" / "channels" / "bodies"
USER = {"id": 700_000_016, "is_bot": False, "first_name": "Amal", "language_code": "fr"}
BASE_FORM = {
    "AccountSid": ACCOUNT,
    "From": "whatsapp:+212600000016",
    "To": "whatsapp:+14155238886",
    "NumMedia": "0",
    "ApiVersion": "2010-04-01",
}


def recorded() -> Iterator[tuple[str, Webhook]]:
    """Every recorded body as a request that its provider would make to us."""
    for path in sorted(SHARED.glob("t*_*.json")):
        body = json.loads(path.read_text("utf-8"))
        if path.name.startswith("twilio"):
            form = {**body["form"], "AccountSid": ACCOUNT}
            yield path.stem, twilio_webhook(f"{PUBLIC}{twilio_path(form)}", form)
        else:
            update = body.get("update", body)
            yield path.stem, telegram_webhook(f"{PUBLIC}/webhooks/telegram", update, SECRET)


def ours() -> Iterator[tuple[str, Webhook]]:
    """Our own fixtures: every kind of message we know of."""
    for number, one in enumerate(json.loads((OURS / "twilio.json").read_text("utf-8"))):
        form = {**BASE_FORM, "MessageSid": f"SM{number:032x}", **one["form"]}
        present = {name: value for name, value in form.items() if value is not None}
        yield one["name"], twilio_webhook(f"{PUBLIC}{twilio_path(present)}", present)


def twilio_path(form: Mapping[str, Any]) -> str:
    return "/webhooks/twilio/status" if "MessageStatus" in form else "/webhooks/twilio"


def count(assistant: Assistant) -> int:
    """What keeps an event: letters, reports on messages we do not know, digests of forgotten chats."""
    (row,) = assistant.rows(
        "SELECT (SELECT count(*) FROM inbox) + (SELECT count(*) FROM parked)"
        " + (SELECT count(*) FROM tombstone WHERE kind = 'event') AS n"
    )
    return int(row["n"])


def take_in(assistant: Assistant, bodies: list[tuple[str, Webhook]]) -> None:
    """Post each, then again: a row for each, no second one, and each comes to its end."""
    for name, webhook in bodies:
        before = count(assistant)
        assert assistant.post(webhook) in {200, 204}, name
        assert count(assistant) == before + 1, f"{name} is not kept"
        if "/status" not in webhook.url:
            assert assistant.post(webhook) == 200, f"{name}, again"
            assert count(assistant) == before + 1, f"{name} is kept twice"
    assistant.settle()
    rows = assistant.rows("SELECT state, payload FROM inbox")
    assert {row["state"] for row in rows} <= {"done", "ignored"}
    assert all(row["payload"] for row in rows)


@pytest.mark.skipif(not SHARED.is_dir(), reason="no recorded bodies beside the repository")
@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_every_recorded_body_is_taken_in(start: Start, dialect: str) -> None:
    """Each is acknowledged, kept raw, handled to an end, and counts once."""
    bodies = list(recorded())
    assert len(bodies) >= 20
    take_in(start(dialect), bodies)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_every_kind_of_message_is_taken_in(start: Start, dialect: str) -> None:
    """Our own fixtures, the same way."""
    bodies = list(ours())
    assert len(bodies) >= 10
    take_in(start(dialect), bodies)


def test_what_is_not_the_providers_is_refused_and_not_kept(assistant: Assistant) -> None:
    """Forged, altered or unreadable: 403 or 400, never a row."""
    bodies = dict(ours())
    good = bodies["text"]
    telegram = f"{PUBLIC}/webhooks/telegram"
    update = {"update_id": 1}
    no_json = telegram_webhook(telegram, update, SECRET)
    refused: list[tuple[int, Webhook]] = [
        (403, Webhook(good.url, good.headers, good.body + b"&Body=other")),
        (403, Webhook(good.url, {**good.headers, "x-twilio-signature": "AAAA"}, good.body)),
        (403, Webhook(good.url, {"content-type": "text/plain"}, good.body)),
        (403, telegram_webhook(telegram, update)),
        (403, telegram_webhook(telegram, update, "wrong")),
        (400, Webhook(telegram, no_json.headers, b"{not json")),
        (400, Webhook(telegram, no_json.headers, b"[]")),
        (400, Webhook(telegram, no_json.headers, b"\xff\xfe")),
        (400, Webhook(telegram, no_json.headers, b'{"update_id": "1"}')),
        (400, Webhook(telegram, no_json.headers, b"[" * 100_000)),
        (413, Webhook(telegram, no_json.headers, b" " * (1024 * 1024 + 1))),
    ]
    for status, webhook in refused:
        assert assistant.post(webhook) == status, webhook.body[:60]
    assert count(assistant) == 0
