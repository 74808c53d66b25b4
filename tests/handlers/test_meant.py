"""Words that answer nothing are most often for the partner: offered to be passed on, never lost."""

import pytest

from core.mentoring.relay import LONGEST
from storage import alerts, confidences
from storage.database import Database
from tests.handlers.couple import Couple

TOLD = {
    "dis à Amal que je serai en retard": "je serai en retard",
    "préviens Amal que j'apporte des échantillons": "j'apporte des échantillons",
    "please tell Amal that I will be late": "I will be late",
    "can you tell Amal that I will be late": "I will be late",
    "pouvez-vous dire à Amal que je serai en retard": "je serai en retard",
    "tell Amal thank you": "thank you",
    "dis à Amal merci pour tout": "merci pour tout",
    "goul l Amal bli ghadi nt3ettel": "ghadi nt3ettel",
}
"""A wish to tell the partner something, and what they are to be told."""


def test_words_at_rest_are_offered_to_the_partner(couple: Couple) -> None:
    """No menu for "I shall be late": asked, and passed on as they are by one digit."""
    assert couple.says("mentor", "je serai en retard de dix minutes") == ["meant-to"]
    assert "je serai en retard de dix minutes" in couple.text("mentor")
    assert not couple.keys("mentee")
    assert couple.says("mentor", "1") == ["relay-passed"]
    assert "je serai en retard de dix minutes" in couple.text("mentee")


def test_a_yes_means_the_only_partner(couple: Couple) -> None:
    """In words as well as by digit."""
    for assent in ("oui", "Amal", "yes please", "wakha", "نعم"):
        couple.says("mentor", "je serai en retard de dix minutes")
        assert couple.says("mentor", assent) == ["relay-passed"], assent


def test_a_no_keeps_them(couple: Couple) -> None:
    """Nothing reaches the partner without a yes."""
    couple.says("mentor", "je serai en retard de dix minutes")
    assert couple.says("mentor", "non") == ["meant-kept"]
    assert not couple.heard["mentee"]


def test_what_follows_is_added(couple: Couple) -> None:
    """A second sentence belongs to the first, and both are passed on together."""
    couple.says("mentor", "je serai en retard de dix minutes")
    assert couple.says("mentor", "et pardon pour cela") == ["meant-to"]
    couple.says("mentor", "1")
    text = couple.text("mentee")
    assert "je serai en retard de dix minutes" in text
    assert "et pardon pour cela" in text


def test_something_else_takes_the_offer_away(couple: Couple) -> None:
    """An offer that nobody took up is not made again behind another conversation."""
    couple.says("mentor", "je serai en retard de dix minutes")
    couple.says("mentor", "mes données")
    assert "meant-to" not in couple.says("mentor", "2")


def test_tell_somebody_that(couple: Couple) -> None:
    """What stands behind the name is shown before it is passed on, for its grammar may be ours."""
    for words, told in TOLD.items():
        assert couple.says("mentor", words) == ["meant-to"], words
        couple.waits(minutes=1)
        assert couple.says("mentor", "1")[0] == "relay-passed", words
        assert f"\u2068{told}\u2069" in couple.text("mentee"), words


def test_a_reply_to_the_partner_beside_an_open_question(couple: Couple) -> None:
    """Whoever has just read the partner's words and answers them is not told to choose a number."""
    couple.says("mentee", "rendez-vous")
    couple.says("mentor", "écrire à Amal : je serai en retard")
    assert couple.says("mentee", "machi mochkil") == ["meant-to"]
    keys = couple.says("mentee", "oui")
    assert keys[0] == "relay-passed"
    assert "appointment-wish" in keys


def test_a_word_or_a_book_is_no_message(couple: Couple) -> None:
    """One word is more often a command that we do not know; what is too long could not pass."""
    for words in ("lundi", "hmm bof", "x " * LONGEST):
        assert "meant-to" not in couple.says("mentor", words), words


def test_without_a_partner_there_is_nobody_to_pass_it_on_to(database: Database) -> None:
    """Before there is a pair, the menu."""
    assert "menu-choice" in Couple(database).says("mentor", "je serai en retard de dix minutes")


def test_what_is_confided_is_not_offered_to_the_partner(database: Database) -> None:
    """Neither beside a question of the team nor in what follows it, until the talk is another one."""
    couple = Couple(database)
    couple.hold()
    for side in ("mentee", "mentor"):
        couple.says(side, "1", "5", "4")
    for _ in range(8):
        if "checkin-rating" in couple.keys("mentee"):
            break
        couple.waits(days=1)
    couple.says("mentor", "écrire à Amal : bon courage")
    assert "meant-to" not in couple.says("mentee", "il ne m'écoute jamais vraiment")
    couple.says("mentee", "2", "2", "1", "il ne m'écoute jamais vraiment")
    assert couple.open("mentee") != "checkin-line"
    assert "meant-to" not in couple.says("mentee", "et il arrive toujours en retard")
    couple.says("mentee", "menu")
    couple.waits(hours=1)
    assert couple.says("mentee", "merci pour tes conseils de lundi") == ["meant-to"]


@pytest.mark.parametrize(
    "words",
    ["j'attends Amal depuis un mois", "Amal ne vient jamais à l'heure"],
)
def test_words_about_the_partner_are_not_offered_to_them(couple: Couple, words: str) -> None:
    """One digit in a hurry must not tell them: the team, the pair and the message are named."""
    assert couple.says("mentor", words)[:1] == ["meant-about"]
    assert "meant-to" not in couple.says("mentor", "1")
    assert not couple.heard["mentee"]


def test_what_is_for_the_team_reaches_the_team(couple: Couple) -> None:
    """Somebody is called, the words are kept with their author, and none reaches the partner."""
    couple.says("mentor", "je trouve que cela ne va pas du tout")
    assert couple.says("mentor", "2") == ["common-human"]
    assert not couple.heard["mentee"]
    with couple.stage.database.read() as conn:
        kept = confidences.of(conn, couple.person("mentor"))
        calls = alerts.open_alerts(conn)
    assert [(one.about, one.line) for one in kept][-1] == (
        "team", "je trouve que cela ne va pas du tout",
    )  # fmt: skip
    assert [one.kind for one in calls][-1] == "human"
    assert "meant-to" not in couple.says("mentor", "et ce n'est pas la première fois")


def test_lines_stay_lines_and_none_is_lost(couple: Couple) -> None:
    """A message of several paragraphs, and one of nine hundred characters, arrive as written."""
    paragraphs = "Bonjour,\nvoici mes questions.\n\nLe prix et le délai ?"
    couple.says("mentor", "message", paragraphs)
    assert paragraphs in couple.text("mentee").replace("│ ", "").replace("│", "")
    couple.waits(minutes=5)
    long = " ".join(["mille"] * 150)
    couple.says("mentor", "message", long)
    assert long in couple.text("mentee")
    couple.waits(minutes=5)
    couple.says("mentee", "écrire à Karim : deux choses\nla banque")
    assert "deux choses\nla banque" in couple.text("mentor").replace("│ ", "")


@pytest.mark.parametrize(
    "words",
    ["any news from Amal?", "vous avez des nouvelles d'Amal ?", "avez-vous des nouvelles de mon binôme ?",
     "هل من جديد عن المستفيد؟", "wach kayn chi jdid 3la lmentor?"],
)  # fmt: skip
def test_news_of_the_partner_are_told_as_far_as_we_know(couple: Couple, words: str) -> None:
    """How the two stand; neither is a question passed on, nor another partner looked for."""
    assert "waiting-matched" in couple.says("mentor", words)
    assert not couple.heard["mentee"]


def test_who_has_news_for_the_partner_asks_for_none(couple: Couple) -> None:
    """Those words are for the partner, or for nobody."""
    assert couple.says("mentor", "I have news for Amal")[0].startswith("meant-")
