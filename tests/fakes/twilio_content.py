"""Twilio's Content API as the fake keeps it: templates, their limits, approval, rendering."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.fakes.spec_telegram import utf16_length
from tests.fakes.twilio_rules import RefusalError

# (type, path of the text, limit in characters); channels.md §1.5. `*` runs over a list.
TEXT_LIMITS = (
    ("twilio/text", "body", 1600),
    ("twilio/quick-reply", "body", 1024),
    ("twilio/quick-reply", "actions.*.title", 20),
    ("twilio/quick-reply", "actions.*.id", 200),
    ("twilio/list-picker", "body", 1024),
    ("twilio/list-picker", "button", 20),
    ("twilio/list-picker", "items.*.item", 24),
    ("twilio/list-picker", "items.*.id", 200),
    ("twilio/list-picker", "items.*.description", 72),
    ("twilio/call-to-action", "body", 640),
    ("twilio/call-to-action", "actions.*.title", 25),
)
COUNT_LIMITS = (("twilio/quick-reply", "actions", 10), ("twilio/list-picker", "items", 10))
QUICK_REPLY = "twilio/quick-reply"
RENDERED_LIMIT = 1024
# What a person sees when a template has several types: the richest one WhatsApp knows.
RICHEST = (
    "twilio/list-picker",
    "twilio/quick-reply",
    "twilio/call-to-action",
    "twilio/location",
    "twilio/media",
    "twilio/text",
)
SESSION_ONLY = {"twilio/list-picker", "twilio/location"}
NEEDS_APPROVAL = {"twilio/call-to-action"}
CATEGORIES = {"UTILITY", "MARKETING", "AUTHENTICATION"}
VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
# What WhatsApp refuses inside a variable: line breaks, tabs, more than four spaces in a row.
BREAKS = re.compile(r"[\n\t]| {5}")
# Words beside each variable below which a template is rejected as nothing but variables.
SHORTEST = 3


@dataclass(slots=True)
class Approval:
    """WhatsApp's verdict: unsubmitted, received, pending, approved, rejected, paused, disabled."""

    name: str = ""
    category: str = ""
    content_type: str = ""
    status: str = "unsubmitted"
    rejection_reason: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "category": self.category,
            "content_type": self.content_type,
            "status": self.status,
            "rejection_reason": self.rejection_reason,
            "allow_category_change": True,
        }


@dataclass(slots=True)
class Template:
    """One Content resource."""

    sid: str
    friendly_name: str
    language: str
    variables: dict[str, str]
    types: dict[str, Any]
    created: datetime
    approval: Approval = field(default_factory=Approval)

    @property
    def shown(self) -> str:
        """The type a WhatsApp user sees."""
        return next((kind for kind in RICHEST if kind in self.types), next(iter(self.types)))

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """(id, title) of each choice of the shown type."""
        shown = self.types[self.shown]
        actions = [(a.get("id", a["title"]), a["title"]) for a in shown.get("actions", [])]
        return actions + [(item["id"], item["item"]) for item in shown.get("items", [])]


def texts_at(value: Any, path: str) -> Iterator[str]:
    """The texts at a dotted path, `*` standing for every item."""
    head, _, rest = path.partition(".")
    for item in value if head == "*" else [value.get(head)]:
        if isinstance(item, str) and not rest:
            yield item
        elif item is not None and rest:
            yield from texts_at(item, rest)


def over_limits(types: Mapping[str, Any]) -> list[str]:
    """What is too long or too many in a template's types."""
    too_long = [
        f"{kind} {path}: {utf16_length(text)} characters, at most {limit}"
        for kind, path, limit in TEXT_LIMITS
        for text in texts_at(types.get(kind, {}), path)
        if utf16_length(text) > limit
    ]
    too_many = [
        f"{kind} {path}: {len(types[kind][path])} items, 1 to {limit}"
        for kind, path, limit in COUNT_LIMITS
        if kind in types and not 1 <= len(types[kind][path]) <= limit
    ]
    return too_long + too_many


def rejection(template: Template) -> str:
    """Why WhatsApp would reject the words at once, or nothing (channels.md §1.5)."""
    body = template.types[template.shown].get("body", "").strip()
    if re.match(VARIABLE, body) or re.search(VARIABLE.pattern + r"$", body):
        return "The message body can't start or end with a variable"
    if re.search(VARIABLE.pattern + r"\s*" + VARIABLE.pattern, body):
        return "The message body can't have two variables next to each other"
    numbers = VARIABLE.findall(body)
    if set(numbers) != {str(n + 1) for n in range(len(set(numbers)))}:
        return "The variables are not numbered one after the other"
    if len(VARIABLE.sub(" ", body).split()) < SHORTEST * len(numbers):
        return "There are too many variables for the length of the message"
    if missing := set(numbers) - set(template.variables):
        return f"A sample is missing for {sorted(missing)}"
    return ""


class Content:
    """The account's templates, newest first in lists."""

    def __init__(self, clock: Callable[[], datetime], new_sid: Callable[[str], str]) -> None:
        self.templates: dict[str, Template] = {}
        self._clock = clock
        self._new_sid = new_sid

    def create(self, body: Mapping[str, Any]) -> Template:
        """Raises RefusalError when a text is too long or no known type is given."""
        if not body["types"]:
            raise RefusalError(20001, "types: at least one is required")
        template = Template(
            sid=self._new_sid("HX"),
            friendly_name=body.get("friendly_name", ""),
            language=body["language"],
            variables=dict(body.get("variables", {})),
            types=dict(body["types"]),
            created=self._clock().replace(microsecond=0),
        )
        self.templates[template.sid] = template
        return template

    def fetch(self, sid: str) -> Template:
        if sid not in self.templates:
            raise RefusalError(20404, f"The requested resource /v1/Content/{sid} was not found")
        return self.templates[sid]

    def newest_first(self) -> list[Template]:
        return list(self.templates.values())[::-1]

    def request_approval(self, sid: str, name: str, category: str) -> Approval:
        """Submit to WhatsApp: rejected at once when the words break its rules, else received."""
        template = self.fetch(sid)
        if not re.fullmatch(r"[a-z0-9_]{1,512}", name):
            raise RefusalError(20001, "name: only lowercase letters, digits and underscores")
        if category not in CATEGORIES:
            raise RefusalError(20001, f"category: not one of {sorted(CATEGORIES)}")
        if template.shown in SESSION_ONLY:
            raise RefusalError(20001, f"{template.shown} cannot be submitted for approval")
        reason = rejection(template)
        status = "rejected" if reason else "received"
        template.approval = Approval(name, category, template.shown, status, reason)
        return template.approval

    def decide(self, sid: str, status: str = "approved", reason: str = "") -> None:
        """WhatsApp's verdict, as a test wants it."""
        self.fetch(sid).approval.status = status
        self.fetch(sid).approval.rejection_reason = reason

    def render(
        self, form: Mapping[str, Any], *, in_session: bool
    ) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The words and choices a person gets; RefusalError when WhatsApp would not take the template."""
        template = self.templates.get(form["ContentSid"])
        if template is None:
            raise RefusalError(21655)
        values = {**template.variables, **json.loads(form.get("ContentVariables", "{}"))}
        approved = template.approval.status == "approved"
        if template.approval.status == "paused":
            raise RefusalError(63041)
        if not in_session and not approved:
            raise RefusalError(63016)
        if approved and any(BREAKS.search(value) for value in values.values()):
            raise RefusalError(63021)
        if not approved and template.shown in NEEDS_APPROVAL:
            raise RefusalError(63005)
        if not approved and template.shown == QUICK_REPLY and len(template.buttons) > 3:
            raise RefusalError(63005)  # three in a session, ten once approved

        def fill(text: str) -> str:
            return VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)

        body = fill(template.types[template.shown].get("body", ""))
        if utf16_length(body) > RENDERED_LIMIT and (approved or template.shown != "twilio/text"):
            raise RefusalError(63021)
        return body, tuple((fill(id_), fill(title)) for id_, title in template.buttons)
