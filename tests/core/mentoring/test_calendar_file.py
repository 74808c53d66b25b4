"""The calendar file as a calendar reads it: unfolded, unescaped, in UTC."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.duration import MINUTE
from core.mentoring.calendar_file import Entry, calendar_file, uid

START = int(datetime(2026, 12, 1, 18, tzinfo=UTC).timestamp() * 1000)
ENTRY = Entry(uid("p1", 2), START, START + 45 * MINUTE, START - 1000, "Rencontre")


def read(text: str) -> dict[str, str]:
    """The properties of the event, unfolded and unescaped as RFC 5545 says."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    found = {}
    for line in lines:
        name, _, value = line.partition(":")
        plain, escaped = "", False
        for letter in value:
            if escaped:
                plain += "\n" if letter in "nN" else letter
                escaped = False
            elif letter == "\\":
                escaped = True
            else:
                plain += letter
        found[name.partition(";")[0]] = plain
    return found


def test_a_meeting_in_utc_with_its_own_name() -> None:
    """What the standard asks of a published event is there."""
    found = read(calendar_file(ENTRY))
    assert found["VERSION"] == "2.0"
    assert found["METHOD"] == "PUBLISH"
    assert found["UID"] == "p1-2@mentoring-mem"
    assert (found["DTSTART"], found["DTEND"]) == ("20261201T180000Z", "20261201T184500Z")
    assert (found["STATUS"], found["SEQUENCE"]) == ("CONFIRMED", "0")
    assert found["DTSTAMP"] == "20261201T175959Z"
    assert found["ORGANIZER"]


def test_a_cancellation_names_the_same_entry() -> None:
    """Same name, higher sequence, cancelled."""
    gone = Entry(ENTRY.uid, ENTRY.start, ENTRY.end, ENTRY.stamp, "x", sequence=3, method="CANCEL")
    found = read(calendar_file(gone))
    assert (found["UID"], found["METHOD"], found["STATUS"], found["SEQUENCE"]) == (
        ENTRY.uid,
        "CANCEL",
        "CANCELLED",
        "3",
    )


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_words_come_back_and_no_line_is_too_long(summary: str, description: str) -> None:
    """Arabic, emoji, commas, line feeds: folded at 75 octets, never inside a character."""
    text = calendar_file(
        Entry(ENTRY.uid, ENTRY.start, ENTRY.end, ENTRY.stamp, summary, description)
    )
    raw = text.encode()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    raw.decode()
    assert text.count("\n") == text.count("\r\n")
    assert text.count("BEGIN:VEVENT") == 1 or "BEGIN:VEVENT" in summary + description
    plain = summary.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(letter for letter in plain if letter == "\n" or letter.isprintable())
    assert read(text)["SUMMARY"] == plain


def test_arabic_is_folded_between_letters() -> None:
    """Two octets a letter, six lines, every one of them readable by itself."""
    words = "لقاء حول تمويل المقاولة " * 8
    text = calendar_file(Entry(ENTRY.uid, START, START, START, words.strip()))
    raw = text.encode().split(b"\r\n")
    assert sum(line.startswith(b" ") for line in raw) >= 4
    assert all(len(line) <= 75 and line.decode() for line in raw if line)
    assert read(text)["SUMMARY"] == words.strip()


def test_words_cannot_end_the_entry() -> None:
    """A line feed in the words is no line feed in the file."""
    text = calendar_file(
        Entry(ENTRY.uid, START, START, START, "a\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR")
    )
    assert text.split("\r\n").count("END:VCALENDAR") == 1
