"""What was held, once the person has written: what is still true is said, once, in one message.

The turn of what they wrote comes first. It may have answered the question that was held, or asked
it again: then the question is dropped, and of its message only the news that are no part of it stay.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from msgspec.structs import replace
from sqlalchemy import Connection

from core.conversation.message import Message, Part
from core.conversation.talk import Talk, open_token
from storage import holds
from storage.codec import decode_message, decode_talk, encode
from storage.holds import Hold

OPENINGS = frozenset({"common-nudge", "common-summary", "common-greeting"})
"""Parts that only lead to a question: without it they say nothing."""


@dataclass(slots=True)
class Verdict:
    """What becomes of one person's held messages: `said` by row, the others with a reason."""

    said: dict[int, Message] = field(default_factory=dict)
    dropped: dict[int, str] = field(default_factory=dict)


def release(
    conn: Connection,
    channel: str,
    account: str,
    now: int,
    *,
    people: Collection[int] | None = None,
) -> int:
    """Owe again what is still true for those who have written since; how many messages.

    Of `people` only where they are given; otherwise what nobody came back for expires as well.
    """
    if people is None:
        holds.expire(conn, channel, account, now)
    released = 0
    back = holds.returned(conn, channel, account, people)
    for _, group in groupby(back, key=lambda one: (one.person_id, one.address_id)):
        mine = list(group)
        said = [decode_message(body) for body in holds.said_since(conn, mine[0])]
        verdict = judge(mine, decode_talk(mine[0].talk), said, now)
        for row, message in verdict.said.items():
            holds.let_go(conn, row, encode(message), now)
        holds.drop(conn, verdict.dropped)
        released += len(verdict.said)
    return released


def judge(mine: Sequence[Hold], talk: Talk, said: Sequence[Message], now: int) -> Verdict:
    """What of a person's held messages (oldest first) is still to be said after `said`.

    News come first and the open question last. A message with a file, or begun already, is said
    as it is.
    """
    verdict = Verdict()
    asked = {part.token for message in said for part in message.parts if part.token}
    told = {part.key for message in said for part in message.parts}
    news: list[Part] = []
    pairs: set[int] = set()
    question: tuple[Part, ...] = ()
    into: tuple[int, Message] | None = None
    for hold in reversed(mine):  # of two that ask the same, the newer one counts
        if 0 < hold.expires_at <= now:
            verdict.dropped[hold.id] = "expired"
            continue
        message = decode_message(hold.body)
        if hold.sent_parts or message.attach or not message.parts:
            verdict.said[hold.id] = message
            continue
        token = next((part.token for part in reversed(message.parts) if part.token), "")
        reason = _obstacle(token, talk, asked)
        kept = tuple(_beside(message, told)) if reason else message.parts
        if not kept:
            verdict.dropped[hold.id] = reason
            continue
        pairs.update(message.pairs)
        if token and not reason:
            question = kept
            asked.add(token)
        else:
            news[:0] = [part for part in kept if part not in news]
        if into is None:
            into = hold.id, message
        else:
            verdict.dropped[hold.id] = "merged"
    if into is not None:
        row, message = into
        verdict.said[row] = replace(message, parts=(*news, *question), pairs=tuple(sorted(pairs)))
    return verdict


def _obstacle(token: str, talk: Talk, asked: Collection[str]) -> str:
    """Why a held question is not asked any more, or an empty string."""
    if not token:
        return ""
    if token in asked:
        return "said"
    return "" if token == open_token(talk) else "answered"


def _beside(message: Message, told: Collection[str]) -> Iterator[Part]:
    """The parts of a message that say something without its question."""
    asking = next(part for part in reversed(message.parts) if part.token)
    flow = asking.key.partition("-")[0]
    for part in message.parts:
        family = part.key.partition("-")[0]
        if not part.token and family != flow and part.key not in OPENINGS | set(told):
            yield part
