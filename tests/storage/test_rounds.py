"""Rounds: what the last one that was released says about the seats."""

from storage import rounds
from storage.database import Database
from tests.storage.rows import NOW, SECOND


def test_prices_are_those_of_the_last_released_round(database: Database) -> None:
    """Not of a draft, not of one that was undone, and only under the same table of weights."""
    with database.begin() as conn:
        assert rounds.prices(conn, "v1") == ({}, 0)
        numbers = [
            rounds.draft(
                conn,
                NOW,
                mode="balanced",
                table_version="v1",
                seed=1,
                summary={"prices": {"7": price}},
            )
            for price in (5, 6, 7)
        ]
        assert rounds.prices(conn, "v1") == ({}, 0)
        for number, state in zip(numbers, ("released", "released", "undone"), strict=True):
            rounds.close(conn, number, state, NOW + number * SECOND)

        assert rounds.prices(conn, "v1") == ({7: 6}, NOW + numbers[1] * SECOND)
        assert rounds.prices(conn, "v2") == ({}, 0)


def test_a_round_from_before_prices_were_kept_guides_nobody(database: Database) -> None:
    """An old summary is no error."""
    with database.begin() as conn:
        number = rounds.draft(conn, NOW, mode="stable", table_version="v1", seed=1, summary={})
        rounds.close(conn, number, "released", NOW)

        assert rounds.prices(conn, "v1") == ({}, NOW)
