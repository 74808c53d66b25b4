"""The real conversation, sender and templates against a Twilio that keeps the 24 hours itself."""

import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select, update

from bot.attachments.links import Links
from bot.channels.protocol import Abilities, Bubble
from bot.channels.whatsapp import WhatsApp
from bot.channels.whatsapp_templates import TwilioTemplates
from bot.channels.whatsapp_webhook import status_of
from bot.database_thread import DatabaseThread
from bot.handlers.desk import Desk
from bot.metrics import Metrics
from bot.sending.outbox import Sender, Surroundings
from bot.sending.reports import take_report
from bot.sending.retries import Patience
from bot.sending.speech import Speech
from bot.templates.approvals import Approvals
from bot.templates.verdicts import keep
from bot.turns import TurnWorker, fire_due
from bot.wiring import make_desk
from bot.words.catalogue import MissingWordsError
from bot.words.rendering import render
from core.conversation.message import Message, Part
from storage import inbox, outbox, people, templates
from storage.arrivals import Arrival
from storage.codec import decode_message, encode
from storage.database import Database
from storage.outbox import OwedRow
from storage.schema import outbox as outbox_table
from storage.schema import template as template_table
from tests.bot.conftest import KEY, Clock, speak
from tests.channels.conftest import Listening, whatsapp_on
from tests.fakes.inbound_twilio import (
    ACCOUNT,
    SENDER,
    message_sid,
    twilio_template_tap,
    twilio_text,
    twilio_webhook,
)
from tests.fakes.server import serve
from tests.fakes.twilio import FakeTwilio
from tests.fakes.twilio_messages import Delivery

REPORTS = "https://mem.example.org/webhooks/twilio/status"
AMAL = "whatsapp:+212600000016"


@dataclass
class Programme:
    """One WhatsApp number, the people who write to it, and a clock that the test moves."""

    database: Database
    clock: Clock
    fake: FakeTwilio
    channel: WhatsApp
    desk: Desk
    worker: TurnWorker
    sender: Sender
    metrics: Metrics
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    async def push(self, status: str = "approved") -> None:
        """Push every template; WhatsApp decides so on all of them."""
        known = await Approvals(TwilioTemplates(self.channel)).push()
        for one in known.values():
            if self.fake.content.fetch(one.sid).approval.status != "unsubmitted":
                self.fake.content.decide(one.sid, status)
        await self.look()

    async def look(self) -> None:
        """What the service does every hour."""
        known = await Approvals(TwilioTemplates(self.channel)).look()
        with self.database.begin() as conn:
            keep(conn, ACCOUNT, known, self.clock.ms)

    def approve_only(self, *names: str) -> None:
        """As if WhatsApp had rejected all other templates."""
        with self.database.begin() as conn:
            conn.execute(
                update(template_table)
                .where(template_table.c.name.not_in(names))
                .values(status="rejected")
            )

    def writes(self, *texts: str, who: str = AMAL) -> None:
        """Somebody writes, and each message has its turn."""
        for text in texts:
            sid = message_sid(next(self.numbers))
            self._arrives(twilio_text(who, text, sid=sid), who)

    def taps(self, who: str = AMAL) -> None:
        """Somebody presses the button of the last template they got."""
        notice = self.delivered(who)[-1]
        ((payload, title),) = notice.buttons
        sid = message_sid(next(self.numbers))
        self._arrives(twilio_template_tap(who, title, payload, sid=sid, replied_to=notice.sid), who)

    def _arrives(self, form: dict[str, str], who: str) -> None:
        self.fake.receive(form, self.clock())
        payload = twilio_webhook("https://mem.example.org/", form).body.decode()
        arrival = Arrival("whatsapp", ACCOUNT, form["MessageSid"], who, payload, self.clock.ms)
        with self.database.begin() as conn:
            inbox.record(conn, [arrival], KEY)
        while self.worker.step():
            pass

    def reports(self, who: str = AMAL) -> None:
        """Twilio reports what became of the last message to somebody."""
        message = [one for one in self.fake.messages.values() if one.to == who][-1]
        (address,) = [one for one in (message.status_callback,) if one]
        form = {"MessageSid": message.sid, "MessageStatus": message.status}
        form["ErrorCode"] = str(message.error_code or "")
        report = status_of(form, urlsplit(address).query)
        with self.database.begin() as conn:
            assert take_report(conn, self.desk, report, ACCOUNT)

    def fall_due(self) -> int:
        """Let what is due have its effect; how many timers did."""
        fired = 0
        while found := fire_due(self.database, self.desk):
            fired += found
        return fired

    async def send(self) -> None:
        """Send whatever may leave now, as the running service would within seconds."""
        await self.sender.drain(10)
        await self.sender.sweep()
        await self.sender.drain(10)

    async def tells(
        self, *parts: Part, who: str = AMAL, lane: Any = "reminder", days: float = 1
    ) -> int:
        """Owe a message of these parts and send; its outbox id."""
        key = f"k{next(self.numbers)}"
        with self.database.begin() as conn:
            person = people.find_person(conn, who)
            assert person is not None
            (place,) = people.addresses_of(conn, [person])
            row = OwedRow(
                key, person, place.id, "whatsapp", ACCOUNT, who, encode(Message("fr", parts)),
                lane, due_at=self.clock.ms, expires_at=self.clock.ms + round(days * 86_400_000),
            )  # fmt: skip
            outbox.owe(conn, [row], self.clock.ms)
            found = conn.execute(select(outbox_table.c.id).where(outbox_table.c.key == key))
            outbox_id = int(found.scalar_one())
        await self.send()
        return outbox_id

    def row(self, outbox_id: int) -> Any:
        with self.database.read() as conn:
            return conn.execute(select(outbox_table).where(outbox_table.c.id == outbox_id)).one()

    def state(self, outbox_id: int) -> tuple[str, str]:
        """State and reason."""
        row = self.row(outbox_id)
        return row.state, row.error

    def keys(self, outbox_id: int) -> list[str]:
        return [part.key for part in decode_message(self.row(outbox_id).body).parts]

    def delivered(self, who: str = AMAL) -> list[Delivery]:
        return self.fake.delivered_to(who)

    def texts(self, who: str = AMAL) -> list[str]:
        return [one.body for one in self.delivered(who)]

    def counted(self, outcome: str) -> float:
        """How often sends ended so."""
        found = self.metrics.registry.get_sample_value(
            "mem_sends_total", {"channel": "whatsapp", "outcome": outcome}
        )
        return found or 0.0

    def statuses(self) -> set[str]:
        with self.database.read() as conn:
            return {one.status for one in templates.pushed(conn, ACCOUNT)}


def said_somehow(message: Message, abilities: Abilities) -> tuple[Bubble, ...]:
    """The catalogue's words; the key itself for messages that have no words yet."""
    try:
        return render(message, abilities)
    except (MissingWordsError, FileNotFoundError):
        return speak(message, abilities)


@asynccontextmanager
async def programme(
    database: Database, *, late: bool = False, change: Callable[[Desk], Desk] = lambda desk: desk
) -> AsyncIterator[Programme]:
    """Everything at noon of a working day; `late` has Twilio refuse by reports only."""
    clock = Clock()
    clock.at = clock.at.replace(month=11, day=23, hour=12, minute=0, second=0, microsecond=0)
    fake = FakeTwilio(clock=clock, enforce_window=True, late_refusals=late)
    with serve(fake.app) as running:
        channel = whatsapp_on(Listening(fake, running.url), sender=SENDER, report_url=REPORTS)
        metrics = Metrics()
        desk = change(make_desk({"whatsapp": channel.parse}, clock, KEY, metrics=metrics))
        thread = DatabaseThread(database)
        speech = Speech(said_somehow, Links(KEY, "https://mem.example.org", ""), thread)
        around = Surroundings(thread, speech, clock, metrics, Patience())
        worker = TurnWorker(database, desk)
        sender = Sender(channel, around)
        yield Programme(database, clock, fake, channel, desk, worker, sender, metrics)
        await channel.close()
