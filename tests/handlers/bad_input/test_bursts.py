"""Several messages at once, spoken ones, and a partner who is gone."""

import json

import pytest

from bot.handlers import pairs
from bot.handlers.ledger import Ledger
from core.mentoring import events
from storage.database import Database
from tests.handlers.bad_input.mishaps import Mishaps

PIECES = {
    "fr": ("écrire à mon mentor", "Bonjour Karim", "j'ai relu", "mon plan", "il manque un prix", "on en parle jeudi ?"),
    "ar": ("رسالة إلى شريكي", "السلام عليكم", "قرأت", "مشروعي", "ينقصه الثمن", "نتحدث يوم الخميس؟"),
    "darija": ("bghit nkteb lih", "salam Karim", "3awedt 9rit", "lmachrou3", "khass taman", "nhedro nhar lkhmis ?"),
    "en": ("write to my mentor", "Hello Karim", "I read", "my plan", "a price is missing", "shall we talk on Thursday?"),
}  # fmt: skip
"""A word that opens the line, and a thought in five pieces."""

WRITTEN = {
    "fr": "écrire à Karim : à jeudi",
    "ar": "رسالة إلى Karim : إلى الخميس",
    "darija": "kteb l Karim : 7ta lkhmis",
    "en": "write to Karim: see you on Thursday",
}
"""Words for the partner in one go."""


def introduced(database: Database, language: str) -> Mishaps:
    """A couple that was just introduced; the agreement waits to be begun."""
    couple = Mishaps(database, "ar" if language == "darija" else language)
    couple.meet()
    couple.waits(minutes=1)
    return couple


@pytest.mark.parametrize("together", [True, False], ids=["one batch", "one by one"])
def test_five_answers_in_three_seconds(database: Database, together: bool) -> None:
    """Each has its turn, in order: five taps of the agreement count, and the sixth is asked."""
    couple = Mishaps(database)
    couple.meet()
    couple.bursts("mentee", "1", "1", "2", "3", "١", together=together)
    assert couple.open("mentee") == "agreement-conduct"
    couple.says("mentee", "1")
    couple.sees("mentee", "pair-waiting_for_partner")


@pytest.mark.parametrize("together", [True, False], ids=["one batch", "one by one"])
@pytest.mark.parametrize("language", PIECES)
def test_a_thought_in_five_pieces_arrives_as_one(
    small: Database, language: str, together: bool
) -> None:
    """All five in one frame, in order, none an answer to something else; one word tells that they did."""
    couple = introduced(small, language)
    word, *pieces = PIECES[language]
    couple.says("mentee", word)
    keys = couple.bursts("mentee", *pieces, together=together)
    assert keys.count("relay-passed") == 1
    assert "agreement-purpose.again" not in keys
    text = couple.text("mentor")
    places = [text.index(piece) for piece in pieces]
    assert places == sorted(places)
    assert couple.keys("mentor") == ["relay-text"]
    couple.waits(minutes=1)
    couple.says("mentee", "1")
    assert couple.open("mentee") == "agreement-rhythm"


def test_a_voice_note_right_after_goes_the_same_way(small: Database) -> None:
    """A word of greeting, then the rest spoken: each apart, in their order."""
    couple = introduced(small, "fr")
    voice = json.dumps({"kind": "voice", "caption": ""})
    couple.bursts("mentee", "écrire à Karim : écoutez", voice, "c'est tout", together=False)
    assert couple.keys("mentor") == ["relay-text", "relay-voice", "relay-text"]


def test_a_minute_later_it_is_an_answer_again(small: Database) -> None:
    """What is not written in one breath is meant for us."""
    couple = introduced(small, "fr")
    couple.says("mentee", "écrire à Karim : bonjour")
    couple.waits(minutes=1)
    couple.says("mentee", "développer l'activité")
    assert couple.open("mentee") == "agreement-rhythm"
    assert couple.keys("mentor") == []


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_voice_note_where_a_number_was_asked(small: Database, language: str) -> None:
    """We cannot hear it and say so; the question stands, and Arabic-Indic digits answer it."""
    couple = Mishaps(small, language)
    couple.confirm()
    couple.says("mentee", "2")
    couple.says("mentee", "/goal", "Vivre de mon atelier", "1", "Ouvrir une boutique", "1")
    assert couple.open("mentee") == "goal-baseline"
    couple.speaks("mentee")
    couple.sees("mentee", "common-media-voice", "goal-baseline")
    couple.says("mentee", "١٥٠٠")
    couple.sees("mentee", "common-noted", "goal-target")
    couple.speaks("mentee", "2000")  # with the number written beside it
    assert couple.open("mentee") == "goal-due"


@pytest.mark.parametrize("language", WRITTEN)
def test_the_partner_blocked_the_bot(small: Database, language: str) -> None:
    """Nothing is promised that cannot be kept: the sender reads that it was not passed on."""
    couple = introduced(small, language)
    couple.sends("mentor", "blocked")
    couple.waits(minutes=1)
    couple.says("mentee", WRITTEN[language])
    couple.sees("mentee", "relay-unreachable")
    assert "relay-passed" not in couple.keys("mentee")
    couple.sends("mentor", "unblocked")
    couple.says("mentor", "START")
    couple.waits(minutes=1)
    couple.says("mentee", WRITTEN[language])
    couple.sees("mentee", "relay-passed")
    couple.sees("mentor", "relay-text")


@pytest.mark.parametrize("language", WRITTEN)
def test_the_pairing_ended_a_second_before(small: Database, language: str) -> None:
    """It was passed on in good faith and may arrive no more: its sender is told, with its words."""
    couple = introduced(small, language)
    couple.stage.write("mentee", WRITTEN[language])
    while couple.stage.worker.step():
        pass
    with small.begin() as conn:
        ledger = Ledger(conn, couple.stage.desk, couple.stage.clock())
        assert pairs.happen(ledger, int(couple.shared.id), events.Dissolved())
        ledger.commit()
    couple.settle()
    couple.sees("mentee", "relay-lost", "relay-ended")
    assert "relay-text" not in couple.keys("mentor")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_two_answers_in_one_message(small: Database, language: str) -> None:
    """The first counts, the second is asked for by itself; nothing is taken for what it is not."""
    couple = Mishaps(small, language)
    couple.hold()
    couple.says("mentee", {"fr": "oui, et je mets 4", "en": "yes, and I give it a 4"}[language])
    assert couple.open("mentee") == "report-rating"
    couple.says("mentee", "4")
    assert couple.open("mentee") == "report-step"
