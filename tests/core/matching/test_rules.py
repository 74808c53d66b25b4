"""Every hard rule has a name, breaks alone, and holds on all others."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from core.duration import DAY
from core.matching.pool import Exclusion, Pool, mentee_of, mentor_of
from core.matching.rules import RULES, may_meet, seats_of, why_not, why_not_pair
from core.matching.weights import standard
from core.mentoring.member import Member
from tests.core.matching.people import AMAL, KARIM, NOW, pool_of, pools

TABLE = standard()

BREACHES = {
    "mentee_age": ({"verdict": "redirected"}, {}),
    "mentee_unqualified": ({"verdict": "needs_info"}, {}),
    "mentee_paused": ({"paused": True}, {}),
    "mentee_held": ({"held": True}, {}),
    "mentee_absent": ({"last_seen": NOW - 91 * DAY}, {}),
    "mentee_zone": ({"hours": None, "zone": "Nowhere/Gone"}, {}),
    "mentor_unqualified": ({}, {"verdict": "needs_info"}),
    "mentor_paused": ({}, {"paused": True}),
    "mentor_held": ({}, {"held": True}),
    "mentor_full": ({}, {"taken": 1, "reserved": 1}),
    "mentor_absent": ({}, {"last_seen": NOW - 31 * DAY}),
    "mentor_lapsed": ({}, {"lapsed": 2}),
    "mentor_silent": ({}, {"silent": True}),
    "mentor_zone": ({}, {"hours": None, "zone": "Nowhere/Gone"}),
    "self": ({"id": 2}, {}),
    "language": ({"languages": ("fr",)}, {"languages": ("nl",)}),
    "hours": ({"hours": 0b1}, {"hours": 0b1}),
    "need": ({"needs": ("legal/tax",)}, {"offers": ("market/export",)}),
    "company": ({"company": "atlas sarl"}, {"company": "atlas sarl"}),
    "rival": ({"country": "NL", "region": "13"}, {"sector": "crafts", "trade": "carpets"}),
}


@pytest.mark.parametrize("code", sorted(BREACHES))
def test_one_breach_is_told_by_its_own_name_and_no_other(code: str) -> None:
    """Two who may meet, changed in one thing."""
    mine, theirs = BREACHES[code]
    mentee, mentor = replace(AMAL, **mine), replace(KARIM, **theirs)
    found = why_not(mentee, mentor, pool_of(mentee, mentor), TABLE)
    expected = (code, "hours") if code.endswith("zone") else (code,)
    assert found == expected
    assert why_not(AMAL, KARIM, pool_of(AMAL, KARIM), TABLE) == ()


@pytest.mark.parametrize("reason", ["blocked", "failed", "declined", "conflict"])
def test_recorded_reasons_hold_until_their_time(reason: str) -> None:
    """For good with 0, else until the day comes."""
    for until, found in ((0, (reason,)), (NOW + 1, (reason,)), (NOW, ())):
        excluded = frozenset({Exclusion(AMAL.id, KARIM.id, reason, until)})
        pool = pool_of(AMAL, KARIM, excluded=excluded)
        assert why_not(AMAL, KARIM, pool, TABLE) == found
    other_way = frozenset({Exclusion(KARIM.id, AMAL.id, reason)})
    assert why_not(AMAL, KARIM, pool_of(AMAL, KARIM, excluded=other_way), TABLE) == ()


def test_nobody_accompanies_their_own_mentor_nor_two_at_once() -> None:
    """Amal accompanies Karim: the circle stays open; who has a mentor gets no second one."""
    pool = pool_of(AMAL, KARIM, running=frozenset({(KARIM.id, AMAL.id)}))
    assert why_not(AMAL, KARIM, pool, TABLE) == ("circle",)
    pool = pool_of(AMAL, KARIM, running=frozenset({(AMAL.id, 99)}))
    assert why_not(AMAL, KARIM, pool, TABLE) == ("mentee_matched",)


def test_rivals_are_of_one_trade_and_one_market() -> None:
    """Another region, another trade of the sector, or a handover: no rivals."""
    here = replace(KARIM, country="MA", region="08", sector="crafts", trade="carpets")
    assert why_not(AMAL, here, pool_of(AMAL, here), TABLE) == ("rival",)
    for mentee, mentor in (
        (AMAL, replace(here, region="06")),
        (AMAL, replace(here, trade="pottery")),
        (AMAL, replace(here, trade="")),
        (replace(AMAL, goal="hand_over"), here),
    ):
        assert why_not(mentee, mentor, pool_of(mentee, mentor), TABLE) == ()


@pytest.mark.parametrize(
    ("capacity", "taken", "reserved", "seats"),
    [(2, 0, 0, 2), (2, 1, 1, 0), (1, 2, 0, 0), (0, 0, 0, 0), (-1, 0, 0, 0), (400, 0, 0, 3)],
)
def test_seats_are_never_negative_and_never_unbelievable(capacity, taken, reserved, seats) -> None:
    """What is left of what the programme believes."""
    mentor = replace(KARIM, capacity=capacity, taken=taken, reserved=reserved)
    assert seats_of(mentor, TABLE) == seats


@settings(max_examples=60, deadline=None)
@given(pool=pools(5))
def test_every_breach_is_a_known_rule(pool) -> None:
    """Whatever the people, only codes that have words; each told once."""
    for mentee in pool.mentees:
        for mentor in pool.mentors:
            found = why_not(mentee, mentor, pool, TABLE)
            assert set(found) <= set(RULES)
            assert len(set(found)) == len(found)
            assert may_meet(mentee, mentor, pool, TABLE) == (
                not why_not_pair(mentee, mentor, pool, TABLE)
            )


MEMBER = Member(
    state="qualified",
    roles=("mentee", "mentor"),
    name="Amal",
    birth_year=1990,
    country="MA",
    region="08",
    timezone="Africa/Casablanca",
    sector="crafts",
    stage="growth",
    needs=("finance", "finance/tax"),
    offers=("market",),
    languages=("fr",),
    availability=("evening",),
    capacity=1,
    goal="export",
    pledge="sign",
    more={"origin": "MA-08/zagora", "style": "direct practice gentle x", "target": "NL"},
)


def test_a_member_in_two_roles_is_one_mentee_and_one_mentor() -> None:
    """Never matched to themselves; a mentee too old is still a good mentor."""
    mentee = mentee_of(5, MEMBER, now=NOW, last_seen=NOW)
    mentor = mentor_of(5, MEMBER, now=NOW, last_seen=NOW)
    assert why_not(mentee, mentor, pool_of(mentee, mentor), TABLE) == ("self", "need")
    assert (mentee.needs, mentee.target, mentee.style) == (
        ("finance/tax",),
        "NL",
        ("direct", "practice"),
    )
    assert (mentor.origin, mentor.offers, mentor.stage) == ("08", ("market",), "growth")
    old = replace(MEMBER, birth_year=1950, state="redirected", verdict="redirected")
    assert mentee_of(5, old, now=NOW, last_seen=NOW).verdict == "redirected"
    assert mentor_of(5, old, now=NOW, last_seen=NOW).verdict == "qualified"


def test_codes_of_an_older_table_count_for_nothing() -> None:
    """Stale topics, languages, pillars and regions neither crash nor match."""
    stale = replace(
        MEMBER,
        needs=("alchemy/gold",),
        offers=("alchemy",),
        languages=("xx",),
        pillars=("moon",),
        region="99",
        more={"origin": "MA-77"},
    )
    mentee = mentee_of(1, stale, now=NOW, last_seen=NOW)
    mentor = mentor_of(2, stale, now=NOW, last_seen=NOW)
    assert (mentee.needs, mentee.languages, mentee.pillars, mentee.region) == ((), (), (), "")
    assert (mentor.offers, mentor.origin) == ((), "")
    assert "language" in why_not(mentee, mentor, pool_of(mentee, mentor), TABLE)


def test_a_person_twice_on_a_side_is_refused() -> None:
    """One row a person and side."""
    with pytest.raises(ValueError, match="a mentee stands twice"):
        Pool((AMAL, AMAL), (), NOW)


def test_a_paused_or_unfinished_member_is_kept_out() -> None:
    """States of the member become rules."""
    for state, code in (("paused", "mentee_paused"), ("left", "mentee_unqualified")):
        one = mentee_of(1, replace(MEMBER, state=state), now=NOW, last_seen=NOW)
        assert code in why_not(one, KARIM, pool_of(one, KARIM), TABLE)


def test_a_wish_for_hours_or_languages_makes_the_rule_stricter() -> None:
    """Three hours in common do, until more were wished for; kin languages likewise."""
    three = replace(AMAL, hours=0b111, wish="times")
    mentor = replace(KARIM, hours=0b111)
    assert why_not(three, mentor, pool_of(three, mentor), TABLE) == ("hours",)
    assert why_not(replace(three, wish=""), mentor, pool_of(mentor), TABLE) == ()
    kin = replace(AMAL, languages=("ary",))
    arab = replace(KARIM, languages=("ar",))
    assert why_not(kin, arab, pool_of(kin, arab), TABLE) == ()
    wished = replace(kin, wish="language")
    assert why_not(wished, arab, pool_of(wished, arab), TABLE) == ("language",)
