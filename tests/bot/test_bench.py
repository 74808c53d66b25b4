"""The benchmarks run, judge their goals, and refuse figures of turns that went wrong."""

import asyncio
import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from bot.bench import dialogue, load
from bot.bench.assistant import SCRIPTS, Script, WrongTurnsError, check, fill
from bot.bench.drainer import drain
from bot.bench.table import Goal, ratio
from bot.channels.telegram_parse import parse_telegram
from bot.handlers.desk import Desk
from bot.settings import wall_clock
from bot.turns import TurnWorker
from bot.words.book import book
from storage import migrate, schema
from storage.database import Database
from storage.opening import open_database

ROOT = Path(__file__).parent.parent.parent
FIVE = SCRIPTS["five"]
PEOPLE = 3

Bench = Callable[..., str]

pytestmark = pytest.mark.timeout(300)  # a dozen processes, however busy the machine is


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Runs `mem bench …` as a user does, its databases among the files of tests; what it prints."""

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "bench", *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONWARNINGS": "ignore", "TMPDIR": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=280,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def figures(printed: str, row: str) -> list[float]:
    """The numbers in the row that begins with `row`, dashes and ranges left out."""
    line = next(line for line in printed.splitlines() if line.strip().startswith(row))
    bare = re.sub(r"\([^)]*\)", "", line.strip().removeprefix(row)).replace(",", "")
    return [float(number) for number in re.findall(r"(?<![\w-])\d+\.?\d*", bare)]


@pytest.fixture
def drained(tmp_path: Path) -> Iterator[Database]:
    """A database in which three people have answered the five questions."""
    database = open_database(f"sqlite:///{tmp_path / 'bench.db'}")
    migrate.upgrade(database)
    fill(database, FIVE, PEOPLE)
    desk = Desk(FIVE.book(), {"telegram": parse_telegram}, wall_clock, b"k" * 32)
    drain(database, TurnWorker(database, desk))
    yield database
    database.close()


def test_turns_that_went_right_pass_the_check(drained: Database) -> None:
    """Three people, six messages each, every answer on record."""
    check(drained, FIVE, PEOPLE)


@pytest.mark.parametrize(
    "harm",
    [
        delete(schema.outbox).where(schema.outbox.c.id == 5),
        update(schema.outbox).where(schema.outbox.c.id == 4).values(key="1:1"),
        update(schema.inbox).where(schema.inbox.c.id == 7).values(state="open"),
        update(schema.run).where(schema.run.c.id == 2).values(answers="{}"),
    ],
    ids=["lost", "answered by another letter", "left open", "answers gone"],
)
def test_turns_that_went_wrong_make_no_figure(drained: Database, harm: object) -> None:
    """A lost reply, one in another's place, an open letter, a lost answer: each is found."""
    with drained.begin() as conn:
        conn.execute(harm)  # type: ignore[call-overload]
    with pytest.raises(WrongTurnsError):
        check(drained, FIVE, PEOPLE)


def test_a_reply_out_of_order_is_found(drained: Database) -> None:
    """Two replies of one person whose bodies are exchanged."""
    with drained.begin() as conn:
        rows = conn.execute(
            schema.outbox.select().where(schema.outbox.c.person_id == 1).order_by("id")
        ).all()
        for row, other in ((rows[0], rows[1]), (rows[1], rows[0])):
            conn.execute(
                update(schema.outbox).where(schema.outbox.c.id == row.id).values(body=other.body)
            )
    with pytest.raises(WrongTurnsError):
        check(drained, FIVE, PEOPLE)


def test_everybody_has_a_name_of_their_own() -> None:
    """Mixed-up people would show: no two share a name, and names are letters only."""
    names = {dialogue.name_of(person) for person in range(1_000)}
    assert len(names) == 1_000
    assert all(name.replace(" ", "").isalpha() for name in names)


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_script_ends_its_flow(script: Script) -> None:
    """The book understands every answer of a script."""
    assert script.flow in script.book().flows
    assert len(script.texts(0)) >= len(dialogue.QUESTIONS) + 1
    assert script.answers(0)["role"] == "mentee"


def test_the_real_words_work_in_the_benchmarks_flow() -> None:
    """Stop, help and distress are looked for as ever: the flow is small, the rules are all there."""
    assert FIVE.book().lexicon is book().lexicon


def test_a_ratio_is_taken_round_by_round() -> None:
    """A machine that slows down in one round does not change it."""
    assert ratio([100, 10, 100], [50, 5, 50]) == 2
    assert ratio([], [50]) is None


def test_a_goal_says_whether_it_was_met() -> None:
    """Met, missed, or not measured, in both directions."""
    assert "met" in Goal("x", 3, 3.0).line()
    assert "MISSED" in Goal("x", 3, 2.9).line()
    assert "met" in Goal("x", 25, 24.9, at_least=False, unit=" ms").line()
    assert "MISSED" in Goal("x", 25, 25.0, at_least=False, unit=" ms").line()
    assert "not measured" in Goal("x", 3, None).line()


def test_the_turns_of_everybody_are_compared(bench: Bench, postgresql_server: str) -> None:
    """Peers, assistant and bounds play the same dialogue in one run; ratios and goals are printed."""
    pytest.importorskip("aiogram")
    printed = bench(
        "turns", "--people", "4", "--rounds", "1", "--postgres", postgresql_server, "--only",
        "sqlite,sqlite-raw,aiogram,aiogram-whole,ptb-whole,ptb-pickle,ptb-flushed,onboarding,"
        "postgresql-2,postgresql-raw",
    )  # fmt: skip
    rate, light, whole, bound, cpu = figures(printed, "assistant, SQLite, every commit synced")
    assert rate > 0
    assert min(light, whole, bound, cpu) > 0
    assert figures(printed, "aiogram FSM, memory, send is a stub")[1] == 1
    assert len(figures(printed, "python-telegram-bot, pickle every turn, send is a stub")) == 4
    for row in ("SQLite, real onboarding on WhatsApp", "PostgreSQL, 2 workers"):
        assert len(figures(printed, f"assistant, {row}")) == 5
    assert "not measured" not in printed


def test_acknowledged_webhooks_are_found_in_the_inbox(bench: Bench) -> None:
    """Servers with and without a database are loaded, and a reply is followed to the fake Twilio."""
    printed = bench(
        "webhook", "--rounds", "1", "--seconds", "0.2", "--people", "20", "--messages", "3",
        "--no-postgres",
    )  # fmt: skip
    rate, share, p50, p99, _ = figures(printed, "recorded in SQLite, every commit synced")
    assert rate > 0
    assert share > 0
    assert 0 < p50 <= p99
    assert all(figure > 0 for figure in figures(printed, "webhook to the reply's send at Twilio"))
    assert "not measured" not in printed


def test_a_server_is_timed_to_its_first_yes(bench: Bench) -> None:
    """Start and memory of `mem serve`, and `mem --help`."""
    printed = bench("start", "--runs", "1", "--only", "both", "--no-imports")
    seconds, resident, peak = figures(printed, "mem serve, WhatsApp and Telegram")
    assert seconds > 0
    assert 0 < resident <= peak
    assert "not measured" not in printed


def test_timers_are_measured_beside_few_and_many(bench: Bench) -> None:
    """A small run of the whole benchmark: every timer fired once, and the goals judged."""
    printed = bench("timers", "--stored", "2000", "--due", "60", "--only", "sqlite")
    few, many, ratio_of_both, rate, batch = figures(printed, "SQLite")
    assert min(few, many, rate, batch) > 0
    assert 0 < ratio_of_both < 20
    assert "SQLite, idle tick beside many: beside few" in printed


async def test_a_load_that_stands_still_says_how_far_it_came(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A server that accepts and never answers ends the benchmark with an error, not with a wait."""
    monkeypatch.setattr(load, "STANDSTILL", -59.5)
    callers: list[asyncio.StreamWriter] = []

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        callers.append(writer)

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    job = {"port": port, "connections": 2, "seconds": 60.0}
    told = await load.flood(job, deque(load.message(number, 5) for number in range(5)))
    server.close()
    for one in callers:
        one.close()

    assert re.fullmatch(
        r"[012] connections made, [012] open, 0 answers, [345] messages left", told["stood_still"]
    )
