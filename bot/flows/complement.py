"""A few more questions after onboarding, all optional: they sharpen proposals, they gate nothing."""

from bot.flows.vocabulary import KINDS, MENU_NO, MENU_YES
from core.conversation.answers import Choice, Several
from core.conversation.flow import Flow, ask, end, outside, when
from core.conversation.vocabulary import Home, Topics
from core.mentoring.member import PILLARS
from core.understanding.places import REGIONS

MENTEE = when("role", "mentee", "both")
MENTOR = when("role", "mentor", "both")

COMPLEMENT = Flow(
    id="complement",
    version=1,
    assumes=("role", "home", "needs", "offers"),
    steps=(
        ask("ready", Choice((MENU_YES, MENU_NO), yes=MENU_YES, no=MENU_NO), summary=False),
        end("later", when("ready", MENU_NO)),
        ask("kind", Choice(KINDS), when("role", "mentee"), optional=True),
        ask("need_topics", Topics(at_most=5, within="needs"), MENTEE, optional=True),
        ask("offer_topics", Topics(at_most=5, within="offers"), MENTOR, optional=True),
        ask("pillars", Several(PILLARS, at_most=5), optional=True),
        ask("origin", Home(hint=""), outside("home", *REGIONS), optional=True),
        end("done"),
    ),
)
