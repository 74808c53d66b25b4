"""Whether a person says yes or no, in French, Arabic, English and Darija."""

import re
from functools import cache
from typing import Final

from core.understanding.asides import asides
from core.understanding.normal import READ_AT_MOST, fold, word_set, words
from core.understanding.small_words import COURTESY, DENIED, DOUBTS, FILLERS, NEGATIONS, QUESTIONS
from core.understanding.table import read

_YES_SIGNS: Final = "👍👌✅☑✔🆗💯🤝🙆"
_NO_SIGNS: Final = "👎❌✖❎🚫⛔🙅"

_VERDICT: Final[dict[str, bool | None]] = {
    "strong_yes": True,
    "yes": True,
    "strong_no": False,
    "no": False,
    "unsure": None,
    "aside": None,
    "later": None,
}
"""What the kinds of `data/yesno.tsv` say; an aside leaves the matter open only when alone.

What is put off is open too, but beside a no it is one."""

_KINDS: Final[dict[str, str]] = {
    " ".join(words(fold(phrase))): row["kind"]
    for row in read("yesno")
    for phrase in row["forms"].split("|")
}
_VERDICTS: Final = {phrase: _VERDICT[kind] for phrase, kind in _KINDS.items()}
_EASY: Final = re.compile(
    r"\b(?:(?:ma ?kay?n\w*|ma[cs]h?i|bla|ma ?fih\w*|ma ?3a?ndi\w*) (?:7ta |ta )?m[ou]+[csh]+k[iey]l\w*"
    r"|(?:ما ?كاين\w*|ماشي|بلا|ما ?فيها?|ما ?عندي\w*) (?:حتي |شي )?مشكل\w*)"
)
"""No problem, in Darija's many spellings."""

_DARIJA: Final = re.compile(
    r"[a-z][379][a-z]?|^[379][a-z]|^ma\w{3,}(?:ch|chi)$|^ka[ny]?\w{3}|^bgh|^gha|^[\u0621-\u064a]"
)
_IN_DARIJA: Final = frozenset(map(fold, ("la", "lla", "laa", "ah", "آه", "اه")))
"""Yes and no that are an article or a sigh elsewhere."""

_OPENING: Final = frozenset("mais bah ben eh euh hein alors bon donc".split())
"""Words that only take a breath before an answer; behind it "mais" takes back."""

_ASIDE: Final = frozenset(phrase for phrase, kind in _KINDS.items() if kind == "aside")
_LATER: Final = frozenset(phrase for phrase, kind in _KINDS.items() if kind == "later")
_STRONG: Final = frozenset(phrase for phrase, kind in _KINDS.items() if kind.startswith("strong"))
"""Words that carry a sentence ("oui je veux bien"); the others must stand nearly alone."""

# Words of another sense inside a sentence: the French article, an interjection, a letter; "wé" folds
# to the English "we".
_ALONE: Final = frozenset(
    map(
        fold,
        (
            "la",
            "ah",
            "آه",
            "اي",
            "y",
            "n",
            "ya",
            "go",
            "yla",
            "wé",
            "right",
            "fine",
            "صحيح",
            "يناسبني",
            "تناسبني",
            "كيناسبني",
            "كيهمني",
            "kaynasbni",
            "kayhemni",
        ),
    )
)
_LONGEST: Final = max(phrase.count(" ") for phrase in _VERDICTS) + 1
_SENTENCE: Final = 6
"""More unknown words than this beside a yes are a story, not an answer."""

_STRETCHED: Final = re.compile(r"([^\W\d])\1+")
_HEDGES: Final = word_set(
    """
    bof mouais mouai meh moyen normalement probablement theoriquement techniquement principe presque
    partie partiellement moitie suppose condition conditions probably almost partly partially guess
    crois pense croire normally hopefully somewhat kinda depend depends sauf except unless ممكن تقريبا نوعا مبدئيا غالبا
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

_DENYING: Final = word_set(
    "n ne pas jamais not don dont doesn isn won cannot machi mashi ليس ليست لست لن لم ماشي مش ما غير"
)
_DENIABLE: Final = word_set(
    """
    veux peux pourrai pourrais souhaite accepte desire envie pret prete dispo disponible libre
    interesse interessee convaincu convaincue possible besoin temps maintenant encore demain
    aujourd aujourd'hui auj ajd soir matin semaine mois instant moment suite fois ok favorable
    partant partante chaud chaude necessaire utile obligatoire
    ci cette ce continuer participer commencer poursuivre repondre rencontrer partager envoyer aller
    faire accepter recevoir etre avoir changer parler donner prendre
    surement clairement malheureusement toujours certainement evidemment absolument
    interesse interessent convient arrange plait interesse tente
    have right this that continue start join share meet talk
    ready available interested keen now yet today tomorrow tonight moment week month necessary
    needed time currently unfortunately definitely certainly anymore
    lmerra lmra lmarra merra had simana lyamat
    daba lyoum lyouma ghedda ghda lwe9t lwa9t lw9t wajed wajda mwajed mwajda msali msalya mohtam
    mohtamma mohtama dispo libre drori fiya bali
    ممكنا لدي وقتا يهمني يهمنا المره ذلك هذا الامر علي ابدا الآن حاليا الحالي الحالية الوقت اليوم غدا دابا هذه المرة هاد الوقت وقت بعد مستعد مستعدة مستعدا جاهزا متاحا متفرغا مهتما ضروريا جاهز جاهزة متاح متاحة متفرغ متفرغة
    مهتم مهتمة ضروري ضرورية واجد واجدة مسالي مسالية فارغ فارغة لازم يناسبني تناسبني يوافقني يمكن حاجة الساعة المرة الاسبوع الشهر استطيع يمكنني اريد ارغب
    """
)
"""What is refused when it stands beside a denial, and only tells when or how beside a no."""

_MILD: Final = FILLERS | _DENYING | _DENIABLE

_UNWILLING: Final = re.compile(
    r"(?:ma|ما|م)(?:n|kan|ka|ن|كن)?(?:9e?d|qe?d|ke?d|قد)\w*(?:ch|sh|chi|ش)"
    r"|(?:ma|ما|م)(?:ka|kay|ki|y|ay|كي|ي)?(?:hem|3je?b|nasb|sle?7|khes|همن|عجب|ناسب|صلح)\w*(?:ch|sh|chi|ش)"
    r"|(?:ma|ما)(?: ?3a?ndi|عندي)(?:ch|sh|ش)"
    r"|(?:ma|ما|م)(?:ymk|ymek|yemk|يمك|msal|مسال|fiy|فيا|mwajd|wajd|واجد|mohtam|مهتم)\w*(?:ch|sh|chi|ش)"
)
"""I cannot, it cannot be, I am not free, not ready, not interested, in Darija."""

_CLOUDS: Final = DOUBTS | QUESTIONS | _HEDGES
_WORDS: Final = (
    frozenset(word for phrase in _VERDICTS for word in phrase.split(" "))
    | FILLERS
    | _CLOUDS
    | _TURNS
    | _MILD
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
    said = words(_EASY.sub("wakha", fold(text)))
    if len(said) > 1 and said[0] in _OPENING:
        del said[0]
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
            rest += [said[at]] if said[at] not in COURTESY else []
            at += 1
    if any(verdict is False for _, verdict in found):
        found = [one for one in found if one[0] not in _LATER]
    # In a sentence that is plainly Darija "la" is no article.
    darija = said[0] in _IN_DARIJA and any(map(_DARIJA.search, rest))
    if (len({verdict for _, verdict in found}) > 1 or rest) and not darija:
        weak = [phrase for phrase, _ in found if phrase in _ALONE]
        found = [one for one in found if one[0] not in _ALONE]
        rest += weak if not found else []
    strong = darija or any(phrase in _STRONG for phrase, _ in found)
    unknown = [word for word in rest if word not in FILLERS and word not in asides("talk")]
    verdicts = {verdict for _, verdict in found}
    if verdicts <= {False}:
        unknown = [
            word
            for word in _joined(rest)
            if word not in _MILD and word not in asides("talk") and not _UNWILLING.fullmatch(word)
        ]
        if not verdicts and not unknown and _refused(rest):
            verdicts = {False}
    if not _CLOUDS.isdisjoint(rest) or len(unknown) > (_SENTENCE if strong else 0):
        return set()
    if verdicts != {False} and any(word in _TURNS or DENIED.fullmatch(word) for word in rest):
        return set()
    return verdicts


def _refused(said: list[str]) -> bool:
    """Whether a denial stands beside what it may deny: "pas prêt", "not today", "machi lyoum"."""
    denied = not _DENYING.isdisjoint(said) and not _DENIABLE.isdisjoint(said)
    return denied or any(map(_UNWILLING.fullmatch, _joined(said)))


def _joined(said: list[str]) -> list[str]:
    """The words, with Darija's "ma" written as one with the verb that it denies."""
    joined: list[str] = []
    for word in said:
        if joined and joined[-1] in ("ma", "ما"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _shortened(word: str) -> str:
    """`word` as the table spells it when it was only stretched: "ouiiii", "nooon"."""
    return word if word in _known() else _STRETCHED.sub(r"\1", word)
