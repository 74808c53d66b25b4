"""I19: every conversation stands in a flow that there is, at its present version, and can go on."""

from core.conversation.agenda import passages
from core.conversation.book import Book
from core.conversation.flow import Ask
from core.conversation.run import adopt, walk
from core.conversation.talk import Talk


def unpinned(talk: Talk, book: Book) -> str:
    """What is wrong with the open run after a decision, or nothing."""
    run = talk.run
    if run is None:
        return ""
    flow = book.flows.get(run.flow)
    if flow is None:
        return f"in {run.flow}, which is no flow"
    if run.version != flow.version:
        return f"in version {run.version} of {run.flow}, which is at {flow.version}"
    return ""


def stranded(talk: Talk, book: Book) -> str:
    """Why somebody cannot go on by answering what they were asked, or nothing."""
    for run in passages(talk):
        flow = book.flows.get(run.flow)
        if flow is None:
            continue  # left behind at the next word
        try:
            stands = walk(flow, adopt(flow, run)).at
        except ValueError as error:
            return str(error)
        if run is not talk.run or talk.prompt is None or talk.prompt.step.startswith("@"):
            continue  # not asked yet, or asked something that stands everywhere
        if not isinstance(stands, Ask) or stands.id != talk.prompt.step:
            return f"asked {talk.prompt.step} of {flow.id}, and stands at {stands.id}"
    return ""
