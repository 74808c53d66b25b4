"""Word families: tables of regular expressions, one a row, with the language and the meaning."""

import re

import pytest

from core.understanding.normal import fold
from core.understanding.table import any_of, by_letter, read

TABLES = ("reality", "statements", "encounters", "none", "former")


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


def test_a_language_may_be_left_out() -> None:
    """For a text without a letter of Arabic its families are not tried."""
    assert re.search(any_of("statements", "no"), fold("لا يناسبني"))
    assert not re.search(any_of("statements", "yes", "ar"), fold("بلا تردد"))
    assert re.search(any_of("statements", "yes", "ar"), fold("je suis prête"))


def test_under_their_letters_alternatives_say_the_same() -> None:
    """Also where a bar stands in a group or a class, and where one begins with no letter."""
    plain = r"(?:ab|a(?:c|d)|b[|)]x|(?<!u)y|ae?|[xz]k)|(?:bc|a\|)"
    sorted_ = by_letter(plain)
    for text in ("ab", "ad", "b|x", "b)x", "uy", "y", "a", "ae", "zk", "bc", "a|", "q", ""):
        one, other = (re.fullmatch(pattern, text) for pattern in (f"(?:{plain})", sorted_))
        assert (one is None) is (other is None), text
