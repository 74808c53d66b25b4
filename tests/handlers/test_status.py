"""What a provider reports is applied, and a closed door is respected."""

import pytest

from bot.handlers.status import handle_status
from storage import people
from storage.outcomes import Report
from tests.handlers.stage import Stage
from tests.storage.rows import ACCOUNT, CHANNEL


def report(stage: Stage, status: str, *, blocked: bool = False):
    """The provider speaks about the first message."""
    with stage.database.begin() as conn:
        (row,) = conn.exec_driver_sql("SELECT min(id) FROM outbox").scalars()
        said = Report(CHANNEL, ACCOUNT, f"m{row}", status, "63024")
        return handle_status(conn, stage.desk, said, blocked=blocked)


def test_a_status_is_applied(stage: Stage) -> None:
    """The report finds its message and whose it was."""
    stage.says("ana", "a")
    reported = report(stage, "delivered")

    assert reported is not None
    assert (reported.person_id, reported.news) == (stage.person("ana"), True)


def test_a_block_closes_the_chat(stage: Stage) -> None:
    """What is still owed there is cancelled; the history says why."""
    stage.says("ana", "a")
    stage.write("ana", "b")
    stage.handle()
    report(stage, "failed", blocked=True)

    assert stage.status("ana") == "blocked"
    assert sorted(stage.owed().values()) == ["accepted", "cancelled"]


def test_an_old_block_does_not_close_an_open_chat(stage: Stage) -> None:
    """A repeated report changes nothing once the person has written again."""
    stage.says("ana", "a")
    report(stage, "failed", blocked=True)
    stage.says("ana", "b")
    assert stage.status("ana") == "active"
    report(stage, "failed", blocked=True)

    assert stage.status("ana") == "active"


@pytest.mark.parametrize("blocked", [True, False])
def test_a_report_about_a_stranger_waits(stage: Stage, *, blocked: bool) -> None:
    """An unknown message is nobody's fault."""
    with stage.database.begin() as conn:
        said = Report(CHANNEL, ACCOUNT, "nobody", "failed")
        assert handle_status(conn, stage.desk, said, blocked=blocked) is None
        assert people.find_person(conn, "nobody") is None
