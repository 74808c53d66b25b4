"""The table of what to do after a send that did not succeed, and the pace of sending."""

import pytest

from bot.channels.protocol import OutcomeUnknown, Pace, Refused, SendError, Throttled, Unreachable
from bot.channels.telegram import Telegram
from bot.channels.whatsapp import WhatsApp
from bot.sending import pace
from bot.sending.pace import Breaker, Bucket, Pacer
from bot.sending.retries import LOOKS, RESENDS, WITHHELD, Patience, after_absence, after_failure
from core.conversation.effects import Lane
from storage.outbox import Owed
from storage.outcomes import Failed, Held, Outcome, Retry, Unknown

NOW = 1_793_613_600_000
SURE = Patience()


def owed(**more: object) -> Owed:
    values: dict[str, object] = {
        "id": 1,
        "key": "k",
        "person_id": 1,
        "address_id": 1,
        "to_address": "x",
        "kind": "message",
        "lane": "reply",
        "policy": "resend",
        "body": "",
        "attempt": 1,
        "sent_parts": 0,
        "unknowns": 1,
        "looks": 0,
        "created_at": NOW,
        "sent_at": NOW,
        "last_in_at": NOW,
    }
    return Owed(**(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Unreachable("x"), Retry(1, NOW + 1000, "x", 1)),
        (Throttled("429", 30), Retry(1, NOW + 30_000, "429", 1)),
        (Throttled("429"), Retry(1, NOW + 1000, "429", 1)),
        (OutcomeUnknown("x"), Unknown(1, "x", NOW + 60_000, 1)),
        (Refused("window", "63016"), Held(1, "window", 1)),
        (Refused("blocked", "403"), Failed(1, "blocked 403", 1)),
        (Refused("address", "63024"), Failed(1, "address 63024", 1)),
        (Refused("content", "400"), Failed(1, "content 400", 1)),
        (Refused("configuration", "401"), Retry(1, NOW + 300_000, "configuration 401", 1)),
        (Refused("withheld", "63049"), Retry(1, NOW + WITHHELD[0], "withheld 63049", 1)),
    ],
    ids=repr,
)
def test_each_kind_of_failure_has_its_consequence(error: SendError, outcome: Outcome) -> None:
    """Reliability §4 as a table."""
    assert after_failure(error, owed(), NOW, SURE, 1.0, looks=True) == outcome


def test_retries_come_later_and_later_but_not_endlessly_late() -> None:
    """One second, then twice as long each time, at most five minutes; chance halves it at most."""
    waits = []
    for attempt in range(1, 40):
        outcome = after_failure(Unreachable("x"), owed(attempt=attempt), NOW, SURE, 1.0, looks=True)
        assert isinstance(outcome, Retry)
        waits.append(outcome.due_at - NOW)
    assert waits[:4] == [1000, 2000, 4000, 8000]
    assert max(waits) == 300_000
    spread = after_failure(Unreachable("x"), owed(), NOW, SURE, 0.0, looks=True)
    assert spread == Retry(1, NOW + 500, "x", 1)


def test_a_provider_that_asks_for_patience_gets_it_even_from_the_impatient() -> None:
    """`retry_after` is never shortened, only our own waits are."""
    outcome = after_failure(Throttled("429", 30), owed(), NOW, Patience(0.01), 0.0, looks=True)
    assert outcome == Retry(1, NOW + 30_000, "429", 1)


def test_nobody_to_hear_again_from_is_not_waited_for() -> None:
    """A chat of the coordinators outside the window: the alert stays in the list."""
    error = Refused("window", "63016")
    assert after_failure(error, owed(address_id=None), NOW, SURE, 1.0, looks=True) == Failed(
        1, "window", 1
    )


def test_what_whatsapp_withholds_is_given_up_after_three_tries() -> None:
    """Hours apart, then never again."""
    error = Refused("withheld", "63049")
    outcome = after_failure(error, owed(attempt=4), NOW, SURE, 1.0, looks=True)
    assert isinstance(outcome, Failed)


def test_where_it_can_be_asked_it_is_asked_three_times() -> None:
    """One, five, fifteen minutes after the attempt."""
    first = after_absence(owed(looks=0), NOW + LOOKS[0], SURE, looks=True)
    second = after_absence(owed(looks=1), NOW + LOOKS[1], SURE, looks=True)
    third = after_absence(owed(looks=2), NOW + LOOKS[2], SURE, looks=True)
    assert first == Unknown(1, "looked", NOW + LOOKS[1], 1)
    assert second == Unknown(1, "looked", NOW + LOOKS[2], 1)
    assert third == Retry(1, NOW + LOOKS[2], "resend", 1)


@pytest.mark.parametrize(
    ("lane", "policy", "unknowns", "answered", "again"),
    [
        ("reply", "resend", 1, False, True),
        ("reply", "resend", 1, True, True),
        ("reply", "resend", RESENDS["reply"], False, True),
        ("reply", "resend", RESENDS["reply"] + 1, False, False),
        ("reply", "twice", 1, True, True),
        ("reply", "twice", 2, False, False),
        ("reply", "once", 1, False, False),
        ("reminder", "resend", 1, False, True),
        ("reminder", "resend", 1, True, False),
        ("reminder", "resend", 2, False, False),
        ("broadcast", "resend", 1, False, False),
    ],
)
def test_what_is_said_again_depends_on_what_it_is(
    lane: Lane, policy: str, unknowns: int, answered: bool, again: bool
) -> None:
    """Replies insist, reminders and a partner's words come once more, announcements never."""
    doubtful = owed(lane=lane, policy=policy, unknowns=unknowns, answered=answered)
    outcome = after_absence(doubtful, NOW, SURE, looks=False)
    assert isinstance(outcome, Retry if again else Failed)


def test_a_bucket_lets_a_burst_through_and_then_keeps_the_rate() -> None:
    """Five at once, then one each two seconds; after a rest the burst is back."""
    bucket = Bucket(rate=0.5, burst=5)
    assert [bucket.take(100.0) for _ in range(7)] == [0, 0, 0, 0, 0, 2, 4]
    assert bucket.take(200.0) == 0
    assert bucket.full(300.0)


@pytest.mark.parametrize("channel", [WhatsApp, Telegram])
async def test_no_second_brings_more_than_a_provider_takes(
    channel: type[WhatsApp | Telegram], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four hundred messages wait when it is back: at most its rate in any second, and nearly that."""
    now, left = 0.0, []

    async def rest(seconds: float) -> None:
        left.append(now + seconds)

    monkeypatch.setattr(pace.asyncio, "sleep", rest)
    pacer = Pacer(channel.pace, lambda: now)
    for number in range(400):
        before = len(left)
        await pacer.wait(f"person {number}")
        left += [now] * (before == len(left))
    busiest = max(sum(0 <= one - start < 1 for one in left) for start in left)
    assert 0.9 * channel.pace.per_second <= busiest <= channel.pace.per_second


def test_a_provider_that_is_away_is_asked_by_one_message_at_a_time() -> None:
    """Five attempts in a row without an answer; then after 5 s, 10 s … every minute; any answer
    opens all hands again.
    """
    breaker, now = Breaker(), NOW
    assert [breaker.failed(now) for _ in range(5)] == [False] * 4 + [True]
    asked = []
    while now < NOW + 600_000:
        if breaker.hands(16, 0, now):
            assert breaker.hands(16, 1, now) == 0
            assert not breaker.failed(now)
            asked.append((now - NOW) // 1000)
        now += 1000
    assert asked == [5, 15, 35, *range(75, 600, 60)]
    assert breaker.answered()
    assert breaker.hands(16, 3, now) == 16
    assert not breaker.answered()


def test_what_was_under_way_when_a_provider_went_away_proves_nothing_more() -> None:
    """Sixteen that fail together are one sign, not an hour's rest."""
    breaker = Breaker()
    for _ in range(16):
        breaker.failed(NOW)
    assert breaker.hands(16, 0, NOW + 4_999) == 0
    assert breaker.hands(16, 0, NOW + 5_000) == 1


def test_a_clock_that_is_set_back_lengthens_no_rest() -> None:
    """An hour back while a provider is away: it is asked at once, and then as often as before."""
    breaker, earlier = Breaker(), NOW - 3_600_000
    for _ in range(5):
        breaker.failed(NOW)
    assert breaker.hands(16, 0, earlier) == 1
    assert not breaker.failed(earlier)
    assert breaker.hands(16, 0, earlier + 9_999) == 0
    assert breaker.hands(16, 0, earlier + 10_000) == 1


def test_now_and_then_a_failure_is_no_absence() -> None:
    """Four doubts, an answer, four doubts: everybody goes on sending."""
    breaker = Breaker()
    for _ in range(3):
        assert not any(breaker.failed(NOW) for _ in range(4))
        assert not breaker.answered()
    assert breaker.hands(16, 5, NOW) == 16


@pytest.mark.parametrize("lane", ["reply", "reminder"])
def test_an_outage_of_telegram_is_outlasted(lane: Lane) -> None:
    """It cannot be asked, so each further attempt waits twice as long: the last one is made an hour
    later for an answer that somebody waits for, a quarter of an hour for a reminder, and few
    duplicates.
    """
    now, doubts = NOW, 0
    while True:
        failure = after_failure(
            OutcomeUnknown("x"), owed(lane=lane, unknowns=doubts), now, SURE, 1.0, looks=False
        )
        assert isinstance(failure, Unknown)
        now, doubts = failure.look_at, doubts + 1
        if isinstance(
            after_absence(owed(lane=lane, unknowns=doubts), now, SURE, looks=False), Failed
        ):
            break
        tried = now
    assert doubts == RESENDS[lane] + 1
    assert tried - NOW >= {"reply": 60, "reminder": 15}[lane] * 60_000


def test_a_reminder_that_twilio_has_not_got_is_said_again() -> None:
    """Asked three times, it showed no trace: nobody reads it twice, and a meeting is not missed."""
    for doubts in range(1, RESENDS["reply"] + 1):
        doubtful = owed(lane="reminder", unknowns=doubts, looks=2)
        assert isinstance(after_absence(doubtful, NOW, SURE, looks=True), Retry)
    answered = owed(lane="reminder", looks=2, answered=True)
    assert isinstance(after_absence(answered, NOW, SURE, looks=True), Failed)


async def test_a_pacer_waits_for_a_person_and_for_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages to one person are spaced; a pause the provider asked for holds everybody."""
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)

    monkeypatch.setattr(pace.asyncio, "sleep", rest)
    pacer = Pacer(Pace(per_second=1000, person_burst=1, person_per_second=20), lambda: 0.0)
    await pacer.wait("a")
    await pacer.wait("b")
    assert rests == []
    await pacer.wait("a")
    assert rests == [0.05]
    pacer.pause(0.1)
    await pacer.wait("c")
    assert rests == [0.05, 0.1]
