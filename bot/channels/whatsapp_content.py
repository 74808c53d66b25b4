"""Buttons on WhatsApp: Content objects made once per shape, filled with variables at each send."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.channels.protocol import Bubble
from bot.channels.text import utf16_units

QUICK_REPLIES = 3
"""Most quick replies within the 24 hours without approval (channels §1.5)."""
QUICK_LABEL = 20
LIST_ITEMS = 10
LIST_LABEL = 24
LONGEST_BODY = 1024
"""Most characters of the text above buttons; a longer one goes out as numbered text."""

SHAPES = (
    *(f"quick-reply/{count}" for count in range(1, QUICK_REPLIES + 1)),
    *(f"list-picker/{count}" for count in range(1, LIST_ITEMS + 1)),
)


@dataclass(frozen=True, slots=True)
class Registered:
    """One Content object of an account; `status` and `reason` are WhatsApp's verdict on it."""

    sid: str
    name: str
    status: str
    reason: str = ""


def content_for(bubble: Bubble, registered: Mapping[str, str]) -> tuple[str, str] | None:
    """The Content sid and its variables (JSON) for a bubble with buttons.

    None when there is no button, no object of this shape, or a text or label does not fit:
    the numbered text says the same.
    """
    shape = _shape(bubble)
    if not shape or shape not in registered or utf16_units(bubble.text) > LONGEST_BODY:
        return None
    values = [bubble.text]
    if shape.startswith("list-picker"):
        values.append(bubble.title or "☰")
    for button in bubble.buttons:
        values += [button.label, button.token]
    variables = {str(number): value for number, value in enumerate(values, 1)}
    return registered[shape], json.dumps(variables, ensure_ascii=False)


def definition(shape: str) -> dict[str, object]:
    """The Content object of a shape as the Content API takes it (POST /v1/Content)."""
    kind, _, number = shape.partition("/")
    count = int(number)
    if kind == "quick-reply":
        actions = [
            {"type": "QUICK_REPLY", "title": f"{{{{{2 * n}}}}}", "id": f"{{{{{2 * n + 1}}}}}"}
            for n in range(1, count + 1)
        ]
        types = {"twilio/quick-reply": {"body": "{{1}}", "actions": actions}}
        samples = 1 + 2 * count
    else:
        items = [
            {"item": f"{{{{{2 * n + 1}}}}}", "id": f"{{{{{2 * n + 2}}}}}"}
            for n in range(1, count + 1)
        ]
        body = {"body": "{{1}}", "button": "{{2}}", "items": items}
        types = {"twilio/list-picker": body}
        samples = 2 + 2 * count
    return {
        "friendly_name": friendly_name(shape),
        "language": "fr",
        "variables": {str(n): f"sample {n}" for n in range(1, samples + 1)},
        "types": types,
    }


def friendly_name(shape: str) -> str:
    """How the object is found again in the account."""
    return "mem_" + shape.replace("-", "_").replace("/", "_")


def template_definition(
    name: str, language: str, body: str, samples: Sequence[str], button: tuple[str, str] | None
) -> dict[str, object]:
    """The Content object of a template; `button` is a label and what its tap brings back."""
    types: dict[str, object] = {"twilio/text": {"body": body}}
    if button is not None:
        action = {"type": "QUICK_REPLY", "title": button[0], "id": button[1]}
        types = {"twilio/quick-reply": {"body": body, "actions": [action]}}
    return {
        "friendly_name": name,
        "language": language,
        "variables": {str(number): sample for number, sample in enumerate(samples, 1)},
        "types": types,
    }


def _shape(bubble: Bubble) -> str:
    labels = [utf16_units(button.label) for button in bubble.buttons]
    if not labels:
        return ""
    if len(labels) <= QUICK_REPLIES and max(labels) <= QUICK_LABEL:
        return f"quick-reply/{len(labels)}"
    if len(labels) <= LIST_ITEMS and max(labels) <= LIST_LABEL and utf16_units(bubble.title) <= 20:
        return f"list-picker/{len(labels)}"
    return ""
