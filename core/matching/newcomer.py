"""Proposals for one person at once, between rounds: the best cards against the present mentors."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from core.matching.encode import too_little
from core.matching.explain import Explanation, explain
from core.matching.features import Keys, columns_of, encode_mentees, encode_mentors, encode_terms
from core.matching.market import Longs, columns, market
from core.matching.nearest import Nearest
from core.matching.pool import Mentee, Pool
from core.matching.round import CARDS, Proposal
from core.matching.rules import why_not_mentee, why_not_mentor
from core.matching.weights import Table


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal and why, as the mentee reads it."""

    proposal: Proposal
    explanation: Explanation


class Board:
    """The mentors of a pool who have a seat, laid out once, asked for every newcomer.

    Reads mentors, exclusions and running mentorships of the pool; the newcomer need not be in it.
    """

    def __init__(self, pool: Pool, table: Table) -> None:
        self._pool, self._table, self._keys = pool, table, Keys(table)
        free = (one for one in pool.mentors if not why_not_mentor(one, pool, table))
        self._mentors = tuple(sorted(free, key=lambda one: one.id))
        self._columns = columns_of(self._mentors)
        self._empty = market(
            encode_mentees((), self._columns, table, self._keys, now=pool.now),
            encode_mentors(self._mentors, self._columns, table, self._keys),
            encode_terms(table),
            seed=pool.seed,
        )
        self._laid = columns(self._empty)
        self._ids = self._empty.mentors.ids

    def propose(
        self,
        one: Mentee,
        *,
        prices: Mapping[int, int] | None = None,
        fade: int = 95,
        shown: Mapping[int, int] | None = None,
        most: int = CARDS,
    ) -> tuple[Card, ...]:
        """Up to `most` explained proposals, best first; none when a rule keeps the mentee out.

        `prices` are a round's, in units a mentor: with them somebody who gains less than `fade`
        percent of the price that others would give does not take the seat. Fading keeps seats from
        standing empty (measured: 95 % fills .939 of the optimum, raw prices .830). `shown` counts a
        mentor's open cards: nobody is shown on more than `CARDS` a seat.
        """
        if why_not_mentee(one, self._pool, self._table) or not self._mentors:
            return ()
        guide = _by_row(self._ids, prices or {}) * fade // 100
        seats = self._empty.mentors.seats.astype(np.int64)
        left = seats * CARDS - _by_row(self._ids, shown or {})
        mentees = encode_mentees((one,), self._columns, self._table, self._keys, now=self._pool.now)
        asked = replace(self._empty, mentees=mentees, excluded=self._barred(one))
        found = Nearest(asked, self._laid).mentors(0, seats=left, prices=guide, top=most)
        worth = found.w
        cards: list[Card] = []
        for row, units in zip(found.mentor.tolist(), worth.tolist(), strict=True):
            if units <= guide[row]:
                continue
            mentor = self._mentors[row]
            proposal = Proposal(one.id, len(cards) + 1, mentor.id, units)
            told = explain(one, mentor, self._table, now=self._pool.now, reader="mentee")
            cards.append(Card(proposal, told))
        return tuple(cards)

    def _barred(self, one: Mentee) -> Longs:
        """Rows of mentors who are kept apart from this mentee, or whom their wish rules out."""
        away = {mentor for mentee, mentor in self._pool.apart if mentee == one.id}
        away |= {mentee for mentee, mentor in self._pool.running if mentor == one.id}
        apart = np.isin(self._ids, np.array([one.id, *away], np.int64))
        little = too_little(one, self._empty.mentors, self._table)
        return np.union1d(np.flatnonzero(apart), little)


def _by_row(ids: Longs, values: Mapping[int, int]) -> Longs:
    return np.array([values.get(one, 0) for one in ids.tolist()], np.int64)
