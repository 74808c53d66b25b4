"""A synthetic community, onboarded through the real turns, everybody at the same time."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.channels.console import payload_of
from bot.handlers.desk import Desk
from bot.local_chat import Heard, LocalChat
from bot.personas import answer, make_persona, question_of
from core.conversation.message import Part
from storage import members
from storage.database import Database

PACE = timedelta(seconds=45)
"""Between two answers of one person, as people take; faster would look like a flood."""
LONGEST = 60
"""Messages after which somebody who is still asked something is left alone."""

Question = tuple[str, str, Part]


def seed(database: Database, desk: Desk, count: int, random_seed: int) -> int:
    """Onboard `count` invented people; how many reached the end.

    Their addresses are `seed:S:N` on the console channel, so nothing is ever sent to anybody.
    The same seed gives the same people; the last answer is given at the desk's present time.
    """
    chance = random.Random(random_seed)  # noqa: S311 - reproducible on purpose
    moment = desk.clock() - PACE * LONGEST
    chat = LocalChat(database, replace(desk, clock=lambda: moment))
    people = {f"seed:{random_seed}:{n}": make_persona(chance) for n in range(1, count + 1)}
    chances = {address: random.Random(f"{random_seed}:{address}") for address in people}  # noqa: S311
    said = {
        address: payload_of(one.greeting, name=one.name, locale=one.language)
        for address, one in people.items()
    }
    met: set[int] = set()
    for _ in range(LONGEST):
        questions: dict[str, Question | None] = {}
        for heard in chat.say(said):
            questions[heard.address] = question_of(heard.message)
            if heard.person_id is not None:
                met.add(heard.person_id)
        said = {}
        for address, question in questions.items():
            if question is None or question[0] not in {"onboarding", "common"}:
                continue
            _, step, part = question
            said[address] = payload_of(answer(people[address], step, part, chances[address]))
        if not said:
            break
        moment += PACE
    with database.read() as conn:
        return sum(members.load(conn, person) is not None for person in met)


def play(
    chat: LocalChat,
    address: str,
    greeting: str,
    answers: dict[str, str],
    show: Callable[[str, list[Heard]], None],
) -> bool:
    """One person's onboarding with these words by step, `1` where there are none; True at the end."""
    line = greeting
    for _ in range(LONGEST):
        heard = chat.say({address: payload_of(line)})
        show(line, heard)
        question = question_of(heard[-1].message) if heard else None
        if question is None or question[0] not in {"onboarding", "common"}:
            return True
        line = answers.get(question[1], "1")
    return False
