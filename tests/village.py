"""Several people who talk with the assistant on one database: real handlers, a clock that is moved.

No network and no waiting: what HTTP adds is tested by the journeys on both providers' fakes.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.channels.console import Console, payload_of
from bot.local_chat import Heard, LocalChat
from bot.metrics import Metrics
from bot.wiring import make_desk
from bot.words.rendering import render
from core.conversation.message import Option
from core.conversation.talk import Talk
from storage import people
from storage.codec import decode_talk
from storage.database import Database
from tests.journeys.stories import HELLO, MENTEE, MENTOR, in_language

MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""A Monday at half past nine in Casablanca."""
THINKING = timedelta(seconds=20)
KEY = b"village-key-0123456789"


class Village:
    """People by name; each has a phone on the console channel."""

    def __init__(self, database: Database, *, now: datetime = MORNING) -> None:
        self.database = database
        self.now = now
        desk = make_desk({"console": Console().parse}, lambda: self.now, KEY, metrics=Metrics())
        self._chat = LocalChat(database, desk)
        self._heard: dict[str, list[Heard]] = {}

    def person(self, name: str, language: str = "fr") -> "Villager":
        """Somebody with a phone in this language."""
        return Villager(self, name, language)

    def mentor(self, name: str, language: str = "fr", **answers: str) -> "Villager":
        """A mentor who finished onboarding; answers by question where they differ."""
        return self.person(name, language).onboarded(MENTOR, {"name": f"{name} Alami", **answers})

    def mentee(self, name: str, language: str = "fr", **answers: str) -> "Villager":
        """A mentee who finished onboarding."""
        return self.person(name, language).onboarded(MENTEE, {"name": f"{name} Idrissi", **answers})

    def waits(self, **span: float) -> None:
        """Let time pass, and whatever falls due have its effect."""
        self.now += timedelta(**span)
        self.take(self._chat.settle_down())

    def say(self, address: str, payload: str) -> None:
        self.now += THINKING
        self.take(self._chat.say({address: payload}))

    def take(self, heard: Sequence[Heard]) -> None:
        for one in heard:
            self._heard.setdefault(one.address, []).append(one)

    def heard(self, address: str) -> list[Heard]:
        """Everything that this phone has received, oldest first."""
        return self._heard.setdefault(address, [])


class Villager:
    """One phone: says something, and looks at what came since."""

    def __init__(self, village: Village, name: str, language: str) -> None:
        self.village, self.name, self.language = village, name, language
        self._seen = 0

    def onboarded(self, story: Sequence[tuple[str, str]], answers: dict[str, str]) -> "Villager":
        """Answer every question of onboarding, and leave the optional ones for later."""
        return self.answers(story, answers).says("2")

    def answers(self, story: Sequence[tuple[str, str]], answers: dict[str, str]) -> "Villager":
        """Greet, and answer every question of onboarding."""
        self.says(HELLO[self.language])
        for question, answer in story:
            given = answers.get(question.partition("-")[2], answer)
            assert question in self.keys, f"{question} is not asked: {self.keys}"
            self.says(in_language(given, self.language))
        return self

    def says(self, *texts: str) -> "Villager":
        """Write, one message after the other."""
        for text in texts:
            self._seen = len(self.village.heard(self.name))
            payload = payload_of(text, name=self.name, locale=self.language)
            self.village.say(self.name, payload)
        return self

    def looks_up(self) -> "Villager":
        """Take what is on the screen for seen."""
        self._seen = len(self.village.heard(self.name))
        return self

    @property
    def keys(self) -> list[str]:
        """The keys of what came since one last spoke or looked up."""
        new = self.village.heard(self.name)[self._seen :]
        return [part.key for one in new for part in one.message.parts]

    @property
    def options(self) -> list[Option]:
        """What can be chosen among, of the last question seen."""
        asked = [part for one in self.village.heard(self.name) for part in one.message.parts]
        return list(next((part.options for part in reversed(asked) if part.options), ()))

    @property
    def text(self) -> str:
        """The words of what came since one last spoke or looked up."""
        new = self.village.heard(self.name)[self._seen :]
        bubbles = [bubble for one in new for bubble in render(one.message, Console.abilities)]
        return "\n".join(bubble.text for bubble in bubbles)

    def sees(self, *keys: str) -> "Villager":
        """Each of these has come, and each message fits the screen."""
        missing = [key for key in keys if key not in self.keys]
        assert not missing, f"{self.name} does not see {missing} in {self.keys}"
        for one in self.village.heard(self.name)[self._seen :]:
            assert one.message.language == self.language, f"{one.message.language}: {self.keys}"
            assert all(len(b.text) <= 620 for b in render(one.message, Console.abilities)), (
                self.text
            )
        return self

    def sees_nothing(self) -> "Villager":
        """Nothing came."""
        assert not self.keys, f"{self.name} sees {self.keys}"
        return self

    @property
    def talk(self) -> Talk:
        """What is remembered of the conversation."""
        with self.village.database.read() as conn:
            person = people.find_person(conn, self.name)
            found = people.load_talk(conn, person or 0)
        assert found is not None
        return decode_talk(found[0])
