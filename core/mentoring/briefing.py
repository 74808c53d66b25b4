"""What each side reads before they meet: four cards at most, an agenda, three questions."""

from collections.abc import Mapping
from typing import Literal

from core.mentoring.side import Side

CARDS: Mapping[Side, tuple[str, ...]] = {
    "mentor": ("listen", "first_meeting", "limits", "help"),
    "mentee": ("your_agenda", "first_meeting", "limits", "help"),
}
"""Cards by side, each skippable; both sides are trained, since training only the mentors yields
less than half the benefit (Clutterbuck, domain §0.10)."""

Phase = Literal["know", "goals", "progress", "wrap_up"]

PHASES: tuple[tuple[Phase, float], ...] = (
    ("know", 0.1),
    ("goals", 0.35),
    ("progress", 0.85),
    ("wrap_up", 1.0),
)
"""Phases of a mentorship and the share of its length at which each ends (Cherie Blair, domain §2)."""

Brief = tuple[str, str, str]

MIDWAY: Brief = ("goal_distance", "help_wanted", "stop_doing")
"""Asked whatever the purpose, once a phase has seen its own questions."""

QUESTIONS: Mapping[tuple[Phase, str], tuple[Brief, ...]] = {
    ("know", ""): (("story", "hopes", "way_of_working"),),
    ("goals", "launch"): (
        ("problem_solved", "first_client", "legal_form"),
        ("done_since", "price", "decision"),
        ("client_feedback", "obstacle", "next_step"),
        MIDWAY,
    ),
    ("goals", "scale"): (
        ("bottleneck", "next_market", "money_needed"),
        ("figures_since", "cash", "decision"),
        ("time_spent", "obstacle", "next_step"),
        MIDWAY,
    ),
    ("goals", "evolve"): (
        ("what_must_change", "who_carries_it", "what_to_keep"),
        ("done_since", "obstacle", "decision"),
        ("team_response", "time_spent", "next_step"),
        MIDWAY,
    ),
    ("goals", "skills"): (
        ("skill_first", "skill_practice", "skill_sign"),
        ("done_since", "learned", "decision"),
        ("obstacle", "who_to_meet", "next_step"),
        MIDWAY,
    ),
    ("goals", "network"): (
        ("who_to_meet", "what_you_bring", "first_introduction"),
        ("done_since", "learned", "decision"),
        ("obstacle", "time_spent", "next_step"),
        MIDWAY,
    ),
    ("progress", "launch"): (
        ("done_since", "client_feedback", "next_step"),
        ("learned", "price", "decision"),
        ("obstacle", "help_wanted", "next_step"),
        ("goal_distance", "who_to_meet", "cash"),
    ),
    ("progress", "scale"): (
        ("figures_since", "obstacle", "next_step"),
        ("learned", "cash", "decision"),
        ("time_spent", "help_wanted", "next_step"),
        ("goal_distance", "next_market", "who_to_meet"),
    ),
    ("progress", "evolve"): (
        ("done_since", "team_response", "next_step"),
        ("learned", "who_carries_it", "decision"),
        ("obstacle", "help_wanted", "next_step"),
        ("goal_distance", "time_spent", "what_to_keep"),
    ),
    ("progress", "skills"): (
        ("done_since", "learned", "next_step"),
        ("skill_practice", "help_wanted", "decision"),
        ("obstacle", "skill_sign", "next_step"),
        ("goal_distance", "who_to_meet", "time_spent"),
    ),
    ("progress", "network"): (
        ("done_since", "who_to_meet", "next_step"),
        ("learned", "what_you_bring", "decision"),
        ("obstacle", "help_wanted", "next_step"),
        ("goal_distance", "first_introduction", "time_spent"),
    ),
    ("wrap_up", ""): (
        ("what_changed", "what_remains", "who_next"),
        ("proud_of", "counsel_after", "next_step"),
        ("goal_distance", "learned", "who_to_meet"),
    ),
}
"""Three questions a meeting by phase and the purpose that both agreed on, one set after the other:
each purpose has its own agenda (founding texts B2, B18), and no meeting repeats the last one's."""


def phase(number: int, elapsed: float) -> Phase:
    """The phase of meeting `number` (from 1) when `elapsed` of the length (0 to 1) has passed."""
    if number == 1:
        return "know"
    return next((name for name, end in PHASES[1:] if elapsed < end), "wrap_up")


def questions(now: Phase, purpose: str, number: int) -> Brief:
    """The three questions of meeting `number` (from 1); an unknown purpose is read as `launch`."""
    sets = QUESTIONS.get((now, purpose)) or QUESTIONS.get((now, "")) or QUESTIONS[now, "launch"]
    return sets[max(0, number - 2) % len(sets)]
