"""Two people, a coordinator and a clock around one mentorship, for tests that live through it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

import msgspec

from core.duration import DAY, HOUR
from core.mentoring.agreement import TEXT_VERSION, Choices
from core.mentoring.availability import Week
from core.mentoring.awaited import awaited
from core.mentoring.effects import Ask, Effect, Tell
from core.mentoring.events import (
    Answered,
    Arbitrated,
    CadenceWished,
    Cancelled,
    Chose,
    ClocksChanged,
    Closed,
    Conceded,
    Confided,
    Countered,
    Departed,
    Due,
    Event,
    ExtensionDeclined,
    ExtensionWished,
    Finished,
    Flagged,
    GoalMissed,
    GoalReviewed,
    Insisted,
    LeftOff,
    Lifted,
    MiddleAccepted,
    MiddleDeclined,
    Moved,
    NoneSuited,
    Parted,
    Paused,
    Picked,
    Reported,
    Returned,
    Reviewed,
    StillOn,
    Suspended,
    Task,
    TaskDone,
    Wrote,
)
from core.mentoring.following import signs
from core.mentoring.health import CHECK_IN, ON_TRACK, health
from core.mentoring.meeting import ACCOUNTS
from core.mentoring.mentorship import Applied, Refused, apply, open_pair
from core.mentoring.pair import LIVE, OPEN, Pair
from core.mentoring.side import SIDES, Side, other
from core.mentoring.timetable import timetable

START = int(datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp() * 1000)
"""A Monday morning in Casablanca."""

MENTOR = Week(("evening", "saturday"), "Europe/Paris", "FR")
MENTEE = Week(("morning", "evening"), "Africa/Casablanca", "MA")
TERMS = Choices("launch", confidentiality=True, conduct=True)

_json = msgspec.json.Encoder()
_pair = msgspec.json.Decoder(Pair)


SECRET = "secret-of-the-"


def secret(side: Side, rating: int = 4) -> Confided:
    """Private words that can be recognised wherever they turn up."""
    return Confided("x", rating, f"{SECRET}{side}-reason", f"{SECRET}{side}-line")


@dataclass
class Stage:
    """One mentorship, saved and loaded after every event; `said` is all that was ever said."""

    mentor: Week = MENTOR
    mentee: Week = MENTEE
    now: int = START
    private: Callable[[Side], Confided] = secret
    said: list[tuple[int, Effect]] = field(default_factory=list)
    happened: list[tuple[int, Event]] = field(default_factory=list)
    states: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        opened = open_pair("p1", self.mentor, self.mentee, self.now, intent="launch")
        self.pair = opened.pair
        self.hear(opened.effects)

    def hear(self, effects: tuple[Effect, ...]) -> None:
        self.said += [(self.now, effect) for effect in effects]

    def play(self, event: Event) -> Applied | Refused:
        """Apply one event; what is refused leaves the pair as it was."""
        outcome = apply(self.pair, event, self.now)
        if isinstance(outcome, Applied):
            self.pair = _pair.decode(_json.encode(outcome.pair))
            assert outcome.pair == self.pair, "a mentorship survives being stored"
            self.happened.append((self.now, event))
            self.hear(outcome.effects)
            self.states.append((self.now, self.pair.state))
            check(self)
        return outcome

    def plays(self, *events: Event) -> "Stage":
        """Apply events that must all be accepted."""
        for event in events:
            outcome = self.play(event)
            assert isinstance(outcome, Applied), (event, outcome, self.pair.state)
        return self

    def passes(self, until: int) -> "Stage":
        """Let time pass: timers fall due in their order."""
        while self.pair.timers:
            name, due = min(self.pair.timers.items(), key=lambda item: (item[1], item[0]))
            if due > until:
                break
            self.now = max(self.now, due)
            outcome = self.play(Due(name))
            assert isinstance(outcome, Applied), (name, outcome, self.pair.state)
        self.now = max(self.now, until)
        return self

    def days(self, days: float) -> "Stage":
        return self.passes(self.now + int(days * DAY))

    def keys(self, side: Side, since: int = 0) -> list[str]:
        """What one side was told and asked, in order."""
        return [
            effect.key
            for at, effect in self.said
            if at >= since and isinstance(effect, Tell | Ask) and effect.to == side
        ]

    def open(self, side: Side) -> set[str]:
        return {question.key for question in self.pair.seat(side).questions}


def check(stage: Stage) -> None:
    """What holds after every event."""
    pair = stage.pair
    if pair.state in OPEN:
        assert any(one.who == "clock" for one in awaited(pair)), f"{pair.state} waits for nothing"
        assert pair.timers.keys() <= timetable(pair, stage.now).keys()
    if pair.state in LIVE:
        found = health(signs(pair, stage.now))
        if found.level != "too_early":
            assert found.score < ON_TRACK if pair.state == "at_risk" else found.score >= CHECK_IN
    leaks(stage.said[-40:])


def leaks(said: list[tuple[int, Effect]]) -> None:
    """Fails if words that one side confided are in a message to the other."""
    for _, effect in said:
        if isinstance(effect, Tell | Ask):
            text = f"{SECRET}{other(effect.to)}"
            assert not any(text in str(fact) for fact in effect.facts.values()), effect


def answers(stage: Stage, side: Side, random: Random) -> Event:
    """A plausible answer of `side` to one of their open questions, or something unasked."""
    keys = sorted(stage.open(side))
    key = random.choice(keys) if keys else ""
    now, pair = stage.now, stage.pair
    private = stage.private(side)
    match key:
        case "agreement" | "agreement_terms":
            return Chose(side, TERMS, TEXT_VERSION)
        case "agreement_differs":
            return Conceded(side)
        case "agreement_middle":
            return MiddleAccepted(side)
        case "times" | "times_offered" if pair.meeting and pair.meeting.offered:
            wanted = pair.meeting.fine(other(side)) or pair.meeting.offered
            return Picked(side, random.choice(wanted))
        case "time_typed":
            return Countered(side, (now + 3 * DAY,))
        case "report":
            return Reported(side, "held", private, Task("call a client", now + 7 * DAY))
        case "checkin" | "follow_up":
            return Answered(side, private)
        case "closing":
            return Closed(side, private, "thank you")
        case "finish":
            return Finished(side)
        case "extension":
            return ExtensionDeclined(side)
        case "still_on" | "rematch_offered":
            return StillOn(side)
        case "goal_review":
            return GoalReviewed(side)
        case _:
            return Wrote(side)


def does_anything(stage: Stage, side: Side, random: Random) -> Event:
    """Any event at all of `side`, sensible or not."""
    now, pair = stage.now, stage.pair
    terms = Choices("scale", "monthly", 9, confidentiality=True, conduct=random.random() < 0.8)
    offered = pair.meeting.offered if pair.meeting else ()
    private = stage.private(side)
    return random.choice(
        (
            Chose(side, random.choice((TERMS, terms)), TEXT_VERSION),
            Conceded(side),
            Insisted(side),
            random.choice((MiddleAccepted(side), MiddleDeclined(side))),
            Picked(side, random.choice(offered) if offered else now + 2 * DAY),
            Countered(side, (now + random.randint(-2, 90) * DAY, now + random.randint(1, 9) * DAY)),
            NoneSuited(side),
            Cancelled(side),
            Reported(side, random.choice(ACCOUNTS), private),
            Answered(side, private),
            LeftOff(side, private),
            CadenceWished(side, random.choice(("less", "more", 21))),
            TaskDone(side, random.randint(-1, 2)),
            GoalReviewed(side),
            Paused(side, now + random.randint(-1, 200) * DAY),
            Returned(side),
            Finished(side),
            ExtensionWished(side, random.randint(0, 7)),
            ExtensionDeclined(side),
            StillOn(side),
            Closed(side, private, "thank you"),
            Wrote(side),
            Flagged(side, random.choice(("human", "distress", "report"))),
            Moved(side, random.choice(("Europe/Paris", "America/Montreal", "Asia/Dubai")), "FR"),
            *((Parted(side, private), Departed(side)) if random.random() < 0.02 else ()),
        )
    )


def befalls(random: Random) -> Event:
    """Something that neither of the two does."""
    return random.choice(
        (
            GoalMissed(),
            ClocksChanged(),
            Reviewed(),
            Suspended(),
            Lifted(),
            Lifted(),
            Arbitrated(TERMS),
        )
    )


def meets(stage: Stage) -> "Stage":
    """Both pick the last time on the table, and time passes until the meeting is over."""
    meeting = stage.pair.meeting
    assert meeting is not None
    start = meeting.offered[-1]
    stage.plays(*(Picked(side, start) for side in SIDES))
    return stage.passes(start + HOUR)


def both(stage: Stage) -> "Stage":
    """From the first hello to an active mentorship."""
    return stage.plays(*(Chose(side, TERMS, TEXT_VERSION) for side in SIDES))


def lives(stage: Stage, days: int, random: Random, eager: float = 1.0) -> Stage:
    """Both answer what they are asked, each evening with probability `eager`."""
    for _ in range(days):
        for side in SIDES:
            if stage.open(side) and random.random() < eager:
                stage.play(answers(stage, side, random))
        stage.days(1)
    return stage
