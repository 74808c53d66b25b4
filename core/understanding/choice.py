"""Which of the options a question offers a few typed words mean: one (`match`) or several."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import category

from core.understanding.counting import CLOUDS, as_many, counted, doubted, place, span
from core.understanding.index import SENTENCE, Ids, Index
from core.understanding.normal import READ_AT_MOST, fold, word_set, words
from core.understanding.small_words import CONNECTORS, COURTESY, FILLERS


@dataclass(frozen=True, slots=True)
class Chosen:
    """Exactly one option is meant."""

    option: str


@dataclass(frozen=True, slots=True)
class ChosenMany:
    """These options are meant, in the order they were said. Never empty."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """One of these may be meant, or the words leave a doubt: ask. Never empty."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Nothing offered is meant."""


Match = Chosen | Ambiguous | NoMatch
MatchMany = ChosenMany | Ambiguous | NoMatch

_NOTHING: Final = NoMatch()
_EVERYTHING: Final = word_set(
    "tout tous toutes toute all everything الكل كلها كلهم كلشي كولشي جميع جميعها جميعهم كاملين "
    "kolchi koulchi kulchi kolchy kolhom kulhum kamlin kamline gaa3 ga3 partout totalite"
)
_COMMAS: Final = re.compile(r"[,;/+|.•·،؛]|\n")


class Choices:
    """Every wording of every option of one question, folded and indexed once."""

    def __init__(self, order: tuple[str, ...], index: Index, signs: Mapping[str, Ids]) -> None:
        self._order = order
        self._index = index
        self._signs = signs

    @classmethod
    def of(
        cls,
        options: Mapping[str, Sequence[str]],
        synonyms: Mapping[str, Sequence[str]] | None = None,
    ) -> "Choices":
        """`options`: stable id -> labels in all languages, in display order.

        `synonyms` adds wordings by id. A longer wording beats a shorter one inside it, so that
        "bghit mentor" may belong to another option than "mentor".
        Raises KeyError when `synonyms` names an option that is not offered.
        """
        forms = [(form, option) for option, labels in options.items() for form in labels]
        for option, more in (synonyms or {}).items():
            if option not in options:
                raise KeyError(option)
            forms += [(form, option) for form in more]
        signs: dict[str, Ids] = {}
        for form, option in forms:
            if not words(fold(form)) and (sign := _sign(form)):
                signs[sign] = (*signs.get(sign, ()), option)
        return cls(tuple(options), Index(forms), signs)

    def match(self, text: str, *, shown: Sequence[str] | None = None) -> Match:
        """The one option that `text` means.

        Digits and ordinals count `shown` (default: all options in order); words may name any
        option: label, synonym, unique prefix (3 letters), a word of a label, a small typo, or a
        label inside a short sentence that names no other, denies nothing and asks nothing.
        """
        text = text[:READ_AT_MOST]
        said = words(fold(text))
        if not said:
            return _one(self._signs.get(_sign(text), ()))
        order = self._order if shown is None else shown
        asks = _asks(text)
        literal = self._index.literal(said)
        if literal and not all(map(str.isdecimal, said)):
            return _one(literal, doubt=asks)
        exact = self._index.exact(said)
        counts = counted(said, text, order)
        if exact or counts:
            return _one((*exact, *counts), doubt=asks or (not exact and doubted(said, counts)))
        named = self._index.named(said)
        if named.things:
            ids = [one for thing in named.things for one in thing]
            beside = [one for word in named.rest if word.isdecimal() for one in place(word, order)]
            near = self._index.nearly(said, named)
            doubt = asks or len(named.rest) > SENTENCE or _clouded(named.rest)
            return _one((*ids, *beside, *near), doubt=doubt)
        found = self._index.guess(said)
        return _one(found.ids if found else (), doubt=asks or _clouded(said))

    def match_many(
        self, text: str, *, shown: Sequence[str] | None = None, at_most: int
    ) -> MatchMany:
        """The options that `text` lists: "1, 3 et 5", "1 و 3", "135", "technologie et finance", "tout".

        As `match`, item by item. Ambiguous when more than `at_most` are named, when an item is not
        understood, and for "1-3", which may be a list or a range; "1 à 3" is a range.
        """
        text = text[:READ_AT_MOST]
        order = tuple(self._order if shown is None else shown)
        said = words(fold(text))
        if not said:
            return _several(self._signs.get(_sign(text), ()), at_most)
        asks = _asks(text)
        if ids := self._index.literal(said):
            return _several(ids, at_most, doubt=asks or len(ids) > 1)
        content = [word for word in said if word not in COURTESY]
        if len(content) == 1 and content[0] in _EVERYTHING:
            return _several(order, at_most, doubt=asks)
        every = as_many(" ".join(content), order)
        if every is not None:
            return _several(order, at_most, doubt=asks or not every)
        ids, doubt = span(fold(text), order, at_most)
        if not ids:
            ids, doubt = self._listed(text, order)
        return _several(ids, at_most, doubt=doubt or asks)

    def _listed(self, text: str, order: Ids) -> tuple[Ids, bool]:
        """The options named item by item, and whether a doubt remains."""
        found: list[str] = []
        doubt = False
        for item in _COMMAS.split(text):
            said = words(fold(item))
            ids, unsure, strange = self._item(said, item, order)
            parts = _split(said) if unsure or strange or not ids else []
            if len(parts) > 1:
                read = [self._item(part, item, order) for part in parts]
                ids = tuple(one for some, _, _ in read for one in some)
                unsure = any(unclear for _, unclear, _ in read)
            found += ids
            doubt = doubt or unsure
        return tuple(dict.fromkeys(found)), doubt

    def _item(self, said: Sequence[str], text: str, order: Ids) -> tuple[Ids, bool, bool]:
        """The options in one item of a list, whether that is in doubt, and whether words are left."""
        if exact := self._index.exact(said):
            return exact, len(exact) > 1, False
        if counts := counted(said, text, order):
            return counts, doubted(said, counts), False
        if FILLERS.issuperset(said):
            return (), False, False
        named = self._index.named(said)
        if not named.things:
            found = self._index.guess(said)
            ids = found.ids if found else ()
            return ids, len(ids) != 1 or _clouded(said), False
        ids = tuple(one for thing in named.things for one in thing)
        strange = [word for word in named.rest if word not in FILLERS]
        unsure = len(ids) > len(named.things) or len(strange) > SENTENCE or _clouded(strange)
        # One name in a phrase is what the phrase is about; between two names an unknown word may
        # be a third, as may a digit beside a name and an Arabic word with "and" before it.
        mixed = len(named.things) > 1 or any(
            word.isdecimal() or (word[0] == "و" and len(word) >= 4) for word in strange
        )
        return ids, unsure or (bool(strange) and mixed), bool(strange)


def _one(ids: Iterable[str], *, doubt: bool = False) -> Match:
    distinct = tuple(dict.fromkeys(ids))
    if not distinct:
        return _NOTHING
    return Chosen(distinct[0]) if len(distinct) == 1 and not doubt else Ambiguous(distinct)


def _several(ids: Ids, at_most: int, *, doubt: bool = False) -> MatchMany:
    if not ids:
        return _NOTHING
    return Ambiguous(ids) if doubt or len(ids) > at_most else ChosenMany(ids)


def _clouded(said: Iterable[str]) -> bool:
    return not CLOUDS.isdisjoint(said)


def _asks(text: str) -> bool:
    return "?" in text or "؟" in text


def _sign(text: str) -> str:
    """The emoji of a wordless text, each once, in any skin tone."""
    return "".join(dict.fromkeys(char for char in text if category(char) == "So"))


def _split(said: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in said:
        if word in CONNECTORS:
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]
