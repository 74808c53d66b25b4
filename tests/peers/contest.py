"""What is the same for every peer: what answers mean, the clock, and the check afterwards."""

import json
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.bench.dialogue import REPLIES, Question, answers, updates

TOKEN = "42:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
FIRST_CHAT = 600_000_000


class Spent(NamedTuple):
    """Seconds on the clock and of the processor."""

    seconds: float
    cpu: float


@dataclass(slots=True)
class Record:
    """What was said in each chat, and what is known of it in the end."""

    said: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    known: dict[int, dict[str, str]] = field(default_factory=dict)

    def check(self, people: int) -> None:
        """Exactly one reply to every message, in order, and nobody has another's answers."""
        for person in range(people):
            chat = FIRST_CHAT + person
            assert tuple(self.said[chat]) == REPLIES, (person, self.said[chat])
            assert self.known[chat] == answers(person), (person, self.known[chat])


def meaning(question: Question, text: str) -> str | None:
    """What an answer means: an option by its number or its words, or the words themselves."""
    if not question.options:
        return text
    if text.isdecimal() and 1 <= int(text) <= len(question.options):
        return list(question.options)[int(text) - 1]
    for option, wordings in question.options.items():
        if text.lower() in wordings:
            return option
    return None


def accepted(chat: int, text: str) -> str:
    """What Telegram answers to a message sent."""
    message = {
        "message_id": 7,
        "from": {"id": 42, "is_bot": True, "first_name": "MeM", "username": "mem_bot"},
        "chat": {"id": chat, "first_name": "Amal", "last_name": "Idrissi", "type": "private"},
        "date": 1_790_000_000,
        "text": text,
    }
    return json.dumps({"ok": True, "result": message})


async def timed(people: int, feed: Callable[[str], Awaitable[object]]) -> Spent:
    """What everybody's dialogue takes, from the updates' JSON on."""
    bodies = [body for _, _, body in updates(people)]
    start, cpu = time.perf_counter(), time.process_time()
    for body in bodies:
        await feed(body)
    return Spent(time.perf_counter() - start, time.process_time() - cpu)
