"""Which days a date as said may be, seen from today; the day comes before the month."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from core.understanding.calendar_lexicon import Span, Written

Flaw = Literal["past", "no_such_day"]

JUST_PAST: Final = timedelta(days=90)
"""A date without a year that lies this little behind is rather a slip than a date in a year."""

FURTHEST_YEARS: Final = 5
"""A date further ahead than a mentorship can reach is asked back."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days meant, the likeliest first, or the flaw that leaves none; `sure` when one is meant."""

    days: tuple[date, ...] = ()
    flaw: Flaw | None = None
    sure: bool = True


def on_weekday(weekday: int, today: date, *, word: str = "") -> Days:
    """The next day of that name (0 is Monday), or with `word`: this, either, nearest, last, week…

    On the day itself both today and in a week are given. "jeudi prochain" said on a Monday may be
    either Thursday.
    """
    ahead = (weekday - today.weekday()) % 7
    nearest = today + timedelta(days=ahead)
    later = nearest + timedelta(days=7)
    match word:
        case "last":
            return Days(flaw="past")
        case "this":
            return Days((nearest,))
        case "nearest":
            return Days((nearest if ahead else later,))
        case "either":
            if not ahead:
                return Days((later,))
            same_week = nearest.isocalendar()[:2] == today.isocalendar()[:2]
            return Days((nearest, later), sure=False) if same_week else Days((nearest,))
    return Days((nearest,)) if ahead else Days((nearest, later), sure=False)


def in_week(weekday: int, today: date, offset: int) -> Days:
    """The weekday of the week (Monday to Sunday) that lies `offset` days from this one."""
    day = today + timedelta(days=offset + weekday - today.weekday())
    return Days((day,)) if day >= today else Days(flaw="past")


def after(span: Span, today: date) -> Days:
    """The day that lies so many days, weeks, months or years ahead; "15 jours" may be 14."""
    if span.count > 1000:
        return Days(sure=False)
    match span.unit:
        case "day":
            day = today + timedelta(days=span.count)
            if span.loose:
                return Days((day - timedelta(days=1), day), sure=False)
        case "week":
            day = today + timedelta(weeks=span.count)
        case "month":
            day = _months_on(today, span.count)
        case _:
            day = _months_on(today, 12 * span.count)
    return Days((day,)) if day.year - today.year <= FURTHEST_YEARS else Days((day,), sure=False)


def _months_on(today: date, count: int) -> date:
    years, month = divmod(today.month - 1 + count, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def dated(written: Written, today: date, weekday: int | None = None) -> Days:
    """The day of a date in digits or words, the next one when it has no year.

    Flawed when there is no such day or it is past; in doubt when a weekday said beside it is
    another, when the date passed a short while ago, or when it is years away.
    """
    if written.month > 12 >= written.day or (written.turned and written.day <= 12):
        return _turned(written, today, weekday)
    if not 1 <= written.month <= 12 or not 1 <= written.day <= 31:
        return Days(flaw="no_such_day")
    if written.year:
        day = _existing(written.day, written.month, written.year)
        if day is None:
            return Days(flaw="no_such_day")
        if day < today:
            return Days(flaw="past")
        far = day.year - today.year > FURTHEST_YEARS
        return Days((day,), sure=not far and weekday in (None, day.weekday()))
    this_year = _existing(written.day, written.month, today.year)
    if this_year and this_year >= today:
        return Days((this_year,), sure=weekday in (None, this_year.weekday()))
    next_year = _existing(written.day, written.month, today.year + 1)
    if next_year is None or (this_year is None and written.month >= today.month):
        # Said in January 2027, "29 février" is no day, though there is one a year later.
        return Days(flaw="no_such_day")
    slip = this_year is not None and today - this_year <= JUST_PAST
    return Days((next_year,), sure=not slip and weekday in (None, next_year.weekday()))


def _turned(written: Written, today: date, weekday: int | None) -> Days:
    """A date whose month may stand first: sure only where no other reading is left."""
    plain = replace(written, turned=False)
    swapped = dated(replace(plain, day=plain.month, month=plain.day), today, weekday)
    if plain.month > 12:
        # Elsewhere "11/26" may be a slip.
        return swapped if written.turned else replace(swapped, sure=False)
    straight = dated(plain, today, weekday)
    if straight == swapped or swapped.flaw:
        return straight
    return swapped if straight.flaw else Days((*swapped.days, *straight.days), sure=False)


def of_month(
    nth: int, weekday: int, today: date, *, month: int = 0, year: int = 0, ahead: int = 0
) -> Days:
    """The nth weekday of a month (-1 is the last), of the month `ahead` of this one when none is named.

    Without a year it is the next that is not over.
    """
    if not month:
        following = today.month - 1 + ahead
        year, month = today.year + following // 12, following % 12 + 1
    for one in (year,) if year else (today.year, today.year + 1):
        first = date(one, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        if nth < 0:
            last = date(one, month, monthrange(one, month)[1])
            day = last - timedelta(days=(last.weekday() - weekday) % 7)
        if not nth or day.month != month:
            return Days(flaw="no_such_day")
        if day >= today:
            return Days((day,))
    return Days(flaw="past")


def on_day(number: int, today: date, weekday: int | None = None) -> Days:
    """The next day of the month with that number; in doubt on the day itself."""
    if not 1 <= number <= 31:
        return Days(flaw="no_such_day")
    found = _numbered(number, today)
    if weekday is not None and found[0].weekday() != weekday:
        fitting = [day for day in found if day.weekday() == weekday]
        return Days(tuple(fitting[:1] or found[:1]), sure=False)
    if found[0] == today:
        return Days(tuple(found[:2]), sure=False)
    return Days((found[0],))


def _numbered(number: int, today: date) -> Sequence[date]:
    days = (
        _existing(
            number, (today.month - 1 + ahead) % 12 + 1, today.year + (today.month - 1 + ahead) // 12
        )
        for ahead in range(14)
    )
    return [day for day in days if day and day >= today]


def _existing(day: int, month: int, year: int) -> date | None:
    if not 1 <= year <= 9999 or day > monthrange(year, month)[1]:
        return None
    return date(year, month, day)
