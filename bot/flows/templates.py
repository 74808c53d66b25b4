"""What may be said to somebody on WhatsApp who has not written for 24 hours: one row a template.

Outside the 24 hours only words that WhatsApp has approved may leave (channels §1.4). A `whole`
template says everything; a `notice` says that there is news and asks for a tap, and the message
itself waits for the answer. `NEWS` fits every message, so that nothing is without a form.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from core.conversation.message import Message, Part
from core.duration import DAY

RESUME: Final = "/resume"
"""What the button of a notice brings back: the move that works everywhere (`locales/lexicon`)."""

Category = Literal["UTILITY", "MARKETING"]
"""How WhatsApp files a template: news of something the person takes part in, or an offer."""


@dataclass(frozen=True, slots=True)
class Template:
    """One template; its words are `templates-{name}` in every language.

    `keys` are the message keys it stands for, dashes for underscores: `meeting` means itself and
    `meeting-…`.
    `variables` are facts or labels of the message: words in the person's language; `name` is the
    other person's first name. They are looked for in the part that has the key, then in the others.
    `keeps` is how long the message of a notice waits for an answer at least, in milliseconds.
    """

    name: str
    keys: tuple[str, ...]
    kind: Literal["whole", "notice"] = "notice"
    variables: tuple[str, ...] = ()
    category: Category = "UTILITY"
    keeps: int = 7 * DAY


NEWS: Final = Template("news", ())
"""There is a message: the form of everything that has no other."""

TEMPLATES: Final[tuple[Template, ...]] = (
    NEWS,
    Template("question", ("common-nudge",)),
    Template("pause_over", ("pause-ended",), "whole"),
    Template("proposals", ("proposal",)),
    Template("search", ("next", "waiting", "proposal-held", "proposal-past")),
    Template("mentor_question", ("reply",), variables=("name",)),
    Template("request", ("request",), variables=("name", "needs")),
    Template("request_reminder", ("request-reminder", "request-last"), variables=("name",)),
    Template("requests", ("request-expired", "request-full", "request-gone", "request-past")),
    Template("match", ("match", "pair-introduced"), variables=("name",)),
    Template(
        "pair",
        (
            *("pair", "agreement", "partner", "still-on", "extension"),
            *("goal", "skills", "outcome", "progress"),
            *("rematch", "another", "cadence", "breather", "contact"),
        ),
        variables=("name",),
    ),
    Template(
        "pair_over",
        ("pair-ended", "pair-concluded", "pair-completed", "pair-terminated"),
        variables=("name",),
        keeps=60 * DAY,  # whoever comes back much later is told how it ended
    ),
    Template("pair_nudge", ("pair-nudge",), variables=("name",)),
    Template(
        "meeting_proposal",
        ("times", "move", "pair-time"),
        variables=("name",),
        keeps=2 * DAY,
    ),
    Template(
        "meeting_reminder",
        ("meeting-reminder", "pair-meeting-day-before"),
        "whole",
        ("name", "start"),
    ),
    Template("meeting_soon", ("pair-meeting-hours-before",), "whole", ("name", "start")),
    Template(
        "meeting",
        (
            *("meeting", "appointment", "cancel", "report", "pair-meeting", "pair-cancel"),
            "pair-time-unanswered",
        ),
        variables=("name",),
        keeps=2 * DAY,
    ),
    Template("checkin", ("checkin", "pair-checkin"), variables=("name",)),
    Template("closing", ("closing", "finish", "pair-closing"), variables=("name",)),
    Template("pledge", ("pledge",), category="MARKETING"),
    Template("alert", ("common-alert",), "whole", ("person", "kind", "severity")),
)

_BY_KEY = {key: template for template in TEMPLATES for key in template.keys}


def template_of(key: str) -> Template | None:
    """The template that stands for a message key, the closest one; None when only `NEWS` does."""
    stem, _, _ = key.replace("_", "-").partition(".")
    while stem:
        if stem in _BY_KEY:
            return _BY_KEY[stem]
        stem = stem.rpartition("-")[0]
    return None


def _beside(part: Part) -> bool:
    """Whether a part is no more than an opening, or a word that goes before a question."""
    return part.key.startswith("common-") or part.key == "pair-pledge_recalled"


def keeps(message: Message) -> int:
    """How long a message is worth waiting for, in milliseconds: as long as the most lasting of its
    news, whichever of its forms leaves, or none.
    """
    return max(form.keeps for form, _ in forms_of(message))


def forms_of(message: Message) -> Iterator[tuple[Template, Part | None]]:
    """The templates that fit a message, the best first, with the part that each stands for.

    What a message is about comes before how it begins ("common-…"); `NEWS` is always the last.
    """
    found: dict[str, tuple[Template, Part]] = {}
    for part in sorted(message.parts, key=_beside):
        template = template_of(part.key)
        if template is not None:
            found.setdefault(template.name, (template, part))
    yield from found.values()
    yield NEWS, None
