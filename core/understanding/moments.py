"""The day and time that people write when they are asked when: "jeudi 18h", "غدا على 6 مساء"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from functools import cache, partial
from typing import Final

from core.understanding.amends import amended
from core.understanding.calendar_company import TOWNS
from core.understanding.calendar_grammar import reduced
from core.understanding.calendar_lexicon import Symbol, Written
from core.understanding.calendar_parts import Symbols
from core.understanding.calendar_words import scan
from core.understanding.clauses import (
    INSTEAD,
    RATHER,
    SAID_NO,
    moved,
    without_reason,
    without_refused,
)
from core.understanding.likelihood import Candidate, likeliest
from core.understanding.normal import words
from core.understanding.sentences import combined, either, gathered
from core.understanding.telling import told
from core.understanding.telling_clauses import Clause, clauses
from core.understanding.telling_words import AGREES, ALIKE, ELSE
from core.understanding.whens import Doubt, Impossible, Moment, Reading

__all__ = ["Doubt", "Impossible", "Moment", "Reading", "read_moment"]

_MONTH_FIRST: Final = frozenset(
    f"America/{city}"
    for city in "New_York Chicago Denver Los_Angeles Phoenix Detroit Anchorage Boise".split()
) | {"Pacific/Honolulu"}
"""Zones of the United States, where "4/5" may be the fifth of April."""


def read_moment(text: str, *, now: datetime, zone: tzinfo) -> Reading:
    """When `text` means, seen from `now` (aware) by a person in `zone`; None when it says nothing.

    Reads French, Arabic, English and Darija in both scripts. The day stands before the month; a
    weekday is the next one; an hour without am or pm is read inside 8-21 h and doubted when both
    halves of the day fit ("8") or it may be of the night ("5h"). A Moment is never past. Never guesses:
    two readings are a Doubt, and so is a word beside a reading that no table knows, for it may
    bound, deny or move it; what is doubted stands in the alternatives. A day refused in its own part
    of the sentence gives way to the day and hour proposed in another, and what is said around one
    whole proposal is passed over where `telling` allows it. Where one candidate is left in doubt,
    `likelihood` decides whether it is taken.
    """
    reading = by_rules(text, now=now, zone=zone)
    return likeliest(candidates(reading, text, now=now, zone=zone)) or reading


def candidates(
    reading: Reading, text: str, *, now: datetime, zone: tzinfo
) -> tuple[Candidate, ...]:
    """The times that a doubtful `reading` of `text` leaves: what its clauses say, or its only one."""
    if not isinstance(reading, Doubt | Impossible) or moved(text):
        return ()
    if isinstance(reading, Doubt) and reading.why == "repeated":
        return ()
    local = now.astimezone(zone)
    parts = tuple(clauses(text, local.date(), partial(_scanned, zone=zone)))
    why = reading.why if isinstance(reading, Doubt) else reading.reason
    said = [(part, moment) for part in parts if (moment := _alone(part, parts, local=local))]
    only = _offered(reading)
    if len(only) == 1 and only[0].time and {moment for _, moment in said} <= set(only):
        told = said[0][0] if len(said) == 1 else None
        return (Candidate(only[0], why, text, parts, told),)
    if said:
        return tuple(Candidate(moment, why, text, parts, part) for part, moment in said)
    return (Candidate(only[0], why, text, parts),) if len(only) == 1 else ()


def candidate(reading: Reading, text: str, *, now: datetime, zone: tzinfo) -> Candidate | None:
    """The only time that a doubtful `reading` of `text` leaves; None when it leaves several, or none."""
    left = candidates(reading, text, now=now, zone=zone)
    return left[0] if len(left) == 1 else None


def _alone(part: Clause, parts: Sequence[Clause], *, local: datetime) -> Moment | None:
    """The day and hour that a clause says, the day perhaps the only one of the sentence."""
    said = [one for one in part.said if one[0] != "."]
    if not _WHOLE.search(part.letters):
        days = [one for other in parts for one in other.said if one[0] == "Z"]
        if "Z" in part.letters or "c" not in part.letters or len({str(one) for one in days}) != 1:
            return None
        said = [days[0], *said]
    reading = _of_symbols(said, local=local)
    if isinstance(reading, Doubt) and reading.why == "unclear" and len(reading.alternatives) == 1:
        reading = reading.alternatives[0]
    return reading if isinstance(reading, Moment) and reading.time else None


def by_rules(text: str, *, now: datetime, zone: tzinfo, passing: bool = True) -> Reading:
    """What `read_moment` reads before a doubtful candidate is weighed.

    Without `passing` nothing that is said around a proposal is passed over, so that more is left in
    doubt: what the weights are learned from.
    """
    text = _SPACES.sub(" ", text)
    again = partial(by_rules, now=now, zone=zone, passing=passing)
    if parts := amended(text):
        before, instead = map(again, parts)
        if (reading := _instead(before, instead, parts[1], now, zone)) is not None:
            return reading
    if parts := moved(text):
        old, new = map(again, parts)
        if old is not None and not parts[1]:
            # "Déplacer la rencontre de jeudi 18h": to when is not said.
            return Doubt("day")
        if (reading := _instead(old, new, parts[1], now, zone)) is not None:
            return reading
    local = now.astimezone(zone)
    text = _AGREED.sub(" ", text) if _STILL.search(text) else text
    text = _AS_YOU_LIKE.sub(" ", _YES_BEHIND.sub("", _TAG.sub("?", text)))
    text = text if _ASKING.isdisjoint(words(text.casefold())) else _WHETHER.sub(" ", text)
    heard, meant = partial(_scanned, zone=zone), partial(_of_symbols, local=local)

    def passed_over() -> Moment | None:
        return told(text, local.date(), scan=heard, read=meant) if passing else None

    symbols = heard(text)
    said = reduced(symbols, local.date())
    letters = "".join(letter for letter, _ in said)
    if not _SAYS.search(letters):
        return None
    rather = INSTEAD.search(text.casefold()) or RATHER.search(text.casefold())
    refuses = "z" in letters or SAID_NO.search(text) or rather
    if refuses and (rest := without_refused(text, local.date())):
        proposed, refused = rest
        if ALIKE.search(proposed) and not AGREES.search(proposed):
            # "Lundi 14h c'est pris, mardi 14h aussi"
            return Doubt("several")
        reading = again(proposed)
        if isinstance(reading, Moment) and (reading.time or reading.part or rather):
            if refused == {reading.day} and _NEXT in {letter for letter, _ in heard(proposed)}:
                # "Had lkhmis la, lkhmis jay m3a 4" is the one after.
                return replace(reading, day=reading.day + _WEEK)
            if reading.day in refused:
                return passed_over() or Doubt("several", (reading,))
            return reading
        if isinstance(reading, Doubt):
            left = [one for one in reading.alternatives if one.day not in refused]
            if reading.why == "several" and len(left) == 1 < len(reading.alternatives):
                # "Pas mardi, mercredi 16h, ma fille a danse le mardi"
                return left[0]
            return passed_over() or reading
    if "r" in letters.strip("r"):
        one = passed_over() if ELSE.search(text) else None
        return one or either(said, local)
    reading = combined(gathered(said, local), letters, local)
    if isinstance(reading, Moment) and _ABOUT in symbols and _near(symbols, reading):
        return Doubt("unclear", (reading,))
    if isinstance(reading, Moment) and (prefers := _PREFERS.search(text)):
        first = again(text[: prefers.start()])
        if isinstance(first, Moment) and first.time and first != reading:
            return Doubt("several", (first, reading))
    if isinstance(reading, Doubt) or reading == Impossible("past"):
        part = without_reason(text)
        shorter = part and part.strip() != text.strip()
        clearer = again(part) if shorter else None
        if isinstance(clearer, Moment) and (clearer.time or clearer.part):
            return clearer
        if concluded := _CONCLUDES.search(text):
            head, tail = text[: concluded.start()], text[concluded.end() :]
            day = {one.day for one in _offered(again(head))}
            if len(day) == 1 and isinstance(at := again(f"{day.pop()} {tail}"), Moment) and at.time:
                # "Mardi entre midi et deux, disons 12h30"
                return at
        # "Lundi je suis à Tanger, mardi 18h sinon" is the second of two.
        second = letters.endswith("r") and not _OR_ELSE.search(text)
        return (not second and passed_over()) or reading
    return reading


def _scanned(text: str, *, zone: tzinfo) -> list[Symbol]:
    own = _own(str(zone))
    symbols = [("Q", "") if one in own else one for one in scan(text)]
    if str(zone) not in _MONTH_FIRST:
        return symbols
    return [
        (letter, replace(value, turned=True)) if isinstance(value, Written) else (letter, value)
        for letter, value in symbols
    ]


@cache
def _own(zone: str) -> frozenset[Symbol]:
    """What names one's own clock, which is no other: its zone, or a town beside an hour."""
    return frozenset((("Q", zone), *((".", town) for town in TOWNS.get(zone, ()))))


def _of_symbols(said: Symbols, *, local: datetime) -> Reading:
    return combined(gathered(said, local), "".join(letter for letter, _ in said), local)


def _instead(before: Reading, instead: Reading, said: str, now: datetime, zone: tzinfo) -> Reading:
    """What is meant after a correction: a day or an hour that it leaves unsaid stays."""
    if before is None and isinstance(instead, Moment):
        return instead
    if not isinstance(before, Moment | Doubt):
        return None
    if isinstance(instead, Moment):
        hour = before.time if isinstance(before, Moment) else None
        if hour is None or instead.time or instead.part:
            return instead
        return by_rules(f"{instead.day} {hour:%H:%M}", now=now, zone=zone)
    if isinstance(instead, Doubt) and instead.why == "day" and isinstance(before, Moment):
        return by_rules(f"{before.day} {said}", now=now, zone=zone)
    return None


def _offered(reading: Reading) -> tuple[Moment, ...]:
    return (
        (reading,)
        if isinstance(reading, Moment)
        else reading.alternatives
        if isinstance(reading, Doubt)
        else ()
    )


_CONCLUDES: Final = re.compile(
    r"(?<!\w)(?:disons|on dit|mettons|let'?s say|say|ngou?lou?|n9ou?lou?|نقولو|لنقل|فلنقل)(?= (?:[aà] |vers |m3a |at |مع |على |الساعة )*\d{1,2}(?:[h:]\d{0,2}|pm|am|(?= ?$))?)",
    re.IGNORECASE,
)
"""The hour that is meant in the end, behind a day and how it stands with it."""

_OR_ELSE: Final = re.compile(r"(?<!\w)(?:sinon|otherwise|or else|wa?lla|وإلا)\W+\w", re.IGNORECASE)
"""What would be otherwise: "vendredi 15h, sinon c'est pas grave"."""

_WHOLE: Final = re.compile("Z.*c|c.*Z")

_NEXT, _WEEK = "x", timedelta(days=7)

_SPACES: Final = re.compile(r"[^\S\n]{2,}")

_YES_BEHIND: Final = re.compile(r"(?<=\w)[ ,]+si[ .!]*$")
"""The French yes to what was denied: "jeudi je ne peux pas, vendredi si"."""

_PREFERS: Final = re.compile(
    r"[,;.!?،؛]+\s[^,;.!?،؛]*(?<!\w)(?:mieux|better|plut[oô]t|rather|instead|pr[ée]f[èée]r\w*|prefer|7sen|[7h]s[ae]n|أحسن|أفضل)(?!\w)",
    re.IGNORECASE,
)
"""A second thought behind a pause: "jeudi 10h, le soir c'est mieux"."""

_WHETHER: Final = re.compile(
    r"\b(?:(?:i was |i'm |just )?wondering|let (?:me|us) know|tell me) if\b(?! not| i )|\b(?:be )?(?:grateful|great|nice|lovely|good|appreciate it) if(?= (?:we|you) )"
    r"|(?:(?:c'est|est-ce|cest|is (?:it|that)|would (?:it|that) be) )?(?:trop (?:tard|t[oô]t)|too (?:late|early))(?: (?:pour|for) \w+)?(?= ?[?])"
    r"|\b(?:dites|dis|faites|fais)[- ](?:moi|nous)(?: savoir)? si\b|\bsavoir si\b|(?:أخبرني|أخبروني|قل لي|قولو ليا) (?:إذا|إن)(?!\w)"
    r"|(?<!\w)(?:ymk[ae]?n|yemken|imk[ae]?n|momkin|mumkin|يمكن|ممكن) (?:lina|liya|lia|لينا|ليا)(?!\w)"
    r"|(?<!\w)(?:wa?ch|wa?sh|واش|هل) (?:ymk[ae]?n|yemken|imk[ae]?n|momkin|mumkin|يمكن|ممكن)(?: li(?:a|na|ya)?| lina| لنا| لي)?(?!\w)"
    r"|(?<!\w)(?:si j'ai bien (?:compris|not[ée]|lu)|si je (?:ne )?me trompe(?: pas)?|if i (?:understood|remember)(?: correctly| well| right)?|if i'm not mistaken)(?!\w)"
    r"|(?<!\w)(?:ou|or|wla) (?:c'?est |c |is it |it's )?(?:trop (?:tard|t[oô]t)|too (?:late|early))[ ?؟]*$",
    re.IGNORECASE,
)
"""Asking whether a time suits proposes it."""

_ASKING: Final = frozenset(
    "if si trop too wach wash wch wsh واش هل إذا إن lina liya lia لينا ليا".split()
)
"""Without one of these nobody asks so."""

_AGREED: Final = re.compile(
    r"(?<!\w)(?:(?:on|nous) (?:avait|avions|s'[ée]tait|a|avons) (?:bien )?(?:dit|convenu|parl[ée] de|fix[ée])|we(?:'d| had)? (?:said|agreed(?: on)?)|[gk][oue]+l+na|(?:كنا )?(?:قلنا|اتفقنا(?: على)?))(?!\w)",
    re.IGNORECASE,
)
"""What was said before, and holds where somebody says so."""

_STILL: Final = re.compile(
    r"(?<!\w)(?:toujours|still|mazal|dima|(?:je|on|i) (?:vous |te |le |l'|la )?(?:confirm|maintien|valid)\w*|مازال|دائما|لا زال)(?!\w)",
    re.IGNORECASE,
)

_TAG: Final = re.compile(
    r"(?<=\w),? (?:non|hein|n'est[- ]ce pas|right|yak|isn'?t it|yeah|أليس كذلك|ياك) ?[?؟]",
    re.IGNORECASE,
)
"""A question behind a time that only wants to hear a yes."""

_AS_YOU_LIKE: Final = re.compile(
    r"(?<!\w)(?:selon (?:votre|vos|ta|tes) \w+|comme (?:vous|tu) (?:voulez|veux|pr[ée]f\w+)|[aà] votre convenance|as you (?:like|prefer|wish)|whichever (?:you prefer|suits you|is easier(?: for you)?)|ki(?:f|ma) bghit\w*"
    r"|كما (?:تفضل|تحب|تشاء|تريد)\w*|حسب (?:رغبت|اختيار|راحت)\w+)(?!\w)",
    re.IGNORECASE,
)
"""What is left to the other, beside a time that is not."""

_ABOUT: Final = ("a", "about")


def _near(symbols: Sequence[Symbol], moment: Moment) -> bool:
    """Whether a day is said roughly: "dans un mois environ", "vers le 20"; an hour may be."""
    after = symbols[symbols.index(_ABOUT) + 1 :]
    return (moment.time is None and moment.part is None) or (bool(after) and after[0][0] in "eimZ")


# The kinds that say when; a number alone may be anything.
_SAYS: Final = re.compile(r"[ZcRsMpPWVNXmUDGgY=]|[Bfe]n|nu|[iB].*u")
