"""How well the programme does: the key figures of domain §7, read from its tables."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from bot.commands.figure_words import valued
from bot.commands.office import Office
from core.duration import DAY
from core.mentoring.checkin import ALUMNI
from core.mentoring.figures import Figure, figures
from core.mentoring.meeting import begins
from core.mentoring.pair import Pair
from core.mentoring.side import SIDES
from storage import records
from storage.codec import decode_pair

SOON = 14 * DAY
"""A first meeting within two weeks keeps a pair together (domain §3)."""

TOLD = 2 * DAY
"""How long after a meeting both have said how it went, or one is believed (`debrief`)."""

ENOUGH = 10
"""Pairs from which on the share of early first meetings says something."""

EARLY = 0.8
"""The share of pairs whose people answer that meet within two weeks, at least."""

_FIRST = text(
    "SELECT m.created_at, min(p.shown_at), min(CASE WHEN p.state = 'accepted' THEN p.settled_at END)"
    " FROM member m LEFT JOIN proposal p ON p.mentee_id = m.person_id AND p.state <> 'drafted'"
    " WHERE m.verdict = 'qualified' AND m.roles LIKE '%mentee%' GROUP BY m.person_id"
)
_RANKS = text(
    "SELECT rank, count(*) AS asked, sum(state = 'accepted') AS accepted FROM proposal"
    " WHERE asked_at > 0 GROUP BY rank ORDER BY rank"
)
_PAIRS = text(
    "SELECT id, mentee_id, mentor_id, state, pair, created_at, ended_at FROM mentorship ORDER BY id"
)
_BEGUN = text(
    "SELECT (SELECT count(*) FROM member WHERE verdict = 'qualified'),"
    " (SELECT count(*) FROM person WHERE json_extract(talk, '$.consented'))"
)
_STATES = text("SELECT data FROM event WHERE rule = 'mentorship:state'")
_REGIONS = text(
    "SELECT m.region AS name, count(*) AS mentees, count(p.mentee_id) AS paired FROM member m"
    " LEFT JOIN (SELECT DISTINCT mentee_id FROM mentorship) p ON p.mentee_id = m.person_id"
    " WHERE m.verdict = 'qualified' AND m.roles LIKE '%mentee%' AND m.region <> ''"
    " GROUP BY m.region HAVING count(*) >= 10 ORDER BY m.region"
)
_CONFIDED = text("SELECT about, rating FROM confidence WHERE rating > 0")

ENGLISH = Office("en")
"""Whoever works on the programme reads these, and no coordinator."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures as lines of a title and words; `early` of `answering` pairs met in two weeks."""

    lines: dict[str, str]
    early: int
    answering: int

    @property
    def slow(self) -> bool:
        """Whether too few of the pairs whose people answer met in time, among enough of them."""
        return self.answering >= ENOUGH and self.early < EARLY * self.answering


def measure(conn: Connection, now: int, answering: Collection[int]) -> Measures:
    """The programme's figures at `now`; `answering` are the people who answer their pairs."""
    qualified, begun = conn.execute(_BEGUN).one()
    people = conn.execute(_FIRST).all()
    pairs = conn.execute(_PAIRS).all()
    known = [(row, decode_pair(row.pair)) for row in pairs if row.pair != "{}"]
    met = [(row, first - row.created_at) for row, pair in known if (first := first_meeting(pair))]
    old = [row for row, _ in known if row.created_at <= now - SOON - TOLD]
    quick = {row.id for row, span in met if span <= SOON}
    able = [row for row in old if {row.mentee_id, row.mentor_id} <= set(answering)]
    early = sum(row.id in quick for row in able)
    ratings = [row.rating for row in conn.execute(_CONFIDED)]
    found = figures(records.load(conn, 0, now + 1), now)
    told = {one.name: f"{valued(one, ENGLISH)}{_of(one)}" for one in found}
    lines = {
        "activation": f"{_share(qualified, begun)} of those who consented are qualified",
        "first proposal": _spans([row[1] - row[0] for row in people if row[1]]),
        "acceptance": _spans([row[2] - row[0] for row in people if row[2]]),
        "agreement": _spans(
            [pair.active_at - row.created_at for row, pair in known if pair.active_at]
        ),
        "first meeting": _spans([span for _, span in met]),
        "met in 14 d": f"{_share(sum(row.id in quick for row in old), len(old))} of pairs,"
        f" {_share(early, len(able))} of those whose people answer",
        "accepted": _ranks(conn),
        "pairs": _counts(Counter(row.state for row in pairs)),
        "meetings": f"{sum(pair.meetings_held for _, pair in known)} held,"
        f" {_mean([pair.meetings_held for _, pair in known])} a pair",
        "pulse": f"median {_middle(ratings)} of 5 in {len(ratings)} ratings,"
        f" check-ins answered {told['pulse_answers']}",
        "hours": f"in meetings, median of a pair {told['hours_median']}",
        "recovered": _recovered(conn),
        "early ends": told["early"],
        "skills": ", ".join(f"{told[f'skills_change:{one}']} by the {one}" for one in SIDES),
        "outcomes": _outcomes(found),
        "survival": ", ".join(
            f"after {months} months {told[f'survival:{months}']}"
            f" answers {told[f'survival_answers:{months}']}"
            for months, _ in ALUMNI
        ),
        "pledges": f"honoured {told['pledges_kept']},"
        f" R {told['reproduction']}, chain {told['chain']},"
        f" generation {told['generation_median']}",
        "ISMCP": f"{told['ismcp_mean']}: "
        + ", ".join(
            f"{one.name.removeprefix('ismcp:')} {valued(one, ENGLISH)}"
            for one in found
            if one.name.startswith("ismcp:")
        ),
        "regions": _regions(conn),
    }
    return Measures(lines, early, len(able))


def _outcomes(found: Sequence[Figure]) -> str:
    told = (
        f"{one.name.removeprefix('outcome:')} {one.value:g}"
        for one in found
        if one.name.startswith("outcome:") and one.value
    )
    return "; ".join(told) or "none"


def _of(one: Figure) -> str:
    return "" if one.of is None else f" of {one.of}"


def first_meeting(pair: Pair) -> int:
    """When two people met first, as far as one of them said so; 0 for not yet."""
    if pair.first_held_at:
        return pair.first_held_at
    meeting = pair.meeting
    return begins(meeting) if meeting is not None and meeting.state.startswith("held") else 0


def _ranks(conn: Connection) -> str:
    told = (
        f"rank {row.rank} {_share(row.accepted, row.asked)} of {row.asked}"
        for row in conn.execute(_RANKS)
    )
    return ", ".join(told) or "none"


def _recovered(conn: Connection) -> str:
    """Pairs that were at risk and became active again, of those that were."""
    changes: dict[str, list[Any]] = defaultdict(list)
    for (data,) in conn.execute(_STATES):
        change = json.loads(data)
        changes[change["mentorship"]].append((change["from"], change["to"]))
    risky = [one for one in changes.values() if any(to == "at_risk" for _, to in one)]
    back = sum(("at_risk", "active") in one for one in risky)
    return f"{back} of {len(risky)} pairs that were at risk"


def _regions(conn: Connection) -> str:
    rates = {row.name: row.paired / row.mentees for row in conn.execute(_REGIONS)}
    if not rates:
        return "too few people a region"
    low, high = min(rates, key=lambda one: rates[one]), max(rates, key=lambda one: rates[one])
    return f"paired: {low} {rates[low]:.0%} (least) to {high} {rates[high]:.0%} (most)"


def _spans(spans: Sequence[int]) -> str:
    """Median and ninth decile in days."""
    if not spans:
        return "none"
    ordered = sorted(spans)
    ninth = ordered[min(len(ordered) - 1, len(ordered) * 9 // 10)]
    return f"median {_middle(ordered) / DAY:.1f} d, p90 {ninth / DAY:.1f} d of {len(ordered)}"


def _middle(values: Sequence[int]) -> int:
    return sorted(values)[len(values) // 2] if values else 0


def _mean(values: Sequence[int]) -> str:
    return f"{sum(values) / len(values):.1f}" if values else "0"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "-"


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common()) or "none"
