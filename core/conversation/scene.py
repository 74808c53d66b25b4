"""One person's turn while it is being played: what is opened, answered and concluded."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime

from msgspec.structs import replace

from core.conversation import agenda, engine
from core.conversation.answers import DOUBTED
from core.conversation.beside import Beside, Offered, Shown, Taken
from core.conversation.book import Book, Conclusion, Event
from core.conversation.effects import Effect, Finish
from core.conversation.flow import Ask, End, Flow
from core.conversation.kind import Unclear, Value
from core.conversation.message import Part, Row
from core.conversation.run import Position, Run, walk
from core.conversation.screen import answers_so_far, standing
from core.conversation.stage import Stage
from core.conversation.talk import Prompt, Talk
from core.conversation.turn import Hints
from core.conversation.unclear import ask_which
from core.conversation.whose import told_of

STEPS_A_TURN = 20
"""Flows concluded in one turn; more is a loop in the rules, not a conversation."""


class Scene(Stage):
    """One person's turn while it is being played: its stage, and the effects so far.

    It lives for one call and holds no reference to the world.
    """

    def __init__(
        self,
        talk: Talk,
        *,
        book: Book,
        now: datetime,
        origin: str,
        entropy: bytes,
        hints: Hints,
    ) -> None:
        super().__init__(talk, book=book, now=now, hints=hints)
        self.origin = origin
        self.entropy = entropy
        self.effects: list[Effect] = []
        self.attach = ""
        self.pairs: tuple[int, ...] = ()
        self.rule = ""
        self.runs_begun = 0
        self.due = False
        self.news = False
        self.rests = False
        self.beside: Beside | None = None
        self.kept = False

    # -- asking ------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Say what is next: conclude what has ended, then ask the open question, if any."""
        for _ in range(STEPS_A_TURN):
            if self.talk.run is None and self.talk.erase_at:
                # What waits is kept in case the person stays, and not asked until then.
                self.talk = replace(self.talk, prompt=None)
                return
            if self.talk.run is None and self.talk.agenda:
                self.talk = agenda.following(self.talk)
            opened = self.open()
            if opened is None:
                if self.talk.run is None and not self.talk.agenda:
                    self.talk = replace(self.talk, prompt=None)
                    return
                continue
            flow, run, position = opened
            at = position.at
            if isinstance(at, Ask):
                if self.beside is None or not self.meet(self.beside, flow, run, position, at):
                    self.name_partner(run)
                    self.tell(flow, run, position)
                    self.ask(flow, run, position, at)
                return
            self.tell(flow, run, position)
            self.finish(flow, run, at)
            if self.talk.prompt is not None or self.rests:
                return
        raise RuntimeError(f"rules do not settle in {STEPS_A_TURN} steps: {self.talk.run}")

    def meet(self, beside: Beside, flow: Flow, run: Run, position: Position, question: Ask) -> bool:
        """Let the question that is about to be put take what stood beside the last answer; True when
        it has been dealt with.
        """
        if run.id != beside.run and not run.id.startswith(self.origin):
            return False
        self.beside = None
        match beside.meant(question, self.asked(flow, run, position, question)):
            case Taken(value, rest):
                self.kept = True
                labels = (*beside.labels, *self.labelled(flow, run, question, value))
                self.note(labels)
                self.beside = Beside(rest, run.id, labels) if rest else None
                self.give(flow, run, question, value, echo=False)
            case Offered(fact):
                self.kept = True
                run = replace(run, facts={**run.facts, fact: beside.words})
                self.talk = replace(self.talk, run=run)
                self.tell(flow, run, position)
                self.ask(flow, run, self.where(flow, run), question)
            case Unclear(options):
                self.say("common-also", words=beside.words)
                self.tell(flow, run, position)
                ask_which(self, (flow, run, position, question), options)
            case Shown():
                self.say("common-also", words=beside.words)
                return False
            case None:
                return False
        return True

    def repeat(self, *, tries: int = 0) -> None:
        """Ask the open question again, or offer the menu when there is none."""
        prompt = self.talk.prompt
        if prompt is not None and prompt.step.startswith("@"):
            self.stand(prompt.step, tries=tries)
            return
        asking = self.question()
        if asking is None and self.talk.run is None and not self.talk.agenda:
            self.begin(self.book.menu if self.talk.profile else self.book.entry)
            return
        if asking is None:
            self.go_on()
            return
        flow, run, position, question = asking
        page = prompt.page if prompt and prompt.step == question.id else 0
        self.name_partner(run)
        self.tell(flow, run, position)
        self.ask(flow, run, position, question, page=page, tries=tries)

    def stand(self, step: str, *, tries: int = 0) -> None:
        """Put one of the standing questions on the screen, instead of the open one."""
        run = self.talk.run
        token = f"{run.id if run else '-'}.{run.turn if run else 0}.{step}"
        rows: tuple[Row, ...] = ()
        opened = self.open() if step in {"@change", "@recap"} else None
        if opened is not None:
            rows = answers_so_far(*opened)
        elif step == "@change":
            self.go_on()
            return
        if step == "@recap" and opened is not None:
            self.parts.append(Part("common-summary", rows=rows[-2:]))
            rows = ()
        options = standing(step, rows)
        key = f"common-{step[1:]}"
        self.parts.append(Part(key, rows=rows, options=options, token=token))
        shown = tuple(option.id for option in options)
        prompt = Prompt(step, shown, 0, tries, self.now_ms)
        self.talk = replace(self.talk, prompt=prompt)

    # -- moving ------------------------------------------------------------------------------

    def begin(
        self,
        flow_id: str,
        *,
        facts: dict[str, str] | None = None,
        conclusion: Conclusion | None = None,
    ) -> None:
        """Begin a flow: open it now, or let it wait for its turn (`agenda.begun`)."""
        flow = self.book.flows[flow_id]
        name = f"{self.origin}{'abcdefghijklmnopqrst'[self.runs_begun]}"
        self.runs_begun += 1
        answers = dict(conclusion.answers) if conclusion else {}
        facts = {**(facts or {}), **(conclusion.facts if conclusion else {})}
        shows = conclusion.shows if conclusion else None
        run = engine.start(flow, name, facts=facts, answers=answers, shows=shows)
        self.talk = agenda.begun(
            self.talk,
            run,
            book=self.book,
            now_ms=self.now_ms,
            due=self.due,
            urgent=conclusion is not None and conclusion.urgent,
        )
        if self.talk.run is not run:
            return
        reopen = conclusion.reopen if conclusion else ""
        if reopen == "?":
            self.stand("@change")
        elif reopen:
            changed = engine.change(flow, run, reopen)
            self.talk = replace(self.talk, run=changed or run)
            self.go_on()
        else:
            self.go_on()

    def give(self, flow: Flow, run: Run, question: Ask, value: Value, *, echo: bool) -> None:
        """Take an answer, or that there is none (None), let the programme react to it, and go on."""
        if DOUBTED in run.facts:
            run = self.put_aside(flow, run, question, value)
        before = self.where(flow, run)
        run = engine.answer(run, question.id, value)
        if before.at is question:
            self.stood = run, walk(flow, run, since=before)
        self.talk = replace(self.talk, run=run, prompt=None, misses=0)
        self.rule = f"answer:{flow.id}.{question.id}"
        if echo and value is not None:
            self.note(self.labelled(flow, run, question, value))
        if self.conclude(flow, run, question.id, value):
            return
        self.take_hints()
        self.go_on()

    def put_aside(self, flow: Flow, run: Run, question: Ask, value: Value) -> Run:
        """The run without its doubtful words; unless they are the answer, they may be the next one:
        "Casablanca" before a name, or in place of one. Newer words go before them.
        """
        doubted = run.facts[DOUBTED]
        run = replace(run, facts={name: one for name, one in run.facts.items() if name != DOUBTED})
        if value != doubted and self.beside is None:
            labels = self.labelled(flow, run, question, value) if value is not None else ()
            self.beside = Beside(doubted, run.id, labels)
        return run

    def rehearse(self) -> "Scene":
        """A copy in which something can be tried; nothing of it is real until it is adopted."""
        trial = copy(self)
        trial.parts, trial.effects = list(self.parts), list(self.effects)
        return trial

    def adopt(self, trial: "Scene") -> None:
        """Let happen what was tried."""
        self.__dict__.update(trial.__dict__)

    def conclude(self, flow: Flow, run: Run, step: str, value: Value) -> bool:
        """Apply the programme's rule for an event of a flow; True when it put a question up."""
        answers = self.counting(flow, run) if (flow.id, step) in self.book.rules else {}
        conclusion = self.react(flow.id, step, value, run, answers)
        if conclusion is not None and conclusion.reopen and not conclusion.begin:
            # The answer was a wish to correct another one: it is taken back, then asked which.
            self.talk = replace(self.talk, run=engine.back(flow, run) or run)
            self.stand("@change")
            return True
        return conclusion is not None and bool(conclusion.begin)

    def counting(self, flow: Flow, run: Run) -> dict[str, Value]:
        """The answers that count: those on the path, in its order."""
        return {step: run.answers[step] for step in self.where(flow, run).path}

    def react(
        self, source: str, step: str, value: Value, run: Run, answers: Mapping[str, Value]
    ) -> Conclusion | None:
        """Carry out what the programme's rule for (`source`, `step`) concludes, if it has one."""
        self.pairs += told_of(run.facts)
        rule = self.book.rules.get((source, step))
        if rule is None:
            return None
        conclusion = rule(
            self.talk,
            Event(
                flow=source,
                step=step,
                value=value,
                run=run,
                answers=answers,
                now_ms=self.now_ms,
                year=self.now.year,
                origin=self.origin,
                entropy=self.entropy,
            ),
        )
        self.talk = conclusion.talk
        self.effects.extend(conclusion.effects)
        self.parts.extend(conclusion.parts)
        self.attach = conclusion.attach or self.attach
        self.news = conclusion.news or self.news
        self.rests = conclusion.rests or self.rests
        if conclusion.begin.startswith("@"):
            self.talk = replace(self.talk, run=None)
            self.stand(conclusion.begin)
        elif conclusion.begin:
            self.begin(conclusion.begin, conclusion=conclusion)
        return conclusion

    def take_hints(self) -> None:
        """What the channel says of the person may be used once they consented, not before."""
        run = self.talk.run
        if run is None or not self.talk.consented or run.flow != self.book.entry:
            return
        hints = {"profile_name": self.hints.profile_name, "country_hint": self.hints.country}
        facts = {**{name: hint for name, hint in hints.items() if hint}, **run.facts}
        if facts != run.facts:
            self.talk = replace(self.talk, run=replace(run, facts=facts))

    def finish(self, flow: Flow, run: Run, end: End) -> None:
        """Put a finished run away and let the programme go on from its end.

        A profile that was only looked at is put away as it is.
        """
        if flow.id == self.book.entry and run.answers == self.talk.profile and not run.trail:
            self.talk = replace(self.talk, run=None, prompt=None)
            return
        answers = self.counting(flow, run)
        self.talk = replace(self.talk, run=None, prompt=None)
        if flow.confidential:
            self.talk = replace(self.talk, confided_at=self.now_ms)
        self.effects.append(Finish(run, end.id, answers))
        self.conclude(flow, run, end.id, None)
