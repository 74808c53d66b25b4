"""The moves that work everywhere: back, skip, change, keep, start over, and an old button."""

from msgspec.structs import replace

from core.conversation import engine
from core.conversation.agenda import resting
from core.conversation.answers import Anything
from core.conversation.book import Conclusion
from core.conversation.flow import Ask
from core.conversation.kind import Given
from core.conversation.message import Part
from core.conversation.run import Run
from core.conversation.scene import Scene
from core.conversation.screen import answered
from core.conversation.talk import Prompt
from core.conversation.turn import Past
from core.conversation.update import Token

OPEN_MOVES = frozenset({"about", "privacy"})
"""What may be asked before consent is given: it keeps nothing."""

UNTIL = "until"
"""The fact that holds until when an answer is waited for (a time as `timing` stores it)."""

LEFT = "left"
"""The fact that somebody put off what was only offered to them."""

LONGEST_LABEL = 72
"""Characters of the longest button any channel draws (design decision 1): more is none of ours."""


def tell_stale(scene: Scene, token: Token, button: str = "") -> None:
    """A button of a question that is no longer open: say what was answered, and what holds now.

    `button` is what stood on it. Where nothing is open the menu is not put up for it.
    """
    scene.rule = "stale"
    opened = scene.open()
    if opened is not None:
        flow, run, position = opened
        question = flow.ask(token.step)
        if token.run == run.id and token.step in position.path and question is not None:
            title = (f"{flow.id}-{token.step}.title",)
            labels = {"answer": answered(flow, run, question), "title": title}
            scene.parts.append(Part("common-stale-answered", labels=labels))
            scene.repeat()
            return
    talk, past = scene.talk, scene.hints.past
    idle = resting(talk, scene.book) and not talk.agenda
    if past is None and idle and _of_menu(scene, token):
        scene.say("common-stale-menu")
        scene.begin(scene.book.menu)
        return
    settled = _settled(scene, past, token.step) if past is not None else None
    closed = Part("common-stale-closed", labels={"button": (f"={button}",)})
    named = 0 < len(button) <= LONGEST_LABEL
    scene.parts.append(settled or (closed if named else Part("common-stale")))
    if not idle or not talk.consented:
        welcome_or_repeat(scene)
        return
    holds = None
    if past is not None:
        run = Run("-", past.flow, 0)
        holds = scene.react("stale", past.flow, None, run, {})
    if holds is None or not holds.rests:
        scene.say("common-stale-idle")


def _of_menu(scene: Scene, token: Token) -> bool:
    """Whether this looks like a button of a menu: passages through it leave no trace."""
    question = scene.book.flows[scene.book.menu].ask(token.step)
    return question is not None and token.option in {
        one.id for one in question.kind.options(Given({}, {}))
    }


def _settled(scene: Scene, past: Past, step: str) -> Part | None:
    """What was answered in a passage that is over, of a profile as it is now; None if nothing was."""
    flow = scene.book.flows.get(past.flow)
    question = flow.ask(step) if flow is not None else None
    mine = past.flow == scene.book.entry and step in scene.talk.profile
    answers = scene.talk.profile if mine else past.answers
    if flow is None or question is None or answers.get(step) is None:
        return None
    labels = answered(flow, engine.start(flow, "-", answers=answers), question)
    if not labels:
        return None
    key = "common-stale-answered" if mine else "common-stale-settled"
    return Part(key, labels={"answer": labels, "title": (f"{flow.id}-{step}.title",)})


def welcome_or_repeat(scene: Scene) -> None:
    talk = scene.talk
    if talk.run is None and not talk.agenda:
        if not scene.hints.news:  # what they came for is said by itself
            scene.begin(scene.book.menu if talk.profile else scene.book.entry)
        return
    scene.talk = replace(talk, prompt=_unless_standing(talk.prompt))
    scene.repeat()


def _unless_standing(prompt: Prompt | None) -> Prompt | None:
    return None if prompt is not None and prompt.step.startswith("@") else prompt


def go_back(scene: Scene) -> None:
    opened = scene.open()
    if scene.talk.prompt is not None and scene.talk.prompt.step.startswith("@"):
        scene.talk = replace(scene.talk, prompt=None)
        scene.repeat()
        return
    if opened is None:
        scene.begin(scene.book.menu)
        return
    flow, run, position = opened
    former = engine.back(flow, run)
    if former is None:
        if scene.talk.agenda:
            # The first question of an interruption: going back leaves it for what waited.
            scene.talk = replace(scene.talk, run=None, prompt=None)
            scene.go_on()
            return
        if isinstance(position.at, Ask) and isinstance(position.at.kind, Anything):
            # Whoever would rather not write after all has no other question to go back to.
            scene.talk = replace(scene.talk, run=None, prompt=None)
            scene.say("meant-kept")
            return
        scene.say("common-first")
        scene.repeat()
        return
    scene.talk = replace(scene.talk, run=former, prompt=None)
    scene.repeat()


def skip(scene: Scene) -> None:
    asking = scene.question()
    if asking is None:
        scene.repeat()
        return
    flow, run, _, question = asking
    if not question.optional:
        tries = scene.talk.prompt.tries if scene.talk.prompt else 0
        scene.say("common-needed.later" if tries else "common-needed")
        scene.repeat(tries=tries + 1)
        return
    scene.give(flow, run, question, None, echo=False)


def put_off(scene: Scene) -> None:
    """Not now: the question waits, if there is one. What was only offered is over with what was answered
    so far, so that nobody who has put it off is asked it again.
    """
    if resting(scene.talk, scene.book) and not scene.talk.agenda:
        scene.say("common-ok")
        return
    opened = scene.open()
    if opened is None or not opened[0].offer:
        until = opened[1].facts.get(UNTIL) if opened is not None else None
        if until:
            scene.parts.append(Part("common-later.until", labels={"until": (until,)}))
        else:
            scene.say("common-later")
        return
    flow, run, position = opened
    run = replace(run, facts={**run.facts, LEFT: "yes"})
    while isinstance(position.at, Ask) and (skipped := engine.skip(run, position.at)):
        run, position = skipped, scene.where(flow, skipped)
    scene.talk = replace(scene.talk, run=run, prompt=None)
    scene.go_on()


def change(scene: Scene, step: str) -> None:
    """Reopen one answer of the open run, or of the finished profile; without a name, ask which."""
    opened = scene.open()
    if opened is not None and opened[2].path and opened[0].id != scene.book.menu:
        flow, run, position = opened
        if step and step in position.path and flow.ask(step) is not None:
            changed = engine.change(flow, run, step)
            scene.talk = replace(scene.talk, run=changed or run, prompt=None)
            scene.repeat()
            return
        if not step:
            scene.stand("@change")
            return
    entry = scene.book.flows[scene.book.entry]
    if scene.talk.profile:
        known = step in scene.talk.profile
        conclusion = Conclusion(
            scene.talk, begin=entry.id, answers=scene.talk.profile, reopen=step if known else "?"
        )
        scene.begin(entry.id, conclusion=conclusion)
        return
    scene.say("common-nothing-to-change")
    scene.repeat()


def keep(scene: Scene) -> None:
    """Nothing is to be changed: a profile that was only looked at is put away unchanged."""
    run = scene.talk.run
    if run is not None and not run.trail and run.answers and run.answers == scene.talk.profile:
        scene.talk = replace(scene.talk, run=None, prompt=None)
        scene.say("common-unchanged")
        scene.go_on()
        return
    scene.repeat()


def open_flow(scene: Scene, move: str, about: str) -> None:
    """A word of the programme opens its flow or is answered, once there is a consent for it; `about`
    is the pair that it names.
    """
    if not scene.talk.consented and move not in OPEN_MOVES:
        scene.repeat()
        return
    run = scene.talk.run or Run("-", "move", 0)
    conclusion = scene.react("move", move, about or None, run, {})
    if conclusion is None:
        scene.begin(scene.book.moves[move])
    elif not (conclusion.begin or conclusion.parts or conclusion.rests):
        scene.repeat()


def settle_recap(scene: Scene, chosen: str) -> None:
    scene.talk = replace(scene.talk, prompt=None)
    match chosen:
        case "continue":
            scene.repeat()
        case "change":
            scene.stand("@change")
        case _:
            run = scene.talk.run
            if run is None:
                scene.repeat()
                return
            flow = scene.book.flows[run.flow]
            binding = {
                step: value
                for step, value in run.answers.items()
                if (question := flow.ask(step)) is not None and question.binding
            }
            fresh = engine.start(flow, f"{scene.origin}r", facts=run.facts, answers=binding)
            scene.talk = replace(scene.talk, run=fresh)
            scene.go_on()
