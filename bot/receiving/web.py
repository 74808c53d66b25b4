"""The HTTP door: webhooks of the providers, health, figures, and links to one's own data."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.attachments import charts
from bot.channels.protocol import File, NotAuthentic, UnreadableBody
from bot.channels.telegram_webhook import (
    SECRET_HEADER,
    arrival_of,
    is_telegram,
    read_update,
    tap_id,
)
from bot.channels.whatsapp_webhook import StatusReport, TwilioDoor, status_of
from bot.crash import crash
from bot.metrics import MEDIA_TYPE, Metrics
from bot.receiving.door import Door
from bot.settings import Clock
from storage.database import DatabaseUnavailable

TWILIO_PATH = "/webhooks/twilio"
STATUS_PATH = "/webhooks/twilio/status"
TELEGRAM_PATH = "/webhooks/telegram"

TWILIO_LIMIT = 64 * 1024
TELEGRAM_LIMIT = 1024 * 1024
"""Most bytes of a body; both providers stay far below (reliability S5)."""
HEARD_OUT = 2 * 1024 * 1024
"""Bytes up to which a body that is too long is let through to its end before it is refused: a proxy
whose upload is cut off tells the world that we are broken (502), not that it said too much."""
READ_TIMEOUT = 10.0
"""Seconds for a body to arrive."""

FORWARDED = frozenset(
    ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")
)
"""What proxies and tunnels add: figures are for whoever asks this process itself, not for the world."""

FILE_TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9][a-z0-9.+-]{0,80}")
"""A media type as it may stand in a header; what a sender says of a file may be anything."""

EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
"""Replies leave through the API: an answer here would get no sid to report on."""

log = structlog.get_logger()


class TooLarge(Exception):  # noqa: N818 - a verdict about a request, not an error of ours
    """The body is longer than any real one."""


@dataclass(frozen=True, slots=True)
class TelegramDoor:
    """What the Telegram route needs: the bot, the secret given to setWebhook, taps to answer."""

    account: str
    secret: str
    tapped: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Checks:
    """What the other routes ask: is the database ready, what does it count, whose data is it."""

    ready: Callable[[], Awaitable[bool]]
    count: Callable[[], Awaitable[None]]
    export: Callable[[str], Awaitable[bytes | None]]
    calendar: Callable[[str], Awaitable[bytes | None]] | None = None
    media: Callable[[str], Awaitable[File | None]] | None = None
    chart: Callable[[str], Awaitable[bytes | None]] | None = None


class Web:
    """The routes; a channel that is off has none."""

    def __init__(
        self,
        door: Door,
        *,
        clock: Clock,
        metrics: Metrics,
        checks: Checks,
        twilio: TwilioDoor | None = None,
        report: Callable[[StatusReport], Awaitable[None]] | None = None,
        telegram: TelegramDoor | None = None,
    ) -> None:
        self._door = door
        self._clock = clock
        self._metrics = metrics
        self._checks = checks
        self._twilio = twilio
        self._report = report
        self._telegram = telegram

    def app(self) -> Starlette:
        """The ASGI application."""
        routes = [
            Route("/healthz", self._health),
            Route("/readyz", self._ready),
            Route("/metrics", self._figures),
            Route("/exports/{token}", self._export),
            Route("/calendar/{token}.ics", self._calendar),
            Route("/media/{token}", self._media),
            Route("/charts/{token}.png", self._chart),
        ]
        if self._twilio:
            routes.append(
                Route(TWILIO_PATH, self._hook("whatsapp", self._message), methods=["POST"])
            )
            routes.append(Route(STATUS_PATH, self._hook("status", self._status), methods=["POST"]))
        if self._telegram:
            routes.append(
                Route(TELEGRAM_PATH, self._hook("telegram", self._update), methods=["POST"])
            )
        app = Starlette(routes=routes)
        app.router.redirect_slashes = False  # it would lead to wherever Host says
        return app

    def _hook(
        self, channel: str, handle: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """One webhook: what a provider is told when it was not Twilio, unreadable, or not stored."""

        async def answer(request: Request) -> Response:
            try:
                response = await handle(request)
            except NotAuthentic as verdict:
                log.warning("webhook_refused", channel=channel, why=str(verdict))
                response = Response(status_code=403)
            except UnreadableBody as verdict:
                log.warning("webhook_unreadable", channel=channel, why=str(verdict))
                response = Response(status_code=400)
            except TooLarge:
                response = Response(status_code=413)
            except TimeoutError:
                response = Response(status_code=408)
            except ClientDisconnect:
                response = Response(status_code=400)
            except DatabaseUnavailable:
                log.warning("webhook_not_stored", channel=channel)
                response = Response(status_code=503, headers={"Retry-After": "1"})
            except Exception:  # the provider must try again
                log.exception("webhook_failed", channel=channel)
                response = Response(status_code=503, headers={"Retry-After": "1"})
            self._metrics.webhooks.labels(channel, str(response.status_code)).inc()
            return response

        return answer

    async def _message(self, request: Request) -> Response:
        if self._twilio is None:
            raise NotAuthentic("off")
        body = await _body(request, TWILIO_LIMIT)
        query = request.url.query
        form = self._twilio.open(TWILIO_PATH, query, request.headers, body)
        if "MessageStatus" in form:  # a sender whose two addresses were mixed up in the console
            await self._take(status_of(form, query))
        else:
            await self._door.admit(self._twilio.arrival(form, body, self._clock()))
        return Response(
            EMPTY_TWIML, media_type="text/xml", background=BackgroundTask(_acknowledged)
        )

    async def _status(self, request: Request) -> Response:
        if self._twilio is None:
            raise NotAuthentic("off")
        body = await _body(request, TWILIO_LIMIT)
        query = request.url.query
        form = self._twilio.open(STATUS_PATH, query, request.headers, body)
        await self._take(status_of(form, query))
        return Response(status_code=204)

    async def _take(self, report: StatusReport) -> None:
        if self._report is not None:
            await self._report(report)

    async def _update(self, request: Request) -> Response:
        telegram = self._telegram
        if telegram is None or not is_telegram(
            telegram.secret, request.headers.get(SECRET_HEADER, "")
        ):
            raise NotAuthentic("wrong secret")
        body = await _body(request, TELEGRAM_LIMIT)
        update = read_update(body)
        payload = body.decode("utf-8")
        await self._door.admit(arrival_of(update, payload, telegram.account, self._clock()))
        if tap := tap_id(update):
            telegram.tapped(tap)
        return Response(status_code=200, background=BackgroundTask(_acknowledged))

    async def _health(self, _: Request) -> Response:
        return PlainTextResponse("ok")

    async def _ready(self, _: Request) -> Response:
        ready = await self._checks.ready()
        return JSONResponse({"ready": ready}, status_code=200 if ready else 503)

    async def _figures(self, request: Request) -> Response:
        if not FORWARDED.isdisjoint(request.headers):
            return PlainTextResponse("Not Found", status_code=404)
        await self._checks.count()
        return Response(self._metrics.text(), media_type=MEDIA_TYPE)

    async def _export(self, request: Request) -> Response:
        data = await self._checks.export(request.path_params["token"])
        return _own_file(data, "mem-data.json", "application/json")

    async def _calendar(self, request: Request) -> Response:
        read = self._checks.calendar
        data = await read(request.path_params["token"]) if read is not None else None
        return _own_file(data, "mem.ics", "text/calendar")

    async def _chart(self, request: Request) -> Response:
        read = self._checks.chart
        data = await read(request.path_params["token"]) if read is not None else None
        return _own_file(data, charts.NAME, charts.MEDIA_TYPE)

    async def _media(self, request: Request) -> Response:
        read = self._checks.media
        file = await read(request.path_params["token"]) if read is not None else None
        if file is None:
            return _own_file(None, "", "")
        name = "".join(
            letter
            for letter in file.name
            if letter.isascii() and letter.isprintable() and letter not in '"\\/;'
        )
        known = FILE_TYPE.fullmatch(file.media_type)
        media_type = file.media_type if known else "application/octet-stream"
        return _own_file(file.content, name.strip(". ") or "mem.bin", media_type)


def _own_file(data: bytes | None, name: str, media_type: str) -> Response:
    """A file for one person's eyes, or word that its link is over."""
    if data is None:
        return PlainTextResponse("This link is not valid any more.", status_code=404)
    return Response(
        data,
        media_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        },
    )


async def _acknowledged() -> None:
    """The provider has its answer."""
    crash("inbox.after_ack")


async def _body(request: Request, limit: int) -> bytes:
    """The body, read within a time and up to a size; raises TooLarge or TimeoutError."""
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length[:12]) > HEARD_OUT:
        raise TooLarge
    received, size = bytearray(), 0
    async with asyncio.timeout(READ_TIMEOUT):
        async for chunk in request.stream():
            size += len(chunk)
            if size > HEARD_OUT:
                raise TooLarge
            if size <= limit:
                received += chunk
    if size > limit:
        raise TooLarge
    return bytes(received)
