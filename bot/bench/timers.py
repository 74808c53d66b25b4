"""`mem bench timers`: what a tick costs beside many stored timers, and how fast what is due is done.

Timers lie in the future, spread over people and half a year. A tick with nothing due is measured
beside few and beside many, in turns; then some fall due at the same moment, each for another person, and
every one has its turn: talk, history, the timer closed and the message owed, committed in batches
as the clock of `mem serve` does it. Afterwards each is looked up: fired once, one message each.
"""

import argparse
import gc
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import func, select, text

from bot.bench import postgres
from bot.bench.table import Goal, columns, ratio, show, spread, times
from bot.handlers.desk import Desk
from bot.logs import configure_logs
from bot.turns import fire_due
from bot.words.book import book
from bot.zones import use_packaged_zones
from core.conversation.talk import Talk
from core.duration import DAY
from storage import codec, migrate
from storage.database import Database
from storage.opening import open_database
from storage.schema import outbox, timer

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
"""A Monday morning in Casablanca: a time at which everything may be said."""

NOW_MS = int(NOW.timestamp() * 1000)
ROUNDS, TICKS = 7, 40
"""Rounds that go from the one database to the other, and looks in each of which the median counts."""

FEW = 1_000
"""Stored timers beside which a tick is measured first."""

KIND = "join"
"""A kind that begins a conversation, and does not wait for the day."""

FACTS = '{"code": "link-0123456789012345678901"}'
KEY = b"the key of a benchmark, no secret"


class WrongTimersError(Exception):
    """Timers were lost, doubled or early: such a run makes no figure."""


@dataclass(slots=True)
class Score:
    """The figures of one database; milliseconds, and timers a second."""

    few: list[float] = field(default_factory=list)
    many: list[float] = field(default_factory=list)
    batches: list[float] = field(default_factory=list)
    rate: float = 0.0


_PEOPLE = """
INSERT INTO person (talk, created_at, updated_at)
SELECT :talk, 0, 0 FROM {numbers}
"""
_ADDRESSES = """
INSERT INTO address (person_id, channel, account, address, last_in_at, created_at)
SELECT id, 'telegram', '1', CAST(id AS TEXT), 0, 0 FROM person
"""
_TIMERS = """
INSERT INTO timer (person_id, kind, key, due_at, wall, zone, tzdb, facts)
SELECT CAST(:first AS bigint) + n % CAST(:people AS bigint), CAST(:kind AS text),
       CAST(:batch AS text) || ':' || CAST(n AS text),
       CAST(:start AS bigint) + (n * CAST(:step AS bigint)) % CAST(:span AS bigint),
       '', 'UTC', '', CAST(:facts AS text)
FROM (SELECT n + CAST(:done AS bigint) AS n FROM {numbers}) AS numbered
"""
_NUMBERS = {
    "sqlite": "(WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n + 1 < :many)"
    " SELECT n FROM c)",
    "postgresql": "(SELECT n FROM generate_series(0, CAST(:many AS bigint) - 1) AS g(n)) AS numbers",
}


AT_ONCE = 100_000
"""Timers stored by a statement: a million would not be done within a statement's time everywhere."""

_SETTLE = {"sqlite": "ANALYZE", "postgresql": "VACUUM (ANALYZE)"}
"""What the database does by itself after a while; in the middle of the ticks it would count."""


class Store:
    """One database with people who each have timers."""

    def __init__(self, database: Database, people: int) -> None:
        self.database = database
        self._people = people
        self._batch = 0
        talk = codec.encode(Talk(language="fr", chosen=True, consented=True, profile={"name": "A"}))
        with database.begin() as conn:
            numbers = _NUMBERS[database.dialect]
            conn.execute(text(_PEOPLE.format(numbers=numbers)), {"talk": talk, "many": people})
            conn.execute(text(_ADDRESSES))
            self._first = int(conn.execute(text("SELECT min(id) FROM person")).scalar_one())
        self.desk = Desk(book(), {}, lambda: NOW, KEY)

    def add(self, many: int, *, start: int, span: int) -> None:
        """Store timers that fall due from `start` on, spread over `span` milliseconds."""
        self._batch += 1
        where = {
            "first": self._first, "people": self._people, "kind": KIND, "batch": str(self._batch), "facts": FACTS,
            "start": start, "step": 7_919, "span": span, "many": many,
        }  # fmt: skip
        for done in range(0, many, AT_ONCE):
            where |= {"done": done, "many": min(AT_ONCE, many - done)}
            with self.database.begin() as conn:
                conn.execute(text(_TIMERS.format(numbers=_NUMBERS[self.database.dialect])), where)
        with self.database.unbound() as conn:
            conn.exec_driver_sql(_SETTLE[self.database.dialect])

    def idle(self) -> float:
        """The median milliseconds of a tick with nothing due."""
        spent = []
        for _ in range(TICKS):
            began = time.perf_counter()
            if fire_due(self.database, self.desk):
                raise WrongTimersError("something fell due before its time")
            spent.append((time.perf_counter() - began) * 1000)
        return median(spent)

    def fire(self, due: int) -> tuple[float, list[float]]:
        """Let all that is due have its effect; timers a second, and milliseconds of each batch."""
        batches = []
        began = time.perf_counter()
        while True:
            at = time.perf_counter()
            if not fire_due(self.database, self.desk):
                break
            batches.append((time.perf_counter() - at) * 1000)
        rate = due / (time.perf_counter() - began)
        with self.database.read() as conn:
            fired = conn.execute(
                select(func.count()).select_from(timer).where(timer.c.state == "fired")
            ).scalar_one()
            owed = conn.execute(
                select(func.count(outbox.c.id), func.count(outbox.c.person_id.distinct()))
            ).one()
        if (fired, *owed) != (due, due, due):
            raise WrongTimersError(f"{due} fell due: {fired} fired, {owed[0]} messages owed")
        return rate, batches


def measure(small: Database, large: Database, stored: int, due: int) -> Score:
    """All figures of two databases of a kind, empty but for their tables."""
    score = Score()
    few, many = Store(small, people=due), Store(large, people=due)
    gc.freeze()  # as `mem serve` does
    few.add(FEW, start=NOW_MS + DAY, span=180 * DAY)
    many.add(stored, start=NOW_MS + DAY, span=180 * DAY)
    for _ in range(ROUNDS):
        score.few.append(few.idle())
        score.many.append(many.idle())
    many.add(due, start=NOW_MS, span=1)
    score.rate, score.batches = many.fire(due)
    return score


def report(scores: dict[str, Score], stored: int, due: int, missing: Sequence[str]) -> None:
    """Print the table and the goals."""
    rows = [
        (
            name,
            spread(one.few),
            spread(one.many),
            times(ratio(one.many, one.few)),
            f"{one.rate:,.0f}",
            spread(one.batches),
        )
        for name, one in scores.items()
    ]
    rows += [(name, "-", "-", "-", "-", "-") for name in missing]
    head = (
        "",
        f"idle tick, {FEW:,} stored: ms",
        f"{stored:,} stored: ms",
        "ratio",
        "handed over/s",
        "batch ms",
    )
    show(*columns(head, rows), "", "Goals:")
    for name in (*scores, *missing):
        score = scores.get(name)
        growth = ratio(score.many, score.few) if score else None
        show(
            Goal(f"{name}, idle tick beside many: beside few", 1.5, growth, at_least=False).line(),
            Goal(
                f"{name}, idle tick",
                1.0,
                median(score.many) if score else None,
                at_least=False,
                unit=" ms",
            ).line(),
            Goal(
                f"{name}, all that is due handed over, in seconds (I10)",
                60,
                due / score.rate if score else None,
                at_least=False,
            ).line(),
            Goal(
                f"{name}, 99 of 100 batches",
                50,
                _slowest(score.batches) if score else None,
                at_least=False,
                unit=" ms",
            ).line(),
        )


def _slowest(batches: Sequence[float]) -> float | None:
    """What 99 of 100 of these batches took less than; never more than the longest of them."""
    return quantiles(batches, n=100, method="inclusive")[-1] if len(batches) > 1 else None


def main(argv: list[str]) -> int:
    """Run the benchmark; 0 when every timer was fired once."""
    parser = argparse.ArgumentParser(prog="mem bench timers", description=__doc__)
    parser.add_argument("--stored", type=int, default=1_000_000, help="timers in the future")
    parser.add_argument("--due", type=int, default=10_000, help="timers due at once, one a person")
    parser.add_argument("--postgres", default="", metavar="URL", help="instead of the bundled one")
    parser.add_argument("--dir", default=None, help="where SQLite files and PostgreSQL are put")
    parser.add_argument("--only", default="sqlite,postgresql", help="databases, with commas")
    options = parser.parse_args(argv)
    use_packaged_zones()
    configure_logs("console", "ERROR")
    wanted = options.only.split(",")
    scores: dict[str, Score] = {}
    missing: list[str] = []
    show(f"{options.stored:,} timers in the future, {options.due:,} due at once.", "")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.dir)))
        for name in ("SQLite", "PostgreSQL"):
            if name.lower() not in wanted:
                continue
            urls = [f"sqlite:///{folder}/few.db", f"sqlite:///{folder}/many.db"]
            if name == "PostgreSQL":
                server = stack.enter_context(postgres.running(options.postgres, folder))
                if server is None:
                    missing.append(name)
                    continue
                made = [server.create(), server.create()]
                for one in made:
                    stack.callback(server.drop, one)
                urls = [server.address(one) for one in made]
            with ExitStack() as opened:
                small, large = (_ready(opened, url) for url in urls)
                scores[name] = measure(small, large, options.stored, options.due)
    report(scores, options.stored, options.due, missing)
    return 0


def _ready(opened: ExitStack, url: str) -> Database:
    """A new database with all tables."""
    database = open_database(url)
    opened.callback(database.close)
    migrate.upgrade(database)
    return database
