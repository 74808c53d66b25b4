"""The silence budget: when we may write first, by each reader's clock, week and patience."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Literal

from core.duration import WEEK
from core.mentoring.appointment import instant, local
from core.mentoring.calendar import FIRST_HOUR, LAST_HOUR, allowed_from
from core.mentoring.weekend import days_off

A_DAY, A_WEEK = 1, 3
"""Messages that we begin, at most (decision 15, domain §3)."""

Cause = Literal["reply", "partner", "clock", "appointment"]
"""Why something is said: an answer to who just wrote, the partner's act, the programme's rhythm,
or a meeting that both have confirmed.

A reply goes at once. What the partner did waits for daylight only: it is the partner who speaks.
What concerns a confirmed meeting (two reminders, how it went) lies on three days by its timetable
and leaves the weekend aside, since they chose the day. All but replies use up the budget; only the
programme's own rhythm has to look for room in it.
"""


def allowed(due: int, cause: Cause, *, zone: str, country: str, sent: Collection[int] = ()) -> int:
    """The first time from `due` (milliseconds, UTC) at which something of `cause` may be sent.

    `sent` are the times at which we wrote first to this person, whatever for, in all their
    mentorships; reminders already fixed for a later day belong to it, so that nothing else takes
    their day.
    """
    match cause:
        case "reply":
            return due
        case "partner" | "appointment":
            return allowed_from(due, zone)
        case "clock":
            return _affordable(due, zone, days_off(country), sent)


def allowed_before(due: int, zone: str) -> int:
    """The last time until `due` (milliseconds, UTC) at which we may write: a reminder is not late."""
    here = local(due, zone)
    if FIRST_HOUR <= here.hour < LAST_HOUR:
        return due
    evening = here.replace(tzinfo=None)
    if here.hour < FIRST_HOUR:
        evening -= timedelta(days=1)
    return instant(evening.replace(hour=LAST_HOUR - 1, minute=30, second=0, microsecond=0), zone)


def _affordable(due: int, zone: str, rest: frozenset[int], sent: Collection[int]) -> int:
    """Each pass moves to a later day, and from the tenth on the budget is whole again."""
    at = allowed_from(due, zone)
    days = Counter(local(one, zone).date() for one in sent)
    for _ in range(30):
        here = local(at, zone)
        free = here.weekday() not in rest and days[here.date()] < A_DAY
        if free and _room(at, sent):
            return at
        at = _next_morning(here, zone)
    return at


def _room(at: int, sent: Collection[int]) -> bool:
    """Whether every seven days around `at` have room for one more, what is fixed for later included."""
    near = sorted([*(one for one in sent if abs(one - at) < WEEK), at])
    return all(sum(0 <= one - first < WEEK for one in near) <= A_WEEK for first in near)


def _next_morning(here: datetime, zone: str) -> int:
    morning = (here.replace(tzinfo=None) + timedelta(days=1)).replace(
        hour=FIRST_HOUR, minute=0, second=0, microsecond=0
    )
    return allowed_from(instant(morning, zone), zone)
