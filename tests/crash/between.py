"""What passes between two members who work together, and the pair itself: the claims about both.

Like the whole checker it knows the product by its tables and by what reached people only.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

from tests.crash.evidence import AGAIN, SPOKEN, TEAM, Delivery, Event, Evidence, Expected, Row

BREATH = 5_000
"""Milliseconds within which words belong to those that went before (docs, Someone writes to their
partner)."""

TWICE = 2
"""How often a partner's words are said at most, whatever stays unknown."""

NEWS = ("pair", "relay", "relay_lost")
"""Families of timers by which somebody hears of their partner."""


def passed_on(evidence: Evidence, one: Expected) -> list[tuple[Event, Row]]:
    """What of a member's events was for the partner, oldest first, with its inbox row.

    What goes on with a thought belongs to it as long as it is handled within a breath.
    """
    letters = [
        (event, row)
        for event in evidence.events
        if event.passes and event.address == one.address
        for row in evidence.letters(event)
    ]
    found: list[tuple[Event, Row]] = []
    for event, row in sorted(letters, key=lambda each: each[1]["id"]):
        if not event.more or (found and row["done_at"] - found[-1][1]["done_at"] <= BREATH):
            found.append((event, row))
    return found


def passed(evidence: Evidence) -> Iterator[str]:
    """Whatever was for the partner is kept once, in its order, for them and nobody else."""
    persons = _persons(evidence)
    seen: set[int] = set()
    for one in evidence.expected:
        said = passed_on(evidence, one)
        theirs = _relayed(evidence, one)
        seen |= {row["id"] for row in theirs}
        if len(theirs) != len(said):
            yield f"{one.address}: {len(said)} messages for the partner, {len(theirs)} kept"
        for (event, letter), row in zip(said, theirs, strict=False):
            if _said(row) != event.passes and row["state"] != "refused":
                yield f"relayed {row['id']}: {_said(row)!r}, said {event.passes!r}"
            if row["created_at"] != letter["done_at"]:
                yield f"relayed {row['id']}: kept at {row['created_at']}, not {letter['done_at']}"
            if row["recipient_id"] != persons.get(one.partner):
                yield f"relayed {row['id']}: for {row['recipient_id']}"
    for row in evidence.books.relayed:
        if row["id"] not in seen:
            yield f"relayed {row['id']}: nobody said it"


def reached(evidence: Evidence) -> Iterator[str]:
    """Words that passed reached the partner, whole; a second time only after an unknown outcome,
    and then they say so. Words that did not pass: their sender was told.
    """
    carrying = {row["key"]: row for row in evidence.books.outbox}
    for one in evidence.expected:
        for key, rows in _thoughts(evidence, one).items():
            name = f"relayed {[row['id'] for row in rows]}"
            states = {row["state"] for row in rows}
            if states == {"refused"}:
                if not _told(evidence, one, rows):
                    yield f"{name}: refused for {rows[0]['reason']}, their sender was not told"
                continue
            if states != {"delivered"} or key not in carrying:
                yield f"{name}: {sorted(states)}, carried by {key!r}"
                continue
            row = carrying[key]
            words = "\n".join(_said(piece) for piece in rows)
            shown = [
                one for one in evidence.rows.get(row["id"], ()) if one.spoken == (words == SPOKEN)
            ]
            if not shown or not all(words in each.text or each.spoken for each in shown):
                yield f"{name}, outbox {row['id']}: {len(shown)} deliveries, not all of {words!r}"
            if len(shown) > min(1 + row["unknowns"], TWICE):
                yield f"{name}, outbox {row['id']}: reached the partner {len(shown)} times"
            for each in _unmarked([one for one in shown if not one.spoken]):
                yield f"{name}, outbox {row['id']}: said again without a word of it: {each.number}"


def only_them(evidence: Evidence) -> Iterator[str]:
    """Nobody but the partner ever reads what was for them; its sender where it was not passed on."""
    refused = {row["created_at"] for row in evidence.books.relayed if row["state"] == "refused"}
    readers = {
        event.passes: {one.partner}
        | ({one.address} if row["done_at"] in refused else set())
        | ({TEAM} if event.passes == SPOKEN else set())
        for one in evidence.expected
        for event, row in passed_on(evidence, one)
    }
    for delivery in evidence.deliveries:
        for words, allowed in readers.items():
            there = delivery.spoken if words == SPOKEN else words in delivery.text
            if there and delivery.to not in allowed:
                yield f"{delivery.channel} {delivery.number}: {words!r} reached {delivery.to}"


def in_their_order(evidence: Evidence) -> Iterator[str]:
    """The partner reads thoughts in the order in which they were said.

    As everywhere, the place of one whose outcome was unknown is not compared.
    """
    carrying = {row["key"]: row for row in evidence.books.outbox}
    for one in evidence.expected:
        numbers = [
            (rows[0]["id"], evidence.rows[carrying[key]["id"]][0].number)
            for key, rows in _thoughts(evidence, one).items()
            if key in carrying and carrying[key]["unknowns"] == 0
            if carrying[key]["id"] in evidence.rows
        ]
        for (first, before), (second, after) in pairwise(sorted(numbers)):
            if after < before:
                yield f"relayed {second} reached {one.partner} before {first}"


def fired_once(evidence: Evidence) -> Iterator[str]:
    """No timer of a pair spoke twice: each turn of the clock closed a timer of its own."""
    persons = _persons(evidence)
    spoken = Counter((row["person_id"], row["rule"]) for row in evidence.books.event)
    closed = Counter(
        (row["person_id"], f"due:{row['kind'].partition(':')[0]}")
        for row in evidence.books.timer
        if row["state"] == "fired"
    )
    for one in evidence.expected:
        for family in NEWS if one.partner else ():
            place = persons.get(one.address, 0), f"due:{family}"
            if spoken[place] > closed[place]:
                yield f"{one.address}: {family} spoke {spoken[place]} times for {closed[place]} timers"


def pair_kept(evidence: Evidence) -> Iterator[str]:
    """A pair is what its events made of it: each was saved once, and each change follows the last."""
    persons = _persons(evidence)
    fallen = Counter(
        json.loads(row["facts"])["mentorship"]
        for row in evidence.books.timer
        if row["kind"].startswith("pair_due:") and row["state"] == "fired"
    )
    saves: Counter[tuple[int, int]] = Counter()
    for one in evidence.expected:
        if one.partner:
            both = sorted((persons.get(one.address, 0), persons.get(one.partner, 0)))
            saves[both[0], both[1]] += one.acts
    for people, acts in saves.items():
        rows = [
            row
            for row in evidence.books.mentorship
            if {row["mentee_id"], row["mentor_id"]} == set(people)
        ]
        if len(rows) != 1:
            yield f"{people}: {len(rows)} pairs"
            continue
        (row,) = rows
        pair = json.loads(row["pair"])
        due = fallen[str(row["id"])]
        if not row["version"] == pair.get("version") == acts + due + 1:
            yield (
                f"mentorship {row['id']}: saved {row['version']} times, {pair.get('version')} in"
                f" itself, for its beginning, {acts} events and {due} timers"
            )
        for person in people:
            state = "agreed"
            for change in _changes(evidence, person, row["id"]):
                if change["from"] != state:
                    yield f"mentorship {row['id']}: {change} after {state}, for {person}"
                state = change["to"]
            if not state == row["state"] == pair.get("state"):
                yield f"mentorship {row['id']}: {row['state']}, last heard {state}, for {person}"


CLAIMS: tuple[Callable[[Evidence], Iterator[str]], ...] = (
    passed,
    reached,
    only_them,
    in_their_order,
    fired_once,
    pair_kept,
)


def _persons(evidence: Evidence) -> dict[str, int]:
    return {row["address"]: row["person_id"] for row in evidence.books.address}


def _relayed(evidence: Evidence, one: Expected) -> list[Row]:
    """What is kept of a member's words for the partner, oldest first."""
    person = _persons(evidence).get(one.address)
    return [row for row in evidence.books.relayed if row["sender_id"] == person]


def _said(row: Row) -> str:
    """What was for the partner."""
    return SPOKEN if row["content"] == "voice" else str(row["text"])


def _thoughts(evidence: Evidence, one: Expected) -> dict[str, list[Row]]:
    """The same by the message that carried them, or by itself what none has carried."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _relayed(evidence, one):
        found[row["key"] or f"relayed {row['id']}"].append(row)
    return dict(found)


def _told(evidence: Evidence, one: Expected, rows: list[Row]) -> bool:
    """Whether a timer of the sender's brought them the news that these words did not arrive."""
    person = _persons(evidence).get(one.address)
    kinds = {f"relay_lost:{row['id']}" for row in rows}
    keys = {
        f"t{timer['id']:x}:0"
        for timer in evidence.books.timer
        if timer["person_id"] == person and timer["kind"] in kinds and timer["state"] == "fired"
    }
    told = [row for row in evidence.books.outbox if row["key"] in keys]
    return bool(told) and all(evidence.rows.get(row["id"]) for row in told)


def _unmarked(shown: list[Delivery]) -> list[Delivery]:
    """What came again as if it were new."""
    return [one for one in shown[1:] if AGAIN not in one.words]


def _changes(evidence: Evidence, person: int, pair: int) -> Iterator[dict[str, str]]:
    for row in evidence.books.event:
        if row["person_id"] == person and row["rule"] == "mentorship:state":
            change = json.loads(row["data"])
            if change["mentorship"] == str(pair):
                yield change
