"""Twilio's requests to us: is it really Twilio, and which event of which person is it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from twilio.request_validator import RequestValidator, get_signature_algorithm

from bot.channels.protocol import NotAuthentic, UnreadableBody
from bot.channels.whatsapp_parse import PERSON
from storage.arrivals import Arrival

MOST_FIELDS = 200
"""A WhatsApp webhook has about thirty fields; Twilio adds some without notice."""

_MESSAGE_SID = re.compile(r"(SM|MM)[0-9a-fA-F]{32}")
_REFERENCE = re.compile(r"([0-9]{1,18})(?:\.([0-9]{1,4}))?")
_ANY_ADDRESS = re.compile(r"([a-z]+:)?[+A-Za-z0-9._@-]{1,200}")

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What Twilio says of a message we sent; `code` is 0 without an error.

    `part` is which bubble of the message it is about, where others follow, and 0 for a notice that
    the message waits; None for the last one, or the only one.
    """

    outbox_id: int | None
    sid: str
    status: str
    code: int
    part: int | None = None


class TwilioDoor:
    """Checks requests against the configured secrets, account and public address.

    Several secrets are accepted while one replaces another. The signature covers the address as
    Twilio sees it, so it is rebuilt from PUBLIC_URL, never from Host or X-Forwarded headers.
    """

    def __init__(self, account: str, tokens: tuple[str, ...], public_url: str) -> None:
        self._account = account
        self._validators = [RequestValidator(token) for token in tokens]
        self._public_url = public_url

    def open(self, path: str, query: str, headers: Mapping[str, str], body: bytes) -> Form:
        """The form of an authentic request; raises NotAuthentic or UnreadableBody.

        A field that is given twice keeps its first value; the signature covers all of them.
        """
        signature = headers.get("x-twilio-signature", "")
        if not signature:
            raise NotAuthentic("no signature")
        fields = _read(body)
        algorithm = get_signature_algorithm(headers.get("x-twilio-webhooks-signature-settings", ""))
        address = f"{self._public_url}{path}" + (f"?{query}" if query else "")
        signed = ImmutableMultiDict(fields)
        if not any(
            validator.validate(address, signed, signature, algorithm=algorithm)
            for validator in self._validators
        ):
            raise NotAuthentic("wrong signature")
        form = dict(reversed(fields))
        # The signed string runs names and values together, so `Body=1&From=2` and `Body1From2=`
        # share a signature: what every request carries must be there and look right.
        if form.get("AccountSid") != self._account:
            raise NotAuthentic("another account")
        if not _MESSAGE_SID.fullmatch(form.get("MessageSid", "")):
            raise NotAuthentic("no message sid")
        if not all(_ANY_ADDRESS.fullmatch(form.get(name, "")) for name in ("From", "To")):
            raise NotAuthentic("no address")
        return form

    def arrival(self, form: Form, body: bytes, received_at: datetime) -> Arrival:
        """The inbox row of an authentic message; from no WhatsApp person it gets no address."""
        person = PERSON.fullmatch(form["From"]) is not None
        alt = f"whatsapp:{form.get('ExternalUserId', '').removeprefix('whatsapp:')}"
        return Arrival(
            channel="whatsapp",
            account=self._account,
            event_id=form["MessageSid"],
            address=form["From"] if person else "",
            payload=body.decode("utf-8"),
            received_at=round(received_at.timestamp() * 1000),
            alt=alt if person and PERSON.fullmatch(alt) else "",
        )


def status_of(form: Form, query: str) -> StatusReport:
    """A status callback; `ob` in the signed query is the reference we put there."""
    reference = _REFERENCE.fullmatch(dict(parse_qsl(query)).get("ob", ""))
    row, part = reference.groups() if reference else (None, None)
    code = form.get("ErrorCode", "")
    return StatusReport(
        outbox_id=int(row) if row else None,
        sid=form["MessageSid"],
        status=form.get("MessageStatus", form.get("SmsStatus", ""))[:40],
        code=int(code) if re.fullmatch(r"[0-9]{1,6}", code) else 0,
        part=int(part) if part else None,
    )


def _read(body: bytes) -> list[tuple[str, str]]:
    if b"\0" in body:  # a form escapes it; PostgreSQL could not keep the raw body
        raise UnreadableBody("NUL")
    try:
        return parse_qsl(
            body.decode("utf-8"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        raise UnreadableBody("not a form") from None
