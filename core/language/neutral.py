"""Words that everybody in Morocco uses whatever the language of the conversation."""

from typing import Final

NEUTRAL: Final = frozenset(
    # yes, no and agreement are answers before they are language
    "ok okk okay oki okey k oui ouais wi non no yes yep si "
    # laughter and sounds
    "lol mdr ptdr haha hahaha ha hh hhh h xd hmm mm oh ah eh euh uh wow "
    # brands of mood and of chat
    "super cool top bravo test stop start menu bot "
    # the greeting that French and English messages open with too
    "salam slm salamo salamou salamu ssalam assalam assalamu essalam alaykoum alaykom alaikoum "
    "aleykoum aleykom aleikoum alaikum aleikum alikoum alikom 3likom 3alaykom 3alaykoum wa rahmatullah "
    "inchallah inshallah nchallah hamdullah hamdoullah machallah amine amin".split()
)
