"""A batch of letters: each has its turn once, in order, all or nothing."""

import pytest
from sqlalchemy import select

from bot.handlers.message import ATTEMPTS, TurnFailed
from core.conversation.talk import Talk
from storage import inbox, people, queries
from storage.codec import encode_talk
from storage.database import Database, DatabaseUnavailable
from storage.schema import event, person
from storage.schema import inbox as inbox_table
from tests.handlers.stage import Stage
from tests.storage.rows import NOW


def test_a_message_is_answered_where_it_came_from(stage: Stage) -> None:
    """One letter, one turn, one reply, one line of history."""
    assert stage.says("ana", "hello") == ["echo-1"]

    assert stage.heard("ana") == ["hello"]
    assert stage.letters() == [("done", "")]
    with stage.database.read() as conn:
        assert [row.rule for row in conn.execute(select(event))] == ["said:hello"]


def test_letters_of_one_person_have_their_turns_in_order(stage: Stage) -> None:
    """Several messages in one batch build on each other."""
    assert stage.says("ana", "a", "b", "c") == ["echo-1", "echo-2", "echo-3"]
    assert stage.heard("ana") == ["a", "b", "c"]


def test_the_version_rises_with_each_batch(stage: Stage) -> None:
    """Who saves later than somebody else can be told."""
    stage.says("ana", "a", "b")
    stage.says("ana", "c")
    with stage.database.read() as conn:
        assert conn.execute(select(person.c.version)).scalar() == 2


def test_people_do_not_mix(stage: Stage) -> None:
    """Each reply goes to the one who wrote."""
    stage.write("ana", "a")
    stage.write("bob", "b")
    stage.write("ana", "c")
    stage.handle()

    told = [(to, said.parts[0].facts["text"]) for to, said in stage.sent()]
    assert sorted(told) == [("ana", "a"), ("ana", "c"), ("bob", "b")]


def test_nothing_waits_means_nothing_done(stage: Stage) -> None:
    """An empty inbox costs a look."""
    assert stage.handle() == 0


def test_what_is_ignored_is_stored_as_such(stage: Stage) -> None:
    """A reaction has its row and its reason, and no reply."""
    assert stage.says("ana", "/reaction") == []
    assert stage.letters() == [("ignored", "reaction")]


def test_replies_have_the_key_of_their_letter(stage: Stage) -> None:
    """A reply can be traced to what it answers."""
    stage.write("ana", "a")
    stage.handle()
    with stage.database.read() as conn:
        letter = conn.execute(select(inbox_table.c.id)).scalar()

    assert list(stage.owed()) == [f"{letter}:0"]


def test_a_failing_batch_leaves_nothing(stage: Stage) -> None:
    """When one decision raises, the other turns of the transaction did not happen."""
    stage.write("ana", "hello")
    stage.write("bob", "boom")
    with pytest.raises(TurnFailed):
        stage.handle()

    assert stage.owed() == {}
    assert stage.heard("ana") == []
    assert [state for state, _ in stage.letters()] == ["open", "open"]


@pytest.mark.parametrize("poison", ["boom", "unparsable"])
def test_a_poisoned_letter_harms_nobody_else(stage: Stage, poison: str) -> None:
    """Everybody else is answered in the same round; its sender's later messages wait in order."""
    stage.write("ana", "a")
    stage.write("bob", poison, "later")
    stage.write("zoe", "z")
    while stage.worker.step():
        pass

    assert (stage.heard("ana"), stage.heard("zoe"), stage.heard("bob")) == (["a"], ["z"], [])
    assert [state for state, _ in stage.letters()] == ["done", "open", "open", "done"]


def test_a_poisoned_letter_is_given_up_after_five_attempts(stage: Stage) -> None:
    """With an apology, an alert, and the next message answered."""
    stage.write("bob", "hello", "boom", "later")
    for _ in range(ATTEMPTS):
        while stage.worker.step():
            pass
        stage.clock.wait(seconds=60)

    assert stage.letters() == [("done", ""), ("dead", "RuntimeError"), ("done", "")]
    assert stage.told("bob") == ["echo-1", "common-unreadable", "echo-2"]
    assert stage.heard("bob") == ["hello", "later"]
    with stage.database.read() as conn:
        backlog = queries.backlog(conn, stage.now)
        kinds = [row.rule for row in conn.execute(select(event.c.rule).order_by(event.c.id))]
        letter = conn.execute(select(inbox_table).where(inbox_table.c.state == "dead")).one()
    assert backlog.alerts_open == 1
    assert kinds == ["said:hello", "dead_letter", "said:later"]
    assert letter.attempts == ATTEMPTS


def test_attempts_wait_twice_as_long_each_time(stage: Stage) -> None:
    """One, two, four, eight seconds."""
    stage.write("bob", "boom")
    waits = []
    for _ in range(ATTEMPTS - 1):
        stage.worker.step()
        with stage.database.read() as conn:
            retry_at = conn.execute(select(inbox_table.c.retry_at)).scalar_one()
        waits.append(retry_at - stage.now)
        stage.clock.wait(milliseconds=waits[-1])

    assert waits == [1000, 2000, 4000, 8000]


def test_the_words_of_an_error_are_not_kept(stage: Stage) -> None:
    """An exception may quote the person; only its kind is stored."""
    stage.write("bob", "boom")
    stage.worker.step()

    assert stage.letters() == [("open", "RuntimeError")]


def test_who_stopped_is_not_apologised_to(stage: Stage) -> None:
    """A dead letter after STOP is told to the coordinators alone."""
    stage.says("bob", "stop")
    stage.write("bob", "boom")
    for _ in range(ATTEMPTS):
        stage.worker.step()
        stage.clock.wait(seconds=60)

    assert stage.letters()[-1][0] == "dead"
    assert stage.told("bob") == []


def test_a_broken_talk_is_a_dead_letter_with_an_apology(stage: Stage) -> None:
    """What nobody can read any more is seen by a human."""
    stage.says("bob", "hello")
    with stage.database.begin() as conn:
        people.save_talks(conn, [(stage.person("bob") or 0, '{"nudges":"many"}', 1, 0)], NOW)
    stage.write("bob", "again")
    for _ in range(ATTEMPTS):
        stage.worker.step()
        stage.clock.wait(seconds=60)

    assert stage.letters()[-1] == ("dead", "ValidationError")
    assert stage.told("bob") == ["common-unreadable"]


def test_a_writing_error_isolates_the_letter_that_caused_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the bulk write raises, letters go one by one and only the culprit is put aside."""
    stage.write("ana", "a")
    stage.write("bob", "b")
    stage.write("zoe", "z")

    def narrow(talk: Talk) -> str:
        text = encode_talk(talk)
        if '"id":"b"' in text:
            raise OverflowError
        return text

    monkeypatch.setattr("bot.handlers.ledger.encode_talk", narrow)
    while stage.worker.step():
        pass

    assert (stage.heard("ana"), stage.heard("zoe")) == (["a"], ["z"])
    assert [reason for _, reason in stage.letters()] == ["", "OverflowError", ""]


def test_an_absent_database_is_nobodys_fault(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A passing condition counts no attempt against any letter."""
    stage.write("ana", "a")

    def unavailable(*_: object, **__: object) -> None:
        raise DatabaseUnavailable("disk full")

    monkeypatch.setattr(inbox, "finish", unavailable)
    with pytest.raises(DatabaseUnavailable):
        stage.worker.step()
    monkeypatch.undo()
    with stage.database.read() as conn:
        assert conn.execute(select(inbox_table.c.attempts)).scalar() == 0
    assert stage.worker.step() == 1


def test_hints_come_from_the_channel(database: Database) -> None:
    """The country guessed from the address and the profile name reach the decision."""
    stage = Stage(database, country=lambda channel, address: f"{channel}/{address}")
    stage.write("ana", "hints")
    stage.handle()
    ((_, said),) = stage.sent()

    assert said.parts[0].facts == {"country": "console/ana", "name": "Amal B"}


def test_a_quoted_message_names_its_question(stage: Stage) -> None:
    """A reply to an older message of ours carries that message's question."""
    stage.says("ana", "a")
    with stage.database.read() as conn:
        (outbox_id,) = conn.exec_driver_sql("SELECT id FROM outbox").scalars()
    stage.write("ana", f"quoted<m{outbox_id}")
    stage.write("ana", "quoted<m999")
    stage.write("bob", f"quoted<m{outbox_id}")
    stage.handle()

    quoted = [said.parts[0].facts["quoted"] for _, said in stage.sent()]
    assert sorted(quoted) == ["", "", "r.0.said."]


def test_a_batch_passes_its_points(database: Database) -> None:
    """A crash test can break a turn off at every boundary, in this order."""
    passed: list[str] = []
    stage = Stage(database, crash=passed.append)
    stage.says("ana", "a")

    assert passed[:8] == [
        "turn.before_claim",
        "turn.after_claim",
        "turn.mid_batch",
        "turn.after_decide",
        "turn.after_talks",
        "turn.before_finish",
        "turn.before_commit",
        "turn.after_commit",
    ]


def test_codes_can_be_made_again_from_the_same_letter(stage: Stage) -> None:
    """Replaying a turn gives the same bytes, and another letter gives others."""
    assert stage.desk.entropy("1f") == stage.desk.entropy("1f")
    assert stage.desk.entropy("1f") != stage.desk.entropy("20")
