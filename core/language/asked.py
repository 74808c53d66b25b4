"""An explicit request for a language: "français", "in english please", "جاوبني بالدارجة", "/lang fr".

The whole message must be the request. "Je cherche un mentor qui parle anglais" is none, and neither is
"je parle arabe", which answers another question.
"""

import re
import unicodedata
from typing import Final

from core.languages import Language

_NAMES: Final[dict[Language, str]] = {
    "fr": "fr francais francaise french fransi fransawi fransawia fransawiya lfransi lfransawia "
    "lfransia fransia fransiya فرنسيه الفرنسيه الفرنسي فرنسي الفرونسي فرنساويه الفرنساويه",
    "ar": "ar arabe arabic larabe darija derija daridja darja derja ddarija ddarja marocain "
    "moroccan 3arabe 3arabi 3arbi 3arbia 3arbiya 3arabiya l3arbia l3arbiya l3arabia l3arabiya arabi "
    "عربي عربيه العربي العربيه دارجه الدارجه الداريجه داريجه المغربيه",
    "en": "en anglais anglaise english inglizia ingliziya ngliziya nglizia lingliziya lingliz "
    "linglizia langlais inglisiya انجليزيه الانجليزيه الانجليزي انجليزي نجليزيه النجليزيه الانكليزيه",
}
_LANGUAGE_OF: Final[dict[str, Language]] = {
    name: language for language, names in _NAMES.items() for name in names.split()
}

_NAMING: Final = frozenset(
    f"{command}{preposition}{name}"
    for command in ("", "lang", "langue", "language", "lugha", "ب")
    for preposition in ("", "ب", "b")
    for name in _LANGUAGE_OF
)
"""Every word in which the patterns below find a language: most messages hold none, and are told so
by one look."""

_PLEASE: Final = (
    r"(?:please|pls|plz|svp|stp|s il vous plait|s il te plait|merci|thanks|thank you|3afak|3afakom|"
    r"afak|chokran|من فضلك|من فضلكم|لو سمحت|عفاك|عافاك|الله يخليك|شكرا)"
)
_GREETING: Final = r"(?:bonjour|salut|bonsoir|hello|hi|hey|salam|slm|سلام|السلام عليكم|مرحبا)"
_ASKING: Final = (
    # French
    r"(?:(?:est ce qu on |est ce que vous |vous |tu |on )?(?:peut on|pouvons nous|pouvez vous|peux tu|"
    r"peut|pouvez|peux|pourriez vous|pourrait on) (?:me |nous )?|je (?:veux|voudrais|prefere|"
    r"souhaite|prefererais)(?: que vous)? (?:me |qu on )?)?"
    r"(?:parl(?:e|es|ez|er|ons)|repond(?:s|ez|re)|ecri(?:s|vez|re|vons)|continu(?:e|ez|er|ons)|"
    r"discut(?:e|ez|er|ons)|pass(?:e|ez|er|ons)|chang(?:e|ez|er|eons))(?: moi| nous| avec moi)?"
    r"|je (?:veux|voudrais|prefere|souhaite|prefererais)|plutot|langue|la langue|changer de langue"
    # English
    r"|(?:(?:can|could|may) (?:we|you|i) |i (?:want|d like|would like|prefer) (?:to |you to )?|"
    r"let s |let us )?(?:please )?(?:speak|talk|write|reply|answer|respond|continue|switch|change)"
    r"(?: to me| me| with me| language)?|i (?:want|prefer)|language"
    # Darija in Latin letters
    r"|(?:bghit |nqdr |n9der )?(?:hder|hdar|hdr|hadri|nhder|nhdar|nhadro|nhdro|tkellem|tklm|tkelem|"
    r"ntkelmo|jawb|jaweb|jawbni|jawebni|jaobni|kteb|ktb|ktebli|kmel|ntkellem)"
    r"(?: m3aya| m3ana| lia| liya| ليا)?|bghit"
    # Arabic letters
    r"|(?:(?:اريد|بغيت|ممكن|هل يمكنك|هل يمكن|يمكنك) )?(?:ان )?(?:تكلم|تتكلم|نتكلم|تحدث|تتحدث|نتحدث|"
    r"اتحدث|هضر|تهضر|نهضر|نهضرو|هدر|جاوبني|جاوب|تجاوبني|اجب|اجبني|كلمني|اكتب|كتب|رد|واصل|كمل|نكمل)"
    r"(?: معي| معايا| معنا| لي| ليا| علي| عليا| الي)?|اريد|بغيت|افضل|اللغه|لغه"
)
_REQUEST: Final = re.compile(
    rf"(?:{_GREETING} )?(?:{_PLEASE} )?(?:(?:{_ASKING}) )?"
    r"(?:(?:en|in|to|into|b|bl|bel|be|bi|f|au|a|l|the|el|من|ب|الي|باللغه) )*"
    r"(?:ب)?(?P<name>[^\W_]+)"
    rf"(?: language| langue)?(?: {_PLEASE})?"
)
_COMMAND: Final = re.compile(r"/?(?:lang|langue|language|lugha)? ?(?P<name>[^\W_]+)")


_LEVELLED: Final = str.maketrans("أإآٱةى", "ااااهي", "ـ")
_WORD: Final = re.compile(r"[^\W_]+")
_BETWEEN: Final = re.compile(r"[^\w/]+")
_WITH_THE: Final = re.compile(r"^(bi|bil|bel|b) ?l ")


def asked_language(text: str) -> Language | None:
    """The language ``text`` asks for and nothing else, or none; Darija is answered in Arabic."""
    text = text[:200]
    if text.isascii() and _NAMING.isdisjoint(_WORD.findall(text.lower())):
        return None
    folded = _fold(text)
    if _NAMING.isdisjoint(_WORD.findall(folded)):
        return None
    for pattern in (_COMMAND, _REQUEST):
        if found := pattern.fullmatch(folded):
            name = found["name"]
            for candidate in (name, name.removeprefix("ب"), name.removeprefix("b")):
                if language := _LANGUAGE_OF.get(candidate):
                    return language
    return None


def _fold(text: str) -> str:
    """Lower case without accents, vowel signs, tatweel and punctuation; alef and ta marbuta levelled."""
    levelled = text.lower()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text).lower()
        letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        levelled = letters.translate(_LEVELLED)
    spaced = _BETWEEN.sub(" ", levelled).strip()
    return _WITH_THE.sub("b ", spaced)
