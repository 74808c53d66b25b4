"""Who knows that a report holds the words of a pair, and what they read once it was looked into.

Whoever reported was promised that the other is not told: the other hears of the end of a hold only
if they have met it, and only if words really pass.
"""

import json
from collections.abc import Iterator
from typing import Literal

from sqlalchemy import Connection

from bot.handlers.ledger import Ledger
from bot.handlers.sayings import Said
from core.mentoring.pair import OPEN, Pair
from core.mentoring.relay import Line
from core.mentoring.side import SIDES, Side
from storage import events
from storage.codec import encode

Knows = Literal["relay:reported", "relay:held"]
"""The rule in the history of whoever reported, and of whoever was told that words are held."""

REVIEWED = "mentorship:reviewed"
"""The rule in both histories of a coordinator's look at their pair."""


def note(ledger: Ledger, mentorship_id: int, person_id: int, rule: Knows) -> None:
    """Write down that somebody knows of the hold."""
    facts = encode({"mentorship": str(mentorship_id)})
    ledger.events.append((person_id, ledger.now, rule, facts))


def news(
    conn: Connection, mentorship_id: int, pair: Pair, line: Line, people: dict[Side, int]
) -> Iterator[tuple[Side, Said]]:
    """What each of the two is told when a coordinator reopens `line`, which is as it is from now on."""
    passes = pair.state in OPEN and pair.state != "paused" and not line.blocked_by
    for side in SIDES:
        person = people.get(side)
        if person is None:
            continue
        if _since(conn, mentorship_id, person, "relay:reported"):
            how = "passes" if passes else "blocked" if side in line.blocked_by else "looked"
            yield side, Said("tell", "report_reviewed", {"line": how})
        elif passes and _since(conn, mentorship_id, person, "relay:held"):
            yield side, Said("tell", "words_pass")


def _since(conn: Connection, mentorship_id: int, person: int, rule: Knows) -> bool:
    """Whether the rule applied since a coordinator last looked at this pair."""
    found, looked = (
        [
            at
            for at, data in events.times(conn, [person], name)
            if json.loads(data).get("mentorship") == str(mentorship_id)
        ]
        for name in (rule, REVIEWED)
    )
    return bool(found) and found[-1] >= max(looked, default=0)
