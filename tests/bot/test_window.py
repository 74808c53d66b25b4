"""WhatsApp's 24 hours: inside in our own words, outside by a template, and nothing lost between."""

import random
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.commands.office import Office
from bot.commands.why import told
from bot.sending.outbox import WINDOW
from core.conversation.message import Option, Part
from storage import alerts, doubts, outcomes, people, queries
from storage.database import Database
from storage.schema import outbox as outbox_table
from tests.bot.outside import AMAL, Programme, programme
from tests.fakes.inbound_twilio import ACCOUNT
from tests.fakes.outcomes import Refused, TimeoutAccepted, TimeoutNotAccepted

NEWS = Part("pause-begun", {"days": 14})
"""A message without a template of its own."""
REMINDER = Part("meeting-reminder", {"name": "Karim", "start": "jeudi à 18:00"})
ENDED = Part("pair-ended", {"name": "Karim"})
MATCH = Part("pair-introduced", {"name": "Karim"})


@pytest.fixture
async def town(file: Database) -> AsyncIterator[Programme]:
    async with programme(file) as made:
        made.writes("Bonjour")
        await made.send()
        yield made


def violations(town: Programme) -> list[object]:
    """What Twilio's documents or rules do not allow."""
    return list(town.fake.violations)


@pytest.mark.parametrize("late", [0, 1])
async def test_the_window_closes_five_minutes_early(town: Programme, late: int) -> None:
    """Until then our own words, from then on a template; Twilio refuses neither."""
    await town.push()
    before = len(town.texts())
    town.clock.move(milliseconds=WINDOW + late)
    held = await town.tells(NEWS)
    assert town.state(held)[0] == ("held" if late else "accepted")
    assert len(town.texts()) == before + 1
    assert ("ContentSid" in town.delivered()[-1].form) is bool(late)
    assert violations(town) == []


async def test_a_notice_asks_for_a_tap_and_the_message_follows_once(town: Programme) -> None:
    """The full message stays held; the tap brings it, before the menu or question; then nothing."""
    await town.push()
    town.clock.move(hours=30)
    held = await town.tells(NEWS)
    assert town.state(held) == ("held", "notice news")
    assert town.counted("notice") == 1
    notice = town.delivered()[-1]
    assert "touchez le bouton" in notice.body.lower()
    assert notice.buttons == (("/resume", "Lire le message"),)
    seen = len(town.texts())
    town.clock.move(hours=2)
    town.taps()
    await town.send()
    await town.send()
    assert town.state(held)[0] == "accepted"
    first, *rest = town.texts()[seen:]
    assert "14" in first
    assert len(rest) == 1
    assert "14 jours" not in rest[0]


async def test_a_whole_template_says_everything(town: Programme) -> None:
    """A reminder of a meeting needs no answer, and is not said again."""
    await town.push()
    town.clock.move(hours=30)
    sent = await town.tells(REMINDER)
    assert town.state(sent)[0] == "accepted"
    body = town.texts()[-1]
    assert "avec Karim a lieu le jeudi à 18:00" in body
    seen = len(town.texts())
    town.writes("merci")
    await town.send()
    assert all("Karim" not in one for one in town.texts()[seen:])


@pytest.mark.parametrize("missing", [{}, {"start": ""}, {"start": " \n "}, {"name": "…"}])
async def test_a_missing_fact_makes_it_a_generic_notice(
    town: Programme, missing: dict[str, str]
) -> None:
    """Never an empty variable (21656): there is news, the rest follows."""
    await town.push()
    town.clock.move(hours=30)
    facts = {**REMINDER.facts, **missing} if missing else {}
    held = await town.tells(Part("meeting-reminder", facts))
    assert town.state(held) == ("held", "notice news")
    assert violations(town) == []


async def test_the_variables_are_the_messages_facts_on_one_line(town: Programme) -> None:
    """Labels in the member's language; what WhatsApp refuses in a variable is straightened."""
    await town.push()
    town.clock.move(hours=30)
    part = Part("request-new", {"name": "Amal\n Zahra"}, {"needs": ("=trésorerie", "=export")})
    held = await town.tells(part)
    assert town.state(held) == ("held", "notice request")
    assert "Amal Zahra aimerait" in town.texts()[-1]
    assert "trésorerie, export" in town.texts()[-1]


@pytest.mark.parametrize("status", ["", "received", "pending", "rejected", "paused", "disabled"])
async def test_without_an_approved_template_it_is_held_and_seen(
    town: Programme, status: str
) -> None:
    """`mem why` and the figures tell; the next message of the person releases it."""
    if status:
        await town.push(status)
    seen = len(town.texts())
    town.clock.move(hours=30)
    held = await town.tells(REMINDER)
    assert (town.state(held), len(town.texts())) == (("held", "window"), seen)
    assert town.counted("held") == 1
    with town.database.read() as conn:
        story = queries.why(conn, people.find_person(conn, AMAL) or 0)
    assert story is not None
    assert any("held window" in line for line in told(story, None, Office("en")))


async def test_only_the_generic_notice_is_approved(town: Programme) -> None:
    """Then it stands for the reminder too."""
    await town.push()
    town.approve_only("news")
    town.clock.move(hours=30)
    held = await town.tells(REMINDER)
    assert town.state(held) == ("held", "notice news")


async def test_a_template_that_whatsapp_paused_is_left_alone(town: Programme) -> None:
    """The next form is tried at once, an alert is open, and it is not tried again until looked at."""
    await town.push()
    for one in town.fake.content.templates.values():
        if "meeting_reminder" in one.friendly_name:
            town.fake.content.decide(one.sid, "paused")
    town.clock.move(hours=30)
    held = await town.tells(REMINDER)
    assert town.state(held) == ("held", "notice news")
    with town.database.read() as conn:
        assert [one.kind for one in alerts.open_alerts(conn)] == ["send_template"]
    assert "paused" in town.statuses()
    await town.push()
    assert town.statuses() == {"approved"}


@pytest.mark.parametrize(("part", "named"), [(REMINDER, "meeting_reminder"), (MATCH, "_match_")])
async def test_a_template_that_fails_in_a_report_gives_way_to_the_next(
    file: Database, part: Part, named: str
) -> None:
    """WhatsApp tells it after Twilio said yes: the generic notice leaves, the message is not lost."""
    async with programme(file, late=True) as town:
        town.writes("Bonjour")
        await town.send()
        await town.push()
        for one in town.fake.content.templates.values():
            if named in one.friendly_name:
                town.fake.content.decide(one.sid, "paused")
        town.clock.move(hours=30)
        owed = await town.tells(part)
        seen = len(town.texts())
        town.reports()
        assert town.state(owed) == ("pending", "63041")
        await town.send()
        assert town.state(owed) == ("held", "notice news")
        assert len(town.texts()) == seen + 1
        town.reports()
        assert town.state(owed) == ("held", "notice news")
        town.taps()
        await town.send()
        assert town.state(owed)[0] == "accepted"


async def test_what_twilio_refuses_after_all_is_held_and_counted(town: Programme) -> None:
    """63016 inside what we take for the window: said by a template, or held, never lost."""
    town.clock.move(minutes=2)
    owed = await town.tells(NEWS)
    assert town.state(owed)[0] == "accepted"
    town.fake.script([Refused(63016)])
    held = await town.tells(NEWS)
    assert town.state(held) == ("held", "window")
    assert town.counted("window") == 1
    await town.push()
    town.fake.script([Refused(63016)])
    noticed = await town.tells(NEWS)
    assert town.state(noticed) == ("held", "notice news")
    town.clock.move(minutes=2)
    town.writes("oui")
    await town.send()
    assert town.row(noticed).state == "accepted"
    assert town.state(held) == ("cancelled", "merged")


async def test_one_notice_a_day_is_enough_for_all_that_waits(town: Programme) -> None:
    """What falls due behind an unanswered notice waits without another one, then says so."""
    await town.push()
    town.clock.move(hours=30)
    first = await town.tells(Part("pause-ended"))
    assert town.state(first)[0] == "accepted"  # a whole template
    second = await town.tells(NEWS)
    seen = len(town.texts())
    third = await town.tells(Part("erase-scheduled"))
    assert (town.state(second)[1], town.state(third)[1]) == ("notice news", "noticed")
    assert len(town.texts()) == seen
    town.clock.move(hours=23)
    fourth = await town.tells(Part("common-updated"))
    assert town.state(fourth)[1] == "notice news"
    town.taps()
    await town.send()
    assert [town.row(one).state for one in (second, third, fourth)] == [
        "cancelled",
        "cancelled",
        "accepted",
    ]
    assert town.keys(fourth) == ["pause-begun", "erase-scheduled", "common-updated"]


async def test_what_expired_meanwhile_is_dropped_with_its_reason(town: Programme) -> None:
    """A notice keeps its message for a week, and no longer."""
    await town.push()
    town.clock.move(hours=30)
    kept = await town.tells(NEWS)
    town.clock.move(days=3)
    await town.send()
    assert town.state(kept)[0] == "held"
    town.clock.move(days=5)
    town.taps()
    await town.send()
    assert town.state(kept) == ("cancelled", "expired")
    assert not any("14 jours" in one for one in town.texts())


@pytest.mark.parametrize("approved", ["pair_over", "news", ""])
async def test_how_a_pair_ended_is_told_to_who_comes_back_after_weeks(
    town: Programme, approved: str
) -> None:
    """Whichever template WhatsApp has approved, or none: they are never left to guess."""
    if approved:
        await town.push()
        town.approve_only(approved)
    town.clock.move(hours=30)
    kept = await town.tells(ENDED, NEWS)
    town.clock.move(days=40)
    await town.send()
    assert town.state(kept)[0] == "held"
    town.writes("Bonjour")
    await town.send()
    assert town.state(kept)[0] == "accepted"
    assert any("prend fin ici" in one for one in town.texts())


async def test_a_held_question_that_was_answered_is_not_asked_again(town: Programme) -> None:
    """Who answers the question instead of tapping hears the next one only."""
    await town.push()
    token = "9z.0.consent"
    town.clock.move(hours=30)
    options = (Option("accept", "onboarding-consent.accept"),)
    held = await town.tells(
        NEWS, Part("onboarding-consent", options=options, token=token), lane="reply", days=7
    )
    seen = len(town.texts())
    town.writes("1")
    await town.send()
    assert town.row(held).state == "accepted"
    assert town.keys(held) == ["pause-begun"]
    assert len(town.texts()) == seen + 2


async def test_a_recalled_question_comes_back_once(town: Programme) -> None:
    """The nudge of the real conversation: the tap asks the question again, the held one is dropped."""
    await town.push()
    town.writes("oui")
    await town.send()
    for days in (1, 3):
        town.clock.move(days=days, minutes=1)
        town.fall_due()
        await town.send()
    assert "au milieu de vos réponses" in town.texts()[-1]
    seen = len(town.texts())
    town.taps()
    await town.send()
    await town.send()
    (asked,) = town.texts()[seen:]
    assert "Que souhaitez-vous" in asked


async def test_who_said_stop_gets_no_notice(town: Programme) -> None:
    """Not even about the confirmation that came late."""
    await town.push()
    town.writes("STOP")
    seen = len(town.texts())
    town.clock.move(hours=30)
    await town.send()
    assert len(town.texts()) == seen


async def test_a_lost_answer_makes_no_second_notice(town: Programme) -> None:
    """Nobody knows whether the notice left: the message waits all the same."""
    await town.push()
    town.clock.move(hours=30)
    town.fake.script([TimeoutNotAccepted()])
    held = await town.tells(NEWS)
    assert town.state(held) == ("held", "notice news")


async def passes(town: Programme, minutes: int) -> None:
    """Time in which whatever is in doubt is settled."""
    for _ in range(minutes):
        town.clock.move(minutes=1)
        await town.send()


async def test_a_notice_that_never_left_is_said_again(town: Programme) -> None:
    """Twilio's list does not have it, three times in a quarter of an hour: nobody is left waiting."""
    await town.push()
    town.clock.move(hours=30)
    seen = len(town.texts())
    town.fake.script([TimeoutNotAccepted()])
    held = await town.tells(NEWS)
    await passes(town, 14)
    assert len(town.texts()) == seen
    await passes(town, 2)
    assert len(town.texts()) == seen + 1
    assert town.state(held) == ("held", "notice news")
    await passes(town, 60)
    assert len(town.texts()) == seen + 1
    town.taps()
    await town.send()
    assert town.state(held)[0] == "accepted"


async def test_a_notice_that_left_is_said_once(town: Programme) -> None:
    """Its answer was lost, its words are in Twilio's list; a report on it is known from then on."""
    await town.push()
    town.clock.move(hours=30)
    seen = len(town.texts())
    town.fake.script([TimeoutAccepted()])
    held = await town.tells(NEWS)
    await passes(town, 60)
    assert len(town.texts()) == seen + 1
    assert town.state(held) == ("held", "notice news")
    with town.database.read() as conn:
        assert outcomes.known_ids(conn, "whatsapp", ACCOUNT, 0, [town.delivered()[-1].sid])


async def test_a_notice_in_doubt_holds_up_nobody_who_writes(town: Programme) -> None:
    """The message follows upon their word, and no notice of it comes afterwards."""
    await town.push()
    town.clock.move(hours=30)
    town.fake.script([TimeoutNotAccepted()])
    held = await town.tells(NEWS)
    town.clock.move(minutes=2)
    town.writes("Bonjour")
    await town.send()
    assert town.state(held)[0] == "accepted"
    seen = len(town.texts())
    await passes(town, 60)
    assert len(town.texts()) == seen


@pytest.mark.parametrize("left", [True, False])
async def test_a_sender_that_dies_over_a_notice_says_it_once(town: Programme, left: bool) -> None:
    """Nobody wrote down what became of it: the list tells, and the message waits behind it."""
    await town.push()
    town.clock.move(hours=30)
    seen = len(town.texts())
    town.fake.script([TimeoutAccepted() if left else TimeoutNotAccepted()])
    held = await town.tells(NEWS)
    with town.database.begin() as conn:  # as the dead process would have left it
        row = outbox_table.c.id == held
        conn.execute(update(outbox_table).where(row).values(state="sending", error=""))
        doubts.sweep_leases(conn, "whatsapp", ACCOUNT, town.clock.ms, abandoned=True)
    await passes(town, 60)
    assert len(town.texts()) == seen + 1
    assert town.state(held) == ("held", "notice news")
    town.taps()
    await town.send()
    assert town.state(held)[0] == "accepted"


async def test_a_whole_template_whose_answer_was_lost_is_found_again(town: Programme) -> None:
    """Twilio's list shows the words of the template: nobody reads the reminder twice."""
    await town.push()
    town.clock.move(hours=30)
    town.fake.script([TimeoutAccepted()])
    sent = await town.tells(REMINDER)
    assert town.state(sent)[0] == "unknown"
    seen = len(town.texts())
    town.clock.move(minutes=2)
    await town.send()
    assert town.state(sent)[0] == "accepted"
    assert len(town.texts()) == seen


PEOPLE = [f"whatsapp:+2126000005{number:02}" for number in range(4)]
SAYINGS = ("oui", "1", "2", "Amal", "casa", "1, 2", "1990", "pause", "menu", "merci", "passer")
GAPS = (
    *(0.01, 1, 19, 23.9, 23.917, 23.9999, 24, 24.0001, 24.1),
    *(30, 50, 72, 100, 24 * 9, 24 * 20, 24 * 40),
)
"""Hours between two messages of a person: the edges of the window, and long silences."""


@pytest.mark.parametrize(("approved", "late"), [(True, True), (False, False)])
async def test_a_simulated_year_is_never_refused_for_the_window(
    file: Database, *, approved: bool, late: bool
) -> None:
    """Four people write at the edges of the 24 hours; Twilio, which keeps them itself, refuses nothing.

    Neither in its answer nor in a later report. What is owed is said, held or dropped.
    """
    draw = random.Random(7)
    async with programme(file, late=late) as town:
        if approved:
            await town.push()
        writes_at = dict.fromkeys(PEOPLE, town.clock.at)
        end = town.clock.at.replace(year=town.clock.at.year + 1)
        while town.clock.at < end:
            who, at = min(writes_at.items(), key=lambda one: one[1])
            while town.clock.at < at:
                # Until somebody writes, time passes in steps of at most a day, and things fall due.
                left = (at - town.clock.at).total_seconds()
                town.clock.move(seconds=min(left, draw.choice((3_600, 40_000, 86_399))))
                if town.fall_due():
                    await town.send()
            await town.send()
            notice = town.delivered(who)
            if notice and notice[-1].buttons and draw.random() < 0.5:
                town.taps(who)
            else:
                town.writes(draw.choice(SAYINGS), who=who)
            if draw.random() < 0.7:
                await town.send()
            if draw.random() < 0.3:
                await town.tells(draw.choice((NEWS, REMINDER, Part("pause-ended"))), who=who)
            gap = draw.choice(GAPS)
            writes_at[who] = town.clock.at + timedelta(hours=gap)
        refused = sum(one.error_code == 63016 for one in town.fake.messages.values())
        assert refused == 0
        assert town.counted("window") == 0
        assert violations(town) == []
        outside = [one for one in town.fake.delivered if "ContentSid" in one.form]
        assert len(outside) > 20 if approved else not outside
        assert len(town.fake.delivered) > 150
        with town.database.read() as conn:
            ended = queries.totals(conn)["outbox"]
        assert set(ended) <= {"accepted", "held", "cancelled", "pending"}
        assert (town.counted("notice") > 0) is approved
