"""Words that people of all our languages use: alone they say nothing about one of them."""

from typing import Final

from core.language.words import normalise, words

NEUTRAL: Final = frozenset(
    [
        "ok",
        "okay",
        "okey",
        "oki",
        "oui",
        "yes",
        "no",
        "non",
        "lol",
        "mdr",
        "haha",
        "stop",
        "start",
        "menu",
        "mentor",
        "mentors",
        "mentee",
        "mem",
        "cgem",
        "kas",
        "email",
        "mail",
        "whatsapp",
        "telegram",
        "pdf",
        "web",
        "merci",
        "thanks",
        "inchallah",
        "hamdoullah",
    ]
)


def is_neutral(text: str) -> bool:
    """Whether `text` consists of such words only."""
    said = words(normalise(text))
    return bool(said) and NEUTRAL.issuperset(said)
