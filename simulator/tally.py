"""I12: progress is the sum of what was reported, and every figure what the history says.

What people report is counted as it is decided, and compared at the end with what is stored; the
figures of the report are made again from the history of each person (`event`), and compared too.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, text

from core.conversation.effects import Act
from core.mentoring.figures import EARLY, Figure, figures
from core.mentoring.pair import ENDED
from core.mentoring.side import SIDES, Side
from simulator.cycle import Cycle
from simulator.decisions import Taken
from simulator.findings import Findings
from simulator.phone import Phone
from storage import records
from storage.prepared import Prepared

REPORTS = frozenset({"Measured", "Rated", "Claimed", "Confirmed", "Disputed", "Consented"})
"""What is summed up."""

_HEARD = Prepared(
    text("SELECT rule FROM event WHERE person_id = :person AND at = :at AND rule LIKE 'progress:%'")
)
_SIDES = Prepared(text("SELECT mentee_id, mentor_id FROM mentorship WHERE id = :id"))
_GOALS = text("SELECT id, readings FROM goal WHERE goal <> '{}'")
_LEVELS = text("SELECT mentorship_id, rater, moment, skill, level FROM skill_rating")
_OUTCOMES = text("SELECT id, state, outcome FROM outcome WHERE outcome <> '{}'")
_CLAIMS = text("SELECT mentorship_id, count(*) FROM outcome GROUP BY mentorship_id")
_PAIRS = text(
    "SELECT id, state, mentee_id, mentor_id FROM mentorship"
    " WHERE mentee_id IS NOT NULL OR mentor_id IS NOT NULL"
)
_CHANGES = text("SELECT data, at FROM event WHERE rule = 'mentorship:state' ORDER BY id")
_PROPOSALS = text("SELECT id, rank, state, asked_at FROM proposal WHERE asked_at > 0")
_ACCEPTED = text("SELECT DISTINCT data FROM event WHERE rule = 'proposal:accept'")
_PLEDGES = text(
    "SELECT person_id, rule FROM event WHERE rule LIKE 'pledge:%' AND rule <> 'pledge:declined'"
    " ORDER BY id"
)
_PROMISES = text("SELECT person_id, state FROM promise WHERE person_id IS NOT NULL")

JUDGED: Mapping[str, frozenset[str]] = {
    "Confirmed": frozenset({"confirmed", "verified", "published"}),
    "Disputed": frozenset({"disputed"}),
}
"""Where an outcome may stand after what the other said of it."""

Owners = Mapping[str, tuple[int, Phone | None]]


class Tally:
    """Counts what people report, and looks at the end whether the programme counted the same."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._readings: dict[int, list[str]] = defaultdict(list)
        self._levels: dict[tuple[int, Side, str, str], int] = {}
        self._claims: Counter[int] = Counter()
        self._judged: dict[int, str] = {}
        self._consents: dict[int, set[Side]] = defaultdict(set)

    def check(self, conn: Connection, cycle: Cycle, taken: Iterable[Taken], owners: Owners) -> None:
        """Take in what was reported at one moment, as far as it was accepted."""
        reported: dict[int, list[Act]] = defaultdict(list)
        for one in taken:
            for effect in one.turn.effects:
                if isinstance(effect, Act) and effect.subject == "progress":
                    reported[owners.get(one.origin, (0, None))[0]].append(effect)
        for person, acts in reported.items():
            lines = Counter(row.rule for row in _HEARD.all(conn, person=person, at=cycle.at))
            for act in acts:
                rule = f"progress:{act.event}"
                if act.event in REPORTS and lines[rule] > 0:
                    lines[rule] -= 1
                    self._add(conn, person, act)

    def _add(self, conn: Connection, person: int, act: Act) -> None:
        facts: Mapping[str, Any] = act.facts
        match act.event:
            case "Measured":
                self._readings[int(facts["goal"])].append(str(facts["value"]))
            case "Claimed":
                self._claims[act.id] += 1
            case "Rated":
                rater = self._side(conn, act.id, person)
                for skill, level in facts["levels"].items():
                    self._levels[act.id, rater, str(facts["moment"]), skill] = level

            case "Confirmed" | "Disputed":
                self._judged[int(facts["outcome"])] = str(act.event)
                if facts.get("consent"):
                    self._consents[int(facts["outcome"])].add(self._side(conn, act.id, person))
            case "Consented":
                side, agreed = (
                    self._side(conn, act.id, person),
                    self._consents[int(facts["outcome"])],
                )
                if facts["given"]:
                    agreed.add(side)
                else:
                    agreed.discard(side)

    def _side(self, conn: Connection, mentorship: int, person: int) -> Side:
        (sides,) = _SIDES.all(conn, id=mentorship)
        return "mentor" if sides.mentor_id == person else "mentee"

    # -- at the end ---------------------------------------------------------------------------

    def conclude(self, conn: Connection, now: int) -> None:
        """Compare what is stored, and the figures made of it, with what was reported."""
        for row in conn.execute(_GOALS):
            told = [str(one["value"]) for one in json.loads(row.readings)]
            if told != self._readings.get(row.id, []):
                self._broken(
                    now, f"goal {row.id}: {told} is kept, {self._readings[row.id]} was told"
                )
        levels = {(row[0], row[1], row[2], row[3]): row[4] for row in conn.execute(_LEVELS)}
        if levels != self._levels:
            differing = sorted(levels.items() ^ self._levels.items())[:3]
            self._broken(now, f"levels are kept that nobody gave, or not: {differing}")
        claims = {row[0]: row[1] for row in conn.execute(_CLAIMS)}
        if claims != self._claims:
            self._broken(now, f"outcomes by pair: {claims} kept, {dict(self._claims)} claimed")
        self._outcomes(conn, now)
        made = figures(records.load(conn, 0, now + 1), now)
        found = {one.name: one for one in made}
        for check in (self._pairs, self._proposals, self._pledges):
            check(conn, now, found)

    def _outcomes(self, conn: Connection, now: int) -> None:
        """What is told outside is what the other confirmed and both let be told, as of today."""
        for row in conn.execute(_OUTCOMES):
            kept, agreed = set(json.loads(row.outcome)["consents"]), self._consents[row.id]
            if kept != agreed:
                self._broken(now, f"outcome {row.id}: consent of {kept} kept, of {agreed} given")
            state = JUDGED.get(self._judged.get(row.id, ""), frozenset({"claimed"}))
            if row.state not in state or (row.state == "published" and agreed != set(SIDES)):
                judged = self._judged.get(row.id, "not judged")
                self._broken(now, f"outcome {row.id} is {row.state}: {judged}, consent of {agreed}")

    def _pairs(self, conn: Connection, now: int, found: Mapping[str, Figure]) -> None:
        """The course of each pair, and how pairs ended."""
        states: dict[int, str] = defaultdict(lambda: "agreed")
        seen: set[tuple[str, int]] = set()
        for row in conn.execute(_CHANGES):
            if (row.data, row.at) in seen:
                continue  # a change is a line of both
            seen.add((row.data, row.at))
            change = json.loads(row.data)
            pair = int(change["mentorship"])
            if change["from"] != states[pair]:
                words = f"pair {pair} left {change['from']}, and was in {states[pair]}"
                self._broken(now, words)
            states[pair] = change["to"]
        rows = conn.execute(_PAIRS).all()
        for row in rows:
            if row.state != states[row.id]:
                words = f"pair {row.id} is {row.state}, its history says {states[row.id]}"
                self._broken(now, words)
        ends = Counter(states[row.id] for row in rows if states[row.id] in ENDED)
        # Of a pair of which both were erased only the row is left.
        lost = (found["mentorships"].value or 0) - len(rows)
        for state in sorted(ENDED):
            shown = found[f"ended:{state}"].value if f"ended:{state}" in found else 0
            self._same(now, f"ended:{state}", shown or 0, ends[state], lost)
        early = found["early"]
        self._same(now, "early", early.part or 0, sum(ends[one] for one in EARLY), lost)
        under_way = sum(states[row.id] not in ENDED for row in rows)
        self._same(now, "under_way", found["under_way"].value or 0, under_way, lost)

    def _proposals(self, conn: Connection, now: int, found: Mapping[str, Figure]) -> None:
        """What mentors accepted, by rank."""
        rows = conn.execute(_PROPOSALS).all()
        accepted = {int(json.loads(row.data)["proposal"]) for row in conn.execute(_ACCEPTED)}
        for rank in sorted({row.rank for row in rows}):
            asked = [row for row in rows if row.rank == rank]
            figure = found[f"accepted:{rank}"]
            taken = sum(row.id in accepted for row in asked)
            lost = sum(row.state == "accepted" and row.id not in accepted for row in asked)
            self._same(now, figure.name, figure.part or 0, taken, lost)
            self._same(now, f"asked:{rank}", figure.of or 0, len(asked), 0)

    def _pledges(self, conn: Connection, now: int, found: Mapping[str, Figure]) -> None:
        """Who keeps their promise."""
        last: dict[int, str] = {}
        for row in conn.execute(_PLEDGES):
            last[row.person_id] = row.rule.removeprefix("pledge:")
        for row in conn.execute(_PROMISES):
            if (row.state == "honoured") != (last.get(row.person_id) == "honoured"):
                words = f"the promise of {row.person_id} is {row.state}, its history says"
                self._broken(now, f"{words} {last.get(row.person_id)}")

    def _same(self, now: int, name: str, shown: float, counted: int, lost: float) -> None:
        """A figure is what was counted, but for those of whom no history is left."""
        if not counted <= shown <= counted + lost:
            self._broken(now, f"{name}: {shown:g} is shown, the history says {counted}")

    def _broken(self, at: int, words: str) -> None:
        self._findings.broken("I12", at, words)
