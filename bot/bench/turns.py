"""`mem bench turns`: durable turns a second beside other libraries and the bound of the database.

Everybody plays the same dialogue of five questions. A turn of ours begins with a row in the inbox
and ends with a committed reply in the outbox; a turn of theirs begins with the update's JSON and
ends when the send returns, and is kept in memory. See docs/benchmarks.md.
"""

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bot.bench import postgres
from bot.bench.contest import Contender, Contest
from bot.bench.table import Goal, columns, ratio, show, spread, times
from bot.logs import configure_logs
from bot.zones import use_packaged_zones

PEOPLE = 520
"""More than two workers take at a time, so that neither waits for the other."""

CONTENDERS = (
    Contender("sqlite", "assistant, SQLite, every commit synced", "sqlite"),
    Contender("aiogram", "aiogram FSM, memory, send is a stub"),
    Contender("aiogram-whole", "aiogram FSM, memory, send whole but for the socket"),
    Contender("ptb", "python-telegram-bot, memory, send is a stub"),
    Contender("ptb-whole", "python-telegram-bot, memory, send whole but for the socket"),
    Contender("ptb-pickle", "python-telegram-bot, pickle once a minute, send is a stub"),
    Contender("ptb-flushed", "python-telegram-bot, pickle every turn, send is a stub", share=0.1),
    Contender("sqlite-raw", "bound: the same rows by plain sqlite3", "sqlite", raw=True),
    Contender("postgresql", "assistant, PostgreSQL, 1 worker", "postgresql"),
    Contender("postgresql-2", "assistant, PostgreSQL, 2 workers", "postgresql", workers=2),
    Contender("postgresql-raw", "bound: the same rows by plain psycopg", "postgresql", raw=True),
    Contender("whatsapp", "assistant, SQLite, the dialogue on WhatsApp", "sqlite", "five-whatsapp"),
    Contender("onboarding", "assistant, SQLite, real onboarding on WhatsApp", "sqlite",
              "onboarding", share=0.5),
    Contender("onboarding-2", "assistant, PostgreSQL, 2 workers, real onboarding", "postgresql",
              "onboarding", workers=2),
)  # fmt: skip


@dataclass(slots=True)
class Score:
    """A contender's figures, round by round."""

    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def run(contest: Contest, contenders: Sequence[Contender], rounds: int) -> dict[str, Score]:
    """Everybody's figures of every round; each round goes the other way around."""
    scores = {one.name: Score() for one in contenders}
    for one in contenders:
        contest.measure(one, warming=True)
    for number in range(rounds):
        for one in contenders if number % 2 == 0 else reversed(contenders):
            pace = contest.measure(one)
            if pace is not None:
                scores[one.name].rates.append(pace.rate)
                scores[one.name].cpu.append(pace.cpu)
    return scores


def report(
    contenders: Sequence[Contender], scores: Mapping[str, Score], missing: Mapping[str, str]
) -> None:
    """Print the table and the goals."""
    rates = {name: score.rates for name, score in scores.items()}
    rows = []
    for one in contenders:
        mine = rates[one.name]
        if not mine:
            rows.append((one.title, missing.get(one.name, "-"), "-", "-", "-", "-"))
            continue
        bound = f"{one.database}-raw" if one.database else ""
        rows.append(
            (
                one.title,
                spread(mine),
                times(ratio(mine, rates.get("aiogram", ()))),
                times(ratio(mine, rates.get("aiogram-whole", ()))),
                times(ratio(mine, rates.get(bound, ()))),
                f"{median(scores[one.name].cpu):.0f}",
            )
        )
    head = (
        "",
        "turns/s: median (range)",
        "x aiogram",
        "x aiogram, whole send",
        "of the bound",
        "CPU us",
    )
    show(*columns(head, rows), "", "Goals:")
    sqlite, two = rates.get("sqlite", ()), rates.get("postgresql-2", ())
    stub, whole = rates.get("aiogram", ()), rates.get("aiogram-whole", ())
    for goal in (
        Goal("SQLite, x aiogram in memory (whole send)", 3, ratio(sqlite, whole)),
        Goal("SQLite, x aiogram in memory (send is a stub)", 3, ratio(sqlite, stub)),
        Goal(
            "SQLite, of the batched-commit bound", 0.4, ratio(sqlite, rates.get("sqlite-raw", ()))
        ),
        Goal("PostgreSQL, 2 workers, x aiogram in memory (whole send)", 1.5, ratio(two, whole)),
        Goal("PostgreSQL, 2 workers, x aiogram in memory (send is a stub)", 1.5, ratio(two, stub)),
    ):
        show(goal.line())


def main(argv: list[str]) -> int:
    """Run the benchmark; 0 when everything could be measured and every message was handled once."""
    parser = argparse.ArgumentParser(prog="mem bench turns", description=__doc__)
    parser.add_argument(
        "--people", type=int, default=PEOPLE, help="people in a conversation at once"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgres", default="", metavar="URL", help="instead of the bundled one")
    parser.add_argument("--dir", default=None, help="where SQLite files and PostgreSQL are put")
    parser.add_argument("--only", default="", help="names of contenders, separated by commas")
    options = parser.parse_args(argv)
    use_packaged_zones()
    configure_logs("console", "ERROR")
    wanted = set(options.only.split(",")) if options.only else {one.name for one in CONTENDERS}
    contenders = [one for one in CONTENDERS if one.name in wanted]
    needs_server = any(one.database == "postgresql" for one in contenders)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.dir)))
        server = None
        if needs_server:
            server = stack.enter_context(postgres.running(options.postgres, folder))
        contest = Contest(folder, server, options.people, stack)
        show(
            f"Five questions, six messages, {options.people} people at once,"
            f" {options.rounds} rounds; every message checked: handled once, in order.",
            "",
        )
        scores = run(contest, contenders, options.rounds)
    report(contenders, scores, contest.missing)
    return 0
