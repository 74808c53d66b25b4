"""What two people are promised about each other: the part of the oracle that looks at pairs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, text

from core.conversation.effects import Act
from core.mentoring.availability import LENGTH
from core.mentoring.meeting import begins
from simulator.courier import Delivery
from simulator.cycle import Cycle
from simulator.decisions import Taken
from simulator.findings import Findings
from simulator.mind import LINES
from simulator.personas import WRONG
from simulator.phone import Phone
from storage.codec import decode_pair
from storage.prepared import Prepared

WRITTEN = 12
"""Characters of a private line from which on it cannot stand elsewhere by chance."""

COMMONPLACES = frozenset(WRONG).union(*LINES.values())
"""What everybody writes anywhere, in thanks as in confidence: on another's screen it proves nothing."""

_NEW = Prepared(
    text("SELECT id, mentee_id, mentor_id FROM mentorship WHERE id > :last ORDER BY id")
)
_SEATS = Prepared(
    text(
        "SELECT"
        " (SELECT count(*) FROM mentorship WHERE mentor_id = :mentor AND ended_at = 0) AS taken,"
        " (SELECT capacity FROM member WHERE person_id = :mentor) AS capacity,"
        " (SELECT count(*) FROM mentorship WHERE mentee_id = :mentee AND ended_at = 0) AS mentors"
    )
)
_PAIR = Prepared(text("SELECT mentee_id, mentor_id FROM mentorship WHERE id = :id"))
_SIDES = {
    "proposal": Prepared(text("SELECT mentee_id, mentor_id FROM proposal WHERE id = :id")),
    "mentorship": _PAIR,
    "relay": _PAIR,
}
_MEETINGS = Prepared(
    text(
        "SELECT pair FROM mentorship WHERE ended_at = 0 AND pair <> '{}'"
        " AND (mentor_id = :person OR mentee_id = :person)"
    )
)
_NUMBER = re.compile(r"\d{8,15}")


class Between:
    """Follows what pairs do and read: I7, I16, I20 and the private answers of domain §7."""

    def __init__(self, findings: Findings) -> None:
        self.office: tuple[str, str] | None = None
        """The coordinators' chat, if there is one."""
        self._findings = findings
        self._last = 0
        self._private: dict[int, dict[str, int]] = defaultdict(dict)
        """Lines that this person must not read, with the number of their author."""
        self._sharing: dict[int, set[int]] = defaultdict(set)
        """Whom this person lets see how to reach them."""
        self._numbers: dict[str, int] = {}
        """Whose number it is, as far as they have written to us."""

    def check(
        self,
        conn: Connection,
        cycle: Cycle,
        taken: Iterable[Taken],
        owners: Mapping[str, tuple[int, Phone | None]],
    ) -> None:
        """Take in one moment."""
        for one in taken:
            person, phone = owners.get(one.origin, (0, None))
            if phone is not None:
                self._numbers["".join(filter(str.isdecimal, phone.address))] = person
            for effect in one.turn.effects:
                if isinstance(effect, Act) and person:
                    self._deed(conn, cycle, person, effect)
        self._seats(conn, cycle)
        self._read(cycle)

    def _deed(self, conn: Connection, cycle: Cycle, person: int, act: Act) -> None:
        """Remember what was confided and what was shared; look at the meetings a time was set for."""
        if act.subject not in _SIDES:
            return
        sides = _SIDES[act.subject].first(conn, id=act.id)
        if sides is None:
            return
        others = [one for one in sides if one is not None and one != person]
        for line in confided(act):
            for other in others:
                self._private[other][line] = person
        if act.subject == "relay" and act.event == "share":
            self._sharing[person].update(others)
        if act.subject == "relay" and act.event == "keep":
            self._sharing[person].difference_update(others)
        if act.event in {"Picked", "Countered"}:
            for one in sides:
                if one is not None:
                    self._meetings(conn, cycle, one)

    def _seats(self, conn: Connection, cycle: Cycle) -> None:
        """I20: a new pair has a seat, and its mentee no other mentor."""
        for row in _NEW.all(conn, last=self._last):
            self._last = row.id
            if row.mentor_id is None or row.mentee_id is None:
                continue
            (seats,) = _SEATS.all(conn, mentor=row.mentor_id, mentee=row.mentee_id)
            if seats.taken > (seats.capacity or 0):
                words = f"mentor {row.mentor_id}: {seats.taken} pairs, {seats.capacity} seats"
                self._findings.broken("I20", cycle.at, words)
            if seats.mentors > 1:
                words = f"mentee {row.mentee_id} has {seats.mentors} mentors"
                self._findings.broken("I20", cycle.at, words)

    def _meetings(self, conn: Connection, cycle: Cycle, person: int) -> None:
        """I20: nobody is expected at two meetings at once."""
        rows = _MEETINGS.all(conn, person=person)
        if len(rows) < 2:
            return
        meetings = [decode_pair(row.pair).meeting for row in rows]
        starts = sorted(
            start for one in meetings if one and not one.settled_at and (start := begins(one))
        )
        for earlier, later in pairwise(starts):
            if later < earlier + LENGTH:
                words = f"person {person}: two meetings at once"
                self._findings.broken("I20", cycle.at, words)

    def _read(self, cycle: Cycle) -> None:
        """No private answer and, before both agreed, no number on the other's screen."""
        for delivery in cycle.delivered:
            reader = delivery.owed.person_id
            if reader is None:
                self._office(cycle, delivery)
                continue
            where = f"{delivery.phone.address} outbox {delivery.owed.key}"
            for bubble in delivery.shown:
                for line, author in self._private.get(reader, {}).items():
                    if line in bubble.text:
                        words = f"{where}: what person {author} confided"
                        self._findings.broken("private", cycle.at, words)
                for number in _NUMBER.findall(bubble.text):
                    owner = self._numbers.get(number, reader)
                    agreed = owner in self._sharing[reader] and reader in self._sharing[owner]
                    if owner != reader and not agreed:
                        self._findings.broken("I7", cycle.at, f"{where}: the number of {owner}")

    def _office(self, cycle: Cycle, delivery: Delivery) -> None:
        """I16: an alert in the coordinators' chat says that somebody needs them, and nothing more."""
        if (delivery.phone.channel, delivery.phone.address) != self.office:
            return
        secrets = {line for lines in self._private.values() for line in lines}
        for bubble in delivery.shown:
            if any(line in bubble.text for line in secrets):
                self._findings.broken("I16", cycle.at, f"{delivery.owed.key}: what was confided")
            if any(number in self._numbers for number in _NUMBER.findall(bubble.text)):
                self._findings.broken("I16", cycle.at, f"{delivery.owed.key}: somebody's number")


def confided(act: Act) -> list[str]:
    """The words in a deed that are for the team alone."""
    said: Any = act.facts.get("said") or {}
    lines = (act.facts.get("reason_line"), said.get("line") if isinstance(said, dict) else None)
    return [
        one
        for one in lines
        if isinstance(one, str) and len(one) >= WRITTEN and one not in COMMONPLACES
    ]
