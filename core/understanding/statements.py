"""Statements in the words of a plain yes or no: "je suis prête", "ma kaynasebnich", "ماشي مشكل"."""

import re
from functools import lru_cache
from typing import Final

from core.understanding.spelling import apart

_EASY: Final = re.compile(
    r"(?<!\w)(?:ma ?fi?h\w* (?:walou?|bas|7ta 7aja)|ما ?فيها? (?:والو|باس)|(?:ma ?kay?n\w*|ma[cs]h?i|bla|ma ?fih\w*|ma ?3a?ndi\w*) (?:7ta |ta )?m[ou]+[csh]+k[iey]l\w*"
    r"|(?:ما ?كاين\w*|ماشي|بلا|ما ?فيها?|ما ?عندي\w*) (?:حتي |شي )?(?:مشكل\w*|مانع)"
    r"|و?(?:ليس لدي|لا يوجد|ليس عندي|ما ?عندي\w*) (?:اي |حتي )?(?:اعتراض|مانع)\w*|(?:pas d'|pas d |aucune |no )objections?"
    r"|لا باس ب\w+|لا ا?ن?(?:مانع)(?: (?:ابدا|اطلاقا|في ذلك|لدي|عندي))*"
    r"|(?:marche|roule) pas de (?:soucis?|problemes?)|ma ?(?:3a?ndi|kay?n)\w* (?:7ta |ta )?mani3|(?:me |m')derange pas(?: du tout)?)"
)
"""No problem, in Darija's many spellings."""

_WHICH: Final = re.compile(
    r"\bce qu(?:i|e|')|\b(?:les|ces|vos|aux|toutes les|the|your|these) (?:termes et )?(?:conditions|terms)"
)
"""A relative clause asks nothing: "tout ce qui est écrit"."""

_JUST: Final = re.compile(
    r"(?<!\w)(?:غير|ghi+r?) (?=(?:[صس]يفط|قول|كول|عيط|خلي|دير|كتب|بدا|زيد|عطي|s[iy]+ft|sayft|g[ou]+l|[9q]ou?l|3[iy]+t|khell|dir|kt[ae]b|bd[aw]|zid|3t[iy])\w*)"
)
"""Darija's "just" before what the other may do, which in Arabic denies."""

_SEE: Final = re.compile(
    r"(?<!\w)(?:nch(?:o|ou)fo? (?=l[a-z]{3,})|(?<!y )a si (?=\w{4,}(?:$|[ ,.!]))|نشوف (?=ال))"
)
"""To see somebody, which puts nothing off, and Morocco's "sir", which is no condition."""

_GLAD: Final = (
    r"(?:prete?s?|dispo|disponibles?|libres?|partante?s?|interessee?s?|motivee?s?|ravie?s?|preneuse|preneur|presente?s?|favorable"
    r"|ready|available|keen|interested|up for (?:it|that|this)|on board|game"
    r"|جاهز[اه]?|مستعد[اه]?|متاح[اه]?|متفرغ[اه]?|مهتم[اه]?|حاضر[اه]?|واجد[ه]?|مسالي[ه]?|فرحان[ه]?|(?<!موعد )مع(?:كم|اكم|اك)"
    r"|m?wajd[ae]?|m?wajed|fa[dr][iy]y?[ae]?|fadya|khawi|khawya|فاضي[ه]?|خاوي[ه]?|mnas[ae]ba?|مناسب[اه]?|convenient|msali(?:y?a)?|mohtamm?a?|m3a(?:k|kom|kum)|7adra?|far7an\w*|fer7an\w*)"
)
"""Who is so wants to; who is not does not."""

_SUITS: Final = (
    r"(?:(?:me |m'|nous )(?:va|vont|convien\w+|arrange\w*|plai\w+|irai\w*|tente\w*|interesse\w*|parle)"
    r"|(?:works?|suits?|fits?|sounds) (?:me|us|well|fine|great|good|perfect\w*|for (?:me|us))"
    r"|(?:ي|ت)(?:ناسب|لائم|عجب|سر|سعد|هم|شرف)ني|ك(?:ي|ت)(?:ناسب|عجب|هم|صلح|ساعد|وات)\w*|جات معايا|موات(?:ي|يا)ني|(?:ي|ت)(?:ناسب|لائم) (?:جدولي|وقتي|برنامجي|ظروفي|مواعيدي)|(?:colle|rentre|tient) (?:bien )?(?:avec|dans) mon (?:planning|agenda|emploi du temps)|(?:fits?|suits?) (?:my|our|with my|in my|into my) (?:\w+ )?(?:schedule|calendar|day|week|agenda|planning)"
    r"|ka[yt]n[ae]s[ae]bni|ka[yt]sa3[ae]?dni|ka[yt]w[ae]tini|ka[yt]3[ae]?j[ae]?bni|ka[yt]hemni|ka[yt]sle7(?: lia| liya)?|jat m3aya)"
)
"""What does so is wanted."""

_NOT_QUITE: Final = (
    r"(?: (?:encore|vraiment|tres|trop|du tout|tout a fait|really|yet|very|quite|that|so|totally))?"
)

_YES: Final = re.compile(
    rf"(?<!\w)(?:(?:(?:je suis|on est|nous sommes|je serai|on sera|i'm|i am|we're|we are|i'll be|i will be|انا|نحن|ساكون|الموعد|الوقت|هذا الموعد|هذا الوقت|had lwe9t|lwe9t|ana|rani|7na|rah ana) )?(?:toujours |tres |tout a fait |totally |really |very |all )?{_GLAD}(?: pour moi| for me| liya| lia| ليا| لي| جدا| بالنسبه (?:لي|ليا)){{0,2}}"
    rf"|(?:(?:ca|cela|this|that|it|هذا|hada|hadchi|had chi) )?{_SUITS}(?: (?:bien|parfaitement|tres bien|beaucoup|a merveille|جدا|كثيرا|بزاف|bzaf))?"
    r"|je serai la|on sera la|i(?:'ll| will) be there|(?:that|it|this)(?:'s| is| would be| will be|'d be|'ll be) (?:lovely|wonderful|amazing|ideal|awesome|brilliant|great|perfect)|sans (?:aucune )?hesitation|ما ?كاين باس|ma ?kayn bas|m?t?tt?[ae]?f[ae]?[9q](?:na|in)|تفقنا|اتفقنا|مت(?:ا)?فقين|متفقون"
    r"|(?:(?:c'est |c )?(?:ok|bon|bien|parfait|super|nickel|good|fine|perfect|great|okay|mzyan|mezyan|mziana?|mzyana|مزيان|تمام) (?:pour (?:moi|nous)|for (?:me|us)|by me|with me|liya|lia|ليا|لي|بالنسبه لي))|ca tombe (?:tres |super )?bien|on fait (?:ca|comme ca)|faisons (?:ca|comme ca)|let's do (?:it|that|this)"
    r"|(?:i'm|i am|we're|we are|i'll be) free|je serai (?:a l'heure|ponctuelle?|au rdv|au rendez[- ]vous|la|present[e]?|au |a la |a l'|dans |sur place)|j'y serai|je viendrai|i(?:'ll| will) be on time|je (?:bloque|note|reserve|marque)(?= (?:\w+[' ]){0,3}(?:creneau|date|horaire|heure|jour|rdv|rendez|agenda|calendrier|planning)(?!\w))|je serai connectee?|me (?:parait|semble) (?:tres |tout a fait )?(?:bien|bon|parfait|super)|i(?:'d| would) love to(?= (?:meet|join|come|talk|chat|participate|try)(?!\w))|m?nas[ae]?bni|comptez sur moi|count me in|(?:good|fine|ok|okay) (?:on|from|at) my (?:side|end|part)|b ?ko?u?l+ (?:far7a|sourour|fra7)|بكل (?:سرور|فرح|فخر|حب|امتنان)|(?:hani|rani|ghadi nkoun) (?:jay|jaya)|kayna? f (?:had|dak|hadak) l?w[ae]?[9q]t|ntla[9q]aw t[ae]?mm?a|نتلاقاو تما|see you (?:there|then)|see you (?:on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow)|(?:ah|iyeh|wakha|اه|واخا) (?:a \w+ )?(?:m[ae]?r[ae]?[7h]ba|مرحبا)(?: bi\w+| بي\w+)?|i'll come|ghanji|ghadi nji|ghadi nkoun|ساكون (?:هناك|حاضر[اه]?|موجود[اه]?)|ساحضر|ساتي|غادي نجي|غادي نكون|نكون تما)(?!\w)"
)
"""A statement that is a yes in other words, in folded text: "je suis prête", "kaynasebni"."""

_NO: Final = re.compile(
    rf"(?<!\w)(?:(?:pas|plus|jamais|not|never){_NOT_QUITE} {_GLAD}|(?:لست|ليس|غير|لم اعد|ما|ماشي|machi|ma|mazal ma) ?{_GLAD}(?:ch|ش)?"
    rf"|(?:ne )?{_SUITS}(?: \w+)? (?:pas|plus)|(?:don't|doesn't|does not|do not|won't|wouldn't)(?: really)? {_SUITS}|(?:لا|لن|لم|ما) ?{_SUITS}ش?|ma ?{_SUITS}(?:ch|sh)"
    r"|(?:ma|ما) ?(?:k?a?y?|ك?ي?)(?:kh[ae]?d+[ae]?m\w*|ja\w*|waf[ae]?[9q]\w*|saw[ae]?b\w*|خدام\w*|خدم\w*|جا\w*|وافق\w*)(?:ch|ش) (?:m3a\w*|liya|lia|معايا|ليا)"
    r"|(?:tombe|tombait) (?:vraiment |tres |super )?mal|mauvais (?:timing|moment|jour|creneau)|bad (?:time|timing|day) for me|(?:pas|not)(?: (?:tres|trop|vraiment|very|really))? (?:a l'aise|comfortable|at ease)(?: (?:avec|with) (?:ca|cela|ce|cette idee|that|this|it|the idea|sharing))?"
    r"|(?:peux|peut|pouvons|pourrai[st]?|pourra|pourrons) (?:malheureusement |vraiment |vrmt )?pas(?=[,.;!]| (?:y|ya|il|venir|etre|y|assister|participer|me|aller|honorer|le|faire|ce|cette|a|pour|j'ai|jai|je|car|desole\w*|dsl|du|la|non|merci)(?!\w))(?: (?:venir|etre (?:la|presente?|dispo\w*|libre)|y (?:etre|aller)|assister|participer|me (?:liberer|connecter|deplacer|joindre)|le faire|faire ca))?"
    r"|بلا (?:جميل|مزيه)|already have a (?:mentor|coach)|j'ai deja (?:un |une |mon |ma )(?:mentor\w*|coach|accompagn\w*)|(?:va etre|sera|risque d'etre) (?:un peu |tres |trop |assez )?(?:complique|difficile|dur|chaud|tendu|juste(?= pour|$|,))(?: (?:pour moi|de mon cote))?"
    r"|(?:pense|crois) pas que (?:ce|ca|cela) (?:soit|sera|va)(?![^,.;!?]*(?:probleme|souci|genant|grave|derang))[^,.;!?]*|i don't think (?:it's|it is|it will be|this is|that's|that is) (?:a good idea|possible|useful|necessary|for me|right)|ma ?3a?ndi?ch l?w[ae]?[9q]t"
    r"|ma ?n[9qk][ae]?d+[ae]?r?ch(?: n\w+)?|ما ?نقد[رو]?ش(?: ن\w+)?|و(?:لن (?:اتمكن|استطيع|اقدر)|لا (?:استطيع|يمكنني|اقدر))(?! الانتظار)(?: من)?(?: ال\w+)?"
    r"|(?:won't|can't|cannot|couldn't|will not|am not going to|'m not going to)(?: be able to)? (?:make it|come|attend|join|be there)"
    r"|(?:je |j'|on )?(?:n')?(?:ai|a) plus (?:le |de |d')?(?:temps|besoin|envie)|plus d'actualite|(?:un |une )?(?:empechement|contretemps|imprevu)(?: de derniere minute)?|something (?:has |just )?c[ao]me up|(?:ظرف|ظروف) (?:طارئ|قاهر)\w*|(?:ma|ما) ?(?:ghadi|ghad|غادي)(?:ch|sh|ش)(?: n\w+| ن\w+){1,2}|(?:i'm |i am |we're |we are )?not free|(?:trop (?:tot|tard|loin|cher|juste)|difficile|complique|too (?:early|late|far|short)|(?:very )?(?:hard|difficult|tricky)|صعي?ب[اه]?|s3ib[ae]?) (?:pour (?:moi|nous)|for (?:me|us)|3liya|3lia|علي|عليا|بالنسبه لي)"
    r"|(?:je )?(?:prefere\w*|would prefer|i'd prefer|would rather have|kanf[ae]?d+[ae]?l|افضل|نفضل|بغيت|bghit) (?:un |une |chi )?(?:autre (?:jour|date|creneau|moment|horaire|heure)|another (?:day|time|date|slot)|nhar akhor|wa[9q]t akhor|يوم[اه]? اخر|موعدا? اخر|وقتا? اخر)|(?:(?:ca |ce )?(?:n'est|ne va|ne sera|va|sera|est|is|will be) )?(?:pas|not|won't be|machi|ماشي|غير|ليس)(?: (?:etre|du tout|really|vraiment))? (?:possible|faisable|jouable|feasible|ممكن[اه]?|momkin)|(?:لن|لا|ليس) (?:يكون )?ب(?:امكاني|مقدوري|استطاعتي)|لم اعد (?:بحاجه|احتاج|اريد|ارغب|مهتما?)\w*)(?!\w)"
)
"""A statement that is a no in other words: "pas dispo", "لا يناسبني"."""


@lru_cache(maxsize=64)
def plainly(folded: str) -> str:
    """`folded` with yes and no for statements that say so, and without what asks or refuses nothing."""
    line = _EASY.sub("wakha", apart(folded))
    line = _SEE.sub(" ", _JUST.sub(" ", _WHICH.sub("ce", line)))
    return _YES.sub(" wakha ", _NO.sub(" lla ", line))


def without_statements(folded: str) -> str:
    """`folded` without the statements that say yes or no; itself where there are none."""
    line = apart(folded)
    bare = _YES.sub(" ", _NO.sub(" ", line))
    return folded if bare == line else bare
