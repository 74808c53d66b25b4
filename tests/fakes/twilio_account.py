"""What a Twilio account holds and what each operation of the API does to it."""

import hashlib
import itertools
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from starlette.responses import JSONResponse, Response

from tests.fakes.clock import Clock
from tests.fakes.spec_twilio import Checked
from tests.fakes.twilio_content import Content, Template
from tests.fakes.twilio_messages import API, Media, Message, matches
from tests.fakes.twilio_pages import page
from tests.fakes.twilio_rules import RefusalError

WINDOW = timedelta(hours=24)
"""Free-form messages only within 24 h of the person's last one (channels.md §1.4)."""

Words = tuple[str, tuple[tuple[str, str], ...]]
"""What a person reads, and the (id, title) of each choice offered."""


class Account:
    """Messages, media, templates and who wrote when; every method runs in the server's loop."""

    def __init__(
        self,
        sid: str,
        *,
        senders: frozenset[str],
        services: frozenset[str],
        enforce_window: bool,
        clock: Clock,
    ) -> None:
        self.sid = sid
        self.senders = senders
        self.services = services
        self.enforce_window = enforce_window
        self.clock = clock
        self.messages: dict[str, Message] = {}
        self.deleted: list[str] = []
        self.typing: list[str] = []
        self.last_inbound: dict[str, datetime] = {}
        self.refused: dict[str, int] = {}
        self._numbers = itertools.count(1)
        self.content = Content(clock, self.new_sid)
        self._operations: dict[str, Callable[[Checked, str], Response]] = {
            "ListMessage": self._list_messages,
            "FetchMessage": self._fetch_message,
            "UpdateMessage": self._update_message,
            "DeleteMessage": self._delete_message,
            "ListMedia": self._list_media,
            "FetchMedia": self._fetch_media,
            "DeleteMedia": self._delete_media,
            "CreateTypingIndicator": self._show_typing,
            "CreateContent": self._create_content,
            "ListContent": self._list_content,
            "ListContentAndApprovals": self._list_approvals,
            "FetchContent": self._fetch_content,
            "DeleteContent": self._delete_content,
            "CreateApprovalCreate": self._request_approval,
            "FetchApprovalFetch": self._fetch_approval,
        }

    def new_sid(self, prefix: str) -> str:
        """A sid nobody has yet; the same run makes the same ones."""
        while True:
            digest = hashlib.md5(f"{self.sid}{next(self._numbers)}".encode()).hexdigest()  # noqa: S324
            if prefix + digest not in self.messages:
                return prefix + digest

    def in_session(self, to: str) -> bool:
        if not self.enforce_window:
            return True
        written = self.last_inbound.get(to)
        return written is not None and self.clock() - written < WINDOW

    def words(self, form: Mapping[str, Any]) -> Words:
        """What the person would read; RefusalError when this account may not send it to them now."""
        to, sender, service = form["To"], form.get("From"), form.get("MessagingServiceSid")
        if sender is not None and sender not in self.senders:
            raise RefusalError(63007)
        if service is not None and self.services and service not in self.services:
            raise RefusalError(21701)
        if to in self.refused:
            raise RefusalError(self.refused[to])
        in_session = self.in_session(to)
        if "ContentSid" in form:
            return self.content.render(form, in_session=in_session)
        if not in_session:
            raise RefusalError(63016)
        return form.get("Body", ""), ()

    def create(self, form: Mapping[str, Any], body: str, failure: int | None) -> Message:
        """A new outbound message; failure is the code a late refusal will report."""
        urls = form.get("MediaUrl", [])
        now = self.clock()
        sid = self.new_sid("MM" if urls else "SM")
        message = Message(
            sid=sid,
            to=form["To"],
            sender=form.get("From"),
            service=form.get("MessagingServiceSid"),
            body=body,
            status="accepted" if "MessagingServiceSid" in form else "queued",
            status_callback=form.get("StatusCallback"),
            created=now,
            num_media=len(urls),
        )
        self.messages[sid] = message
        if failure is not None:
            message.status, message.error_code = "failed", failure
        return message

    def receive(self, form: Mapping[str, str], at: datetime) -> None:
        """Keep an inbound message as Twilio does: in the list, with its media."""
        media = {}
        for index in range(int(form.get("NumMedia", "0"))):
            sid = form[f"MediaUrl{index}"].rpartition("/")[2]
            media[sid] = Media(sid, form[f"MediaContentType{index}"])
        self.last_inbound[form["From"]] = at
        self.messages[form["MessageSid"]] = Message(
            sid=form["MessageSid"],
            to=form["To"],
            sender=form["From"],
            body=form.get("Body", ""),
            created=at,
            sent=at,
            direction="inbound",
            status="received",
            media=media,
            num_media=len(media),
        )

    def do(self, checked: Checked, base_url: str) -> Response:
        """Any operation but CreateMessage; base_url is where lists point their next page to."""
        return self._operations[checked.operation](checked, base_url)

    def _message(self, sid: str) -> Message:
        if sid not in self.messages:
            uri = f"{API}/{self.sid}/Messages/{sid}.json"
            raise RefusalError(20404, f"The requested resource {uri} was not found")
        return self.messages[sid]

    def _media(self, checked: Checked) -> tuple[Message, Media]:
        message = self._message(checked.path["MessageSid"])
        media = message.media.get(checked.path["Sid"])
        if media is None:
            raise RefusalError(20404)
        return message, media

    def _list_messages(self, checked: Checked, base_url: str) -> Response:
        found = [m for m in list(self.messages.values()) if matches(m, checked.query)]
        found.sort(key=lambda m: m.created, reverse=True)
        items = [m.as_json(self.sid) for m in found]
        window = page(items, checked.query, f"{API}/{self.sid}/Messages.json")
        return JSONResponse(window.as_2010("messages"))

    def _fetch_message(self, checked: Checked, base_url: str) -> Response:
        return JSONResponse(self._message(checked.path["Sid"]).as_json(self.sid))

    def _update_message(self, checked: Checked, base_url: str) -> Response:
        message = self._message(checked.path["Sid"])
        if checked.body.get("Body", "") != "":
            raise RefusalError(20001, "Body can only be emptied")
        if "Body" in checked.body:
            message.body = ""
        message.status = checked.body.get("Status", message.status)
        return JSONResponse(message.as_json(self.sid))

    def _delete_message(self, checked: Checked, base_url: str) -> Response:
        sid = self._message(checked.path["Sid"]).sid
        del self.messages[sid]
        self.deleted.append(sid)
        return Response(status_code=204)

    def _list_media(self, checked: Checked, base_url: str) -> Response:
        message = self._message(checked.path["MessageSid"])
        items = [message.media_json(self.sid, media) for media in message.media.values()]
        address = f"{API}/{self.sid}/Messages/{message.sid}/Media.json"
        return JSONResponse(page(items, checked.query, address).as_2010("media_list"))

    def _fetch_media(self, checked: Checked, base_url: str) -> Response:
        message, media = self._media(checked)
        return JSONResponse(message.media_json(self.sid, media))

    def _delete_media(self, checked: Checked, base_url: str) -> Response:
        message, media = self._media(checked)
        del message.media[media.sid]
        self.deleted.append(media.sid)
        return Response(status_code=204)

    def _show_typing(self, checked: Checked, base_url: str) -> Response:
        if checked.body.get("messageId") not in self.messages:
            raise RefusalError(20404)
        self.typing.append(checked.body["messageId"])
        return JSONResponse({"success": True})

    def _template_json(self, template: Template, base_url: str) -> dict[str, Any]:
        url = f"{base_url}/v1/Content/{template.sid}"
        return {
            **self._summary(template),
            "url": url,
            "links": {
                "approval_create": f"{url}/ApprovalRequests/whatsapp",
                "approval_fetch": f"{url}/ApprovalRequests",
            },
        }

    def _summary(self, template: Template) -> dict[str, Any]:
        created = template.created.strftime("%Y-%m-%dT%H:%M:%SZ")
        return {
            "sid": template.sid,
            "account_sid": self.sid,
            "friendly_name": template.friendly_name,
            "language": template.language,
            "variables": template.variables,
            "types": template.types,
            "date_created": created,
            "date_updated": created,
        }

    def _create_content(self, checked: Checked, base_url: str) -> Response:
        template = self.content.create(checked.body)
        return JSONResponse(self._template_json(template, base_url), 201)

    def _list_content(self, checked: Checked, base_url: str) -> Response:
        items = [self._template_json(t, base_url) for t in self.content.newest_first()]
        window = page(items, checked.query, f"{base_url}/v1/Content")
        return JSONResponse(window.as_meta("contents"))

    def _list_approvals(self, checked: Checked, base_url: str) -> Response:
        items = [
            {**self._summary(t), "approval_requests": t.approval.as_json()}
            for t in self.content.newest_first()
        ]
        window = page(items, checked.query, f"{base_url}/v1/ContentAndApprovals")
        return JSONResponse(window.as_meta("contents"))

    def _fetch_content(self, checked: Checked, base_url: str) -> Response:
        template = self.content.fetch(checked.path["Sid"])
        return JSONResponse(self._template_json(template, base_url))

    def _delete_content(self, checked: Checked, base_url: str) -> Response:
        sid = self.content.fetch(checked.path["Sid"]).sid
        del self.content.templates[sid]
        self.deleted.append(sid)
        return Response(status_code=204)

    def _request_approval(self, checked: Checked, base_url: str) -> Response:
        name, category = checked.body["name"], checked.body["category"]
        approval = self.content.request_approval(checked.path["ContentSid"], name, category)
        return JSONResponse(approval.as_json(), 201)

    def _fetch_approval(self, checked: Checked, base_url: str) -> Response:
        template = self.content.fetch(checked.path["Sid"])
        url = f"{base_url}/v1/Content/{template.sid}/ApprovalRequests"
        whatsapp = {"type": "whatsapp", **template.approval.as_json()}
        return JSONResponse(
            {"sid": template.sid, "account_sid": self.sid, "whatsapp": whatsapp, "url": url}
        )
