"""aiogram's finite-state machine over MemoryStorage."""

import json

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import Message

from bot.bench.dialogue import AGAIN, QUESTIONS, THANKS, Question
from tests.peers.contest import TOKEN, Record, Spent, accepted, meaning, timed


class Offline(AiohttpSession):
    """aiogram's own session up to the socket; or, not `whole`, an answer made beforehand."""

    def __init__(self, record: Record, *, whole: bool) -> None:
        super().__init__()
        self._record = record
        self._whole = whole
        self._sent = Message.model_validate(json.loads(accepted(1, "-"))["result"])

    async def make_request(self, bot, method, timeout=None):  # noqa: ASYNC109 - aiogram's signature
        self._record.said[method.chat_id].append(method.text)
        if not self._whole:
            return self._sent
        self.build_form_data(bot, method)()
        answer = accepted(method.chat_id, method.text)
        return self.check_response(bot, method, 200, answer).result


def dialogue(record: Record) -> Router:
    states = type("Steps", (StatesGroup,), {question.id: State() for question in QUESTIONS})
    router = Router()

    @router.message(StateFilter(None))
    async def begin(message: Message, state: FSMContext) -> None:
        await state.set_state(getattr(states, QUESTIONS[0].id))
        await message.answer(QUESTIONS[0].words)

    def listen(question: Question, following: Question | None) -> None:
        @router.message(StateFilter(getattr(states, question.id)))
        async def take(message: Message, state: FSMContext) -> None:
            value = meaning(question, message.text or "")
            if value is None:
                await message.answer(f"{AGAIN}\n{question.words}")
                return
            data = await state.update_data({question.id: value})
            if following is not None:
                await state.set_state(getattr(states, following.id))
                await message.answer(following.words)
                return
            record.known[message.chat.id] = data
            await state.clear()
            await message.answer(THANKS)

    for question, following in zip(QUESTIONS, (*QUESTIONS[1:], None), strict=True):
        listen(question, following)
    return router


async def in_memory(people: int, *, whole: bool = False) -> Spent:
    record = Record()
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(dialogue(record))
    bot = Bot(TOKEN, session=Offline(record, whole=whole))

    async def feed(body: str) -> None:
        await dispatcher.feed_raw_update(bot, json.loads(body))

    spent = await timed(people, feed)
    record.check(people)
    return spent


async def in_memory_whole(people: int) -> Spent:
    return await in_memory(people, whole=True)
