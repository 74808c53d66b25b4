"""Bringing the templates of `locales/` to Twilio, and seeing what WhatsApp thinks of them.

Twilio's list is the truth: a Content object is found again by its name, which holds the version of
its words, so that pushing twice, or after a failure half way, makes nothing twice.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.channels.protocol import OutcomeUnknown, Throttled, Unreachable
from bot.channels.whatsapp_content import (
    SHAPES,
    Registered,
    definition,
    friendly_name,
    template_definition,
)
from bot.flows.templates import RESUME, TEMPLATES, Template
from bot.templates.forms import version, wording
from core.languages import LANGUAGES, Language

PAUSES = (1.0, 4.0, 15.0)
"""Seconds before each further try: what somebody watches gives up within half a minute."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One template in one language as it should be at Twilio; `name` is WhatsApp's name for it."""

    template: Template
    language: Language
    version: str
    name: str
    content_name: str

    def definition(self) -> dict[str, object]:
        """The Content object."""
        words = wording(self.template, self.language)
        button = (words.tap, RESUME) if words.tap else None
        name = self.content_name
        return template_definition(name, self.language, words.body, words.samples, button)


def wanted() -> Iterator[Wanted]:
    """Every template in every language, in the words of today."""
    for template in TEMPLATES:
        for language in LANGUAGES:
            digest = version(template, language)
            # A name that was approved or rejected cannot be used again for other words.
            name = f"mem_{template.name}_{digest}"
            yield Wanted(template, language, digest, name, f"{name}_{language}")


class TemplateAccount(Protocol):
    """An account that keeps templates; it raises SendErrors only."""

    async def listed(self) -> dict[str, Registered]: ...

    async def create(self, definition: Mapping[str, object]) -> str: ...

    async def submit(self, sid: str, name: str, category: str) -> tuple[str, str]: ...


class Approvals:
    """Pushes to one account; `tell` hears of every step, `pause` waits so many seconds."""

    def __init__(
        self,
        account: TemplateAccount,
        *,
        tell: Callable[[str], None] = lambda _: None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._account = account
        self._tell = tell
        self._pause = pause

    async def push(self) -> dict[str, Registered]:
        """Make what is missing, submit what is not submitted; what the account has then.

        Raises SendError when Twilio cannot be reached or refuses, after bounded tries; what was
        made until then is found by the next push.
        """
        known = await self._again(self._account.listed)
        for one in wanted():
            found = await self._made(one.content_name, one.definition(), known)
            if found.status == "unsubmitted":
                found = await self._submitted(found, one)
                self._tell(f"{one.template.name} {one.language}: submitted, {found.status}")
            known[one.content_name] = found
        for shape in SHAPES:
            name = friendly_name(shape)
            known[name] = await self._made(name, definition(shape), known)
        return known

    async def look(self) -> dict[str, Registered]:
        """What the account has; raises as `push`."""
        return await self._again(self._account.listed)

    async def _made(
        self, name: str, content: Mapping[str, object], known: Mapping[str, Registered]
    ) -> Registered:
        """The Content object of this name; a lost answer is looked for before it is made again."""
        if name in known:
            return known[name]

        async def create() -> Registered:
            try:
                return Registered(await self._account.create(content), name, "unsubmitted")
            except OutcomeUnknown:
                found = (await self._account.listed()).get(name)
                if found is None:
                    raise
                return found

        made = await self._again(create)
        self._tell(f"{name}: created")
        return made

    async def _submitted(self, found: Registered, one: Wanted) -> Registered:
        async def submit() -> Registered:
            try:
                status, reason = await self._account.submit(
                    found.sid, one.name, one.template.category
                )
            except OutcomeUnknown:
                seen = (await self._account.listed()).get(one.content_name)
                if seen is None or seen.status == "unsubmitted":
                    raise
                return seen
            return Registered(found.sid, one.content_name, status, reason)

        return await self._again(submit)

    async def _again(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """The result of a call that may be repeated, tried a few times."""
        for pause in PAUSES:
            try:
                return await call()
            except Throttled as throttled:
                await self._pause(max(pause, throttled.retry_after))
            except (Unreachable, OutcomeUnknown):
                await self._pause(pause)
        return await call()
