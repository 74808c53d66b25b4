"""What a sentence measures beside what it counts: "à 18 ans", "en 3 mois", "chaque semaine", "رقم 6"."""

import re
from typing import Final

from core.understanding.normal import READ_AT_MOST, fold
from core.understanding.number_words import LANGUAGES, numeral

_NUMERALS: Final = frozenset(word for one in LANGUAGES for word in one.worth)

_EVERY: Final = ("a", "an")
"""With these a rate: "75 baskets a week"."""

_NUMBER: Final = r"(?:(?P<number>\w+) (?:d |dyal |ديال |derniere?s? |premiere?s? |prochaine?s? |slow |long |good |bad |full |longues? |bonnes? )?l?|\d[\d.,]* ?)"

_HABIT: Final = r"(?:chaque|tous les|toutes les|every|kol|kul|كل) (?:jours?|semaines?|mois|day|week|month|nhar|simana|ch[ae]?h[ae]?r|يوم|اسبوع|شهر)"

_TIME: Final = (
    r"ans?|annees?|mois|jours?|semaines?|heures?|h|minutes?|min|mn"
    r"|years?|yrs?|months?|days?|weeks?|hours?|hrs?|mins?|o'clock"
    r"|سنه|سنوات|سنين|عاما?|اعوام|شهرا?|اشهر|شهور|يوما?|ايام|اسبوعا?|اسابيع|ساعه|ساعات|دقيقه|دقايق|مرات|مره|fois|times|m+e?rr?at"
    r"|3am|snin|sna|chh[ae]?r|chhour|chhor|yam|iyam|you?m|nhar|simanat?|smana|sa3a|swaye3|d9i9a|d9aye9"
)

_SIZE: Final = (
    r"km|kg|kilos?|grammes?|quintaux|tonnes?|tons?|metres?|m2|square (?:metres?|meters?|feet|yards?)|sq ?m|sqft|cm|litres?|litro|litrat|hectares?|miles?|meters?|liters?|acres?|feet|inches"
    r"|كيلو(?:مترا?|غراما?)?|مترا?|امتار|لترا?|ليترو?|طنا?|اطنان|قنطارا?|قناطير|هكتارا?|هكتارات|درجه|درجات|mitrou?|mitro|kilowat\w*|kw"
)

_ADDRESS: Final = r"(?:رقم|عدد الدار|numero|num|n°|no|number|nr|nimiro|room|tabe9|tab9|derb|z[ae]?n[9q]a|زنقه|درب|طابق|الطابق|etage|chambre|rue|lot|salle|bureau|porte|guichet|quai|appart\w*) ?\d+|\d+ (?:rue|avenue|boulevard|bd|street(?! lights?)|زنقه|شارع)"

_MEASURED: Final = re.compile(rf"(?<!\w)(?:{_HABIT}|{_NUMBER}(?:{_TIME}|{_SIZE})|{_ADDRESS})(?!\w)")

_SIZED: Final = re.compile(rf"(?<!\w)(?:{_NUMBER}(?:{_SIZE})|{_ADDRESS})(?!\w)")


def without_measures(text: str) -> str:
    """`text` without years, hours, ways, house numbers and habits, folded then; itself when it has none."""
    return _without(_MEASURED, text)


def without_sizes(text: str) -> str:
    """`text` without ways, weights and house numbers, folded then; itself when it has none."""
    return _without(_SIZED, text)


def _without(measured: re.Pattern[str], text: str) -> str:
    folded = fold(f"x {text[: READ_AT_MOST - 4]} x")[2:-2]
    bare = measured.sub(_left, folded)
    return text if bare == folded else bare


def _left(found: re.Match[str]) -> str:
    number = found["number"]
    counts = (
        number is None
        or number.isdecimal()
        or (number not in _EVERY and numeral(number) in _NUMERALS)
    )
    return " " if counts else found[0]
