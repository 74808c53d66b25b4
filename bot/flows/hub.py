"""What a member can always do: their profile, their data, a pause, a second chat, an end."""

from bot.flows.vocabulary import MENU, MENU_NO, MENU_YES, PAUSE_DAYS
from core.conversation.answers import Choice
from core.conversation.flow import Flow, ask, end, say, when
from core.conversation.lengths import Lengths

YES_OR_NO = Choice((MENU_YES, MENU_NO), yes=MENU_YES, no=MENU_NO, outright=True)
"""What is erased, joined, sent or shared on a yes is so on an outright one only."""

MENU_FLOW = Flow(
    id="menu", version=1, steps=(ask("choice", Choice(MENU)), end("done")), nudged=False
)

ABOUT = Flow(id="about", version=1, steps=(say("what"), say("who"), end("done")))

PRIVACY = Flow(id="privacy", version=1, steps=(say("notice"), end("done")))

DATA = Flow(id="data", version=1, steps=(ask("file", YES_OR_NO, recap=True), end("done")))

BREAK = Lengths(PAUSE_DAYS, ("over",), dated=True)

PAUSE = Flow(id="pause", version=1, steps=(ask("until", BREAK), end("done")))

ERASE = Flow(id="erase", version=1, steps=(ask("confirm", YES_OR_NO), end("done")))

CONNECT = Flow(id="connect", version=1, steps=(ask("ready", YES_OR_NO), end("done")))
"""The person who has a profile asks for a code that joins another chat to it."""

LINK = Flow(id="link", version=1, steps=(ask("confirm", YES_OR_NO), end("done")))
"""The chat that shows such a code."""

JOIN = Flow(
    id="join",
    version=1,
    steps=(ask("confirm", YES_OR_NO), end("refused", when("confirm", MENU_NO)), end("done")),
)
"""The person who made the code confirms that the chat is theirs."""
