"""Tables of phrases with a letter each, and the letters that a text says."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from core.understanding.asides import asides
from core.understanding.normal import fold, words
from core.understanding.number_words import LANGUAGES, numeral
from core.understanding.numbers import spelled
from core.understanding.small_words import DOUBTS, FILLERS, NEGATIONS, QUESTIONS
from core.understanding.spelling import respelled, spellings, unabridged
from core.understanding.table import read

Symbol = tuple[str, int]

_GLUED: Final = re.compile(
    r"\b(\d{1,2})(x|fois|jours?|j|sem|semaines?|mois|times|days?|weeks?|etoiles?|stars?)\b"
)
"""A number and its word without a space: "2x par semaine"; Darija words begin with digits too."""

_STARTS: Final = frozenset(word for language in LANGUAGES for word in language.worth)


@cache
def _phrases(table: str) -> Mapping[tuple[str, ...], Symbol]:
    phrases: dict[tuple[str, ...], Symbol] = {}
    for row in read(table):
        for form in row["forms"].split("|"):
            phrases.setdefault(tuple(words(fold(form))), (row["kind"], int(row["value"])))
    return phrases


@cache
def _spellings(table: str) -> Mapping[str, str]:
    return spellings(_phrases(table).items())


@cache
def _lexicon(table: str) -> Mapping[str, list[tuple[list[str], Symbol]]]:
    """Every phrase of `data/<table>.tsv` under its first word, the longest first."""
    phrases = dict(_phrases(table))
    known = _spellings(table)
    for phrase, symbol in _phrases(table).items():
        phrases.setdefault(tuple(respelled(word, known) for word in phrase), symbol)
    lexicon: dict[str, list[tuple[list[str], Symbol]]] = {}
    for phrase, symbol in sorted(phrases.items(), key=lambda one: -len(one[0])):
        lexicon.setdefault(phrase[0], []).append((list(phrase), symbol))
    return lexicon


@cache
def _beside() -> frozenset[str]:
    return FILLERS | asides("talk")


def symbols(text: str, table: str) -> list[Symbol]:
    """What `text` says in the letters of a table, in order; small words are left out.

    Besides the table's own letters: n a number and its value, z a negation, d a doubt, "?" a
    question, "." a word without a meaning here; ~ is left out. Never raises.
    """
    known = _spellings(table)
    beside = _beside()
    said = unabridged(words(_GLUED.sub(r"\1 \2", fold(text))))
    found: list[Symbol] = [("?", 0)] if "?" in text or "؟" in text else []
    plain = [respelled(word, known) for word in said]
    at = 0
    while at < len(said):
        word = said[at]
        size, symbol = max(_phrase(table, said, at), _phrase(table, plain, at))
        if size:
            found += [symbol] if symbol[0] != "~" else []
            at += size
        else:
            size, number = _number(said[at : at + 3])
            if size:
                found.append(("n", number))
            elif word in NEGATIONS:
                found.append(("z", 0))
            elif word in QUESTIONS:
                found.append(("?", 0))
            elif word in DOUBTS:
                found.append(("d", 0))
            elif word not in beside:
                found.append((".", 0))
            at += size or 1
    return found


def _phrase(table: str, said: list[str], at: int) -> tuple[int, Symbol]:
    """How many words from here the longest phrase of the table has, and what it says."""
    for phrase, symbol in _lexicon(table).get(said[at], ()):
        if said[at : at + len(phrase)] == phrase:
            return len(phrase), symbol
    return 0, ("", 0)


def _number(said: list[str]) -> tuple[int, int]:
    if said[0].isdecimal():
        return 1, int(said[0]) if len(said[0]) <= 6 else 10**6
    if numeral(said[0]) in _STARTS:
        for size in range(len(said), 0, -1):
            number = spelled(said[:size])
            if number is not None:
                return size, number
    return 0, 0
