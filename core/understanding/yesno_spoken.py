"""What the words of one breath say: yes, no, both or neither, by the phrases of `data/yesno.tsv`."""

import re
from functools import cache
from itertools import combinations
from typing import Final

from core.understanding.asides import asides
from core.understanding.normal import fold, word_set, words
from core.understanding.small_words import COURTESY, DENIED, DOUBTS, FILLERS, QUESTIONS
from core.understanding.spelling import respelled, spellings
from core.understanding.table import read
from core.understanding.yesno_words import (
    ABLE,
    DARIJA,
    DENIABLE,
    DENYING,
    HEDGES,
    MILD,
    ONCE,
    PARTIAL,
    TELLS,
    THANKS,
    TURNS,
    UNWILLING,
    WAITING,
)

_VERDICT: Final[dict[str, bool | None]] = {
    "strong_yes": True,
    "yes": True,
    "noted": True,
    "strong_no": False,
    "no": False,
    "unsure": None,
    "aside": None,
    "later": None,
}
"""What the kinds of `data/yesno.tsv` say; an aside leaves the matter open only when alone.

What is put off is open too, but beside a no it is one; what is only noted agrees to nothing that
binds."""

_KINDS: dict[str, str] = {
    " ".join(words(fold(phrase))): row["kind"]
    for row in read("yesno")
    for phrase in row["forms"].split("|")
}
_SPELLINGS: Final = spellings((phrase.split(" "), _KINDS[phrase]) for phrase in _KINDS)


def _plain(phrase: str) -> str:
    """`phrase` with its words of Darija in one spelling."""
    return " ".join(respelled(word, _SPELLINGS) for word in phrase.split(" "))


_KINDS |= {_plain(phrase): kind for phrase, kind in _KINDS.items() if _plain(phrase) not in _KINDS}
_BRIEFEST: Final = 2
NOTED: Final = frozenset(phrase for phrase, kind in _KINDS.items() if kind == "noted")
VERDICTS: Final = {phrase: _VERDICT[kind] for phrase, kind in _KINDS.items()}
BRIEF: Final = frozenset(phrase for phrase in VERDICTS if phrase.count(" ") < _BRIEFEST)
"""Phrases of a word or two, which no rule about sentences touches."""

_DARIJA: Final = re.compile(
    r"[a-z][379][a-z]?|(?:en|n|t|k)ch$|^[379][a-z]|^ma\w{3,}(?:ch|chi)$|^ka[ny]?\w{3}|^bgh|^gha|^[\u0621-\u064a]"
)
_IN_DARIJA: Final = frozenset(map(fold, ("la", "lla", "laa", "ah", "آه", "اه")))
"""Yes and no that are an article or a sigh elsewhere."""

_DARIJAS_OWN: Final = _IN_DARIJA | {"لا"}

_NO_FIRST: Final = word_set("لا la lla")
"""With something that one cannot or does not want behind it this is a no, whatever else is told."""

_ASIDE: Final = frozenset(phrase for phrase, kind in _KINDS.items() if kind == "aside")
_LATER: Final = frozenset(phrase for phrase, kind in _KINDS.items() if kind == "later")
_CARRYING: Final = {
    phrase: VERDICTS[phrase] for phrase, kind in _KINDS.items() if kind.startswith("strong")
}
_STRONG: Final = frozenset(
    phrase
    for phrase, verdict in VERDICTS.items()
    if verdict is not None
    and any(
        _CARRYING.get(" ".join(phrase.split(" ")[first:last])) is verdict
        for first, last in combinations(range(phrase.count(" ") + 2), 2)
    )
)
"""Phrases that carry a sentence ("oui je veux bien"), or contain one that does; the others must
stand nearly alone."""

# Words of another sense inside a sentence: the French article, an interjection, a letter; "wé" folds
# to the English "we".
ALONE: Final = frozenset(
    map(
        fold,
        (
            "la",
            "ah",
            "آه",
            "اي",
            "y",
            "n",
            "ya",
            "go",
            "yla",
            "wé",
            "right",
            "fine",
            "صحيح",
            "يناسبني",
            "تناسبني",
            "كيناسبني",
            "كيهمني",
            "kaynasbni",
            "kayhemni",
        ),
    )
)
_THERE_IS: Final = frozenset(("kayn", "كاين"))
"""Alone it says that it is so; beside other words it says what there is."""

_LONGEST: Final = max(phrase.count(" ") for phrase in VERDICTS) + 1
_SENTENCE: Final = 6
"""More unknown words than this beside a yes are a story, not an answer."""

_STRETCHED: Final = re.compile(r"([^\W\d])\1+")
CLOUDS: Final = DOUBTS | QUESTIONS | HEDGES
_BUTS: Final = word_set("mais but walakin welakin لكن ولكن qui who")
_CLOUDS_OF_NO: Final = CLOUDS - PARTIAL - WAITING

_WORDS: Final = (
    frozenset(word for phrase in VERDICTS for word in phrase.split(" "))
    | FILLERS
    | CLOUDS
    | TURNS
    | MILD
)


@cache
def _known() -> frozenset[str]:
    return _WORDS | asides("talk")


@cache
def _thanking() -> frozenset[str]:
    """Words of Darija that go with a yes or a no and leave it what it is."""
    rows = [
        row["words"] for row in read("asides") if (row["kind"], row["language"]) == ("talk", "ary")
    ]
    return frozenset(word for row in rows for word in words(fold(row)))


def firm(said: list[str]) -> bool:
    """Whether a phrase that carries a sentence is among the words."""
    sizes = range(1, _LONGEST + 1)
    return any(
        " ".join(said[at : at + size]) in _CARRYING for at in range(len(said)) for size in sizes
    )


def spoken(said: list[str]) -> set[bool | None]:
    """The verdicts in the words; None among them is a doubt."""
    whole = " ".join(said)
    if whole in VERDICTS:
        return {VERDICTS[whole]}
    said = [_shortened(word) for word in said]
    said = [word if word in _known() else respelled(word, _SPELLINGS) for word in said]
    if said[0] in _IN_DARIJA and len(said) > 1 and _thanking().issuperset(said[1:]):
        return {VERDICTS[said[0]]}
    found: list[tuple[str, bool | None]] = []
    rest: list[str] = []
    at = 0
    while at < len(said):
        for size in range(min(_LONGEST, len(said) - at), 0, -1):
            phrase = " ".join(said[at : at + size])
            if phrase in VERDICTS:
                if phrase not in _ASIDE:
                    found.append((phrase, VERDICTS[phrase]))
                at += size
                break
        else:
            rest += [said[at]] if said[at] not in COURTESY else []
            at += 1
    if any(verdict is False for _, verdict in found):
        found = _undenied(found, said)
        found = [one for one in found if one[0] not in _LATER]
    if len(found) > 1 or rest:
        found = [one for one in found if one[0] not in _THERE_IS]
    # In a sentence that is plainly Darija "la" is no article.
    darija = said[0] in _IN_DARIJA and any(map(_DARIJA.search, rest))
    darija |= said[0] in _DARIJAS_OWN and not DARIJA.isdisjoint(said[1:])
    if (len({verdict for _, verdict in found}) > 1 or rest) and not darija:
        weak = [phrase for phrase, _ in found if phrase in ALONE]
        found = [one for one in found if one[0] not in ALONE]
        rest += weak if not found else []
    unwilling = said[0] in _NO_FIRST and any(map(UNWILLING.fullmatch, _joined(rest)))
    refuses = len(said) > 2 and said[0] == "no" and said[1] in TELLS and ABLE.isdisjoint(said)
    # Who refuses twice in one breath refuses; so agrees who agrees twice, in different words.
    twice = len(found) > 1 and not any(verdict is not False for _, verdict in found)
    twice |= len(dict(found)) > 1 and all(verdict for _, verdict in found)
    strong = (
        darija or unwilling or twice or refuses or any(phrase in _STRONG for phrase, _ in found)
    )
    unknown = [word for word in rest if word not in FILLERS and word not in asides("talk")]
    verdicts = {verdict for _, verdict in found}
    if verdicts <= {False}:
        unknown = [
            word
            for word in _joined(rest)
            if word not in MILD and word not in asides("talk") and not UNWILLING.fullmatch(word)
        ]
        if not verdicts and not unknown and _refused(rest):
            verdicts = {False}
    clouds = _CLOUDS_OF_NO if strong and verdicts == {False} else CLOUDS
    if clouds is _CLOUDS_OF_NO and not THANKS.isdisjoint(said):
        # "Non merci, c'est gentil mais j'ai quelqu'un qui m'aide"
        clouds = clouds - _BUTS
    if not clouds.isdisjoint(rest) or len(unknown) > (_SENTENCE if strong else 0):
        return set()
    able = not ABLE.isdisjoint(said) and (DENYING | THANKS).isdisjoint(said[1:])
    if able and [phrase for phrase, _ in found] == ["no"]:
        # "No that time is fine"
        return set()
    if verdicts != {False} and not ONCE.isdisjoint(rest):
        return set()
    if verdicts != {False} and any(word in TURNS or DENIED.fullmatch(word) for word in rest):
        return set()
    return verdicts


def _undenied(
    found: list[tuple[str, bool | None]], said: list[str]
) -> list[tuple[str, bool | None]]:
    """Leave out a yes that is denied itself: "non, je n'ai pas reçu", "no, not right"."""
    text = " ".join(said)
    return [
        (phrase, verdict)
        for phrase, verdict in found
        if not (
            verdict
            and re.search(
                rf"(?<!\w)(?:pas|not|jamais|rien|aucun|aucune|nothing|لم|لا|ma) (?:\w+ )?{phrase}(?!\w)|(?<!\w){phrase} (?:pas|plus)(?!\w)",
                text,
            )
        )
    ]


def _refused(said: list[str]) -> bool:
    """Whether a denial stands beside what it may deny: "pas prêt", "not today", "machi lyoum"."""
    denied = not DENYING.isdisjoint(said) and not DENIABLE.isdisjoint(said)
    return denied or any(map(UNWILLING.fullmatch, _joined(said)))


def _joined(said: list[str]) -> list[str]:
    """The words, with Darija's "ma" written as one with the verb that it denies."""
    joined: list[str] = []
    for word in said:
        if joined and joined[-1] in ("ma", "ما"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _shortened(word: str) -> str:
    """`word` as the table spells it when it was only stretched: "ouiiii", "nooon"."""
    return word if word in _known() else _STRETCHED.sub(r"\1", word)
