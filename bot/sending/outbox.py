"""The sender: takes what is owed on one channel account, says it, and records what came of it."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import structlog
from sqlalchemy import Connection

from bot.attachments.enclosures import Carrier
from bot.channels.protocol import (
    Channel,
    Enclosure,
    File,
    OutcomeUnknown,
    Refused,
    SendError,
    Throttled,
    Unreachable,
)
from bot.crash import crash
from bot.database_thread import DatabaseThread
from bot.metrics import Metrics
from bot.sending import holds, notices
from bot.sending.doubts import Doubts, Listing
from bot.sending.notices import Notices, Templated
from bot.sending.pace import Breaker, Pacer, answers
from bot.sending.retries import Patience, after_failure
from bot.sending.settling import Settled, Settling
from bot.sending.speech import Piece, Speech
from bot.settings import Clock
from bot.templates.forms import Form
from storage import doubts, outbox
from storage.database import DatabaseUnavailable
from storage.outbox import NOTICED, Owed
from storage.outcomes import Accepted, Failed, Held, Outcome, Progress

LEASE = 120_000
"""Milliseconds after which a `sending` row belongs to a process that died."""
POLL = 1.0
"""Seconds between looks when nobody wakes the sender."""
AT_ONCE = 16
"""People served at the same time."""
WINDOW = notices.WINDOW

UNDERWAY = 0.05
"""Seconds after which a request has surely left, for the crash point in the middle of it."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every sender of a process shares."""

    thread: DatabaseThread
    speech: Speech
    clock: Clock
    metrics: Metrics
    patience: Patience


class Sender:
    """Sends for one channel account: several people at a time, one message at a time to each.

    Only one sender of an account runs at a time (a lock file on SQLite, an advisory lock on
    PostgreSQL), because the account is what a provider limits.
    """

    def __init__(self, channel: Channel, around: Surroundings) -> None:
        self.channel = channel
        self._around = around
        self._settling = Settling(around.thread, around.clock, self.wake)
        self._notices = (
            Notices(channel.account, around.thread, around.clock)
            if isinstance(channel, Templated)
            else None
        )
        self._doubts = Doubts(
            channel,
            around.thread,
            around.speech,
            self._settling,
            clock=around.clock,
            metrics=around.metrics,
            patience=around.patience,
            notices=self._notices,
        )
        self._news = asyncio.Event()
        self._stopping = False
        self._throttled = False
        self._in_hand: dict[asyncio.Task[None], int] = {}
        """What is being delivered: the row of each task."""
        self._pacer: Pacer | None = None
        self._breaker = Breaker(around.patience.scale)

    def wake(self) -> None:
        """Something new may be owed."""
        self._news.set()

    async def run(self) -> None:
        """Send until `drain`."""
        self._pacer = Pacer(self.channel.pace, asyncio.get_running_loop().time)
        alone = True  # whatever is `sending` now was left by a process that died
        while not self._stopping:
            self._news.clear()
            try:
                if alone:
                    await self._sweep_leases(abandoned=True)
                    alone = False
                idle = not await self._take()
            except DatabaseUnavailable:
                log.warning("sender_waits_for_database", channel=self.channel.name)
                idle = True
            if idle:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), POLL)

    async def drain(self, seconds: float) -> None:
        """Send what is due now, for at most so long, and let the sends under way end."""
        self._stopping = True
        self.wake()
        with suppress(TimeoutError, DatabaseUnavailable):
            async with asyncio.timeout(seconds):
                while await self._take() or self._in_hand:
                    if self._in_hand:
                        await asyncio.wait(self._in_hand, return_when=asyncio.FIRST_COMPLETED)
        for task in self._in_hand:
            task.cancel()
        await asyncio.gather(*self._in_hand, return_exceptions=True)

    async def sweep(self) -> None:
        """Now and then: rows of dead senders, people who wrote again, unknown outcomes."""
        await self._sweep_leases(abandoned=False)
        await self._doubts.resolve()

    async def _sweep_leases(self, *, abandoned: bool) -> None:
        name, account, now = self.channel.name, self.channel.account, self._now()
        ours = tuple(self._in_hand.values())
        left = await self._around.thread.run(
            lambda conn: (
                doubts.sweep_leases(conn, name, account, now, abandoned=abandoned, besides=ours),
                holds.release(conn, name, account, now),
            )
        )
        if any(left):
            log.info("sends_swept", channel=name, unknown=left[0], released=left[1])
            self.wake()

    def _now(self) -> int:
        return round(self._around.clock().timestamp() * 1000)

    async def _take(self) -> int:
        """Claim as many messages as there are free hands; how many were claimed, or 1 for no hands."""
        free = AT_ONCE - len(self._in_hand)
        if free <= 0:
            await asyncio.wait(self._in_hand, return_when=asyncio.FIRST_COMPLETED)
            return 1
        now = self._now()
        free = self._breaker.hands(free, len(self._in_hand), now)
        if not free or (self._breaker.away and not await self._is_back(now)):
            return 0
        now = self._now()  # what was in doubt is due since the provider was asked
        owed = await self._around.thread.run(lambda conn: self._claim(conn, now, free))
        if owed:
            crash("outbox.after_claim")
        for one in owed:
            task = asyncio.create_task(self._deliver(one))
            self._in_hand[task] = one.id
            task.add_done_callback(self._in_hand.pop)
        return len(owed)

    async def _is_back(self, now: int) -> bool:
        """Whether a provider that was away, and has something to take, answers a question again; what
        is in doubt since then is older than what waits, and comes first.
        """
        name, account = self.channel.name, self.channel.account
        if not await self._around.thread.read(lambda conn: outbox.is_due(conn, name, account, now)):
            return False
        if not await answers(self.channel):
            self._breaker.failed(self._now())
            return False
        await self._doubts.resolve(answered=True)
        return True

    def _claim(self, conn: Connection, now: int, limit: int) -> list[Owed]:
        crash("outbox.before_claim")
        name, account = self.channel.name, self.channel.account
        owed = outbox.claim(conn, name, account, now, limit, LEASE)
        people = {one.person_id for one in owed if one.lane == "reply" and one.person_id}
        if self._notices and people and holds.release(conn, name, account, now, people=people):
            # What was held is older news than this reply, and leaves before it.
            back = [one.id for one in owed if one.person_id in people]
            outbox.put_back(conn, back)
            owed = [one for one in owed if one.id not in back]
            owed += outbox.claim(conn, name, account, now, limit - len(owed), LEASE)
        if owed:
            crash("outbox.during_claim")
        return owed

    async def _deliver(self, owed: Owed) -> None:
        try:
            outcomes = await self._say(owed)
        except SendError as error:
            await self._record_failure(owed, error)
        except Exception:  # a message that has no words must not stop the others
            log.exception("message_not_renderable", outbox=owed.id)
            failed = Failed(owed.id, "render", owed.attempt)
            await self._settling.record(Settled(owed, (failed,), alert="send_render"))
        else:
            self._throttled = False
            await self._settling.record(Settled(owed, outcomes))
            crash("outbox.after_settle")
            last = outcomes[-1]
            if isinstance(last, Held):
                self._count("notice" if last.reason.startswith(NOTICED) else "held")
                return
            self._count("accepted")
            waited = (self._now() - owed.created_at) / 1000
            self._around.metrics.reply_seconds.labels(self.channel.name).observe(max(waited, 0))

    async def _say(self, owed: Owed) -> tuple[Outcome, ...]:
        """Say what has not left yet of a message; what became of its last piece."""
        if owed.kind == "leave":
            return await self._leave(owed)
        if self._notices is None:
            return await self._speak(owed)
        if owed.address_id is None:
            # Nobody knows when the coordinators' chat last wrote: what needs no window comes first.
            said = await self._notices.say(owed, lambda form: self._fill(form, owed))
            return said or await self._speak(owed)
        if self._now() - owed.last_in_at <= WINDOW:
            try:
                return await self._speak(owed)
            except Refused as refusal:
                if refusal.kind != "window":
                    raise
                self._count("window")  # closed after all
        return await self._notices.say(owed, lambda form: self._fill(form, owed))

    async def _leave(self, owed: Owed) -> tuple[Outcome, ...]:
        """Leave a group, or find that we are put out already: what we wanted."""
        try:
            with self._heeding():
                await self.channel.leave(owed.to_address)
        except Refused as refusal:
            if refusal.kind == "configuration":  # nobody there was asked
                raise
        return (Accepted(owed.id, "", owed.attempt),)

    async def _speak(self, owed: Owed) -> tuple[Outcome, ...]:
        """Say it in words of our own."""
        pieces = await self._around.speech.pieces(owed, self.channel)
        provider_id = ""
        for number, piece in enumerate(pieces[owed.sent_parts :], owed.sent_parts + 1):
            last = number == len(pieces)
            reference = str(owed.id) if last else f"{owed.id}.{number}"
            try:
                provider_id = await self._send(piece, owed, reference)
            except (Refused, OutcomeUnknown) as error:
                if not _is_spare(piece, error):
                    raise
                provider_id = ""  # the words after it say the same
                self._count("picture")
            crash("outbox.after_send")
            if not last:
                progress = Progress(owed.id, number, provider_id, owed.attempt)
                await self._settling.record(Settled(owed, (progress,)))
                crash("outbox.after_part")
        return (Accepted(owed.id, provider_id, owed.attempt),)

    async def _fill(self, form: Form, owed: Owed) -> str:
        """Say a template: the whole message, or a notice (its part 0) that it waits."""
        return await self._send(form, owed, str(owed.id) if form.whole else f"{owed.id}.0")

    async def _send(self, piece: Piece | Form, owed: Owed, reference: str) -> str:
        with self._heeding():
            return await self._attempt(piece, owed, reference)

    @contextmanager
    def _heeding(self) -> Iterator[None]:
        """Note whether the provider answers at all, be it with a refusal."""
        try:
            yield
        except (OutcomeUnknown, Unreachable):
            if self._breaker.failed(self._now()):
                log.warning("provider_away", channel=self.channel.name)
            raise
        except SendError:
            self._note_answer()
            raise
        self._note_answer()

    def _note_answer(self) -> None:
        if self._breaker.answered():
            log.info("provider_back", channel=self.channel.name)
            self.wake()

    async def _attempt(self, piece: Piece | Form, owed: Owed, reference: str) -> str:
        if self._pacer is not None:
            await self._pacer.wait(owed.to_address)
        loop = asyncio.get_running_loop()
        underway = loop.call_later(UNDERWAY, crash, "outbox.during_send")
        to = owed.to_address
        try:
            if isinstance(piece, Form):
                assert isinstance(self.channel, Templated)  # noqa: S101 - or there were no forms
                values = dict(piece.variables)
                return await self.channel.send_template(
                    piece.content_sid, values, to, reference=reference
                )
            if isinstance(piece, Enclosure):
                assert isinstance(self.channel, Carrier)  # noqa: S101 - or there was none
                return await self.channel.send_media(piece, to, reference=reference)
            if isinstance(piece, File):
                return await self.channel.send_file(piece, to, reference=reference)
            return await self.channel.send(piece, to, reference=reference)
        finally:
            underway.cancel()

    async def _record_failure(self, owed: Owed, error: SendError) -> None:
        kind = error.kind if isinstance(error, Refused) else type(error).__name__
        self._count(kind)
        log.warning(
            "send_failed", outbox=owed.id, channel=self.channel.name, kind=kind, code=str(error)
        )
        if isinstance(error, Throttled):
            # One person's limit is theirs alone; two throttled sends in a row are the account's.
            if self._throttled and self._pacer is not None:
                self._pacer.pause(error.retry_after or 1.0)
            self._throttled = True
        outcome = after_failure(
            error,
            owed,
            self._now(),
            self._around.patience,
            random.random(),  # noqa: S311 - spreads retries, guards nothing
            looks=isinstance(self.channel, Listing),
        )
        ours = kind in {"configuration", "content", "too_long"}
        await self._settling.record(
            Settled(owed, (outcome,), kind == "blocked", f"send_{kind}" if ours else "")
        )

    def _count(self, outcome: str) -> None:
        self._around.metrics.sends.labels(self.channel.name, outcome).inc()


def _is_spare(piece: Piece, error: SendError) -> bool:
    """Whether a message goes on without a piece that could not be sent, or that nobody knows of."""
    shut = isinstance(error, Refused) and error.kind in {"blocked", "address", "window"}
    return isinstance(piece, Enclosure) and piece.spare and not shut
