"""A fake Twilio over real HTTP: Messages, Media, Content and the typing indicator on one port.

    fake = FakeTwilio()
    with serve(fake.app) as twilio:
        client.api.base_url = client.content.base_url = client.messaging.base_url = twilio.url

Every request is checked against Twilio's own OpenAPI documents and the rules they leave out; what
is wrong is answered as Twilio would and kept in `violations`; `refusals` are the codes of sends
that this account may not make now. `delivered` is the ground truth.
As a process of its own: `python -m tests.fakes.twilio --port 0 --log FILE` (see control.py).
"""

import binascii
import re
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes import control
from tests.fakes.clock import Clock, wall_clock
from tests.fakes.inbound_twilio import ACCOUNT, SENDER, TOKEN, twilio_status, twilio_webhook
from tests.fakes.ledger import Ledger, Violation
from tests.fakes.outcomes import Outcome, Refused, RefusedLater, Script, known, name_of, reaches
from tests.fakes.plain import PLAIN
from tests.fakes.server import serve_alone
from tests.fakes.spec_twilio import Checked, TwilioSpec
from tests.fakes.twilio_account import Account, Words
from tests.fakes.twilio_content import Content, over_limits
from tests.fakes.twilio_messages import Delivery, Message
from tests.fakes.twilio_rules import RefusalError, broken_rules, overfull, refusal_for
from tests.fakes.webhook import Webhook
from tests.fakes.wire import respond

MEDIA = re.compile(r"/2010-04-01/Accounts/\w+/Messages/\w+/Media/(\w+)")
"""Where the bytes of media are fetched; with .json at its end it is the resource."""

TOLD_LATE = {63016, 63041}
"""What WhatsApp finds, not Twilio: outside the window, and a template that is paused."""


class FakeTwilio:
    """One Twilio account.

    senders: the addresses it may send from. services: its messaging services; empty takes any
    well-formed sid. enforce_window refuses free-form messages outside the 24 hours with 63016: in
    the answer, or, with late_refusals, as Twilio mostly does, by a success that fails afterwards.
    reach says where the public base of callback URLs really listens ({public: local}); signatures
    stay over the public one. log: every delivery is one JSON line there, synced before the answer.
    """

    def __init__(
        self,
        *,
        account: str = ACCOUNT,
        token: str = TOKEN,
        senders: Iterable[str] = (SENDER,),
        services: Iterable[str] = (),
        enforce_window: bool = False,
        late_refusals: bool = False,
        reach: Mapping[str, str] | None = None,
        clock: Clock = wall_clock,
        log: Path | None = None,
    ) -> None:
        self.token = token
        self.late_refusals = late_refusals
        self.media: dict[str, bytes] = {}  # by sid: what people sent
        self.violations: list[Violation] = []
        self.refusals: list[int] = []  # codes of sends that were not taken, or not in the end
        self.reach: dict[str, str] = dict(reach or {})
        self.account = Account(
            account,
            senders=frozenset(senders),
            services=frozenset(services),
            enforce_window=enforce_window,
            clock=clock,
        )
        self._clock = clock
        self._ledger: Ledger[Delivery] = Ledger(Delivery, log)
        self._scripts: defaultdict[str, Script] = defaultdict(Script)
        self._spec = TwilioSpec()
        for delivery in self._ledger.entries:
            self.account.messages[delivery.sid] = _restored(delivery)
        methods = ["GET", "POST", "PUT", "DELETE"]
        everything = Route("/{path:path}", self._answer, methods=methods)
        verbs: dict[str, control.Verb] = {
            "receive": self.receive,
            "block": self.block,
            "unblock": self.unblock,
            "status": self.deliver_status,
        }
        self.app = Starlette(routes=[control.mount(self, verbs), everything])

    # What a test arranges and asks

    @property
    def delivered(self) -> list[Delivery]:
        """What really reached people, in order."""
        return self._ledger.entries

    @property
    def messages(self) -> dict[str, Message]:
        """Every Message resource by sid, inbound ones too; deleted ones are gone."""
        return self.account.messages

    @property
    def content(self) -> Content:
        """The templates; content.decide(sid, "approved") is WhatsApp's verdict."""
        return self.account.content

    @property
    def deleted(self) -> list[str]:
        """Sids of deleted messages, media and templates, in order."""
        return self.account.deleted

    def delivered_to(self, to: str) -> list[Delivery]:
        return [delivery for delivery in self.delivered if delivery.to == to]

    def script(self, outcomes: Iterable[Outcome], operation: str = "CreateMessage") -> None:
        """Queue an outcome for each of the next calls of an operation, sends unless said."""
        self._scripts[operation].add(outcomes)

    def recover(self) -> None:
        """Whatever was scripted is over: every further call succeeds."""
        for script in self._scripts.values():
            script.clear()

    def falls_silent(self) -> bool:
        """Whether one of the next calls is to have no answer."""
        return any(script.silent() for script in [*self._scripts.values()])

    def saw_inbound(self, to: str, at: datetime | None = None) -> None:
        """The person wrote: the 24 hours start again."""
        self.account.last_inbound[to] = at or self._clock()

    def receive(self, form: Mapping[str, str], at: datetime | None = None) -> None:
        """Keep an inbound form as Twilio does: listed, its media fetchable, the window opened.

        Posting it to the product is the test's business; not posting it is a lost webhook.
        """
        self.account.receive(form, at or self._clock())

    def block(self, to: str, code: int = 63014) -> None:
        """Refuse every send to an address until unblock; 63014 is a block, 21610 an opt-out."""
        self.account.refused[to] = code

    def unblock(self, to: str) -> None:
        self.account.refused.pop(to, None)

    def status_webhook(self, sid: str, status: str, error_code: int | None = None) -> Webhook:
        """The signed status callback of a message; LookupError if it was sent without one."""
        message = self.messages[sid]
        if message.status_callback is None:
            raise LookupError(f"{sid} was sent without a StatusCallback")
        form = twilio_status(
            sid,
            status,
            to=message.to,
            from_=message.sender or SENDER,
            account=self.account.sid,
            error_code=error_code or message.error_code,
        )
        return twilio_webhook(message.status_callback, form, self.token).rebased(self.reach)

    def deliver_status(self, sid: str, status: str, error_code: int | None = None) -> int:
        """Move a message to a status and post its callback; the HTTP status of the answer.

        It blocks: in a coroutine whose loop also serves the product, use asyncio.to_thread.
        """
        webhook = self.status_webhook(sid, status, error_code)
        message = self.messages[sid]
        message.status, message.error_code = status, error_code or message.error_code
        with httpx.Client(**PLAIN) as client:
            answer = client.post(webhook.url, content=webhook.body, headers=webhook.headers)
        return answer.status_code

    # What happens to a request

    async def _answer(self, request: Request) -> Response:
        body = await request.body()
        if not self._authentic(request):
            return _refuse(RefusalError(20003))
        method, path = request.method, request.url.path
        if method == "GET" and (found := MEDIA.fullmatch(path)):
            content = self.media.get(found[1])
            return Response(content) if content is not None else _refuse(RefusalError(20404))
        content_type = request.headers.get("content-type", "")
        checked = self._spec.check(method, path, request.url.query, content_type, body)
        base_url = str(request.base_url).rstrip("/")
        try:
            if checked is None:
                raise RefusalError(20404, f"The requested resource {path} was not found")
            self._check(f"{method} {path}", checked)
            if checked.operation == "CreateMessage":
                return self._send(checked)
            outcome = self._scripts[checked.operation].take()
            success = self.account.do(checked, base_url) if reaches(outcome) else Response()
            return _respond(outcome, success)
        except RefusalError as refusal:
            return _refuse(refusal)

    def _authentic(self, request: Request) -> bool:
        scheme, _, value = request.headers.get("authorization", "").partition(" ")
        try:
            given = b64decode(value).decode()
        except (binascii.Error, UnicodeDecodeError):
            return False
        return scheme.lower() == "basic" and given == f"{self.account.sid}:{self.token}"

    def _check(self, request: str, checked: Checked) -> None:
        """Record and refuse what the documents and the known rules do not allow."""
        if checked.path.get("AccountSid", self.account.sid) != self.account.sid:
            raise RefusalError(20003)
        problems = [str(problem) for problem in checked.problems]
        refusals = [refusal_for(problem) for problem in checked.problems]
        if checked.operation == "CreateMessage" and not problems:
            refusals = list(broken_rules(checked.body))
            problems = [str(refusal) for refusal in refusals]
            problems += overfull(checked.body)
        elif checked.operation == "CreateContent" and not problems:
            problems = over_limits(checked.body["types"])
            refusals = [RefusalError(20001, "; ".join(problems))] if problems else []
        if problems:
            self.violations.append(Violation(request, tuple(problems)))
        if refusals:
            raise refusals[0]

    def _send(self, checked: Checked) -> Response:
        """One CreateMessage: refused for a reason, or as the script says."""
        form = checked.body
        try:
            words: Words = self.account.words(form)
            outcome = self._scripts["CreateMessage"].take()
        except RefusalError as refusal:
            self.refusals.append(refusal.code)
            if not (self.late_refusals and refusal.code in TOLD_LATE):
                raise
            words, outcome = (form.get("Body", ""), ()), RefusedLater(refusal.code)
        if isinstance(outcome, RefusedLater):
            message = self.account.create(form, words[0], outcome.code)
        elif reaches(outcome):
            message = self.account.create(form, words[0], None)
        else:
            return _respond(outcome, Response())
        success = JSONResponse(message.as_answered(self.account.sid), 201)
        if reaches(outcome):
            self._deliver(message, words, form, outcome)
        return _respond(outcome, success)

    def _deliver(
        self, message: Message, words: Words, form: Mapping[str, object], outcome: Outcome
    ) -> None:
        message.sent = message.created
        self._ledger.append(
            Delivery(
                number=len(self.delivered) + 1,
                at=message.created,
                sid=message.sid,
                to=message.to,
                body=words[0],
                buttons=words[1],
                form=dict(form),
                outcome=name_of(outcome),
                known=known(outcome),
            )
        )


def _restored(delivery: Delivery) -> Message:
    """The message of an earlier life of the fake, as its log tells it."""
    return Message(
        sid=delivery.sid,
        to=delivery.to,
        sender=delivery.form.get("From"),
        service=delivery.form.get("MessagingServiceSid"),
        body=delivery.body,
        created=delivery.at,
        sent=delivery.at,
        status_callback=delivery.form.get("StatusCallback"),
        num_media=len(delivery.form.get("MediaUrl", ())),
    )


def _refuse(refusal: RefusalError) -> Response:
    return JSONResponse(refusal.as_json(), refusal.status)


def _respond(outcome: Outcome, success: Response) -> Response:
    def throttle(retry_after: int) -> Response:
        headers = {"Retry-After": str(retry_after), "Twilio-Concurrent-Requests": "101"}
        return JSONResponse(RefusalError(20429).as_json(), 429, headers)

    def refuse(refused: Refused) -> Response:
        return _refuse(RefusalError(refused.code, refused.message, refused.status))

    return respond(outcome, success, throttle=throttle, refuse=refuse)


def main() -> None:
    parser = control.parser("A fake Twilio as a process of its own.")
    parser.add_argument("--account", default=ACCOUNT)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--sender", action="append", help=f"repeatable; default {SENDER}")
    parser.add_argument("--enforce-window", action="store_true")
    parser.add_argument("--late-refusals", action="store_true")
    options = parser.parse_args()
    fake = FakeTwilio(
        account=options.account,
        token=options.token,
        senders=options.sender or (SENDER,),
        enforce_window=options.enforce_window,
        late_refusals=options.late_refusals,
        reach=dict(options.reach),
        log=options.log,
    )
    serve_alone(fake.app, options.port)


if __name__ == "__main__":
    main()
