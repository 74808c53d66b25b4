"""A conversation as a test: what a person says and what the assistant is seen to answer.

Every turn goes through JSON, so each conversation also proves that it can be resumed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from bot.words.book import book as real_book
from core.conversation.book import Book
from core.conversation.dialogue import take_due, take_turn
from core.conversation.effects import Effect, Send
from core.conversation.message import Message, Part
from core.conversation.talk import Talk
from core.conversation.turn import Hints, Turn
from core.conversation.update import Content, Edited, Media, Tap, Text, Update

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


class Chat:
    """One person talking to the assistant, without storage or channel."""

    def __init__(
        self,
        *,
        profile_name: str = "",
        country: str = "",
        locale: str = "",
        channel: str = "console",
        book: Book | None = None,
        now: datetime = START,
    ) -> None:
        self.book = book or real_book()
        self.hints = Hints(channel, locale, country, profile_name)
        self.now = now
        self.talk = Talk()
        self.effects: list[Effect] = []
        self.message: Message | None = None
        self.wake_at = 0
        self._turns = 0

    def says(self, *texts: str) -> Chat:
        for text in texts:
            self.sends(Text(text))
        return self

    def taps(self, option: str) -> Chat:
        """Press a button of the last message, by the id of its option."""
        part = self.question
        assert part is not None, f"no question to tap {option} on"
        assert option in {one.id for one in part.options}, (option, part.options)
        return self.sends(Tap(f"{part.token}.{option}", option))

    def sends_media(self, kind: str, caption: str = "") -> Chat:
        return self.sends(Media(kind, caption))  # type: ignore[arg-type]

    def edits(self, text: str) -> Chat:
        return self.sends(Edited(text))

    def sends(self, content: Content) -> Chat:
        update = Update(content, self.now, self.hints.profile_name, self.hints.locale)
        self._take(
            take_turn(
                self._reloaded(),
                update,
                book=self.book,
                now=self.now,
                origin=self._origin(),
                entropy=bytes(16),
                hints=self.hints,
            )
        )
        self.now += timedelta(seconds=20)
        return self

    def falls_due(self, kind: str, **facts: str) -> Chat:
        turn = take_due(
            self._reloaded(),
            kind,
            facts=facts,
            book=self.book,
            now=self.now,
            origin=self._origin(),
            entropy=bytes(16),
        )
        self._take(turn)
        return self

    def waits(self, **span: float) -> Chat:
        self.now += timedelta(**span)
        return self

    def sees(self, *keys: str) -> Chat:
        """The last answer consists of exactly these parts, in this order."""
        assert list(keys) == self.keys, f"after turn {self._turns}: {self.keys}"
        return self

    def sees_nothing(self) -> Chat:
        assert self.message is None, self.keys
        return self

    @property
    def keys(self) -> list[str]:
        return [part.key for part in self.message.parts] if self.message else []

    @property
    def question(self) -> Part | None:
        parts = self.message.parts if self.message else ()
        return next((part for part in reversed(parts) if part.options), None)

    def all_effects(self, kind: type) -> list[Effect]:
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def _origin(self) -> str:
        self._turns += 1
        return f"t{self._turns}"

    def _reloaded(self) -> Talk:
        return msgspec.json.decode(msgspec.json.encode(self.talk), type=Talk)

    def _take(self, turn: Turn) -> None:
        self.talk = turn.talk
        self.wake_at = turn.wake_at
        self.last = turn.effects
        self.effects.extend(turn.effects)
        sent = [effect.message for effect in turn.effects if isinstance(effect, Send)]
        assert len(sent) <= 1, "one person's answer is one message"
        self.message = sent[0] if sent else None
