"""What one person is told and asked in a turn: the words so far, and the question on the screen."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from core.conversation import engine
from core.conversation.book import Book
from core.conversation.flow import Ask, Flow, Say
from core.conversation.kind import Asked, Given, Value
from core.conversation.message import Part, Row
from core.conversation.run import Position, Run, adopt, walk
from core.conversation.screen import PAGE, answered, answers_so_far, offered
from core.conversation.talk import Prompt, Talk
from core.conversation.turn import Hints
from core.conversation.whose import whose
from core.language import sticky
from core.language.detect import read

NOTED = "common-noted"

Asking = tuple[Flow, Run, Position, Ask]
"""The open question, and where it stands."""


class Stage:
    """What one person is told and asked in a turn, and in which language.

    It knows where the open passage stands and moves it nowhere; what follows from a message or a
    moment is played on it by `Scene`.
    """

    def __init__(self, talk: Talk, *, book: Book, now: datetime, hints: Hints) -> None:
        self.talk = talk
        self.book = book
        self.now = now
        self.now_ms = int(now.timestamp() * 1000)
        self.hints = hints
        self.parts: list[Part] = []
        self.stood: tuple[Run, Position] | None = None
        self.before = talk.run
        self.apart = talk.prompt is None or talk.prompt.at < talk.said_at

    # -- the open passage --------------------------------------------------------------------

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

    def question(self) -> Asking | None:
        """The open question and where it stands; None where nothing is open, or its run is over."""
        opened = self.open()
        if opened is None or not isinstance(opened[2].at, Ask):
            return None
        return *opened, opened[2].at

    def where(self, flow: Flow, run: Run) -> Position:
        """As `walk`, once for each run that a turn comes by."""
        if self.stood is None or self.stood[0] is not run:
            self.stood = run, walk(flow, run)
        return self.stood[1]

    def asked(self, flow: Flow, run: Run, position: Position, question: Ask) -> Asked:
        """In which circumstances an answer to `question` is read."""
        given = Given({step: run.answers[step] for step in position.path}, run.facts)
        prompt = self.talk.prompt
        if prompt is not None and prompt.step == question.id:
            shown = prompt.shown
        else:
            shown = tuple(option.id for option in question.kind.options(given))[:PAGE]
        return Asked(given, shown, self.book.wordings(flow, question), self.now)

    def labelled(self, flow: Flow, run: Run, question: Ask, value: Value) -> tuple[str, ...]:
        """References to the words for an answer, before or after it is given."""
        return answered(flow, engine.answer(run, question.id, value), question)

    # -- saying ------------------------------------------------------------------------------

    def say(self, key: str, **facts: str | int) -> None:
        self.parts.append(Part(key, facts))

    def note(self, labels: tuple[str, ...]) -> None:
        """Say answers back in one breath, also where the first of them has been said already."""
        noted = next((part for part in self.parts if part.key == NOTED), None)
        if noted is not None:
            self.parts.remove(noted)
        self.parts.append(Part(NOTED, labels={"answer": labels}))

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

    def profile_rows(self) -> tuple[Row, ...]:
        """The profile as lines of a summary, as far as it has come."""
        flow = self.book.flows[self.book.entry]
        begun = next((run for run in self.talk.agenda if run.flow == flow.id), None)
        if not self.talk.profile and begun is None:
            return ()
        answers = self.talk.profile or (begun.answers if begun is not None else {})
        run = engine.start(flow, "-", answers=answers)
        return answers_so_far(flow, run, walk(flow, run))

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

    def french_nearby(self) -> bool:
        """Darija is answered in Arabic, with French one tap away until a language is chosen."""
        talk = self.talk
        return talk.latin and talk.language == "ar" and not (talk.chosen or talk.consented)
