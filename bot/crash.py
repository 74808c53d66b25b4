"""Named points at which a test may kill this process, to prove that nothing is lost there.

MEM_CRASH_AT names the point, MEM_CRASH_AFTER how many passes survive it (0: the first one kills).
Unset, `crash` does nothing and costs a call.
"""

import os
import signal
from collections.abc import Callable, Mapping

POINTS: Mapping[str, str] = {
    "inbox.before_insert": "a webhook was read, nothing is stored",
    "inbox.after_insert": "stored, not committed, not acknowledged",
    "inbox.after_commit": "committed, not acknowledged: the provider will repeat it",
    "inbox.after_ack": "acknowledged, nobody has begun to handle it",
    "turn.before_claim": "a worker was woken, its transaction is open",
    "turn.after_claim": "people are locked, letters are read",
    "turn.mid_batch": "some letters of the batch are decided, others are not",
    "turn.after_decide": "everything is decided, nothing is written",
    "turn.after_talks": "talks are written, their replies are not",
    "turn.before_finish": "replies are owed, their letters are still open",
    "turn.before_commit": "all is written, nothing is committed",
    "turn.after_commit": "committed, the sender does not know yet",
    "turn.poison": "a letter failed, its failed attempt is not committed",
    "outbox.before_claim": "a sender was woken, nothing is claimed",
    "outbox.during_claim": "messages are claimed, not committed",
    "outbox.after_claim": "`sending` is committed, no request has left",
    "outbox.during_send": "the request has left, no answer has come",
    "outbox.after_send": "the provider has accepted, we have not written it down",
    "outbox.before_settle": "the outcome is being written, not committed",
    "outbox.after_settle": "the outcome is committed",
    "outbox.after_part": "one bubble of several has left and is written down",
    "reconcile.before": "an unknown outcome is about to be looked into",
    "reconcile.after": "an unknown outcome is known, not committed",
    "status.before": "a status report was read, nothing is stored",
    "status.after": "a status report is applied, not committed",
    "timer.after_claim": "people with due timers are locked",
    "timer.after_decide": "what follows is decided, nothing is written",
    "timer.before_commit": "timers are fired, not committed",
    "timer.after_commit": "timers are fired and committed",
    "erase.before": "an erasure begins",
    "erase.mid": "digests are kept, the rows are still there",
    "erase.after": "a person is gone, not committed",
    "erase.before_compact": "committed, the bytes are still on the disk",
    "link.mid": "two chats are about to become one person",
    "link.after": "two chats are one person, not committed",
    "migrate.mid": "a migration has changed tables, not committed",
    "sweep.mid": "retention has emptied some rows, not committed",
    "forget.mid": "someone who refused is erased, not committed",
}
"""Every point, and what has and has not happened there."""


def _killer(point: str, passes: int) -> Callable[[str], None]:
    if point not in POINTS:
        raise ValueError(f"MEM_CRASH_AT={point} is no crash point: {', '.join(POINTS)}")
    left = passes

    def crash(here: str) -> None:
        nonlocal left
        if here == point:
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    return crash


def _nothing(here: str) -> None:
    """Most processes are meant to live."""


crash: Callable[[str], None] = (
    _killer(os.environ["MEM_CRASH_AT"], int(os.environ.get("MEM_CRASH_AFTER", "0")))
    if "MEM_CRASH_AT" in os.environ
    else _nothing
)
