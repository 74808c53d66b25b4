"""What the checker looks at: the database by SQL of its own, the providers' logs, the history.

Nothing of the product is imported here.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

Row = dict[str, Any]
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
BAR = "│ "
"""What stands before each line of a partner's words that are more than one."""
CLOCK_GRAIN = 5
"""Milliseconds by which two roundings of one clock may differ."""
AGAIN = "(nouvel envoi) "
"""What stands before a partner's words that are said once more after an unknown outcome."""
SPOKEN = "[a voice note]"
"""What stands for a voice note where there would be words."""
WRITING = 10_000
"""Milliseconds that the writing of a turn may take on a machine that has other things to do."""
TEAM = "-1001234567890"
"""The chat of those who run the programme, on Telegram."""


@dataclass(frozen=True, slots=True)
class Event:
    """A webhook as posted, once or several times; `answers` are the HTTP statuses, 0 for none.

    `passes` is what of it is for the partner; `more` says that it goes on with words for them.
    """

    id: str
    channel: str
    account: str
    address: str
    silent: bool
    stop: bool
    passes: str
    more: bool
    answers: tuple[int, ...]

    @property
    def acknowledged(self) -> bool:
        return any(200 <= answer < 300 for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be known of a member in the end.

    `answers` are those of onboarding; `profile` are columns of the member row; `gone` says that
    every trace must have left; `joined` is the address whose person this chat now belongs to;
    `partner` is the address of whom they work with, `acts` how many of the pair's events are theirs.
    `told` is how often they were told something by the clock or by the team, by the name of its
    words; `confided` what they answered to the team alone, as about, rating and line; `called` how
    often they asked for a human, and `settled` how often the team has seen to it.
    """

    address: str
    answers: Mapping[str, Any]
    profile: Mapping[str, Any]
    gone: bool = False
    joined: str = ""
    partner: str = ""
    acts: int = 0
    told: Mapping[str, int] = field(default_factory=dict)
    confided: Sequence[Sequence[Any]] = ()
    called: int = 0
    settled: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something that reached a phone: `words` are its text, `part` its whole content with buttons,
    `reference` is our outbox id where the request carried it, `spoken` whether it is a voice note.
    """

    number: int
    at: int
    channel: str
    to: str
    words: str
    part: str
    provider_id: str
    reference: int | None
    spoken: bool = False

    @property
    def bare(self) -> str:
        """The words without the sign that they may be there already."""
        return self.words.replace(AGAIN, "", 1)

    @property
    def text(self) -> str:
        """The words without the marks that keep names and foreign words in their place."""
        return self.words.translate(ISOLATES).replace(BAR, "")

    def repeats(self, other: "Delivery") -> bool:
        """Whether both are the same, but for that sign."""
        return self.part.replace(AGAIN, "", 1) == other.part.replace(AGAIN, "", 1)


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
    event: list[Row] = field(default_factory=list)
    mentorship: list[Row] = field(default_factory=list)
    relayed: list[Row] = field(default_factory=list)
    confidence: list[Row] = field(default_factory=list)
    alert: list[Row] = field(default_factory=list)

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
    writing: int = 0
    """Milliseconds in which others may write while a turn is written; none where one writes at a time."""
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
    return Books(**{table: query(url, f"SELECT * FROM {table} ORDER BY 1") for table in tables})


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
            one["passes"],
            one["more"],
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
                reference=int(reference.partition(".")[0]) if reference else None,
                spoken="MediaUrl" in one["form"],
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
                spoken=one["method"] == "sendVoice",
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
        and any(other.repeats(one) for other in rows.get(row["id"], ()))
    ]
    spare = [row for row in alike if _copies(rows[row["id"]]) < row["unknowns"]]
    best = min(spare or alike, key=lambda row: abs(row["sent_at"] - one.at), default=None)
    return None if best is None else int(best["id"])


def _abandoned(books: Books, rows: Mapping[int, list[Delivery]], one: Delivery) -> int | None:
    for row in books.outbox:
        doubtful = row["unknowns"] > 0 and row["state"] in {"cancelled", "failed"}
        same = (row["channel"], row["to_address"]) == (one.channel, one.to)
        owed = row["created_at"] <= one.at + CLOCK_GRAIN
        if doubtful and same and owed and row["id"] not in rows:
            return int(row["id"])
    return None


def _copies(found: Sequence[Delivery]) -> int:
    return len(found) - len({one.part.replace(AGAIN, "", 1) for one in found})


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
        writing=0 if url.startswith("sqlite") else WRITING,
    )
