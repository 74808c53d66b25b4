"""The checker's own exam: mutants that it must catch, and the product itself, which must pass."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.crash import checker
from tests.crash.chain import CHANNELS, SETTLE, WITHIN
from tests.crash.checker import Violation
from tests.crash.members import ChannelName, mentor, stopper
from tests.crash.nursery import Nursery
from tests.crash.stations import Act, Cast, nothing, slow_providers, unsure_providers
from tests.crash.world import NOW_AND_THEN, World, open_world
from tests.fakes.outcomes import Ok, RateLimited

LOST = 3.0
"""Seconds for what nobody waits for to come after all."""


@dataclass(frozen=True, slots=True)
class Question:
    """A mutant (none: the product), the point at which it dies, and the claim it must break."""

    mutant: str
    claim: str
    point: str = ""
    passes: int = 0
    during: Act = nothing
    channels: Sequence[ChannelName] = CHANNELS
    paired: bool = False
    """Whether the couple of the cast work together."""
    settle: float = SETTLE
    """Seconds in which everything comes to rest, unless the mistake keeps something from it."""


async def hurry(world: World, cast: Cast) -> None:
    """People who do not wait for answers, and providers who say "not so fast" now and then."""
    for fake in (world.twilio, world.telegram):
        fake.script([Ok(), RateLimited(1)] * 5)
    phones = [world.phone(channel, mentor) for channel in CHANNELS]
    await asyncio.gather(*(world.say_all(phone, wait=False) for phone in phones))


async def pass_a_word(world: World, cast: Cast) -> None:
    """The mentee tells the mentor something."""
    await cast.couple.tell(world, cast.couple.mentee, 1)


QUESTIONS: Sequence[Question] = (
    Question(  # what WhatsApp lost, the sweep of Twilio's list brings back
        "acknowledged_before_it_is_stored",
        "kept",
        "inbox.after_insert",
        3,
        channels=("telegram",),
    ),
    Question("duplicates_are_not_recognised", "kept"),
    Question("marked_as_sent_before_it_is_sent", "left", "outbox.during_send", 0, slow_providers),
    Question("repeated_whenever_in_doubt", "duplicates", during=unsure_providers),
    Question("replies_are_owed_after_the_commit", "once", "turn.after_commit", 3),
    Question("stop_is_a_word_like_any_other", "silence"),
    Question("whatever_is_due_leaves", "sent_in_order", during=hurry),
    Question(
        "words_are_handed_over_before_they_are_owed",
        "reached",
        "timer.after_decide",
        1,  # the first time the two are introduced to each other
        pass_a_word,
        channels=(),
        paired=True,
        settle=LOST,  # the words are neither owed nor waited for
    ),
)
FAIR: Sequence[Question] = (
    Question("", "", "inbox.after_insert", 3),
    Question("", "", "outbox.during_send", 0, slow_providers),
    Question("", "", "turn.after_commit", 3, hurry),
    Question("", "", "outbox.after_settle", 3, unsure_providers),
)
"""The same with nothing wrong."""


def sit(question: Question, folder: Path, seed: int, nursery: Nursery) -> list[Violation]:
    """What the checker says of one mutant; blocks until the end."""
    url = f"sqlite:///{folder / 'mem.db'}"
    with open_world(folder, url, seed, nursery, mutant=question.mutant) as world:
        return asyncio.run(_sit(world, question))


async def _sit(world: World, question: Question) -> list[Violation]:
    server = world.server
    server.module = "tests.crash.mutants"
    world.answer_within = 3.0
    cast = Cast.of(world)
    people = [
        world.phone(channel, make) for channel in question.channels for make in (stopper, mentor)
    ]
    try:
        if question.paired:
            await _pair(world, cast)
        server.start(question.point, question.passes)
        assert await server.ready(), f"see {world.folder}/server.log"
        world.up.set()
        talk = asyncio.gather(
            question.during(world, cast), *(world.say_all(phone) for phone in people)
        )
        if question.point:
            assert await server.dead(WITHIN) is not None, f"{question.point} was not reached"
            world.up.clear()
            server.start()
            assert await server.ready(), f"see {world.folder}/server.log"
            world.up.set()
        await talk
        if question.paired:
            await cast.couple.rest(world)
        if not question.point:  # a repetition would heal what a death has lost
            await world.repeat_everything()
        await world.until(lambda: not world.busy(), question.settle, NOW_AND_THEN)
        await server.stop()
        return checker.examine(world.gathered())
    finally:
        await world.close()


async def _pair(world: World, cast: Cast) -> None:
    """Have the couple say all that comes before they meet, and make them a pair."""
    world.server.start()
    assert await world.server.ready(), f"see {world.folder}/server.log"
    world.up.set()
    await cast.couple.get_ready(world)
    await world.until(lambda: not world.busy(), SETTLE, NOW_AND_THEN)
    world.up.clear()
    await world.server.kill()
    cast.couple.meet(world)
