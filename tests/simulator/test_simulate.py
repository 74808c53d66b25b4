"""A cohort that runs by itself: reproducible to the byte, every promise checked at every moment."""

import random
import re
from collections import Counter
from typing import get_args

import pytest

from simulator.cohort import simulate
from simulator.manners import MANNERS, draw
from simulator.simulate import main, report, told
from simulator.weather import WEATHERS, FaultKind

COHORT = 24, 2, 11
"""Members, months, seed."""


@pytest.fixture(scope="module")
def outcome():
    return simulate(*COHORT)


def test_no_promise_is_broken(outcome):
    """People of all habits over two months, alone and in pairs: no violation after any moment."""
    assert not outcome.violations, outcome.words
    assert outcome.checked > 100


def test_the_same_seed_gives_the_same_programme_byte_for_byte(outcome):
    """I18: figures, trace and transcripts are equal; another seed gives another trace."""
    again = simulate(*COHORT)
    assert again.trace == outcome.trace
    assert report(again, *COHORT)[:-1] == report(outcome, *COHORT)[:-1]
    assert told(again, "3") == told(outcome, "3")
    assert simulate(3, 1, 12).trace != simulate(3, 1, 13).trace


def test_a_cohort_forms_pairs_that_meet(outcome):
    """Mentees choose, mentors accept, agreements are signed, meetings are held and reported."""
    assert re.search(r"^rank 1 \d+% of \d+", outcome.measures["accepted"])
    assert re.match(r"[1-9]\d* held", outcome.measures["meetings"])
    assert outcome.measures["first meeting"] != "none"


def test_a_cohort_decides_in_many_ways():
    """Each person has one manner for each stage, and every manner is somebody's."""
    drawn = Counter(
        manner.name for seed in range(400) for manner in draw(random.Random(seed)).values()
    )
    assert set(drawn) == set(MANNERS)
    assert {one.stage for one in MANNERS.values()} == {"mentor", "mentee", "pair"}


@pytest.fixture(scope="module")
def stormy():
    return simulate(12, 2, 5, weather=WEATHERS["storm"])


def test_no_promise_is_broken_in_a_storm(stormy):
    """Every fault is met, and no promise is broken: nothing lost, nothing twice without a doubt."""
    assert not stormy.violations, stormy.words
    assert set(stormy.weather) == {*get_args(FaultKind), "late report", "webhook again"}
    assert min(stormy.weather.values()) >= 5


def test_the_same_weather_gives_the_same_trace_and_another_seed_another_weather():
    """I18: faults, late reports and duplicates repeat to the byte; their seed can be chosen alone."""
    first = simulate(5, 1, 5, weather=WEATHERS["storm"])
    assert simulate(5, 1, 5, weather=WEATHERS["storm"]).trace == first.trace
    other = simulate(5, 1, 5, weather=WEATHERS["storm"], weather_seed=6)
    assert other.weather != first.weather
    assert not other.violations, other.words


def test_most_people_come_to_an_end_and_some_do_not(outcome):
    """The cohort is neither all saints nor all silence."""
    present, finished = (
        outcome.figures["people"][key] for key in ("present", "finished onboarding")
    )
    assert 6 <= finished < present


KEY_FIGURES = (
    *("activation", "first proposal", "acceptance", "first meeting", "met in 14 d", "accepted"),
    *("pairs", "meetings", "hours", "pulse", "recovered", "early ends", "skills", "outcomes"),
    *("survival", "pledges", "ISMCP", "regions"),
)
"""Domain §7, KPIs."""


def test_the_command_prints_figures_a_trace_and_a_transcript(capsys):
    """`mem simulate` tells what came of it, and the conversation of whoever is asked for."""
    assert main(["--members", "6", "--months", "1", "--seed", "3", "--transcript", "2"]) == 0
    printed = capsys.readouterr()
    assert re.search(r"^trace +[0-9a-f]{32}$", printed.out, re.MULTILINE)
    assert re.search(r"^\d{4}-\d\d-\d\d \d\d:\d\d > ", printed.out, re.MULTILINE)
    for figure in KEY_FIGURES:
        assert re.search(rf"^{figure} ", printed.out, re.MULTILINE), figure
    assert not printed.err


def test_the_progress_bar_goes_to_stderr(capsys):
    """Figures can be piped while somebody watches."""
    main(["--members", "2", "--months", "1", "--progress"])
    printed = capsys.readouterr()
    assert "100%" in printed.err
    assert "█" not in printed.out
