"""Decisions overheard at the desk, kept so that they can be made again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.handlers.desk import Desk
from core.conversation.book import Book
from core.conversation.dialogue import take_due, take_turn
from core.conversation.talk import Talk
from core.conversation.turn import Hints, Turn
from core.conversation.update import Token, Update


@dataclass(frozen=True, slots=True)
class Taken:
    """One decision as it was made: enough to make it again."""

    origin: str
    kind: str
    now: datetime
    turn: Turn
    update: Update | None = None
    hints: Hints | None = None
    quoted: Token | None = None
    entropy: bytes = b""
    facts: Mapping[str, str] = field(default_factory=dict)


def overheard(desk: Desk, taken: list[Taken]) -> Desk:
    """The desk, with every decision put into `taken` as it is made."""
    decide, wake = desk.take_turn, desk.take_due

    def turn(
        talk: Talk,
        update: Update,
        *,
        book: Book,
        now: datetime,
        origin: str,
        entropy: bytes,
        hints: Hints | None,
        quoted: Token | None,
    ) -> Turn:
        made = decide(
            talk, update, book=book, now=now, origin=origin, entropy=entropy, hints=hints,
            quoted=quoted,
        )  # fmt: skip
        taken.append(Taken(origin, "", now, made, update, hints, quoted, entropy))
        return made

    def due(
        talk: Talk,
        kind: str,
        *,
        book: Book,
        now: datetime,
        origin: str,
        entropy: bytes,
        facts: Mapping[str, str],
    ) -> Turn:
        made = wake(talk, kind, book=book, now=now, origin=origin, entropy=entropy, facts=facts)
        taken.append(Taken(origin, kind, now, made, entropy=entropy, facts=facts))
        return made

    return replace(desk, take_turn=turn, take_due=due)


def replayed(story: Iterable[Taken], book: Book) -> Talk:
    """The talk that a person's decisions lead to when they are made again, in order."""
    talk = Talk()
    for one in story:
        if one.update is not None:
            turn = take_turn(
                talk, one.update, book=book, now=one.now, origin=one.origin,
                entropy=one.entropy, hints=one.hints, quoted=one.quoted,
            )  # fmt: skip
        else:
            turn = take_due(
                talk, one.kind, facts=one.facts, book=book, now=one.now, origin=one.origin,
                entropy=one.entropy,
            )  # fmt: skip
        talk = turn.talk
    return talk
