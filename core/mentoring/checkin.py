"""Who is asked how it goes, and when: early and often, then every sixty days."""

from dataclasses import dataclass
from typing import Literal

from core.duration import DAY, months_after

Kind = Literal[
    "day7", "day21", "day30", "regular", "midterm", "closing", "after3", "after6", "after12"
]

EARLY: tuple[tuple[int, Kind], ...] = ((7, "day7"), (21, "day21"), (30, "day30"))
"""Days of the first questions: contact in the first month is what keeps pairs (domain §3)."""

CADENCE = 60
"""Days between the later ones (Mentorloop, domain §0.11)."""

CADENCES = (14, 180)
"""The shortest and the longest cadence somebody may ask for, in days."""

EXPIRES = 7 * DAY
"""An unanswered check-in is closed after this (domain §7)."""

MERGED = 10 * DAY
"""A regular one this near the middle or the end is left out: those ask the same and more."""

ALUMNI: tuple[tuple[int, Kind], ...] = ((3, "after3"), (6, "after6"), (12, "after12"))
"""Months after the end (domain §0.5: effects fade when contact ends)."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A planned question: its kind and when, in milliseconds UTC."""

    kind: Kind
    due: int


def plan(start: int, end: int, cadence: int = CADENCE) -> tuple[CheckIn, ...]:
    """The check-ins of one side between `start` and `end` (milliseconds UTC), in order.

    `cadence` is that side's, in days. The question after each meeting is the meeting's own.
    """
    middle = start + (end - start) // 2
    found = [CheckIn("midterm", middle), CheckIn("closing", end)]
    # Someone who wants to hear from us less often is spared the early ones too.
    early = EARLY if cadence <= CADENCE else EARLY[:1] + EARLY[2:]
    first = start + EARLY[-1][0] * DAY
    regular = range(first + cadence * DAY, end, cadence * DAY)
    found += [CheckIn(kind, start + day * DAY) for day, kind in early]
    found += [CheckIn("regular", at) for at in regular]
    return tuple(
        sorted(
            (
                one
                for one in found
                if one.kind in ("midterm", "closing")
                or all(abs(one.due - big) > MERGED for big in (middle, end))
            ),
            key=lambda one: one.due,
        )
    )


def next_checkin(
    plan: tuple[CheckIn, ...], after: int, done: tuple[str, ...] = ()
) -> CheckIn | None:
    """The first of `plan` later than `after`; those missed meanwhile are not made up for.

    A kind in `done` is over, except the regular one: a middle that a break moved comes once.
    """
    return next(
        (
            one
            for one in plan
            if one.due > after and (one.kind == "regular" or one.kind not in done)
        ),
        None,
    )


def follow_ups(end: int) -> tuple[CheckIn, ...]:
    """What alumni are asked, three, six and twelve months after `end`."""
    return tuple(CheckIn(kind, months_after(end, months)) for months, kind in ALUMNI)


def cadence_wished(wish: int | Literal["less", "more"], cadence: int) -> int:
    """The cadence in days after someone asked for less, for more, or for a number of days."""
    match wish:
        case "less":
            days = cadence * 2
        case "more":
            days = cadence // 2
        case _:
            days = wish
    shortest, longest = CADENCES
    return max(shortest, min(days, longest))
