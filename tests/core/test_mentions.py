"""A partner who is spoken of is not spoken to: what is said of them is not for them."""

import pytest

from core.conversation.mentions import speaks_of_partner, spoken_of
from core.conversation.spelling import called
from core.understanding.normal import fold

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


@pytest.mark.parametrize(
    "text",
    [
        "he is always late",
        "she never prepares anything",
        "il arrive toujours en retard",
        "elle n'est jamais prête",
        "mon mentor ne prépare rien",
        "my mentee has not done her homework",
        "هو دائما متأخر",
        "موجهي لا يحضر شيئا",
        "howa dima m3ettel",
        "lmentor dyali ma kaydir walo",
    ],
)
def test_a_partner_without_a_name_may_be_spoken_of(text: str) -> None:
    """By what they are to one, or by how they always are."""
    assert speaks_of_partner(text)


@pytest.mark.parametrize(
    "text",
    [
        "il est toujours d'accord avec vous",
        "he said that the price is too high",
        "she is my new client",
        "you are always on time",
        "je suis toujours en retard, pardon",
        "avez-vous mon mentorat en tête ?",
        "هو زبون جديد",
        "howa client jdid",
    ],
)
def test_others_may_be_spoken_of_to_a_partner(text: str) -> None:
    """A client, a brother: these are words for the partner, and so is whatever says "you"."""
    assert not speaks_of_partner(text)


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("يوسف", "nsali m3a youssef", "youssef"),
        ("يوسف", "bghit nhder m3a yousef", "yousef"),
        ("خالد", "khaled fin howa", "khaled"),
        ("عثمان", "otmane fin", "otmane"),
        ("حسن", "7assan ma jach", "7assan"),
        ("أمل", "amal ma katjawebch", "amal"),
        ("زينب", "zineb majatch", "zineb"),
        ("Salma", "أتوقف مع سلمى", "سلمي"),
        ("Imane", "إيمان", "ايمان"),
        ("Nadia", "نادية", "ناديه"),
        ("Meryem", "مريم", "مريم"),
    ],
)
def test_a_name_is_known_in_the_other_script(name: str, text: str, word: str) -> None:
    """As people write it who have only the other keyboard at hand."""
    assert called(fold(text), name) == word


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("سلمى", "salam labas"),
        ("مراد", "merde"),
        ("أمل", "mal"),
        ("نور", "nari"),
        ("Karim", "karima"),
    ],
)
def test_a_word_that_is_only_like_a_name_is_none(name: str, text: str) -> None:
    """A greeting is not Salma, though it has her consonants."""
    assert called(fold(text), name) in ("", fold(name))
    assert not spoken_of(f"fin {text} daba", [name])


def test_what_is_said_of_a_partner_in_the_other_script_is_not_offered_to_them() -> None:
    """A name in Latin letters, of a partner who writes theirs in Arabic."""
    assert spoken_of("bghit nsali m3a youssef", ["يوسف"]) == "يوسف"


def test_a_long_word_against_a_long_name_takes_no_time() -> None:
    """However many ways there are to read it, each place is looked at once."""
    assert not called("a" * 400 + "b", "ع" * 60)
