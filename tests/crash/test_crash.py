"""Kill -9 at every named point, on both databases: nothing acknowledged is lost, nothing done twice.

Each chain is one database that outlives some forty servers. `make crash` is the long form.
"""

from pathlib import Path

import pytest

from bot.crash import POINTS
from core.language.detect import detect
from tests.crash.chain import live_through
from tests.crash.couple import PIECES, words_of
from tests.crash.databases import DIALECTS, fresh_database
from tests.crash.nursery import Nursery
from tests.crash.stations import FIRST, stations

pytestmark = [pytest.mark.crash, pytest.mark.timeout(900)]

SEED = 20261122
UNTIL_THEY_MEET = 8
"""Messages that the two who work together have for each other before they have a meeting."""


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_point_is_survived(
    request: pytest.FixtureRequest, dialect: str, tmp_path: Path, nursery: Nursery
) -> None:
    """Each armed process dies at its own point, is ready again in time, and the books balance."""
    server = request.getfixturevalue("postgresql_server") if dialect == "postgresql" else ""
    dealt = stations(SEED, random_kills=2)
    with fresh_database(dialect, tmp_path, server) as url:
        story = live_through(url, tmp_path, dealt, SEED, nursery)
    assert not story.wrong(), "\n".join(story.wrong())
    assert set(story.ends) == {FIRST, *(station.point for station in dealt)}
    assert story.posted > 100
    assert story.passed >= UNTIL_THEY_MEET
    assert story.delivered >= story.posted - len(dealt)


def test_every_named_point_is_dealt_out() -> None:
    """No point of the product is forgotten, and there are at least twenty-five."""
    dealt = {station.point for station in stations(SEED)}
    assert dealt | {FIRST} == set(POINTS)
    assert len(POINTS) >= 25


def test_whatever_the_two_pass_on_speaks_for_their_language() -> None:
    """However late a piece comes, and whatever it is then taken for, its sender stays French."""
    pieces = [words_of(thought, piece) for thought in range(1, 1000) for piece in range(PIECES)]
    assert {detect(words).label for words in pieces} == {"fr"}
    assert len(set(pieces)) == len(pieces)
