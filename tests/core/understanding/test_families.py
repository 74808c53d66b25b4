"""Word families: tables of regular expressions, one a row, with the language and the meaning."""

import re
from pathlib import Path

import pytest

from core.understanding.normal import fold
from core.understanding.table import any_of, by_letter, families, read
from core.understanding.utterances import parse

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
        assert not re.search("[أإآءةىؤئéèêàâçùûôîï’]", row["words"]), (
            "folded text has none of these"
        )
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
    with pytest.raises(ValueError, match="no maybe in reality"):
        families("reality", "given", "maybe")


TEXTS = [
    fold(one.text)
    for table in sorted((Path(__file__).parent / "utterances/training").glob("*.tsv"))
    for one in parse(table.read_text(encoding="utf-8").splitlines()[::4])
    if one.kind.startswith(("amount", "yesno"))
]


@pytest.mark.parametrize(
    ("table", "kind"),
    sorted({(table, row["kind"]) for table in ("reality", "statements") for row in read(table)}),
)
def test_sorted_families_find_what_they_found(table: str, kind: str) -> None:
    """Of every kind, in more than a thousand sentences of every script: the same ones have it."""
    plain = re.compile(rf"(?<!\w){any_of(table, kind)}(?!\w)")
    assert len(TEXTS) > 1000
    assert [bool(families(table, kind).search(text)) for text in TEXTS] == [
        bool(plain.search(text)) for text in TEXTS
    ]


def test_families_may_be_written_together_with_what_stands_before() -> None:
    """An Arabic article, and no other letter; what is of no family is not found."""
    obtained = families("reality", "obtained", before="[وف]?")
    assert obtained.search(fold("وربحنا"))
    assert not obtained.search(fold("كربحنا"))
    assert not obtained.search("xgagne")


@pytest.mark.parametrize(
    ("alternatives", "sorted_"),
    [
        ("ab|cd|ae", "(?:a(?:b|e)|c(?:d))"),
        ("a?b|ab|[xz]k", "(?:a(?:b)|a?b|[xz]k)"),
        (r"a\||c[|)]x|(?<!u)y", r"(?:a(?:\|)|c(?:[|)]x)|(?<!u)y)"),
        ("نعم|نبدا|(?:ال)?بيع", "(?:ن(?:عم|بدا)|(?:ال)?بيع)"),
    ],
)
def test_only_a_sure_letter_is_sorted_by(alternatives: str, sorted_: str) -> None:
    """What may begin otherwise comes behind; bars in groups, classes and escapes part nothing."""
    assert by_letter(alternatives) == sorted_


def test_under_their_letters_alternatives_say_the_same() -> None:
    """Also where a bar stands in a group or a class, and where one begins with no letter."""
    plain = r"ab|a(?:c|d)|b[|)]x|(?<!u)y|ae?|[xz]k|bc|a\|"
    sorted_ = by_letter(plain)
    for text in ("ab", "ad", "b|x", "b)x", "uy", "y", "a", "ae", "zk", "bc", "a|", "q", ""):
        one, other = (re.fullmatch(pattern, text) for pattern in (f"(?:{plain})", sorted_))
        assert (one is None) is (other is None), text
