"""The fake Bot API is itself held against two independent libraries and the Bot API's schema."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
import telegram as ptb
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, RetryAfter

from tests.channels.conftest import Listening
from tests.fakes.inbound import (
    TelegramUser,
    telegram_blocked,
    telegram_edited,
    telegram_start,
    telegram_tap,
    telegram_text,
    telegram_unblocked,
    telegram_voice,
)
from tests.fakes.outcomes import RateLimited, Refused
from tests.fakes.server import serve
from tests.fakes.spec_telegram import BotApiSpec
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_messages import File

AMAL = TelegramUser(700_000_001, first_name="Amal", username="amal")
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Oui", "callback_data": "r1:yes"}],
        [{"text": "Non", "callback_data": "r1:no"}],
    ]
}
ANSWER_TYPES = {
    "getMe": "User",
    "getFile": "File",
    "getWebhookInfo": "WebhookInfo",
    "copyMessage": "MessageId",
}


@pytest.fixture
async def bot(
    telegram: Listening[FakeTelegram], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Any]:
    # Without it the library warns about its own durations, and warnings are errors here.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with ptb.Bot(
        TOKEN, base_url=telegram.url + "/bot", base_file_url=telegram.url + "/file/bot"
    ) as found:
        yield found


@pytest.fixture
def raw(telegram: Listening[FakeTelegram]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{telegram.url}/bot{TOKEN}/", trust_env=False) as found:
        yield found


async def test_python_telegram_bot_decodes_every_answer(
    telegram: Listening[FakeTelegram], bot: Any
) -> None:
    """Every method we may use, called and decoded by the library the product runs on."""
    me = await bot.get_me()
    assert (me.is_bot, me.username) == (True, "mem_test_bot")
    sent = await bot.send_message(
        AMAL.id, "Bonjour <b>Amal</b>", parse_mode="HTML", reply_markup=KEYBOARD
    )
    assert (sent.text, sent.chat.type) == ("Bonjour Amal", "private")
    assert sent.parse_entities() == {sent.entities[0]: "Amal"}
    assert sent.reply_markup.inline_keyboard[0][0].callback_data == "r1:yes"
    reply = await bot.send_message(
        AMAL.id, "et vous ?", reply_parameters=ptb.ReplyParameters(sent.message_id)
    )
    assert reply.reply_to_message.message_id == sent.message_id
    edited = await bot.edit_message_text("Merci", chat_id=AMAL.id, message_id=sent.message_id)
    assert (edited.text, edited.reply_markup) == ("Merci", None)
    marked = await bot.edit_message_reply_markup(AMAL.id, sent.message_id, reply_markup=KEYBOARD)
    assert marked.reply_markup is not None
    document = await bot.send_document(
        AMAL.id, b"name\nAmal\n", filename="mem.csv", caption="Export"
    )
    assert (document.document.file_name, document.caption) == ("mem.csv", "Export")
    again = await bot.send_document(AMAL.id, document.document.file_id)
    assert again.document.file_unique_id == document.document.file_unique_id
    file = await bot.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"name\nAmal\n"
    assert (await bot.send_photo(AMAL.id, b"\x89PNG")).photo[0].file_size == 4
    assert (await bot.send_voice(AMAL.id, b"OggS", duration=3)).voice.duration.total_seconds() == 3
    copied = await bot.copy_message(AMAL.id, AMAL.id, reply.message_id)
    assert copied.message_id > reply.message_id
    assert await bot.answer_callback_query("4000000000000000001")
    assert await bot.set_my_commands(
        [ptb.BotCommand("aide", "Obtenir de l’aide")],
        scope=ptb.BotCommandScopeAllPrivateChats(),
        language_code="fr",
    )
    assert await bot.send_chat_action(AMAL.id, "typing")
    assert await bot.leave_chat(-100_200)
    assert await bot.set_webhook("https://mem.example/webhooks/telegram", secret_token="s3cret_-")
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("https://mem.example/webhooks/telegram", 0)
    assert await bot.delete_webhook()
    telegram.fake.push(telegram_text(AMAL, "salam"))
    (update,) = await bot.get_updates(timeout=0)
    assert update.message.text == "salam"
    assert telegram.fake.violations == []
    assert telegram.fake.bot.left == [-100_200]
    assert [d.method for d in telegram.fake.delivered] == [
        "sendMessage", "sendMessage", "editMessageText", "editMessageReplyMarkup",
        "sendDocument", "sendDocument", "sendPhoto", "sendVoice", "copyMessage",
    ]  # fmt: skip


async def test_aiogram_decodes_every_answer(telegram: Listening[FakeTelegram]) -> None:
    """The same answers through the strict second implementation."""
    # Here, because importing it takes seconds that other tests need not spend.
    from aiogram import Bot, types  # noqa: PLC0415
    from aiogram.client.session.aiohttp import AiohttpSession  # noqa: PLC0415
    from aiogram.client.telegram import TelegramAPIServer  # noqa: PLC0415

    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    keyboard = types.InlineKeyboardMarkup.model_validate(KEYBOARD)
    file = types.BufferedInputFile(b"name\nAmal\n", "mem.csv")
    bot: Any
    async with Bot(TOKEN, session=session) as bot:
        assert (await bot.get_me()).username == "mem_test_bot"
        sent = await bot.send_message(
            AMAL.id, "<i>Bonjour</i>", parse_mode="HTML", reply_markup=keyboard
        )
        assert sent.html_text == "<i>Bonjour</i>"
        edited = await bot.edit_message_text("Merci", chat_id=AMAL.id, message_id=sent.message_id)
        assert edited.text == "Merci"
        marked = await bot.edit_message_reply_markup(
            chat_id=AMAL.id, message_id=sent.message_id, reply_markup=keyboard
        )
        assert marked.reply_markup.model_dump() == keyboard.model_dump()
        document = await bot.send_document(AMAL.id, file, caption="Export")
        assert document.document.file_name == "mem.csv"
        downloaded = await bot.download(document.document.file_id)
        assert downloaded.read() == b"name\nAmal\n"
        assert (await bot.send_photo(AMAL.id, file)).photo
        assert (await bot.send_voice(AMAL.id, file)).voice
        assert (await bot.copy_message(AMAL.id, AMAL.id, sent.message_id)).message_id
        assert await bot.answer_callback_query("4000000000000000001", text="Merci")
        commands = [types.BotCommand(command="aide", description="Obtenir de l’aide")]
        scope = types.BotCommandScopeChat(chat_id=AMAL.id)
        assert await bot.set_my_commands(commands, scope=scope, language_code="fr")
        assert await bot.send_chat_action(AMAL.id, "typing")
        assert await bot.leave_chat(-100_200)
        assert await bot.set_webhook("https://mem.example/t", allowed_updates=["message"])
        info = await bot.get_webhook_info()
        assert info.allowed_updates == ["message"]
        assert await bot.delete_webhook(drop_pending_updates=True)
        telegram.fake.push(telegram_text(AMAL, "salam"))
        (update,) = await bot.get_updates()
        assert update.message.text == "salam"
    assert telegram.fake.violations == []


def test_every_answer_is_in_specification(
    telegram: Listening[FakeTelegram], raw: httpx.Client
) -> None:
    """Each result is the type the Bot API names, with no unknown or missing field."""
    spec = BotApiSpec()
    telegram.fake.files["photo1"] = File("a.png", "image/png", b"1")
    telegram.fake.push(telegram_text(AMAL, "salam", message_id=5))
    calls: list[tuple[str, dict[str, Any]]] = [
        ("sendMessage", {"chat_id": AMAL.id, "text": "a", "reply_markup": KEYBOARD}),
        ("sendMessage", {"chat_id": -5, "text": "<b>a</b>", "parse_mode": "HTML"}),
        ("sendMessage", {"chat_id": AMAL.id, "text": "a", "reply_parameters": {"message_id": 5}}),
        ("editMessageText", {"chat_id": AMAL.id, "message_id": 100_001, "text": "b"}),
        ("sendPhoto", {"chat_id": AMAL.id, "photo": "photo1", "caption": "a"}),
        ("sendDocument", {"chat_id": AMAL.id, "document": "https://example.org/a.pdf"}),
        ("sendVoice", {"chat_id": AMAL.id, "voice": "photo1"}),
        ("copyMessage", {"chat_id": AMAL.id, "from_chat_id": AMAL.id, "message_id": 5}),
        ("getMe", {}),
        ("getFile", {"file_id": "photo1"}),
        ("getWebhookInfo", {}),
    ]
    for method, parameters in calls:
        answer = raw.post(method, json=parameters).json()
        assert answer["ok"], answer
        assert spec.check_object(ANSWER_TYPES.get(method, "Message"), answer["result"]) == []
    assert spec.check_object("Message", {**answer["result"]}) != []


BAD_CALLS: list[tuple[str, str, dict[str, Any], str]] = [
    ("unknown method", "sendEverything", {}, "Not Found"),
    ("unknown field", "sendMessage", {"text": "a", "colour": "red"}, "unknown field colour"),
    ("no text", "sendMessage", {}, "message text is empty"),
    ("empty text", "sendMessage", {"text": ""}, "message text is empty"),
    ("5000 characters", "sendMessage", {"text": "a" * 5000}, "message is too long"),
    ("4097 UTF-16 units", "sendMessage", {"text": "👋" * 2048 + "a"}, "message is too long"),
    (
        "80 bytes of callback_data",
        "sendMessage",
        {
            "text": "a",
            "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "é" * 40}]]},
        },
        "BUTTON_DATA_INVALID",
    ),
    (
        "inline button without action",
        "sendMessage",
        {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
        "Text buttons are unallowed",
    ),
    (
        "inline button with two actions",
        "sendMessage",
        {
            "text": "a",
            "reply_markup": {
                "inline_keyboard": [[{"text": "a", "callback_data": "b", "url": "c"}]]
            },
        },
        "can't parse reply keyboard",
    ),
    (
        "keyboard of the wrong shape",
        "sendMessage",
        {"text": "a", "reply_markup": {"inline_keyboard": [{"text": "a", "callback_data": "b"}]}},
        "can't parse reply keyboard",
    ),
    ("broken HTML", "sendMessage", {"text": "<b>a", "parse_mode": "HTML"}, "can't parse entities"),
    ("bare <", "sendMessage", {"text": "1 < 2", "parse_mode": "HTML"}, "can't parse entities"),
    (
        "parse mode not read",
        "sendMessage",
        {"text": "*a*", "parse_mode": "MarkdownV2"},
        "MarkdownV2",
    ),
    (
        "caption over 1024",
        "sendPhoto",
        {"photo": "x", "caption": "a" * 1025},
        "caption is too long",
    ),
    ("edit of nothing", "editMessageText", {"text": "a"}, "missing chat_id or message_id"),
    ("limit of 101", "getUpdates", {"limit": 101}, "101 not in 1-100"),
    (
        "long notice",
        "answerCallbackQuery",
        {"callback_query_id": "1", "text": "a" * 201},
        "too long",
    ),
    (
        "empty description",
        "setMyCommands",
        {"commands": [{"command": "a", "description": ""}]},
        "1-256",
    ),
    (
        "101 commands",
        "setMyCommands",
        {"commands": [{"command": "a", "description": "b"}] * 101},
        "at most 100",
    ),
    ("short secret", "setWebhook", {"url": "https://a.b/", "secret_token": ""}, "1-256"),
]


@pytest.mark.parametrize(
    ("method", "parameters", "words"),
    [row[1:] for row in BAD_CALLS],
    ids=[row[0] for row in BAD_CALLS],
)
def test_a_call_out_of_specification_is_refused_and_recorded(
    telegram: Listening[FakeTelegram],
    raw: httpx.Client,
    method: str,
    parameters: dict[str, Any],
    words: str,
) -> None:
    """Each wrong call is answered as Telegram would, in JSON and as a form, and delivers nothing."""
    if method.startswith("send"):
        parameters = {"chat_id": AMAL.id, **parameters}
    form = {k: v if isinstance(v, str | int) else json.dumps(v) for k, v in parameters.items()}
    for answer in (raw.post(method, json=parameters), raw.post(method, data=form)):
        assert answer.json()["ok"] is False
        assert words in answer.json()["description"]
        assert answer.status_code == answer.json()["error_code"]
    assert len(telegram.fake.violations) == 2
    assert telegram.fake.delivered == []


REFUSED_CALLS: list[tuple[str, str, dict[str, Any], str]] = [
    ("unknown chat name", "sendMessage", {"chat_id": "@nobody", "text": "a"}, "chat not found"),
    ("unknown file", "sendDocument", {"chat_id": 1, "document": "x"}, "wrong file identifier"),
    ("edit of an unknown message", "editMessageText", {"chat_id": 1, "message_id": 9, "text": "a"}, "to edit not found"),
    ("copy of an unknown message", "copyMessage", {"chat_id": 1, "from_chat_id": 1, "message_id": 9}, "to copy not found"),
    ("reply to nothing", "sendMessage", {"chat_id": 1, "text": "a", "reply_parameters": {"message_id": 9}}, "replied not found"),
    ("unknown action", "sendChatAction", {"chat_id": 1, "action": "dance"}, "wrong parameter action"),
    ("command in capitals", "setMyCommands", {"commands": [{"command": "Aide", "description": "a"}]}, "BOT_COMMAND_INVALID"),
    ("webhook over http", "setWebhook", {"url": "http://mem.example/t"}, "An HTTPS URL must be provided"),
    ("webhook on an odd port", "setWebhook", {"url": "https://mem.example:8080/t"}, "only on ports"),
    ("leaving a person", "leaveChat", {"chat_id": 1}, "private chats"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "parameters", "words"),
    [row[1:] for row in REFUSED_CALLS],
    ids=[row[0] for row in REFUSED_CALLS],
)
def test_a_call_the_state_forbids_is_a_bad_request(
    telegram: Listening[FakeTelegram],
    raw: httpx.Client,
    method: str,
    parameters: dict[str, Any],
    words: str,
) -> None:
    """In specification, but not possible now: 400, and no violation."""
    answer = raw.post(method, json=parameters)
    assert answer.status_code == 400
    assert words in answer.json()["description"]
    assert telegram.fake.violations == []
    assert telegram.fake.delivered == []


async def test_the_libraries_own_limits_do_not_hide_the_fakes(
    telegram: Listening[FakeTelegram], bot: Any
) -> None:
    """What python-telegram-bot sends unchecked is caught on the other side of the wire."""
    button = ptb.InlineKeyboardButton("Oui", callback_data="x" * 80)
    for markup, text in (
        (ptb.InlineKeyboardMarkup([[button]]), "a"),
        (None, "a" * 5000),
        (None, ""),
    ):
        with pytest.raises(BadRequest):
            await bot.send_message(AMAL.id, text, reply_markup=markup)
    assert len(telegram.fake.violations) == 3


def test_html_counts_after_parsing(telegram: Listening[FakeTelegram], raw: httpx.Client) -> None:
    """4096 characters and their tags are one message, its entities in UTF-16 units."""
    text = "<b>" + "👋" * 2048 + "</b>"
    answer = raw.post("sendMessage", data={"chat_id": 1, "text": text, "parse_mode": "HTML"}).json()
    assert answer["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]
    assert telegram.fake.delivered[0].text == "👋" * 2048


def test_wrong_tokens_are_refused(telegram: Listening[FakeTelegram]) -> None:
    """Somebody else's token is 401, a malformed one does not exist."""
    tokens = {"7000000002:AAE-other-token-0123456789abcdefghi": 401, "7000000001:short": 404}
    for token, status in tokens.items():
        answer = httpx.get(f"{telegram.url}/bot{token}/getMe", trust_env=False)
        assert (answer.status_code, answer.json()["error_code"]) == (status, status)


async def test_blocked_people_are_forbidden_until_they_come_back(
    telegram: Listening[FakeTelegram], bot: Any
) -> None:
    """The my_chat_member update alone switches the chat off and on."""
    telegram.fake.push(telegram_blocked(AMAL))
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(AMAL.id, "Bonjour")
    telegram.fake.push(telegram_unblocked(AMAL))
    await bot.send_message(AMAL.id, "Bonjour")
    assert [d.text for d in telegram.fake.delivered_to(AMAL.id)] == ["Bonjour"]


async def test_a_bot_cannot_write_first() -> None:
    """With enforce_start only people who wrote can be reached."""
    fake = FakeTelegram(enforce_start=True)
    with serve(fake.app) as running:
        async with ptb.Bot(TOKEN, base_url=running.url + "/bot") as bot:
            with pytest.raises(Forbidden, match="initiate"):
                await bot.send_message(AMAL.id, "Bonjour")
            fake.push(telegram_start(AMAL, "invitation-42"))
            await bot.send_message(AMAL.id, "Bonjour")
    assert len(fake.delivered) == 1


async def test_too_many_requests_say_how_long(telegram: Listening[FakeTelegram], bot: Any) -> None:
    """429 carries retry_after, and the next send goes through."""
    telegram.fake.script([RateLimited(7)])
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(AMAL.id, "Bonjour")
    assert caught.value.retry_after == timedelta(seconds=7)
    await bot.send_message(AMAL.id, "Bonjour")
    assert len(telegram.fake.delivered) == 1


async def test_scripted_refusals_reach_the_library(
    telegram: Listening[FakeTelegram], bot: Any
) -> None:
    """Code, description and parameters are the script's."""
    migrated = Refused(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        parameters={"migrate_to_chat_id": -100_7},
    )
    telegram.fake.script([Refused(403, "Forbidden: user is deactivated"), migrated])
    with pytest.raises(Forbidden, match="deactivated"):
        await bot.send_message(AMAL.id, "Bonjour")
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(-7, "Bonjour")
    assert caught.value.new_chat_id == -100_7


async def test_an_edit_that_changes_nothing_is_not_modified(
    telegram: Listening[FakeTelegram], bot: Any
) -> None:
    """The same words and buttons again are a BadRequest; other buttons are not."""
    sent = await bot.send_message(AMAL.id, "Bonjour", reply_markup=KEYBOARD)
    place = {"chat_id": AMAL.id, "message_id": sent.message_id}
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("Bonjour", **place, reply_markup=KEYBOARD)
    await bot.edit_message_text("Bonjour", **place)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_reply_markup(**place)
    assert len(telegram.fake.delivered) == 2


async def test_an_old_callback_query_cannot_be_answered(
    telegram: Listening[FakeTelegram], bot: Any
) -> None:
    """After expire the answer is a harmless BadRequest."""
    telegram.fake.expire("42")
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query("42")
    await bot.answer_callback_query("43", "Merci")
    assert telegram.fake.answered["43"]["text"] == "Merci"


async def test_a_tap_comes_from_the_message_that_was_delivered(
    telegram: Listening[FakeTelegram], bot: Any
) -> None:
    """A delivery's message and buttons are all a test needs to press one."""
    await bot.send_message(AMAL.id, "Prête ?", reply_markup=KEYBOARD)
    (delivery,) = telegram.fake.delivered
    data = {label: data for data, label in delivery.buttons}
    telegram.fake.push(telegram_tap(AMAL, data["Non"], message=delivery.message))
    (update,) = await bot.get_updates(timeout=0)
    assert update.callback_query.data == "r1:no"
    assert update.callback_query.message.message_id == delivery.message_id


async def test_commands_are_kept_by_scope_and_language(
    telegram: Listening[FakeTelegram], bot: Any
) -> None:
    """A test can read what a member of each language would see."""
    await bot.set_my_commands([("help", "Get help")])
    await bot.set_my_commands([("aide", "Obtenir de l’aide")], language_code="fr")
    default = '{"type": "default"}'
    assert telegram.fake.bot.commands[default, ""][0]["command"] == "help"
    assert telegram.fake.bot.commands[default, "fr"][0]["command"] == "aide"


async def test_updates_are_confirmed_by_the_next_offset(
    telegram: Listening[FakeTelegram], bot: Any
) -> None:
    """They come again until an offset passes them; limit and a negative offset cut."""
    for number in (10, 11, 12):
        telegram.fake.push(telegram_text(AMAL, str(number), update_id=number))

    async def ids(**query: int) -> list[int]:
        return [update.update_id for update in await bot.get_updates(timeout=0, **query)]

    assert await ids() == [10, 11, 12]
    assert await ids(limit=2) == [10, 11]
    assert await ids(offset=11) == [11, 12]
    assert await ids() == [11, 12]
    assert await ids(offset=-1) == [12]
    assert await ids(offset=13) == []


async def test_a_long_poll_waits_for_an_update(telegram: Listening[FakeTelegram], bot: Any) -> None:
    """The answer comes when the update does, long before the poll's end."""
    poll = asyncio.ensure_future(bot.get_updates(timeout=40))
    assert await asyncio.to_thread(telegram.fake.updates.polling.wait, 10)
    telegram.fake.push(telegram_voice(AMAL))
    (update,) = await asyncio.wait_for(poll, timeout=10)
    assert update.message.voice.mime_type == "audio/ogg"


async def test_an_empty_long_poll_ends_by_itself(bot: Any) -> None:
    """No update within the timeout is an empty answer."""
    assert await bot.get_updates(timeout=1) == ()


async def test_a_second_poller_ends_the_first(
    telegram: Listening[FakeTelegram], bot: Any, raw: httpx.Client
) -> None:
    """Two processes with one token show up as a Conflict, as at Telegram."""
    first = asyncio.ensure_future(bot.get_updates(timeout=40))
    assert await asyncio.to_thread(telegram.fake.updates.polling.wait, 10)
    await asyncio.to_thread(raw.post, "getUpdates", data={"timeout": 0})
    with pytest.raises(Conflict, match="other getUpdates request"):
        await first


async def test_polling_and_a_webhook_exclude_each_other(bot: Any) -> None:
    """While a webhook is set getUpdates is a Conflict."""
    await bot.set_webhook("https://mem.example/t")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates(timeout=0)
    await bot.delete_webhook()
    assert await bot.get_updates(timeout=0) == ()


async def test_kinds_nobody_asked_for_do_not_come(
    telegram: Listening[FakeTelegram], bot: Any
) -> None:
    """allowed_updates sticks until it is changed."""
    await bot.get_updates(timeout=0, allowed_updates=["message"])
    telegram.fake.push(telegram_tap(AMAL, "r1:yes"))
    telegram.fake.push(telegram_text(AMAL, "salam"))
    (update,) = await bot.get_updates(timeout=0)
    assert update.message.text == "salam"


def test_an_update_out_of_specification_cannot_be_pushed(
    telegram: Listening[FakeTelegram],
) -> None:
    """A test that builds its own body learns of its mistake at once."""
    update = telegram_text(AMAL, "salam")
    del update["message"]["chat"]
    with pytest.raises(ValueError, match="missing chat"):
        telegram.fake.push(update)


async def test_a_webhook_gets_its_updates_with_the_secret_until_it_takes_them(
    telegram: Listening[FakeTelegram], bot: Any
) -> None:
    """Anything but 2xx stays pending and is told by getWebhookInfo; the next try settles it."""
    answers = [503, 200, 200]
    seen: list[tuple[str, str]] = []

    async def take(request: Request) -> Response:
        update = await request.json()
        key = next(k for k in update if k != "update_id")
        seen.append((request.headers["x-telegram-bot-api-secret-token"], update[key]["text"]))
        return Response(status_code=answers.pop(0))

    await bot.set_webhook("https://mem.example/webhooks/telegram", secret_token="s3cret")
    text, edit = (
        telegram_text(AMAL, "2 ans", message_id=9),
        telegram_edited(AMAL, "3 ans", message_id=9),
    )
    assert await asyncio.to_thread(telegram.fake.deliver, text) == 0
    with serve(Starlette(routes=[Route("/webhooks/telegram", take, methods=["POST"])])) as product:
        telegram.fake.reach["https://mem.example"] = product.url
        assert await asyncio.to_thread(telegram.fake.redeliver) == [503]
        info = await bot.get_webhook_info()
        assert (info.pending_update_count, "503" in info.last_error_message) == (1, True)
        assert await asyncio.to_thread(telegram.fake.redeliver) == [200]
        assert await asyncio.to_thread(telegram.fake.deliver, edit) == 200
    assert seen == [("s3cret", "2 ans"), ("s3cret", "2 ans"), ("s3cret", "3 ans")]
    assert (await bot.get_webhook_info()).pending_update_count == 0
