"""A newcomer's cards are the best there are, at once, and spare the stars."""

from dataclasses import replace

from hypothesis import given, settings

from core.duration import DAY
from core.matching.newcomer import FADE, Board, faded
from core.matching.round import CARDS, run_round
from core.matching.rules import why_not
from core.matching.score import score
from core.matching.weights import LEVEL, standard
from tests.core.matching.people import AMAL, KARIM, NOW, mentees, pool_of, pools

TABLE = standard()


@settings(max_examples=60, deadline=None)
@given(pool=pools(8), newcomer=mentees(77))
def test_the_cards_are_those_of_a_plain_loop(pool, newcomer) -> None:
    """The best scores among all whom no rule forbids, in order, each explained."""
    cards = Board(pool, TABLE).propose(newcomer)
    allowed = [one for one in pool.mentors if not why_not(newcomer, one, pool, TABLE)]
    best = sorted((score(newcomer, one, TABLE, NOW).points for one in allowed), reverse=True)
    assert [card.proposal.units for card in cards] == best[:CARDS]
    assert [card.proposal.rank for card in cards] == list(range(1, len(cards) + 1))
    for card in cards:
        mentor = pool.mentor[card.proposal.mentor]
        assert mentor in allowed
        assert card.explanation.score == score(newcomer, mentor, TABLE, NOW)
        assert card.proposal.units == card.explanation.score.points


def test_a_seat_others_would_give_more_for_is_left_to_them() -> None:
    """At a price above what the newcomer gains the seat is not shown; faded to nothing it is."""
    board = Board(pool_of(KARIM), TABLE)
    price = {KARIM.id: 2 * 100 * LEVEL}
    assert board.propose(AMAL, prices=price) == ()
    assert len(board.propose(AMAL, prices=price, fade=0)) == 1


def test_a_mentor_is_not_shown_on_more_cards_than_seats_allow() -> None:
    """Two seats make six cards."""
    board = Board(pool_of(KARIM), TABLE)
    assert len(board.propose(AMAL, shown={KARIM.id: 5})) == 1
    assert board.propose(AMAL, shown={KARIM.id: 6}) == ()


def test_the_prices_of_a_round_guide_the_newcomers_after_it() -> None:
    """Of two mentors alike, the one nobody else wants is shown first."""
    twin = replace(KARIM, id=9, sector="crafts", trade="pottery", capacity=1)
    wanted = replace(KARIM, id=8, sector="crafts", trade="pottery", capacity=1)
    rivals = [replace(AMAL, id=100 + at, languages=("nl",)) for at in range(3)]
    twin = replace(twin, languages=("fr", "ary"))
    pool = pool_of(*rivals, twin, wanted)
    prices = run_round(pool, TABLE, "maximum").prices
    assert prices[8] > prices[9]
    first = Board(pool, TABLE).propose(AMAL, prices=prices)[0]
    assert first.proposal.mentor == 9


def test_prices_fade_to_nothing_in_a_quarter() -> None:
    """A fresh round counts nearly whole, an old one not at all, and never more as time passes."""
    days = [faded(day * DAY) for day in range(120)]
    assert (days[0], days[90], days[-1]) == (FADE, 0, 0)
    assert days == sorted(days, reverse=True)


def test_nearly_as_good_goes_before_a_star_and_nothing_else_does() -> None:
    """The star in demand comes after who suits nearly as well, and before who suits much less."""
    star = replace(KARIM, id=8, capacity=1)
    near = replace(KARIM, id=9, capacity=1, languages=("fr", "nl"))
    far = replace(near, id=10, offers=("market",))
    pool = pool_of(star, near, far)
    board = Board(pool, TABLE)
    plain = [card.proposal for card in board.propose(AMAL)]
    assert plain[0].mentor == 8
    gap = {card.mentor: plain[0].units - card.units for card in plain}
    assert 0 < gap[9] < gap[10]
    price = {8: (gap[9] + gap[10]) // 2 * 100 // FADE}
    guided = [card.proposal.mentor for card in board.propose(AMAL, prices=price)]
    assert guided == [9, 8, 10]


def test_prices_of_mentors_who_are_not_there_change_nothing() -> None:
    """Who has left since the round, or came after it, is no error."""
    board = Board(pool_of(KARIM), TABLE)
    gone = {KARIM.id - 1: 5, KARIM.id + 1: 7, 10**9: 3}
    assert board.propose(AMAL, prices=gone) == board.propose(AMAL)
