"""What the answers of onboarding come to."""

import pytest

from bot.flows.profile import zone_of
from bot.flows.programme import ASSUMED
from core.conversation.run import Run
from core.conversation.talk import Talk

EDMONTON = {"home": "CA", "zone": "America/Edmonton"}
ABROAD = {"home": "abroad", "country": "AE/dubai"}


def talk(profile=None, answers=None, hint=""):
    """A talk with this profile, in the middle of a run with these answers."""
    run = Run("r", "complement", 1, answers or {}, {"country_hint": hint})
    return Talk(profile=profile or {}, run=run)


@pytest.mark.parametrize(
    ("profile", "zone"), [(EDMONTON, "America/Edmonton"), (ABROAD, "Asia/Dubai")]
)
def test_another_flow_does_not_move_anybody(profile, zone):
    """The optional questions know the country alone, which lies in many zones."""
    assumed = {step: profile[step] for step in ASSUMED if step in profile}

    assert zone_of(talk(profile, assumed)) == zone
    assert zone_of(Talk(profile=profile)) == zone


def test_who_is_about_to_move_lives_by_the_former_clock():
    """A change counts when it is confirmed, like all that a pair agrees on."""
    assert zone_of(talk(EDMONTON, {"home": "MA-06"})) == "America/Edmonton"


@pytest.mark.parametrize(
    ("answers", "hint", "zone"),
    [
        ({"home": "CA", "zone": "America/Edmonton"}, "FR", "America/Edmonton"),
        ({"home": "CA"}, "", "America/Toronto"),
        ({}, "FR", "Europe/Paris"),
        ({}, "", "Africa/Casablanca"),
    ],
)
def test_a_newcomer_lives_where_they_have_said_so_far(answers, hint, zone):
    """Then where their number comes from, then in Morocco."""
    assert zone_of(talk({}, answers, hint)) == zone
