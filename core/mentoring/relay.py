"""Words between the two through the assistant: what may pass, and the truth when it may not."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol, TypeVar

from core.duration import DAY, HOUR, SECOND
from core.mentoring.pair import OPEN, Pair
from core.mentoring.side import SIDES, Side, other

Content = Literal["text", "voice", "image", "document"]
CONTENTS: frozenset[Content] = frozenset({"text", "voice", "image", "document"})

LONGEST = 1200
"""Characters of one relayed message: with its frame it stays under a message's 1,600 (Twilio)."""

AN_HOUR, A_DAY = 20, 60
"""Messages one sender may pass on, under the 30 an hour that one person is ever sent (I14)."""

BREATH = 5 * SECOND
"""Between two pieces of one thought: people send a message in bubbles (reliability §10, timing)."""

THOUGHT = 20 * SECOND
"""From the first piece of a thought to its last: nobody waits for whoever never stops."""

BAR = "│"
"""Stands before each line of somebody's words where there are several."""

Reason = Literal[
    "ended",
    "paused",
    "consent",
    "blocked_by_you",
    "blocked",
    "held",
    "unreachable",
    "kind",
    "too_long",
    "empty",
    "too_many",
    "contact",
]
"""Why something is not passed on, worst first; the sender reads it as it is, except that both
`blocked` and `unreachable` read as "cannot be reached now"."""


@dataclass(frozen=True, slots=True)
class Line:
    """The line between the two: who blocked it, who shares contact details, and whether a report
    keeps it closed until a coordinator has looked.
    """

    blocked_by: tuple[Side, ...] = ()
    shared_by: tuple[Side, ...] = ()
    held: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """What somebody wants to pass on; `sent` are the times of their earlier messages (ms UTC), the
    pieces of one thought counted once.
    """

    sender: Side
    content: str
    text: str = ""
    sent: tuple[int, ...] = ()


class Piece(Protocol):
    """One of several things that somebody passes on, as it is kept."""

    @property
    def content(self) -> Content: ...
    @property
    def text(self) -> str: ...
    @property
    def reply_to(self) -> int | None: ...
    @property
    def created_at(self) -> int: ...


P = TypeVar("P", bound=Piece)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the two outside the pair: consents in force, whether a chat is reachable."""

    consented: tuple[Side, ...] = SIDES
    reachable: tuple[Side, ...] = SIDES


def refusal(pair: Pair, line: Line, parcel: Parcel, facts: Facts, now: int) -> Reason | None:
    """Why `parcel` may not pass at `now` (milliseconds UTC), or None: then it may.

    Asked again when it is delivered: a mentorship may have ended a second before.
    """
    rules: tuple[tuple[Reason, bool], ...] = (
        ("ended", pair.state not in OPEN),
        ("consent", not set(SIDES) <= set(facts.consented)),
        *_closed(line, parcel.sender),
        ("paused", pair.state == "paused"),
        ("unreachable", other(parcel.sender) not in facts.reachable),
        ("kind", parcel.content not in CONTENTS),
        ("empty", parcel.content == "text" and not parcel.text.strip()),
        ("too_long", len(parcel.text) > LONGEST),
        ("too_many", _counted(parcel.sent, now, HOUR) >= AN_HOUR),
        ("too_many", _counted(parcel.sent, now, DAY) >= A_DAY),
        ("contact", not shares_contact(line) and mentions_contact(parcel.text)),
    )
    return next((reason for reason, applies in rules if applies), None)


def barred(line: Line, sender: Side, words: str) -> Reason | None:
    """Why `words` of one's own may not reach the other in anything else that both see (a goal, a
    step, thanks), or None: a closed line has no side door.
    """
    contact = not shares_contact(line) and mentions_contact(words)
    rules: tuple[tuple[Reason, bool], ...] = (*_closed(line, sender), ("contact", contact))
    return next((reason for reason, applies in rules if applies), None)


def _closed(line: Line, sender: Side) -> tuple[tuple[Reason, bool], ...]:
    return (
        ("held", line.held),
        ("blocked_by_you", sender in line.blocked_by),
        ("blocked", other(sender) in line.blocked_by),
    )


def thoughts(pieces: Sequence[P]) -> list[list[P]]:
    """What one sender passed on, oldest first, as the messages that it makes.

    Words that follow each other within a breath are one, as long as they fit; media stand alone, and
    an answer to something else begins anew.
    """
    made: list[list[P]] = []
    for piece in pieces:
        if made and _belongs(piece, made[-1]):
            made[-1].append(piece)
        else:
            made.append([piece])
    return made


def whole(thought: Sequence[Piece]) -> str:
    """The words of a thought, one piece a line."""
    return "\n".join(piece.text for piece in thought)


def as_written(words: str) -> str:
    """`words` as their reader sees them: of several lines each stands behind a bar, so that none can
    be taken for one of ours.
    """
    rows = words.splitlines()
    return "\n".join(f"{BAR} {row}".rstrip() for row in rows) if len(rows) > 1 else words


def _belongs(piece: Piece, thought: Sequence[Piece]) -> bool:
    first, last = thought[0], thought[-1]
    return (
        piece.content == last.content == "text"
        and piece.created_at - last.created_at <= BREATH
        and piece.created_at - first.created_at <= THOUGHT
        and piece.reply_to in {None, first.reply_to}
        and len(whole([*thought, piece])) <= LONGEST
    )


def told(reason: Reason) -> str:
    """What the sender reads: the truth, without saying that the other blocked them."""
    return "unreachable" if reason == "blocked" else reason


def block(line: Line, side: Side) -> Line:
    """`side` wants no more messages; nobody is told."""
    return replace(line, blocked_by=(*(s for s in line.blocked_by if s != side), side))


def unblock(line: Line, side: Side) -> Line:
    """`side` is reachable again."""
    return replace(line, blocked_by=tuple(s for s in line.blocked_by if s != side))


def report(line: Line, side: Side) -> Line:
    """`side` reports the other: the line is closed until a coordinator reopens it."""
    return replace(block(line, side), held=True)


def reopen(line: Line) -> Line:
    """A coordinator has looked; a block stays whoever's it is."""
    return replace(line, held=False)


def share(line: Line, side: Side, *, given: bool = True) -> Line:
    """`side` taps to share their contact details, or takes it back while the other has not."""
    if shares_contact(line):
        return line
    shared = tuple(s for s in line.shared_by if s != side)
    return replace(line, shared_by=(*shared, side) if given else shared)


def shares_contact(line: Line) -> bool:
    """Whether both tapped: only then is anything shared."""
    return set(line.shared_by) == set(SIDES)


_CONTACT = re.compile(
    r"\+\s?[1-9](?:[\s.()_-]*\d){7,13}"
    r"|(?<![\w.,])00[1-9](?:[\s.()_-]*\d){7,11}(?!\d)"
    r"|(?<![\w.,])212[\s._-]?[5-8](?:[\s._-]?\d){8}(?!\d)"
    r"|(?<![\w.,])(?!\d\d[\s._-]\d\d[\s._-](?:19|20)\d\d)0[1-9](?:[\s._*-]?\d){8}(?![.,]?\d)"
    r"|[\w.+-]+(?:@[\w-]+\.|\s?[(\[]at[)\]]\s?[\w-]+\s?\.)\w+"
    r"|\b(?:wa\.me|t\.me|telegram\.me|chat\.whatsapp\.com|api\.whatsapp\.com|signal\.me|m\.me)/\S+"
    r"|\b(?:tg|whatsapp|tel|skype)://?\S+|\btel:\s?\+?\d+"
    r"|(?<!\S)@[A-Za-z]\w{4,31}\b",
    re.IGNORECASE,
)
"""International numbers after +, 00 or 212, national ones of ten digits however they are grouped, mail
and chat addresses. A date with an hour or a company's identifier (ICE, fifteen digits) is none of
these.
"""

_SHOWN_AS = str.maketrans(dict.fromkeys("‐‑‒–—−·•", "-"))


def mentions_contact(text: str) -> bool:
    """Whether `text` holds what looks like a phone number, a mail or a chat address."""
    return _CONTACT.search(_plain(text)) is not None


def without_contact(text: str) -> str:
    """`text` with an ellipsis in place of contact details: what somebody reads who has agreed to
    nothing yet, and to whom nothing may be passed on (consent, domain §6).
    """
    return _CONTACT.sub("…", _plain(text)) if mentions_contact(text) else text


def _plain(text: str) -> str:
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in unicodedata.normalize("NFKC", text).translate(_SHOWN_AS)
        if unicodedata.category(letter) not in {"Cf", "Me", "Mn"}
    )


def _counted(sent: tuple[int, ...], now: int, span: int) -> int:
    return sum(now - span < at <= now for at in sent)
