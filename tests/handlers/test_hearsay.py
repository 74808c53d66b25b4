"""Whoever is erased is not told of any more: neither by name nor in their own words."""

import pytest
from sqlalchemy import select, update

from bot.handlers import presence
from bot.handlers.ledger import Ledger
from bot.turns import fire_due
from storage import people, proposals
from storage.codec import encode
from storage.database import Database
from storage.schema import outbox
from tests.handlers.couple import Couple

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
    stage, mentor = couple.stage, couple.person("mentor")
    with stage.database.begin() as conn:
        (asked,) = proposals.of(conn, mentee=couple.person("mentee"))
        proposals.change(conn, asked.id, answer="yes")

    def waiting() -> list[tuple[str, str]]:
        with stage.database.read() as conn:
            mine = (outbox.c.person_id == mentor, outbox.c.state == "pending")
            found = conn.execute(select(outbox.c.key, outbox.c.body).where(*mine)).all()
            return [(key, body) for key, body in found]

    for _ in range(100):  # until something is asked after their meeting
        owed = waiting()
        if any(':"yes"' in body for _, body in owed):
            break
        stage.fall_due(hours=2)
    assert any(':"yes"' in body for _, body in owed)
    erase(couple, "mentee")
    assert set(owed) <= set(waiting())


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
