"""What waits behind what: one passage of a person is open, others wait until it is their turn.

Nothing is said or asked here; each rule takes a talk and returns one.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from core.conversation.book import Book
from core.conversation.run import ABOUT, Run
from core.conversation.talk import Talk
from core.duration import MINUTE

CONVERSATION = 30 * MINUTE
"""As long after the last words of a person, or to them, their open question is not interrupted."""


def passages(talk: Talk) -> tuple[Run, ...]:
    """Every passage of a person: the open one, then those that wait, in order."""
    return talk.agenda if talk.run is None else (talk.run, *talk.agenda)


def passage(talk: Talk, flow: str, about: str | None = None) -> Run | None:
    """The first passage through `flow`, open or waiting: any, or the one about one thing."""
    return next((run for run in passages(talk) if _concerns(run, {flow}, about)), None)


def without(talk: Talk, flows: AbstractSet[str], about: str | None = None) -> Talk:
    """The talk with its passages through these flows closed, all or those about one thing."""
    return closed(talk, lambda run: _concerns(run, flows, about))


def closed(talk: Talk, over: Callable[[Run], bool]) -> Talk:
    """The talk without the passages that are `over`, the open one included."""
    agenda = tuple(run for run in talk.agenda if not over(run))
    if talk.run is not None and over(talk.run):
        return replace(talk, run=None, prompt=None, agenda=agenda)
    return replace(talk, agenda=agenda)


def aside(talk: Talk) -> Talk:
    """The talk with its open passage first among those that wait."""
    return replace(talk, run=None, prompt=None, agenda=passages(talk)) if talk.run else talk


def begun(
    talk: Talk, run: Run, *, book: Book, now_ms: int, due: bool = False, urgent: bool = False
) -> Talk:
    """The talk with `run` open, and what was open in front of the agenda.

    What falls `due`, unless it is `urgent`, waits behind an open question instead.
    Of two passages about the same thing the newer one stays.
    """
    if due and not urgent and not idle(talk, book, now_ms):
        # What falls due never talks over an open question (decision 3).
        return replace(talk, agenda=_ordered((*_besides(talk.agenda, run), run), book))
    waiting = talk.agenda
    if talk.run is not None and not _fleeting(talk.run, book):
        waiting = (talk.run, *waiting)
    waiting = _besides(waiting, run)
    if due:
        waiting = tuple(one for one in waiting if not offering(one, book))
    return replace(talk, run=run, agenda=_ordered(waiting, book), prompt=None)


def following(talk: Talk) -> Talk:
    """The talk with the first of what waits open, in place of what is over."""
    first, *rest = talk.agenda
    return replace(talk, run=first, agenda=tuple(rest), prompt=None)


def unmet(talk: Talk) -> Run | None:
    """What waits of which the person has not seen a question yet: news to them."""
    return next((run for run in talk.agenda if not run.met), None)


def preferred(talk: Talk, news: Run, book: Book) -> Talk:
    """The talk with `news` taken from the agenda and open, and what was open in its front."""
    waiting = tuple(run for run in passages(talk) if run is not news)
    return replace(talk, run=news, agenda=_ordered(waiting, book), prompt=None)


def resting(talk: Talk, book: Book) -> bool:
    """Whether nothing is asked of the person: no passage is open but the menu, which is owed no
    answer.
    """
    return talk.run is None or talk.run.flow == book.menu


def idle(talk: Talk, book: Book, now_ms: int) -> bool:
    """Whether nothing is being talked about: news need not wait behind a forgotten question."""
    offered = talk.run is not None and offering(talk.run, book)
    return offered or resting(talk, book) or now_ms - stirred_at(talk) > CONVERSATION


def stirred_at(talk: Talk) -> int:
    """When something was last said: by them, or asked of them, which they need time to answer."""
    return max(talk.heard_at, talk.prompt.at if talk.prompt is not None else 0)


def offering(run: Run, book: Book) -> bool:
    """Whether a passage is only offered so far: news is not kept waiting by that."""
    flow = book.flows.get(run.flow)
    return flow is not None and bool(flow.offer) and flow.offer not in run.answers


def _fleeting(run: Run, book: Book) -> bool:
    """Whether a passage is forgotten as soon as something else is opened: a menu, an offer."""
    flow = book.flows.get(run.flow)
    return run.flow == book.menu or (flow is not None and flow.fleeting)


def _ordered(waiting: tuple[Run, ...], book: Book) -> tuple[Run, ...]:
    """What waits, with what others are waiting for before what can wait itself."""
    return tuple(sorted(waiting, key=lambda run: _patient(run, book)))


def _patient(run: Run, book: Book) -> bool:
    flow = book.flows.get(run.flow)
    return flow is not None and flow.patient


def _concerns(run: Run, flows: AbstractSet[str], about: str | None) -> bool:
    return run.flow in flows and (about is None or run.facts.get(ABOUT) == about)


def _besides(waiting: tuple[Run, ...], run: Run) -> tuple[Run, ...]:
    """What waits for something else than `run` is about."""
    same = run.flow, run.facts.get(ABOUT)
    return tuple(one for one in waiting if (one.flow, one.facts.get(ABOUT)) != same)
