"""What changed because of a mentorship: claimed by one, confirmed by the other, seen by a third."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from core.mentoring.side import SIDES, Side, other

KINDS: Mapping[str, str] = {
    "skill": "",
    "formalised": "",
    "funded": "money",
    "investment": "money",
    "jobs": "count",
    "first_sale": "",
    "turnover": "money",
    "export": "money",
    "rd_link": "",
    "introduction": "count",
    "survival": "",
}
"""Kinds and what they are counted in, "" for a plain yes (domain §7, Outcome)."""

State = Literal["claimed", "confirmed", "verified", "published", "disputed", "withdrawn"]
Act = Literal["confirm", "dispute", "verify", "publish", "withdraw"]

TRANSITIONS: Mapping[tuple[State, Act], State] = {
    ("claimed", "confirm"): "confirmed",
    ("claimed", "dispute"): "disputed",
    ("disputed", "confirm"): "confirmed",
    ("confirmed", "verify"): "verified",
    ("confirmed", "publish"): "published",
    ("verified", "publish"): "published",
    **{
        (state, "withdraw"): "withdrawn"
        for state in ("claimed", "confirmed", "verified", "published", "disputed")
    },
}
"""Domain §7, Outcome; the second confirmation comes before any publication (founding text B26)."""

GRADES: Mapping[State, int] = {"claimed": 0, "disputed": 0, "confirmed": 1, "verified": 2}
"""Evidence: said by one, confirmed by the other, a document seen (domain §6.10)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One change, before and after, as `reporter` claims it; `at` in milliseconds UTC.

    `evidence` names the document a coordinator saw; `consents` are the sides that agreed to its
    publication.
    """

    kind: str
    reporter: Side
    at: int
    before: Decimal | None = None
    after: Decimal | None = None
    unit: str = ""
    state: State = "claimed"
    grade: int = 0
    evidence: str = ""
    consents: tuple[Side, ...] = ()


def faults(outcome: Outcome) -> tuple[str, ...]:
    """What a claim still lacks: a known kind, an amount and a unit where its kind is counted."""
    if outcome.kind not in KINDS:
        return ("kind",)
    if not KINDS[outcome.kind]:
        return ()
    unit = () if outcome.unit or KINDS[outcome.kind] == "count" else ("unit",)
    return (*(("after",) if outcome.after is None else ()), *unit)


def confirm(outcome: Outcome, side: Side) -> Outcome | None:
    """The other side says yes, that happened; None from the reporter, or where it makes no sense."""
    return _to(outcome, "confirm") if side == other(outcome.reporter) else None


def dispute(outcome: Outcome, side: Side) -> Outcome | None:
    """The other side does not recognise it: a coordinator asks, nothing is published."""
    return _to(outcome, "dispute") if side == other(outcome.reporter) else None


def verify(outcome: Outcome, evidence: str) -> Outcome | None:
    """A coordinator saw a document and names it; None without one."""
    verified = _to(outcome, "verify") if evidence.strip() else None
    return replace(verified, evidence=evidence.strip()) if verified else None


def consent(outcome: Outcome, side: Side, *, given: bool) -> Outcome:
    """`side` agrees to the publication, or takes that back, which also takes back the publication."""
    consents = tuple(one for one in outcome.consents if one != side)
    changed = replace(outcome, consents=(*consents, side) if given else consents)
    if outcome.state == "published" and not given:
        return replace(
            changed, state="verified" if outcome.grade == GRADES["verified"] else "confirmed"
        )
    return changed


def publish(outcome: Outcome) -> Outcome | None:
    """The case becomes public: with both sides' consent only, since both can be recognised in it."""
    return _to(outcome, "publish") if set(outcome.consents) == set(SIDES) else None


def withdraw(outcome: Outcome, side: Side) -> Outcome | None:
    """The reporter takes it back, whatever became of it; None from the other side."""
    return _to(outcome, "withdraw") if side == outcome.reporter else None


def _to(outcome: Outcome, act: Act) -> Outcome | None:
    state = TRANSITIONS.get((outcome.state, act))
    if state is None:
        return None
    return replace(outcome, state=state, grade=GRADES.get(state, outcome.grade))
