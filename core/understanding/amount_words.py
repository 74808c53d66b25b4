"""Sentences about sums and counts, taken apart: "1,5 MDH", "20 alf ryal", "مليون ونصف"."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from core.understanding.asides import asides
from core.understanding.normal import READ_AT_MOST, fold, word_set, words
from core.understanding.number_words import ARABIC, CONSTRUCT, LANGUAGES, numeral
from core.understanding.numbers import spelled
from core.understanding.small_words import FILLERS, NEGATIONS, QUESTIONS
from core.understanding.spelling import respelled, spellings
from core.understanding.table import read

Symbol = tuple[str, str]
"""A letter for the kind, and what it says."""

NUMBERS: Final = frozenset("nsh")
"""The letters of numbers, scales and halves."""

_NUMBER: Final = re.compile(
    r"(?P<number>\d+(?: \d{3}(?!\d)|[.,']\d+)*)(?P<glued>[^\W_]*)"
    r"|(?P<word>[^\W_]+)|(?P<sign>[-+%٪€$£¥₿<>≥≤/])"
)
_WANTING: Final = word_set(
    """
    besoin need cherche recherche looking veux voudrais aimerais souhaite want like would bghit
    kanbghi احتاج ابحث اريد ارغب بغيت
    """
)
"""Small words elsewhere; a sum that is needed or wished for is not one that there is."""

_EARNED: Final = re.compile(
    r"(?:gagn|encaiss|factur|realis|gener|vend|sign|recrut|embauch|cre|obten|touch|boucl|empoch|declar)"
    r"(?:e|es|ee|ees|s|ons|u|us|ue|ues)"
    r"|(?:d[ae]?kh[ae]?l|r[ae]?b[7h]|b[ae]?3|kh[ae]?d+[ae]?m|j[ae]?b|siny[ai]?|[9q][ae]?b[ae]?d|w[ae]?s+[ae]?l)"
    r"(?:t|na|nah|o|ou)"
    r"|(?:دخل|ربح|بع|خدم|حقق|وظف|كسب|جب|در|شغل|وقع|سجل|جمع|حصل|قبض|صور|انجز|استقبل|بيع)(?:نا|ت|تو)(?:ه|ها)?"
)
"""What has been earned, signed or hired; an infinitive or a future may be a plan."""

_MONTH: Final = (
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march|april|june|july|august|september|october|november|december"
    r"|يناير|فبراير|مارس|ابريل|ماي|يونيو|يوليوز|غشت|شتنبر|اكتوبر|نونبر|دجنبر"
)
_YEAR: Final = re.compile(
    rf"\b(?:ca|affaires|exercice|for|of|turnover|revenue|en|in|fin|de|du|annee|depuis|since|year|sales|ventes|f|fi|fe?l?|3am|l3am|d|dyal|mn|mabi3at|lmabi3at|ل?سنه|ل?عام|في|منذ|{_MONTH}) (?:l'annee )?20[12]\d\b(?! ?(?:dh|mad|dirham|eur|client|درهم|اورو|زبون|\d))"
)
"""A year beside a sum tells when it was earned."""

_DATE: Final = re.compile(rf"\b(?:{_MONTH}) 20[12]\d\b(?! ?\w)")
"""A month's year is no sum, though nothing else is."""

_OF_HUNDRED: Final = re.compile(r"(?<=\d) ?\b(?:f|fi|ف|في|علي|sur|out of) ?(?:l|el )?100\b(?! ?\w)")
"""As in "30 f 100"."""

_WHAT: Final = re.compile(r"\bما (?=\w{2,}(?:ناه|ته|ناها|تها)\b)")
"""The relative "what we sold", which denies nothing."""

_AND_DIGITS: Final = re.compile(r"\bو(?=\d)")

_SHARE_OF: Final = re.compile(
    r"(?<=[%٪]) ?des? (?=\w)|\bdes (?!mill|cent|dizain|[a-z]+aines)(?=[^\W\d])"
)
"""The folded "dès" would bound what stands behind."""

_BY: Final = re.compile(
    r"(?<=\w\w)(?:(?<=ee)|(?<=ees)|(?<=[cdlnrtv]u)|(?<=[cdlnrtv]us)|(?<=[cdlnrtv]ue)|(?<=ues)|(?<=accorde)|(?<=finance)|(?<=donne)|(?<=verse)|(?<=offert)|(?<=paye)|(?<=prete)|(?<=recrute)) par (?!mois|jour|semaine|heure|trimestre|personne|tete|client|piece|unite|kilo)"
)
"""By whom it was given or received, not how often: "accordée par la banque"."""

_ENTERED: Final = re.compile(r"\b(?:est|sont|suis|a|ont) entre\b|\bentrees?\b")
"""The folded "est entré", no "entre"."""

_ACCUSATIVE: Final = re.compile(r"\b(ثلاث|اربع)ا (?=و)")
"""Before tens; alone, folded, a day of the week."""

_BY_SO_MANY: Final = 10
"""Up to so many people do something together."""

_FOR_TO: Final = frozenset("بل")
"""Written as one with a number: "بثلاثين ألف", "لخمسين زبونا"."""

_SAID_OTHERWISE: Final = (
    ("entre", _ENTERED, " "),
    (" par ", _BY, " "),
    ("ا و", _ACCUSATIVE, r"\1 "),
)
"""What stands in a text where one of these patterns may be found, and what is read instead."""

_AT_THE: Final = re.compile(r"\ba (?=l'|la |le |l )")
"""The folded "à l'atelier", no "a" of English."""

_MINE: Final = re.compile(r"\bm'(?=[^\W\d])")
"""The French "m'a", no million."""

_I_AM: Final = re.compile(r"(?<=\bi)'m\b")
"""No million."""

_YEARLY: Final = re.compile(r"/ ?(?:an|annee|year|yr|سنه|عام|3am)\b")
"""What is told by the year, as the rest is."""

_TWO_THOUSAND: Final = fold("ألفا")
"""Behind a number its thousands, alone the dual before a noun."""

_TWO_HUNDRED: Final = word_set("مئتا مئتي مائتا مائتي ميتا ميتي")
"""The construct before a noun: "مئتا درهم"."""

_HUNDRED: Final = dict.fromkeys(
    ("miya", "mia", "miyya", "meya", "mi2a", "myya", "mi2at", "miat", "miyat", "myat"), "mya"
)
"""A hundred is "mya" in the table."""

_POINT: Final = word_set("virgule point comma فاصلة fasila vergule")

_PERCENT: Final = "%٪"
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_DIRHAM: Final = re.compile(r"d[aeiy]?r[aeiy]?h[aeiy]?m[aes]?s?")
_STARTS: Final = frozenset(word for one in LANGUAGES for word in one.worth)
_EACH: Final = word_set("wa7d wahd wa7ed wahed wa7da wahda واحد واحدة وحدة")
_THE: Final = ("l", "ال")
_LONG: Final = 3
"""Letters that a noun has more of, with its article."""

_THAT_IS: Final = fold("أي")
_POUNDS: Final = frozenset(("livre", "livres"))
"""Behind a number they are money; elsewhere something was delivered."""

_OF_OURS: Final = word_set("de d des dans pour avec sur a par tous toutes chez parmi")
"""Before these a French "nos" is "our", elsewhere in Darija a half."""

_ONE: Final = frozenset("un une a an one شي".split())
_MANY: Final = _STARTS - _ONE - _EACH


@cache
def _lexicon() -> dict[str, list[tuple[list[str], str, str]]]:
    """Every phrase under its first word, the longest first, with its kind and value."""
    phrases: dict[tuple[str, ...], tuple[str, str]] = {}
    for row in read("amounts"):
        for form in row["forms"].split("|"):
            phrases.setdefault(tuple(words(fold(form))) or (form,), (row["kind"], row["value"]))
    lexicon: dict[str, list[tuple[list[str], str, str]]] = {}
    for phrase, (kind, value) in sorted(phrases.items(), key=lambda one: -len(one[0])):
        lexicon.setdefault(phrase[0], []).append((list(phrase), kind, value))
    return lexicon


def scan(text: str) -> list[Symbol]:
    """What the text says about amounts, in order.

    n number, 1 an article, s scale, h half, u unit, 0 nothing, d dozen, b bound, r between or or,
    & and, z negation, ? question, - a sign, "." a word that says nothing about an amount.
    """
    return list(_scanned(text))


@lru_cache(maxsize=16)
def _scanned(text: str) -> tuple[Symbol, ...]:
    """One message is looked at several times, whole and by its clauses."""
    # The sentinels keep signs at the ends, which folding drops; ½ stays unreadable.
    folded = fold(f"x {text[: READ_AT_MOST - 4]} x")[2:-2].replace("٬", "'").replace("٫", ",")
    folded = _AT_THE.sub(" ", _SHARE_OF.sub(" ", _AND_DIGITS.sub("و ", folded)))
    folded = _OF_HUNDRED.sub(" %", _YEARLY.sub(" ", _MINE.sub(" ", _I_AM.sub(" am ", folded))))
    folded = _WHAT.sub(" ", folded)
    for sign, pattern, instead in _SAID_OTHERWISE:
        if sign in folded:
            folded = pattern.sub(instead, folded)
    dated = _YEAR.search(folded)
    if dated and _is_numbered(rest := folded[: dated.start()] + folded[dated.end() :]):
        folded = rest
    if " 20" in folded:
        folded = _DATE.sub(" ", folded)
    pieces = list(_NUMBER.finditer(_HYPHEN.sub(" ", folded)))
    lexicon = _lexicon()
    # "200k" is a number and its scale; "3andi" and "3echrin" are words of Darija.
    said = [
        "" if found["number"] and (not found["glued"] or _is_unit(found["glued"])) else found[0]
        for found in pieces
    ]
    said = [_respelled(word) for word in said]
    symbols: list[Symbol] = []
    at = 0
    while at < len(pieces):
        found, word = pieces[at], said[at]
        if not word:
            symbols += [("n", found["number"]), *_one_word(found["glued"])]
            at += 1
            continue
        ours = word == "nos" and (
            not symbols
            or said[at - 1] in _OF_OURS
            or symbols[-1][0] == "."
            or symbols[-1] == ("u", "%")
        )
        delivered = word in _POUNDS and (not symbols or symbols[-1][0] not in "ns")
        if ours or delivered or (word == "won" and said[at + 1 : at + 2] != ["t"]):
            # The French "our", no half; and who won is not one who won't.
            at += 1
            continue
        behind = said[at + 1] if at + 1 < len(said) else ""
        if word in _EACH and len(behind) > _LONG and behind.startswith(_THE):
            # "Wa7d lmouhsin": somebody, not one of something.
            symbols.append(("1", "1"))
            at += 1
            continue
        if word == _THAT_IS and (behind in _STARTS or not behind):
            # "أي ثلاثة أفراد": that is, and no "which".
            at += 1
            continue
        if word in _EACH and symbols and symbols[-1][0] == "n" and symbols[-1][1] not in ("1", "2"):
            # "Tnach wa7d" are twelve.
            at += 1
            continue
        for phrase, kind, value in lexicon.get(word, ()):
            if said[at : at + len(phrase)] == phrase:
                two = word == _TWO_THOUSAND and (not symbols or symbols[-1][0] not in "n&")
                symbols += _symbols("D" if two else kind, value)
                at += len(phrase)
                break
        else:
            if word == "+" and not at and said[2:3] and said[2] in _PERCENT:
                at += 1
                continue
            if word[0] == "و" and word not in _STARTS and word[1:] in _STARTS:
                symbols.append(("&", "و"))
                said[at] = word = word[1:]
            if (
                word[0] in _FOR_TO
                and word not in _STARTS | NEGATIONS
                and _is_number_behind(word, behind)
            ):
                said[at] = word = word[1:]
            size, number = _spelled(said[at : at + 10]) if word in _STARTS else (0, 0)
            if size:
                symbols.append(("n", f"{number:d}") if word not in _ONE or size > 1 else ("1", "1"))
            elif symbols and symbols[-1][0] == "n" and _is_person(word):
                symbols.append(("u", "count"))
            else:
                symbols += _one_word(word)
            at += size or 1
    return tuple(_pointed(symbols))


def _is_numbered(folded: str) -> bool:
    """Whether a number is said, in digits or words."""
    return any(map(str.isdecimal, folded)) or not _MANY.isdisjoint(words(folded))


def _is_number_behind(word: str, then: str) -> bool:
    """Whether a number is written as one with its preposition; in "بتلاتة" alone they come by threes."""
    number = ARABIC.worth.get(word[1:], 1)
    scaled = then in _STARTS or _symbols_of(then)[0] in ("s", "u")
    return number > _BY_SO_MANY or (number > 1 and (word[0] == "ل" or scaled))


def _pointed(symbols: list[Symbol]) -> list[Symbol]:
    """Join "deux virgule cinq", which is said for 2.5."""
    joined: list[Symbol] = []
    for letter, value in symbols:
        decimal = "".join(one for one, _ in joined[-2:]) in ("np", "1p") and value.isdecimal()
        if letter in "n1" and decimal:
            joined[-2:] = [("n", f"{joined[-2][1]}.{value}")]
        else:
            joined.append((letter, value))
    return [(".", value) if letter == "p" else (letter, value) for letter, value in joined]


@lru_cache(maxsize=2048)
def _respelled(word: str) -> str:
    if word in _lexicon() or (word in _STARTS and word not in _HUNDRED):
        return word
    return respelled(numeral(_HUNDRED.get(word, word)), _spellings())


@cache
def _spellings() -> Mapping[str, str]:
    return spellings(
        (phrase, (kind, value))
        for entries in _lexicon().values()
        for phrase, kind, value in entries
    )


def _is_unit(word: str) -> bool:
    return any(
        len(phrase) == 1 and kind in "sSDuhK" for phrase, kind, _ in _lexicon().get(word, ())
    )


def _symbols(kind: str, value: str) -> list[Symbol]:
    if kind == "S":
        unit, scale = value.split()
        return [("s", scale), ("u", unit)]
    if kind == "D":
        return [("n", "2"), ("s", value)]
    if kind == "K":
        return [("n", value), ("s", "1000r")]
    if kind == "C":
        return [("n", value), ("u", "count")]
    return [] if kind == "~" else [(kind, value)]


def _symbols_of(word: str) -> tuple[str, str]:
    """The kind and the value of a single word of the table; empty ones for another."""
    single = ((kind, value) for phrase, kind, value in _lexicon().get(word, ()) if len(phrase) == 1)
    return next(single, ("", ""))


_PERSON: Final = re.compile(
    r"[a-z]{3,}(?:eurs?|euses?|i?ers|ieres?|istes?|iens?|iennes?|trices?|ors)|[\u0621-\u064a]{3,}(?:ين|ون|ات)"
)
"""Behind a number: who does so, in the plural."""

_NO_PERSON: Final = word_set(
    "dossiers papiers paniers cahiers ateliers quartiers chantiers milliers fichiers colliers loyers foyers courriers bieres matieres filieres fleurs couleurs valeurs erreurs moteurs ordinateurs containers flyers stickers printers computers offers covers layers freezers posters tiers derniers dernieres premiers premieres quarters letters meters metres others numbers papers hours colors orders سنوات ساعات مرات كيلومترات ليرات جنيهات دولارات يوروهات ملايين مليارات الآلاف سنين سنتيمات تقريبا"
)


def _is_person(word: str) -> bool:
    """Whether a word that no table knows is made like those of people who do something: "tisseuses"."""
    return (
        word not in _NO_PERSON
        and _PERSON.fullmatch(word) is not None
        and _one_word(word) == [(".", word)]
    )


_FEMININE: Final = re.compile(r"[a-z]{4,}es?")


def _is_phrase(word: str) -> bool:
    return any(len(phrase) == 1 for phrase, _, _ in _lexicon().get(word, ()))


def _spelled(said: Sequence[str]) -> tuple[int, int]:
    if said[0] in _TWO_HUNDRED and any(
        kind == "u" for _, kind, _ in _lexicon().get(said[1] if said[1:] else "", ())
    ):
        return 1, 200
    if said[0] in CONSTRUCT and said[0] not in _ONE and (number := spelled(said[:2])) is not None:
        return 2, number
    for size in range(len(said), 0, -1):
        if not _is_phrase(said[size - 1]) and said[size - 1] not in CONSTRUCT:
            number = spelled(said[:size])
            if number is not None:
                return size, number
    return (1, 1) if said[0] in _ONE else (0, 0)


def _one_word(word: str) -> list[Symbol]:
    if not word:
        return []
    if word in _POINT:
        return [("p", word)]
    for phrase, kind, value in _lexicon().get(word, ()):
        if len(phrase) == 1:
            return _symbols(kind, value)
    if word[0] == "و" and len(word) > 2 and word not in asides("talk", "sum"):
        behind = _one_word(word.lstrip("و"))
        # "28 زبونة وفية": a word that may as well begin with the letter joins nothing, unless it is two of something.
        alone = behind == [(".", word.lstrip("و"))] and word[-2:] not in ("ان", "ين")
        return [(".", word)] if alone else [("&", "و"), *behind]
    if (word[:1] in ("د", "ب") or word[:2] == "dl") and word[1:] in _lexicon():
        return _one_word(word[1:])
    if _DIRHAM.fullmatch(word):
        return [("u", "MAD")]
    if word.startswith("ال") and word[2:] in _lexicon():
        return _one_word(word[2:])
    for masculine in (word[:-1], f"{word[:-2]}s"):
        # "28 abonnées": what counts men counts women.
        if _FEMININE.fullmatch(word) and _symbols_of(masculine) == ("u", "count"):
            return [("u", "count")]
    if word[-1] == "ا" and word[:-1] in _lexicon():
        return _one_word(word[:-1])
    if word in NEGATIONS:
        return [("z", word)]
    if word in QUESTIONS:
        return [("?", word)]
    if _EARNED.fullmatch(word):
        return []
    if word not in _WANTING and (word in FILLERS or word in asides("talk", "sum")):
        return []
    if word in "+-<>≥≤/":
        return [("-", word)]
    return [(".", word)]
