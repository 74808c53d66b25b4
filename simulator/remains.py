"""I17: after an erasure no identifier of the person remains anywhere, in the raw bytes either."""

import re
from collections.abc import Iterable
from typing import cast

from sqlalchemy import Connection, text

from simulator.phone import Phone

_WORDS = re.compile(rb"SM[0-9a-f]{16}|\d{7,}")
_MOMENT = re.compile(rb"1[78]\d{11}")
"""A time in milliseconds, 2023 to 2029: with what lies behind it in a page, or alone, it may look like
an address such as 500000025.
"""

_ADDRESSES = text("SELECT channel, address FROM address")


def raw_bytes(conn: Connection) -> bytes:
    """The whole SQLite database as it lies in memory or would lie on a disk, free pages included."""
    return cast("bytes", conn.connection.driver_connection.serialize())  # type: ignore[union-attr]


def remains(conn: Connection, gone: Iterable[Phone]) -> list[str]:
    """Addresses of people who were erased and have not come back, that can still be found.

    An address is looked for as the channel writes it and in the ids of its events.
    """
    known = {(row.channel, row.address) for row in conn.execute(_ADDRESSES)}
    erased = [phone for phone in gone if (phone.channel, phone.address) not in known]
    if not erased:
        return []
    # Every mark is a run of digits or begins like one: a few MB to look through instead of all.
    said = b" ".join({found.group() for found in _WORDS.finditer(raw_bytes(conn))})
    words = _MOMENT.sub(b" ", said)
    return [phone.address for phone in erased if any(mark in words for mark in marks(phone))]


def marks(phone: Phone) -> tuple[bytes, ...]:
    """What gives a phone away: its number, and how the simulated provider counts its messages."""
    digits = "".join(letter for letter in phone.address if letter.isdecimal())
    if phone.channel != "whatsapp":
        return (digits.encode(),)
    return digits.encode(), f"SM{int(digits):016x}".encode()
