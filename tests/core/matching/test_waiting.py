"""What is told and offered to somebody who waits."""

from dataclasses import replace

from core.matching.pool import Mentor
from core.matching.waiting import Flash, Peers, flash_for, for_an_hour, peers_for, place_of
from core.matching.weights import standard
from tests.core.matching.people import AMAL, KARIM, NOW, pool_of

TABLE = standard()
DAY = 86_400_000


def test_the_place_is_the_one_by_waiting_time() -> None:
    """Third of three; who waits since the same moment follows by id."""
    others = [replace(AMAL, id=5, waiting_since=NOW - 70 * DAY), replace(AMAL, id=0)]
    place = place_of(AMAL, [*others, AMAL], now=NOW)
    assert (place.position, place.total, place.days) == (3, 3, 60)
    assert place.part.facts == {"position": 3, "total": 3}


def test_a_newcomer_is_the_last_and_never_zeroth() -> None:
    """Even when nobody has recorded a time yet."""
    place = place_of(replace(AMAL, id=9, waiting_since=0), [AMAL], now=NOW)
    assert (place.position, place.total, place.days) == (2, 2, 0)


def test_a_full_mentor_may_give_a_flash_session_on_a_need() -> None:
    """Every rule but the seat holds, and a need is met."""
    full = replace(KARIM, taken=2)

    def flash_with(mentor: Mentor) -> Flash | None:
        pool = pool_of(AMAL, mentor)
        return flash_for(AMAL, for_an_hour(pool, TABLE), pool, TABLE)

    flash = flash_with(full)
    assert flash is not None
    assert (flash.mentors, flash.needs) == ((KARIM.id,), ("market/export",))
    for change in ({"paused": True}, {"languages": ("nl",)}, {"last_seen": 0}, {"offers": ()}):
        assert flash_with(replace(full, **change)) is None


def test_peers_are_of_the_same_stage_and_of_other_companies() -> None:
    """Two others make a trio; rivals, colleagues and strangers to the language do not."""
    first, second = (
        replace(AMAL, id=at, trade=trade) for at, trade in ((3, "pottery"), (4, "brass_copper"))
    )
    waiting = [AMAL, first, second]
    assert peers_for(AMAL, waiting, pool_of(*waiting), TABLE) == Peers((3, 4), "first_sales")
    for change in (
        {"stage": "idea"},
        {"trade": AMAL.trade},
        {"languages": ("nl",)},
        {"hours": 0},
        {"paused": True},
    ):
        waiting = [AMAL, first, replace(second, **change)]
        assert peers_for(AMAL, waiting, pool_of(*waiting), TABLE) is None
    colleagues = [replace(one, company="atlas sarl") for one in (first, second)]
    assert peers_for(AMAL, colleagues, pool_of(AMAL, *colleagues), TABLE) is None
