"""One person's turn while it is being played: what is said, asked, opened and concluded."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import datetime

from msgspec.structs import replace

from core.conversation import agenda, engine
from core.conversation.answers import Asked
from core.conversation.beside import Beside
from core.conversation.book import Book, Conclusion, Event
from core.conversation.effects import Effect, Finish
from core.conversation.flow import Ask, End, Flow, Say, Value
from core.conversation.message import Part, Row
from core.conversation.run import Given, Position, Run, adopt, walk
from core.conversation.screen import PAGE, answered, answers_so_far, offered, standing
from core.conversation.talk import Prompt, Talk
from core.conversation.turn import Hints
from core.conversation.whose import whose
from core.language import sticky
from core.language.detect import read

STEPS_A_TURN = 20
"""Flows concluded in one turn; more is a loop in the rules, not a conversation."""


class Scene:
    """One person's turn while it is being played: the talk so far, the words, the effects.

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
        self.talk = talk
        self.book = book
        self.now = now
        self.now_ms = int(now.timestamp() * 1000)
        self.origin = origin
        self.entropy = entropy
        self.hints = hints
        self.parts: list[Part] = []
        self.effects: list[Effect] = []
        self.attach = ""
        self.rule = ""
        self.runs_begun = 0
        self.stood: tuple[Run, Position] | None = None
        self.before = talk.run
        self.apart = talk.prompt is None or talk.prompt.at < talk.said_at
        self.due = False
        self.news = False
        self.rests = False
        self.beside: Beside | None = None
        self.kept = False

    # -- saying ------------------------------------------------------------------------------

    def say(self, key: str, **facts: str | int) -> None:
        self.parts.append(Part(key, facts))

    def open(self) -> tuple[Flow, Run, Position] | None:
        """The open run and where it stands; a run whose flow is gone is left behind."""
        run = self.talk.run
        if run is None:
            return None
        flow = self.book.flows.get(run.flow)
        if flow is None:
            self.talk = replace(self.talk, run=None, prompt=None)
            return None
        run = adopt(flow, run)
        if run is not self.talk.run:
            self.talk = replace(self.talk, run=run)
        return flow, run, self.where(flow, run)

    def where(self, flow: Flow, run: Run) -> Position:
        """As `walk`, once for each run that a turn comes by."""
        if self.stood is None or self.stood[0] is not run:
            self.stood = run, walk(flow, run)
        return self.stood[1]

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
            at, beside = position.at, self.beside
            if isinstance(at, Ask):
                if beside is None or not beside.meets(self, flow, run, position, at):
                    self.name_partner(run)
                    self.tell(flow, run, position)
                    self.ask(flow, run, position, at)
                return
            self.tell(flow, run, position)
            self.finish(flow, run, at)
            if self.talk.prompt is not None or self.rests:
                return
        raise RuntimeError(f"rules do not settle in {STEPS_A_TURN} steps: {self.talk.run}")

    def name_partner(self, run: Run) -> None:
        """Say whose question follows, where it could be another partner's."""
        if name := whose(run, self.before, self.talk.agenda, self.parts, apart=self.apart):
            self.say("common-with", name=name)

    def tell(self, flow: Flow, run: Run, position: Position) -> None:
        """Say what stands before the open question."""
        for said in position.said:
            shown = run.shows.get(said)
            step = flow.by_id[said]
            if shown is not None:
                self.parts.extend(shown)
            elif not (isinstance(step, Say) and step.brought):
                self.parts.append(Part(f"{flow.id}-{said}", dict(run.facts)))

    def ask(
        self,
        flow: Flow,
        run: Run,
        position: Position,
        question: Ask,
        *,
        page: int = 0,
        tries: int = 0,
        among: Sequence[str] = (),
        key: str = "",
    ) -> None:
        """Put the open question on the screen: one page of its options and the controls."""
        options, ids, page = offered(
            flow, run, position, question, page=page, among=among, french=self.french_nearby()
        )
        if question.recap and not key:
            rows = answers_so_far(flow, run, position) or self.profile_rows()
            self.parts.append(Part("common-summary", rows=rows))
        facts: dict[str, str | int] = dict(run.facts)
        self.parts.append(
            Part(
                key or f"{flow.id}-{question.id}",
                facts,
                options=options,
                token=f"{run.id}.{run.turn}.{question.id}",
            )
        )
        prompt = Prompt(question.id, ids, page, tries, self.now_ms)
        self.talk = replace(
            self.talk, run=run if run.met else replace(run, met=True), prompt=prompt
        )

    def french_nearby(self) -> bool:
        """Darija is answered in Arabic, with French one tap away until a language is chosen."""
        talk = self.talk
        return talk.latin and talk.language == "ar" and not (talk.chosen or talk.consented)

    def profile_rows(self) -> tuple[Row, ...]:
        """The profile as lines of a summary, as far as it has come."""
        flow = self.book.flows[self.book.entry]
        begun = next((run for run in self.talk.agenda if run.flow == flow.id), None)
        if not self.talk.profile and begun is None:
            return ()
        answers = self.talk.profile or (begun.answers if begun is not None else {})
        run = engine.start(flow, "-", answers=answers)
        return answers_so_far(flow, run, walk(flow, run))

    def repeat(self, *, tries: int = 0) -> None:
        """Ask the open question again, or offer the menu when there is none."""
        prompt = self.talk.prompt
        if prompt is not None and prompt.step.startswith("@"):
            self.stand(prompt.step, tries=tries)
            return
        opened = self.open()
        if opened is None and not self.talk.agenda:
            self.begin(self.book.menu if self.talk.profile else self.book.entry)
            return
        if opened is None or isinstance(opened[2].at, End):
            self.go_on()
            return
        flow, run, position = opened
        assert isinstance(position.at, Ask)  # noqa: S101 - the end was handled above
        page = prompt.page if prompt and prompt.step == position.at.id else 0
        self.name_partner(run)
        self.tell(flow, run, position)
        self.ask(flow, run, position, position.at, page=page, tries=tries)

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
        """Take an answer, let the programme react to it, and go on."""
        before = self.where(flow, run)
        run = engine.answer(run, question.id, value)
        if before.at is question:
            self.stood = run, walk(flow, run, since=before)
        self.talk = replace(self.talk, run=run, prompt=None, misses=0)
        self.rule = f"answer:{flow.id}.{question.id}"
        if echo and value is not None:
            labels = self.labelled(flow, run, question, value)
            self.parts.append(Part("common-noted", labels={"answer": labels}))
        if self.conclude(flow, run, question.id, value):
            return
        self.take_hints()
        self.go_on()

    def labelled(self, flow: Flow, run: Run, question: Ask, value: Value) -> tuple[str, ...]:
        """References to the words for an answer, before or after it is given."""
        return answered(flow, engine.answer(run, question.id, value), question)

    def asked(self, flow: Flow, run: Run, position: Position, question: Ask) -> Asked:
        """In which circumstances an answer to `question` is read."""
        given = Given({step: run.answers[step] for step in position.path}, run.facts)
        prompt = self.talk.prompt
        if prompt is not None and prompt.step == question.id:
            shown = prompt.shown
        else:
            shown = tuple(option.id for option in question.kind.options(given))[:PAGE]
        return Asked(given, shown, self.book.wordings(flow, question), self.now)

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

    # -- language ----------------------------------------------------------------------------

    def settle_language(self, text: str) -> bool:
        """Follow the person's language; False when it is not known and has to be asked."""
        talk = self.talk
        if talk.chosen and talk.language:
            return True
        belief = talk.belief or sticky.prior(self.hints.locale, self.hints.country)
        reading = read(text) if text else None
        if reading is not None:
            belief = sticky.weigh(belief, reading)
        language = belief.language or talk.language
        latin = talk.latin
        if reading is not None and not talk.consented:
            latin = reading.label == "ary-latn"
        self.talk = replace(talk, belief=belief, language=language, latin=latin)
        return bool(language)

    def choose_language(self, language: str) -> None:
        self.talk = replace(self.talk, language=language, chosen=True)
