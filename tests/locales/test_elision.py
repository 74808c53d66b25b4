"""French "de" and "que" before names, as people say them."""

import pytest

from bot.words.catalogue import say


@pytest.mark.parametrize(
    "name",
    ["Amal", "Émile", "Élodie", "Idriss", "Oumaima", "Ilyas", "Aïcha", "Œdipe", "Yves", "Hélène"],
)
def test_before_a_vowel_that_is_heard_it_is_shortened(name: str) -> None:
    """As in "un mot d’Amal" and "ce qu’Amal propose"."""
    assert f"mot d’\u2068{name}\u2069" in say("pair-thanks", "fr", {"name": name, "words": "oui"})
    assert f"qu’\u2068{name}\u2069" in say("times-partner", "fr", {"name": name, "moved": 0})


@pytest.mark.parametrize(
    "name", ["Karim", "Hassan", "Hind", "Youssef", "Yasmine", "Ouafa", "Oualid", "أمل", "…"]
)
def test_before_others_it_stays(name: str) -> None:
    """As in "un mot de Hassan": the h of Arabic names is heard, and so is the glide of Ouafa."""
    assert f"mot de \u2068{name}\u2069" in say("pair-thanks", "fr", {"name": name, "words": "oui"})


def test_what_people_wrote_stays_as_they_wrote_it() -> None:
    """Only our own words are shortened, and only those."""
    said = say("pair-thanks", "fr", {"name": "Karim", "words": "de Amal, que Amal"})
    assert "\u2068de Amal, que Amal\u2069" in said
    assert say("pair-thanks", "en", {"name": "Amal", "words": "de Amal"}).startswith("A word from")
