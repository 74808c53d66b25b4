"""A partner's words that are sent again, because nobody knows whether they came, say so."""

import pytest

from bot.words.catalogue import say
from core.languages import LANGUAGES
from tests.bot.conftest import World
from tests.fakes.outcomes import TimeoutAccepted, TimeoutNotAccepted
from tests.fakes.twilio import FakeTwilio

FRAMES = ("text", "reply", "voice", "image", "document")
FACTS = {"name": "Karim", "words": "bonjour", "quote": "et vous ?", "captioned": 1}
MARKS = {"fr": "(nouvel envoi)", "ar": "(إعادة إرسال)", "en": "(sent again)"}


async def later(world: World, minutes: int = 40) -> None:
    """Time in which whatever is in doubt is settled."""
    await world.send()
    for _ in range(minutes):
        world.clock.move(minutes=1)
        await world.send()


@pytest.mark.parametrize("outcome", [TimeoutAccepted(), TimeoutNotAccepted()], ids=repr)
async def test_telegram_cannot_be_asked_and_the_second_one_is_marked(
    telegram_world: World, outcome: TimeoutAccepted | TimeoutNotAccepted
) -> None:
    """Whether or not the first one came, the second says what it is."""
    world = telegram_world
    world.hears()
    owed = world.owe("relay-text", attach="relayed:1")
    world.fake.script([outcome])
    await later(world, 5)
    assert world.state(owed) == "accepted"
    assert world.texts()[-1] == "relay-text.resent"
    assert world.texts().count("relay-text.resent") == 1


async def test_twilio_is_asked_for_the_words_of_the_attempt_in_doubt(
    whatsapp_world: World,
) -> None:
    """Lost, repeated with its mark, in doubt again: it is found as it was said, not said a third time."""
    world = whatsapp_world
    assert isinstance(world.fake, FakeTwilio)
    world.fake.account.clock = world.clock  # an hour passes at Twilio as well
    world.hears()
    owed = world.owe("relay-reply", attach="relayed:1")
    world.fake.script([TimeoutNotAccepted(), TimeoutAccepted()])
    await later(world)
    assert world.texts() == ["relay-reply.resent"]
    assert world.state(owed) == "accepted"


async def test_what_twilio_shows_is_not_said_again(whatsapp_world: World) -> None:
    """The first attempt came: it is found without a mark, and that is the end of it."""
    world = whatsapp_world
    world.hears()
    world.owe("relay-text", attach="relayed:1")
    world.fake.script([TimeoutAccepted()])
    await later(world)
    assert world.texts() == ["relay-text"]


async def test_our_own_words_bear_no_mark(telegram_world: World) -> None:
    """A question that comes twice reads as the first time."""
    world = telegram_world
    world.hears()
    world.owe("goal-metric")
    world.fake.script([TimeoutNotAccepted()])
    await later(world, 5)
    assert world.texts() == ["goal-metric"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_frame_has_its_mark(language: str) -> None:
    """The mark comes first, the words stay as they are."""
    for frame in FRAMES:
        plain = say(f"relay-{frame}", language, FACTS)  # type: ignore[arg-type]
        marked = say(f"relay-{frame}.resent", language, FACTS)  # type: ignore[arg-type]
        assert marked == f"{MARKS[language]} {plain}"
