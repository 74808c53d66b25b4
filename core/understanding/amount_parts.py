"""The parts of a sentence that may tell its sum alone: a clause, a total, what is compared, what is concluded."""

import re
from collections.abc import Iterator
from typing import Final

from core.understanding.amends import amended, clauses, first_clause, without_denied
from core.understanding.amount_values import MONEY, Unit
from core.understanding.amount_words import NUMBERS, scan
from core.understanding.reality import is_obtained

LONG_ENOUGH: Final = 2
"""Words at most that are no sentence; in "10 briques" the noun may be a scale."""

_STORY: Final = frozenset(".1?dzu&")
"""What a clause behind a sum may say that leaves it what it is."""

_TOTAL: Final = re.compile(
    r"(?<!\w)(?:(?:for|pour) (?:a|un) total (?:of|de)|totall?ing|un total de|a total of|بمجموع|بقيمة إجمالية)(?!\w)",
    re.IGNORECASE,
)
"""Behind it stands what all of it makes."""

_ALL_FOR: Final = re.compile(
    r"(?<!\w)(?:vend\w+|sold|b[ae]?3(?:t|na)|بعت|بعنا)(?!\w)[^,.;:!?]{1,60}? (?:pour|for|b|ب)(?= ?\d)"
    r"|(?<!\w)(?:[cç]a (?:fait|m'a fait|nous a fait)|ce qui fait|soit|(?:that|which) makes|so that's)(?= (?:\w+ )?\d)",
    re.IGNORECASE,
)
"""Behind it stands for how much all of them went: "sold 40 jars for 2800 dh", "3 tapis, ça fait 9000 dh"."""

_TODAY: Final = re.compile(
    r"(?<=[,.;،]) ?(?:et |mais |but |and |w |o |و)?(?:maintenant|aujourd'hui|now|today|daba|الآن|دابا|اليوم)(?!\w)(?!,)",
    re.IGNORECASE,
)
"""Behind it stands what there is, and before what there was."""

_COMPARED: Final = re.compile(
    r"(?<!\w)(?:(?:un peu |beaucoup |bien )?(?:plus|moins|mieux) que|(?:more|less|better|worse|lower|higher) than (?:last|usual|before|the)|contre|vs|versus|compared (?:to|with)|par rapport [aà]|alors que (?:c'était|j'étais|on était)|مقابل|مقارنة)(?!\w)",
    re.IGNORECASE,
)
"""Behind it stands what there was before, or elsewhere."""

_WITH: Final = re.compile(r"(?<!\w)(?:avec|with|m3a|مع)(?!\w)", re.IGNORECASE)
"""Behind it stands who is counted already."""

_SO: Final = re.compile(r"(?<!\w)(?:so|donc|ya3ni|يعني|إذن)(?!\w)", re.IGNORECASE)
"""Behind it stands what was counted together."""

_LAST: Final = re.compile(
    r"[,;:،؛]\s*(?:soit|donc|so|total|ya3ni|يعني|أي|اي|d[ao]?ba?|دابا|hanta|b[9q]aw|و?الآن|that makes|[cç]a fait|on est|w[ae]?l+ina|ولينا|[فو]?صرنا|[و]?عددنا)?(?!\w)"
    r"|(?<!\w)(?:soit|donc|so|total|ya3ni|يعني|أي|db|daba|دابا)(?!\w)",
    re.IGNORECASE,
)
"""Where a conclusion may begin."""

_AFTER: Final = re.compile(
    r"[\s,;،]*(?:d[ao]?ba?|دابا|b[9q]aw|و?الآن|maintenant|now|aujourd'hui)(?!\w)", re.IGNORECASE
)
"""What there is after some came or went."""

_FAMILY: Final = 20
"""More are not told by name: "ana w khouya w bba, tlata"."""

_CLOSES: Final = re.compile("n[.u]{0,2}")
"""A count alone, with its noun."""

_MYSELF: Final = re.compile(r"(?<!\w)(?:moi|me|myself|ana|أنا|انا)(?!\w)", re.IGNORECASE)
"""Who tells is one of them."""

_NUMBERED: Final = re.compile("[nsh]|1u")

_OF_NOTHING: Final = re.compile("n(?![.u])|[sh]")

_OPENS: Final = re.compile("1?n[sh]*u")
"""A clause that begins with a sum and its unit."""


def parts(text: str, expected_unit: Unit | None, *, there: bool) -> Iterator[tuple[str, bool]]:
    """The parts of `text` that may tell the sum alone, and whether any or only nothing is taken.

    What stands for something taken back, a first clause behind which only a story is told, a total,
    and what is compared with something else or listed behind a colon.
    """
    for instead in (without_denied(text), (amended(text) or ("", ""))[1]):
        if instead:
            yield instead, True
    if there and expected_unit is not None:
        yield from _alone(text, expected_unit)
    for counted in (_WITH, _SO) if expected_unit == "count" else ():
        if joints := list(counted.finditer(text)):
            joint = joints[0 if counted is _WITH else -1]
            head, tail = text[: joint.start()], text[joint.end() :]
            told, other = (head, tail) if counted is _WITH else (tail, head)
            if not _numbered(other) or (counted is _SO and _sums_up(told, other)):
                # "7 avec le livreur et la comptable"; "me and my sister so 2 people"
                yield told, there
        if closing := _closing(text):
            yield closing, there
    if two := first_clause(text):
        story = [letter for letter, value in scan(two[1]) if value != "before"]
        if expected_unit == "count" and _sums_up(*two):
            # "3 emplois, deux livreurs et une comptable"
            yield two[0], there
        if NUMBERS.isdisjoint(story):
            # "Around 7k, not bad for a first fair"; "rien, mais j'ai des pistes"
            tells = there and expected_unit is not None
            # "Trois, tous du quartier"
            bare = "".join(letter for letter, _ in scan(two[0])) in ("n", "nu")
            bare &= len(two[0].split()) <= LONG_ENOUGH
            tells &= story.count(".") >= LONG_ENOUGH or (bare and len(two[1].split()) > LONG_ENOUGH)
            yield two[0], tells and _STORY.issuperset(story) and "?" not in text
    if there and (totals := list(_TOTAL.finditer(text))):
        # "65 baskets for a total of 13,000 dh"
        yield text[totals[-1].end() :], True
    if there and expected_unit in MONEY and (went := list(_ALL_FOR.finditer(text))):
        yield text[went[-1].end() :], True
    today = _TODAY.search(text) if expected_unit is not None else None
    if today and not _numbered(text[: today.start()]):
        # "Au départ j'étais seul, maintenant on est 6"
        yield text[today.end() :], True
    head, listed, tail = text.partition(" : ")
    if listed and expected_unit == "count" and _sums_up(head, tail):
        yield head, True
    if compared := _COMPARED.search(text):
        # "1,2 million en 2025, contre 900 000 en 2024"
        yield text[: compared.start()], True
    elif listed and NUMBERS.isdisjoint(letter for letter, _ in scan(tail)):
        # As in "deux : une vendeuse et un livreur".
        yield head, True


def _tells_money(clause: str) -> bool:
    """Whether a clause has a sum with its unit, or a number of nothing."""
    said = scan(clause)
    letters = "".join("$" if one[0] == "u" and one[1] != "count" else one[0] for one in said)
    return "$" in letters or _OF_NOTHING.search(letters) is not None


def _alone(text: str, expected_unit: Unit) -> Iterator[tuple[str, bool]]:
    """The one clause with a number, when it tells what was obtained, or nothing else: "not bad, 6,700 dh in sales"."""
    asked, _, answered = text.replace("؟", "?").rpartition("?")
    told = clauses(answered if asked and any(map(str.isalnum, answered)) else text)
    with_number = [one for one in told if _numbered(one)]
    if len(with_number) > 1 and expected_unit in MONEY:
        # "B3na 200 tajine, jabo lina 16000 dh": the others count what it was for.
        money = [one for one in with_number if _tells_money(one) and is_obtained(one)]
        if len(money) == 1 and not any(map(_tells_money, {*with_number} - {*money})):
            yield money[0], True
    if len(with_number) == 1 and with_number[0] != text:
        said = "".join(letter for letter, _ in scan(with_number[0]))
        last = with_number[0] == told[-1] and expected_unit == "count" and said == "n"
        # "أنا ومراتي وولدي، تلاتة"
        if last or is_obtained(with_number[0]) or _OPENS.match(said):
            yield with_number[0], True


def _closing(text: str) -> str:
    """What stands behind several counts and makes them all, or what is left: "2 coiffeuses et une esthéticienne, 3".

    Empty where the last clause has no number alone, or one that the others do not lead to.
    """
    end = len(text)
    for found in reversed([*_LAST.finditer(text)]):
        if _numbered(text[found.end() : end]):
            break
        end = found.start()
    else:
        return ""
    head, tail = text[: found.start()], text[found.end() :]
    counted, whole = (
        [value for letter, value in scan(one) if letter in "n1"] for one in (head, tail)
    )
    letters = "".join(letter for letter, _ in scan(tail))
    if len(whole) != 1 or not all(map(str.isdecimal, (*counted, *whole))) or "?" in text:
        return ""
    plain = _CLOSES.fullmatch(letters) is not None
    parts, total = [*map(int, counted)], int(whole[0])
    joined = any(letter == "&" or (letter, value) == ("d", "me") for letter, value in scan(head))
    summed = sum(parts) == total or (joined and sum(parts) < total)
    after = _AFTER.match(text, found.start()) is not None
    few = joined and not parts and 1 < total <= _FAMILY
    return tail if plain and ((parts and (summed or after)) or few) else ""


def _sums_up(head: str, tail: str) -> bool:
    """Whether the counts of `tail` make the one of `head`."""
    whole, parts = (
        [int(value) for letter, value in scan(text) if letter in "n1" and value.isdecimal()]
        for text in (head, tail)
    )
    if _MYSELF.search(tail):
        parts.append(1)
    return len(whole) == 1 and len(parts) > 1 and sum(parts) == whole[0]


def _numbered(text: str) -> bool:
    """Whether a number, a scale, a half or one of something is said."""
    return _NUMBERED.search("".join(letter for letter, _ in scan(text))) is not None
