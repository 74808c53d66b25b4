"""Long alternations sorted by first letters find what they found unsorted."""

import re
from pathlib import Path

import pytest

from core.understanding.initials import by_initial
from core.understanding.normal import fold
from core.understanding.table import any_of, read
from core.understanding.utterances import parse

TEXTS = [
    fold(one.text)
    for table in sorted((Path(__file__).parent / "utterances/training").glob("*.tsv"))
    for one in parse(table.read_text(encoding="utf-8").splitlines()[::4])
    if one.kind.startswith("amount")
]


@pytest.mark.parametrize("kind", sorted({row["kind"] for row in read("reality")}))
def test_a_sorted_alternation_finds_what_it_found(kind: str) -> None:
    """Of every kind of families, in hundreds of sentences: the same ones have it."""
    plain = any_of("reality", kind)
    before = re.compile(rf"(?<!\w){plain}(?!\w)")
    after = re.compile(rf"(?<!\w){by_initial(plain[3:-1])}(?!\w)")
    assert len(TEXTS) > 300
    assert [bool(after.search(text)) for text in TEXTS] == [
        bool(before.search(text)) for text in TEXTS
    ]


@pytest.mark.parametrize(
    ("families", "sorted_by_letter"),
    [
        ("ab|ac|b", "(?:(?=a)(?:ab|ac)|(?=b)(?:b))"),
        ("a(?:x|y)|(?:b|c)d", "(?:(?=a)(?:a(?:x|y))|(?=b)(?:(?:b|c)d)|(?=c)(?:(?:b|c)d))"),
        ("[ab]c", "(?:(?=a)(?:[ab]c)|(?=b)(?:[ab]c))"),
        (r"a?b|\w+c|(?<!x)d|(?:e)?f", r"(?:a?b|\w+c|(?<!x)d|(?:e)?f)"),
        (r"a\|b|c[|)]", r"(?:(?=a)(?:a\|b)|(?=c)(?:c[|)]))"),
    ],
)
def test_only_sure_letters_are_sorted_by(families: str, sorted_by_letter: str) -> None:
    """What may begin otherwise is tried everywhere; bars in brackets, sets and escapes part nothing."""
    groups = by_initial(families)
    letters = sorted(re.findall(r"\(\?=.\)", groups))
    assert letters == sorted(re.findall(r"\(\?=.\)", sorted_by_letter))
    assert len(groups) == len(sorted_by_letter)
