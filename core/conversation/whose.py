"""Whose question it is, where several partners are in play."""

from collections.abc import Iterable, Mapping, Sequence

from core.conversation.message import Part
from core.conversation.run import ABOUT, Run

PAIRED = "side"
"""The fact that a passage is about one's own pair."""


def pair_of(facts: Mapping[str, str]) -> str:
    """The mentorship that a passage with these facts is about; empty for any other."""
    return facts.get("mentorship") or facts.get(ABOUT, "") if PAIRED in facts else ""


def told_of(facts: Mapping[str, str]) -> tuple[int, ...]:
    """The mentorship that words said in a passage with these facts tell of, if there is one."""
    known = facts.get("mentorship") or pair_of(facts)
    return (int(known),) if known else ()


def whose(
    run: Run, before: Run | None, waiting: Iterable[Run], said: Sequence[Part], *, apart: bool
) -> str:
    """The partner to name before a question of `run`; empty where nobody can be mistaken.

    `before` was open when the turn began, others are `waiting`, and `said` stands above it. Only a
    question that does not follow upon one of its own passage is doubtful; `apart`: something else
    has been said since.
    """
    name = run.facts.get("name", "")
    follows = before is not None and (before.id, before.flow) == (run.id, run.flow) and not apart
    named = next((part.facts["name"] for part in reversed(said) if "name" in part.facts), "")
    if PAIRED not in run.facts or follows or named == name:
        return ""
    others = (*waiting, *((before,) if before is not None else ()))
    return name if any(one.facts.get("name", name) != name for one in others) else ""
