"""The flows of a mentorship, and which of them asks what the pair asks."""

from collections.abc import Mapping

from bot.flows.agreement import AGREEMENT, BRIEFING, DIFFERS
from bot.flows.meetings import APPOINTMENT, CANCEL, MOVE, TIMES
from bot.flows.partner import PARTNER, WHOM
from core.conversation.flow import Flow

FLOWS: tuple[Flow, ...] = (
    AGREEMENT,
    DIFFERS,
    BRIEFING,
    TIMES,
    MOVE,
    CANCEL,
    APPOINTMENT,
    PARTNER,
    WHOM,
)

FLOW_OF: Mapping[str, str] = {
    "agreement": AGREEMENT.id,
    "agreement_differs": DIFFERS.id,
    "times": TIMES.id,
    "times_offered": TIMES.id,
    "time_typed": TIMES.id,
}
"""The flow of each question of `core.mentoring`, by its key."""
