"""The hard rules: who may be proposed to whom, each with a code and a sentence in three languages.

The sentence of a code is `matching-rule.<code>`. A rule is a breach that is found or not; parameters
stand in the table of weights. Rules of one side are told apart by their prefix.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, Literal

from core.duration import DAY
from core.matching.levels import common_hours, cover, kin, shared_languages
from core.matching.pool import Mentee, Mentor, Party, Pool
from core.matching.weights import Switchable, Table


def _absent(one: Party, pool: Pool, days: int) -> bool:
    return one.last_seen < pool.now - days * DAY


OF_MENTEE: Final[Mapping[str, Callable[[Mentee, Pool, Table], bool]]] = {
    "mentee_age": lambda one, *_: one.verdict == "redirected",
    "mentee_unqualified": lambda one, *_: one.verdict == "needs_info",
    "mentee_paused": lambda one, *_: one.paused,
    "mentee_held": lambda one, *_: one.held,
    "mentee_matched": lambda one, pool, *_: one.id in pool.mentored,
    "mentee_absent": lambda one, pool, table: _absent(one, pool, table.rules.mentee_days),
    "mentee_zone": lambda one, *_: one.hours is None,
}
"""What keeps a mentee out of a round: age and qualification (domain B17, A15), the programme's
rules, presence (domain §0.1), a time zone that no longer exists."""

OF_MENTOR: Final[Mapping[str, Callable[[Mentor, Pool, Table], bool]]] = {
    "mentor_unqualified": lambda one, *_: one.verdict != "qualified",
    "mentor_paused": lambda one, *_: one.paused,
    "mentor_held": lambda one, *_: one.held,
    "mentor_full": lambda one, _, table: seats_of(one, table) == 0,
    "mentor_absent": lambda one, pool, table: _absent(one, pool, table.rules.mentor_days),
    "mentor_lapsed": lambda one, _, table: one.lapsed >= table.rules.mentor_lapses,
    "mentor_silent": lambda one, *_: one.silent,
    "mentor_zone": lambda one, *_: one.hours is None,
}
"""What keeps a mentor out of a round; there is no upper age. Who lets requests run out one after the
other makes mentees wait for nothing, until a word of theirs says that they are there."""

OF_PAIR: Final[Mapping[str, Callable[[Mentee, Mentor, Pool, Table], bool]]] = {
    "self": lambda mentee, mentor, *_: mentee.id == mentor.id,
    "circle": lambda mentee, mentor, pool, *_: (mentor.id, mentee.id) in pool.running,
    "language": lambda mentee, mentor, *_: (
        len(shared_languages(mentee, mentor)) < least_languages(mentee)
        or not (shared_languages(mentee, mentor) or kin(mentee, mentor))
    ),
    "hours": lambda mentee, mentor, _, table: (
        common_hours(mentee, mentor) < least_hours(mentee, table)
    ),
    "need": lambda mentee, mentor, _, table: not needed(mentee, mentor, table),
    "company": lambda mentee, mentor, *_: bool(mentee.company) and mentee.company == mentor.company,
    "rival": lambda mentee, mentor, _, table: (
        (market := market_of(mentee, table)) is not None and market == market_of(mentor, table)
    ),
    "blocked": lambda mentee, mentor, pool, *_: _apart("blocked", mentee, mentor, pool),
    "failed": lambda mentee, mentor, pool, *_: _apart("failed", mentee, mentor, pool),
    "declined": lambda mentee, mentor, pool, *_: _apart("declined", mentee, mentor, pool),
    "conflict": lambda mentee, mentor, pool, *_: _apart("conflict", mentee, mentor, pool),
}
"""What keeps two people apart (domain §3, hard filters; `need` is A4, `circle` the rule that nobody
accompanies their own mentor, `conflict` a recorded interest in investing between the two)."""

RULES: Final[tuple[str, ...]] = (*OF_MENTEE, *OF_MENTOR, *OF_PAIR)
"""Every code, in the order in which breaches are told."""


def why_not_mentee(one: Mentee, pool: Pool, table: Table) -> tuple[str, ...]:
    """The rules that keep a mentee out, whoever the mentor."""
    rules = _in_force("mentee", table.rules.off)
    return tuple(code for code, broken in rules if broken(one, pool, table))


def why_not_mentor(one: Mentor, pool: Pool, table: Table) -> tuple[str, ...]:
    """The rules that keep a mentor out, whoever the mentee."""
    rules = _in_force("mentor", table.rules.off)
    return tuple(code for code, broken in rules if broken(one, pool, table))


def why_not_pair(mentee: Mentee, mentor: Mentor, pool: Pool, table: Table) -> tuple[str, ...]:
    """The rules that keep the two apart, whatever keeps either out."""
    rules = _in_force("pair", table.rules.off)
    return tuple(code for code, broken in rules if broken(mentee, mentor, pool, table))


def may_meet(mentee: Mentee, mentor: Mentor, pool: Pool, table: Table) -> bool:
    """Whether nothing keeps the two apart; found out sooner than why."""
    rules = _in_force("pair", table.rules.off)
    return not any(broken(mentee, mentor, pool, table) for _, broken in rules)


def why_not(mentee: Mentee, mentor: Mentor, pool: Pool, table: Table) -> tuple[str, ...]:
    """Every rule that keeps the two from being proposed to each other; empty when they may."""
    return (
        *why_not_mentee(mentee, pool, table),
        *why_not_mentor(mentor, pool, table),
        *why_not_pair(mentee, mentor, pool, table),
    )


def seats_of(mentor: Mentor, table: Table, asks_per_seat: int = 1) -> int:
    """Requests that may still be sent; a capacity beyond the programme's is not believed.

    A running mentorship takes a seat, an open request takes one of the `asks_per_seat` of a seat.
    """
    believed = min(mentor.capacity, table.rules.most_seats)
    return max(0, (believed - mentor.taken) * asks_per_seat - mentor.reserved)


def least_hours(mentee: Mentee, table: Table) -> int:
    """Weekly hours in common that this mentee needs: twice as many after a wish for them."""
    return table.rules.common_hours * (2 if mentee.wish == "times" else 1)


def least_languages(mentee: Mentee) -> int:
    """Languages in common that this mentee needs; 0 lets kin languages do.

    After a wish for them: two, or one for somebody who speaks one only.
    """
    return min(2, len(mentee.languages)) if mentee.wish == "language" else 0


def needed(mentee: Mentee, mentor: Mentor, table: Table) -> bool:
    """Whether the mentor meets at least one need well enough; true while either has said nothing."""
    if not mentee.needs or not mentor.offers:
        return True
    best = max(cover(need, mentor.offers, table.needs) for need in mentee.needs)
    return best >= table.needs.enough


def market_of(one: Party, table: Table) -> tuple[str, str] | None:
    """The trade and the market where the person competes; None when unknown or beside the point.

    Competitors have the same trade in the same region of Morocco, or in the same country abroad
    (domain §0.9: similar, but never close competitors).
    """
    if isinstance(one, Mentee) and one.goal in table.rules.goals_without_rivals:
        return None
    if not one.trade or not one.sector or not one.country:
        return None
    where = one.region if table.rules.market == "region" and one.country == "MA" else one.country
    return (f"{one.sector}/{one.trade}", where) if where else None


def _apart(reason: str, mentee: Mentee, mentor: Mentor, pool: Pool) -> bool:
    return reason in pool.apart.get((mentee.id, mentor.id), ())


_TABLES: Final[Mapping[str, Mapping[str, Callable[..., bool]]]] = {
    "mentee": OF_MENTEE,
    "mentor": OF_MENTOR,
    "pair": OF_PAIR,
}


@cache
def _in_force(
    of: Literal["mentee", "mentor", "pair"], off: tuple[Switchable, ...]
) -> tuple[tuple[str, Callable[..., bool]], ...]:
    """The rules about one side or both that are not switched off."""
    return tuple(
        (code, broken)
        for code, broken in _TABLES[of].items()
        if code.removeprefix(f"{of}_") not in off
    )
