# ruff: noqa: S608 - what is put into the statement is compiled SQL
"""`column among :ids`: one parameter however many there are, so that statements stay prepared."""

from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import BigInteger, BindParameter, Boolean, ColumnElement, String, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator, TypeEngine


class Ids(TypeDecorator[Collection[int]]):
    """A collection of ids: an array on PostgreSQL, JSON text on SQLite."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return ARRAY(BigInteger()) if dialect.name == "postgresql" else String()

    def process_bind_param(self, value: Collection[int] | None, dialect: Dialect) -> Any:
        return _given(value, dialect)


class Words(TypeDecorator[Collection[str]]):
    """A collection of words, as `Ids` are given."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return ARRAY(String()) if dialect.name == "postgresql" else String()

    def process_bind_param(self, value: Collection[str] | None, dialect: Dialect) -> Any:
        return _given(value, dialect)


def _given(value: Collection[int] | Collection[str] | None, dialect: Dialect) -> Any:
    some = list(value or ())
    return some if dialect.name == "postgresql" else msgspec.json.encode(some).decode()


class among(GenericFunction[bool]):  # noqa: N801 - reads as the SQL it makes
    """Whether a column is one of what is bound to a name: `among(inbox.c.id, ids("these"))`."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> "among":
        """Itself: SQLAlchemy would write `= 1` behind it for SQLite, which then uses no index."""
        return self


def ids(name: str) -> BindParameter[Collection[int]]:
    """The parameter that `among` compares with."""
    return bindparam(name, type_=Ids())


def words(name: str) -> BindParameter[Collection[str]]:
    """The parameter that `among` compares a column of words with."""
    return bindparam(name, type_=Words())


@compiles(among, "postgresql")
def _any(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, given = (compiler.process(one, **options) for one in _pair(element))
    return f"{column} = ANY ({given})"


@compiles(among, "sqlite")
def _json(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, given = (compiler.process(one, **options) for one in _pair(element))
    return f"{column} IN (SELECT value FROM json_each({given}))"


def _pair(element: among) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    column, given = element.clauses
    return column, given
