"""Wishes in a sentence of one's own: a person to talk to, another partner, to know why we ask.

A phrase of the lexicon is a whole message; here stands what is said in so many ways that no list
holds them. A sentence is read only where every word of it is known, so that none means more.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.understanding.normal import fold, word_set, words
from core.understanding.small_words import FILLERS, NEGATIONS, QUESTIONS

LONGEST = 90
"""Characters of a folded sentence that is read as a wish; whoever writes more tells a story."""


DENYING = frozenset({"ne", "n"})
"""Half a denial: beside "personne" it turns the wish for somebody into its opposite."""


_WITH = re.compile(r"(?:^| )(?:avec|with|m3a|مع) \w+(?= |$)")
"""With somebody: a first name is no word that we know."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Sentences made of a few words: at least one of each set in `each`, and `around` them no others."""

    each: tuple[frozenset[str], ...]
    around: frozenset[str]
    move: str = ""

    def holds(self, said: frozenset[str]) -> bool:
        """Whether the words are such a sentence."""
        return not any(map(said.isdisjoint, self.each)) and self.around.issuperset(said)


@dataclass(frozen=True, slots=True)
class Marks:
    """Sequences of words that say something wherever they stand, by their first word."""

    by_first: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> "Marks":
        """Marks from phrases as people write them."""
        split = [words(fold(one)) for one in phrases]
        return cls(
            {
                first: tuple(" ".join(one) for one in split if one[0] == first)
                for first in {one[0] for one in split}
            }
        )

    def stand_in(self, said: list[str]) -> bool:
        """Whether one of them stands among the words."""
        openings = [word for word in said if word in self.by_first]
        if not openings:
            return False
        padded = f" {' '.join(said)} "
        return any(f" {one} " in padded for word in openings for one in self.by_first[word])

    def behind(self, said: list[str]) -> str:
        """The words behind the last of them, or an empty string."""
        for start in range(len(said) - 1, -1, -1):
            for one in self.by_first.get(said[start], ()):
                end = start + one.count(" ") + 1
                if " ".join(said[start:end]) == one:
                    return " ".join(said[end:])
        return ""


NO_MARKS = Marks({})


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a typed message wants of us; each method takes the folded text and never raises."""

    moves: tuple[Sentence, ...] = ()
    asking: tuple[Sentence, ...] = ()
    puzzled: tuple[Sentence, ...] = ()
    grieved: Marks = NO_MARKS
    weary: Marks = NO_MARKS
    corrected: Marks = NO_MARKS
    hindered: Marks = NO_MARKS
    putting_off: Marks = NO_MARKS
    linked: Marks = NO_MARKS
    device: Marks = NO_MARKS
    failing: Marks = NO_MARKS
    giving: Marks = NO_MARKS

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> "Wishes":
        """Wishes from the table of words (`locales/wishes.toml`)."""
        small = FILLERS | word_set(raw["around"]["words"])
        trouble = raw["trouble"]
        return cls(
            tuple(_sentence(one, small - NEGATIONS - DENYING) for one in raw["wish"]),
            tuple(_sentence(one, (small | QUESTIONS) - NEGATIONS) for one in raw["asked"]),
            tuple(_sentence(one, (small | QUESTIONS) - NEGATIONS) for one in raw["meant"]),
            Marks.of(trouble["grieved"]),
            Marks.of(trouble["weary"]),
            Marks.of(raw["corrected"]["marks"]),
            Marks.of(raw["hindered"]["marks"]),
            Marks.of(raw["hindered"]["now"]),
            Marks.of(raw["linked"]["marks"]),
            Marks.of(raw["linked"]["device"]),
            Marks.of(raw["linked"]["failing"]),
            Marks.of(raw["linked"]["giving"]),
        )

    def openings(self, moves: Collection[str]) -> frozenset[str]:
        """What the sentences for these moves begin with: the first of their sets of words."""
        return frozenset().union(*(one.each[0] for one in self.moves if one.move in moves))

    def move(self, folded: str) -> str:
        """The move that a sentence wishes for, or an empty string; with whom may be said by name."""
        bare = _WITH.sub("", folded)
        return self._move(folded) or (self._move(bare) if bare != folded else "")

    def _move(self, folded: str) -> str:
        said = _few(folded)
        return next((one.move for one in self.moves if one.holds(said)), "") if said else ""

    def asks(self, folded: str) -> bool:
        """Whether it is asked why we want to know something, or who will see it."""
        said = _few(folded)
        return bool(said) and any(one.holds(said) for one in self.asking)

    def puzzles(self, folded: str) -> bool:
        """Whether it is asked what we mean."""
        said = _few(folded)
        return bool(said) and any(one.holds(said) for one in self.puzzled)

    def correction(self, folded: str) -> str:
        """What somebody says in place of what they have just said ("pardon, 1996"), or empty."""
        return self.corrected.behind(words(folded))

    def hinders(self, folded: str, *, coming: bool = False) -> bool:
        """Whether something may keep somebody from coming, or is to be another time; where `coming`,
        not what may only put off the question that is open.
        """
        said = words(folded)
        return self.hindered.stand_in(said) and not (coming and self.putting_off.stand_in(said))

    def links(self, folded: str, *, failing: bool = False) -> bool:
        """Whether the way to meet at a distance is spoken of (a link, Zoom), or that it fails."""
        said = words(folded)
        spoken_of = self.linked.stand_in(said) or self.device.stand_in(said)
        return spoken_of and (not failing or self.failing.stand_in(said))

    def gives_link(self, folded: str) -> bool:
        """Whether somebody sends the link, or will: no time that they name is one to meet at."""
        said = words(folded)
        return self.linked.stand_in(said) and self.giving.stand_in(said)

    def lacks_link(self, folded: str) -> bool:
        """Whether a link is spoken of by somebody who does not send it."""
        said = words(folded)
        return self.linked.stand_in(said) and not self.giving.stand_in(said)

    def trouble(self, folded: str) -> str:
        """`weary` of whoever carries too much, `grieved` of whoever was let down, or empty."""
        said = words(folded)
        if self.weary.stand_in(said):
            return "weary"
        return "grieved" if self.grieved.stand_in(said) else ""


NO_WISHES = Wishes()


def _few(folded: str) -> frozenset[str]:
    if len(folded) > LONGEST or folded.isdecimal():
        return frozenset()
    return frozenset(words(folded))


def _sentence(row: Mapping[str, Any], small: frozenset[str]) -> Sentence:
    each = tuple(word_set(one) for one in row["each"])
    around = small | word_set(row.get("around", ""))
    return Sentence(each, around.union(*each), row.get("move", ""))
