"""How likely the one time that a doubtful sentence names is the time that is meant.

Where the rules end with one candidate and words that no table knows, a logistic model decides
whether it may be taken: it adds up a weight for every mark of the sentence. The weights are
learned from labelled sentences; `docs/likelihood.md` says from which, and how well they judge.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from core.understanding import table, telling_words
from core.understanding.calendar_lexicon import Clock, lexicon
from core.understanding.normal import fold, word_set, words
from core.understanding.small_words import COURTESY
from core.understanding.telling_clauses import Clause
from core.understanding.telling_hours import clear_of, during
from core.understanding.whens import Moment, Reason, Why

TAKEN: Final = 1.2
"""Log odds from which the candidate is taken; `scripts/train_likelihood.py --folds` shows others."""

APART: Final = 0.0
"""Log odds below which another time of the sentence leaves the one that is taken."""

KINDS: Final = {
    name: getattr(telling_words, name)
    for name in (
        "TURNS RATHER BOUNDS EARLY EVENTS OWN WILL ACTS OTHERS STATES INVITES WISHES DELAYED WANTS"
        " FREES CROWDED AWAY BACK REQUESTS BEYOND CAN CONFIRMS READIES BEFORE LEAVES SUITS_ME STARTS"
        " ELSEWHEN THEN FREE_DAY DENIES DUTIES COMES UNSURE NOT_TOO REFUSES SORRY MOVED AGREES"
    ).split()
}

_TELLS: Final = frozenset("ZcRp")
_TURNED: Final = frozenset("Bzvr")
_CHOICE: Final = frozenset("vr")
_TIMELY: Final = frozenset("dwmpcMHqXW")
_MOST_UNKNOWN: Final = 4
_POLITE: Final = COURTESY - word_set("s il vous te من لو لكم لك")
"""Says nothing; the words left out say something elsewhere."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """The one time that a doubtful sentence may mean, why it is in doubt, and the sentence in clauses.

    `told` is the only clause that says it whole, where other clauses speak of other times.
    """

    moment: Moment
    why: Why | Reason
    text: str
    clauses: tuple[Clause, ...]
    told: Clause | None = None

    @property
    def open(self) -> bool:
        """Whether it is never taken: no day, a condition, another choice, who does not know yet, a
        time bound, doubted or denied, or an engagement and no word of meeting.
        """
        if self.why == "day" and not self.told:
            return True
        telling = [one for one in self.clauses if not _TELLS.isdisjoint(one.letters)]
        invited = any(one.has(telling_words.INVITES) for one in self.clauses)
        return (
            any(one.link == "if" or one.has(telling_words.UNSURE) for one in self.clauses)
            or any(one.link == "else" for one in telling)
            or any(map(self._engaged, self.clauses))
            or any(
                not _CHOICE.isdisjoint(one.letters) and "z" not in one.letters
                for one in telling
                if one is not self.told
            )
            or any(
                not _TURNED.isdisjoint(one.letters)
                or one.has(telling_words.DENIES)
                or (one.has(telling_words.ALIKE) and not one.has(telling_words.AGREES))
                or (one.has(telling_words.EVENTS) and not invited)
                for one in telling
                if self.told in (None, one) or self._same_time(one)
            )
            or any(self._in_the_way(one) for one in telling if self.told not in (None, one))
        )

    def _engaged(self, part: Clause) -> bool:
        """Whether a clause that nothing parts from the one before says what keeps one at that hour."""
        if not part.joined:
            return False
        if part.has(telling_words.DUTIES):
            return True
        if not _TELLS.isdisjoint(part.letters):
            return False
        there = part.has(telling_words.WILL) and part.has(telling_words.EVENTS)
        return part.has(telling_words.DENIES) or (there and not part.has(telling_words.AWAY))

    def _same_time(self, part: Clause) -> bool:
        """Whether a clause beside the one that tells speaks of that very hour, or of its day as a whole."""
        if part.days and self.moment.day not in part.days:
            return False
        if part.has(telling_words.FREE_DAY) and not part.has(telling_words.DENIES):
            return False
        if self.told is not None and self.told.link == "so":
            return False
        at = self.moment.time
        clocks = [value for _, value in part.said if isinstance(value, Clock)]
        halves = [str(value) for letter, value in part.said if letter == "p"]
        if at is None:
            return True
        if halves and not clocks:
            return any(during(one, at.hour) for one in halves)
        return all(one.hour % 12 == at.hour % 12 and one.minute == at.minute for one in clocks)

    def _in_the_way(self, part: Clause) -> bool:
        """Whether a clause names an hour of that day at which somebody is engaged or not yet away."""
        if part.days and self.moment.day not in part.days:
            return False
        engaged = "z" in part.letters or part.has(telling_words.EVENTS)
        told = any(isinstance(value, Clock) for _, value in part.said)
        return (
            told and (engaged or part.has(telling_words.AWAY)) and not clear_of(part, self.moment)
        )


def likeliest(candidates: Sequence[Candidate]) -> Moment | None:
    """The one of `candidates` that may be taken, when no other time comes near; else None."""
    closed = [one for one in candidates if not one.open]
    if not closed:
        return None
    weighed = [(one, odds(marks(one))) for one in candidates]
    taken = {one.moment for one, found in weighed if found >= TAKEN and one in closed}
    near = {one.moment for one, found in weighed if found >= APART}
    return taken.pop() if len(taken) == 1 and near <= taken else None


def odds(shown: Collection[str]) -> float:
    """The log odds that a sentence with these marks, each of them once, means its candidate."""
    weights = _weights()
    return (weights[""] + sum(weights.get(mark, 0) for mark in shown)) / 100


def marks(candidate: Candidate) -> set[str]:
    """What stands around a candidate: words and their kinds by place, and what stands in pairs."""
    moment, told = candidate.moment, candidate.told
    found = {
        f"why={'clause ' if told else ''}{candidate.why}",
        f"is={'hour' if moment.time else 'part' if moment.part else 'day'}",
    }
    line: list[str] = []
    letters = ""
    place = "before"
    for clause in candidate.clauses:
        said = tuple(_said(clause.text))
        if not said:
            continue
        tells = clause is told if told else not _TELLS.isdisjoint(clause.letters)
        here = "with" if tells else place
        other = bool(told) and not tells and not _TELLS.isdisjoint(clause.letters)
        place = "behind" if tells else place
        kinds = [name for name, pattern in KINDS.items() if clause.has(pattern)]
        found.update(said, kinds, (f"{here}:{one}" for one in (*said, *kinds)))
        found.add(f"{here}:link={clause.link}")
        if other:
            found.update(f"other:{one}" for one in (*said, *kinds, f"link={clause.link}"))
            found.update(f"other:letter={letter}" for letter in clause.letters)
        found.update(f"{here}:letter={letter}" for letter in clause.letters)
        line += [",", *said]
        letters += clause.letters
    line.append("?" if candidate.text.rstrip().endswith(("?", "؟")) else ".")
    found.update(f"{one} {then}" for one, then in pairwise(line))
    found.update(f"letters={one}{then}" for one, then in pairwise(f"^{letters}$") if one != then)
    found.add(f"unknown={min(letters.count('.'), _MOST_UNKNOWN)}")
    return found


def _said(text: str) -> Iterator[str]:
    """The words of a clause without courtesy, each run of days and hours as one sign."""
    last = ""
    for word in words(fold(text)):
        if word in _POLITE:
            continue
        shown = "#" if _timely(word) else word
        if shown != "#" or last != "#":
            yield shown
        last = shown


@lru_cache(maxsize=8192)
def _timely(word: str) -> bool:
    named = lexicon().get(word, ())
    return word[0].isdecimal() or any(
        len(form) == 1 and symbols[0][0] in _TIMELY for form, symbols in named
    )


@cache
def _weights() -> Mapping[str, int]:
    """Hundredths of log odds by mark; the empty mark is the bias."""
    return {mark: weight for mark, (weight,) in table.weights("likelihood").items()}
