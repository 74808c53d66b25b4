"""How each named point is reached: what is arranged while the server is down, and done while it is up.

A station arms one point. Members talk all the while; what only some points need comes on top.
"""

import asyncio
import random
import re
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from bot.crash import POINTS
from bot.words.catalogue import say
from core.languages import LANGUAGES
from tests.crash.couple import Couple
from tests.crash.members import (
    Line,
    detour,
    eraser,
    mentee,
    mentor,
    newcomer,
    refuser,
    stopper,
)
from tests.crash.world import Phone, World
from tests.fakes.outcomes import Reset, Slow

CODE = re.compile(r"link-[\w-]{22}")
JOIN_ASKED = re.compile(
    "|".join(re.escape(say("join-confirm", language, {}).splitlines()[0]) for language in LANGUAGES)
)
IMPATIENT = 20.0
"""Seconds after which somebody who waits for a question writes again."""
BROKEN_TALK = '{"run": 7}'
"""A talk that no version ever wrote: whoever reads it raises."""


@dataclass(slots=True)
class Cast:
    """Members with a part to play at certain points, made ready before the first of these."""

    owners: asyncio.Queue[Phone]
    """Those who are not busy with a second chat."""
    erasers: list[Phone]
    victim: Phone
    couple: Couple
    victims_talk: str = ""

    @classmethod
    def of(cls, world: World) -> "Cast":
        owners: asyncio.Queue[Phone] = asyncio.Queue()
        owners.put_nowait(world.phone("whatsapp", mentee))
        owners.put_nowait(world.phone("telegram", mentor))
        return cls(
            owners=owners,
            erasers=[world.phone(("whatsapp", "telegram")[n % 2], eraser) for n in range(4)],
            victim=world.phone("whatsapp", detour),
            couple=Couple.of(world),
        )

    async def get_ready(self, world: World) -> None:
        """Have everybody say what comes before their part."""
        owners = [self.owners.get_nowait() for _ in range(self.owners.qsize())]
        await asyncio.gather(
            self.couple.get_ready(world),
            *(world.say_all(phone) for phone in (*owners, *self.erasers)),
        )
        await world.say_all(self.victim, upto=1)
        for owner in owners:
            self.owners.put_nowait(owner)


Act = Callable[[World, Cast], Coroutine[Any, Any, None]]


async def nothing(world: World, cast: Cast) -> None:
    """Members' talk is enough."""


@dataclass(frozen=True, slots=True)
class Station:
    """One point: `passes` survive it; `before` while the server is down, `during` while it is up,
    `after` once it is dead.
    """

    point: str
    passes: int = 0
    before: Act = nothing
    during: Act = nothing
    after: Act = nothing


# -- acts -----------------------------------------------------------------------------------------


async def slow_providers(world: World, cast: Cast) -> None:
    """Answers take so long that the process dies while it waits."""
    for fake in (world.twilio, world.telegram):
        fake.script([Slow(0.3)] * 2)


async def unsure_providers(world: World, cast: Cast) -> None:
    """Connections break after the message was taken, and before."""
    for fake in (world.twilio, world.telegram):
        fake.script([Reset(accepted=True), Reset(accepted=False)])


async def read_the_notice(world: World, cast: Cast) -> None:
    """A message of two bubbles."""
    phone = world.phone("whatsapp", detour)
    await world.say_all(phone)


async def report_statuses(world: World, cast: Cast) -> None:
    """Reports about messages of the past, in a wrong order and twice."""
    world.deliveries.read()
    for sid in world.chance.sample(list(world.deliveries.callbacks), 2):
        for status in ("delivered", "sent", "read", "delivered"):
            await world.report(sid, status)


async def refuse(world: World, cast: Cast) -> None:
    """Somebody says no."""
    phone = world.phone(world.chance.choice(("whatsapp", "telegram")), refuser)
    phone.gone = True
    await world.say_all(phone)


async def link(world: World, cast: Cast) -> None:
    """A second chat is joined: a code from the first, shown in the second, confirmed in both."""
    owner = await cast.owners.get()
    other = world.phone("telegram" if owner.channel == "whatsapp" else "whatsapp", newcomer)
    # Whoever has several chats is asked in the one heard from last.
    chats = [owner, *(phone for phone in world.phones if phone.joined == owner.address)]
    starts = {chat.address: world.received(chat) for chat in chats}

    def come(words: re.Pattern[str]) -> list[str]:
        texts = (world.texts(chat, starts[chat.address]) for chat in chats)
        return [found for text in texts for found in words.findall(text)]

    other.joined = owner.address
    try:
        await world.say(owner, Line("relier"))
        await world.say(owner, Line("1"))
        await world.surely(lambda: bool(come(CODE)))
        code = come(CODE)[-1]
        await world.say(other, Line(f"/start {code}"))
        await world.say(other, Line("1"))
        if not await world.until(lambda: bool(come(JOIN_ASKED)), IMPATIENT):
            # What falls due is not said again after an unknown outcome; whatever one writes shows it.
            await world.say(owner, Line("aide"))
        await world.surely(lambda: bool(come(JOIN_ASKED)))
        await world.say(owner, Line("1"))
    finally:
        cast.owners.put_nowait(owner)


async def let_72_hours_pass(world: World, cast: Cast) -> None:
    """One of those who asked to be erased is due."""
    world.snapshot()
    phone = cast.erasers.pop()
    phone.gone = True
    world.change(
        "UPDATE timer SET due_at = 1 WHERE kind = 'erase' AND person_id ="
        " (SELECT person_id FROM address WHERE address = ?)",
        phone.address,
    )


async def break_a_talk(world: World, cast: Cast) -> None:
    """Somebody's stored talk cannot be read any more, for a while."""
    (row,) = [
        row
        for row in world.rows(
            "SELECT a.address, p.talk FROM person p JOIN address a ON a.person_id = p.id"
        )
        if row["address"] == cast.victim.address
    ]
    cast.victims_talk = row["talk"]
    _set_talk(world, cast, BROKEN_TALK)


async def speak_of_it(world: World, cast: Cast) -> None:
    """The next message of that person is poison."""
    await world.say_all(cast.victim)


async def mend_the_talk(world: World, cast: Cast) -> None:
    """The talk is as it was, and nothing of the failed attempt is left."""
    _set_talk(world, cast, cast.victims_talk)


def _set_talk(world: World, cast: Cast, talk: str) -> None:
    world.change(
        "UPDATE person SET talk = ? WHERE id = (SELECT person_id FROM address WHERE address = ?)",
        talk,
        cast.victim.address,
    )


SPECIAL: Mapping[str, Station] = {
    station.point: station
    for station in (
        Station("turn.before_claim", passes=6),
        Station("outbox.before_claim", passes=6),
        Station("turn.poison", before=break_a_talk, during=speak_of_it, after=mend_the_talk),
        Station("outbox.during_send", during=slow_providers),
        Station("outbox.after_part", during=read_the_notice),
        Station("reconcile.before", during=unsure_providers),
        Station("reconcile.after", during=unsure_providers),
        Station("status.before", passes=1, during=report_statuses),
        Station("status.after", passes=1, during=report_statuses),
        Station("timer.after_claim", during=link),
        Station("timer.after_decide", during=link),
        Station("timer.before_commit", during=link),
        Station("timer.after_commit", during=link),
        Station("link.mid", during=link),
        Station("link.after", during=link),
        Station("erase.before", before=let_72_hours_pass),
        Station("erase.mid", before=let_72_hours_pass),
        Station("erase.after", before=let_72_hours_pass),
        Station("erase.before_compact", before=let_72_hours_pass),
        Station("forget.mid", during=refuse),
        Station("sweep.mid"),
    )
}
"""Points that members' ordinary talk does not lead to, or too early."""

KILLED = "killed from outside"
"""The name of a station at which no point is armed: somebody kills the process at any moment."""

FIRST = "migrate.mid"
"""Reached by the first start on an empty database, and by nothing else."""


def stations(seed: int, random_kills: int = 0) -> list[Station]:
    """Every point but the first once, and kills from outside, in an order of its own for each seed."""
    chance = random.Random(seed)
    found = [
        SPECIAL.get(point) or Station(point, passes=chance.randrange(4))
        for point in POINTS
        if point != FIRST
    ]
    found += [Station(f"{KILLED} {number}") for number in range(random_kills)]
    chance.shuffle(found)
    return found


TALK = (mentee, detour, mentor, stopper)
"""Who keeps the conversation going while processes die."""
