"""The checker can fail: mistakes that services of this kind really make do not get past it."""

from pathlib import Path

import pytest

from tests.crash import between, owed
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
