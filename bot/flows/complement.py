"""A few more questions after onboarding, all optional: they sharpen proposals, they gate nothing."""

from bot.flows.vocabulary import KINDS, MENU_NO, MENU_YES
from core.conversation.answers import Choice, Several, Words
from core.conversation.flow import Flow, ask, either, end, outside, when
from core.conversation.vocabulary import Country, Home, Topics
from core.mentoring.member import PILLARS, STYLES
from core.understanding.places import REGIONS

MENTEE = when("role", "mentee", "both")
MENTOR = when("role", "mentor", "both")

EXPORTER = either(when("goal", "export"), when("pillars", "business_mentor"))

STYLE_STEPS = ("pace", "tone", "depth")
"""A question for each pair of `STYLES`, answered with a tap."""

NO_COMPANY = "none"

COMPLEMENT = Flow(
    id="complement",
    version=1,
    assumes=("role", "home", "needs", "offers", "goal"),
    steps=(
        ask("ready", Choice((MENU_YES, MENU_NO), yes=MENU_YES, no=MENU_NO), summary=False),
        end("later", when("ready", MENU_NO)),
        ask("kind", Choice(KINDS), when("role", "mentee"), optional=True, explained=True),
        ask("need_topics", Topics(at_most=5, within="needs"), MENTEE, optional=True),
        ask("offer_topics", Topics(at_most=5, within="offers"), MENTOR, optional=True),
        ask("pillars", Several(PILLARS, at_most=5), optional=True, explained=True),
        ask("origin", Home(hint=""), outside("home", *REGIONS), optional=True, explained=True),
        ask("target", Country(), EXPORTER, optional=True, explained=True),
        *(
            ask(step, Choice(pair), optional=True)
            for step, pair in zip(STYLE_STEPS, STYLES, strict=True)
        ),
        ask("company", Words(60, (NO_COMPANY,)), optional=True),
        end("done"),
    ),
    offer="ready",
    patient=True,
)
