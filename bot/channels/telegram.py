"""Telegram through python-telegram-bot's `Bot`: inline keyboards, commands, polling, webhooks."""

import ssl
import tomllib
from collections.abc import Awaitable
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, assert_never

import httpx
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    MessageEntity,
)
from telegram.request import HTTPXRequest

from bot.channels.protocol import (
    Abilities,
    Bubble,
    Button,
    Enclosure,
    File,
    OutcomeUnknown,
    Pace,
    Refused,
    Unreachable,
)
from bot.channels.telegram_errors import failure_of
from bot.channels.telegram_parse import numbered, parse_telegram
from bot.channels.telegram_webhook import HANDLED
from bot.channels.text import read_bold
from core.conversation.update import Update
from core.languages import LANGUAGES

TIMEOUT = 10.0
"""Seconds for Telegram's answer to a send."""
POLL_SECONDS = 25
"""How long one getUpdates waits for news; Telegram allows 50."""

Result = TypeVar("Result")


class _RawBot(Bot):
    """A Bot that also hands out updates as they came, to be stored before they are understood."""

    async def raw_updates(self, offset: int, seconds: int) -> list[dict[str, Any]]:
        wanted = {
            "offset": offset,
            "timeout": seconds,
            "allowed_updates": list(HANDLED),
        }
        updates = await self._post("getUpdates", wanted, read_timeout=seconds + TIMEOUT)
        return [update for update in updates if isinstance(update, dict)]


class Telegram:
    """One bot; `api_url` is the base of a local or fake server, without `/bot`.

    `home` is the id of the coordinators' group, if they have one.
    """

    name = "telegram"
    abilities = Abilities(buttons=100, label=64, units=4096, files=True)
    links = False
    # 30 a second in all; 1 a second to one chat, short bursts tolerated (channels §2)
    pace = Pace(per_second=30, person_burst=20, person_per_second=1)

    def __init__(
        self, token: str, *, api_url: str | None = None, home: str = "", timeout: float = TIMEOUT
    ) -> None:
        self.account = token.partition(":")[0]
        self._home = home
        base = f"{api_url}/" if api_url else "https://api.telegram.org/"
        self._sending, self._polling = _requests(64, timeout), _requests(1, timeout)
        self._bot = _RawBot(
            token,
            base_url=f"{base}bot",
            base_file_url=f"{base}file/bot",
            request=self._sending,
            get_updates_request=self._polling,
        )

    def parse(self, payload: str) -> Update:
        return parse_telegram(payload, home=self._home)

    async def send(self, bubble: Bubble, to: str, *, reference: str) -> str:
        """Send a bubble with one button a row, two where they are many and short."""
        text, bold = read_bold(bubble.text)
        return await _sent(
            to,
            self._bot.send_message(
                int(to),
                text,
                entities=[MessageEntity(MessageEntity.BOLD, at, length) for at, length in bold],
                reply_markup=_keyboard(bubble.buttons),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            ),
        )

    async def send_file(self, file: File, to: str, *, reference: str) -> str:
        document = InputFile(file.content, filename=file.name)
        return await _sent(to, self._bot.send_document(int(to), document))

    async def send_media(self, enclosure: Enclosure, to: str, *, reference: str) -> str:
        """Send a voice note, picture or document, by this bot's own id of it or anew."""
        chat, file = int(to), enclosure.file
        what = InputFile(file.content, filename=file.name) if file else enclosure.reference
        match enclosure.kind:
            case "voice":
                return await _sent(to, self._bot.send_voice(chat, what))
            case "image":
                return await _sent(to, self._bot.send_photo(chat, what))
            case "document":
                return await _sent(to, self._bot.send_document(chat, what))
            case _:
                assert_never(enclosure.kind)

    async def download(self, reference: str, largest: int) -> bytes:
        """The bytes of something that was sent to this bot."""
        try:
            file = await _known(self._bot.get_file(reference))
            if (file.file_size or 0) > largest:
                raise Refused("content", "too large")
            return bytes(await _known(file.download_as_bytearray()))
        except OutcomeUnknown as error:
            raise Unreachable(str(error)) from None  # asking again does no harm

    async def leave(self, to: str) -> None:
        await _known(self._bot.leave_chat(int(to)))

    async def ask(self) -> None:
        await _known(self._bot.get_me())

    async def answer_tap(self, tap: str) -> None:
        """End the waiting sign on a button; a tap older than Telegram remembers is no failure."""
        await _known(self._bot.answer_callback_query(tap))

    async def fetch(self, offset: int, seconds: int = POLL_SECONDS) -> list[dict[str, Any]]:
        """Raw updates from `offset` on, which confirms all before it."""
        return await _known(self._bot.raw_updates(offset, seconds))

    async def use_webhook(self, url: str, secret: str) -> None:
        """Have Telegram post the updates we handle to `url`."""
        await _known(self._bot.set_webhook(url, secret_token=secret, allowed_updates=HANDLED))

    async def use_polling(self) -> None:
        """Give up a webhook; both at once Telegram does not allow."""
        await _known(self._bot.delete_webhook())

    async def describe_commands(self) -> None:
        """Set the command menu: in French by default, and in each language by its code."""
        texts = tomllib.loads(
            files("bot.channels").joinpath("telegram_commands.toml").read_text("utf-8")
        )
        for language in (None, *LANGUAGES):
            commands = [BotCommand(name, words[language or "fr"]) for name, words in texts.items()]
            scope = BotCommandScopeAllPrivateChats()
            await _known(self._bot.set_my_commands(commands, scope, language_code=language))

    async def close(self) -> None:
        # The Bot itself would only close what its `initialize`, which asks getMe, has opened.
        await self._sending.shutdown()
        await self._polling.shutdown()


@cache
def _tls() -> ssl.SSLContext:
    """One for both clients: reading the authorities' certificates takes each 35 ms of the start."""
    return httpx.create_ssl_context()


def _requests(connections: int, timeout: float) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=5.0,
        read_timeout=timeout,
        write_timeout=timeout,
        pool_timeout=timeout,
        httpx_kwargs={"verify": _tls()},
    )


async def _sent(to: str, call: Awaitable[Message]) -> str:
    """Our id of a message that a Bot method has sent."""
    number: object = getattr(await _known(call), "message_id", None)
    if not isinstance(number, int):
        raise OutcomeUnknown("answer")
    return f"{to}/{number}"


async def _known(call: Awaitable[Result]) -> Result:
    """The result of a Bot method, its exceptions as ours."""
    try:
        return await call
    except Exception as error:  # noqa: BLE001 - a wrong answer raises whatever it provokes
        raise failure_of(error) from None


def _keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    keys = [
        InlineKeyboardButton(numbered(one.number, one.label), callback_data=one.token)
        for one in buttons
    ]
    short = len(keys) > 6 and all(len(key.text) <= 16 for key in keys)
    width = 2 if short else 1
    return InlineKeyboardMarkup([keys[at : at + width] for at in range(0, len(keys), width)])
