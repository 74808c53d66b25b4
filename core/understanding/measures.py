"""What a sentence measures beside what it counts: "à 18 ans", "en 3 mois", "chaque semaine", "رقم 6"."""

import re
from typing import Final

from core.understanding.normal import READ_AT_MOST, fold
from core.understanding.number_words import LANGUAGES, numeral

_NUMERALS: Final = frozenset(word for one in LANGUAGES for word in one.worth)

_MEASURED: Final = re.compile(
    r"(?<!\w)(?:(?:chaque|tous les|toutes les|every|kol|kul|كل) (?:jours?|semaines?|mois|day|week|month|nhar|simana|ch[ae]?h[ae]?r|يوم|اسبوع|شهر)"
    r"|(?:(?P<number>\w+) (?:d |dyal |ديال |derniere?s? |premiere?s? |prochaine?s? |slow |long |good |bad |full |longues? |bonnes? )?l?|\d[\d.,]* ?)"
    r"(?:ans?|annees?|mois|jours?|semaines?|heures?|h|minutes?|min|mn|km|kg|kilos?|metres?|m2|cm|litres?"
    r"|years?|yrs?|months?|days?|weeks?|hours?|hrs?|mins?|miles?|meters?|o'clock"
    r"|سنه|سنوات|سنين|عاما?|اعوام|شهرا?|اشهر|شهور|يوما?|ايام|اسبوعا?|اسابيع|ساعه|ساعات|دقيقه|دقائق|مرات?|fois|times|m+e?rr?at|كيلو(?:مترا?)?|مترا?|امتار"
    r"|3am|snin|sna|chh[ae]?r|chhour|yam|iyam|you?m|nhar|simanat?|smana|sa3a|swaye3|d9i9a|d9aye9)"
    r"|(?:رقم|عدد الدار|numero|num|n°|no|number|nr|nimiro|room|tabe9|tab9|derb|zn9a|زنقه|درب|طابق|الطابق|etage|chambre|rue|lot|appart\w*) ?\d+|\d+ (?:rue|avenue|boulevard|bd|street|زنقه|شارع))(?!\w)"
)


def without_measures(text: str) -> str:
    """`text` without years, hours, ways, house numbers and habits, folded then; itself when it has none."""
    folded = fold(f"x {text[: READ_AT_MOST - 4]} x")[2:-2]
    bare = _MEASURED.sub(_left, folded)
    return text if bare == folded else bare


def _left(found: re.Match[str]) -> str:
    number = found["number"]
    counts = number is None or number.isdecimal() or numeral(number) in _NUMERALS
    return " " if counts else found[0]
