"""A cohort of personas that lives through the programme by itself."""

import gc
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import text

from bot.handlers.desk import Desk
from bot.handlers.lookout import FRESH, Lookout
from core.duration import DAY, HOUR, MINUTE
from simulator.cast import COARSE, COARSER, Cast
from simulator.coordinator import Coordinator
from simulator.figures import figures_of
from simulator.manners import after_a_call, answers
from simulator.measures import Measures, measure
from simulator.mind import Mind
from simulator.newcomer import Newcomer, make_newcomer
from simulator.oracle import Oracle
from simulator.personas import HABITS
from simulator.phone import Action, Phone
from simulator.trace import Trace
from simulator.weather import WEATHERS, Skies, Weather
from simulator.world import World
from storage import queries
from storage.alerts import OpenAlert

MONTH = timedelta(days=30.4375)

INTAKE_DAYS = 3
INTAKE_HOURS = (10, 19)
"""People hear of the programme when it calls: on three days at the beginning of each month."""

STORIES = 10
"""In a large cohort the decisions about every tenth person are made again at the end (I3)."""

MANY = 300
"""Members from which on a cohort is a large one."""

FRESH_FOR_MANY = 24 * HOUR
"""How old the pool may be in which a large cohort looks for mentors."""

CLEARING = timedelta(days=2)
"""When the weather is good again: within this everything doubtful is known and every report is in."""

FINISHING = timedelta(minutes=10)
"""I21: within this, everybody who is asked something can come to an end."""


@dataclass(slots=True)
class Outcome:
    """What a simulated programme came to."""

    figures: dict[str, dict[str, int]]
    trace: str
    violations: Counter[str]
    words: list[str]
    phones: list[Phone]
    cycles: int
    sent: int
    seconds: float
    checked: int = 0
    happened: dict[str, int] = field(default_factory=dict)
    measures: dict[str, str] = field(default_factory=dict)
    weather: dict[str, int] = field(default_factory=dict)
    """How often each fault was met."""


def simulate(
    members: int,
    months: int,
    seed: int,
    *,
    weather: Weather = WEATHERS["fair"],
    weather_seed: int | None = None,
    desk: Callable[[Desk], Desk] = lambda given: given,
    progress: Callable[[float], None] = lambda _: None,
) -> Outcome:
    """Let `members` people join, stall, leave and return over `months`; the same for the same seed.

    Invariants are checked after every moment; the last of them, that everybody still in the middle
    of something can finish it, by letting them. `desk` changes how decisions are made, as a test does
    that plants a mistake.
    """
    began = time.perf_counter()
    usual = gc.isenabled()
    gc.disable()  # hardly anything here is garbage of that kind, and there is ever more to look through
    chance = random.Random(seed)  # noqa: S311 - reproducible on purpose
    skies = Skies(weather, chance.getrandbits(64) if weather_seed is None else weather_seed)
    oracle, trace = Oracle(stories=1 if members <= MANY else STORIES), Trace()
    fresh = FRESH if members <= MANY else FRESH_FOR_MANY
    world = World(
        skies=skies,
        desk=lambda given: oracle.listen(desk(replace(given, lookout=Lookout(fresh)))),
        receipts=False,
    )
    try:
        cast = Cast(world, grid=COARSE if members <= MANY else COARSER)
        oracle.attend(world)
        world.watch.append(trace)
        Coordinator(world, seed, lambda one: _called(world, cast, oracle, one))
        span = MONTH * months
        phones = [
            _join(world, cast, make_newcomer(number, chance), chance, months)
            for number in range(1, members + 1)
        ]
        start = world.clock.now
        end = start + round(span.total_seconds() * 1000)
        for part in range(1, 101):
            world.advance_to(start + (end - start) * part // 100)
            progress(part / 100)
        skies.clear()
        world.advance(CLEARING)
        oracle.conclude()
        figures = figures_of(world)
        measured = _measure(world, cast, oracle)
        _finish(world, cast, oracle, chance)
    finally:
        world.close()
        if usual:
            gc.enable()
    return Outcome(
        figures=figures,
        trace=trace.hash(),
        violations=oracle.findings.violations,
        words=oracle.findings.words,
        phones=phones,
        cycles=trace.cycles,
        sent=trace.delivered,
        seconds=time.perf_counter() - began,
        checked=oracle.checked,
        measures=measured.lines,
        weather=dict(sorted(skies.met.items())),
        happened={"letters": trace.done, "not sent": trace.failed, "timers": trace.timers},
    )


def _join(world: World, cast: Cast, one: Newcomer, chance: random.Random, months: int) -> Phone:
    """Give a newcomer a phone, and a moment to write for the first time."""
    phone = world.add_phone(one.channel, one.address, name=one.name, locale=one.locale)
    month = chance.randrange(max(months - 1, 1))
    day = chance.randrange(INTAKE_DAYS)
    hour = chance.choice(INTAKE_HOURS)
    midnight = (world.clock.now // DAY + 1) * DAY
    at = midnight + round(month * MONTH.total_seconds() * 1000) // DAY * DAY + day * DAY
    one.mind.memory["days"] = chance.randint(20, 30 * max(months - 1, 1))
    cast.take_over(phone, one.mind, at + hour * HOUR + 5 * chance.randrange(2) * MINUTE)
    return phone


def _called(
    world: World, cast: Cast, oracle: Oracle, one: OpenAlert
) -> Sequence[tuple[Phone, Action]]:
    """What whoever an alert is about does after the team has called them."""
    for phone in world.phones.values():
        if one.person_id and oracle.person(phone) == one.person_id and not phone.blocked:
            mind = cast.mind(phone)
            action = after_a_call(mind, one.kind) if mind is not None else None
            return [(phone, action)] if action is not None else []
    return []


def _measure(world: World, cast: Cast, oracle: Oracle) -> Measures:
    """The key figures; where people answer, most pairs meet within two weeks, or that is a finding."""
    answering = {
        person
        for phone in world.phones.values()
        if (mind := cast.mind(phone)) is not None and answers(mind) and not phone.blocked
        if (person := oracle.person(phone))
    }
    with world.database.read() as conn:
        measured = measure(conn, world.clock.now, answering)
    if measured.slow:
        words = f"{measured.early} of {measured.answering} pairs met within 14 days"
        oracle.findings.broken("meets", world.clock.now, words)
    return measured


def _finish(world: World, cast: Cast, oracle: Oracle, chance: random.Random) -> None:
    """I21: those in the middle of onboarding, given the will, come to an end in ten minutes."""
    waiting = []
    for phone in world.phones.values():
        mind, asked = cast.mind(phone), phone.question()
        cast.let_go(phone)
        if mind is None or asked is None or phone.blocked or asked.flow != "onboarding":
            continue
        waiting.append((phone, mind))
    for phone, mind in waiting:
        willing = Mind(mind.person, HABITS["quick"], random.Random(chance.getrandbits(64)))  # noqa: S311
        willing.memory["hurry"] = 1
        world.plan(world.clock.now, lambda phone=phone, mind=willing: _hurry(world, phone, mind))  # type: ignore[misc]
    world.advance(FINISHING)
    with world.database.read() as conn:
        done = {
            (row.channel, row.address)
            for row in conn.execute(
                text(
                    "SELECT a.channel, a.address FROM address a JOIN person p ON p.id = a.person_id"
                    " WHERE a.person_id IN (SELECT person_id FROM member)"
                    " OR json_extract(p.talk, '$.stopped') OR json_extract(p.talk, '$.erase_at')"
                    " OR a.status <> 'active'"
                )
            )
        }
        left = queries.backlog(conn, world.clock.now)
    for phone, _ in waiting:
        if (phone.channel, phone.address) not in done:
            oracle.findings.broken(
                "I21", world.clock.now, f"{phone.address} ({phone.habit}) cannot finish"
            )
    if (
        left.inbox["open"]
        or left.timers_due
        or any(count for (_, state), count in left.outbox.items() if state != "held")
    ):
        oracle.findings.broken("I21", world.clock.now, f"queues are not empty: {left}")


def _hurry(world: World, phone: Phone, mind: Mind) -> Sequence[tuple[Phone, Action]]:
    """Answer what is asked, and again ten seconds later."""
    acts = mind.acting(phone)
    if acts and mind.acts < 60:
        at = world.clock.now + 10_000
        world.plan(at, lambda: _hurry(world, phone, mind))
    return [(phone, act) for act in acts]
