"""Statements in the words of a plain yes or no: "je suis prête", "ma kaynasebnich", "ماشي مشكل"."""

import re
from typing import Final

from core.understanding.spelling import apart

_EASY: Final = re.compile(
    r"\b(?:ma ?fi?h\w* (?:walou?|bas|7ta 7aja)|ما ?فيها? (?:والو|باس)|(?:ma ?kay?n\w*|ma[cs]h?i|bla|ma ?fih\w*|ma ?3a?ndi\w*) (?:7ta |ta )?m[ou]+[csh]+k[iey]l\w*"
    r"|(?:ما ?كاين\w*|ماشي|بلا|ما ?فيها?|ما ?عندي\w*) (?:حتي |شي )?مشكل\w*)"
    r"|(?:ليس لدي|لا يوجد|ليس عندي|ما ?عندي\w*) (?:اي |حتي )?(?:اعتراض|مانع)\w*|(?:pas d'|pas d |aucune |no )objections?"
    r"|لا باس ب\w+|لا ا?ن?(?:مانع)(?: (?:ابدا|اطلاقا|في ذلك|لدي|عندي))*"
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

_SEE: Final = re.compile(r"(?<!\w)(?:nch(?:o|ou)fo? (?=l[a-z]{3,})|نشوف (?=ال))")
"""To see somebody, which puts nothing off."""

_GLAD: Final = (
    r"(?:prete?s?|dispo|disponibles?|libres?|partante?s?|interessee?s?|motivee?s?|ravie?s?|preneuse|preneur|presente?s?|favorable"
    r"|ready|available|keen|interested|up for (?:it|that|this)|on board|game"
    r"|جاهز[اه]?|مستعد[اه]?|متاح[اه]?|متفرغ[اه]?|مهتم[اه]?|حاضر[اه]?|واجد[ه]?|مسالي[ه]?|فرحان[ه]?|مع(?:كم|اكم|اك)"
    r"|m?wajd[ae]?|m?wajed|mnas[ae]ba?|مناسب[اه]?|convenient|msali(?:y?a)?|mohtamm?a?|m3a(?:k|kom|kum)|7adra?|far7an\w*|fer7an\w*)"
)
"""Who is so wants to; who is not does not."""

_SUITS: Final = (
    r"(?:(?:me |m'|nous )(?:va|vont|convien\w+|arrange\w*|plai\w+|irai\w*|tente\w*|interesse\w*|parle)"
    r"|(?:works?|suits?|fits?|sounds) (?:me|us|well|fine|great|good|perfect\w*|for (?:me|us))"
    r"|(?:ي|ت)(?:ناسب|لائم|عجب|سر|سعد|هم|شرف)ني|ك(?:ي|ت)(?:ناسب|عجب|هم|صلح)\w*|جات معايا"
    r"|ka[yt]n[ae]s[ae]bni|ka[yt]3[ae]?j[ae]?bni|ka[yt]hemni|ka[yt]sle7(?: lia| liya)?|jat m3aya)"
)
"""What does so is wanted."""

_NOT_QUITE: Final = (
    r"(?: (?:encore|vraiment|tres|trop|du tout|tout a fait|really|yet|very|quite|that|so|totally))?"
)

_YES: Final = re.compile(
    rf"(?<!\w)(?:(?:je suis|on est|nous sommes|je serai|on sera|i'm|i am|we're|we are|i'll be|i will be|انا|نحن|ساكون|الموعد|الوقت|هذا الموعد|هذا الوقت|had lwe9t|lwe9t|ana|rani|7na|rah ana) )?(?:toujours |tres |tout a fait |totally |really |very |all )?{_GLAD}(?: pour moi| for me| liya| lia| ليا| لي| جدا| بالنسبه (?:لي|ليا)){{0,2}}(?!\w)"
    rf"|(?<!\w)(?:(?:ca|cela|this|that|it|هذا|hada|hadchi|had chi) )?{_SUITS}(?: (?:bien|parfaitement|tres bien|beaucoup|a merveille|جدا|كثيرا|بزاف|bzaf))?(?!\w)"
    r"|(?<!\w)(?:je serai la|on sera la|i(?:'ll| will) be there|(?:that|it|this)(?:'s| is| would be| will be|'d be|'ll be) (?:lovely|wonderful|amazing|ideal|awesome|brilliant|great|perfect)|sans (?:aucune )?hesitation|ما ?كاين باس|ma ?kayn bas|t?tt?[ae]?f[ae]?[9q]na|تفقنا|اتفقنا"
    r"|(?:(?:c'est |c )?(?:ok|bon|bien|parfait|super|nickel|good|fine|perfect|great|okay|mzyan|mezyan|mziana?|mzyana|مزيان|تمام) (?:pour (?:moi|nous)|for (?:me|us)|by me|with me|liya|lia|ليا|لي|بالنسبه لي))|ca tombe (?:tres |super )?bien|on fait (?:ca|comme ca)|faisons (?:ca|comme ca)|let's do (?:it|that|this)"
    r"|(?:i'm|i am|we're|we are|i'll be) free|je serai (?:la|present[e]?|au |a la |a l'|dans |sur place)|j'y serai|je viendrai|see you (?:there|then)|i'll come|ghanji|ghadi nji|ghadi nkoun|ساكون (?:هناك|حاضر[اه]?|موجود[اه]?)|ساحضر|ساتي|غادي نجي|غادي نكون|نكون تما)(?!\w)"
)
"""A statement that is a yes in other words, in folded text: "je suis prête", "kaynasebni"."""

_NO: Final = re.compile(
    rf"(?<!\w)(?:(?:pas|plus|jamais|not|never){_NOT_QUITE} {_GLAD}|(?:لست|ليس|غير|لم اعد|ما|ماشي|machi|ma|mazal ma) ?{_GLAD}(?:ch|ش)?"
    rf"|(?:ne )?{_SUITS}(?: \w+)? (?:pas|plus)|(?:don't|doesn't|does not|do not|won't|wouldn't)(?: really)? {_SUITS}|(?:لا|لن|لم|ما) ?{_SUITS}ش?|ma ?{_SUITS}(?:ch|sh)"
    r"|(?:ma|ما) ?(?:k?a?y?|ك?ي?)(?:kh[ae]?d+[ae]?m\w*|ja\w*|waf[ae]?[9q]\w*|saw[ae]?b\w*|خدام\w*|خدم\w*|جا\w*|وافق\w*)(?:ch|ش) (?:m3a\w*|liya|lia|معايا|ليا)"
    r"|(?:je |j'|on )?(?:n')?(?:ai|a) plus (?:le |de |d')?(?:temps|besoin|envie)|plus d'actualite|(?:un |une )?(?:empechement|contretemps|imprevu)(?: de derniere minute)?|something (?:has |just )?c[ao]me up|(?:ظرف|ظروف) (?:طارئ|قاهر)\w*|(?:ma|ما) ?(?:ghadi|ghad|غادي)(?:ch|sh|ش)(?: n\w+| ن\w+){1,2}|(?:i'm |i am |we're |we are )?not free|(?:trop (?:tot|tard|loin|cher|juste)|difficile|complique|too (?:early|late|far|short)|(?:very )?(?:hard|difficult|tricky)|صعب[اه]?|s3ib[ae]?) (?:pour (?:moi|nous)|for (?:me|us)|3liya|3lia|علي|عليا|بالنسبه لي)"
    r"|(?:je )?(?:prefere\w*|would prefer|i'd prefer|would rather have|kanf[ae]?d+[ae]?l|افضل|نفضل|بغيت|bghit) (?:un |une |chi )?(?:autre (?:jour|date|creneau|moment|horaire|heure)|another (?:day|time|date|slot)|nhar akhor|wa[9q]t akhor|يوم[اه]? اخر|موعدا? اخر|وقتا? اخر)|(?:(?:ca |ce )?(?:n'est|ne va|ne sera|va|sera|est|is|will be) )?(?:pas|not|won't be|machi|ماشي|غير|ليس)(?: (?:etre|du tout|really|vraiment))? (?:possible|faisable|jouable|feasible|ممكن[اه]?|momkin)|لم اعد (?:بحاجه|احتاج|اريد|ارغب|مهتما?)\w*)(?!\w)"
)
"""A statement that is a no in other words: "pas dispo", "لا يناسبني"."""


def plainly(folded: str) -> str:
    """`folded` with yes and no for statements that say so, and without what asks or refuses nothing."""
    line = _EASY.sub("wakha", apart(folded))
    line = _SEE.sub(" ", _JUST.sub(" ", _WHICH.sub("ce", line)))
    return _YES.sub(" wakha ", _NO.sub(" lla ", line))
