"""Times that lean on another one: "vendredi même heure", "the day after, same time", "نفس الساعة الجمعة"."""

import re
from datetime import datetime, timedelta
from typing import Final

_HOUR: Final = re.compile(
    r"(?<!\w)(?:(?:à|a|at|f|fi|b|pour) )?(?:(?:la|the|cette) )?"
    r"(?:m[êe]mes? (?:heures?|cr[ée]neau|horaire)|same (?:time|hour|slot)"
    r"|n[ea]?fs (?:l?we9t|l?wa9t|l?wqt|s+a3a|l?ou9t|l?waqt)|(?:في |ف|ب)?نفس (?:الوقت|الساعة|التوقيت))(?!\w)",
    re.IGNORECASE,
)
_DAYS: Final[tuple[tuple[re.Pattern[str], int], ...]] = tuple(
    (re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), off)
    for words, off in (
        (r"(?:le |on the |the |f )?(?:m[êe]me jour|same day|n[ea]?fs n?nhar)|(?:في )?نفس اليوم", 0),
        (r"le lendemain|(?:the )?(?:day after|next day|following day)(?! tomorrow)|(?:في )?اليوم (?:التالي|الموالي)", 1),
        (r"la veille|(?:the )?day before|(?:في )?اليوم السابق", -1),
    )
)  # fmt: skip
_OTHERWISE: Final = re.compile(
    r"(?<!\w)(?:pas|not|no|n'est|isn't|can't|mais pas|machi|ماشي|ليس|لا|sauf|except)(?: \w+)? ?$",
    re.IGNORECASE,
)
"""What denies the words that follow it."""

_FURTHER: Final = re.compile(
    r"(?<!\w)(?:plus tard|later|d'apr[èe]s|apr[èe]s(?![- ]demain)|after|suivante?|following|b3d|men b3d|من بعد|بعد|الموالي|التالي)(?!\w)",
    re.IGNORECASE,
)
"""A span from then on: from which day nobody can tell."""


def spelled_out(text: str, before: datetime) -> str:
    """`text` with the hour and the day of `before` (aware, by the writer's clock) in place of words
    that only point to them; as it is where they are denied or count on from somewhere else.
    """
    said = _HOUR.search(text)
    if said is None or _OTHERWISE.search(text[: said.start()]):
        return text
    told = f"{text[: said.start()]} {before:%H:%M} {text[said.end() :]}"
    for words, off in _DAYS:
        told = words.sub(f" {before + timedelta(days=off):%d/%m/%Y} ", told)
    return text if _FURTHER.search(told) else " ".join(told.split())
