"""Stories of several people as text files: who says what, what each sees, and time in between.

    # A title, and whatever is worth knowing
    Karim | whatsapp +33600000001 | Karim Alami | fr | Europe/Paris
    Amal | telegram 700000002 | Amal Zemmouri | fr | Africa/Casablanca
    2026-11-23 10:00:00

    Amal >> Bonjour; 1; 1; Amal Zemmouri; Casablanca
    Amal > 1
    Amal < Votre demande est partie…
    = until Karim hears of report
    Karim < Mon 23 Nov 10:09 · Bonne nouvelle…
    = 3 d
    = 60 d (Karim and Amal answer)

`>` is a person, as in a journey of one (`simulator.journey`); `>>` is several messages in a row,
of which only what the last one brings is written down. Everybody takes a moment before they write.
`=` is time that passes, or is waited for; `<` is what somebody is seen to be told, by their own
clock when time has passed. People who `answer` meanwhile give the first answer there is, or a
friendly one (`:`), to whatever they are asked, and only the beginning of each message is written
down. `mem journeys --update` writes all that is not the story's own again.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from simulator.journey import Unreadable, span_of

_LINE = re.compile(r"(\w+) (>>|>|<|:)(?: (.*))?")
_ANSWERING = re.compile(r".* \((\w+(?: and \w+)*) answers?\)")
_UNTIL = re.compile(r"until (\w+) hears(?: of (\w+))?")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a story, by the name the story calls them, and their phone."""

    called: str
    channel: str
    address: str
    name: str
    locale: str
    zone: str


@dataclass(frozen=True, slots=True)
class Says:
    """One message or several, one after the other; `hidden` leaves out all answers but the last."""

    who: str
    words: tuple[str, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Waits:
    """Time that passes, in milliseconds, while some answer whatever they are asked."""

    span: int
    words: str
    answering: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hears:
    """Time that passes until somebody is written to, or until words of a flow are on their screen."""

    who: str
    flow: str = ""


Step = Says | Waits | Hears


@dataclass(frozen=True, slots=True)
class Story:
    """People and what happens among them."""

    title: tuple[str, ...]
    people: tuple[Person, ...]
    start: datetime
    steps: tuple[Step, ...]


def is_story(text: str) -> bool:
    """Whether a file is about several people: five cells introduce each of them."""
    first = next((line for line in text.splitlines() if line and not line.startswith("#")), "")
    return first.count("|") == 4


def parse(text: str) -> Story:
    """The story in a file; what was seen is left to `perform`. Raises Unreadable."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    title = tuple(line for line in text.splitlines() if line.startswith("#"))
    cast = [line for line in lines if line.count("|") == 4 and not line.startswith(" ")]
    body = [line for line in lines[lines.index(cast[-1]) + 1 :] if line] if cast else []
    try:
        people = tuple(_person(line) for line in cast)
        start = datetime.fromisoformat(body[0].strip()).replace(tzinfo=UTC)
    except (IndexError, ValueError) as error:
        raise Unreadable(
            "the first lines must be: who | channel address | name | language | zone; then a time"
        ) from error
    names = {one.called for one in people}
    blocks: list[list[str]] = []
    for line in body[1:]:
        if line.startswith("  ") and blocks:
            blocks[-1].append(line[2:])
        elif line.startswith("= ") or ((said := _LINE.fullmatch(line)) and said[1] in names):
            blocks.append([line])
        else:
            raise Unreadable(f"cannot read the line {line!r}")
    found = (_step(first, rest, names) for first, *rest in blocks)
    return Story(title, people, start, tuple(one for one in found if one is not None))


def _person(line: str) -> Person:
    called, where, name, locale, zone = (cell.strip() for cell in line.split("|"))
    channel, address = where.split(" ", 1)
    return Person(called, channel, address, name, locale, zone)


def _step(first: str, rest: list[str], names: set[str]) -> Step | None:
    if first.startswith("= "):
        words = first.removeprefix("= ")
        until = _UNTIL.fullmatch(words)
        if until is None:
            busy = _ANSWERING.fullmatch(words)
            answering = tuple(busy[1].split(" and ")) if busy else ()
            if not names.issuperset(answering):
                raise Unreadable(f"who answers in {words!r}?")
            return Waits(span_of(words), words, answering)
        if until[1] not in names:
            raise Unreadable(f"nobody is called {until[1]!r}")
        return Hears(until[1], until[2] or "")
    said = _LINE.fullmatch(first)
    assert said is not None  # noqa: S101 - matched by `parse`
    who, mark = said[1], said[2]
    words = "\n".join([said[3] or "", *rest])
    match mark:
        case ">":
            return Says(who, (words,))
        case ">>":
            return Says(who, tuple(one.strip() for one in words.split(";")), hidden=True)
        case _:
            return None
