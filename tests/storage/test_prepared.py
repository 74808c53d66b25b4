"""Prepared statements: the same rows on both databases, and errors by SQLAlchemy's names."""

import importlib
import pkgutil

import pytest
from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError, IntegrityError

import storage
from storage import people
from storage.among import among, ids, words
from storage.database import Database
from storage.prepared import Prepared, lock
from storage.schema import address, mentorship, person

EVERY = [
    pytest.param(one, id=f"{module.name}.{name}")
    for module in pkgutil.iter_modules(storage.__path__)
    if module.name != "migrations"
    for name, one in vars(importlib.import_module(f"storage.{module.name}")).items()
    if isinstance(one, Prepared)
]


@pytest.mark.parametrize("prepared", EVERY)
def test_no_value_has_the_name_of_a_column_that_its_statement_writes(prepared: Prepared) -> None:
    """PostgreSQL is given the values by name, and such a one would be taken for the column's."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    first = prepared.statement.compile(dialect=dialect)
    given = sorted(name for name in first.params if first.binds[name].required)
    assert prepared.statement.compile(dialect=dialect, column_keys=given).params == first.params


def test_rows_have_their_columns_as_attributes_and_their_types_values(database: Database) -> None:
    """A truth value is one on SQLite, too, which only knows numbers."""
    with database.begin() as conn:
        (one,) = people.add_people(conn, ["{}"], 1)
        people.add_address(conn, one, ("whatsapp", "a", "x"), 1)
        row = Prepared(
            select(address.c.person_id, address.c.returned).where(
                address.c.address == bindparam("handle")
            )
        ).first(conn, handle="x")
    assert row is not None
    assert (row.person_id, row.returned) == (one, False)
    assert isinstance(row.returned, bool)


def test_one_statement_serves_any_number_of_ids_and_words(database: Database) -> None:
    """None of them included."""
    statement = Prepared(
        select(address.c.address)
        .where(among(address.c.person_id, ids("these")), among(address.c.address, words("handles")))
        .order_by(address.c.address)
    )
    with database.begin() as conn:
        these = people.add_people(conn, ["{}"] * 3, 1)
        for one, handle in zip(these, "xyz", strict=True):
            people.add_address(conn, one, ("whatsapp", "a", handle), 1)
        assert statement.scalars(conn, these=these, handles={"x", "z", "é'\""}) == ["x", "z"]
        assert statement.scalars(conn, these=these[:1], handles=["x", "z"]) == ["x"]
        assert statement.all(conn, these=(), handles=["x"]) == []


def test_a_change_tells_how_many_rows_it_touched(database: Database) -> None:
    """Which is how a stale writer is noticed."""
    statement = Prepared(
        update(person).where(person.c.version == bindparam("read")).values(wake_at=bindparam("at"))
    )
    with database.begin() as conn:
        people.add_people(conn, ["{}"] * 3, 1)
        assert statement.run(conn, read=0, at=5) == 3
        assert statement.run(conn, read=1, at=6) == 0
        assert Prepared(select(func.max(person.c.wake_at))).scalar(conn) == 5


def test_what_is_wrong_is_raised_by_the_name_that_sqlalchemy_gives_it(database: Database) -> None:
    """So that a handler need not know on which database it runs, nor which way was taken."""
    statement = Prepared(
        mentorship.insert().values(mentee_id=bindparam("mentee"), mentor_id=bindparam("mentor"))
    )
    with database.begin() as conn:
        statement.run(conn, mentee=1, mentor=2)
    with pytest.raises(IntegrityError) as caught, database.begin() as conn:
        statement.run(conn, mentee=1, mentor=3)
    assert isinstance(caught.value, DBAPIError)
    assert "mentor=3" not in str(caught.value)
    with database.read() as conn:
        assert Prepared(select(mentorship.c.mentor_id)).scalars(conn) == [2]


def test_a_lock_says_whether_what_was_read_before_may_have_changed(database: Database) -> None:
    """Whoever writes on SQLite has been alone since the transaction began."""
    statement = Prepared(
        select(person.c.id).where(among(person.c.id, ids("these"))).with_for_update()
    )
    with database.begin() as conn:
        these = people.add_people(conn, ["{}"], 1)
        assert lock(conn, statement, these=these) == (database.dialect == "postgresql")
