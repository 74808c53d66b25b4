"""The checker can fail: mistakes that services of this kind really make do not get past it."""

from pathlib import Path

import pytest

from tests.crash import between, checker, owed
from tests.crash.evidence import Books, Delivery, Event, Evidence
from tests.crash.exam import FAIR, QUESTIONS, Question, sit
from tests.crash.lies import LIES
from tests.crash.mutants import MUTANTS
from tests.crash.nursery import Nursery

pytestmark = [pytest.mark.crash, pytest.mark.timeout(400)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.mutant)
def test_a_planted_mistake_is_found(question: Question, tmp_path: Path, nursery: Nursery) -> None:
    """Each mutant breaks the claim that stands against it."""
    violations = sit(question, tmp_path, seed=1, nursery=nursery)
    assert question.claim in {one.claim for one in violations}, violations


@pytest.mark.parametrize("question", FAIR, ids=lambda question: question.point)
def test_the_product_passes_the_same_exam(
    question: Question, tmp_path: Path, nursery: Nursery
) -> None:
    """It is the mistake that is found, not the examination."""
    assert sit(question, tmp_path, seed=1, nursery=nursery) == []


def test_every_claim_about_two_can_fail() -> None:
    """Each has a lie against it, which every chain must see through."""
    claims = {claim.__name__ for claim in (*between.CLAIMS, *owed.CLAIMS)}
    assert set(LIES.values()) == claims


def test_every_mutant_is_examined() -> None:
    """None is kept for show."""
    assert {question.mutant for question in QUESTIONS} == set(MUTANTS)


PHONE = "whatsapp:+212611000105"


def twins(*sent: tuple[int, str, str], unknowns: int = 1) -> list[str]:
    """What the checker says of two messages of two parts that end alike: (row, words, id) left,
    and the second message's last part was taken for the first one's.
    """
    place = {"channel": "whatsapp", "to_address": PHONE}
    message = {
        **place, "kind": "message", "state": "accepted", "sent_parts": 1, "sent_at": 0, "error": "",
        "created_at": 0, "unknowns": unknowns, "lane": 0, "policy": "",
    }  # fmt: skip
    outbox = [{**message, "id": row, "body": str(row)} for row in (1, 2)]
    kept = {"A": 1, "C": 2, "same": 1, "again": 2}
    delivery = [{**place, "provider_id": sid, "outbox_id": row} for sid, row in kept.items()]
    deliveries = [
        Delivery(number, number, "whatsapp", PHONE, words, words, sid, row)
        for number, (row, words, sid) in enumerate(sent)
    ]
    books = Books(outbox=outbox, delivery=delivery)
    return list(checker.left(Evidence(books, [], [], {}, deliveries, b"", lambda _: 0)))


FIRST, SECOND, TAKEN, REPEATED = (
    (1, "First", "A"),
    (2, "Second", "C"),
    (2, "Goodbye", "same"),
    (2, "Goodbye", "again"),
)


def test_a_part_may_stand_in_for_its_twin_when_both_left() -> None:
    """The words came once for each message, whichever of the two they were recorded for."""
    assert twins(FIRST, SECOND, TAKEN, REPEATED) == []


def test_one_part_does_not_stand_for_two() -> None:
    """Words that left once are missing from one of the messages."""
    assert len(twins(FIRST, SECOND, TAKEN)) == 1


def test_a_known_outcome_has_no_twin() -> None:
    """Where the provider answered, the words are those of the message that sent them."""
    assert len(twins(FIRST, SECOND, TAKEN, REPEATED, unknowns=0)) == 1


@pytest.mark.parametrize(
    ("owed", "taken", "writing", "violations"),
    [
        (10, 15, 0, 0),  # on its way before
        (10, 30, 0, 1),
        (10, 30, 100, 0),  # another process took it while STOP was being written
        (10, 130, 100, 1),
        (25, 30, 100, 1),  # owed to somebody who had said STOP
    ],
)
def test_after_stop_only_what_was_on_its_way_leaves(
    owed: int, taken: int, writing: int, violations: int
) -> None:
    """Where one writes at a time that is what was taken before; elsewhere while STOP is written."""
    place = {"channel": "whatsapp", "account": "AC", "to_address": PHONE}
    row = {**place, "kind": "message", "unknowns": 0, "body": "Hello"}
    hello = {**row, "id": 1, "key": "1:0", "created_at": owed, "sent_at": taken}
    goodbye = {**row, "id": 2, "key": "2:0", "created_at": 20, "sent_at": 200, "body": "Goodbye"}
    letter = {"id": 2, "channel": "whatsapp", "account": "AC", "event_id": "stop", "done_at": 20}
    stop = Event("stop", "whatsapp", "AC", PHONE, False, True, "", False, (200,))
    delivery = [{**place, "provider_id": "A", "outbox_id": 1}]
    sent = [Delivery(1, 205, "whatsapp", PHONE, "Hello", "Hello", "A", 1)]
    books = Books(outbox=[hello, goodbye], delivery=delivery, inbox=[letter])
    evidence = Evidence(books, [stop], [], {}, sent, b"", lambda _: 0, writing=writing)
    assert len(list(checker.silence(evidence))) == violations
