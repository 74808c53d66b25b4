"""How somebody can be reached: what is passed on as a contact, and what never is."""

from datetime import UTC, datetime

import pytest

from core.conversation.kind import Answer, Asked, Given, Misread, Understood
from core.conversation.reach import NOTHING, Reach

MINE = "+212 6 11 22 33 44"
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def read(words: str, *, known: str = "") -> Understood:
    """What the words mean, where `known` is the number that can be given with a digit."""
    kind = Reach(100, offer="address")
    given = Given({}, {"address": known} if known else {})
    shown = tuple(option.id for option in kind.options(given))
    return kind.understand(words, Asked(given, shown, {}, NOW))


@pytest.mark.parametrize(
    "words",
    ["06 12 34 56 78", "+33 (0)6 11 22 33 44", "06/12/34/56/78", "06.12.34.56.78", "٠٦١٢٣٤٥٦٧٨",
     "@salma", "amal.idrissi@exemple.ma", "t.me/salma", "https://linkedin.com/in/karim",
     "karim_idrissi", "karim.idrissi", "salma2023", "mon insta c'est karim.idrissi",
     "non, plutôt par mail : amal@exemple.ma", "oui, 0612345678", "ma 3ndich WhatsApp, 0612345678"],
)  # fmt: skip
def test_a_number_an_address_and_a_name_are_kept_as_they_are_written(words: str) -> None:
    """With whatever stands beside them."""
    assert read(words) == read(words, known=MINE) == Answer(words)


@pytest.mark.parametrize(
    "words",
    ["merci", "3lach bghiti", "safi b3d", "appelez-moi à 14h30", "le 24/11 à 14h", "et/ou",
     "Merci.Je vais voir", "whatsapp", "pourquoi pas", "salma", "12", ""],
)  # fmt: skip
def test_what_reaches_nobody_is_asked_again(words: str) -> None:
    """Digits for letters, hours and dates are no number, and a full stop makes no address."""
    assert read(words) == read(words, known=MINE) == Misread()


@pytest.mark.parametrize(
    "words",
    ["non", "no thanks", "Finalement, non", "Rather not", "أفضل ألا أعطي شيئاً", "لا أريد",
     "ma bghitch n3tih nemra dyali", "ما بغيتش", "machi daba"],
)  # fmt: skip
def test_a_no_gives_nothing(words: str) -> None:
    """In the words of the option, too, and though Darija writes letters as digits."""
    assert read(words) == read(words, known=MINE) == Answer(NOTHING)


@pytest.mark.parametrize("words", ["oui", "1", "wakha 3tih nemra dyali", "نعم"])
def test_a_yes_gives_the_number_that_is_known(words: str) -> None:
    """The one that they write from."""
    assert read(words, known=MINE) == Answer(MINE)


def test_a_yes_gives_nothing_where_no_number_is_known() -> None:
    """There is nothing that it could mean."""
    assert read("oui") == Misread()
