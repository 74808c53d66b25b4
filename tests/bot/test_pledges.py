"""`mem pledges`, and what a coordinator does with an outcome: recorded, and counted apart."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.__main__ import main
from bot.commands.report import WIDTH
from core.mentoring import pledge as rules
from core.mentoring.outcome import Outcome
from core.mentoring.pledge import Pledge
from storage import events, mentorships, people, promises, queries, results, timers
from storage.arrivals import NEW_TALK
from storage.database import Database
from storage.opening import open_database

NOW = 1_795_000_000_000
LATER = datetime(2027, 11, 1, tzinfo=UTC)
CLAIM = Outcome("jobs", "mentee", NOW, None, Decimal(3), "count")


def due() -> Pledge:
    """Signed, and accompanied to the end."""
    signed = rules.sign(rules.begin("", NOW), "2026-11", NOW)
    assert signed is not None
    made = rules.complete(signed, NOW)
    assert made is not None
    return made


@pytest.fixture
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Somebody whose promise is due, somebody who has kept theirs, and a claim of the first."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("COORDINATORS_LANGUAGE", "en")
    monkeypatch.setenv("SUDO_USER", "sara")
    opened = open_database(sqlite_url)
    with opened.begin() as conn:
        first, second = people.add_people(conn, [NEW_TALK, NEW_TALK], NOW)
        made = mentorships.begin(conn, first, second, None, NOW)
        promises.add(conn, first, made, due(), NOW)
        promises.add(conn, second, made, replace(due(), state="honoured", honoured_at=NOW), NOW)
        results.add(conn, made, CLAIM, NOW)
    opened.close()
    return sqlite_url


def kept(url: str) -> tuple[Pledge, list[tuple[str, str]]]:
    """The first person's promise, and the rules in their history with who is behind each."""
    opened = open_database(url)
    with opened.read() as conn:
        one = promises.of(conn, 1)
        history = [(event["rule"], event["by"]) for event in events.last(conn, 1, 10)]
    opened.close()
    assert one is not None
    return one.pledge, history


def test_a_promise_is_waived_with_a_reason(
    database: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Kept with its reason and in the person's history, and no longer waited for."""
    assert main(["pledges"]) == 0
    first, second = capfd.readouterr().out.splitlines()
    assert first.split("\t")[:3] == ["1", "person 1", "due"]
    assert second.split("\t")[2] == "honoured"
    assert main(["pledges", "--waive", "1"]) == 1
    assert "--reason" in capfd.readouterr().err
    assert main(["pledges", "--waive", "1", "--reason", "long illness"]) == 0
    pledge, history = kept(database)
    assert (pledge.state, pledge.reason) == ("waived", "long illness")
    assert history == [("pledge:waived", "sara")]
    assert main(["pledges", "--state", "waived"]) == 0
    assert "long illness" in capfd.readouterr().out
    assert kept(database)[1] == [("pledge:waived", "sara"), ("seen:pledges", "sara")]


def test_what_cannot_be_waived_is_said(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A kept promise, a person without one, somebody unknown."""
    for who, why in (("2", "honoured"), ("7", "none"), ("+212600000000", "nobody has")):
        assert main(["pledges", "--waive", who, "--reason", "moved"]) == 1
        assert why in capfd.readouterr().err


def report(capfd: pytest.CaptureFixture[str]) -> dict[str, str]:
    """The report's figures by name."""
    capfd.readouterr()
    assert main(["report"]) == 0
    lines = capfd.readouterr().out.splitlines()
    return {line[:WIDTH].strip(): line[WIDTH:].split()[0] for line in lines if line[WIDTH:].strip()}


def test_the_report_counts_the_waived_apart(
    database: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """No longer due, not honoured, and not hidden."""
    before = report(capfd)
    assert (before["pledges due"], before["pledges waived"]) == ("2", "0")
    assert main(["pledges", "--waive", "1", "--reason", "moved away"]) == 0
    after = report(capfd)
    assert (after["pledges due"], after["pledges honoured"], after["pledges waived"]) == (
        "1", "1", "1",
    )  # fmt: skip


def test_nothing_falls_due_for_somebody_who_is_free(database: str) -> None:
    """The date of the promise is not watched any more."""
    opened = open_database(database)
    with opened.begin() as conn:
        timers.set_timer(conn, 1, "promise", LATER, tzdb="test")
    opened.close()
    assert main(["pledges", "--waive", "1", "--reason", "moved away"]) == 0
    opened = open_database(database)
    assert waiting(opened) == []
    opened.close()


def waiting(opened: Database) -> list[str]:
    with opened.read() as conn:
        found = queries.why(conn, 1)
    assert found is not None
    return [one["kind"] for one in found.timers]


def test_a_disputed_outcome_is_settled(database: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Recognised after all, or taken back; each is a line in the history of who claimed it."""
    opened = open_database(database)
    with opened.begin() as conn:
        one = results.load(conn, 1)
        assert one is not None
        results.save(conn, one, replace(CLAIM, state="disputed"), NOW)
    opened.close()
    assert main(["outcomes", "--state", "disputed"]) == 0
    assert "disputed" in capfd.readouterr().out
    assert main(["outcomes", "--verify", "1", "--evidence", "a slip"]) == 1
    assert main(["outcomes", "--confirm", "1"]) == 0
    assert main(["outcomes", "--confirm", "1"]) == 1
    assert main(["outcomes", "--state", "disputed"]) == 0
    assert "no outcomes" in capfd.readouterr().out
    assert main(["outcomes", "--withdraw", "1"]) == 0
    assert main(["outcomes", "--withdraw", "1"]) == 1
    assert kept(database)[1] == [("outcome:confirm", "sara"), ("outcome:withdraw", "sara")]


def test_who_wants_it_told_no_more_is_heard(
    database: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A consent taken back takes back the publication, and leaves the evidence."""
    opened = open_database(database)
    with opened.begin() as conn:
        one = results.load(conn, 1)
        assert one is not None
        told = replace(CLAIM, state="published", grade=2, consents=("mentee", "mentor"))
        results.save(conn, one, told, NOW)
    opened.close()
    assert main(["outcomes", "--conceal", "1", "somebody"]) == 1
    assert main(["outcomes", "--conceal", "1", "mentor"]) == 0
    assert "outcome 1 verified" in capfd.readouterr().out
    assert main(["outcomes", "--publish", "1"]) == 1
