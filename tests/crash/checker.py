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
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg

Row = dict[str, Any]
STATUSES = ("", "queued", "sent", "delivered", "read")
TOKEN = re.compile(r'"token":"[^"]*"')
CLOCK_GRAIN = 5
"""Milliseconds by which two roundings of one clock may differ."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A claim that does not hold, and where."""

    claim: str
    detail: str


@dataclass(frozen=True, slots=True)
class Event:
    """A webhook as posted, once or several times; `answers` are the HTTP statuses, 0 for none."""

    id: str
    channel: str
    account: str
    address: str
    silent: bool
    stop: bool
    answers: tuple[int, ...]

    @property
    def acknowledged(self) -> bool:
        return any(200 <= answer < 300 for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be known of a member in the end.

    `answers` are those of onboarding; `profile` are columns of the member row; `gone` says that
    every trace must have left; `joined` is the address whose person this chat now belongs to.
    """

    address: str
    answers: Mapping[str, Any]
    profile: Mapping[str, Any]
    gone: bool = False
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that reached a phone: `words` are its text, `part` its whole content with buttons,
    `reference` is our outbox id where the request carried it.
    """

    number: int
    at: int
    channel: str
    to: str
    words: str
    part: str
    provider_id: str
    reference: int | None


@dataclass(slots=True)
class Books:
    """The tables that matter here, row by row."""

    inbox: list[Row] = field(default_factory=list)
    outbox: list[Row] = field(default_factory=list)
    delivery: list[Row] = field(default_factory=list)
    address: list[Row] = field(default_factory=list)
    person: list[Row] = field(default_factory=list)
    member: list[Row] = field(default_factory=list)
    run: list[Row] = field(default_factory=list)
    timer: list[Row] = field(default_factory=list)
    tombstone: list[Row] = field(default_factory=list)

    def keep_departed(self, earlier: "Books", addresses: Iterable[str]) -> None:
        """Take over what an earlier reading knew of people who are erased since."""
        departed = set(addresses)
        present = {row["id"] for row in self.outbox}
        gone = [
            row
            for row in earlier.outbox
            if row["to_address"] in departed and row["id"] not in present
        ]
        ids = {row["id"] for row in gone}
        self.outbox += gone
        self.delivery += [row for row in earlier.delivery if row["outbox_id"] in ids]


@dataclass(slots=True)
class Evidence:
    """Everything the claims look at."""

    books: Books
    events: Sequence[Event]
    expected: Sequence[Expected]
    statuses: Mapping[str, Sequence[str]]
    deliveries: Sequence[Delivery]
    key: bytes
    text: Callable[[str], int]
    """How many stored values contain a text."""
    rows: dict[int, list[Delivery]] = field(init=False)
    """Deliveries by the outbox row they belong to."""
    strays: list[Delivery] = field(init=False)

    def __post_init__(self) -> None:
        self.rows, self.strays = attribute(self.books, self.deliveries)

    @property
    def departed(self) -> set[str]:
        return {one.address for one in self.expected if one.gone}

    def letters(self, event: Event) -> list[Row]:
        return [
            row
            for row in self.books.inbox
            if (row["channel"], row["account"], row["event_id"])
            == (event.channel, event.account, event.id)
        ]


# -- reading --------------------------------------------------------------------------------------


def query(url: str, sql: str) -> list[Row]:
    """Rows of a SELECT, on a connection of its own that can only read."""
    if url.startswith("sqlite:///"):
        path = url.removeprefix("sqlite:///")
        conn = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)
        try:
            conn.row_factory = sqlite3.Row
            return [dict(row) for row in conn.execute(sql)]
        finally:
            conn.close()
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        cursor = connection.execute(sql)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def read_books(url: str) -> Books:
    """The tables as they stand."""
    tables = Books.__dataclass_fields__
    return Books(**{table: query(url, f"SELECT * FROM {table}") for table in tables})


def occurrences(url: str, text: str) -> int:
    """How many rows of any table contain `text` anywhere."""
    if url.startswith("sqlite"):
        names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        whole = "SELECT * FROM {}"
    else:
        names = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
        whole = 'SELECT "{0}"::text AS row FROM "{0}"'
    tables = [row["name"] for row in query(url, names)]
    return sum(
        any(text in str(value) for value in row.values())
        for table in tables
        for row in query(url, whole.format(table))
    )


def read_history(path: Path) -> tuple[list[Event], list[Expected], dict[str, list[str]]]:
    """Events in the order of their first attempt, expectations, acknowledged status reports."""
    attempts: dict[tuple[str, str], list[int]] = {}
    events: dict[tuple[str, str], Row] = {}
    expected: dict[str, Expected] = {}
    statuses: defaultdict[str, list[str]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        one = json.loads(line)
        kind = one.pop("kind")
        if kind == "post":
            name = (one["channel"], one["event"])
            events.setdefault(name, one)
            attempts.setdefault(name, []).append(one["answer"])
        elif kind == "expect":
            expected[one["address"]] = Expected(**one)
        elif kind == "status" and 200 <= one["answer"] < 300:
            statuses[one["sid"]].append(one["status"])
    listed = [
        Event(
            one["event"],
            one["channel"],
            one["account"],
            one["address"],
            one["silent"],
            one["stop"],
            tuple(attempts[name]),
        )
        for name, one in events.items()
    ]
    return listed, list(expected.values()), dict(statuses)


def read_deliveries(folder: Path) -> list[Delivery]:
    """What both providers' fakes really delivered, in order."""
    found: list[Delivery] = []
    for line in _lines(folder / "twilio.jsonl"):
        one = json.loads(line)
        _, _, reference = one["form"].get("StatusCallback", "").partition("?ob=")
        found.append(
            Delivery(
                number=one["number"],
                at=_ms(one["at"]),
                channel="whatsapp",
                to=one["to"],
                words=one["body"],
                part=json.dumps([one["body"], one["buttons"]], ensure_ascii=False),
                provider_id=one["sid"],
                reference=int(reference) if reference else None,
            )
        )
    for line in _lines(folder / "telegram.jsonl"):
        one = json.loads(line)
        found.append(
            Delivery(
                number=one["number"],
                at=_ms(one["at"]),
                channel="telegram",
                to=str(one["chat_id"]),
                words=f"{one['method']} {one['text']}",
                part=json.dumps([one["method"], one["text"], one["buttons"]], ensure_ascii=False),
                provider_id=f"{one['chat_id']}/{one['message_id']}",
                reference=None,
            )
        )
    return found


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []


def _ms(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp() * 1000)


def attribute(
    books: Books, deliveries: Sequence[Delivery]
) -> tuple[dict[int, list[Delivery]], list[Delivery]]:
    """Deliveries by outbox row, and those that belong to none.

    WhatsApp's carry our id. Telegram's are known by the provider's id where it was recorded. One
    that was accepted while we died is a copy of a recorded one: same chat, same content; or it is
    all there is of a message whose repetition was cancelled, of which it is then the first.
    """
    known = {row["id"] for row in books.outbox}
    by_provider = {
        (row["channel"], row["to_address"], row["provider_id"]): row["outbox_id"]
        for row in books.delivery
    }
    rows: defaultdict[int, list[Delivery]] = defaultdict(list)
    loose: list[Delivery] = []
    for one in deliveries:
        row = one.reference or by_provider.get((one.channel, one.to, one.provider_id))
        if row is not None and row in known:
            rows[row].append(one)
        else:
            loose.append(one)
    strays: list[Delivery] = []
    for one in loose:
        row = _copied(books, rows, one) or _abandoned(books, rows, one)
        if row is None:
            strays.append(one)
        else:
            rows[row].append(one)
    for found in rows.values():
        found.sort(key=lambda one: one.number)
    return dict(rows), strays


def _copied(books: Books, rows: Mapping[int, list[Delivery]], one: Delivery) -> int | None:
    """The row of which `one` is a copy; among several, one that has an unknown outcome to spare."""
    alike = [
        row
        for row in books.outbox
        if row["to_address"] == one.to
        and row["channel"] == one.channel
        and any(other.part == one.part for other in rows.get(row["id"], ()))
    ]
    spare = [row for row in alike if _copies(rows[row["id"]]) < row["unknowns"]]
    best = min(spare or alike, key=lambda row: abs(row["sent_at"] - one.at), default=None)
    return None if best is None else int(best["id"])


def _abandoned(books: Books, rows: Mapping[int, list[Delivery]], one: Delivery) -> int | None:
    for row in books.outbox:
        doubtful = row["unknowns"] > 0 and row["state"] in {"cancelled", "failed"}
        same = (row["channel"], row["to_address"]) == (one.channel, one.to)
        if doubtful and same and row["id"] not in rows:
            return int(row["id"])
    return None


def _copies(found: Sequence[Delivery]) -> int:
    return len(found) - len({one.part for one in found})


# -- claims ---------------------------------------------------------------------------------------


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
    """Each event had one reply, or none where silence was asked for."""
    keys = Counter(
        row["key"].partition(":")[0]
        for row in evidence.books.outbox
        if row["key"].partition(":")[2].isdecimal()
    )
    departed = evidence.departed
    for event in evidence.events:
        for row in evidence.letters(event):
            wanted = 0 if event.silent else 1
            if event.address not in departed and keys[str(row["id"])] != wanted:
                yield f"inbox {row['id']} ({event.id}): {keys[str(row['id'])]} replies"


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

    A reminder whose outcome was unknown is not repeated to who has written since. Two messages of
    the same words to one phone are counted together: when the outcome of both was unknown, nobody
    can say which of the two a provider lists.
    """
    stopped = _stops(evidence)
    for rows, shown in _alike(evidence):
        accepted = [row for row in rows if row["state"] == "accepted"]
        for row in accepted:
            if len(shown) != row["sent_parts"] + 1:
                yield f"outbox {row['id']}: {len(shown)} of {row['sent_parts'] + 1} parts left"
        for words, times in shown.items():
            if times < len(accepted):
                ids = [row["id"] for row in accepted]
                yield f"outbox {ids}: all accepted, left {times} times: {words[:40]}"
    for row in evidence.books.outbox:
        overtaken = row["state"] == "cancelled" and row["to_address"] in stopped
        pointless = row["lane"] > 0 and row["error"] == "lost" and row["unknowns"] > 0
        if row["kind"] == "leave" or row["state"] == "accepted" or overtaken or pointless:
            continue
        yield f"outbox {row['id']}: {row['state']} {row['error']}"


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
        yield rows, Counter(one.words for one in found)


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
    """After STOP nothing leaves but its one confirmation and what was already on its way."""
    for address, letter in _stops(evidence).items():
        confirmed = 0
        for row in evidence.books.outbox:
            if row["to_address"] != address:
                continue
            if row["key"].startswith(f"{letter['id']}:"):
                confirmed += 1
                continue
            late = [one for one in evidence.rows.get(row["id"], ()) if one.at > letter["done_at"]]
            if late and row["sent_at"] > letter["done_at"]:
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
)


def digest(key: bytes, names: Sequence[str]) -> str:
    """What is kept of a name that is forgotten: a keyed digest (reliability P6)."""
    return hmac.digest(key, "\x1f".join(names).encode(), "sha256").hex()


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


def gather(url: str, folder: Path, key: bytes, *, earlier: Books | None = None) -> Evidence:
    """The evidence as it lies in the database and in `folder`."""
    events, expected, statuses = read_history(folder / "history.jsonl")
    books = read_books(url)
    if earlier is not None:
        books.keep_departed(earlier, (one.address for one in expected if one.gone))
    return Evidence(
        books=books,
        events=events,
        expected=expected,
        statuses=statuses,
        deliveries=read_deliveries(folder),
        key=key,
        text=lambda text: occurrences(url, text),
    )


def main() -> int:
    url, folder, *rest = sys.argv[1:]
    violations = examine(gather(url, Path(folder), "".join(rest).encode()))
    for one in violations:
        print(f"{one.claim}: {one.detail}")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
