"""The worker: wakes up when something has arrived, and handles it until nothing is left."""

import asyncio
from collections.abc import Callable

import structlog

from bot.handlers import message, timer
from bot.handlers.desk import Desk
from storage.database import Database, DatabaseUnavailable
from storage.people import StaleTalk

BATCH = 256
"""Letters in one transaction: more gains nothing, fewer costs commits (durability §2)."""

POLL = 1.0
"""Seconds between looks when nobody wakes us: letters of other processes, second attempts."""

UNAVAILABLE = (0.1, 0.5, 2.0, 5.0)
"""Seconds to wait while the database is away."""

log = structlog.get_logger()


class TurnWorker:
    """Handles letters in the database's threads; `owed` is called after each commit that owes.

    Several workers, in this process or others, share one PostgreSQL without doubling anything;
    `workers` tells each how many there are, so that they look for different people.
    """

    def __init__(
        self,
        database: Database,
        desk: Desk,
        *,
        owed: Callable[[], None] = lambda: None,
        workers: int = 2,
        batch: int = BATCH,
        poll: float = POLL,
    ) -> None:
        self._database = database
        self._desk = desk
        self._owed = owed
        self._batch = batch
        self._look = batch * 2 * workers
        self._poll = poll
        self._woken = asyncio.Event()
        self._stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        """Something has been committed for us; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    def stop(self) -> None:
        """Make `run` return once everything that has arrived is handled."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Handle letters until `stop`; outlives an absent database."""
        self._loop = asyncio.get_running_loop()
        absent = 0
        while True:
            self._woken.clear()
            try:
                handled = await self._loop.run_in_executor(self._database.threads, self.step)
            except DatabaseUnavailable as error:
                log.warning("database_unavailable", where="turns", error=str(error))
                if self._stopping:
                    return
                await asyncio.sleep(UNAVAILABLE[min(absent, len(UNAVAILABLE) - 1)])
                absent += 1
                continue
            absent = 0
            if handled:
                self._owed()
            elif self._stopping:
                return
            else:
                await self._rest()

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), self._poll)
        except TimeoutError:
            return

    def step(self) -> int:
        """One batch, committed; how many letters had an effect or an attempt, 0 when none waits.

        A letter whose decision raises is put aside and the batch done again without it; if the
        writing raises, nobody knows whose fault it is and the letters go one by one.
        Raises DatabaseUnavailable.
        """
        try:
            with self._database.begin() as conn:
                handled = message.handle_batch(conn, self._desk, self._batch, look=self._look)
        except DatabaseUnavailable:
            raise
        except message.TurnFailed as failure:
            self._put_aside(failure)
            return 1
        except Exception as error:  # noqa: BLE001 - whatever it is, the other letters must go on
            log.warning("batch_failed", error=type(error).__name__)
            return self._one_by_one()
        if handled:
            self._desk.crash("turn.after_commit")
            self._desk.handled(handled)
        return handled

    def _one_by_one(self) -> int:
        tried = 0
        while tried < self._batch:
            try:
                with self._database.begin() as conn:
                    handled = message.handle_one(conn, self._desk)
                self._desk.handled(handled)
            except message.TurnFailed as failure:
                self._put_aside(failure)
                handled = 1
            except StaleTalk:
                handled = 1
            if not handled:
                break
            tried += 1
        return tried

    def _put_aside(self, failure: message.TurnFailed) -> None:
        cause = failure.__cause__ or failure
        letter = failure.letter
        with self._database.begin() as conn:
            dead = message.note_failure(conn, self._desk, letter, cause)
        log.error(
            "turn_failed",
            letter=letter.id,
            person=letter.person_id,
            attempt=letter.attempts + 1,
            dead=dead,
            error=type(cause).__name__,
            where=_where(cause),
        )


DUE_AT_ONCE = 100
"""People in one transaction of the clock: what arrives meanwhile waits for no longer than that."""


def fire_due(database: Database, desk: Desk) -> int:
    """Let what is due have its effect, one batch; 0 when nothing is due.

    Whether anything is due is asked first, outside any transaction: mostly nothing is. A timer
    that raises is put aside for later. Raises DatabaseUnavailable.
    """
    with database.unbound() as conn:
        if not timer.anything_due(conn, desk):
            return 0
    try:
        with database.begin() as conn:
            fired = timer.handle_due(conn, desk, DUE_AT_ONCE)
    except timer.DueFailed as failure:
        _postpone(database, desk, failure)
        return 1
    except StaleTalk:
        return 1
    if fired:
        desk.crash("timer.after_commit")
    return fired


def _postpone(database: Database, desk: Desk, failure: timer.DueFailed) -> None:
    cause = failure.__cause__ or failure
    with database.begin() as conn:
        timer.note_failure(conn, desk, failure.due)
    log.error(
        "timer_failed", kind=failure.due.kind, error=type(cause).__name__, where=_where(cause)
    )


def _where(error: BaseException) -> str:
    """The file and line that raised; the text of an error may quote the person."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None:
        return ""
    return f"{traceback.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{traceback.tb_lineno}"
