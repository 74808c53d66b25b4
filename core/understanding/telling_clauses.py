"""The clauses of a sentence about when: what ties each to the one before, and what it says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from core.understanding.calendar_grammar import reduced
from core.understanding.calendar_lexicon import Symbol
from core.understanding.calendar_parts import Symbols
from core.understanding.days import Days
from core.understanding.normal import READ_AT_MOST
from core.understanding.telling_words import LINKS, PERFECT, UNENGAGED

TELLS: Final = re.compile(r"[ZcRMpsN]|[ea]n")
"""The letters of what says when."""

Link = Literal["pause", "so", "why", "while", "if", "please", "else"]
"""What ties a clause to the one before: nothing, its consequence, its reason, an occasion beside
it, a condition, a condition that only asks politely, what would be otherwise."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence, how it is tied to the one before, and what it says about time."""

    link: Link
    text: str
    said: Symbols
    done: bool = False
    """Whether it tells what has been done."""
    joined: bool = False
    """Whether nothing parts it from what stands before, not even a comma."""

    letters: str = field(init=False)
    """The letters of what it says."""
    _line: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "letters", "".join(letter for letter, _ in self.said))
        object.__setattr__(self, "_line", self.text.casefold().replace("’", "'"))

    @property
    def days(self) -> set[date]:
        return {day for _, value in self.said if isinstance(value, Days) for day in value.days}

    def has(self, words: re.Pattern[str]) -> bool:
        if words.search(self._line):
            return True
        return "'" in self._line and words.search(self._line.replace("'", " ")) is not None


_SIR: Final = re.compile(r"(?<!\w)[Ss]i (?=[A-Z][a-z]{2})(?!Vous|Possible|Cela|Jamais)")
"""The Moroccan "si" before a name is no condition."""


_CONTRACTED: Final = re.compile(
    r"(?<!\w)j(?=(?:se?rai|aurai|s?uis|sui|p(?:eu|our|en|ropo|ref|réf|ass|art|r[ée]par)|v(?:ai|eu|ou|ien|iend|oi)|fini|fai|sor|ren|tra|bos|bosse|ter|dor|doi|met|quit|att|appel|enver|rest)\w*)",
    re.IGNORECASE,
)
"""As people chat: "jserai", "jpeux", "jsors"."""

_HAVE: Final = re.compile(r"(?<!\w)jai(?!\w)", re.IGNORECASE)


_HOUR: Final = re.compile(r"\d|الساعة")
"""Behind an hour a new subject begins another clause, though nobody draws breath: "sebt 10h sbah ana khawi"."""


def clauses(text: str, today: date, scan: Callable[[str], list[Symbol]]) -> Iterator[Clause]:
    """The clauses of `text`, in order; empty ones are left out but hand on their link."""
    line = _HAVE.sub("j'ai", _CONTRACTED.sub("je ", _SIR.sub("", text[:READ_AT_MOST])))
    line = UNENGAGED.sub(" libre ", line)
    link: Link = "pause"
    joined = False
    start = 0
    for found in (*LINKS.finditer(line), None):
        if found and found.lastgroup == "breath" and not _HOUR.search(line[start : found.start()]):
            continue
        part = line[start : found.start()] if found else line[start:]
        if part.strip(" '\"’"):
            bare, done = PERFECT.subn(" ", part)
            yield Clause(link, part, reduced(scan(bare), today), done > 0, joined)
            link = "pause"
        if found:
            joined = not found[0].strip()
            group = found.lastgroup
            named: Link = "pause" if group == "breath" else group  # type: ignore[assignment]
            link = named if named != "pause" and link != "if" else link
            if named in ("while", "so"):
                # "après le magasin" tells an occasion, "après 18h" bounds: the word belongs to it.
                start = found.start() if named == "while" else found.end()
            else:
                start = found.end()
