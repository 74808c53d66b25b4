"""`mem serve`: the roles of one process, from the first webhook to the last drain."""

import asyncio
import signal
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from typing import Protocol, runtime_checkable

import structlog
from sqlalchemy import Connection

from bot.attachments.enclosures import Enclosures
from bot.attachments.fetched import Fetched
from bot.attachments.links import Links
from bot.channels.protocol import Channel, SendError
from bot.channels.whatsapp_webhook import StatusReport, TwilioDoor
from bot.clock import Metronome
from bot.database_thread import DatabaseThread, GroupCommit
from bot.decrees import Decrees
from bot.receiving.door import Door
from bot.receiving.intake import Intake
from bot.receiving.listening import CannotListen, listen
from bot.receiving.server import Server
from bot.receiving.web import Checks, TelegramDoor, Web
from bot.sending.outbox import Sender, Surroundings
from bot.sending.reports import take_report
from bot.sending.retries import Patience
from bot.sending.seat import Seat
from bot.sending.speech import Speech
from bot.templates.verdicts import see
from bot.turns import TurnWorker, fire_due
from bot.upkeep import Upkeep
from bot.wakes import Wakes
from bot.wiring import House, Role
from bot.words.rendering import render
from storage import migrate, queries
from storage.database import DatabaseUnavailable

DRAIN = 8.0
"""Seconds that what is owed already may take to leave at a stop."""
EARLY = (0.1, 0.3, 1.0, 2.0)
"""Seconds to wait for the sender to write down which message a report is about."""
OUTSIDE_WINDOW = 63016
"""Twilio's code for words of our own more than 24 hours after the person's last ones."""
READY_WITHIN = 3.0
"""Seconds the database may take to answer a readiness check."""

log = structlog.get_logger()


@runtime_checkable
class Tapped(Protocol):
    """A channel whose buttons show a waiting sign until somebody says that the tap has come."""

    async def answer_tap(self, tap: str) -> None:
        """End the waiting sign of this tap. Raises a SendError and nothing else."""
        ...


class Service:
    """One process of the service."""

    def __init__(self, house: House, role: Role) -> None:
        settings = house.settings
        self._house = house
        self._role = role
        self._thread = DatabaseThread(house.database)
        self._wakes = Wakes(house.database)
        self._clock = Metronome()
        self._door = Door(self._thread, house.key, admitted=lambda: self._wakes.ring("inbox"))
        self._worker = TurnWorker(
            house.database, house.desk, owed=lambda: self._wakes.ring("outbox")
        )
        public = settings.public_url or ""
        enclosures = Enclosures(house.channels, self._thread, house.key, public)
        self._fetched = Fetched(house.key, self._thread, house.clock, enclosures)
        links = Links(house.key, settings.base_url, public)
        speech = Speech(render, links, self._thread, enclosures)
        patience = Patience(settings.patience)
        self._around = Surroundings(self._thread, speech, house.clock, house.metrics, patience)
        self._reports: GroupCommit[StatusReport, bool] = GroupCommit(
            self._thread, self._report_all, committed=lambda: self._wakes.ring("outbox")
        )
        self._intake = Intake(settings, self._door, self._thread, house.clock, self._tapped)
        self._senders: dict[str, Sender] = {}
        self._intakes: set[asyncio.Task[None]] = set()
        self._asking: asyncio.Task[None] | None = None
        self._taps: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Serve until SIGTERM or SIGINT, then finish what was begun.

        Raises CannotListen, or whatever ended a part of the service unexpectedly.
        """
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        server = self._server()
        parts = [asyncio.create_task(self._wakes.run(), name="wakes")]
        if server is not None:
            parts.append(asyncio.create_task(server.serve_here(), name="web"))
        if self._role != "web":
            parts += self._start_work()
        log.info(
            "serving",
            role=self._role,
            port=server.port if server else None,
            channels=sorted(self._house.channels),
            database=self._house.database.dialect,
        )
        stopped = asyncio.create_task(stop.wait())
        watched: set[asyncio.Task[bool] | asyncio.Task[None]] = {stopped}
        watched |= {part for part in parts if part.get_name() != "wakes"}
        ended, _ = await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        await self._finish(server, parts)
        for part in ended - {stopped}:
            part.result()

    async def _finish(self, server: Server | None, parts: Sequence[asyncio.Task[None]]) -> None:
        """No new events, then no new turns, then nothing more to say."""
        log.info("stopping")
        for intake in self._intakes:
            intake.cancel()
        if self._asking is not None:
            self._asking.cancel()
        await self._clock.stop()
        if server is not None:
            server.should_exit = True
        for part in parts:
            if part.get_name() == "web":
                await asyncio.wait({part}, timeout=DRAIN)
        self._worker.stop()
        for part in parts:
            if part.get_name() == "turns":
                await asyncio.wait({part}, timeout=DRAIN)
        await asyncio.gather(*(sender.drain(DRAIN) for sender in list(self._senders.values())))
        for task in (*parts, *self._taps):
            task.cancel()
        await asyncio.gather(*parts, *self._taps, return_exceptions=True)
        for channel in self._house.channels.values():
            await channel.close()
        await asyncio.to_thread(self._house.database.close)
        log.info("stopped")

    # -- work ---------------------------------------------------------------------------------

    def _start_work(self) -> list[asyncio.Task[None]]:
        """Turns, senders and the clock."""
        house, patience = self._house, self._house.settings.patience
        self._wakes.listen("inbox", self._worker.wake)
        parts = [asyncio.create_task(self._worker.run(), name="turns")]
        for name, channel in house.channels.items():
            seat = Seat(house.database, f"{name}:{channel.account}")
            serving = seat.hold(lambda channel=channel: self._serve_channel(channel))  # type: ignore[misc]
            parts.append(asyncio.create_task(serving, name=name))
        upkeep = Upkeep(house.database, house.key, house.clock)
        self._clock.every(1.0, "timers", self._fire_due, at_once=True)
        self._clock.every(max(5.0 * patience, 0.25), "sweep", self._sweep)
        self._clock.every(max(30.0 * patience, 0.25), "forget", upkeep.forget, at_once=True)
        self._clock.every(3600.0, "purge", upkeep.purge, at_once=True)
        self._clock.every(3600.0, "zones", Decrees(self._thread, house.desk).look)
        if "whatsapp" in house.channels:
            self._clock.every(3600.0, "templates", self._see_templates, at_once=True)
        self._clock.start()
        return parts

    async def _serve_channel(self, channel: Channel) -> None:
        """Be the one sender of this channel, and the one that asks its provider for news."""
        sender = Sender(channel, self._around)
        self._senders[channel.name] = sender
        self._wakes.listen("outbox", sender.wake)
        intake = asyncio.create_task(self._intake.run(channel))
        self._intakes.add(intake)
        try:
            await sender.run()
        finally:
            intake.cancel()
            self._intakes.discard(intake)
            self._wakes.forget("outbox", sender.wake)

    async def _fire_due(self) -> None:
        house = self._house
        while await self._thread.outside(lambda: fire_due(house.database, house.desk)):
            self._wakes.ring("outbox")

    async def _sweep(self) -> None:
        for sender in list(self._senders.values()):
            await sender.sweep()

    async def _see_templates(self) -> None:
        """Ask Twilio for its verdicts; a Twilio that does not answer holds up no stop."""
        house = self._house
        self._asking = asyncio.create_task(
            see(house.channels["whatsapp"], self._thread, house.clock), name="templates"
        )
        await asyncio.wait({self._asking})
        if not self._asking.cancelled():
            self._asking.result()

    # -- web ----------------------------------------------------------------------------------

    def _server(self) -> Server | None:
        """The web server; a worker serves only health and figures, and does without if it must."""
        house, settings = self._house, self._house.settings
        hooks = self._role != "worker"
        telegram, twilio = house.channels.get("telegram"), house.channels.get("whatsapp")
        secret, found = settings.telegram_webhook_secret, self._fetched
        web = Web(
            self._door,
            clock=house.clock,
            metrics=house.metrics,
            checks=Checks(
                self._ready, self._count, found.export, found.calendar, found.media, found.chart
            ),
            twilio=TwilioDoor(twilio.account, settings.twilio_auth_tokens, settings.base_url)
            if twilio and hooks
            else None,
            report=self._report,
            telegram=TelegramDoor(telegram.account, secret.get_secret_value(), self._tapped)
            if telegram and secret and hooks
            else None,
        )
        try:
            listener = listen(settings.host, settings.port)
        except CannotListen:
            if hooks:
                raise
            log.warning("worker_without_health", port=settings.port)
            return None
        if hooks and twilio and not settings.public_url:
            log.warning("no_public_url", signatures_checked_for=settings.base_url)
        return Server(web.app(), listener)

    def _tapped(self, tap: str) -> None:
        """Have Telegram end the waiting sign on a button; nobody waits for it."""
        task = asyncio.create_task(self._answer_tap(tap))
        self._taps.add(task)
        task.add_done_callback(self._taps.discard)

    async def _answer_tap(self, tap: str) -> None:
        telegram = self._house.channels["telegram"]
        assert isinstance(telegram, Tapped)  # noqa: S101 - it is the one with buttons that wait
        with suppress(SendError):  # too old to be answered, or a moment without network
            await telegram.answer_tap(tap)

    async def _report(self, report: StatusReport) -> None:
        """Store a report; one that is quicker than the answer to the send waits for it."""
        for seconds in (*EARLY, None):
            if await self._reports.put(report) or seconds is None:
                return
            await asyncio.sleep(seconds)

    def _report_all(self, conn: Connection, reports: Sequence[StatusReport]) -> list[bool]:
        desk, account = self._house.desk, self._house.channels["whatsapp"].account
        scale = self._house.settings.patience
        taken = [take_report(conn, desk, one, account, scale=scale) for one in reports]
        for one, known in zip(reports, taken, strict=True):
            if known and one.code == OUTSIDE_WINDOW:
                self._house.metrics.sends.labels("whatsapp", "window").inc()
        return taken

    async def _ready(self) -> bool:
        database = self._house.database
        check: Awaitable[bool] = self._thread.outside(lambda: migrate.current(database))
        try:
            return await asyncio.wait_for(check, READY_WITHIN)
        except (DatabaseUnavailable, TimeoutError):
            return False

    async def _count(self) -> None:
        now = round(self._house.clock().timestamp() * 1000)
        try:
            found = await self._thread.read(lambda conn: queries.backlog(conn, now))
        except DatabaseUnavailable:
            return
        figures = {
            "inbox_open": sum(found.inbox.values()),
            "timers_due": found.timers_due,
            "alerts_open": found.alerts_open,
            "unknown_outcomes": found.unknown_outcomes,
            "oldest_letter_seconds": _age(found.oldest_letter_at, now),
            "oldest_owed_seconds": _age(found.oldest_owed_at, now),
        }
        figures |= {f"outbox_{name}_{state}": n for (name, state), n in found.outbox.items()}
        self._house.metrics.show_stored(figures)


def _age(moment: int, now: int) -> int:
    return max(now - moment, 0) // 1000 if moment else 0
