"""What a mentorship has to say to one of the two, and whether it is still true."""

from collections.abc import Sequence

import msgspec

from core.mentoring.ending import silent
from core.mentoring.meeting import SEEKING, begins
from core.mentoring.pair import BEGINNING, LIVE, Pair
from core.mentoring.scheduling import QUESTIONS
from core.mentoring.side import Side, other


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to say to one side: told, asked (a question opens) or withdrawn (it closes)."""

    how: str
    key: str
    facts: dict[str, str | int] = {}


OUTLIVING = frozenset({"rematch", "another", "pledge"})
"""Choices that come with an end: nothing in the pair waits for them."""

APPOINTED = frozenset(
    {"meeting_confirmed", "meeting_day_before", "meeting_hours_before", "meeting_local", "meeting_clock"}
)  # fmt: skip
"""What is said of one fixed time, and is true only while that time is."""

RECALLS = {"nudge_gentle": 1, "nudge_smaller": 2, "nudge_choice": 3}
"""How often a question was recalled when these words are said; later ones make them stale."""

_said = msgspec.json.Decoder(list[Said])


def read(text: str) -> list[Said]:
    """The sayings that a timer carries."""
    return _said.decode(text)


def standing(now: Pair, side: Side, lines: Sequence[Said]) -> list[Said]:
    """Those of `lines` that are still true for this side of the pair as it is now."""
    present = (_present(now, side, line) for line in lines)
    return [line for line in present if _holds(now, side, line)]


def speaks(lines: Sequence[Said]) -> bool:
    """Whether anything is said at all: what is only withdrawn makes no message."""
    return any(line.how in {"tell", "ask"} for line in lines)


def _present(now: Pair, side: Side, line: Said) -> Said:
    """A question about times under the name it has now: the table may have changed since."""
    asked = next((key for key in QUESTIONS if now.seat(side).asked(key)), "")
    recalled = line.facts.get("question")
    if not asked or {line.key, recalled} & {asked}:
        return line
    if line.how == "ask" and line.key in QUESTIONS:
        return Said("ask", asked)
    if line.key in RECALLS and recalled in QUESTIONS:
        return Said(line.how, line.key, {**line.facts, "question": asked})
    return line


def _holds(now: Pair, side: Side, line: Said) -> bool:
    """Whether a line is still true: its question open, its time on the table or fixed."""
    facts = line.facts
    match line.how:
        case "ask" if line.key == "checkin" and facts["kind"] not in now.seat(side).checkins[-1:]:
            return False
        case "ask" if line.key not in OUTLIVING:
            return now.seat(side).asked(line.key)  # the times on the table are shown as they are
        case "tell" if line.key in RECALLS:
            recalled = RECALLS[line.key]
            return any(
                one.key == facts["question"] and one.nudges == recalled
                for one in now.seat(side).questions
            )
        case "tell" if line.key in APPOINTED:
            return now.meeting is not None and begins(now.meeting) == facts["start"]
        case "tell" if line.key == "time_unanswered":
            return _unanswered(now, side)
        case "tell" if line.key == "partner_quiet":
            return silent(now, other(side)) and now.state in {*BEGINNING, *LIVE}
        case _:
            return True


def _unanswered(now: Pair, side: Side) -> bool:
    """Whether this side waits for the other's answer about times, and has proposed none anew."""
    sought = now.meeting
    if sought is None or sought.state not in SEEKING or sought.settled_at:
        return False
    answered = any(now.seat(side).asked(key) for key in QUESTIONS)
    return now.state in LIVE and not sought.fine(side) and not answered
