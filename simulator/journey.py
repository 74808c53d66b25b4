"""Conversations as text files: who says what and what is seen, played back by the tests.

    # A title, and whatever is worth knowing
    whatsapp +212600000001 | Amal Idrissi | fr | Africa/Casablanca
    2026-11-23 10:00:00

    > Bonjour
    < Bienvenue chez *Mentoring MeM* ! …
      [J’accepte] [Je refuse]

    > [J’accepte]
    = 3 d 2 h
    > (voice)

`>` is the person: words, `[a button]` (with `^2` for the one two bubbles further up), `(voice)`,
`(image)`, `(location)`, `(edit) words`, `(reply) words` quoting the last bubble (`(reply ^2)` the one
two further up), `(again)`, `(block)`, `(unblock)`; a backslash before one of these makes words of it. `=` is time that passes.
`<` is what the assistant is seen to say; `mem journeys --update` writes that side again.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import assert_never

from core.duration import DAY, HOUR, MINUTE, SECOND
from simulator.clock import moment
from simulator.phone import (
    Action,
    Block,
    CannotDo,
    Edit,
    Phone,
    Repeat,
    Reply,
    SendMedia,
    Shown,
    Tap,
    Type,
    Unblock,
)
from simulator.trace import local_time
from simulator.world import World

UNITS = (("d", DAY), ("h", HOUR), ("min", MINUTE), ("s", SECOND))

_TAP = re.compile(r"\[(.+)\](?: \^(\d+))?")
_MEDIA = re.compile(r"\((voice|image|video|sticker|document|location|contact)\) ?(.*)", re.DOTALL)
_REPLY = re.compile(r"\(reply(?: \^(\d+))?\) (.+)", re.DOTALL)
_WAIT = re.compile(r"(\d+) (d|h|min|s)\b")


class Unreadable(Exception):  # noqa: N818 - what is wrong with a file, told to whoever wrote it
    """A journey file that does not follow its form."""


@dataclass(frozen=True, slots=True)
class Journey:
    """A phone and what happened with it; a wait is a number of milliseconds."""

    title: tuple[str, ...]
    channel: str
    address: str
    name: str
    locale: str
    zone: str
    start: datetime
    steps: tuple[Action | int, ...]


def journey_of(phone: Phone, until: int) -> Journey:
    """What was done with a phone of a running world, from its first act until `until`."""
    steps: list[Action | int] = []
    before = phone.acts[0][0]
    for at, action in phone.acts:
        if at > before:
            steps.append(at - before)
        steps.append(action)
        before = at
    if until > before:
        steps.append(until - before)
    title = (f"# {phone.name or 'Somebody'} on {phone.channel}, saved from the simulator",)
    return Journey(
        title,
        phone.channel,
        phone.address.removeprefix("whatsapp:"),
        phone.name,
        phone.locale,
        phone.zone,
        moment(phone.acts[0][0]),
        tuple(steps),
    )


def parse(text: str) -> Journey:
    """The journey in a file; what was seen is left to `written`. Raises Unreadable."""
    lines = text.splitlines()
    title = tuple(line for line in lines if line.startswith("#"))
    body = [line for line in lines if not line.startswith("#")]
    while body and not body[0].strip():
        body.pop(0)
    try:
        who, name, locale, zone = (cell.strip() for cell in body[0].split("|"))
        channel, address = who.split(" ", 1)
        start = datetime.fromisoformat(body[1].strip()).replace(tzinfo=UTC)
    except (IndexError, ValueError) as error:
        raise Unreadable(
            "the first lines must be: channel address | name | language | zone, and a time"
        ) from error
    steps: list[Action | int] = []
    blocks: list[list[str]] = []
    for line in body[2:]:
        if line[:2] in {"> ", "< ", "= "} or line in {">", "<"}:
            blocks.append([line[:1], line[2:]])
        elif line.startswith("  ") and blocks:
            blocks[-1].append(line[2:])
        elif line.strip():
            raise Unreadable(f"cannot read the line {line!r}")
    for mark, *content in blocks:
        words = "\n".join(content)
        if mark == ">":
            steps.append(action_of(words))
        elif mark == "=":
            steps.append(span_of(words))
    return Journey(title, channel, address, name, locale, zone, start, tuple(steps))


def written(journey: Journey) -> str:
    """The journey as a file, with what is seen when it is played in a world of its own."""
    world = World(start=journey.start)
    try:
        phone = world.add_phone(
            journey.channel,
            journey.address,
            name=journey.name,
            locale=journey.locale,
            zone=journey.zone,
        )
        who = f"{journey.channel} {journey.address} | {journey.name} | {journey.locale} | {journey.zone}"
        lines = [*journey.title, who, f"{journey.start:%Y-%m-%d %H:%M:%S}"]
        for step in journey.steps:
            seen = phone.shown
            if isinstance(step, int):
                lines += ["", f"= {_told(step)}"]
                world.advance_to(world.clock.now + step)
                lines += _seen(phone, seen, timed=True)
            else:
                lines += ["", *block(">", words_of(step))]
                try:
                    world.do(phone, step)
                except CannotDo as refusal:
                    lines.append(f"< ! {refusal}")
                lines += _seen(phone, seen)
    finally:
        world.close()
    return "\n".join(lines) + "\n"


def _seen(phone: Phone, before: int, *, timed: bool = False) -> list[str]:
    lines: list[str] = []
    for bubble in phone.screen:
        if isinstance(bubble, Shown) and bubble.number > before:
            stamp = f"{local_time(phone, bubble.at):%a %-d %b %H:%M} · " if timed else ""
            lines += block("<", f"{stamp}{bubble.text}{keys_of(bubble)}")
    return lines


def keys_of(bubble: Shown) -> str:
    """The buttons of a bubble as a line under it, or nothing."""
    keys = " ".join(f"[{button.label}]" for button in bubble.buttons)
    return f"\n{keys}" if keys else ""


def block(mark: str, words: str) -> list[str]:
    """Words behind a mark, further lines under them."""
    first, *rest = words.split("\n")
    return [f"{mark}{_continued(mark, first)[1:]}", *(_continued(mark, line) for line in rest)]


def _continued(mark: str, line: str) -> str:
    """A further line; an empty one of ours is left empty, of the person it must stay theirs."""
    return f"  {line}" if mark == ">" else f"  {line}".rstrip()


def words_of(action: Action) -> str:
    """How an act is written in a journey."""
    match action:
        case Type(text):
            return text if action_of(text) == action else f"\\{text}"
        case Tap(label, older):
            return f"[{label}]" + (f" ^{older}" if older else "")
        case SendMedia(kind, caption):
            return f"({kind}) {caption}".rstrip()
        case Edit(text):
            return f"(edit) {text}"
        case Reply(text, older):
            return f"(reply ^{older}) {text}" if older else f"(reply) {text}"
        case Repeat():
            return "(again)"
        case Block():
            return "(block)"
        case Unblock():
            return "(unblock)"
        case _:
            assert_never(action)


def action_of(words: str) -> Action:
    """What a person's line in a journey means; whatever has no form of its own is typed."""
    if words.startswith("\\"):
        return Type(words[1:])
    simple: dict[str, Action] = {
        "(again)": Repeat(),
        "(block)": Block(),
        "(unblock)": Unblock(),
    }
    if words in simple:
        return simple[words]
    if words.startswith("(edit) "):
        return Edit(words.removeprefix("(edit) "))
    if reply := _REPLY.fullmatch(words):
        return Reply(reply[2], int(reply[1] or 0))
    if media := _MEDIA.fullmatch(words):
        return SendMedia(media[1], media[2])  # type: ignore[arg-type]  # the pattern names the kinds
    if tap := _TAP.fullmatch(words):
        return Tap(tap[1], int(tap[2] or 0))
    return Type(words)


def _told(span: int) -> str:
    words = []
    for name, size in UNITS:
        count, span = divmod(span, size)
        if count:
            words.append(f"{count} {name}")
    return " ".join(words) or "0 s"


def span_of(words: str) -> int:
    """Milliseconds in `3 d 2 h 5 min 10 s`; raises Unreadable without any."""
    sizes = dict(UNITS)
    found = _WAIT.findall(words)
    if not found:
        raise Unreadable(f"cannot read the time {words!r}: write it as 3 d 2 h 5 min 10 s")
    return sum(int(count) * sizes[unit] for count, unit in found)
