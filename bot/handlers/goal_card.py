"""A goal as people read it: what was agreed, and where it stands."""

from bot.flows.goals import METRICS
from core.conversation.message import Part, Row
from core.mentoring import chart
from core.mentoring import goal as goals_rules
from core.mentoring.goal import Goal
from storage import goals


def card(kept: goals.Kept, zone: str) -> Part:
    """A goal in words and numbers, as it was agreed or proposed."""
    goal = kept.goal
    baseline, target = goal.baseline or 0, goal.target or 0
    rows = (
        Row("goal-metric.title", (metric(goal),)),
        Row("goal-baseline.title", (f"amount:{baseline}@{goal.unit}",)),
        Row("goal-target.title", (f"amount:{target}@{goal.unit}",)),
        Row("goal-due.title", (f"day:{goal.due}@{zone}",)),
    )
    return Part("progress-card", {"statement": goal.statement}, rows=rows)


def metric(goal: Goal) -> str:
    """What a goal counts, as a label reference."""
    return f"goal-metric.{goal.metric}" if goal.metric in METRICS else f"={goal.metric}"


def standing(kept: goals.Kept, zone: str, now: int, *, place: int = 0) -> list[Part]:
    """Where a goal stands: its bar, its latest figure, and its open steps.

    Among several, `place` is its number, which the picture beside the words has too.
    """
    goal = kept.goal
    statement = f"{place}. {goal.statement}" if place else goal.statement
    if goal.state == "draft":
        return [Part("progress-draft", {"statement": statement})]
    found = goals_rules.progress(goal, kept.readings, now=now)
    latest = kept.readings[-1].value if kept.readings else goal.baseline or 0
    parts = [
        Part(
            "progress-goal",
            {
                "statement": statement,
                "bar": chart.bar(found.done),
                "percent": chart.percent(found.done),
                "standing": found.standing,
            },
            {
                "latest": (f"amount:{latest}@{goal.unit}",),
                "target": (f"amount:{goal.target or 0}@{goal.unit}",),
                "due": (f"day:{goal.due}@{zone}",),
            },
        )
    ]
    done = sum(one.state == "done" for one in goal.milestones)
    if goal.milestones:
        coming = next((one.label for one in goal.milestones if one.state != "done"), "")
        facts: dict[str, str | int] = {"done": done, "all": len(goal.milestones), "next": coming}
        parts.append(Part("progress-steps" if coming else "progress-all_steps", facts, tight=True))
    return parts
