"""A round: proposals for everybody at once, within seats, with its certificate and its figures.

The assignment gives each mentee at most one mentor with a place kept in the plan; that is the first
card. The other cards are the best of the rest at the seats' prices, and nobody is shown more often
than `CARDS` times a seat: a star is not proposed to everyone.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.matching.assignment import Assignment, Mode, assign_round
from core.matching.certify import Certificate
from core.matching.counterfactual import Opposite
from core.matching.encode import Encoded, encode
from core.matching.fairness import Fairness, fairness
from core.matching.features import FIRST
from core.matching.market import Longs, codes, keys, scored
from core.matching.pool import Pool
from core.matching.weights import Table

CARDS: Final = 3
"""Proposals shown to a mentee (domain §0.7: three, explained), and cards a seat is shown on."""


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """One card: `units` is the pair's score (`SCALE` a point); rank 1 has a place in the plan."""

    mentee: int
    rank: int
    mentor: int
    units: int


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """What a round proposes, to whom not and why, and what it promises.

    `matched` and `proposals` are sorted; `unmatched` gives the rules that keep a mentee out, or
    `nobody` (no mentor may be proposed to them), or `crowded` (others fit the seats better).
    `idle` are mentors with a seat who are shown to nobody, `prices` what a seat is worth by mentor,
    in units. `digest` is the same for the same input and seed, on any machine.
    """

    version: str
    mode: Mode
    seed: int
    proposals: Mapping[int, tuple[Proposal, ...]]
    matched: tuple[tuple[int, int], ...]
    unmatched: Mapping[int, tuple[str, ...]]
    idle: tuple[int, ...]
    prices: Mapping[int, int]
    missing: Mapping[str, int]
    """People missing to a region's floor, by region; empty where all floors are kept."""
    certificate: Certificate
    fairness: Fairness
    digest: str


def run_round(
    pool: Pool, table: Table, mode: Mode = "balanced", *, asks_per_seat: int = 1
) -> Round:
    """Propose for the whole pool at once.

    Mentees who waited `patience` rounds without a proposal go before all others. Raises
    MarketError only for ids or weights that no pool has.
    """
    patient = [one.id for one in pool.mentees if one.rounds >= table.fairness.patience]
    encoded = encode(pool, table, asks_per_seat=asks_per_seat, first=patient)
    encoded, assignment = _assigned(encoded, mode)
    cards = _cards(encoded, assignment)
    proposals = _proposals(encoded, cards, frozenset(patient))
    return _report(pool, table, encoded, assignment, proposals)


def _assigned(encoded: Encoded, mode: Mode) -> tuple[Encoded, Assignment]:
    """An assignment in which nobody is given their own mentee as a mentor.

    Of two who were given each other the lesser pair is barred and the round made again; each time
    bars at least one of the finitely many pairs of people in both roles.
    """
    while True:
        assignment = assign_round(encoded.market, mode)
        mentee, mentor = _circles(encoded, assignment)
        if not len(mentee):
            return encoded, assignment
        encoded = _bar(encoded, mentee, mentor)


def _bar(encoded: Encoded, mentee: Longs, mentor: Longs) -> Encoded:
    barred = codes(mentee, mentor, encoded.market.shape[1])
    excluded = np.union1d(encoded.market.excluded, barred)
    return replace(encoded, market=replace(encoded.market, excluded=excluded))


def _circles(encoded: Encoded, assignment: Assignment) -> tuple[Longs, Longs]:
    """Of two who were given each other, in both roles, the pair that is worth less."""
    pairs = assignment.pairs
    worth: dict[tuple[int, int], tuple[int, int]] = {}
    for at, (row, column) in enumerate(zip(pairs.mentee, pairs.mentor, strict=True)):
        ids = encoded.mentees[row].id, encoded.mentors[column].id
        worth[ids] = int(pairs.w[at]), at
    lost = [
        at
        for (mentee, mentor), (units, at) in worth.items()
        if (other := worth.get((mentor, mentee))) and (units, mentee) < (other[0], mentor)
    ]
    return pairs.mentee[lost], pairs.mentor[lost]


def _cards(encoded: Encoded, assignment: Assignment) -> dict[int, list[int]]:
    """Mentor rows for each matched mentee's row, the place in the plan first.

    One card more each before anybody gets the next, the best pair first: worth less price.
    """
    market, pairs, lists = encoded.market, assignment.pairs, assignment.lists
    cards = {int(i): [int(j)] for i, j in zip(pairs.mentee, pairs.mentor, strict=True)}
    shown = {_ids(encoded, i, j) for i, (j,) in cards.items()}
    left = market.mentors.seats.astype(np.int64) * CARDS
    np.subtract.at(left, pairs.mentor, 1)
    rest = lists.take(np.isin(lists.mentee, pairs.mentee))
    over = rest.w - assignment.prices[rest.mentor]
    order = np.argsort(-keys(market, rest.mentee, rest.mentor, over), kind="stable")
    best_first = list(zip(rest.mentee[order].tolist(), rest.mentor[order].tolist(), strict=True))
    for rank in range(2, CARDS + 1):
        for i, j in best_first:
            ids = _ids(encoded, i, j)
            if len(cards[i]) < rank and left[j] and not {ids, ids[::-1]} & shown:
                cards[i].append(j)
                shown.add(ids)
                left[j] -= 1
    return cards


def _ids(encoded: Encoded, row: int, column: int) -> tuple[int, int]:
    return encoded.mentees[row].id, encoded.mentors[column].id


def _proposals(
    encoded: Encoded, cards: Mapping[int, list[int]], patient: frozenset[int]
) -> dict[int, tuple[Proposal, ...]]:
    flat = [(i, rank, j) for i in sorted(cards) for rank, j in enumerate(cards[i], 1)]
    rows = np.array([i for i, _, _ in flat], np.int64)
    u, v, _ = scored(encoded.market, rows, np.array([j for _, _, j in flat], np.int64))
    found: dict[int, tuple[Proposal, ...]] = {}
    for (i, rank, j), units in zip(flat, (u + v).tolist(), strict=True):
        mentee, mentor = _ids(encoded, i, j)
        own = units - (FIRST if mentee in patient else 0)
        found[mentee] = (*found.get(mentee, ()), Proposal(mentee, rank, mentor, own))
    return found


def _report(
    pool: Pool,
    table: Table,
    encoded: Encoded,
    assignment: Assignment,
    proposals: Mapping[int, tuple[Proposal, ...]],
) -> Round:
    shown = Counter(card.mentor for cards in proposals.values() for card in cards)
    matched = tuple(sorted((cards[0].mentee, cards[0].mentor) for cards in proposals.values()))
    times = [shown[one.id] for one in encoded.mentors]
    made = Round(
        version=table.version,
        mode=assignment.mode,
        seed=pool.seed,
        proposals=proposals,
        matched=matched,
        unmatched=_unmatched(pool, table, encoded, assignment, proposals),
        idle=tuple(one.id for one, count in zip(encoded.mentors, times, strict=True) if not count),
        prices={
            one.id: int(price)
            for one, price in zip(encoded.mentors, assignment.prices, strict=True)
        },
        missing={f"{at:02}": int(n) for at, n in enumerate(assignment.missing) if n},
        certificate=assignment.certificate,
        fairness=fairness(times, encoded.market.mentors.seats.tolist(), assignment.certificate),
        digest="",
    )
    return replace(made, digest=_digest(made))


def _unmatched(
    pool: Pool,
    table: Table,
    encoded: Encoded,
    assignment: Assignment,
    proposals: Mapping[int, tuple[Proposal, ...]],
) -> dict[int, tuple[str, ...]]:
    """Why each mentee without a proposal has none; whoever stands on a list has an eligible mentor."""
    found, mentors = dict(encoded.out), Opposite(pool, table, of="mentors")
    listed = set(np.unique(assignment.lists.mentee).tolist())
    for row, one in enumerate(encoded.mentees):
        if one.id not in proposals:
            crowded = row in listed or mentors.count(one)
            found[one.id] = ("crowded",) if crowded else ("nobody",)
    return dict(sorted(found.items()))


def _digest(made: Round) -> str:
    """A fingerprint of all that a round decides."""
    text = repr(
        (
            *(made.version, made.mode, made.seed),
            [cards for _, cards in sorted(made.proposals.items())],
            made.unmatched,
            sorted(made.prices.items()),
            made.certificate,
        )
    )
    return hashlib.sha256(text.encode()).hexdigest()
