"""Days out of the words that a rule of the calendar fits: "le 14 mars", "lundi en huit".

Each takes the symbols that fit and today, and gives the symbols that stand for them.
"""

from datetime import date, timedelta
from typing import Final

from core.understanding.calendar_lexicon import Clock, Span, Written
from core.understanding.calendar_parts import Symbols, number_in, pick, to_number
from core.understanding.days import (
    Days,
    after,
    dated,
    in_week,
    of_month,
    on_day,
    on_weekday,
)

DATED: Final = 35
"""Days ahead within which the number behind a weekday may be its date."""

MOST_HOURS: Final = 1000
"""More hours ahead than this are a slip."""


def in_month(said: Symbols, today: date) -> Symbols:
    """Leave "nhar 7 f 12" in doubt: noon on the seventh, or the seventh of December."""
    if said[2][1] != "in":
        return said
    day, month = to_number(said[1][1]), to_number(said[3][1])
    dates = (*on_day(day, today).days, *dated(Written(day, month), today).days)
    return [("Z", Days(dates[:1], sure=False))]


def dotted_date(said: Symbols, today: date) -> Symbols:
    """A date with a point: "14.02"."""
    day, month = str(pick(said, "P")[1]).split(".")  # type: ignore[index]
    return [*_written(said, Written(int(day), int(month)), today)]


def _written(said: Symbols, written: Written, today: date) -> Symbols:
    weekday = pick(said, "w")
    return [("Z", dated(written, today, to_number(weekday[1]) if weekday else None))]


def digits(said: Symbols, today: date) -> Symbols:
    """A date in digits: "14/02/2027"."""
    written = said[-1][1]
    return _written(said, written, today) if isinstance(written, Written) else []


def named_month(said: Symbols, today: date) -> Symbols:
    """Leave "first week of March", which is no day."""
    if any(letter == "u" and value not in ("day", "month") for letter, value in said):
        return said
    written = Written(number_in(said, "noO"), number_in(said, "m"), number_in(said, "y"))
    return _written(said, written, today)


def day_of_month(said: Symbols, today: date) -> Symbols:
    """Leave "the week of the 14th", which is no day."""
    unit = pick(said, "u")
    if unit and unit[1] != "day":
        return [("V", "week")]
    weekday = pick(said, "w")
    number = number_in(said, "noO")
    return [("Z", on_day(number, today, to_number(weekday[1]) if weekday else None))]


def weekday_of_month(said: Symbols, today: date) -> Symbols:
    """The second or last such weekday of a month, this one when only "of the month" is said."""
    which, weekday = pick(said, "oOl"), number_in(said, "w")
    nth = -1 if which and which[0] == "l" else number_in(said, "oO")
    month, unit = number_in(said, "m"), pick(said, "u")
    if unit and unit[1] != "month":
        return said
    if month:
        return [("Z", of_month(nth, weekday, today, month=month, year=number_in(said, "y")))]
    return [("Z", of_month(nth, weekday, today, ahead=1 if pick(said, "G") else 0))]


def week_from(said: Symbols, today: date) -> Symbols:
    """As in "a week from Friday": so long after the nearest one."""
    whole = pick(said, "U")
    span = whole[1] if whole else Span(number_in(said, "n1") or 1, str(pick(said, "u")[1]))  # type: ignore[index]
    if not isinstance(span, Span) or span.unit in ("hour", "minute"):
        return said
    letter, value = said[-1]
    offset = to_number(value)
    first = (
        on_weekday(offset, today, word="nearest").days[0]
        if letter == "w"
        else today + timedelta(days=offset)
    )
    return [("Z", after(span, first))]


def weekday_week(said: Symbols, today: date) -> Symbols:
    """A week after the next: "Thursday week"."""
    if said[1][1] != "week":
        return said
    first = on_weekday(number_in(said, "w"), today, word="nearest").days[0]
    return [("Z", after(Span(1, "week"), first))]


def month_number(said: Symbols, today: date) -> Symbols:
    """As in "chhar 12": months have numbers in Morocco."""
    number = to_number(said[-1][1])
    return [("m", number)] if said[0][1] == "month" and 1 <= number <= 12 else said


def counted_weekday(said: Symbols, today: date) -> Symbols:
    """Tuesday and Wednesday are called after three and four in Darija."""
    number = to_number(said[0][1])
    return [("w", number - 2), *said[1:]] if number in (3, 4) else said


def of_this_month(said: Symbols, today: date) -> Symbols:
    """A day of this month: "le 20 de ce mois"."""
    return [("Z", dated(Written(number_in(said, "noO"), today.month, today.year), today))]


def day_of_some_month(said: Symbols, today: date) -> Symbols:
    """The next day of that number in Darija's "nhar 28 f chher"; leave "le 3 dans la semaine"."""
    unit = pick(said[1:], "u")
    month = unit is not None and unit[1] == "month"
    return [("Z", on_day(number_in(said, "no"), today))] if month else said


def from_day(said: Symbols, today: date) -> Symbols:
    """Leave the day open: "du 20 au 25" is none."""
    return [("V", "days")]


def of_next_month(said: Symbols, today: date) -> Symbols:
    """A day of next month: "le 5 du mois prochain"."""
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return [("Z", dated(Written(number_in(said, "no"), following.month, following.year), today))]


def weekday_number(said: Symbols, today: date) -> Symbols:
    """A date in "jeudi 26" when that day is a Thursday soon, an hour in "jeudi 6"."""
    weekday, number = number_in(said, "w"), number_in(said, "n")
    plain = on_weekday(weekday, today)
    day = on_day(number, today, weekday)
    near = bool(day.days) and day.sure and (day.days[0] - today).days <= DATED
    if number > 12 or near:
        hour_too = near and number <= 12
        return [("Z", Days((*day.days, *plain.days), sure=False) if hour_too else day)]
    return [("Z", Days(plain.days, sure=False)), ("c", Clock(number))]


def dated_part(said: Symbols, today: date) -> Symbols:
    """Leave "jeudi 8 au soir", when the eighth is no Thursday soon: then it is eight o'clock."""
    day = on_day(number_in(said, "n"), today, number_in(said, "w"))
    if not day.days or not day.sure or (day.days[0] - today).days > DATED:
        return said
    hour_too = number_in(said, "n") <= 12
    return [("Z", Days((*day.days,), sure=not hour_too)), said[-1]]


_RELATIONS: Final = {"t": "this", "l": "last", "x": "", "E": ""}


def by_weekday(said: Symbols, today: date) -> Symbols:
    """A weekday, with "next", "this" or "en huit" beside it."""
    weekday = number_in(said, "w")
    # "Had lkhmis jay" is the coming one.
    relation = pick(said, "xE") or pick(said, "tl")
    if relation is None:
        return [("Z", on_weekday(weekday, today))]
    if relation[0] == "E":
        first = on_weekday(weekday, today, word="nearest").days[0]
        return [("Z", after(Span(to_number(relation[1]), "day"), first))]
    word = str(relation[1]) if relation[0] == "x" else _RELATIONS[relation[0]]
    return [("Z", on_weekday(weekday, today, word=word))]


def weekday_of_week(said: Symbols, today: date) -> Symbols:
    """The weekday of a week that is named: "jeudi de la semaine prochaine"."""
    return [("Z", in_week(number_in(said, "w"), today, number_in(said, "X")))]


def weekday_hour_of_week(said: Symbols, today: date) -> Symbols:
    """The same with the hour between: "jeudi 16h la semaine prochaine"."""
    return [*weekday_of_week(said, today), *(one for one in said if one[0] == "c")]


def weekday_weeks_on(said: Symbols, today: date) -> Symbols:
    """The day that lies whole weeks ahead, where its weekday is named beside it; else leave both."""
    span = next(value for _, value in said if isinstance(value, Span))
    ahead_of = after(span, today)
    named = [day.weekday() for day in ahead_of.days] == [number_in(said, "w")]
    return [("Z", ahead_of)] if named else said


def week_of(said: Symbols, today: date) -> Symbols:
    """The week that a day of the month lies in: "la semaine du 30"; leave "jour 30"."""
    day = on_day(number_in(said, "n"), today)
    if said[0][1] != "week" or not day.sure or not day.days:
        return said
    monday = today - timedelta(days=today.weekday())
    ahead_of = day.days[0] - monday
    return [("X", ahead_of.days - ahead_of.days % 7)]


def relative(said: Symbols, today: date) -> Symbols:
    """A day counted from today: "demain", "غدا"; yesterday is past."""
    offset = number_in(said, "d")
    if offset < 0:
        return [("Z", Days(flaw="past"))]
    return [("Z", after(Span(offset, "day"), today))]


def this_day(said: Symbols, today: date) -> Symbols:
    """Today, in "this 6pm"."""
    return [("Z", Days((today,)))]


def day_unit(said: Symbols, today: date) -> Symbols:
    """Leave out "nhar" before a day that is known."""
    return [] if said[0][1] == "day" else said


def ahead(said: Symbols, today: date) -> Symbols:
    """What lies a length of time ahead: a day, or hours from now."""
    span = said[0][1]
    assert isinstance(span, Span)  # noqa: S101 - what the letter S carries
    if span.unit in ("hour", "minute"):
        near = span.count <= MOST_HOURS * (1 if span.unit == "hour" else 60)
        return [("s", span) if near else ("Z", Days(sure=False))]
    return [("Z", after(span, today))]


def over(said: Symbols, today: date) -> Symbols:
    """Last week, or last month: past."""
    return [("Z", Days(flaw="past"))]
