"""The days and hours of one sentence, put together: one moment, a doubt, or what cannot be."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Final, Literal, cast
from zoneinfo import ZoneInfo

from core.understanding.calendar_lexicon import Clock, Span
from core.understanding.calendar_parts import Hours, Symbols
from core.understanding.clocks import PART_ENDS, Part, exists, readings
from core.understanding.days import Days
from core.understanding.whens import Doubt, Impossible, Moment, Reading, Wall

_SATURDAY: Final = 5
_NOON: Final = 12
_LONGEST_RANGE: Final = 6 * 60
"""Minutes; "de 6h à 8h" is not 06:00-20:00."""

_UNDERSTOOD: Final = re.compile(r"[ZcRpMWae&t]*")
"""What may be left when every word found its place; small words introduce, the others are read."""

_OCCASION: Final = re.compile(r"[Bi][ae]*[VY]|[Y=]")
"""A meal, the same time, or after a prayer: says nothing more beside an hour, and too little without one."""

_UNTIMED: Final = re.compile(r"[ZpWae&.iuhY]*")
_VAGUE: Final = re.compile(r"[WVXmGg=]")


@dataclass(slots=True)
class Sentence:
    """What one sentence says, kind by kind."""

    days: list[Days] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    halves: list[str] = field(default_factory=list)
    midnight: bool = False
    instant: datetime | None = None
    clock_of: list[str] = field(default_factory=list)


def gathered(said: Symbols, local: datetime) -> Sentence:
    """What the symbols say, kind by kind."""
    sentence = Sentence()
    for letter, value in said:
        match value:
            case Days():
                if value not in sentence.days:
                    sentence.days.append(value)
            case Clock():
                sentence.clocks.append(value)
            case Hours():
                sentence.hours.append(value)
            case Span() if letter == "s":
                minutes = value.count * (60 if value.unit == "hour" else 1)
                sentence.instant = local.astimezone(UTC) + timedelta(minutes=minutes)
            case str() if letter == "p":
                sentence.parts.append(value)
            case "am" | "pm" if letter == "Y":
                sentence.halves.append(str(value))
            case str() if letter == "Q":
                sentence.clock_of.append(value)
            case _:
                sentence.midnight = sentence.midnight or letter == "M"
                if letter == "N":
                    sentence.instant = local
    return sentence


def _narrowed(sentence: Sentence) -> Sentence:
    """Without the noon or the range inside which an hour is named: "ce midi 12h45"."""
    clocks = sentence.clocks
    if len(clocks) == len(sentence.hours) == 1:
        at, hours = clocks[0], sentence.hours[0]
        if hours.start.hour <= at.hour <= hours.end.hour and at.exact:
            return replace(sentence, hours=[])
    if len(clocks) == 2 and clocks[0] == _AT_NOON and clocks[1].shown and clocks[1].hour == _NOON:
        return replace(sentence, clocks=clocks[1:])
    return sentence


_AT_NOON: Final = Clock(_NOON, exact=True)


def either(said: Symbols, local: datetime) -> Reading:
    """Two moments with "or" between them; what one side lacks is taken from the other."""
    sides: list[Symbols] = [[]]
    for symbol in said:
        if symbol[0] == "r":
            sides.append([])
        else:
            sides[-1].append(symbol)
    read = [gathered(side, local) for side in sides]
    found: list[Moment] = []
    for side in read:
        whole = Sentence(
            days=side.days or next((one.days for one in read if one.days), []),
            clocks=side.clocks or next((one.clocks for one in read if one.clocks), []),
            parts=side.parts or next((one.parts for one in read if one.parts), []),
        )
        reading = combined(whole, "", local)
        if isinstance(reading, Moment):
            found.append(reading)
        elif isinstance(reading, Doubt):
            found += reading.alternatives
    return Doubt("several", tuple(dict.fromkeys(found)))


def combined(sentence: Sentence, letters: str, local: datetime) -> Reading:
    """The moment of a sentence whose symbols have these letters, in the zone of `local`.

    A doubt where two are possible or a word was not understood; never in the past.
    """
    sentence = _narrowed(sentence)
    clocks = [*sentence.clocks, *(end for one in sentence.hours for end in (one.start, one.end))]
    if not all(map(exists, clocks)):
        return Impossible("no_such_time")
    if flaw := next((one.flaw for one in sentence.days if one.flaw), None):
        return Impossible(flaw)
    if sentence.instant is not None:
        return _instant(sentence, sentence.instant, letters, local)
    reading = _of_days(sentence, letters, local)
    if isinstance(reading, Moment) and sentence.clock_of and (reading.time or reading.part):
        letters = letters.replace("Q", "")
        reading = _on_clock_of(sentence.clock_of, reading, local)
    if isinstance(reading, Moment):
        weekday = "W" in letters and reading.day.weekday() < _SATURDAY
        within = reading.part == "morning" and "am" in sentence.halves
        rest = _OCCASION.sub("", letters) if reading.time or within else letters
        if weekday or not _UNDERSTOOD.fullmatch(rest):
            # Beside a day without an hour an unknown word may be the time: "vendredi après la prière".
            untimed = reading.time is None and _UNTIMED.fullmatch(letters)
            return Doubt("time" if untimed else "unclear", (reading,))
    return reading


def _on_clock_of(names: Sequence[str], moment: Moment, local: datetime) -> Reading:
    """`moment` when it is one's own clock that is named; else a doubt, their clock first."""
    for name in filter(None, names):
        start = moment.starts(_zone(name))
        if start is None:
            return Doubt("unclear", (moment,))
        if name != str(local.tzinfo):
            here = start.astimezone(local.tzinfo)
            theirs = Moment(here.date(), here.time().replace(fold=0))
            return Doubt("unclear", tuple(dict.fromkeys((theirs, moment))))
    return moment


_zone = cache(ZoneInfo)


def _instant(sentence: Sentence, instant: datetime, letters: str, local: datetime) -> Reading:
    if sentence.days or sentence.clocks or sentence.hours:
        return Doubt("several")
    if not _INSTANT.fullmatch(letters):
        return Doubt("unclear")
    wall = instant.astimezone(local.tzinfo)
    return Moment(
        wall.date(), wall.time().replace(second=0, microsecond=0, fold=0), fold=_fold(wall)
    )


_INSTANT: Final = re.compile(r"[sNae&]*")


def _fold(wall: datetime) -> Literal[0, 1]:
    return 1 if wall.fold else 0


def _of_days(sentence: Sentence, letters: str, local: datetime) -> Reading:
    days = tuple(dict.fromkeys(day for one in sentence.days for day in one.days))
    sure = len(days) == 1 and all(one.sure for one in sentence.days)
    if len(sentence.days) > 1 and not sure and any(one.sure for one in sentence.days):
        # "lundi, ce soir" said on a Monday: what both may mean is meant.
        common = [day for day in days if all(day in one.days for one in sentence.days)]
        days, sure = (tuple(common), True) if len(common) == 1 else (days, False)
    timed = _timed(sentence)
    if isinstance(timed, Doubt):
        return Doubt(timed.why)
    if not days:
        if _VAGUE.search(letters) or not timed:
            return Doubt("day")
        today = (local.date(), local.date() + timedelta(days=1))
        return Doubt("day", tuple(_ahead(today, timed, local)))
    found = tuple(_ahead(days, timed, local))
    if not found:
        return Impossible("past")
    if len(found) == 1 and (sure or _only_today_passed(sentence, days, local)):
        return _on_the_clock(found[0], local.tzinfo)
    if len({moment.day for moment in found}) == 1 and len(found) > 1:
        return Doubt("half", found)
    return Doubt("several", found)


def _only_today_passed(sentence: Sentence, days: tuple[date, ...], local: datetime) -> bool:
    """Whether it is as "dimanche 9h" said on a Sunday at ten, which can only be next week's."""
    week = timedelta(days=7)
    return len(sentence.days) == 1 and days == (local.date(), local.date() + week)


@dataclass(frozen=True, slots=True)
class _Timed:
    """A time as it may be put on any day; `next_day` for the midnight that ends it."""

    time: Wall | None = None
    until: Wall | None = None
    part: Part | None = None
    next_day: bool = False


_HALVES: Final = ("am", "pm", "day")
"""Say which of two hours, but no part of a day by themselves."""


def _timed(sentence: Sentence) -> tuple[_Timed, ...] | Doubt:
    """The times meant, empty when none was said."""
    parts = dict.fromkeys(part for part in sentence.parts if part not in _HALVES)
    if len(sentence.clocks) + len(sentence.hours) + sentence.midnight > 1 or len(parts) > 1:
        return Doubt("several")
    part = next(iter(parts), "")
    if sentence.midnight or any(clock.hour == 24 for clock in sentence.clocks):
        return (_Timed(time(0)), _Timed(time(0), next_day=True))
    if sentence.hours:
        return _ranges(sentence.hours[0], part)
    if sentence.clocks:
        # After dinner nine is in the evening.
        half = next(iter(sentence.halves), "") if not part else ""
        times = readings(sentence.clocks[0], part or half)
        return tuple(map(_Timed, times)) or Doubt("half")
    return (_Timed(part=cast("Part", part)),) if part else ()


def _ranges(hours: Hours, part: str) -> tuple[_Timed, ...] | Doubt:
    start, end = hours.start, hours.end
    if end.part and not start.part and not start.exact:
        starts = readings(replace(start, part=end.part)) or readings(start)
    else:
        starts = readings(start, part)
    ends = readings(end, part if not end.part else "")
    if not end.part and not end.exact and start.part:
        ends = readings(replace(end, part=start.part)) or ends
    if end.hour == _NOON:
        # "de 10 à 12 du matin" ends at noon.
        ends = (time(_NOON, end.minute),)
    fitting = tuple(
        _Timed(first, last)
        for first in starts
        for last in ends
        if 0 < _minutes(last) - _minutes(first) <= _LONGEST_RANGE
    )
    return fitting or Doubt("half")


def _minutes(wall: time) -> int:
    return wall.hour * 60 + wall.minute


def _ahead(days: Iterable[date], timed: tuple[_Timed, ...], local: datetime) -> Iterable[Moment]:
    """The moments on these days that are not over."""
    for day in days:
        for one in timed or (_Timed(),):
            on = day + timedelta(days=one.next_day)
            moment = Moment(on, one.time, one.until, one.part)
            if on > local.date():
                yield moment
            elif on == local.date():
                last = one.time or (time(PART_ENDS[one.part] - 1, 59) if one.part else time(23, 59))
                if last > local.time():
                    yield moment


def _on_the_clock(moment: Moment, zone: tzinfo | None) -> Reading:
    """`moment` if the clock of the zone shows it once; see PEP 495 for gap and fold."""
    if moment.time is None:
        return moment
    first = datetime.combine(moment.day, moment.time, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return moment
    if first.astimezone(UTC).astimezone(zone).replace(fold=0, tzinfo=None) != first.replace(
        tzinfo=None
    ):
        return Impossible("skipped")
    return Doubt("repeated", (moment, replace(moment, fold=1)))
