"""`mem simulate`: a cohort of personas lives through the programme by itself."""

import argparse
import gc
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import text

from bot.channels.protocol import Unreachable
from simulator.cast import Cast
from simulator.clock import DAY, HOUR, MINUTE
from simulator.oracle import Oracle
from simulator.personas import HABITS, Mind, Newcomer, make_newcomer
from simulator.phone import Action, Phone
from simulator.trace import Trace, transcript
from simulator.world import World
from storage import queries
from storage.outbox import Owed

MONTH = timedelta(days=30.4375)

INTAKE_DAYS = 3
INTAKE_HOURS = (10, 19)
"""People hear of the programme when it calls: on three days at the beginning of each month."""

TROUBLE = 0.01
"""The share of sends that a provider does not take at the first attempt."""

SELDOM = 50_000, 20, 50
"""A cohort's conversations stay in memory; looking through them for garbage again and again costs
a third of the time."""

STORIES = 10
"""In a large cohort the decisions about every tenth person are made again at the end (I3)."""

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


def simulate(
    members: int,
    months: int,
    seed: int,
    *,
    progress: Callable[[float], None] = lambda _: None,
) -> Outcome:
    """Let `members` people join, stall, leave and return over `months`; the same for the same seed.

    Invariants are checked after every moment; the last of them, that everybody still in the middle
    of something can finish it, by letting them.
    """
    began = time.perf_counter()
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    chance = random.Random(seed)  # noqa: S311 - reproducible on purpose
    weather = random.Random(chance.getrandbits(64))  # noqa: S311 - as above

    def trouble(_: Owed) -> None:
        if weather.random() < TROUBLE:
            raise Unreachable("503")

    oracle, trace = Oracle(stories=1 if members <= 300 else STORIES), Trace()
    world = World(trouble=trouble, desk=oracle.listen, receipts=False)
    try:
        cast = Cast(world, coarse=True)
        oracle.attend(world)
        world.watch.append(trace)
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
        oracle.conclude()
        figures = _figures(world)
        _finish(world, cast, oracle, chance)
    finally:
        world.close()
        gc.set_threshold(*usual)
    return Outcome(
        figures=figures,
        trace=trace.hash(),
        violations=oracle.violations,
        words=oracle.words,
        phones=phones,
        cycles=trace.cycles,
        sent=trace.delivered,
        seconds=time.perf_counter() - began,
        checked=oracle.checked,
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


def _figures(world: World) -> dict[str, dict[str, int]]:
    """The programme's figures, from the tables."""
    counts = {
        "languages": "SELECT json_extract(talk, '$.language'), count(*) FROM person"
        " WHERE json_extract(talk, '$.consented') GROUP BY 1 ORDER BY 2 DESC",
        "verdicts": "SELECT verdict, count(*) FROM member GROUP BY 1 ORDER BY 2 DESC",
        "consents": "SELECT CASE given WHEN 1 THEN 'given' ELSE 'refused' END, count(*)"
        " FROM consent GROUP BY 1 ORDER BY 2 DESC",
        "alerts": "SELECT kind, count(*) FROM alert GROUP BY 1 ORDER BY 2 DESC",
        "not sent": "SELECT state || ' ' || error, count(*) FROM outbox"
        " WHERE state NOT IN ('accepted', 'pending') GROUP BY 1 ORDER BY 2 DESC",
        "lanes": "SELECT CASE lane WHEN 0 THEN 'reply' WHEN 1 THEN 'reminder' ELSE 'broadcast' END,"
        " count(*) FROM outbox WHERE state = 'accepted' GROUP BY 1",
    }
    with world.database.read() as conn:
        people = conn.execute(text("SELECT count(*) FROM person")).scalar_one()
        finished = conn.execute(text("SELECT count(*) FROM member")).scalar_one()
        stopped = conn.execute(
            text("SELECT count(*) FROM person WHERE json_extract(talk, '$.stopped')")
        ).scalar_one()
        figures = {
            "people": {"present": people, "finished onboarding": finished, "stopped": stopped},
            **{
                name: {row[0]: row[1] for row in conn.execute(text(sql))}
                for name, sql in counts.items()
            },
        }
        figures |= {
            f"{name} rows": states
            for name, states in queries.totals(conn).items()
            if name in {"inbox", "timer", "tombstone"}
        }
    return figures


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
            oracle.break_promise(
                "I21", world.clock.now, f"{phone.address} ({phone.habit}) cannot finish"
            )
    if (
        left.inbox["open"]
        or left.timers_due
        or any(count for (_, state), count in left.outbox.items() if state != "held")
    ):
        oracle.break_promise("I21", world.clock.now, f"queues are not empty: {left}")


def _hurry(world: World, phone: Phone, mind: Mind) -> Sequence[tuple[Phone, Action]]:
    """Answer what is asked, and again ten seconds later."""
    acts = mind.acting(phone)
    if acts and mind.acts < 60:
        at = world.clock.now + 10_000
        world.plan(at, lambda: _hurry(world, phone, mind))
    return [(phone, act) for act in acts]


# -- the command ------------------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """Run a cohort and print what came of it; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(
        prog="mem simulate", description="A cohort of scripted people lives through the programme."
    )
    parser.add_argument("--members", type=int, default=500, metavar="N")
    parser.add_argument("--months", type=int, default=8, metavar="M")
    parser.add_argument("--seed", type=int, default=7, metavar="S")
    parser.add_argument(
        "--transcript", metavar="PERSON", help="print the conversation of a number or a habit, too"
    )
    parser.add_argument(
        "--progress", action=argparse.BooleanOptionalAction, default=None,
        help="a progress bar on stderr (default: where that is a terminal)",
    )  # fmt: skip
    given = parser.parse_args(argv)
    if given.members < 1 or given.months < 1:
        parser.error("--members and --months must be at least 1")
    shown = sys.stderr.isatty() if given.progress is None else given.progress
    outcome = simulate(
        given.members, given.months, given.seed, progress=_bar if shown else lambda _: None
    )
    if shown:
        sys.stderr.write("\n")
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for line in report(outcome, given.members, given.months, given.seed):
        _print(line)
    if given.transcript:
        for line in told(outcome, given.transcript):
            _print(line)
    return 1 if outcome.violations else 0


def report(outcome: Outcome, members: int, months: int, seed: int) -> list[str]:
    """The figures as lines; the same run gives the same lines but for the time it took."""
    lines = [f"{members} members, {months} months, seed {seed}", ""]
    for name, counts in outcome.figures.items():
        told = ", ".join(f"{key or '-'} {count}" for key, count in counts.items()) or "none"
        lines.append(f"{name:15} {told}")
    told = ", ".join(f"{key} {count}" for key, count in outcome.happened.items())
    lines.append(f"{'happened':15} {told}, bubbles {outcome.sent}, moments {outcome.cycles}")
    lines.append(f"{'trace':15} {outcome.trace}")
    broken = ", ".join(f"{rule} {count}" for rule, count in sorted(outcome.violations.items()))
    lines.append(f"{'violations':15} {broken or 'none'} ({outcome.checked} moments checked)")
    lines += [f"  {words}" for words in outcome.words]
    lines.append(f"{'took':15} {outcome.seconds:.1f} s")
    return lines


def told(outcome: Outcome, who: str) -> list[str]:
    """The conversation of a person by number, address or habit."""
    for number, phone in enumerate(outcome.phones, 1):
        if who in {str(number), phone.address, phone.address.removeprefix("whatsapp:")}:
            return ["", *transcript(phone)]
    found = next((phone for phone in outcome.phones if phone.habit == who), None)
    return ["", *transcript(found)] if found else [f"nobody is {who}"]


def _bar(done: float) -> None:
    full = round(done * 40)
    sys.stderr.write(f"\r[{'█' * full}{'·' * (40 - full)}] {done:4.0%}")
    sys.stderr.flush()


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
