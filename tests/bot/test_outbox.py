"""The sender against the providers' fakes, with failures of every kind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import repeat

import pytest
from sqlalchemy import func, select, update

from bot.channels.protocol import Bubble
from bot.channels.whatsapp import WhatsApp
from bot.sending.outbox import AT_ONCE
from bot.sending.pace import IN_A_ROW
from storage import alerts, doubts, outbox
from storage.schema import address, delivery
from storage.schema import outbox as outbox_table
from tests.bot.conftest import PERSON, World, make_sender, until
from tests.fakes.inbound import TelegramUser, telegram_joined_group
from tests.fakes.outcomes import (
    GarbageJson,
    Ok,
    Outcome,
    RateLimited,
    Refused,
    Reset,
    ServerError,
    TimeoutAccepted,
    TimeoutNotAccepted,
    TruncatedBody,
    reaches,
)
from tests.fakes.telegram import FakeTelegram

GROUP = "-1001000000002"


@asynccontextmanager
async def in_hand(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """While a message has left and its answer is still on its way; afterwards all is settled."""
    said, awake, send = asyncio.Event(), asyncio.Event(), world.channel.send

    async def slowly(bubble: Bubble, to: str, *, reference: str) -> str:
        taken = await send(bubble, to, reference=reference)
        said.set()
        await awake.wait()
        return taken

    with monkeypatch.context() as patched:
        patched.setattr(world.channel, "send", slowly)
        draining = asyncio.create_task(world.sender.drain(60))
        async with asyncio.timeout(20):
            await said.wait()
        yield
        awake.set()
        await draining


def address_status(world: World, who: str = "") -> str:
    with world.database.read() as conn:
        where = address.c.address == (who or PERSON[world.channel.name])
        return str(conn.execute(select(address.c.status).where(where)).scalar_one())


def open_alerts(world: World) -> list[str]:
    with world.database.read() as conn:
        return [one.kind for one in alerts.open_alerts(conn)]


async def test_what_is_owed_leaves_once_and_keeps_the_providers_id(world: World) -> None:
    """Accepted, with the id that a quoted reply will name; a second look sends nothing."""
    world.hears()
    owed = world.owe("Bonjour")
    await world.send()
    await world.send()
    assert world.texts() == ["Bonjour"]
    assert world.state(owed) == "accepted"
    with world.database.read() as conn:
        known = conn.execute(select(delivery.c.provider_id)).scalars().all()
    assert len(known) == 1
    assert known[0].startswith("SM" if world.channel.name == "whatsapp" else "700000016/")
    assert world.fake.violations == []


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (RateLimited(2), "pending"),
        (ServerError(503), "unknown"),
        (TimeoutAccepted(), "unknown"),
        (TimeoutNotAccepted(), "unknown"),
        (Reset(), "unknown"),
        (TruncatedBody(), "unknown"),
        (GarbageJson(), "unknown"),
    ],
    ids=repr,
)
async def test_a_failed_attempt_is_retried_or_doubted(
    world: World, outcome: Outcome, state: str
) -> None:
    """Not taken: later again. Nobody knows: not again at once. In the end the words are there."""
    world.hears()
    owed = world.owe("Bonjour")
    world.fake.script([outcome])
    await world.sender.drain(10)
    assert world.state(owed) == state
    for _ in range(30):
        world.clock.move(minutes=1)
        await world.send()
    assert world.state(owed) == "accepted"
    unknown = state == "unknown"
    assert 1 <= len(world.texts()) <= 1 + unknown


@pytest.mark.parametrize(
    "outcome", [TimeoutAccepted(), TruncatedBody(), ServerError(500, accepted=True)], ids=repr
)
async def test_twilio_is_asked_before_anything_is_said_twice(
    whatsapp_world: World, outcome: Outcome
) -> None:
    """The list of messages shows that it left: its sid is adopted, nobody reads it twice."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    world.fake.script([outcome])
    await world.sender.drain(10)
    assert world.state(owed) == "unknown"
    world.clock.move(seconds=61)
    await world.send()
    assert world.state(owed) == "accepted"
    assert world.texts() == ["Bonjour"]


async def test_twilio_is_asked_three_times_before_the_message_is_repeated(
    whatsapp_world: World,
) -> None:
    """After one, five and fifteen minutes; a question without an answer does not count."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    world.fake.script([TimeoutNotAccepted()])
    await world.sender.drain(10)
    world.fake.script([ServerError(503)], operation="ListMessage")
    repeated_after = 0
    for minute in range(1, 40):
        world.clock.move(minutes=1)
        await world.send()
        if world.texts():
            repeated_after = minute
            break
    assert repeated_after >= 15
    assert world.texts() == ["Bonjour"]
    assert world.state(owed) == "accepted"


async def test_a_list_that_may_not_be_read_is_for_a_human(whatsapp_world: World) -> None:
    """A key without the right to it: nothing is said twice, and nothing waits unseen."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    world.fake.script([TimeoutAccepted()])
    await world.sender.drain(10)
    world.fake.script(repeat(Refused(20003, "Authenticate", status=401)), "ListMessage")
    for _ in range(30):
        world.clock.move(minutes=1)
        await world.send()
    assert world.state(owed) == "unknown"
    assert open_alerts(world) == ["send_configuration"]
    world.fake.recover()
    world.clock.move(minutes=1)
    await world.send()
    assert (world.state(owed), world.texts()) == ("accepted", ["Bonjour"])


async def test_a_message_that_is_leaving_proves_nothing_about_another(
    whatsapp_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twilio lists the same words while nobody knows under which id they leave: it is asked again."""
    world = whatsapp_world
    world.hears()
    lost = world.owe("Bonjour")
    world.fake.script([TimeoutNotAccepted()])
    await world.sender.drain(10)
    world.clock.move(seconds=61)
    again = world.owe("Bonjour")
    async with in_hand(world, monkeypatch):
        await world.sender.sweep()
        assert (world.texts(), world.state(again)) == (["Bonjour"], "sending")
        assert world.state(lost) == "unknown"
    assert world.state(again) == "accepted"
    for _ in range(20):
        world.clock.move(minutes=2)
        await world.send()
    assert world.state(lost) == "accepted"
    assert world.texts() == ["Bonjour", "Bonjour"]


async def test_telegram_cannot_be_asked_so_a_reply_is_repeated_after_two_minutes(
    telegram_world: World,
) -> None:
    """One duplicate at most for one unknown outcome."""
    world = telegram_world
    world.hears()
    owed = world.owe("Bonjour")
    world.fake.script([TimeoutAccepted()])
    await world.sender.drain(10)
    world.clock.move(seconds=119)
    await world.send()
    assert world.texts() == ["Bonjour"]
    world.clock.move(seconds=2)
    await world.send()
    assert world.texts() == ["Bonjour", "Bonjour"]
    assert world.state(owed) == "accepted"


@pytest.mark.parametrize(
    ("lane", "policy", "repeated"),
    [("reminder", "resend", False), ("broadcast", "once", False), ("reply", "resend", True)],
)
async def test_only_a_reply_is_repeated_to_who_has_written_since(
    telegram_world: World, lane: str, policy: str, repeated: bool
) -> None:
    """A reminder to somebody who answered, or an announcement, is given up instead."""
    world = telegram_world
    world.hears()
    owed = world.owe("Bonjour", lane=lane, policy=policy)
    world.fake.script([TimeoutNotAccepted()])
    await world.sender.drain(10)
    world.clock.move(minutes=1)
    world.hears()
    world.clock.move(minutes=15)
    await world.send()
    assert bool(world.texts()) is repeated
    assert world.state(owed) == ("accepted" if repeated else "failed")


async def test_a_message_in_pieces_goes_on_where_it_stopped(world: World) -> None:
    """What has left is not said again when a later piece fails."""
    world.hears()
    owed = world.owe("un", "deux", "trois")
    world.fake.script([RateLimited(1)])
    await world.sender.drain(10)
    assert world.texts() == []
    world.fake.script([Ok(), RateLimited(1)])
    world.clock.move(seconds=10)
    await world.send()
    assert world.texts() == ["un"]
    assert world.row(owed).sent_parts == 1
    world.clock.move(minutes=1)
    await world.send()
    assert world.texts() == ["un", "deux", "trois"]
    assert world.state(owed) == "accepted"


async def test_one_person_hears_everything_in_order(world: World) -> None:
    """A later message waits for an earlier one that is being retried."""
    world.hears()
    for number in range(5):
        world.owe(f"no. {number}")
    world.fake.script([RateLimited(1), Ok(), RateLimited(1)])
    for _ in range(20):
        await world.send()
        world.clock.move(seconds=5)
    assert world.texts() == [f"no. {number}" for number in range(5)]


async def test_a_throttled_person_holds_nobody_up(world: World) -> None:
    """Somebody else's message leaves meanwhile."""
    other = "whatsapp:+212600000017" if world.channel.name == "whatsapp" else "700000017"
    world.hears()
    world.hears(other)
    world.fake.script([RateLimited(60)])
    world.owe("Bonjour")
    await world.sender.drain(10)
    world.owe("Salut", who=other)
    await world.send()
    assert world.texts() == []
    assert world.texts(other) == ["Salut"]


async def test_outside_24_hours_nothing_of_our_own_words_leaves_on_whatsapp(
    whatsapp_world: World,
) -> None:
    """It is held, and said as soon as the person writes again."""
    world = whatsapp_world
    world.hears()
    world.clock.move(hours=24)
    owed = world.owe("Bonjour")
    await world.send()
    assert (world.state(owed), world.texts()) == ("held", [])
    world.clock.move(hours=1)
    world.hears()
    await world.send()
    assert (world.state(owed), world.texts()) == ("accepted", ["Bonjour"])


async def test_whatsapps_own_refusal_outside_the_window_holds_the_message(
    whatsapp_world: World,
) -> None:
    """Error 63016 is no reason to try again, and none to forget."""
    world = whatsapp_world
    world.hears()
    owed = world.owe("Bonjour")
    world.fake.script([Refused(63016)])
    await world.sender.drain(10)
    assert world.state(owed) == "held"


@pytest.mark.parametrize("code", [63014, 21610, 403])
async def test_who_blocked_us_is_left_alone(world: World, code: int) -> None:
    """The address is closed and what else is owed there is cancelled."""
    if (code == 403) is (world.channel.name == "whatsapp"):
        return
    world.hears()
    first, second = world.owe("un"), world.owe("deux")
    world.fake.script(
        [Refused(code, "Forbidden: bot was blocked by the user" if code == 403 else "")]
    )
    await world.send()
    assert (world.state(first), world.state(second)) == ("failed", "cancelled")
    assert address_status(world) == "blocked"
    assert world.texts() == []


async def test_a_wrong_set_up_drops_nothing_and_calls_a_human(world: World) -> None:
    """401: retried for as long as it takes, and an alert is open."""
    world.hears()
    owed = world.owe("Bonjour")
    code = 20003 if world.channel.name == "whatsapp" else 401
    world.fake.script([Refused(code, "Unauthorized", status=401)])
    await world.sender.drain(10)
    assert world.state(owed) == "pending"
    assert open_alerts(world) == ["send_configuration"]
    world.clock.move(minutes=6)
    await world.send()
    assert world.texts() == ["Bonjour"]


@pytest.mark.parametrize("status", [302, 400, 403, 407])
async def test_what_a_gateway_sends_away_is_said_when_it_lets_through(
    world: World, status: int
) -> None:
    """A page of a firewall's loses nothing, closes nobody's door, and calls a human."""
    world.hears()
    first, second = world.owe("un"), world.owe("deux")
    world.fake.script([ServerError(status)] * 3)
    for _ in range(12):
        await world.send()
        world.clock.move(minutes=2)
    assert (world.state(first), world.state(second)) == ("accepted", "accepted")
    assert world.texts() == ["un", "deux"]
    assert address_status(world) == "active"
    assert "send_configuration" in open_alerts(world)


async def test_a_success_without_a_number_proves_nothing(world: World) -> None:
    """Something on the way said yes to everything: no message counts as taken for that."""
    world.hears()
    owed = world.owe("Bonjour")
    yes = "{}" if world.channel.name == "whatsapp" else '{"ok": true, "result": true}'
    world.fake.script([ServerError(200, yes)])
    await world.sender.drain(10)
    assert (world.state(owed), world.texts()) == ("unknown", [])
    for _ in range(30):
        world.clock.move(minutes=1)
        await world.send()
    assert (world.state(owed), world.texts()) == ("accepted", ["Bonjour"])


@pytest.mark.parametrize("taken", [False, True])
async def test_an_hour_of_failures_loses_nothing_and_is_not_hammered(
    world: World, taken: bool
) -> None:
    """Sixty messages wait while every send ends in a 500, whether it was taken or not: one a minute
    asks, and afterwards all are there, at most once more than there were doubts.
    """
    people = [f"70000020{number}" for number in range(10, 30)]
    if world.channel.name == "whatsapp":
        people = [f"whatsapp:+212600000{number}" for number in range(200, 220)]
    for who in people:
        world.hears(who)
    owed = [
        world.owe(f"no. {number}", who=who, lane=lane)
        for number, lane in enumerate(("reply", "reply", "reminder"))
        for who in people
    ]
    world.fake.script(repeat(ServerError(500, accepted=taken)))
    for _ in range(60):
        await world.send()
        world.clock.move(minutes=1)
    doubts = sum(world.row(one).unknowns for one in owed)
    assert 60 <= doubts <= 60 + 2 * AT_ONCE
    world.fake.recover()
    for _ in range(15):
        await world.send()
        world.clock.move(minutes=10)
    assert {world.state(one) for one in owed} == {"accepted"}
    assert all(set(world.texts(who)) == {"no. 0", "no. 1", "no. 2"} for who in people)
    assert sum(len(world.texts(who)) for who in people) <= len(owed) + doubts * taken


@pytest.mark.parametrize("people", [1, 6])
async def test_an_hour_without_a_provider_keeps_the_order_and_the_words_of_partners(
    telegram_world: World, people: int
) -> None:
    """Whatever anybody said in that hour comes when Telegram is back: nothing is given up, and what
    was tried in vain leaves before what came after it.
    """
    world = telegram_world
    there = [f"70000030{number}" for number in range(10, 10 + people)]
    for who in there:
        world.hears(who)
    for operation in ("send", "getMe"):
        world.fake.script(repeat(ServerError(500)), operation)
    owed = []
    for minute in range(60):
        if minute % 10 == 0:
            for who in there:
                partner = {"policy": "twice", "attach": "relayed:1"} if minute == 0 else {}
                key = "relay-text" if minute == 0 else f"no. {minute // 10}"
                owed.append(world.owe(key, who=who, **partner))
        await world.send()
        world.clock.move(minutes=1)
    assert sum(world.row(one).unknowns for one in owed) <= 6
    world.fake.recover()
    for _ in range(15):
        await world.send()
        world.clock.move(seconds=30)
    assert {world.state(one) for one in owed} == {"accepted"}
    rest = [f"no. {number}" for number in range(1, 6)]
    for who in there:
        first, *others = world.texts(who)
        assert first in {"relay-text", "relay-text.resent"}
        assert others == rest


async def test_a_provider_that_was_away_is_asked_for_the_sake_of_a_message_only(
    telegram_world: World,
) -> None:
    """What it would have been sent is called off: a quiet night is one without questions."""
    world = telegram_world
    assert isinstance(world.fake, FakeTelegram)
    there = [f"70000030{number}" for number in range(IN_A_ROW)]
    for who in there:
        world.hears(who)
        world.owe("Bonjour", who=who)
    world.fake.script(repeat(ServerError(500)))
    await world.sender.drain(10)
    with world.database.begin() as conn:
        conn.execute(update(outbox_table).values(state="cancelled"))
    world.fake.recover()
    for _ in range(60):
        await world.send()
        world.clock.move(minutes=1)
    assert world.fake.calls == []
    world.owe("Bonsoir", who=there[0])
    await world.send()
    assert [method for method, _ in world.fake.calls] == ["getMe", "sendMessage"]


async def test_a_provider_that_comes_back_with_a_refusal_is_back(telegram_world: World) -> None:
    """The token was changed meanwhile: that is for a human, and not one more silence."""
    world = telegram_world
    there = [f"70000030{number}" for number in range(IN_A_ROW)]
    for who in there:
        world.hears(who)
        world.owe("Bonjour", who=who)
    world.fake.script([ServerError(500)] * IN_A_ROW)
    await world.sender.drain(10)
    waiting = world.owe("Bonsoir", who=there[0])
    for operation in ("send", "getMe"):
        world.fake.script([Refused(401, "Unauthorized", status=401)], operation)
    world.clock.move(minutes=1)
    await world.sender.drain(10)
    assert world.state(waiting) == "pending"
    assert open_alerts(world) == ["send_configuration"]


@pytest.mark.parametrize("limit", [RateLimited(30), Refused(403, "Forbidden", status=403)])
async def test_a_limit_on_questions_keeps_no_message_back(
    telegram_world: World, limit: Outcome
) -> None:
    """Who says "not now" is there; a message that meets the same limit is in no doubt."""
    world = telegram_world
    there = [f"70000030{number}" for number in range(IN_A_ROW)]
    for who in there:
        world.hears(who)
        world.owe("Bonjour", who=who)
    world.fake.script([ServerError(500)] * IN_A_ROW)
    await world.sender.drain(10)
    world.fake.script(repeat(limit), "getMe")
    waiting = world.owe("Bonsoir", who=there[0])
    world.clock.move(minutes=1)
    await world.sender.drain(10)
    assert world.state(waiting) == "accepted"
    world.clock.move(minutes=5)
    await world.send()
    assert world.texts(there[1]) == ["Bonjour"]


async def test_what_was_in_doubt_leaves_upon_the_first_answer(
    telegram_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the answer took: one question is enough."""
    world = telegram_world
    assert isinstance(world.fake, FakeTelegram)
    there = [f"70000030{number}" for number in range(IN_A_ROW)]
    for who in there:
        world.hears(who)
        world.owe("Bonjour", who=who)
    world.fake.script([ServerError(500)] * IN_A_ROW)
    await world.sender.drain(10)
    ask = world.channel.ask

    async def slowly() -> None:
        world.clock.move(seconds=8)
        await ask()

    monkeypatch.setattr(world.channel, "ask", slowly)
    world.owe("Bonsoir", who=there[0])
    world.clock.move(minutes=10)
    await world.sender.drain(10)
    asked = [method for method, _ in world.fake.calls].count("getMe")
    assert (asked, world.texts(there[0])) == (1, ["Bonjour", "Bonsoir"])


async def test_a_silent_list_is_asked_about_one_message_at_a_time(
    whatsapp_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each question would wait ten seconds in vain; when Twilio answers, nobody is left out."""
    world = whatsapp_world
    asked: list[str] = []
    assert isinstance(world.channel, WhatsApp)
    find_sent = world.channel.find_sent

    async def counted(to: str, text: str, since: datetime) -> tuple[str, ...]:
        asked.append(to)
        return await find_sent(to, text, since)

    monkeypatch.setattr(world.channel, "find_sent", counted)
    there = [f"whatsapp:+2126000000{number}" for number in range(20, 23)]
    for who in there:
        world.hears(who)
        world.owe("Bonjour", who=who)
    world.fake.script([TimeoutAccepted()] * 3)
    await world.sender.drain(10)
    world.fake.script(repeat(ServerError(503)), "ListMessage")
    world.clock.move(seconds=61)
    for looks in (1, 2, 3, 3):
        await world.sender.sweep()
        assert len(asked) == looks
    assert sorted(asked) == there
    world.fake.recover()
    world.clock.move(seconds=61)
    await world.send()
    assert [world.texts(who) for who in there] == [["Bonjour"]] * 3
    with world.database.read() as conn:
        assert not doubts.unknowns(conn, "whatsapp", world.channel.account, 2**60, 9)


async def test_a_doubt_without_words_stops_nobody(world: World) -> None:
    """A version came between that cannot say it (any more): it is given up with an alert."""
    there = (
        ["1", "2"]
        if world.channel.name == "telegram"
        else [f"whatsapp:+2126000000{number}" for number in (20, 21)]
    )
    for who in there:
        world.hears(who)
    owed = [world.owe("Bonjour", who=who) for who in there]
    world.fake.script([TimeoutNotAccepted()] * 2)
    await world.sender.drain(10)
    with world.database.begin() as conn:
        gone = outbox_table.c.id == owed[0]
        body = func.replace(outbox_table.c.body, "Bonjour", "unspeakable")
        conn.execute(update(outbox_table).where(gone).values(body=body))
    for _ in range(20):
        world.clock.move(minutes=1)
        await world.send()
    assert [world.state(one) for one in owed] == ["failed", "accepted"]
    assert open_alerts(world) == ["send_render"]


async def test_a_message_without_words_stops_nobody(world: World) -> None:
    """It is given up with an alert; the next one leaves."""
    world.hears()
    poison = world.owe("unspeakable")
    world.owe("Bonjour")
    await world.send()
    assert world.state(poison) == "failed"
    assert world.texts() == ["Bonjour"]
    assert open_alerts(world) == ["send_render"]


async def test_a_group_is_left(telegram_world: World) -> None:
    """The wish to leave travels through the outbox like a message."""
    world = telegram_world
    world.hears(GROUP)
    assert isinstance(world.fake, FakeTelegram)
    world.fake.saw(telegram_joined_group(TelegramUser(700000016), int(GROUP), "Entrepreneurs"))
    owed = world.owe("", who=GROUP, kind="leave")
    again = world.owe("", who=GROUP, kind="leave")
    await world.send()
    assert world.fake.calls[0][0] == "leaveChat"
    assert (world.state(owed), world.state(again)) == ("accepted", "accepted")
    assert open_alerts(world) == []


@pytest.mark.parametrize(("status", "tried"), [(403, 1), (500, IN_A_ROW)])
async def test_a_group_is_left_though_a_gateway_was_in_the_way(
    telegram_world: World, status: int, tried: int
) -> None:
    """Only Telegram knows that we are out already: until then leaving is tried again, and while there
    is no answer it is not hammered with it.
    """
    world = telegram_world
    world.hears(GROUP)
    assert isinstance(world.fake, FakeTelegram)
    world.fake.saw(telegram_joined_group(TelegramUser(700000016), int(GROUP), "Entrepreneurs"))
    owed = [world.owe("", who=GROUP, kind="leave") for _ in range(8)]
    world.fake.script(repeat(ServerError(status)), operation="leaveChat")
    await world.send()
    assert sum(world.row(one).attempts for one in owed) == tried
    assert "accepted" not in {world.state(one) for one in owed}
    world.fake.recover()
    for _ in range(3):
        world.clock.move(minutes=6)
        await world.send()
    assert {world.state(one) for one in owed} == {"accepted"}
    assert {method for method, _ in world.fake.calls} <= {"leaveChat", "getMe"}


async def test_ones_own_data_comes_as_a_file_or_a_link(world: World) -> None:
    """A document on Telegram; on WhatsApp an address to fetch it from."""
    world.hears()
    world.owe("Voici", attach="export")
    await world.send()
    if isinstance(world.fake, FakeTelegram):
        (file,) = world.fake.files.values()
        assert b"conversation" in file.content
    else:
        assert world.texts()[1].startswith("https://mem.example.org/exports/")
    assert world.fake.violations == []


async def test_what_a_dead_sender_left_is_doubted_first(world: World) -> None:
    """A row that says `sending` at the start is an unknown outcome, not a fresh message."""
    world.hears()
    owed = world.owe("Bonjour")
    name, account = world.channel.name, world.channel.account
    with world.database.begin() as conn:
        outbox.claim(conn, name, account, world.clock.ms, 10, 60_000)
    running = asyncio.create_task(world.sender.run())
    await until(lambda: world.state(owed) != "sending")
    assert world.state(owed) == "unknown"
    await world.sender.drain(5)
    await running
    assert world.texts() == []


async def test_what_the_sender_has_in_hand_is_not_doubted_by_itself(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine slept for ten minutes while an answer was on its way: said once, no doubt."""
    world.hears()
    owed = world.owe("Bonjour")
    async with in_hand(world, monkeypatch):
        world.clock.move(minutes=10)
        await world.sender.sweep()
    assert (world.texts(), world.state(owed)) == (["Bonjour"], "accepted")
    assert world.row(owed).unknowns == 0


async def test_a_running_sender_wakes_up_for_news(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message owed while it waits leaves when it is told, not when it would look again."""
    monkeypatch.setattr("bot.sending.outbox.POLL", 3600)
    world.hears()
    running = asyncio.create_task(world.sender.run())
    await asyncio.sleep(0.05)
    world.owe("Bonjour")
    world.sender.wake()
    await until(lambda: bool(world.texts()))
    await world.sender.drain(5)
    await running


async def test_two_senders_by_accident_say_nothing_twice(shared_world: World) -> None:
    """Each message is claimed by one of them, even without the lock that keeps them apart."""
    world = shared_world
    world.hears()
    others = [f"whatsapp:+2126000001{number:02}" for number in range(12)]
    for who in others:
        world.hears(who)
        world.owe("Bonjour", who=who)
    second = make_sender(world.database, world.channel, world.clock)
    await asyncio.gather(world.sender.drain(10), second.drain(10))
    assert [world.texts(who) for who in others] == [["Bonjour"]] * 12


async def test_weather_of_all_kinds_loses_nothing_and_doubles_only_in_doubt(world: World) -> None:
    """Forty messages through sixty failures: each arrives, duplicates at most one a doubt."""
    people = 8
    who = [f"70000020{number}" for number in range(people)]
    if world.channel.name == "whatsapp":
        who = [f"whatsapp:+21260000020{number}" for number in range(people)]
    for one in who:
        world.hears(one)
    outcomes = [RateLimited(1), ServerError(503), TimeoutAccepted(), Reset(), TruncatedBody()] * 12
    world.fake.script(outcomes)
    for number in range(5):
        for one in who:
            world.owe(f"no. {number}", who=one)
    for _ in range(60):
        await world.send()
        world.clock.move(minutes=2)
        for one in who:
            world.hears(one)
    doubts = sum(not isinstance(outcome, RateLimited) for outcome in outcomes)
    total = 0
    for one in who:
        texts = world.texts(one)
        assert set(texts) == {f"no. {number}" for number in range(5)}
        total += len(texts)
    assert total <= people * 5 + doubts
    assert any(map(reaches, outcomes))
