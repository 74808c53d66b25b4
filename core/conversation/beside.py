"""What stands beside an answer in one message ("Fatima, Casablanca"): the answer to what comes next.

It is kept where the next question can take it with certainty, and then both are said back. Where it
may be meant for it, it is shown beside that question; where it speaks of a day, its writer is told
that it was read. Chatter ("oui, avec plaisir") is left alone, as anybody would.
"""

import re
from datetime import UTC, datetime

from msgspec import Struct

from core.conversation.answers import BirthYear, Words
from core.conversation.daily import Daily
from core.conversation.flow import Ask
from core.conversation.kind import Answer, Asked, Unclear, Value
from core.conversation.pulse import Rating
from core.conversation.quantity import Quantity
from core.conversation.timing import Timing
from core.conversation.vocabulary import Country, Home, Spoken, Topics, Trade, Zone
from core.understanding.courtesies import courtesy
from core.understanding.moments import Doubt, Moment, read_moment
from core.understanding.normal import clean, fold
from core.understanding.yesno import yes_no

LONGEST = 160
"""Longer messages tell a story, and no list of answers."""

READ = (Home, Country, Zone, Trade, Topics, Spoken, BirthYear, Quantity, Daily, Timing)
"""Kinds that read what a word means; of all others only an option as it is written is certain."""

FIGURES = (BirthYear, Quantity)
"""Kinds that a figure alone answers. Elsewhere it would count options that nobody has seen."""

_BREAK = re.compile(r"\s*(?:[;؛\n]|[,،](?!\d)|[.!?؟](?=\s))\s*")

_AND = re.compile(r"\s+(?:et|and|puis|then|w|ثم)\s+|\s+و(?=\w{3})", re.IGNORECASE)
"""What joins two answers, as it joins two words of one: which it is, is told by what they mean."""


def parted(text: str) -> tuple[str, str]:
    """What stands before and after the first break of a typed text; empty where there is none.

    A plain yes or no needs no comma behind it; without either, "and" may be the break.
    """
    if len(text) > LONGEST:
        return "", ""
    first, *more = _BREAK.split(text.strip(), maxsplit=1)
    if not more:
        first, _, rest = text.strip().partition(" ")
        if rest and yes_no(first) is not None:
            more = [rest]
        else:
            first, *more = _AND.split(text.strip(), maxsplit=1)
    if not more:
        return "", ""
    former, latter = clean(first), ", ".join(filter(None, map(clean, more[0].splitlines())))
    return (former, latter) if former and latter else ("", "")


class Taken(Struct, frozen=True, gc=False):
    """An answer for certain, and the words behind it, if any: they may answer what comes after it."""

    value: Value
    rest: str


class Offered(Struct, frozen=True, gc=False):
    """Words of one's own, which this fact offers to be taken over with a digit."""

    fact: str


class Shown(Struct, frozen=True, gc=False):
    """They may be meant for the question, or for none: said back above it."""


class Beside(Struct, frozen=True):
    """Words that wait for the next question: those of passage `run`, or of one begun in this turn.

    `labels` are references to the words of the answer before them.
    """

    words: str
    run: str
    labels: tuple[str, ...]

    def meant(self, question: Ask, asked: Asked) -> Taken | Offered | Unclear | Shown | None:
        """What the words are to the question that is about to be put; None leaves them alone."""
        if question.binding or question.recap or _chatter(self.words):
            return None
        kind = question.kind
        match kind.understand(self.words, asked):
            case Answer(value) if self._certain(question, asked):
                first, more = parted(self.words)
                alone = (Answer(value), Answer(value, True))
                rest = more and kind.understand(first, asked) in alone
                return Taken(value, more if rest else "")
            case Answer() if isinstance(kind, Words) and kind.offer:
                return Offered(kind.offer)
            case Unclear() if isinstance(kind, Rating):
                # A number is not offered before the scale has been seen.
                return Shown()
            case Unclear() as unclear if any(letter.isalpha() for letter in self.words):
                return unclear
            case Answer():
                return Shown()
        return Shown() if self.timely(asked.now) else None

    def timely(self, now: datetime) -> bool:
        """Whether the words speak of a day or an hour, which nobody writes for nothing."""
        read = read_moment(self.words, now=now, zone=now.tzinfo or UTC)
        return isinstance(read, Moment | Doubt)

    def _certain(self, question: Ask, asked: Asked) -> bool:
        if not any(letter.isalpha() for letter in self.words):
            return isinstance(question.kind, FIGURES)
        written = {fold(one) for many in asked.surfaces.values() for one in many}
        return isinstance(question.kind, READ) or fold(self.words) in written


def _chatter(words: str) -> bool:
    """Assent, refusal and courtesy say nothing to a question that has not been read."""
    return yes_no(words) is not None or bool(courtesy(words))
