"""Which times of the day an hour as said may be: "6" is 18:00 in a working day, "8" is in doubt."""

from datetime import time
from typing import Final, Literal

from core.understanding.calendar_lexicon import Clock

Part = Literal["dawn", "morning", "noon", "afternoon", "evening", "night"]

DAY_STARTS, DAY_ENDS = 8, 21
"""Hours between which people meet; an hour without "morning" or "evening" is read inside them."""

EARLY: Final = 7
"""Who writes "7:00" as a clock shows it may mean the morning; with the French "h" any hour may be."""

SPANS: Final[dict[str, tuple[int, int]]] = {
    "am": (0, 11),
    "pm": (12, 23),
    "dawn": (3, 8),
    "morning": (0, 11),
    "noon": (11, 14),
    "day": (7, 18),
    "afternoon": (12, 19),
    "evening": (14, 23),
    "night": (19, 23),
}
"""First and last hour that may carry each word; العشية and "du soir" begin early."""

PART_ENDS: Final[dict[str, int]] = {
    "dawn": 8,
    "morning": 12,
    "noon": 14,
    "afternoon": 18,
    "evening": 23,
    "night": 24,
}


def exists(clock: Clock) -> bool:
    """Whether a clock can show this: not 25h, 18h75 or 13 pm."""
    twelve = clock.part not in ("am", "pm") or 1 <= clock.hour <= 12
    return (
        clock.hour <= 24
        and 0 <= clock.minute < 60
        and twelve
        and (clock.hour < 24 or not clock.minute)
    )


def readings(clock: Clock, part: str = "") -> tuple[time, ...]:
    """The times that `clock` may mean, with the part of the day said elsewhere in the sentence.

    One when it is sure, as "8h30" is, which nobody writes for the evening; two when morning and evening both fall into a working day; none when
    hour and part contradict each other.
    """
    part = clock.part or part
    hour = clock.hour
    if hour == 24:
        return ()
    if part and not (part == "am" and hour == 12):
        first, last = SPANS[part]
        hours = [one for one in _both(hour, clock) if first <= one <= last]
        return tuple(time(one, clock.minute) for one in hours)
    if part:
        # Half of those who write 12 am mean noon.
        return (time(0, clock.minute), time(12, clock.minute))
    if clock.exact or hour == 0 or (clock.counted and clock.minute and hour == DAY_STARTS):
        return (time(hour, clock.minute),)
    starts = 1 if clock.counted else EARLY if clock.shown else DAY_STARTS
    inside = [one for one in _both(hour, clock) if starts <= one < DAY_ENDS]
    return tuple(time(one, clock.minute) for one in inside)


def _both(hour: int, clock: Clock) -> tuple[int, ...]:
    if hour == 12:
        return (12,)
    if hour > 12 or hour == 0:
        return (hour,)
    if clock.exact and not clock.part:
        return (hour, hour + 12) if hour + 12 < 24 else (hour,)
    return hour, hour + 12
