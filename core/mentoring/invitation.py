"""A meeting to be put into one's own calendar, and how a message names it: `calendar:…`."""

from dataclasses import dataclass
from typing import Literal

PREFIX = "calendar:"

Method = Literal["PUBLISH", "CANCEL"]


@dataclass(frozen=True, slots=True)
class Invitation:
    """The meeting `number` of a mentorship as it stood at change `sequence`; `start` in ms UTC."""

    mentorship: int
    number: int
    sequence: int
    start: int
    method: Method


def invitation_of(attach: str) -> Invitation | None:
    """The invitation that an attachment names; None for any other attachment."""
    if not attach.startswith(PREFIX):
        return None
    try:
        mentorship, number, sequence, start, method = attach.removeprefix(PREFIX).split(":")
        return Invitation(
            int(mentorship),
            int(number),
            int(sequence),
            int(start),
            "CANCEL" if method == "CANCEL" else "PUBLISH",
        )
    except ValueError:
        return None
