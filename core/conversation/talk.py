"""All that a conversation must remember of one person between two messages.

What is stored at every turn is a msgspec Struct: frozen like our dataclasses, and made, replaced and
decoded without running Python code for each field.
"""

from msgspec import Struct, field

from core.conversation.kind import Value
from core.conversation.run import Run
from core.language.sticky import Belief
from core.languages import Language, language_named


class Prompt(Struct, frozen=True):
    """The one open question as it stands on the person's screen.

    `step` is a step of the open run, or one of the standing questions of `dialogue`
    (`@language`, `@recap`, `@change`), which belong to no flow.
    `shown` are the option ids that digits count, controls (`_more`, `_skip`) included.
    `tries` counts answers that were not understood. `at` is when it was put there.
    """

    step: str
    shown: tuple[str, ...] = ()
    page: int = 0
    tries: int = 0
    at: int = 0


class Burst(Struct, frozen=True):
    """How many messages came since when (milliseconds), to answer a flood once."""

    since: int = 0
    count: int = 0


class Talk(Struct, frozen=True, omit_defaults=True):
    """The conversation with one person: one open run, an agenda behind it, and what they chose.

    `latin` says that the last words of a newcomer were Darija in Latin letters.
    `profile` are the answers of the finished onboarding, the source of later corrections.
    `line` is the mentorship to whose other side words were passed on last, at `line_at`.
    `confided_at` is when something was told the team alone.
    `thanked_at` is when a mere courtesy was answered last: equal to `said_at`, nothing was said since.
    Times are milliseconds since 1970 UTC, 0 for never.
    """

    language: str = ""
    chosen: bool = False
    latin: bool = False
    belief: Belief | None = None
    run: Run | None = None
    prompt: Prompt | None = None
    agenda: tuple[Run, ...] = ()
    consented: bool = False
    stopped: bool = False
    paused_until: int = 0
    erase_at: int = 0
    heard_at: int = 0
    said_at: int = 0
    thanked_at: int = 0
    line: int = 0
    line_at: int = 0
    confided_at: int = 0
    nudges: int = 0
    misses: int = 0
    burst: Burst = field(default_factory=Burst)
    profile: dict[str, Value] = field(default_factory=dict)
    more: dict[str, Value] = field(default_factory=dict)


def language_of(talk: Talk) -> Language:
    """The language to speak with somebody; French as long as nothing is known."""
    return language_named(talk.language)


def open_token(talk: Talk) -> str:
    """`run.turn.step` of the open question, as its buttons carry it; empty without one."""
    if talk.prompt is None:
        return ""
    run = talk.run
    return f"{run.id if run else '-'}.{run.turn if run else 0}.{talk.prompt.step}"
