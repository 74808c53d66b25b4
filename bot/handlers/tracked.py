"""What is true of goals, skills and outcomes when it is said: facts for one of the two, as text."""

from collections.abc import Callable, Mapping, Sequence

from bot.flows.goals import METRICS, PLACES, STEPS
from bot.handlers import progress, promised
from bot.handlers.goal_card import card, standing
from bot.handlers.ledger import Ledger
from bot.handlers.patience import earliest
from core.conversation.message import Part, Row
from core.conversation.quantity import label_of
from core.conversation.run import ABOUT
from core.duration import DAY
from core.mentoring import goal as goals_rules
from core.mentoring import skills
from core.mentoring.drawn import attached, panel_of
from core.mentoring.member import first_name
from core.mentoring.pair import LIVE, OPEN, Pair
from core.mentoring.scheduling import QUESTIONS
from core.mentoring.side import Side, other
from storage import goals, mentorships, promises, ratings, results, timers
from storage.codec import encode
from storage.mentorships import Mentorship
from storage.timers import Due

Facts = Mapping[str, str]

UNHURRIED = frozenset({"grid"})
"""Wishes of the programme's own rhythm, one a day like all of them."""

NAMED_AT_MOST = 40
"""Characters of a goal as an option: enough to tell three apart on a small screen."""


class _Scene:
    """What a wish is answered from: one pair as one side sees it."""

    def __init__(self, ledger: Ledger, one: Mentorship, side: Side, due: Due, more: str) -> None:
        self.ledger, self.one, self.side, self.due, self.more = ledger, one, side, due, more
        self.pair: Pair = one.pair
        mine = ledger.member(due.person_id)
        partner = one.person_of(other(side))
        theirs = ledger.member(partner) if partner is not None else None
        self.zone = (mine.timezone if mine else "") or "Africa/Casablanca"
        self.name = first_name(theirs)
        self.mentee = mine if side == "mentee" else theirs

    @property
    def under_way(self) -> list[goals.Kept]:
        """The goals that are under way, oldest first."""
        kept = goals.of(self.ledger.conn, self.one.id)
        return [found for found in kept if found.goal.state in goals_rules.UNDER_WAY]

    def goal(self) -> goals.Kept | None:
        """The goal that this is about."""
        kept = goals.of(self.ledger.conn, self.one.id)
        return next((found for found in kept if str(found.id) == self.more), None)


def load(ledger: Ledger, due: Due) -> Facts | None:
    """The facts of a wish, or None when there is nothing to say any more."""
    wish, number, more = (*due.kind.partition(":")[2].split("."), "", "")[:3]
    one = mentorships.load(ledger.conn, int(number))
    side = one.side_of(due.person_id) if one is not None else None
    if one is None or side is None or one.forgotten:
        return None
    if progress.kept_back(ledger, one, side, wish):
        return None
    scene = _Scene(ledger, one, side, due, more)
    found = WISHES[wish](scene)
    if found is None or (wish in UNHURRIED and (_in_the_way(scene) or _put_off(ledger, due))):
        return None
    base = {
        ABOUT: more or str(one.id),
        "mentorship": str(one.id),
        "side": side,
        "name": scene.name,
        "zone": scene.zone,
        "wish": wish,
    }
    return {**base, **found}


LATER = 2 * DAY
"""How long something unhurried waits for an answer that matters more."""


def _in_the_way(scene: _Scene) -> bool:
    """Whether this side has yet to choose the first meeting's time, or the pair rests: who takes
    days to answer gives them to the meeting, and nobody is asked anything during a break.
    """
    seat, meeting = scene.pair.seat(scene.side), scene.pair.meeting
    first = meeting is not None and meeting.number == 1
    seeking = first and any(seat.asked(one) for one in QUESTIONS)
    if not seeking and scene.one.state != "paused":
        return False
    person, soon = scene.due.person_id, scene.ledger.now + LATER
    day = earliest(scene.ledger, person, "clock", due=soon, besides=scene.due.id)
    timers.set_timer(scene.ledger.conn, person, scene.due.kind, day, tzdb=scene.ledger.desk.tzdb)
    return True


def _put_off(ledger: Ledger, due: Due) -> bool:
    """Whether the day of something unhurried has filled up since it was chosen: then another day.

    A meeting was fixed meanwhile, say, and this is the morning on which we ask how it went.
    """
    day = earliest(ledger, due.person_id, "clock", besides=due.id)
    if day <= ledger.at:
        return False
    timers.set_timer(ledger.conn, due.person_id, due.kind, day, tzdb=ledger.desk.tzdb)
    return True


def fall_due(ledger: Ledger, due: Due) -> None:
    """A goal's date passed."""
    number, _, goal = due.kind.partition(":")[2].partition(".")
    progress.miss(ledger, int(number), int(goal))


def promise_due(ledger: Ledger, due: Due) -> None:
    """The date of somebody's promise came; one that was deferred to it is asked about again."""
    returned = promised.follow(ledger, due.person_id)
    if returned is not None:
        kind = f"progress:pledge.{returned.mentorship_id}"
        day = earliest(ledger, due.person_id, "clock")
        timers.set_timer(ledger.conn, due.person_id, kind, day, tzdb=ledger.desk.tzdb)


# -- what stands -----------------------------------------------------------------------------------


def _show(scene: _Scene) -> Facts:
    """Everything at one look, and what can be done about it."""
    kept = scene.under_way
    numbered = tuple(enumerate(kept, 1)) if len(kept) > 1 else tuple((0, one) for one in kept)
    now = scene.ledger.now
    parts = [
        part for place, one in numbered for part in standing(one, scene.zone, now, place=place)
    ]
    if not parts:
        parts = [Part("progress-empty", {"name": scene.name})]
    running = [one for one in kept if one.goal.state in progress.RUNNING]
    offered = {
        "measure": bool(running),
        "reached": any(_open_steps(one) for one in running),
        "milestone": bool(kept),
        "goal": bool(scene.pair.planned_end) and len(kept) < goals_rules.AT_MOST,
        "skills": scene.one.state in progress.TOLD_OF and bool(scene.pair.active_at),
        "outcome": bool(scene.pair.active_at),
    }
    there = {name: "yes" for name, there in offered.items() if there}
    drawn = (
        (place, one.id)
        for place, one in numbered
        if panel_of(one.goal, one.readings, place) is not None
    )
    return {"parts": encode(parts), "attach": attached(scene.one.id, drawn), **there}


def _open_steps(kept: goals.Kept) -> list[tuple[int, str]]:
    return [
        (place, one.label)
        for place, one in enumerate(kept.goal.milestones)
        if one.state in ("todo", "doing")
    ]


# -- what is asked for by a word -------------------------------------------------------------------


def _news(key: str, **facts: str | int) -> Facts:
    return {"parts": encode([Part(key, facts)])}


def _goal(scene: _Scene) -> Facts:
    """The workshop, once both know until when they work together, and while there is room; a goal of
    theirs that came back is taken up where it was.
    """
    if not scene.pair.planned_end or scene.one.state not in LIVE:
        return _news("progress-early", name=scene.name)
    kept = scene.under_way
    if len(kept) >= goals_rules.AT_MOST:
        return _news("progress-enough", count=goals_rules.AT_MOST)
    until = {"until": str(scene.pair.planned_end)}
    last = goals.of(scene.ledger.conn, scene.one.id)[-1:]
    if last and last[0].proposed_by == scene.side and goals_rules.came_back(last[0].goal):
        return {**until, **_drafted(last[0].goal, scene)}
    return {**until, "vision": kept[-1].goal.vision if kept else ""}


def _drafted(goal: goals_rules.Goal, scene: _Scene) -> dict[str, str]:
    """A goal as the answers of the workshop it came from; a date that has passed is left open."""
    named = {"metric": goal.metric}
    if goal.metric not in METRICS:
        named = {"metric": "other", "counted": goal.metric}
    figures = {"baseline": goal.baseline, "target": goal.target}
    due = {"due": f"day:{goal.due}@{scene.zone}"} if goal.due > scene.ledger.now else {}
    return {
        "vision": goal.vision,
        "topic": goal.topic,
        "statement": goal.statement,
        **named,
        **{step: label_of(one, goal.unit) for step, one in figures.items() if one is not None},
        **due,
    }


def _among(scene: _Scene, found: Sequence[goals.Kept]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for place, kept in zip(PLACES, found, strict=False):
        facts |= {
            place: _short(kept.goal.statement),
            f"id_{place}": str(kept.id),
            f"unit_{place}": kept.goal.unit,
        }
    return facts


def _short(words: str) -> str:
    return words if len(words) <= NAMED_AT_MOST else f"{words[: NAMED_AT_MOST - 1].rstrip()}…"


def _measure(scene: _Scene) -> Facts:
    running = [one for one in scene.under_way if one.goal.state in progress.RUNNING]
    return _among(scene, running) if running else _news("progress-empty", name=scene.name)


def _milestone(scene: _Scene) -> Facts:
    kept = scene.under_way
    return _among(scene, kept) if kept else _news("progress-empty", name=scene.name)


def _reached(scene: _Scene) -> Facts:
    steps = [(kept, step) for kept in scene.under_way for step in _open_steps(kept)]
    facts: dict[str, str] = {}
    for place, (kept, (index, label)) in zip(STEPS, steps, strict=False):
        facts |= {place: _short(label), f"id_{place}": f"{kept.id}.{index}"}
    return facts or _news("progress-no_steps")


def _skills(scene: _Scene) -> Facts:
    """The grid of the moment that is next for this side."""
    given = ratings.rated(scene.ledger.conn, scene.one.id, scene.side)
    if not scene.pair.active_at or scene.one.state not in progress.TOLD_OF:
        return _news("progress-early", name=scene.name)
    moment = "t0"
    if "t0" in given or "t2" in given:
        moment = "t1" if scene.one.state in LIVE else "t2"
    return _grid_of(scene, moment)


def _grid(scene: _Scene) -> Facts | None:
    """The grid that the mentorship itself calls for; not a second time."""
    given = ratings.rated(scene.ledger.conn, scene.one.id, scene.side)
    if scene.more in given or scene.one.state not in progress.TOLD_OF:
        return None
    return _grid_of(scene, scene.more)


def _grid_of(scene: _Scene, moment: str) -> Facts:
    rated = (one.skill for one in ratings.of(scene.ledger.conn, scene.one.id))
    needs = scene.mentee.needs if scene.mentee else ()
    return {"moment": moment, "grid": " ".join(skills.chosen(needs, rated))}


def _outcome(scene: _Scene) -> Facts:
    if not scene.pair.active_at:
        return _news("progress-early", name=scene.name)
    return {}


# -- what the other did ----------------------------------------------------------------------------


def _goal_agree(scene: _Scene) -> Facts | None:
    kept = scene.goal()
    if kept is None or kept.goal.state != "draft" or scene.one.state not in OPEN:
        return None
    new = Part("goal_agree-new", {"name": scene.name})
    return {"parts": encode([new, card(kept, scene.zone)])}


def _goal_agreed(scene: _Scene) -> Facts | None:
    kept = scene.goal()
    if kept is None:
        return None
    return _news("progress-agreed", name=scene.name, statement=kept.goal.statement)


def _goal_back(scene: _Scene) -> Facts:
    facts = scene.due.facts
    return _news(
        "progress-back",
        name=scene.name,
        statement=facts.get("statement", ""),
        words=facts.get("words", ""),
        said=int(bool(facts.get("words"))),
    )


def _measured(scene: _Scene) -> Facts | None:
    kept = scene.goal()
    if kept is None or not kept.readings:
        return None
    new = Part("progress-measured", {"name": scene.name})
    return {"parts": encode([new, *standing(kept, scene.zone, scene.ledger.now)])}


def _milestone_done(scene: _Scene) -> Facts:
    return _news("progress-step_done", name=scene.name, label=scene.due.facts.get("label", ""))


def _outcome_asked(state: str, key: str) -> Callable[[_Scene], Facts | None]:
    def wish(scene: _Scene) -> Facts | None:
        kept = results.load(scene.ledger.conn, int(scene.more))
        if kept is None or kept.outcome.state != state:
            return None
        new = Part(key, {"name": scene.name})
        return {"parts": encode([new, outcome_card(kept)])}

    return wish


def _story(scene: _Scene) -> Facts | None:
    """The latest outcome that this side agreed to have told, and the same question anew."""
    found = results.consented(scene.ledger.conn, scene.one.id, scene.side)
    if not found:
        return None
    return {ABOUT: str(found[-1].id), "parts": encode([outcome_card(found[-1])])}


def outcome_card(kept: results.Kept) -> Part:
    """What changed: its kind, before and after."""
    one = kept.outcome
    figures = (("before", one.before), ("after", one.after))
    rows = tuple(
        Row(f"outcome-{step}.title", (label_of(value, one.unit),))
        for step, value in figures
        if value is not None
    )
    kind = Row("outcome-kind.title", (f"outcome-kind.{one.kind}",))
    return Part("progress-outcome", rows=(kind, *rows))


def _pledge(scene: _Scene) -> Facts | None:
    """A promise that came due again; it can be put off only once."""
    one = promises.of(scene.ledger.conn, scene.due.person_id)
    if one is None or one.pledge.state != "due":
        return None
    if one.pledge.deferrals:
        return _news("pledge-again", name=scene.name)
    return {**_news("pledge-due", name=scene.name), "may_defer": "yes"}


def _refused(scene: _Scene) -> Facts:
    reason = scene.due.facts.get("reason")
    return _news(f"relay-{reason}", name=scene.name) if reason else _news("progress-refused")


WISHES: Mapping[str, Callable[[_Scene], Facts | None]] = {
    "show": _show,
    "goal": _goal,
    "measure": _measure,
    "milestone": _milestone,
    "reached": _reached,
    "skills": _skills,
    "grid": _grid,
    "outcome": _outcome,
    "goal_agree": _goal_agree,
    "goal_agreed": _goal_agreed,
    "goal_back": _goal_back,
    "measured": _measured,
    "milestone_done": _milestone_done,
    "outcome_confirm": _outcome_asked("claimed", "outcome_confirm-new"),
    "outcome_consent": _outcome_asked("confirmed", "outcome_consent-new"),
    "story": _story,
    "pledge": _pledge,
    "refused": _refused,
}
"""What can be said or asked, by the name in its timer."""
