"""What people write instead of an option's label chooses it."""

from datetime import UTC, datetime

import pytest

from bot.flows.catalogue import FLOWS
from bot.words.catalogue import book
from core.conversation.answers import Answer, Asked
from core.conversation.flow import Ask
from core.conversation.run import Given

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("flow", "step", "text", "option"),
    [
        ("agreement", "means", "f telefon", "call"),
        ("agreement", "means", "b ttilifoun", "call"),
        ("agreement", "means", "par tel", "call"),
        ("agreement", "purpose", "nkebber lmachrou3", "scale"),
        ("agreement", "purpose", "nkber lbusiness", "scale"),
        ("agreement", "purpose", "monter en compétences", "skills"),
        ("agreement", "conduct", "نوقّع", "promise"),
        ("agreement", "conduct", "nsini", "promise"),
        ("agreement", "conduct", "ah mtaf9a", "promise"),
        ("onboarding", "pledge", "لا، فيما بعد", "later"),
        ("onboarding", "role", "أود أن أرافق غيري", "mentor"),
        ("onboarding", "stage", "mazal f lbidaya", "launch"),
    ],
)
def test_an_option_is_chosen_in_words_of_ones_own(
    flow: str, step: str, text: str, option: str
) -> None:
    """Darija in either alphabet, abbreviations and paraphrases mean what a person takes them for."""
    question = next(one for one in FLOWS[flow].steps if isinstance(one, Ask) and one.id == step)
    surfaces = book().surfaces[f"{flow}-{step}"]
    read = question.kind.understand(text, Asked(Given({}, {}), tuple(surfaces), surfaces, NOW))
    assert isinstance(read, Answer)
    assert read.value == option
