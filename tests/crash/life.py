"""A life together: what two who work together owe to the clock and to the team, act by act.

Each act is one thing that must come to its end however many servers die over it: the reminders of
a meeting, a check-in and its answers, a voice note, a call for a human and what the team does.
"""

import asyncio
import json
import re
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, time
from typing import Any

from bot.words.catalogue import say
from core.languages import LANGUAGES
from core.mentoring.side import SIDES
from tests.crash.chain import SETTLE, WITHIN, Story, judge
from tests.crash.couple import PIECES, Couple
from tests.crash.evidence import SPOKEN
from tests.crash.members import Line
from tests.crash.nursery import Nursery
from tests.crash.world import NOW_AND_THEN, Phone, World, open_world

VOICE = "AwACAgQAAxkBvoice"
"""The file behind the voice notes that the fake phones send."""

Do = Callable[[World, Couple], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing: what is done until it is over, the timers whose time has come before, and the
    points at which one server after another dies meanwhile.
    """

    name: str
    do: Do
    due: str = ""
    deaths: Sequence[str] = ()


def live_together(url: str, folder: Path, seed: int, nursery: Nursery) -> Story:
    """Run a whole life; blocks until the end."""
    with open_world(folder, url, seed, nursery) as world:
        return asyncio.run(_live(world))


async def _live(world: World) -> Story:
    story = Story()
    began = monotonic()
    try:
        await asyncio.to_thread(world.server.migrate)
        couple = Couple.of(world)
        await _up(world)
        world.telegram.call(
            "keep", file_id=VOICE, name="note.ogg", content_type="audio/ogg", content="OggS"
        )
        await couple.get_ready(world)
        await _down(world)
        couple.meet(world)
        await _up(world)
        await agree(world, couple)
        await couple.rest(world)
        await _down(world)
        for act in ACTS:
            await _play(world, couple, act, story)
        await _up(world, cold=True)
        await world.repeat_everything()
        await judge(world, story)
    finally:
        await world.close()
    story.ready_seconds = world.server.ready_seconds
    story.seconds = monotonic() - began
    return story


async def _play(world: World, couple: Couple, act: Act, story: Story) -> None:
    """One act, over the deaths of its servers, and at rest in the end."""
    doing: asyncio.Future[None] | None = None
    for number, point in enumerate((*act.deaths, "")):
        if act.due:
            come_due(world, "" if number else act.due)
        world.server.start(point)
        if await world.server.ready():
            world.up.set()
            doing = doing or asyncio.ensure_future(act.do(world, couple))
        if point:
            story.ends[f"{act.name} {number}: {point}"] = await world.server.dead(WITHIN)
            world.up.clear()
            await world.server.kill()
    assert doing is not None, f"see {world.folder}/server.log"
    await doing
    await _down(world)


async def _up(world: World, *, cold: bool = False) -> None:
    world.server.start(cold=cold)
    if not await world.server.ready():
        raise RuntimeError(f"the server did not become ready, see {world.folder}/server.log")
    world.up.set()


async def _down(world: World) -> None:
    """Wait until nothing is under way, and kill the server."""
    await world.until(lambda: not world.busy(), SETTLE, NOW_AND_THEN)
    world.up.clear()
    await world.server.kill()


def come_due(world: World, timer: str = "") -> None:
    """Between two servers: a timer of the pair whose day is far is due now, and so is whatever waits
    to be said of it.

    A server has the clock of the machine, and no test waits for a week. So this moves the stored
    timer, in the pair and beside it, and nothing else: the meeting and all dates stay where they
    are. Skill grids, which the days between would bring, are another story.
    """
    now = int(time() * 1000)
    (pair,) = world.rows("SELECT id, pair FROM mentorship")
    if timer:
        stored = json.loads(pair["pair"])
        assert timer in stored["timers"], f"no {timer} in {stored['timers']}"
        stored["timers"][timer] = now
        world.change("UPDATE mentorship SET pair = ? WHERE id = ?", json.dumps(stored), pair["id"])
        moved = "UPDATE timer SET due_at = ? WHERE state = 'waiting' AND kind = ?"
        world.change(moved, now, f"pair_due:{pair['id']}.{timer}")
    world.change(
        "UPDATE timer SET state = 'dropped' WHERE state = 'waiting' AND kind LIKE 'progress:%'"
    )
    world.change(
        "UPDATE timer SET due_at = ? WHERE state = 'waiting' AND kind LIKE 'pair:%' AND due_at > ?",
        now,
        now,
    )


# -- what is done ---------------------------------------------------------------------------------


def words_of(key: str) -> re.Pattern[str]:
    """The longest stretch of some words without a fact, in any language."""
    facts = [{"name": "", "start": 0, "captioned": 0, "side": side} for side in SIDES]
    said = {say(key, language, one) for language in LANGUAGES for one in facts}
    return re.compile("|".join(re.escape(max(FACT.split(one), key=len)) for one in said))


FACT = re.compile("\u2068[^\u2069]*\u2069")
"""A fact within words, as it is kept in its place."""


async def sees(world: World, phone: Phone, key: str) -> None:
    """Wait until something has reached somebody, however many servers die before it does."""
    words = words_of(key)
    await world.surely(lambda: words.search(world.texts(phone)) is not None, NOW_AND_THEN)


async def agree(world: World, couple: Couple) -> None:
    """Both have a word for each other, sign, choose a time, and leave our advice for later: nothing
    is open between us then.
    """
    both = couple.mentee, couple.mentor
    for phone, pieces in zip(both, (1, PIECES), strict=True):
        await couple.tell(world, phone, pieces)
    for act in (couple.sign, couple.pick):
        for phone in both:
            await act(world, phone)
    for phone in both:
        await sees(world, phone, "briefing-aim")
        await world.say(phone, Line("2"))


def is_told(side: str, key: str) -> Do:
    """One of the two reads what fell due."""

    async def do(world: World, couple: Couple) -> None:
        phone: Phone = getattr(couple, side)
        phone.told[key] += 1
        await sees(world, phone, key)

    return do


async def is_told_and_reads(world: World, couple: Couple) -> None:
    """The mentor is reminded, and WhatsApp reports on it, in a wrong order and twice."""
    await is_told("mentor", "pair-meeting_hours_before")(world, couple)
    newest = [*world.deliveries.callbacks][-1]
    for status in ("delivered", "sent", "read", "delivered"):
        while not await world.report(newest, status):
            await world.up.wait()
            await asyncio.sleep(NOW_AND_THEN)


def is_asked(side: str) -> Do:
    """One of the two is asked how it goes."""

    async def do(world: World, couple: Couple) -> None:
        await sees(world, getattr(couple, side), "checkin-rating")

    return do


async def wishes_a_human(world: World, couple: Couple) -> None:
    """Three taps, the last of which says that somebody of the team is wanted."""
    for words in ("4", "1", "2"):
        await world.say(couple.mentee, Line(words))


async def speaks(world: World, couple: Couple) -> None:
    """A voice note instead of a line: it is heard by the team, and the check-in is over."""
    mentee = couple.mentee
    await world.say(mentee, Line("", spoken=True))
    mentee.confided.append(("day7", 4, SPOKEN))
    mentee.acts += 2  # an answer, and a call
    mentee.called += 1
    for key in ("pair-checkin_noted", "pair-human_soon"):
        mentee.told[key] += 1
        await sees(world, mentee, key)


async def passes_it_on(world: World, couple: Couple) -> None:
    """One tap more, and the partner hears the note, too."""
    await world.say(couple.mentee, Line("1", passes=SPOKEN))
    couple.mentor.told["relay-voice"] += 1
    await sees(world, couple.mentor, "relay-voice")


async def writes_a_line(world: World, couple: Couple) -> None:
    """The other answers the same questions, in words."""
    mentor, line = couple.mentor, "Tout va bien entre nous"
    for words in ("5", "1", "1"):
        await world.say(mentor, Line(words))
    await world.say(mentor, Line(line, silent=True))  # answered by what becomes of it
    mentor.confided.append(("day7", 5, line))
    mentor.acts += 1
    mentor.told["pair-checkin_noted"] += 1
    await sees(world, mentor, "pair-checkin_noted")


async def calls(world: World, couple: Couple) -> None:
    """A call for a human, out of the blue."""
    await world.say(couple.mentor, Line("parler à quelqu'un"))
    couple.mentor.called += 1


async def team_answers(world: World, couple: Couple) -> None:
    """A coordinator has spoken to whoever called, and says so beside the running service."""
    (call,) = world.rows("SELECT id FROM alert WHERE kind = 'human' AND state = 'open'")
    assert await world.server.command("alerts", "--close", str(call["id"])) == 0
    couple.mentee.settled += 1


ACTS: Sequence[Act] = (
    Act(
        "a day before they meet, the mentee",
        is_told("mentee", "pair-meeting_day_before"),
        "day_before:mentee",
        (
            "timer.after_commit",  # the pair knows, nobody has been told
            "timer.before_commit",
            "timer.after_commit",  # they are to be told
            "outbox.after_claim",
            "reconcile.before",
            "outbox.after_send",
        ),
    ),
    Act(
        "a day before they meet, the mentor",
        is_told("mentor", "pair-meeting_day_before"),
        "day_before:mentor",
        ("timer.after_decide", "outbox.before_settle", "reconcile.after"),
    ),
    Act(
        "two hours before they meet, the mentee",
        is_told("mentee", "pair-meeting_hours_before"),
        "hours_before:mentee",
        ("timer.before_commit", "outbox.before_settle"),
    ),
    Act(
        "two hours before they meet, the mentor",
        is_told_and_reads,
        "hours_before:mentor",
        ("outbox.after_settle", "status.before", "status.after"),
    ),
    Act(
        "a check-in, the mentee",
        is_asked("mentee"),
        "checkin:mentee",
        ("timer.after_decide", "timer.after_commit", "timer.before_commit", "outbox.after_claim"),
    ),
    Act(
        "three taps",
        wishes_a_human,
        deaths=("inbox.after_commit", "turn.after_talks"),
    ),
    Act(
        "a voice note",
        speaks,
        deaths=(
            "turn.after_decide",
            "turn.before_commit",
            "turn.after_commit",
            "timer.before_commit",
            "outbox.after_send",
        ),
    ),
    Act(
        "and who else hears it",
        passes_it_on,
        deaths=(
            "turn.before_commit",
            "turn.after_commit",
            "timer.after_commit",
            "outbox.after_part",
        ),
    ),
    Act("the team has called back", team_answers),
    Act("a check-in, the mentor", is_asked("mentor"), "checkin:mentor", ("timer.after_commit",)),
    Act("the same answers in words", writes_a_line, deaths=("turn.before_finish",)),
    Act(
        "another call",
        calls,
        deaths=("turn.after_decide", "turn.after_commit", "outbox.after_send"),
    ),
)
"""In this order; every point named here is reached for sure, as something is left to do there. The
question of a check-in waits for a day with room, unless a server dies as soon as it is set down.
"""
