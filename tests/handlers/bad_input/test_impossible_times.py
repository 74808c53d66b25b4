"""Times that cannot be, and times that can although they look odd, in four languages."""

import pytest
from msgspec.structs import replace

from bot.flows.meetings import TIMES
from core.conversation.kind import Given
from core.conversation.message import Option
from core.duration import DAY
from core.mentoring.appointment import at_instant, local
from core.mentoring.meeting import Meeting
from storage import mentorships
from storage.codec import encode
from storage.database import Database
from tests.handlers.bad_input.mishaps import Mishaps
from tests.handlers.couple import HELLO, MENTEE

IMPOSSIBLE = {
    "fr": (("hier à 18h", "past"), ("31/02 à 18h", "no_such_day"), ("jeudi 25h", "no_such_time")),
    "ar": (
        ("أمس على 6 مساء", "past"),
        ("٣١/٠٢ على الساعة ١٨", "no_such_day"),
        ("الخميس على الساعة 25", "no_such_time"),
    ),
    "darija": (
        ("lbare7 f 6 d l3chiya", "past"),
        ("31/02 f 6 d l3chiya", "no_such_day"),
        ("nhar lkhmis f 25", "no_such_time"),
    ),
    "en": (
        ("yesterday at 6pm", "past"),
        ("31/02 at 6pm", "no_such_day"),
        ("Thursday 25h", "no_such_time"),
    ),
}
"""What was written, and the reason that is given when it is asked again."""

TOMORROW = {
    "demain inchallah 18h": "fr",
    "غدا إن شاء الله على 6 مساء": "ar",
    "غداً إن شاء الله على ٦ مساءً": "ar",
    "ghedda inchallah f 6 d l3chiya": "ar",
    "tomorrow inchallah at 6pm": "en",
}
"""Tomorrow at six in the evening, God willing, and in which language it is answered."""

TWO_TIMES = {
    "jeudi 18h ou vendredi 17h": "fr",
    "1 ou 2": "fr",
    "Thursday or Friday 6pm": "en",
    "الأول أو الثاني": "ar",
}
"""Two answers in one message."""

FIRST = {"le premier, merci": "fr", "the first one": "en", "الأول": "ar", "lewwel": "ar", "١": "ar"}
"""The first time shown, in other words than its number, and in other digits."""


def seeking(database: Database, language: str) -> Mishaps:
    """A couple that is asked for the time of its first meeting."""
    couple = Mishaps(database, "ar" if language == "darija" else language)
    couple.agree()
    return couple


def meets_zineb(couple: Mishaps, start: int) -> None:
    """The mentor has another mentee, and a meeting with her then."""
    words = [*MENTEE]
    words[2] = "Zineb Tazi"
    couple.says("zineb", HELLO["fr"], *words)
    fixed = Meeting(1, "confirmed", appointment=at_instant(start, "Africa/Casablanca"))
    pair = encode(replace(couple.shared, id="2", meeting=fixed, timers={}))
    with couple.stage.database.begin() as conn:
        mentorships.begin(
            conn, couple.person("zineb"), couple.person("mentor"), None, couple.stage.now,
            document=pair, state="active",
        )  # fmt: skip


def meeting(couple: Mishaps) -> Meeting:
    """The meeting that is sought."""
    found = couple.shared.meeting
    assert found is not None
    return found


@pytest.mark.parametrize("language", IMPOSSIBLE)
def test_a_time_that_cannot_be_is_asked_again_with_the_reason(
    small: Database, language: str
) -> None:
    """Yesterday, the 31st of February, 25 o'clock: why not, and the same question; then it works."""
    couple = seeking(small, language)
    for side, (words, reason) in zip(
        ("mentee", "mentee", "mentor"), IMPOSSIBLE[language], strict=True
    ):
        couple.says(side, words)
        couple.sees(side, f"times-choice.{reason}")
        assert couple.open(side) == "times-choice"
        assert meeting(couple).mentee_fine == meeting(couple).mentor_fine == ()
    couple.says("mentee", "٢")
    couple.sees("mentee", "pair-waiting_for_partner")
    assert len(meeting(couple).mentee_fine) == 1


@pytest.mark.parametrize("words", TOMORROW)
def test_tomorrow_god_willing_is_tomorrow(small: Database, words: str) -> None:
    """It is read, said back with its day, and put to the partner."""
    couple = seeking(small, TOMORROW[words])
    couple.says("mentee", words)
    couple.sees("mentee", "common-noted", "pair-waiting_for_partner")
    (start,) = meeting(couple).mentee_fine
    here, now = local(start, "Africa/Casablanca"), local(couple.stage.now, "Africa/Casablanca")
    assert (here.date() - now.date()).days == 1
    assert here.hour == 18
    assert couple.open("mentor") == "times-choice"


@pytest.mark.parametrize("words", TWO_TIMES)
def test_of_two_answers_none_is_guessed(small: Database, words: str) -> None:
    """Thursday or Friday is asked back; nothing reaches the partner before it is clear."""
    couple = seeking(small, TWO_TIMES[words])
    couple.says("mentee", words)
    assert set(couple.keys("mentee")) <= {"common-which", "times-choice.again", "times-choice.day"}
    assert couple.open("mentee") == "times-choice"
    assert meeting(couple).mentee_fine == ()


@pytest.mark.parametrize("words", FIRST)
def test_the_first_one_is_the_first_time(small: Database, words: str) -> None:
    """Not the first of the other options, which is that none suits."""
    couple = seeking(small, FIRST[words])
    couple.says("mentee", words)
    assert meeting(couple).mentee_fine == meeting(couple).offered[:1]


@pytest.mark.parametrize(
    ("words", "state"), [("oui", "confirmed"), ("واخا", "confirmed"), ("non", "proposed")]
)
def test_a_plain_yes_takes_the_only_time_proposed(small: Database, words: str, state: str) -> None:
    """And a plain no looks for others; with three times on the table a yes is asked which."""
    couple = seeking(small, "fr")
    couple.says("mentor", "oui")
    couple.sees("mentor", "times-choice.again")
    couple.says("mentee", "1")
    couple.says("mentor", words)
    assert meeting(couple).state == state


def test_a_time_that_passed_while_it_waited_is_replaced(small: Database) -> None:
    """Whoever comes back late finds other times to propose, never "none of these" alone."""
    couple = seeking(small, "fr")
    couple.says("mentee", "3")
    picked = meeting(couple).mentee_fine[0]
    couple.waits(milliseconds=picked - couple.stage.now - DAY // 2)
    assert picked not in meeting(couple).offered
    couple.says("mentor", "déplacer")
    assert couple.open("mentor") == "times-choice"
    assert couple.options("mentor")[0] == "start1"


def test_a_time_taken_by_another_pair_is_replaced_by_one_to_propose(small: Database) -> None:
    """The table is empty for the mentor alone: what is picked instead is put to the mentee."""
    couple = seeking(small, "fr")
    couple.says("mentee", "jeudi 1 octobre à 17h")
    (start,) = meeting(couple).mentee_fine
    meets_zineb(couple, start)
    couple.says("mentor", "déplacer", "Amal")
    couple.sees("mentor", "times-lapsed")
    assert couple.options("mentor")[0] == "start1"
    couple.says("mentor", "1")
    couple.sees("mentee", "times-partner")
    assert meeting(couple).state == "countered"
    couple.says("mentee", "1")
    assert meeting(couple).state == "confirmed"


def test_a_time_taken_by_another_pair_leaves_the_others_of_the_table(small: Database) -> None:
    """What suited the partner is gone for the mentor; the two that are left still fix it."""
    couple = seeking(small, "fr")
    couple.says("mentee", "1")
    (start,) = meeting(couple).mentee_fine
    meets_zineb(couple, start)
    couple.says("mentor", "déplacer", "Amal")
    couple.sees("mentor", "times-propose")
    assert couple.options("mentor") == ["start1", "start2", "none"]
    couple.says("mentor", "1")
    couple.sees("mentee", "times-partner")
    couple.says("mentee", "1")
    assert meeting(couple).state == "confirmed"


def test_where_no_time_is_shown_none_of_these_is_no_answer() -> None:
    """Asked for a time of one's own, one may still find none; and say so by a digit."""
    question = TIMES.ask("choice")
    assert question is not None
    (only,) = question.kind.options(Given({}, {}))
    assert only == Option("none", ".unable")
    shown = question.kind.options(Given({}, {"start1": "when:0@UTC"}))
    assert shown[-1] == Option("none", ".none")


def test_an_hour_that_was_given_away_meanwhile_is_replaced_at_once(small: Database) -> None:
    """The question on the screen is older than the other meeting: who picks it gets other times."""
    couple = seeking(small, "fr")
    start = meeting(couple).offered[0]
    meets_zineb(couple, start)
    couple.says("mentor", "1")
    couple.sees("mentor", "pair-busy", "times-choice")
    assert couple.open("mentor") == "times-choice"
    assert meeting(couple).mentor_fine == ()
    couple.says("mentor", "1")
    (picked,) = meeting(couple).mentor_fine
    assert picked != start


def test_the_next_meetings_of_several_are_told_together(small: Database) -> None:
    """Nobody is asked "which pair?" to learn when they meet; who is named is meant."""
    couple = seeking(small, "fr")
    start = meeting(couple).offered[0]
    meets_zineb(couple, start)
    couple.says("mentor", "quand sont mes prochaines rencontres ?")
    couple.sees("mentor", "waiting-matched", "appointment-when", "appointment-several")
    couple.says("mentor", "je veux déplacer la rencontre avec Zineb")
    couple.sees("mentor", "move-which", "move-choice")
