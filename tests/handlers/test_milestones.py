"""Whoever is put where others have been before is where they were; whoever begins elsewhere plays."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from storage import meta
from storage.database import Database
from storage.opening import open_database
from tests.handlers import couple
from tests.handlers.couple import Couple
from tests.handlers.milestones import rows_of


@pytest.fixture(autouse=True)
def nobody_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process whose first test this is."""
    monkeypatch.setattr(couple, "MILESTONES", {})


@pytest.fixture
def two(sqlite_template: Path, tmp_path: Path) -> Iterator[list[Database]]:
    with ExitStack() as stack:
        paths = [tmp_path / f"{number}.db" for number in range(2)]
        yield [
            stack.enter_context(
                closing(open_database(f"sqlite:///{shutil.copy(sqlite_template, path)}"))
            )
            for path in paths
        ]


def in_order(database: Database) -> dict[str, list[str]]:
    """Every row by its table."""
    return {name: sorted(map(repr, rows)) for name, rows in rows_of(database).items()}


def test_what_is_put_is_what_was_played(two: list[Database]) -> None:
    """The same rows, time and words, and the story goes on in the same way."""
    played, put = (Couple(database) for database in two)
    assert played.agree() == put.agree()
    assert put.read == played.read
    assert put.stage.now == played.stage.now
    assert in_order(two[1]) == in_order(two[0])
    assert put.says("mentee", "1") == played.says("mentee", "1")
    assert put.says("mentor", "1") == played.says("mentor", "1")
    assert put.text("mentor") == played.text("mentor")
    assert in_order(two[1]) == in_order(two[0])


def test_who_has_said_a_word_more_is_put_nowhere(two: list[Database]) -> None:
    """A milestone is one place: what somebody did before it is neither lost nor anybody else's."""
    first, second = (Couple(database) for database in two)
    first.says("mentee", "menu")
    first.meet()
    assert [way[2:] for way in couple.MILESTONES] == [("known",)]
    second.meet()
    assert [way[2:] for way in couple.MILESTONES] == [("known",), ("known", "meet")]
    assert len(first.read) > len(second.read)


def test_a_database_that_somebody_has_used_is_no_beginning(database: Database) -> None:
    """Its rows stay, and nobody is given them."""
    with database.begin() as conn:
        meta.remember(conn, "somebody", "was here")
    Couple(database).meet()
    with database.read() as conn:
        assert meta.recall(conn, "somebody") == "was here"
    assert couple.MILESTONES == {}
