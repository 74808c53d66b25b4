"""Twilio's signature and the form behind it."""

import random
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from twilio.request_validator import HMAC_SHA256, RequestValidator

from bot.channels.protocol import NotAuthentic, UnreadableBody
from bot.channels.whatsapp_webhook import TwilioDoor, status_of
from tests.fakes.inbound import message_sid, sign, twilio_status, twilio_text
from tests.fakes.inbound_twilio import ACCOUNT, TOKEN

BASE = "https://mem.example.org"
PATH = "/webhooks/twilio"
NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
DOOR = TwilioDoor(ACCOUNT, (TOKEN, "the-former-token"), BASE)


def form(**more: str) -> dict[str, str]:
    return twilio_text("whatsapp:+212600000016", "Bonjour", sid=message_sid(1)) | more


def request(
    values: dict[str, str], url: str = BASE + PATH, token: str = TOKEN
) -> tuple[dict[str, str], bytes]:
    return {"x-twilio-signature": sign(url, values, token)}, urlencode(values).encode()


def refused(headers: dict[str, str], body: bytes, query: str = "") -> bool:
    try:
        DOOR.open(PATH, query, headers, body)
    except (NotAuthentic, UnreadableBody):
        return True
    return False


def test_the_published_vector_holds() -> None:
    """The library we rely on signs as Twilio's documentation says."""
    params = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert RequestValidator("12345").compute_signature(url, params) == (
        "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    )


@pytest.mark.parametrize("body", ["Bonjour", "", "السلام عليكم 😀", "a=b&c", "x\u0000y", "  "])
def test_an_authentic_form_is_opened_blank_values_kept(body: str) -> None:
    """A voice note has an empty Body, and the signature covers it."""
    values = form(Body=body, Label="")
    headers, raw = request(values)
    assert DOOR.open(PATH, "", headers, raw) == values


def test_both_secrets_count_while_one_replaces_the_other() -> None:
    """A rotation loses no message; a third secret opens nothing."""
    assert not refused(*request(form(), token="the-former-token"))
    assert refused(*request(form(), token="somebody-elses"))


def test_a_shared_key_may_sign_with_sha256() -> None:
    """Twilio names the algorithm in a header; an unknown one is refused."""
    values = form()
    signature = RequestValidator(TOKEN).compute_signature(BASE + PATH, values, HMAC_SHA256)
    headers = {"x-twilio-signature": signature}
    raw = urlencode(values).encode()
    named = "x-twilio-webhooks-signature-settings"
    assert not refused(headers | {named: "key=k,algorithm=HMAC_SHA256"}, raw)
    assert refused(headers, raw)
    assert refused(headers | {named: "key=k,algorithm=ROT13"}, raw)


@pytest.mark.parametrize(
    "url",
    [
        "http://mem.example.org/webhooks/twilio",
        "https://mem.example.org/webhooks/twilio/",
        "https://mem.example.org/webhooks/twilio?a=1",
        "https://evil.example.org/webhooks/twilio",
        "https://mem.example.org/webhooks/twilio/status",
    ],
)
def test_a_signature_is_over_our_public_address(url: str) -> None:
    """Another scheme, host, path or query was signed: not ours."""
    assert refused(*request(form(), url=url))


def test_the_query_is_signed_too() -> None:
    """`?ob=7` in a status callback can be trusted."""
    values = twilio_status(message_sid(2), "delivered", to="whatsapp:+212600000016")
    headers, raw = request(values, url=f"{BASE}{PATH}?ob=7")
    assert not refused(headers, raw, query="ob=7")
    assert refused(headers, raw, query="ob=8")


def test_a_missing_signature_is_refused_before_anything_is_read() -> None:
    """No header, no reading."""
    with pytest.raises(NotAuthentic):
        DOOR.open(PATH, "", {}, b"\xff\xff")


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"Body=%ff%fe", b"no form at all", b"a=\0"])
def test_what_is_no_form_is_unreadable(raw: bytes) -> None:
    """Bytes that no provider sends are told apart from forgeries."""
    with pytest.raises(UnreadableBody):
        DOOR.open(PATH, "", {"x-twilio-signature": "x"}, raw)


@pytest.mark.parametrize(
    "change",
    [
        {"AccountSid": "AC" + "9" * 32},
        {"MessageSid": "SM1"},
        {"MessageSid": ""},
        {"From": ""},
        {"From": "whatsapp:+1 2\n"},
        {"To": ""},
    ],
)
def test_a_signed_form_without_what_twilio_always_sends_is_refused(change: dict[str, str]) -> None:
    """The string that is signed is ambiguous, so names and shapes are checked as well."""
    assert refused(*request(form(**change)))


def test_fields_run_together_do_not_pass() -> None:
    """`Body=1&From=2` and `Body=1From2` have one signature; the second lacks From."""
    values = form()
    headers, _ = request(values)
    names = sorted(values)
    at = names.index("From")
    merged = dict(values)
    merged[names[at - 1]] += "From" + merged.pop("From")
    assert sign(BASE + PATH, merged) == headers["x-twilio-signature"]
    assert refused(headers, urlencode(merged).encode())


def test_ten_thousand_mutants_are_refused() -> None:
    """One changed byte of a body that means something else is never accepted."""
    chance = random.Random(7)
    values = form()
    headers, raw = request(values)
    accepted = 0
    for _ in range(10_000):
        at = chance.randrange(len(raw))
        mutant = raw[:at] + bytes([chance.randrange(33, 127)]) + raw[at + 1 :]
        try:
            opened = DOOR.open(PATH, "", headers, mutant)
        except (NotAuthentic, UnreadableBody):
            continue
        # `%2b` for `%2B` is the same form in other bytes.
        accepted += opened != values
    assert accepted == 0


def test_a_person_without_a_number_is_known_by_their_user_id() -> None:
    """A business-scoped user id is an address like any other, and comes beside a number too."""
    values = form(From="whatsapp:MA.1234567890")
    arrival = DOOR.arrival(values, urlencode(values).encode(), NOW)
    assert (arrival.address, arrival.alt) == ("whatsapp:MA.1234567890", "")
    values = form(ExternalUserId="whatsapp:MA.1234567890")
    arrival = DOOR.arrival(values, urlencode(values).encode(), NOW)
    assert (arrival.address, arrival.alt) == ("whatsapp:+212600000016", "whatsapp:MA.1234567890")
    assert arrival.event == ("whatsapp", ACCOUNT, message_sid(1))


def test_who_is_not_on_whatsapp_gets_no_address() -> None:
    """An SMS to the same webhook is stored, and answered to nobody."""
    values = form(From="+212600000016")
    assert DOOR.arrival(values, b"", NOW).address == ""


@pytest.mark.parametrize(
    ("query", "code", "outbox_id", "number"),
    [
        ("ob=12", "63016", 12, 63016),
        ("ob=12.", "", None, 0),
        ("", "", None, 0),
        ("ob=x", "y", None, 0),
    ],
)
def test_a_status_callback_names_our_message(
    query: str, code: str, outbox_id: int | None, number: int
) -> None:
    """The outbox id comes from the query, the error from the form; nonsense is left out."""
    values = twilio_status(message_sid(3), "undelivered", to="whatsapp:+212600000016") | {
        "ErrorCode": code
    }
    report = status_of(values, query)
    assert (report.outbox_id, report.code) == (outbox_id, number)
    assert (report.sid, report.status) == (message_sid(3), "undelivered")
