"""Twilio's Message resource as the fake keeps it: state, JSON form, filters, pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Any

from tests.fakes.twilio_rules import ERRORS, RefusalError

API = "/2010-04-01/Accounts"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that reached a person: the ground truth.

    number counts from 1 in the order of acceptance; body is what the person reads, templates
    filled in; buttons are (id, title) of a template's choices; form is the request as sent;
    outcome names what the client was told and known whether that told it the truth.
    """

    number: int
    at: datetime
    sid: str
    to: str
    body: str
    buttons: tuple[tuple[str, str], ...]
    form: dict[str, Any]
    outcome: str
    known: bool


@dataclass(frozen=True, slots=True)
class Media:
    sid: str
    content_type: str


@dataclass(slots=True)
class Message:
    """One Message resource, inbound or outbound."""

    sid: str
    to: str
    sender: str | None
    body: str
    created: datetime
    direction: str = "outbound-api"
    status: str = "queued"
    service: str | None = None
    status_callback: str | None = None
    error_code: int | None = None
    sent: datetime | None = None
    media: dict[str, Media] = field(default_factory=dict)
    num_media: int = 0

    def as_json(self, account: str) -> dict[str, Any]:
        """The resource as the API shows it."""
        uri = f"{API}/{account}/Messages/{self.sid}"
        # Through a service the sender is chosen later, so there are no segments yet.
        segments = "0" if self.sender is None else "1"
        return {
            "account_sid": account,
            "api_version": "2010-04-01",
            "body": self.body,
            "date_created": rfc2822(self.created),
            "date_sent": rfc2822(self.sent) if self.sent else None,
            "date_updated": rfc2822(self.sent or self.created),
            "direction": self.direction,
            "error_code": self.error_code,
            "error_message": ERRORS.get(self.error_code, (0, "Error"))[1]
            if self.error_code
            else None,
            "from": self.sender,
            "messaging_service_sid": self.service,
            "num_media": str(self.num_media),
            "num_segments": segments,
            "price": None,
            "price_unit": None,
            "sid": self.sid,
            "status": self.status,
            "subresource_uris": {"media": f"{uri}/Media.json"},
            "to": self.to,
            "uri": f"{uri}.json",
        }

    def as_answered(self, account: str) -> dict[str, Any]:
        """The resource as the answer to its creation: not sent yet, nothing failed yet."""
        fresh = "accepted" if self.service else "queued"
        unsent = {"status": fresh, "date_sent": None, "error_code": None, "error_message": None}
        return self.as_json(account) | unsent

    def media_json(self, account: str, media: Media) -> dict[str, Any]:
        return {
            "account_sid": account,
            "content_type": media.content_type,
            "date_created": rfc2822(self.created),
            "date_updated": rfc2822(self.created),
            "parent_sid": self.sid,
            "sid": media.sid,
            "uri": f"{API}/{account}/Messages/{self.sid}/Media/{media.sid}.json",
        }


def rfc2822(at: datetime) -> str:
    """As Twilio writes times: `Thu, 24 Aug 2023 05:01:45 +0000`."""
    return format_datetime(at.astimezone(UTC))


def parse_time(text: str) -> tuple[datetime, bool]:
    """A filter's time and whether it was a whole day; RefusalError 20001 when unreadable."""
    try:
        if len(text) == len("2026-01-01"):
            return datetime.combine(date.fromisoformat(text), time.min, UTC), True
        at = datetime.fromisoformat(text)
    except ValueError:
        raise RefusalError(20001, f"Invalid date {text!r}") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC), False


def matches(message: Message, query: Mapping[str, str]) -> bool:
    """Whether a message passes To, From and the DateSent filters.

    `DateSent>=` and `DateSent<=` include the given moment (Twilio's Messages resource page), and
    times have whole seconds.
    """
    if "To" in query and message.to != query["To"]:
        return False
    if "From" in query and message.sender != query["From"]:
        return False
    if message.sent is None:
        return not query.keys() & {"DateSent", "DateSent<", "DateSent>"}
    sent = message.sent.replace(microsecond=0)
    if "DateSent" in query:
        at, whole_day = parse_time(query["DateSent"])
        if (sent.date() != at.date()) if whole_day else (sent != at):
            return False
    if "DateSent>" in query and sent < parse_time(query["DateSent>"])[0]:
        return False
    return not ("DateSent<" in query and sent > parse_time(query["DateSent<"])[0])
