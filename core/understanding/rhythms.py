"""How often people want something: "toutes les deux semaines", "moins souvent", "كل أسبوعين"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from core.understanding.amends import amended, clauses, without_denied
from core.understanding.normal import fold
from core.understanding.phrases import Symbol, symbols


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Once in so many days: 7 a week, 14 "tous les quinze jours", 30 a month."""

    every: int


@dataclass(frozen=True, slots=True)
class RhythmDoubt:
    """A rhythm was spoken of, but it is not sure which: "plus de rappels" is more, or no more."""


Change = Literal["less", "more", "off"]
"""Less often, more often, or not at all."""

AT_MOST_UNKNOWN: Final = 1
"""More words than this that say nothing about a rhythm are a story, not an answer."""

AT_MOST_WISHED: Final = 5
"""More words than this are one even where a wish is told."""

_WISHES: Final = re.compile(
    r"(?<!\w)(?:would|could|let'?s|like|prefer|rather|please|pace|works?|fine|enough|plenty|pr[ée]f[èe]r\w+|voudrais|aimerais|souhait\w+"
    r"|peut|pouvez|peux|can|pourr\w+|svp|suffit|assez|largement|amplement|rythme|convient|va|bghit|brit|kanfd+[ae]l|n[9q]ed\w*|kafi|mezyan|بغيت|أفضل|أريد|أود|الرجاء|أرغب|يكفي|كافي|يناسب\w*|مزيان|كنفضل|أرجو|المرجو|نرجو)(?!\w)"
)
"""Words of one who says how often they want something."""

_POLITE: Final = re.compile(
    r"^\W*+(?:(?:could|can|would) (?:you|we)|(?:est-ce qu')?on (?:peut|pourrait)|peut-on|pourrait-on|pourriez-vous|pouvez-vous|est-ce que vous pouvez|vous pouvez|wach t[9q][ae]?d\w+|هل يمكنكم|واش تقدرو)(?!\w)|[?؟]\W*+$",
    re.IGNORECASE,
)
"""A wish in the form of a question."""

MONTH, LONGEST = 30, 366
"""Days in a month; a longer rhythm than a year is a slip."""


def _days(said: Sequence[Symbol]) -> float:
    number = next((value for letter, value in said if letter == "n"), 1)
    days = number * said[-1][1]
    return _LOOSE.get(days, days)


def _share(said: Sequence[Symbol]) -> float:
    times = [value for letter, value in said if letter in "nf" and value]
    return next(value for letter, value in said if letter == "u") / (times or [1])[0]


def _one_in(said: Sequence[Symbol]) -> float:
    return said[1][1] * said[-1][1] if said[0][1] == 1 else 0


def _other(said: Sequence[Symbol]) -> float:
    return 2 * said[-1][1]


def _per_name(said: Sequence[Symbol]) -> float:
    return said[-1][1] / (said[0][1] or 1)


def _named(said: Sequence[Symbol]) -> float:
    return said[-1][1]


# Letters of data/rhythms.tsv: e every, a per, f times, m a meeting or message, o other, O first, S of
# so many, u days in a unit, r in such a unit, w a weekday, A days by name; L less, T too much, M more, F off, P more or
# no more, b a bound.
_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[Sequence[Symbol]], float]], ...]] = (
    (re.compile("n[uw]Sn"), _one_in),
    (re.compile("[oO]wa?e?u"), _named),
    (re.compile("n?fe?a*u|w?nw?a+u|a+un?f"), _share),
    (re.compile("eo[uw]"), _other),
    (re.compile("fA"), _per_name),
    (re.compile("ae?n?u|en?u"), _days),
    (re.compile("ew|fa?w"), _named),
    (re.compile("A"), _named),
)

_LENGTH: Final = re.compile("nu")
"""Asked how often, "2 semaines" is every two weeks."""

_PER: Final = re.compile(r"(?<=\w) ?/ ?(?=[^\W\d])")
_OF: Final = re.compile(r"(?<=[^\W\d]) ?/ ?(?=\d)")
"""As in "2/mois", "1 semaine/2"."""

_POLITE_IF: Final = re.compile(
    r"(?<!\w)(?:(?:si|s') ?(?:[cç]a|cela|c'|il|elle|vous|tu|possible)(?! pas)[^,.;!?]*(?:va|convien\w*|arrang\w*|ok|possible|d'accord|veut|voul\w*|veux|peu\w*|dispo\w*|bon)(?!\w)[^,.;!?]*"
    r"|if (?:it|that|you|he|she|they)(?! (?:don|doesn|not))[^,.;!?]*(?:works?|ok|okay|fine|possible|suits?|can|free|available|agrees?|like)(?!\w)[^,.;!?]*)",
    re.IGNORECASE,
)
"""A condition that only asks politely."""


_REASON: Final = re.compile(
    r"(?<=\w),? (?:bach|besh|bash|باش|pour (?:que|pas|ne pas|\w+(?:er|ir|re)(?!\w))|(?:in order )?to (?:stay|keep|not|avoid|start|begin|get|make)|so (?:that|i|we|it)|[7h]it|[7h]itach|حيت|لأن\w*|parce qu[e']|pcq|car|puisqu[e']|vu qu[e']|because|cos|coz|since (?:i|we|my)|as i"
    r"|نظرا ل\w*|بسبب|due to|given (?:my|the|that)|[aà] cause d\w*|vu (?:mon|ma|mes|le|la|les)|sinon|otherwise|or else|وإلا) ?.*$",
    re.IGNORECASE | re.DOTALL,
)
"""What a rhythm is good for, why, and what would be without it."""

_MY: Final = re.compile(r"(?<!\w)j['’ ](?=[^\W\d])", re.IGNORECASE)
"""The French "j'ai", no day."""

_ENGAGED: Final = re.compile(
    r"(?<!\w)(?:j'ai|j ai|jai|i have|i've|3ndi|3andi|عندي|لدي) (?:des |un |une |le |l'|a |an |l)?(?:cours|classes?|r[ée]unions?|examens?|rdv|sport|formations?|gym|training|meetings?|lessons?|9raya|حصة|حصص|درس|دروس|تكوين)(?! (?:sur|en ce)).*(?:fois|times|mrr?at|مرات|مرتين|par|per|every|kol|كل)(?!\w)",
    re.IGNORECASE,
)
"""How often somebody is taken up by something else."""

_ENOUGH_SO: Final = re.compile(
    r"((?:ghi+r?|غير|juste|seulement|mr+a|merr?a|jouj|une|once|مرة|مرتين) .*\w) (?:baraka|barka|brka|bark|safi|kafi\w*|بركة|باراكا|برك|صافي|يكفي|كافي\w*)\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""Behind so few it says that they do, and not to stop."""

_BUSY: Final = re.compile(
    r"(?<!\w)(?:je (?:suis|serai) (?:toujours |souvent )?(?:au|a la|a l'|en|chez|dans|a|avec|occupee?|prise?|absente?)(?! (?:aise|jour|contact|forme|contente?|confiance)(?!\w))"
    r"|(?:j')?ai (?!besoin|envie|hate|le temps|du temps|assez|trop|juste|rien|pas|que|plus)\w+|je (?:travaille|bosse|vais|voyage|livre|garde|pars|rentre|cours)"
    r"|(?:i'm|i am|i'll be|we're) (?:at|in|on|away|busy|working|travell?ing|off|out)(?! (?:board|favou?r))|i (?:work|travel|go|teach|deliver|have (?!time|no|enough|to)\w+|visit)"
    r"|kan?(?:mchi|koun|kh[ae]?d+[ae]?m|safer|safr|[9q]ra|nkoun)\w*|kan(?:m[cs]hi|koun|safr|safer)\w*|rani f|3[ae]?ndi (?!l?w[ae]?[9q]t|l?f?ara[gh])\w+"
    r"|كن(?:مشي|كون|خدم|سافر|قرا)|(?:ا|ن)كون (?:في|عند|مع|ب)|اذهب|اسافر|اعمل|عندي (?!وقت|الوقت)\w+|لدي (?!وقت|الوقت)\w+)(?!\w)"
)
"""What one does oneself so often."""

_BURDEN: Final = re.compile(
    r"(?<!\w)(?:trop|b[ae]?z+[ae]?f|beaucoup|a lot|so much|too much|بزاف|كثير)(?: 3li[ay]*| عليا)?(?: (?:de|d|dyal|of|ديال))? ?(?:l|le |la |the |ال)?(?:travail|boulot|kh[ae]?dma|kh[ae]?dm|work|cours|etudes|études|stress|commandes|9raya|drari|خدمة|شغل|قراية)(?!\w)",
    re.IGNORECASE,
)
"""Too much to do, which asks for no fewer messages."""

_ENOUGH_OF_IT: Final = re.compile(
    r"(?<!\w)(?:ma ?t?b[9q]aw?\w*ch t\w+|ما ?تبقاو?ش ت\w+|(?:لا|ما) ?[أان]?(?:ريد|رغب في|بغي\w*) (?:مزيدا من|المزيد من|أي|حتى) (?:ال)?(?:رسائل|تذكيرات|تذكير|إشعارات|ميساجات|ميساج)"
    r"|ma ?b[9q]i?t(?:ch)? (?:ba?ghi?\w*) (?:walou?|chi|7ta|messages?|rappels?|notifs?)\w*|b3[ae]?do (?:3liya|3lia|mni|mn 3liya))(?!\w)",
    re.IGNORECASE,
)
"""Wishes to be left alone."""


def read_rhythm(text: str) -> Rhythm | Change | RhythmDoubt | None:
    """How often `text` asks for; None when it speaks of no rhythm.

    "plus de rappels" is in doubt, as are two rhythms at once and a rhythm denied.
    """
    for instead in (without_denied(text), (amended(text) or ("", ""))[1]):
        if instead and isinstance(meant := read_rhythm(instead), Rhythm):
            return meant
    if _ENGAGED.search(text):
        return RhythmDoubt()
    if enough := _ENOUGH_SO.match(text):
        wished = read_rhythm(enough[1])
        if isinstance(wished, Rhythm):
            return wished
    text = _MY.sub(" ", text)
    text = _ENOUGH_OF_IT.sub(" stop ", _BURDEN.sub(" ", _REASON.sub("", text)))
    text = _OF.sub(" sur ", _PER.sub(" par ", _POLITE_IF.sub(" ", text)))
    parts = clauses(_BREATH.sub(", ", text))
    if "?" in text or "؟" in text:
        parts = [part for one in parts for part in _ASKED.split(one)]
    if len(parts) > 1 and (wished := _agreed(parts)):
        return wished
    return _of_one(text)


_BREATH: Final = re.compile(
    r"(?<=\w) (?=(?:[cç]a me|c'est|that gives|it gives)(?!\w)(?!.*(?<!\w)(?:pas|trop|plus|moins|not|too|less|more|n'\w+|ne|mais|but|z?bzaf 3l\w+|ma\w+ch|لا|ما|م\w+ش)(?!\w)))",
    re.IGNORECASE,
)
"""Where a comma is left out before what else is told."""

_ASKED: Final = re.compile(
    r"(?<=[?؟])\s+(?=\w)(?!.*(?<!\w)(?:non|no|pas|not|n't|la|lla|لا|ما)(?!\w))", re.IGNORECASE
)
"""Behind a wish in the form of a question, where nobody answers it."""


def _agreed(parts: Sequence[str]) -> Rhythm | Change | None:
    """The wish of the clauses that tell one, when they agree and the others refuse it or only tell."""
    told: list[Rhythm | Change] = []
    swamped = False
    if sum("w" in {letter for letter, _ in symbols(part, "rhythms")} for part in parts) > 1:
        return None
    for part in parts:
        wished = _of_one(part)
        letters = {letter for letter, _ in symbols(part, "rhythms")}
        if isinstance(wished, RhythmDoubt):
            # "Chaque semaine c'est trop" refuses one.
            refused = "T" in letters and not letters.isdisjoint("uwAPM")
            if not refused:
                return None
        elif wished == "less" and _SWAMPED.search(fold(part)):
            swamped = True
        elif wished is not None:
            told.append(wished)
        elif not letters <= _STORY:
            return None
    wishes = [one for one in told if isinstance(one, Rhythm)]
    if wishes and "off" not in told and len(set(wishes)) == 1:
        # "Kol simana bzaf 3liya, kol 15 yum": too much was what went before.
        same = len(wishes) == len(told) or told[-1] == wishes[-1]
        return wishes[0] if same else None
    if swamped and not told:
        return "less"
    return told[0] if told and len(set(told)) == 1 else None


_SWAMPED: Final = re.compile(
    r"(?<!\w)(?:debordee?s?|surchargee?s?|submergee?s?|overwhelmed|swamped|overloaded|m[ae]?[cs]h+gh?ou?la?|مشغوله?|منشغله?)(?!\w)"
)
"""Who has too much to do wants less, unless a rhythm is told beside it."""

_STORY: Final = frozenset(".aumnwrz?S")
"""What a clause may say that wishes nothing."""


def _of_one(text: str) -> Rhythm | Change | RhythmDoubt | None:
    polite = _POLITE.match(text)
    said = symbols(_POLITE.sub("", text) if polite else text, "rhythms")
    if _NO_MORE.fullmatch("".join(letter for letter, _ in said)):
        return "off"
    said = _counted(said)
    letters = "".join(letter for letter, _ in said)
    kept = [symbol for symbol in said if symbol[0] not in ".z?"]
    bare = "".join(letter for letter, _ in kept)
    found: list[int] = []
    by_week = False
    for pattern, worth in _RULES:
        while match := pattern.search(bare):
            first, last = match.span()
            found.append(_whole(worth(kept[first:last])))
            by_week |= found[-1] >= _WEEK and "w" not in match[0]
            del kept[first:last]
            bare = bare[:first] + bare[last:]
    if by_week and bare.count("w") == 1:
        # "Toutes les deux semaines le mardi": the day of a rhythm.
        kept = [symbol for symbol in kept if symbol[0] not in "wO"]
    changes = {letter for letter in bare if letter in "LMFPT"}
    if not found and _LENGTH.fullmatch(letters):
        return Rhythm(_whole(_days(said)))
    if not found and not changes:
        spoken = "b" in bare or ("e" in bare and not {"u", "w"}.isdisjoint(bare))
        return RhythmDoubt() if spoken else None
    at_most = AT_MOST_WISHED if _WISHES.search(text.casefold()) else AT_MOST_UNKNOWN
    clouded = (
        any(letter in "uowAf" and (letter, count) != ("f", 1) for letter, count in kept)
        or not {"z", "?", "b", "d"}.isdisjoint(letters)
        or any(symbol[0] == "n" and symbol[1] != 1 for symbol in kept)
        or letters.count(".") > at_most
        or _COUNTS_UNKNOWN.search(letters) is not None
        or (
            bool(found)
            and "." in letters
            and polite is None
            and _BUSY.search(fold(text)) is not None
        )
    )
    if "F" in changes:
        # "Stop, plus de rappels" is no more of them.
        changes -= {"P"}
    if len(set(found)) > 1 or len(changes - {"T"}) > 1 or clouded or "P" in changes:
        return RhythmDoubt()
    if found:
        opposed = not changes.isdisjoint("FT") or not 1 <= found[0] <= LONGEST
        return RhythmDoubt() if opposed else Rhythm(found[0])
    wishes = {_CHANGES[letter] for letter in changes}
    return wishes.pop() if len(wishes) == 1 else RhythmDoubt()


_COUNTS_UNKNOWN: Final = re.compile(r"(?:^|[^nfm.])\.au|^\.au")
"""An unknown word straight before "a week" may count them."""


def _counted(said: Sequence[Symbol]) -> list[Symbol]:
    """Without meetings, unless a number counts them ("deux rencontres par mois"), nor "nhar" before its name."""
    kept: list[Symbol] = []
    for letter, value in said:
        if letter == "w" and kept and kept[-1] == ("u", 1):
            del kept[-1]
        if letter == "m":
            if kept and kept[-1][0] == "n":
                kept[-1:] = [("f", 1)] if kept[-1][1] == 1 else [kept[-1], ("f", 0)]
        elif letter == "r":
            kept += [("a", 0), ("u", value)]
        elif letter != "S" or (kept and kept[-1][0] in "uw"):
            kept.append((letter, value))
    return kept


_WEEK: Final = 7
_NO_MORE: Final = re.compile("z+m+")
"""As in "pas de rappels", "ma bghitch les messages"."""

_CHANGES: Final[dict[str, Change]] = {"L": "less", "T": "less", "M": "more", "F": "off"}

_LOOSE: Final = {8: 7, 15: 14}
"""In French, and in Morocco, eight days are a week and fifteen days two."""


def _whole(days: float) -> int:
    return max(1, int(days)) if days else 0
