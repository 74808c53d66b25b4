"""What providers do wrong, one fault at a time: nothing is lost, and nothing said twice without need."""

from collections import deque
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.channels.protocol import OutcomeUnknown, Throttled, Unreachable
from simulator.phone import Shown, Type
from simulator.weather import WEATHERS, Fault, Skies
from simulator.world import World


class Scripted(Skies):
    """Faults in a given order, then none; reports and copies of webhooks as they are given."""

    def __init__(self, *faults, told=(), copies=()):
        super().__init__(WEATHERS["storm"], 0)
        self.faults = deque(faults)
        self.told = deque(told)
        self.copies = deque(copies)

    def at_send(self, channel):
        return self.faults.popleft() if self.faults else None

    def reports(self, *, failing):
        return self.told.popleft() if self.told else []

    def again(self):
        return [self.copies.popleft()] if self.copies else []


UNREACHABLE = Fault("unreachable", taken=False, error=Unreachable("503"))
THROTTLED = Fault("throttled", taken=False, error=Throttled("429", 3600))
AFTER = Fault("cut after", taken=True, error=OutcomeUnknown("reset"))
BEFORE = Fault("cut before", taken=False, error=OutcomeUnknown("timeout"))
UNDELIVERED = Fault("undelivered", taken=True)


@pytest.fixture
def lives():
    """Says hello on a channel under these skies, and waits."""
    worlds = []

    def live(channel, skies, **wait):
        world = World(skies=skies)
        worlds.append(world)
        address = "+212611000101" if channel == "whatsapp" else "7001"
        phone = world.add_phone(channel, address, locale="fr")
        world.do(phone, Type("Bonjour"))
        world.advance(timedelta(**wait))
        return world, sum(isinstance(one, Shown) for one in phone.screen)

    yield live
    for world in worlds:
        world.close()


@pytest.mark.parametrize(
    ("channel", "fault", "seen"),
    [
        ("whatsapp", UNREACHABLE, {0: 0, 1: 1}),
        ("whatsapp", THROTTLED, {59: 0, 61: 1}),
        ("whatsapp", AFTER, {0: 1, 60: 1}),
        ("whatsapp", BEFORE, {14: 0, 16: 1}),
        ("telegram", BEFORE, {1: 0, 3: 1}),
        ("telegram", AFTER, {1: 1, 3: 2}),
    ],
    ids=["unreachable", "throttled", "found", "absent", "no look, lost", "no look, twice"],
)
def test_a_reply_arrives_after_every_fault(lives, channel, fault, seen):
    """Retried, waited for, found in the list or said again; twice only where nobody can look.

    `seen` are the bubbles on the screen after so many minutes.
    """
    for minutes, bubbles in seen.items():
        assert lives(channel, Scripted(fault), minutes=minutes)[1] == bubbles


def test_what_fails_after_it_was_taken_is_said_again(lives):
    """A report that WhatsApp could not deliver it: the same words come after a pause."""
    skies = Scripted(UNDELIVERED, told=[[(4000, "undelivered", 30008)]])
    assert lives("whatsapp", skies, minutes=4)[1] == 0
    skies = Scripted(UNDELIVERED, told=[[(4000, "undelivered", 30008)]])
    assert lives("whatsapp", skies, minutes=6)[1] == 1


def test_statuses_never_go_back(lives):
    """Read, then delivered, then sent, each twice: the message stays read."""
    told = [(1000, "read", 0), (2000, "delivered", 0), (3000, "sent", 0), (4000, "delivered", 0)]
    world, _ = lives("whatsapp", Scripted(told=[told]), hours=1)
    with world.database.read() as conn:
        assert conn.execute(text("SELECT status FROM outbox")).scalars().all() == ["read"]


def test_a_status_proves_a_doubtful_message(lives):
    """The connection broke, the report came: the message is known before anybody looks."""
    world, seen = lives("whatsapp", Scripted(AFTER, told=[[(5000, "delivered", 0)]]), seconds=10)
    with world.database.read() as conn:
        row = conn.execute(text("SELECT state, unknowns, looks FROM outbox")).one()
    assert tuple(row) == ("accepted", 1, 0)
    assert seen == 1


@pytest.mark.parametrize("delay", [0, 15_000, 29 * 86_400_000])
def test_a_webhook_that_comes_twice_has_one_effect(lives, delay):
    """At once, in a while, or a month later."""
    world, seen = lives("whatsapp", Scripted(copies=[delay]), days=30)
    with world.database.read() as conn:
        assert conn.execute(text("SELECT count(*) FROM inbox")).scalar_one() == 1
    assert seen == lives("whatsapp", Scripted(), days=30)[1]
