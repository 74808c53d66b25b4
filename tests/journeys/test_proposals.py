"""What happens between a choice and a match: questions, refusals, silence, races, in three languages."""

import pytest

from storage.database import Database
from tests.village import Village, Villager

LANGUAGES = ("fr", "ar", "en")


@pytest.fixture
def village(database: Database) -> Village:
    """Nobody yet."""
    return Village(database)


THINKING = {
    "fr": "Laissez-moi réfléchir un peu",
    "ar": "دعوني أفكر قليلا",
    "en": "Let me think about it",
}
"""What asks for time, of which there is some until a request runs out."""


def ask(mentee: Villager, choice: str = "1") -> None:
    """Choose a card, write three lines, send them."""
    mentee.sees("proposal-choice").says(choice).sees("proposal-project")
    mentee.says("Atelier de zellige à Fès").sees("proposal-need")
    mentee.says("Vendre en Europe").sees("proposal-first")
    mentee.says("Un avis franc").sees("proposal-send").says("1").sees("proposal-asked")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_first_then_a_yes(village: Village, language: str) -> None:
    """The mentor asks, the mentee answers, the mentor decides with both before their eyes."""
    karim = village.mentor("Karim", language)
    salma = village.mentee("Salma", language)
    ask(salma)
    karim.sees("request-new", "request-decision").says("2").sees("request-question")
    salma.looks_up()
    karim.says("Depuis quand ?").sees("request-asked")
    salma.sees("reply-question", "reply-answer")
    assert "Depuis quand ?" in salma.text
    salma.says(THINKING[language]).sees("common-later.until")
    karim.looks_up()
    salma.says("Depuis 2019").sees("reply-passed")
    karim.sees("request-answered", "request-answer", "request-decision")
    assert "request-introduction" not in karim.keys
    assert "Depuis 2019" in karim.text
    salma.looks_up()
    karim.says("1").sees("request-accepted")
    assert "pair-introduced" in karim.keys
    assert "pair-introduced" in salma.keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_private_no_and_the_next_card(village: Village, language: str) -> None:
    """A reason stays with the team; the mentee chooses among those who are left."""
    karim, driss = village.mentor("Karim", language), village.mentor("Driss", language)
    salma = village.mentee("Salma", language)
    first = {"1": karim, "2": driss}
    names = salma.text.index("Karim") < salma.text.index("Driss")
    chosen, left = (karim, driss) if names else (driss, karim)
    assert first
    ask(salma)
    salma.looks_up()
    chosen.says("4").sees("request-reason").says("5").sees("request-line")
    chosen.says("Je change de métier").sees("request-declined")
    salma.sees("next-declined", "next-choice")
    assert "métier" not in salma.text
    assert left.name in salma.text
    assert chosen.name not in salma.text.partition("\n1.")[2]
    left.looks_up()
    salma.says("1").sees("proposal-asked")
    left.sees("request-new")
    assert "zellige" in left.text


def test_silence_moves_on_by_itself(village: Village) -> None:
    """Reminders at 24 and 60 hours, after three days the next choice; a late tap is told kindly."""
    karim, _ = village.mentor("Karim"), village.mentor("Driss")
    salma = village.mentee("Salma")
    chosen = salma.text
    ask(salma)
    mentor = karim if chosen.index("Karim") < chosen.index("Driss") else village.person("Driss")
    village.waits(hours=25)
    mentor.sees("request-reminder", "request-need", "request-decision")
    assert mentor.keys.count("request-card") == 1, "the request itself is read above"
    mentor.looks_up()
    village.waits(hours=32)
    mentor.sees("request-last", "request-need", "request-decision")
    salma.looks_up()
    village.waits(hours=16)
    salma.sees("next-expired", "next-choice")
    mentor.sees("request-expired")
    mentor.says("1")
    assert "pair-introduced" not in mentor.keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_of_these_changes_what_comes_next(village: Village, language: str) -> None:
    """The reason is kept, nobody who was refused comes back, and the place is told honestly."""
    village.mentor("Karim", language)
    salma = village.mentee("Salma", language).sees("proposal-choice")
    salma.says("3").sees("proposal-why").says("2").sees("proposal-searching")
    assert "proposal-choice" not in salma.keys
    assert "matching-position" in salma.keys
    assert salma.talk.more["wish"] == "needs"


def test_the_first_yes_wins_and_the_other_is_told(village: Village) -> None:
    """Two mentees want the same only place."""
    karim = village.mentor("Karim", capacity="1")
    salma, hind = village.mentee("Salma"), village.mentee("Hind")
    ask(salma)
    hind.sees("proposal-choice").says("1").says("Mon projet").says("Mon besoin").says("Un avis")
    hind.says("1").sees("next-full")
    karim.says("1")
    assert "pair-introduced" in salma.keys


def test_a_mentor_who_pauses_is_not_waited_for(village: Village) -> None:
    """The mentee is told at once and goes on."""
    karim = village.mentor("Karim")
    salma = village.mentee("Salma")
    ask(salma)
    salma.looks_up()
    karim.says("pause").says("1")
    salma.sees("next-gone")


def test_a_mentor_who_says_stop_is_not_waited_for(village: Village) -> None:
    """Nothing more is sent to them, and the mentee goes on."""
    karim = village.mentor("Karim")
    salma = village.mentee("Salma")
    ask(salma)
    salma.looks_up()
    karim.says("STOP").sees("common-stopped")
    salma.sees("next-gone")
    village.waits(days=4)
    karim.looks_up()
    village.waits(days=30)
    karim.sees_nothing()


def test_an_erased_mentor_leaves_no_name(village: Village) -> None:
    """Three days after asking to be erased their name is on nobody's screen any more."""
    karim = village.mentor("Karim")
    salma = village.mentee("Salma")
    ask(salma)
    karim.says("effacer mes données").says("1")
    salma.looks_up()
    village.waits(hours=73)
    salma.sees("next-gone") if "next-gone" in salma.keys else salma.sees("next-expired")
    assert "Karim" not in str(salma.talk)


def test_where_do_i_stand(village: Village) -> None:
    """One word tells: the place in the list, a request on its way, a partner."""
    salma = village.mentee("Salma").sees("matching-position")
    karim = village.mentor("Karim")
    village.waits(days=8)
    ask(salma)
    assert "waiting-chosen" in salma.says("mon mentorat").keys
    assert "waiting-requested" in karim.says("mon mentorat").keys
