"""A story of several people, played in a world of its own and written down as it is seen."""

from typing import assert_never

from core.duration import DAY, MINUTE, SECOND
from simulator.cycle import Cycle
from simulator.journey import Unreadable, action_of, block, keys_of, words_of
from simulator.oracle import Oracle
from simulator.phone import Action, CannotDo, Phone, Shown, Tap, Type, question_of
from simulator.story import Hears, Says, Step, Story, Waits, parse
from simulator.trace import local_time
from simulator.world import World

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
    played = Performance(parse(text))
    played.close()
    return played.text


class Performance:
    """A story played in a world of its own, which stays open to be looked into.

    An `oracle` checks every moment of it.
    """

    def __init__(self, story: Story, *, oracle: Oracle | None = None) -> None:
        if oracle is None:
            self.world = World(start=story.start)
        else:
            self.world = World(start=story.start, desk=oracle.listen)
            oracle.attend(self.world)
        self.phones = {
            one.called: self.world.add_phone(
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
        self._seen: list[tuple[str, Shown]] = []
        self._called = {id(phone): called for called, phone in self.phones.items()}
        self.world.watch.append(self._see)
        for step in story.steps:
            self._play(step)

    def close(self) -> None:
        """Let go of the world."""
        self.world.close()

    @property
    def text(self) -> str:
        """The story as a file, with what was seen."""
        return "\n".join(self.lines) + "\n"

    def _see(self, cycle: Cycle) -> None:
        for delivery in cycle.delivered:
            called = self._called.get(id(delivery.phone))
            if called is not None:
                self._seen += [(called, bubble) for bubble in delivery.shown]

    def _play(self, step: Step) -> None:
        match step:
            case Says(who, words, hidden):
                self._say(who, words, hidden=hidden)
            case Waits(span, words, answering):
                self.lines += ["", f"= {words}"]
                self._spend(self.world.clock.now + span, answering)
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
            self.world.advance_to(self.world.clock.now + THINKING)
            try:
                self.world.do(self.phones[who], action_of(one))
            except CannotDo as refusal:
                self.lines.append(f"{who} < ! {refusal}")
            if number < len(words):
                self._seen = [seen for seen in self._seen if seen[0] != who]
        self._write(timed=False)

    def _spend(self, until: int, answering: tuple[str, ...]) -> None:
        world, repeated = self.world, 0
        before: tuple[str, Action] | None = None
        while True:
            owing = [(at, who) for who in answering if (at := self._answers_at(who))]
            at, who = min(owing, default=(until + 1, ""))
            coming = world.next_event()
            if who and at <= min(coming or at, until):
                world.advance_to(at)
                self._write(timed=True, short=True)
                said = answer(self.phones[who])
                repeated = repeated + 1 if (who, said) == before else 0
                before = who, said
                if repeated > STUBBORN:
                    raise Unreadable(f"{who} keeps answering {words_of(said)!r}")
                self.lines += block(f"{who} :", words_of(said))
                world.do(self.phones[who], said)
            elif coming is None or coming > until:
                break
            else:
                world.step(coming)
        world.advance_to(until)

    def _answers_at(self, who: str) -> int:
        """When somebody answers what their screen ends with, 0 when it asks nothing."""
        last = self.phones[who].screen[-1] if self.phones[who].screen else None
        if not isinstance(last, Shown):
            return 0
        asked = question_of(last.message)
        waiting = last.buttons if last.template else asked is not None and asked.flow != "menu"
        return max(last.at + MOMENT, self.world.clock.now) if waiting else 0

    def _wait_for(self, who: str, flow: str) -> None:
        latest = self.world.clock.now + PATIENCE
        while not any(called == who and _of(bubble, flow) for called, bubble in self._seen):
            at = self.world.next_event()
            if at is None or at > latest:
                raise Unreadable(f"{who} is not written to within {PATIENCE // DAY} days")
            self.world.step(at)

    def _write(self, *, timed: bool, short: bool = False) -> None:
        for called, bubble in self._seen:
            phone = self.phones[called]
            now = self.world.clock.now
            stamp = ""
            if timed or bubble.at < now - THINKING:
                stamp = f"{local_time(phone, bubble.at):%a %-d %b %H:%M} · "
            text = f"{bubble.text}{keys_of(bubble)}"
            if short:
                plain = " ".join(bubble.text.split())
                text = plain if len(plain) <= SHORT else f"{plain[:SHORT].rstrip()}…"
            self.lines += block(f"{called} <", f"{stamp}{text}")
        self._seen.clear()


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
