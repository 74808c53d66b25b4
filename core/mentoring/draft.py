"""A mentorship while something is happening to it: what changes, and what should follow.

It lives for one call and holds no reference to the world.
"""

from collections.abc import Collection
from typing import Any

from msgspec.structs import replace

from core.mentoring.budget import Cause
from core.mentoring.effects import Alert, Ask, Effect, Facts, Keep, Tell, Withdraw
from core.mentoring.events import Confided, Task
from core.mentoring.pair import TASKS_KEPT, Pair, Question, with_seat
from core.mentoring.side import Actor, Side

CONCERN = 2
"""A rating this low reaches a coordinator at once (Mentorloop, domain §0.11)."""


class Draft:
    """The pair so far, the effects so far; `actor` decides what of the silence budget they use."""

    def __init__(self, pair: Pair, actor: Actor, now: int) -> None:
        self.pair = pair
        self.actor = actor
        self.now = now
        self.effects: list[Effect] = []

    def change(self, **fields: Any) -> None:
        """Set fields of the pair."""
        self.pair = replace(self.pair, **fields)

    def seat(self, side: Side, **fields: Any) -> None:
        """Set fields of one seat."""
        self.pair = with_seat(self.pair, side, replace(self.pair.seat(side), **fields))

    def tell(
        self, to: Side, key: str, facts: Facts | None = None, cause: Cause | None = None
    ) -> None:
        """Say something to one side."""
        self.effects.append(Tell(to, key, facts or {}, cause or self._cause(to)))

    def ask(
        self, to: Side, key: str, facts: Facts | None = None, cause: Cause | None = None
    ) -> None:
        """Put a question to one side; one of the same key is replaced, its silence goes on."""
        seat = self.pair.seat(to)
        questions = tuple(one for one in seat.questions if one.key != key)
        self.seat(
            to,
            questions=(*questions, Question(key, self.now)),
            waiting_since=seat.waiting_since or self.now,
        )
        self.effects.append(Ask(to, key, facts or {}, cause or self._cause(to)))

    def rename(self, side: Side, keys: Collection[str], key: str) -> bool:
        """Go on waiting for an answer to a question that means something else now, without a word.

        False when none of `keys` is open.
        """
        seat = self.pair.seat(side)
        if not any(one.key in keys for one in seat.questions):
            return False
        kept = [replace(one, key=key) if one.key in keys else one for one in seat.questions]
        self.seat(side, questions=tuple({one.key: one for one in kept}.values()))
        return True

    def offer(self, to: Side, key: str) -> None:
        """Put a choice to one side that outlives the pair: nothing here waits for its answer."""
        self.effects.append(Ask(to, key, {}, self._cause(to)))

    def answered(self, side: Side, *keys: str) -> None:
        """These questions have their answer."""
        seat = self.pair.seat(side)
        self.seat(side, questions=tuple(one for one in seat.questions if one.key not in keys))

    def withdraw(self, side: Side, *keys: str) -> None:
        """These questions have no answer any more."""
        seat = self.pair.seat(side)
        gone = [one.key for one in seat.questions if one.key in keys]
        self.answered(side, *gone)
        self.effects += [Withdraw(side, key) for key in gone]

    def keep(self, side: Side, said: Confided) -> None:
        """Store a private answer with its side; a low rating is a coordinator's matter."""
        if not (said.rating or said.reason or said.line):
            return
        before = self.pair.seat(side).confided
        rating = said.rating or (before.rating if before else 0)
        self.seat(side, confided=Confided(said.about, rating))
        self.effects.append(Keep(side, said))
        if 0 < said.rating <= CONCERN:
            self.alert("low_rating", side)

    def note(self, side: Side, task: Task | None) -> None:
        """Add a dated next step to this side's list."""
        if task is not None:
            self.seat(side, tasks=(*self.pair.seat(side).tasks, task)[-TASKS_KEPT:])

    def alert(self, kind: str, side: Side | None = None, *, urgent: bool = False) -> None:
        """Tell the coordinators."""
        self.effects.append(Alert(kind, side, "urgent" if urgent else "normal"))

    def _cause(self, to: Side) -> Cause:
        if self.actor == "clock":
            return "clock"
        return "reply" if self.actor == to else "partner"
