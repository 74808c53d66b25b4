"""What a turn decides is carried out in its own transaction."""

import pytest
from sqlalchemy import select

from storage import alerts, consents, links, members, people, timers
from storage.database import Database
from storage.erasure import FAREWELL, forget_due
from storage.schema import inbox, run
from tests.handlers.machine import MEMBER
from tests.handlers.stage import Stage
from tests.storage.rows import ACCOUNT, CHANNEL, KEY

CODE = "link-0123456789abcdef012345"


def test_a_profile_is_saved_with_its_run(stage: Stage) -> None:
    """The end of onboarding leaves a member and the answers that counted."""
    stage.says("ana", "member")
    person_id = stage.person("ana") or 0
    with stage.database.read() as conn:
        assert members.load(conn, person_id) == MEMBER
        assert [(one.flow, one.end) for one in conn.execute(select(run))] == [("said", "done")]


def test_a_consent_is_proven(stage: Stage) -> None:
    """Which text, when, where, and by which message of theirs."""
    stage.says("ana", "consent")
    person_id = stage.person("ana") or 0
    with stage.database.read() as conn:
        (proof,) = consents.of(conn, [person_id])[person_id]
        row = conn.exec_driver_sql("SELECT account, event_id FROM consent").one()

    assert (proof["purpose"], proof["given"], proof["channel"]) == ("programme", True, CHANNEL)
    assert tuple(row) == (ACCOUNT, "e1")


def test_an_alert_is_opened_and_told_once(database: Database) -> None:
    """The coordinators' chat hears of it as long as nobody has closed the same one only once."""
    stage = Stage(database, coordinators=("console", ACCOUNT, "office"))
    stage.says("ana", "alert human", "alert human", "alert silent")
    told = stage.told("office")
    with database.read() as conn:
        kinds = [one.kind for one in alerts.open_alerts(conn)]

    assert kinds == ["human", "silent"]
    assert told == []  # sent together with the replies above
    assert sum(":alert:" in key for key in stage.owed()) == 2


def test_without_a_chat_alerts_are_only_listed(stage: Stage) -> None:
    """Nobody to tell is no reason to lose one."""
    stage.says("ana", "alert human")

    assert not any(":alert:" in key for key in stage.owed())
    with stage.database.read() as conn:
        assert len(alerts.open_alerts(conn)) == 1


def test_an_alert_is_told_in_the_offices_language(database: Database) -> None:
    """Whatever the member writes in."""
    stage = Stage(database, coordinators=("console", ACCOUNT, "office"), coordinators_language="ar")
    stage.write("ana-handle", "alert human")
    stage.handle()
    told = [said.language for to, said in stage.sent() if to == "office"]

    assert told == ["ar"]


def test_an_alert_names_nobody(database: Database) -> None:
    """Its message carries a number, no words and no address."""
    stage = Stage(database, coordinators=("console", ACCOUNT, "office"))
    stage.write("ana-handle", "alert human")
    stage.handle()
    told = [said for to, said in stage.sent() if to == "office"]

    assert [set(said.parts[0].facts) for said in told] == [{"kind", "severity", "person"}]


def test_timers_are_set_and_dropped(stage: Stage) -> None:
    """A later message changes what an earlier one planned, within one batch too."""
    stage.says("ana", "timer later", "timer never", "drop never")
    person_id = stage.person("ana") or 0
    with stage.database.begin() as conn:
        due = timers.due(conn, stage.now + 1000, 10).due

    assert [(one.person_id, one.kind) for one in due] == [(person_id, "later")]


def test_stop_leaves_one_confirmation(stage: Stage) -> None:
    """What was owed before is cancelled, also by the same batch; the goodbye is sent."""
    stage.write("ana", "a")
    stage.handle()
    stage.write("ana", "b", "stop")
    stage.handle()

    assert stage.told("ana") == ["echo-3"]
    assert stage.status("ana") == "stopped"
    assert sorted(stage.owed().values()) == ["accepted", "cancelled"]


def test_start_opens_again(stage: Stage) -> None:
    """After START the person may be written to."""
    stage.says("ana", "stop")
    assert stage.says("ana", "start") == ["echo-2"]
    assert stage.status("ana") == "active"


def test_stop_is_the_persons_on_every_chat(stage: Stage) -> None:
    """One STOP closes all chats of a person."""
    stage.says("ana", "hello")
    person_id = stage.person("ana") or 0
    with stage.database.begin() as conn:
        people.add_address(conn, person_id, ("telegram", ACCOUNT, "1"), stage.now)
    stage.says("ana", "stop")
    with stage.database.read() as conn:
        found = {one.status for one in people.addresses_of(conn, [person_id])}

    assert found == {"stopped"}


def test_a_blocked_chat_gets_nothing_more(stage: Stage) -> None:
    """What was owed there is cancelled; writing again opens it."""
    stage.write("ana", "a", "/blocked")
    stage.handle()
    assert stage.told("ana") == []
    assert stage.status("ana") == "blocked"

    assert stage.says("ana", "start") == ["echo-2"]
    assert stage.status("ana") == "active"


def test_a_reaction_does_not_open_a_blocked_chat(stage: Stage) -> None:
    """Only words from the person do."""
    stage.says("ana", "/blocked")
    stage.says("ana", "/reaction")

    assert stage.status("ana") == "blocked"


def test_a_refusal_leaves_a_digest(stage: Stage) -> None:
    """Payloads go at once, the goodbye is delivered, then the person is gone."""
    assert stage.says("ana", "hello", "refuse") == ["echo-1", "echo-2"]
    with stage.database.read() as conn:
        assert set(conn.execute(select(inbox.c.payload)).scalars()) == {None}
    with stage.database.begin() as conn:
        assert forget_due(conn, KEY, stage.now) == 1
    assert stage.person("ana") is None


def test_who_comes_back_after_a_refusal_stays(stage: Stage) -> None:
    """A new message in the meantime is a new beginning, nothing is erased under it."""
    stage.says("ana", "refuse")
    stage.says("ana", "hello")
    with stage.database.begin() as conn:
        assert forget_due(conn, KEY, stage.now + FAREWELL) == 0

    assert stage.status("ana") == "active"
    assert stage.heard("ana") == ["hello"]


def test_a_message_right_after_a_refusal_stays_too(stage: Stage) -> None:
    """Also when both arrived together."""
    assert stage.says("ana", "refuse", "hello") == ["echo-1", "echo-1"]
    assert (stage.status("ana"), stage.heard("ana")) == ("active", ["hello"])


def test_an_erasure_is_the_end_of_a_person(stage: Stage) -> None:
    """The farewell leaves, and what arrives after it is from a stranger."""
    stage.says("ana", "hello")
    former = stage.person("ana")
    stage.write("ana", "erase", "again")
    while stage.worker.step():
        pass

    assert stage.told("ana") == ["echo-2", "echo-1"]
    assert stage.person("ana") not in {None, former}
    assert stage.heard("ana") == ["again"]


def test_a_group_is_left_and_forgotten(stage: Stage) -> None:
    """The wish to leave is owed, and the group's row goes afterwards."""
    stage.write("group", "/group")
    stage.handle()
    with stage.database.read() as conn:
        kind = conn.exec_driver_sql("SELECT kind FROM outbox").scalar()
    stage.told("group")
    with stage.database.begin() as conn:
        forget_due(conn, KEY, stage.now)

    assert kind == "leave"
    assert stage.person("group") is None


def joined(stage: Stage) -> list[str]:
    """Both sides' words until two chats are one; what the asking chat was told last."""
    stage.says("ana", f"offer {CODE}")
    stage.says("zoe", f"ask {CODE}", channel="telegram")
    stage.fall_due()
    assert stage.told("ana") == ["due-join"]
    assert stage.says("ana", f"join {CODE}") == ["join-done"]
    return stage.told("zoe", channel="telegram")


def test_two_chats_become_one_person(stage: Stage) -> None:
    """Asked on one side, confirmed on the other, both are told; then it is one person."""
    assert joined(stage) == ["join-done"]
    assert stage.person("zoe") == stage.person("ana")

    stage.says("zoe", "hello", channel="telegram")
    assert stage.heard("ana")[-1] == "hello"


def test_a_code_is_asked_about_with_its_code(stage: Stage) -> None:
    """The one who made it confirms exactly this one."""
    stage.says("ana", f"offer {CODE}")
    stage.says("zoe", f"ask {CODE}")
    stage.fall_due()
    ((to, said),) = stage.sent()

    assert (to, said.parts[0].facts) == ("ana", {"code": CODE})


@pytest.mark.parametrize("word", ["ask", "join"])
def test_an_unknown_code_is_refused_politely(stage: Stage, word: str) -> None:
    """The words that would have confirmed say that the code is not valid instead."""
    assert stage.says("zoe", f"{word} {CODE}") == ["link-unknown"]


def test_a_code_cannot_be_used_twice(stage: Stage) -> None:
    """A second confirmation changes nothing."""
    joined(stage)
    assert stage.says("ana", f"join {CODE}") == ["link-unknown"]


def test_letters_of_the_asking_chat_follow_it(stage: Stage) -> None:
    """What it wrote while the other side confirmed is handled for the one person."""
    stage.says("ana", f"offer {CODE}")
    stage.says("zoe", f"ask {CODE}")
    stage.write("ana", f"join {CODE}")
    stage.write("zoe", "late")
    while stage.worker.step():
        pass

    assert stage.heard("ana")[-1] == "late"
    assert all(state == "done" for state, _ in stage.letters())


def test_an_owner_who_goes_takes_the_code_along(stage: Stage) -> None:
    """After an erasure nobody can be joined to."""
    stage.says("ana", f"offer {CODE}", "erase")

    assert stage.says("zoe", f"ask {CODE}") == ["link-unknown"]
    with stage.database.begin() as conn:
        assert links.ask(conn, CODE, 1, 1, stage.now, key=KEY) is None
