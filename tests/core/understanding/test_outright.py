"""What is said outright: neither a consent nor a refusal is concluded from something else."""

import pytest

from core.understanding.outright import said_outright
from core.understanding.yesno import yes_no


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("oui", True),
        ("ouiii", True),
        ("d'accord", True),
        ("oui, je suis prête", True),
        ("je suis partante, merci", True),
        ("wakha ana wajda", True),
        ("نعم أنا موافقة", True),
        ("👍", True),
        ("non merci", False),
        ("désolé, non", False),
        ("désolée, je ne veux pas", False),
        ("لا أريد", False),
    ],
)
def test_what_is_said_counts(text: str, meant: bool) -> None:
    """In a word of yes or no, beside whatever, or in a statement that is all there is."""
    assert said_outright(text) is meant


@pytest.mark.parametrize(
    "text",
    [
        "I'm ready to quit",
        "je suis prête à arrêter le programme",
        "on est partants pour arrêter",
        "مستعدة للتوقف",
        "is it available in English",
        "I said no before but I've changed my mind",
        "j'ai appuyé sur non par erreur",
        "mission accomplie, le dossier est parti",
        "on continue avec elle, elle est formidable",
        "the game is over",
        "ne m'écrivez plus",
        "laissez-moi tranquille",
        "bzaf 3liya",
        "je suis présente sur Instagram",
        "désolée je viens de voir ça",
        "sorry just saw this now",
        "sorry I was travelling last week",
        "désolée j'étais malade hier",
        "سمح ليا كنت مريضة",
        "c'est compliqué pour moi d'écrire",
    ],
)
def test_what_would_only_follow_is_asked(text: str) -> None:
    """More stands beside the statement or the apology, and may turn it round."""
    assert said_outright(text) is None


@pytest.mark.parametrize("text", ["oui ?", "oui mais non", "inchallah", "", "bof"])
def test_a_doubt_stays_one(text: str) -> None:
    """Nothing is surer for having to be said outright."""
    assert yes_no(text) is None
    assert said_outright(text) is None


@pytest.mark.parametrize(
    "text", ["bien reçu", "c'est noté, merci", "Noted, thanks", "je prends note"]
)
def test_who_takes_note_agrees_to_nothing(text: str) -> None:
    """It answers whether something was read; a consent it is not."""
    assert yes_no(text)
    assert said_outright(text) is None
