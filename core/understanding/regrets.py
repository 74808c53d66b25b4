"""Whether somebody is only sorry about what was proposed: "désolée, ce jour-là je garde les petits"."""

import re
from typing import Final

from core.understanding.normal import fold, words
from core.understanding.small_words import DOUBTS, QUESTIONS
from core.understanding.statements import plainly
from core.understanding.yesno_words import HEDGES

_SORRY: Final = re.compile(
    r"(?<!\w)(?:malheureusement|j'aurais (?:bien |beaucoup |vraiment |tant )?(?:aime|voulu)(?= mais)|i would have loved|i wish i could|helas|dommage|desole[es]?|dsl|navree?|sorry|unfortunately|sadly|i'm afraid|للاسف|مع الاسف|اسفه?|اعتذر|معذره|عذرا|smah?li\w*|sma7 ?li\w*|sm[ae]h ?li\w*|sme7 ?li\w*|sm[ae]7 liya|ma3 l?2?asaf|سمح\w* ليا|سامح\w*ني|اسمح\w* لي)(?!\w)"
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

_CLOUDS: Final = (DOUBTS | QUESTIONS | HEDGES) - {"mais", "but", "walakin", "لكن", "ولكن"}

_SHORTEST, _LONGEST = 4, 14
"""Fewer words give no reason, more are a story."""


def is_sorry(text: str) -> bool:
    """Whether `text` says that somebody is sorry, about whatever."""
    return _SORRY.search(fold(text)) is not None


def regrets(text: str) -> bool:
    """Whether `text` is sorry and tells why, and not about what has been, a question or the line."""
    folded = fold(text)
    if _SORRY.search(folded) is None or _OF_ELSE.search(folded) or _BEHIND.search(folded):
        return False
    said = words(plainly(folded))
    return _SHORTEST <= len(said) <= _LONGEST and _CLOUDS.isdisjoint(said)


def without_apology(folded: str) -> str:
    """`folded` without the words of somebody who is sorry."""
    return _SORRY.sub(" ", folded)
