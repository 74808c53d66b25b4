"""A story of several people, played in a world of its own and written down as it is seen."""

from typing import Protocol, assert_never

from core.duration import DAY, MINUTE, SECOND
from simulator.clock import Clock
from simulator.journey import Unreadable, action_of, block, keys_of, words_of
from simulator.phone import Action, CannotDo, Phone, Shown, Tap, Type, question_of
from simulator.story import Hears, Says, Step, Story, Waits, parse
from simulator.trace import local_time
from simulator.world import World
from storage.database import Database

THINKING = 20 * SECOND
"""Before each message."""

PATIENCE = 200 * DAY
"""How long a story waits for somebody to be written to before it is told wrong."""

MOMENT = 10 * MINUTE
"""After which somebody who answers meanwhile does so."""

FRIENDLY = {"skills": "4", "rating": "five", "step": "none", "still": "sometimes", "sure": "keep"}
"""Answers that are given in passing in place of the first one, by the flow or step of the question."""

STUBBORN = 8
"""Times that the same answer in passing may follow upon itself: five skills, and a few more."""

SHORT = 90
"""Characters of a message that are written down of what happens in passing."""


def told(text: str) -> str:
    """A story's file, with what is seen when it is played now. Raises Unreadable."""
    story = parse(text)
    played = Performance(story, World(start=story.start))
    played.close()
    return played.text


class Stage(Protocol):
    """Where a story is played: phones around an assistant, and a clock. A `World` is one."""

    @property
    def clock(self) -> Clock:
        """The time there."""
        ...

    @property
    def database(self) -> Database:
        """What the assistant keeps."""
        ...

    def add_phone(self, channel: str, address: str, *, name: str, locale: str, zone: str) -> Phone:
        """A phone on whose screen stands whatever its owner is told."""
        ...

    def do(self, phone: Phone, action: Action) -> object:
        """Somebody does something, and all that follows at this moment happens; or CannotDo."""
        ...

    def next_event(self) -> int | None:
        """When something happens next if nobody intervenes, in milliseconds."""
        ...

    def step(self, at: int) -> object:
        """Move to `at` and let everything due by then happen."""
        ...

    def advance_to(self, until: int) -> object:
        """Let time pass until `until`, and everything in it happen in order."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


class Performance:
    """A story played on a stage, which stays open to be looked into.

    Of what several people are shown at the same moment, those who caused it by what they said come
    first, then the others in the order in which the story introduces them: who is told a moment
    earlier is chance.
    """

    def __init__(self, story: Story, stage: Stage) -> None:
        self.stage = stage
        self.phones = {
            one.called: stage.add_phone(
                one.channel, one.address, name=one.name, locale=one.locale, zone=one.zone
            )
            for one in story.people
        }
        self.lines = [
            *story.title,
            *(
                f"{one.called} | {one.channel} {one.address} | {one.name} | {one.locale} | {one.zone}"
                for one in story.people
            ),
            f"{story.start:%Y-%m-%d %H:%M:%S}",
        ]
        self._written = dict.fromkeys(self.phones, 0)
        for step in story.steps:
            self._play(step)

    def close(self) -> None:
        """Let go of the stage."""
        self.stage.close()

    @property
    def text(self) -> str:
        """The story as a file, with what was seen."""
        return "\n".join(self.lines) + "\n"

    def _play(self, step: Step) -> None:
        match step:
            case Says(who, words, hidden):
                self._say(who, words, hidden=hidden)
            case Waits(span, words, answering):
                self.lines += ["", f"= {words}"]
                self._spend(self.stage.clock.now + span, answering)
                self._write(timed=True, short=bool(answering))
            case Hears(who, flow):
                self.lines += ["", f"= until {who} hears" + (f" of {flow}" if flow else "")]
                self._wait_for(who, flow)
                self._write(timed=True)
            case _:
                assert_never(step)

    def _say(self, who: str, words: tuple[str, ...], *, hidden: bool) -> None:
        mark = ">>" if hidden else ">"
        self.lines += ["", *block(f"{who} {mark}", "; ".join(words))]
        for number, one in enumerate(words, 1):
            self.stage.advance_to(self.stage.clock.now + THINKING)
            try:
                self.stage.do(self.phones[who], action_of(one))
            except CannotDo as refusal:
                self.lines.append(f"{who} < ! {refusal}")
            if number < len(words):
                self._written[who] = len(self.phones[who].screen)
        self._write(timed=False, first=who)

    def _spend(self, until: int, answering: tuple[str, ...]) -> None:
        stage, repeated = self.stage, 0
        before: tuple[str, Action] | None = None
        while True:
            owing = [(at, who) for who in answering if (at := self._answers_at(who))]
            at, who = min(owing, default=(until + 1, ""))
            coming = stage.next_event()
            if who and at <= min(coming or at, until):
                stage.advance_to(at)
                self._write(timed=True, short=True)
                said = answer(self.phones[who])
                repeated = repeated + 1 if (who, said) == before else 0
                before = who, said
                if repeated > STUBBORN:
                    raise Unreadable(f"{who} keeps answering {words_of(said)!r}")
                self.lines += block(f"{who} :", words_of(said))
                stage.do(self.phones[who], said)
            elif coming is None or coming > until:
                break
            else:
                stage.step(coming)
        stage.advance_to(until)

    def _answers_at(self, who: str) -> int:
        """When somebody answers what their screen ends with, 0 when it asks nothing."""
        last = self.phones[who].screen[-1] if self.phones[who].screen else None
        if not isinstance(last, Shown):
            return 0
        asked = question_of(last.message)
        waiting = last.buttons if last.template else asked is not None and asked.flow != "menu"
        return max(last.at + MOMENT, self.stage.clock.now) if waiting else 0

    def _wait_for(self, who: str, flow: str) -> None:
        latest = self.stage.clock.now + PATIENCE
        while not any(_of(bubble, flow) for bubble in self._unwritten(who)):
            at = self.stage.next_event()
            if at is None or at > latest:
                raise Unreadable(f"{who} is not written to within {PATIENCE // DAY} days")
            self.stage.step(at)

    def _unwritten(self, who: str) -> list[Shown]:
        screen = self.phones[who].screen[self._written[who] :]
        return [one for one in screen if isinstance(one, Shown)]

    def _write(self, *, timed: bool, short: bool = False, first: str = "") -> None:
        seen = [(one, who) for who in self.phones for one in self._unwritten(who)]
        for bubble, who in sorted(seen, key=lambda one: (one[0].at, one[1] != first)):
            phone = self.phones[who]
            now = self.stage.clock.now
            stamp = ""
            if timed or bubble.at < now - THINKING:
                stamp = f"{local_time(phone, bubble.at):%a %-d %b %H:%M} · "
            text = f"{bubble.text}{keys_of(bubble)}"
            if short:
                plain = " ".join(bubble.text.split())
                text = plain if len(plain) <= SHORT else f"{plain[:SHORT].rstrip()}…"
            self.lines += block(f"{who} <", f"{stamp}{text}")
        self._written = {who: len(phone.screen) for who, phone in self.phones.items()}


def _of(bubble: Shown, flow: str) -> bool:
    return not flow or any(part.key.startswith(f"{flow}-") for part in bubble.message.parts)


def answer(phone: Phone) -> Action:
    """What somebody in passing says to the last thing on their screen."""
    bubble = next(phone.bubbles())
    asked = question_of(bubble.message)
    if bubble.template or asked is None:
        return Tap(bubble.buttons[0].label) if bubble.buttons else Type("ok")
    ids = [option.id for option in asked.part.options]
    if not ids:
        return Type(SKIPPING[bubble.message.language])
    friendly = FRIENDLY.get(asked.flow) or FRIENDLY.get(asked.step)
    return Type(str(ids.index(friendly) + 1 if friendly in ids else 1))


SKIPPING = {"fr": "passer", "ar": "تجاوز", "en": "skip"}
"""What somebody says who has nothing to add."""
