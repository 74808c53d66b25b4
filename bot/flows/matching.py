"""From proposals to a match: the mentee chooses and introduces themselves, the mentor decides.

Who is meant is a fact of the run, never an answer: `one`, `two`, `three` are names on the screen,
`id_one` … their proposals.
"""

from core.conversation.answers import Choice, Words
from core.conversation.flow import Flow, ask, end, say, show, when
from core.conversation.named import Named

PLACES = ("one", "two", "three")
"""The cards on a mentee's screen, best first."""

NONE_BECAUSE = ("sector", "needs", "language", "times", "experience", "other")
"""Why none of the proposed mentors fits; all but `other` weigh in the next proposals."""

DECLINED_BECAUSE = ("time", "field", "known", "conflict", "other")
"""Why a mentor declines, for the coordinators' eyes only."""

CARDS = {place: f"card_{place}" for place in PLACES}
"""Where each person's card is shown."""

LINES = ("project", "need", "first")
"""The three lines of an introduction."""

LINE = 140
"""Characters of one line: three with their titles fit the mentor's screen and the mentee's recap."""

CHOSEN = when("choice", *PLACES)

PROPOSAL = Flow(
    id="proposal",
    version=1,
    steps=(
        say("found"),
        *(show(card) for card in CARDS.values()),
        ask("choice", Named(PLACES, ("others", "none", "later")), explained=True),
        end("others", when("choice", "others")),
        end("later", when("choice", "later")),
        ask("why", Choice(NONE_BECAUSE), when("choice", "none"), summary=False),
        end("none", when("choice", "none")),
        *(ask(line, Words(LINE, telling=True), CHOSEN) for line in LINES),
        ask(
            "send", Choice(("send", "change"), yes="send", no="change", outright=True), CHOSEN,
            recap=True, summary=False,
        ),
        end("sent"),
    ),
)  # fmt: skip
"""Three explained mentors, and an introduction in three lines: those who craft one connect
(domain §3, the MicroMentor trial)."""

NEXT = Flow(
    id="next",
    version=1,
    steps=(
        show("news"),
        ask("choice", Named(PLACES, ("others", "human"))),
        end("done"),
    ),
)
"""A mentor was asked and it did not work out: the others of the same proposals, or new ones."""

REPLY = Flow(
    id="reply",
    version=1,
    steps=(show("question"), ask("answer", Words(300)), end("done")),
)
"""The mentor's question to the mentee."""

REQUEST = Flow(
    id="request",
    version=1,
    steps=(
        show("card"),
        ask(
            "decision",
            Choice(
                ("accept", "question", "not_now", "decline"),
                yes="accept",
                no="decline",
                outright=True,
            ),
            explained=True,
        ),
        end("accepted", when("decision", "accept")),
        end("later", when("decision", "not_now")),
        ask("question", Words(200, telling=True), when("decision", "question")),
        end("asked", when("decision", "question")),
        ask("reason", Choice(DECLINED_BECAUSE)),
        ask("line", Words(300), when("reason", "other"), optional=True),
        end("declined"),
    ),
    nudged=False,
    confidential=True,
)
"""A mentee asks for this mentor."""

WAITING = Flow(
    id="waiting",
    version=1,
    steps=(
        show("where"),
        ask("meanwhile", Named((), ("flash", "trio", "wait"), frozenset({"flash", "trio"}))),
        end("done"),
    ),
)
"""Nobody fits yet: where one stands, what would help, and what others could do meanwhile."""
