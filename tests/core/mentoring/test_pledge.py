"""The pledge from the signature to the next generation, and the figures of the circle."""

from dataclasses import replace
from typing import get_args

import pytest

from core.duration import DAY
from core.mentoring import pledge
from core.mentoring.pledge import Pledge, figures
from tests.core.mentoring.stage import START

SIGNED = Pledge("a", START, "2026-11", "signed")


def honoured(id_: str, began: int, took: int, parent: Pledge | None = None) -> Pledge:
    """Someone accompanied from day `began`, whose own first mentee starts `took` days later."""
    here = pledge.begin(id_, START + began * DAY, parent=parent)
    for step in (
        lambda one: pledge.sign(one, "2026-11", one.began_at),
        lambda one: pledge.complete(one, one.began_at + 180 * DAY),
        lambda one: pledge.act(one, "propose"),
        lambda one: pledge.honour(one, f"m-{id_}", one.began_at + took * DAY),
    ):
        here = step(here)
        assert here is not None
    return here


def test_the_way_from_offer_to_honoured() -> None:
    """Offered, signed, recalled in the middle, due, proposed, honoured by a mentorship."""
    here = pledge.sign(pledge.begin("a", START), "2026-11", START)
    assert here is not None
    recalled = pledge.act(here, "recall")
    assert recalled is not None
    due = pledge.complete(recalled, START + 180 * DAY)
    assert due is not None
    assert (due.state, due.due_at) == ("due", START + 180 * DAY)
    proposing = pledge.act(due, "propose")
    assert proposing is not None
    kept = pledge.honour(proposing, "m2", START + 200 * DAY)
    assert kept is not None
    assert (kept.state, kept.honoured_by) == ("honoured", "m2")


def test_one_deferral_and_it_comes_back() -> None:
    """A later date within a year, once; then it is due again."""
    due = replace(SIGNED, state="due", due_at=START)
    later = pledge.defer(due, START + 90 * DAY, START)
    assert later is not None
    assert pledge.next_due(later) == (START + 90 * DAY, "return")
    again = pledge.act(later, "return")
    assert again is not None
    assert pledge.defer(again, START + 120 * DAY, START + 90 * DAY) is None
    assert pledge.defer(due, START - 1, START) is None
    assert pledge.defer(due, START + 400 * DAY, START) is None


def test_a_waiver_needs_a_reason() -> None:
    """A coordinator frees nobody silently."""
    due = replace(SIGNED, state="due")
    assert pledge.waive(due, "  ") is None
    freed = pledge.waive(due, "illness")
    assert freed is not None
    assert (freed.state, freed.reason) == ("waived", "illness")


def test_a_promise_that_nothing_moves_lapses_and_can_still_be_kept() -> None:
    """A year after it was due; nobody is refused who comes later."""
    due = replace(SIGNED, state="due", due_at=START)
    assert pledge.next_due(due) == (START + pledge.LAPSES, "lapse")
    lapsed = pledge.act(due, "lapse")
    assert lapsed is not None
    assert pledge.act(lapsed, "propose") is not None


def test_nothing_follows_by_itself_before_it_is_due() -> None:
    """A signed promise waits for the end of the mentorship."""
    assert pledge.next_due(SIGNED) is None


def test_every_state_is_reached_and_only_two_are_final() -> None:
    """Honoured and waived end it; a refusal can be reconsidered."""
    reached = {to for _, to in pledge.TRANSITIONS.items()} | {"offered"}
    assert reached == set(get_args(pledge.State))
    left = {state for state, _ in pledge.TRANSITIONS}
    assert reached - left == {"honoured", "waived"}


def test_a_child_is_one_generation_on() -> None:
    """The mentor's own pledge is the parent."""
    first = pledge.begin("a", START)
    second = pledge.begin("b", START, parent=first)
    assert (first.generation, second.generation, second.parent) == (1, 2, "a")


def test_the_figures_of_three_generations() -> None:
    """Four alumni, three honoured: R is three quarters, the chain is three long."""
    first = honoured("a", 0, 200)
    second = honoured("b", 200, 220, first)
    third = honoured("c", 420, 300, second)
    waiting = replace(SIGNED, id="d", state="due", due_at=START + 180 * DAY)
    young = pledge.begin("e", START, parent=third)
    found = figures([first, second, third, waiting, young])
    assert (found.alumni, found.due, found.honoured, found.depth) == (4, 4, 3, 3)
    assert found.reproduction == pytest.approx(0.75)
    assert found.generation_time == 220 * DAY


def test_an_empty_programme_has_no_ratio() -> None:
    """Nothing divided by nothing is not zero."""
    found = figures([])
    assert (found.reproduction, found.generation_time, found.depth) == (None, None, 0)


def test_a_waived_promise_is_not_due_but_its_owner_is_an_alumnus() -> None:
    """R counts people, the other ratio promises; whoever was freed is counted apart."""
    freed = replace(SIGNED, state="waived", due_at=START)
    early = replace(SIGNED, state="waived")
    found = figures([freed, early, honoured("b", 0, 200)])
    assert (found.alumni, found.due, found.honoured, found.waived) == (2, 1, 1, 2)


def test_a_loop_in_the_data_is_counted_once() -> None:
    """Two who point at each other do not hang the report."""
    one = replace(honoured("a", 0, 200), parent="b")
    two = replace(honoured("b", 0, 200), parent="a")
    assert figures([one, two]).depth == 2
