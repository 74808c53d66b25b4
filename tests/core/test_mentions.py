"""A partner who is spoken of is not spoken to: what is said of them is not for them."""

import pytest

from core.conversation.mentions import spoken_of

OF = (
    "I want to stop with Karim, he is not nice",
    "how is Karim doing?",
    "Karim est toujours en retard",
    "Karim ne répond plus",
    "j'attends toujours la réponse de Karim",
    "bghit n7bes chwiya m3a karim",
    "where is Karim?",
    "je n’ai plus confiance en ce que d’Karim",
)
TO = (
    "merci Karim",
    "Bonjour Karim, je serai en retard",
    "Karim je serai en retard",
    "Karim, je serai en retard",
    "à demain Karim",
    "see you tomorrow Karim!",
    "Hi Karim I will be late",
    "bonne nouvelle Karim j'ai signé",
    "je vous envoie le plan demain",
    "Karim",
)


@pytest.mark.parametrize("text", OF)
def test_words_about_somebody(text: str) -> None:
    """With, of, where is: a name that the sentence is about."""
    assert spoken_of(text, ["Amal", "Karim"]) == "Karim"


@pytest.mark.parametrize("text", TO)
def test_words_to_somebody(text: str) -> None:
    """A name that calls, greets or thanks, or none at all."""
    assert not spoken_of(text, ["Amal", "Karim"])


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("كريم لا يجيب على رسائلي", True),
        ("أريد أن أتوقف مع كريم", True),
        ("شكرا كريم", False),
        ("مرحبا كريم، سأتأخر قليلا", False),
    ],
)
def test_in_arabic(text: str, about: bool) -> None:
    """The small words there stand before the name or are written together with it."""
    assert bool(spoken_of(text, ["كريم"])) is about


def test_accents_and_capitals_do_not_matter() -> None:
    """People write names as their phones do."""
    assert spoken_of("elodie me crie dessus", ["Élodie"]) == "Élodie"
    assert not spoken_of("une mélodie me plaît", ["Élodie"])
