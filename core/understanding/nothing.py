"""Whether a sentence says that there was none of what was asked for: "aucune vente", "لم نحقق أي دخل"."""

import re
from typing import Final

from core.understanding.normal import fold
from core.understanding.spelling import apart

_THING: Final = (
    r"(?:ventes?|financements?|subventions?|aides?|prets?|credits?|bourses?|funding|grants?|loans?|تمويل|دعم|منحه|قرض|مساعده|rentrees?|revenus?|recettes?|commandes?|clients?|clientes?|argent|entrees?|gains?|chiffre|dirhams?|centimes?|sous?|benefices?|dh|ca|encaissements?|emplois?|embauches?"
    r"|salarie\w*|employe\w*|recrutements?|sales?|incomes?|revenues?|money|orders?|customers?|turnover|profits?|earnings|hires?|employees|staff|jobs|workers?"
    r"|مبيعات|دخل|مدخول|مداخيل|ربح|ارباح|بيع|عمليه بيع|زبون|زبناء|زبائن|عميل|عملاء|طلبيه?|طلبيات|طلبات|درهم|ريال|شيء?|عائد\w*|موظف\w*|عامل\w*|خدام\w*|كليان|لحد|حد"
    r"|zbon|zboun|client|klian|clian|drhm|dirham|ryal|commande|vente|7aja|haja|wa7ed|wahed|khddam\w*|khdam\w*|9ard)"
)
_NOTHING: Final = re.compile(
    r"(?<!\w)(?:"
    rf"(?:aucune?|zero|nulle?|pas (?:encore )?(?:(?:eu|fait|vendu|recu|signe|trouve) )?(?:de|d'|un seul|une seule|le moindre|la moindre)) ?(?:seule? )?{_THING}"
    r"|(?:pas|rien|toujours rien|encore rien) (?:encore )?(?:vendu|gagne|encaisse|facture|touche|rentre|embauche|recrute|signe)"
    rf"|(?:no|zero|not any|not a single|(?:haven't|have not|hasn't|didn't|did not|don't|do not|never) (?:\w+ )?(?:any|a single|no)) {_THING}"
    r"|(?:haven't|have not|hasn't|didn't|did not|never) (?:sold|earned|made|sell|earn|make|hired|hire|invoiced)(?: (?:anything|any|anyone|anybody|a thing|yet|nothing))"
    r"|nothing (?:came in|sold|earned|invoiced|coming in)"
    rf"|(?:لم|ما) ?\w+ (?:بعد |علي |من )?(?:اي|حتي|شي|ولا) {_THING}|(?:لم|ما) ?(?:ن|ا|ي)?(?:بع|بيع|بعنا|بعت|كسب|ربح|جني|دخل)\w* (?:بعد|والو|شيئا?|حتي)"
    rf"|(?:لا|ما ?كاين\w*) (?:توجد |يوجد |لدي |عندي )?(?:اي |حتي |شي )?(?:مبيعات|دخل|مداخيل|زبناء|زبائن|عملاء|موظفين|عمال)"
    rf"|ma ?\w+ (?:(?:7ta|hta|ta|chi) ?{_THING}|walou?)|(?:7ta|hta|ta) {_THING} (?:mazal|ba9i|daba|l7ad|lhad)"
    r"|personne (?:pour l'instant|pour le moment|encore|a part moi)"
    r")(?!\w)"
)
_OPEN: Final = re.compile(
    r"[?؟]|(?<!\w)(?:si|if|ila|اذا|sans|without|bla|بدون|peur|afraid|crains?)(?!\w)"
)
"""What is asked, or only would be."""

MOST_WORDS: Final = 16
"""A longer text tells more than that there was none."""


def says_nothing(text: str) -> bool:
    """Whether `text`, in which no number stands, says that there was none of what was asked for."""
    folded = apart(fold(text))
    return (
        len(folded.split()) <= MOST_WORDS
        and _NOTHING.search(folded) is not None
        and _OPEN.search(f"{folded} {text[-2:]}") is None
    )
