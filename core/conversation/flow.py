"""A conversation as data: named steps read from the top, some of them under a condition.

A flow has no jumps.
A step is visited when its conditions hold for the answers given before it, so a flow cannot loop,
a person can stand nowhere that does not exist, and an edit of the table moves nobody (ADR 0002).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from core.conversation.kind import Answers, Kind, Value


@dataclass(frozen=True, slots=True)
class When:
    """A condition on one earlier answer: it is (or, negated, is not) among these options."""

    step: str
    among: frozenset[str]
    negated: bool = False
    inside: bool = False
    """Compare what stands before the slash: `US/boston` is inside `US`."""
    otherwise: "When | None" = None
    """A second condition; one of the two has to be met."""

    def holds(self, answers: Answers) -> bool:
        """Whether the condition is met; an unanswered step meets no condition."""
        if self.otherwise is not None and self.otherwise.holds(answers):
            return True
        value = answers.get(self.step, _UNANSWERED)
        if value is _UNANSWERED:
            return False
        if self.inside:
            value = [one.split("/", 1)[0] for one in _listed(value)]
        if isinstance(value, list):
            return (not self.among.isdisjoint(value)) is not self.negated
        return (value in self.among) is not self.negated

    def each(self) -> "tuple[When, ...]":
        """The condition itself and its alternatives."""
        return (self, *(self.otherwise.each() if self.otherwise else ()))


_UNANSWERED: Final = ""
"""No stored answer is empty, so that one look tells whether there is one."""


def _listed(value: Value) -> list[str]:
    return value if isinstance(value, list) else [str(value)]


def holds(conditions: tuple[When, ...], answers: Answers) -> bool:
    """Whether all of a step's conditions are met."""
    for condition in conditions:  # noqa: SIM110 - the hottest line of a turn
        if not condition.holds(answers):
            return False
    return True


def when(step: str, *options: str) -> When:
    """The answer to `step` is one of `options`."""
    return When(step, frozenset(options))


def unless(step: str, *options: str) -> When:
    """The answer to `step` is none of `options`."""
    return When(step, frozenset(options), negated=True)


def outside(step: str, *codes: str) -> When:
    """The place answered to `step` lies in none of `codes`."""
    return When(step, frozenset(codes), negated=True, inside=True)


def either(first: When, second: When) -> When:
    """One of two conditions is met."""
    return replace(first, otherwise=second)


@dataclass(frozen=True, slots=True)
class Say:
    """Words that need no answer, spoken just before the question that follows them.

    A `brought` one has no words of its own: a run brings its parts along (`Run.shows`), or nothing.
    """

    id: str
    only: tuple[When, ...] = ()
    brought: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: what may be answered, whether it may be skipped, what to sum up before it.

    `recap` puts a summary of the answers so far before the question.
    A `binding` answer (a consent) is on record and survives a fresh start; an answer with
    `summary` off is no part of summaries and of what can be changed.
    `explained`: the catalogue says in so many words what is meant (`.explained`), for whoever asks
    what we mean; others are asked again in other words.
    """

    id: str
    kind: Kind
    only: tuple[When, ...] = ()
    optional: bool = False
    recap: bool = False
    binding: bool = False
    summary: bool = True
    explained: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """Where a run is over; its id names what happened."""

    id: str
    only: tuple[When, ...] = ()


Step = Say | Ask | End


@dataclass(frozen=True, slots=True)
class Flow:
    """A named, versioned table of steps; `renamed` maps former step ids to present ones.

    `assumes` names answers of an earlier flow that conditions and kinds may look at;
    a run brings them along from its start.
    `nudged` says whether an unanswered question of it is recalled; a menu is owed no answer, and
    what two people share has a clock of its own. `once` recalls it a single time, and tells nobody.
    `fleeting` is an offer of the moment: it waits behind nothing else.
    `offer` names the step that offers the passage: until it is answered, news comes first and the
    offer is forgotten; nor is it recalled.
    `patient` waits behind everything else that waits: tips, which keep, before a partner, who does
    not.
    `confidential` are answers for the team alone: what is said beside or soon after them is not
    taken for words to a partner.
    """

    id: str
    version: int
    steps: tuple[Step, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    assumes: tuple[str, ...] = ()
    nudged: bool = True
    once: bool = False
    fleeting: bool = False
    offer: str = ""
    patient: bool = False
    confidential: bool = False
    by_id: Mapping[str, Step] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {step.id: step for step in self.steps})

    def ask(self, step: str) -> Ask | None:
        """The question named `step`, or None when the flow no longer has it."""
        found = self.by_id.get(step)
        return found if isinstance(found, Ask) else None


def say(step: str, *only: When) -> Say:
    """A `Say` step."""
    return Say(step, only)


def show(step: str, *only: When) -> Say:
    """A `Say` step whose parts every run brings along."""
    return Say(step, only, brought=True)


def ask(
    step: str,
    kind: Kind,
    *only: When,
    optional: bool = False,
    recap: bool = False,
    binding: bool = False,
    summary: bool = True,
    explained: bool = False,
) -> Ask:
    """An `Ask` step."""
    return Ask(step, kind, only, optional, recap, binding, summary, explained)


def end(step: str, *only: When) -> End:
    """An `End` step."""
    return End(step, only)
