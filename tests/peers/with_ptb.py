"""python-telegram-bot's ConversationHandler, in memory and with PicklePersistence."""

import json
import tempfile
from pathlib import Path

from telegram import Message, Update
from telegram.ext import (
    Application,
    ContextTypes,
    ConversationHandler,
    ExtBot,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.request import BaseRequest, RequestData

from bot.bench.dialogue import AGAIN, QUESTIONS, THANKS, Question
from tests.peers.contest import TOKEN, Record, Spent, accepted, meaning, timed


class Offline(BaseRequest):
    """Where the library's HTTP client would be: takes the encoded request, answers as Telegram."""

    read_timeout = None

    def __init__(self, record: Record) -> None:
        self._record = record

    async def do_request(self, url, method, request_data: RequestData, **_):
        request_data.url_encoded_parameters()
        chat, text = request_data.parameters["chat_id"], request_data.parameters["text"]
        self._record.said[chat].append(text)
        return 200, accepted(chat, text).encode()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


class Silent(ExtBot):
    """A bot that knows itself; not `whole`, it answers a send with a message made beforehand."""

    def __init__(self, record: Record, *, whole: bool) -> None:
        super().__init__(TOKEN, request=Offline(record), get_updates_request=Offline(record))
        self._record = record
        self._whole = whole
        self._sent = Message.de_json(json.loads(accepted(1, "-"))["result"], None)

    async def send_message(self, chat_id, text, *more, **options):
        if self._whole:
            return await super().send_message(chat_id, text, *more, **options)
        self._record.said[chat_id].append(text)
        return self._sent

    async def initialize(self) -> None:
        """Without asking Telegram who it is."""


def listen(number: int, question: Question, record: Record) -> MessageHandler:
    async def take(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        value = meaning(question, update.message.text)
        if value is None:
            await update.message.reply_text(f"{AGAIN}\n{question.words}")
            return number
        context.user_data[question.id] = value
        if number + 1 < len(QUESTIONS):
            await update.message.reply_text(QUESTIONS[number + 1].words)
            return number + 1
        record.known[update.message.chat_id] = dict(context.user_data)
        context.user_data.clear()
        await update.message.reply_text(THANKS)
        return ConversationHandler.END

    return MessageHandler(filters.TEXT, take)


async def begin(update: Update, _: ContextTypes.DEFAULT_TYPE) -> int:
    await update.message.reply_text(QUESTIONS[0].words)
    return 0


async def in_memory(
    people: int,
    *,
    whole: bool = False,
    persistence: PicklePersistence | None = None,
    every_turn: bool = False,
) -> Spent:
    record = Record()
    handler = ConversationHandler(
        entry_points=[MessageHandler(filters.TEXT, begin)],
        states={number: [listen(number, one, record)] for number, one in enumerate(QUESTIONS)},
        fallbacks=[],
        name="dialogue",
        persistent=persistence is not None,
    )
    builder = Application.builder().bot(Silent(record, whole=whole)).updater(None)
    if persistence is not None:
        builder = builder.persistence(persistence)
    application = builder.build()
    application.add_handler(handler)
    await application.initialize()

    async def feed(body: str) -> None:
        update = Update.de_json(json.loads(body), application.bot)
        await application.process_update(update)
        if every_turn:
            await application.update_persistence()

    spent = await timed(people, feed)
    record.check(people)
    return spent


async def in_memory_whole(people: int) -> Spent:
    return await in_memory(people, whole=True)


async def pickled(people: int, *, every_turn: bool = False) -> Spent:
    """As the library does it: written once a minute, which a short run does not reach."""
    with tempfile.TemporaryDirectory() as folder:
        persistence = PicklePersistence(Path(folder) / "state.pickle", on_flush=False)
        return await in_memory(people, persistence=persistence, every_turn=every_turn)


async def pickled_every_turn(people: int) -> Spent:
    """What it takes to lose no more than the turn under way."""
    return await pickled(people, every_turn=True)
