"""The coordinator of a cohort: reads the open alerts as `mem alerts` lists them, and deals with them.

What a coordinator says on the telephone is not simulated; what the programme sees of it is that the
alert is closed, that two who differ may have found terms, that words pass again after a report, and
that somebody who wanted to ask before signing goes back to the agreement. Of what came of pairs they
see documents, and publish what both let be told.
"""

import random
from collections.abc import Callable, Collection, Sequence

from bot.commands import outcomes, pairs
from bot.commands.alerts import settle
from bot.commands.pairs import Step, agreed
from bot.handlers.ledger import Ledger
from core.duration import DAY, HOUR
from core.mentoring import agreement
from core.mentoring.appointment import local
from core.mentoring.events import Reviewed
from core.mentoring.pair import BEGINNING
from core.mentoring.side import SIDES
from core.mentoring.weekend import days_off
from simulator.clock import HOME
from simulator.phone import Action, Phone
from simulator.world import World
from storage import alerts, lines, mentorships, results
from storage.alerts import OpenAlert
from storage.mentorships import Mentorship
from storage.results import Kept

NAME = "coordinator"

HOURS = (10, 15)
"""When the team looks at the list, on its working days, by the office's clock."""

URGENT = (0, 2)
NORMAL = (4, 70)
SLOW, SLOW_SHARE = (72, 240), 0.08
"""Hours until somebody is reached, urgent, normal, and those who do not answer the telephone at
first: invented, but for the three days within which a request is dealt with in time
(`core.mentoring.standards.IN_TIME`)."""

AGREE_SHARE = 0.5
"""How many of those who differ find what lies between them on the telephone: invented, so that the
other half go on to have it put to each."""

DOCUMENT_AFTER = 21 * DAY
DOCUMENT_SHARE = 0.6
"""When the team asks for a document of what both have confirmed, and how many show one: invented."""

Called = Callable[[OpenAlert], Sequence[tuple[Phone, Action]]]
"""What people do after the team has spoken with them."""


class Coordinator:
    """Somebody in the office of `world`, the same for the same `seed`.

    What they do is drawn apart from what everybody else does.
    """

    def __init__(self, world: World, seed: int, called: Called) -> None:
        self._world = world
        self._seed = seed
        self._called = called
        self.closed = 0
        self._come_back()

    def _come_back(self) -> None:
        self._world.plan(next_look(self._world.clock.now), self._look)

    def _look(self) -> Sequence[tuple[Phone, Action]]:
        """Deal with what is due by now, as `mem pairs` and `mem alerts --close` do."""
        now = self._world.clock.now
        with self._world.database.read() as conn:
            listed = alerts.open_alerts(conn)
        done = [one for one in listed if one.at + patience(one, self._seed) <= now]
        if done:
            with self._world.database.begin() as conn:
                ledger = Ledger(conn, self._world.desk, self._world.desk.clock())
                for one in done:
                    self._speak(ledger, one)
                    settle(conn, one.id, NAME, now)
                ledger.commit()
        self.closed += len(done)
        self._follow(now)
        self._come_back()
        return [act for one in done for act in self._called(one)]

    def _follow(self, now: int) -> None:
        """Verify what came of pairs, and publish what both let be told, as `mem outcomes` does."""
        with self._world.database.read() as conn:
            steps = [(one.id, step) for one in results.every(conn) if (step := self._due(one, now))]
        if steps:
            with self._world.database.begin() as conn:
                for number, step in steps:
                    outcomes.advance(conn, number, step, "seen", now=now, by=NAME)

    def _due(self, kept: Kept, now: int) -> str:
        """The next step of an outcome; "" for none."""
        one = kept.outcome
        shown = random.Random(f"{self._seed} {kept.id} document").random()  # noqa: S311 - reproducible
        match one.state:
            case "confirmed" if now >= one.at + DOCUMENT_AFTER and shown < DOCUMENT_SHARE:
                return "verify"
            case "verified" if set(one.consents) == set(SIDES):
                return "publish"
            case _:
                return ""

    def _speak(self, ledger: Ledger, one: OpenAlert) -> None:
        """Act on the pair that an alert is about."""
        for found in mentorships.of(ledger.conn, one.person_id) if one.person_id else ():
            step = self._step(ledger, one, found)
            if step is not None:
                pairs.settle(ledger, found.id, step, NAME)

    def _step(self, ledger: Ledger, one: OpenAlert, found: Mentorship) -> Step | None:
        """What follows for this pair; None for nothing."""
        match one.kind:
            case "no_agreement" if found.state in BEGINNING and agree(one, self._seed):
                chosen = found.pair.agreement
                choices = agreement.middle(chosen)
                return agreed(choices) if choices and agreement.differences(chosen) else None
            case "report" if lines.load(ledger.conn, found.id).line.held:
                return Step(Reviewed())
            case _:
                return None


def next_look(now: int, hours: Collection[int] = HOURS) -> int:
    """The next time after `now` (milliseconds UTC) at which the team looks at its list."""
    at = now // HOUR * HOUR + HOUR
    while local(at, HOME).hour not in hours or local(at, HOME).weekday() in days_off("MA"):
        at += HOUR
    return at


def patience(one: OpenAlert, seed: int) -> int:
    """How long it takes until this one is dealt with, in milliseconds."""
    chance = random.Random(f"{seed} {one.id}")  # noqa: S311 - reproducible
    if one.severity == "urgent":
        return chance.randint(*URGENT) * HOUR
    span = SLOW if chance.random() < SLOW_SHARE else NORMAL
    return chance.randint(*span) * HOUR


def agree(one: OpenAlert, seed: int) -> bool:
    """Whether the two find terms when they are called about this alert."""
    return random.Random(f"{seed} {one.id} terms").random() < AGREE_SHARE  # noqa: S311 - as above
