"""Words beside a time: verbs of meeting, greetings, places and ways to meet, names of people and towns."""

import re
from collections.abc import Sequence
from typing import Final

from core.understanding.calendar_lexicon import Symbol
from core.understanding.normal import READ_AT_MOST, fold, word_set, words
from core.understanding.small_words import FILLERS

BUSY: Final = word_set(
    """
    travaille travail work working job khdam khdama kankhdem kankhdm kankheddem خدام خدامة اعمل
    اشتغل كنخدم kan كان ai ete been ve was viens reflechir besoin need aide help uns
    """
)
"""Small words elsewhere; beside an hour they may tell of an engagement or of the past."""

GREETINGS: Final = word_set(
    """
    bonjour bonsoir bjr bsr salut slt salam slm hello hi hey coucou cher chere dear mr mme si lalla
    merci thanks سلام السلام مرحبا شكرا سي لالة khoya khouya
    """
)
"""The word behind may be a name."""

PLACES: Final = word_set(
    """
    bureau bureaux cafe hotel restaurant resto agence local locaux siege quartier centre salle gare fac
    ecole campus boutique magasin usine atelier mall office station lobby hub
    مكتب المكتب مقهى المقهى فندق الفندق مقر المقر محطة المحطة lmaktab lbiro birou l9ahwa lqahwa
    """
)
"""The words behind may be the name of the place."""

SPEAKING: Final = re.compile(
    r"(?:re)?(?:voi|rattrap|voy|verr|parl|appel|rencontr|retrouv|discut|echang|fix|cal|propos|convien|arrang"
    r"|confirm|valid|prefer|programm|planifi|organis|connect|rejoin|bloqu|reserv|causer|debrief)\w{0,6}"
    r"|(?:meet|talk|speak|chat|schedul|confirm|propos|suggest|prefer|suit|discuss|connect)(?:s|e|es|ing)?"
    r"|[nt]t?[ae]?(?:l[ae]?[9q]|ch[aoue]*f(?=\w)|h[ae]?d[ae]?r|3[aei]*y+[ae]*t|wa?s+l|d+wi|ji|mchi|son+i|kem+l|bda|[9q]t[ae]?r[ae]?[7h]|[9q][ae]?b[ae]?l|k[ae]l+m|dir|fah|taf[9q]|[9q]ad)\w{0,7}"
    r"|3[aei]*y+[ae]*t\w{0,4}|عيط\w{0,3}|[ن]?[أا]?ت?صل\w{0,3}"
    r"|i?n+[cs]h+a*2?a*l+a+h?"
    r"|k?a?y?n?[mn][aou]*n?a?s[aei]b(?:ni|na|k|kom|lik)?"
    r"|ف?ل?[نتايسك]{1,3}(?:جعل|لتق|لاق|تلاق|تواصل|تحدث|تكلم|تقابل|جتمع|ناقش|ناسب|فضل|قترح|حدد|تفق|هضر|عيط|شوف|شاوف|دوي|دير|لائم|وافق)\w{0,5}"
)
"""Forms of the verbs for meeting, talking and suiting, which say nothing about when."""

_SIR: Final = re.compile(r"\b[Ss]i [A-ZÀ-Ý]")
"""The Moroccan "si" before a first name is no French "if"."""

_CITIES: Final = word_set(
    "casa casablanca rabat fes maroc paris lyon france bruxelles londres montreal quebec canada toronto "
    "dubai york london morocco riyad doha geneve"
)
"""Behind an hour a city may name the clock that is meant."""

TOWNS: Final = {
    "Africa/Casablanca": word_set(
        """
        casa casablanca rabat fes tanger marrakech agadir meknes oujda kenitra tetouan sale maroc morocco
        الرباط البيضاء كازا فاس طنجة مراكش اكادير مكناس وجدة القنيطرة تطوان سلا
        """
    )
}
"""Where one's own clock is shown, by zone."""

_NAME: Final = re.compile(r"(?<=[\w,;:\])] )[A-ZÀ-Ý][a-zà-ÿ'’-]+")
"""A word with a capital inside a sentence is the name of a person or a place."""

PRONOUNS: Final = word_set(
    "je j on nous tu vous il elle ils elles i we you he she they ana 7na hna انا نحن"
)

_MEANS: Final = word_set(
    """
    zoom teams meet whatsapp watsapp wtsp whatsap skype visio tel telephone tilifoun appel call phone video mail
    maktab lmaktab biro birou lbirou 9ahwa l9ahwa qahwa مكتب المكتب فالمكتب office
    bureau cafe presentiel distance ligne online appelle
    زوم واتساب هاتف الهاتف التيليفون تيمز حضوريا
    """
)

_ORS: Final = word_set("ou or wla walla ola wella أو او ولا")


def without_choice(said: Sequence[str], symbols: list[Symbol]) -> list[Symbol]:
    """Leave out the "or" between two ways of meeting: "zoom ou par whatsapp"."""
    if sum(letter == "r" for letter, _ in symbols) != 1:
        return symbols
    named = [word for word in said if word in _MEANS or word in _ORS or word not in FILLERS]
    between_ways = any(
        named[at] in _ORS and named[at - 1] in _MEANS and named[at + 1] in _MEANS
        for at in range(1, len(named) - 1)
    )
    return [one for one in symbols if one[0] != "r"] if between_ways else symbols


def names(text: str) -> frozenset[str]:
    named = _NAME.findall(text[:READ_AT_MOST])
    found = frozenset(word for name in named for word in words(fold(name))) - _CITIES
    return found | {"si"} if _SIR.search(text) else found
