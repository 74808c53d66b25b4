"""Why these two, in codes: made from the parts of their score, put into words when it is sent.

Every sentence is a message of `matching.ftl` with labels by code. To whom it is told decides whose
points rank the reasons. What one side weighs, whom it blocked or refused is in none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.conversation.message import Part
from core.matching.levels import cover, heart_of, near_sectors, shared_languages
from core.matching.pool import Mentee, Mentor, Party, day_of
from core.matching.score import PartScore, Score, mentee_points, score
from core.matching.week import hours_of
from core.matching.weights import DEGREE, LEVEL, STAGES, PartCode, Table
from core.mentoring.member import STYLES

Reader = Literal["mentee", "mentor"]

GOOD = 6 * DEGREE
"""From this level on a part is a reason; a need that is met always is, and the first (A4)."""

MOST, FEWEST = 3, 2
"""How many reasons are told (Chronus: name what is common, not a percentage)."""

WORTH_TELLING = 3 * LEVEL
"""A gap is told from three points out of the reader's hundred on."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Two or three reasons, the largest gap if there is one, and when the two could talk."""

    score: Score
    reasons: tuple[Part, ...]
    gap: Part | None
    logistics: Part


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people and the table, as the sentences look at them."""

    mentee: Mentee
    mentor: Mentor
    table: Table
    on: date


def explain(
    mentee: Mentee, mentor: Mentor, table: Table, *, now: int, reader: Reader
) -> Explanation:
    """Why the two fit, for one of them; whether they may meet is another question (`rules`)."""
    pair, found = Pair(mentee, mentor, table, day_of(now)), score(mentee, mentor, table, now)

    def own(part: PartScore) -> int:
        return part.mentee if reader == "mentee" else part.mentor

    others = sorted(found.parts, key=own, reverse=True)
    reasons = [
        said
        for part in (found["needs"], *(part for part in others if part.code != "needs"))
        if part.code in _WHY and part.known
        if part.code == "needs" or part.level >= GOOD
        if (said := _WHY[part.code](pair, reader))
    ][:MOST]
    if len(reasons) < FEWEST:
        reasons.append(_language(pair))
    return Explanation(found, tuple(reasons), _gap(pair, reader, found), _logistics(pair, reader))


def _topics(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"topic:{code}" for code in codes)


def _said(pair: Pair, reader: Reader, name: str, **labels: tuple[str, ...]) -> Part:
    return Part(f"matching-why-{name}-{reader}", labels=labels)


def _split_needs(pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Needs that are met well enough, and the others."""
    met = tuple(
        need
        for need in pair.mentee.needs
        if cover(need, pair.mentor.offers, pair.table.needs) >= pair.table.needs.enough
    )
    return met, tuple(need for need in pair.mentee.needs if need not in met)


def _needs(pair: Pair, reader: Reader) -> Part | None:
    met, _ = _split_needs(pair)
    return _said(pair, reader, "needs", needs=_topics(met)) if met else None


def _experience(pair: Pair, reader: Reader) -> Part | None:
    if pair.mentor.stage in STAGES:
        who = pair.mentor if reader == "mentee" else pair.mentee
        return _said(pair, reader, "stage", stage=(f"onboarding-stage.{who.stage}",))
    if reader == "mentor":
        return _said(pair, reader, "kind", stage=(f"onboarding-stage.{pair.mentee.stage}",))
    return _said(pair, reader, "kind", kind=(f"onboarding-kind.{pair.mentor.kind}",))


def _sector(pair: Pair, reader: Reader) -> Part | None:
    theirs, mine = pair.mentor.sector, pair.mentee.sector
    other = theirs if reader == "mentee" else mine
    near = near_sectors(pair.table.sector.families).get(mine, frozenset())
    name = "same" if theirs == mine else "near" if theirs in near else "other"
    return _said(pair, reader, f"sector-{name}", sector=(f"trade:{other}",))


def _style(pair: Pair, reader: Reader) -> Part | None:
    alike = tuple(code for code in pair.mentee.style if code in pair.mentor.style)
    return _said(pair, reader, "style", styles=_styles(alike)) if alike else None


def _styles(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"matching-style.{code}" for code in codes)


def _pillar(pair: Pair, reader: Reader) -> Part | None:
    mentee, mentor = pair.mentee, pair.mentor
    if mentee.target and mentee.target == mentor.country:
        return _said(pair, reader, "country", country=(f"place:{mentee.target}",))
    common = tuple(code for code in mentee.pillars if code in mentor.pillars)
    if common:
        names = tuple(f"complement-pillars.{code}" for code in common)
        return _said(pair, reader, "pillars", pillars=names)
    if heart_of(mentor) == mentee.region != "":
        return _said(pair, reader, "heart", region=(f"place:MA-{mentee.region}",))
    return None


_WHY: Mapping[PartCode, Callable[[Pair, Reader], Part | None]] = {
    "needs": _needs,
    "experience": _experience,
    "sector": _sector,
    "style": _style,
    "pillar": _pillar,
}
"""Parts that are reasons; hours are told anyway, and how long somebody waited is theirs to tell."""


def _language(pair: Pair) -> Part:
    shared = tuple(f"spoken:{code}" for code in shared_languages(pair.mentee, pair.mentor))
    if not shared:
        return Part("matching-why-kin")
    return Part("matching-why-languages", labels={"languages": shared})


def _logistics(pair: Pair, reader: Reader) -> Part:
    """Kinds of hours that both have, by the reader's own clock."""
    me, other = (pair.mentee, pair.mentor) if reader == "mentee" else (pair.mentor, pair.mentee)
    return Part("matching-hours", labels={"times": common_times(me, other, pair.on)})


def common_times(me: Party, other: Party, on: date) -> tuple[str, ...]:
    """Labels of my answers about time that fall into the other's hours."""
    common = (me.hours or 0) & (other.hours or 0)
    times = [code for code in me.availability if hours_of(code, me.zone, me.country, on) & common]
    return tuple(f"matching-times.{code}" for code in times or me.availability)


def _gap(pair: Pair, reader: Reader, found: Score) -> Part | None:
    """The part that costs the reader most; else what is not known yet; else nothing."""
    own = mentee_points(pair.mentee, pair.table)

    def missing(part: PartScore) -> int:
        weight = own[part.code] if reader == "mentee" else pair.table.parts[part.code].mentor
        return weight * (LEVEL - part.level)

    ranked = sorted((part for part in found.parts if part.code in _WHY), key=missing, reverse=True)
    for part in ranked:
        if part.known and part.level < GOOD and missing(part) >= WORTH_TELLING:
            return _LACKS[part.code](pair, reader)
    _, unmet = _split_needs(pair)
    if unmet and found["needs"].known:
        return _lacks_needs(pair, reader)
    unknown = tuple(f"matching-part.{part.code}" for part in ranked if not part.known)
    return Part("matching-gap-unknown", labels={"parts": unknown[:2]}) if unknown else None


def _lacks_needs(pair: Pair, reader: Reader) -> Part:
    _, unmet = _split_needs(pair)
    return Part(f"matching-gap-needs-{reader}", labels={"needs": _topics(unmet)})


def _lacks_style(pair: Pair, reader: Reader) -> Part:
    theirs = pair.mentor.style if reader == "mentee" else pair.mentee.style
    mine = pair.mentee.style if reader == "mentee" else pair.mentor.style
    unlike = tuple(code for both in STYLES for code in both if code in theirs and code not in mine)
    return Part("matching-gap-style", labels={"styles": _styles(unlike)})


def _lacks_sector(pair: Pair, reader: Reader) -> Part:
    other = pair.mentor.sector if reader == "mentee" else pair.mentee.sector
    return Part("matching-gap-sector", labels={"sector": (f"trade:{other}",)})


def _lacks_pillar(pair: Pair, reader: Reader) -> Part:
    if pair.mentee.target and pair.mentee.target != pair.mentor.country:
        labels = {"country": (f"place:{pair.mentee.target}",)}
        return Part(f"matching-gap-country-{reader}", labels=labels)
    return Part("matching-gap-pillar")


_LACKS: Mapping[PartCode, Callable[[Pair, Reader], Part]] = {
    "needs": _lacks_needs,
    "experience": lambda _, reader: Part(f"matching-gap-experience-{reader}"),
    "sector": _lacks_sector,
    "style": _lacks_style,
    "pillar": _lacks_pillar,
}
