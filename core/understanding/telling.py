"""Whole sentences: the one clause that tells when, and what may be said around it.

A word that no table knows may be passed over beside exactly one whole proposal, a day with an hour
or a part of the day. What a clause around it says must be one of these: nothing about time; what
came before (a greeting, an apology, a day refused, "je finis à 17h donc…"); why or on what occasion
("parce que…", "avant que…"); or how it stands with other times ("le matin je travaille"). Never
passed over: a condition, a second proposal, a word that bounds or moves the hour, and what somebody
does at that hour, which may be why it does not suit.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from core.understanding.calendar_grammar import reduced
from core.understanding.calendar_lexicon import Symbol
from core.understanding.calendar_parts import Symbols
from core.understanding.days import Days
from core.understanding.normal import fold, words
from core.understanding.telling_around import goes_with, leads_up
from core.understanding.telling_clauses import TELLS, Clause, clauses
from core.understanding.telling_hours import (
    clear_of,
)
from core.understanding.telling_words import (
    ACTS,
    AGREES,
    BACK,
    BEFORE,
    BOUNDS,
    CAN,
    COMES,
    CONFIRMS,
    DENIES,
    DUTIES,
    EARLY,
    EVENTS,
    FREE_DAY,
    INVITES,
    LEAVES,
    MOVED,
    OTHERS,
    OWN,
    READIES,
    SOMEBODY,
    SORRY,
    STATES,
    SUITS_ME,
    TURNS,
    UNSURE,
    WILL,
)
from core.understanding.whens import Moment, Reading

MOST_CLAUSES: Final = 12
"""More than this are no sentence."""


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
    if len(parts) > MOST_CLAUSES or any(part.link == "if" or part.has(UNSURE) for part in parts):
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
    taken = _later_that_day(parts)
    if taken:
        telling = [
            replace(taken[0], said=[one for one in taken[0].said if one[0] == "Z"], text=""),
            taken[1],
        ]
    accepted = any(
        aside and part.has(SUITS_ME) and not TELLS.search(part.letters)
        for part, aside in zip(parts, beside, strict=True)
    )
    if (
        not telling
        or not all(_plain(part, accepted=accepted) for part in telling)
        or _other_clock(parts, beside)
    ):
        return None
    reading = read([one for part in telling for one in _stated(part) if one[0] != "."])
    if len(telling) > 1 and not isinstance(reading, Moment) and not taken:
        # "Samedi 5, 10h": read together they may be surer.
        line = reduced(scan(", ".join(part.text for part in telling)), today)
        reading = read([one for one in line if one[0] != "."])
    if not isinstance(reading, Moment) or not (reading.time or reading.part):
        return None
    if reading.time is None and any(part.has(EARLY) for part in telling):
        return None
    if taken and re.search("[cRp]", taken[0].letters) and not clear_of(taken[0], reading):
        return None
    first = next((at for at, aside in enumerate(beside) if not aside), 0)
    agrees = any(part.has(AGREES) for part in parts)
    before = all(
        leads_up(part, reading, parts[at + 1])
        for at, part in enumerate(parts[:first])
        if not taken or part is not taken[0]
    )
    after = all(
        goes_with(part, reading, agrees=agrees)
        for at, part in enumerate(parts[first + 1 :], first + 1)
        if beside[at]
    )
    free = not any(
        aside
        and ("X", 0) in part.said
        and ("z" in part.letters or not part.has(INVITES))
        and "p" not in part.letters
        and not (part.has(OTHERS) and any(one.link == "so" for one in parts))
        and reading.day.isocalendar()[:2] == today.isocalendar()[:2]
        for part, aside in zip(parts, beside, strict=True)
    )
    excepted = ("z", "except") in scan(text)
    return reading if before and after and free and not excepted else None


def _later_that_day(parts: list[Clause]) -> tuple[Clause, Clause] | None:
    """The engagement on a day, and the hour proposed after it: "j'ai cours demain à 16h donc 18h"."""
    for part, then in pairwise(parts):
        open_ = {"v", "r", "?"} & set(part.letters)
        told = re.search("Z.*[cRp]|[cRp].*Z", part.letters) and not open_
        lends = _lends_day(part) and (
            then.link == "so"
            or then.has(CAN)
            or part.link == "while"
            or (part.has(FREE_DAY) and then.has(INVITES))
        )
        if lends and not open_ and _HOUR.fullmatch(then.letters):
            # "My husband can drive me on saturday, so 10am"
            return part, then
        engaged = (part.has(OWN) or "z" in part.letters) and not part.has(INVITES)
        follows = then.link == "so" or then.has(INVITES) or then.has(AGREES)
        follows = follows or any(map(_agrees_then, parts[parts.index(then) :]))
        if told and engaged and follows and _HOUR.fullmatch(then.letters):
            return part, then
    return None


def _lends_day(part: Clause) -> bool:
    """Whether a clause names one day, without an hour, and neither refuses it nor is engaged then."""
    if part.link == "while":
        # "Après le match dimanche ? 20h30"
        named = "".join(letter for letter, value in part.said if (letter, value) != ("z", "0"))
        behind = not part.has(BEFORE) and len(part.days) == 1
        return behind and _OF_A_DAY.fullmatch(named) is not None
    if len(part.days) != 1 or "c" in part.letters or "p" in part.letters:
        return False
    if part.has(FREE_DAY) and part.link in ("pause", "why") and not part.has(DENIES):
        # "Comme je suis en congé demain, 10h30 me va"
        return not {"v", "r", "?", "B"} & set(part.letters)
    engaged = part.has(DENIES) or (part.has(EVENTS) and not part.has(CAN))
    return bool(_DAY_ALONE.fullmatch(part.letters)) and part.link == "pause" and not engaged


_OF_A_DAY: Final = re.compile("[BiV.ea]*Z[ea]*")
_DAY_ALONE: Final = re.compile("[ea.1]*Z[ea.1]*")


def _agrees_then(part: Clause) -> bool:
    """Whether a clause behind an hour says that it suits: "je suis rentrée", "je suis libre"."""
    return not TELLS.search(part.letters) and (part.has(AGREES) or part.has(BACK))


_HOUR: Final = re.compile("[ea&]*(?:p[ea]*)?(?:[cR]|an)p?[eaY]*")
_WHOLE: Final = re.compile("Z.*[cRp]|[cRp].*Z")
_HOUR_WHOLE: Final = re.compile("Z.*[cR]|[cR].*Z")
_OCCASION: Final = re.compile(r"[Bi][eaf]*[V.Y]+(?=a*[cR])")
"""After a prayer, before a match: beside an hour it only says what comes before or after."""


_FROM_TO: Final = re.compile(r"^[^Z]*Z[^ZcRT]*T(?=[^T]*Z)")


def _other_clock(parts: list[Clause], beside: list[bool]) -> bool:
    """Whether a clause names another clock than one's own; where somebody is on another day is none."""
    return any(
        letter == "Q" and value
        for part, aside in zip(parts, beside, strict=True)
        if not (aside and "Z" in part.letters and "c" not in part.letters)
        for letter, value in part.said
    )


def _stated(part: Clause) -> Symbols:
    """What a clause says without an occasion beside an hour, and without the "to" of a move."""
    found = _OCCASION.search(part.letters)
    said = part.said
    if found:
        meals = [one for one in said[found.start() : found.end()] if one[0] == "Y"]
        said = [*said[: found.start()], *meals, *said[found.end() :]]
    if CONFIRMS.search(part.text) and re.search("Z.*[cR]|[cR].*Z", part.letters):
        said = [one for one in said if one[0] != "B"]
    said = _unplaced(said)
    if _WHOLE.search(part.letters):
        # "Daba ghir sebt 18h" begins as an English "now then" does.
        said = [one for one in said if one[0] != "N" and one != ("k", "only")]
    if part.has(MOVED) and (moved := _FROM_TO.search("".join(letter for letter, _ in said))):
        # "Reschedule our Thursday call to Saturday": the first day is left.
        return said[moved.end() :]
    if part.has(MOVED) and "T" in part.letters and not re.search("[ZcRpn].*T", part.letters):
        said = [one for one in said if one[0] != "T"]
    return said


def _unplaced(said: Symbols) -> Symbols:
    """`said` without what only introduces a place: "in the coworking space", "من السوق"."""
    letters = "".join(letter for letter, _ in said)
    behind = [letters[at + 1 :].lstrip("ae")[:1] for at in range(len(said))]
    return [
        one
        for one, then in zip(said, behind, strict=True)
        if one[0] not in "if" or one[1] in ("after", "between") or then not in ("", ".")
    ]


def _beside(parts: list[Clause]) -> list[bool]:
    """Which clauses do not belong to the proposal: those that tell nothing, only explain or refuse."""
    beside = []
    for at, part in enumerate(parts):
        explained = any(later.link == "so" for later in parts[at + 1 :])
        engaged = "z" in part.letters or _busy_until(part, parts)
        sorry = part.has(SORRY) and not re.search("[cRp]", part.letters)
        silent = not TELLS.search(part.letters) or part.letters.strip(".&aeY") == "N"
        beside.append(
            silent
            or part.link in ("why", "please")
            or (part.link == "while" and not _OCCASION.search(part.letters))
            or (explained and (not _WHOLE.search(part.letters) or _elsewhere_then(part)))
            or (part.has(LEAVES) and part.has(OWN) and not part.has(INVITES) and not part.days)
            or _said_again(part, parts[at + 1 :])
            or engaged
            or _of_a_half(part, parts)
            or _of_another_day(part, parts)
            or _done_for_it(part, parts)
            or sorry
        )
    return beside


def _said_again(part: Clause, later: list[Clause]) -> bool:
    """Whether a clause without an hour leads to a conclusion that names its day with one."""
    if re.search("[cRr]", part.letters) or not part.days:
        return False
    return any(
        one.link == "so" and one.days == part.days and re.search("[cR]", one.letters)
        for one in later
    )


def _of_a_half(part: Clause, parts: list[Clause]) -> bool:
    """Whether a clause speaks of a half of the day only, beside an hour: "10h, le wifi est mieux le matin"."""
    speaks = re.search("p.*[.VzY]|[.VzY].*p", part.letters) and not re.search(
        "[ZcRn]", part.letters
    )
    whole = (_WHOLE.search(one.letters) for one in parts if one is not part)
    return (
        bool(speaks)
        and (part.has(STATES) or part.has(OWN))
        and not part.has(INVITES)
        and any(whole)
    )


def _done_for_it(part: Clause, parts: list[Clause]) -> bool:
    """Whether a clause tells what is sent or got ready before: "I'll send my numbers tonight"."""
    proposed = any(_WHOLE.search(one.letters) for one in parts if one is not part)
    return proposed and part.has(READIES) and not re.search("[cR]", part.letters)


def _elsewhere_then(part: Clause) -> bool:
    """Whether a clause tells where somebody is on a day: "je rentre dimanche soir, donc mardi 17h"."""
    return part.has(OWN) and part.has(EVENTS) and not part.has(INVITES)


def _busy_until(part: Clause, parts: list[Clause]) -> bool:
    """Whether a clause only tells when somebody gets away while another proposes: "je rentre à 16h, jeudi 17h"."""
    if "Z" in part.letters or part.has(INVITES):
        return False
    whole = [one for one in parts if one is not part and _WHOLE.search(one.letters)]
    # "Ana kan7el l7anout m3a 9, khellina ntla9aw sebt 15h"
    behind = any(_WHOLE.search(one.letters) for one in parts[: parts.index(part)])
    tells = (part.has(ACTS) and "." in part.letters) or (part.has(OTHERS) and "B" in part.letters)
    return bool(whole) and (
        part.has(EVENTS) or (tells and (behind or any(one.has(INVITES) for one in whole)))
    )


_PLACED: Final = re.compile(
    r"(?<!\w)(?:au|aux|a la|a l'|chez|dans|devant|pres de|in|at|near|f|fl|fe?l|3and|3nd|7da|9dam|في|عند|امام|قرب|ف)"
    r" (?:(?:the|le|la|les|mon|ma|notre|our|my|your|votre) )?(\w+(?: (?:de|du|dyal|dyalna|dyali|d) \w+)?)"
)
"""Words that name a place: "au dépôt", "f maktab dyalna"."""

_AT: Final = re.compile(r"a[aeY]*\.+")
"""Behind a preposition unknown words name a place: "mardi à 9h à l'atelier"."""


def _of_another_day(part: Clause, parts: list[Clause]) -> bool:
    """Whether a clause is about a day that is over, or only tells what happens on some day."""
    if re.search("[cR]", part.letters):
        return False
    timed = _WHOLE if "p" in part.letters else _HOUR_WHOLE
    elsewhere = [one for one in parts if one is not part and timed.search(one.letters)]
    apart = bool(elsewhere) and all(part.days.isdisjoint(one.days) for one in elsewhere)
    invites = part.has(INVITES) and not part.has(DUTIES)
    own = part.has(OWN) and bool(part.days) and not invites and apart
    if "p" in part.letters:
        # "Ce soir je suis crevée, samedi 11h": how it stands with another day.
        return own and "." in part.letters
    over = any(isinstance(value, Days) and value.flaw == "past" for _, value in part.said)
    early = part.has(EARLY) and part.has(EVENTS)
    # "Nhar larb3 ana f souk, lkhmis m3a 4"
    tells = own or ("Z" in part.letters and not {".", "V"}.isdisjoint(part.letters))
    # "Je serai au bureau jeudi, passez vers 11h": where one will be, and the only day.
    there = part.has(WILL) and not any("Z" in one.letters for one in parts if one is not part)
    return over or (tells and not early and not there and not invites)


_FIRST_PERSON: Final = re.compile(
    r"(?:gh?a?)?n(?![aeiou])\w{2,}(?<!k)(?<!kom)(?<![ouw])|غن\w{2,}(?<!و)"
)
"""A verb of Darija about oneself alone that is none of meeting: "n7et", not "nchrbo", which both do."""


def _plain(part: Clause, *, accepted: bool) -> bool:
    """Whether the unknown words of a clause that tells may be passed over.

    Those before the time lead up to it only where the clause proposes; those behind it must not
    tell what somebody does then, unless it is what they will do.
    """
    said = _stated(part)
    unknown = [at for at, (letter, _) in enumerate(said) if letter == "."]
    if not unknown:
        return True
    if "z" not in part.letters and ((part.has(EARLY) and part.has(EVENTS)) or part.has(BACK)):
        # "Vendredi je finis tôt, 16h": who gets away early, or will have done so, is free.
        return True
    if any(map(part.has, (BOUNDS, EVENTS, UNSURE, DENIES))):
        return False
    if (part.has(DUTIES) or part.has(COMES)) and not part.has(AGREES):
        # "Ghda m3a 10 khassni nmchi l l3amala": what keeps them then.
        return False
    if (part.has(TURNS) or part.has(OTHERS)) and not part.has(INVITES):
        return False
    time = next((at for at, (letter, _) in enumerate(said) if letter in "ZcRp"), 0)
    if len(unknown) > 1 and part.has(SOMEBODY) and not part.has(INVITES):
        return False
    leads = any(at < time for at in unknown)
    letters = "".join(letter for letter, _ in said)
    placed = {word for found in _PLACED.finditer(fold(part.text)) for word in words(found[1])}
    away = [at for at in unknown if at > time and said[at][1] not in placed]
    behind = "." in letters[time:]
    agrees = AGREES if "." in _AT.sub("", letters[time:]) else INVITES
    acts = any(at > time and _FIRST_PERSON.fullmatch(str(said[at][1])) for at in unknown)
    tells = behind and ((part.has(OWN) and not part.has(WILL)) or part.has(STATES) or acts)
    proposes = accepted or any(map(part.has, (INVITES, WILL, MOVED)))
    suits = part.has(agrees) or (not away and part.has(CAN))
    return (not leads or proposes) and (not tells or suits)
