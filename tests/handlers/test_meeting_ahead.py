"""With a meeting ahead: how it will be held, and what may keep somebody from it, said in one's words."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from core.mentoring.meeting import begins
from storage.database import Database
from tests.handlers.couple import Couple

HINDERED = (
    "je ne peux pas demain finalement",
    "désolé, un imprévu",
    "demain c'est mort, vendredi ?",
    "vendredi 20h plutôt",
    "on peut décaler à vendredi même heure ?",
    "something came up, another day?",
    "لن أتمكن من الحضور غدا",
    "ma n9derch had l3chiya",
    "sm7 liya ma n9derch ghedda",
)
"""What somebody writes whom a meeting no longer suits: "reply to this message", says its reminder."""


def told(couple: Couple, side: str) -> list[str]:
    """The keys of all that one of them has read so far."""
    return [part.key for to, _, message in couple.read if to == side for part in message.parts]


def test_another_time_is_offered_to_whoever_may_not_come(couple: Couple) -> None:
    """In three languages and Darija: neither a menu nor a mere forwarding."""
    for words in HINDERED:
        assert couple.says("mentor", words) == ["meant-instead"], words
        assert couple.says("mentor", "non") == ["meant-kept"]


def test_a_second_thought_is_no_refusal(couple: Couple) -> None:
    """An apology that follows belongs to the words, and refuses nothing."""
    couple.says("mentor", "je ne peux pas demain finalement")
    assert couple.says("mentor", "désolé, un imprévu de dernière minute") == ["meant-instead"]
    assert "imprévu" in couple.text("mentor")


def test_another_time_is_one_digit_away(couple: Couple) -> None:
    """Then the time is asked, the partner is told only what is proposed, and the words stay, which is
    said.
    """
    couple.says("mentor", "je ne peux pas demain finalement")
    place = couple.options("mentor").index("move") + 1
    assert couple.says("mentor", str(place)) == ["meant-moving", "move-which", "move-choice"]
    assert not couple.heard["mentee"]
    couple.says("mentor", "1")
    assert "finalement" not in couple.text("mentee")
    couple.says("mentor", "message", "Mon fils est malade")
    assert "Mon fils est malade" in couple.text("mentee")


def test_the_words_may_be_for_the_partner_all_the_same(couple: Couple) -> None:
    """A tap on the name passes them on as they are, and the meeting stands."""
    couple.says("mentor", "je suis malade, je t'écris ce soir")
    assert couple.says("mentor", "1") == ["relay-passed"]
    assert "je suis malade, je t'écris ce soir" in couple.text("mentee")
    assert couple.says("mentor", "c'est quand déjà ?")[0] == "appointment-when"


def test_a_mere_yes_to_two_proposals_is_asked_back(couple: Couple) -> None:
    """To look for another time, or to pass it on: "d'accord" is neither."""
    couple.says("mentor", "je ne peux pas demain finalement")
    assert couple.says("mentor", "d'accord") == ["meant-instead.again"]
    assert not couple.heard["mentee"]


def test_nothing_is_moved_where_nothing_is_fixed(database: Database) -> None:
    """Without a meeting ahead the same words are only words."""
    couple = Couple(database)
    couple.hold()
    for side in ("mentor", "mentee"):
        couple.says(side, "1", "5", "4")
    couple.waits(minutes=1)
    assert couple.says("mentor", "je ne peux pas demain finalement") == ["meant-to"]


@pytest.mark.parametrize(
    "words",
    ["c'est quand déjà ?", "on se voit où ?", "c'est quoi le lien", "zoom link?", "كيف سنلتقي؟"],
)
def test_when_and_how_are_told_to_whoever_asks(couple: Couple, words: str) -> None:
    """The time, and how the two agreed to talk."""
    keys = couple.says("mentor", words)
    assert keys == ["appointment-when", "pair-meeting_how", "appointment-wish"], words


@pytest.mark.parametrize(
    "words",
    ["comment je la contacte ?", "donne-moi son numéro", "il me faut le numéro d'Amal",
     "what is her number?", "بغيت رقمها", "3tini nmra dyalha"],
)  # fmt: skip
def test_whoever_wants_a_number_is_offered_the_exchange(couple: Couple, words: str) -> None:
    """Nobody need know the word for it."""
    assert couple.says("mentor", words) == ["contact-share"], words


def test_the_first_meeting_says_how_it_will_be_held(database: Database) -> None:
    """Who agreed on a way to talk is told what that takes, before they wait at two ends of nothing."""
    couple = Couple(database)
    couple.confirm()
    for side in ("mentor", "mentee"):
        assert "pair-meeting_how" in told(couple, side)


def test_an_ok_to_a_reminder_is_no_answer_to_what_was_asked_before(couple: Couple) -> None:
    """Nobody is told that they were not understood for thanking us."""
    couple.says("mentor", "rendez-vous")
    for _ in range(8):
        if "pair-meeting_day_before" in told(couple, "mentor"):
            break
        couple.waits(hours=12)
    assert "pair-meeting_day_before" in told(couple, "mentor")
    assert couple.says("mentor", "ok merci") == ["common-thanks"]
    assert couple.says("mentor", "4") == ["move-kept"]


def test_a_time_that_was_named_is_the_first_to_choose(couple: Couple) -> None:
    """Nobody has to say it twice; one digit proposes it, and the partner reads it."""
    couple.says("mentor", "finalement samedi 20h30 ce serait mieux")
    couple.says("mentor", "un autre moment")
    assert couple.options("mentor")[0] == "start1"
    assert "20 h 30" in couple.text("mentor")
    couple.says("mentor", "1")
    assert couple.open("mentee") == "times-choice"
    assert "18 h 30" in couple.text("mentee"), "the same moment by the clock of Casablanca"


def test_the_time_that_stands_is_not_offered_as_another(database: Database) -> None:
    """Whoever names the very hour that is fixed is shown others."""
    couple = Couple(database)
    meeting = couple.pair(couple.confirm()).meeting
    assert meeting is not None
    fixed = datetime.fromtimestamp(begins(meeting) / 1000, ZoneInfo("Europe/Paris"))
    couple.says("mentor", "2")
    couple.waits(minutes=1)
    assert couple.says("mentor", f"le {fixed:%-d/%-m} à {fixed:%-H}h") == ["meant-instead"]
    couple.says("mentor", "un autre moment")
    assert couple.options("mentor")[0] == "start1"
    assert f"{fixed.day} " not in couple.text("mentor").partition("1. ")[2].partition("\n")[0]


def test_no_reminder_is_said_when_its_meeting_has_begun(database: Database) -> None:
    """Tried in vain for hours it would come too late: it is owed until the meeting starts."""
    couple = Couple(database)
    meeting = couple.pair(couple.confirm()).meeting
    assert meeting is not None
    for _ in range(8):
        if "pair-meeting_hours_before" in told(couple, "mentee"):
            break
        couple.waits(hours=12)
    with database.read() as conn:
        until = conn.scalars(
            text(
                "SELECT expires_at FROM outbox WHERE body LIKE '%meeting_day_before%'"
                " OR body LIKE '%meeting_hours_before%'"
            )
        ).all()
    assert set(until) == {begins(meeting)}


@pytest.mark.parametrize(
    "words",
    ["je ne peux pas ouvrir le lien", "le lien ne marche pas", "I can't open the link",
     "I still don't have the link", "the link doesn't work", "ما قدرتش نحل الرابط", "الرابط لا يعمل", "llien makhdamch"],
)  # fmt: skip
def test_a_link_that_fails_is_the_partners_to_mend(couple: Couple, words: str) -> None:
    """Who makes it is told, and the words are offered to them: nobody wants another time for it."""
    assert couple.says("mentor", words) == ["meant-link", "meant-to"]


@pytest.mark.parametrize(
    "words",
    ["voici le lien https://meet.google.com/abc", "je t'envoie le lien ce soir",
     "I'll send the link tonight", "سأرسل الرابط هذا المساء", "mon micro ne marche pas"],
)  # fmt: skip
def test_a_link_that_is_sent_is_not_explained(couple: Couple, words: str) -> None:
    """Whoever has it wants it passed on, and nothing else; and a microphone is no link."""
    assert couple.says("mentor", words) == ["meant-to"]


def test_a_time_is_an_answer_whatever_is_said_of_the_connection(couple: Couple) -> None:
    """It is no link that fails."""
    couple.says("mentor", "déplacer")
    keys = couple.says("mentor", "vendredi 18h, ma connexion est mauvaise au bureau")
    assert keys[0] == "common-noted"
    assert couple.open("mentee") == "times-choice"


def test_a_number_is_a_contact_whatever_fails(couple: Couple) -> None:
    """Whoever gives it because the call does not work is not asked whom that is for."""
    couple.says("mentor", "coordonnées", "1")
    words = "Zoom ne marche pas, voici mon numéro : 06 12 34 56 78"
    assert "contact-waiting" in couple.says("mentor", words)


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("the link doesn't work", "meant-to"),
        ("je suis malade, je ne peux pas demain", "meant-instead"),
        ("I can't do the zoom tomorrow, I'm sick", "meant-instead"),
    ],
)
def test_tips_are_not_left_by_whoever_cannot_come(
    database: Database, words: str, asks: str
) -> None:
    """What sounds like a no to the next tip is heard for what it says; a plain no leaves them."""
    couple = Couple(database)
    couple.confirm()
    couple.waits(minutes=1)
    assert couple.open("mentor") == "briefing-aim"
    assert couple.says("mentor", words)[-1] == asks
    assert couple.says("mentor", "non")[0] == "meant-kept"
    assert couple.says("mentor", "non") == ["briefing-later"]


@pytest.mark.parametrize("words", ["une autre fois, merci", "non merci, une autre fois"])
def test_tips_for_another_time_are_no_meeting_for_another_time(
    database: Database, words: str
) -> None:
    """What is put off is what is asked."""
    couple = Couple(database)
    couple.confirm()
    couple.waits(minutes=1)
    assert couple.says("mentor", words) == ["briefing-later"]


@pytest.mark.parametrize("words", ["next", "suivant", "التالي"])
def test_the_next_tip_comes_at_next(database: Database, words: str) -> None:
    """In the words of its button, though "next" leaves out a question elsewhere."""
    couple = Couple(database)
    couple.confirm()
    couple.waits(minutes=1)
    assert couple.says("mentor", words) == ["briefing-meeting"]


@pytest.mark.parametrize(
    "words", ["on change : vendredi même heure", "friday same time instead", "الجمعة نفس الساعة"]
)
def test_the_same_hour_on_another_day_is_the_hour_that_was_fixed(
    database: Database, words: str
) -> None:
    """It is proposed first, by one's own clock, without being asked back."""
    couple = Couple(database)
    meeting = couple.pair(couple.confirm()).meeting
    assert meeting is not None
    fixed = datetime.fromtimestamp(begins(meeting) / 1000, ZoneInfo("Europe/Paris"))
    couple.says("mentor", "2")
    couple.waits(minutes=1)
    assert couple.says("mentor", words) == ["meant-instead"]
    couple.says("mentor", str(couple.options("mentor").index("move") + 1))
    first = couple.text("mentor").partition("1. ")[2].partition("\n")[0].casefold()
    assert first.startswith(("vendredi", "friday", "الجمعة"))
    assert re.search(rf"{fixed:%-H}(?: h|:00)", first)


def test_the_same_hour_is_read_while_a_meeting_is_moved(couple: Couple) -> None:
    """As an answer to "when would you rather meet?"."""
    assert couple.says("mentor", "déplacer") == ["move-which", "move-choice"]
    keys = couple.says("mentor", "samedi même heure")
    assert keys[0] == "common-noted"
    assert couple.open("mentee") == "times-choice"


@pytest.mark.parametrize(
    "words",
    ["qui appelle qui ?", "who calls whom?", "which app do we use?", "who creates the link?",
     "qui doit appeler qui ?", "who's calling who", "on utilise quoi, Zoom ou Meet ?"],
)  # fmt: skip
def test_who_calls_and_by_what_is_told(couple: Couple, words: str) -> None:
    """As when and where are."""
    assert couple.says("mentor", words)[:2] == ["appointment-when", "pair-meeting_how"]


def test_whoever_asks_how_to_write_is_asked_what(couple: Couple) -> None:
    """In a sentence of one's own."""
    for words in (
        "how do I write to her?",
        "comment lui écrire ?",
        "كيف أراسلها؟",
        "kifach nkteb liha",
    ):
        assert couple.says("mentor", words) == ["write-line"], words
        assert couple.says("mentor", "retour") == ["meant-kept"], "and may leave it at that"


def test_whoever_asks_how_to_write_in_the_midst_of_a_question_has_a_partner(couple: Couple) -> None:
    """Also where "how" is not the first word: nobody is told that they have none."""
    assert couple.says("mentor", "menu", "compléter")[-1].startswith("complement-")
    couple.waits(hours=2)
    assert couple.says("mentor", "et comment lui écrire ?") == ["write-line"]
