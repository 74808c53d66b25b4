"""`mem outcomes`: what changed because of mentorships; a coordinator verifies and publishes."""

import argparse
from collections.abc import Callable, Mapping
from typing import get_args

from sqlalchemy import Connection

from bot.commands.mistakes import Mistake
from bot.commands.opened import acting, writing
from bot.commands.trace import login, seeing, seen
from bot.handlers import pairs
from bot.settings import load_settings, wall_clock
from core.mentoring import outcome as rules
from core.mentoring.outcome import Outcome
from core.mentoring.side import SIDES, other
from storage import events, mentorships, results
from storage.codec import encode
from storage.members import iso
from storage.results import Kept

STATES: tuple[str, ...] = get_args(rules.State)


def run(arguments: argparse.Namespace) -> int:
    """List outcomes with their grade, or take one a step further."""
    step = next((one for one in STEPS if getattr(arguments, one) is not None), "")
    if not step:
        return _list(arguments.state)
    now = round(wall_clock().timestamp() * 1000)
    with writing(load_settings()) as database, acting(database) as conn:
        kept = _load(conn, _number(getattr(arguments, step)))
        changed = STEPS[step](kept, arguments)
        results.save(conn, kept, changed, now)
        _record(conn, kept, f"outcome:{step}", now)
    print(f"outcome {kept.id} {changed.state}")
    return 0


def _list(state: str) -> int:
    if state not in ("", *STATES):
        raise Mistake(f"{state} is no state of an outcome: {', '.join(STATES)}")
    with seeing(load_settings()) as database, acting(database) as conn:
        found = [kept for kept in results.every(conn) if state in ("", kept.outcome.state)]
        told = [_claimant(conn, kept) for kept in found if kept.outcome.evidence]
        seen(conn, [one for one in told if one is not None], "outcomes")
    for kept in found:
        print(_line(kept))
    if not found:
        print("no outcomes")
    return 0


def _verify(kept: Kept, arguments: argparse.Namespace) -> Outcome:
    changed = rules.verify(kept.outcome, arguments.evidence)
    if changed is None:
        raise Mistake(
            f"outcome {kept.id} is {kept.outcome.state}; to verify a confirmed one, name "
            "the document that was seen with --evidence"
        )
    return changed


def _publish(kept: Kept, arguments: argparse.Namespace) -> Outcome:
    changed = rules.publish(kept.outcome)
    if changed is None:
        raise Mistake(
            f"outcome {kept.id} is {kept.outcome.state} and has the consent of "
            f"{' and '.join(sorted(kept.outcome.consents)) or 'nobody'}: both sides' consent "
            "and a confirmation come first"
        )
    return changed


def _confirm(kept: Kept, arguments: argparse.Namespace) -> Outcome:
    changed = None
    if kept.outcome.state == "disputed":
        changed = rules.confirm(kept.outcome, other(kept.outcome.reporter))
    if changed is None:
        raise Mistake(f"outcome {kept.id} is {kept.outcome.state}: nobody disputes it")
    return changed


def _withdraw(kept: Kept, arguments: argparse.Namespace) -> Outcome:
    changed = rules.withdraw(kept.outcome, kept.outcome.reporter)
    if changed is None:
        raise Mistake(f"outcome {kept.id} is {kept.outcome.state} already")
    return changed


def _conceal(kept: Kept, arguments: argparse.Namespace) -> Outcome:
    named = arguments.conceal[1]
    side = next((one for one in SIDES if one == named), None)
    if side is None:
        raise Mistake(f"{named} is not a side: mentee or mentor")
    return rules.consent(kept.outcome, side, given=False)


STEPS: Mapping[str, Callable[[Kept, argparse.Namespace], Outcome]] = {
    "verify": _verify,
    "publish": _publish,
    "confirm": _confirm,
    "withdraw": _withdraw,
    "conceal": _conceal,
}
"""What a coordinator does with an outcome, by option."""


def _number(given: int | list[str]) -> int:
    if isinstance(given, int):
        return given
    if not given[0].isdecimal():
        raise Mistake(f"{given[0]} is not the number of an outcome")
    return int(given[0])


def _record(conn: Connection, kept: Kept, rule: str, now: int) -> None:
    """A line in the history of whoever claimed it."""
    person, facts = _claimant(conn, kept), {"outcome": str(kept.id), "by": login()}
    if person is not None:
        events.record(conn, [(person, now, rule, encode(facts))])


def _claimant(conn: Connection, kept: Kept) -> int | None:
    """Who claimed it; None once they are erased."""
    one = mentorships.load(conn, kept.mentorship_id)
    return pairs.person_of(one, kept.outcome.reporter) if one is not None else None


def _load(conn: Connection, number: int) -> Kept:
    kept = results.load(conn, number)
    if kept is None:
        raise Mistake(f"there is no outcome {number}")
    return kept


def _line(kept: Kept) -> str:
    one = kept.outcome
    figures = " -> ".join(str(value) for value in (one.before, one.after) if value is not None)
    consents = ",".join(sorted(one.consents)) or "-"
    fields = (
        str(kept.id), f"mentorship {kept.mentorship_id}", one.kind, f"{figures} {one.unit}".strip(),
        one.state, f"grade {one.grade}", f"consents {consents}", str(iso(one.at)),
        one.evidence or "-",
    )  # fmt: skip
    return "\t".join(fields)
