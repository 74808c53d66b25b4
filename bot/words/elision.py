"""French elision before what is put into a sentence: "d’Amal", "qu’Idriss", "de Youssef"."""

import re
from typing import Final

FIRST_STRONG_ISOLATE: Final = "\u2068"
"""What Fluent writes before everything it puts in."""

MUTE: Final = frozenset(
    """
    hector hélène helene henri henriette hermine hervé herve hilaire hippolyte honoré honore
    honorine hortense hubert hugues hyacinthe
    """.split()
)
"""First names with an h that is not heard. It is in Hassan, Hind and Houda, and in most names here."""

_ELIDED: Final = re.compile(rf"\b([Dd]|[Qq]u)e {FIRST_STRONG_ISOLATE}(?=([\w’'-]+))")
_VOWEL: Final = re.compile(r"[aàâeéèêëiîïoôöuùûüæœ]|y[^aàâeéèêëiîïoôöuùûü]")
_GLIDE: Final = re.compile(r"ou[aàâeéèêëiîï]")
"""As in Ouafa and Oualid, which begin like Walid."""


def elided(text: str) -> str:
    """French words with "de" and "que" shortened where what follows was put in and begins with a
    vowel that is heard.
    """
    if f"e {FIRST_STRONG_ISOLATE}" not in text:
        return text
    return _ELIDED.sub(_shortened, text)


def _shortened(found: re.Match[str]) -> str:
    word = found[2].lower()
    heard = _VOWEL.match(word) and not _GLIDE.match(word)
    if not (heard or word in MUTE):
        return found[0]
    return f"{found[1]}’{FIRST_STRONG_ISOLATE}"
