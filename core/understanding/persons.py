"""What nobody is called ("oui", "6 mois", "demain 18h"), and what few are: "Casablanca"."""

import re
from functools import cache
from typing import Final

from core.understanding.normal import fold, word_set, words
from core.understanding.places import names_place
from core.understanding.small_words import (
    CONNECTORS,
    COURTESY,
    DOUBTS,
    FILLERS,
    NEGATIONS,
    QUESTIONS,
)
from core.understanding.table import read

_COUNTED: Final = re.compile(r"(?<![^\W_])\d+(?:h\d{0,2})?(?![^\W_])")
"""A number or an hour; in "3omar" and "Sa3id" a digit is a letter of Darija."""

_TIMES: Final = frozenset(("day", "week", "weekend", "unit", "moment", "now", "weekday"))
"""Kinds of `data/calendar.tsv` whose French and English words are no names; Sabah and Khamis are."""

_ANSWERS: Final = word_set(
    """
    ok oki okay dac daccord accord bonjour bonsoir salut hello hi hey bjr slt ca cela this that
    ville city town mdina lmdina مدينة مدينتي
    mentor mentore mentoree mentee entrepreneur entrepreneure etudiant etudiante student
    homme femme man woman informatique commerce couture agriculture
    مقاول مقاولة طالب طالبة رجل امرأة موجه موجهة
    """
)

_CALLED: Final = word_set(
    """
    adelaide austin bahia camila carolina charlotte doha florence georgia israel jordan lorraine maria
    marion maurice nancy riad riadh riyad safi salem santiago savannah sofia sydney victoria virginia
    أنس رياض روان صافي سالم صوفيا هند
    """
)
"""Places of whose names more people are called than answer with them: no reason to doubt."""


@cache
def _unnamed() -> frozenset[str]:
    """Words that are no part of a name by themselves."""
    forms = [row["plain"] for row in read("calendar") if row["kind"] in _TIMES]
    forms += [row["forms"] for row in read("yesno") if row["kind"].startswith("strong")]
    said = (word for cell in forms for form in cell.split("|") for word in words(fold(form)))
    return _ANSWERS | NEGATIONS | DOUBTS | QUESTIONS | frozenset(said)


_BESIDE: Final = FILLERS | COURTESY | CONNECTORS

_FROM: Final = word_set("men mn من de d from of in f fi في à")
"""Words between "I am" and the place that somebody comes from."""


def may_be_name(text: str) -> bool:
    """Whether somebody may be called `text`; "Sabah" and "Amal" may, "oui" and "demain 18h" not."""
    folded = fold(text)
    said = words(folded)
    if not said or _COUNTED.search(folded):
        return False
    if said[0] in _FROM and names_place(" ".join(said[1:])):
        return False
    unnamed = _unnamed()
    meaningless = any(word not in unnamed and word not in _BESIDE for word in said)
    return meaningless or unnamed.isdisjoint(said)


def may_be_place(text: str) -> bool:
    """Whether a name is more likely the town or the country that somebody lives in."""
    return _CALLED.isdisjoint(words(fold(text))) and names_place(text)
