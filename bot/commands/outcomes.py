"""`mem outcomes`: what changed because of mentorships; a coordinator verifies and publishes."""

import argparse
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import get_args

from sqlalchemy import Connection

from bot.commands.mistakes import Refused
from bot.commands.office import NOTHING, Code, Office, office_of
from bot.commands.opened import acting, writing
from bot.commands.trace import login, seeing, seen
from bot.settings import Settings, load_settings, wall_clock
from core.conversation.quantity import label_of
from core.mentoring import outcome as rules
from core.mentoring.outcome import Outcome
from core.mentoring.side import SIDES, other
from storage import events, mentorships, results
from storage.codec import encode
from storage.results import Kept

STATES: tuple[str, ...] = get_args(rules.State)


def run(arguments: argparse.Namespace) -> int:
    """List outcomes with their grade, or take one a step further."""
    settings = load_settings()
    office = office_of(settings)
    step = next((one for one in STEPS if getattr(arguments, one) is not None), "")
    if not step:
        return _list(settings, arguments.state)
    given = getattr(arguments, step)
    number, more = (given, arguments.evidence) if isinstance(given, int) else given
    now = round(wall_clock().timestamp() * 1000)
    with writing(settings) as database, acting(database) as conn:
        changed = advance(conn, _number(number), step, more, now=now, by=login())
    print(office("now-outcome", id=number, state=Code("outcome", changed.state)))
    return 0


def advance(conn: Connection, number: int, step: str, given: str, *, now: int, by: str) -> Outcome:
    """Take an outcome one of `STEPS` further at `now` (milliseconds UTC), which is a line in the
    history of whoever claimed it; `given` is the evidence, or the side. Raises Refused.
    """
    kept = results.load(conn, number)
    if kept is None:
        raise Refused("outcome", id=number)
    changed = STEPS[step](kept, given)
    results.save(conn, kept, changed, now)
    person, facts = _claimant(conn, kept), {"outcome": str(kept.id), "by": by}
    if person is not None:
        events.record(conn, [(person, now, f"outcome:{step}", encode(facts))])
    return changed


def _list(settings: Settings, wanted: str) -> int:
    office = office_of(settings)
    state = office.meant("outcome", wanted, STATES)
    if wanted and state is None:
        raise Refused("state-of-outcome", state=wanted, states=STATES)
    with seeing(settings) as database, acting(database) as conn:
        found = results.every(conn, state)
        told = [_claimant(conn, kept) for kept in found if kept.outcome.evidence]
        seen(conn, [one for one in told if one is not None], "outcomes")
    for kept in found:
        print(_line(kept, office))
    if not found:
        print(office("no-outcomes"))
    return 0


def _verify(kept: Kept, evidence: str) -> Outcome:
    changed = rules.verify(kept.outcome, evidence)
    if changed is None:
        raise Refused("verify", id=kept.id, state=_state(kept))
    return changed


def _publish(kept: Kept, _: str) -> Outcome:
    changed = rules.publish(kept.outcome)
    if changed is None:
        raise Refused("publish", id=kept.id, state=_state(kept), sides=_consents(kept))
    return changed


def _confirm(kept: Kept, _: str) -> Outcome:
    changed = None
    if kept.outcome.state == "disputed":
        changed = rules.confirm(kept.outcome, other(kept.outcome.reporter))
    if changed is None:
        raise Refused("confirm", id=kept.id, state=_state(kept))
    return changed


def _withdraw(kept: Kept, _: str) -> Outcome:
    changed = rules.withdraw(kept.outcome, kept.outcome.reporter)
    if changed is None:
        raise Refused("withdraw", id=kept.id, state=_state(kept))
    return changed


def _conceal(kept: Kept, given: str) -> Outcome:
    side = next((one for one in SIDES if one == given), None)
    if side is None:
        raise Refused("side", side=given)
    return rules.consent(kept.outcome, side, given=False)


STEPS: Mapping[str, Callable[[Kept, str], Outcome]] = {
    "verify": _verify,
    "publish": _publish,
    "confirm": _confirm,
    "withdraw": _withdraw,
    "conceal": _conceal,
}
"""What a coordinator does with an outcome, by option."""


def _state(kept: Kept) -> Code:
    return Code("outcome", kept.outcome.state)


def _consents(kept: Kept) -> list[Code]:
    return [Code("side", one) for one in sorted(kept.outcome.consents)] or [Code("word", "nobody")]


def _number(given: int | str) -> int:
    if not str(given).isdecimal():
        raise Refused("number-of-outcome", given=given)
    return int(given)


def _claimant(conn: Connection, kept: Kept) -> int | None:
    """Who claimed it; None once they are erased."""
    one = mentorships.load(conn, kept.mentorship_id)
    return one.person_of(kept.outcome.reporter) if one is not None else None


def _line(kept: Kept, office: Office) -> str:
    one = kept.outcome
    figures = " → ".join(amount(value, one.unit, office) for value in (one.before, one.after)
                         if value is not None)  # fmt: skip
    fields = (
        str(kept.id),
        office("of-mentorship", id=kept.mentorship_id),
        office.label(f"outcome-kind.{one.kind}"),
        figures or NOTHING,
        office.of("outcome", one.state),
        office("grade", grade=one.grade),
        office("consents", sides=_consents(kept)),
        office.moment(one.at),
        one.evidence or NOTHING,
    )
    return "\t".join(fields)


def amount(value: Decimal, unit: str, office: Office) -> str:
    """A figure in its unit, as the office writes it."""
    return office.label(label_of(value, unit or "count"))
