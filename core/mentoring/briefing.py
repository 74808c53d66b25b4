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

QUESTIONS: Mapping[tuple[Phase, str], tuple[str, str, str]] = {
    ("know", ""): ("story", "hopes", "way_of_working"),
    ("goals", "launch"): ("problem_solved", "first_client", "legal_form"),
    ("goals", "scale"): ("bottleneck", "next_market", "money_needed"),
    ("goals", "evolve"): ("what_must_change", "who_carries_it", "what_to_keep"),
    ("progress", "launch"): ("done_since", "client_feedback", "next_step"),
    ("progress", "scale"): ("figures_since", "obstacle", "next_step"),
    ("progress", "evolve"): ("done_since", "team_response", "next_step"),
    ("wrap_up", ""): ("what_changed", "what_remains", "who_next"),
}
"""Three questions by phase and intent: each intent has its own agenda (founding texts B2, B18)."""


def phase(number: int, elapsed: float) -> Phase:
    """The phase of meeting `number` (from 1) when `elapsed` of the length (0 to 1) has passed."""
    if number == 1:
        return "know"
    return next((name for name, end in PHASES[1:] if elapsed < end), "wrap_up")


def questions(now: Phase, intent: str) -> tuple[str, str, str]:
    """The three questions of the brief; an unknown intent is read as `launch`."""
    return QUESTIONS.get((now, intent)) or QUESTIONS.get((now, "")) or QUESTIONS[now, "launch"]
