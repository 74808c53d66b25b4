"""The composition root: settings become a database, channels, a desk, and what runs on them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, update

from bot import decrees
from bot.channels.protocol import Channel
from bot.crash import crash
from bot.handlers.desk import Desk
from bot.metrics import Metrics
from bot.settings import Clock, Settings
from bot.words.book import book
from bot.zones import tables_version
from core.conversation.update import Update
from core.languages import Language
from core.understanding.countries import country_of_number
from storage import meta, migrate
from storage.database import Database
from storage.opening import open_database
from storage.people import Handle
from storage.schema import address

Role = Literal["web", "worker", "all"]

CONTENTS = "whatsapp.contents"
"""Where the registered Content sids are kept: JSON, by shape."""


@dataclass(frozen=True, slots=True)
class House:
    """What every role has."""

    settings: Settings
    database: Database
    channels: Mapping[str, Channel]
    desk: Desk
    metrics: Metrics
    clock: Clock
    key: bytes


def open_house(settings: Settings, clock: Clock) -> House:
    """Open and, on SQLite, migrate the database, and build everything on it.

    Raises DatabaseBusy, DatabaseUnavailable or SchemaOutdated, whose texts are for the operator.
    """
    database = open_prepared(settings.database_url)
    try:
        with database.begin() as conn:
            key = secret_key(conn, settings)
            contents = json.loads(meta.recall(conn, CONTENTS) or "{}")
        channels = make_channels(settings, contents)
        with database.begin() as conn:
            for channel in channels.values():
                _adopt(conn, channel)
        metrics = Metrics()
        parse = {name: channel.parse for name, channel in channels.items()}
        desk = make_desk(
            parse,
            clock,
            key,
            metrics=metrics,
            coordinators=coordinators(settings),
            coordinators_language=settings.coordinators_language,
        )
        with database.begin() as conn:
            decrees.follow(conn, desk)
    except BaseException:
        database.close()
        raise
    return House(settings, database, channels, desk, metrics, clock, key)


def open_prepared(url: str) -> Database:
    """The database at the newest schema; SQLite is migrated here, PostgreSQL by `mem migrate`."""
    database = open_database(url)
    try:
        if database.dialect == "sqlite":
            with database.begin():
                """The file is there from now on, for readers as well."""
            if not migrate.current(database):
                migrate.upgrade(database, crash=crash)
        else:
            migrate.require_current(database)
    except BaseException:
        database.close()
        raise
    return database


def secret_key(conn: Connection, settings: Settings) -> bytes:
    """SECRET_KEY, or the database's own key."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    return meta.own_key(conn)


def make_channels(settings: Settings, contents: Mapping[str, str]) -> dict[str, Channel]:
    """The channels that are switched on; their libraries are imported only then."""
    channels: dict[str, Channel] = {}
    if settings.twilio_account_sid:
        from bot.channels.whatsapp import WhatsApp  # noqa: PLC0415 - 0.3 s that Telegram needs not

        # Without a public address Twilio could not reach us, and would refuse the message.
        report = f"{settings.public_url}/webhooks/twilio/status" if settings.public_url else ""
        channels["whatsapp"] = WhatsApp(
            settings.twilio_account_sid,
            settings.twilio_auth_tokens[0],
            sender=settings.twilio_whatsapp_from,
            service=settings.twilio_messaging_service_sid,
            api_url=settings.twilio_api_url,
            report_url=report,
            contents=contents,
        )
    if settings.telegram_bot_token is not None:
        from bot.channels.telegram import Telegram  # noqa: PLC0415 - as above

        channels["telegram"] = Telegram(
            settings.telegram_bot_token.get_secret_value(),
            api_url=settings.telegram_api_url,
            home=settings.coordinators_chat.partition(":")[2],
        )
    return channels


def make_desk(
    parse: Mapping[str, Callable[[str], Update]],
    clock: Clock,
    key: bytes,
    *,
    metrics: Metrics,
    coordinators: Handle | None = None,
    coordinators_language: Language = "fr",
) -> Desk:
    """The desk of the real programme."""
    return Desk(
        book=book(),
        parse=parse,
        clock=clock,
        key=key,
        coordinators=coordinators,
        coordinators_language=coordinators_language,
        country=country_of,
        tzdb=tables_version(),
        handled=metrics.turns.inc,
    )


def country_of(channel: str, handle: str) -> str:
    """The country (ISO 3166) of a WhatsApp number; empty for what is no number."""
    number = handle.removeprefix("whatsapp:")
    if channel != "whatsapp" or not number.startswith("+"):
        return ""
    return country_of_number(number) or ""


def coordinators(settings: Settings) -> Handle | None:
    """The chat that alerts go to."""
    channel, _, chat = settings.coordinators_chat.partition(":")
    if channel == "whatsapp":
        return channel, settings.twilio_account_sid, settings.coordinators_chat
    if channel == "telegram" and settings.telegram_bot_token is not None:
        bot, _, _ = settings.telegram_bot_token.get_secret_value().partition(":")
        return channel, bot, chat
    return None


def _adopt(conn: Connection, channel: Channel) -> None:
    """Give addresses imported before the channel was switched on to its account."""
    conn.execute(
        update(address)
        .where(address.c.channel == channel.name, address.c.account == "")
        .values(account=channel.account)
    )
