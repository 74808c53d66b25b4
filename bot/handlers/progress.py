"""Goals, skills and outcomes: what one of the two did is kept, and the other is asked or told.

What is to be said becomes a timer `progress:<wish>.<mentorship>[.<number>]` of its reader;
`bot.handlers.tracked` says what is true when it falls due.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, assert_never, get_args

import msgspec

from bot.handlers import pairs, relays
from bot.handlers.ledger import Ledger
from bot.handlers.office import alert
from bot.handlers.patience import earliest
from core.duration import DAY
from core.mentoring import goal as goals_rules
from core.mentoring import outcome as outcome_rules
from core.mentoring import skills
from core.mentoring.events import GoalMissed, Wrote
from core.mentoring.goal import Goal, Milestone, Reading
from core.mentoring.outcome import Outcome
from core.mentoring.pair import OPEN
from core.mentoring.progress import (
    Claimed,
    Confirmed,
    Consented,
    Disputed,
    Event,
    GoalAgreed,
    GoalProposed,
    GoalReturned,
    GoalSettled,
    Measured,
    MilestoneDone,
    MilestoneSet,
    Rated,
)
from core.mentoring.side import Side, other
from storage import goals, mentorships, ratings, results, timers
from storage.mentorships import Mentorship

EVENTS: Mapping[str, type[Any]] = {event.__name__: event for event in get_args(Event)}

ACHIEVED = frozenset({"completed", "completed_early"})
TOLD_OF = frozenset({*OPEN, *ACHIEVED})
"""States of a mentorship in which its two people can still say what came of it."""

RUNNING = frozenset({"agreed", "on_track", "blocked"})
"""States of a goal on which both agree."""

WORDED = frozenset({"goal_agree", "goal_back", "milestone_done"})
"""Wishes that show the other's own words."""

REVIEW_AFTER = DAY
"""Milliseconds after a goal's date at which it counts as missed: the day itself is in time."""


def act(ledger: Ledger, mentorship_id: int, name: str, facts: Mapping[str, Any], by: int) -> bool:
    """Let one of the two do something by the name of its event; False when it is refused."""
    one = mentorships.load(ledger.conn, mentorship_id)
    side = one.side_of(by) if one is not None else None
    if one is None or side is None or one.forgotten:
        return False
    if (
        one.state not in TOLD_OF and name != Consented.__name__
    ):  # a consent can always be taken back
        return False
    partner = one.person_of(other(side))
    ledger.hold([person for person in (by, partner) if person is not None])
    event: Event = msgspec.convert(facts, EVENTS[name])
    words = _words_of(event)
    reason = relays.barred(ledger, one, side, words) if words else None
    if reason is not None or not _apply(ledger, one, side, event):
        ledger.events.append((by, ledger.now, f"progress:refused:{name}", "{}"))
        remind(ledger, one, side, "refused", facts={"reason": reason} if reason else None)
        return False
    ledger.events.append((by, ledger.now, f"progress:{name}", "{}"))
    if one.state in OPEN:
        pairs.happen(ledger, one.id, Wrote(side))
    return True


def kept_back(ledger: Ledger, one: Mentorship, reader: Side, wish: str) -> bool:
    """Whether a wish would bring words over a line that was closed since they were written."""
    return wish in WORDED and relays.barred(ledger, one, other(reader), "") is not None


def remind(
    ledger: Ledger,
    one: Mentorship,
    side: Side,
    wish: str,
    *,
    number: int | str = "",
    facts: Mapping[str, str] | None = None,
) -> None:
    """Have one side told or asked something, as soon as their day allows."""
    person = one.person_of(side)
    if person is None:
        return
    kind = f"progress:{wish}.{one.id}" + (f".{number}" if number != "" else "")
    due = earliest(ledger, person, "reply" if wish == "refused" else "partner")
    timers.set_timer(ledger.conn, person, kind, due, tzdb=ledger.desk.tzdb, facts=dict(facts or {}))


def _words_of(event: Event) -> str:
    """What the other would read of it in the words of whoever did it, one thing a line."""
    match event:
        case GoalProposed(statement=statement, vision=vision, metric=metric):
            return f"{statement}\n{vision}\n{metric}"
        case GoalReturned(words=words) | MilestoneSet(label=words):
            return words
        case _:
            return ""


def _apply(ledger: Ledger, one: Mentorship, side: Side, event: Event) -> bool:
    match event:
        case GoalProposed():
            return _propose(ledger, one, side, event)
        case GoalAgreed(number):
            return _agree(ledger, one, side, number)
        case GoalReturned(number, words):
            return _send_back(ledger, one, side, number, words)
        case GoalSettled():
            return _settle(ledger, one, event)
        case Measured(number, value):
            return _measure(ledger, one, side, number, value)
        case MilestoneSet() | MilestoneDone():
            return _step(ledger, one, side, event)
        case Rated():
            return _rate(ledger, one, side, event)
        case Claimed():
            return _claim(ledger, one, side, event)
        case Confirmed() | Disputed() | Consented():
            return _judge(ledger, one, side, event)
        case _:
            assert_never(event)


# -- goals -----------------------------------------------------------------------------------------


def _propose(ledger: Ledger, one: Mentorship, side: Side, event: GoalProposed) -> bool:
    pair = one.pair
    goal = Goal(
        topic=event.topic,
        statement=event.statement,
        metric=event.metric,
        unit=event.unit,
        baseline=event.baseline,
        target=event.target,
        start=ledger.now,
        due=event.due or pair.planned_end,
        vision=event.vision,
    )
    if not goals_rules.may_add([kept.goal for kept in goals.of(ledger.conn, one.id)]):
        return False
    if goals_rules.gaps(goal, now=ledger.now, end=pair.planned_end):
        return False
    made = goals.add(ledger.conn, one.id, side, goals_rules.agree(goal, side), ledger.now)
    remind(ledger, one, other(side), "goal_agree", number=made)
    return True


def _found(ledger: Ledger, one: Mentorship, number: int) -> goals.Kept | None:
    return next((kept for kept in goals.of(ledger.conn, one.id) if kept.id == number), None)


def _agree(ledger: Ledger, one: Mentorship, side: Side, number: int) -> bool:
    """With both it is agreed, and begins at once; its date is watched from now on."""
    kept = _found(ledger, one, number)
    if kept is None or kept.goal.state != "draft":
        return False
    agreed = goals_rules.agree(kept.goal, side)
    if agreed.state == "agreed":
        agreed = goals_rules.act(agreed, "start") or agreed
        _watch(ledger, one, number, agreed.due)
    goals.save(ledger.conn, kept, agreed, ledger.now)
    remind(ledger, one, other(side), "goal_agreed", number=number)
    return True


def _watch(ledger: Ledger, one: Mentorship, number: int, due: int) -> None:
    person = one.person_of("mentee")
    if person is not None and due:
        at = datetime.fromtimestamp((due + REVIEW_AFTER) / 1000, UTC)
        kind = f"goal_due:{one.id}.{number}"
        timers.set_timer(ledger.conn, person, kind, at, tzdb=ledger.desk.tzdb)


def miss(ledger: Ledger, mentorship_id: int, number: int) -> None:
    """A goal's date passed: one that is still under way is a question to the mentee."""
    one = mentorships.load(ledger.conn, mentorship_id)
    if one is None or one.forgotten:
        return
    kept = _found(ledger, one, number)
    if kept is not None and kept.goal.state in RUNNING and _late(kept.goal, ledger.now):
        pairs.happen(ledger, one.id, GoalMissed())


def _late(goal: Goal, now: int) -> bool:
    return goals_rules.overdue(goal, now - REVIEW_AFTER + 1)


def _send_back(ledger: Ledger, one: Mentorship, side: Side, number: int, words: str) -> bool:
    """A draft that the other sees differently makes room for another one."""
    kept = _found(ledger, one, number)
    dropped = goals_rules.act(kept.goal, "drop") if kept is not None else None
    if kept is None or dropped is None or kept.goal.state != "draft":
        return False
    goals.save(ledger.conn, kept, dropped, ledger.now)
    facts = {"words": words, "statement": kept.goal.statement}
    remind(ledger, one, other(side), "goal_back", number=number, facts=facts)
    return True


def _settle(ledger: Ledger, one: Mentorship, event: GoalSettled) -> bool:
    """What became of the goals whose date has passed."""
    for kept in goals.of(ledger.conn, one.id):
        if kept.goal.state not in RUNNING or not _late(kept.goal, ledger.now):
            continue
        match event.how:
            case "reached":
                changed = goals_rules.act(kept.goal, "achieve")
            case "dropped":
                changed = goals_rules.act(kept.goal, "drop")
            case "moved":
                due = event.due or one.pair.planned_end
                changed = replace(kept.goal, due=due)
                _watch(ledger, one, kept.id, due)
        if changed is not None:
            goals.save(ledger.conn, kept, changed, ledger.now)
    return True


def _measure(ledger: Ledger, one: Mentorship, side: Side, number: int, value: Any) -> bool:
    kept = _found(ledger, one, number)
    if kept is None or kept.goal.state not in RUNNING:
        return False
    readings = (*kept.readings, Reading(ledger.now, value))
    goal = kept.goal
    found = goals_rules.progress(goal, readings, now=ledger.now)
    if found.standing == "reached":
        goal = goals_rules.act(goal, "achieve") or goal
    goals.save(ledger.conn, kept, goal, ledger.now, readings)
    remind(ledger, one, other(side), "measured", number=number)
    return True


def _step(ledger: Ledger, one: Mentorship, side: Side, event: MilestoneSet | MilestoneDone) -> bool:
    kept = _found(ledger, one, event.goal)
    if kept is None or kept.goal.state not in goals_rules.UNDER_WAY:
        return False
    milestones = list(kept.goal.milestones)
    match event:
        case MilestoneSet(_, label, due):
            milestones.append(Milestone(label, due))
        case MilestoneDone(_, index):
            if not 0 <= index < len(milestones) or milestones[index].state == "done":
                return False
            milestones[index] = replace(milestones[index], state="done")
            label = milestones[index].label
            if relays.barred(ledger, one, side, label) is None:
                facts = {"label": label}
                remind(ledger, one, other(side), "milestone_done", number=event.goal, facts=facts)
    goals.save(ledger.conn, kept, replace(kept.goal, milestones=tuple(milestones)), ledger.now)
    return True


# -- skills ----------------------------------------------------------------------------------------


def _rate(ledger: Ledger, one: Mentorship, side: Side, event: Rated) -> bool:
    rated = [
        skills.Rating(skill, side, event.moment, level) for skill, level in event.levels.items()
    ]
    if not rated or any(skills.faults(rating) for rating in rated):
        return False
    ratings.keep(ledger.conn, one.id, rated, ledger.now)
    return True


# -- outcomes --------------------------------------------------------------------------------------


def _claim(ledger: Ledger, one: Mentorship, side: Side, event: Claimed) -> bool:
    claim = Outcome(event.kind, side, ledger.now, event.before, event.after, event.unit)
    if outcome_rules.faults(claim):
        return False
    made = results.add(ledger.conn, one.id, claim, ledger.now)
    remind(ledger, one, other(side), "outcome_confirm", number=made)
    return True


def _judge(
    ledger: Ledger, one: Mentorship, side: Side, event: Confirmed | Disputed | Consented
) -> bool:
    kept = results.load(ledger.conn, event.outcome)
    if kept is None or kept.mentorship_id != one.id:
        return False
    changed: Outcome | None
    match event:
        case Confirmed(_, consent):
            changed = outcome_rules.confirm(kept.outcome, side)
            if changed is not None:
                changed = outcome_rules.consent(changed, side, given=consent)
                remind(ledger, one, other(side), "outcome_consent", number=kept.id)
        case Disputed():
            changed = outcome_rules.dispute(kept.outcome, side)
            person = one.person_of(side)
            if changed is not None and person is not None:
                alert(ledger, f"o{kept.id}", person, "outcome_disputed", "normal")
        case Consented(_, given):
            changed = outcome_rules.consent(kept.outcome, side, given=given)
            person = one.person_of(side)
            if kept.outcome.state == "published" and not given and person is not None:
                alert(ledger, f"w{kept.id}", person, "consent_withdrawn", "urgent")
    if changed is None:
        return False
    results.save(ledger.conn, kept, changed, ledger.now)
    return True
