"""What Twilio refuses beyond its OpenAPI document: codes, words, and the rules of a message."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.spec_telegram import utf16_length
from tests.fakes.spec_twilio import Problem

# Code -> (HTTP status, words). Words as on twilio.com/docs/api/errors; channels.md §1.7.
ERRORS: Mapping[int, tuple[int, str]] = {
    20001: (400, "Invalid parameter"),
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too Many Requests"),
    21211: (400, "The 'To' number is not a valid phone number."),
    21408: (400, "Permission to send to this region has not been enabled."),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
    21609: (400, "The 'StatusCallback' URL is not a valid URL."),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21611: (429, "This 'From' number has exceeded the maximum number of queued messages"),
    21614: (400, "'To' number is not a valid mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    21619: (400, "A text message body, media urls or content sid must be specified."),
    21620: (400, "Invalid media URL(s)"),
    21654: (400, "ContentSid Required"),
    21655: (400, "The ContentSid is Invalid"),
    21656: (400, "The ContentVariables Parameter is invalid"),
    21658: (400, "Parameter exceeded character limit"),
    21701: (400, "The Messaging Service does not exist"),
    21910: (400, "Invalid From and To pair. From and To should be of the same channel"),
    63003: (400, "Channel could not find To address"),
    63005: (400, "Channel did not accept given content"),
    63007: (400, "Twilio could not find a Channel with the specified From address"),
    63014: (400, "Message delivery failed because it was blocked by a user action"),
    63016: (
        400,
        (
            "Failed to send freeform message because you are outside the allowed window. "
            "If you are using WhatsApp, please use a Message Template."
        ),
    ),
    63018: (429, "Rate limit exceeded for Channel"),
    63021: (400, "Channel invalid content error"),
    63041: (400, "Template is paused"),
    63024: (400, "Invalid message recipient"),
}
# The first parameter at fault decides the code; every other one is 20001.
CODES: Mapping[str, int] = {
    "To": 21604,
    "From": 21603,
    "StatusCallback": 21609,
    "MediaUrl": 21620,
    "ContentSid": 21655,
    "ContentVariables": 21656,
    "MessagingServiceSid": 21701,
}
BODY_LIMIT = 1600
# A phone number, or a business-scoped user id (channels.md §0.1).
WHATSAPP_ADDRESS = re.compile(r"whatsapp:(\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9]{1,128})")


class RefusalError(Exception):
    """Twilio says no; code as in ERRORS, words default to the table's."""

    def __init__(self, code: int, words: str = "", status: int = 0) -> None:
        known_status, known_words = ERRORS.get(code, (400, "Error"))
        self.code = code
        self.words = words or known_words
        self.status = status or known_status
        super().__init__(f"{code} {self.words}")

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "message": self.words,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


def refusal_for(problem: Problem) -> RefusalError:
    """The refusal of a request the specification does not allow."""
    code = CODES.get(problem.where, 20001)
    words = "" if code in {21603, 21604} else f"{ERRORS[code][1]} ({problem})"
    return RefusalError(code, words)


def broken_rules(form: Mapping[str, Any]) -> Iterator[RefusalError]:
    """The rules of a message that the OpenAPI document does not state (channels.md §1.4, §3)."""
    to, sender = form.get("To", ""), form.get("From", "")
    if not (sender or form.get("MessagingServiceSid")):
        yield RefusalError(21603)
    if not to:
        yield RefusalError(21604)
    elif sender and sender.startswith("whatsapp:") != to.startswith("whatsapp:"):
        yield RefusalError(21910)
    elif not WHATSAPP_ADDRESS.fullmatch(to):
        yield RefusalError(21211, f"The 'To' number {to} is not a valid phone number.")
    if not (form.get("Body") or form.get("MediaUrl") or form.get("ContentSid")):
        yield RefusalError(21619)
    # One count per UTF-16 unit is the safe reading of "non-GSM characters may count more" (21617).
    if utf16_length(form.get("Body", "")) > BODY_LIMIT:
        yield RefusalError(21617)
    if "ContentVariables" in form:
        yield from _broken_variables(form)


def _broken_variables(form: Mapping[str, Any]) -> Iterator[RefusalError]:
    if "ContentSid" not in form:
        yield RefusalError(21654)
    try:
        variables = json.loads(form["ContentVariables"])
    except ValueError:
        variables = None
    if not isinstance(variables, dict):
        yield RefusalError(21656, "The ContentVariables Parameter is not a JSON object")
        return
    for name, value in variables.items():
        if not isinstance(value, str) or not value:
            yield RefusalError(
                21656, f"The ContentVariables Parameter is empty or not text at {name!r}"
            )
        elif utf16_length(value) > BODY_LIMIT:
            yield RefusalError(21658)


def overfull(form: Mapping[str, Any]) -> list[str]:
    """Recorded but answered: Body and MediaUrl have to be dropped beside a template (§1.4)."""
    extra = [name for name in ("Body", "MediaUrl") if name in form and "ContentSid" in form]
    return [f"{name}: must be dropped when ContentSid is given" for name in extra]
