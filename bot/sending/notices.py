"""Outside WhatsApp's 24 hours: an approved template says it, or says that there is news."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import structlog
from sqlalchemy import Connection, bindparam, select, update

from bot.channels.protocol import OutcomeUnknown, Refused
from bot.database_thread import DatabaseThread
from bot.flows.templates import forms_of, keeps
from bot.settings import Clock
from bot.templates.forms import Form, forms
from core.conversation.message import Message
from core.duration import DAY, HOUR, MINUTE
from storage import alerts, holds, templates
from storage.codec import decode_message
from storage.outbox import NOTICED, Owed
from storage.outcomes import Accepted, Held, Noticed, Outcome, Unknown
from storage.prepared import Prepared
from storage.schema import address, outbox
from storage.templates import TemplateRow

QUIET = 22 * HOUR
"""Milliseconds in which one notice is enough for all that waits: one proactive message a day
(domain §3), less what a day of nudges may shift."""

BEHIND = "noticed"
"""The reason of a message that waits behind the notice of another one."""

WINDOW = DAY - 5 * MINUTE
"""WhatsApp's 24 hours for words of our own, less what a message may still wait here."""

REFUSED = "send_template"
"""The alert about a template that WhatsApp does not take (any more)."""

_STATUS = Prepared(select(address.c.status).where(address.c.id == bindparam("row")))

log = structlog.get_logger()


@runtime_checkable
class Templated(Protocol):
    """A channel on which some words have to be approved first."""

    account: str

    async def send_template(
        self, sid: str, variables: dict[str, str], to: str, *, reference: str
    ) -> str:
        """Send an approved template; the provider's id. Raises a SendError and nothing else."""
        ...


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is known of somebody who may not be written to freely."""

    approved: Sequence[TemplateRow]
    open: bool
    noticed: bool


class Notices:
    """Says for one account what may not be said in words of our own."""

    def __init__(self, account: str, thread: DatabaseThread, clock: Clock) -> None:
        self._account = account
        self._thread = thread
        self._clock = clock

    async def say(self, owed: Owed, send: Callable[[Form], Awaitable[str]]) -> tuple[Outcome, ...]:
        """What became of it: accepted as a whole, or held behind a notice or for the person's next
        word; empty if no form fits what has no address.

        Without an address of ours (the coordinators' chat) only a whole template is used: there
        is nobody whose answer would bring the rest. Raises the SendErrors of `send` that say
        nothing of the template.
        """
        now = round(self._clock().timestamp() * 1000)
        message = decode_message(owed.body)
        until = now + keeps(message)
        standing = await self._thread.read(lambda conn: self._standing(conn, owed, message, now))
        for form in forms(message, standing.approved) if standing.open else ():
            if not form.whole and owed.address_id is None:
                continue
            if not form.whole and standing.noticed:
                return (Held(owed.id, BEHIND, owed.attempt, until),)
            try:
                sid = await send(form)
            except Refused as refusal:
                if refusal.kind not in {"content", "window"}:
                    raise
                await self._doubt(form, str(refusal), now)
                continue
            except OutcomeUnknown as error:
                if form.whole:
                    raise
                # Whatever became of it, the message waits: a word of theirs lets it go.
                doubt = Unknown(owed.id, str(error), attempt=owed.attempt)
                return doubt, behind(form, owed, until)
            if form.whole:
                return (Accepted(owed.id, sid, owed.attempt),)
            return Noticed(owed.id, sid, owed.attempt), behind(form, owed, until)
        return () if owed.address_id is None else (Held(owed.id, "window", owed.attempt, until),)

    async def said(self, owed: Owed) -> tuple[Form, ...]:
        """The templates that may have left in place of a message, as far as their words are known."""
        message = decode_message(owed.body)
        rows = await self._thread.read(lambda conn: _approved(conn, self._account, message))
        found = (form for form in forms(message, rows) if form.text)
        return tuple(form for form in found if owed.notice in {"", form.template.name})

    def _standing(self, conn: Connection, owed: Owed, message: Message, now: int) -> _Standing:
        approved = _approved(conn, self._account, message)
        if owed.address_id is None or owed.person_id is None:
            return _Standing(approved, open=True, noticed=False)
        # STOP's own confirmation may be late; a notice after STOP may not be at all.
        status = _STATUS.scalar(conn, row=owed.address_id)
        noticed = holds.noticed(conn, owed.person_id, owed.address_id, now - QUIET)
        return _Standing(approved, open=status == "active", noticed=noticed)

    async def _doubt(self, form: Form, code: str, now: int) -> None:
        """A template that WhatsApp does not take (any more) is left alone, and somebody told."""
        log.warning("template_refused", template=form.template.name, code=code)

        def note(conn: Connection) -> None:
            templates.doubt(conn, self._account, form.content_sid, code, now)
            alerts.raise_alert(conn, None, REFUSED, "normal", now)

        await self._thread.run(note)


def behind(form: Form, owed: Owed, until: int = 0) -> Held:
    """The message waits behind this notice for a word of the person, said since it left."""
    reason = f"{NOTICED}{form.template.name}"
    return Held(owed.id, reason, owed.attempt, until, owed.sent_at)


def found(form: Form, sid: str, owed: Owed, now: int) -> tuple[Outcome, ...]:
    """The outcome to store when a doubtful template turns out to have left under this id."""
    if form.whole:
        return (Accepted(owed.id, sid, owed.attempt),)
    left = Noticed(owed.id, sid, owed.attempt)
    if owed.notice:
        return (left,)
    return left, behind(form, owed, now + keeps(decode_message(owed.body)))


def _approved(conn: Connection, account: str, message: Message) -> list[TemplateRow]:
    """The approved versions of the templates that fit a message."""
    fit = [template.name for template, _ in forms_of(message)]
    return templates.approved(conn, account, message.language, fit)


def retract(conn: Connection, account: str, outbox_id: int, code: str, now: int) -> bool:
    """A template was taken and then not delivered, for a reason of its own: try the next form.

    WhatsApp tells so mostly in a report. False when the message did not leave as a template, or
    the reason cannot be the template's. Every call leaves one template fewer, so it ends.
    """
    row = conn.execute(
        select(outbox, address.c.last_in_at)
        .outerjoin(address, address.c.id == outbox.c.address_id)
        .where(outbox.c.id == outbox_id, outbox.c.body != "")
    ).first()
    if row is None:  # whoever it told of is erased
        return False
    message = decode_message(row.body)
    found = forms(message, _approved(conn, account, message))
    if row.state == "held":
        left = [one for one in found if row.error == f"{NOTICED}{one.template.name}"]
    elif row.state == "accepted" and not row.sent_parts:
        outside = row.address_id is None or row.sent_at - row.last_in_at > WINDOW
        left = [one for one in found if one.whole and outside]
    else:
        left = []
    if not left:
        return False
    templates.doubt(conn, account, left[0].content_sid, code, now)
    alerts.raise_alert(conn, None, REFUSED, "normal", now)
    conn.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id)
        .values(state="pending", due_at=now, status="", error=code)
    )
    return True
