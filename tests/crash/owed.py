"""What the clock and the team owe to two who work together: reminders, check-ins, calls for a human.

Like the whole checker it knows the product by its tables and by what reached people only.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator

from tests.crash.evidence import SPOKEN, TEAM, Evidence, Row


def told(evidence: Evidence) -> Iterator[str]:
    """What fell due for somebody, and what the team owed them, was said as often as it was due."""
    for one in evidence.expected:
        if not one.told:
            continue
        found: Counter[str] = Counter()
        for row in evidence.books.outbox:
            if row["to_address"] == one.address and row["kind"] == "message":
                found.update(keys_of(row) & one.told.keys())
                if keys_of(row) & one.told.keys() and not evidence.rows.get(row["id"]):
                    yield f"outbox {row['id']}: {one.address} has not read it"
        if found != Counter(one.told):
            yield f"{one.address}: told {dict(found)}, due was {dict(one.told)}"


def punctual(evidence: Evidence) -> Iterator[str]:
    """No timer fired before it was due."""
    for row in evidence.books.timer:
        if row["state"] == "fired" and row["fired_at"] < row["due_at"]:
            yield f"timer {row['id']} {row['kind']}: due at {row['due_at']}, fired {row['fired_at']}"


def confided(evidence: Evidence) -> Iterator[str]:
    """What somebody answered to the team alone is kept once, word for word."""
    persons = {row["address"]: row["person_id"] for row in evidence.books.address}
    for one in evidence.expected:
        kept = [
            [row["about"], row["rating"], SPOKEN if spoken(row) else row["line"]]
            for row in evidence.books.confidence
            if row["person_id"] == persons.get(one.address)
        ]
        if one.partner and kept != [list(each) for each in one.confided]:
            yield f"{one.address}: confided {one.confided}, kept {kept}"


def called(evidence: Evidence) -> Iterator[str]:
    """Each call for a human is open until the team has seen to it, and the team was told once."""
    persons = {row["address"]: row["person_id"] for row in evidence.books.address}
    for one in evidence.expected:
        person = persons.get(one.address)
        calls = [
            row
            for row in evidence.books.alert
            if row["kind"] == "human" and row["person_id"] == person
        ]
        if not one.partner:
            continue
        states = Counter(row["state"] for row in calls)
        wanted = Counter(closed=one.settled, open=one.called - one.settled)
        if states != +wanted:
            yield f"{one.address}: called {dict(wanted)}, kept {dict(states)}"
        for row in calls:
            if row["state"] == "closed" and not (row["closed_by"] and row["closed_at"] > row["at"]):
                yield f"alert {row['id']}: closed by {row['closed_by']!r} at {row['closed_at']}"
        news = [row for row in _news(evidence, "human") if about(row) == person]
        if len(news) != one.called:
            yield f"{one.address}: called {one.called} times, the team was told {len(news)} times"


def heard(evidence: Evidence) -> Iterator[str]:
    """Each voice note for the team reached its chat; more than once only after an unknown outcome."""
    spoken_rows = [row for row in evidence.books.confidence if spoken(row)]
    news = _news(evidence, "voice")
    if len(news) != len(spoken_rows):
        yield f"{len(spoken_rows)} voice notes for the team, {len(news)} messages"
    for row in news:
        shown = [one for one in evidence.rows.get(row["id"], ()) if one.spoken]
        if not 1 <= len(shown) <= 1 + row["unknowns"]:
            yield f"outbox {row['id']}: the team heard it {len(shown)} times"


CLAIMS: tuple[Callable[[Evidence], Iterator[str]], ...] = (told, punctual, confided, called, heard)


def keys_of(row: Row) -> set[str]:
    """The names of the words that a message is made of."""
    return {part["key"] for part in json.loads(row["body"]).get("parts", ())}


def spoken(row: Row) -> bool:
    """Whether a line that was confided is a voice note."""
    return row["line"].startswith("media:") and '"kind":"voice"' in row["line"]


def about(row: Row) -> int | None:
    """The person that a message to the team names."""
    (part,) = json.loads(row["body"])["parts"]
    found: int | None = part["facts"].get("person")
    return found


def _news(evidence: Evidence, kind: str) -> list[Row]:
    """What the team's chat was owed about alerts of a kind."""
    return [
        row
        for row in evidence.books.outbox
        if row["to_address"] == TEAM and row["key"].endswith(f":alert:{kind}")
    ]
