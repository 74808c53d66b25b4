"""`mem templates`: what it prints, its exit code, and what a later start knows of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.whatsapp_content import SHAPES
from bot.commands import templates as command
from bot.flows.templates import TEMPLATES
from bot.templates.approvals import wanted
from core.languages import LANGUAGES
from storage import templates
from storage.opening import open_database
from tests.bot.test_command_line import Mem, mem, one_line  # noqa: F401 - a fixture
from tests.channels.conftest import Listening, twilio  # noqa: F401 - a fixture
from tests.fakes.inbound_twilio import ACCOUNT, SENDER, TOKEN
from tests.fakes.outcomes import RateLimited, ServerError
from tests.fakes.twilio import FakeTwilio

COUNT = len(TEMPLATES) * len(LANGUAGES)
Told = Iterator[tuple[Listening[FakeTwilio], dict[str, str]]]


@pytest.fixture
def place(twilio: Listening[FakeTwilio]) -> tuple[FakeTwilio, dict[str, str]]:  # noqa: F811 - theirs
    """A Twilio, and the environment that leads to it."""
    return twilio.fake, {
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_WHATSAPP_FROM": SENDER,
        "TWILIO_API_URL": twilio.url,
        "MEM_PATIENCE": "0.01",
    }


def test_push_then_status_then_check(
    mem: Mem,  # noqa: F811 - a fixture
    place: tuple[FakeTwilio, dict[str, str]],
    tmp_path: Path,
) -> None:
    """Progress while it goes, a line for each template, verdicts as WhatsApp gives them."""
    fake, environment = place
    fake.script([ServerError(503), RateLimited(1)], operation="ListContentAndApprovals")
    pushed = mem("templates", "push", **environment)
    assert pushed.returncode == 0, pushed.stderr
    assert pushed.stdout.count(": submitted, received") == COUNT
    assert pushed.stdout.count("trying again in") == 2
    assert f"buttons inside the 24 hours: {len(SHAPES)} of {len(SHAPES)} shapes" in pushed.stdout
    again = mem("templates", "push", **environment)
    assert "submitted" not in again.stdout
    assert len(fake.content.templates) == COUNT + len(SHAPES)

    for one in wanted():
        (known,) = [
            c for c in fake.content.templates.values() if c.friendly_name == one.content_name
        ]
        fake.content.decide(known.sid, "approved")
    status = mem("templates", "status", **environment)
    assert status.returncode == 0
    lines = status.stdout.splitlines()
    assert len(lines) == COUNT + 2
    assert all(line.endswith("approved") for line in lines[1:-1])
    database = open_database(f"sqlite:///{tmp_path / 'mem.db'}")
    with database.read() as conn:
        assert len(templates.approved(conn, ACCOUNT, "ar", [one.name for one in TEMPLATES])) == len(
            TEMPLATES
        )
    database.close()

    fake.content.decide(known.sid, "rejected", "INVALID_FORMAT")
    status = mem("templates", "status", **environment)
    assert status.returncode == 1
    assert sum("rejected (INVALID_FORMAT)" in line for line in status.stdout.splitlines()) == 1
    assert fake.violations == []
    checked = mem("templates", "check", **environment)
    assert checked.returncode == 0
    assert f"{COUNT} pushed, 0 to put right" in checked.stdout


def test_check_needs_no_twilio_and_no_database(
    mem: Mem,  # noqa: F811 - a fixture
    tmp_path: Path,
) -> None:
    """As a laptop has it, or a gate before a release."""
    done = mem("templates", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{len(TEMPLATES)} templates in {len(LANGUAGES)} languages" in done.stdout
    assert not (tmp_path / "mem.db").exists()


def test_check_tells_what_changed_since_the_push(
    mem: Mem,  # noqa: F811 - a fixture
    place: tuple[FakeTwilio, dict[str, str]],
    tmp_path: Path,
) -> None:
    """The database has another version of the words: not zero, and the template's name."""
    _, environment = place
    assert mem("templates", "push", **environment).returncode == 0
    database = open_database(f"sqlite:///{tmp_path / 'mem.db'}")
    with database.begin() as conn:
        conn.exec_driver_sql(
            "UPDATE template SET version = 'x' WHERE name = 'match' AND language = 'fr'"
        )
    database.close()
    checked = mem("templates", "check", **environment)
    assert checked.returncode == 1
    assert "fr/match: the words changed since they were pushed" in checked.stdout


def test_what_whatsapp_would_reject_is_not_pushed(
    mem: Mem,  # noqa: F811 - a fixture
    place: tuple[FakeTwilio, dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The words have to be put right first."""
    fake, environment = place
    monkeypatch.setattr(command, "broken_rules", lambda: iter(["fr/match: begins with a variable"]))
    done = mem("templates", "push", **environment)
    assert done.stdout == "fr/match: begins with a variable\n"
    assert "nothing was pushed" in one_line(done)
    assert fake.content.templates == {}
    checked = mem("templates", "check")
    assert checked.returncode == 1
    assert "begins with a variable" in checked.stdout


def test_a_mistake_is_told_in_a_line(
    mem: Mem,  # noqa: F811 - a fixture
    place: tuple[FakeTwilio, dict[str, str]],
) -> None:
    """No account, a wrong token, a Twilio that is away; wrong usage is code two."""
    fake, environment = place
    assert "TWILIO_ACCOUNT_SID" in one_line(mem("templates", "status"))
    wrong = mem("templates", "push", **environment | {"TWILIO_AUTH_TOKEN": "wrong"})
    assert "Twilio: Refused 20003" in one_line(wrong)
    fake.script([ServerError(503)] * 9, operation="ListContentAndApprovals")
    away = mem("templates", "status", **environment)
    assert "Twilio: OutcomeUnknown 503" in one_line(away)
    assert mem("templates").returncode == 2
    assert mem("templates", "fly").returncode == 2


def test_what_was_pushed_is_kept_beside_a_running_service(
    mem: Mem,  # noqa: F811 - a fixture
    place: tuple[FakeTwilio, dict[str, str]],
    tmp_path: Path,
) -> None:
    """Whoever serves the file sees the verdicts in its next transaction."""
    fake, environment = place
    assert mem("migrate").returncode == 0
    database = open_database(f"sqlite:///{tmp_path / 'mem.db'}")
    done = mem("templates", "push", **environment)
    with database.begin() as conn:
        kept = templates.pushed(conn, ACCOUNT)
    database.close()
    assert done.returncode == 0, done.stderr
    assert len(kept) == COUNT
    assert len(fake.content.templates) == COUNT + len(SHAPES)
