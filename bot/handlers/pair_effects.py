"""Carrying out what a mentorship decided, in the turn's transaction.

What is to be said is set down as timers, so that each side is told in a turn of its own.
"""

from collections.abc import Container, Sequence
from datetime import UTC, datetime

from bot.handlers import promised, thanks
from bot.handlers.ledger import Ledger
from bot.handlers.office import alert
from bot.handlers.patience import earliest, yield_to
from bot.handlers.sayings import RECALLS, Said, read
from core.conversation.enclosure import CONFIDED, media_of
from core.duration import DAY
from core.mentoring import contracting, scheduling
from core.mentoring.budget import Cause
from core.mentoring.effects import (
    Alert,
    Ask,
    DropTimer,
    Effect,
    Invite,
    Keep,
    SetTimer,
    Tell,
    Withdraw,
)
from core.mentoring.events import Confided
from core.mentoring.side import SIDES, Side, other
from storage import confidences, timers
from storage.codec import encode
from storage.mentorships import Mentorship

FIRST = frozenset({*contracting.QUESTIONS, *scheduling.QUESTIONS})
"""Questions that lead to a first meeting."""

GRID_AFTER = 2 * DAY
"""The days of an agreement and of a closing have questions enough."""

STRICTNESS: tuple[Cause, ...] = ("reply", "partner", "appointment", "clock")
"""From the cause that may reach somebody soonest to the one that has to wait longest, which counts where
several things are said in one message."""


def carry_out(
    ledger: Ledger, one: Mentorship, effects: Sequence[Effect], *, armed: Container[str]
) -> None:
    """Write down what follows from an event of a mentorship, of which `one` is the row as saved;
    `armed` are the timers that it had before.
    """
    said: dict[Side, list[tuple[Said, Cause]]] = {"mentor": [], "mentee": []}
    for effect in effects:
        match effect:
            case Tell(to, "thanks", facts, cause):
                giver, words = one.person_of(other(to)), str(facts["words"])
                if giver and (line := thanks.passed(ledger, one, giver, to, words)):
                    said[to].append((line, cause))
            case Tell(to, key, facts, cause):
                said[to].append((Said("tell", key, dict(facts)), cause))
                if key == "pledge_recalled":
                    promised.recalled(ledger, one.person_of(to))
            case Ask(to, key, facts, cause):
                said[to].append((Said("ask", key, dict(facts)), cause))
                if facts.get("kind") == "midterm" and to == "mentee":
                    ask_for_skills(ledger, one, "t1")
            case Withdraw(to, key):
                said[to].append((Said("withdraw", key), "reply"))
            case Keep(of, confided):
                _keep(ledger, one.person_of(of), one, confided)
            case Invite(method, number, sequence, start):
                for side in SIDES:
                    invitation: dict[str, str | int] = {
                        "method": method, "number": number, "sequence": sequence, "start": start,
                    }  # fmt: skip
                    said[side].append((Said("invite", "invite", invitation), "partner"))
            case SetTimer(timer, due):
                _set(ledger, one, timer, due, again=timer in armed)
            case DropTimer(timer):
                _drop(ledger, one, timer)
            case Alert(kind, concerned, severity):
                about = one.person_of(concerned or "mentee") or one.person_of("mentor")
                if about is not None:
                    alert(ledger, f"m{one.id}-{one.version}", about, kind, severity)
    for side, lines in said.items():
        person = one.person_of(side)
        if person is not None:
            _say_all(ledger, one, person, lines)


def _keep(ledger: Ledger, person: int | None, one: Mentorship, confided: Confided) -> None:
    """Keep what was said in private with its author; a voice note is heard by the office."""
    if person is None:
        return
    kept = confidences.keep(ledger.conn, person, one.id, confided, ledger.now)
    if media_of(confided.line) is not None:
        alert(ledger, f"c{kept}", person, "voice", "normal", attach=f"{CONFIDED}{kept}")


def ask_for_skills(ledger: Ledger, one: Mentorship, moment: str) -> None:
    """Ask both sides for the grid of `moment`, on a day that is not full yet."""
    for side in SIDES:
        person = one.person_of(side)
        if person is not None:
            due = earliest(ledger, person, "clock", due=ledger.now + GRID_AFTER)
            kind = f"progress:grid.{one.id}.{moment}"
            timers.set_timer(ledger.conn, person, kind, due, tzdb=ledger.desk.tzdb)


def _say_all(
    ledger: Ledger, one: Mentorship, person: int, lines: Sequence[tuple[Said, Cause]]
) -> None:
    """One message up to and including each question; what is withdrawn goes with the first, or at
    once where that has to find its day: nobody answers a question that is over.
    """
    message: list[Said] = []
    causes: list[Cause] = []
    closed = [said for said, _ in lines if said.how == "withdraw"]
    if closed and any(cause == "clock" for said, cause in lines if said not in closed):
        say(ledger, one, person, closed, "reply")
        lines = [(said, cause) for said, cause in lines if said not in closed]
    for said, cause in lines:
        message.append(said)
        if said.how != "withdraw":
            causes.append(cause)
        if said.how == "ask":
            say(ledger, one, person, message, _strictest(causes))
            message, causes = [], []
    if message:
        say(ledger, one, person, message, _strictest(causes or ["reply"]))


def _strictest(causes: Sequence[Cause]) -> Cause:
    return max(causes, key=STRICTNESS.index)


def say(
    ledger: Ledger, one: Mentorship, person: int, message: Sequence[Said], cause: Cause
) -> None:
    """Have this said as soon as the reader's day, week and patience allow (domain §3)."""
    if _unheard(ledger, one, person, message):
        return
    due = earliest(ledger, person, cause)
    if cause == "clock" and _seeks(one, message):
        due = yield_to(ledger, person, due)
    ledger.count += 1
    timers.set_timer(
        ledger.conn,
        person,
        f"pair:{one.id}.{one.version}.{ledger.count}",
        due,
        tzdb=ledger.desk.tzdb,
        facts={"mentorship": str(one.id), "said": encode(message), "cause": cause},
        first=True,
    )


def _seeks(one: Mentorship, message: Sequence[Said]) -> bool:
    """Whether this asks, or recalls, what two who have not met yet need for that."""
    keys = {line.facts.get("question", line.key) for line in message if line.how != "withdraw"}
    return not one.pair.meetings_held and not keys.isdisjoint(FIRST)


def _unheard(ledger: Ledger, one: Mentorship, person: int, message: Sequence[Said]) -> bool:
    """Whether this only recalls a question that still waits for its own day: nobody is reminded of
    what they have not been asked.
    """
    recalled = {line.facts.get("question") for line in message if line.key in RECALLS}
    if not recalled or len(message) > len(recalled):
        return False
    coming = {
        line.key
        for state, due in timers.said(ledger.conn, person, ("pair",), ledger.now)
        if state == "waiting" and due.facts.get("mentorship") == str(one.id)
        for line in read(due.facts["said"])
        if line.how == "ask"
    }
    return recalled <= coming


def _holder(one: Mentorship) -> int | None:
    """Whose timers those of a pair are."""
    return one.mentee_id if one.mentee_id is not None else one.mentor_id


def _set(ledger: Ledger, one: Mentorship, timer: str, due: int, *, again: bool) -> None:
    holder = _holder(one)
    if holder is None:
        return
    timers.set_timer(
        ledger.conn,
        holder,
        f"pair_due:{one.id}.{timer}",
        datetime.fromtimestamp(due / 1000, UTC),
        tzdb=ledger.desk.tzdb,
        facts={"mentorship": str(one.id), "timer": timer},
        first=not again,
    )


def _drop(ledger: Ledger, one: Mentorship, timer: str) -> None:
    if (holder := _holder(one)) is not None:
        timers.drop(ledger.conn, holder, f"pair_due:{one.id}.{timer}")
