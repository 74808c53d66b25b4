"""Tables of phrases with a letter each, and the letters that a text says."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from core.understanding.normal import fold, words
from core.understanding.number_words import LANGUAGES
from core.understanding.numbers import spelled
from core.understanding.small_words import FILLERS, NEGATIONS, QUESTIONS
from core.understanding.table import read

Symbol = tuple[str, int]

_STARTS: Final = frozenset(word for language in LANGUAGES for word in language.worth)


@cache
def _lexicon(table: str) -> Mapping[str, list[tuple[list[str], Symbol]]]:
    """Every phrase of `data/<table>.tsv` under its first word, the longest first."""
    phrases: dict[tuple[str, ...], Symbol] = {}
    for row in read(table):
        for form in row["forms"].split("|"):
            phrases.setdefault(tuple(words(fold(form))), (row["kind"], int(row["value"])))
    lexicon: dict[str, list[tuple[list[str], Symbol]]] = {}
    for phrase, symbol in sorted(phrases.items(), key=lambda one: -len(one[0])):
        lexicon.setdefault(phrase[0], []).append((list(phrase), symbol))
    return lexicon


def symbols(text: str, table: str) -> list[Symbol]:
    """What `text` says in the letters of a table, in order; small words are left out.

    Besides the table's own letters: n a number and its value, z a negation, "?" a question, "." a
    word without a meaning here. Never raises.
    """
    lexicon = _lexicon(table)
    said = words(fold(text))
    found: list[Symbol] = [("?", 0)] if "?" in text or "؟" in text else []
    at = 0
    while at < len(said):
        word = said[at]
        for phrase, symbol in lexicon.get(word, ()):
            if said[at : at + len(phrase)] == phrase:
                found.append(symbol)
                at += len(phrase)
                break
        else:
            size, number = _number(said[at : at + 3])
            if size:
                found.append(("n", number))
            elif word in NEGATIONS:
                found.append(("z", 0))
            elif word in QUESTIONS:
                found.append(("?", 0))
            elif word not in FILLERS:
                found.append((".", 0))
            at += size or 1
    return found


def _number(said: list[str]) -> tuple[int, int]:
    if said[0].isdecimal():
        return 1, int(said[0]) if len(said[0]) <= 6 else 10**6
    if said[0] in _STARTS:
        for size in range(len(said), 0, -1):
            number = spelled(said[:size])
            if number is not None:
                return size, number
    return 0, 0
