"""Who looked a person up, and who changed what: each leaves a line in that person's history."""

import getpass
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.commands.trace import login
from storage import alerts, events, people, queries
from storage import database as module
from storage.database import Database
from storage.opening import open_database
from storage.schema import event
from tests.bot.test_command_line import LIST, Mem, mem, one_line  # noqa: F401 - a fixture

AMAL, KARIM = "whatsapp:+212612345678", "whatsapp:+33612345678"


@pytest.fixture
def service(mem: Mem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:  # noqa: F811
    """Whoever serves the file; two people are known from a list that sara imported."""
    monkeypatch.setenv("SUDO_USER", "sara")
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert mem("import", "list.csv", "--apply").returncode == 0
    with closing(open_database(f"sqlite:///{tmp_path / 'mem.db'}")) as opened:
        yield opened


def person(database: Database, address: str) -> int:
    with database.read() as conn:
        found = people.find_person(conn, address)
    assert found is not None
    return found


def history(database: Database, address: str) -> list[tuple[str, str]]:
    """The rules of a person's history with who did it."""
    whose = person(database, address)
    with database.read() as conn:
        return [(one["rule"], one["by"]) for one in events.last(conn, whose, 100)]


def test_whoever_looks_is_in_the_history_of_whom_they_look_at(
    mem: Mem,  # noqa: F811 - a fixture
    service: Database,
) -> None:
    """With their login, in the own file too, and in nobody else's history."""
    assert mem("why", AMAL).returncode == 0
    assert history(service, AMAL) == [("list:added", "sara"), ("seen:why", "sara")]
    assert history(service, KARIM) == [("list:added", "sara")]
    with service.read() as conn:
        own = queries.own_file(conn, person(service, AMAL))
    assert own is not None
    assert [one["rule"] for one in own["history"]] == ["list:added", "seen:why"]


def test_looking_often_hides_nothing(mem: Mem, service: Database) -> None:  # noqa: F811 - a fixture
    """The last few looks are told apart from what happened, which stays in sight."""
    for _ in range(25):
        with service.begin() as conn:
            events.record(conn, [(person(service, AMAL), 1, "seen:why", '{"by":"ali"}')])
    story = mem("why", AMAL).stdout.splitlines()
    assert next(line for line in story if line.startswith("event: ")).endswith(
        "added to the programme (added) by=sara"
    )
    assert sum("why by ali" in line for line in story) == queries.LOOKS


def test_what_happened_is_told_in_words(mem: Mem, service: Database) -> None:  # noqa: F811
    """With the codes beside them, which somebody may look for in the tables."""
    happened = (
        ("mentorship:state", '{"mentorship":"1","from":"contracting","to":"active"}'),
        ("move:pause", "{}"),
        ("proposal:refused:accept", "{}"),
        ("meant?", "{}"),
    )
    with service.begin() as conn:
        events.record(conn, [(person(service, AMAL), 1, *one) for one in happened])
    story = mem("why", AMAL, COORDINATORS_LANGUAGE="en").stdout
    assert "mentorship: contracting → active" in story
    assert "asked for Take a break (pause)" in story
    assert "proposal: not possible: the mentor accepted (accept)" in story
    assert "words that may have been for the partner" in story


def test_an_export_is_a_look_at_everybody_in_it(mem: Mem, service: Database) -> None:  # noqa: F811
    """Names and addresses leave a line each; messages without words leave none."""
    exported = [json.loads(line) for line in mem("export", "members").stdout.splitlines()]
    assert {one["name"] for one in exported} == {"Amal", "Karim"}
    assert mem("export", "messages").returncode == 0
    for whose in (AMAL, KARIM):
        assert history(service, whose)[1:] == [("seen:export", "sara")]


def test_an_address_looked_up_in_the_list_of_pairs_is_a_look(
    mem: Mem,  # noqa: F811 - a fixture
    service: Database,
) -> None:
    """It tells whose number stands there; a number alone tells nobody's name."""
    assert mem("pairs", "--person", str(person(service, AMAL))).returncode == 0
    assert mem("pairs", "--person", AMAL).returncode == 0
    assert history(service, AMAL)[1:] == [("seen:pairs", "sara")]


def test_names_in_a_list_are_a_look_at_everybody_in_it(
    mem: Mem,  # noqa: F811 - a fixture
    service: Database,
) -> None:
    """Numbers alone leave nothing; with --names each has a first name, and a line in their history."""
    with service.begin() as conn:
        for kind, whose in (("human", AMAL), ("stuck", KARIM)):
            who = people.find_person(conn, whose)
            alerts.raise_alert(conn, who, kind, "normal", 1)
    assert "Amal" not in mem("alerts").stdout
    assert history(service, AMAL)[1:] == []
    told = mem("alerts", "--names").stdout
    assert f"person {person(service, AMAL)} (Amal)" in told
    assert f"person {person(service, KARIM)} (Karim)" in told
    for whose in (AMAL, KARIM):
        assert history(service, whose)[1:] == [("seen:alerts", "sara")]


def test_what_names_nobody_leaves_no_trace(mem: Mem, service: Database) -> None:  # noqa: F811
    """Lists of numbers, figures, and a question about somebody who is not there."""
    for arguments in (("alerts",), ("pairs",), ("report",), ("round", "--dry-run"), ("pledges",)):
        assert mem(*arguments).returncode == 0
    assert "nobody has the address" in one_line(mem("why", "telegram:5"))
    assert "no mentee who can be matched" in one_line(mem("why-match", AMAL, KARIM))
    with service.read() as conn:
        assert not conn.execute(select(event).where(event.c.rule.like("seen:%"))).all()


def test_what_cannot_be_written_down_is_not_shown(
    mem: Mem,  # noqa: F811 - a fixture
    service: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not a word of a person while the history cannot take the line."""
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    with service.begin():
        for arguments in (("why", AMAL), ("export", "members")):
            done = mem(*arguments)
            assert "try again" in one_line(done)
            assert done.stdout == ""


def test_an_act_names_who_acted(mem: Mem, service: Database, tmp_path: Path) -> None:  # noqa: F811
    """A changed line of a list, and a round that is drafted and undone, which is nobody's alone."""
    (tmp_path / "list.csv").write_text(LIST.replace("Amal", "Amal A."), encoding="utf-8")
    assert mem("import", "list.csv", "--apply").returncode == 0
    assert history(service, AMAL)[1:] == [("list:changed", "sara")]
    assert history(service, KARIM)[1:] == []
    assert mem("round").returncode == 0
    assert mem("round", "--undo", "1").returncode == 0
    with service.read() as conn:
        rows = conn.execute(select(event).where(event.c.person_id.is_(None))).all()
    assert [(row.rule, json.loads(row.data)) for row in rows] == [
        ("round:draft", {"round": "1", "by": "sara"}),
        ("round:undo", {"round": "1", "by": "sara"}),
    ]


def test_whoever_has_no_name_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container whose user nobody has named."""

    def nobody() -> str:
        raise KeyError(1234)

    monkeypatch.delenv("SUDO_USER", raising=False)
    monkeypatch.setattr(getpass, "getuser", nobody)
    assert login().startswith("uid ")


def test_a_person_is_found_by_the_number_that_lists_show_and_by_a_telephone_number_as_typed(
    mem: Mem,  # noqa: F811 - a fixture
    service: Database,
) -> None:
    """Alerts name people by number; whoever is to be called needs their name and their telephone."""
    stories = [mem("why", who) for who in (str(person(service, AMAL)), "06 12 34 56 78", AMAL)]
    for story in stories:
        assert (story.returncode, story.stderr) == (0, "")
        assert "Amal, no place yet, mentee, imported" in story.stdout
        assert AMAL in story.stdout
    assert "nobody has the number or address 4711" in one_line(mem("why", "4711"))


def test_whoever_asks_for_it_by_letter_is_erased(
    mem: Mem,  # noqa: F811 - a fixture
    service: Database,
) -> None:
    """Shown first, with a trace; then no trace of who it was, only that it happened; nobody twice."""
    number = str(person(service, AMAL))
    shown = mem("erase", AMAL)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Amal, no place yet, mentee, imported" in shown.stdout
    assert history(service, AMAL)[-1] == ("seen:erase", "sara")
    assert mem("erase", number, "--apply").stdout.startswith(f"person {number} is erased")
    with service.read() as conn:
        assert people.find_person(conn, AMAL) is None
        assert people.find_person(conn, KARIM) is not None
        (left,) = conn.execute(select(event.c.person_id, event.c.data).where(
            event.c.rule == "erased:asked")).all()  # fmt: skip
    assert left.person_id is None
    assert json.loads(left.data) == {"by": "sara"}
    assert "nobody" in one_line(mem("erase", number, "--apply"))
    assert "nobody" in one_line(mem("erase", AMAL))
