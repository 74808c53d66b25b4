"""A meeting as a calendar file (RFC 5545), for whoever wants it in their own calendar."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

FOLD = 75
"""Octets a line may have before it is folded (RFC 5545 §3.1)."""

DOMAIN = "mentoring-mem"
PRODUCT = "-//MeM by CGEM//Mentoring MeM//FR"

ORGANIZER = 'ORGANIZER;CN="Mentoring MeM":invalid:nomail'
"""Required by RFC 5546 for PUBLISH and CANCEL; nobody can or need answer it by mail."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the file says; times in milliseconds UTC, `stamp` being when it was made.

    `uid` stays the same when the meeting moves and `sequence` rises: calendars then replace it.
    """

    uid: str
    start: int
    end: int
    stamp: int
    summary: str
    description: str = ""
    sequence: int = 0
    method: Literal["PUBLISH", "CANCEL"] = "PUBLISH"


def uid(pair: str, number: int) -> str:
    """The name of meeting `number` of a pair, the same for both people and for ever."""
    return f"{pair}-{number}@{DOMAIN}"


def calendar_file(entry: Entry) -> str:
    """The text of an .ics file: CRLF, folded lines, times in UTC."""
    status = "CANCELLED" if entry.method == "CANCEL" else "CONFIRMED"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"METHOD:{entry.method}",
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{_utc(entry.stamp)}",
        f"DTSTART:{_utc(entry.start)}",
        f"DTEND:{_utc(entry.end)}",
        f"SEQUENCE:{entry.sequence}",
        f"STATUS:{status}",
        ORGANIZER,
        f"SUMMARY:{_escaped(entry.summary)}",
        *([f"DESCRIPTION:{_escaped(entry.description)}"] if entry.description else ()),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(moment: int) -> str:
    return datetime.fromtimestamp(moment / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """TEXT of RFC 5545 §3.3.11; control characters other than the line feed are not allowed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(letter for letter in text if letter == "\n" or letter.isprintable())
    for letter in "\\;,":
        text = text.replace(letter, f"\\{letter}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """`line` in pieces of at most 75 octets, never inside a character."""
    pieces, piece, room = [], "", FOLD
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(piece)
            piece, room = " ", FOLD - 1
        piece += letter
        room -= size
    return "\r\n".join([*pieces, piece])
