"""Onboarding: from a first hello to a profile that can be matched.

The shortest path of a mentee in Morocco is twelve questions, of a mentor eleven or twelve.
What matching can do without for a while is asked later, in `complement`.
"""

from bot.flows.vocabulary import (
    CAPACITIES,
    GOALS,
    KINDS,
    MANY_ZONES,
    PLEDGE,
    ROLES,
    STAGES,
    TIMES,
    TIMES_TOGETHER,
)
from core.conversation.answers import BirthYear, Choice, Several, Words
from core.conversation.flow import Flow, ask, either, end, say, unless, when
from core.conversation.vocabulary import ABROAD, Country, Home, Spoken, Topics, Trade, Zone

MENTEE = when("role", "mentee", "both")
MENTOR = when("role", "mentor", "both")
ACCEPTING = Choice(("accept", "refuse", "more"), yes="accept", no="refuse", outright=True)
DECIDING = Choice(("accept", "refuse"), yes="accept", no="refuse", outright=True)

ONBOARDING = Flow(
    id="onboarding",
    version=1,
    steps=(
        ask("consent", ACCEPTING, binding=True, summary=False, explained=True),
        end("declined", when("consent", "refuse")),
        say("notice", when("consent", "more")),
        ask("informed", DECIDING, when("consent", "more"), binding=True, summary=False),
        end("refused", when("informed", "refuse")),
        ask("role", Choice(ROLES), explained=True),
        ask("name", Words(60, offer="profile_name", person=True), optional=True),
        ask("home", Home(), explained=True),
        ask("country", Country(), when("home", ABROAD), explained=True),
        ask(
            "zone",
            Zone(("country", "home")),
            either(when("home", *MANY_ZONES), when("country", *MANY_ZONES)),
            explained=True,
        ),
        ask("kind", Choice(KINDS), MENTOR, explained=True),
        ask("trade", Trade(), explained=True),
        ask("stage", Choice(STAGES), MENTEE, explained=True),
        ask("needs", Topics(at_most=3), MENTEE),
        ask("offers", Topics(at_most=5), MENTOR),
        ask("languages", Spoken()),
        ask("born", BirthYear(), MENTEE),
        ask("times", Several(TIMES, at_most=6, groups=TIMES_TOGETHER)),
        ask("capacity", Choice(CAPACITIES), MENTOR),
        ask("goal", Words(200, ids=GOALS, telling=True), MENTEE, explained=True),
        ask(
            "pledge",
            Choice(PLEDGE, yes="sign", no="later", outright=True),
            MENTEE,
            recap=True,
            explained=True,
        ),
        ask(
            "review",
            Choice(("confirm", "change"), yes="confirm", outright=True),
            unless("role", "mentee", "both"),
            recap=True,
            summary=False,
        ),
        end("done"),
    ),
)
