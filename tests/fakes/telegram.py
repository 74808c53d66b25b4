"""A fake Bot API server over real HTTP.

    fake = FakeTelegram()
    with serve(fake.app) as telegram:
        Bot(fake.token, base_url=telegram.url + "/bot")          # python-telegram-bot
        TelegramAPIServer.from_base(telegram.url)                # aiogram

Every request is checked against the Bot API's machine-readable form, and every update a test
pushes; what is wrong is answered as Telegram would and kept in `violations`. `delivered` is the
ground truth. Formatting is read from parse_mode=HTML or entities; other modes are refused.
As a process of its own: `python -m tests.fakes.telegram --port 0 --log FILE` (see control.py).
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes import control
from tests.fakes.clock import Clock, wall_clock
from tests.fakes.inbound_telegram import BOT, telegram_webhook
from tests.fakes.ledger import Ledger, Violation
from tests.fakes.outcomes import Outcome, Refused, Script, known, name_of, reaches
from tests.fakes.plain import PLAIN
from tests.fakes.server import serve_alone
from tests.fakes.spec_telegram import BotApiSpec
from tests.fakes.telegram_bot import Bot
from tests.fakes.telegram_messages import Delivery, File, Json, buttons_of
from tests.fakes.telegram_rules import (
    RefusalError,
    bad_request,
    decode,
    read_parameters,
    read_text,
    words_for,
)
from tests.fakes.telegram_updates import ConflictError, Updates
from tests.fakes.webhook import Webhook
from tests.fakes.wire import gone, respond

TOKEN = f"{BOT['id']}:AAE-fake-token-0123456789abcdefghijk"
SENDS = frozenset({"sendMessage", "sendPhoto", "sendDocument", "sendVoice", "copyMessage"})
EDITS = frozenset({"editMessageText", "editMessageReplyMarkup"})
UPLOADS = ("photo", "document", "voice")


class FakeTelegram:
    """One bot.

    delivered, violations and calls (whatever was carried out, as method and parameters) tell what
    happened; reads such as getUpdates are no calls.
    enforce_start: only people who wrote can be written to. local: like a Bot API server of one's
    own, webhooks may be plain http on any port. reach says where the public base of the webhook
    really listens ({public: local}). log: every delivery is one JSON line there, synced before
    the answer.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        enforce_start: bool = False,
        local: bool = False,
        reach: Mapping[str, str] | None = None,
        clock: Clock = wall_clock,
        log: Path | None = None,
    ) -> None:
        self.token = token
        self.violations: list[Violation] = []
        self.calls: list[tuple[str, Json]] = []
        self.reach: dict[str, str] = dict(reach or {})
        self.updates = Updates()
        self.bot = Bot(
            dict(BOT) | {"id": int(token.partition(":")[0])},
            clock=clock,
            local=local,
            enforce_start=enforce_start,
            updates=self.updates,
        )
        self._clock = clock
        self._ledger: Ledger[Delivery] = Ledger(Delivery, log)
        self._scripts: defaultdict[str, Script] = defaultdict(Script)
        self._spec = BotApiSpec()
        for delivery in self._ledger.entries:
            self.bot.chats.messages[delivery.chat_id, delivery.message_id] = delivery.message
            self.bot.chats.last_id = max(self.bot.chats.last_id, delivery.message_id)
        verbs: dict[str, control.Verb] = {
            "keep": self.keep,
            "push": self.push,
            "deliver": self.deliver,
            "redeliver": self.redeliver,
            "block": self.block,
            "unblock": self.unblock,
        }
        method = Route("/bot{token}/{method}", self._answer, methods=["GET", "POST"])
        file = Route("/file/bot{token}/documents/{file_id}", self._answer_file)
        self.app = Starlette(routes=[control.mount(self, verbs), method, file])

    # What a test arranges and asks

    @property
    def delivered(self) -> list[Delivery]:
        """What people really saw, messages and edits, in order."""
        return self._ledger.entries

    @property
    def files(self) -> dict[str, File]:
        """Files by file_id: the bot's uploads, and those a test puts here for getFile."""
        return self.bot.files

    def keep(self, file_id: str, name: str, content_type: str, content: str) -> None:
        """Have a file that somebody sends for getFile; its content as text."""
        self.files[file_id] = File(name, content_type, content.encode())

    @property
    def answered(self) -> dict[str, Json]:
        """Callback queries that got their answer, by id."""
        return self.bot.answered

    def delivered_to(self, chat_id: int) -> list[Delivery]:
        return [delivery for delivery in self.delivered if delivery.chat_id == chat_id]

    def script(self, outcomes: Iterable[Outcome], operation: str = "send") -> None:
        """Queue an outcome for each of the next sends, or the next calls of a named method.

        "send" is whatever puts a new message into a chat; edits and the rest go by their names.
        """
        self._scripts[operation].add(outcomes)

    def recover(self) -> None:
        """Whatever was scripted is over: every further call succeeds."""
        for script in self._scripts.values():
            script.clear()

    def falls_silent(self) -> bool:
        """Whether one of the next calls is to have no answer."""
        return any(script.silent() for script in [*self._scripts.values()])

    def block(self, chat_id: int) -> None:
        """Answer 403 to every send to this person until unblock."""
        self.bot.blocked.add(chat_id)

    def unblock(self, chat_id: int) -> None:
        self.bot.blocked.discard(chat_id)

    def expire(self, query_id: str) -> None:
        """A callback query has become too old to be answered."""
        self.bot.expired.add(query_id)

    def saw(self, update: Mapping[str, Any]) -> None:
        """Remember what an update tells: the chat, the message, a block. ValueError out of spec."""
        if wrong := self._spec.check_object("Update", update):
            raise ValueError(f"not an update: {wrong}")
        for kind in ("message", "edited_message"):
            if kind in update:
                self.bot.chats.saw(update[kind])
        if "my_chat_member" in update:
            chat = update["my_chat_member"]["chat"]
            self.bot.chats.known[chat["id"]] = chat
            kicked = update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
            (self.block if kicked else self.unblock)(chat["id"])

    def push(self, update: Mapping[str, Any]) -> None:
        """Something happened: queue it for getUpdates, or for deliver when a webhook is set."""
        self.saw(update)
        self.updates.push(update)

    def update_webhook(self, update: Mapping[str, Any]) -> Webhook:
        """An update as posted to the webhook that is set; LookupError when none is."""
        webhook = self.updates.webhook
        if not webhook.url:
            raise LookupError("no webhook is set")
        return telegram_webhook(webhook.url, update, webhook.secret).rebased(self.reach)

    def deliver(self, update: Mapping[str, Any]) -> int:
        """Post an update to the webhook; the HTTP status, 0 when nobody listens.

        Anything but 2xx leaves it pending for redeliver. It blocks: in a coroutine whose loop also
        serves the product, use asyncio.to_thread.
        """
        self.push(update)
        return self._post(update)

    def redeliver(self) -> list[int]:
        """Post what is pending once more, in order; the HTTP statuses."""
        return [self._post(update) for update in list(self.updates.pending)]

    def _post(self, update: Mapping[str, Any]) -> int:
        request = self.update_webhook(update)
        webhook = self.updates.webhook
        try:
            with httpx.Client(timeout=60, **PLAIN) as client:
                answer = client.post(request.url, content=request.body, headers=request.headers)
            status, error = answer.status_code, f"Wrong response from the webhook: {answer}"
        except httpx.TransportError as failure:
            status, error = 0, f"Connection failed: {failure}"
        if status and answer.headers.get("content-type", "").startswith("application/json"):
            # Telegram would call the method such an answer names; the fake only tells.
            problem = "a webhook answer that calls a method is not simulated"
            self.violations.append(Violation("webhook", (problem,)))
        if 200 <= status < 300:
            if update in self.updates.pending:
                self.updates.settle(update)
        else:
            webhook.last_error, webhook.last_error_date = error, int(self._clock().timestamp())
        return status

    # What happens to a request

    async def _answer(self, request: Request) -> Response:
        name = request.path_params["method"]
        try:
            self._authenticate(request.path_params["token"])
            method = self._spec.methods.get(name.lower())
            if method is None:
                self.violations.append(Violation(name, (f"unknown method {name}",)))
                raise RefusalError(404, "Not Found")
            parameters, files = await read_parameters(request)
            decoded = self._check(method, parameters, files)
            if method == "getUpdates":
                return await self._get_updates(decoded, request)
            return self._play(method, decoded, files)
        except RefusalError as refusal:
            return JSONResponse(refusal.as_json(), refusal.status)

    async def _answer_file(self, request: Request) -> Response:
        file = self.files.get(request.path_params["file_id"])
        if file is None or request.path_params["token"] != self.token:
            refusal = RefusalError(404, "Not Found")
            return JSONResponse(refusal.as_json(), refusal.status)
        return Response(file.content, media_type="application/octet-stream")

    def _authenticate(self, token: str) -> None:
        if not re.fullmatch(r"\d+:[\w-]{35,}", token):
            raise RefusalError(404, "Not Found")
        if token != self.token:
            raise RefusalError(401, "Unauthorized")

    def _check(self, method: str, parameters: Json, files: Mapping[str, File]) -> Json:
        """The parameters with nested values decoded; what the specification does not allow is
        recorded and refused.
        """
        try:
            parsed = {
                n: read_text(parameters, n)[0] for n in ("text", "caption") if n in parameters
            }
        except RefusalError as refusal:
            self.violations.append(Violation(method, (refusal.description,)))
            raise
        attached = set(re.findall(r"attach://([\w-]+)", " ".join(map(str, parameters.values()))))
        uploads = {name: f"attach://{name}" for name in files if name not in attached}
        problems = self._spec.check_request(method, parameters | parsed | uploads)
        problems += [f"{method}: no file {name}" for name in sorted(attached - set(files))]
        if method in EDITS and not {"chat_id", "message_id"} <= set(parameters):
            problems.append(f"{method}: missing chat_id or message_id")
        if problems:
            self.violations.append(Violation(method, tuple(problems)))
            raise bad_request(words_for(problems[0]))
        return {name: decode(name, value) for name, value in (parameters | uploads).items()}

    async def _get_updates(self, parameters: Json, request: Request) -> Response:
        self.updates.allowed = parameters.get("allowed_updates", self.updates.allowed)
        try:
            updates = await self.updates.get(
                offset=int(parameters.get("offset", 0)),
                limit=int(parameters.get("limit", 100)),
                seconds=float(parameters.get("timeout", 0)),
                gone=functools.partial(gone, request.receive),
            )
        except ConflictError as conflict:
            raise RefusalError(409, f"Conflict: {conflict}") from None
        return self._respond(self._scripts["getUpdates"].take(), updates)

    def _play(self, method: str, parameters: Json, files: Mapping[str, File]) -> Response:
        """Do what the method says, unless the script has other plans."""
        if method in SENDS | EDITS:
            self.bot.check_chat(parameters)
        outcome = self._scripts["send" if method in SENDS else method].take()
        if not reaches(outcome):
            return self._respond(outcome, True)
        for name in UPLOADS:
            if name in parameters and (file := files.get(parameters[name].partition("//")[2])):
                parameters[name] = self.bot.upload(file)
        result = self.bot.do(method, parameters)
        self.calls.append((method, parameters))
        if method in SENDS | EDITS:
            self._deliver(method, result, parameters, outcome)
        if method == "copyMessage":
            result = {"message_id": result["message_id"]}
        return self._respond(outcome, result)

    def _deliver(self, method: str, message: Json, parameters: Json, outcome: Outcome) -> None:
        self._ledger.append(
            Delivery(
                number=len(self.delivered) + 1,
                at=self._clock(),
                method=method,
                chat_id=message["chat"]["id"],
                message_id=message["message_id"],
                text=message.get("text") or message.get("caption", ""),
                buttons=buttons_of(message),
                message=message,
                parameters=parameters,
                outcome=name_of(outcome),
                known=known(outcome),
                file_id=next((parameters[n] for n in UPLOADS if n in parameters), ""),
            )
        )

    def _respond(self, outcome: Outcome, result: Any) -> Response:
        def throttle(retry_after: int) -> Response:
            words = f"Too Many Requests: retry after {retry_after}"
            refusal = RefusalError(429, words, {"retry_after": retry_after})
            return JSONResponse(refusal.as_json(), 429, {"Retry-After": str(retry_after)})

        def refuse(refused: Refused) -> Response:
            refusal = RefusalError(refused.code, refused.message, refused.parameters)
            return JSONResponse(refusal.as_json(), refused.status or refused.code)

        success = JSONResponse({"ok": True, "result": result})
        return respond(outcome, success, throttle=throttle, refuse=refuse)


def main() -> None:
    parser = control.parser("A fake Bot API server as a process of its own.")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--local", action="store_true", help="allow plain http webhooks")
    parser.add_argument("--enforce-start", action="store_true")
    options = parser.parse_args()
    fake = FakeTelegram(
        token=options.token,
        local=options.local,
        enforce_start=options.enforce_start,
        reach=dict(options.reach),
        log=options.log,
    )
    serve_alone(fake.app, options.port)


if __name__ == "__main__":
    main()
