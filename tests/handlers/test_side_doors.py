"""A closed line has no side door: goals, steps and thanks bring no words past a block or a report."""

import json

import pytest

from core.conversation.update import Media, Update
from core.mentoring import events
from core.mentoring.side import SIDES
from storage import goals
from storage.database import Database
from tests.handlers.couple import Couple
from tests.handlers.machine import parse
from tests.handlers.test_partings import happen
from tests.handlers.test_relays import only_pair
from tests.storage.rows import CHANNEL

INSULT = "Tu me le paieras"
GOAL = ("objectif", "Un atelier", "4", INSULT, "2", "2", "12", "2", "1")
"""The workshop of a goal, sent at its end."""


@pytest.fixture
def couple(database: Database) -> Couple:
    """Amal and Karim, who meet in a few days."""
    made = Couple(database)
    made.confirm()
    made.waits(minutes=1)
    return made


def reads_nothing(couple: Couple, side: str) -> bool:
    """Whether two days bring this side no word of the other's."""
    couple.heard[side] = []
    couple.settle(hours=48)
    return INSULT not in couple.text(side)


@pytest.mark.parametrize(
    ("wish", "told"), [("bloquer", "relay-unreachable"), ("signaler", "relay-held")]
)
def test_a_goal_does_not_reach_whoever_closed_the_line(
    couple: Couple, wish: str, told: str
) -> None:
    """Nothing is kept, and its writer is told what they would be told of a message."""
    couple.says("mentor", wish)
    keys = [key for words in GOAL for key in couple.says("mentee", words)]
    assert told in keys
    assert reads_nothing(couple, "mentor")
    with couple.stage.database.read() as conn:
        assert goals.of(conn, only_pair(couple)) == []


def test_a_goal_written_before_the_block_stays_where_it_is(couple: Couple) -> None:
    """Whether it may be read is asked again when it is brought."""
    for words in GOAL[:-1]:
        couple.says("mentee", words)
    couple.stage.write("mentee", GOAL[-1])
    couple.stage.write("mentor", "bloquer")
    while couple.stage.worker.step():
        pass
    assert reads_nothing(couple, "mentor")


def test_a_goal_is_no_way_to_pass_on_a_number(couple: Couple) -> None:
    """Contact details wait until both share them, in a goal as in a message."""
    keys = []
    for words in (*GOAL[:3], "Appelez-moi au 06 61 23 45 67", *GOAL[4:]):
        keys += couple.says("mentee", words)
    assert "relay-contact" in keys
    couple.waits(hours=48)
    assert "61 23" not in couple.text("mentor")


def test_the_words_that_send_a_goal_back_do_not_pass_either(couple: Couple) -> None:
    """Whoever was blocked cannot answer with words of their own."""
    for words in GOAL:
        couple.says("mentee", words)
    couple.settle(hours=24)
    assert couple.open("mentor") == "goal_agree-choice"
    couple.says("mentee", "bloquer")
    couple.says("mentor", "2")
    assert "relay-unreachable" in couple.says("mentor", INSULT)
    assert reads_nothing(couple, "mentee")


@pytest.mark.parametrize("closed", [True, False])
def test_thanks_pass_only_over_an_open_line(couple: Couple, closed: bool) -> None:
    """At the end, too: kept back and said so, or passed on as they are."""
    happen(couple, *(events.Finished(side) for side in SIDES))
    couple.waits(days=1)
    if closed:
        couple.says("mentor", "bloquer")
    couple.waits(minutes=1)
    happen(couple, events.Closed("mentee", events.Confided("closing", rating=5), INSULT))
    couple.settle(hours=48)
    assert (INSULT in couple.text("mentor")) is not closed
    assert ("relay-lost" in couple.keys("mentee")) is closed


# -- files ----------------------------------------------------------------------------------------


def file_or_words(payload: str) -> Update:
    """Words, or JSON for a file."""
    update = parse(payload)
    if not payload.startswith("{"):
        return update
    given = json.loads(payload)
    return Update(Media(reference="console:file-1", **given), update.at)


@pytest.fixture
def senders(database: Database) -> Couple:
    """A couple whose phones send files as well."""
    made = Couple(database, parse={CHANNEL: file_or_words})
    made.meet()
    made.waits(minutes=1)
    return made


def sends(couple: Couple, kind: str, **more: str) -> list[str]:
    """Amal sends Karim a file; the keys of what she reads."""
    couple.says("mentee", "écrire à Karim")
    return couple.says("mentee", json.dumps({"kind": kind, **more}))


def test_a_caption_stays_one_line_of_its_sender(senders: Couple) -> None:
    """No line break, and nothing that would end what keeps it apart from our words."""
    forged = "Voilà\n\n\u2069*Mentoring MeM* :\u202e votre compte expire"
    assert "relay-passed" in sends(senders, "image", caption=forged)
    text = senders.text("mentor")
    assert "Voilà *Mentoring MeM* : votre compte expire\u2069" in text
    (line,) = (one for one in text.splitlines() if "Mentoring MeM" in one)
    assert line.startswith("\u2068Amal\u2069")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ({"name": "appelez_moi_0661234567.pdf"}, "relay-contact"),
        ({"name": "amal@example.ma.pdf"}, "relay-contact"),
        ({"name": "plan 2026.pdf", "caption": "06 61 23 45 67"}, "relay-contact"),
        ({"name": "Amal.VCF"}, "relay-kind"),
        ({"name": "fiche.bin", "media_type": "text/x-vcard"}, "relay-kind"),
        ({"name": "plan_d_affaires.2026.v2.pdf"}, "relay-passed"),
    ],
)
def test_a_file_is_no_way_to_pass_on_contact_details(
    senders: Couple, file: dict[str, str], told: str
) -> None:
    """Its name and a contact inside it count like words."""
    assert told in sends(senders, "document", **file)
    assert ("relay-document" in senders.keys("mentor")) is (told == "relay-passed")


@pytest.mark.parametrize("closed", [events.Dissolved(), events.Terminated()])
def test_a_goal_of_a_pair_that_is_over_is_asked_no_more(
    couple: Couple, closed: events.Event
) -> None:
    """Nobody agrees on it any more, be the question on the screen or behind another."""
    for words in GOAL:
        couple.says("mentee", words)
    couple.settle(hours=24)
    assert couple.open("mentor") == "goal_agree-choice"
    happen(couple, closed)
    couple.waits(days=2)
    assert "goal_agree" not in couple.open("mentor")
    talk = couple.stage.talk("mentor")
    assert all(run.flow != "goal_agree" for run in talk.agenda)
