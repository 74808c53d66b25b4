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
from core.understanding.telling_clauses import Clause, clauses
from core.understanding.telling_hours import (
    at_another_hour,
    away_after,
    away_before,
    clear_of,
    during,
    leaves_after,
    other_half_of_week,
)
from core.understanding.telling_words import (
    ACTS,
    AGREES,
    AWAY,
    BACK,
    BEYOND,
    BOUNDS,
    CROWDED,
    DELAYED,
    DENIES,
    EARLY,
    ELSEWHEN,
    EVENTS,
    FREES,
    INVITES,
    LEAVES,
    MOVED,
    NOT_TOO,
    OTHERS,
    OWN,
    RATHER,
    REFUSES,
    REQUESTS,
    SORRY,
    STATES,
    SUITS_ME,
    TURNS,
    UNSURE,
    WANTS,
    WILL,
    WISHES,
)
from core.understanding.whens import Moment, Reading

MOST_CLAUSES: Final = 12
"""More than this are no sentence."""

_TELLS: Final = re.compile(r"[ZcRMpsN]|[ea]n")
_OTHER_TIMES: Final = re.compile(r"[BVWXuipGg]")
"""Behind the proposal a clause with such a time speaks of another: after it, the mornings, the week."""


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
    if (
        len(parts) > MOST_CLAUSES
        or any(part.link == "if" for part in parts)
        or ("z", "except") in scan(text)
    ):
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
        aside and part.has(SUITS_ME) and not _TELLS.search(part.letters)
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
    if taken and not clear_of(taken[0], reading):
        return None
    first = next((at for at, aside in enumerate(beside) if not aside), 0)
    agrees = any(part.has(AGREES) for part in parts)
    before = all(
        _leads_up(part, reading, parts[at + 1])
        for at, part in enumerate(parts[:first])
        if not taken or part is not taken[0]
    )
    after = all(
        _goes_with(part, reading, agrees=agrees)
        for at, part in enumerate(parts[first + 1 :], first + 1)
        if beside[at]
    )
    free = not any(
        aside
        and ("X", 0) in part.said
        and ("z" in part.letters or not part.has(INVITES))
        and "p" not in part.letters
        and reading.day.isocalendar()[:2] == today.isocalendar()[:2]
        for part, aside in zip(parts, beside, strict=True)
    )
    return reading if before and after and free else None


def _later_that_day(parts: list[Clause]) -> tuple[Clause, Clause] | None:
    """The engagement on a day, and the hour proposed after it: "j'ai cours demain à 16h donc 18h"."""
    for part, then in pairwise(parts):
        told = re.search("Z.*[cRp]|[cRp].*Z", part.letters) and not {"v", "r", "?"} & set(
            part.letters
        )
        engaged = (part.has(OWN) or "z" in part.letters) and not part.has(INVITES)
        follows = then.link == "so" or then.has(INVITES) or then.has(AGREES)
        follows = follows or any(map(_agrees_then, parts[parts.index(then) :]))
        if told and engaged and follows and _HOUR.fullmatch(then.letters):
            return part, then
    return None


def _agrees_then(part: Clause) -> bool:
    """Whether a clause behind an hour says that it suits: "je suis rentrée", "je suis libre"."""
    return not _TELLS.search(part.letters) and (part.has(AGREES) or part.has(BACK))


_HOUR: Final = re.compile("[ea&]*(?:p[ea]*)?(?:[cR]|an)p?[eaY]*")
_WHOLE: Final = re.compile("Z.*[cRp]|[cRp].*Z")
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
    if part.has(MOVED) and (moved := _FROM_TO.search("".join(letter for letter, _ in said))):
        # "Reschedule our Thursday call to Saturday": the first day is left.
        return said[moved.end() :]
    if part.has(MOVED) and "T" in part.letters and not re.search("[ZcRpn].*T", part.letters):
        said = [one for one in said if one[0] != "T"]
    return said


def _beside(parts: list[Clause]) -> list[bool]:
    """Which clauses do not belong to the proposal: those that tell nothing, only explain or refuse."""
    beside = []
    for at, part in enumerate(parts):
        explained = any(later.link == "so" for later in parts[at + 1 :])
        engaged = "z" in part.letters or _busy_until(part, parts)
        sorry = part.has(SORRY) and not re.search("[cRp]", part.letters)
        silent = not _TELLS.search(part.letters) or part.letters.strip(".&ae") == "N"
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


def _elsewhere_then(part: Clause) -> bool:
    """Whether a clause tells where somebody is on a day: "je rentre dimanche soir, donc mardi 17h"."""
    return part.has(OWN) and part.has(EVENTS) and not part.has(INVITES)


def _busy_until(part: Clause, parts: list[Clause]) -> bool:
    """Whether a clause only tells when somebody gets away while another proposes: "je rentre à 16h, jeudi 17h"."""
    tells = "Z" not in part.letters and part.has(EVENTS) and not part.has(INVITES)
    return tells and any(_WHOLE.search(one.letters) for one in parts if one is not part)


_AT: Final = re.compile(r"a[aeY]*\.+")
"""Behind a preposition unknown words name a place: "mardi à 9h à l'atelier"."""


def _of_another_day(part: Clause, parts: list[Clause]) -> bool:
    """Whether a clause is about a day that is over, or only tells what happens on some day."""
    if re.search("[cR]", part.letters):
        return False
    elsewhere = [
        one for one in parts if one is not part and re.search("Z.*[cR]|[cR].*Z", one.letters)
    ]
    apart = bool(elsewhere) and all(part.days.isdisjoint(one.days) for one in elsewhere)
    own = part.has(OWN) and bool(part.days) and not part.has(INVITES) and apart
    if "p" in part.letters:
        # "Ce soir je suis crevée, samedi 11h": how it stands with another day.
        return own and "." in part.letters
    over = any(isinstance(value, Days) and value.flaw == "past" for _, value in part.said)
    early = part.has(EARLY) and part.has(EVENTS)
    # "Nhar larb3 ana f souk, lkhmis m3a 4"
    tells = own or ("Z" in part.letters and not {".", "V"}.isdisjoint(part.letters))
    # "Je serai au bureau jeudi, passez vers 11h": where one will be, and the only day.
    there = part.has(WILL) and not any("Z" in one.letters for one in parts if one is not part)
    return over or (tells and not early and not there and not part.has(INVITES))


def _plain(part: Clause, *, accepted: bool) -> bool:
    """Whether the unknown words of a clause that tells may be passed over.

    Those before the time lead up to it only where the clause proposes; those behind it must not
    tell what somebody does then, unless it is what they will do.
    """
    said = _stated(part)
    unknown = [at for at, (letter, _) in enumerate(said) if letter == "."]
    if not unknown:
        return True
    if part.has(EARLY) and part.has(EVENTS) and "z" not in part.letters:
        # "Vendredi je finis tôt, 16h": who gets away early is free.
        return True
    if any(part.has(words) for words in (TURNS, BOUNDS, EVENTS, OTHERS)):
        return False
    time = next((at for at, (letter, _) in enumerate(said) if letter in "ZcRp"), 0)
    leads = any(at < time for at in unknown)
    letters = "".join(letter for letter, _ in said)
    behind = "." in letters[time:]
    agrees = AGREES if "." in _AT.sub("", letters[time:]) else INVITES
    tells = behind and ((part.has(OWN) and not part.has(WILL)) or part.has(STATES))
    proposes = accepted or any(map(part.has, (INVITES, WILL, MOVED)))
    return (not leads or proposes) and (not tells or part.has(agrees))


def _leads_up(part: Clause, proposed: Moment, then: Clause) -> bool:
    """Whether a clause before the proposal is no other one: it greets, explains or refuses."""
    if part.has(UNSURE):
        return False
    if part.link == "while" and "z" in part.letters:
        return True
    if part.link == "while" and "B" in part.letters and then.has(EVENTS):
        # "Avant 18h je travaille, donc 19h"
        return clear_of(part, proposed)
    if part.link == "while" and proposed.time is not None and not part.has(TURNS):
        return not _TELLS.search(part.letters)
    if part.link in ("while", "please"):
        # "Quand je rentre, jeudi 18h": the occasion stands for a time nobody knows.
        return part.link == "please" and not _TELLS.search(part.letters)
    if "z" in part.letters and proposed.day in part.days and "B" not in part.letters:
        # "j'ai une réunion jeudi à 10h, donc jeudi 14h": another hour of that day is taken.
        return (then.link == "so" or then.has(INVITES)) and at_another_hour(part, proposed)
    return not ({"v", "r", "?"} & set(part.letters)) and not away_after(part, proposed)


def _goes_with(part: Clause, proposed: Moment, *, agrees: bool) -> bool:
    """Whether a clause behind the proposal leaves it what it is."""
    letters = part.letters
    if part.link == "why" or (part.link == "else" and not _TELLS.search(letters)):
        return True
    if part.has(REFUSES):
        return False
    if part.has(REQUESTS) and not (_TELLS.search(letters) or {"v", "r", "V"} & set(letters)):
        return True
    if (
        part.link != "while"
        and part.has(BACK)
        and not _TELLS.search(letters)
        and "z" not in letters
    ):
        return True
    if part.has(WISHES) and not (
        part.has(TURNS) or _TELLS.search(letters) or {"v", "r"} & set(letters)
    ):
        return True
    if part.has(BEYOND) and not re.search("[ZcRvr]", letters):
        return True
    if part.link == "while":
        return not part.has(DENIES) and not re.search("[ZcR]", letters)
    if part.link == "please":
        polite = part.has(NOT_TOO) or not part.has(DENIES)
        return polite and not _TELLS.search(letters)
    if part.has(SORRY) and "z" not in letters and not part.has(TURNS):
        return not _TELLS.search(letters)
    if not re.search("[ZcRpMsNvr]", letters) and any(map(part.has, (DELAYED, FREES, WANTS))):
        return True
    if part.has(ELSEWHEN) and not re.search("[cRvr]", letters):
        return True
    if not re.search("[ZcRvr]", letters) and "p" in letters and proposed.part is not None:
        # "Vendredi matin, l'après-midi il y a la prière"
        return all(str(value) != proposed.part for letter, value in part.said if letter == "p")
    if not re.search("[ZcRzvrB]", letters) and proposed.time is not None and "p" in letters:
        # "10h30, le wifi est meilleur le matin" speaks of the same half of the day.
        told_of = [str(value) for letter, value in part.said if letter == "p"]
        if all(during(one, proposed.time.hour) for one in told_of):
            return True
        if not part.has(EVENTS):
            apart = not any(during(one, proposed.time.hour) for one in told_of)
            return apart and part.has(ACTS) and not any(map(part.has, (TURNS, RATHER, INVITES)))
    follows = part.link == "so" and not re.search("[ZcRpMsNvrzB]", letters)
    if follows and not any(map(part.has, (TURNS, EVENTS, DENIES, RATHER))):
        return True
    if part.has(LEAVES) and "Z" not in letters and leaves_after(part, proposed):
        return True
    leaves = part.has(AWAY) and part.has(WILL) and not re.search("[ZcRzvr]", letters)
    if leaves or away_before(part, proposed):
        return True
    if {"v", "r"} & set(letters) or proposed.day in part.days or re.search("[cR]", letters):
        return False
    if other_half_of_week(part, proposed):
        return True
    if (part.has(TURNS) and not part.has(CROWDED)) or part.has(RATHER):
        return False
    if "z" in letters or part.has(EVENTS):
        return _OTHER_TIMES.search(letters) is not None
    if part.has(TURNS):
        return False
    free = agrees or part.done or not part.has(ACTS) or part.has(WILL)
    return free or _OTHER_TIMES.search(letters) is not None
