"""Every flow by its id."""

from collections.abc import Mapping

from bot.flows import mentorship, partner, progress, relaying
from bot.flows.complement import COMPLEMENT
from bot.flows.hub import ABOUT, CONNECT, DATA, ERASE, JOIN, LINK, MENU_FLOW, PAUSE, PRIVACY
from bot.flows.matching import NEXT, PROPOSAL, REPLY, REQUEST, WAITING
from bot.flows.onboarding import ONBOARDING
from core.conversation.flow import Flow

FLOWS: Mapping[str, Flow] = {
    flow.id: flow
    for flow in (
        ONBOARDING,
        COMPLEMENT,
        MENU_FLOW,
        ABOUT,
        PRIVACY,
        DATA,
        PAUSE,
        ERASE,
        CONNECT,
        LINK,
        JOIN,
        PROPOSAL,
        NEXT,
        REPLY,
        REQUEST,
        WAITING,
        *mentorship.FLOWS,
        *relaying.FLOWS,
        *progress.FLOWS,
    )
}

ENTRY, MENU = ONBOARDING.id, MENU_FLOW.id

MOVES: Mapping[str, str] = {
    "profile": ENTRY,
    "menu": MENU,
    "about": ABOUT.id,
    "privacy": PRIVACY.id,
    "data": DATA.id,
    "pause": PAUSE.id,
    "erase": ERASE.id,
    "connect": CONNECT.id,
    "complement": COMPLEMENT.id,
    "status": "",
    **dict.fromkeys(partner.WISHES, ""),
}
"""The programme's own words, as named in the lexicon, and the flow each opens, if any."""
