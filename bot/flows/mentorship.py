"""The flows of a mentorship, and which of them asks what the pair asks."""

from collections.abc import Mapping

from bot.flows.agreement import AGREEMENT, BRIEFING, DIFFERS, MIDDLE, TERMS
from bot.flows.checkins import (
    BREATHER,
    CADENCE,
    CHECKIN,
    FOLLOW_UP,
    GOAL_REVIEW,
    REMATCH_OFFERED,
    REPORT,
    STILL_ON,
)
from bot.flows.endings import (
    ANOTHER,
    CLOSING,
    EXTENSION,
    FINISH,
    PAIR_PAUSE,
    PART,
    PLEDGE,
    REMATCH,
)
from bot.flows.meetings import APPOINTMENT, CANCEL, MOVE, TIMES
from bot.flows.partner import PARTNER, WHOM
from core.conversation.flow import Flow

FLOWS: tuple[Flow, ...] = (
    AGREEMENT,
    TERMS,
    DIFFERS,
    MIDDLE,
    BRIEFING,
    TIMES,
    MOVE,
    CANCEL,
    APPOINTMENT,
    REPORT,
    CHECKIN,
    FOLLOW_UP,
    STILL_ON,
    BREATHER,
    REMATCH_OFFERED,
    GOAL_REVIEW,
    CADENCE,
    PAIR_PAUSE,
    PART,
    FINISH,
    EXTENSION,
    CLOSING,
    REMATCH,
    ANOTHER,
    PLEDGE,
    PARTNER,
    WHOM,
)

FLOW_OF: Mapping[str, str] = {
    "agreement": AGREEMENT.id,
    "agreement_terms": TERMS.id,
    "agreement_differs": DIFFERS.id,
    "agreement_middle": MIDDLE.id,
    "times": TIMES.id,
    "times_offered": TIMES.id,
    "time_typed": TIMES.id,
    "report": REPORT.id,
    "checkin": CHECKIN.id,
    "follow_up": FOLLOW_UP.id,
    "still_on": STILL_ON.id,
    "rematch_offered": REMATCH_OFFERED.id,
    "goal_review": GOAL_REVIEW.id,
    "finish": FINISH.id,
    "extension": EXTENSION.id,
    "closing": CLOSING.id,
    "rematch": REMATCH.id,
    "another": ANOTHER.id,
    "pledge": PLEDGE.id,
}
"""The flow of each question of `core.mentoring`, by its key."""
