"""What binds, ends, leaves or cannot be undone is taken from words that say it, and from no others."""

import pytest

from bot.flows.checkins import CHECKIN, GOAL_REVIEW
from bot.flows.endings import EXTENSION, PART
from bot.flows.hub import ERASE
from bot.flows.matching import PROPOSAL, REQUEST
from bot.flows.onboarding import ONBOARDING
from bot.words.book import book
from core.conversation.answers import Choice
from core.conversation.flow import Ask, Flow
from core.conversation.kind import Answer, Unclear
from tests.chat import Chat
from tests.flows.test_pulse import read

MAY_BE_INFERRED = {
    ("complement", "ready"),
    ("briefing", "aim"),
    ("briefing", "meeting"),
    ("briefing", "limits"),
    ("rematch", "choice"),
    ("another", "choice"),
}
"""Questions whose yes and no bind nobody, tell nobody anything and are taken back with a word."""

OUTRIGHT = [
    (flow, step.id)
    for flow in book().flows.values()
    for step in flow.steps
    if isinstance(step, Ask)
    and isinstance(step.kind, Choice)
    and (step.kind.yes or step.kind.no)
    and (flow.id, step.id) not in MAY_BE_INFERRED
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
def test_what_has_consequences_is_said_outright(flow: Flow, step: str) -> None:
    """Every question with a yes or a no reads its answer so, but those of the short list."""
    question = flow.ask(step)
    assert question is not None
    assert isinstance(question.kind, Choice)
    assert question.kind.outright


@pytest.mark.parametrize(
    ("flow", "step", "words"),
    [
        (ERASE, "confirm", "je me suis trompée de bouton"),
        (ERASE, "confirm", "c'était une belle expérience avec vous"),
        (GOAL_REVIEW, "choice", "j'ai bien avancé, il reste deux clients"),
        (PROPOSAL, "send", "je suis contente de vous envoyer ça"),
        (EXTENSION, "months", "je n'ai pas fini mon business plan"),
        (CHECKIN, "next_step", "je suis contente de travailler avec lui"),
    ],
)
def test_a_remark_neither_erases_nor_sends_nor_ends(flow: Flow, step: str, words: str) -> None:
    """It reads like an answer to somebody who did not see what was asked."""
    assert not isinstance(read(flow, step, words), Answer)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("je n'ai plus le temps", "time"),
        ("I have a new job and no time", "time"),
        ("لم يعد لدي وقت بسبب العمل", "time"),
        ("ma kayjawbnich ga3", "contact"),
        ("il ne répond jamais à mes messages", "contact"),
        ("mon projet est terminé je n'ai plus besoin", "needs"),
        ("on ne s'entend pas du tout", "fit"),
        ("finalement je reste", "stay"),
    ],
)
def test_who_says_why_they_go_is_not_kept(words: str, reason: str) -> None:
    """A reason is most often a denial, and no refusal to go."""
    assert read(PART, "reason", words) == Answer(reason)


@pytest.mark.parametrize(
    "words",
    ["je ne peux plus continuer, j'ai un nouveau boulot", "لا أستطيع المواصلة بسبب ظروفي العائلية"],
)
def test_a_reason_that_is_in_no_list_is_asked_for_again(words: str) -> None:
    """Whoever wants to go is never taken to stay."""
    assert not isinstance(read(PART, "reason", words), Answer)


@pytest.mark.parametrize(
    "words", ["je prends l'avion demain", "pourquoi pas une autre personne", "why not next month"]
)
def test_a_yes_among_other_words_is_asked_back(words: str) -> None:
    """A person is not accepted by a word that happens to stand in a sentence."""
    assert not isinstance(read(REQUEST, "decision", words), Answer)


def test_a_promise_of_nothing_is_asked_back() -> None:
    """The word for signing stands in it."""
    assert read(ONBOARDING, "pledge", "i promise nothing") == Unclear(("sign",))


@pytest.mark.parametrize(
    "words",
    ["pourquoi pas", "j'accepte avec plaisir", "oui, avec grand plaisir", "أقبل بكل سرور", "wakha"],
)
def test_a_yes_that_is_all_that_is_said_is_one(words: str) -> None:
    """Whatever politeness stands around it."""
    assert read(REQUEST, "decision", words) == Answer("accept")


@pytest.mark.parametrize("words", ["ah sifto", "oui, envoyez-la", "yes send it please", "1"])
def test_a_yes_beside_its_own_words_is_one(words: str) -> None:
    """To say both leaves nothing in doubt."""
    assert read(PROPOSAL, "send", words) == Answer("send")


@pytest.mark.parametrize(
    "words", ["oui j'ai besoin d'aide", "oui j'aimerais que quelqu'un m'appelle"]
)
def test_who_asks_for_help_does_not_go_on_as_before(words: str) -> None:
    """Whatever yes it begins with."""
    assert read(CHECKIN, "next_step", words) == Answer("human")


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
