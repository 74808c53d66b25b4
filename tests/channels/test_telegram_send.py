"""Sending through python-telegram-bot to a fake that checks every request."""

import socket
from collections.abc import AsyncIterator

import pytest

from bot.channels.protocol import (
    Bubble,
    Button,
    File,
    OutcomeUnknown,
    Refused,
    SendError,
    Throttled,
    Unreachable,
)
from bot.channels.telegram import Telegram
from tests.channels.conftest import Listening, telegram_on
from tests.fakes.inbound import TelegramUser, telegram_tap, telegram_text
from tests.fakes.outcomes import (
    GarbageJson,
    Outcome,
    RateLimited,
    Reset,
    ServerError,
    TimeoutAccepted,
    TimeoutNotAccepted,
    TruncatedBody,
)
from tests.fakes.outcomes import Refused as Refusal
from tests.fakes.telegram import TOKEN, FakeTelegram

AMAL = TelegramUser(700000016)
CHAT = "700000016"


@pytest.fixture
async def bot(telegram: Listening[FakeTelegram]) -> AsyncIterator[Telegram]:
    telegram.fake.saw(telegram_text(AMAL, "Bonjour"))
    channel = telegram_on(telegram)
    yield channel
    await channel.close()


async def test_a_bubble_leaves_with_its_buttons_numbered(
    telegram: Listening[FakeTelegram], bot: Telegram
) -> None:
    """Every choice is one tap, and the digit that says the same stands before it."""
    buttons = (
        Button("7a.1.role.mentee", "Être accompagné", 1),
        Button("7a.1.role.both", "Les deux", 2),
    )
    sent = await bot.send(Bubble("*Quoi* ?", buttons), CHAT, reference="1")
    (delivery,) = telegram.fake.delivered
    assert sent == f"{CHAT}/{delivery.message_id}"
    assert delivery.text == "Quoi ?"
    assert delivery.buttons == (
        ("7a.1.role.mentee", "1. Être accompagné"),
        ("7a.1.role.both", "2. Les deux"),
    )
    assert telegram.fake.violations == []


async def test_many_short_choices_stand_two_in_a_row(
    telegram: Listening[FakeTelegram], bot: Telegram
) -> None:
    """Fourteen buttons do not fill three screens."""
    buttons = tuple(Button(f"t.{number}", f"Choix {number}", number) for number in range(1, 15))
    await bot.send(Bubble("Où ?", buttons), CHAT, reference="1")
    (delivery,) = telegram.fake.delivered
    assert len(delivery.buttons) == 14
    assert telegram.fake.violations == []


@pytest.mark.parametrize(
    ("outcome", "kind", "detail"),
    [
        (RateLimited(3), Throttled, ""),
        (ServerError(502), OutcomeUnknown, ""),
        (ServerError(500, accepted=True), OutcomeUnknown, ""),
        (TimeoutAccepted(), OutcomeUnknown, ""),
        (TimeoutNotAccepted(), OutcomeUnknown, ""),
        (Reset(), OutcomeUnknown, ""),
        (TruncatedBody(), OutcomeUnknown, ""),
        (GarbageJson(), OutcomeUnknown, ""),
        (Refusal(403, "Forbidden: bot was blocked by the user"), Refused, "blocked"),
        (Refusal(403, "Forbidden: user is deactivated"), Refused, "blocked"),
        (Refusal(400, "Bad Request: chat not found"), Refused, "address"),
        (Refusal(400, "Bad Request: message is too long"), Refused, "too_long"),
        (Refusal(400, "Bad Request: can't parse entities"), Refused, "content"),
        (Refusal(401, "Unauthorized"), Refused, "configuration"),
        (ServerError(302), Refused, "configuration"),
        (ServerError(400), Refused, "configuration"),
        (ServerError(403), Refused, "configuration"),
        (ServerError(403, "{}"), Refused, "configuration"),
        (ServerError(407), Refused, "configuration"),
        (ServerError(408), OutcomeUnknown, ""),
        (ServerError(429), Throttled, ""),
        (GarbageJson('{"ok": true, "result": true}'), OutcomeUnknown, ""),
        (GarbageJson('{"ok": true, "result": {}}'), OutcomeUnknown, ""),
        (RateLimited(10**12), Throttled, ""),
        (ServerError(429, '{"parameters": {"retry_after": "soon"}}'), Throttled, ""),
        (Refusal(404, "Not Found"), Refused, "configuration"),
        (
            Refusal(
                400,
                "Bad Request: group chat was upgraded",
                parameters={"migrate_to_chat_id": -1001},
            ),
            Refused,
            "address",
        ),
    ],
    ids=repr,
)
async def test_every_failure_is_one_of_the_known_kinds(
    telegram: Listening[FakeTelegram],
    bot: Telegram,
    outcome: Outcome,
    kind: type[SendError],
    detail: str,
) -> None:
    """A 400 is no network error, and a timeout is no refusal, whatever their classes say; and what
    a gateway sends away is no word of Telegram's.
    """
    telegram.fake.script([outcome])
    with pytest.raises(SendError) as failure:
        await bot.send(Bubble("Bonjour"), CHAT, reference="1")
    assert type(failure.value) is kind
    assert getattr(failure.value, "kind", "") == detail
    assert CHAT not in str(failure.value)


async def test_a_limit_says_how_long_to_wait(
    telegram: Listening[FakeTelegram], bot: Telegram
) -> None:
    """`retry_after` is what we wait, to the second."""
    telegram.fake.script([RateLimited(3)])
    with pytest.raises(Throttled) as failure:
        await bot.send(Bubble("Bonjour"), CHAT, reference="1")
    assert failure.value.retry_after == 3


async def test_nobody_listening_means_that_nothing_left() -> None:
    """A refused connection carries no byte."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    channel = Telegram(TOKEN, api_url=url)
    with pytest.raises(Unreachable):
        await channel.send(Bubble("Bonjour"), CHAT, reference="1")
    await channel.close()


async def test_a_tap_is_answered_and_a_forgotten_one_is_no_accident(
    telegram: Listening[FakeTelegram], bot: Telegram
) -> None:
    """The waiting sign on the button ends; Telegram's "query is too old" is a known refusal."""
    update = telegram_tap(AMAL, "7a.1.role.both")
    telegram.fake.saw(update)
    tap = update["callback_query"]["id"]
    await bot.answer_tap(tap)
    assert set(telegram.fake.answered) == {tap}
    telegram.fake.expire(tap)
    with pytest.raises(Refused):
        await bot.answer_tap(tap)


async def test_a_file_is_sent_as_a_document(
    telegram: Listening[FakeTelegram], bot: Telegram
) -> None:
    """One's own data arrives as a file with a name."""
    content = b'{"a": 1}'
    await bot.send_file(File("mem-data.json", "application/json", content), CHAT, reference="1")
    assert [file.content for file in telegram.fake.files.values()] == [content]
    assert telegram.fake.violations == []


async def test_the_command_menu_is_set_in_every_language(
    telegram: Listening[FakeTelegram], bot: Telegram
) -> None:
    """By default and for fr, ar, en; privacy, erasure and stop are among the commands."""
    await bot.describe_commands()
    calls = [parameters for method, parameters in telegram.fake.calls if method == "setMyCommands"]
    assert [call.get("language_code") for call in calls] == [None, "fr", "ar", "en"]
    for call in calls:
        names = {command["command"] for command in call["commands"]}
        assert {"start", "menu", "help", "privacy", "delete", "stop", "language"} <= names
    assert telegram.fake.violations == []


async def test_every_command_is_understood() -> None:
    """What the menu offers is a phrase of the lexicon."""
    import tomllib  # noqa: PLC0415 - only here
    from importlib.resources import files  # noqa: PLC0415 - only here

    moves = tomllib.loads((files("locales") / "lexicon.toml").read_text("utf-8"))["moves"]
    phrases = {phrase for known in moves.values() for phrase in known}
    commands = tomllib.loads(
        files("bot.channels").joinpath("telegram_commands.toml").read_text("utf-8")
    )
    assert {f"/{name}" for name in commands} <= phrases


async def test_polling_hands_out_updates_as_they_came(
    telegram: Listening[FakeTelegram], bot: Telegram
) -> None:
    """Raw, in order, from the given number on; the next question confirms them."""
    await bot.use_polling()
    first, second = telegram_text(AMAL, "un"), telegram_text(AMAL, "deux")
    telegram.fake.push(first)
    telegram.fake.push(second)
    assert await bot.fetch(0, 0) == [first, second]
    assert await bot.fetch(second["update_id"], 0) == [second]
    assert await bot.fetch(second["update_id"] + 1, 0) == []
