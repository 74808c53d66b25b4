"""The pledge: whoever was accompanied takes a younger entrepreneur under their wing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from core.duration import DAY

LONGEST_DEFERRAL = 365 * DAY
LAPSES = 365 * DAY
"""Ours: a promise that a year of offers did not move has lapsed, and is counted as such."""

State = Literal[
    "offered",
    "signed",
    "recalled",
    "due",
    "deferred",
    "proposing",
    "honoured",
    "waived",
    "lapsed",
    "refused",
]
Act = Literal[
    "sign", "refuse", "recall", "complete", "defer", "return", "propose", "fail", "honour",
    "waive", "lapse",
]  # fmt: skip

TRANSITIONS: Mapping[tuple[State, Act], State] = {
    ("offered", "sign"): "signed",
    ("offered", "refuse"): "refused",
    ("refused", "sign"): "signed",
    ("signed", "recall"): "recalled",
    ("signed", "complete"): "due",
    ("recalled", "complete"): "due",
    ("due", "defer"): "deferred",
    ("deferred", "return"): "due",
    ("deferred", "propose"): "proposing",
    ("due", "propose"): "proposing",
    ("proposing", "fail"): "due",
    ("proposing", "honour"): "honoured",
    **{(state, "waive"): "waived" for state in ("signed", "recalled", "due", "deferred")},
    ("due", "lapse"): "lapsed",
    ("lapsed", "propose"): "proposing",
}
"""Domain §7, Pledge; a refusal is recorded and never hidden, a lapsed promise can still be kept."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """One person's promise; times in milliseconds UTC, 0 for not yet.

    `began_at` is the start of the mentorship in which they were accompanied. `parent` is the pledge
    of their own mentor, if that mentor was once accompanied: then `generation` is one more than the
    parent's, else 1.
    """

    id: str
    began_at: int
    version: str = ""
    state: State = "offered"
    parent: str = ""
    generation: int = 1
    signed_at: int = 0
    due_at: int = 0
    deferred_until: int = 0
    deferrals: int = 0
    honoured_by: str = ""
    honoured_at: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the report prints: promises due, honoured and, apart from both, those that somebody was
    freed from; the longest chain of honoured ones, the median milliseconds between two generations,
    and R = mentors activated by alumni ÷ alumni.
    """

    alumni: int
    due: int
    honoured: int
    waived: int
    depth: int
    generation_time: float | None
    reproduction: float | None


def begin(id_: str, began_at: int, *, parent: Pledge | None = None) -> Pledge:
    """The pledge offered to a new mentee, in the line of their mentor's own."""
    if parent is None:
        return Pledge(id_, began_at)
    return Pledge(id_, began_at, parent=parent.id, generation=parent.generation + 1)


def sign(pledge: Pledge, version: str, at: int) -> Pledge | None:
    """Signed, under this version of the text."""
    signed = act(pledge, "sign")
    return replace(signed, version=version, signed_at=at) if signed else None


def complete(pledge: Pledge, at: int) -> Pledge | None:
    """The mentorship was completed: the pledge is due, and offered within a week."""
    due = act(pledge, "complete")
    return replace(due, due_at=at) if due else None


def defer(pledge: Pledge, until: int, at: int) -> Pledge | None:
    """One later date and one only; None for a second, one in the past or beyond a year."""
    if pledge.deferrals or not at < until <= at + LONGEST_DEFERRAL:
        return None
    deferred = act(pledge, "defer")
    return replace(deferred, deferred_until=until, deferrals=1) if deferred else None


def honour(pledge: Pledge, mentorship: str, at: int) -> Pledge | None:
    """Their first younger mentee started at `at`, in `mentorship`."""
    honoured = act(pledge, "honour")
    return replace(honoured, honoured_by=mentorship, honoured_at=at) if honoured else None


def waive(pledge: Pledge, reason: str) -> Pledge | None:
    """A coordinator frees them, with a reason; None without one."""
    waived = act(pledge, "waive") if reason.strip() else None
    return replace(waived, reason=reason.strip()) if waived else None


def act(pledge: Pledge, deed: Act) -> Pledge | None:
    """The pledge after `deed`; None where the table has no such step."""
    state = TRANSITIONS.get((pledge.state, deed))
    return replace(pledge, state=state) if state else None


def next_due(pledge: Pledge) -> tuple[int, Act] | None:
    """When something follows by itself, and what: the return of a deferred one, the lapse of a due."""
    match pledge.state:
        case "deferred":
            return pledge.deferred_until, "return"
        case "due":
            return max(pledge.due_at, pledge.deferred_until) + LAPSES, "lapse"
        case _:
            return None


def figures(pledges: Sequence[Pledge]) -> Figures:
    """The figures of `pledges`; ratios are None without alumni, times without two generations."""
    by_id = {one.id: one for one in pledges}
    alumni = [one for one in pledges if one.due_at]
    honoured = [one for one in alumni if one.state == "honoured"]
    times = [one.honoured_at - one.began_at for one in honoured]
    return Figures(
        alumni=len(alumni),
        due=sum(one.state != "waived" for one in alumni),
        honoured=len(honoured),
        waived=sum(one.state == "waived" for one in pledges),
        depth=max((_chain(one, by_id) for one in honoured), default=0),
        generation_time=median(times) if times else None,
        reproduction=len(honoured) / len(alumni) if alumni else None,
    )


def _chain(pledge: Pledge, by_id: Mapping[str, Pledge]) -> int:
    """Honoured promises in a row up to this one; a loop in the data ends the count."""
    seen: set[str] = set()
    here: Pledge | None = pledge
    while here is not None and here.state == "honoured" and here.id not in seen:
        seen.add(here.id)
        here = by_id.get(here.parent)
    return len(seen)
