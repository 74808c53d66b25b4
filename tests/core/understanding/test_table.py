"""How much of what people write is understood, measured on labelled utterances.

Most files have been learned from since, so that what is claimed here guards against falling back;
`docs/understanding.md` has what each gave on its first run, and the house's rules for labels.
"""

import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from core.understanding.utterances import Grade, Utterance, grade, parse, scores

TABLES = sorted((Path(__file__).parent / "utterances").glob("*.tsv"))
SENTENCES = sorted((Path(__file__).parent / "utterances" / "sentences").glob("*.tsv"))


def labelled(tables: list[Path]) -> list[Utterance]:
    return [
        one for table in tables for one in parse(table.read_text(encoding="utf-8").splitlines())
    ]


UTTERANCES = labelled(TABLES)


@cache
def learned() -> dict[tuple[str, str], Counter[Grade]]:
    return scores(UTTERANCES)


def test_the_table_is_large_and_has_every_language_and_kind() -> None:
    """At least 400 utterances; no language and no kind is measured on a handful."""
    assert len(UTTERANCES) >= 400
    for language in ("fr", "ar", "en", "ary"):
        assert sum(one.language == language for one in UTTERANCES) >= 60
    for kind in ("moment", "amount", "rhythm", "rating", "held", "yesno", "number"):
        assert sum(one.kind.startswith(kind) for one in UTTERANCES) >= 10


@pytest.mark.parametrize("kind", ["all", "moment", "amount", "rhythm", "held"])
def test_most_is_right_and_hardly_anything_silently_wrong(kind: str) -> None:
    """No fall below 95 % right and 0.5 % silently wrong on what was learned from."""
    grades = learned()[kind, "all"]
    assert grades["right"] >= 0.95 * grades.total()
    assert grades["wrong"] <= 0.005 * grades.total()


def test_a_long_sentence_is_rather_asked_about_than_guessed() -> None:
    """Of whole sentences that were learned from nineteen in twenty are read, and hardly any is read wrong."""
    grades = scores(labelled(SENTENCES))["all", "all"]
    assert grades.total() >= 1700
    assert grades["right"] >= 0.95 * grades.total()
    assert grades["wrong"] <= 0.005 * grades.total()


@pytest.mark.parametrize(
    ("expected", "got", "given"),
    [
        ("2026-11-26 18:00", "2026-11-26 18:00", "right"),
        ("2026-11-26 18:00", "2026-11-26 06:00", "wrong"),
        ("2026-11-26 18:00", "?half 2026-11-26 06:00", "asked"),
        ("2026-11-26 18:00", "-", "asked"),
        ("?", "?day", "right"),
        ("?", "2026-11-26", "wrong"),
        ("-", "2026-11-26", "wrong"),
        ("!past", "2026-11-26", "wrong"),
    ],
)
def test_a_value_that_is_not_the_expected_one_is_silently_wrong(
    expected: str, got: str, given: str
) -> None:
    """Asking back is never counted as wrong, a value where a doubt was due always."""
    assert grade(expected, got) == given


def test_the_command_answers_line_by_line() -> None:
    """One reading for each line, the unknown kind and the broken bytes too."""
    lines = (
        b"moment\tjeudi 18h\namount:MAD\t1,5 MDH\nrating\t4/5\nnonsense\tx\nmoment\t\xff\n\n"
        b"moment\tdemain 18h\t2027-01-13T15:00\tEurope/Paris\n"
    )
    ran = subprocess.run(
        [sys.executable, "-m", "core.understanding", "--now", "2026-11-22T10:00"],
        input=lines, capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert ran.stdout.decode().splitlines() == [
        "2026-11-26 18:00",
        "1500000 MAD",
        "4",
        "error: no kind 'nonsense'",
        "-",
        "error: no kind ''",
        "2027-01-14 18:00",
    ]
