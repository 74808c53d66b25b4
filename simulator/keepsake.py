"""The phones of a kept demo, in a file beside its database: what stood on them when it was closed.

The database holds what production holds and nothing else; screens belong to the people.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from simulator.journey import action_of, words_of
from simulator.phone import Phone, Said, Shown
from storage.codec import encode

SUFFIX = ".phones"

PLAIN = (
    *("address", "channel", "account", "name", "locale", "zone", "blocked", "habit"),
    *("heard_at", "shown", "sent", "rewritten"),
)
"""Fields of a phone that are kept as they are."""


class Unreadable(Exception):  # noqa: N818 - told to whoever asked to keep the file
    """A file that no demo has written."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the clock stood (milliseconds), and the phones in their order."""

    now: int
    phones: list[Phone]


def beside(database: Path) -> Path:
    """Where the phones of this database lie."""
    return database.with_name(database.name + SUFFIX)


def keep(path: Path, now: int, phones: Iterable[Phone]) -> None:
    """Write the phones, all or nothing."""
    stored = encode({"now": now, "phones": [_stored(phone) for phone in phones]})
    draft = path.with_name(path.name + ".new")
    draft.write_text(stored, "utf-8")
    draft.replace(path)


def load(path: Path) -> Kept:
    """The phones as they were kept; raises Unreadable."""
    try:
        stored = msgspec.json.decode(path.read_bytes())
        return Kept(int(stored["now"]), [_phone(one) for one in stored["phones"]])
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"{path} cannot be read: {error}") from error


def _stored(phone: Phone) -> dict[str, Any]:
    return {name: getattr(phone, name) for name in PLAIN} | {
        "last": phone.last,
        "screen": phone.screen,
        "acts": [(at, words_of(action)) for at, action in phone.acts],
    }


def _phone(stored: dict[str, Any]) -> Phone:
    phone = Phone(**{name: stored[name] for name in PLAIN})
    phone.last = tuple(stored["last"]) if stored["last"] else None
    for one in stored["screen"]:
        kind: type[Shown | Said] = Shown if "layout" in one else Said
        phone.screen.append(msgspec.convert(one, kind))
    phone.acts = [(at, action_of(words)) for at, words in stored["acts"]]
    return phone
