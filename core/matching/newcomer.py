"""Proposals for one person at once, between rounds: the best cards against the present mentors."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.duration import DAY
from core.matching.encode import too_little
from core.matching.explain import Explanation, explain
from core.matching.features import Keys, columns_of, encode_mentees, encode_mentors, encode_terms
from core.matching.market import Longs, columns, market
from core.matching.nearest import Nearest
from core.matching.pool import Mentee, Pool
from core.matching.round import CARDS, Proposal
from core.matching.rules import why_not_mentee, why_not_mentor
from core.matching.weights import Table

FADE: Final = 95
"""Percent of a fresh round's prices that count: raw ones leave seats standing empty (measured: 95 %
fills .939 of the optimum, raw prices .830; matching.md §2.5)."""

FORGOTTEN: Final = 90 * DAY
"""Milliseconds after which a round's prices count no more: a quarter, after which there is another
round, or the demand of then says nothing (matching.md §4)."""


def faded(age: int) -> int:
    """The percent of a round's prices that count `age` milliseconds after it, less every day."""
    return FADE * max(0, FORGOTTEN - age) // FORGOTTEN


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
        fade: int = FADE,
        shown: Mapping[int, int] | None = None,
        most: int = CARDS,
    ) -> tuple[Card, ...]:
        """What is `best` for somebody, each with why, as the mentee reads it."""
        mentor = self._pool.mentor
        return tuple(
            Card(
                found,
                explain(
                    one, mentor[found.mentor], self._table, now=self._pool.now, reader="mentee"
                ),
            )
            for found in self.best(one, prices=prices, fade=fade, shown=shown, most=most)
        )

    def best(
        self,
        one: Mentee,
        *,
        prices: Mapping[int, int] | None = None,
        fade: int = 95,
        shown: Mapping[int, int] | None = None,
        most: int = CARDS,
    ) -> tuple[Proposal, ...]:
        """Up to `most` proposals, best first; none when a rule keeps the mentee out.

        `prices` are a round's, in units a mentor, of which `fade` percent count: mentors are ranked
        by what the newcomer gains over them, so that a star is left to whom nobody else suits
        nearly as well, and a seat for which others would give more is not taken. `shown` counts a
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
        proposals: list[Proposal] = []
        for row, units in zip(found.mentor.tolist(), worth.tolist(), strict=True):
            if units > guide[row]:
                mentor = self._mentors[row].id
                proposals.append(Proposal(one.id, len(proposals) + 1, mentor, units))
        return tuple(proposals)

    def _barred(self, one: Mentee) -> Longs:
        """Rows of mentors who are kept apart from this mentee, or whom their wish rules out."""
        away = [one.id, *self._pool.away.get(one.id, ())]
        apart = np.isin(self._ids, np.array(away, np.int64))
        little = too_little(one, self._empty.mentors, self._table)
        return np.union1d(np.flatnonzero(apart), little)


def _by_row(ids: Longs, values: Mapping[int, int]) -> Longs:
    """The values of the mentors in rows, 0 for who has none; others are passed over."""
    found = np.zeros(len(ids), np.int64)
    known = np.fromiter(values.keys(), np.int64, len(values))
    row = np.minimum(np.searchsorted(ids, known), len(ids) - 1)
    mine = ids[row] == known
    found[row[mine]] = np.fromiter(values.values(), np.int64, len(values))[mine]
    return found
