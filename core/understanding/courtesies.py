"""Whether a message is mere courtesy: thanks, or an "ok" that answers nothing."""

from typing import Final, Literal

from core.understanding.normal import fold, word_set, words
from core.understanding.small_words import COURTESY

Courtesy = Literal["thanks", "assent", ""]

MOST_WORDS: Final = 6
"""A longer message says something, whatever words it is made of."""

_THANKS: Final = word_set(
    """
    merci mercii thanks thank thx ty thankyou chokran choukran shukran choukrane 3afak tbarkellah
    شكرا مشكور مشكورة مشكورين تشكر يعطيك العافية ممتن ممتنة barak baraka بارك
    """
)
_ASSENT: Final = word_set(
    """
    ok okk okay oki okey k kk ack oui ouais wi d accord daccord dac dacc entendu compris noté reçu bien bon
    super cool top génial parfait excellent formidable nickel impeccable ça marche va roule note prends
    c est très très tout vu yes yep yeah sure fine great perfect good nice noted got understood
    alright right all sounds will do see
    waxa wakha wakhaa wa5a safi saafi mzyan mezyan mzian zwin zwina nadi nadia iyeh ah hamdullah
    hamdoullah inchallah inshallah nchallah mashallah machallah
    واخا وخا صافي مزيان زوين زوينة حسنا تمام نعم اوكي جيد ممتاز رائع فهمت وصل وصلني ان شاء الله
    الحمد لله الله اه ايه ماشي مشكل مفهوم
    """
)
_BESIDE: Final = word_set(
    """
    non no la lla لا a à et de du pour tout tous toute votre vos ton tes l m vous toi moi je j ai suis info infos
    réponse réponses message messages aide bien so very much you your for the and it i me my a lot
    of help that this then again
    allah fik fikom fikoum الصحة جزيلا فيكم فيك الله
    bzaf bezzaf bzzaf 3la liya lik likom ana على كل جزيل الشكر الف لكم لك جزاكم خيرا بزاف ليك ليكم
    حفظك يحفظك يحفظكم
    """
)
_NO: Final = word_set("non no la lla لا")
"""With thanks these decline what was never asked: that is all right, too."""

_GREETINGS: Final = word_set(
    """
    bonjour bonsoir salut hello hi hey salam slm salamo مرحبا السلام سلام صباح مساء
    """
)
_SIGNS: Final = "👍👌🙏🤝👏❤💚💙🧡💛😊🙂😀😃😄😁😇🥰🌹✅☑✔💯🌸🎉"


def courtesy(text: str) -> Courtesy:
    """Thanks, or assent to nothing in particular; empty for anything that says more.

    A greeting is none: who greets wants to begin. Never raises.
    """
    said = words(fold(text))
    if not said:
        signs = text.translate(_BARE).split()
        return "assent" if signs and set("".join(signs)) <= set(_SIGNS) else ""
    if len(said) > MOST_WORDS or not _GREETINGS.isdisjoint(said):
        return ""
    if not (_THANKS | _ASSENT | _BESIDE | COURTESY).issuperset(said):
        return ""
    if not _THANKS.isdisjoint(said):
        return "thanks" if _NO.isdisjoint(said) else "assent"
    return "" if _ASSENT.isdisjoint(said) else "assent"


_BARE: Final = {0xFE0F: None, 0x200D: None, **dict.fromkeys(range(0x1F3FB, 0x1F400))}
"""What only changes how a sign looks: variation, joining, the colour of a hand."""
