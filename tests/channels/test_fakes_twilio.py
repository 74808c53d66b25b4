"""The fake Twilio is itself held against Twilio's own client and documents."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from twilio.base.exceptions import TwilioRestException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from twilio.rest.content.v1.content import ContentList
from twilio.rest.content.v1.content.approval_create import ApprovalCreateList

from tests.channels.conftest import Listening
from tests.fakes.inbound import (
    message_sid,
    sign,
    twilio_media,
    twilio_text,
    twilio_webhook,
)
from tests.fakes.inbound_twilio import ACCOUNT, SENDER, TOKEN
from tests.fakes.outcomes import RefusedLater, TruncatedBody
from tests.fakes.server import serve
from tests.fakes.spec_twilio import TwilioSpec
from tests.fakes.twilio import FakeTwilio

AMAL = "whatsapp:+212600000001"
MESSAGES = f"/2010-04-01/Accounts/{ACCOUNT}/Messages"
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
QUICK_REPLY = {
    "friendly_name": "role_fr",
    "language": "fr",
    "variables": {"1": "Amal"},
    "types": {
        "twilio/quick-reply": {
            "body": "Bonjour {{1}}, quel rôle vous convient ?",
            "actions": [
                {"type": "QUICK_REPLY", "title": "Mentor", "id": "r1:mentor"},
                {"type": "QUICK_REPLY", "title": "Mentoré", "id": "r1:mentee"},
            ],
        }
    },
}


class SteppedClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def connect(url: str, token: str = TOKEN) -> Client:
    client = Client(ACCOUNT, token)
    for product in (client.api, client.content, client.messaging):
        product.base_url = url
    return client


@pytest.fixture
def client(twilio: Listening[FakeTwilio]) -> Iterator[Client]:
    found = connect(twilio.url)
    yield found
    found.http_client.session.close()


@pytest.fixture
def raw(twilio: Listening[FakeTwilio]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=twilio.url, auth=(ACCOUNT, TOKEN), trust_env=False) as found:
        yield found


def send_form(**more: str) -> dict[str, str]:
    return {"To": AMAL, "From": SENDER, "Body": "Bonjour", **more}


def test_a_message_round_trips_through_twilios_client(
    twilio: Listening[FakeTwilio], client: Client
) -> None:
    """What is created is answered as queued, kept as delivered and can be fetched."""
    created = client.messages.create(to=AMAL, from_=SENDER, body="مرحبا 👋")

    assert created.status == "queued"
    assert created.num_segments == "1"
    assert created.price is None
    assert created.date_sent is None
    assert client.messages(created.sid).fetch().body == "مرحبا 👋"
    (delivery,) = twilio.fake.delivered
    assert (delivery.sid, delivery.to, delivery.body) == (created.sid, AMAL, "مرحبا 👋")
    assert delivery.known
    assert twilio.fake.violations == []


# aiohttp's complaints about twilio's own code.
ASYNC_CLIENT = pytest.mark.filterwarnings(
    "ignore:.*deprecated and will be removed:DeprecationWarning"
)


@ASYNC_CLIENT
async def test_the_async_client_round_trips_too(twilio: Listening[FakeTwilio]) -> None:
    """messages.create_async reaches the fake and decodes its answer."""
    async with AsyncTwilioHttpClient() as http_client:
        client = Client(ACCOUNT, TOKEN, http_client=http_client)
        client.api.base_url = twilio.url
        created = await client.messages.create_async(to=AMAL, from_=SENDER, body="Bonjour")
    assert twilio.fake.delivered[0].sid == created.sid


@ASYNC_CLIENT
async def test_the_async_clients_broken_json_body_is_caught(
    twilio: Listening[FakeTwilio],
) -> None:
    """contents.create_async sends a form under a JSON content type; the fake must not swallow it."""
    async with AsyncTwilioHttpClient() as http_client:
        client = Client(ACCOUNT, TOKEN, http_client=http_client)
        client.content.base_url = twilio.url
        with pytest.raises(TwilioRestException) as caught:
            await client.content.v1.contents.create_async(content_request())
    assert caught.value.status == 400
    assert "not JSON" in twilio.fake.violations[0].problems[0]


def test_a_message_through_a_service_has_no_sender_yet(client: Client) -> None:
    """Through a messaging service Twilio answers accepted, without From or segments."""
    created = client.messages.create(to=AMAL, messaging_service_sid="MG" + "0" * 32, body="Bonjour")
    assert (created.status, created.from_, created.num_segments) == ("accepted", None, "0")


def test_a_business_scoped_user_id_is_an_address(client: Client) -> None:
    """People who hide their number are written to as whatsapp:CC.id."""
    assert client.messages.create(to="whatsapp:MA.12345678", from_=SENDER, body="Bonjour").sid


BAD_SENDS = [
    ({"To": ""}, 21604, "empty To"),
    ({"To": "+212600000001"}, 21910, "To on another channel"),
    ({"To": "whatsapp:212600000001"}, 21211, "To without +"),
    ({"From": ""}, 21603, "no sender"),
    ({"Body": ""}, 21619, "nothing to say"),
    ({"Body": "a" * 1601}, 21617, "body over 1600"),
    ({"Body": "👋" * 801}, 21617, "body over 1600 UTF-16 units"),
    ({"ContentSid": "HX123"}, 21655, "ContentSid out of its pattern"),
    ({"ContentVariables": '{"1":"a"}'}, 21654, "variables without a template"),
    ({"MessagingServiceSid": "MG1"}, 21701, "service out of its pattern"),
    ({"StatusCallback": "not a uri"}, 21609, "bad uri"),
    ({"ValidityPeriod": "ten"}, 20001, "not an integer"),
    ({"ScheduleType": "later"}, 20001, "not in the enumeration"),
    ({"ReplyMarkup": "{}"}, 20001, "unknown field"),
]


@pytest.mark.parametrize(
    ("change", "code"), [row[:2] for row in BAD_SENDS], ids=[row[2] for row in BAD_SENDS]
)
def test_a_send_out_of_specification_is_refused_and_recorded(
    twilio: Listening[FakeTwilio], raw: httpx.Client, change: dict[str, str], code: int
) -> None:
    """Each wrong send is answered with Twilio's error and kept as a violation, never delivered."""
    answer = raw.post(f"{MESSAGES}.json", data=send_form(**change))
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.json()["more_info"].endswith(str(code))
    assert len(twilio.fake.violations) == 1
    assert twilio.fake.delivered == []


def test_a_missing_recipient_is_named(twilio: Listening[FakeTwilio], raw: httpx.Client) -> None:
    """A send without To is Twilio's 21604."""
    answer = raw.post(f"{MESSAGES}.json", data={"From": SENDER, "Body": "Bonjour"})
    assert answer.json()["code"] == 21604
    assert "To" in twilio.fake.violations[0].problems[0]


def test_a_json_send_is_refused(twilio: Listening[FakeTwilio], raw: httpx.Client) -> None:
    """The 2010 API takes forms only."""
    assert raw.post(f"{MESSAGES}.json", json=send_form()).status_code == 400
    assert "Content-Type" in twilio.fake.violations[0].problems[0]


def test_several_media_urls_are_an_array(twilio: Listening[FakeTwilio], raw: httpx.Client) -> None:
    """Repeated MediaUrl fields are one array, and the message gets an MM sid."""
    urls = ["https://example.org/a.png", "https://example.org/b.png"]
    answer = raw.post(f"{MESSAGES}.json", data={**send_form(), "MediaUrl": urls})
    assert answer.json()["sid"].startswith("MM")
    assert twilio.fake.delivered[0].form["MediaUrl"] == urls


def test_wrong_credentials_are_20003(twilio: Listening[FakeTwilio]) -> None:
    """A wrong token, or somebody else's account, gets 401 and nothing is delivered."""
    for auth in ((ACCOUNT, "wrong"), ("AC" + "9" * 32, TOKEN), None):
        answer = httpx.post(f"{twilio.url}{MESSAGES}.json", data=send_form(), auth=auth)
        assert (answer.status_code, answer.json()["code"]) == (401, 20003)
    assert twilio.fake.delivered == []


def test_an_unknown_path_is_20404(raw: httpx.Client) -> None:
    """What the documents do not have does not exist."""
    answer = raw.get(f"/2010-04-01/Accounts/{ACCOUNT}/Calls.json")
    assert (answer.status_code, answer.json()["code"]) == (404, 20404)


@pytest.fixture
def stepped() -> Iterator[tuple[FakeTwilio, Client, SteppedClock]]:
    """A fake with a window and a clock that moves, three messages a minute apart."""
    clock = SteppedClock()
    fake = FakeTwilio(clock=clock, enforce_window=True)
    fake.saw_inbound(AMAL)
    with serve(fake.app) as running:
        client = connect(running.url)
        for number in range(3):
            client.messages.create(to=AMAL, from_=SENDER, body=f"message {number}")
            clock.now += timedelta(minutes=1)
        yield fake, client, clock
        client.http_client.session.close()


FILTERS = [
    ({}, [2, 1, 0]),
    ({"to": AMAL}, [2, 1, 0]),
    ({"to": SENDER}, []),
    ({"from_": SENDER}, [2, 1, 0]),
    ({"date_sent_after": NOON + timedelta(minutes=1)}, [2, 1]),
    ({"date_sent_after": NOON + timedelta(seconds=61)}, [2]),
    ({"date_sent_before": NOON + timedelta(minutes=1)}, [1, 0]),
    ({"date_sent": NOON + timedelta(minutes=1)}, [1]),
    ({"date_sent": "2026-11-02"}, [2, 1, 0]),
    ({"date_sent": "2026-11-03"}, []),
    ({"date_sent_before": "2026-11-02"}, []),
    ({"limit": 2}, [2, 1]),
    ({"page_size": 1}, [2, 1, 0]),
    ({"page_size": 2, "to": AMAL}, [2, 1, 0]),
]


@pytest.mark.parametrize(("query", "numbers"), FILTERS, ids=[str(row[0]) for row in FILTERS])
def test_lists_filter_and_page(
    stepped: tuple[FakeTwilio, Client, SteppedClock], query: dict[str, object], numbers: list[int]
) -> None:
    """To, From and DateSent filter, ends included, newest first, over any number of pages."""
    fake, client, _ = stepped
    found = [message.body for message in client.messages.list(**query)]
    assert found == [f"message {number}" for number in numbers]
    assert fake.violations == []


def test_a_list_that_grows_while_it_is_read_repeats_nothing(
    stepped: tuple[FakeTwilio, Client, SteppedClock],
) -> None:
    """The page token holds the place when newer messages come in at the head."""
    _, client, _ = stepped
    stream = client.messages.stream(page_size=2)
    seen = [next(stream).body, next(stream).body]
    client.messages.create(to=AMAL, from_=SENDER, body="newer")
    assert seen + [message.body for message in stream] == ["message 2", "message 1", "message 0"]


def test_an_inbound_message_is_listed_with_its_media(
    twilio: Listening[FakeTwilio], client: Client
) -> None:
    """A sweep for lost webhooks finds what members wrote, and erasure can delete it."""
    form = twilio_media(AMAL, sid=message_sid(7, "MM"))
    twilio.fake.receive(form, at=NOON)
    (message,) = client.messages.list(to=SENDER, date_sent_after=NOON)
    assert (message.direction, message.status, message.num_media) == ("inbound", "received", "1")
    (media,) = message.media.list()
    assert media.fetch().content_type == "audio/ogg"
    assert media.delete()
    assert message.delete()
    assert twilio.fake.deleted == [media.sid, message.sid]
    assert client.messages.list(to=SENDER) == []


def test_free_form_outside_the_window_is_63016(
    stepped: tuple[FakeTwilio, Client, SteppedClock],
) -> None:
    """24 hours after the last inbound message only an approved template goes through."""
    fake, client, clock = stepped
    template = fake.content.create(QUICK_REPLY)
    clock.now = NOON + timedelta(hours=24)
    for words in ({"body": "Bonjour"}, {"content_sid": template.sid}):
        with pytest.raises(TwilioRestException) as caught:
            client.messages.create(to=AMAL, from_=SENDER, **words)
        assert caught.value.code == 63016
    assert fake.refusals == [63016, 63016]
    fake.content.decide(template.sid, "approved")
    client.messages.create(to=AMAL, from_=SENDER, content_sid=template.sid)
    assert fake.delivered[-1].body == "Bonjour Amal, quel rôle vous convient ?"
    fake.saw_inbound(AMAL)
    client.messages.create(to=AMAL, from_=SENDER, body="Bonjour")
    assert fake.delivered[-1].body == "Bonjour"
    assert fake.violations == []


def test_a_late_refusal_is_a_success_that_fails() -> None:
    """With late_refusals the send is answered 201, and only its status tells 63016."""
    fake = FakeTwilio(enforce_window=True, late_refusals=True)
    with serve(fake.app) as running:
        client = connect(running.url)
        created = client.messages.create(to=AMAL, from_=SENDER, body="Bonjour")
        fetched = client.messages(created.sid).fetch()
        client.http_client.session.close()
    assert (created.status, created.error_code) == ("queued", None)
    assert (fetched.status, fetched.error_code) == ("failed", 63016)
    assert fake.refusals == [63016]
    assert fake.delivered == []


def test_a_blocked_address_is_refused_until_unblocked(
    twilio: Listening[FakeTwilio], client: Client
) -> None:
    """A block answers with its code, and nothing is delivered."""
    twilio.fake.block(AMAL, 21610)
    with pytest.raises(TwilioRestException) as caught:
        client.messages.create(to=AMAL, from_=SENDER, body="Bonjour")
    assert caught.value.code == 21610
    twilio.fake.unblock(AMAL)
    client.messages.create(to=AMAL, from_=SENDER, body="Bonjour")
    assert len(twilio.fake.delivered) == 1


def test_the_typing_indicator_needs_an_inbound_sid(
    twilio: Listening[FakeTwilio], client: Client
) -> None:
    """It marks a message we received; another sid is 404."""
    twilio.fake.receive(twilio_text(AMAL, "salam", sid=message_sid(1)))
    typing = client.messaging.v2.typing_indicator
    assert typing.create(channel="whatsapp", message_id=message_sid(1)).success
    with pytest.raises(TwilioRestException):
        typing.create(channel="whatsapp", message_id=message_sid(2))
    assert twilio.fake.account.typing == [message_sid(1)]


def content_request(**types: object) -> ContentList.ContentCreateRequest:
    request = {**QUICK_REPLY, "types": types or QUICK_REPLY["types"]}
    return ContentList.ContentCreateRequest(request)


def test_templates_round_trip_through_twilios_client(
    twilio: Listening[FakeTwilio], client: Client
) -> None:
    """Create, fetch, list, submit, read the verdict, send, delete."""
    contents = client.content.v1.contents
    created = contents.create(content_request())
    assert contents(created.sid).fetch().friendly_name == "role_fr"
    assert [content.sid for content in contents.list(page_size=1)] == [created.sid]
    approvals = contents(created.sid)
    request = ApprovalCreateList.ContentApprovalRequest({"name": "role_fr", "category": "UTILITY"})
    submitted = approvals.approval_create.create(request)
    assert submitted.status == "received"
    twilio.fake.content.decide(created.sid, "approved")
    assert approvals.approval_fetch().fetch().whatsapp["status"] == "approved"
    (listed,) = client.content.v1.content_and_approvals.list()
    assert listed.approval_requests["status"] == "approved"
    client.messages.create(
        to=AMAL, from_=SENDER, content_sid=created.sid, content_variables=json.dumps({"1": "Zineb"})
    )
    delivery = twilio.fake.delivered[0]
    assert delivery.body == "Bonjour Zineb, quel rôle vous convient ?"
    assert delivery.buttons == (("r1:mentor", "Mentor"), ("r1:mentee", "Mentoré"))
    assert contents(created.sid).delete()
    assert twilio.fake.violations == []


BAD_TEMPLATES = [
    ({"twilio/quick-reply": {"body": "a", "actions": "Mentor"}}, "wrong shape"),
    ({"twilio/quick-reply": {"actions": []}}, "no body"),
    ({"twilio/texte": {"body": "a"}}, "unknown type"),
    ({"twilio/text": {"body": "a" * 1601}}, "text over 1600"),
    ({"twilio/quick-reply": {"body": "a", "actions": [{"title": "a" * 21}]}}, "title over 20"),
    ({"twilio/quick-reply": {"body": "a", "actions": [{"title": "a"}] * 11}}, "11 buttons"),
    (
        {
            "twilio/list-picker": {
                "body": "a",
                "button": "b",
                "items": [{"id": "1", "item": "a" * 25}],
            }
        },
        "item over 24",
    ),
]


@pytest.mark.parametrize(
    "types", [row[0] for row in BAD_TEMPLATES], ids=[row[1] for row in BAD_TEMPLATES]
)
def test_a_template_out_of_specification_is_refused_and_recorded(
    twilio: Listening[FakeTwilio], raw: httpx.Client, types: dict[str, object]
) -> None:
    """Shapes come from the document, lengths from the content types' pages."""
    answer = raw.post("/v1/Content", json={"language": "fr", "types": types})
    assert answer.status_code == 400
    assert len(twilio.fake.violations) == 1
    assert twilio.fake.content.templates == {}


REJECTED = [
    ("{{1}}, bonjour.", "starts with a variable"),
    ("Bonjour {{1}}", "ends with a variable"),
    ("Bonjour {{1}} {{2}} !", "two variables together"),
    ("Bonjour {{9}} !", "no sample"),
]


@pytest.mark.parametrize("body", [row[0] for row in REJECTED], ids=[row[1] for row in REJECTED])
def test_words_whatsapp_never_takes_are_rejected_at_once(raw: httpx.Client, body: str) -> None:
    """Variables at the ends, side by side or without a sample are rejected at submission."""
    request = {"language": "fr", "variables": {"1": "a", "2": "b"}}
    created = raw.post("/v1/Content", json={**request, "types": {"twilio/text": {"body": body}}})
    path = f"/v1/Content/{created.json()['sid']}/ApprovalRequests/whatsapp"
    verdict = raw.post(path, json={"name": "hello", "category": "UTILITY"}).json()
    assert verdict["status"] == "rejected"
    assert verdict["rejection_reason"]


VARIABLES = [
    ("not json", 21656),
    ('["a"]', 21656),
    ('{"1": ""}', 21656),
    ('{"1": 7}', 21656),
    (json.dumps({"1": "a" * 1601}), 21658),
    (json.dumps({"1": "a" * 1100}), 63021),
]


@pytest.mark.parametrize(("variables", "code"), VARIABLES, ids=[row[0][:12] for row in VARIABLES])
def test_content_variables_are_checked(
    twilio: Listening[FakeTwilio], raw: httpx.Client, variables: str, code: int
) -> None:
    """They are a JSON object of texts, none empty, and the filled words have to fit."""
    template = twilio.fake.content.create(QUICK_REPLY)
    form = {"To": AMAL, "From": SENDER, "ContentSid": template.sid, "ContentVariables": variables}
    assert raw.post(f"{MESSAGES}.json", data=form).json()["code"] == code


def test_a_body_beside_a_template_is_recorded(
    twilio: Listening[FakeTwilio], raw: httpx.Client
) -> None:
    """Twilio would take it; the fake takes it too, and remembers."""
    template = twilio.fake.content.create(QUICK_REPLY)
    answer = raw.post(f"{MESSAGES}.json", data=send_form(ContentSid=template.sid))
    assert answer.status_code == 201
    assert "Body" in twilio.fake.violations[0].problems[0]


def test_every_answer_is_in_specification(twilio: Listening[FakeTwilio], raw: httpx.Client) -> None:
    """Each operation's answer has exactly the fields and types of Twilio's document."""
    spec = TwilioSpec()
    twilio.fake.receive(twilio_media(AMAL, sid=message_sid(1, "MM")))

    def answer(operation: str, method: str, path: str, **request: Any) -> dict[str, str]:
        response = raw.request(method, path, **request)
        value = response.json() if response.content else None
        assert spec.check_answer(operation, response.status_code, value) == []
        return value or {}

    sent = answer("CreateMessage", "POST", f"{MESSAGES}.json", data=send_form())
    one = f"{MESSAGES}/{sent['sid']}"
    media = f"{MESSAGES}/{message_sid(1, 'MM')}/Media"
    answer("FetchMessage", "GET", f"{one}.json")
    answer("ListMessage", "GET", f"{MESSAGES}.json", params={"PageSize": 1})
    answer("UpdateMessage", "POST", f"{one}.json", data={"Body": ""})
    answer("ListMedia", "GET", f"{media}.json")
    answer("FetchMedia", "GET", f"{media}/ME{'0' * 31}1.json")
    answer("DeleteMedia", "DELETE", f"{media}/ME{'0' * 31}1.json")
    answer("DeleteMessage", "DELETE", f"{one}.json")
    created = answer("CreateContent", "POST", "/v1/Content", json=QUICK_REPLY)
    content = f"/v1/Content/{created['sid']}"
    submission = {"name": "role_fr", "category": "UTILITY"}
    answer("FetchContent", "GET", content)
    answer("ListContent", "GET", "/v1/Content")
    approvals = f"{content}/ApprovalRequests"
    answer("CreateApprovalCreate", "POST", f"{approvals}/whatsapp", json=submission)
    answer("FetchApprovalFetch", "GET", approvals)
    answer("ListContentAndApprovals", "GET", "/v1/ContentAndApprovals")
    answer("DeleteContent", "DELETE", content)
    typing = {"channel": "whatsapp", "messageId": message_sid(1, "MM")}
    answer("CreateTypingIndicator", "POST", "/v2/Indicators/Typing.json", data=typing)
    assert twilio.fake.violations == []


def test_an_answer_out_of_specification_would_be_noticed() -> None:
    """The check of the test above can fail: a missing, a wrong and an unknown field."""
    spec = TwilioSpec()
    assert spec.check_answer("CreateTypingIndicator", 200, {"success": True}) == []
    for wrong in ({}, {"success": "yes"}, {"success": True, "more": 1}):
        assert spec.check_answer("CreateTypingIndicator", 200, wrong) != []


def test_a_status_callback_is_signed_over_the_public_address(
    twilio: Listening[FakeTwilio], client: Client
) -> None:
    """It goes to where the product really listens, and validates against its public URL."""
    seen: list[tuple[str, dict[str, str]]] = []

    async def status(request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        seen.append((request.headers["x-twilio-signature"], form))
        return Response(status_code=204)

    public = "https://mem.example/webhooks/twilio/status?ob=42"
    app = Starlette(routes=[Route("/webhooks/twilio/status", status, methods=["POST"])])
    with serve(app) as product:
        twilio.fake.reach["https://mem.example"] = product.url
        created = client.messages.create(
            to=AMAL, from_=SENDER, body="Bonjour", status_callback=public
        )
        assert twilio.fake.deliver_status(created.sid, "delivered") == 204
    signature, form = seen[0]
    assert (form["MessageSid"], form["MessageStatus"]) == (created.sid, "delivered")
    assert RequestValidator(TOKEN).validate(public, form, signature)
    assert not RequestValidator(TOKEN).validate(product.url, form, signature)
    assert client.messages(created.sid).fetch().status == "delivered"


def test_a_lost_answer_can_be_reconciled(twilio: Listening[FakeTwilio], client: Client) -> None:
    """After a body cut short the message is found by To and time, with its words."""
    twilio.fake.script([TruncatedBody()])
    before = datetime.now(UTC) - timedelta(seconds=1)  # noqa: TID251 (the fake runs on the wall's clock)
    with pytest.raises(Exception, match=r"IncompleteRead|Connection broken"):
        client.messages.create(to=AMAL, from_=SENDER, body="Bonjour")
    (found,) = client.messages.list(to=AMAL, date_sent_after=before)
    assert (found.body, found.sid) == ("Bonjour", twilio.fake.delivered[0].sid)
    assert not twilio.fake.delivered[0].known


def test_a_scripted_late_refusal_shows_in_the_status(
    twilio: Listening[FakeTwilio], client: Client
) -> None:
    """RefusedLater is 201, then failed with its code."""
    twilio.fake.script([RefusedLater(63024)])
    created = client.messages.create(to=AMAL, from_=SENDER, body="Bonjour")
    assert client.messages(created.sid).fetch().error_code == 63024
    assert twilio.fake.delivered == []


def test_the_published_signature_reproduces() -> None:
    """The example of Twilio's security page, token 12345."""
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    assert sign(url, form, "12345") == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_a_signed_webhook_validates_with_blank_values_and_without_its_fragment() -> None:
    """Blanks are signed and travel; the fragment with Twilio's overrides does neither."""
    form = twilio_media(AMAL, sid=message_sid(1, "MM"))
    webhook = twilio_webhook("https://mem.example/webhooks/twilio#rc=5&rp=all", form)
    assert webhook.url == "https://mem.example/webhooks/twilio"
    received = dict(parse_qsl(webhook.body.decode(), keep_blank_values=True))
    assert received == form
    assert received["Body"] == ""
    signature = webhook.headers["x-twilio-signature"]
    assert RequestValidator(TOKEN).validate(webhook.url, received, signature)
    dropped = dict(parse_qsl(webhook.body.decode()))
    assert not RequestValidator(TOKEN).validate(webhook.url, dropped, signature)
