"""Whether a person says yes or no, in French, Arabic, English and Darija."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from core.understanding.amends import amended
from core.understanding.asides import asides
from core.understanding.engagements import is_taken
from core.understanding.former import former, is_changed
from core.understanding.normal import READ_AT_MOST, fold, words
from core.understanding.regrets import is_of_else, is_sorry, regrets
from core.understanding.small_words import DENIED, FILLERS, QUESTIONS
from core.understanding.spelling import unabridged
from core.understanding.statements import leaves_open, plainly, says_nothing
from core.understanding.yesno_spoken import ALONE, BRIEF, CLOUDS, VERDICTS, firm, spoken
from core.understanding.yesno_words import (
    ALL_SET,
    ANOTHER_TIME,
    BECAUSE,
    BUT,
    BUT_CANNOT,
    BUT_NO,
    CLAUSE,
    CONCLUDED,
    LATER_ON,
    NEEDED,
    NOW,
    OPEN,
    PRAISED,
    PREFERS,
    QUOTED,
    TELL_ME,
    THEN_ASKS,
    TURNS,
    UNDECIDED,
    UNREFUSED,
)

_YES_SIGNS: Final = "👍👌✅☑✔🆗💯🤝🙆"
_NO_SIGNS: Final = "👎❌✖❎🚫⛔🙅"
_SIGNS: Final = frozenset(_YES_SIGNS + _NO_SIGNS)
_IRONY: Final = frozenset("🙄😒😏🤨🤔🤷😬🥴")
"""Beside a word they take it back."""

_MARKS: Final = _SIGNS | _IRONY | frozenset("?؟")
"""Beside a word that says all there is they may say more."""

_OPENING: Final = frozenset("mais bah ben eh euh hein alors bon donc ewa iwa".split())
"""Words that only take a breath before an answer; behind it "mais" takes back."""


@lru_cache(maxsize=64)
def yes_no(text: str) -> bool | None:
    """True for yes, False for no, None for neither, both, or a doubt.

    "la" is no only when it stands alone, for in a French sentence it is an article; "oui mais non",
    "oui ?" and "inchallah" are None. 👍 and ❌ count in any skin tone.
    """
    text = text[:READ_AT_MOST]
    folded = fold(text)
    if folded in BRIEF and not _MARKS.intersection(text):
        return VERDICTS[folded]
    meant = _meant(text, folded)
    # "Oui, à cause du travail je préfère le soir" asks for something else.
    other = PREFERS.search(folded) or QUOTED.search(folded) or _OTHER_DAY.search(text)
    return None if meant and other else meant


def _meant(text: str, folded: str) -> bool | None:
    if "?" in text or "؟" in text:
        asked = THEN_ASKS.match(text)
        return True if asked and yes_no(asked[1]) and firm(words(fold(asked[1]))) else None
    if not _IRONY.isdisjoint(text):
        return None
    if (refused := BUT_NO.search(text)) and True not in _said(text[: refused.start()]):
        return False
    if (refused := BUT_CANNOT.search(text)) and not firm(words(fold(text[: refused.start()]))):
        return False
    if (given := former(folded)) is not None:
        return _instead(*given)
    if meant := amended(text):
        before, instead = map(yes_no, meant)
        if before is not None and instead is not None:
            return instead
    if UNREFUSED.search(folded) or UNDECIDED.search(folded) or leaves_open(folded):
        return None
    if (turned := _turned(text)) is not None:
        return turned
    said = unabridged(words(plainly(folded)))
    if len(said) > 1 and said[0] in _OPENING:
        del said[0]
    signs = {char in _YES_SIGNS for char in _SIGNS.intersection(text)}
    told = spoken(said) if said else signs
    # "1 👍" and "Fatima 👍" say something else; a sign only confirms or contradicts the words.
    verdicts = told | signs if told else set()
    if len(verdicts) == 1:
        return verdicts.pop()
    if (argued := _argued(text)) is not None:
        return argued
    clear = _clear(text)
    if clear is None and (paused := PRAISED.sub(", ", text)) != text:
        clear = _clear(paused)
    if clear is not None or not (regrets(text) or is_taken(text)):
        return clear
    agrees = True in _said(text) or any(VERDICTS.get(word) for word in said if word != "we")
    return None if agrees else False


def _turned(text: str) -> bool | None:
    """What stands firmly behind a "but", when what stands before says neither: "I'm out now but free by then"."""
    head, *tails = BUT.split(text)
    if not tails or not words(fold(head)):
        return None
    answer = yes_no(tails[-1])
    if answer is None or any(yes_no(part) is not None for part in (head, *tails[:-1])):
        return None
    if ANOTHER_TIME.search(fold(tails[-1])):
        return None
    told = words(fold(head))
    return answer if CLOUDS.isdisjoint(told) and firm(words(plainly(fold(tails[-1])))) else None


def _instead(before: bool, told: str) -> bool | None:
    """The answer now of somebody who gave one `before` and tells something more about it."""
    now = yes_no(told)
    if not is_changed(told):
        return now
    return not before if now in (None, not before) else None


def _argued(text: str) -> bool | None:
    """The answer that stands behind a "so" or before a "because", when the other side leaves it open."""
    for tie in (CONCLUDED, BECAUSE):
        if (found := tie.search(text)) and found.start():
            head, tail = text[: found.start()], text[found.end() :]
            answer, told = (tail, head) if tie is CONCLUDED else (head, tail)
            given = yes_no(answer)
            if given is not None and CLOUDS.isdisjoint(words(fold(told))):
                return given if yes_no(told) in (None, given) else None
    return None


def _clear(text: str) -> bool | None:
    """The yes or no of the one clause that gives it, when no other clouds it.

    As in "Non merci, j'ai déjà trouvé" or "désolé du retard, c'est bon pour moi".
    """
    clauses = [clause for clause in CLAUSE.split(text) if words(fold(clause))]
    given = [yes_no(clause) for clause in clauses] if len(clauses) > 1 else []
    if given and given[0] is None and is_sorry(clauses[0]):
        # "Dsl j'avais pas vu le message, oui ok"
        del given[0], clauses[0]
    if False in given:
        # "Inutile de me le rappeler, j'ai tout noté"
        kept = [at for at, clause in enumerate(clauses) if not ALL_SET.fullmatch(clause.strip())]
        clauses, given = [clauses[at] for at in kept], [given[at] for at in kept]
    verdicts = {verdict for verdict in given if verdict is not None}
    if len(verdicts) != 1:
        return None
    verdict = verdicts.pop()
    if None not in given:
        return verdict
    telling = " ".join(clause for clause, one in zip(clauses, given, strict=True) if one is verdict)
    said = [
        word
        for clause, one in zip(clauses, given, strict=True)
        if one is None
        for word in words(
            fold(
                LATER_ON.sub("", ALL_SET.sub("", clause))
                if verdict is False
                else NEEDED.sub("", clause)
            )
        )
    ]
    if given[0] is None and (len(said) < 2 or not _mild(clauses[0])):
        return None
    told = words(fold(telling))
    if (
        verdict is False
        and not NOW.isdisjoint(told)
        and not (firm(told) or _NOT_YET & set(pairwise(told)))
    ):
        # "Pas maintenant, je suis en réunion" only puts it off.
        return None
    if verdict is False and not said:
        return verdict
    # "Oui, dites-moi quoi faire" wants to be told.
    asks = CLOUDS - QUESTIONS if not verdict or TELL_ME.search(text) else CLOUDS
    if len(said) < 2 or not asks.isdisjoint(said) or spoken(said) - {verdict}:
        return None
    turned = any(word in TURNS or DENIED.fullmatch(word) for word in said)
    named = {VERDICTS[word] for word in said if word in VERDICTS and word not in ALONE}
    put_off = verdict and (
        turned or not OPEN.isdisjoint(said) or _OTHER_DAY.search(text) is not None
    )
    return None if put_off or (not verdict) in named or None in named else verdict


def _mild(clause: str) -> bool:
    """Whether a clause before the answer only greets, thanks or apologises."""
    said = words(fold(clause))
    unknown = [word for word in said if word not in FILLERS and word not in asides("talk")]
    return len(unknown) <= _LEADS_UP


_NOT_YET: Final = frozenset({("pas", "encore"), ("not", "yet"), ("ليس", "بعد")})
"""Which does not put off, but says no for now."""

_LEADS_UP: Final = 2
"""More unknown words than this before an answer may be what it answers."""


_OTHER_DAY: Final = re.compile(
    r"(?<!\w)(?:another (?:day|time)|(?:une? )?autre (?:jour|fois|moment|cr[ée]neau|horaire|date)|another (?:slot|date)|nhar akh[ou]r|يوم[اه]? آخر|مرة أخرى|(?<!à )(?<!a )(?:une |la )prochaine fois|(?<!see you )(?<!until )next time|m+e?rra jaya|المر[ةه] (?:الجاي[ةه]|القادم[ةه]|المقبل[ةه]))(?!\w)",
    re.IGNORECASE,
)
"""Beside a yes it puts off, too."""


def _said(text: str) -> set[bool | None]:
    """The verdicts in the words of `text`; empty when it has none."""
    said = unabridged(words(plainly(fold(text))))
    return spoken(said) if said else set()


def _only_quotes(folded: str) -> bool:
    """Whether there is nothing behind what somebody else says: "rajli gal wakha"."""
    said = QUOTED.search(folded)
    return said is not None and folded[said.end() :].strip() in VERDICTS


def undecided(text: str) -> bool:
    """Whether known words leave it open: a question, a condition, a hedge, a wish for or an
    apology about something else.
    """
    text = text[:READ_AT_MOST]
    folded = fold(text)
    return (
        "?" in text
        or "؟" in text
        or is_of_else(text)
        or leaves_open(folded)
        or says_nothing(folded)
        or former(folded) is not None
        or _OTHER_DAY.search(text) is not None
        or {True, False} <= {yes_no(clause) for clause in CLAUSE.split(text)}
        or not _IRONY.isdisjoint(text)
        or not CLOUDS.isdisjoint(words(folded))
        or any(one.search(folded) for one in (UNREFUSED, UNDECIDED, PREFERS))
        or _only_quotes(folded)
    )
