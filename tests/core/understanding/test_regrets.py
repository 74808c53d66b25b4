"""Who is sorry about what has been refuses nothing; who is sorry about what is proposed does."""

import pytest

from core.understanding.yesno import yes_no


@pytest.mark.parametrize(
    "text",
    [
        "désolée je viens de voir ça",
        "désolée j'étais malade hier",
        "désolé j'ai perdu mon téléphone",
        "désolée j'étais en voyage sans mon téléphone",
        "sorry just saw this now",
        "sorry my phone was off yesterday",
        "sorry I was travelling last week",
        "sorry, my son was in hospital",
        "smahli kant 3endi lkhedma bzaf",
        "سمح ليا كنت مريضة",
        "أعتذر كنت في السفر",
    ],
)
def test_an_apology_for_a_silence_is_no_answer(text: str) -> None:
    """It is the first that people write when they come back."""
    assert yes_no(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "désolée ce jour là je garde les petits",
        "smahli had nhar 3endi 3ers d khti",
        "للأسف لدي موعد عند الطبيب",
        "désolée non, j'étais malade",
    ],
)
def test_a_regret_about_what_is_proposed_refuses_it(text: str) -> None:
    """With its reason, or with a no beside what has been."""
    assert yes_no(text) is False
