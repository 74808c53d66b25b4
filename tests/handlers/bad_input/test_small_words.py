"""Words that answer nothing, and words that are a command only where nothing else is asked."""

import pytest

from core.duration import HOUR
from core.mentoring.meeting import begins
from core.understanding.courtesies import courtesy
from storage.database import Database
from tests.handlers.bad_input.mishaps import Mishaps

ASSENT = (
    *("ok", "OK !", "d'accord", "très bien", "parfait", "c'est noté", "bien reçu", "ça marche"),
    *("واخا", "صافي", "زوينة", "مزيان", "حسناً", "تمام", "إن شاء الله", "wakha", "safi", "mzyan"),
    *("zwina", "got it", "noted", "sure", "all good", "👍", "👍🏽", "🙏🙏", "non merci", "لا شكرا"),
)
THANKS = ("merci", "Merci beaucoup !", "merci pour votre aide", "ok merci", "شكرا جزيلا", "شكرا لكم",
          "chokran", "barak allah fik", "بارك الله فيكم", "thank you so much", "thx")  # fmt: skip
SAYING = ("bonjour", "merci, bonjour", "ok je veux un mentor", "merci de changer ma ville", "1", "?",
          "", "menu", "votre réponse", "oui je veux arrêter", "je ne comprends pas")  # fmt: skip

RESTING = {"fr": ("ok", "merci"), "ar": ("واخا", "شكرا"), "en": ("ok", "thanks")}
"""Assent and thanks to nothing in particular."""

WORDS = {
    "fr": ("conseils", "étape", "progrès", "message"),
    "ar": ("نصائح", "شهادة", "تقدم", "رسالة"),
    "darija": ("nasa2i7", "chahada", "natija", "lmaharat"),
    "en": ("tips", "milestone", "progress", "message"),
}
"""The pair's words, alone: commands, unless one's own words are asked for."""


@pytest.mark.parametrize(
    ("said", "kind"),
    [*((one, "assent") for one in ASSENT), *((one, "thanks") for one in THANKS),
     *((one, "") for one in SAYING)],
)  # fmt: skip
def test_what_is_mere_courtesy(said: str, kind: str) -> None:
    """In four languages and signs; a greeting or anything that says more is none."""
    assert courtesy(said) == kind


def resting(database: Database, language: str) -> Mishaps:
    """A couple with a meeting ahead; nothing is asked of anybody."""
    couple = Mishaps(database, language)
    couple.confirm()
    couple.says("mentee", "2")  # the advice, for later
    couple.waits(minutes=5)
    assert not couple.open("mentee")
    return couple


@pytest.mark.parametrize("language", RESTING)
def test_courtesy_is_answered_once_and_with_a_word(small: Database, language: str) -> None:
    """No menu of ten lines; "thank you", "not at all", and then both have said it."""
    couple = resting(small, language)
    assent, thanks = RESTING[language]
    assert couple.says("mentee", assent) == ["common-assent"]
    couple.sees("mentee", "common-assent")
    assert couple.says("mentee", thanks) == []
    assert couple.says("mentee", assent) == []
    assert couple.says("mentee", "menu") == ["menu-choice"]
    assert couple.says("mentee", thanks) == ["common-thanks"]
    assert couple.says("mentee", "1") != []  # and the menu is still open


def test_an_ok_that_answers_is_an_answer(couple: Mishaps) -> None:
    """Where something is asked, assent is no courtesy."""
    couple.says("mentee", "1")
    couple.says("mentor", "d'accord")
    assert couple.shared.meeting is not None
    assert couple.shared.meeting.state == "confirmed"


@pytest.mark.parametrize("language", WORDS)
def test_the_pairs_words_are_answers_where_words_are_asked_for(
    small: Database, language: str
) -> None:
    """What one expects of a mentor may well be "advice"; the same word alone opens the advice."""
    couple = resting(small, "ar" if language == "darija" else language)
    for word in WORDS[language]:
        couple.says("mentee", "/goal")
        assert couple.open("mentee") == "goal-vision"
        couple.says("mentee", word)
        assert couple.open("mentee") == "goal-topic", word
        couple.says("mentee", "retour", "retour")
    couple.says("mentee", "/tips")
    assert couple.open("mentee") == "briefing-aim"


def test_the_word_that_opened_a_question_is_no_answer_to_it(small: Database) -> None:
    """Whoever writes "objectif" twice has not said where they want to go."""
    couple = resting(small, "fr")
    couple.says("mentee", "objectif", "objectif")
    assert couple.open("mentee") == "goal-vision"


def test_the_word_in_a_reminder_does_what_the_reminder_says(small: Database) -> None:
    """A question of another day is open; "write déplacer" came after it, and is meant."""
    couple = resting(small, "fr")
    couple.says("mentee", "/goal")
    assert couple.open("mentee") == "goal-vision"
    meeting = couple.shared.meeting
    assert meeting is not None
    couple.waits(milliseconds=begins(meeting) - 23 * HOUR - couple.stage.now)
    assert "«\u00a0déplacer\u00a0»" in couple.text("mentee")
    couple.says("mentee", "déplacer")
    assert couple.open("mentee") == "move-choice"


@pytest.mark.parametrize("word", ["humain", "مساعدة", "stop", "bloquer", "تبليغ", "/rdv"])
def test_what_always_is_a_command_is_one_there_too(small: Database, word: str) -> None:
    """To stop, to be helped, to block and to report work wherever one is."""
    couple = resting(small, "fr")
    couple.says("mentee", "/goal")
    couple.says("mentee", word)
    assert couple.open("mentee") != "goal-topic"


@pytest.mark.parametrize(("word", "step"), [("objectif", "goal"), ("étape", "stage")])
def test_a_field_named_at_the_question_what_to_change(
    small: Database, word: str, step: str
) -> None:
    """Where the profile is shown and its fields named, they are meant, not the pair's words."""
    couple = resting(small, "fr")
    couple.says("mentee", "mon profil", word)
    assert couple.open("mentee") == f"onboarding-{step}"


MOVED = {
    "fr": ("annuler le rendez-vous", "plutôt déplacer, vendredi 18h"),
    "ar": ("إلغاء الموعد", "تأجيل، الجمعة على 6 مساء"),
    "en": ("cancel the meeting", "move it, Friday 6pm"),
}
"""A wish, and then two answers in one message: what to do, and when."""


@pytest.mark.parametrize("language", MOVED)
def test_what_to_do_and_when_in_one_message(small: Database, language: str) -> None:
    """Both count and are said back; the partner is asked about that very time."""
    couple = Mishaps(small, language)
    couple.confirm()
    couple.says("mentee", "2")
    wish, both = MOVED[language]
    couple.says("mentee", wish)
    assert couple.open("mentee") == "cancel-sure"
    couple.says("mentee", both)
    assert couple.keys("mentee") == ["common-noted", "pair-waiting_for_partner"]
    couple.sees("mentor", "times-choice")
    assert couple.shared.meeting is not None
    assert couple.shared.meeting.appointment is None


def test_a_figure_that_counts_nothing_seen_is_not_taken(small: Database) -> None:
    """They met; the four of “oui, 4” is shown beside the question it may be meant for."""
    couple = Mishaps(small)
    couple.hold()
    couple.says("mentee", "oui, 4")
    couple.sees("mentee", "common-also", "report-rating")
