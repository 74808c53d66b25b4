"""Deferred acceptance: mentees ask in their own order, mentors keep the best who asked so far.

Gale and Shapley's algorithm with all asks of a round at once. The result is the one stable
assignment that is best for every mentee at the same time, whatever the order of the rounds.
"""

import numpy as np

from core.matching.best import offsets, ordered
from core.matching.market import Longs
from core.matching.places import FREE, Places


def deferred(
    mentee: Longs, mentor: Longs, *, liked: Longs, welcome: Longs, seats: Longs, mentees: int
) -> Longs:
    """Positions of the pairs made, rising.

    Each mentee asks in falling `liked`, each mentor prefers falling `welcome` and keeps `seats`;
    equal numbers are decided by position, so give them distinct. No listed pair blocks the result.
    """
    by = ordered(mentee, liked)
    return deferred_by(by, mentee, mentor, welcome=welcome, seats=seats, mentees=mentees)


def deferred_by(
    by: Longs, mentee: Longs, mentor: Longs, *, welcome: Longs, seats: Longs, mentees: int
) -> Longs:
    """The same from the order of the asks (`by`: positions by mentee, best liked first)."""
    host, key = mentor[by], welcome[by]
    start = offsets(mentee[by], mentees)
    place, end = start[:-1].copy(), start[1:]
    table = Places(seats)
    bar = np.where(seats > 0, np.iinfo(np.int64).min, np.iinfo(np.int64).max)
    asking = np.flatnonzero(place < end)
    who = mentee[by]
    while len(asking):
        # an ask that is hopeless by now is passed over without being made
        edge = place[asking]
        hopeless = key[edge] < bar[host[edge]]
        place[asking] += 1
        out, asked = table.offer(host[edge[~hopeless]], edge[~hopeless], key[edge[~hopeless]])
        bar[asked] = table.lowest(asked, np.iinfo(np.int64).min)
        asking = np.concatenate((asking[hopeless], who[out]))
        asking = asking[place[asking] < end[asking]]
    return np.sort(by[table.holder[table.holder != FREE]])
