"""Everything a conversation can be about: the flows, the words that are understood, the rules.

A book is built once at start and never changes; it is what makes `take_turn` a pure function.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from core.conversation.effects import Effect
from core.conversation.flow import Ask, Flow
from core.conversation.kind import Given, Value
from core.conversation.lexicon import Lexicon
from core.conversation.message import Part
from core.conversation.run import Run
from core.conversation.talk import Talk

Surfaces = Mapping[str, tuple[str, ...]]
"""Every wording of each option, in all languages."""

_NONE: Surfaces = {}


@dataclass(frozen=True, slots=True)
class Event:
    """Something a flow reached: an answer to `step`, or its end named `step`."""

    flow: str
    step: str
    value: Value
    run: Run
    answers: Mapping[str, Value]
    """Those that count, in the order of the path."""
    now_ms: int
    year: int
    origin: str
    entropy: bytes


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What follows from an event: a changed talk, effects, words, and a flow to go on with."""

    talk: Talk
    effects: tuple[Effect, ...] = ()
    parts: tuple[Part, ...] = ()
    begin: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Value] = field(default_factory=dict)
    reopen: str = ""
    """A step of the begun flow whose answer is to be given again; `?` asks which."""
    attach: str = ""
    shows: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    """Parts that stand in place of the words of the begun flow's `Say` steps."""
    urgent: bool = False
    """What falls due belongs to what the person is doing now, and does not wait behind a question."""
    news: bool = False
    """What falls due is news that the person waits for, and stays worth sending for days."""
    rests: bool = False
    """What was done is answered in a moment by what becomes of it; the agenda comes after that."""


Rule = Callable[[Talk, Event], Conclusion]


@dataclass(frozen=True, slots=True)
class Book:
    """Flows by id; the lexicon; option wordings by `flow-step`; what follows from which event.

    `rules` are keyed by (flow, step or end).
    `moves` are the programme's own words: a move's name to the flow it opens, or to nothing where
    the rule for the move answers by itself.
    `entry` is the flow of someone we do not know yet, `menu` that of a member without a question.
    """

    flows: Mapping[str, Flow]
    lexicon: Lexicon
    surfaces: Mapping[str, Surfaces]
    rules: Mapping[tuple[str, str], Rule]
    moves: Mapping[str, str]
    entry: str
    menu: str
    zone: Callable[[Talk], str]
    """The IANA zone of the clock a person lives by, as far as it is known."""
    yielding: frozenset[str] = frozenset()
    """Moves whose words are no command where they are an answer to the open question."""

    def wordings(self, flow: Flow, question: Ask) -> Surfaces:
        """The wordings of a question's options."""
        return self.surfaces.get(f"{flow.id}-{question.id}", _NONE)

    def options(self, flow: Flow, run: Run, question: Ask) -> tuple[str, ...]:
        """The option ids that a question shows in this run."""
        return tuple(one.id for one in question.kind.options(Given(run.answers, run.facts)))
