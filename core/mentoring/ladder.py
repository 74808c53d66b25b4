"""What is sent when nobody answers: a ladder that ends with a human, never with a reset."""

from dataclasses import dataclass
from typing import Literal

from core.duration import DAY

Act = Literal["nudge", "tell_partner", "alert", "offer_rematch", "notice", "conclude"]


@dataclass(frozen=True, slots=True)
class Rung:
    """What is done `after` milliseconds of a side's silence; `key` names its words."""

    after: int
    act: Act
    key: str


LADDER: tuple[Rung, ...] = (
    Rung(1 * DAY, "nudge", "nudge_gentle"),
    Rung(4 * DAY, "nudge", "nudge_smaller"),
    Rung(10 * DAY, "nudge", "nudge_choice"),
    Rung(14 * DAY, "tell_partner", "partner_quiet"),
    Rung(21 * DAY, "alert", "silent"),
    Rung(35 * DAY, "offer_rematch", "rematch_offered"),
    Rung(90 * DAY, "notice", "notice"),
    Rung(97 * DAY, "conclude", "concluded"),
)
"""Silence is counted from the first question left open.

Three attempts over two weeks and no more an item (SCORE); the last nudge offers to pause, to write
less often, or a human. 21 days to a coordinator and 35 to another pairing (iMentor, Mentorloop);
90 days, a notice, 7 days more, then a kind end (Guider). All from domain §3 and §0.11. The day on
which the partner is told is ours: after the last nudge, before the coordinator.
"""

NOTICE_LASTS = 7 * DAY
"""Between the notice and the end: however late the notice went out, they have a week."""


def next_rung(taken: int) -> Rung | None:
    """The rung after `taken` of them, None at the end of the ladder."""
    return LADDER[taken] if taken < len(LADDER) else None


def due(since: int, taken: int) -> int:
    """When the rung after `taken` is due for a silence that began at `since`, 0 for none."""
    rung = next_rung(taken)
    return since + rung.after if rung else 0
