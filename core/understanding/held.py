"""Whether a meeting was held: "on s'est vus", "annulé", "ma tla9inach", "لم نلتق"."""

import re
from typing import Final

from core.understanding.amends import clauses
from core.understanding.former import former, is_changed
from core.understanding.normal import READ_AT_MOST, fold
from core.understanding.phrases import symbols
from core.understanding.spelling import apart
from core.understanding.table import any_of
from core.understanding.yesno import yes_no
from core.understanding.yesno_words import CONCLUDED

AT_MOST_UNKNOWN: Final = 3
"""More words than this that speak of no meeting are a story."""

AT_MOST_TOLD: Final = 8
"""More words than this are one even behind "we met", "yes", "we had to cancel", where nothing contradicts it."""

_OPENS: Final = re.compile(r"[.n]{0,3}y?[.n]{0,3}h[.hwy/n]*|y[.nw]*|x?[.n]{0,4}f[.fxo/nw]*|x[.fz]*")
_STORY: Final = frozenset(".nz~owga")
"""What a clause may say that leaves the verdict of another one what it is."""

_BUT: Final = re.compile(
    r"(?<!\w)(?:mais|but|walakin|welakin|wlakin|و?لكن(?:ه|ها|نا|ني|هم)?|heureusement|luckily|fortunately)(?!\w)",
    re.IGNORECASE,
)
_WHY: Final = re.compile(r"\W*(?:parce|pcq|car|because|[h7]it|حيت|لأن)", re.IGNORECASE)
"""Behind it stands why, whatever happened then."""

_NEARLY: Final = re.compile(
    rf"(?<!\w){any_of('encounters', 'nearly')} (?=(?:an?|une?|half|\d+|deux|trois|two|three|sa3a|ساعه|نصف)(?!\w))"
)
"""Of how long it took, which leaves open nothing else."""

_MEANT: Final = re.compile(
    r"(?<!\w)(?:(?:c'|[eé])tait prévu|avait prévu|avions prévu|was (?:planned|scheduled)|devait|devions|devais|supposed|should have|kan khass(?:na|ni)?|kan khasna|kona ghan|كان من المفروض|كنا غادي)",
    re.IGNORECASE,
)
"""What was to be, and then a but."""

_CALLED_OFF: Final = re.compile(
    r"(?<!\w)(?:annul\w*|report\w*|d[eé]cal\w*|repouss\w*|cancel\w*|postpon\w*|reschedul\w*|mov\w*|n?2?aj+[ae]?lo\w*|nlgh\w*|[نت][أا]?ؤ?جل\w*|[نت]لغي\w*)",
    re.IGNORECASE,
)
"""What was to be was that they should not meet."""

_CLAIMS: Final = re.compile(rf"^\W*(?:\w+ )?{any_of('encounters', 'claims')}(?!\w)")
_UNTRUE: Final = re.compile(rf"(?<!\w){any_of('encounters', 'untrue')}(?!\w)")
_AND_THAT: Final = re.compile(
    r"[\s,]*(?:et |and |but |w |mais )?(?:c'est|ce n'est|that's|that is|it's|rah|hadchi|و?هذا|و?هادشي|و?راه)?\W*$"
)
"""What somebody else says, and that it is not so."""

_ASKS: Final = re.compile(rf"(?<!\w){any_of('encounters', 'asks')}(?!\w)")
"""A question without its sign, or words of somebody who did not understand ours."""

_LLA: Final = re.compile(
    r"^\W*(?:la+|lla+)(?=\W*$|\s*[,.!;،]|\s+(?:ma|mazal|ba[9q]i|walo|machi|mashi|khoya|khti|a|smeh|sm[ae]h|hit|[7h]it|kan|kont|tsen|2?aj+[ae]?l|3|chokran|daba|wa))",
    re.IGNORECASE,
)
"""Darija's no, which elsewhere is the French article."""

_AJAL: Final = re.compile(
    r"^\W*[أا]جل(?=\s*[,،.!]|\W*$|\s+(?:لقد|تم|نعم|قد|بالفعل|طبعا|أكيد|الحمد"
    r"|(?:جلس|التقي|تلاقي|تقابل|قابل|اجتمع|تحدث|تكلم|هدر|هضر|تناقش|ناقش|تشاور|تواصل|دردش|تمكن|اشتغل|حضر)(?:نا|ت)(?!\w)))"
)
"""The Arabic yes, which is written as what puts off."""

_DESPITE: Final = re.compile(
    rf"(?<!\w){any_of('encounters', 'despite')}(?!\w)[^,;.!]*?(?=[,;.!]|$| (?:on|nous|we|i|j') ?(?:a|avons|ai|s'est|still|did|have|had|finally|managed|met|spoke|talked)(?!\w))"
)
"""What did not keep them from it."""

_TOPIC: Final = re.compile(
    r"(?:(?<!\w)(?:pas|jamais|oublie|not|forgot)|n't)(?: encore| yet| de| to)? (?:parler?|discuter?|aborder?|talk\w*|discuss\w*) (?:de|du|des|d'|about|of)(?!\w)"
)
"""What was not spoken of when they met."""

_FAILED: Final = re.compile(rf"(?<!\w)و?{any_of('encounters', 'failed')}(?!\w)")
"""It came to nothing: a meeting denied, missed, moved or left without an answer."""

_MET: Final = re.compile(rf"(?<!\w)(?<!ma )(?<!ما )و?{any_of('encounters', 'met')}(?!\w)")
"""They were together: met, talked, explained, helped."""

_CAME: Final = re.compile(rf"(?<!\w){any_of('encounters', 'came')}(?!\w)")
"""The other one came, and may have found nobody."""

_SHORT: Final = re.compile(rf"(?<!\w){any_of('encounters', 'short')}(?!\w)")
"""How long or by which means, behind a yes and a but."""


_OTHERS: Final = re.compile(
    r"(?<!\w)(?:avec|a|au|aux|with|to|met|saw|m3a|l|vu|rencontre|appele|مع|ل|ب) ?(?:(?:mon|ma|mes|my|la|le|les|the|un|une|notre|our) )?"
    rf"{any_of('encounters', 'others')}(?!\w)"
)
"""With somebody else."""

_OF_OTHERS: Final = re.compile(
    r"^\W*(?:(?:mon|ma|mes|my|la|le|les|the|notre|our) )?(?:(?:deux|two) )?"
    rf"(?:{any_of('encounters', 'others')}|mentor\w*s)(?!\w)"
    r"(?!.*(?<!\w)(?:on|nous|je|j|m|we|us|i|me|ana|[7h]na|\w+na|m3aya|li?ya|معي|معايا|\w+نا)(?!\w))"
)
"""Other people met: "ma voisine et son mentor se sont vus"."""


def _bare(text: str) -> str:
    return _NEARLY.sub(" ", _TOPIC.sub(" ", _DESPITE.sub(" ", apart(fold(text)))))


def _letters(text: str) -> str:
    """What a clause says, in the letters of data/held.tsv.

    h held, w a word for it that also says other things, f failed, o what comes between, g still to
    come, a again, d in doubt, y yes, x no.
    """
    bare = _OTHERS.sub(" peut-etre ", _bare(text))
    said = _MET.sub(" c'est fait ", _FAILED.sub(" annule ", bare))
    letters = "".join(letter for letter, _ in symbols(said, "held"))
    return f"?{letters}" if "?" in text or "؟" in text else letters


def _turned(head: str, tail: str) -> bool | None:
    """What two clauses say with a "but" between: "on devait se voir mais finalement non"."""
    if _MEANT.search(head):
        then = read_held(tail)
        # "On devait reporter mais on l'a fait quand même"
        return then if _CALLED_OFF.search(head) else None if then else False
    first, then = read_held(head), read_held(tail)
    answers = yes_no(head) is not None
    silent = {"h", "f", "g", "w", "?", "y", "x"}.isdisjoint(_letters(head))
    if first and then is False and _CAME.search(fold(head)):
        # "Il est venu mais j'étais absent"
        return False
    nearly = "d" in _letters(head)
    if then is not None and (answers or first is then or silent or nearly):
        return then
    rest = set(_letters(tail))
    if answers and first and then is None and rest <= set(".n~ows") and _SHORT.search(fold(tail)):
        return True
    told = not answers and then is None and rest <= set(".n~")
    return first if told else None


def _agreed(parts: list[str]) -> bool | None:
    """The verdict of the clauses that give one, when all of these agree and the others only tell."""
    told: list[bool | None] = []
    spoken: list[str] = []
    for part in parts:
        if _WHY.match(part) and any(one is not None for one in told):
            continue
        told.append(_told(part))
        spoken.append(_letters(part))
    verdicts = {one for one in told if one is not None}
    silent = [letters for letters, one in zip(spoken, told, strict=True) if one is None]
    # "On s'est ratés, il attendait à l'autre café": what was sure remains so.
    story = _STORY | {"d"} if "f" in spoken[0] and told[0] is False else _STORY
    if len(verdicts) != 1 or not story.issuperset("".join(silent)):
        return None
    verdict = verdicts.pop()
    # "Oui, demain" tells of what is still to come.
    to_come = any("g" in letters for letters in spoken) and not any("h" in one for one in spoken)
    return None if verdict and to_come else verdict


def read_held(text: str) -> bool | None:
    """True when the meeting was held, False when not, None when it cannot be told.

    A plain yes or no answers too, an "ok" does not. "oui, annulé" and "non, on s'est vus" contradict
    themselves; "on se voit demain" tells nothing of what was, "non, demain" that it was not yet held.
    """
    text = _AJAL.sub("نعم", _LLA.sub("non", text[:READ_AT_MOST]))
    if (given := former(fold(text))) is not None:
        told = read_held(given[1])
        return told if told is not None or not is_changed(given[1]) else not given[0]
    parts = clauses(text)
    if (claim := _CLAIMS.search(fold(text))) is not None:
        return _against(fold(text)[claim.end() :], parts)
    head, *tail = _BUT.split(text, maxsplit=1)
    if tail:
        return _turned(head, tail[0])
    if (concluded := _concluded(text)) is not None:
        return concluded
    agreed = _agreed(parts) if len(parts) > 1 else None
    return _told(text) if agreed is None else agreed


def _against(claim: str, parts: list[str]) -> bool | None:
    """What is so for those who report what another claims: "hiya galat tla9ina, w rah kdoub"."""
    if (untrue := _UNTRUE.search(claim)) is not None:
        claimed = read_held(_AND_THAT.sub("", claim[: untrue.start()]))
        return None if claimed is None else not claimed
    return read_held(", ".join(parts[1:])) if len(parts) > 1 else None


def _concluded(text: str) -> bool | None:
    """What stands behind the last "so", when what was told before says nothing else."""
    ties = list(CONCLUDED.finditer(text))
    if not ties or not ties[-1].start():
        return None
    answer = _told(text[ties[-1].end() :])
    return answer if _told(text[: ties[-1].start()]) in (None, answer) else None


def _told(text: str) -> bool | None:
    """What the words of one clause tell."""
    letters = _letters(text)
    if "?" not in text and "؟" not in text:
        # "Oui, il m'a expliqué comment…" asks nothing.
        letters = letters[:1] + letters[1:].replace("?", ".")
    unknown = letters.count(".")
    at_most = AT_MOST_TOLD if _OPENS.fullmatch(letters) else AT_MOST_UNKNOWN
    if not {"?", "d"}.isdisjoint(letters) or unknown > at_most:
        return None
    if not {"f", "x", "o"}.isdisjoint(letters):
        letters = letters.replace("w", ".")
    if "w" in letters and "h" not in letters and unknown and letters[0] != "y":
        return None
    letters = letters.replace("w", "h")
    # A negation just before the verb turns it; elsewhere it may deny anything.
    failed = "f" in letters or "zh" in letters
    held = "h" in letters.replace("zh", "")
    if held and not {"z", "x", "f"}.isdisjoint(letters):
        return None
    if failed:
        return None if "y" in letters else False
    if "o" in letters:
        return False if "x" in letters else None
    if held:
        to_come = "g" in letters and "y" not in letters
        return None if to_come or _OF_OTHERS.search(_bare(text)) else True
    if "g" in letters:
        return False if letters[0] == "x" and "y" not in letters else None
    if "a" in letters:
        return True if "y" in letters else False if "x" in letters else None
    answer = yes_no(_bare(text))
    # "Ok" may only say that the question was read.
    return answer if "y" in letters or not answer else None


def untold(text: str) -> bool:
    """Whether known words leave it open: a question, a doubt, what is still to come."""
    text = text[:READ_AT_MOST]
    letters = _letters(text)
    others = not {"h", "w"}.isdisjoint(letters) and _OF_OTHERS.search(_bare(text)) is not None
    return others or _ASKS.search(fold(text)) is not None or not {"?", "d", "g"}.isdisjoint(letters)
