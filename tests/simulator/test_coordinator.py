"""Somebody in the office: alerts are read and closed as a coordinator does it, on working days."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec import structs
from sqlalchemy import select

from bot.commands.alerts import settle
from bot.commands.mistakes import Mistake
from core.duration import DAY, HOUR
from core.mentoring.agreement import TEXT_VERSION, Choices
from core.mentoring.availability import Week
from core.mentoring.events import Chose, Insisted
from core.mentoring.mentorship import Applied, apply, open_pair
from core.mentoring.outcome import Outcome
from core.mentoring.relay import Line
from core.mentoring.standards import IN_TIME
from simulator.coordinator import HOURS, NAME, Coordinator, agree, next_look, patience
from simulator.world import World
from storage import alerts, events, lines, mentorships, people, results
from storage.alerts import OpenAlert
from storage.arrivals import NEW_TALK
from storage.codec import encode
from storage.schema import alert

FRIDAY_EVENING = int(datetime(2026, 11, 27, 18, tzinfo=UTC).timestamp() * 1000)


def test_the_team_looks_at_its_list_on_working_days_only():
    """After a Friday evening comes Monday morning."""
    looked = next_look(FRIDAY_EVENING)
    assert datetime.fromtimestamp(looked / 1000, UTC).strftime("%A %H") == f"Monday {HOURS[0]}"
    assert next_look(looked) == looked + (HOURS[1] - HOURS[0]) * HOUR


def test_what_is_urgent_comes_first_and_most_is_done_in_time():
    """The same alert takes as long for the same seed; nine in ten are within three days."""
    some = [OpenAlert(number, 1, "human", "normal", 0) for number in range(500)]
    spans = [patience(one, 7) for one in some]
    assert spans == [patience(one, 7) for one in some]
    assert 0.85 < sum(span <= IN_TIME for span in spans) / len(spans) < 1
    hurried = OpenAlert(1, 1, "distress", "urgent", 0)
    assert patience(hurried, 7) <= 2 * HOUR


def test_what_came_of_pairs_is_verified_and_published_with_both_consents():
    """Some show a document after three weeks; only what both let be told becomes public."""
    world = World()
    try:
        with world.database.begin() as conn:
            mentee, mentor = people.add_people(conn, [NEW_TALK, NEW_TALK], world.clock.now)
            pair = mentorships.begin(conn, mentee, mentor, None, world.clock.now)
            for consents in ((), ("mentee",), ("mentee", "mentor")) * 4:
                one = Outcome("first_sale", "mentee", world.clock.now, state="confirmed", grade=1)
                results.add(conn, pair, replace(one, consents=consents), world.clock.now)
        Coordinator(world, 3, lambda _: ())
        world.advance_to(world.clock.now + 20 * DAY)
        with world.database.read() as conn:
            assert {kept.outcome.state for kept in results.every(conn)} == {"confirmed"}
        world.advance_to(world.clock.now + 7 * DAY)
        with world.database.read() as conn:
            kept = [one.outcome for one in results.every(conn)]
            history = [line["rule"] for line in events.last(conn, mentee, 100)]
        assert {one.state for one in kept} == {"confirmed", "verified", "published"}
        assert {len(one.consents) for one in kept if one.state == "published"} == {2}
        assert max(len(one.consents) for one in kept if one.state == "verified") < 2
        assert set(history) == {"outcome:verify", "outcome:publish"}
    finally:
        world.close()


def test_alerts_are_closed_by_name_after_a_call():
    """What the list shows is dealt with, once, and the person is called about it."""
    world = World()
    called = []
    try:
        with world.database.begin() as conn:
            for kind in ("human", "stuck", "distress"):
                alerts.raise_alert(conn, None, kind, "normal", world.clock.now)
        office = Coordinator(world, 3, lambda one: called.append(one.kind) or ())
        world.advance_to(world.clock.now + 14 * DAY)
        with world.database.read() as conn:
            rows = conn.execute(select(alert.c.state, alert.c.closed_by, alert.c.closed_at)).all()
        assert {(row.state, row.closed_by) for row in rows} == {("closed", NAME)}
        assert all(row.closed_at > 0 for row in rows)
        assert sorted(called) == ["distress", "human", "stuck"]
        assert office.closed == 3
    finally:
        world.close()


def test_an_alert_is_closed_once():
    """As on the command line: a number that is not open is a mistake."""
    world = World()
    try:
        with world.database.begin() as conn:
            alerts.raise_alert(conn, None, "human", "normal", 1)
            (one,) = alerts.open_alerts(conn)
            settle(conn, one.id, NAME, 2)
            with pytest.raises(Mistake, match="aucune alerte ouverte"):
                settle(conn, one.id, NAME, 3)
    finally:
        world.close()


def differing(world: World) -> int:
    """Two who both keep their own terms, and a report of one; the team is told of both."""
    now, chosen = world.clock.now, Choices("launch", confidentiality=True, conduct=True)
    week = Week((), "Africa/Casablanca", "MA")
    applied = open_pair("1", week, week, now)
    for event in (
        Chose("mentor", structs.replace(chosen, rhythm="weekly", months=3), TEXT_VERSION),
        Chose("mentee", structs.replace(chosen, rhythm="monthly", months=3), TEXT_VERSION),
        Insisted("mentee"),
        Insisted("mentor"),
    ):
        applied = apply(applied.pair, event, now)
        assert isinstance(applied, Applied)
    with world.database.begin() as conn:
        one, other = people.add_people(conn, [NEW_TALK, NEW_TALK], now)
        made = mentorships.begin(
            conn, one, other, None, now, document=encode(applied.pair), state=applied.pair.state
        )
        lines.save(conn, made, lines.Stored(Line(("mentor",), (), held=True)))
        for person, kind in ((one, "no_agreement"), (other, "report")):
            alerts.raise_alert(conn, person, kind, "normal", now)
    return made


@pytest.mark.parametrize("found", [True, False])
def test_on_the_telephone_two_may_find_terms(found: bool) -> None:
    """By the code of `mem pairs`: terms are signed for both, or left to what lies between them.

    Words that a report held pass again either way, and a block stays.
    """
    seed = next(one for one in range(99) if agree(OpenAlert(1, 1, "", "normal", 0), one) is found)
    world = World()
    try:
        made = differing(world)
        Coordinator(world, seed, called=lambda _: ())
        world.advance_to(world.clock.now + 12 * DAY)
        with world.database.read() as conn:
            one = mentorships.load(conn, made)
            history = {line["rule"]: line for line in events.last(conn, 1, 100)}
            line = lines.load(conn, made).line
        assert one is not None
        assert one.state == ("active" if found else "contracting")
        assert ("mentorship:arbitrated" in history) is found
        assert not found or history["mentorship:arbitrated"]["rhythm"] == "usual"
        assert history["mentorship:reviewed"]["by"] == NAME
        assert line == Line(("mentor",))
    finally:
        world.close()
