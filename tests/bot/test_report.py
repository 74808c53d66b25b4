"""`mem report`, `mem outcomes`, `mem export`: what a coordinator and a funder read."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.__main__ import main
from core.mentoring.outcome import Outcome
from storage import mentorships, people, results
from storage.arrivals import NEW_TALK
from storage.opening import open_database

NOW = 1_795_000_000_000
CLAIM = Outcome("jobs", "mentee", NOW, None, Decimal(3), "count", "confirmed", 1)


@pytest.fixture
def programme(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A mentorship with an outcome that both saw."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("COORDINATORS_LANGUAGE", "en")
    database = open_database(sqlite_url)
    with database.begin() as conn:
        mentee, mentor = people.add_people(conn, [NEW_TALK, NEW_TALK], NOW)
        number = mentorships.begin(conn, mentee, mentor, None, NOW)
        results.add(conn, number, CLAIM, NOW)
    database.close()
    return sqlite_url


def test_the_report_tells_figures_of_a_period(
    programme: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """What began in it, the pledge and R; nothing of what began outside it."""
    assert main(["report", "--from", "2026-11-01", "--to", "2026-11-30"]) == 0
    text = " ".join(capfd.readouterr().out.split())
    assert "mentorships 1 " in text
    assert "outcome: Jobs created, confirmed by the other 1" in text
    assert "reproduction number R" in text
    assert main(["report", "--to", "2025-01-01"]) == 0
    assert "mentorships 0 " in " ".join(capfd.readouterr().out.split())
    assert main(["report", "--from", "2026-11-30", "--to", "2026-11-01"]) == 1


def test_an_outcome_is_verified_with_a_document_and_published_with_both_consents(
    programme: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither without evidence nor without the two people's yes."""
    assert main(["outcomes"]) == 0
    assert "confirmed\tgrade 1" in capfd.readouterr().out
    assert main(["outcomes", "--verify", "1"]) == 1
    assert main(["outcomes", "--verify", "1", "--evidence", "three CNSS slips"]) == 0
    assert main(["outcomes", "--publish", "1"]) == 1
    assert "consent" in capfd.readouterr().err
    database = open_database(programme)
    with database.begin() as conn:
        kept = results.load(conn, 1)
        assert kept is not None
        assert (kept.outcome.state, kept.outcome.grade) == ("verified", 2)
        results.save(conn, kept, replace(kept.outcome, consents=("mentee", "mentor")), NOW)
    database.close()
    assert main(["outcomes", "--publish", "1"]) == 0
    assert "outcome 1 published" in capfd.readouterr().out
    assert main(["outcomes", "--verify", "99"]) == 1


def test_mentorships_and_progress_are_exported(
    programme: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """One JSON object a row, or CSV with one header."""
    assert main(["export", "mentorships"]) == 0
    (one,) = (json.loads(line) for line in capfd.readouterr().out.splitlines())
    assert (one["id"], one["state"], one["agreed_at"][:4]) == (1, "agreed", "2026")
    assert main(["export", "progress", "--format", "csv"]) == 0
    header, row = capfd.readouterr().out.splitlines()
    assert header.startswith("mentorship,what,id,kind")
    assert row.startswith("1,outcome,1,jobs,confirmed,mentee,count,,3")
