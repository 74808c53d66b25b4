"""The stage on which stories are played over HTTP: its time, and what it would find."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from core.duration import DAY
from simulator.phone import Phone, Shown, Tap, Type
from simulator.world import START
from tests.journeys.running import Templates
from tests.journeys.served import Served

Open = Callable[[], Served]


@pytest.fixture
def served(sqlite_url: str, templates: Templates) -> Iterator[Served]:
    """A service between its providers on a Monday morning."""
    running = Served(sqlite_url, START, templates)
    yield running
    running.close()


def somebody(served: Served) -> Phone:
    """A person on WhatsApp with a question open."""
    phone = served.add_phone(
        "whatsapp", "+212600000001", name="Amal", locale="fr", zone="Africa/Casablanca"
    )
    for words in ("Bonjour", "1", "1", "Amal Zemmouri"):
        served.do(phone, Type(words))
    return phone


def bubbles(phone: Phone) -> list[Shown]:
    """What a person was shown."""
    return [one for one in phone.screen if isinstance(one, Shown)]


def test_days_of_silence_pass_at_once(served: Served) -> None:
    """Inside the window words of our own, outside it a template, and nothing that Twilio refuses."""
    phone = somebody(served)
    asked = len(bubbles(phone))
    served.advance_to(served.clock.now + 5 * DAY)
    nudges = bubbles(phone)[asked:]
    assert [one.template for one in nudges] == [False, True]
    assert served.twilio.refusals == []
    served.do(phone, Tap(nudges[-1].buttons[0].label))
    assert not bubbles(phone)[-1].template


def test_words_outside_the_window_are_seen_to_be_refused(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sender that believes the window open for days is told 63016, in the report as mostly."""
    somebody(served)
    monkeypatch.setattr("bot.sending.outbox.WINDOW", 30 * DAY)
    served.advance_to(served.clock.now + 5 * DAY)
    assert 63016 in served.twilio.refusals
    failed = [one for one in served.twilio.messages.values() if one.status == "failed"]
    assert {one.error_code for one in failed} == {63016}
    with served.database.read() as conn:
        rows = conn.execute(text("SELECT state FROM outbox WHERE error = '63016'")).all()
    assert [row.state for row in rows] == ["held"], "it waits for them to write again"
