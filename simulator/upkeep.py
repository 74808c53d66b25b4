"""What production's upkeep does now and then, for a world that has no metronome."""

from core.duration import SECOND
from storage import compaction, erasure, outbox, retention
from storage.database import Database

FORGET = 30 * SECOND
"""How often production looks for people to forget (bot.service)."""


def forget(database: Database, key: bytes, now: int) -> None:
    """Let go of people who refused or were erased, and of the farewells that are over."""
    with database.begin() as conn:
        erasure.forget_due(conn, key, now)
        outbox.empty_vanished(conn, now)


def purge(database: Database, now: int) -> None:
    """Empty what is past its time."""
    more = True
    while more:
        with database.begin() as conn:
            more = retention.purge(conn, now).more


def compact(database: Database, now: int) -> None:
    """Take the bytes of the erased out of the database, as a night does."""
    compaction.compact(database, now, rewrite=True)
