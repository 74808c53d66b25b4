"""One's own file holds what one shares with a partner, and nothing that is the partner's own."""

import json
from dataclasses import dataclass
from decimal import Decimal

import pytest
from sqlalchemy import Connection, String, Text, select

from core.mentoring import pledge as rules
from core.mentoring.agreement import Agreement, Choices
from core.mentoring.availability import Week
from core.mentoring.events import Confided, Task
from core.mentoring.goal import Goal, Milestone, Reading
from core.mentoring.outcome import Outcome
from core.mentoring.pair import Pair, Seat
from core.mentoring.relay import Line
from core.mentoring.skills import Rating
from storage import (
    confidences,
    goals,
    lines,
    mentorships,
    promises,
    proposals,
    queries,
    ratings,
    relayed,
    results,
)
from storage.codec import encode
from storage.database import Database
from storage.lines import Stored
from storage.proposals import NewProposal
from storage.schema import metadata
from tests.storage.rows import NOW, newcomer

DAY = 86_400_000
MINE, THEIRS = "amal", "karim"
"""Every word of the mentee begins with the one, every word of the mentor with the other."""


@dataclass(frozen=True, slots=True)
class Two:
    """A mentee and a mentor by number."""

    mentee: int
    mentor: int


def goal(by: str, target: int) -> Goal:
    step = Milestone(f"{by}-step", NOW + DAY)
    return Goal(
        "market", f"{by}-statement", f"{by}-metric", "count", Decimal(1), Decimal(target),
        NOW, NOW + 90 * DAY, "on_track", milestones=(step,), vision=f"{by}-vision",
    )  # fmt: skip


def live_together(conn: Connection) -> Two:
    """A pair with everything that two people can say to each other and to us."""
    mentee, mentor = newcomer(conn, "one"), newcomer(conn, "two")
    (card,) = proposals.add(conn, [NewProposal(mentee, mentor, 0, 0, {}, "test")], NOW)
    proposals.introduce(conn, card, [f"{MINE}-introduction"])
    proposals.change(
        conn, card, question=f"{THEIRS}-question", answer=f"{MINE}-answer", asked_at=NOW,
        state="declined", reason="other", reason_line=f"{THEIRS}-reason",
    )  # fmt: skip
    pair = Pair(
        "1", "active", NOW,
        mentor=Seat(Week((), "Europe/Paris"), NOW, tasks=(Task(f"{THEIRS}-task"),),
                    confided=Confided("day7", 2, "", f"{THEIRS}-seat")),
        mentee=Seat(Week((), "Africa/Casablanca"), NOW, tasks=(Task(f"{MINE}-task"),),
                    confided=Confided("day7", 4, "", f"{MINE}-seat")),
        agreement=Agreement(mentor=Choices("launch", language=f"{THEIRS}-language"),
                            mentee=Choices("launch", language=f"{MINE}-language")),
    )  # fmt: skip
    made = mentorships.begin(conn, mentee, mentor, card, NOW, document=encode(pair), state="active")
    for person, by in ((mentee, MINE), (mentor, THEIRS)):
        confidences.keep(conn, person, made, Confided("day7", 3, "", f"{by}-confided"), NOW)
        relayed.add(
            conn, made, sender_id=person, recipient_id=mentor if person == mentee else mentee,
            content="text", words=f"{by}-relayed", media=None, reply_to=None, now=NOW,
        )  # fmt: skip
        promises.add(conn, person, made, rules.begin("", NOW), NOW)
    goals.add(conn, made, "mentee", goal(MINE, 11), NOW)
    second = goals.add(conn, made, "mentor", goal(f"{MINE}-by-{THEIRS}", 12), NOW)
    kept = next(one for one in goals.of(conn, made) if one.id == second)
    goals.save(conn, kept, kept.goal, NOW, (Reading(NOW, Decimal(777)),))
    ratings.keep(
        conn, made, [Rating("sales", "mentee", "t0", 2), Rating("sales", "mentor", "t0", 5)], NOW
    )
    for side, after in (("mentee", 888), ("mentor", 999)):
        claim = Outcome("turnover", side, NOW, Decimal(1), Decimal(after), "MAD")  # type: ignore[arg-type]
        results.add(conn, made, claim, NOW)
    contacts = {"mentee": f"{MINE}-contact", "mentor": f"{THEIRS}-contact"}
    lines.save(conn, made, Stored(Line(("mentor",), ()), contacts))  # type: ignore[arg-type]
    return Two(mentee, mentor)


@pytest.fixture
def files(database: Database) -> tuple[str, str]:
    """What each of the two is given."""
    with database.begin() as conn:
        two = live_together(conn)
        mine = json.dumps(queries.own_file(conn, two.mentee))
        theirs = json.dumps(queries.own_file(conn, two.mentor))
    return mine, theirs


def test_a_mentee_reads_all_of_their_own_and_nothing_of_the_mentor(files: tuple[str, str]) -> None:
    """Goals, whoever put them into words, answers, tasks, contact; not what the other confided."""
    mine, _ = files
    said = (
        "introduction", "answer", "task", "seat", "language", "confided", "relayed", "statement",
        "vision", "step", "contact", f"by-{THEIRS}-statement",
    )  # fmt: skip
    assert [one for one in said if f"{MINE}-{one}" not in mine] == []
    private = ("question", "reason", "task", "seat", "language", "confided", "relayed", "contact")
    assert [one for one in private if f"{THEIRS}-{one}" in mine] == []
    assert '"777"' in mine
    assert '"888"' in mine
    assert '"999"' in mine


def test_a_mentor_reads_their_own_words_and_not_the_mentees_figures(
    files: tuple[str, str],
) -> None:
    """The goal they put into words, the outcome they claimed; not what the mentee measured."""
    _, theirs = files
    said = ("question", "reason", "task", "seat", "language", "confided", "relayed", "contact")
    assert [one for one in said if f"{THEIRS}-{one}" not in theirs] == []
    assert f"{MINE}-by-{THEIRS}-statement" in theirs
    private = ("introduction", "answer", "task", "seat", "confided", "relayed", "contact")
    assert [one for one in private if f"{MINE}-{one}" in theirs] == []
    assert f'"{MINE}-statement"' not in theirs
    assert '"777"' not in theirs
    assert '"888"' not in theirs
    assert '"999"' in theirs


def test_everybody_reads_the_levels_they_gave_and_no_others(database: Database) -> None:
    """A rating is its author's."""
    with database.begin() as conn:
        two = live_together(conn)
        given = {
            person: [(one["skill"], one["level"]) for one in file["ratings"]]
            for person in (two.mentee, two.mentor)
            if (file := queries.own_file(conn, person)) is not None
        }
    assert given == {two.mentee: [("sales", 2)], two.mentor: [("sales", 5)]}


def test_who_blocks_is_told_to_nobody_else(database: Database) -> None:
    """The one who closed the line reads that they did; the other reads an open one."""
    with database.begin() as conn:
        two = live_together(conn)
        blocked = [
            file["mentorships"][0]["blocked"]
            for person in (two.mentor, two.mentee)
            if (file := queries.own_file(conn, person)) is not None
        ]
    assert blocked == [True, False]


def test_no_word_of_the_pair_is_forgotten(database: Database) -> None:
    """Each stored text in which the mentee's word stands gives that word to their file."""
    with database.begin() as conn:
        two = live_together(conn)
        words = set()
        for table in metadata.sorted_tables:
            for column in table.c:
                if isinstance(column.type, String | Text):
                    rows = conn.execute(select(column).where(column.like(f"%{MINE}-%"))).scalars()
                    for text in rows:
                        words |= {
                            MINE + piece.split('"', 1)[0] for piece in text.split(MINE)[1:] if piece
                        }
        file = json.dumps(queries.own_file(conn, two.mentee))
    assert len(words) > 12
    assert {word for word in words if word not in file} == set()
