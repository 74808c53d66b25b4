"""What a turn is given beside the message, and what it comes to."""

from collections.abc import Mapping

from msgspec import Struct

from core.conversation.effects import Effect
from core.conversation.kind import Value
from core.conversation.talk import Talk


class Past(Struct, frozen=True, gc=False):
    """A passage that is over: which flow it went through, and the answers that counted."""

    flow: str
    answers: Mapping[str, Value]


class Hints(Struct, frozen=True, gc=False):
    """What is known of a person beside their talk.

    The channel knows a language and a country by number, and a name. `partners` are the pairs they
    are part of, as (id, the partner's first name), and `meetings` those of them that have a meeting
    ahead, as (id, its begin in ms UTC), `begun` those whose meeting has begun and of which they have
    said nothing; all are filled where the message may be for a partner.
    `unasked` says that the open question has not been on their screen yet: its channel would not
    take it while they were silent; `news` that words which ask nothing wait for them likewise.
    `past` is the passage that the pressed button belongs to, where it is over.
    """

    channel: str = ""
    locale: str = ""
    country: str = ""
    profile_name: str = ""
    partners: tuple[tuple[int, str], ...] = ()
    unasked: bool = False
    news: bool = False
    past: Past | None = None
    meetings: tuple[tuple[int, int], ...] = ()
    begun: tuple[int, ...] = ()


class Turn(Struct, frozen=True, gc=False):
    """What one message produced; `wake_at` is when silence becomes noteworthy, 0 for never."""

    talk: Talk
    effects: tuple[Effect, ...]
    wake_at: int = 0
