"""What WhatsApp thinks of the templates: looked up at Twilio, kept here, and compared with the words."""

import json
from collections.abc import Iterator, Mapping, Sequence

import structlog
from msgspec.structs import replace
from sqlalchemy import Connection

from bot.channels.protocol import Channel, SendError
from bot.channels.whatsapp_content import SHAPES, Registered, friendly_name
from bot.database_thread import DatabaseThread
from bot.settings import Clock
from bot.templates.approvals import Approvals, wanted
from bot.wiring import CONTENTS
from storage import meta, templates
from storage.templates import STATUSES, TemplateRow

log = structlog.get_logger()


async def see(channel: Channel, thread: DatabaseThread, clock: Clock) -> None:
    """Look up the verdicts on a WhatsApp account's templates, and its buttons; use both from now on.

    A Twilio that does not answer changes nothing.
    """
    from bot.channels.whatsapp import WhatsApp  # noqa: PLC0415 - the SDK, only where it is used
    from bot.channels.whatsapp_templates import TwilioTemplates  # noqa: PLC0415 - as above

    assert isinstance(channel, WhatsApp)  # noqa: S101 - for the type
    try:
        known = await Approvals(TwilioTemplates(channel)).look()
    except SendError as error:
        log.warning("templates_not_seen", code=str(error))
        return
    now = round(clock().timestamp() * 1000)
    await thread.run(lambda conn: keep(conn, channel.account, known, now))
    channel.contents.update(contents(known))


def keep(conn: Connection, account: str, known: Mapping[str, Registered], now: int) -> None:
    """Store what was seen at Twilio: verdicts on templates, and the buttons for ordinary questions."""
    stored = templates.pushed(conn, account)
    templates.record(conn, [*rows(account, known, now), *older(stored, known, now)])
    found = contents(known)
    if found:
        meta.remember(conn, CONTENTS, json.dumps(found))


def rows(account: str, known: Mapping[str, Registered], now: int) -> list[TemplateRow]:
    """What is known of today's templates, as it is stored."""
    return [
        TemplateRow(
            account=account,
            name=one.template.name,
            language=one.language,
            version=one.version,
            content_sid=found.sid,
            variables=one.template.variables,
            status=found.status if found.status in STATUSES else "pending",
            reason=found.reason,
            pushed_at=now,
            checked_at=now,
        )
        for one in wanted()
        if (found := known.get(one.content_name)) is not None
    ]


def older(
    stored: Sequence[TemplateRow], known: Mapping[str, Registered], now: int
) -> list[TemplateRow]:
    """Former versions that are still stored, with what is known of them now."""
    current = {(one.template.name, one.language, one.version) for one in wanted()}
    by_sid = {one.sid: one for one in known.values()}
    found = ((row, by_sid.get(row.content_sid)) for row in stored)
    return [
        replace(
            row,
            status=seen.status if seen else "disabled",
            reason=seen.reason if seen else "deleted",
            checked_at=now,
        )
        for row, seen in found
        if (row.name, row.language, row.version) not in current
    ]


def contents(known: Mapping[str, Registered]) -> dict[str, str]:
    """The Content sids for buttons inside the 24 hours, by shape."""
    return {
        shape: known[friendly_name(shape)].sid for shape in SHAPES if friendly_name(shape) in known
    }


def drift(stored: Sequence[TemplateRow]) -> Iterator[str]:
    """Where the words of today are not those that were pushed; nothing when nothing ever was."""
    pushed: dict[tuple[str, str], set[str]] = {}
    for row in stored:
        pushed.setdefault((row.name, row.language), set()).add(row.version)
    if not pushed:
        return
    for one in wanted():
        versions = pushed.get((one.template.name, one.language))
        if versions is None:
            yield f"{one.language}/{one.template.name}: was never pushed"
        elif one.version not in versions:
            yield f"{one.language}/{one.template.name}: the words changed since they were pushed"
