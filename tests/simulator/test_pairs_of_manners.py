"""Any two manners together, clumsy or not, in any weather, over a year: no promise is broken.

The same few pairs run with every suite, so that it speaks of a change and not of luck; `make pairs`
draws many more, and looks for the simplest that fails. A failure names the pair and the seed.
"""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.mentoring.outcome import Outcome
from simulator.weather import WEATHERS
from tests.simulator.lives import ASKED, CHANNELS, CHOOSING, PAIRED, Lives, Side, live

PAIRS = int(os.environ.get("MEM_PAIRS", "5"))
"""How many pairs are tried; more than the usual few are also made simpler when one fails."""

LONG = PAIRS > 5

PACES = ((1, 5), (300, 900))
"""Minutes until somebody looks: at once, or once or twice a day."""


def sides(usual: str, alone: tuple[str, ...]) -> st.SearchStrategy[Side]:
    """One of the two; most find each other, or there would be no pair to look at."""
    return st.builds(
        Side,
        alone=st.one_of(st.just(usual), st.just(usual), st.sampled_from(alone)),
        paired=st.sampled_from(PAIRED),
        clumsy=st.sampled_from((0, 5, 20)),
        channel=st.sampled_from(CHANNELS),
        language=st.sampled_from(("fr", "ar", "en")),
        pace=st.sampled_from(PACES),
    )


LIVES = st.builds(
    Lives,
    mentee=sides("chooses", CHOOSING),
    mentor=sides("accepts", ASKED),
    weather=st.sampled_from(tuple(WEATHERS)),
    seed=st.integers(0, 2**32 - 1),
)


@pytest.mark.timeout(0 if LONG else 120)
@settings(
    max_examples=PAIRS,
    deadline=None,
    derandomize=not LONG,
    print_blob=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.generate, Phase.shrink) if LONG else (Phase.generate,),
)
@given(LIVES)
def test_no_pair_of_manners_breaks_a_promise(lives: Lives) -> None:
    """I1–I17, I19–I21, private answers, and that somebody always has a next step."""
    lived = live(lives)
    assert not lived.violations, (lives, lived.violations, lived.words)


ORDINARY = Side("chooses", "works", 0, "telegram", "ar", (1, 5))


def test_two_who_work_come_to_an_end() -> None:
    """These years are such in which things happen: pairs agree, meet, and complete."""
    mentor = Side("accepts", "works", 0, "whatsapp", "fr", (1, 5))
    states: set[str] = set()
    for seed in range(8):
        lived = live(Lives(ORDINARY, mentor, "calm", seed))
        assert not lived.violations, lived.words
        states |= set(lived.states)
        if "completed" in states:
            break
    assert {"agreed", "contracting", "active", "closing", "completed"} <= states


def outcomes_of(paired: str) -> list[Outcome]:
    """What two people claim in the first of some years in which anything is claimed: one of them in
    this manner, the other answering everything; no promise is broken.
    """
    mentor = Side("accepts", "works", 0, "whatsapp", "fr", (1, 5))
    for seed in range(8):
        lived = live(Lives(replace(ORDINARY, paired=paired), mentor, "calm", seed))
        assert not lived.violations, lived.words
        if any(one.state == "confirmed" for one in lived.outcomes):
            return lived.outcomes
    raise AssertionError(f"nobody who {paired} claimed anything in eight years")


def test_whoever_announces_what_changed_is_confirmed() -> None:
    """The other sees it, too, and both have said whether it may be told."""
    (one,) = outcomes_of("announces")
    assert (one.reporter, one.state) == ("mentee", "confirmed")


def test_whoever_regrets_takes_their_consent_back() -> None:
    """It was given, and is not there any more at the end; the outcome stays."""
    (one,) = outcomes_of("regrets")
    assert one.state == "confirmed"
    assert "mentee" not in one.consents


def test_the_same_seed_gives_the_same_year() -> None:
    """What is named can be lived again."""
    mentor = Side("accepts", "parts", 20, "whatsapp", "en", (1, 5))
    lives = Lives(ORDINARY, mentor, "rough", 5)
    assert live(lives) == live(lives)
