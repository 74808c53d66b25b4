"""A member with a phone: says something, sees what comes back. Every wait has an end."""

import itertools
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

from fluent.syntax import FluentParser, ast

from tests.fakes.inbound import (
    TelegramUser,
    message_sid,
    telegram_blocked,
    telegram_edited,
    telegram_start,
    telegram_sticker,
    telegram_tap,
    telegram_text,
    telegram_voice,
    twilio_list_choice,
    twilio_media,
    twilio_tap,
    twilio_text,
    twilio_webhook,
)
from tests.fakes.telegram_messages import Delivery as TelegramDelivery
from tests.fakes.twilio_messages import Delivery as TwilioDelivery
from tests.journeys.assistant import PUBLIC, Assistant

LETTERS = re.compile(r"[^\w\xa0’'« »،؟?!,.:;()-]+")
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Shown:
    """One bubble on the screen: its words and its buttons as (token, label)."""

    text: str
    buttons: tuple[tuple[str, str], ...]
    message: object


class Phone(ABC):
    """What both kinds have; `language` is the one whose words `asked` expects."""

    def __init__(self, assistant: Assistant, language: str) -> None:
        self.assistant = assistant
        self.language = language
        self.seen = 0

    # -- saying -----------------------------------------------------------------------------------

    def says(self, *texts: str) -> Self:
        """Write, one message after another, each after the answer to the one before."""
        for number, text in enumerate(texts):
            if number:
                self.sees()
            self.looks_up()
            assert self._write(text) in {200, 204}, f"{text!r} was not accepted"
        return self

    def says_quickly(self, *texts: str) -> Self:
        """Write several messages without waiting."""
        self.looks_up()
        for text in texts:
            assert self._write(text) in {200, 204}
        return self

    def taps(self, label: str, *, on: Shown | None = None) -> Self:
        """Press the button that shows these words, of the last bubble or of an older one."""
        shown = on or next(one for one in reversed(self.bubbles()) if one.buttons)
        found = [token for token, words in shown.buttons if label in words]
        assert len(found) == 1, f"{label!r} is on {len(found)} of {shown.buttons}"
        self.looks_up()
        self._press(found[0], label, shown)
        return self

    # -- seeing -----------------------------------------------------------------------------------

    def sees(self, *words: str) -> str:
        """All that came since one last spoke; waits until every one of the words is there."""
        text = ""

        def there() -> bool:
            nonlocal text
            text = "\n".join(one.text for one in self.bubbles()[self.seen :])
            return bool(text) and all(one in text for one in words)

        try:
            self.assistant.until(there, "")
        except AssertionError:
            missing = [one for one in words if one not in text]
            raise AssertionError(f"does not see {missing} in:\n{text or '(nothing)'}") from None
        return text

    def asked(self, key: str, *more: str) -> Self:
        """The answer holds the words of a catalogue key in one's language, and of more keys."""
        for one in (key, *more):
            self.sees(*words_of(one, self.language))
        return self

    def sees_nothing(self) -> Self:
        """No answer comes, and none is under way."""
        self.assistant.settle()
        came = [one.text for one in self.bubbles()[self.seen :]]
        assert not came, came
        return self

    def shown(self, key: str) -> Shown:
        """The last bubble with these words: a question of the past, for a late tap."""
        wanted = words_of(key, self.language)
        return next(
            one for one in reversed(self.bubbles()) if all(word in one.text for word in wanted)
        )

    @abstractmethod
    def bubbles(self) -> Sequence[Shown]:
        """Everything on the screen since the beginning."""

    @abstractmethod
    def _write(self, text: str) -> int: ...

    @abstractmethod
    def _press(self, token: str, label: str, shown: Shown) -> None: ...

    def looks_up(self) -> None:
        self.seen = len(self.bubbles())


class WhatsApp(Phone):
    """A phone with WhatsApp; `handle` is a number or a business-scoped user id."""

    def __init__(
        self, assistant: Assistant, handle: str, name: str = "Amal", language: str = "fr"
    ) -> None:
        super().__init__(assistant, language)
        self.address = f"whatsapp:{handle}"
        self.name = name

    def bubbles(self) -> Sequence[Shown]:
        return [
            Shown(one.body, tuple(one.buttons), one)
            for one in self.assistant.twilio.delivered_to(self.address)
        ]

    def sends_voice(self) -> Self:
        """A voice note: its body is empty."""
        sid = message_sid(next(_numbers), "MM")
        form = twilio_media(self.address, sid=sid, profile_name=self.name)
        return self._arrives(form)

    def posts_twice(self, text: str) -> Self:
        """Twilio delivers the same message two times."""
        self.looks_up()
        form = self._form(text)
        assert self._post(form) == 200
        assert self._post(form) == 200
        return self

    def goes_unheard(self, text: str) -> Self:
        """Writes while we are not reachable: Twilio keeps the message, no webhook comes."""
        self.looks_up()
        self.assistant.twilio.receive(self._form(text))
        return self

    def _write(self, text: str) -> int:
        return self._post(self._form(text))

    def _press(self, token: str, label: str, shown: Shown) -> None:
        assert isinstance(shown.message, TwilioDelivery)
        make = twilio_tap if len(shown.buttons) <= 3 else twilio_list_choice
        sid = message_sid(next(_numbers))
        form = make(
            self.address,
            label,
            token,
            sid=sid,
            replied_to=shown.message.sid,
            profile_name=self.name,
        )
        assert self._post(form) == 200

    def _form(self, text: str) -> dict[str, str]:
        return twilio_text(
            self.address, text, sid=message_sid(next(_numbers)), profile_name=self.name
        )

    def _arrives(self, form: dict[str, str]) -> Self:
        self.looks_up()
        assert self._post(form) == 200
        return self

    def _post(self, form: dict[str, str]) -> int:
        self.assistant.twilio.receive(form)
        return self.assistant.post(twilio_webhook(f"{PUBLIC}/webhooks/twilio", form))


class Telegram(Phone):
    """A phone with Telegram."""

    def __init__(
        self,
        assistant: Assistant,
        user_id: int,
        name: str = "Amal",
        language: str = "fr",
        app_language: str = "",
    ) -> None:
        super().__init__(assistant, language)
        self.user = TelegramUser(user_id, name, language_code=app_language)
        self._messages = itertools.count(1)

    def bubbles(self) -> Sequence[Shown]:
        return [
            Shown(one.text, one.buttons, one)
            for one in self.assistant.telegram.delivered_to(self.user.id)
        ]

    def opens(self, payload: str = "") -> Self:
        """Opens the bot, perhaps by a link with a payload."""
        return self._arrives(telegram_start(self.user, payload, **self._ids()))

    def sends_voice(self) -> Self:
        return self._arrives(telegram_voice(self.user, **self._ids()))

    def sends_sticker(self) -> Self:
        return self._arrives(telegram_sticker(self.user, "👍", **self._ids()))

    def edits(self, text: str) -> Self:
        """Corrects an earlier message."""
        return self._arrives(telegram_edited(self.user, text, **{**self._ids(), "message_id": 1}))

    def blocks(self) -> Self:
        return self._arrives(telegram_blocked(self.user, **self._numbered()))

    def posts_twice(self, text: str) -> Self:
        """Telegram delivers the same update two times."""
        self.looks_up()
        update = telegram_text(self.user, text, **self._ids())
        assert self.assistant.telegram.deliver(update) == 200
        assert self.assistant.telegram.deliver(update) == 200
        return self

    def _write(self, text: str) -> int:
        return self.assistant.telegram.deliver(telegram_text(self.user, text, **self._ids()))

    def _press(self, token: str, label: str, shown: Shown) -> None:
        assert isinstance(shown.message, TelegramDelivery)
        number = next(_numbers)
        query = f"query{number}"
        update = telegram_tap(
            self.user, token, message=shown.message.message, query_id=query, update_id=number
        )
        assert self.assistant.telegram.deliver(update) == 200
        answered = self.assistant.telegram.answered
        self.assistant.until(lambda: query in answered, "the tap is answered")

    def _arrives(self, update: dict[str, object]) -> Self:
        self.looks_up()
        assert self.assistant.telegram.deliver(update) == 200
        return self

    def _ids(self) -> dict[str, int]:
        return {**self._numbered(), "message_id": next(self._messages)}

    def _numbered(self) -> dict[str, int]:
        return {
            "update_id": next(_numbers),
            "date": int(self.assistant.clock().timestamp()),
        }


@cache
def words_of(key: str, language: str) -> tuple[str, ...]:
    """The fixed words of `file-message` or `file-message.attribute`: at least one line of them."""
    name, _, rest = key.partition("-")
    identifier, _, attribute = rest.partition(".")
    source = (files("locales") / language / f"{name}.ftl").read_text("utf-8")
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Message) and entry.id.name == identifier:
            found = [one for one in entry.attributes if one.id.name == attribute]
            pattern = found[0].value if attribute else entry.value
            assert pattern is not None
            lines = [
                line.strip()
                for element in pattern.elements
                if isinstance(element, ast.TextElement)
                for line in element.value.splitlines()
            ]
            # Telegram shows *bold* as bold: the stars are not words.
            pieces = [piece for line in lines for piece in line.split("*") if len(piece) > 3]
            assert pieces, f"{language}/{key} has no words of its own"
            return tuple(pieces)
    raise LookupError(f"{language}/{key}")
