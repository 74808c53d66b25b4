"""Sending through Twilio's own client to a fake that checks every request."""

import json
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.protocol import (
    LONGEST_WAIT,
    Bubble,
    Button,
    File,
    OutcomeUnknown,
    Refused,
    SendError,
    Throttled,
    Unreachable,
)
from bot.channels.whatsapp import WhatsApp
from bot.channels.whatsapp_content import SHAPES, content_for, definition
from bot.channels.whatsapp_errors import REFUSALS, failure_of_code
from bot.channels.whatsapp_templates import TwilioTemplates
from tests.channels.conftest import Listening, whatsapp_on
from tests.fakes.inbound import message_sid, twilio_text
from tests.fakes.inbound_twilio import ACCOUNT, SENDER, TOKEN
from tests.fakes.outcomes import (
    GarbageJson,
    Outcome,
    RateLimited,
    Reset,
    ServerError,
    TimeoutAccepted,
    TimeoutNotAccepted,
    TruncatedBody,
)
from tests.fakes.outcomes import Refused as Refusal
from tests.fakes.twilio import FakeTwilio

PERSON = "whatsapp:+212600000016"
REPORTS = "https://mem.example.org/webhooks/twilio/status"


@pytest.fixture
async def whatsapp(twilio: Listening[FakeTwilio]) -> AsyncIterator[WhatsApp]:
    channel = whatsapp_on(twilio, sender=SENDER, report_url=REPORTS)
    yield channel
    await channel.close()


async def test_a_bubble_leaves_as_text_with_our_id_in_the_report_address(
    twilio: Listening[FakeTwilio], whatsapp: WhatsApp
) -> None:
    """The sid that comes back is Twilio's, the callback will name the outbox row."""
    sid = await whatsapp.send(Bubble("مرحبا 😀"), PERSON, reference="12")
    (delivery,) = twilio.fake.delivered
    assert (delivery.sid, delivery.to, delivery.body) == (sid, PERSON, "مرحبا 😀")
    assert delivery.form["StatusCallback"] == f"{REPORTS}?ob=12"
    assert twilio.fake.violations == []


async def test_a_proxy_of_the_environment_is_used(
    twilio: Listening[FakeTwilio], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked for once, when the channel is made, and every request goes through it."""
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, twilio.url)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    channel = WhatsApp(ACCOUNT, TOKEN, sender=SENDER, api_url="http://twilio.invalid")
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name)
    sid = await channel.send(Bubble("Bonjour"), PERSON, reference="12")
    await channel.close()
    (delivery,) = twilio.fake.delivered
    assert delivery.sid == sid


async def test_a_person_without_a_number_is_written_to(
    twilio: Listening[FakeTwilio], whatsapp: WhatsApp
) -> None:
    """A business-scoped user id is an address as good as a number."""
    await whatsapp.send(Bubble("Bonjour"), "whatsapp:MA.123456", reference="1")
    assert [one.to for one in twilio.fake.delivered] == ["whatsapp:MA.123456"]


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [
        (RateLimited(7), Throttled),
        (ServerError(503), OutcomeUnknown),
        (ServerError(500, accepted=True), OutcomeUnknown),
        (TimeoutAccepted(), OutcomeUnknown),
        (TimeoutNotAccepted(), OutcomeUnknown),
        (Reset(), OutcomeUnknown),
        (TruncatedBody(), OutcomeUnknown),
        (GarbageJson(), OutcomeUnknown),
        (Refusal(63016), Refused),
        (Refusal(63018, status=429), Throttled),
        (Refusal(21610), Refused),
        (Refusal(20003, status=401), Refused),
        (ServerError(302), Refused),
        (ServerError(400), Refused),
        (ServerError(408), OutcomeUnknown),
        (GarbageJson("{}"), OutcomeUnknown),
        (GarbageJson(""), OutcomeUnknown),
        (GarbageJson('{"sid": "SM\\u0000"}'), OutcomeUnknown),
        (RateLimited(10**12), Throttled),
    ],
    ids=repr,
)
async def test_every_failure_is_one_of_the_known_kinds(
    twilio: Listening[FakeTwilio], whatsapp: WhatsApp, outcome: Outcome, kind: type[SendError]
) -> None:
    """A refusal, a limit, or an outcome that nobody knows; never a bare exception of the SDK."""
    twilio.fake.script([outcome])
    with pytest.raises(SendError) as failure:
        await whatsapp.send(Bubble("Bonjour"), PERSON, reference="1")
    assert type(failure.value) is kind
    assert PERSON not in str(failure.value)


async def test_nobody_listening_means_that_nothing_left() -> None:
    """A refused connection carries no byte: the message is surely not taken."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    channel = WhatsApp(ACCOUNT, TOKEN, sender=SENDER, api_url=url)
    with pytest.raises(Unreachable):
        await channel.send(Bubble("Bonjour"), PERSON, reference="1")
    with pytest.raises(Unreachable):
        await channel.find_sent(PERSON, "Bonjour", datetime(2026, 11, 2, tzinfo=UTC))
    await channel.close()


async def test_a_limit_says_how_long_to_wait(
    twilio: Listening[FakeTwilio], whatsapp: WhatsApp
) -> None:
    """Retry-After is what we wait."""
    twilio.fake.script([RateLimited(7)])
    with pytest.raises(Throttled) as failure:
        await whatsapp.send(Bubble("Bonjour"), PERSON, reference="1")
    assert failure.value.retry_after in {0.0, 7.0}


@pytest.mark.parametrize(
    ("code", "kind"), [(code, kind) for kind, codes in REFUSALS.items() for code in codes]
)
def test_every_listed_code_is_refused_for_its_reason(code: int, kind: str) -> None:
    """The table of channels.md §1.7; each code stands in it once."""
    failure = failure_of_code(code)
    assert isinstance(failure, Refused)
    assert failure.kind == kind
    assert sum(code in codes for codes in REFUSALS.values()) == 1


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        (20429, 429, Throttled),
        (63018, 400, Throttled),
        (21611, 400, Throttled),
        (30001, 400, Throttled),
        (20500, 500, OutcomeUnknown),
        (63010, 400, OutcomeUnknown),
        (30008, 400, OutcomeUnknown),
        (0, 502, OutcomeUnknown),
        (20404, 404, Refused),
        (99999, 400, Refused),
        (0, 408, OutcomeUnknown),
    ],
)
def test_other_codes_are_limits_failures_inside_or_refusals(
    code: int, status: int, kind: type[SendError]
) -> None:
    """An unknown code of the 400s is a refusal of this message, not a reason to repeat it."""
    assert type(failure_of_code(code, status)) is kind


@pytest.mark.parametrize("status", [302, 400, 403, 407, 413, 425])
async def test_what_a_gateway_sends_away_is_not_the_messages_fault(
    twilio: Listening[FakeTwilio], whatsapp: WhatsApp, status: int
) -> None:
    """Without a code of Twilio's it is no verdict on the words: we are set up wrong, they wait."""
    twilio.fake.script([ServerError(status)])
    with pytest.raises(Refused) as failure:
        await whatsapp.send(Bubble("Bonjour"), PERSON, reference="1")
    assert failure.value.kind == "configuration"


async def test_an_error_in_the_newer_form_has_its_code(
    twilio: Listening[FakeTwilio], whatsapp: WhatsApp
) -> None:
    """RFC 9457: type, title, status and code."""
    problem = '{"type": "about:blank", "title": "Closed", "status": 400, "code": 63016}'
    twilio.fake.script([ServerError(400, problem)])
    with pytest.raises(Refused) as failure:
        await whatsapp.send(Bubble("Bonjour"), PERSON, reference="1")
    assert failure.value.kind == "window"


@pytest.mark.parametrize(
    ("asked", "waited"),
    [
        (7, 7),
        (3600, 3600),
        (10**12, LONGEST_WAIT),
        (float("inf"), LONGEST_WAIT),
        (-1, 0),
        (float("nan"), 0),
    ],
)
def test_nobody_makes_us_wait_for_more_than_an_hour(asked: float, waited: float) -> None:
    """A wait beyond reason, or beyond what a clock can count, is tried again after an hour; what is
    no wait at all is none.
    """
    assert Throttled("429", asked).retry_after == waited


async def test_what_is_too_long_after_all_leaves_in_halves(
    twilio: Listening[FakeTwilio], whatsapp: WhatsApp
) -> None:
    """Twilio may count more than we do (21617): nothing is lost, the last half's sid is kept."""
    twilio.fake.script([Refusal(21617)])
    text = "un deux trois. " * 20 + "fin"
    sid = await whatsapp.send(Bubble(text), PERSON, reference="1")
    bodies = [one.body for one in twilio.fake.delivered]
    assert len(bodies) > 1
    assert " ".join(" ".join(bodies).split()) == " ".join(text.split())
    assert twilio.fake.delivered[-1].sid == sid


BUTTONS = tuple(Button(f"7a.1.home.{number}", f"Choix {number}", number) for number in range(1, 11))


@pytest.mark.parametrize(
    ("count", "shape"),
    [(2, "quick-reply/2"), (3, "quick-reply/3"), (4, "list-picker/4"), (10, "list-picker/10")],
)
async def test_buttons_are_shown_where_their_shape_is_registered(
    twilio: Listening[FakeTwilio], whatsapp: WhatsApp, count: int, shape: str
) -> None:
    """The person sees the numbered text and taps that bring our tokens back."""
    twilio.fake.saw_inbound(PERSON)
    whatsapp.contents[shape] = await TwilioTemplates(whatsapp).create(definition(shape))
    bubble = Bubble("Où ?\n1. Choix 1", BUTTONS[:count], "Choisir")
    await whatsapp.send(bubble, PERSON, reference="1")
    (delivery,) = twilio.fake.delivered
    assert delivery.body == bubble.text
    assert list(delivery.buttons) == [(one.token, one.label) for one in bubble.buttons]
    assert twilio.fake.violations == []


@pytest.mark.parametrize(
    "bubble",
    [
        Bubble("x"),
        Bubble("x", (Button("t", "a label of more than twenty-four letters", 1),)),
        Bubble("x" * 1025, BUTTONS[:2]),
        Bubble("x", (*BUTTONS, Button("t", "one too many", 11))),
        Bubble("x", BUTTONS[:5], "a list title that is too long"),
    ],
)
def test_what_fits_no_shape_stays_text(bubble: Bubble) -> None:
    """No button, too long a label, text or title, too many choices."""
    assert content_for(bubble, dict.fromkeys(SHAPES, "HX1")) is None


def test_every_shape_can_be_made() -> None:
    """Samples cover every variable, as WhatsApp asks."""
    for shape in SHAPES:
        made = definition(shape)
        wanted = {str(n) for n in range(1, len(made["variables"]) + 1)}  # type: ignore[arg-type]
        assert set(made["variables"]) == wanted  # type: ignore[call-overload]


async def test_a_message_of_unknown_outcome_is_found_again(
    twilio: Listening[FakeTwilio], whatsapp: WhatsApp
) -> None:
    """By person, time and text; other people's and former messages do not count."""
    before = datetime.now(UTC)  # noqa: TID251 - the fake keeps wall time
    twilio.fake.script([TimeoutAccepted()])
    with pytest.raises(OutcomeUnknown):
        await whatsapp.send(Bubble("Bonjour"), PERSON, reference="1")
    (delivery,) = twilio.fake.delivered
    assert await whatsapp.find_sent(PERSON, "Bonjour", before) == (delivery.sid,)
    assert await whatsapp.find_sent(PERSON, "Bonsoir", before) == ()
    assert await whatsapp.find_sent("whatsapp:+212600000017", "Bonjour", before) == ()
    assert await whatsapp.find_sent(PERSON, "Bonjour", before + timedelta(minutes=5)) == ()


async def test_messages_that_no_webhook_brought_are_fetched(
    twilio: Listening[FakeTwilio], whatsapp: WhatsApp
) -> None:
    """In order, as inbox rows; the newest are left to their webhook, our own are not ours to read."""
    now = datetime.now(UTC)  # noqa: TID251 - as above
    for number, minutes in ((1, 3), (2, 5), (3, 0)):
        form = twilio_text(PERSON, f"no. {number}", sid=message_sid(number))
        twilio.fake.receive(form, now - timedelta(minutes=minutes))
    await whatsapp.send(Bubble("Bonjour"), PERSON, reference="1")
    arrivals = await whatsapp.missed_arrivals(now - timedelta(minutes=10), now)
    assert [one.event_id for one in arrivals] == [message_sid(2), message_sid(1)]
    assert [one.address for one in arrivals] == [PERSON, PERSON]
    assert "no.+2" in arrivals[0].payload


@pytest.mark.parametrize(
    "message",
    [
        {"sid": None, "direction": "inbound", "from": PERSON, "date_sent": None},
        {"sid": "SM1", "direction": "inbound", "from": PERSON, "date_sent": "yesterday"},
        {"sid": message_sid(1), "direction": "inbound", "from": PERSON, "date_sent": "yesterday"},
        {"sid": message_sid(1), "direction": None, "from": PERSON, "date_sent": None},
    ],
    ids=repr,
)
async def test_a_list_that_makes_no_sense_is_a_question_without_an_answer(
    twilio: Listening[FakeTwilio], whatsapp: WhatsApp, message: dict[str, str | None]
) -> None:
    """Nothing is taken from it that no message was, and nobody stops asking for it."""
    now = datetime.now(UTC)  # noqa: TID251 - as above
    page = json.dumps({"messages": [message], "next_page_uri": None, "uri": "/", "page_size": 1})
    for asking in (whatsapp.missed_arrivals(now, now), whatsapp.find_sent(PERSON, "x", now)):
        twilio.fake.script([ServerError(200, page)], operation="ListMessage")
        with suppress(SendError):
            assert not await asking


async def test_a_file_is_refused_so_that_a_link_is_sent(whatsapp: WhatsApp) -> None:
    """WhatsApp fetches documents from public addresses; ours is private."""
    with pytest.raises(Refused):
        await whatsapp.send_file(File("a.json", "application/json", b"{}"), PERSON, reference="1")


@pytest.mark.parametrize(
    "reference",
    [
        "@203.0.113.9/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1",
        ":80@203.0.113.9/",
        "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/../../../Keys.json",
        "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
        "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1%0d%0aX:y",
        "file:///etc/passwd",
        "",
    ],
)
async def test_the_account_is_asked_for_media_only(
    whatsapp: WhatsApp, twilio: Listening[FakeTwilio], reference: str
) -> None:
    """An address that is none of a message's media is not followed, by our own login least of all."""
    with pytest.raises(Refused):
        await whatsapp.download(reference, 1_000)
