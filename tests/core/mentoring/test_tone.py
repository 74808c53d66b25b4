"""What is said fits who hears it: who waits on a silent partner, who waited in vain, who said yes."""

import pytest

from core.mentoring.agreement import TEXT_VERSION
from core.mentoring.effects import Ask, Tell
from core.mentoring.events import Chose, Reported, StillOn
from core.mentoring.meeting import ends
from core.mentoring.side import Side
from tests.core.mentoring.stage import TERMS, Stage, both, meets


def facts(stage: Stage, side: Side, key: str) -> list[dict[str, str | int]]:
    """The facts with which a key was told to a side, in order."""
    return [
        dict(effect.facts)
        for _, effect in stage.said
        if isinstance(effect, Tell) and effect.to == side and effect.key == key
    ]


def test_who_goes_on_alone_is_not_told_that_both_do() -> None:
    """Waiting after the offer of somebody else, then after the notice, then the end: all say whose silence it is."""
    stage = Stage().plays(Chose("mentee", TERMS, TEXT_VERSION))
    for _ in range(110):
        if stage.open("mentee") & {"still_on", "rematch_offered"}:
            stage.plays(StillOn("mentee"))
        stage.days(1)
    assert [one["alone"] for one in facts(stage, "mentee", "still_on_noted")] == [1, 2]
    assert [one["alone"] for one in facts(stage, "mentee", "concluded")] == [1]
    assert [one["alone"] for one in facts(stage, "mentor", "concluded")] == [0]


@pytest.mark.parametrize("account", ["held", "they_missed", "i_missed", "not_held"])
def test_an_account_is_answered_as_what_it_is(account: str) -> None:
    """Somebody who waited in vain is not thanked for a rating."""
    stage = meets(both(Stage()))
    assert stage.pair.meeting is not None
    stage.passes(ends(stage.pair.meeting) + 1)
    stage.plays(Reported("mentor", account))  # type: ignore[arg-type]  # one of the four
    assert facts(stage, "mentor", "report_noted") == [{"account": account}]


def test_the_mentors_yes_is_answered_at_once() -> None:
    """Whatever the hour: theirs is the last word; the mentee's news waits for daylight."""
    asked = {
        effect.to: effect.cause
        for _, effect in Stage().said
        if isinstance(effect, Ask) and effect.key == "agreement"
    }
    assert asked == {"mentor": "reply", "mentee": "partner"}
