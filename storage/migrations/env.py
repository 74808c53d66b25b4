"""Alembic's entry: it runs on the connection that storage.migrate hands over."""

from alembic import context

from storage.migrate import configure

configure(context)
