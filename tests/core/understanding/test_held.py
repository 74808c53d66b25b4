"""Whether they met, from words that say it, deny it, or tell what somebody else says."""

import pytest

from core.understanding.held import read_held
from core.understanding.leaning import met


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("on devait reporter mais on l'a fait quand même", True),
        ("nearly cancelled but we went ahead", True),
        ("malgré la panne de wifi on a fini par échanger", True),
        ("elle est venue avec sa soeur", True),
        ("il est venu mais j'étais absent", False),
        ("on devait se voir mais finalement non", False),
        ("l'appel n'a jamais abouti", False),
        ("panne de courant, donc rien", False),
        ("هاتفه مغلق منذ يومين", False),
        ("أنهينا المكالمة قبل قليل", True),
        ("tjam3na w tfahemna 3la lprogramme", True),
    ],
)
def test_what_came_of_it_counts(text: str, held: bool) -> None:
    """Not what was planned, feared or nearly so."""
    assert read_held(text) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("hiya galat tla9ina, w rah kdoub", False),
        ("تقول إننا التقينا وهذا غير صحيح", False),
        ("il dit que oui, moi je me souviens pas", None),
        ("she says we met", None),
        ("I tapped yes by accident, we didn't meet", False),
        ("werrekt 3la ah b ghalat, rah ma tchawfna", False),
    ],
)
def test_what_another_says_and_what_was_pressed_is_not_what_was(
    text: str, held: bool | None
) -> None:
    """A claim that is called untrue is turned, one that is only reported says nothing."""
    assert read_held(text) is held


@pytest.mark.parametrize(
    "text", ["can you send me the mentor guide", "j'ai pas compris", "ma fhemtch had so2al"]
)
def test_a_request_tells_nothing(text: str) -> None:
    """Whoever asks or has not understood is answered, whatever the weights say."""
    assert met(text) is None
