"""How a bot gets its updates: the queue, long polling, or one webhook, never both."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

Update = Mapping[str, Any]

LEFT_OUT = {"chat_member", "message_reaction", "message_reaction_count"}
"""Kinds that come only when they are asked for by name (channels.md §2)."""
LONGEST_POLL = 50


class ConflictError(Exception):
    """HTTP 409: a webhook is set, or another poller came."""


@dataclass(slots=True)
class WebhookSettings:
    """What setWebhook left behind; an empty url means polling."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_date: int = 0


@dataclass(frozen=True, slots=True)
class _Poll:
    """A long poll that waits."""

    loop: asyncio.AbstractEventLoop
    wake: asyncio.Event


class Updates:
    """Pending updates in order; push may be called from any thread."""

    def __init__(self) -> None:
        self.pending: list[Update] = []
        self.webhook = WebhookSettings()
        self.allowed: list[str] = []
        self.polling = threading.Event()  # set while a long poll is open
        self._poll: _Poll | None = None
        self._lock = threading.Lock()

    def push(self, update: Update) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        (kind,) = update.keys() - {"update_id"}
        if kind in self.allowed or (not self.allowed and kind not in LEFT_OUT):
            with self._lock:
                self.pending.append(update)
            self._wake()

    def drop(self, *, before: int | None = None) -> None:
        """Forget the pending updates, or those before an update_id; a negative one keeps a tail."""
        with self._lock:
            if before is None:
                self.pending.clear()
            elif before < 0:
                del self.pending[:before]
            else:
                self.pending = [u for u in self.pending if u["update_id"] >= before]

    def settle(self, update: Update) -> None:
        """A webhook took this one."""
        with self._lock:
            self.pending.remove(update)

    async def get(
        self, *, offset: int, limit: int, seconds: float, gone: Callable[[], Awaitable[None]]
    ) -> list[Update]:
        """The next updates; waits so many seconds for the first, or until the client left.

        offset confirms everything before it; a negative one keeps that many from the end.
        Raises ConflictError while a webhook is set, and in an older poll when a newer one comes.
        """
        if self.webhook.url:
            raise ConflictError(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self.drop(before=offset)
        poll = _Poll(asyncio.get_running_loop(), asyncio.Event())
        self._wake()
        self._poll = poll
        if not self.pending and seconds > 0:
            self.polling.set()
            wait = min(seconds, LONGEST_POLL)
            tasks = {asyncio.ensure_future(poll.wake.wait()), asyncio.ensure_future(gone())}
            try:
                await asyncio.wait(tasks, timeout=wait, return_when=asyncio.FIRST_COMPLETED)
            finally:
                self.polling.clear()
                for task in tasks:
                    task.cancel()
        if self._poll is not poll:
            raise ConflictError(
                "terminated by other getUpdates request; "
                "make sure that only one bot instance is running"
            )
        self._poll = None
        return self.pending[:limit]

    def _wake(self) -> None:
        poll = self._poll
        if poll is not None:
            poll.loop.call_soon_threadsafe(poll.wake.set)
