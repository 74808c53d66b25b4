"""Templates at Twilio: what the account has, making one, and asking WhatsApp to approve it."""

from collections.abc import Mapping
from typing import Any

from bot.channels.whatsapp import WhatsApp
from bot.channels.whatsapp_content import Registered

MOST = 2000
"""Content objects looked at; twenty-one templates in three languages are sixty-three a version."""
PAGE = 100


class TwilioTemplates:
    """The Content API of one Twilio account (channels §1.5). Raises SendError and nothing else."""

    def __init__(self, channel: WhatsApp) -> None:
        self._channel = channel

    async def listed(self) -> dict[str, Registered]:
        """Every Content object by its friendly name, the newest of each name."""
        content = self._channel.client.content.v1
        listed = await self._channel.call(
            lambda: content.content_and_approvals.list(limit=MOST, page_size=PAGE)
        )
        found: dict[str, Registered] = {}
        for one in listed:  # newest first
            verdict: Mapping[str, Any] = one.approval_requests or {}
            found.setdefault(
                str(one.friendly_name),
                Registered(
                    str(one.sid),
                    str(one.friendly_name),
                    str(verdict.get("status") or "unsubmitted"),
                    str(verdict.get("rejection_reason") or ""),
                ),
            )
        return found

    async def create(self, definition: Mapping[str, object]) -> str:
        """Make a Content object; its sid."""
        body = RequestBody(dict(definition))
        made = await self._channel.call(
            lambda: self._channel.client.content.v1.contents.create(body)
        )
        return str(made.sid)

    async def submit(self, sid: str, name: str, category: str) -> tuple[str, str]:
        """Ask WhatsApp to approve a Content object; the status and the reason of a rejection."""
        body = RequestBody({"name": name, "category": category})
        approvals = self._channel.client.content.v1.contents(sid).approval_create
        made = await self._channel.call(lambda: approvals.create(body))
        return str(made.status or "received"), str(made.rejection_reason or "")


class RequestBody:
    """A JSON body in the form the SDK's create wants."""

    def __init__(self, values: dict[str, object]) -> None:
        self._values = values

    def to_dict(self) -> dict[str, object]:
        return self._values
