"""Unknown outcomes: ask the provider where it can be asked, decide by kind of message elsewhere."""

import asyncio
from datetime import UTC, datetime
from typing import Protocol, runtime_checkable

import structlog

from bot.channels.protocol import Bubble, Channel, Enclosure, Refused, SendError
from bot.crash import crash
from bot.database_thread import DatabaseThread
from bot.metrics import Metrics
from bot.sending import notices
from bot.sending.notices import Notices
from bot.sending.pace import answers
from bot.sending.retries import LOOKS, Patience, after_absence, after_silence
from bot.sending.settling import Settled, Settling
from bot.sending.speech import Speech
from bot.settings import Clock
from core.duration import MINUTE, SECOND
from storage import doubts, outcomes
from storage.database import DatabaseUnavailable
from storage.outbox import Owed
from storage.outcomes import Accepted, Failed, Outcome, Progress, Retry, Unseen

MOST = 50
"""Messages looked into at a time."""
ASK_EVERY = 10 * SECOND
"""Milliseconds between questions to a provider that cannot be asked what it has sent."""
REFUSED = "send_configuration"
"""The alert about a provider that does not let us ask; what is in doubt waits until it does."""

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
        self._ask_at = 0
        self._looking = asyncio.Lock()

    async def resolve(self, *, answered: bool = False) -> None:
        """Look into every message that is due to be looked into; `answered` says that the provider
        has just given an answer.
        """
        async with self._looking:
            await self._resolve(answered)

    async def _resolve(self, answered: bool) -> None:
        now, name, account = self._now(), self._channel.name, self._channel.account
        due = await self._thread.read(lambda conn: doubts.unknowns(conn, name, account, now, MOST))
        if self._notices is not None:
            waits = [self._patience.after(wait) for wait in LOOKS]
            due += await self._thread.read(
                lambda conn: doubts.notices(conn, name, account, now, waits, MOST)
            )
        if due and self._listing is None and not (answered or await self._answers(now)):
            return
        for owed in due:
            if self._not_before.get(owed.id, 0) <= now and not await self._resolve_one(owed):
                return  # the same silence, or limit, would meet every other question

    async def _answers(self, now: int) -> bool:
        """Whether a provider that lists nothing answers at all: while it does not, what is in doubt
        would only be in doubt once more.
        """
        rest = self._patience.after(ASK_EVERY)
        if now < self._ask_at <= now + rest:  # longer only where the clock was set back
            return False
        if await answers(self._channel):
            return True
        self._ask_at = now + rest
        return False

    async def _resolve_one(self, owed: Owed) -> bool:
        """Look into one message; False where the provider gave no answer."""
        crash("reconcile.before")
        try:
            outcomes = await (self._noticed(owed) if owed.notice else self._found(owed))
        except (SendError, AmbiguousError) as error:
            # Not an absence: the question was not answered, so it does not count as asked.
            self._not_before[owed.id] = self._now() + self._patience.after(MINUTE)
            log.warning("look_failed", outbox=owed.id, code=str(error))
            if isinstance(error, Refused):  # nobody but us can mend that
                await self._settling.record(Settled(owed, (), alert=REFUSED))
            return isinstance(error, Refused | AmbiguousError)
        except DatabaseUnavailable:
            raise
        except Exception:  # a message that has no words (any more) must not stop the others
            log.exception("doubt_not_renderable", outbox=owed.id)
            await self._settling.record(_unspeakable(owed))
            return True
        self._not_before.pop(owed.id, None)
        if not outcomes:
            looks = self._listing is not None
            outcomes = (after_absence(owed, self._now(), self._patience, looks=looks),)
        verdict = type(outcomes[-1]).__name__.lower()
        self._metrics.doubts.labels(self._channel.name, verdict).inc()
        log.info("doubt_resolved", outbox=owed.id, channel=self._channel.name, verdict=verdict)
        crash("reconcile.after")
        await self._settling.record(Settled(owed, outcomes))
        return True

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
        sid = await self._listed(owed, piece.text)
        parts = owed.sent_parts + 1
        if not sid:
            return await self._as_template(owed)
        if parts == len(pieces):
            return (Accepted(owed.id, sid, owed.attempt),)
        rest = Retry(owed.id, self._now(), "rest", owed.attempt)
        return (Progress(owed.id, parts, sid, owed.attempt), rest)

    async def _noticed(self, owed: Owed) -> tuple[Outcome, ...]:
        """The proof that the doubtful notice of a held message left, or what to do without."""
        return await self._as_template(owed) or (after_silence(owed),)

    async def _as_template(self, owed: Owed) -> tuple[Outcome, ...]:
        """The proof that a template left in place of a message; empty when there is none."""
        for form in await self._notices.said(owed) if self._notices else ():
            if sid := await self._listed(owed, form.text):
                return notices.found(form, sid, owed, self._now())
        return ()

    async def _listed(self, owed: Owed, text: str) -> str:
        """The id under which the provider has these words since the attempt; empty if it has not."""
        if self._listing is None:
            return ""
        since = datetime.fromtimestamp(owed.sent_at / 1000, UTC)
        to = owed.to_address
        listed = await self._listing.find_sent(to, text, since)
        if not listed:
            return ""
        # The same words may have left twice (a question asked again): what proves that another
        # message left proves nothing about this one, and of one that is leaving nobody knows yet.
        name, account = self._channel.name, self._channel.account
        others, leaving = await self._thread.read(
            lambda conn: (
                outcomes.known_ids(conn, name, account, owed.id, listed),
                doubts.is_leaving(conn, name, account, to),
            )
        )
        found = next((one for one in listed if one not in others), "")
        if found and leaving:
            raise AmbiguousError("another message is leaving")
        return found

    def _now(self) -> int:
        return round(self._clock().timestamp() * 1000)


def _unspeakable(owed: Owed) -> Settled:
    """What becomes of a doubt about words that nobody can look for: as of a send without words."""
    if owed.notice:
        return Settled(owed, (Unseen(owed.id, "wait", owed.attempt),))
    return Settled(owed, (Failed(owed.id, "render", owed.attempt),), alert="send_render")
