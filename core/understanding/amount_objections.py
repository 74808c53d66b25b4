"""What speaks against the one sum of a sentence: it is denied, bounded, another's, beside unknown words."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Final, Literal

from core.understanding.amount_parts import LONG_ENOUGH
from core.understanding.amount_saying import Saying
from core.understanding.amount_values import MONEY, worths
from core.understanding.amount_words import NUMBERS
from core.understanding.normal import fold
from core.understanding.reality import is_headcount, is_obtained, is_owned, is_rise

Objection = Literal[
    "not one",  # no number, two, or one that may be two: "1.500"
    "unreadable",  # "1_000", a telephone number
    "other unit",  # "300 €" where dirhams are asked for
    "bare share",  # "un quart" may be one of a hundred or of one percent
    "several",  # "2 clients et 2 emplois"
    "rise",  # by so much, not so much
    "short",  # "1,5" for millions or thousands
    "shortened",  # "deux mille cinq" for "cinq cents"
    "range",
    "unreal",  # a wish, a debt, a price, a rate
    "denied",
    "asked",
    "bounded",
    "rough",
    "signed",
    "open",  # an "or", an end of a range
    "nothing",
    "scale",  # "20 grand"
    "unknown",  # words that no table knows
    "behind unknown",  # and they stand before it
    "question mark",
]
"""Why a sum is not taken without asking."""

WEIGHABLE: Final[frozenset[Objection]] = frozenset(("unknown", "behind unknown"))
"""What does not say that another sum is meant; all that is learned of a sentence may outweigh it."""

CLOUDS: Final[Mapping[str, Objection]] = {
    "z": "denied",
    "?": "asked",
    "b": "bounded",
    "d": "rough",
    "-": "signed",
    "r": "open",
    "0": "nothing",
    ".": "unknown",
}
"""The letters of `scan` that speak against a sum beside them."""

_BESIDE: Final = frozenset(".r?")
"""Passed over beside a sum that is settled: where it is from, an "or" without another sum, a "how"."""

_QUESTION_MARKS: Final = ("?", "؟")

_SILENT: Final = frozenset("1&")
"""What may stand before a sum that is simply told."""

_PHRASE: Final = 3
"""Words at most that answer without naming what a share is of."""

_SHORT: Final = 1000
"""A smaller sum with a comma is told in thousands or millions."""

_BARE_MONEY: Final = 10**9
"""So many of nothing in particular is money."""

_HALVED: Final = re.compile("1h1?s")
"""As in "un et demi million", one and a half, where "un demi million" is half of one."""

_ALONE: Final = re.compile(
    r"(?:\d{4}|\d[ .,']\d{3})(?=$|[.,;:!] |,? (?:depuis|pour|pr|chez|aux?|a|en|dans|avec|ac|sur|grace|cette|ce|cet|hier|from|for|since|in|on|at|by|with|through|this|last|f|fi|fhad|mn|men|3la|m3a|l|bach|had|من|في|ف\w+|مع|على|علي|باش|منذ|هاد|هذا|هذه|ل\w+)(?!\w))"
)
"""A number and where, when, from whom or what for it came."""

_RANGE: Final = re.compile("r[.&]?n")

_ANOTHER: Final = re.compile("&1(?!s)")
"""In "deux temps plein et un temps partiel" the article counts another kind."""

_AND_UNKNOWN: Final = re.compile(r"\.&n|u&\.$")
"""In "ثلاث نساء ورجلان" an unknown word behind an "and" may count."""

_THOUSANDS_OF: Final = (("s", "1000"), ("s", "1000r"))
"""A thousand, which rarely stands without a number; an unknown word before it may be one."""

_THOUSAND_AND: Final = re.compile(
    r"\bmille (deux|trois|quatre|cinq|six|sept|huit|neuf)\b(?! (?:cents?|mille|millions?)\b)"
)
"""Said of money, "deux mille cinq" is 2005 or, short for "cinq cents", 2500."""

_RISE: Final = re.compile(
    r"(?<!\w)(?:hausse|augment\w*|progress\w*|croissance|grandi|gagn[eé] de|increase\w*|growth|rise|rose|grew|زيادة|نمو|زاد|z[ae]?d(?:t|at)? b|tz[ae]?d\w* b|طلع\w* ب)(?!\w)"
)
"""A rise of so much is another sum than what there is."""


def objections(said: Saying) -> frozenset[Objection]:
    """All that speaks against taking the number of a sentence, in which there is one, for its sum."""
    if len(said.found) != 1:
        return frozenset(("not one",))
    of_number = (objection for objection, holds in _OF_NUMBER if holds(said))
    return frozenset((*of_number, *_of_words(said)))


def _unreadable(said: Saying) -> bool:
    """A number that cannot be read spoils the others."""
    return not all(map(worths, said.groups)) or _HALVED.search(said.letters) is not None


def _other_unit(said: Saying) -> bool:
    return said.expected is not None and said.found[0].unit != said.expected


def _bare_share(said: Saying) -> bool:
    """A part of a hundred percent, or of one."""
    return "%" in (said.unit, said.expected) and not {"n", "1"}.intersection(said.letters)


def _several(said: Saying) -> bool:
    """Two counts are two; "deux (2) clients" is one."""
    letters = said.letters
    return (
        (len(said.groups) > 1 and letters.count("u") > 1)
        or ("n" in letters and _ANOTHER.search(letters) is not None)
        or _AND_UNKNOWN.search(letters) is not None
        or any(one[0] == "." and then in _THOUSANDS_OF for one, then in pairwise(said.symbols))
    )


def _rise(said: Saying) -> bool:
    if said.found[0].unit in MONEY:
        return _RISE.search(said.text.casefold()) is not None
    # "La farine a augmenté de 25 %"; what is one's own may rise.
    others = said.expected == "%" and not _SILENT.issuperset(_before_number(said))
    return others and is_rise(said.text) and not is_obtained(said.text)


def _short(said: Saying) -> bool:
    """Without a unit, "1,5" of money is short for millions or thousands; two milliards are of money."""
    value = said.found[0].value
    if said.unit:
        return False
    if said.expected in MONEY:
        return value < _SHORT and value != value.to_integral_value()
    return said.expected is None and value >= _BARE_MONEY


def _shortened(said: Saying) -> bool:
    return said.expected in MONEY and _THOUSAND_AND.search(said.text.casefold()) is not None


def _range(said: Saying) -> bool:
    return ("r", "between") in said.symbols and _RANGE.search(said.letters) is not None


_OF_NUMBER: Final[tuple[tuple[Objection, Callable[[Saying], bool]], ...]] = (
    ("unreadable", _unreadable),
    ("other unit", _other_unit),
    ("bare share", _bare_share),
    ("several", _several),
    ("rise", _rise),
    ("short", _short),
    ("shortened", _shortened),
    ("range", _range),
)
"""What speaks against the number itself."""


def _of_words(said: Saying) -> Iterator[Objection]:
    """What the words around the number say against it."""
    vouched = not _behind_unknown(said) or is_obtained(said.text)
    vouched &= not _share_of_unknown(said)
    marked = any(mark in said.text for mark in _QUESTION_MARKS)
    settled = said.there and vouched and not marked and _settled(said)
    clouds = _clouds(said, settled=settled)
    if said.expected is not None and not said.there:
        yield "unreal"
    if not vouched:
        yield "behind unknown"
    if marked:
        yield "question mark"
    bare = said.expected in MONEY and not said.unit and "n." in said.letters
    if bare and "." in clouds and not (settled and _told_bare(said)):
        yield "scale"
    yield from (CLOUDS[letter] for letter in clouds)


def _clouds(said: Saying, *, settled: bool) -> set[str]:
    """The letters of `CLOUDS` that are not passed over."""
    if settled:
        return CLOUDS.keys() & set(_letters_before(said)) - _BESIDE
    return CLOUDS.keys() & set(said.letters)


def _behind_unknown(said: Saying) -> bool:
    """Behind words that nobody knows a sum may be of anything: "la caisse neuve est à 14 300 dh"."""
    if said.expected in (None, "%") or ("n", "0") in said.symbols:
        return False
    return not _SILENT.issuperset(_before_number(said))


def _share_of_unknown(said: Saying) -> bool:
    """A share of what nobody knows may be a tax or a price's: "le taux de la banque est passé à 7 %"."""
    if said.expected != "%" or "." not in said.letters or len(said.text.split()) <= _PHRASE:
        return False
    return not (is_owned(said.text) or is_obtained(said.text))


def _before_number(said: Saying) -> str:
    """The letters before the number, without its unit."""
    first = next(at for at, letter in enumerate(said.letters) if letter in NUMBERS)
    return said.letters[:first].rstrip("u")


def _settled(said: Saying) -> bool:
    """Whether unknown words beside a sum that is there only tell where, how and from whom it is."""
    if len(said.groups) != 1:
        return False
    if said.unit:
        return said.expected in (None, said.unit)
    if said.expected in MONEY:
        # "On est à 45k depuis juin": what is told in thousands is money without its unit, too.
        scaled = any(letter == "s" for letter, _ in said.groups[0])
        return (scaled or _told_bare(said)) and is_obtained(said.text)
    return _counts_unknown(said)


def _told_bare(said: Saying) -> bool:
    """A large number behind which no noun stands that it could count: "gagné 17000 depuis mars"."""
    return said.found[0].value >= _SHORT and _ALONE.search(fold(said.text)) is not None


def _counts_unknown(said: Saying) -> bool:
    """As in "j'ai 40 ruches": a noun that no table knows is what is counted."""
    if said.expected == "count" and said.letters.endswith(".n") and is_headcount(said.text):
        # "عدد المنخرطين في الجمعية مئة وثلاثون"
        return True
    return (
        said.expected in (None, "count")
        and said.letters.count("n.") == 1
        and len(said.text.split()) > LONG_ENOUGH
        and (said.expected is None or ("n", "0") in said.symbols or is_obtained(said.text))
    )


def _letters_before(said: Saying) -> str:
    """The letters without bounds that only bound what follows, where no number does: "2 000 dh from the grant"."""
    last = max(at for at, letter in enumerate(said.letters) if letter in NUMBERS)
    return "".join(
        letter for at, (letter, value) in enumerate(said.symbols) if at < last or value != "before"
    )
