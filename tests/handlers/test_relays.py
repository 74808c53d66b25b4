"""Words between the two of a pair: passed on, framed, and refused with the truth."""

import pytest
from sqlalchemy import select

from bot.handlers import pairs
from bot.handlers.ledger import Ledger
from bot.sending.retries import Patience, after_absence
from bot.turns import fire_due
from core.duration import DAY
from core.mentoring import events
from core.mentoring.side import SIDES
from storage import doubts, erasure, mentorships, outbox, outcomes, people
from storage.database import Database
from storage.outbox import Owed
from storage.schema import line as line_table
from storage.schema import outbox as outbox_table
from storage.schema import relayed as relayed_table
from tests.handlers.couple import AGREED, Couple
from tests.storage.rows import ACCOUNT, CHANNEL, MINUTE


@pytest.fixture
def couple(database: Database) -> Couple:
    """Amal and Karim, just introduced to each other."""
    made = Couple(database)
    made.meet()
    made.waits(minutes=1)
    return made


def only_pair(couple: Couple) -> int:
    """The mentorship of the two."""
    with couple.stage.database.read() as conn:
        (one,) = mentorships.of(conn, couple.person("mentor"), live=False)
    return one.id


def happen(couple: Couple, event: events.Event) -> None:
    """Something happens to the only pair, out of anybody's turn."""
    with couple.stage.database.begin() as conn:
        ledger = Ledger(conn, couple.stage.desk, couple.stage.clock())
        assert pairs.happen(ledger, only_pair(couple), event)
        ledger.commit()


def states(couple: Couple) -> list[tuple[str, str]]:
    """State and reason of everything passed on, oldest first."""
    columns = (relayed_table.c.state, relayed_table.c.reason)
    with couple.stage.database.read() as conn:
        return [tuple(row) for row in conn.execute(select(*columns).order_by(relayed_table.c.id))]


def quoted_id(couple: Couple, side: str) -> str:
    """The provider's id of the last message of the partner on this side's screen."""
    with couple.stage.database.read() as conn:
        row = conn.execute(
            select(outbox_table.c.id)
            .where(outbox_table.c.to_address == side, outbox_table.c.body.like('%"relayed"%'))
            .order_by(outbox_table.c.id.desc())
        ).first()
    assert row is not None
    return f"m{row.id}"


def test_a_word_opens_the_line(couple: Couple) -> None:
    """The word, then the words, and the partner reads them under the sender's name."""
    assert "write-line" in couple.says("mentee", "écrire à mon mentor")
    assert "relay-passed" in couple.says("mentee", "Merci pour hier !")
    assert "relay-text" in couple.keys("mentor")
    assert "Amal" in couple.text("mentor")
    assert "Merci pour hier !" in couple.text("mentor")
    couple.settle()
    assert states(couple) == [("delivered", "")]


def test_a_name_and_a_colon_pass_at_once(couple: Couple) -> None:
    """With words behind the name nothing more is asked; another name is no command."""
    assert "relay-passed" in couple.says("mentee", "écrire à Karim : à lundi, 9 h")
    assert "à lundi, 9 h" in couple.text("mentor")
    assert "relay-passed" not in couple.says("mentee", "écrire à Zineb : bonjour")
    assert len(states(couple)) == 1


def test_a_reply_that_quotes_goes_back(couple: Couple) -> None:
    """Replying to the partner's message is enough, and the line replied to is shown."""
    couple.says("mentee", "write to Karim: Which bank do you use?")
    couple.waits(minutes=1)
    quoted = quoted_id(couple, "mentor")
    couple.says("mentor", f"CIH, depuis dix ans<{quoted}")
    assert "relay-passed" in couple.keys("mentor")
    assert "relay-reply" in couple.keys("mentee")
    assert "Which bank do you use?" in couple.text("mentee")


def test_stop_stays_stop_in_a_reply(couple: Couple) -> None:
    """No quote turns STOP into a message for the partner."""
    couple.says("mentee", "écrire à Karim : bonjour")
    quoted = quoted_id(couple, "mentor")
    assert "common-stopped" in couple.says("mentor", f"STOP<{quoted}")
    assert len(states(couple)) == 1


def test_contact_details_do_not_slip_through(couple: Couple) -> None:
    """A number in the words is not passed on before both share; the sender is told how."""
    assert "relay-contact" in couple.says("mentee", "écrire à Karim : +212 6 61 23 45 67")
    assert couple.keys("mentor") == []
    assert states(couple) == []


def test_blocked_in_one_word(couple: Couple) -> None:
    """Who blocks is left alone at once; the other only learns that it did not pass."""
    assert "relay-blocking" in couple.says("mentor", "bloquer")
    couple.waits(minutes=1)
    assert "relay-unreachable" in couple.says("mentee", "écrire à Karim : bonjour")
    assert couple.keys("mentor") == []
    assert "relay-blocked_by_you" in couple.says("mentor", "écrire à Amal : bonjour")
    assert "relay-unblocked" in couple.says("mentor", "débloquer")
    assert "relay-passed" in couple.says("mentee", "écrire à Karim : bonjour")


def test_reported_in_one_word(couple: Couple) -> None:
    """The line is closed for both until a coordinator has looked."""
    couple.says("mentor", "écrire à Amal : des mots qui blessent")
    assert "relay-reported" in couple.says("mentee", "signaler")
    assert "relay-held" in couple.says("mentor", "écrire à Amal : encore")
    happen(couple, events.Reviewed())
    assert "relay-blocked" not in couple.says("mentee", "débloquer")
    assert "relay-passed" in couple.says("mentor", "écrire à Amal : pardon")


def test_a_review_is_told_beside_what_waits_for_the_same_morning(couple: Couple) -> None:
    """What the partner did at night and what a coordinator said after it: both are read at nine."""
    couple.says("mentor", "signaler")
    couple.waits(hours=24 - couple.stage.clock().hour)
    happen(couple, events.Paused("mentee", couple.stage.now + 14 * DAY))
    happen(couple, events.Reviewed())
    assert couple.keys("mentor") == []
    couple.waits(hours=11)
    assert {"pair-partner_paused", "pair-report_reviewed"} <= set(couple.keys("mentor"))


def test_the_pair_ended_a_second_before(couple: Couple) -> None:
    """What was written in time and could not be delivered any more: its sender is told."""
    stage = couple.stage
    stage.write("mentee", "écrire à Karim : à demain ?")
    while stage.worker.step():
        pass
    happen(couple, events.Dissolved())
    couple.settle()
    assert "relay-passed" in couple.keys("mentee")
    assert {"relay-lost", "relay-ended"} <= set(couple.keys("mentee"))
    assert "relay-text" not in couple.keys("mentor")
    assert states(couple) == [("refused", "ended")]


def test_an_owed_message_is_called_back(couple: Couple) -> None:
    """Words that wait in the outbox when the pair ends do not leave it."""
    stage = couple.stage
    stage.write("mentee", "écrire à Karim : à demain ?")
    while stage.worker.step():
        pass
    stage.clock.wait(seconds=6)
    while fire_due(stage.database, stage.desk):
        pass
    assert states(couple) == [("owed", "")]
    happen(couple, events.Dissolved())
    couple.settle()
    assert "relay-text" not in couple.keys("mentor")
    assert "relay-lost" in couple.keys("mentee")
    assert "À demain" not in couple.text("mentor")


def test_a_partner_who_closed_the_door(couple: Couple) -> None:
    """The provider refuses for good: the sender reads that it did not arrive."""
    stage = couple.stage
    couple.says("mentee", "aide")
    stage.write("mentee", "écrire à Karim : bonjour")
    while stage.worker.step():
        pass
    stage.clock.wait(seconds=6)
    while fire_due(stage.database, stage.desk):
        pass
    with stage.database.begin() as conn:
        taken = outbox.claim(conn, CHANNEL, ACCOUNT, stage.now, 50, MINUTE)
        done = [
            outcomes.Failed(one.id, "63014")
            if one.to_address == "mentor"
            else outcomes.Accepted(one.id, f"m{one.id}", one.attempt)
            for one in taken
        ]
        outcomes.settle(conn, done, stage.now)
    couple.settle()
    assert {"relay-lost", "relay-unreachable"} <= set(couple.keys("mentee"))
    assert states(couple) == [("refused", "unreachable")]


def test_what_is_called_back_or_lost_as_one_is_told_as_one(couple: Couple) -> None:
    """Three pieces, one end: the sender reads one message, with the words as they would have come."""
    stage = couple.stage
    stage.write("mentee", "écrire à Karim : bonjour", "à demain", "neuf heures ?")
    while stage.worker.step():
        pass
    happen(couple, events.Dissolved())
    couple.settle()
    assert couple.keys("mentee").count("relay-lost") == 1
    assert "bonjour\nà demain\nneuf heures ?" in couple.text("mentee")
    assert states(couple) == [("refused", "ended")] * 3


def test_a_number_in_pieces_does_not_slip_through(couple: Couple) -> None:
    """A contact cut into bubbles is one all the same."""
    couple.stage.write("mentee", "écrire à Karim : 0661", "23 45", "67, appelez-moi")
    while couple.stage.worker.step():
        pass
    couple.settle()
    assert couple.keys("mentor") == []
    assert "relay-contact" in couple.keys("mentee")


def test_a_reply_quotes_the_whole_thought(couple: Couple) -> None:
    """Whichever of its pieces was meant, the line replied to begins where the thought began."""
    couple.stage.write("mentee", "écrire à Karim : Une question", "Quelle banque ?")
    while couple.stage.worker.step():
        pass
    couple.settle()
    quoted = quoted_id(couple, "mentor")
    couple.says("mentor", f"CIH, depuis dix ans<{quoted}")
    assert couple.keys("mentee").count("relay-reply") == 1
    assert "Une question\nQuelle banque ?" in couple.text("mentee")


def test_nobody_knows_whether_it_came(couple: Couple) -> None:
    """Said twice without a sign: it is given up, and the sender reads just that."""
    stage = couple.stage
    stage.write("mentee", "écrire à Karim : bonjour")
    while stage.worker.step():
        pass
    stage.clock.wait(seconds=6)
    while fire_due(stage.database, stage.desk):
        pass
    for _ in range(2):
        with stage.database.begin() as conn:
            taken = outbox.claim(conn, CHANNEL, ACCOUNT, stage.now, 50, MINUTE)
            outcomes.settle(conn, [_fate(one, stage.now) for one in taken], stage.now)
            doubted = doubts.unknowns(conn, CHANNEL, ACCOUNT, stage.now, 50)
            found = [after_absence(one, stage.now, Patience(), looks=False) for one in doubted]
            outcomes.settle(conn, found, stage.now)
    couple.settle()
    assert "relay-unsure" in couple.keys("mentee")
    assert {"relay-lost", "relay-unreachable"}.isdisjoint(couple.keys("mentee"))
    assert states(couple) == [("refused", "unsure")]


def _fate(one: Owed, now: int) -> outcomes.Outcome:
    if one.to_address == "mentor":
        return outcomes.Unknown(one.id, "timeout", now, one.attempt)
    return outcomes.Accepted(one.id, f"m{one.id}", one.attempt)


def test_too_many_at_once(couple: Couple) -> None:
    """Twenty an hour pass, the next is refused with a reason."""
    for number in range(20):
        assert "relay-passed" in couple.says("mentee", f"écrire à Karim : note {number}a")
        couple.settle(seconds=11)
    assert "relay-too_many" in couple.says("mentee", "écrire à Karim : encore une")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_words_that_a_flood_cuts_off(database: Database, language: str) -> None:
    """Twenty bubbles pass as one thought; of the others their sender is told once, and how to go on."""
    couple = Couple(database, language)
    couple.meet()
    couple.waits(minutes=1)
    first, command = {
        "fr": ("écrire à Karim : ligne", "«\u00a0message\u00a0»"),
        "ar": ("رسالة إلى Karim: ligne", "«رسالة»"),
        "en": ("write to Karim: ligne", "“message”"),
    }[language]
    couple.stage.write("mentee", f"{first} 1", *(f"ligne {number}" for number in range(2, 26)))
    while couple.stage.worker.step():
        pass
    couple.settle()
    assert couple.keys("mentor").count("relay-text") == 1
    assert "│ ligne 19\n│ ligne 20" in couple.text("mentor")
    assert "ligne 21" not in couple.text("mentor")
    notices = [one for one in couple.keys("mentee") if one.startswith("common-flood")]
    assert notices == ["common-flood.line"]
    told = couple.text("mentee")
    assert "ligne 21" in told
    assert command in told
    couple.waits(seconds=10)
    couple.says("mentee", command.strip("«\u00a0»“”"))
    assert couple.open("mentee") == "write-line"
    couple.heard.clear()
    couple.says("mentee", "ligne 21")
    assert "relay-passed" in couple.keys("mentee")
    assert "ligne 21" in couple.text("mentor"), "twenty bubbles of one thought are one message"


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_contact_details_when_both_say_yes(database: Database, language: str) -> None:
    """Nothing before the second yes; then each reads what the other gave."""
    couple = Couple(database, language)
    couple.meet()
    couple.waits(minutes=1)
    couple.says("mentee", "coordonnées")
    assert couple.open("mentee") == "contact-share"
    couple.says("mentee", "1")
    assert couple.open("mentee") == "contact-contact"
    assert "contact-waiting" in couple.says("mentee", "@amal_idrissi")
    assert "@amal_idrissi" not in couple.text("mentor")
    couple.says("mentor", "contact details")
    couple.says("mentor", "1", "+33 6 11 22 33 44")
    assert "contact-shared" in couple.keys("mentor")
    assert "@amal_idrissi" in couple.text("mentor")
    assert "+33 6 11 22 33 44" in couple.text("mentee")


def test_whoever_has_the_number_is_not_told_to_exchange_it(database: Database) -> None:
    """Two who agreed to talk by telephone are told what they have."""
    couple = Couple(database)
    couple.meet()
    purpose, rhythm, months, _, *signed = AGREED
    for side in SIDES:
        couple.says(side, purpose, rhythm, months, "2", *signed)
    for side in SIDES:
        couple.says(side, "1")
    couple.waits(minutes=1)
    assert "pair-meeting_how" in couple.says("mentor", "rendez-vous")
    couple.says("mentor", "coordonnées", "1", "+33 6 11 22 33 44")
    couple.says("mentee", "coordonnées", "1", "@amal_idrissi")
    couple.waits(minutes=1)
    assert "pair-meeting_called" in couple.says("mentor", "rendez-vous")


@pytest.mark.parametrize("words", ["3", "merci", "le même que le vôtre", "pourquoi pas", "👍"])
def test_what_reaches_nobody_is_no_contact(database: Database, words: str) -> None:
    """It is asked again, and the partner reads none of it."""
    couple = Couple(database)
    couple.meet()
    couple.waits(minutes=1)
    couple.says("mentor", "coordonnées", "1", "+33 6 11 22 33 44")
    couple.says("mentee", "coordonnées", "1")
    couple.says("mentee", words)
    assert couple.open("mentee") == "contact-contact"
    couple.settle(minutes=5)
    assert "contact-shared" not in couple.keys("mentor")
    couple.says("mentee", "amal.idrissi@exemple.ma")
    assert "amal.idrissi@exemple.ma" in couple.text("mentor")


@pytest.mark.parametrize("words", ["non", "Finalement, non", "1"])
def test_whoever_would_rather_not_gives_nothing(database: Database, words: str) -> None:
    """Also after a first yes; nobody reads anything of either."""
    couple = Couple(database)
    couple.meet()
    couple.waits(minutes=1)
    couple.says("mentor", "coordonnées", "1", "+33 6 11 22 33 44")
    couple.says("mentee", "coordonnées", "1")
    assert "contact-keeping" in couple.says("mentee", words)
    couple.settle(minutes=5)
    assert "+33 6 11 22 33 44" not in couple.text("mentee")


def test_whoever_would_share_contact_details_is_not_left_waiting(database: Database) -> None:
    """The other is asked, with one digit, and learns nothing but the wish; once, however often."""
    couple = Couple(database)
    couple.meet()
    couple.waits(hours=1)
    couple.says("mentee", "coordonnées", "1", "@amal_idrissi")
    couple.settle(hours=1)
    assert couple.keys("mentor")[-2:] == ["contact-wished", "contact-share"]
    assert "@amal_idrissi" not in couple.text("mentor")
    couple.waits(minutes=1)
    couple.says("mentee", "coordonnées", "1", "@amal_idrissi")
    couple.settle(hours=1)
    assert "contact-wished" not in couple.keys("mentor")
    couple.says("mentor", "oui", "+33 6 11 22 33 44")
    assert "@amal_idrissi" in couple.text("mentor")
    assert "+33 6 11 22 33 44" in couple.text("mentee")


def test_a_blocked_line_carries_no_wish_to_share(database: Database) -> None:
    """Whoever has blocked the other is not asked for a number by a side door."""
    couple = Couple(database)
    couple.meet()
    couple.waits(hours=1)
    couple.says("mentor", "bloquer")
    couple.waits(hours=1)
    assert "contact-waiting" in couple.says("mentee", "coordonnées", "1", "@amal_idrissi")
    couple.settle(hours=1)
    assert "contact-wished" not in couple.keys("mentor")


def test_erasure_takes_the_words_on_both_sides(couple: Couple) -> None:
    """After the sender is erased no word of theirs is left, in the partner's messages neither."""
    couple.says("mentee", "écrire à Karim : mot-secret-42")
    couple.says("mentee", "coordonnées")
    couple.says("mentee", "1", "secret@exemple.ma")
    mentee = couple.person("mentee")
    with couple.stage.database.begin() as conn:
        erasure.erase(conn, mentee, couple.stage.desk.key, couple.stage.now)
    with couple.stage.database.read() as conn:
        bodies = list(conn.execute(select(outbox_table.c.body)).scalars())
        assert not [body for body in bodies if "mot-secret-42" in body]
        assert conn.execute(select(line_table)).all() == []
        assert conn.execute(select(relayed_table)).all() == []


def test_nobody_to_write_to(database: Database) -> None:
    """Without a partner the word is answered, and opens nothing."""
    couple = Couple(database)
    assert "partner-none" in couple.says("mentee", "écrire")
    with database.read() as conn:
        assert people.find_person(conn, "mentee")
