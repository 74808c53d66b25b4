"""Whoever is erased is not told of any more: neither by name nor in their own words."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select, update

from bot.handlers import presence
from bot.handlers.ledger import Ledger
from bot.turns import fire_due
from core.conversation.message import Message, Part
from storage import hearsay, members, mentorships, people, proposals
from storage.codec import decode_message, encode
from storage.database import Database
from storage.outbox import OwedRow, owe
from storage.schema import outbox, person
from tests.handlers.couple import Couple
from tests.storage.rows import wait_for_a_waiter

WORDS = 'Un atelier à Tinghir,\navec "Zerda"'
GOAL = ("objectif", "Une coopérative à Zagora", "4", WORDS, "2", "2", "12", "2", "1")
"""The workshop of a goal: where it leads, and what it is."""


@pytest.fixture
def couple(database: Database) -> Couple:
    made = Couple(database)
    made.confirm()
    made.waits(minutes=1)
    return made


def erase(couple: Couple, side: str) -> None:
    """What `effacer` comes to once its time is up."""
    desk = couple.stage.desk
    with couple.stage.database.begin() as conn:
        people.lock_people(conn, [couple.person(side)])
        ledger = Ledger(conn, desk, desk.clock())
        presence.erase(ledger, couple.person(side))
        ledger.commit()


def kept(couple: Couple, reader: str) -> list[str]:
    """The messages to somebody whose words are still there."""
    with couple.stage.database.read() as conn:
        mine = outbox.c.person_id == couple.person(reader)
        return [body for body in conn.execute(select(outbox.c.body).where(mine)).scalars() if body]


def waiting(couple: Couple, reader: str) -> dict[str, str]:
    """The messages that somebody has yet to read, by their key."""
    with couple.stage.database.read() as conn:
        mine = (outbox.c.person_id == couple.person(reader), outbox.c.state == "pending")
        return {row.key: row.body for row in conn.execute(select(outbox).where(*mine))}


def test_what_is_said_in_a_pair_knows_the_pair(couple: Couple) -> None:
    """Whatever names the partner: news, reminders, questions, what is passed on, the menu."""
    with couple.stage.database.read() as conn:
        before = conn.execute(select(func.max(outbox.c.id))).scalar_one()
    couple.says("mentee", *GOAL)
    couple.says("mentor", "menu", "dis à Amal que je verrai", "écrire à Amal", "à demain Amal")
    couple.says("mentor", "partager mon numéro", "progrès")
    couple.settle(hours=72)
    with couple.stage.database.read() as conn:
        (pair,) = mentorships.of(conn, couple.person("mentor"))
        since = select(outbox.c.body).where(outbox.c.id > before)
        told = [decode_message(body) for body in conn.execute(since).scalars() if body]
    named = [one for one in told if any(part.facts.get("name") for part in one.parts)]
    assert len(named) > 5
    assert [one for one in named if one.pairs != (pair.id,)] == []


@pytest.mark.parametrize("goes", ["partner", "namesake"])
def test_a_namesake_keeps_what_was_told_of_them(couple: Couple, goes: str) -> None:
    """Karim accompanies two who are called Amal: he forgets one of them, and not the other."""
    stage = couple.stage
    couple.settle(hours=24)
    with stage.database.begin() as conn:
        mine = (outbox.c.person_id == couple.person("mentor"), outbox.c.body.contains('"Amal"'))
        told = conn.execute(select(outbox).where(*mine).order_by(outbox.c.id.desc())).first()
        assert told is not None
        (other,) = people.add_people(conn, ["{}"], 0)
        known = members.load(conn, couple.person("mentee"))
        assert known is not None
        members.save(conn, other, known, 0, language="fr")
        pair = mentorships.begin(conn, other, couple.person("mentor"), None, 0)
        body = encode(replace(decode_message(told.body), pairs=(pair,)))
        copy = OwedRow("copy", told.person_id, None, "-", "-", "-", body)
        owe(conn, [copy], 0)
        conn.execute(update(outbox).where(outbox.c.key == "copy").values(state="accepted"))
        if goes == "namesake":
            hearsay.forget(conn, other, 0)
    if goes == "partner":
        erase(couple, "mentee")
    with stage.database.read() as conn:
        left = {row.key: row.body for row in conn.execute(select(outbox))}
    assert [left[told.key], left["copy"]] == (["", body] if goes == "partner" else [told.body, ""])


def test_what_waits_goes_on_without_the_name(couple: Couple) -> None:
    """How it ended, say, is told all the same; by a name nobody is known by any more."""
    stage = couple.stage
    for _ in range(100):
        owed = waiting(couple, "mentor")
        if any('"Amal"' in body for body in owed.values()):
            break
        stage.fall_due(hours=2)
    named = {key: body for key, body in owed.items() if '"Amal"' in body}
    assert named
    erase(couple, "mentee")
    after = waiting(couple, "mentor")
    assert {key: after[key] for key in named} == {
        key: body.replace('"Amal"', '"…"') for key, body in named.items()
    }


def test_nobody_is_asked_about_somebody_who_is_gone_by_name(couple: Couple) -> None:
    """What was open or waited for the mentor: a goal in the mentee's words is asked no more, a
    check-in goes on without the name.
    """
    couple.says("mentee", *GOAL)
    couple.settle(hours=72)
    with couple.stage.database.read() as conn:
        before = conn.execute(select(func.max(outbox.c.id))).scalar_one()
    assert couple.open("mentor") == "report-held"
    erase(couple, "mentee")
    couple.says("mentor", "aide")
    assert "report-held" in couple.keys("mentor")
    couple.settle(hours=200)
    with couple.stage.database.read() as conn:
        told = [*conn.execute(select(outbox.c.body).where(outbox.c.id > before)).scalars()]
        talks = [*conn.execute(select(person.c.talk)).scalars()]
    assert len(told) > 1
    assert not [one for one in told + talks if '"Amal"' in one or "Tinghir" in one]


def test_what_is_let_go_while_somebody_is_erased_loses_the_name_only(postgresql: Database) -> None:
    """A sender joins what was held into one message at this moment: nothing of it is lost."""
    couple = Couple(postgresql)
    couple.confirm()
    named, news = Part("meeting-reminder", {"name": "Amal"}), Part("pause-begun", {"days": 14})
    alone, joined = (encode(Message("fr", parts)) for parts in ((named,), (named, news)))
    with postgresql.begin() as conn:
        held = OwedRow("held", couple.person("mentor"), None, "-", "-", "-", alone)
        owe(conn, [held], 0)
    with ThreadPoolExecutor(1) as thread:
        with postgresql.begin() as sender:
            mine = outbox.c.key == "held"
            sender.execute(update(outbox).where(mine).values(body=joined))
            erasing = thread.submit(erase, couple, "mentee")
            wait_for_a_waiter(postgresql)
        erasing.result()
    assert waiting(couple, "mentor")["held"] == joined.replace("Amal", "…")


def test_what_a_partner_was_told_forgets_the_name_and_the_words(couple: Couple) -> None:
    """Of the other messages to the partner nothing is lost."""
    couple.says("mentee", *GOAL)
    assert couple.says("mentor", "menu", "dis à Amal que je verrai") == ["meant-to"]
    couple.settle(hours=24)
    before = kept(couple, "mentor")
    assert any("Tinghir" in body for body in before)
    erase(couple, "mentee")
    after = kept(couple, "mentor")
    assert not any("Tinghir" in body or '"Amal"' in body for body in after)
    assert after == [body for body in before if "Tinghir" not in body and '"Amal"' not in body]
    assert after


def test_words_that_wait_are_not_said_any_more(couple: Couple) -> None:
    """The card of a goal was owed and had not left when its writer went."""
    for words in GOAL:
        couple.says("mentee", words)
    stage = couple.stage
    stage.clock.wait(hours=20)
    while fire_due(stage.database, stage.desk):
        pass
    assert any("Tinghir" in body for body in kept(couple, "mentor"))
    erase(couple, "mentee")
    couple.waits(hours=48)
    assert "Tinghir" not in couple.text("mentor")
    assert not any("Tinghir" in body for body in kept(couple, "mentor"))


def test_a_word_that_could_be_a_fact_of_ours_stops_nothing_else(couple: Couple) -> None:
    """The mentee once answered "yes", which is something else in what waits for the mentor."""
    stage = couple.stage
    with stage.database.begin() as conn:
        (asked,) = proposals.of(conn, mentee=couple.person("mentee"))
        proposals.change(conn, asked.id, answer="yes")

    for _ in range(100):  # until something is asked after their meeting
        owed = waiting(couple, "mentor")
        if any(':"yes"' in body for body in owed.values()):
            break
        stage.fall_due(hours=2)
    assert any(':"yes"' in body for body in owed.values())
    erase(couple, "mentee")
    assert owed.keys() <= waiting(couple, "mentor").keys()


def test_a_goal_behind_its_number_is_forgotten_with_it(couple: Couple) -> None:
    """Among several goals each has a number, which no partner's history keeps it by."""
    couple.says("mentee", *GOAL)
    stage, mentor = couple.stage, couple.person("mentor")
    numbered = encode({"statement": "2. " + " ".join(WORDS.split())})
    with stage.database.begin() as conn:
        mine = select(outbox.c.id).where(outbox.c.person_id == mentor, outbox.c.state == "accepted")
        row = conn.execute(mine.limit(1)).scalar_one()
        conn.execute(update(outbox).where(outbox.c.id == row).values(body=numbered))
    assert numbered in kept(couple, "mentor")
    erase(couple, "mentee")
    assert numbered not in kept(couple, "mentor")
