"""Whole stories of two and three people over months, told in files that read as conversations.

Through the real handlers and storage, on WhatsApp (with its 24 hours and its templates) and on
Telegram at once. What each sees stands in the file; what the tables then hold stands here. Every
moment of every story is checked against the programme's invariants.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from core.duration import DAY, MINUTE, months_after
from core.mentoring.pair import Pair
from simulator.journeys import changes
from simulator.oracle import Oracle
from simulator.performance import Performance
from simulator.phone import Said, Shown
from simulator.story import parse

FOLDER = Path(__file__).with_name("told")
LONGEST = 620
"""Characters of a bubble: six hundred, and the digits before its options."""


class Told:
    """A story after it was played."""

    def __init__(self, played: Performance) -> None:
        self.played = played

    def rows(self, sql: str) -> list[Any]:
        """What a SELECT finds in the tables at the end."""
        with self.played.world.database.read() as conn:
            return list(conn.execute(text(sql)).all())

    def column(self, sql: str) -> list[Any]:
        """The only column of a SELECT."""
        return [row[0] for row in self.rows(sql)]

    def pair(self, number: int = 1) -> Pair:
        """A mentorship as the last event left it."""
        (row,) = self.column(f"SELECT pair FROM mentorship WHERE id = {number}")
        return msgspec.json.decode(row, type=Pair)

    def states(self, number: int = 1) -> list[str]:
        """The states that a mentorship went through, in order, as the mentee's events tell it."""
        rows = self.rows(
            "SELECT e.data FROM event e JOIN mentorship m ON m.mentee_id = e.person_id"
            f" WHERE m.id = {number} AND e.rule = 'mentorship:state' ORDER BY e.id"
        )
        changes = [msgspec.json.decode(row[0]) for row in rows]
        return [one["to"] for one in changes if one["mentorship"] == str(number)]

    def alerts(self) -> list[str]:
        """What coordinators were called for."""
        return self.column("SELECT kind FROM alert ORDER BY id")

    def ratings(self) -> list[tuple[str, int, str]]:
        """What was confided with a rating or a reason: about what, how good, which reason."""
        return [tuple(row) for row in self.rows("SELECT about, rating, reason FROM confidence")]

    def promises(self) -> list[tuple[str, int | None]]:
        """Every pledge: its state, and the one that it hangs by."""
        return [tuple(row) for row in self.rows("SELECT state, parent_id FROM promise ORDER BY id")]

    def bubbles(self, who: str) -> list[Shown]:
        """What somebody was shown."""
        return [one for one in self.played.phones[who].screen if isinstance(one, Shown)]

    def screen(self, who: str) -> str:
        """All words that somebody was shown."""
        return "\n".join(one.text for one in self.bubbles(who))

    def unasked(self, who: str, since: int, until: int) -> list[str]:
        """What somebody was told between two moments who had not written a minute before."""
        screen = self.played.phones[who].screen
        wrote = [one.at for one in screen if isinstance(one, Said)]
        return [
            one.text
            for one in self.bubbles(who)
            if since < one.at < until and not any(0 <= one.at - at <= MINUTE for at in wrote)
        ]

    def shown_at(self, who: str, key: str) -> list[int]:
        """When messages with this key came, in milliseconds."""
        return [
            one.at for one in self.bubbles(who) if key in {part.key for part in one.message.parts}
        ]


@contextmanager
def told(name: str, *, update: bool) -> Iterator[Told]:
    """Play a story: it is seen as it was told, keeps the invariants, and speaks one language to each."""
    path = FOLDER / f"{name}.txt"
    before = path.read_text("utf-8")
    story = parse(before)
    oracle = Oracle()
    played = Performance(story, oracle=oracle)
    try:
        if update:
            path.write_text(played.text, "utf-8")
        elif played.text != before:
            told_apart = changes(before, played.text)
            pytest.fail("\n".join(("not as told (mem journeys --update):", *told_apart[:80])))
        assert "< !" not in played.text, "somebody taps what is not there"
        oracle.conclude()
        assert not oracle.findings.words, oracle.findings.words[:5]
        for person in story.people:
            for one in played.phones[person.called].screen:
                if isinstance(one, Shown):
                    assert one.message.language == person.locale, one.text
                    assert len(one.text) <= LONGEST, one.text
        yield Told(played)
    finally:
        played.close()


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether the seen side of the files is to be written again."""
    return bool(request.config.getoption("--update"))


def test_six_months_to_the_certificate(update: bool) -> None:
    """Goal, words between the two, figures, an outcome, six meetings, thanks, two certificates."""
    with told("six-months", update=update) as story:
        assert story.states() == ["contracting", "active", "closing", "completed"]
        pair = story.pair()
        assert pair.meetings_held == 6
        assert pair.planned_end == months_after(pair.active_at, 6)
        assert story.alerts() == []
        rated = story.rows("SELECT rater, moment, count(*) FROM skill_rating GROUP BY 1, 2")
        assert {("mentee", "t0", 5), ("mentee", "t1", 5), ("mentor", "t2", 5)} <= {
            tuple(row) for row in rated
        }
        assert [tuple(row) for row in story.rows("SELECT state, grade FROM outcome")] == [
            ("confirmed", 1)
        ]
        (readings,) = story.column("SELECT readings FROM goal")
        assert len(msgspec.json.decode(readings)) == 1
        assert story.column("SELECT state FROM relayed") == ["delivered", "delivered"]
        ratings = story.ratings()
        assert ("closing", 5, "network") in ratings
        assert ("closing", 4, "confidence") in ratings
        assert [about for about, _, _ in ratings].count("meeting") == 12
        (asked,) = story.shown_at("Amal", "pledge-choice")[:1]
        assert asked - pair.ended_at < 7 * DAY, "the pledge is offered within a week"
        assert story.promises() == [("deferred", None)]
        assert "+336" not in story.screen("Amal")


def test_a_silent_mentor(update: bool) -> None:
    """Three reminders and no more, the truth to the mentee, a human, then somebody else."""
    with told("silent-mentor", update=update) as story:
        assert story.states(1) == ["contracting", "ended_no_fault"]
        assert story.states(2)[-1] == "active"
        recalls = ("pair-nudge_gentle", "pair-nudge_smaller", "breather-choice")
        assert [len(story.shown_at("Nadia", key)) for key in recalls] == [1, 1, 1]
        assert "silent" in story.alerts()
        told_after = story.shown_at("Salma", "pair-partner_quiet")[0] - story.pair(1).agreed_at
        assert told_after > 14 * DAY
        assert len(story.rows("SELECT id FROM exclusion WHERE reason = 'failed'")) == 1


def test_a_silent_mentee(update: bool) -> None:
    """After ninety days a notice, a week later a kind end; the way back stays open."""
    with told("silent-mentee", update=update) as story:
        assert story.states()[-1] == "auto_concluded"
        pair = story.pair()
        assert pair.meetings_held == 1
        assert pair.ended_at - pair.noticed_at >= 7 * DAY
        assert "silent" in story.alerts()
        assert len(story.shown_at("Sara", "pair-partner_quiet")) == 1
        assert len(story.shown_at("Sara", "rematch_offered-choice")) == 1
        said = [one for one in story.bubbles("Youssef") if not one.template]
        assert all(one.lane == "reply" for one in said[-2:]), "nothing but answers at the end"


def test_a_mentee_who_does_not_come(update: bool) -> None:
    """The mentor is believed, the second time a coordinator is told, and the third is held."""
    with told("no-show", update=update) as story:
        assert story.states() == ["contracting", "active"]
        pair = story.pair()
        assert pair.mentee.no_shows == 2
        assert pair.mentor.no_shows == 0
        assert pair.meetings_held == 1
        assert story.alerts() == ["no_show"]
        assert [about for about, _, _ in story.ratings()].count("meeting") == 2


def test_two_accounts_that_differ(update: bool) -> None:
    """A signal to a coordinator, never a word to the other; the next meeting settles it."""
    with told("two-accounts", update=update) as story:
        assert story.alerts() == ["disagreement"]
        pair = story.pair()
        assert pair.state == "active"
        assert not pair.disagreement
        assert pair.meetings_held == 1
        assert [about for about, _, _ in story.ratings()].count("meeting") == 3
        for who, other in (("Karim", "انتظرت دون جدوى"), ("Amal", "نعم، تحدثنا")):
            plain = [one.text for one in story.bubbles(who) if not one.buttons]
            assert not any(other in words for words in plain), "the other's account is not told"


def test_a_pause_and_a_return(update: bool) -> None:
    """Nothing is said during it that nobody asked for, and the end moves by as long."""
    with told("pause-and-return", update=update) as story:
        assert story.states() == ["contracting", "active", "paused", "active"]
        pair = story.pair()
        assert pair.resumed_at
        away = pair.planned_end - months_after(pair.active_at, 6)
        began = pair.resumed_at - away
        assert 55 * DAY < away < 65 * DAY
        for who in ("Sara", "Mehdi"):
            assert story.unasked(who, began + DAY, pair.resumed_at) == []
        assert story.alerts() == []


def test_an_early_end_and_somebody_else(update: bool) -> None:
    """Nobody's fault, a private reason, and the two who parted are never proposed again."""
    with told("early-end", update=update) as story:
        assert story.states(1)[-1] == "ended_no_fault"
        assert story.states(2)[-1] == "active"
        assert ("end", 0, "fit") in story.ratings()
        assert "artisanat" not in story.screen("Karim")
        assert "artisanat" not in story.screen("Leila")
        apart = story.rows("SELECT first_id, second_id FROM exclusion WHERE reason = 'failed'")
        parted = story.rows("SELECT mentee_id, mentor_id FROM mentorship WHERE id = 1")
        assert {frozenset(row) for row in apart} == {frozenset(row) for row in parted}
        again = story.rows(
            "SELECT p.id FROM proposal p JOIN mentorship m ON m.id = 1 AND m.mentee_id ="
            " p.mentee_id AND m.mentor_id = p.mentor_id AND p.created_at > m.ended_at"
        )
        assert again == []


def test_the_torch_is_passed_on(update: bool) -> None:
    """The promise is put off once, kept, and stored in its line; alumni are asked three times."""
    with told("passing-the-torch", update=update) as story:
        assert story.states(1) == ["contracting", "active", "closing", "completed_early"]
        first, second = story.rows("SELECT id, state, parent_id, pledge FROM promise ORDER BY id")
        kept, younger = (msgspec.json.decode(row.pledge) for row in (first, second))
        assert first.state == "honoured"
        assert kept["honoured_by"] == "2"
        assert kept["deferrals"] == 1
        assert kept["due_at"] == story.pair(1).ended_at
        assert second.parent_id == first.id
        assert younger["generation"] == 2
        assert kept["honoured_at"] == story.pair(2).agreed_at
        abouts = [about for about, _, _ in story.ratings()]
        assert {"after3", "after6", "after12"} <= set(abouts)
        roles = story.column("SELECT roles FROM member ORDER BY person_id")
        assert sorted(msgspec.json.decode(roles[1])) == ["mentee", "mentor"]
