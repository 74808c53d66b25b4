"""What holds now, where somebody pressed a button of a question that is over."""

from collections.abc import Mapping

from bot.flows.pairing import status
from bot.flows.partner import wished
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.talk import Talk

MEETINGS = ("times", "move", "cancel", "appointment", "report")
AGREEMENTS = ("agreement", "agreement_terms", "agreement_differs", "agreement_middle")
PROPOSALS = ("proposal", "next", "reply", "request", "waiting")
GOALS = ("goal", "goal_agree", "measure", "milestone", "reached", "outcome", "outcome_confirm")
TOGETHER = ("closing", "extension", "finish", "pair_pause", "part", "still_on", "rematch_offered")
"""Flows about what is shared, by what is looked up to say how it stands."""


def _look_up(wish: str) -> Rule:
    def rule(talk: Talk, event: Event) -> Conclusion:
        return wished(talk, event, wish)

    return rule


RULES: Mapping[tuple[str, str], Rule] = {
    **{("stale", flow): _look_up("meeting") for flow in MEETINGS},
    **{("stale", flow): _look_up("agreement") for flow in AGREEMENTS},
    **{("stale", flow): _look_up("progress") for flow in GOALS},
    **{("stale", flow): status for flow in (*PROPOSALS, *TOGETHER)},
}
