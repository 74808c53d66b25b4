"""Words of ours that WhatsApp has approved: in a simulated world all of them, from the first day."""

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, TypeVar, cast

from msgspec.structs import replace
from sqlalchemy import Connection

from bot.channels.protocol import Button
from bot.database_thread import DatabaseThread
from bot.flows.templates import RESUME
from bot.sending.notices import Notices
from bot.templates.approvals import wanted
from bot.templates.forms import Form, wording
from core.conversation.message import Message, Part
from simulator.events import WHATSAPP_ACCOUNT
from simulator.phone import Layout, Shown
from storage import templates
from storage.templates import APPROVED, TemplateRow

Result = TypeVar("Result")


def approve_all(conn: Connection, now: int) -> None:
    """Store every template as if it had been pushed and approved."""
    templates.record(
        conn,
        [
            TemplateRow(
                WHATSAPP_ACCOUNT,
                one.template.name,
                one.language,
                one.version,
                f"HX{number:032x}",
                one.template.variables,
                APPROVED,
                pushed_at=now,
                checked_at=now,
            )
            for number, one in enumerate(wanted(), 1)
        ],
    )


def approve_doubted(conn: Connection, now: int) -> None:
    """What Twilio answers when it is asked again about templates that a refusal made us doubt."""
    doubted = [one for one in templates.pushed(conn, WHATSAPP_ACCOUNT) if one.status == "paused"]
    if doubted:
        seen = (replace(one, status=APPROVED, reason="", checked_at=now) for one in doubted)
        templates.record(conn, tuple(seen))


class _Within:
    """A transaction that is open already, for code that would wait for one of its own."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        return work(self._conn)

    read = run


def notices(conn: Connection, clock: Callable[[], datetime]) -> Notices:
    """Production's way of saying things outside the 24 hours, inside an open transaction."""
    return Notices(WHATSAPP_ACCOUNT, cast("DatabaseThread", _Within(conn)), clock)


def completed(work: Coroutine[Any, Any, Result]) -> Result:
    """What asynchronous code returns that never has to wait. Raises what it raises."""
    try:
        work.send(None)
    except StopIteration as end:
        return cast("Result", end.value)
    work.close()
    raise RuntimeError("this would wait for ever")


def bubble(form: Form, number: int, now: int, message: Message) -> Shown:
    """A template as it stands on a screen: its words, and the button of a notice."""
    tap = wording(form.template, message.language).tap
    layout: Layout = "quick" if tap else "text"
    buttons = (Button(RESUME, tap),) if tap else ()
    said = message
    if not form.whole:  # the question it stands for is not on the screen yet
        said = Message(message.language, (Part(f"templates-{form.template.name}"),))
    return Shown(now, number, form.text, layout, buttons, said, template=True)
