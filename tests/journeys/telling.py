"""The two ways of telling a story, and one expected text for both: in the simulator's world under
the oracle, and by the service that runs between the two providers.

What the channels put beside the words differs by channel and is no part of the text: a picture of
the goals before its message, the calendar file (Telegram) or the link to one (WhatsApp), what a
partner sent.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from core.duration import MINUTE
from core.mentoring.pair import Pair
from simulator.journeys import changes
from simulator.oracle import Oracle
from simulator.performance import Performance
from simulator.phone import Said, Shown
from simulator.story import Story, parse
from simulator.world import World
from tests.journeys.running import Templates
from tests.journeys.served import Served

FOLDER = Path(__file__).with_name("told")
LONGEST = 620
"""Characters of a bubble: six hundred, and the digits before its options."""

BESIDE = {
    "chart": {"image/png"},
    "calendar": {"text/calendar"},
    "relayed": {"audio/ogg", "image/jpeg"},
}
"""What may come beside the words, by the kind of attachment."""

UNSAID = """
SELECT o.state, o.error, o.body FROM outbox o LEFT JOIN address a ON a.id = o.address_id
 WHERE o.state NOT IN ('accepted', 'cancelled')
   AND NOT (o.state = 'held' AND a.last_in_at < o.sent_at)
"""
"""What was owed and was neither said, nor overtaken, nor waits for its reader to write again."""


class Told:
    """A story after it was played."""

    def __init__(self, played: Performance) -> None:
        self.played = played

    def rows(self, sql: str) -> list[Any]:
        """What a SELECT finds in the tables at the end."""
        with self.played.stage.database.read() as conn:
            return list(conn.execute(text(sql)).all())

    def column(self, sql: str) -> list[Any]:
        """The only column of a SELECT."""
        return [row[0] for row in self.rows(sql)]

    def mentorship(self, number: int = 1) -> int:
        """The id of the story's first mentorship, or of a later one: PostgreSQL counts on."""
        ids: list[int] = self.column("SELECT id FROM mentorship ORDER BY id")
        return ids[number - 1]

    def pair(self, number: int = 1) -> Pair:
        """A mentorship as the last event left it."""
        (row,) = self.column(f"SELECT pair FROM mentorship WHERE id = {self.mentorship(number)}")
        return msgspec.json.decode(row, type=Pair)

    def states(self, number: int = 1) -> list[str]:
        """The states that a mentorship went through, in order, as the mentee's events tell it."""
        made = self.mentorship(number)
        rows = self.rows(
            "SELECT e.data FROM event e JOIN mentorship m ON m.mentee_id = e.person_id"
            f" WHERE m.id = {made} AND e.rule = 'mentorship:state' ORDER BY e.id"
        )
        changes = [msgspec.json.decode(row[0]) for row in rows]
        return [one["to"] for one in changes if one["mentorship"] == str(made)]

    def alerts(self) -> list[str]:
        """What coordinators were called for."""
        return self.column("SELECT kind FROM alert ORDER BY id")

    def ratings(self) -> list[tuple[str, int, str]]:
        """What was confided with a rating or a reason: about what, how good, which reason."""
        return [tuple(row) for row in self.rows("SELECT about, rating, reason FROM confidence")]

    def promises(self) -> list[tuple[str, int | None]]:
        """Every pledge: its state, and the one that it hangs by."""
        return [tuple(row) for row in self.rows("SELECT state, parent_id FROM promise ORDER BY id")]

    def bubbles(self, who: str) -> list[Shown]:
        """What somebody was shown."""
        return [one for one in self.played.phones[who].screen if isinstance(one, Shown)]

    def screen(self, who: str) -> str:
        """All words that somebody was shown."""
        return "\n".join(one.text for one in self.bubbles(who))

    def unasked(self, who: str, since: int, until: int) -> list[str]:
        """What somebody was told between two moments who had not written a minute before."""
        screen = self.played.phones[who].screen
        wrote = [one.at for one in screen if isinstance(one, Said)]
        return [
            one.text
            for one in self.bubbles(who)
            if since < one.at < until and not any(0 <= one.at - at <= MINUTE for at in wrote)
        ]

    def shown_at(self, who: str, key: str) -> list[int]:
        """When messages with this key came, in milliseconds."""
        return [
            one.at for one in self.bubbles(who) if key in {part.key for part in one.message.parts}
        ]


Tell = Callable[[str], AbstractContextManager[Told]]
"""Plays the story of a name, which stays open to be looked into."""


@contextmanager
def in_a_world(name: str, *, update: bool) -> Iterator[Told]:
    """Play a story: it is seen as it was told, keeps the invariants, and speaks one language to each."""
    path = FOLDER / f"{name}.txt"
    before = path.read_text("utf-8")
    story = parse(before)
    oracle = Oracle()
    world = World(start=story.start, desk=oracle.listen)
    oracle.attend(world)
    try:
        played = Performance(story, world)
        if update:
            path.write_text(played.text, "utf-8")
        else:
            _is_as_told(before, played.text)
        oracle.conclude()
        assert not oracle.findings.words, oracle.findings.words[:5]
        _speaks_well(story, played)
        yield Told(played)
    finally:
        world.close()


@contextmanager
def by_the_service(name: str, url: str, templates: Templates) -> Iterator[Told]:
    """Play a story over HTTP: the same words, taken by both providers, and nothing left unsaid."""
    before = (FOLDER / f"{name}.txt").read_text("utf-8")
    story = parse(before)
    served = Served(url, story.start, templates)
    try:
        played = Performance(story, served)
        _is_as_told(before, played.text)
        _speaks_well(story, played)
        assert served.twilio.refusals == [], "63016 is what Twilio says of words outside the window"
        assert served.twilio.violations == []
        assert served.telegram.violations == []
        told = Told(played)
        assert told.rows(UNSAID) == []
        for one in served.enclosed:
            assert one.media_type in BESIDE[one.attach.partition(":")[0]], one
        yield told
    finally:
        served.close()


def _is_as_told(before: str, now: str) -> None:
    if now != before:
        told_apart = changes(before, now)
        pytest.fail("\n".join(("not as told (mem journeys --update):", *told_apart[:80])))
    assert "< !" not in now, "somebody taps what is not there"


def _speaks_well(story: Story, played: Performance) -> None:
    for person in story.people:
        bubbles = [one for one in played.phones[person.called].screen if isinstance(one, Shown)]
        for one in bubbles:
            assert one.message.language == person.locale, one.text
            assert len(one.text) <= LONGEST, one.text
        for one, next_one in pairwise(bubbles):
            assert (one.at, one.text) != (next_one.at, next_one.text), "the same thing twice"
