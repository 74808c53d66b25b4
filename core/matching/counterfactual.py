"""What one change of one's own answers would open, counted against the present pool, never guessed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from core.conversation.message import Part
from core.matching.explain import Reader
from core.matching.features import (
    SPOKEN,
    Keys,
    gives_of,
    groups_columns,
    hours_column,
    languages_column,
    wants_of,
)
from core.matching.pool import Mentee, Mentor, Pool, day_of
from core.matching.rules import (
    least_hours,
    least_languages,
    why_not_mentee,
    why_not_mentor,
)
from core.matching.week import WINDOWS, weekly_hours
from core.matching.weights import Table
from core.understanding.spoken import LANGUAGES
from core.understanding.topics import AXES

Kind = Literal["pause", "language", "time", "need", "offer", "seat"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change, and how many more people could then be proposed.

    `code` is the language, time, axis or topic that changes; empty for the end of a pause and for
    one more seat.
    """

    kind: Kind
    code: str = ""
    gain: int = 0


class Opposite:
    """The other side of a pool as arrays, to count who could be proposed to someone."""

    def __init__(self, pool: Pool, table: Table, *, of: Literal["mentees", "mentors"]) -> None:
        self._pool, self._table, self._keys = pool, table, Keys(table)
        people: list[Mentee] | list[Mentor]
        if of == "mentees":
            mentees = [one for one in pool.mentees if not why_not_mentee(one, pool, table)]
            bits, people = [wants_of(one, table) for one in mentees], mentees
            least = [(least_hours(one, table), least_languages(one)) for one in mentees]
        else:
            mentors = [one for one in pool.mentors if not why_not_mentor(one, pool, table)]
            bits, people = [gives_of(one, table) for one in mentors], mentors
            least = []
        self._least = np.array(least, np.int64).reshape(len(least), 2).T
        self._bits = np.array(bits, np.uint64)
        self._ids = np.array([one.id for one in people], np.int64)
        self._hours = hours_column(people)
        self._languages = languages_column(people)
        self._groups = groups_columns(people, self._keys)
        self._barred: dict[int, set[int]] = {}
        mine = 0 if of == "mentors" else 1
        away = {*pool.apart, *((mentor, mentee) for mentee, mentor in pool.running)}
        for pair in away:
            self._barred.setdefault(pair[mine], set()).add(pair[1 - mine])

    def count(self, one: Mentee | Mentor) -> int:
        """How many could be proposed to this person; 0 when a rule of their own keeps them out."""
        if isinstance(one, Mentee):
            out, bits = why_not_mentee(one, self._pool, self._table), wants_of(one, self._table)
        else:
            out, bits = why_not_mentor(one, self._pool, self._table), gives_of(one, self._table)
        if out:
            return 0
        hours, languages = self._least
        if isinstance(one, Mentee):
            hours, languages = np.array([least_hours(one, self._table), least_languages(one)])
        common = self._languages & languages_column([one])[0]
        allowed = np.bitwise_count(self._hours & hours_column([one])[0]) >= hours
        allowed &= (common != 0) & (np.bitwise_count(common & SPOKEN) >= languages)
        allowed &= (self._bits & np.uint64(bits)) != 0
        for column, key in enumerate(self._keys.of(one)):
            if key >= 0:
                allowed &= self._groups[:, column] != key
        barred = np.array([one.id, *self._barred.get(one.id, ())], np.int64)
        return int((allowed & ~np.isin(self._ids, barred)).sum())


def what_helps(
    one: Mentee | Mentor, opposite: Opposite, *, now: int, most: int = 3
) -> tuple[Change, ...]:
    """The single changes that open most, best first; only those that open somebody."""
    before = opposite.count(one)
    changes = [
        replace(change, gain=opposite.count(apply(change, one, now)) - before)
        for change in _changes(one)
    ]
    found = [change for change in changes if change.gain > 0]
    return tuple(sorted(found, key=lambda change: -change.gain)[:most])


def apply(change: Change, one: Mentee | Mentor, now: int) -> Mentee | Mentor:
    """The person after the change. Raises ValueError for a change that is not theirs to make."""
    match change.kind, one:
        case "pause", _:
            return replace(one, paused=False)
        case "language", _:
            return replace(one, languages=(*one.languages, change.code))
        case "time", _:
            said = (*one.availability, change.code)
            hours = weekly_hours(said, one.zone, one.country, day_of(now))
            return replace(one, availability=said, hours=hours)
        case "seat", Mentor():
            return replace(one, capacity=one.capacity + 1)
        case "offer", Mentor():
            return replace(one, offers=(*one.offers, change.code))
        case "need", Mentee():
            kept = [need for need in one.needs if need.partition("/")[0] != change.code]
            return replace(one, needs=(*kept, change.code))
        case _:
            raise ValueError(f"{change.kind} is no change of a {type(one).__name__.lower()}")


def say(change: Change, reader: Reader) -> Part:
    """The change in words: what it would be, and how many it opens."""
    label = {
        "language": "spoken",
        "need": "topic",
        "offer": "topic",
    }.get(change.kind)
    reference = f"{label}:{change.code}" if label else f"matching-times.{change.code}"
    labels = {"what": (reference,)} if change.code else {}
    return Part(f"matching-help-{change.kind}-{reader}", {"count": change.gain}, labels)


def _changes(one: Mentee | Mentor) -> Iterator[Change]:
    """Everything that one answer could change; what one can do at once comes first."""
    if one.paused:
        yield Change("pause")
    if isinstance(one, Mentor) and one.capacity <= one.taken + one.reserved:
        yield Change("seat")
    for code in WINDOWS:
        if code not in one.availability:
            yield Change("time", code)
    if isinstance(one, Mentee):
        axes = {need.partition("/")[0] for need in one.needs if "/" in need}
        yield from (Change("need", axis) for axis in AXES if axis in axes)
    elif one.offers:
        yield from (Change("offer", axis) for axis in AXES if axis not in one.offers)
    for code in LANGUAGES:
        if code not in one.languages:
            yield Change("language", code)
