"""Both of a pair ask where they stand, and see it: a photo on Telegram, a link that opens on WhatsApp."""

from dataclasses import replace
from decimal import Decimal

import httpx
import pytest

from bot.channels.whatsapp import WhatsApp as Channel
from core.duration import DAY
from core.mentoring.goal import Goal, Reading
from storage import goals, mentorships
from storage.opening import open_database
from tests.journeys.assistant import PUBLIC, Assistant
from tests.journeys.test_relay import links, pair

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """WhatsApp's patience with many messages in a row is not what this story is about."""
    monkeypatch.setattr(Channel, "pace", replace(Channel.pace, person_burst=1_000))


def measure(assistant: Assistant) -> None:
    """They agreed on a goal ten days ago, and it was measured once."""
    now = round(assistant.clock().timestamp() * 1000)
    goal = Goal(
        "market", "Trouver dix clients", "clients", "count", Decimal(2), Decimal(12),
        now - 10 * DAY, now + 80 * DAY, "on_track",
    )  # fmt: skip
    assistant.stop()
    database = open_database(assistant.url)
    with database.begin() as conn:
        (one,) = mentorships.live(conn)
        goals.add(conn, one, "mentee", goal, now)
        (kept,) = goals.of(conn, one)
        goals.save(conn, kept, goal, now, (Reading(now - DAY, Decimal(7)),))
    database.close()
    assistant.start()


def test_both_see_where_they_stand(assistant: Assistant) -> None:
    """The picture, and beside it the same in words; its link leads nowhere without its seal."""
    mentor, mentee = pair(assistant)
    measure(assistant)
    mentee.looks_up()
    mentee.says("progrès")
    assert "Trouver dix clients" in mentee.sees("▰▰▰▰▰▱▱▱▱▱")
    sent = assistant.telegram.delivered_to(mentee.user.id)
    (photo,) = [one for one in sent if one.method == "sendPhoto"]
    assert assistant.telegram.files[photo.file_id].content.startswith(PNG)

    mentor.looks_up()
    mentor.says("progrès")
    mentor.sees("▰▰▰▰▰▱▱▱▱▱")
    (link,) = links(mentor)
    assert link.startswith(f"{PUBLIC}/charts/")
    local = link.replace(PUBLIC, f"http://127.0.0.1:{assistant.port}")
    opened = httpx.get(local, timeout=20, trust_env=False)
    assert opened.headers["content-type"] == "image/png"
    assert opened.content.startswith(PNG)
    broken = local.replace(".png", "x.png")
    assert httpx.get(broken, timeout=20, trust_env=False).status_code == 404
