"""No message is slow to read: what is written against our patterns costs them no more than words do."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from time import process_time

import pytest

from bot.flows.catalogue import FLOWS
from bot.words.book import book
from core.conversation.flow import Ask
from core.conversation.kind import Asked, Given
from core.mentoring.relay import mentions_contact
from core.understanding.amends import amended, first_clause, without_denied
from core.understanding.introductions import called
from core.understanding.normal import READ_AT_MOST, clean, fold
from core.understanding.persons import may_be_name
from core.understanding.yesno import yes_no

MOST = 0.25
"""Seconds of this processor for one reading of one message: a hundred times what a sound one takes."""

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)

PIECES = (
    *(
        ".",
        " ",
        "\n",
        "0",
        "1 ",
        "1,",
        "06 ",
        "+",
        "a",
        "a.",
        "a b ",
        "?",
        "!",
        "-",
        "_",
        "@",
        "a@",
    ),
    *("…", "ﷺ", "ا", "ـ", "\u064e", "e\u0301", "👍", "\u200d", "🇲🇦", "½", "²", "'", "(", "[", "*"),
    *("oui ", "non, ", "لا، ", "et ", "ou ", "mille ", "vingt-", "million ", "واحد و", "je suis "),
    *("demain ", "lundi ou ", "le 3 ", "entre 9 et ", "10h-12h ", "25/12/2026 ", "غدا ", "next "),
    *("pas ", "pardon ", "euh non ", "qu'", "que ", "can you ", "trois fois par semaine "),
    *(
        "a total of 2 ",
        "contre ",
        "2 : ",
        "mais non ",
        "chez le ",
        "jeudi 18h je suis ",
        "depuis hier ",
        "12 mois ",
        "deux longues ans ",
        "désolé j'ai ",
        "j'ai cours ",
        "aucune vente ",
        "chrit wahd b 3 ",
        "je suis très ",
    ),
)
"""Each of them over and over, alone, behind a yes, and before what all of it was for is missing."""

CRAFTED = (
    "." * 200 + "quand" + "?" * 290 + "x",
    "oui" + ", quand" * 40 + "?" * 200 + "x",
    "can you " + "?" * 490 + "x",
    " " * 250 + "pas " + "," * 240,
    "0" + " 6" * 240 + "x",
    "a" * 240 + "@" + "a" * 250,
    "+" + "1-" * 240 + "x",
)


def texts() -> Iterator[str]:
    yield from CRAFTED
    for piece in PIECES:
        text = piece * (READ_AT_MOST // len(piece))
        yield text
        yield f"oui {text}"[: READ_AT_MOST - 1] + "x"


def seconds(read: Callable[[], object]) -> float:
    """The least of up to three readings: others may be at work on this machine."""
    least = MOST
    for _ in range(3):
        before = process_time()
        read()
        least = min(least, process_time() - before)
        if least < MOST:
            break
    return least


READERS: dict[str, Callable[[str], object]] = {
    one.__name__: one
    for one in (
        *(amended, first_clause, without_denied, called, may_be_name, yes_no, fold),
        *(mentions_contact, clean),
    )
}


@pytest.mark.parametrize("name", sorted(READERS))
def test_no_reader_is_slow(name: str) -> None:
    """Each by itself, on everything that is made to be hard."""
    read = READERS[name]
    slow = [text for text in texts() if seconds(lambda text=text: read(text)) >= MOST]
    assert not slow


QUESTIONS: dict[str, tuple[str, Ask]] = {
    type(step.kind).__name__: (f"{flow.id}-{step.id}", step)
    for flow in FLOWS.values()
    for step in flow.steps
    if isinstance(step, Ask)
}
"""One question of each kind."""

GIVEN = Given({}, {"zone": "Africa/Casablanca", "profile_name": "Amal", "name": "Karim"})


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_no_answer_is_slow(kind: str) -> None:
    """Whatever is asked, the same texts come as its answer."""
    place, question = QUESTIONS[kind]
    surfaces = book().surfaces[place]
    asked = Asked(GIVEN, tuple(surfaces), surfaces, NOW)
    read = question.kind.understand
    slow = [text for text in texts() if seconds(lambda text=text: read(text, asked)) >= MOST]
    assert not slow
