"""The coordinator's page says what the code does."""

import re
from dataclasses import replace
from pathlib import Path

from core.matching.explain import explain
from core.matching.round import CARDS
from core.matching.rules import RULES, why_not
from core.matching.score import score
from core.matching.weights import LEVEL, PARTS, SCALE, standard
from tests.core.matching.people import AMAL, KARIM, NOW, pool_of
from tests.core.matching.test_explain import words

PAGE = (Path(__file__).parents[3] / "docs" / "matching.md").read_text("utf-8")
TABLE = standard()
WEAVER = replace(AMAL, style=("structured", "direct", "practice"))
IMPORTER = replace(KARIM, style=("structured", "gentle", "practice"))


def rows(after: str) -> dict[str, list[str]]:
    """The lines of the first table after a heading or mark, by first cell."""
    lines = PAGE.split(after, 1)[1].splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("| ---")) + 1
    found = {}
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        first, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        found[first] = cells
    return found


def test_the_worked_example_is_computed() -> None:
    """Fit and points of every part, and the totals, as the score gives them."""
    found, told = score(WEAVER, IMPORTER, TABLE, NOW), rows("test_document.py -->")
    assert why_not(WEAVER, IMPORTER, pool_of(WEAVER, IMPORTER), TABLE) == ()
    for part in found.parts:
        points = (part.mentee / LEVEL, part.mentor / LEVEL, part.points / SCALE)
        expected = [f"{100 * part.level / LEVEL:.1f} %", *(f"{one:.2f}" for one in points)]
        assert told[part.code] == expected
    totals = (found.mentee / LEVEL, found.mentor / LEVEL, found.points / SCALE)
    assert told["total"] == ["", *(f"{one:.2f}" for one in totals)]


def test_what_amal_reads_is_what_would_be_sent() -> None:
    """Word for word, but for the marks that isolate inserted words."""
    found = explain(WEAVER, IMPORTER, TABLE, now=NOW, reader="mentee")
    assert found.gap is not None
    sent = words("fr", *found.reasons, found.gap, found.logistics)
    lines = [re.sub("[\u2068\u2069]", "", line) for line in sent.splitlines() if line]
    quoted = [line[2:] for line in PAGE.splitlines() if line.startswith("> ")]
    assert quoted == lines


def test_the_table_of_weights_is_the_present_one() -> None:
    """Points of both sides and of the pair, part by part."""
    told = rows("## What counts")
    assert list(told) == list(PARTS)
    for part in PARTS:
        weight = TABLE.parts[part]
        assert told[part][:3] == [str(weight.mentee), str(weight.mentor), str(weight.both // 2)]


def test_every_rule_is_on_the_page_with_its_numbers() -> None:
    """No rule is kept from the coordinator."""
    told = rows("## Who can be proposed")
    codes = {code for first in told for code in re.findall("`([a-z_]+)`", first)}
    assert codes == set(RULES)
    rules = TABLE.rules
    assert f"within {rules.mentor_days} days, a mentee within {rules.mentee_days}" in PAGE
    assert f"at least {rules.common_hours} hours" in PAGE
    assert f"more than {rules.most_seats} seats" in PAGE
    assert CARDS == 3
    assert TABLE.fairness.patience == 3
