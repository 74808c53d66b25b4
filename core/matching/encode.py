"""From a pool to a market: who is in it, as arrays, and why the others are not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.matching.features import (
    SPOKEN,
    Keys,
    columns_of,
    encode_mentees,
    encode_mentors,
    encode_terms,
    hours_column,
    languages_column,
)
from core.matching.market import Longs, Market, Mentors, market
from core.matching.pool import Mentee, Mentor, Party, Pool
from core.matching.rules import (
    least_hours,
    least_languages,
    why_not_mentee,
    why_not_mentor,
)
from core.matching.weights import Table


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """A market, whose rows are whom, and why the others are not in it."""

    market: Market
    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    out: Mapping[int, tuple[str, ...]]
    """Codes of the rules that keep a mentee out, by id."""
    full: Mapping[int, tuple[str, ...]]
    """Codes of the rules that keep a mentor out, by id."""


def encode(
    pool: Pool, table: Table, *, asks_per_seat: int = 1, first: Iterable[int] = ()
) -> Encoded:
    """The market of those whom no rule of their own keeps out, sorted by id.

    `asks_per_seat` open requests may share a seat. The mentees in `first` are worth 100 points more
    on either side, so that they go before all others; the score they are told has no such bonus.
    """
    out = {one.id: codes for one in pool.mentees if (codes := why_not_mentee(one, pool, table))}
    full = {one.id: codes for one in pool.mentors if (codes := why_not_mentor(one, pool, table))}
    mentees = tuple(sorted((one for one in pool.mentees if one.id not in out), key=_by_id))
    mentors = tuple(sorted((one for one in pool.mentors if one.id not in full), key=_by_id))
    columns = columns_of(mentors)
    keys = Keys(table)
    right = encode_mentors(mentors, columns, table, keys, asks_per_seat=asks_per_seat)
    made = market(
        encode_mentees(mentees, columns, table, keys, now=pool.now, first=frozenset(first)),
        right,
        encode_terms(table),
        excluded=_excluded(pool, mentees, mentors, right, table),
        seed=pool.seed,
    )
    return Encoded(made, mentees, mentors, out, full)


def _by_id(one: Party) -> int:
    return one.id


def too_little(one: Mentee, mentors: Mentors, table: Table) -> Longs:
    """Rows of mentors with less in common than this mentee's wish asks for, beyond the terms."""
    if one.wish not in ("times", "language"):
        return np.zeros(0, np.int64)
    hours = np.bitwise_count(mentors.slots & hours_column([one])[0])
    spoken = mentors.languages & languages_column([one])[0] & SPOKEN
    little = hours < least_hours(one, table)
    little |= np.bitwise_count(spoken) < least_languages(one)
    return np.flatnonzero(little).astype(np.int64)


def _excluded(
    pool: Pool, mentees: Sequence[Mentee], mentors: Sequence[Mentor], right: Mentors, table: Table
) -> tuple[Longs, Longs]:
    """Rows of those who must not meet: themselves, their own mentee, who is kept apart, wishes."""
    row = {one.id: at for at, one in enumerate(mentees)}
    column = {one.id: at for at, one in enumerate(mentors)}
    pairs = {(one, one) for one in row.keys() & column.keys()} | pool.apart.keys()
    pairs |= {(mentor, mentee) for mentee, mentor in pool.running}
    known = sorted((row[i], column[j]) for i, j in pairs if i in row and j in column)
    rows = [np.array([i for i, _ in known], np.int64)]
    columns = [np.array([j for _, j in known], np.int64)]
    for at, one in enumerate(mentees):
        if one.wish:
            columns.append(too_little(one, right, table))
            rows.append(np.full(len(columns[-1]), at, np.int64))
    return np.concatenate(rows), np.concatenate(columns)
