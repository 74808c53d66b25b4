"""The assistant as a contender: a flow with the dialogue's questions, and the real onboarding."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Literal
from urllib.parse import urlencode

from sqlalchemy import select

from bot.bench import dialogue
from bot.bench.forms import whatsapp_form
from bot.settings import wall_clock
from bot.words.book import book
from core.conversation.answers import Choice, Words
from core.conversation.book import Book
from core.conversation.dialogue import take_turn
from core.conversation.effects import Send
from core.conversation.flow import Flow, ask, end
from core.conversation.message import Message
from core.conversation.talk import Talk
from core.conversation.turn import Hints
from core.conversation.update import Text, Update
from storage import codec, inbox, schema
from storage.arrivals import Arrival
from storage.database import Database

KEY = b"the key of a benchmark, no secret"

ACCOUNTS = {"telegram": dialogue.ACCOUNT, "whatsapp": "AC" + "0" * 32}

ScriptName = Literal["five", "five-whatsapp", "onboarding"]


@dataclass(frozen=True, slots=True)
class Script:
    """A conversation to be played by many people: what each writes, and what must come of it."""

    flow: str
    channel: str
    book: Callable[[], Book]
    texts: Callable[[int], tuple[str, ...]]
    answers: Callable[[int], dict[str, str]]
    """Those that must be on record at the end, besides others."""


@cache
def five_questions() -> Book:
    """The dialogue's questions as a flow; the words that work everywhere are the real ones."""
    questions = [
        ask(
            one.id,
            Choice(tuple(one.options), yes="yes", no="no") if "yes" in one.options
            else Choice(tuple(one.options)) if one.options
            else Words(longest=200),
        )
        for one in dialogue.QUESTIONS
    ]  # fmt: skip
    flow = Flow("bench", 1, (*questions, end("done")))
    surfaces = {f"{flow.id}-{one.id}": one.options for one in dialogue.QUESTIONS}
    return replace(
        book(),
        flows={flow.id: flow},
        surfaces=surfaces,
        rules={},
        moves={},
        entry=flow.id,
        menu=flow.id,
    )


SCRIPTS: dict[ScriptName, Script] = {
    "five": Script("bench", "telegram", five_questions, dialogue.texts, dialogue.answers),
    "five-whatsapp": Script("bench", "whatsapp", five_questions, dialogue.texts, dialogue.answers),
    "onboarding": Script(
        "onboarding",
        "whatsapp",
        book,
        dialogue.onboarding,
        lambda person: {"role": "mentee", "name": dialogue.name_of(person), "pledge": "sign"},
    ),
}


class WrongTurnsError(Exception):
    """A message was lost, handled twice or out of order: the figure would be worthless."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a turn must come to: the stored talk, the reply as stored, and what the reply says."""

    talk: str
    body: str
    says: tuple[str, ...]


def rehearse(script: Script, person: int = 0) -> list[Step]:
    """The script played by one person without storage; raises if a message gets no reply."""
    talk, steps = Talk(), []
    for number, text in enumerate(script.texts(person)):
        turn = take_turn(
            talk,
            Update(Text(text), wall_clock(), "Amal Idrissi", "fr"),
            book=script.book(),
            now=wall_clock(),
            origin=f"{number:x}",
            hints=Hints(script.channel, "fr", "MA", "Amal Idrissi"),
        )
        talk = turn.talk
        (message,) = (one.message for one in turn.effects if isinstance(one, Send))
        steps.append(Step(codec.encode(talk), codec.encode(message), _says(message)))
    return steps


def fill(database: Database, script: Script, people: int) -> int:
    """Record everybody's messages, in the order of arrival; how many."""
    arrivals = _arrivals(script, people)
    count = 0
    while batch := list(islice(arrivals, 256)):
        with database.begin() as conn:
            if not all(inbox.record(conn, batch, KEY)):
                raise WrongTurnsError("a message was taken for a duplicate")
        count += len(batch)
    return count


def check(database: Database, script: Script, people: int) -> None:
    """Every message was handled exactly once and in order, and every answer is on record.

    Raises WrongTurnsError.
    """
    expected = [step.says for step in rehearse(script)]
    with database.read() as conn:
        handles = conn.execute(select(schema.address.c.person_id, schema.address.c.address)).all()
        letters = conn.execute(
            select(schema.inbox.c.id, schema.inbox.c.person_id, schema.inbox.c.state)
            .order_by(schema.inbox.c.id)
        ).all()  # fmt: skip
        owed = conn.execute(
            select(schema.outbox.c.key, schema.outbox.c.person_id, schema.outbox.c.body)
            .order_by(schema.outbox.c.id)
        ).all()  # fmt: skip
        runs = conn.execute(
            select(schema.run.c.person_id, schema.run.c.answers)
            .where(schema.run.c.flow == script.flow)
        ).all()  # fmt: skip
    if len(letters) != people * len(expected) or any(one.state != "done" for one in letters):
        raise WrongTurnsError(f"{sum(one.state != 'done' for one in letters)} not handled")
    keys: dict[int, list[str]] = {}
    for letter in letters:
        keys.setdefault(letter.person_id, []).append(f"{letter.id}:0")
    replies: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    for one in owed:
        said = (one.key, _says(codec.decode_message(one.body)))
        replies.setdefault(one.person_id, []).append(said)
    for person, theirs in keys.items():
        if replies.get(person) != list(zip(theirs, expected, strict=True)):
            raise WrongTurnsError(f"person {person} was answered {replies.get(person)}")
    known = {row.person_id: codec.decode(row.answers) for row in runs}
    for person, handle in handles:
        if not script.answers(int(handle[-8:])).items() <= known.get(person, {}).items():
            raise WrongTurnsError(f"person {person} is recorded as {known.get(person)}")


def _arrivals(script: Script, people: int) -> Iterator[Arrival]:
    now = round(wall_clock().timestamp() * 1000)
    account = ACCOUNTS[script.channel]
    for number in range(len(script.texts(0))):
        for person in range(people):
            text = script.texts(person)[number]
            if script.channel == "telegram":
                event, handle = str(person * 100 + number), str(600_000_000 + person)
                body = dialogue.update(person, number, text)
            else:
                event, handle = f"SM{person * 100 + number:032x}", f"whatsapp:+2126{person:08}"
                body = urlencode(whatsapp_form(handle, event, text, account))
            yield Arrival(script.channel, account, event, handle, body, now)


def _says(message: Message) -> tuple[str, ...]:
    return tuple(part.key for part in message.parts)
