"""Whether a person says yes or no, in French, Arabic, English and Darija."""

import re
from functools import cache
from typing import Final

from core.understanding.asides import asides
from core.understanding.normal import READ_AT_MOST, fold, word_set, words
from core.understanding.small_words import COURTESY, DENIED, DOUBTS, FILLERS, NEGATIONS, QUESTIONS

_YES_SIGNS: Final = "👍👌✅☑✔🆗💯🤝🙆"
_NO_SIGNS: Final = "👎❌✖❎🚫⛔🙅"

# Strong words carry a sentence ("oui je veux bien"); the others must stand nearly alone.
_STRONG_YES: Final = """
    oui, ouais, ouai, oue, ouii, wi, oiu, uoi, yes, yess, yep, yeah, yeap, yup, yse,
    نعم, نعام, أجل, wakha, waxa, wakhaa, wa5a, واخا, وخا, iyeh, iyyeh, ayeh, eyeh, iyah, na3am, n3am,
    naam, aywa, aiwa, aywa, أيوه, أيوا, أيوة, إيوا, إييه, إيه, بلى
"""
_YES: Final = """
    wé, ok, oki, okay, okey, okk, kk, ok ok, d'accord, daccord, d'acc, dac, dacc, dakor, dakkord,
    bien sûr, biensur, bien sur que oui, certainement, absolument, exactement, exact, tout à fait,
    ça roule, m3lom, ma3lom, m3loum, ma3loum, معلوم, i'd love to, i would love to, love to, i'd be happy to, happy to, volontiers, avec plaisir, avec joie, avec grand plaisir, évidemment, carrément, c'est bon, c bon, cbon, parfait, très bien,
    vas-y, allez-y, allons-y, go, je confirme, confirmé, confirmer, je valide, validé, j'accepte,
    accepte, accepté, j'accepte volontiers, je suis d'accord, je suis partant, je suis partante,
    je veux bien, ça marche, ca me va, ça me convient, entendu, positif, affirmatif, c'est ça,
    pas de problème, pas de souci, pas de soucis, aucun problème, aucun souci, sans problème,
    sure, of course, certainly, absolutely, definitely, correct, right, agreed, agree, i agree,
    i accept, accept, accepted, i confirm, confirm, confirmed, i do, yes i do, with pleasure, gladly,
    please do, go ahead, sounds good, that's fine, fine, alright, all right, perfect, great, deal,
    no problem, no worries, let's go, sure why not, why not yes, ya, yah, y,
    آه, اه, اي, أكيد, أكييد, بالتأكيد, طبعا, بالطبع, تمام, حسنا, موافق, موافقة, أوافق, أنا موافق,
    أنا موافقة, نوافق, بكل سرور, بكل تأكيد, صحيح, مضبوط, أوكي, أوك, اوكاي, مزيان, بغيت, قبلت,
    أقبل, لا مانع, ليس لدي مانع, ما عندي مانع, بلا مشكل, لا مشكلة, لا مشكل, ماكاين مشكل, ماشي مشكل, ما كاين مشكل, متفق, متفقة, مية فالمية,
    داكور, وي, ويي, يس,
    ah, ahh, eh oui, iya, yih, mrhba, marhba, mer7ba, mar7ba, ah mrhba, akid, akiid, 2akid, tab3an, tba3an, taba3an, mwafe9, mwafeq, mwafe9a,
    mouafe9, mouwafi9, mowafi9, muwafiq, mwaf9, ana mwafe9, motafi9, mtaf9, mzyan, mezyan, mzian,
    bghit, kanbghi, 9belt, qbelt, tamam, s7i7, sa7i7, ma kayn mochkil, makayn mochkil, machi mochkil,
    makaynch mochkil, mafih mochkil, bla mochkil, hani m3ak, yallah, yalah, yla
"""
_STRONG_NO: Final = """
    non, nan, nn, nnn, nope, nop, noon, لالا, لا لا, كلا, mabghitch, ma bghitch, mabghit, mabghitsh,
    mabritch, mabaghich, ma baghich, مابغيتش, ما بغيتش, مبغيتش, ماباغيش, ما باغيش, ما بغيت
"""
_NO: Final = """
    no, nah, no no, never, jamais, jamais de la vie, pas du tout, surtout pas, pas d'accord,
    je ne suis pas d'accord, je suis pas d'accord, je refuse, refuse, refusé, refuser, je ne veux pas,
    je veux pas, veux pas, j'accepte pas, je n'accepte pas, pas question, hors de question, négatif,
    je ne peux pas, je peux pas, je ne suis plus intéressé, je ne suis plus intéressée, même pas en rêve,
    même pas, pas vraiment, pas trop, pas tellement, pas forcément, pas spécialement, je préfère pas,
    je ne préfère pas, je préfère ne pas, je préférerais pas, je préférerais ne pas, j'aimerais mieux pas,
    je ne pense pas, je pense pas, je ne crois pas, je crois pas, pas intéressé, pas intéressée,
    pas besoin, pas la peine, ça ne m'intéresse pas, plutôt non, plutôt pas, pas maintenant,
    pas pour le moment, pas pour l'instant, pas tout de suite, pas aujourd'hui, pas cette fois,
    je passe mon tour, non merci, bien sûr que non, certainement pas, absolument pas,
    i can't, i cannot, no i can't, not really, i'd rather not, i would rather not, rather not, prefer not to, i'd prefer not to,
    i prefer not, i prefer not to, i'd prefer not, i don't think so, don't think so, i think not, not interested,
    i'm not interested, not for me, no need, not now, not right now, not today, not this time, not for now,
    not at the moment, i'll pass, i refuse, refused, decline, i decline, i don't, i do not, i don't agree, i do not agree, disagree,
    i disagree, don't agree, not agree, not ok, not okay, i don't accept, i do not accept, don't want,
    i don't want, i do not want, no thanks, no way, not at all, of course not, absolutely not,
    negative, incorrect, hell no, no sorry, n,
    لا داعي, لا داعي لذلك, ماعنديش الوقت, ما عنديش الوقت, لا أستطيع, لا يمكنني, ما نقدرش, مانقدرش, ليس الآن, ليس حاليا, لا أظن, لا أعتقد, لا أظن ذلك, لا أعتقد ذلك, لا أفضل, أفضل ألا, لست مهتما,
    لست مهتمة, ليس تماما, ليس حقا, ماشي دابا, ماشي ضروري, ليس ضروريا, غير ضروري, ليس لازما, ماكنظنش, ما كنظنش, ما كانظنش, ماكانظنش,
    لا, لأ, لاء, لا شكرا, ليس, أبدا, أرفض, رفض, مرفوض, غير موافق, غير موافقة, لست موافقا, لست موافقة,
    لا أوافق, لا أوافقك, لا أقبل, لا أريد, لا أرغب, ماشي موافق, ما موافقش, ماموافقش, والو, بلاش,
    مكانش, ماكاينش, ما قابلش, نون, نو, ابدا, مستحيل, قطعا لا,
    la ma3ndich lw9t, ma3ndich lw9t, ma3andich lwe9t, ma n9derch, ma n9drch, man9drch, man9derch, mn9drch, mn9derch, ma n9dersh, machi daba, mashi daba, machi drori, machi daruri, makandnch, ma kandnch, makandench, ma kandench,
    machi, mashi, ماشي, la, laa, lla, lala, la la, la2, walo, walou, walu, blach, blash, machi mwafe9, mamwaf9ch,
    mamwafe9ch, ma mwafe9ch, abadan, la chokran, la sma7 lia, la sma7 liya, la smah lia, 7acha
"""
_UNSURE: Final = """
    je ne sais pas, je sais pas, j'sais pas, sais pas, jsp, aucune idée, peut-être, ça dépend, pas sûr,
    pas sûre, pas encore, plus tard, ah bon, ah ok, pourquoi pas, on verra, je vais voir,
    i don't know, i do not know, dont know, idk, no idea, not sure, not yet, maybe, later,
    no doubt, safi, saafi, صافي, لا أعرف, لا أدري, لا أعلم, لا بأس, لا باس, لست متأكدا, لست متأكدة,
    ليس بعد, ربما, يمكن, معرفتش, ما عرفتش, ماعرفتش, ما كنعرفش, مازال,
    ma3rftch, ma 3reftch, ma3raftch, mazal, nchofo, nefekker, nfkker
"""

_PLEASE: Final = "si possible, si vous voulez, si tu veux, if possible, if you like, ila momkin"
"""Courtesy with an "if" in it."""

_WISHES: Final = "inchallah, inshallah, inchaallah, insha allah, in cha allah, ان شاء الله"
"""God willing: alone it leaves the matter open, beside a yes or no it is courtesy."""


def _phrases(table: str) -> dict[str, None]:
    return {" ".join(words(fold(phrase))): None for phrase in table.split(",")}


_VERDICTS: Final[dict[str, bool | None]] = (
    dict.fromkeys(_phrases(_YES + "," + _STRONG_YES), True)
    | dict.fromkeys(_phrases(_NO + "," + _STRONG_NO), False)
    | dict.fromkeys(_phrases(f"{_UNSURE},{_WISHES},{_PLEASE}"))
)
_ASIDE: Final = _phrases(_WISHES + "," + _PLEASE)
_STRONG: Final = _phrases(_STRONG_YES + "," + _STRONG_NO)
# Words of another sense inside a sentence: the French article, an interjection, a letter; "wé" folds
# to the English "we".
_ALONE: Final = frozenset(
    map(fold, ("la", "ah", "آه", "اي", "y", "n", "ya", "go", "yla", "wé", "right", "fine", "صحيح"))
)
_LONGEST: Final = max(phrase.count(" ") for phrase in _VERDICTS) + 1
_SENTENCE: Final = 6
"""More unknown words than this beside a yes are a story, not an answer."""

_STRETCHED: Final = re.compile(r"([^\W\d])\1+")
_HEDGES: Final = word_set(
    """
    bof mouais mouai meh moyen normalement probablement theoriquement techniquement principe presque
    partie partiellement moitie suppose condition conditions probably almost partly partially guess
    normally hopefully somewhat kinda depend depends sauf except unless ممكن تقريبا نوعا مبدئيا غالبا
    te9riban t9riban ghaliban balak y9der te9der
    """
)
"""Words that take back half of a yes."""

_TURNS: Final = NEGATIONS | word_set(
    """
    ne plus moins less t cant cannot impossible difficile annule annuler annulee cancel cancelled
    busy occupe occupee late tard trop refuse مستحيل مشغول مشغولة تعد صعب mosta7il mchghoul s3ib
    n9derch nqderch n9dersh
    """
)
"""Words that turn a yes into something else, and only strengthen a no."""

_CLOUDS: Final = DOUBTS | QUESTIONS | _HEDGES
_WORDS: Final = (
    frozenset(word for phrase in _VERDICTS for word in phrase.split(" "))
    | FILLERS
    | _CLOUDS
    | _TURNS
)


@cache
def _known() -> frozenset[str]:
    return _WORDS | asides("talk")


def yes_no(text: str) -> bool | None:
    """True for yes, False for no, None for neither, both, or a doubt.

    "la" is no only when it stands alone, for in a French sentence it is an article; "oui mais non",
    "oui ?" and "inchallah" are None. 👍 and ❌ count in any skin tone.
    """
    text = text[:READ_AT_MOST]
    if "?" in text or "؟" in text:
        return None
    said = [word for word in words(fold(text)) if word not in COURTESY or word in _VERDICTS]
    signs = {char in _YES_SIGNS for char in text if char in _YES_SIGNS or char in _NO_SIGNS}
    spoken = _spoken(said) if said else signs
    # "1 👍" and "Fatima 👍" say something else; a sign only confirms or contradicts the words.
    verdicts = spoken | signs if spoken else set()
    return verdicts.pop() if len(verdicts) == 1 else None


def _spoken(said: list[str]) -> set[bool | None]:
    """The verdicts in the words; None among them is a doubt."""
    whole = " ".join(said)
    if whole in _VERDICTS:
        return {_VERDICTS[whole]}
    said = [_shortened(word) for word in said]
    found: list[tuple[str, bool | None]] = []
    rest: list[str] = []
    at = 0
    while at < len(said):
        for size in range(min(_LONGEST, len(said) - at), 0, -1):
            phrase = " ".join(said[at : at + size])
            if phrase in _VERDICTS:
                if phrase not in _ASIDE:
                    found.append((phrase, _VERDICTS[phrase]))
                at += size
                break
        else:
            rest.append(said[at])
            at += 1
    if len({verdict for _, verdict in found}) > 1 or rest:
        weak = [phrase for phrase, _ in found if phrase in _ALONE]
        found = [one for one in found if one[0] not in _ALONE]
        rest += weak if not found else []
    strong = any(phrase in _STRONG for phrase, _ in found)
    unknown = [word for word in rest if word not in FILLERS and word not in asides("talk")]
    verdicts = {verdict for _, verdict in found}
    if not _CLOUDS.isdisjoint(rest) or len(unknown) > (_SENTENCE if strong else 0):
        return set()
    if verdicts != {False} and any(word in _TURNS or DENIED.fullmatch(word) for word in rest):
        return set()
    return verdicts


def _shortened(word: str) -> str:
    """`word` as the table spells it when it was only stretched: "ouiiii", "nooon"."""
    return word if word in _known() else _STRETCHED.sub(r"\1", word)
