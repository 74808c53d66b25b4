"""What one of two people did to what they share, as the effect that carries it out."""

from typing import Any

from core.conversation.book import Conclusion, Event
from core.conversation.effects import Act
from core.conversation.run import ABOUT
from core.conversation.talk import Talk


def did(event: Event, name: str, **fields: Any) -> Act:
    """The mentorship that a run is about, and an event of `core.mentoring.events` without its side.

    `fields` are plain data; the handlers make the event of them.
    """
    return Act("mentorship", int(event.run.facts[ABOUT]), name, fields)


def concluded(talk: Talk, event: Event, name: str, **fields: Any) -> Conclusion:
    """The deed without a word: what came of it is said by the pair itself, in the same moment."""
    return Conclusion(talk, (did(event, name, **fields),), rests=True)
