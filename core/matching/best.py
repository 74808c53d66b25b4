"""The best few of each group, and ragged ranges: the two array idioms of this package."""

import numpy as np

from core.matching.market import Longs


def best(group: Longs, key: Longs, count: int | Longs) -> Longs:
    """Positions of the `count` highest keys of each group (one number, or one a group), best first.

    Positions come back by group, then by falling key; equal keys of a group by position.
    """
    order = ordered(group, key)
    sorted_group = group[order]
    limit = count if isinstance(count, int) else count[sorted_group]
    return order[ranks(sorted_group) < limit]


def ordered(group: Longs, key: Longs) -> Longs:
    """Positions by rising group (from 0), then falling key, then position."""
    if not len(group):
        return np.zeros(0, np.int64)
    high = int(key.max())
    bits = (high - int(key.min())).bit_length()
    if bits + int(group.max()).bit_length() < 64:
        return np.argsort((group << bits) | (high - key), kind="stable")
    return np.lexsort((-key, group))


def ranks(group: Longs) -> Longs:
    """The place of each element in its group, from 0; equal groups must lie together."""
    if not len(group):
        return np.zeros(0, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
    lengths = np.diff(np.append(starts, len(group)))
    return np.arange(len(group)) - np.repeat(starts, lengths)


def ranges(starts: Longs, lengths: Longs) -> Longs:
    """`starts[0]`, `starts[0] + 1`, … `lengths[0]` numbers long, then the same for the next."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - lengths - starts, lengths)


def offsets(group: Longs, groups: int) -> Longs:
    """Where each of `groups` groups starts in a sorted array, and its length at the end."""
    return np.searchsorted(group, np.arange(groups + 1))


def distinct(*parts: Longs) -> Longs:
    """The numbers of all parts, sorted, once each (numpy's `unique` hashes before it sorts)."""
    numbers = np.sort(np.concatenate(parts))
    return numbers[np.diff(numbers, prepend=numbers[:1] - 1) > 0]
