"""Limited places that keep the best offers made so far: what auctions and deferred acceptance share."""

import numpy as np

from core.matching.best import ordered, ranges, ranks
from core.matching.market import Longs

FREE = -1
"""In `Places.holder`: nobody holds this place."""


class Places:
    """So many places at each of several hosts; each host keeps the offers with the highest keys."""

    def __init__(self, capacity: Longs) -> None:
        self.capacity = capacity.astype(np.int64)
        self.start = np.concatenate((np.zeros(1, np.int64), np.cumsum(self.capacity)))
        self.holder = np.full(int(self.start[-1]), FREE)
        self.key = np.zeros(int(self.start[-1]), np.int64)

    def offer(self, host: Longs, holder: Longs, key: Longs) -> tuple[Longs, Longs]:
        """Let each host keep its best of what it holds and is offered, earlier offers first in a tie.

        Returns the holders that are out, and the hosts that were asked.
        """
        asked = np.unique(host)
        places = ranges(self.start[asked], self.capacity[asked])
        rows = np.repeat(np.arange(len(asked)), self.capacity[asked])
        held = self.holder[places] != FREE
        group = np.concatenate((rows[held], np.searchsorted(asked, host)))
        who = np.concatenate((self.holder[places][held], holder))
        worth = np.concatenate((self.key[places][held], key))
        order = ordered(group, worth)
        rank = ranks(group[order])
        kept = rank < self.capacity[asked[group[order]]]
        self.holder[places] = FREE
        winners = order[kept]
        seat = self.start[asked[group[winners]]] + rank[kept]
        self.holder[seat] = who[winners]
        self.key[seat] = worth[winners]
        return who[order[~kept]], asked

    def lowest(self, host: Longs, empty: int) -> Longs:
        """The lowest key kept by each host; `empty` where a place is free or there is none at all."""
        full = np.full(len(host), empty, np.int64)
        some = self.capacity[host] > 0
        last = self.start[host[some] + 1] - 1  # the places of a host are kept in falling order
        full[some] = np.where(self.holder[last] == FREE, empty, self.key[last])
        return full
