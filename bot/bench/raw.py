"""The bound: the rows a turn reads and writes, in the same batches, with nothing decided.

Plain sqlite3 and psycopg, the product's own tables, settings and row sizes. Nothing that keeps the
same record of a turn in the same database can be faster than this by much.
"""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from time import time_ns
from typing import Any

from bot.bench.assistant import Step
from storage.opening import POSTGRESQL_SETTINGS, SQLITE_PRAGMAS

BATCH = 256

_OPEN = (
    "SELECT id, person_id, address_id, channel, account, event_id, payload FROM inbox"
    " WHERE state = 'open' ORDER BY id LIMIT 256"
)
_OUTBOX = (
    "key, person_id, address_id, channel, account, to_address, body, lane, policy, kind,"
    " due_at, expires_at, vanish, created_at"
)
_OUTBOX_ARRAYS = (
    "%s::varchar[], %s::bigint[], %s::bigint[], %s::varchar[], %s::varchar[], %s::varchar[],"
    " %s::text[], %s::smallint[], %s::varchar[], %s::varchar[], %s::bigint[], %s::bigint[],"
    " %s::boolean[], %s::bigint[]"
)
_UPDATE_TALKS = (
    "UPDATE person SET talk = given.talk, wake_at = given.wake, updated_at = given.now,"
    " version = version + 1 FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::bigint[])"
    " AS given (talk, wake, now, id) WHERE person.id = given.id"
)
_INSERT_OUTBOX = f"INSERT INTO outbox ({_OUTBOX}) SELECT * FROM unnest({_OUTBOX_ARRAYS})"  # noqa: S608
_INSERT_EVENTS = (
    "INSERT INTO event (person_id, at, rule, data) SELECT * FROM"
    " unnest(%s::bigint[], %s::bigint[], %s::varchar[], %s::text[])"
)
_INSERT_RUNS = (
    'INSERT INTO run (person_id, run_id, flow, version, "end", answers, finished_at)'
    " SELECT * FROM unnest(%s::bigint[], %s::varchar[], %s::varchar[], %s::int[], %s::varchar[],"
    " %s::text[], %s::bigint[])"
)
_FINISH = (
    "UPDATE inbox SET state = 'done', done_at = given.now FROM"
    " unnest(%s::bigint[], %s::bigint[]) AS given (now, id) WHERE inbox.id = given.id"
)

Rows = list[tuple[Any, ...]]


class _Writes:
    """The rows of one batch of letters, each the next step of its person's conversation."""

    def __init__(self, letters: Sequence[Any], steps: Sequence[Step], at: Counter[int]) -> None:
        now = time_ns() // 1_000_000
        self.talks: dict[int, tuple[Any, ...]] = {}
        self.owed: Rows = []
        self.events: Rows = []
        self.runs: Rows = []
        self.done: Rows = []
        for number, person, address, channel, account, event, _ in letters:
            step = steps[min(at[person], len(steps) - 1)]
            at[person] += 1
            self.talks[person] = (step.talk, 0, now, person)
            self.owed.append(
                (f"{number}:0", person, address, channel, account, event, step.body, 0, "resend",
                 "message", now, now, False, now)
            )  # fmt: skip
            self.events.append((person, now, "answer:bench.role", "{}"))
            if at[person] == len(steps):
                self.runs.append((person, f"{number:x}a", "bench", 1, "done", "{}", now))
            self.done.append((now, number))


def drain_sqlite(path: str, steps: Sequence[Step]) -> int:
    """Mark every open letter of the file as handled; how many."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    at: Counter[int] = Counter()
    while True:
        connection.execute("BEGIN IMMEDIATE")
        letters = connection.execute(_OPEN).fetchall()
        people = {letter[1] for letter in letters}
        marks = ", ".join("?" * len(people))
        connection.execute(
            f"SELECT id, talk, version FROM person WHERE id IN ({marks})",  # noqa: S608
            list(people),
        ).fetchall()
        writes = _Writes(letters, steps, at)
        connection.executemany(
            "UPDATE person SET talk = ?, wake_at = ?, updated_at = ?, version = version + 1"
            " WHERE id = ?",
            writes.talks.values(),
        )
        connection.executemany(
            f"INSERT INTO outbox ({_OUTBOX}) VALUES ({', '.join('?' * 14)})",  # noqa: S608
            writes.owed,
        )
        connection.executemany(
            "INSERT INTO event (person_id, at, rule, data) VALUES (?, ?, ?, ?)", writes.events
        )
        connection.executemany(
            'INSERT INTO run (person_id, run_id, flow, version, "end", answers, finished_at)'
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            writes.runs,
        )
        connection.executemany(
            "UPDATE inbox SET state = 'done', done_at = ? WHERE id = ?", writes.done
        )
        connection.execute("COMMIT")
        if len(letters) < BATCH:
            connection.close()
            return sum(at.values())


def drain_postgresql(dsn: str, steps: Sequence[Step]) -> int:
    """As `drain_sqlite`, with one array per column instead of one statement per row."""
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is measured

    at: Counter[int] = Counter()
    options = " ".join(f"-c {name}={value}" for name, value in POSTGRESQL_SETTINGS.items())
    with psycopg.connect(dsn, options=options) as connection:
        while True:
            letters = connection.execute(_OPEN).fetchall()
            people = list({letter[1] for letter in letters})
            connection.execute(
                "SELECT id, talk, version FROM person WHERE id = ANY(%s) FOR NO KEY UPDATE",
                [people],
            ).fetchall()
            writes = _Writes(letters, steps, at)
            for statement, rows in (
                (_UPDATE_TALKS, list(writes.talks.values())),
                (_INSERT_OUTBOX, writes.owed),
                (_INSERT_EVENTS, writes.events),
                (_INSERT_RUNS, writes.runs),
                (_FINISH, writes.done),
            ):
                if rows:
                    columns = [list(column) for column in zip(*rows, strict=True)]
                    connection.execute(statement, columns)
            connection.commit()
            if len(letters) < BATCH:
                return sum(at.values())
