"""A world of phones: production's handlers, the channels' real abilities, and time that moves."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.telegram import Telegram
from bot.channels.whatsapp import WhatsApp
from simulator.cast import Cast
from simulator.community import mind_for
from simulator.courier import ABILITIES, LISTING
from simulator.personas import HABITS
from simulator.phone import (
    Block,
    CannotDo,
    Edit,
    Phone,
    Repeat,
    Reply,
    Said,
    SendMedia,
    Shown,
    Tap,
    Type,
    Unblock,
)
from simulator.trace import local_time
from simulator.world import START, World
from storage import members, people


@pytest.fixture
def world():
    made = World()
    yield made
    made.close()


@pytest.fixture
def amal(world: World) -> Phone:
    return world.add_phone("whatsapp", "+212611000101", name="Amal Idrissi", locale="fr")


@pytest.fixture
def karim(world: World) -> Phone:
    return world.add_phone("telegram", "7001", name="Karim Tazi", locale="fr")


def last(phone: Phone) -> Shown:
    return next(phone.bubbles())


def seen(phone: Phone) -> int:
    return sum(isinstance(one, Shown) for one in phone.screen)


def test_the_phones_have_the_abilities_of_the_real_channels():
    """What a simulated phone can show is what production renders for."""
    assert ABILITIES["whatsapp"] == WhatsApp.abilities
    assert ABILITIES["telegram"] == Telegram.abilities
    assert {one.name for one in (WhatsApp, Telegram) if hasattr(one, "find_sent")} == LISTING


def test_whatsapp_shows_three_quick_replies_lists_of_ten_and_numbers_beyond(world, amal):
    """Three short options are quick replies, up to ten a list, more are numbers in the text."""
    world.do(amal, Type("Bonjour"))
    assert last(amal).layout == "quick"
    for words in ("1", "1", "Amal"):
        world.do(amal, Type(words))
    assert last(amal).layout == "text"
    assert "13. " in last(amal).text
    for words in ("Agadir", "couture"):
        world.do(amal, Type(words))
    assert last(amal).layout == "list"
    world.do(amal, Tap(last(amal).buttons[2].label))
    assert amal.question().step == "needs"


def test_telegram_hangs_a_keyboard_under_every_question(world, karim):
    """However many the options are, each has its key."""
    world.do(karim, Type("Bonjour"))
    for words in ("1", "1", "Karim"):
        world.do(karim, Type(words))
    assert last(karim).layout == "keyboard"
    assert len(last(karim).buttons) >= 13


def test_a_tap_means_the_newest_button_unless_an_older_one_is_meant(world, amal):
    """The same label on two bubbles: the younger one answers, the older one is told it is old."""
    world.do(amal, Type("Bonjour"))
    world.do(amal, Type("???"))
    assert amal.find(Tap("J’accepte"))[0].number > amal.find(Tap("J’accepte", older=1))[0].number
    with pytest.raises(CannotDo):
        world.do(amal, Tap("Rien de tel"))


def test_outside_the_window_a_template_tells_of_what_waits(world, amal):
    """The first reminder reaches WhatsApp in words of our own; the next one waits behind a template."""
    world.do(amal, Type("Bonjour"))
    world.do(amal, Type("1"))
    before = seen(amal)
    world.advance(timedelta(days=2))
    assert seen(amal) == before + 1
    assert 9 <= local_time(amal, last(amal).at).hour < 20
    assert not last(amal).template
    world.advance(timedelta(days=2))
    assert last(amal).template
    assert amal.question() is None
    shown = seen(amal)
    world.do(amal, Tap(last(amal).buttons[0].label))
    assert seen(amal) == shown + 1  # said once, although it was both held and asked for
    assert amal.question().step == "role"


def test_telegram_has_no_window(world, karim):
    """There the second reminder arrives as well."""
    world.do(karim, Type("Bonjour"))
    world.do(karim, Type("1"))
    before = seen(karim)
    world.advance(timedelta(days=5))
    assert seen(karim) == before + 2


def test_jumping_at_once_and_walking_event_by_event_come_to_the_same(world, amal):
    """`advance` over a month fires what stepping from event to event fires, at the same times."""
    world.do(amal, Type("Bonjour"))
    world.do(amal, Type("1"))
    other = World()
    twin = other.add_phone("whatsapp", "+212611000101", name="Amal Idrissi", locale="fr")
    other.do(twin, Type("Bonjour"))
    other.do(twin, Type("1"))
    world.advance(timedelta(days=30))
    while (at := other.next_event()) is not None and at <= world.clock.now:
        other.step(at)
    other.close()
    assert [(one.at, type(one)) for one in amal.screen] == [
        (one.at, type(one)) for one in twin.screen
    ]


def test_time_does_not_run_back(world):
    """Moving to the past leaves the clock where it is."""
    now = world.clock.now
    world.clock.move_to(now - 1)
    assert world.clock.now == now


def test_a_duplicate_of_the_provider_says_nothing_twice(world, amal):
    """The same event delivered again has no effect."""
    world.do(amal, Type("Bonjour"))
    before = seen(amal)
    world.do(amal, Repeat())
    assert seen(amal) == before


def test_who_blocks_hears_nothing_until_they_write_again(world, karim):
    """A closed door stays closed whatever falls due; writing opens it."""
    world.do(karim, Type("Bonjour"))
    world.do(karim, Type("1"))
    world.do(karim, Block())
    before = seen(karim)
    world.advance(timedelta(days=40))
    assert seen(karim) == before
    world.do(karim, Unblock())
    world.do(karim, Type("START"))
    assert seen(karim) > before


def test_what_is_not_text_is_answered_and_edits_are_noticed_where_the_channel_tells(world, karim):
    """Voice notes, images, places and edits each get an answer on Telegram."""
    world.do(karim, Type("/start"))
    for action in (SendMedia("voice"), SendMedia("image"), SendMedia("location"), Edit("/start !")):
        before = seen(karim)
        world.do(karim, action)
        assert seen(karim) > before, action


def test_whatsapp_tells_nobody_of_edits(world, amal):
    """There an edit cannot be simulated, because nothing would arrive."""
    world.do(amal, Type("Bonjour"))
    with pytest.raises(CannotDo):
        world.do(amal, Edit("Bonsoir"))


@pytest.mark.parametrize("channel", ["whatsapp", "telegram"])
def test_an_old_question_that_is_quoted_is_known_again(world, channel):
    """What is quoted is found by its provider's name for it: the open question is left alone."""
    phone = world.add_phone(
        channel, "+212611000103" if channel == "whatsapp" else "7103", locale="fr"
    )
    for words in ("Bonjour", "1", "1", "Amal Idrissi"):
        world.do(phone, Type(words))
    asked = last(phone).message.parts[-1].key
    world.do(phone, Reply("2", older=2))
    keys = [part.key for part in last(phone).message.parts]
    assert keys[0].startswith("common-"), keys
    assert keys[-1] == asked
    with pytest.raises(CannotDo):
        world.do(phone, Reply("2", older=99))


def test_each_phone_has_the_clock_of_its_country(world):
    """A number's country gives the local time; Morocco keeps UTC+0 in winter 2026."""
    lyon = world.add_phone("whatsapp", "+33612345678")
    agadir = world.add_phone("whatsapp", "+212611000102")
    assert local_time(lyon, world.clock.now).hour == 11
    assert local_time(agadir, world.clock.now).hour == 10


def test_alerts_arrive_in_the_office(world):
    """Who asks for a human is announced in the coordinators' group."""
    made = World(start=datetime(2026, 11, 23, 10, tzinfo=UTC), coordinators=("telegram", "7000000001", "-1001"))  # fmt: skip
    phone = made.add_phone("telegram", "7002", locale="fr")
    for words in ("/start", "1", "humain"):
        made.do(phone, Type(words))
    office = made.phone("telegram", "-1001")
    assert "demande à parler" in last(office).text
    made.close()


@pytest.mark.parametrize("habit", sorted(HABITS))
def test_every_persona_acts_on_both_channels_and_comes_to_rest(habit):
    """Whatever somebody is like, they say something, and long after nothing is left undone."""
    world = World(start=START)
    cast = Cast(world)
    for number, (channel, address) in enumerate(
        (("whatsapp", "+212611000103"), ("telegram", "7003"))
    ):
        phone = world.add_phone(channel, address, name="Amal", locale="fr")
        mind = mind_for(phone, habit, random.Random(number))
        cast.take_over(phone, mind, world.clock.now)
    world.advance(timedelta(days=400 if habit == "returns" else 60))
    for phone in world.phones.values():
        assert any(isinstance(one, Said) for one in phone.screen)
    assert world.waiting().letters == 0
    assert not world.waiting().owed_on
    world.close()


def test_a_quick_persona_becomes_a_member():
    """Somebody who answers quickly has a profile within an hour."""
    world = World()
    cast = Cast(world)
    phone = world.add_phone("whatsapp", "+212611000104", name="Amal Idrissi", locale="fr")
    cast.take_over(phone, mind_for(phone, "quick", random.Random(3)), world.clock.now)
    world.advance(timedelta(hours=2))
    with world.database.read() as conn:
        (place,) = people.find_addresses(conn, "whatsapp", phone.account, [phone.address])
        assert members.load(conn, place.person_id) is not None
    world.close()
