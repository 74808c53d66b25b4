"""Whole stories of two and three people over months, told in files that read as conversations.

What each sees stands in the file; what the tables then hold stands here. Every story is played
twice: in the simulator's world, where every moment is checked against the programme's invariants,
and by the whole service over HTTP, between a Twilio (with its 24 hours and its templates) and a
Telegram, most on SQLite, two short ones on PostgreSQL.
"""

from contextlib import AbstractContextManager

import msgspec
import pytest

from core.duration import DAY, months_after
from tests.journeys.telling import Tell, Told, by_the_service, in_a_world

KEPT_BY = {"no-show": "postgresql", "two-terms": "postgresql"}
"""The database of a story over HTTP, where it is not SQLite."""


@pytest.fixture(params=["in a world", "by the service"])
def told(request: pytest.FixtureRequest) -> Tell:
    """Plays a story and looks whether it is as it was told; `--update` tells it anew."""
    if request.param == "in a world":
        update = bool(request.config.getoption("--update"))
        return lambda name: in_a_world(name, update=update)
    templates = request.getfixturevalue("templates")

    def tell(name: str) -> AbstractContextManager[Told]:
        url = request.getfixturevalue(f"{KEPT_BY.get(name, 'sqlite')}_url")
        return by_the_service(name, url, templates)

    return tell


def test_six_months_to_the_certificate(told: Tell) -> None:
    """Goal, words between the two, figures, an outcome, six meetings, thanks, two certificates."""
    with told("six-months") as story:
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


def test_six_months_by_thumb(told: Tell) -> None:
    """Arabic on Telegram, Darija on WhatsApp: two answers in a message, media, quotes, an edit."""
    with told("six-months-by-thumb") as story:
        assert story.states() == ["contracting", "active", "closing", "completed"]
        pair = story.pair()
        assert pair.meetings_held == 10
        assert pair.planned_end == months_after(pair.active_at, 6)
        assert story.alerts() == []
        (mentee,) = story.rows("SELECT city, languages FROM member WHERE city = 'zagora'")
        assert msgspec.json.decode(mentee.languages) == ["ary", "fr"]
        passed = story.rows("SELECT content, state FROM relayed ORDER BY id")
        assert [tuple(row) for row in passed] == [
            (content, "delivered") for content in ("image", "text", "voice", "text")
        ]
        for key in ("relay-reply", "common-edited", "common-stale-settled", "common-past"):
            seen = story.shown_at("Rachid", key) + story.shown_at("Khadija", key)
            assert len(seen) == 1, key
        assert story.promises() == [("deferred", None)]
        assert [state for (state,) in story.rows("SELECT state FROM outcome")] == ["confirmed"]


def test_a_silent_mentor(told: Tell) -> None:
    """Three reminders and no more, the truth to the mentee, a human, then somebody else."""
    with told("silent-mentor") as story:
        assert story.states(1) == ["contracting", "ended_no_fault"]
        assert story.states(2)[-1] == "active"
        recalls = ("pair-nudge_gentle", "pair-nudge_smaller", "breather-choice")
        assert [len(story.shown_at("Nadia", key)) for key in recalls] == [1, 1, 1]
        assert "silent" in story.alerts()
        told_after = story.shown_at("Salma", "pair-partner_quiet")[0] - story.pair(1).agreed_at
        assert told_after > 14 * DAY
        assert len(story.rows("SELECT id FROM exclusion WHERE reason = 'failed'")) == 1


def test_a_silent_mentee(told: Tell) -> None:
    """After ninety days a notice, a week later a kind end; the way back stays open."""
    with told("silent-mentee") as story:
        assert story.states()[-1] == "auto_concluded"
        pair = story.pair()
        assert pair.meetings_held == 1
        assert pair.ended_at - pair.noticed_at >= 7 * DAY
        assert "silent" in story.alerts()
        assert len(story.shown_at("Sara", "pair-partner_quiet")) == 1
        assert len(story.shown_at("Sara", "rematch_offered-choice")) == 1
        said = [one for one in story.bubbles("Youssef") if not one.template]
        assert all(one.lane == "reply" for one in said[-2:]), "nothing but answers at the end"


def test_a_mentee_who_does_not_come(told: Tell) -> None:
    """The mentor is believed, the second time a coordinator is told, and the third is held."""
    with told("no-show") as story:
        assert story.states() == ["contracting", "active"]
        pair = story.pair()
        assert pair.mentee.no_shows == 2
        assert pair.mentor.no_shows == 0
        assert pair.meetings_held == 1
        assert story.alerts() == ["no_show"]
        assert [about for about, _, _ in story.ratings()].count("meeting") == 2


def test_two_accounts_that_differ(told: Tell) -> None:
    """A signal to a coordinator, never a word to the other; the next meeting settles it."""
    with told("two-accounts") as story:
        assert story.alerts() == ["disagreement"]
        pair = story.pair()
        assert pair.state == "active"
        assert not pair.disagreement
        assert pair.meetings_held == 2
        assert pair.first_held_at - pair.active_at < 14 * DAY, "a new time comes within days"
        assert [about for about, _, _ in story.ratings()].count("meeting") == 5
        for who, other in (("Karim", "انتظرت دون جدوى"), ("Amal", "نعم، تحدثنا")):
            plain = [one.text for one in story.bubbles(who) if not one.buttons]
            assert not any(other in words for words in plain), "the other's account is not told"


def test_a_pause_and_a_return(told: Tell) -> None:
    """Nothing is said during it that nobody asked for, and the end moves by as long."""
    with told("pause-and-return") as story:
        assert story.states() == ["contracting", "active", "paused", "active"]
        pair = story.pair()
        assert pair.resumed_at
        away = pair.planned_end - months_after(pair.active_at, 6)
        began = pair.resumed_at - away
        assert 55 * DAY < away < 65 * DAY
        for who in ("Sara", "Mehdi"):
            assert story.unasked(who, began + DAY, pair.resumed_at) == []
        assert story.alerts() == []


def test_an_early_end_and_somebody_else(told: Tell) -> None:
    """Nobody's fault, a private reason, and the two who parted are never proposed again."""
    with told("early-end") as story:
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


def test_the_torch_is_passed_on(told: Tell) -> None:
    """The promise is put off once, kept, and stored in its line; alumni are asked three times."""
    with told("passing-the-torch") as story:
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


def test_two_who_want_different_things(told: Tell) -> None:
    """Nobody waits for ever: a human at once, the middle after a week, and they start."""
    with told("two-terms") as story:
        assert story.states() == ["contracting", "active"]
        assert story.alerts() == ["no_agreement"]
        signed = story.pair().agreement
        assert signed.mentor == signed.mentee
        assert signed.mentee is not None
        assert (signed.mentee.rhythm, signed.mentee.months) == ("usual", 6)
        for who in ("Karim", "Amal"):
            put = story.shown_at(who, "agreement_middle-choice")[0] - signed.deadlocked
            assert 7 * DAY <= put < 9 * DAY


def test_three_partners_at_once(told: Tell) -> None:
    """Who is meant is said and asked; an hour is given to one of them; words reach whom they are for."""
    with told("three-partners") as story:
        assert story.column("SELECT state FROM mentorship ORDER BY id") == ["active"] * 3
        assert story.column("SELECT state FROM relayed ORDER BY id") == ["delivered"] * 7
        parts = [part for one in story.bubbles("Nadia") for part in one.message.parts]
        named = {part.facts["name"] for part in parts if part.key == "common-with"}
        assert named == {"Amal", "Karim", "Omar"}
        assert len(story.shown_at("Nadia", "pair-busy")) == 1
        assert story.alerts() == []
