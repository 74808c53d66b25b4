"""`mem`: what each command prints, its exit code, and one line for every mistake."""

import io
import json
import logging
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from bot.__main__ import main
from bot.commands.why import handles
from storage import inbox
from storage.arrivals import Arrival
from storage.opening import open_database

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


Mem = Callable[..., Done]

LIST = "name,phone,role,language\nAmal,0612345678,mentee,fr\nKarim,+33612345678,both,ar\n"


@pytest.fixture
def mem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Mem]:
    """Run a command in an empty folder, on a database of its own."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    for name in [name for name in os.environ if name.startswith(("TELEGRAM_", "TWILIO_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'mem.db'}")
    monkeypatch.setenv("COORDINATORS_LANGUAGE", "en")

    def run(*arguments: str, stdin: str = "", **environment: str) -> Done:
        with monkeypatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
            try:
                code = main(arguments)
            except SystemExit as leaving:  # argparse
                code = int(str(leaving.code))
        captured = capfd.readouterr()
        return Done(code, captured.out, captured.err)

    yield run
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def python(*arguments: str, folder: Path, stdin: str | None = None) -> Done:
    """The same as a process of its own, as people start it."""
    path = os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(REPOSITORY)])
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": path},
        timeout=90,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def worked() -> float:
    """Seconds that the commands so far had of a processor: what others take of it is not theirs."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def one_line(done: Done) -> str:
    """The one line that a mistake is worth; no traceback, a code that scripts notice."""
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if " [info" not in line]
    assert len(told) == 1, done.stderr
    assert told[0].startswith("mem: ")
    return told[0]


def test_help_is_quick_and_lists_what_there_is(tmp_path: Path) -> None:
    """Under 0.4 s of a processor, no library loaded; no command is listed that does not exist."""
    took = []
    for _ in range(3):
        before = worked()
        done = python("--help", folder=tmp_path)
        took.append(worked() - before)
    assert done.returncode == 0
    assert min(took) < 0.4
    listed = done.stdout.partition("COMMAND")[2]
    for name in (
        "demo",
        "simulate",
        "journeys",
        "chat",
        "serve",
        "migrate",
        "seed",
        "import",
        "export",
        "why",
        "erase",
        "alerts",
        "round",
        "why-match",
        "templates",
        "bench",
    ):
        assert f"  {name}" in listed


def test_wrong_usage_is_code_two(mem: Mem) -> None:
    """As for every command of the system."""
    for arguments in (
        (),
        ("fly",),
        ("seed",),
        ("seed", "--members", "0"),
        ("serve", "--role", "x"),
    ):
        assert mem(*arguments).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "environment", "told"),
    [
        (("export", "members"), {}, "there is no database"),
        (("why", "x"), {"DATABASE_URL": "mysql://x"}, "DATABASE_URL: must begin with"),
        (("serve",), {"PORT": "x"}, "PORT: "),
        (("serve",), {"DATABASE_URL": "sqlite:////dev/null/mem.db"}, "/dev/null"),
        (("migrate",), {"DATABASE_URL": "postgresql://mem:hunter2@127.0.0.1:1/x"}, "onnection"),
        (("import", "missing.csv"), {}, "missing.csv: No such file"),
        (("bench", "nothing"), {}, "no benchmark"),
        (("bench", "../x"), {}, "no benchmark"),
    ],
)
def test_a_mistake_is_told_in_one_line(
    mem: Mem, arguments: tuple[str, ...], environment: dict[str, str], told: str
) -> None:
    """Missing files, wrong settings, absent servers; a password is not repeated."""
    line = one_line(mem(*arguments, **environment))
    assert told in line
    assert "hunter2" not in line


def test_every_wrong_setting_has_its_own_line(mem: Mem) -> None:
    """All of them at once."""
    done = mem("serve", PORT="x", TELEGRAM_BOT_TOKEN="1:a", PUBLIC_URL="https://x.org")
    assert done.returncode == 1
    assert [line.split(":")[1].strip() for line in done.stderr.splitlines()] == [
        "PORT",
        "TELEGRAM_WEBHOOK_SECRET",
    ]


def test_a_list_is_looked_at_first_and_written_when_told(mem: Mem, tmp_path: Path) -> None:
    """A dry run writes nothing, --apply writes all, once more changes nothing."""
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    dry = mem("import", "list.csv")
    assert (dry.returncode, dry.stdout.splitlines()[-1][:7]) == (0, "dry run")
    assert not (tmp_path / "mem.db").exists()
    assert mem("migrate").returncode == 0
    written = mem("import", "list.csv", "--apply")
    assert written.stdout.splitlines() == [
        "2 new, 0 changed, 0 unchanged, 0 members already, 0 bad lines",
        "written",
    ]
    again = mem("import", "list.csv", "--apply")
    assert again.stdout.startswith("0 new, 0 changed, 2 unchanged")
    (tmp_path / "list.csv").write_text(LIST.replace("Amal", "Amal A."), encoding="utf-8")
    assert mem("import", "list.csv", "--apply").stdout.startswith("0 new, 1 changed, 1 unchanged")
    members = [json.loads(line) for line in mem("export", "members").stdout.splitlines()]
    assert [(m["name"], m["state"], m["roles"], m["consents"]) for m in members] == [
        ("Amal A.", "imported", ["mentee"], []),
        ("Karim", "imported", ["mentor", "mentee"], []),
    ]


def test_one_bad_line_keeps_everything_out(mem: Mem, tmp_path: Path) -> None:
    """Nothing is half-done: with --apply, too, and the code says so."""
    (tmp_path / "list.csv").write_text(LIST + "X,1,,\n", encoding="utf-8")
    done = mem("import", "list.csv", "--apply")
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "line 4: '1' is not a valid telephone number"
    assert not (tmp_path / "mem.db").exists()


def test_a_community_is_the_same_for_the_same_seed(mem: Mem, tmp_path: Path) -> None:
    """Everybody goes through the real conversation; twice the same seed is a mistake."""
    keys = ("state", "roles", "name", "region", "sector", "needs", "offers", "languages", "goal")
    seen = []
    for name in ("one", "two"):
        url = f"sqlite:///{tmp_path / name}.db"
        done = mem("seed", "--members", "6", "--random-seed", "5", DATABASE_URL=url)
        assert done.returncode == 0, done.stderr
        lines = mem("export", "members", DATABASE_URL=url).stdout.splitlines()
        members = sorted(
            (json.loads(line) for line in lines), key=lambda one: one["addresses"][0]["address"]
        )
        seen.append([tuple(str(one[key]) for key in keys) for one in members])
        assert {one["state"] for one in members} <= {"qualified", "needs_info"}
        assert all(one["consents"] for one in members)
    assert seen[0] == seen[1]
    assert len(set(seen[0])) == 6
    again = mem("seed", "--members", "6", "--random-seed", "5", DATABASE_URL=url)
    assert "there already" in one_line(again)


def test_a_persons_story_is_told(mem: Mem) -> None:
    """Addresses, the open question, what happened; nobody is made up."""
    assert mem("seed", "--members", "1").returncode == 0
    story = mem("why", "seed:1:1").stdout
    assert "console seed:1:1: active" in story
    assert "event: " in story
    assert "answered consent (onboarding-consent)" in story
    assert "nobody has the address" in one_line(mem("why", "telegram:5"))
    spaced = one_line(mem("why", "06", "61", "23", "45", "67"))
    assert "nobody has the address 06 61 23 45 67" in spaced


def test_nobody_is_no_member(mem: Mem, tmp_path: Path) -> None:
    """An update that concerns no person is stored, and nobody is exported for it."""
    assert mem("migrate").returncode == 0
    database = open_database(f"sqlite:///{tmp_path / 'mem.db'}")
    with database.begin() as conn:
        inbox.record(conn, [Arrival("telegram", "1", "5", "", "{}", 1)], b"key")
        inbox.record(conn, [Arrival("telegram", "1", "6", "700000016", "{}", 1)], b"key")
    database.close()
    members = [json.loads(line) for line in mem("export", "members").stdout.splitlines()]
    assert [one["addresses"][0]["address"] for one in members] == ["700000016"]


def test_messages_are_exported_without_their_words(mem: Mem) -> None:
    """Directions, states and times of every message, in lines or cells."""
    assert mem("seed", "--members", "1").returncode == 0
    lines = [json.loads(line) for line in mem("export", "messages").stdout.splitlines()]
    assert {line["direction"] for line in lines} == {"in", "out"}
    assert not any({"text", "body", "payload"} & set(line) for line in lines)
    cells = mem("export", "messages", "--format", "csv").stdout.splitlines()
    assert len(cells) == len(lines) + 1


def test_alerts_are_listed_and_closed(mem: Mem) -> None:
    """None at first; asking for a human makes one; closing an unknown one is a mistake."""
    assert mem("migrate").returncode == 0
    assert mem("alerts").stdout == "no open alerts\n"
    assert "no open alert has the number 7" in one_line(mem("alerts", "--close", "7"))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("whatsapp:+212600000016", "whatsapp:+212600000016"),
        ("+212600000016", "whatsapp:+212600000016"),
        ("+212 600 000 016", "whatsapp:+212600000016"),
        ("212600000016", "whatsapp:+212600000016"),
        ("MA.123", "whatsapp:MA.123"),
        ("telegram:700000016", "700000016"),
        ("700000016", "700000016"),
        ("console:you", "you"),
    ],
)
def test_an_address_may_be_typed_as_people_know_it(typed: str, stored: str) -> None:
    """With or without the channel, with or without spaces."""
    assert stored in handles(typed)


def test_the_terminal_chat_answers_and_ends_with_its_input(tmp_path: Path) -> None:
    """Both sides are printed when the input is a pipe; empty lines are nobody's."""
    done = python("chat", "--lang", "fr", folder=tmp_path, stdin="Bonjour\n\noui\n:voice\n")
    assert done.returncode == 0, done.stderr
    assert "› Bonjour" in done.stdout
    assert "MeM" in done.stdout
    assert "*" not in done.stdout
    assert done.stderr == ""


def test_the_terminal_chat_goes_on_where_it_stopped(mem: Mem, tmp_path: Path) -> None:
    """With --db the conversation is kept; without, nothing is left behind."""
    kept = str(tmp_path / "chat.db")
    first = mem("chat", "--db", kept, stdin="Bonjour\noui\n").stdout
    second = mem("chat", "--db", kept, stdin="1\n").stdout
    assert first.strip()
    assert second.strip()
    assert "J’accepte" not in second
    mem("chat", stdin="Bonjour\n")
    assert not (tmp_path / "mem.db").exists()


def test_the_terminal_chat_is_saved_as_a_journey(mem: Mem, tmp_path: Path) -> None:
    """What was said is played back by `mem journeys`, which sees one changed word and mends it."""
    file = tmp_path / "mine.txt"
    assert mem("chat", "--save", str(file), "--lang", "fr", stdin="Bonjour\noui\n").returncode == 0
    text = file.read_text("utf-8")
    assert text.count("\n> ") == 2
    assert mem("journeys", str(file)).stdout == "1 played, 0 not as recorded\n"
    file.write_text(text.replace("Acceptez-vous", "Voulez-vous"), "utf-8")
    seen = mem("journeys", str(file))
    assert seen.returncode == 1
    assert "\n > Bonjour\n < Bienvenue" in seen.stdout
    marked = {line[0]: line for line in seen.stdout.splitlines() if "ez-vous" in line}
    assert "Voulez-vous" in marked["-"]
    assert "Acceptez-vous" in marked["+"]
    assert mem("journeys", "--update", str(file)).returncode == 0
    assert file.read_text("utf-8") == text
    file.write_text("no journey", "utf-8")
    assert "the first lines must be" in one_line(mem("journeys", str(file)))


def test_the_demo_plays_an_onboarding_in_each_language(tmp_path: Path) -> None:
    """With --play it shows three conversations to their ends and leaves nothing behind."""
    done = python("demo", "--play", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    for words in ("12 invented members", "› Bonjour", "السلام عليكم", "› Hello", "يوسف"):
        assert words in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_invented_people_do_not_join_real_ones(mem: Mem, tmp_path: Path) -> None:
    """They would be proposed to members, and counted in the report."""
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert mem("import", "list.csv", "--apply").returncode == 0
    assert "real people" in one_line(mem("seed", "--members", "2"))
    assert len(mem("export", "members").stdout.splitlines()) == 2


def test_an_unknown_state_is_told_rather_than_found_empty(mem: Mem) -> None:
    """Nobody concludes from a typing error that nothing is due."""
    assert mem("migrate").returncode == 0
    assert "disputed" in one_line(mem("outcomes", "--state", "disputd"))
    assert "waived" in one_line(mem("pledges", "--state", "du"))


def test_a_list_for_excel_opens_in_french(mem: Mem, tmp_path: Path) -> None:
    """With a mark that says UTF-8 and semicolons; what is exported can be imported."""
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert mem("import", "list.csv", "--apply").returncode == 0
    exported = mem("export", "members", "--format", "excel").stdout
    assert exported.startswith("\ufeffid;state;language;")
    assert exported.count("\n") == 3


def test_a_copy_is_made_and_not_written_over(mem: Mem, tmp_path: Path) -> None:
    """One line says how large it is; another backup needs another name."""
    assert mem("migrate").returncode == 0
    made = mem("backup", "monday.db")
    size = (tmp_path / "monday.db").stat().st_size
    assert (made.returncode, made.stdout) == (0, f"monday.db: {size} bytes, checked\n")
    assert "monday.db: " in one_line(mem("backup", "monday.db"))
    assert "/nowhere/" in one_line(mem("backup", "/nowhere/monday.db"))


def test_everything_moves_into_another_database_once(
    mem: Mem, tmp_path: Path, bare_postgresql_url: str
) -> None:
    """Outgrown: the members are there afterwards; over people of its own nothing is poured."""
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert mem("import", "list.csv", "--apply").returncode == 0
    new = {"DATABASE_URL": bare_postgresql_url}
    source = ("--from", "sqlite:///mem.db")
    moved = mem("migrate", *source, **new)
    assert (moved.returncode, moved.stderr) == (0, "")
    assert "2 people" in moved.stdout
    assert "never serve it again" in moved.stdout
    was = [mem("export", "members", **where).stdout for where in ({}, new)]
    assert was[0] == was[1] != ""
    assert "people of its own" in one_line(mem("migrate", *source, **new))
    assert "there is no database" in one_line(mem("migrate", "--from", "sqlite:///x.db", **new))
    assert "must begin with" in one_line(mem("migrate", "--from", "mysql://x", **new))
    assert "another process" in one_line(mem("migrate", *source))
    assert "PostgreSQL" in one_line(mem("backup", "x.db", **new))
