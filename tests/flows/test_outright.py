"""Consents, signatures and ends are taken from words that say them, and from no others."""

import pytest

from bot.flows.agreement import AGREEMENT, MIDDLE, TERMS
from bot.flows.checkins import STILL_ON
from bot.flows.endings import FINISH
from bot.flows.matching import REQUEST
from bot.flows.meetings import CANCEL
from bot.flows.onboarding import ONBOARDING
from bot.flows.results import OUTCOME_CONFIRM, OUTCOME_CONSENT
from core.conversation.answers import Answer, Choice
from core.conversation.flow import Flow
from tests.chat import Chat
from tests.flows.test_pulse import read

OUTRIGHT = [
    (ONBOARDING, "consent"),
    (ONBOARDING, "informed"),
    (AGREEMENT, "confidentiality"),
    (AGREEMENT, "conduct"),
    (TERMS, "confidentiality"),
    (TERMS, "conduct"),
    (OUTCOME_CONSENT, "tell"),
    (OUTCOME_CONFIRM, "choice"),
    (REQUEST, "decision"),
    (MIDDLE, "choice"),
    (STILL_ON, "choice"),
    (FINISH, "choice"),
    (CANCEL, "sure"),
]


@pytest.mark.parametrize(
    "words",
    [
        "I'm ready to quit",
        "je suis prête à arrêter le programme",
        "is it available in English",
        "مستعدة للتوقف",
        "désolée je viens de voir ça",
        "sorry just saw this now",
    ],
)
def test_a_consent_is_neither_given_nor_refused_by_the_way(words: str) -> None:
    """The question is put again, and nothing is on record."""
    chat = Chat().says("Bonjour", words)
    assert chat.keys[-1].startswith("onboarding-consent")
    assert not chat.talk.consented


@pytest.mark.parametrize("words", ["oui", "je suis d'accord", "wakha", "ok pour moi", "نعم"])
def test_a_consent_in_plain_words_is_one(words: str) -> None:
    """Nobody has to press a digit."""
    assert Chat().says("Bonjour", words).sees("onboarding-role").talk.consented


@pytest.mark.parametrize(("flow", "step"), OUTRIGHT, ids=[f"{f.id}-{s}" for f, s in OUTRIGHT])
def test_what_is_signed_consented_to_or_ended_is_said_outright(flow: Flow, step: str) -> None:
    """Each question of that kind reads its answer so."""
    question = flow.ask(step)
    assert question is not None
    assert isinstance(question.kind, Choice)
    assert question.kind.outright


@pytest.mark.parametrize(("flow", "step"), OUTRIGHT, ids=[f"{f.id}-{s}" for f, s in OUTRIGHT])
@pytest.mark.parametrize(
    "words",
    ["désolée j'étais malade", "désolé je viens de voir ça", "sorry I was travelling last week"],
)
def test_who_apologises_for_a_silence_ends_and_declines_nothing(
    words: str, flow: Flow, step: str
) -> None:
    """It is the first that people write when they come back."""
    assert not isinstance(read(flow, step, words), Answer)
