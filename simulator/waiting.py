"""What waits in the tables of a world, and until when."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from storage.prepared import Prepared

_SQLITE = """
SELECT (SELECT count(*) FROM inbox INDEXED BY ix_inbox_open WHERE state = 'open'),
       (SELECT min(retry_at) FROM inbox WHERE state = 'open'),
       (SELECT min(due_at) FROM timer WHERE state = 'waiting'),
       (SELECT min(wake_at) FROM person WHERE wake_at > 0),
       (SELECT min(due_at) FROM outbox WHERE state = 'pending' AND NOT EXISTS (
         SELECT 1 FROM outbox AS former
          WHERE former.state IN ('pending', 'sending') AND former.state = 'pending'
            AND former.channel = outbox.channel AND former.account = outbox.account
            AND former.to_address = outbox.to_address AND former.attempts > 0
            AND (former.lane < outbox.lane
                 OR (former.lane = outbox.lane AND former.id < outbox.id)))),
       (SELECT group_concat(DISTINCT channel) FROM outbox WHERE state = 'pending' AND due_at <= :now),
       (SELECT min(due_at) FROM outbox
         WHERE state IN ('sending', 'unknown', 'held') AND state = 'unknown'),
       EXISTS (SELECT 1 FROM address WHERE status = 'forgotten')
           OR EXISTS (SELECT 1 FROM outbox WHERE vanish)
"""
# What is behind another try of something older leaves after that, however long it has been due.
# The conditions of `ix_outbox_underway` and `ix_outbox_doubtful` in full, or SQLite does not see
# that they will do; and `ix_inbox_open` by name, or it counts in another one that holds every letter
# there ever was.

_POSTGRESQL = _SQLITE.replace("INDEXED BY ix_inbox_open ", "").replace(
    "group_concat(DISTINCT channel)", "string_agg(DISTINCT channel, ',')"
)

_WAITING = Prepared(text(_SQLITE), postgresql=text(_POSTGRESQL))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in the tables and since or until when (milliseconds, None for nothing)."""

    letters: int
    retry_at: int | None
    timer_at: int | None
    wake_at: int | None
    owed_at: int | None
    """When a message may next leave, or be tried again."""
    owed_on: tuple[str, ...]
    """The channels of what may be sent now."""
    unknown_at: int | None
    """When a message is to be looked into whose outcome nobody knows."""
    forgetting: bool


def look(conn: Connection, now: int) -> Waiting:
    """What waits now."""
    (row,) = _WAITING.all(conn, now=now)
    letters, retry_at, timer_at, wake_at, owed_at, owed_on, unknown_at, forgetting = row
    channels = tuple(sorted(owed_on.split(","))) if owed_on else ()
    return Waiting(
        letters, retry_at, timer_at, wake_at, owed_at, channels, unknown_at, bool(forgetting)
    )


def due(at: int | None, now: int) -> bool:
    """Whether something waits for a moment that has come."""
    return at is not None and at <= now
