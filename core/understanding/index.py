"""Finding which of many named things a few words mean, from their exact form down to a typo."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz.distance import OSA

from core.understanding.normal import fold, words
from core.understanding.small_words import ARTICLES, CONNECTORS, COURTESY, DOUBTS, FILLERS

Ids = tuple[str, ...]

_LIGHT: Final = FILLERS | DOUBTS
_DROPPED: Final = CONNECTORS | ARTICLES
_CLITICS: Final = "وفبلك"
"""And, in, with, to, like: Arabic writes them as one word with the next."""

SHORTEST_PREFIX: Final = 3
SENTENCE: Final = 8
"""A text with more unknown words than this is a story; one name in it decides nothing."""


def bare(word: str) -> str:
    """`word` without the Arabic article or accusative, or the French and English plural."""
    if "ء" <= word[0] <= "ي":
        if word.startswith("ال") and len(word) >= 5:
            word = word[2:]
        elif word.startswith(("وال", "بال", "فال", "كال")) and len(word) >= 6:
            word = word[3:]
        elif word.startswith("لل") and len(word) >= 5:
            word = word[2:]
        return word[:-1] if word[-1] == "ا" and len(word) >= 5 else word
    return word[:-1] if len(word) >= 5 and word[-1] in "sx" and word[-2] != "s" else word


@dataclass(frozen=True, slots=True)
class Named:
    """The things named inside a text, in the order said, and the words that name nothing.

    Each thing is a tuple of ids: more than one where its form is shared.
    """

    things: tuple[Ids, ...]
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The ids a text may mean, likeliest first, and how they were recognised."""

    ids: Ids
    how: Literal["exact", "named", "prefix", "part", "typo"]


class Index:
    """Every wording of every id, folded once, looked up many times."""

    def __init__(
        self,
        forms: Iterable[tuple[str, str]],
        *,
        alone: Iterable[str] = (),
        shortest_prefix: int = SHORTEST_PREFIX,
        one_slip_from: int = 4,
        two_slips_from: int = 7,
    ) -> None:
        """`forms` are (wording, id) pairs.

        A wording in `alone`, or of fewer than three letters, counts only among filler words: it
        is a common word too (`nice`, `it`, `la`). The more forms, the longer `shortest_prefix`,
        and the words of `one_slip_from` and `two_slips_from` letters, must be to be recognised.
        """
        self._one_slip_from = one_slip_from
        self._shortest_prefix = shortest_prefix
        self._two_slips_from = two_slips_from
        exact: dict[str, dict[str, None]] = defaultdict(dict)
        plain: dict[str, dict[str, None]] = defaultdict(dict)
        compact: dict[str, dict[str, None]] = defaultdict(dict)
        parts: dict[str, dict[str, None]] = defaultdict(dict)
        for wording, thing in forms:
            said = words(fold(wording))
            if not said:
                continue
            core = [bare(word) for word in said if word not in _DROPPED] or said
            exact[" ".join(said)][thing] = None
            plain[" ".join(core)][thing] = None
            for form in {"".join(said), "".join(core)}:
                compact[form][thing] = None
            if len(core) > 1:
                for word in core:
                    if len(word) >= 4 or (len(word) == 3 and not word.isascii()):
                        parts[word][thing] = None
        self._exact = {form: tuple(ids) for form, ids in exact.items()}
        self._plain = {form: tuple(ids) for form, ids in plain.items()}
        self._compact = {form: tuple(ids) for form, ids in compact.items()}
        self._sorted = sorted(compact)
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for form in self._sorted:
            if len(form) >= 4 and form.isalpha():
                self._by_initial[form[0]].append(form)
        self._parts = {word: tuple(ids) for word, ids in parts.items()}
        self._longest: dict[str, int] = {}
        for form in self._plain:
            first, *more = form.split(" ")
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(more))
        self._alone = frozenset(fold(word) for word in alone)

    def literal(self, said: Sequence[str]) -> Ids:
        """The ids whose wording is the whole text, word for word."""
        return self._exact.get(" ".join(said), ())

    def exact(self, said: Sequence[str]) -> Ids:
        """The ids whose wording is the whole text, spaces, articles and plurals aside."""
        if whole := self._exact.get(" ".join(said)):
            return whole
        core = [bare(word) for word in said if word not in _DROPPED]
        return self._plain.get(" ".join(core)) or self._compact.get("".join(said)) or ()

    def named(self, said: Sequence[str]) -> Named:
        """Every thing named in a sentence, the longest wording first at each place."""
        core = [(bare(word), word) for word in said if word not in _DROPPED]
        things: list[Ids] = []
        weak: list[tuple[int, list[str]]] = []
        rest: list[str] = []
        at = 0
        while at < len(core):
            first = core[at][0]
            for size in range(min(self._longest.get(first, 1), len(core) - at), 0, -1):
                form = first if size == 1 else " ".join(word for word, _ in core[at : at + size])
                ids = self._plain.get(form) or (self._without_clitic(form) if size == 1 else ())
                if ids:
                    if len(form) < 3 or form in self._alone:
                        weak.append((len(things), [word for _, word in core[at : at + size]]))
                    things.append(ids)
                    at += size
                    break
            else:
                rest.append(core[at][1])
                at += 1
        if weak and not _LIGHT.issuperset(rest):
            for place, said_so in reversed(weak):
                del things[place]
                rest += said_so
        return Named(tuple(things), tuple(rest))

    def _without_clitic(self, word: str) -> Ids:
        if len(word) >= 4 and word[0] in _CLITICS:
            return self._plain.get(bare(word[1:]), ())
        return ()

    def prefix(self, key: str) -> Ids:
        """The ids with a wording that starts with `key` (letters only), shortest wording first."""
        if len(key) < self._shortest_prefix or not key.isalpha():
            return ()
        start = bisect_left(self._sorted, key)
        hits = []
        for form in self._sorted[start:]:
            if not form.startswith(key):
                break
            hits.append(form)
        hits.sort(key=len)
        return tuple(dict.fromkeys(thing for form in hits for thing in self._compact[form]))

    def part(self, said: Sequence[str]) -> Ids:
        """The ids with a wording of several words that holds all of `said`."""
        found: dict[str, None] | None = None
        for word in said:
            ids = self._parts.get(bare(word), ())
            found = dict.fromkeys(ids if found is None else (one for one in found if one in ids))
            if not found:
                return ()
        return tuple(found or ())

    def near(self, key: str) -> Ids:
        """The ids one slip away from `key`: one edit, or two in a long word.

        The first letter must hold (or have changed places with the second); an id at most one edit
        worse than the best is given too, because then the slip may have gone either way.
        """
        if len(key) < self._one_slip_from or not key.isalpha():
            return ()
        allowed = 1 + (len(key) >= self._two_slips_from)
        best: dict[str, int] = {}
        for initial in dict.fromkeys(key[:2]):
            for form in self._by_initial.get(initial, ()):
                if abs(len(form) - len(key)) > allowed or (initial != key[0] and form[1] != key[0]):
                    continue
                limit = min(allowed, 1 + (len(form) >= self._two_slips_from))
                distance = OSA.distance(key, form, score_cutoff=limit)
                if distance <= limit:
                    for thing in self._compact[form]:
                        best[thing] = min(best.get(thing, limit), distance)
        least = min(best.values(), default=0)
        return tuple(sorted((one for one in best if best[one] <= least + 1), key=best.__getitem__))

    def find(self, said: Sequence[str]) -> Found | None:
        """What the text means by the surest way that finds anything."""
        if ids := self.exact(said):
            return Found(ids, "exact")
        named = self.named(said)
        if not named.things:
            return self.guess(said)
        if ids := self.nearly(said, named):
            return Found(ids, "typo")
        if len(named.rest) > SENTENCE:
            return None
        return Found(tuple(dict.fromkeys(one for ids in named.things for one in ids)), "named")

    def nearly(self, said: Sequence[str], named: Named) -> Ids:
        """The ids whose wording the whole text nearly is, where `named` leaves a word over.

        "fes meknez" is the region misspelt, not the city of Fez and a stranger.
        """
        if FILLERS.issuperset(named.rest) or len(said) > 6:
            return ()
        return self.near("".join(said)) or self.near(
            "".join(word for word in said if word not in FILLERS)
        )

    def guess(self, said: Sequence[str]) -> Found | None:
        """What incomplete or misspelt words mean, filler words aside."""
        content = [word for word in said if word not in FILLERS]
        if not content and len(said) == 1 and said[0] not in COURTESY:
            content = list(said)
        if not content or len(content) > 4:
            return None
        key = "".join(content)
        if ids := self.prefix(key):
            return Found(ids, "prefix")
        if ids := self.part(content):
            return Found(ids, "part")
        keys = {"".join(said): None, key: None}
        if not key.isascii():  # an article may hide the word behind it
            keys["".join(bare(word) for word in content)] = None
        ids = next((ids for one in keys if (ids := self.near(one))), ())
        return Found(ids, "typo") if ids else None
