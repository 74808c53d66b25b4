"""The product with one thing wrong, to see whether the checker notices.

    MEM_MUTANT=NAME python -m tests.crash.mutants serve

Each mutant is a mistake that real services of this kind have made (reliability §6.2).
"""

import asyncio
import itertools
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any


def acknowledged_before_it_is_stored() -> None:
    """The webhook is answered at once and stored a little later."""
    from bot.receiving.door import Door  # noqa: PLC0415 - the product is this process's own

    tasks = set()
    real = Door.admit

    async def admit(self: Door, arrival: Any) -> bool:
        async def later() -> None:
            await asyncio.sleep(0.05)
            await real(self, arrival)

        tasks.add(asyncio.create_task(later()))
        return True

    Door.admit = admit  # type: ignore[method-assign]


def duplicates_are_not_recognised() -> None:
    """Every delivery of an event counts as an event."""
    from storage import inbox  # noqa: PLC0415 - as above

    numbers = itertools.count(int.from_bytes(os.urandom(4)))
    real = inbox.record

    def record(conn: Any, arrivals: Sequence[Any], key: bytes) -> list[bool]:
        fresh = [replace(one, event_id=f"{one.event_id}#{next(numbers)}") for one in arrivals]
        return real(conn, fresh, key)

    inbox.record = record


def marked_as_sent_before_it_is_sent() -> None:
    """The outcome is written down first, so that a restart repeats nothing."""
    from bot.sending.outbox import Sender  # noqa: PLC0415 - as above
    from bot.sending.settling import Settled  # noqa: PLC0415 - as above
    from storage.outcomes import Accepted  # noqa: PLC0415 - as above

    real = Sender._say

    async def say(self: Sender, owed: Any) -> Any:
        await self._settling.record(Settled(owed, (Accepted(owed.id, "", owed.attempt),)))
        return await real(self, owed)

    Sender._say = say  # type: ignore[method-assign]


def repeated_whenever_in_doubt() -> None:
    """A broken connection is taken for a refusal and the message sent again at once."""
    import bot.sending.outbox  # noqa: PLC0415 - as above
    from storage.outcomes import Retry  # noqa: PLC0415 - as above

    def after_failure(error: Exception, owed: Any, now: int, *_: Any, **__: Any) -> Any:
        return Retry(owed.id, now, str(error), owed.attempt)

    bot.sending.outbox.after_failure = after_failure  # type: ignore[attr-defined]


def replies_are_owed_after_the_commit() -> None:
    """The conversation is saved in one transaction, its reply in the next."""
    from bot.turns import TurnWorker  # noqa: PLC0415 - as above
    from storage import outbox  # noqa: PLC0415 - as above

    waiting: list[tuple[Any, int]] = []
    real_owe, real_step = outbox.owe, TurnWorker.step

    def owe(conn: Any, rows: Sequence[Any], now: int) -> None:
        waiting.append((rows, now))

    def step(self: TurnWorker) -> int:
        handled = real_step(self)
        with self._database.begin() as conn:
            while waiting:
                real_owe(conn, *waiting.pop(0))
        return handled

    outbox.owe = owe
    TurnWorker.step = step  # type: ignore[method-assign]


def stop_is_a_word_like_any_other() -> None:
    """Nothing listens for STOP."""
    from core.conversation import routing  # noqa: PLC0415 - as above

    rules = tuple(rule for rule in routing.RULES if rule[0] != "stop")
    assert len(rules) < len(routing.RULES)
    routing.RULES = rules


def whatever_is_due_leaves() -> None:
    """A message that was throttled is overtaken by those after it."""
    from sqlalchemy import bindparam, select, text  # noqa: PLC0415 - as above

    from storage import outbox  # noqa: PLC0415 - as above
    from storage.prepared import Prepared  # noqa: PLC0415 - as above
    from storage.schema import address  # noqa: PLC0415 - as above
    from storage.schema import outbox as table  # noqa: PLC0415 - as above

    outbox._CLAIM = Prepared(
        select(*outbox.COLUMNS, table.c.expires_at, address.c.status)
        .outerjoin(address, address.c.id == table.c.address_id)
        .where(text("outbox.state = 'pending'"), outbox.HERE, table.c.due_at <= bindparam("now"))
        .order_by(table.c.id)
        .limit(bindparam("limit"))
    )


def words_are_handed_over_before_they_are_owed() -> None:
    """What carries a partner's words is noted in one transaction, and owed in the next."""
    from storage import relayed  # noqa: PLC0415 - as above

    real = relayed.hand_over

    def hand_over(conn: Any, relayed_ids: Sequence[int], key: str) -> None:
        real(conn, relayed_ids, key)
        for statement in ("COMMIT", "BEGIN IMMEDIATE"):
            conn.connection.dbapi_connection.execute(statement)

    relayed.hand_over = hand_over


MUTANTS: Mapping[str, Callable[[], None]] = {
    mutate.__name__: mutate
    for mutate in (
        acknowledged_before_it_is_stored,
        duplicates_are_not_recognised,
        marked_as_sent_before_it_is_sent,
        repeated_whenever_in_doubt,
        replies_are_owed_after_the_commit,
        stop_is_a_word_like_any_other,
        whatever_is_due_leaves,
        words_are_handed_over_before_they_are_owed,
    )
}


def main() -> int:
    if name := os.environ.get("MEM_MUTANT"):
        MUTANTS[name]()
    from bot.__main__ import main as mem  # noqa: PLC0415 - as above

    return mem(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
