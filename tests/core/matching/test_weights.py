"""The table of weights: versioned, checked, and refused in one line when it is wrong."""

from dataclasses import replace
from importlib.resources import files

import pytest
from msgspec.structs import replace as changed

from bot.flows import vocabulary
from core.matching.rules import why_not_pair
from core.matching.score import score
from core.matching.weights import PARTS, STAGES, UnusableTable, load, standard
from core.mentoring.member import GOALS
from tests.core.matching.people import AMAL, KARIM, NOW, pool_of

TEXT = (files("core.matching") / "weights.toml").read_text("utf-8")


def test_the_parts_are_worth_what_the_programme_decided() -> None:
    """35, 15, 15, 10, 10, 10 and 5 of a hundred, the mean of both sides' weights."""
    table = standard()
    assert [table.parts[part].both / 2 for part in PARTS] == [35, 15, 15, 10, 10, 10, 5]
    assert sum(weight.mentee for weight in table.parts.values()) == 100
    assert sum(weight.mentor for weight in table.parts.values()) == 100


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("mentee = 40", "mentee = 41", "the mentee's points add up to 101, not to 100"),
        ("mentee = 40", 'mentee = "many"', "Expected `int`, got `str`"),
        ("mentee = 40", "mentee = 140", "<= 100"),
        ("same_topic", "same_topik", "unknown field `same_topik`"),
        ('version = "2026-11"', "", "missing required field `version`"),
        ('"02" = 5', '"22" = 5', "fairness.regions knows no '22'"),
        ("[parts.style]", "[parts.charm]", "charm"),
        ('goals_across = ["structure"]', 'goals_across = ["fly"]', "knows no 'fly'"),
        ('"security", "outsourcing"', '"magic", "outsourcing"', "knows no 'magic'"),
        ("off = []", 'off = ["blocked"]', "blocked"),
        ("[needs]", "[needs", "Expected"),
    ],
)
def test_a_wrong_table_is_refused_in_one_line(old: str, new: str, said: str) -> None:
    """The line names what is wrong."""
    assert TEXT.count(old) >= 1
    with pytest.raises(UnusableTable) as refused:
        load(TEXT.replace(old, new, 1))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_coordinators_own_table_changes_the_score() -> None:
    """The same people, five points moved from the sector to the style."""
    text = TEXT.replace(
        "mentee = 15\nmentor = 15\nunknown = 5", "mentee = 10\nmentor = 10\nunknown = 5"
    )
    text = text.replace(
        "mentee = 10\nmentor = 10\nunknown = 6", "mentee = 15\nmentor = 15\nunknown = 6"
    )
    table = load(text)
    before, after = (score(AMAL, KARIM, one, NOW) for one in (standard(), table))
    assert before["style"].points / before["style"].level == 20
    assert after["style"].points / after["style"].level == 30
    assert after.points != before.points


def test_a_rule_can_be_switched_off() -> None:
    """Two of the same company may meet when the programme says so."""
    table = standard()
    mentee, mentor = (replace(one, company="atlas sarl") for one in (AMAL, KARIM))
    pool = pool_of(mentee, mentor)
    assert why_not_pair(mentee, mentor, pool, table) == ("company",)
    off = changed(table, rules=changed(table.rules, off=("company",)))
    assert why_not_pair(mentee, mentor, pool, off) == ()


def test_goals_and_stages_are_those_of_the_conversation() -> None:
    """One vocabulary in the flows and here."""
    assert set(GOALS) == set(vocabulary.GOALS)
    assert STAGES == vocabulary.STAGES
