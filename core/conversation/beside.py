"""What stands beside an answer in one message ("Fatima, Casablanca"): the answer to what comes next.

It is kept where the next question can take it with certainty, and then both are said back. Where it
may be meant for it, it is shown beside that question; where it speaks of a day, its writer is told
that it was read. Chatter ("oui, avec plaisir") is left alone, as anybody would.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from core.conversation.answers import Answer, Asked, BirthYear, Unclear, Words
from core.conversation.daily import Daily
from core.conversation.message import Part
from core.conversation.quantity import Quantity
from core.conversation.run import Position, Run
from core.conversation.timing import Timing
from core.conversation.unclear import ask_which
from core.conversation.vocabulary import Country, Home, Spoken, Topics, Trade, Zone
from core.understanding.courtesies import courtesy
from core.understanding.moments import Doubt, Moment, read_moment
from core.understanding.normal import clean, fold
from core.understanding.yesno import yes_no

if TYPE_CHECKING:
    from core.conversation.flow import Ask, Flow
    from core.conversation.scene import Scene

LONGEST = 160
"""Longer messages tell a story, and no list of answers."""

READ = (Home, Country, Zone, Trade, Topics, Spoken, BirthYear, Quantity, Daily, Timing)
"""Kinds that read what a word means; of all others only an option as it is written is certain."""

FIGURES = (BirthYear, Quantity)
"""Kinds that a figure alone answers. Elsewhere it would count options that nobody has seen."""

NOTED = "common-noted"

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


class Beside(Struct, frozen=True):
    """Words that wait for the next question: those of passage `run`, or of one begun in this turn.

    `labels` are references to the words of the answer before them.
    """

    words: str
    run: str
    labels: tuple[str, ...]

    def meets(self, scene: Scene, flow: Flow, run: Run, position: Position, question: Ask) -> bool:
        """Let the question that is about to be put take the words; True when it has been dealt with."""
        if run.id != self.run and not run.id.startswith(scene.origin):
            return False
        scene.beside = None
        if question.binding or question.recap or _chatter(self.words):
            return False
        asked = scene.asked(flow, run, position, question)
        match question.kind.understand(self.words, asked):
            case Answer(value) if self._certain(question, asked):
                scene.kept = True
                labels = (*self.labels, *scene.labelled(flow, run, question, value))
                _note(scene, labels)
                first, more = parted(self.words)
                if more and question.kind.understand(first, asked) in (
                    Answer(value),
                    Answer(value, True),
                ):
                    scene.beside = Beside(more, run.id, labels)
                scene.give(flow, run, question, value, echo=False)
                return True
            case Answer() if isinstance(question.kind, Words) and question.kind.offer:
                scene.kept = True
                facts = {**run.facts, question.kind.offer: self.words}
                scene.talk = replace(scene.talk, run=(run := replace(run, facts=facts)))
                scene.tell(flow, run, position)
                scene.ask(flow, run, scene.where(flow, run), question)
                return True
            case Unclear(options) if any(letter.isalpha() for letter in self.words):
                scene.say("common-also", words=self.words)
                scene.tell(flow, run, position)
                ask_which(scene, (flow, run, position), question, options)
                return True
            case Answer():
                scene.say("common-also", words=self.words)
            case _ if self.timely(scene.now):
                scene.say("common-also", words=self.words)
        return False

    def timely(self, now: datetime) -> bool:
        """Whether the words speak of a day or an hour, which nobody writes for nothing."""
        read = read_moment(self.words, now=now, zone=now.tzinfo or UTC)
        return isinstance(read, Moment | Doubt)

    def _certain(self, question: Ask, asked: Asked) -> bool:
        if not any(letter.isalpha() for letter in self.words):
            return isinstance(question.kind, FIGURES)
        written = {fold(one) for many in asked.surfaces.values() for one in many}
        return isinstance(question.kind, READ) or fold(self.words) in written


def _note(scene: Scene, labels: tuple[str, ...]) -> None:
    """Say all back in one breath, also where the first has been said already."""
    noted = next((part for part in scene.parts if part.key == NOTED), None)
    if noted is not None:
        scene.parts.remove(noted)
    scene.parts.append(Part(NOTED, labels={"answer": labels}))


def _chatter(words: str) -> bool:
    """Assent, refusal and courtesy say nothing to a question that has not been read."""
    return yes_no(words) is not None or bool(courtesy(words))
