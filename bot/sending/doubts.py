"""Unknown outcomes: ask the provider where it can be asked, decide by kind of message elsewhere."""

from datetime import UTC, datetime
from typing import Protocol, runtime_checkable

import structlog

from bot.channels.protocol import Bubble, Channel, Enclosure, SendError
from bot.crash import crash
from bot.database_thread import DatabaseThread
from bot.metrics import Metrics
from bot.sending.notices import Notices
from bot.sending.retries import Patience, after_absence
from bot.sending.settling import Settled, Settling
from bot.sending.speech import Speech
from bot.settings import Clock
from core.duration import MINUTE
from storage import outbox, outcomes
from storage.outbox import Owed
from storage.outcomes import Accepted, Outcome, Progress, Retry

MOST = 50
"""Messages looked into at a time."""

log = structlog.get_logger()


@runtime_checkable
class Listing(Protocol):
    """A channel whose provider lists what it has sent."""

    async def find_sent(self, to: str, text: str, since: datetime) -> tuple[str, ...]:
        """The provider's ids of messages with this text, sent after `since`."""
        ...


class AmbiguousError(Exception):
    """What a provider lists may be another message that is just leaving."""


class Doubts:
    """Resolves the unknown outcomes of one channel account."""

    def __init__(
        self,
        channel: Channel,
        thread: DatabaseThread,
        speech: Speech,
        settling: Settling,
        *,
        clock: Clock,
        metrics: Metrics,
        patience: Patience,
        notices: Notices | None = None,
    ) -> None:
        self._channel = channel
        self._listing = channel if isinstance(channel, Listing) else None
        self._thread = thread
        self._speech = speech
        self._settling = settling
        self._clock = clock
        self._metrics = metrics
        self._patience = patience
        self._notices = notices
        self._not_before: dict[int, int] = {}

    async def resolve(self) -> None:
        """Look into every message that is due to be looked into."""
        now = self._now()
        due = await self._thread.read(
            lambda conn: outbox.unknowns(conn, self._channel.name, self._channel.account, now, MOST)
        )
        for owed in due:
            if self._not_before.get(owed.id, 0) <= now:
                await self._resolve_one(owed)

    async def _resolve_one(self, owed: Owed) -> None:
        crash("reconcile.before")
        try:
            outcomes = await self._found(owed)
        except (SendError, AmbiguousError) as error:
            # Not an absence: the question was not answered, so it does not count as asked.
            self._not_before[owed.id] = self._now() + self._patience.after(MINUTE)
            log.warning("look_failed", outbox=owed.id, code=str(error))
            return
        self._not_before.pop(owed.id, None)
        if not outcomes:
            looks = self._listing is not None
            outcomes = (after_absence(owed, self._now(), self._patience, looks=looks),)
        verdict = type(outcomes[-1]).__name__.lower()
        self._metrics.doubts.labels(self._channel.name, verdict).inc()
        log.info("doubt_resolved", outbox=owed.id, channel=self._channel.name, verdict=verdict)
        crash("reconcile.after")
        await self._settling.record(Settled(owed, outcomes))

    async def _found(self, owed: Owed) -> tuple[Outcome, ...]:
        """The proof that the doubtful piece left; empty when the provider shows none.

        Raises SendError when the provider cannot be asked, AmbiguousError when what it shows may be
        another message.
        """
        if self._listing is None or owed.kind != "message":
            return ()
        pieces = await self._speech.pieces(owed, self._channel, doubted=True)
        piece = pieces[owed.sent_parts] if owed.sent_parts < len(pieces) else None
        if isinstance(piece, Enclosure) and piece.spare:  # twice is worse than once too few
            rest = Retry(owed.id, self._now(), "rest", owed.attempt)
            return (Progress(owed.id, owed.sent_parts + 1, "", owed.attempt), rest)
        if not isinstance(piece, Bubble):
            return ()
        since = datetime.fromtimestamp(owed.sent_at / 1000, UTC)
        to = owed.to_address
        listed = await self._listing.find_sent(to, piece.text, since)
        if not listed and self._notices:
            for text in await self._notices.texts(owed):  # it may have left as a template
                listed = listed or await self._listing.find_sent(to, text, since)
            pieces = pieces[: owed.sent_parts + 1] if listed else pieces
        if not listed:
            return ()
        # The same words may have left twice (a question asked again): what proves that another
        # message left proves nothing about this one, and of one that is leaving nobody knows yet.
        name, account = self._channel.name, self._channel.account
        others, leaving = await self._thread.read(
            lambda conn: (
                outcomes.known_ids(conn, name, account, owed.id, listed),
                outbox.is_leaving(conn, name, account, to),
            )
        )
        found = next((one for one in listed if one not in others), "")
        if not found:
            return ()
        if leaving:
            raise AmbiguousError("another message is leaving")
        parts = owed.sent_parts + 1
        if parts == len(pieces):
            return (Accepted(owed.id, found, owed.attempt),)
        rest = Retry(owed.id, self._now(), "rest", owed.attempt)
        return (Progress(owed.id, parts, found, owed.attempt), rest)

    def _now(self) -> int:
        return round(self._clock().timestamp() * 1000)
