"""Whether somebody is only sorry about what was proposed: "désolée, ce jour-là je garde les petits"."""

import re
from typing import Final

from core.understanding.normal import fold, words
from core.understanding.small_words import DOUBTS, QUESTIONS
from core.understanding.statements import plainly
from core.understanding.yesno_words import HEDGES

_SORRY: Final = re.compile(
    r"(?<!\w)(?:malheureusement|(?:regrettabl|regretful)y|a (?:mon grand )?regret|a contre[- ]?coeur|pardonnez[- ]moi|lah ghaleb|الله غالب|يوسف(?:ني|نا)|j'aurais (?:bien |beaucoup |vraiment |tant )?(?:aime|voulu)(?= mais)|i would have loved|i wish i could|helas|dommage|desole[es]?|dsl|navree?|sorry|unfortunately|sadly|i'm afraid|للاسف|مع الاسف|اسفه?|اعتذر|معذره|عذرا|smah?li\w*|sma7 ?li\w*|sm[ae]h ?li\w*|sme7 ?li\w*|sm[ae]7 liya|ma3 l?2?asaf|سمح\w* ليا|سامح\w*ني|اسمح\w* لي)(?!\w)"
)
"""Who is sorry about what was proposed refuses it."""

_OF_ELSE: Final = re.compile(
    r"(?<!\w)(?:retard\w*|late|delay\w*|oubli\w*|forg\w+|repon\w*|repl\w+|answer\w*|comp?ri\w*|comprend\w*|underst\w*|fh[ae]?m\w*|mafhem\w*|question\w*|s[aeo]?2?[aou]+al\w*|sais|savais|know|derang\w*|bother\w*|disturb\w*|t3[ae]?t+[ae]?l\w*|t2?akh+[ae]?r\w*|nsit\w*|messages?|erreur|mistake|tromp\w*|wrong|bien recu|recu"
    r"|hear|entendre|apprendre|(?:desole[es]?|dsl|sorry|navree?) (?:pour|for|du|des|de|d'|about|to)|lien|link|bouton|button|appli\w*|ouvrir|open|numero|number|photo|document|fichier|file|internet|connexion|connection|reseau|network|wifi|batterie|battery|(?:marche|fonctionne|works?|working) (?:pas|not)|(?:pas|not|n't) (?:work\w*|marche\w*|fonctionn\w*|vu|see|find|trouve\w*)|رابط|الرابط|انترنت|wait\w*|attend\w*|soon|repeter|repeat|quoi|what|c'est qui|who|combien|quand|when|changer|deplacer|decaler|move|reschedul\w*|تاخر\w*|تاخير\w*|نسي\w*|افهم|فهم\w*|سوال|اعرف|ازعاج|رد|الرد)(?!\w)"
)
"""What people are sorry about that is not what was proposed."""

_BEHIND: Final = re.compile(
    r"(?<!\w)(?:j'?etais|etais|etait|etions|j'avais|j'ai (?:ete|eu)|viens|vient|hier|perdu|casse\w*|was|were|been|just|saw|seen|yesterday|last|lost|broken|new here"
    r"|kont|kount|kunt|kant|kan|kenn?a|lbare7|كنت|كان|كانت|البارح|امس|telephone|phone|tel|clavier|forfait)(?!\w)"
)
"""What has been, for which one apologises: why an answer comes late is none."""

_UNDERWAY: Final = re.compile(
    r"(?<!\w)(?:au volant|en route|en chemin|sur la route|(?:je|on) (?:conduis|roule)|en train de (?:conduire|rouler)|dans (?:le|un|mon) (?:bus|train|taxi|tram|metro|car)"
    r"|(?:au travail|en reunion|en cours|en rdv|occupee?|au marche|avec (?:un|une) client\w*) (?:la|maintenant|en ce moment)(?!\w)"
    r"|(?:vous|te|t') ?(?:reponds|rappelle|recontacte|ecris|redis)|driving|on (?:the|a) (?:road|train|bus|tram|metro|plane|way)|in (?:a|the) (?:taxi|car|bus)|(?:busy|at work|in a meeting) (?:right now|now|at the moment)"
    r"|(?:i'll|will|let me) (?:reply|answer|get back|write|call you|text you)|f ?(?:t+ri[9q]|l?tram|l?kar|l?tobis|t+axi|l?tran)|say[9qg]a?|kansou[9qg]|nj[ae]?wb[eo]?k|nrd 3lik"
    r"|(?:في|ف) ?ال(?:طريق|قطار|حافله|تران|كار|طاكسي|سياره|طوموبيل|ترام)|سايقه?|كنسوق|اقود|ساجيب\w*|سارد|نجاوبك\w*|نرد عليك)(?!\w)"
)
"""Where one is this moment, for which one puts off answering."""

_CLOUDS: Final = (DOUBTS | QUESTIONS | HEDGES) - {
    "mais",
    "but",
    "walakin",
    "لكن",
    "ولكن",
}

_SHORTEST, _LONGEST = 4, 14
"""Fewer words give no reason, more are a story."""


def is_sorry(text: str) -> bool:
    """Whether `text` says that somebody is sorry, about whatever."""
    return _SORRY.search(fold(text)) is not None


def is_of_else(text: str) -> bool:
    """Whether `text` is sorry about what has been, a question or the line, or tells where one is this moment."""
    folded = fold(text)
    if _UNDERWAY.search(folded):
        return True
    sorry = _SORRY.search(folded) is not None
    return sorry and any(one.search(folded) for one in (_OF_ELSE, _BEHIND))


def regrets(text: str) -> bool:
    """Whether `text` is sorry and tells why, and not about something else (`is_of_else`)."""
    folded = fold(text)
    if _SORRY.search(folded) is None or is_of_else(text):
        return False
    said = words(plainly(folded))
    return _SHORTEST <= len(said) <= _LONGEST and _CLOUDS.isdisjoint(said)


def without_apology(folded: str) -> str:
    """`folded` without the words of somebody who is sorry."""
    return _SORRY.sub(" ", folded)
