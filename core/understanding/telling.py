"""Whole sentences: the one clause that tells when, and what may be said around it.

A word that no table knows may be passed over beside exactly one whole proposal, a day with an hour
or a part of the day. What a clause around it says must be one of these: nothing about time; what
came before (a greeting, an apology, a day refused, "je finis à 17h donc…"); why or on what occasion
("parce que…", "avant que…"); or how it stands with other times ("le matin je travaille"). Never
passed over: a condition, a second proposal, a word that bounds or moves the hour, and what somebody
does at that hour, which may be why it does not suit.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from core.understanding.calendar_grammar import reduced
from core.understanding.calendar_lexicon import Clock, Symbol
from core.understanding.calendar_parts import Symbols
from core.understanding.days import Days
from core.understanding.normal import READ_AT_MOST
from core.understanding.telling_words import (
    AGREES,
    BOUNDS,
    EARLY,
    EVENTS,
    INVITES,
    LINKS,
    MOVED,
    OTHERS,
    OWN,
    PERFECT,
    SORRY,
    STATES,
    TURNS,
    WILL,
)
from core.understanding.whens import Moment, Reading

Link = Literal["pause", "so", "why", "while", "if", "please"]
"""What ties a clause to the one before: nothing, its consequence, its reason, an occasion beside
it, a condition, a condition that only asks politely."""

_TELLS: Final = re.compile(r"[ZcRMpsN]|[ea]n")
_OTHER_TIMES: Final = re.compile(r"[BVWXuipGg]")
"""Behind the proposal a clause with such a time speaks of another: after it, the mornings, the week."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence, how it is tied to the one before, and what it says about time."""

    link: Link
    text: str
    said: Symbols
    done: bool = False
    """Whether it tells what has been done."""

    @property
    def letters(self) -> str:
        return "".join(letter for letter, _ in self.said)

    @property
    def days(self) -> set[date]:
        return {day for _, value in self.said if isinstance(value, Days) for day in value.days}

    def has(self, words: re.Pattern[str]) -> bool:
        return words.search(self.text.casefold().replace("'", " ")) is not None


def clauses(text: str, today: date, scan: Callable[[str], list[Symbol]]) -> Iterator[Clause]:
    """The clauses of `text`, in order; empty ones are left out but hand on their link."""
    line = text[:READ_AT_MOST]
    link: Link = "pause"
    start = 0
    for found in (*LINKS.finditer(line), None):
        part = line[start : found.start()] if found else line[start:]
        if part.strip(" '\"’"):
            bare, done = PERFECT.subn(" ", part)
            yield Clause(link, part, reduced(scan(bare), today), done > 0)
            link = "pause"
        if found:
            named: Link = found.lastgroup  # type: ignore[assignment]
            link = named if named != "pause" and link != "if" else link
            if named in ("while", "so"):
                # "après le magasin" tells an occasion, "après 18h" bounds: the word belongs to it.
                start = found.start() if named == "while" else found.end()
            else:
                start = found.end()


def told(
    text: str,
    today: date,
    *,
    scan: Callable[[str], list[Symbol]],
    read: Callable[[Symbols], Reading],
) -> Moment | None:
    """The one whole proposal in `text` when everything around it may be passed over; else None.

    `scan` gives the symbols of a clause, `read` reads them without its unknown words. Part of a proposal in one clause
    may be completed by another ("lundi prochain, disons 9h").
    """
    parts = list(clauses(text, today, scan))
    if any(part.link == "if" for part in parts):
        return None
    beside = _beside(parts)
    telling = [part for part, aside in zip(parts, beside, strict=True) if not aside]
    whole = [part for part in telling if _WHOLE.search(part.letters)]
    if len(whole) == 1 and len(telling) > 1:
        # "le jeudi c'est mon jour calme, disons jeudi 22 à 14h": the day twice.
        named = {day.weekday() for day in whole[0].days}
        telling = [
            part
            for part in telling
            if part in whole or {day.weekday() for day in part.days} != named
        ]
    if not telling or not all(map(_plain, telling)) or any("Q" in part.letters for part in parts):
        return None
    reading = read([one for part in telling for one in _stated(part) if one[0] != "."])
    if not isinstance(reading, Moment) or not (reading.time or reading.part):
        return None
    if reading.time is None and any(part.has(EARLY) for part in telling):
        return None
    first = next(at for at, aside in enumerate(beside) if not aside)
    agrees = any(part.has(AGREES) for part in parts)
    before = all(_leads_up(part, reading, parts[at + 1]) for at, part in enumerate(parts[:first]))
    after = all(
        _goes_with(part, reading, agrees=agrees)
        for at, part in enumerate(parts[first + 1 :], first + 1)
        if beside[at]
    )
    return reading if before and after else None


_WHOLE: Final = re.compile("Z.*[cRp]|[cRp].*Z")
_OCCASION: Final = re.compile(r"[Bi][eaf]*[V.Y]+(?=a*[cR])")
"""After a prayer, before a match: beside an hour it only says what comes before or after."""


def _stated(part: Clause) -> Symbols:
    """What a clause says without an occasion beside an hour, and without the "to" of a move."""
    found = _OCCASION.search(part.letters)
    said = [*part.said[: found.start()], *part.said[found.end() :]] if found else part.said
    if part.has(MOVED) and "T" in part.letters and not re.search("[ZcRpn].*T", part.letters):
        said = [one for one in said if one[0] != "T"]
    return said


def _beside(parts: list[Clause]) -> list[bool]:
    """Which clauses do not belong to the proposal: those that tell nothing, only explain or refuse."""
    beside = []
    for at, part in enumerate(parts):
        explained = any(later.link == "so" for later in parts[at + 1 :])
        engaged = "z" in part.letters
        sorry = part.has(SORRY) and not re.search("[cRp]", part.letters)
        silent = not _TELLS.search(part.letters) or part.letters.strip(".&ae") == "N"
        beside.append(
            silent
            or part.link in ("why", "please")
            or (part.link == "while" and not _OCCASION.search(part.letters))
            or (explained and not _WHOLE.search(part.letters))
            or engaged
            or _of_another_day(part)
            or sorry
        )
    return beside


_AT: Final = re.compile(r"a[aeY]*\.+")
"""Behind a preposition unknown words name a place: "mardi à 9h à l'atelier"."""


def _of_another_day(part: Clause) -> bool:
    """Whether a clause is about a day that is over, or only tells what happens on some day."""
    if re.search("[cRp]", part.letters):
        return False
    over = any(isinstance(value, Days) and value.flaw == "past" for _, value in part.said)
    return over or ("." in part.letters and not part.has(INVITES) and "Z" in part.letters)


def _plain(part: Clause) -> bool:
    """Whether the unknown words of a clause that tells may be passed over.

    Those before the time lead up to it only where the clause proposes; those behind it must not
    tell what somebody does then, unless it is what they will do.
    """
    said = _stated(part)
    unknown = [at for at, (letter, _) in enumerate(said) if letter == "."]
    if not unknown:
        return True
    if any(part.has(words) for words in (TURNS, BOUNDS, EVENTS, OTHERS)):
        return False
    time = next((at for at, (letter, _) in enumerate(said) if letter in "ZcRp"), 0)
    leads = any(at < time for at in unknown)
    letters = "".join(letter for letter, _ in said)
    behind = "." in letters[time:]
    agrees = AGREES if "." in _AT.sub("", letters[time:]) else INVITES
    tells = behind and ((part.has(OWN) and not part.has(WILL)) or part.has(STATES))
    return (not leads or part.has(INVITES)) and (not tells or part.has(agrees))


def _leads_up(part: Clause, proposed: Moment, then: Clause) -> bool:
    """Whether a clause before the proposal is no other one: it greets, explains or refuses."""
    if part.link == "while" and "z" in part.letters:
        return True
    if part.link in ("while", "please"):
        # "Quand je rentre, jeudi 18h": the occasion stands for a time nobody knows.
        return part.link == "please" and not _TELLS.search(part.letters)
    if "z" in part.letters and proposed.day in part.days and "B" not in part.letters:
        # "j'ai une réunion jeudi à 10h, donc jeudi 14h": another hour of that day is taken.
        clocks = [value.hour for _, value in part.said if isinstance(value, Clock)]
        elsewhere = (
            clocks and proposed.time and proposed.time.hour % 12 not in {at % 12 for at in clocks}
        )
        return then.link == "so" and bool(elsewhere)
    return not ({"v", "r", "?"} & set(part.letters))


def _goes_with(part: Clause, proposed: Moment, *, agrees: bool) -> bool:
    """Whether a clause behind the proposal leaves it what it is."""
    letters = part.letters
    if part.link == "why":
        return True
    if part.link == "please" or part.has(SORRY):
        return not _TELLS.search(letters)
    if part.link == "while":
        return proposed.time is not None and not re.search("[ZcR]", letters)
    if {"v", "r"} & set(letters) or proposed.day in part.days or re.search("[cR]", letters):
        return False
    if part.has(TURNS):
        return False
    if "z" in letters or part.has(EVENTS):
        return _OTHER_TIMES.search(letters) is not None
    free = agrees or part.done or not part.has(OWN) or part.has(WILL)
    return free or _OTHER_TIMES.search(letters) is not None
