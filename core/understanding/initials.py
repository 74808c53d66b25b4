"""A long alternation sorted by first letters, so that a word is compared with those of its own letter only."""

from collections.abc import Iterator


def by_initial(families: str) -> str:
    """A pattern that matches where `families`, alternatives between bars, do; which of them is not told.

    What begins with anything but letters that are sure is tried for every word.
    """
    sorted_by: dict[str, list[str]] = {}
    others: list[str] = []
    for one in _alternatives(families):
        letters = _initials(one)
        for letter in letters:
            sorted_by.setdefault(letter, []).append(one)
        if not letters:
            others.append(one)
    sure = (f"(?={letter})(?:{'|'.join(ones)})" for letter, ones in sorted_by.items())
    return f"(?:{'|'.join((*sure, *others))})"


def _initials(one: str) -> frozenset[str]:
    """The letters that an alternative may begin with; none where that is not plain to see."""
    if one.startswith("(?:"):
        inner, behind = one[3 : _end(one)], one[_end(one) + 1 :]
        within = [_initials(each) for each in _alternatives(inner)]
        found = frozenset().union(*within) if all(within) else frozenset[str]()
    elif one.startswith("["):
        inner, _, behind = one[1:].partition("]")
        found = frozenset(inner) if inner.isalnum() else frozenset()
    else:
        found, behind = frozenset(one[:1]) if one[:1].isalnum() else frozenset(), one[1:]
    return frozenset() if behind[:1] in ("?", "*", "{") else found


def _end(group: str) -> int:
    """Where the bracket that opens `group` is closed."""
    return next(at for at, depth in _depths(group) if not depth)


def _alternatives(pattern: str) -> Iterator[str]:
    """What stands between the bars of `pattern` that are in no bracket."""
    start = 0
    for at, depth in _depths(pattern):
        if not depth and pattern[at] == "|":
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]


def _depths(pattern: str) -> Iterator[tuple[int, int]]:
    """Each place of `pattern` and how many round brackets are open behind it, without sets and escapes."""
    depth = at = 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "[":
            at = pattern.index("]", at + 1)
        else:
            depth += {"(": 1, ")": -1}.get(pattern[at], 0)
            yield at, depth
        at += 1
