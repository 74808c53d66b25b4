"""How words about time join into times and days: an ordered table of rules over letters."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from core.understanding.calendar_lexicon import Clock, Span, Symbol, Value, Written
from core.understanding.days import (
    Days,
    after,
    dated,
    in_week,
    of_month,
    on_day,
    on_weekday,
)


@dataclass(frozen=True, slots=True)
class Hours:
    """From one hour to another on the same day."""

    start: Clock
    end: Clock


Part = Value | Days | Hours
Symbols = list[tuple[str, Part]]

DATED: Final = 35
"""Days ahead within which the number behind a weekday may be its date."""

LONGEST_TALK: Final = 2
"""Hours that two people talk at most; "1h" without a preposition may be that."""

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
    return [("c", Clock(_int(said[0][1]), shown=True))]


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
    if any(letter == "u" and value not in ("day", "month") for letter, value in said):
        return said
    written = Written(_value(said, "noO"), _value(said, "m"), _value(said, "y"))
    return _written(said, written, today)


def _day_of_month(said: Symbols, today: date) -> Symbols:
    """Leave "the week of the 14th", which is no day."""
    unit = _pick(said, "u")
    if unit and unit[1] != "day":
        return [("V", "week")]
    weekday = _pick(said, "w")
    number = _value(said, "no")
    return [("Z", on_day(number, today, _int(weekday[1]) if weekday else None))]


def _weekday_of_month(said: Symbols, today: date) -> Symbols:
    """The second or last such weekday of a month, this one when only "of the month" is said."""
    which, weekday = _pick(said, "oOl"), _value(said, "w")
    nth = -1 if which and which[0] == "l" else _value(said, "oO")
    month, unit = _value(said, "m"), _pick(said, "u")
    if unit and unit[1] != "month":
        return said
    if month:
        return [("Z", of_month(nth, weekday, today, month=month, year=_value(said, "y")))]
    return [("Z", of_month(nth, weekday, today, ahead=1 if _pick(said, "G") else 0))]


def _week_from(said: Symbols, today: date) -> Symbols:
    """As in "a week from Friday": so long after the nearest one."""
    whole = _pick(said, "U")
    span = whole[1] if whole else Span(_value(said, "n1") or 1, str(_pick(said, "u")[1]))  # type: ignore[index]
    if not isinstance(span, Span) or span.unit in ("hour", "minute"):
        return said
    letter, value = said[-1]
    offset = _int(value)
    first = (
        on_weekday(offset, today, word="nearest").days[0]
        if letter == "w"
        else today + timedelta(days=offset)
    )
    return [("Z", after(span, first))]


def _month_number(said: Symbols, today: date) -> Symbols:
    """As in "chhar 12": months have numbers in Morocco."""
    number = _int(said[-1][1])
    return [("m", number)] if said[0][1] == "month" and 1 <= number <= 12 else said


def _counted_weekday(said: Symbols, today: date) -> Symbols:
    """Tuesday and Wednesday are called after three and four in Darija."""
    number = _int(said[0][1])
    return [("w", number - 2), *said[1:]] if number in (3, 4) else said


def _afternoon(said: Symbols, today: date) -> Symbols:
    """Leave "after the morning", which bounds; after noon is a part, and "dans l'aprem" too."""
    if said[0][1] != "after":
        return said[-1:]
    return [("p", "afternoon")] if said[-1][1] == "noon" else said


def _of_this_month(said: Symbols, today: date) -> Symbols:
    return [("Z", dated(Written(_value(said, "noO"), today.month, today.year), today))]


def _from_day(said: Symbols, today: date) -> Symbols:
    """Leave the day open: "du 20 au 25" is none."""
    return [("V", "days")]


def _length(said: Symbols, today: date) -> Symbols:
    """How many minutes it takes is another question."""
    unit = _pick(said, "u")
    return [] if unit and unit[1] == "minute" else said


def _one_or_two(said: Symbols, today: date) -> Symbols:
    """Doubt "jeudi 1h", which may say how long; "jeudi à 1h" says when."""
    clock = _clock(*said[-1])
    unsaid = clock.shown and not (clock.exact or clock.minute or clock.part)
    short = unsaid and clock.hour <= LONGEST_TALK
    return [*said, ("v", "length")] if short else said


def _of_next_month(said: Symbols, today: date) -> Symbols:
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return [("Z", dated(Written(_value(said, "no"), following.month, following.year), today))]


def _weekday_number(said: Symbols, today: date) -> Symbols:
    """A date in "jeudi 26" when that day is a Thursday soon, an hour in "jeudi 6"."""
    weekday, number = _value(said, "w"), _value(said, "n")
    plain = on_weekday(weekday, today)
    day = on_day(number, today, weekday)
    near = bool(day.days) and day.sure and (day.days[0] - today).days <= DATED
    if number > 12 or near:
        hour_too = near and number <= 12
        return [("Z", Days((*day.days, *plain.days), sure=False) if hour_too else day)]
    return [("Z", plain), ("c", Clock(number))]


def _dated_part(said: Symbols, today: date) -> Symbols:
    """Leave "jeudi 8 au soir", when the eighth is no Thursday soon: then it is eight o'clock."""
    day = on_day(_value(said, "n"), today, _value(said, "w"))
    if not day.days or not day.sure or (day.days[0] - today).days > DATED:
        return said
    hour_too = _value(said, "n") <= 12
    return [("Z", Days((*day.days,), sure=not hour_too)), said[-1]]


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
    (r"i(?:n|1|a|H)?[uh]1?L?|i(?:1|a)?UL?|(?:n|1|a)[uh][Li](?![n1U])|U[Li](?![n1U])", _span),
    (r"i&?c(?!p)", _hours_ahead),
    (r"(?:[n1a]?u|U)f[ea]*[wd]", _week_from),
    # minutes beside hours
    (r"[n1]h", _counted_hours),
    (r"qK[nHc]|nu?K[nHc]", _past),
    (r"(?<![&cHn])q[kT][nHc]|nuT[nHc]", _to),
    (
        r"[cHn][&r][e1a]*qu?|[cHn][e1a]*qu?(?!T)|M[&r]?q|H&?nu?(?![m.])|cn(?=u?$|u?[&r,]|[awdpfeDXit])u?|H&?n",
        _plus,
    ),
    (r"[cHn]k[e1a]*(?:q|nu?)", _minus),
    (r"(?<=[adwX])nn(?![mu.])|nn(?=p)|(?<=a)n&nu", _pair),
    # hours
    (r"a+H|H", _as_clock),
    (r"V(?=p)|f(?=p)", _nothing),
    (r"i+p", _afternoon),
    (r"w[e]*n[ae]*p", _dated_part),
    (r"(?:c|(?<![eom])n)[ae]*p", _with_part),
    (r"(?:f|(?<![nc]))[cn]Tc(?!c)", _hours),
    (
        r"fa*[cn](?:[T&r]a*|a+)?(?:c|n(?![mo.]|u(?!w)))|c[aT]a?c|nTc|nTn(?=[ewd]|$)(?<=[wdfa]nTn)",
        _hours,
    ),
    (r"(?<=Z)P|(?<=[dwa])P|P(?=p)", _dotted),
    (r"[eu]nan(?![umou.n/hp])", _in_month),
    (r"a+n(?![umou.n/])|(?<=p)n(?![umoG.nh])", _as_clock),
    (r"(?<![aTfc&])c(?![aT]?c|p)", _one_or_two),
    (r"(?<![cH&])f*nu(?![Lim])", _length),
    # days
    (r"(?<=p)F[no](?![umo.nT])", _day_of_month),
    (r"F[no]T?[no](?:f?u?my?)?", _from_day),
    (r"F", _nothing),
    (r"(?<![eanu])n(?=x|D|[no]m)", _counted_weekday),
    (r"u[n](?![umo.nh])(?![a&]*u)", _month_number),
    (r"[ea]*[oOl]w[eai]*f?[eait]*(?:u?my?|G|u)", _weekday_of_month),
    (r"[eu][noO]au?my?|w?[ea]*[noO]f?u?my?|w?m[e]?[noO](?![u.])y?", _named_month),
    (r"w?[ea]*D", _digits),
    (r"[ea]*w?[ea]*P(?=[ac]|.*c)", _dotted_date),
    (r"e*[no][ea]*G|G[eau]+[no](?![umo.n])", _of_next_month),
    (r"[eu]*[noO][ea]*g", _of_this_month),
    (r"w[eaf]*X|X[uea&]*w", _weekday_of_week),
    (r"twn(?=[^n.]*[cR])", _day_of_month),
    (r"t?w?[ea]*[xt]w|w[xtElL]|lw|tw", _weekday),
    (r"w[e]+[no](?![u.])|wo|[eu][no](?![u.n])|o(?![.u])", _day_of_month),
    (r"[eu]wn(?![um.n])|wn(?=[^n.]*[cR])", _day_of_month),
    (r"wn(?![um.n])", _weekday_number),
    (r"w", _weekday),
    (r"t(?=a*c)", _today),
    (r"d", _relative),
    (r"S", _ahead),
    (r"u(?=Z)", _day_unit),
    (r"l[uX]|[uX]l", _over),
    (r"(?<=Z)n(?![um.n])|^n(?=Z)", _as_clock),
)


@lru_cache(maxsize=4096)
def _match(letters: str, rule: int, start: int) -> tuple[int, int, int] | None:
    """The first rule from `rule` on that fits, and where; people repeat few shapes of sentences."""
    for index in range(rule, len(RULES)):
        if found := RULES[index][0].search(letters, start if index == rule else 0):
            return index, *found.span()
    return None


def reduced(symbols: Sequence[Symbol], today: date) -> Symbols:
    """`symbols` with every group that a rule knows put together, in the order of the table."""
    said: Symbols = list(symbols)
    letters = "".join(letter for letter, _ in said)
    rule = start = 0
    while found := _match(letters, rule, start):
        rule, first, last = found
        made = RULES[rule][1](said[first:last], today)
        said[first:last] = made
        letters = letters[:first] + "".join(letter for letter, _ in made) + letters[last:]
        start = first + len(made)
    return said
