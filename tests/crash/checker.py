"""The independent checker: what was said, what was recorded and what was sent must agree.

    python -m tests.crash.checker DATABASE_URL FOLDER [SECRET_KEY]

It reads the database by SQL of its own, the providers' delivery logs and the history of what was
posted, and shares no code with the product. Each claim yields the violations it finds.

In FOLDER: `history.jsonl` (what the driver posted, what each member is expected to have told),
`twilio.jsonl` and `telegram.jsonl` (what reached people, synced by the fakes before they answered).
"""

import hmac
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.crash import between, owed
from tests.crash.between import passed_on
from tests.crash.evidence import CLOCK_GRAIN, Evidence, Row, gather

STATUSES = ("", "queued", "sent", "delivered", "read")
TOKEN = re.compile(r'"token":"[^"]*"')


@dataclass(frozen=True, slots=True)
class Violation:
    """A claim that does not hold, and where."""

    claim: str
    detail: str


def kept(evidence: Evidence) -> Iterator[str]:
    """Every acknowledged event has exactly one inbox row; nothing else has one."""
    graves = {row["digest"] for row in evidence.books.tombstone}
    departed = evidence.departed
    for event in evidence.events:
        count = len(evidence.letters(event))
        if event.address in departed:
            place = ("event", event.channel, event.account, event.id)
            buried = digest(evidence.key, place) in graves
            if count or not buried:
                yield f"{event.id}: {count} rows of somebody erased, digest kept: {buried}"
        elif event.acknowledged and count != 1:
            yield f"{event.id}: acknowledged, {count} inbox rows"
        elif not event.acknowledged:
            yield f"{event.id}: never acknowledged: {event.answers}"
    posted = {(event.channel, event.account, event.id) for event in evidence.events}
    for row in evidence.books.inbox:
        if (row["channel"], row["account"], row["event_id"]) not in posted:
            yield f"{row['event_id']}: nobody posted it"


def ended(evidence: Evidence) -> Iterator[str]:
    """Every inbox row came to its end, and nothing is left to be sent or to fall due."""
    for row in evidence.books.inbox:
        if row["state"] != "done":
            yield f"inbox {row['id']}: {row['state']} {row['reason']}"
    for row in evidence.books.outbox:
        if row["state"] in {"pending", "sending", "unknown", "held"}:
            yield f"outbox {row['id']}: still {row['state']} {row['error']}"


def once(evidence: Evidence) -> Iterator[str]:
    """Each event had one reply, or none where silence was asked for.

    The first words of a thought for the partner are answered by what becomes of them, the rest of
    it by nothing. What came too late to belong to it is not understood, and asked about once for
    all that follows in a breath.
    """
    keys = Counter(
        (letter, "passed" if rest.startswith("relay") else "said")
        for letter, _, rest in (row["key"].partition(":") for row in evidence.books.outbox)
        if rest.isdecimal() or rest.startswith("relay")
    )
    departed = evidence.departed
    belonging = {event.id for one in evidence.expected for event, _ in passed_on(evidence, one)}
    for event in evidence.events:
        passes = event.id in belonging
        wanted = (0 if event.silent or passes else 1, 1 if passes and not event.more else 0)
        late = event.more and not passes
        for row in evidence.letters(event):
            found = keys[str(row["id"]), "said"], keys[str(row["id"]), "passed"]
            if event.address in departed or (late and found == (0, 0)):
                continue
            if found != wanted:
                yield f"inbox {row['id']} ({event.id}): {found} replies, not {wanted}"


def in_order(evidence: Evidence) -> Iterator[str]:
    """Each member's events were recorded in the order in which they were first posted."""
    last: dict[str, int] = {}
    for event in evidence.events:
        for row in evidence.letters(event):
            if row["id"] < last.get(event.address, 0):
                yield f"inbox {row['id']} of {event.address} came after {last[event.address]}"
            last[event.address] = row["id"]


def answers(evidence: Evidence) -> Iterator[str]:
    """What is stored of each member is what they said: nothing lost, nothing taken twice."""
    books = evidence.books
    persons = {row["address"]: row["person_id"] for row in books.address}
    talks = {row["id"]: json.loads(row["talk"]) for row in books.person}
    members = {row["person_id"]: row for row in books.member}
    for one in evidence.expected:
        if one.gone or one.joined:
            continue
        person = persons.get(one.address)
        if person is None:
            yield f"{one.address}: no such address"
            continue
        talk = talks[person]
        finished = [
            json.loads(row["answers"])
            for row in books.run
            if row["person_id"] == person and row["flow"] == "onboarding"
        ]
        open_runs = [talk["run"]] if talk.get("run") else []
        open_runs += talk.get("agenda", [])
        found = finished + [
            run.get("answers", {}) for run in open_runs if run["flow"] == "onboarding"
        ]
        if found != ([dict(one.answers)] if one.answers else []):
            yield f"{one.address}: said {dict(one.answers)}, stored {found}"
        stored = members.get(person, {})
        for name, value in one.profile.items():
            if stored.get(name) != value:
                yield f"{one.address}: {name} is {stored.get(name)!r}, not {value!r}"


def left(evidence: Evidence) -> Iterator[str]:
    """Every reply reached its phone, all parts of it, unless STOP overtook it.

    A reminder whose outcome was unknown is not repeated to who has written since; a partner's words
    are said twice at most, and then their sender is told. Two messages of the same words to one phone
    are counted together: when the outcome of both was unknown, nobody can say which of the two a
    provider lists. So are two of their parts: what is recorded for one may have left for the other.
    """
    stopped, twins = _stops(evidence), _twins(evidence)
    for rows, shown in _alike(evidence):
        accepted = [row for row in rows if row["state"] == "accepted"]
        for row in accepted:
            parts = len(shown.keys() | twins.get(row["id"], {}))
            if parts != row["sent_parts"] + 1:
                yield f"outbox {row['id']}: {parts} of {row['sent_parts'] + 1} parts left"
        for words, times in shown.items():
            if times < len(accepted):
                ids = [row["id"] for row in accepted]
                yield f"outbox {ids}: all accepted, left {times} times: {words[:40]}"
    yield from _shared(evidence)
    for row in evidence.books.outbox:
        overtaken = row["state"] == "cancelled" and row["to_address"] in stopped
        pointless = row["lane"] > 0 and row["error"] == "lost" and row["unknowns"] > 0
        given_up = row["policy"] == "twice" and row["error"] == "lost" and row["unknowns"] > 1
        over = row["state"] == "accepted" or overtaken or pointless or given_up
        if row["kind"] == "leave" or over:
            continue
        yield f"outbox {row['id']}: {row['state']} {row['error']}"


def _twins(evidence: Evidence) -> Mapping[int, Mapping[str, int]]:
    """By outbox row, words that another row sent to the same phone, recorded for this one, and that
    other row; only where the outcome of both was unknown.
    """
    doubted = {row["id"] for row in evidence.books.outbox if row["unknowns"] > 0}
    recorded = {
        (row["channel"], row["to_address"], row["provider_id"]): row["outbox_id"]
        for row in evidence.books.delivery
    }
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for number, sent in evidence.rows.items():
        for one in sent:
            row = recorded.get((one.channel, one.to, one.provider_id), number)
            if row != number and {row, number} <= doubted:
                found[row][one.bare] = number
    return found


def _shared(evidence: Evidence) -> Iterator[str]:
    """Words that two messages share left once for each of them."""
    for row, twins in _twins(evidence).items():
        for words, other in twins.items():
            sent = [*evidence.rows.get(row, ()), *evidence.rows[other]]
            if sum(one.bare == words for one in sent) < 2:
                yield f"outbox {[row, other]}: left once for both: {words[:40]}"


def duplicates(evidence: Evidence) -> Iterator[str]:
    """Nothing was said more often than its unknown outcomes explain."""
    for rows, shown in _alike(evidence):
        copies = sum(max(times - len(rows), 0) for times in shown.values())
        unknowns = sum(row["unknowns"] for row in rows)
        if copies > unknowns:
            ids = [row["id"] for row in rows]
            yield f"outbox {ids}: {copies} duplicates, {unknowns} unknown outcomes"


def _alike(evidence: Evidence) -> Iterator[tuple[list[Row], Counter[str]]]:
    """Messages with the same words for one phone, and how often each of their parts was shown."""
    groups: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in evidence.books.outbox:
        if row["kind"] == "message":
            words = TOKEN.sub("", row["body"])  # the same question asked again has another one
            groups[row["channel"], row["to_address"], words].append(row)
    for rows in groups.values():
        found = [one for row in rows for one in evidence.rows.get(row["id"], ())]
        yield rows, Counter(one.bare for one in found)


def owed_first(evidence: Evidence) -> Iterator[str]:
    """Nothing was sent that was not committed as owed before."""
    refused = {
        one.address for one in evidence.expected if one.gone and not one.answers
    }  # the goodbye's row goes with them
    for one in evidence.strays:
        if one.to not in refused:
            yield f"{one.channel} {one.number} to {one.to}: no outbox row: {one.part[:80]}"
    created = {row["id"]: row["created_at"] for row in evidence.books.outbox}
    for row, found in evidence.rows.items():
        for one in found:
            if one.at + CLOCK_GRAIN < created[row]:
                yield f"outbox {row} was sent at {one.at}, owed at {created[row]}"


def silence(evidence: Evidence) -> Iterator[str]:
    """After STOP nothing leaves but its one confirmation and what was already on its way.

    What was owed before may be taken to be sent while the turn of STOP is still being written.
    """
    for address, letter in _stops(evidence).items():
        confirmed = 0
        for row in evidence.books.outbox:
            if row["to_address"] != address:
                continue
            if row["key"].startswith(f"{letter['id']}:"):
                confirmed += 1
                continue
            heard = letter["done_at"]
            late = [one for one in evidence.rows.get(row["id"], ()) if one.at > heard]
            owed_before = row["created_at"] <= heard
            if late and row["sent_at"] > heard + (evidence.writing if owed_before else 0):
                yield f"outbox {row['id']} was sent to {address} after STOP"
        if confirmed != 1:
            yield f"{address}: {confirmed} confirmations of STOP"


def sent_in_order(evidence: Evidence) -> Iterator[str]:
    """Each phone shows messages of a lane in the order they were owed.

    One whose outcome was unknown may come again later; its place is not compared.
    """
    lanes: defaultdict[tuple[str, str, int], list[tuple[int, int]]] = defaultdict(list)
    for row in evidence.books.outbox:
        found = evidence.rows.get(row["id"])
        if found and row["unknowns"] == 0:
            place = row["channel"], row["to_address"], row["lane"]
            lanes[place].append((row["id"], found[0].number))
    for (_, to, _), pairs in lanes.items():
        pairs.sort()
        for (first, one), (second, other) in pairwise(pairs):
            if other < one:
                yield f"{to}: outbox {second} was sent before {first}"


def one_person(evidence: Evidence) -> Iterator[str]:
    """Every chat is somebody's, once; chats that were joined are one person's; nobody is empty."""
    books = evidence.books
    count = Counter((row["channel"], row["account"], row["address"]) for row in books.address)
    yield from (f"{place} is there {times} times" for place, times in count.items() if times > 1)
    persons = {row["address"]: row["person_id"] for row in books.address}
    for one in evidence.expected:
        if one.joined and persons.get(one.address) != persons.get(one.joined):
            yield f"{one.address} is not {one.joined}'s second chat"
    empty = {row["id"] for row in books.person} - set(persons.values())
    if empty:
        yield f"people without an address: {sorted(empty)}"


def erased(evidence: Evidence) -> Iterator[str]:
    """Of whoever is gone no table holds a trace, and a digest remembers the address."""
    graves = {row["digest"] for row in evidence.books.tombstone if row["kind"] != "event"}
    accounts = {event.address: (event.channel, event.account) for event in evidence.events}
    for one in evidence.expected:
        if not one.gone:
            continue
        if traces := evidence.text(one.address.removeprefix("whatsapp:")):
            yield f"{one.address}: {traces} rows still name them"
        place = ("address", *accounts[one.address], one.address)
        if digest(evidence.key, place) not in graves:
            yield f"{one.address}: no digest is kept"


def reported(evidence: Evidence) -> Iterator[str]:
    """A message's status is the furthest that the provider reported, whatever the order."""
    departed = evidence.departed
    for row in evidence.books.outbox:
        if row["to_address"] in departed:
            continue
        found = evidence.rows.get(row["id"], ())
        ranks = [
            STATUSES.index(status)
            for one in found
            for status in evidence.statuses.get(one.provider_id, ())
        ]
        if ranks and STATUSES.index(row["status"]) != max(ranks):
            yield f"outbox {row['id']}: {row['status']!r}, reported {STATUSES[max(ranks)]!r}"


def timers_settled(evidence: Evidence) -> Iterator[str]:
    """A timer fired once or waits for its time; none is between the two."""
    for row in evidence.books.timer:
        if row["state"] not in {"waiting", "fired", "dropped"} or (
            row["state"] == "fired" and not row["fired_at"]
        ):
            yield f"timer {row['id']}: {row['state']} at {row['fired_at']}"


CLAIMS: tuple[Callable[[Evidence], Iterator[str]], ...] = (
    kept,
    ended,
    once,
    in_order,
    answers,
    left,
    duplicates,
    owed_first,
    silence,
    sent_in_order,
    one_person,
    erased,
    reported,
    timers_settled,
    *between.CLAIMS,
    *owed.CLAIMS,
)


def digest(key: bytes, names: Sequence[str]) -> str:
    """What is kept of a name that is forgotten: a keyed digest (reliability P6)."""
    return hmac.digest(key, "\x1f".join(names).encode(), "sha256").hex()


def story_of(evidence: Evidence, found: Sequence[Violation]) -> list[str]:
    """What is known of the outbox rows that violations name: the row, its deliveries, its reports."""
    named = {
        int(one)
        for each in found
        for rows in re.findall(r"outbox \[?(\d+(?:, \d+)*)", each.detail)
        for one in rows.split(", ")
    }
    lines = []
    for row in evidence.books.outbox:
        if row["id"] not in named:
            continue
        lines.append(f"outbox {row}")
        lines += [
            f"  recorded {one}" for one in evidence.books.delivery if one["outbox_id"] == row["id"]
        ]
        for one in evidence.rows.get(row["id"], ()):
            reports = evidence.statuses.get(one.provider_id, ())
            lines.append(
                f"  left {one.number} at {one.at} as {one.provider_id}, reported {reports}: {one.words[:60]!r}"
            )
    return lines


def _stops(evidence: Evidence) -> dict[str, Row]:
    """The inbox row of each member's STOP."""
    return {
        event.address: row
        for event in evidence.events
        if event.stop
        for row in evidence.letters(event)
    }


def examine(evidence: Evidence) -> list[Violation]:
    """Every violation of every claim."""
    return [Violation(claim.__name__, detail) for claim in CLAIMS for detail in claim(evidence)]


def counted(evidence: Evidence) -> tuple[int, int]:
    """How many deliveries were duplicates, and how many outcomes were unknown."""
    copies = sum(
        max(times - len(rows), 0) for rows, shown in _alike(evidence) for times in shown.values()
    )
    return copies, sum(row["unknowns"] for row in evidence.books.outbox)


def main() -> int:
    url, folder, *rest = sys.argv[1:]
    evidence = gather(url, Path(folder), "".join(rest).encode())
    violations = examine(evidence)
    for one in violations:
        print(f"{one.claim}: {one.detail}")
    print(*story_of(evidence, violations), sep="\n")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
