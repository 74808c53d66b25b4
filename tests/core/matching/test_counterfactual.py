"""What would help is counted, and every count is true when the change is made."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from core.matching.counterfactual import Change, Opposite, apply, say, what_helps
from core.matching.pool import Mentee, Pool
from core.matching.rules import why_not
from core.matching.weights import standard
from tests.core.matching.people import AMAL, KARIM, NOW, pool_of, pools

TABLE = standard()


def eligible(one, pool: Pool) -> int:
    """Counted pair by pair, through the rules alone."""
    if isinstance(one, Mentee):
        return sum(not why_not(one, mentor, pool, TABLE) for mentor in pool.mentors)
    return sum(not why_not(mentee, one, pool, TABLE) for mentee in pool.mentees)


@settings(max_examples=60, deadline=None)
@given(pool=pools(8), data=st.data())
def test_every_change_opens_what_it_promises(pool, data) -> None:
    """Counted again by the rules, before and after."""
    everyone = [*pool.mentees, *pool.mentors]
    if not everyone:
        return
    one = data.draw(st.sampled_from(everyone))
    opposite = Opposite(pool, TABLE, of="mentors" if isinstance(one, Mentee) else "mentees")
    before = eligible(one, pool)
    assert opposite.count(one) == before
    for change in what_helps(one, opposite, now=NOW, most=99):
        assert change.gain > 0
        assert eligible(apply(change, one, NOW), pool) == before + change.gain


def test_adding_the_missing_language_is_named_first() -> None:
    """Two mentors speak English only; a free morning would open one."""
    english = replace(KARIM, languages=("en",))
    others = [replace(english, id=10), replace(english, id=11)]
    early = replace(KARIM, id=12, availability=("morning",), hours=0b111 << 8)
    opposite = Opposite(pool_of(AMAL, KARIM, *others, early), TABLE, of="mentors")
    found = what_helps(AMAL, opposite, now=NOW)
    assert found[:2] == (Change("language", "en", 2), Change("time", "morning", 1))
    part = say(found[0], "mentee")
    assert (part.key, part.facts["count"]) == ("matching-help-language-mentee", 2)
    assert part.labels == {"what": ("spoken:en",)}


def test_a_mentor_without_a_seat_learns_what_a_seat_would_open() -> None:
    """One place more, one person to mentor."""
    full = replace(KARIM, capacity=1, taken=1)
    opposite = Opposite(pool_of(AMAL, full), TABLE, of="mentees")
    assert what_helps(full, opposite, now=NOW) == (Change("seat", "", 1),)


def test_a_wider_need_opens_mentors_of_the_same_axis() -> None:
    """Who needs export only is open to a mentor for pricing once all of finance is welcome."""
    mentee = replace(AMAL, needs=("finance/tax",))
    mentor = replace(KARIM, offers=("finance/pricing",))
    opposite = Opposite(pool_of(mentee, mentor), TABLE, of="mentors")
    assert what_helps(mentee, opposite, now=NOW) == (Change("need", "finance", 1),)


def test_nothing_helps_where_nobody_is() -> None:
    """An empty pool promises nothing."""
    assert what_helps(AMAL, Opposite(pool_of(AMAL), TABLE, of="mentors"), now=NOW) == ()
