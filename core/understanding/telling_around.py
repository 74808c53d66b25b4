"""What stands around a proposal in a sentence: what may lead up to it, and what leaves it what it is."""

import re
from typing import Final

from core.understanding.telling_clauses import TELLS, Clause
from core.understanding.telling_hours import (
    at_another_hour,
    away_after,
    away_before,
    clear_of,
    during,
    leaves_after,
    not_before,
    other_half_of_week,
)
from core.understanding.telling_words import (
    ACTS,
    AGREES,
    AWAY,
    BACK,
    BEFORE,
    BEYOND,
    CAN,
    CROWDED,
    DELAYED,
    DENIES,
    DUTIES,
    EARLY,
    ELSEWHEN,
    EVENTS,
    FREE_DAY,
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
    THEN,
    TURNS,
    UNSURE,
    WANTS,
    WILL,
    WISHES,
)
from core.understanding.whens import Moment

_OTHER_TIMES: Final = re.compile(r"[BVWXuipGg]")
"""Behind the proposal a clause with such a time speaks of another: after it, the mornings, the week."""


def freed(part: Clause) -> bool:
    """Whether a clause says that the time suits, or that nothing keeps one then."""
    return any(map(part.has, (AGREES, FREE_DAY, FREES, WANTS, BACK, SUITS_ME))) and not part.has(
        DENIES
    )


def leads_up(part: Clause, proposed: Moment, then: Clause) -> bool:
    """Whether a clause before the proposal is no other one: it greets, explains or refuses."""
    if part.has(UNSURE):
        return False
    if part.link == "while" and "z" in part.letters:
        return True
    if part.link == "while" and "B" in part.letters and then.has(EVENTS):
        # "Avant 18h je travaille, donc 19h"
        return clear_of(part, proposed)
    if part.link == "while" and "B" in part.letters and then.link == "so":
        # "Je peux pas avant 19h, donc 19h30"
        return not_before(part, proposed)
    if (
        part.link == "while"
        and part.has(BEFORE)
        and part.days
        and not re.search("[cR]", part.letters)
    ):
        # "Pas dispo avant lundi, mettez-moi lundi 8 à 11h"
        return min(part.days) <= proposed.day
    if part.link == "while" and proposed.time is not None and not part.has(TURNS):
        return not TELLS.search(part.letters)
    if part.link in ("while", "please"):
        # "Quand je rentre, jeudi 18h": the occasion stands for a time nobody knows.
        return part.link == "please" and not TELLS.search(part.letters)
    if "z" in part.letters and proposed.day in part.days and "B" not in part.letters:
        # "j'ai une réunion jeudi à 10h, donc jeudi 14h": another hour of that day is taken.
        return (then.link == "so" or then.has(INVITES)) and at_another_hour(part, proposed)
    # "Every day" of work is no doubt.
    opens = {"r", "?"} if part.has(EVENTS) else {"v", "r", "?"}
    return not (opens & set(part.letters)) and not away_after(part, proposed)


def goes_with(part: Clause, proposed: Moment, *, agrees: bool) -> bool:
    """Whether a clause behind the proposal leaves it what it is."""
    letters = part.letters
    if part.has(UNSURE):
        return False
    if part.has(THEN) and not (agrees or freed(part) or part.has(INVITES) or part.has(EARLY)):
        return False
    kept = part.joined and part.has(WILL) and part.has(EVENTS)
    if kept and not (agrees or part.has(AWAY) or freed(part)):
        # "Saturday 11am we'll be on the motorway"
        return False
    if part.joined and any(map(part.has, (DENIES, DUTIES))) and not TELLS.search(letters):
        # "Jeudi 18h je suis pas là"
        return False
    if part.link == "why" or (part.link == "else" and not TELLS.search(letters)):
        return True
    if part.has(REFUSES):
        return False
    if part.has(REQUESTS) and not (TELLS.search(letters) or {"v", "r", "V"} & set(letters)):
        return True
    if part.link != "while" and part.has(BACK) and not TELLS.search(letters) and "z" not in letters:
        return True
    if part.has(EARLY) and part.has(EVENTS) and not (TELLS.search(letters) or part.has(TURNS)):
        # "Jeudi 15h, je ferme la boutique tôt": who gets away early is free.
        return True
    if part.has(WISHES) and not (
        part.has(TURNS) or TELLS.search(letters) or {"v", "r"} & set(letters)
    ):
        return True
    if "N" in letters and not (re.search("[ZcRvrz]", letters) or part.has(TURNS)):
        # "Khmis l3chiya, daba ana f tri9"
        return True
    if part.has(BEYOND) and not re.search("[ZcRvr]", letters):
        return True
    if part.link == "while":
        return not part.has(DENIES) and not re.search("[ZcR]", letters)
    if part.link == "please":
        polite = part.has(NOT_TOO) or not part.has(DENIES)
        return polite and not TELLS.search(letters)
    if part.has(SORRY) and "z" not in letters and not part.has(TURNS):
        return not TELLS.search(letters)
    if not re.search("[ZcRpMsNvr]", letters) and any(
        map(part.has, (DELAYED, FREES) if part.joined else (DELAYED, FREES, WANTS))
    ):
        return True
    if part.has(ELSEWHEN) and not re.search("[cRvr]", letters):
        return True
    if not re.search("[ZcRvr]", letters) and "p" in letters and proposed.part is not None:
        # "Vendredi matin, l'après-midi il y a la prière"
        return all(str(value) != proposed.part for letter, value in part.said if letter == "p")
    if not re.search("[ZcRzvrB]", letters) and proposed.time is not None and "p" in letters:
        # "10h30, le wifi est meilleur le matin" speaks of the same half of the day.
        told_of = [str(value) for letter, value in part.said if letter == "p"]
        if not part.has(ACTS) and all(during(one, proposed.time.hour) for one in told_of):
            return True
        if not part.has(EVENTS):
            apart = not any(during(one, proposed.time.hour) for one in told_of)
            tells = part.has(ACTS) or part.has(STATES)
            return apart and tells and not any(map(part.has, (TURNS, RATHER, INVITES)))
    follows = part.link == "so" and not re.search("[ZcRpMsNvrzB]", letters)
    if follows and not any(map(part.has, (TURNS, EVENTS, DENIES, RATHER))):
        return True
    turned = any(map(part.has, (INVITES, RATHER, AWAY, MOVED, TURNS, DENIES)))
    engaged = part.has(OWN) and not {"Z", "B"} & set(letters) and not turned
    if engaged and leaves_after(part, proposed):
        # "Monday 10am? I have to open the shop at 11"
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
        return _of_other_times(part)
    if part.has(TURNS) or (part.joined and part.has(OTHERS) and not agrees):
        # "Mardi 15h mon comptable passe"
        return False
    free = (
        agrees
        or not (part.joined or part.has(OTHERS))
        or part.done
        or not part.has(ACTS)
        or part.has(WILL)
        or part.has(CAN)
    )
    return free or (not part.joined and _of_other_times(part))


def _of_other_times(part: Clause) -> bool:
    """Whether a clause behind the proposal speaks of other times; an "in" alone says where."""
    return any(
        _OTHER_TIMES.match(letter) and (letter, value) != ("i", "0") for letter, value in part.said
    )
