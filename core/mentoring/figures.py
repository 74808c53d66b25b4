"""The programme's figures over a period: counts, shares and medians, and no person among them.

Each share comes with its `of`, so that nobody reads 100 % of one pair as a success.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from statistics import median

from core.duration import DAY, HOUR, months_after
from core.mentoring import pledge as pledges
from core.mentoring import skills, standards
from core.mentoring.availability import LENGTH
from core.mentoring.checkin import ALUMNI
from core.mentoring.following import signs
from core.mentoring.health import health
from core.mentoring.outcome import Outcome
from core.mentoring.pair import LIVE, Pair
from core.mentoring.pledge import Pledge
from core.mentoring.side import SIDES
from core.mentoring.skills import Rating
from core.mentoring.standards import Ticket, Work

FIRST_MEETING = 14 * DAY
"""The headline figure: pairs that met within this (domain B9)."""

PULSES = frozenset({"day7", "day21", "day30", "regular", "midterm"})
"""The check-ins whose answers are counted against those sent (`core.mentoring.checkin`); meetings
and the closing ask for ratings of their own."""

UNFAIR = 1.5
"""A group that waits this many times the median is warned about (domain B6)."""

COMPLETED = frozenset({"completed", "completed_early"})

EARLY = frozenset({"completed_early", "ended_no_fault", "auto_concluded", "terminated"})
"""Ends before the planned one; the first of them because the goals were reached."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who began; times in milliseconds UTC, 0 for not yet."""

    began_at: int
    qualified: bool
    mentee: bool = False
    region: str = ""
    language: str = ""
    proposed_at: int = 0
    accepted_at: int = 0
    met_at: int = 0


ALIVE = frozenset({"growing", "steady"})
"""Answers of a former mentee whose company goes on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal that a mentor was asked about: its place among three, how it ended, and whether
    reasons were shown.
    """

    rank: int
    state: str
    reasons: bool = True


@dataclass(frozen=True, slots=True)
class Course:
    """A mentorship: its pair (None once somebody is erased), what was confided of it as ratings and
    reasons, how often it was at risk and came back, and its skill grids.

    `goals` were agreed by both, `briefed` sides took their briefing; `after` is how the mentee's
    company does, by the check-in months later that asked.
    """

    state: str
    created_at: int
    ended_at: int
    pair: Pair | None
    pulses: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    at_risk: int = 0
    recovered: int = 0
    grid: tuple[Rating, ...] = ()
    goals: int = 0
    briefed: int = 0
    after: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Records:
    """All that the figures are computed from."""

    newcomers: Sequence[Newcomer]
    asked: Sequence[Asked]
    courses: Sequence[Course]
    outcomes: Sequence[Outcome]
    pledges: Sequence[Pledge]
    tickets: Sequence[Ticket] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: a name, a value in its unit (None: nothing to compute it from), and out of how many.

    The name is a code, behind a colon what it is about (`outcome:jobs/1`); the words are
    `figures.ftl`. `part` is how many of these a share counts.
    """

    name: str
    value: float | None
    unit: str = ""
    of: int | None = None
    part: int | None = None


def figures(records: Records, now: int) -> tuple[Figure, ...]:
    """Every figure of domain §7 that the data allow, in the order of the report."""
    return tuple(one for section in SECTIONS for one in section(records, now))


def _share(name: str, part: int, whole: int) -> Figure:
    return Figure(name, part / whole if whole else None, "share", whole, part)


def _times(name: str, spans: Iterable[int]) -> tuple[Figure, ...]:
    """The median and the ninetieth percentile of some waits, in days."""
    days = sorted(span / DAY for span in spans)
    if not days:
        return (Figure(f"{name}_median", None, "days", 0),)
    last = days[ceil(0.9 * len(days)) - 1]
    return (
        Figure(f"{name}_median", median(days), "days", len(days)),
        Figure(f"{name}_p90", last, "days", len(days)),
    )


def _arrival(records: Records, now: int) -> Iterable[Figure]:
    began = records.newcomers
    mentees = [one for one in began if one.mentee and one.qualified]
    yield Figure("began", len(began))
    yield _share("activation", sum(one.qualified for one in began), len(began))
    steps: tuple[tuple[str, Callable[[Newcomer], int]], ...] = (
        ("first_proposal", lambda one: one.proposed_at),
        ("acceptance", lambda one: one.accepted_at),
        ("first_meeting", lambda one: one.met_at),
    )
    for name, moment in steps:
        yield from _times(name, (moment(one) - one.began_at for one in mentees if moment(one)))


def _proposals(records: Records, now: int) -> Iterable[Figure]:
    for rank in sorted({one.rank for one in records.asked}):
        asked = [one for one in records.asked if one.rank == rank]
        taken = sum(one.state == "accepted" for one in asked)
        yield _share(f"accepted:{rank}", taken, len(asked))


def _meetings(records: Records, now: int) -> Iterable[Figure]:
    pairs = [one.pair for one in records.courses if one.pair is not None]
    yield Figure("mentorships", len(records.courses))
    yield Figure("under_way", sum(not one.ended_at for one in records.courses))
    # Who began less than two weeks ago may still be in time.
    due = [one for one in pairs if one.first_held_at or now - one.agreed_at >= FIRST_MEETING]
    soon = sum(0 < one.first_held_at <= one.agreed_at + FIRST_MEETING for one in due)
    yield _share("met_in_time", soon, len(due))
    held = [one.meetings_held for one in pairs if one.active_at]
    yield Figure("meetings", sum(held))
    yield Figure("meetings_median", median(held) if held else None, "", len(held))
    hours = median(held) * LENGTH / HOUR if held else None
    yield Figure("hours_median", hours, "hours", len(held))


def _answers(records: Records) -> tuple[int, int]:
    """Check-ins that were answered, and all that were sent."""
    sent = sum(
        sum(kind in PULSES for kind in one.pair.seat(side).checkins)
        for one in records.courses
        if one.pair is not None
        for side in SIDES
    )
    return min(sum(len(one.pulses) for one in records.courses), sent), sent


def _pulses(records: Records, now: int) -> Iterable[Figure]:
    ratings = [rating for one in records.courses for rating in one.pulses]
    yield Figure("pulse_median", median(ratings) if ratings else None, "", len(ratings))
    yield _share("pulse_answers", *_answers(records))
    live = [one.pair for one in records.courses if one.pair is not None and one.state in LIVE]
    levels = Counter(health(signs(pair, now)).level for pair in live)
    for level in ("on_track", "check_in", "coordinator", "too_early"):
        yield _share(f"health:{level}", levels[level], len(live))
    risky = sum(one.at_risk for one in records.courses)
    yield _share("recovered", sum(one.recovered for one in records.courses), risky)


def _endings(records: Records, now: int) -> Iterable[Figure]:
    over = [one for one in records.courses if one.ended_at]
    yield _share("early", sum(one.state in EARLY for one in over), len(over))
    for state, count in sorted(Counter(one.state for one in over).items()):
        yield Figure(f"ended:{state}", count)
    reasons = Counter(reason for one in records.courses for reason in one.reasons)
    for reason, count in sorted(reasons.items()):
        yield Figure(f"reason:{reason}", count)


def _changes(records: Records, now: int) -> Iterable[Figure]:
    for rater in SIDES:
        moved = [
            one.change
            for course in records.courses
            for one in skills.deltas(course.grid)
            if one.rater == rater
        ]
        first = sum(
            one.rater == rater and one.moment == "t0"
            for course in records.courses
            for one in course.grid
        )
        mean = sum(moved) / len(moved) if moved else None
        yield Figure(f"skills_change:{rater}", mean, "levels", len(moved))
        yield _share(f"skills_improved:{rater}", sum(one > 0 for one in moved), len(moved))
        yield Figure(f"skills_once:{rater}", first - len(moved))
    grades = Counter((one.kind, one.grade) for one in records.outcomes if one.state != "withdrawn")
    for (kind, grade), count in sorted(grades.items()):
        yield Figure(f"outcome:{kind}/{grade}", count)


def _pledge(records: Records, now: int) -> Iterable[Figure]:
    found = pledges.figures(records.pledges)
    yield Figure("pledges_due", found.due)
    yield Figure("pledges_honoured", found.honoured)
    yield Figure("pledges_waived", found.waived)
    yield _share("pledges_kept", found.honoured, found.due)
    yield Figure("chain", found.depth)
    days = found.generation_time / DAY if found.generation_time is not None else None
    yield Figure("generation_median", days, "days", found.honoured)
    yield Figure("reproduction", found.reproduction, "", found.alumni)


def _survival(records: Records, now: int) -> Iterable[Figure]:
    """Companies that go on, of those whose mentees answer, and how many of them do.

    Who completed a mentorship and answers has chosen itself: the share is no effect (domain §3).
    """
    done = [one for one in records.courses if one.state in COMPLETED]
    for months, kind in ALUMNI:
        due = [one for one in done if months_after(one.ended_at, months) <= now]
        told = [one.after[kind] for one in due if kind in one.after]
        alive = sum(one in ALIVE for one in told)
        yield _share(f"survival:{months}", alive, len(told))
        yield _share(f"survival_answers:{months}", len(told), len(due))


def _standards(records: Records, now: int) -> Iterable[Figure]:
    works = [
        Work(one.pair, one.goals, one.briefed, len({r.rater for r in one.grid if r.moment == "t0"}))
        for one in records.courses
        if one.pair is not None
    ]
    reasoned = sum(one.reasons for one in records.asked), len(records.asked)
    card = standards.scorecard(works, reasoned, _answers(records), records.tickets)
    for one in card:
        said = sum(evidence.whole for evidence in one.evidence)
        yield Figure(f"ismcp:{one.name}", one.share, "share", said)
    average, known = standards.mean(card)
    yield Figure("ismcp_mean", average, "share", known)
    reached = standards.LEVELS.index(standards.level(card))
    yield Figure("ismcp_level", reached)


SECTIONS: tuple[Callable[[Records, int], Iterable[Figure]], ...] = (
    _arrival,
    _proposals,
    _meetings,
    _pulses,
    _endings,
    _changes,
    _survival,
    _pledge,
    _standards,
)


@dataclass(frozen=True, slots=True)
class Group:
    """How long one group of mentees waits for a mentor, beside everybody: days until acceptance, or
    until now for those who still wait.
    """

    by: str
    name: str
    mentees: int
    days: float
    ratio: float
    warned: bool


def equity(records: Records, now: int) -> tuple[Group, ...]:
    """The median wait of each region and language; a group that waits much longer is warned about."""
    mentees = [one for one in records.newcomers if one.mentee and one.qualified]
    if not mentees:
        return ()
    everybody = median(_wait(one, now) for one in mentees)
    found = []
    groupings: Mapping[str, Callable[[Newcomer], str]] = {
        "region": lambda one: one.region,
        "language": lambda one: one.language,
    }
    for by, group_of in groupings.items():
        for name in sorted({group_of(one) for one in mentees} - {""}):
            waits = [_wait(one, now) for one in mentees if group_of(one) == name]
            middle = median(waits)
            ratio = middle / everybody if everybody else 1.0
            warned = ratio > UNFAIR
            found.append(Group(by, name, len(waits), middle / DAY, ratio, warned))
    return tuple(found)


def _wait(one: Newcomer, now: int) -> int:
    return (one.accepted_at or now) - one.began_at
