"""What falls due has its effect once, by day, and after the mail."""

from sqlalchemy import select

from bot.handlers.timer import ATTEMPTS
from bot.turns import fire_due
from storage import alerts, people, queries
from storage.schema import person, timer
from tests.handlers.stage import Stage
from tests.storage.rows import ACCOUNT


def test_a_timer_has_its_turn(stage: Stage) -> None:
    """At its time, once, as a reminder."""
    stage.says("ana", "timer tea")
    stage.fall_due(seconds=1)
    stage.fall_due(seconds=1)

    assert stage.told("ana") == ["due-tea"]
    assert stage.talk("ana").nudges == 1


def test_silence_wakes_the_talk(stage: Stage) -> None:
    """The moment a turn asked for comes once."""
    stage.says("ana", "wake")
    stage.fall_due(seconds=4)
    assert stage.told("ana") == []
    stage.fall_due(seconds=1)
    stage.fall_due(hours=1)

    assert stage.told("ana") == ["due-silence"]


def test_nobody_is_woken_at_night(stage: Stage) -> None:
    """Speaking first waits for nine o'clock where the person lives."""
    stage.clock.wait(hours=8)  # 22:13 in Casablanca
    stage.says("ana", "timer pause_over", "timer join")
    stage.says("bob", "wake")
    stage.fall_due(hours=1)
    assert stage.told("ana") == ["due-join"]  # they are waiting for this one themselves
    stage.fall_due(hours=9, minutes=45)
    assert stage.told("ana") == []
    stage.fall_due(minutes=5)

    told = [said.parts[0].key for _, said in stage.sent()]
    assert sorted(told) == ["due-pause_over", "due-silence"]


def test_a_message_is_read_before_a_timer_fires(stage: Stage) -> None:
    """An answer that has arrived is never overtaken."""
    stage.says("ana", "timer tea")
    stage.clock.wait(seconds=1)
    stage.write("ana", "drop tea")
    assert fire_due(stage.database, stage.desk) == 0
    stage.handle()

    assert fire_due(stage.database, stage.desk) == 0
    assert stage.heard("ana") == ["timer tea", "drop tea"]


def test_a_reminder_goes_to_the_chat_heard_from_last(stage: Stage) -> None:
    """Closed chats are passed over."""
    stage.says("ana", "timer tea", "timer milk")
    person_id = stage.person("ana") or 0
    with stage.database.begin() as conn:
        later = stage.now + 500
        people.add_address(conn, person_id, ("telegram", ACCOUNT, "1"), later, heard=True)
        people.add_address(conn, person_id, ("telegram", ACCOUNT, "2"), later + 1, heard=True)
        newest = people.addresses_of(conn, [person_id])[0]
        people.set_status(conn, "blocked", address_id=newest.id)
    stage.fall_due(seconds=1)

    assert stage.told("1", channel="telegram") == ["due-tea", "due-milk"]


def test_nobody_to_write_to_is_no_error(stage: Stage) -> None:
    """A timer of somebody who closed every door has its effect without words."""
    stage.says("ana", "timer tea", "stop")
    stage.fall_due(seconds=1)

    assert stage.told("ana") == []
    assert stage.talk("ana").nudges == 1


def test_an_erasure_falls_due(stage: Stage) -> None:
    """The person is gone with the timer that ended them."""
    stage.says("ana", "timer erase", "timer tea")
    stage.fall_due(seconds=1)

    assert stage.person("ana") is None


def test_a_failing_timer_harms_nobody_else(stage: Stage) -> None:
    """It is tried again later, five times, and then told to the coordinators."""
    stage.says("ana", "timer boom")
    stage.says("bob", "timer tea")
    stage.fall_due(seconds=1)
    assert stage.told("bob") == ["due-tea"]
    for _ in range(ATTEMPTS):
        stage.fall_due(hours=1)

    with stage.database.read() as conn:
        states = set(conn.execute(select(timer.c.kind, timer.c.state)).all())
        kinds = [one.kind for one in alerts.open_alerts(conn)]
        story = queries.why(conn, stage.person("ana") or 0)
    assert states == {("boom", "dropped"), ("tea", "fired")}
    assert kinds == ["timer_failed"]
    assert story is not None
    assert [one["rule"] for one in story.events][-1] == "timer_failed:boom"


def test_a_failing_wake_waits_a_day(stage: Stage) -> None:
    """A nudge that raises does not come back every second."""
    stage.says("ana", "wake")
    broken = Stage(stage.database, take_due=_boom)
    broken.clock.wait(hours=1)
    assert fire_due(broken.database, broken.desk) == 1
    assert fire_due(broken.database, broken.desk) == 0
    with stage.database.read() as conn:
        wake_at = conn.execute(select(person.c.wake_at)).scalar_one()
        assert [one.kind for one in alerts.open_alerts(conn)] == ["timer_failed"]

    assert wake_at == broken.now + 86_400_000


def _boom(*_: object, **__: object) -> None:
    raise RuntimeError
