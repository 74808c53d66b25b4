"""Reports on messages: late, early, doubled, about one bubble of several, about a failure."""

import pytest
from sqlalchemy import update

from bot.channels.whatsapp_webhook import StatusReport
from bot.handlers.desk import Desk
from bot.sending.reports import take_report
from bot.words.book import book
from storage import outbox
from storage.outcomes import Accepted, Held, Noticed, Progress, Retry, Unknown, Unseen, settle
from storage.schema import outbox as outbox_table
from tests.bot.conftest import KEY, World
from tests.fakes.inbound_twilio import ACCOUNT
from tests.fakes.outcomes import RateLimited

FIRST, SECOND = "SM" + "1" * 32, "SM" + "2" * 32


def report(
    world: World, owed: int, sid: str, status: str, code: int = 0, *, part: int | None = None
) -> bool:
    desk = Desk(book(), {}, world.clock, KEY)
    with world.database.begin() as conn:
        return take_report(conn, desk, StatusReport(owed, sid, status, code, part), ACCOUNT)


def claim(world: World) -> None:
    with world.database.begin() as conn:
        outbox.claim(conn, "whatsapp", ACCOUNT, world.clock.ms, 10, 60_000)


def store(world: World, *outcomes: object) -> None:
    with world.database.begin() as conn:
        settle(conn, outcomes, world.clock.ms)  # type: ignore[arg-type]


async def test_statuses_only_rise(whatsapp_world: World) -> None:
    """`read` before `sent`, twice, or after a failure: the furthest one stays."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    claim(world)
    store(world, Accepted(owed, FIRST))
    for status in ("delivered", "sent", "delivered", "teleported"):
        assert report(world, owed, FIRST, status)
    assert world.row(owed).status == "delivered"


async def test_a_report_on_the_first_bubble_does_not_swallow_the_second(
    whatsapp_world: World,
) -> None:
    """It arrives while the rest waits for its second attempt: the rest is said."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("un", "deux")
    claim(world)
    store(world, Progress(owed, 1, FIRST), Retry(owed, world.clock.ms, "429"))
    assert report(world, owed, FIRST, "delivered", part=1)
    assert world.state(owed) == "pending"
    await world.send()
    assert world.texts() == ["deux"]
    assert world.state(owed) == "accepted"


async def test_a_report_that_is_quicker_than_the_answer_is_asked_to_wait(
    whatsapp_world: World,
) -> None:
    """While the send is under way nobody can tell which bubble it is about."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("un", "deux")
    claim(world)
    assert not report(world, owed, FIRST, "sent", part=1)
    store(world, Progress(owed, 1, FIRST))
    assert report(world, owed, FIRST, "sent", part=1)
    assert world.state(owed) == "sending"


async def test_a_report_proves_what_was_in_doubt(whatsapp_world: World) -> None:
    """The doubtful bubble left, nobody says it again; what comes after it is said."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("un", "deux")
    claim(world)
    store(world, Unknown(owed, "timeout", world.clock.ms + 10**9))
    assert report(world, owed, FIRST, "sent", part=1)
    await world.send()
    assert world.texts() == ["deux"]
    assert world.state(owed) == "accepted"


async def test_a_message_in_doubt_that_left_whole_is_not_repeated(whatsapp_world: World) -> None:
    """One bubble, one report: accepted, and nothing is sent."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    claim(world)
    store(world, Unknown(owed, "timeout", world.clock.ms + 10**9))
    assert report(world, owed, FIRST, "delivered")
    await world.send()
    assert world.texts() == []
    assert (world.state(owed), world.row(owed).sent_parts) == ("accepted", 0)


@pytest.mark.parametrize("code", [63016, 63018, 63013])
async def test_a_failure_of_what_an_erasure_has_emptied_is_noted_only(
    whatsapp_world: World, code: int
) -> None:
    """There is nothing left to be said again."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    claim(world)
    store(world, Accepted(owed, FIRST))
    with world.database.begin() as conn:
        conn.execute(update(outbox_table).values(body=""))
    assert report(world, owed, FIRST, "undelivered", code)
    assert (world.state(owed), world.row(owed).status) == ("accepted", "failed")


async def test_what_whatsapp_refuses_late_for_the_window_waits_for_the_person(
    whatsapp_world: World,
) -> None:
    """63016 mostly comes after the acceptance: held, and said when they write."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    claim(world)
    store(world, Accepted(owed, FIRST))
    assert report(world, owed, FIRST, "undelivered", 63016)
    assert world.state(owed) == "held"
    world.clock.move(minutes=2)
    world.hears()
    await world.send()
    assert world.texts() == ["Bonjour"]
    assert report(world, owed, FIRST, "undelivered", 63016)
    assert (world.state(owed), world.row(owed).status) == ("accepted", "queued")


@pytest.mark.parametrize("refused", [0, 5])
@pytest.mark.parametrize("code", [63018, 20500, 30008])
async def test_what_twilio_fails_to_deliver_is_tried_again_for_more_than_an_hour(
    whatsapp_world: World, code: int, refused: int
) -> None:
    """Later and later, and not for ever; a repeated report of one failure repeats nothing, and how
    often Twilio did not even take it does not count.
    """
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    world.fake.script([RateLimited(1)] * refused)
    for _ in range(refused):
        await world.send()
        world.clock.move(minutes=1)
    tried: list[int] = []
    for minute in range(120):
        await world.send()
        if len(world.texts()) > len(tried):
            tried.append(minute)
            sid = world.fake.delivered[-1].sid  # type: ignore[union-attr]
            for _ in range(3):
                assert report(world, owed, sid, "failed", code)
        world.clock.move(minutes=1)
    assert tried == [0, 5, 25, 85]
    assert world.row(owed).status == "failed"


async def test_a_late_block_closes_the_door(whatsapp_world: World) -> None:
    """63033 in a report means what it means in an answer; what else is owed is cancelled."""
    world = whatsapp_world
    world.hears()
    owed, later = world.owe("un"), world.owe("deux")
    claim(world)
    store(world, Accepted(owed, FIRST))
    assert report(world, owed, FIRST, "undelivered", 63033)
    assert world.state(later) == "cancelled"


async def test_a_report_on_a_message_of_somebody_else_changes_nothing(
    whatsapp_world: World,
) -> None:
    """An id that is not ours is kept aside and claims nothing."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    assert report(world, owed + 1000, SECOND, "delivered")
    assert world.state(owed) == "pending"


async def test_a_notice_that_was_delivered_is_not_the_message(whatsapp_world: World) -> None:
    """What waits behind it still waits, whatever is reported of the notice."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    claim(world)
    store(world, Noticed(owed, FIRST), Held(owed, "notice news"))
    for status in ("sent", "delivered", "read"):
        assert report(world, owed, FIRST, status, part=0)
    assert world.state(owed) == "held"
    world.clock.move(minutes=2)
    world.hears()
    await world.send()
    assert world.texts() == ["Bonjour"]
    assert world.state(owed) == "accepted"
    assert report(world, owed, FIRST, "read", part=0)
    assert world.row(owed).status == "queued"


async def test_a_notice_to_somebody_who_blocked_us_closes_the_door(whatsapp_world: World) -> None:
    """What waited behind it is cancelled."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    claim(world)
    store(world, Noticed(owed, FIRST), Held(owed, "notice news"))
    assert report(world, owed, FIRST, "undelivered", 63014, part=0)
    assert (world.state(owed), world.row(owed).error) == ("cancelled", "blocked")


async def test_a_notice_is_no_failure_of_the_message_behind_it(whatsapp_world: World) -> None:
    """Three notices went before it, and what Twilio then fails to deliver is tried as often as ever."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    for sid in "abc":
        claim(world)
        store(world, Noticed(owed, "SM" + sid * 32), Held(owed, "notice news"))
        store(world, Unseen(owed, "say"))
    tried: list[int] = []
    for minute in range(120):
        await world.send()
        if len(world.texts()) > len(tried):
            tried.append(minute)
            sid = world.fake.delivered[-1].sid  # type: ignore[union-attr]
            assert report(world, owed, sid, "failed", 63018)
        world.clock.move(minutes=1)
    assert tried == [0, 5, 25, 85]


async def test_a_late_report_on_a_copy_does_not_stand_for_the_next_bubble(
    whatsapp_world: World,
) -> None:
    """The first bubble left twice, the second is in doubt: only the second proves itself."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("un", "deux")
    claim(world)
    far = world.clock.ms + 10**9
    store(world, Progress(owed, 1, SECOND), Unknown(owed, "timeout", far))
    assert report(world, owed, FIRST, "sent", part=1)
    assert (world.state(owed), world.row(owed).sent_parts) == ("unknown", 1)
    assert report(world, owed, "SM" + "3" * 32, "sent")
    assert (world.state(owed), world.row(owed).sent_parts) == ("accepted", 1)


async def test_the_proof_that_comes_after_the_verdict_keeps_the_rest(whatsapp_world: World) -> None:
    """Given up as absent and owed again, the first bubble turns out to have left: only it did."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("un", "deux")
    claim(world)
    store(world, Unknown(owed, "timeout"), Retry(owed, world.clock.ms, "resend"))
    assert report(world, owed, FIRST, "delivered", part=1)
    await world.send()
    assert world.texts() == ["deux"]
    assert (world.state(owed), world.row(owed).sent_parts) == ("accepted", 1)
