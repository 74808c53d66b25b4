"""What both fakes share: scripted failures, the ground truth, inbound bodies, a process apart."""

import json
import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
import telegram as ptb

from tests.channels.conftest import Listening
from tests.fakes import control, inbound
from tests.fakes.inbound_twilio import ACCOUNT, SENDER, TOKEN
from tests.fakes.outcomes import (
    OUTCOMES,
    GarbageJson,
    Ok,
    Outcome,
    RateLimited,
    Refused,
    RefusedLater,
    Reset,
    Script,
    ServerError,
    Slow,
    TimeoutAccepted,
    TimeoutNotAccepted,
    TruncatedBody,
    dump,
    known,
    load,
    reaches,
)
from tests.fakes.server import serve
from tests.fakes.spec_telegram import BotApiSpec
from tests.fakes.telegram import TOKEN as BOT_TOKEN
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio

AMAL = "whatsapp:+212600000001"
USER = inbound.TelegramUser(700_000_001, last_name="B.", username="amal")
TWILIO_SEND = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
TELEGRAM_SEND = f"/bot{BOT_TOKEN}/sendMessage"

# (outcome, HTTP status or the client's exception, does the person get it, can the client know)
EXPECTED: list[tuple[Outcome, int | type[Exception], bool, bool]] = [
    (Ok(), 200, True, True),
    (Slow(0.05), 200, True, True),
    (RateLimited(3), 429, False, True),
    (ServerError(), 503, False, False),
    (ServerError(502, "", accepted=True), 502, True, False),
    (TimeoutAccepted(), httpx.ReadTimeout, True, False),
    (TimeoutNotAccepted(), httpx.ReadTimeout, False, False),
    (Reset(), httpx.ReadError, False, False),
    (Reset(accepted=True), httpx.ReadError, True, False),
    (TruncatedBody(), httpx.RemoteProtocolError, True, False),
    (GarbageJson(), json.JSONDecodeError, True, False),
    (Refused(400, "no"), 400, False, True),
]


@dataclass(frozen=True, slots=True)
class Side:
    """One provider, as a client that sends sees it."""

    fake: FakeTwilio | FakeTelegram
    send: Callable[..., Any]


@pytest.fixture(params=["twilio", "telegram"])
def side(request: pytest.FixtureRequest) -> Iterator[Side]:
    listening: Listening[Any] = request.getfixturevalue(request.param)
    with httpx.Client(base_url=listening.url, trust_env=False) as client:

        def send(patience: float = 10) -> Any:
            if request.param == "twilio":
                form = {"To": AMAL, "From": SENDER, "Body": "Bonjour"}
                answer = client.post(
                    TWILIO_SEND, data=form, auth=(ACCOUNT, TOKEN), timeout=patience
                )
            else:
                form = {"chat_id": str(USER.id), "text": "Bonjour"}
                answer = client.post(TELEGRAM_SEND, data=form, timeout=patience)
            if answer.is_success:
                answer.json()
            return 200 if answer.status_code == 201 else answer.status_code

        yield Side(listening.fake, send)


@pytest.mark.parametrize("row", EXPECTED, ids=[repr(row[0]) for row in EXPECTED])
def test_every_outcome_is_what_the_client_sees(
    side: Side, row: tuple[Outcome, int | type[Exception], bool, bool]
) -> None:
    """The wire misbehaves as scripted, and the ground truth tells what really happened."""
    outcome, seen, reached, certain = row
    side.fake.script([outcome])
    if isinstance(seen, int):
        assert side.send() == seen
    else:
        with pytest.raises(seen):
            side.send(patience=0.5 if seen is httpx.ReadTimeout else 10)
    assert [d.outcome for d in side.fake.delivered] == [type(outcome).__name__] * reached
    assert [d.known for d in side.fake.delivered] == [certain] * reached
    assert side.send() == 200, "the script is used up"
    assert side.fake.violations == []


def test_every_outcome_has_a_row() -> None:
    """The table above is complete; RefusedLater has tests of its own."""
    assert {type(row[0]) for row in EXPECTED} | {RefusedLater} == set(OUTCOMES.values())


def test_outcomes_say_themselves_what_they_do() -> None:
    """Whether it reaches the person and whether the client can know agree with the wire."""
    for outcome, _, reached, certain in EXPECTED:
        assert (reaches(outcome), known(outcome)) == (reached, certain)


def test_outcomes_travel_as_json() -> None:
    """A handle in another process can script every one of them."""
    for outcome in [*(row[0] for row in EXPECTED), RefusedLater(63016)]:
        assert load(json.loads(json.dumps(dump(outcome)))) == outcome


def test_a_script_is_consumed_in_order_and_may_never_end() -> None:
    """Outcomes come one by one; a generator makes a lasting weather."""
    script = Script()
    script.add([RateLimited(1), Reset()])
    script.add(TimeoutAccepted() for _ in iter(int, 1))
    taken = [script.take() for _ in range(4)]
    assert taken == [RateLimited(1), Reset(), TimeoutAccepted(), TimeoutAccepted()]
    script.clear()
    assert script.take() == Ok()


def test_concurrent_sends_are_all_counted(side: Side) -> None:
    """Numbers are consecutive and nothing is lost when many send at once."""
    threads = [threading.Thread(target=side.send) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [d.number for d in side.fake.delivered] == list(range(1, 17))


def test_a_stopped_fake_refuses_connections() -> None:
    """Leaving the block frees the port, held requests included."""
    fake = FakeTwilio()
    fake.script([TimeoutNotAccepted()])
    form = {"To": AMAL, "From": SENDER, "Body": "Bonjour"}
    with serve(fake.app) as running, pytest.raises(httpx.ReadTimeout):
        httpx.post(running.url + TWILIO_SEND, data=form, auth=(ACCOUNT, TOKEN), timeout=0.1)
    with pytest.raises(httpx.ConnectError):
        httpx.get(running.url, trust_env=False)


# Inbound bodies

UPDATES: dict[str, Callable[[], dict[str, Any]]] = {
    "text": lambda: inbound.telegram_text(USER, "السلام عليكم"),
    "no names": lambda: inbound.telegram_text(inbound.TelegramUser(5, language_code=""), "hi"),
    "start": lambda: inbound.telegram_start(USER),
    "start with payload": lambda: inbound.telegram_start(USER, "invitation-42"),
    "tap": lambda: inbound.telegram_tap(USER, "r1:yes"),
    "voice": lambda: inbound.telegram_voice(USER),
    "photo": lambda: inbound.telegram_photo(USER, caption="mon projet"),
    "sticker": lambda: inbound.telegram_sticker(USER),
    "location": lambda: inbound.telegram_location(USER),
    "contact": lambda: inbound.telegram_contact(USER, "+212600000001"),
    "edited": lambda: inbound.telegram_edited(USER, "3 ans", message_id=9),
    "blocked": lambda: inbound.telegram_blocked(USER),
    "unblocked": lambda: inbound.telegram_unblocked(USER),
    "joined a group": lambda: inbound.telegram_joined_group(USER, -100_5, "Mentors"),
}


@pytest.mark.parametrize("build", UPDATES.values(), ids=UPDATES)
def test_every_update_is_in_specification_and_decodes_in_both_libraries(
    build: Callable[[], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The schema, python-telegram-bot and aiogram agree on it, and nothing is left unread."""
    from aiogram.types import Update  # noqa: PLC0415 (seconds to import)

    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    update = build()
    assert BotApiSpec().check_object("Update", update) == []
    decoded = ptb.Update.de_json(json.loads(json.dumps(update)), None)
    assert decoded is not None
    assert decoded.effective_user is not None
    assert decoded.effective_user.id in {USER.id, 5}
    assert decoded.api_kwargs == {}
    strict = Update.model_validate_json(json.dumps(update))
    assert strict.update_id == update["update_id"]
    assert strict.event_type in update
    assert strict.event.model_extra in (None, {})


def test_update_ids_rise() -> None:
    """Every builder takes the next number, whatever it builds."""
    ids = [build()["update_id"] for build in UPDATES.values()]
    assert ids == sorted(set(ids))


def test_ids_and_dates_can_be_given() -> None:
    """A journey with its own clock numbers and dates its updates itself."""
    update = inbound.telegram_text(USER, "salam", update_id=7, message_id=8, date=9)
    message = update["message"]
    assert (update["update_id"], message["message_id"], message["date"]) == (7, 8, 9)


def test_an_edit_keeps_its_message_id() -> None:
    """The same message_id as the original, and a later edit_date."""
    edited = inbound.telegram_edited(USER, "3 ans", message_id=9)["edited_message"]
    assert edited["message_id"] == 9
    assert edited["edit_date"] > edited["date"]


def test_a_telegram_webhook_carries_the_secret_and_the_update() -> None:
    """Bytes and header as Telegram posts them."""
    update = inbound.telegram_text(USER, "مرحبا")
    webhook = inbound.telegram_webhook("https://mem.example/t", update, "s3cret")
    assert json.loads(webhook.body) == update
    assert webhook.headers["x-telegram-bot-api-secret-token"] == "s3cret"


SID = inbound.message_sid(1)
FORMS: dict[str, dict[str, str]] = {
    "twilio_text_2024_channelmetadata": inbound.twilio_text(AMAL, "salam", sid=SID),
    "twilio_template_button_arabic": inbound.twilio_template_tap(
        AMAL, "قبول", "accept", sid=SID, replied_to=inbound.message_sid(9, "MM")
    ),
    "twilio_image": inbound.twilio_media(AMAL, sid=SID, content_type="image/jpeg"),
    "twilio_location_venue": inbound.twilio_location(
        AMAL, sid=SID, label="CGEM", address="Casablanca"
    ),
    "twilio_location_live_pin": inbound.twilio_location(AMAL, sid=SID),
    "twilio_status_delivered": inbound.twilio_status(SID, "delivered", to=AMAL),
    "twilio_status_sent": inbound.twilio_status(SID, "sent", to=AMAL),
}
# Older recordings lack these; the one through a messaging service has its sid.
NEWER = {"ProfileName", "WaId", "MessageType", "ChannelMetadata", "ReferralNumMedia"}


@pytest.mark.parametrize("name", FORMS)
def test_forms_have_the_fields_of_recorded_ones(name: str) -> None:
    """Field for field what Twilio sent to real applications."""
    shared = os.environ.get("MEM_SHARED") or str(Path(__file__).parents[2].parent / "shared")
    recording = Path(shared) / "payloads" / f"{name}.json"
    if not recording.exists():
        pytest.skip(f"no recorded bodies at {recording.parent}")
    recorded = set(json.loads(recording.read_text(encoding="utf-8"))["form"])
    assert set(FORMS[name]) - NEWER == recorded - NEWER - {"MessagingServiceSid"}


def test_forms_carry_what_was_said() -> None:
    """Taps repeat the label in Body, list choices too; a hidden number has no WaId."""
    tap = inbound.twilio_tap(AMAL, "Mentor", "r1:mentor", sid=SID)
    assert (tap["Body"], tap["ButtonPayload"], tap["MessageType"]) == (
        "Mentor",
        "r1:mentor",
        "interactive",
    )
    choice = inbound.twilio_list_choice(AMAL, "Finance", "finance", sid=SID)
    assert (choice["Body"], choice["ListId"]) == ("Finance", "finance")
    hidden = inbound.twilio_text("whatsapp:MA.1234", "salam", sid=SID)
    assert "WaId" not in hidden
    both = inbound.twilio_text(AMAL, "salam", sid=SID, user_id="whatsapp:MA.1234")
    assert (both["WaId"], both["ExternalUserId"]) == ("212600000001", "whatsapp:MA.1234")
    voice = inbound.twilio_media(AMAL, sid=inbound.message_sid(1, "MM"))
    assert (voice["NumMedia"], voice["MediaContentType0"]) == ("1", "audio/ogg")
    failed = inbound.twilio_status(SID, "failed", to=AMAL, error_code=63016)
    assert failed["ErrorCode"] == "63016"
    assert dict(parse_qsl(inbound.twilio_webhook("https://a.b/", tap).body.decode())) == tap


# A process apart


@pytest.mark.parametrize("kind", ["twilio", "telegram"])
def test_a_fake_runs_as_a_process_and_its_log_survives_it(kind: str, tmp_path: Path) -> None:
    """Each delivery is one line, on disk although the process is killed; a restart goes on."""
    log = tmp_path / "delivered.jsonl"

    def send(url: str, patience: float = 10) -> httpx.Response:
        if kind == "twilio":
            form = {"To": AMAL, "From": SENDER, "Body": "مرحبا"}
            return httpx.post(url + TWILIO_SEND, data=form, auth=(ACCOUNT, TOKEN), timeout=patience)
        form = {"chat_id": str(USER.id), "text": "مرحبا"}
        return httpx.post(url + TELEGRAM_SEND, data=form, timeout=patience)

    with control.process(f"tests.fakes.{kind}", log) as fake:
        fake.script([ServerError(accepted=True), TimeoutNotAccepted(), RateLimited(1)])
        assert send(fake.url).status_code == 503
        with pytest.raises(httpx.ReadTimeout):
            send(fake.url, patience=0.5)
        assert send(fake.url).status_code == 429
        assert send(fake.url).is_success
        assert fake.violations() == []
        assert [d["outcome"] for d in fake.delivered()] == ["ServerError", "Ok"]
        assert len(fake.delivered(start=1)) == 1
        os.kill(fake.pid, signal.SIGKILL)
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [(d["number"], d["known"]) for d in lines] == [(1, False), (2, True)]
    assert lines[1]["body" if kind == "twilio" else "text"] == "مرحبا"
    with control.process(f"tests.fakes.{kind}", log) as fake:
        assert fake.delivered() == lines
        assert send(fake.url).is_success
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    ids = [line.get("sid") or line["message_id"] for line in lines]
    assert len(set(ids)) == 3


def test_a_process_can_be_told_what_members_do(tmp_path: Path) -> None:
    """The handle pushes updates, opens windows, blocks, and reports what is wrong."""
    with control.process("tests.fakes.telegram", tmp_path / "t.jsonl", "--enforce-start") as fake:
        assert (
            httpx.post(fake.url + TELEGRAM_SEND, data={"chat_id": 5, "text": "a"}).status_code
            == 403
        )
        fake.call("push", update=inbound.telegram_text(inbound.TelegramUser(5), "salam"))
        assert httpx.post(fake.url + TELEGRAM_SEND, data={"chat_id": 5, "text": "a"}).is_success
        assert not httpx.post(fake.url + TELEGRAM_SEND, data={"chat_id": 5}).is_success
        assert fake.violations()[0]["problems"] == ["sendMessage: missing text"]
    with control.process("tests.fakes.twilio", tmp_path / "w.jsonl", "--enforce-window") as fake:
        form = {"To": AMAL, "From": SENDER, "Body": "a"}
        auth = (ACCOUNT, TOKEN)
        refused = httpx.post(fake.url + TWILIO_SEND, data=form, auth=auth)
        assert refused.json()["code"] == 63016
        fake.call("receive", form=inbound.twilio_text(AMAL, "salam", sid=SID))
        assert httpx.post(fake.url + TWILIO_SEND, data=form, auth=auth).is_success
        fake.call("block", to=AMAL, code=21610)
        assert httpx.post(fake.url + TWILIO_SEND, data=form, auth=auth).json()["code"] == 21610
