"""The people of a round, in codes: what may count, and nothing else.

Gender, origin, photo, name, title and wealth have no field here, so no rule and no score can read
them. The year of birth becomes a verdict of the programme's age rule and is dropped.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct

from core.matching.week import weekly_hours
from core.matching.weights import MOST_NEEDS
from core.mentoring.member import PILLARS, Member
from core.mentoring.qualification import Verdict, qualify
from core.understanding.places import MEM_REGION, REGIONS
from core.understanding.spoken import LANGUAGES
from core.understanding.topics import AXES, TOPICS

_SUBJECTS = frozenset((*AXES, *TOPICS))

Reason = Literal["blocked", "failed", "declined", "conflict"]
"""Why two people are kept apart: one of them blocked the other, their mentorship ended early, one
of them said no, or money is at stake between them (domain §6.11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """What counts on both sides, in codes; empty means not said. Times are milliseconds UTC.

    `hours` are bits of `core.matching.week`, None where the time zone does not exist.
    `region` is `01`…`12`, or `13` abroad; `place` is the label code of the home.
    """

    id: int
    languages: tuple[str, ...] = ()
    zone: str = ""
    availability: tuple[str, ...] = ()
    hours: int | None = 0
    country: str = ""
    region: str = ""
    place: str = ""
    sector: str = ""
    trade: str = ""
    company: str = ""
    style: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    stage: str = ""
    verdict: Verdict = "qualified"
    last_seen: int = 0
    paused: bool = False
    held: bool = False

    @property
    def on(self) -> str:
        """The label code of what the person does: `sector/trade`, `sector` or nothing."""
        return f"{self.sector}/{self.trade}" if self.sector and self.trade else self.sector


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Party):
    """Someone to be accompanied.

    Needs are `axis` or `axis/topic`, `wish` is what the last proposals lacked (`needs`, `sector`,
    `experience`, `language`, `times`), `rounds` counts those without a proposal.
    """

    needs: tuple[str, ...] = ()
    intent: str = ""
    goal: str = ""
    target: str = ""
    wish: str = ""
    waiting_since: int = 0
    rounds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Party):
    """Someone who accompanies: `taken` seats are running mentorships, `reserved` open requests.

    `lapsed` counts the requests in a row that they left unanswered, as long as they write nothing;
    `silent` says that they owe their pair an answer for so long that a coordinator was told.
    """

    offers: tuple[str, ...] = ()
    kind: str = ""
    origin: str = ""
    capacity: int = 0
    taken: int = 0
    reserved: int = 0
    lapsed: int = 0
    silent: bool = False


class Exclusion(Struct, frozen=True, order=True):
    """A mentee and a mentor who are not proposed to each other before `until` (0: never again)."""

    mentee: int
    mentor: int
    reason: Reason
    until: int = 0


@dataclass(frozen=True, eq=False)
class Pool:
    """Everybody a round looks at, in any order, and who must not meet whom.

    `running` are mentorships under way as (mentee, mentor). `seed` breaks ties and is published.
    Raises ValueError when an id stands twice on one side.
    """

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    now: int
    excluded: frozenset[Exclusion] = frozenset()
    running: frozenset[tuple[int, int]] = frozenset()
    seed: int = 0

    def __post_init__(self) -> None:
        for name, side in (("mentee", self.mentees), ("mentor", self.mentors)):
            if len({one.id for one in side}) != len(side):
                raise ValueError(f"a {name} stands twice in the pool")

    @cached_property
    def mentee(self) -> dict[int, Mentee]:
        """Mentees by id."""
        return {one.id: one for one in self.mentees}

    @cached_property
    def mentor(self) -> dict[int, Mentor]:
        """Mentors by id."""
        return {one.id: one for one in self.mentors}

    @cached_property
    def apart(self) -> dict[tuple[int, int], tuple[Reason, ...]]:
        """Why two are kept apart now, by (mentee, mentor)."""
        found: dict[tuple[int, int], list[Reason]] = {}
        for one in self.excluded:
            if not one.until or self.now < one.until:
                found.setdefault((one.mentee, one.mentor), []).append(one.reason)
        return {pair: tuple(sorted(reasons)) for pair, reasons in found.items()}

    @cached_property
    def away(self) -> Mapping[int, frozenset[int]]:
        """The mentors whom a mentee is not proposed to: kept apart, or accompanied by the mentee."""
        found: dict[int, set[int]] = {}
        for mentee, mentor in (*self.apart, *((mentor, mentee) for mentee, mentor in self.running)):
            found.setdefault(mentee, set()).add(mentor)
        return {mentee: frozenset(mentors) for mentee, mentors in found.items()}

    @cached_property
    def mentored(self) -> frozenset[int]:
        """Mentees who are in a running mentorship."""
        return frozenset(mentee for mentee, _ in self.running)


def day_of(moment: int) -> date:
    """The UTC day of a time in milliseconds."""
    return datetime.fromtimestamp(moment / 1000, UTC).date()


def mentee_of(
    person_id: int,
    member: Member,
    *,
    now: int,
    last_seen: int,
    waiting_since: int = 0,
    rounds: int = 0,
    held: bool = False,
) -> Mentee:
    """The mentee that a member is, judged and seen by the clock of `now`."""
    return Mentee(
        **_party(person_id, member, now),
        verdict=_verdict(member, "mentee", now),
        last_seen=last_seen,
        held=held,
        needs=refined(_known(member.needs, _SUBJECTS))[:MOST_NEEDS],
        intent=member.intent,
        goal=member.goal,
        target=member.target,
        wish=member.wish,
        waiting_since=waiting_since,
        rounds=rounds,
    )


def mentor_of(
    person_id: int,
    member: Member,
    *,
    now: int,
    last_seen: int,
    taken: int = 0,
    reserved: int = 0,
    lapsed: int = 0,
    silent: bool = False,
    held: bool = False,
) -> Mentor:
    """The mentor that a member is, judged and seen by the clock of `now`."""
    return Mentor(
        **_party(person_id, member, now),
        verdict=_verdict(member, "mentor", now),
        last_seen=last_seen,
        held=held,
        offers=_known(member.offers, _SUBJECTS),
        kind=member.kind,
        origin=member.origin[3:5] if member.origin[:5] in REGIONS else "",
        capacity=member.capacity,
        taken=taken,
        reserved=reserved,
        lapsed=lapsed,
        silent=silent,
    )


def mentee_again(
    one: Mentee, *, now: int, last_seen: int, waiting_since: int, rounds: int
) -> Mentee:
    """A mentee whose profile has not changed within the year, by the clock of `now`."""
    hours = weekly_hours(one.availability, one.zone, one.country, day_of(now))
    seen = hours, last_seen, waiting_since, rounds
    if seen == (one.hours, one.last_seen, one.waiting_since, one.rounds):
        return one
    return replace(
        one, hours=hours, last_seen=last_seen, waiting_since=waiting_since, rounds=rounds
    )


def mentor_again(
    one: Mentor,
    *,
    now: int,
    last_seen: int,
    taken: int,
    reserved: int,
    lapsed: int,
    silent: bool,
) -> Mentor:
    """A mentor whose profile has not changed within the year, by the clock of `now`."""
    hours = weekly_hours(one.availability, one.zone, one.country, day_of(now))
    seen = hours, last_seen, taken, reserved, lapsed, silent
    if seen == (one.hours, one.last_seen, one.taken, one.reserved, one.lapsed, one.silent):
        return one
    return replace(
        one,
        hours=hours,
        last_seen=last_seen,
        taken=taken,
        reserved=reserved,
        lapsed=lapsed,
        silent=silent,
    )


def refined(codes: Iterable[str]) -> tuple[str, ...]:
    """Topics, and the axes of which no topic is named: "finance, above all taxes" means taxes."""
    said = tuple(dict.fromkeys(codes))
    detailed = {code.partition("/")[0] for code in said if "/" in code}
    return tuple(code for code in said if "/" in code or code not in detailed)


def _known(codes: Iterable[str], table: Container[str]) -> tuple[str, ...]:
    """Each code once, as said; codes of an older table count for nothing."""
    return tuple(code for code in dict.fromkeys(codes) if code in table)


def _party(person_id: int, member: Member, now: int) -> dict[str, Any]:
    home = f"MA-{member.region}" if member.country == "MA" and member.region else member.country
    return {
        "id": person_id,
        "languages": _known(member.languages, LANGUAGES),
        "zone": member.timezone,
        "availability": member.availability,
        "hours": weekly_hours(member.availability, member.timezone, member.country, day_of(now)),
        "country": member.country,
        "region": member.region if f"MA-{member.region}" in (*REGIONS, MEM_REGION) else "",
        "place": f"{home}/{member.city}" if home and member.city else home,
        "sector": member.sector,
        "trade": member.trade,
        "company": " ".join(member.company.casefold().split()),
        "style": member.style,
        "pillars": _known(member.pillars, PILLARS),
        "stage": member.stage,
        "paused": member.state == "paused",
    }


def _verdict(member: Member, role: Literal["mentee", "mentor"], now: int) -> Verdict:
    """The verdict for one role; a mentee of 60 who also accompanies stays a good mentor."""
    if role not in member.roles or member.state in ("imported", "onboarding", "left"):
        return "needs_info"
    alone = member if member.roles == (role,) else replace(member, roles=(role,))
    return qualify(alone, programme_year=day_of(now).year).verdict
