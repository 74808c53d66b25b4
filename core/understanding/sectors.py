"""Economic sectors and trades, aligned with the federations of the CGEM, found by typing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from core.understanding.index import Ids, Index
from core.understanding.normal import fold, word_set, words
from core.understanding.small_words import FILLERS, NEGATIONS, QUESTIONS
from core.understanding.table import Language, read, wordings

AT_MOST: Final = 8
"""Candidates given when the words fit several."""


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector: `code` is one word; `federation` names who speaks for it at the CGEM, or nobody."""

    code: str
    fr: str
    ar: str
    en: str
    federation: str

    def label(self, language: Language) -> str:
        """The name for display."""
        return {"fr": self.fr, "ar": self.ar, "en": self.en}[language]


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade (métier): `code` is `sector/trade`."""

    code: str
    fr: str
    ar: str
    en: str

    @property
    def sector(self) -> str:
        """The code of the trade's sector."""
        return self.code.partition("/")[0]

    def label(self, language: Language) -> str:
        """The name for display."""
        return {"fr": self.fr, "ar": self.ar, "en": self.en}[language]


SECTORS: Final[Mapping[str, Sector]] = {
    row["code"]: Sector(row["code"], row["fr"], row["ar"], row["en"], row["federation"])
    for row in read("sectors")
}
"""Sectors by code, in display order. Federations change: the file is there to be edited."""

TRADES: Final[Mapping[str, Trade]] = {
    row["code"]: Trade(row["code"], row["fr"], row["ar"], row["en"]) for row in read("trades")
}
"""Trades by code, grouped by sector."""

# Positions that exist in every sector: they count only when nothing else is named.
_POSITIONS: Final = frozenset(
    ("consulting/management", "consulting/strategy", "trade/sales_rep", "consulting/secretarial")
)
# Common words that also name a trade or a sector.
_COMMON: Final = word_set(
    "it ia ai the bio port pub auto mode art or dg pr rp vc dj rd green sales services conseil "
    "salle audit design video manager direction innovation cadre formation installation entretien "
    "cuisine film gold sable pain lait miel bois eau services extraction creation vision ecole"
)


@cache
def _index() -> Index:
    return Index(
        (
            (form, row["code"])
            for table in ("trades", "sectors")
            for row in read(table)
            for form in wordings(row)
        ),
        alone=_COMMON,
        shortest_prefix=4,
        one_slip_from=5,
        two_slips_from=9,
    )


def find_trade(text: str) -> tuple[Trade | Sector, ...]:
    """What `text` names, likeliest first: one trade or sector when it is clear, several when not.

    A trade beats its own sector, a trade beats a position ("consultant IT"); an exact name beats
    the start of one, that beats a typo. Empty when nothing is found or the words deny or ask.
    """
    said = words(fold(text))
    if not said or "?" in text or "؟" in text:
        return ()
    found = _index().find(said)
    if found is None:
        return ()
    if found.how != "exact" and not (NEGATIONS | QUESTIONS).isdisjoint(said):
        return ()
    ids = _narrowed(found.ids)
    if found.how == "named" and _POSITIONS.issuperset(ids):
        # "directeur financier" is a director of something that we did not understand.
        ids = ids if FILLERS.issuperset(_index().named(said).rest) else []
    if found.how == "part":
        # A word out of a synonym is too little: "retraité" is not "maison de retraite".
        ids = [code for code in ids if _labelled(code) & set(said)]
    return tuple(one for code in ids[:AT_MOST] if (one := of_code(code)))


def _labelled(code: str) -> set[str]:
    one = of_code(code)
    return (
        {word for label in (one.fr, one.ar, one.en) for word in words(fold(label))}
        if one
        else set()
    )


def _narrowed(ids: Ids) -> list[str]:
    inner = {code.partition("/")[0] for code in ids if "/" in code}
    kept = [code for code in ids if "/" in code or code not in inner]
    return [code for code in kept if code not in _POSITIONS] or kept


def of_code(code: str) -> Trade | Sector | None:
    """The trade or sector with this code."""
    return TRADES.get(code) or SECTORS.get(code)


def is_code(code: str) -> bool:
    """Whether `code` names a sector or a trade."""
    return code in TRADES or code in SECTORS


def trade_label(code: str, language: Language) -> str:
    """The name of a trade, or of a sector given instead of one. Raises KeyError."""
    return TRADES[code].label(language) if code in TRADES else SECTORS[code].label(language)
