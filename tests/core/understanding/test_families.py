"""Word families: tables of regular expressions, one a row, with the language and the meaning."""

import re

import pytest

from core.understanding.normal import fold
from core.understanding.table import any_of, read

TABLES = ("reality", "statements", "encounters", "none")


@pytest.mark.parametrize("table", TABLES)
def test_every_family_stands_by_itself(table: str) -> None:
    """A row is a whole expression in a known language, says what it means and is not written twice."""
    rows = read(table)
    for row in rows:
        assert row["language"] in ("fr", "en", "ar", "ary", "any")
        assert row["meaning"]
        assert not re.compile(any_of(table, row["kind"])).search("")
        re.compile(re.sub("<[a-z]+>", "", row["words"]))
        assert not re.search("[أإآءةىؤئ]", row["words"]), "folded text has none of these"
    assert len({(row["kind"], row["words"]) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("table", "kind", "said"),
    [
        ("reality", "unreal", "il nous faudrait"),
        ("reality", "obtained", "encaissé"),
        ("reality", "rate", "par mois"),
        ("statements", "yes", "je suis prête"),
        ("statements", "no", "لا يناسبني"),
        ("encounters", "met", "on s'est vus"),
        ("encounters", "failed", "ma tla9inach"),
    ],
)
def test_a_kind_is_any_of_its_families(table: str, kind: str, said: str) -> None:
    """Families that stand inside others ("<glad>") are read, too."""
    assert re.search(any_of(table, kind), fold(said))


def test_a_kind_that_is_not_there_is_an_error() -> None:
    """It would stand for nothing, and nothing is found everywhere."""
    with pytest.raises(ValueError, match="no maybe in reality"):
        any_of("reality", "maybe")
