"""Pushing templates to a Twilio that checks every request, loses answers and refuses words."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.channels.protocol import OutcomeUnknown, Refused, SendError
from bot.channels.whatsapp import WhatsApp
from bot.channels.whatsapp_content import SHAPES, Registered
from bot.channels.whatsapp_templates import TwilioTemplates
from bot.flows.templates import TEMPLATES
from bot.templates.approvals import Approvals, wanted
from bot.templates.verdicts import contents, drift, keep, older, rows
from bot.wiring import CONTENTS
from core.languages import LANGUAGES
from storage import meta, templates
from storage.database import Database
from storage.templates import TemplateRow
from tests.channels.conftest import Listening, whatsapp_on
from tests.fakes.inbound_twilio import ACCOUNT, SENDER
from tests.fakes.outcomes import Ok, RateLimited, ServerError, TimeoutAccepted, TimeoutNotAccepted
from tests.fakes.outcomes import Refused as Refusal
from tests.fakes.twilio import FakeTwilio

NOW = 1_790_000_000_000
COUNT = len(TEMPLATES) * len(LANGUAGES)


class Pushing:
    """Approvals with their waits and words kept."""

    def __init__(self, channel: WhatsApp) -> None:
        self.waits: list[float] = []
        self.told: list[str] = []
        self.approvals = Approvals(
            TwilioTemplates(channel), tell=self.told.append, pause=self._wait
        )

    async def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
async def pushing(twilio: Listening[FakeTwilio]) -> AsyncIterator[Pushing]:
    channel = whatsapp_on(twilio, sender=SENDER)
    yield Pushing(channel)
    await channel.close()


def made(twilio: Listening[FakeTwilio]) -> list[str]:
    return sorted(one.friendly_name for one in twilio.fake.content.templates.values())


async def test_everything_is_made_and_submitted_once(
    twilio: Listening[FakeTwilio], pushing: Pushing
) -> None:
    """Every template in every language and the buttons; a second push changes nothing."""
    known = await pushing.approvals.push()
    assert len(made(twilio)) == COUNT + len(SHAPES)
    submitted = [one for one in twilio.fake.content.templates.values() if one.approval.name]
    assert len(submitted) == COUNT
    assert {one.approval.status for one in submitted} == {"received"}
    assert {one.approval.category for one in submitted} == {"UTILITY", "MARKETING"}
    assert {one.language for one in submitted} == set(LANGUAGES)
    assert len(contents(known)) == len(SHAPES)
    assert twilio.fake.violations == []
    told = len(pushing.told)
    assert told == 2 * COUNT + len(SHAPES)
    again = await pushing.approvals.push()
    assert len(made(twilio)) == COUNT + len(SHAPES)
    assert (len(pushing.told), {one.sid for one in again.values()}) == (
        told,
        {one.sid for one in known.values()},
    )


async def test_a_lost_answer_is_looked_for_before_anything_is_made_again(
    twilio: Listening[FakeTwilio], pushing: Pushing
) -> None:
    """Taken or not taken, there is one of each in the end."""
    weather = [
        TimeoutAccepted(),
        Ok(),
        TimeoutNotAccepted(),
        ServerError(503),
        Ok(),
        RateLimited(9),
    ]
    twilio.fake.script(weather, operation="CreateContent")
    twilio.fake.script(
        [Ok(), TimeoutAccepted(), ServerError(500), RateLimited(2)],
        operation="CreateApprovalCreate",
    )
    twilio.fake.script([ServerError(502)], operation="ListContentAndApprovals")
    await pushing.approvals.push()
    assert len(made(twilio)) == len(set(made(twilio))) == COUNT + len(SHAPES)
    submitted = [one.approval for one in twilio.fake.content.templates.values()]
    assert sum(one.status == "received" for one in submitted) == COUNT
    assert 9.0 in pushing.waits
    assert twilio.fake.violations == []


async def test_a_twilio_that_stays_away_is_given_up(
    twilio: Listening[FakeTwilio], pushing: Pushing
) -> None:
    """After a few tries within half a minute; the next push goes on where this one stopped."""
    twilio.fake.script([Ok(), Ok(), *[ServerError(503)] * 4], operation="CreateContent")
    with pytest.raises(OutcomeUnknown):
        await pushing.approvals.push()
    assert sum(pushing.waits) <= 30
    assert len(made(twilio)) == 2
    await pushing.approvals.push()
    assert len(made(twilio)) == COUNT + len(SHAPES)


async def test_a_refusal_is_not_repeated(twilio: Listening[FakeTwilio], pushing: Pushing) -> None:
    """What Twilio says no to, it would again."""
    twilio.fake.script([Refusal(20001)], operation="CreateContent")
    with pytest.raises(SendError) as failure:
        await pushing.approvals.push()
    assert isinstance(failure.value, Refused)
    assert pushing.waits == []


async def test_what_is_seen_is_kept(
    twilio: Listening[FakeTwilio], pushing: Pushing, database: Database
) -> None:
    """Verdicts and reasons by version, the buttons' sids for the next start."""
    known = await pushing.approvals.push()
    first = next(iter(twilio.fake.content.templates.values()))
    twilio.fake.content.decide(first.sid, "rejected", "TAG_CONTENT_MISMATCH")
    with database.begin() as conn:
        keep(conn, ACCOUNT, known, NOW)
        keep(conn, ACCOUNT, await pushing.approvals.look(), NOW + 1)
        stored = templates.pushed(conn, ACCOUNT)
        assert json.loads(meta.recall(conn, CONTENTS) or "") == contents(known)
    assert len(stored) == COUNT
    (bad,) = [one for one in stored if one.status == "rejected"]
    assert (bad.content_sid, bad.reason, bad.pushed_at) == (first.sid, "TAG_CONTENT_MISMATCH", NOW)
    assert list(drift(stored)) == []


def stored_row(**more: Any) -> TemplateRow:
    given: dict[str, Any] = {
        "account": ACCOUNT,
        "name": "news",
        "language": "fr",
        "version": "00000000",
        "content_sid": "HX1",
        "variables": (),
        "status": "approved",
    }
    return TemplateRow(**(given | more))


def test_changed_words_are_seen_without_asking_twilio() -> None:
    """Only the old version was pushed: drift. Nothing ever pushed: a new installation."""
    today = [
        stored_row(name=one.template.name, language=one.language, version=one.version)
        for one in wanted()
    ]
    assert list(drift([])) == []
    assert list(drift(today)) == []
    assert list(drift([*today, stored_row()])) == []
    assert list(drift([stored_row(), *today[1:]])) == [
        "fr/news: the words changed since they were pushed"
    ]
    assert list(drift(today[:-1])) == ["en/alert: was never pushed"]


def test_a_former_version_is_seen_to_and_one_that_was_deleted_is_not_used() -> None:
    """As long as it is approved it may serve."""
    old = [stored_row(), stored_row(version="00000001", content_sid="HX2")]
    known = {"x": Registered("HX1", "x", "paused", "quality")}
    assert rows(ACCOUNT, known, NOW) == []
    assert [(one.status, one.reason) for one in older(old, known, NOW)] == [
        ("paused", "quality"),
        ("disabled", "deleted"),
    ]
