"""How words about time join into times and days: an ordered table of rules over letters."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from core.understanding.calendar_lexicon import Clock, Span, Symbol, Value, Written
from core.understanding.days import Days, after, dated, in_week, on_day, on_weekday


@dataclass(frozen=True, slots=True)
class Hours:
    """From one hour to another on the same day."""

    start: Clock
    end: Clock


Part = Value | Days | Hours
Symbols = list[tuple[str, Part]]

MOST_HOURS: Final = 1000
"""More hours ahead than this are a slip."""

LOOSE_DAYS: Final = (8, 15)
"""In French, and in Morocco, eight days are a week and fifteen days two."""


def _int(value: Part) -> int:
    return value if isinstance(value, int) else 0


def _clock(letter: str, value: Part) -> Clock:
    if isinstance(value, Clock):
        return value
    return Clock(0, exact=True) if letter == "M" else Clock(_int(value))


def _pick(said: Symbols, letters: str) -> tuple[str, Part] | None:
    return next((symbol for symbol in said if symbol[0] in letters), None)


def _value(said: Symbols, letters: str) -> int:
    found = _pick(said, letters)
    return _int(found[1]) if found else 0


def _span(said: Symbols, today: date) -> Symbols:
    whole = _pick(said, "U")
    if whole:
        return [("S", whole[1])]
    number, unit = _pick(said, "nH"), _pick(said, "uh")
    count = _int(number[1]) if number else 1
    name = unit[1] if unit and isinstance(unit[1], str) else "day"
    return [("S", Span(count, name, loose=name == "day" and count in LOOSE_DAYS))]


def _hours_ahead(said: Symbols, today: date) -> Symbols:
    """Leave "after 6pm", which bounds: only a length of time lies ahead."""
    clock = _clock("c", said[-1][1])
    if said[0][1] == "after" or clock.part:
        return said
    return [("S", Span(clock.hour * 60 + clock.minute, "minute"))]


def _plus(said: Symbols, today: date) -> Symbols:
    base = _pick(said, "cHMn")
    clock = _clock(*base) if base else Clock(99)
    minutes = _value([one for one in said if one is not base], "qn")
    return [("c", replace(clock, minute=minutes))]


def _before(hour: int) -> int:
    """The hour before, on a clock face for one o'clock: a quarter to one is 12:45."""
    return 12 if hour == 1 else (hour - 1) % 24


def _minus(said: Symbols, today: date) -> Symbols:
    base = _pick(said, "cHM" if _pick(said, "cHM") else "n")
    clock = _clock(*base) if base else Clock(99)
    minutes = _value([one for one in said if one is not base], "qn")
    return [("c", replace(clock, hour=_before(clock.hour), minute=60 - minutes))]


def _to(said: Symbols, today: date) -> Symbols:
    """In "quarter to seven" the last number is the hour."""
    *_, last = said
    clock = _clock(*last)
    return [("c", replace(clock, hour=_before(clock.hour), minute=60 - _int(said[0][1])))]


def _past(said: Symbols, today: date) -> Symbols:
    return [("c", replace(_clock(*said[-1]), minute=_int(said[0][1])))]


def _pair(said: Symbols, today: date) -> Symbols:
    numbers = [_int(value) for letter, value in said if letter == "n"]
    return [("c", Clock(numbers[0], numbers[1]))]


def _counted_hours(said: Symbols, today: date) -> Symbols:
    """In French hours are counted: "sept heures"."""
    return [("c", Clock(_int(said[0][1])))]


def _in_month(said: Symbols, today: date) -> Symbols:
    """Leave "nhar 7 f 12" in doubt: noon on the seventh, or the seventh of December."""
    if said[2][1] != "in":
        return said
    day, month = _int(said[1][1]), _int(said[3][1])
    dates = (*on_day(day, today).days, *dated(Written(day, month), today).days)
    return [("Z", Days(dates[:1], sure=False))]


def _as_clock(said: Symbols, today: date) -> Symbols:
    base = _pick(said, "nHc")
    return [("c", _clock(*base))] if base else []


def _with_part(said: Symbols, today: date) -> Symbols:
    base, part = _pick(said, "ncH"), _pick(said, "p")
    clock = _clock(*base) if base else Clock(99)
    return [("c", replace(clock, part=clock.part or str(part[1] if part else "")))]


def _dotted(said: Symbols, today: date) -> Symbols:
    hour, minute = str(said[-1][1]).split(".")
    exact = int(hour) > 12 or hour[0] == "0"
    return [("c", Clock(int(hour), int(minute), exact=exact))]


def _dotted_date(said: Symbols, today: date) -> Symbols:
    day, month = str(_pick(said, "P")[1]).split(".")  # type: ignore[index]
    return [*_written(said, Written(int(day), int(month)), today)]


def _hours(said: Symbols, today: date) -> Symbols:
    ends = [_clock(*symbol) for symbol in said if symbol[0] in "cn"]
    return [("R", Hours(*ends))]


def _written(said: Symbols, written: Written, today: date) -> Symbols:
    weekday = _pick(said, "w")
    return [("Z", dated(written, today, _int(weekday[1]) if weekday else None))]


def _digits(said: Symbols, today: date) -> Symbols:
    written = said[-1][1]
    return _written(said, written, today) if isinstance(written, Written) else []


def _named_month(said: Symbols, today: date) -> Symbols:
    """Leave "first week of March", which is no day."""
    unit = _pick(said, "u")
    if unit and unit[1] != "day":
        return said
    written = Written(_value(said, "no"), _value(said, "m"), _value(said, "y"))
    return _written(said, written, today)


def _day_of_month(said: Symbols, today: date) -> Symbols:
    weekday = _pick(said, "w")
    number = _value(said, "no")
    return [("Z", on_day(number, today, _int(weekday[1]) if weekday else None))]


def _of_next_month(said: Symbols, today: date) -> Symbols:
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return [("Z", dated(Written(_value(said, "no"), following.month, following.year), today))]


def _weekday_number(said: Symbols, today: date) -> Symbols:
    """A date in "jeudi 26" when that day is a Thursday soon, an hour in "jeudi 6"."""
    weekday, number = _value(said, "w"), _value(said, "n")
    plain = on_weekday(weekday, today)
    day = on_day(number, today, weekday)
    near = bool(day.days) and day.sure and (day.days[0] - today).days <= 35
    if number > 12 or near:
        hour_too = near and number <= 12
        return [("Z", Days((*day.days, *plain.days), sure=False) if hour_too else day)]
    return [("Z", plain), ("c", Clock(number))]


_RELATIONS: Final = {"t": "this", "l": "last", "x": "", "E": ""}


def _weekday(said: Symbols, today: date) -> Symbols:
    weekday = _value(said, "w")
    relation = next((symbol for symbol in said if symbol[0] in "tlxE"), None)
    if relation is None:
        return [("Z", on_weekday(weekday, today))]
    if relation[0] == "E":
        first = on_weekday(weekday, today, word="nearest").days[0]
        return [("Z", after(Span(_int(relation[1]), "day"), first))]
    word = str(relation[1]) if relation[0] == "x" else _RELATIONS[relation[0]]
    return [("Z", on_weekday(weekday, today, word=word))]


def _weekday_of_week(said: Symbols, today: date) -> Symbols:
    return [("Z", in_week(_value(said, "w"), today, _value(said, "X")))]


def _relative(said: Symbols, today: date) -> Symbols:
    offset = _value(said, "d")
    if offset < 0:
        return [("Z", Days(flaw="past"))]
    return [("Z", after(Span(offset, "day"), today))]


def _today(said: Symbols, today: date) -> Symbols:
    return [("Z", Days((today,)))]


def _day_unit(said: Symbols, today: date) -> Symbols:
    return [] if said[0][1] == "day" else said


def _nothing(said: Symbols, today: date) -> Symbols:
    """Leave out what only introduces the next: "début d'après-midi", "nhar lkhmis"."""
    return []


def _ahead(said: Symbols, today: date) -> Symbols:
    span = said[0][1]
    assert isinstance(span, Span)  # noqa: S101 - what the letter S carries
    if span.unit in ("hour", "minute"):
        near = span.count <= MOST_HOURS * (1 if span.unit == "hour" else 60)
        return [("s", span) if near else ("Z", Days(sure=False))]
    return [("Z", after(span, today))]


def _over(said: Symbols, today: date) -> Symbols:
    return [("Z", Days(flaw="past"))]


Rule = tuple[re.Pattern[str], Callable[[Symbols, date], Symbols]]


def _rules(*table: tuple[str, Callable[[Symbols, date], Symbols]]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), rule) for pattern, rule in table)


# Letters are explained by calendar_lexicon.LETTERS; besides: n number, 1 "one", c clock, D date in
# digits, P digits with a point, y year, S span, s span of hours, R from hour to hour, Z days.
RULES: Final = _rules(
    # lengths of time
    (r"i(?:n|1|a|H)?[uh]1?|i(?:1|a)?U|(?:n|1|a)[uh][Li]|U[Li]", _span),
    (r"i&?c(?!p)", _hours_ahead),
    # minutes beside hours
    (r"[n1]h", _counted_hours),
    (r"qK[nHc]|nu?K[nHc]", _past),
    (r"q[kT][nHc]|nuT[nHc]", _to),
    (r"[cHn][&r]?[e1a]*qu?(?!T)|M[&r]?q|H&?nu?(?![m.])|cn(?=u?$|u?[&r,]|[awdpfe])u?|H&?n", _plus),
    (r"[cHn]k[e1a]*(?:q|nu?)", _minus),
    (r"(?<=[adwX])nn(?![mu.])|nn(?=p)|(?<=a)n&nu", _pair),
    # hours
    (r"a+H|H", _as_clock),
    (r"V(?=p)", _nothing),
    (r"(?:c|(?<![eo])n)[ae]*p", _with_part),
    (r"(?<![nc])f?([cn])T(c)(?!c)", _hours),
    (r"f[cn][T&ar]?(?:c|n(?![mou.]))|c[aT]a?c|nTc|nTn(?=[ewd]|$)(?<=[wdfa]nTn)", _hours),
    (r"(?<=Z)P|(?<=[dwa])P|P(?=p)", _dotted),
    (r"[eu]nan(?![umou.n/hp])", _in_month),
    (r"a+n(?![umou.n/])|(?<=p)n(?![umoG.nh])", _as_clock),
    # days
    (r"w?[ea]*[no]f?u?my?|w?m[e]?[no](?![u.])y?", _named_month),
    (r"w?[ea]*D", _digits),
    (r"[ea]*w?[ea]*P(?=[ac]|.*c)", _dotted_date),
    (r"e*[no][ea]*G", _of_next_month),
    (r"w[ea]*X|X[uea&]*w", _weekday_of_week),
    (r"t?w?[ea]*[xt]w|w[xtElL]|lw|tw", _weekday),
    (r"w[e]+[no](?![u.])|wo|[eu][no](?![u.n])|o(?![.u])", _day_of_month),
    (r"[eu]wn(?![um.n])|wn(?=[^n.]*[cR])", _day_of_month),
    (r"wn(?![um.n])", _weekday_number),
    (r"w", _weekday),
    (r"t(?=c)", _today),
    (r"d", _relative),
    (r"S", _ahead),
    (r"u(?=Z)", _day_unit),
    (r"l[uX]|[uX]l", _over),
    (r"(?<=Z)n(?![um.n])|^n(?=Z)", _as_clock),
)


def reduced(symbols: Sequence[Symbol], today: date) -> Symbols:
    """`symbols` with every group that a rule knows put together, in the order of the table."""
    said: Symbols = list(symbols)
    letters = "".join(letter for letter, _ in said)
    for pattern, rule in RULES:
        start = 0
        while found := pattern.search(letters, start):
            first, last = found.span()
            made = rule(said[first:last], today)
            said[first:last] = made
            letters = letters[:first] + "".join(letter for letter, _ in made) + letters[last:]
            start = first + len(made)
    return said
