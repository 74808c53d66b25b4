"""Whether a meeting was held: "on s'est vus", "annulé", "ma tla9inach", "لم نلتق"."""

import re
from typing import Final

from core.understanding.amends import clauses
from core.understanding.normal import READ_AT_MOST, fold
from core.understanding.phrases import symbols
from core.understanding.spelling import apart
from core.understanding.yesno import yes_no

AT_MOST_UNKNOWN: Final = 3
"""More words than this that speak of no meeting are a story."""

AT_MOST_TOLD: Final = 8
"""More words than this are one even behind "we met", "yes", "we had to cancel", where nothing contradicts it."""

_OPENS: Final = re.compile(r"[.n]{0,3}y?[.n]{0,3}h[.hwy/n]*|y[.nw]*|x?[.n]{0,4}f[.fxo/nw]*|x[.fz]*")
_STORY: Final = frozenset(".nz~owga")
"""What a clause may say that leaves the verdict of another one what it is."""

_BUT: Final = re.compile(
    r"(?<!\w)(?:mais|but|walakin|welakin|wlakin|لكن|ولكن)(?!\w)", re.IGNORECASE
)
_WHY: Final = re.compile(r"\W*(?:parce|pcq|car|because|[h7]it|حيت|لأن)", re.IGNORECASE)
"""Behind it stands why, whatever happened then."""

_NEARLY: Final = re.compile(
    r"(?<!\w)(?:almost|nearly|presque|quasi\w*|a peu pres|environ|about|around|ta?9riban|9rib|تقريبا|حوالي) (?=(?:an?|une?|half|\d+|deux|trois|two|three|sa3a|ساعه|نصف)(?!\w))"
)
"""Of how long it took, which leaves open nothing else."""

_MEANT: Final = re.compile(
    r"(?<!\w)(?:devait|devions|devais|supposed|should have|kan khassna|kan khasna|kona ghan|كان من المفروض|كنا غادي)",
    re.IGNORECASE,
)
"""What was to be, and then a but."""

_LLA: Final = re.compile(
    r"^\W*(?:la+|lla+)(?=\W*$|\s*[,.!;،]|\s+(?:ma|mazal|ba[9q]i|walo|machi|mashi|khoya|khti|a|smeh|sm[ae]h|hit|[7h]it|kan|kont|tsen|2?aj+[ae]?l|3|chokran|daba|wa))",
    re.IGNORECASE,
)
"""Darija's no, which elsewhere is the French article."""

_AJAL: Final = re.compile(r"^\W*[أا]جل(?=\s*[,،.!]|\s+(?:لقد|تم|نعم|قد)|\W*$)")
"""The Arabic yes, which is written as what puts off."""

_DESPITE: Final = re.compile(
    r"(?<!\w)(?:meme si|malgre|bien qu[e']|quoiqu[e']|although|though|even though|even if|despite|in spite of"
    r"|رغم|بالرغم|مع ان|w[ae]?kha (?:kan\w*|ma)|waxa (?:kan\w*|ma)|واخا (?:كان\w*|ما)|rghm|bra?ghm)(?!\w)[^,;.!]*"
)
"""What did not keep them from it."""

_TOPIC: Final = re.compile(
    r"(?:(?<!\w)(?:pas|jamais|oublie|not|forgot)|n't)(?: encore| yet| de| to)? (?:parler?|discuter?|aborder?|talk\w*|discuss\w*) (?:de|du|des|d'|about|of)(?!\w)"
)
"""What was not spoken of when they met."""

_FAILED: Final = re.compile(
    r"(?<!\w)(?:(?:pas|jamais|toujours pas)(?: (?:encore|pu|reussi a|reussi|finalement|du tout))? (?:se |s'|nous |me |m'|le |la |lui )?"
    r"(?:vue?s?|voir|parler?|rencontr\w+|appeler?s?|capt\w+|crois\w+|joi\w+|connect\w+|discut\w+|echang\w+|retrouv\w+|reuni\w*|tenue?|presente\w*|venir|venue?s?|montre|repondu\w*|decroche\w*|donne (?:signe|de nouvelles)|donne suite)"
    r"|(?:(?:did|could|would|was|were|have|has|had|can)(?:n'?t| not)|never)(?: (?:yet|even|really|actually|able to|manage to|been able to|end up|get to))? "
    r"(?:meet\w*|met|talk\w*|speak|spoken?|call\w*|connect\w*|show\w*|turn\w* up|came|come|join\w*|attend\w*|make it|made it|(?:pick|picked) up|answer\w*|reply|replied|respond\w*|manage\w*|happen\w*|take place|took place|appear\w*|go ahead|go through|work out|there|online)"
    r"|^(?:personne|nobody|no one|7ta wa7ed|7ta wahed|حتى واحد|لا احد)$"
    r"|(?:personne|aucun\w*|nobody|no one) (?:\w+ )?(?:ne |n'|has |had )?(?:s'est |est |etait |a |was |were )?(?:connect\w+|venue?s?|la|present\w*|repondu|montre\w*|came|come|joined|showed\w*|there|au rendez-vous|au rdv)"
    r"|(?:mazal|ba[9q]i|مازال|ما زال|باقي) (?:ma|ما) ?\w+|(?:mazal|ba[9q]i) ma\w+"
    r"|(?:aucune nouvelle|sans nouvelles?|faux bond|(?:a|ont|avons|ai|est) (?:finalement |du )?(?:remis|decale\w*|reporte\w*|repousse\w*|annule\w*|zappe\w*|saute)|s'est (?:rate|loupe|manque)e?s?|nous sommes (?:rate|manque)e?s"
    r"|(?:had|have|has) to (?:postpone|cancel|reschedule|move|push|delay|skip)|(?:du|dus|dut) (?:annuler|reporter|decaler|repousser|deplacer)"
    r"|tomb\w+ a l'eau|(?:had to |we |he |she |they )?(?:push|mov|shift|delay|postpon|cancel|reschedul)\w* (?:it|the (?:meeting|call|session))|stood me up|(?:nobody|no one|noone) (?:came|joined|showed|was)|fell through|(?:got|was|been) (?:postponed|cancell?ed|moved|pushed|delayed|rescheduled))"
    r"|(?:ma|w?ma) ?k?a?(?:t?la?[9q]\w*|t?h[ae]?d[ae]?r\w*|t?dwi\w*|t?ch[ae]?w?f\w*|jat?|ja[wt]\w*|ji[nt]\w*|[7h]d[ae]?r\w*|3[ae]?y+[ae]?t\w*|d[kx]h?[ae]?l\w*|kan\w*|daz\w*|wsl\w*|ban\w*|tjm\w*|dert?\w*|drna\w*)(?:ch|chi|sh)"
    r"|(?:ma|ما) ?(?:mchi|مشي)(?:t|na|ت|نا)(?:ch|ش)|me suis (?:trompe|plante|emmele)\w* (?:de|d'|dans)|pas de nouvelles?|no news\b|s'est trompe\w* (?:de|d')|confondu|mixed up|(?:wrong|mauvais\w*) (?:day|time|date|jour|heure)"
    r"|2?a?j+[ae]?l(?:na|t|at|naha|nah|ha|o|ou)\w*|t2?a?j+[ae]?l\w*|ma ?h[ae]?z+\w*ch|ما ?هز\w*ش|bd+[ae]?l(?:na|t|at|o) (?:lma?w3id|rdv|lwe9t|nhar)|(?:nsa|nsat|nsit|nsina) \w*"
    r"|لم (?:يتيسر|يتسن|يكتب)|(?:لم|ما) ?(?:ن|ي|ت|ا)(?:لتق\w*|تقابل\w*|تحدث\w*|تكلم\w*|حضر\w*|جتمع\w*|تصل\w*|ات|جب|رد|عقد\w*|تم)|(?:اعتذر\w*|تعذر\w*|تغيب\w*|الغي\w*|تاجل\w*|اجل\w*)(?: (?:عن|اللقاء|الموعد|الاجتماع))?"
    r"|و?ما ?(?:تلاقي|هضر|دوي|تشاوف|جا|جات|حضر|عيط|دخل|كان|داز|بان|تاصل|جاوب|جاوبات)\w*ش)(?!\w)"
)
"""It came to nothing: a meeting denied, missed, moved or left without an answer."""

_MET: Final = re.compile(
    r"(?<!\w)(?<!ma )(?<!ما )و?(?:(?:vien[st]?s?|venons|viennent) (?:juste |tout juste |a peine )?de (?:se |s'|lui |le |la |l'|nous )?(?:parler|voir|terminer|finir|raccrocher|quitter|sortir|discuter|echanger|rencontrer|appeler|faire)"
    r"|(?:s'est|nous sommes|on s'est) (?:\w+ ){0,2}?(?:vue?s?|parle|rencontree?s?|appelee?s?|capte\w*|connecte\w*|retrouve\w*|reuni\w*|entretenu\w*)"
    r"|(?:travaille\w*|worked|khd[ae]?mna|خدمنا|اشتغلنا) (?:\w+ ){0,3}?(?:sur|ensemble|on|together|3la|على)|(?:est|sont) venue?s? (?:me |nous )?(?:voir|visiter)|came to (?:visit|see|meet)|visited"
    r"|(?:j'ai|on a|nous avons) (?:bien )?(?:vu|rencontre) (?:mon|ma|le|la) (?:mentor\w*|mentee|coach\w*|accompagn\w*)"
    r"|on a (?:finalement |bien |quand meme )?fait (?:ca|le point|un point|l'appel|la reunion|notre \w+)"
    r"|je (?:l'|lui |les |leur )ai (?:\w+ )?(?:vue?s?|parle|rencontree?s?|eue? (?:au|en)|expose\w*|presente\w*)"
    r"|(?:m'a|nous a|m'ont) (?:\w+ )?(?:explique\w*|conseille\w*|aide\w*|corrige\w*|montre\w*|recue?s?|accueilli\w*|oriente\w*|encourage\w*|(?:donne|partage|file) (?:plein|beaucoup|des|de bons?|de tres|d'excellents?|quelques|ses))"
    r"|(?:super|tres bon\w*|bon\w*|excellent\w*|belle|chouette|top|genial\w*|riche|great|good|nice|lovely|useful|productive|amazing|fantastic|brilliant|really good|very good|wonderful) (?:premier\w* |first |petite? )?(?:seance|reunion|rencontre|echange|discussion|appel|call|rdv|rendez[- ]vous|meeting|session|chat|talk|conversation|entretien|visio|moment|discussion)(?! (?:a|pour) (?:vous|toi|tous))"
    r"|(?:we|i|have|had|and)(?: (?:just|finally|actually|both|did|already|have|had|ve)){0,3} (?:met|spoke|spoken|talked|chatted|caught up|finished|hung up|wrapped up|got off)(?: (?:up|our|the|with|off|my))?"
    r"|ended up (?:meeting|talking|doing|speaking|having|chatting)|had (?:a|an|our|the|my)(?: \w+){0,3}? (?:chat|call|meeting|talk|session|conversation|discussion|catch[- ]?up|zoom|one)"
    r"|(?:he|she|they) (?:\w+ )?(?:explained|helped|showed|walked|advised|taught|gave me (?:lots|some|great|good|useful|a|many|feedback|advice|tips|really|very))"
    r"|d[ae]?r(?:t|na) (?:m3a\w* )?(?:wa7d |chi |l)?(?:appel|call|visio|r[ée]union|meeting|l?i?jtima3|zoom|rdv|seance)|(?:derna|درنا|درت) (?:معا\w* )?(?:اجتماع|مكالمة|لقاء|ابيل)"
    r"|(?:t?la?[9q]+[ai]*[iy]?(?:na|t)|hd[ae]?r(?:na|t)|h[ae]dr(?:na|t)|dwi(?:na|t)|tkl?e?l?l?em(?:na|t)|tjm3na)(?: (?:m3a\w*|bih|biha|f))?|(?:ch[ae]?r[ae]?[h7]|fs+[ae]?r|werr?a|w[ae]?r+a|3[ae]?[wt]?n|n[ae]?s[ae]?[7h])(?:at|t)? ?(?:lia|liya|ni)|3t[ai]t?ni (?:nas\w*|bzaf|bezzaf|chi|afkar\w*)"
    r"|(?:شرح\w*|فسر\w*|وضح\w*) (?:لي|ليا|لنا)|(?:ساعدني|ساعدتني|نصحني|نصحتني|استقبلني|استقبلتني|عاوني|عاونتني)|(?:اعطاني|اعطتني|عطاني|عطاتني|قدم لي|قدمت لي) (?:نصائح|بزاف|عدة|افكار\w*|مجموعة|العديد)|(?:تحدثت|تكلمت|التقيت|اجتمعت|هضرت|دويت|تلاقيت) (?:مع\w*|به|بها|ب\w+)|استفدت\w*|(?:a ete|etait|fut|was) (?:super |tres |vraiment |really |so |very |extremement )*(?:utile|productive?f?|top|geniale?|interessante?|riche|enrichissante?|instructive?f?|constructive?f?|helpful|useful|great|instructive)|(?:قابل|زر|راي|شاهد|كلم|هاتف|ناقش|حادث|استقبل)(?:ت|نا)(?:ه|ها|هم| (?:ال)?(?:مرشد|مؤطر|موجه|مدرب)\w*)|(?:on|nous) (?:a|avons) (?:bien |tous |aussi |meme )?(?:papote|bavarde|bosse|avance|brainstorme|revu|regarde|prepare|fait le tour|pris (?:un|le) (?:cafe|the)|dejeune|dine|mange)|(?:we|i) (?:finally |did |just |eventually )?manage(?:d)? to (?:meet|talk|speak|connect|catch up|chat)|(?:we|he|she) (?:went (?:through|over)|worked on|reviewed|discussed|covered|looked at)|it was (?:a )?(?:super|very|so|really|truly|extremely) (?:helpful|useful|good|nice|great|interesting|productive)|(?:daz\w*|kan|kant|kanet) (?:l\w+ )?(?:mzyan\w*|mezyan\w*|mzian\w*|zwin\w*|nadi\w*|wa3r\w*|top)|ch[eou]*f(?:t|na)(?:o|ha|u)? (?:l?mentor\w*|m3a|lyoum|lbare?[7h]|l?coach\w*)|t?la?[9q]it (?:m3a\w*|bih|biha|lmentor\w*)|nt?la?[9q]+ina)(?!\w)"
)
"""They were together: met, talked, explained, helped."""

_SHORT: Final = re.compile(
    r"(?<!\w)(?:seulement|juste|only|just|ghir|rapid\w*|bri?ef\w*|brievement|quick\w*|vite|telephone|phone|tel|tilifo\w*|whatsapp|visio|zoom|meet|retard|late|(?:pas|not)(?: \w+)? (?:longtemps|long)|short|utiles?|interessante?s?|useful|helpful|مفيد[هةا]?|courte?|brefs?|breve|minutes?|mi?n|d9a?y?[ae]?9\w*|فقط|غير|دقائق|دقايق|هاتف\w*|قصير\w*)(?!\w)"
)
"""How long or by which means, behind a yes and a but."""


_OTHERS: Final = re.compile(
    r"(?<!\w)(?:avec|a|au|aux|with|to|m3a|l|vu|appele|مع|ل) ?(?:(?:mon|ma|mes|my|la|le|les|the|un|une|notre|our) )?(?:mari|femme|soeurs?|freres?|mere|pere|maman|papa|mama|filles?|fils|enfants|amie?s?|copine|cousine?|coordinat\w*"
    r"|banque|bank|lbanka|comptable|avocate?|clients?|fournisseurs?|chef|boss|patron|equipe|team|associee?|husband|wife|sister|brother|mother|mum|mom|dad|father|friend|partner|lawyer|accountant|supplier|staff|customers?"
    r"|rajli|mrati|khti|khoya|lwalid\w*|walid\w*|weldi|bnti|sa7[bi]\w*|زوج\w*|امي|ابي|اختي|اخي|والد\w*|صديق\w*|البنك|بنك|المنسق\w*|منسق\w*|رجلي|راجلي|مرتي|ماما|الزبناء)(?!\w)"
)
"""With somebody else."""


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
        return None if read_held(tail) else False
    first, then = read_held(head), read_held(tail)
    answers = yes_no(head) is not None
    silent = {"h", "f", "g", "w", "?", "y", "x"}.isdisjoint(_letters(head))
    if then is not None and (answers or first is then or silent):
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
    if len(verdicts) != 1 or not _STORY.issuperset("".join(silent)):
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
    head, *tail = _BUT.split(text, maxsplit=1)
    if tail:
        return _turned(head, tail[0])
    parts = clauses(text)
    agreed = _agreed(parts) if len(parts) > 1 else None
    return _told(text) if agreed is None else agreed


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
        return None if "g" in letters and "y" not in letters else True
    if "g" in letters:
        return False if letters[0] == "x" and "y" not in letters else None
    if "a" in letters:
        return True if "y" in letters else False if "x" in letters else None
    answer = yes_no(_bare(text))
    # "Ok" may only say that the question was read.
    return answer if "y" in letters or not answer else None
