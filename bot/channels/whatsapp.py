"""WhatsApp through Twilio: numbered text always, buttons where Content objects are registered."""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from bot.channels.protocol import (
    Abilities,
    Bubble,
    Enclosure,
    File,
    OutcomeUnknown,
    Pace,
    Refused,
    Throttled,
    Unreachable,
)
from bot.channels.text import gsm_units, split_text
from bot.channels.whatsapp_content import content_for
from bot.channels.whatsapp_errors import failure_of, failure_of_code
from bot.channels.whatsapp_parse import PERSON, parse_whatsapp
from core.conversation.update import Update
from storage.arrivals import Arrival

TWILIO_API = "https://api.twilio.com"
TIMEOUT = 10.0
"""Seconds for Twilio's answer; its own client would wait for ever."""
BODY_UNITS = 1600
"""Most units of a Body (errors 21617 and 21658)."""
SETTLED = timedelta(seconds=60)
"""A listed message younger than this may still come as a webhook, which says more of it."""
_SID = re.compile(r"(SM|MM)[0-9a-fA-F]{32}")
_MEDIA_PATH = re.compile(r"/2010-04-01/Accounts/\w+/Messages/\w+/Media/\w+", re.ASCII)

CLOCK_SLACK = timedelta(seconds=5)
"""How far Twilio's clock may be behind ours when a message is looked for."""

Result = TypeVar("Result")


class _OneTryHTTP(TwilioHttpClient):  # type: ignore[misc]  # the SDK has no types
    """The SDK's HTTP client, which tells how long to wait after a 429 and never retries by itself."""

    def __init__(self, url: str, timeout: float) -> None:
        super().__init__(timeout=timeout)
        # Proxies and certificates of the environment are looked up now, for `url`, and not at
        # every request, which would take half as long as making it.
        found = self.session.merge_environment_settings(url, {}, None, None, None)
        self.session.proxies, self.session.verify = found["proxies"], found["verify"]
        self.session.trust_env = False

    def request(self, *arguments: Any, **options: Any) -> Response:
        response = super().request(*arguments, **options)
        if response.status_code == 429:
            seconds = (response.headers or {}).get("Retry-After", "")
            raise Throttled("429", float(seconds) if seconds.isdecimal() else 0.0)
        return response


class WhatsApp:
    """One Twilio account with one WhatsApp sender or messaging service.

    `contents` maps a shape of `whatsapp_content.SHAPES` to a registered Content sid.
    `report_url` is where Twilio reports on messages; empty for no reports.
    """

    name = "whatsapp"
    abilities = Abilities(buttons=0, label=24, units=BODY_UNITS)
    links = True
    # 80 a second a sender; to one person one in 6 s after a burst (channels §1.8)
    pace = Pace(per_second=80, person_burst=20, person_per_second=1 / 6)

    def __init__(
        self,
        account: str,
        token: str,
        *,
        sender: str = "",
        service: str = "",
        api_url: str | None = None,
        report_url: str = "",
        contents: Mapping[str, str] | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self.account = account
        self.sender = sender
        self.contents = dict(contents or {})
        self._report_url = report_url
        self._from: dict[str, str] = {}
        if sender:
            self._from["from_"] = sender
        if service:
            self._from["messaging_service_sid"] = service
        self._base, self._login = api_url or TWILIO_API, (account, token)
        self._http = _OneTryHTTP(api_url or TWILIO_API, timeout)
        self.client = Client(
            account,
            token,
            http_client=self._http,
            environment={
                "": ""
            },  # the SDK would read the process's own; an empty one counts as none
        )
        if api_url:
            self.client.api.base_url = api_url
            self.client.content.base_url = api_url
            self.client.messaging.base_url = api_url
        # The SDK's async client ignores its timeout and mislabels JSON (channels §0.2).
        self._threads = ThreadPoolExecutor(max_workers=8, thread_name_prefix="twilio")

    def parse(self, payload: str) -> Update:
        return parse_whatsapp(payload)

    async def send(self, bubble: Bubble, to: str, *, reference: str) -> str:
        """Send a bubble, as a Content object when its shape is registered, else as text.

        A text that Twilio finds too long goes out in halves; the last half's sid is returned.
        """
        common = self._envelope(to, reference)
        content = content_for(bubble, self.contents)
        if content:
            sid, variables = content
            return await self._create(content_sid=sid, content_variables=variables, **common)
        try:
            return await self._create(body=bubble.text, **common)
        except Refused as refusal:
            if refusal.kind != "too_long" or len(bubble.text) < 2:
                raise
        half = gsm_units(bubble.text) // 2 + 1
        last = ""
        for piece in split_text(bubble.text, half, gsm_units):
            last = await self._create(body=piece, **common)
        return last

    async def send_template(
        self, sid: str, variables: Mapping[str, str], to: str, *, reference: str
    ) -> str:
        """Send an approved template filled with its variables; the message's sid."""
        more = {"content_variables": json.dumps(variables, ensure_ascii=False)} if variables else {}
        return await self._create(content_sid=sid, **more, **self._envelope(to, reference))

    async def send_file(self, file: File, to: str, *, reference: str) -> str:
        """Refused: WhatsApp takes documents from public addresses only, a link does the same."""
        raise Refused("content", "no files")

    async def send_media(self, enclosure: Enclosure, to: str, *, reference: str) -> str:
        """Send media that Twilio fetches from a public address."""
        return await self._create(media_url=[enclosure.link], **self._envelope(to, reference))

    async def download(self, reference: str, largest: int) -> bytes:
        """The bytes of media that somebody sent; `reference` is Twilio's address of them.

        Only its path is used: the account's secret goes to Twilio and nowhere else. Raises Refused
        for what is no path of this account's media.
        """
        path = urlsplit(reference).path
        if not _MEDIA_PATH.fullmatch(path):
            raise Refused("content", "no media of ours")
        address = f"{self._base}{path}"

        def fetch() -> bytes:
            with self._http.session.get(
                address, auth=self._login, timeout=TIMEOUT, stream=True
            ) as response:
                if response.status_code in {404, 410}:
                    raise Refused("content", "gone")
                if response.status_code != 200:
                    raise failure_of_code(0, response.status_code)
                received = bytearray()
                for chunk in response.iter_content(65_536):
                    received += chunk
                    if len(received) > largest:
                        raise Refused("content", "too large")
                return bytes(received)

        try:
            return await self.call(fetch)
        except OutcomeUnknown as error:
            raise Unreachable(str(error)) from None  # asking again does no harm

    async def leave(self, to: str) -> None:
        """WhatsApp's API has no groups."""

    async def ask(self) -> None:
        await self.call(lambda: self.client.messages.list(limit=1))

    async def find_sent(self, to: str, text: str, since: datetime) -> tuple[str, ...]:
        """The sids of messages with this text to this person, sent after `since`, that Twilio has."""
        wanted, after = text.strip(), since - CLOCK_SLACK

        def look() -> tuple[str, ...]:
            listed = self.client.messages.list(to=to, date_sent_after=after, limit=200)
            return tuple(
                str(one.sid)
                for one in listed
                if one.direction.startswith("outbound") and (one.body or "").strip() == wanted
            )

        return await self.call(look)

    async def missed_arrivals(self, since: datetime, now: datetime) -> list[Arrival]:
        """What people wrote since, as inbox rows; what already arrived by webhook is a duplicate."""
        query: dict[str, Any] = {"date_sent_after": since}
        if self.sender:
            query["to"] = self.sender

        def look() -> list[Arrival]:
            return [
                self._arrival(message, now)
                for message in self.client.messages.list(page_size=200, limit=5000, **query)
                if message.direction == "inbound"
                and _SID.fullmatch(str(message.sid))
                and PERSON.fullmatch(message.from_ or "")
                and message.date_sent is not None
                and message.date_sent.astimezone(UTC) < now - SETTLED
            ]

        return sorted(await self.call(look), key=lambda arrival: arrival.received_at)

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._http.session.close()

    def _envelope(self, to: str, reference: str) -> dict[str, Any]:
        """To whom, from whom, and where to report, with our own id in the address."""
        report = {"status_callback": f"{self._report_url}?ob={reference}"}
        return {"to": to, **self._from, **(report if self._report_url else {})}

    async def _create(self, **message: Any) -> str:
        created = await self.call(lambda: self.client.messages.create(**message))
        if not _SID.fullmatch(str(created.sid)):
            raise OutcomeUnknown("no sid")  # a success that nobody at Twilio has given
        return str(created.sid)

    async def call(self, call: Callable[[], Result]) -> Result:
        """What a call of the SDK returns, from a thread of ours; raises SendError only."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, call)
        except Exception as error:  # noqa: BLE001 - the SDK lets many kinds through
            raise failure_of(error) from None

    def _arrival(self, message: Any, now: datetime) -> Arrival:
        form = {
            "MessageSid": message.sid,
            "AccountSid": self.account,
            "From": message.from_,
            "To": message.to,
            "Body": message.body or "",
            "NumMedia": message.num_media or "0",
            "ApiVersion": "2010-04-01",
        }
        at = message.date_sent.astimezone(UTC) if message.date_sent else now
        return Arrival(
            channel=self.name,
            account=self.account,
            event_id=message.sid,
            address=message.from_,
            payload=urlencode(form),
            received_at=round(at.timestamp() * 1000),
        )
