"""What speaks against the one sum of a sentence, and what of it may be outweighed."""

from typing import Final, get_args

import pytest

from core.understanding.amount_objections import CLOUDS, WEIGHABLE, Objection, objections
from core.understanding.amount_saying import saying
from core.understanding.amounts import Amount, AmountDoubt, Unit, read_amount
from core.understanding.reality import is_there

AGAINST: Final[tuple[tuple[str, Unit | None, set[Objection]], ...]] = (
    ("1.500", "MAD", {"not one"}),
    ("20 et 30 dh", "MAD", {"not one"}),
    ("une dizaine de clients", "count", {"not one"}),
    ("1_000 clients", "count", {"unreadable"}),
    ("300 €", "MAD", {"other unit"}),
    ("un quart", "%", {"bare share"}),
    ("2 clients et 2 emplois", "count", {"several"}),
    ("deux temps plein et un temps partiel", "count", {"several"}),
    ("ثلاث نساء ورجلان", "count", {"several"}),
    ("rb7na xyz alf dh", "MAD", {"several"}),
    ("hausse de 5000 dh", "MAD", {"rise"}),
    ("1,5", "MAD", {"short"}),
    ("2 milliards", None, {"short"}),
    ("deux mille cinq dh", "MAD", {"shortened"}),
    ("entre 10000 et 10000 dh", "MAD", {"range", "open", "behind unknown"}),
    ("12 000 dh par mois", "MAD", {"unreal", "bounded"}),
    ("pas 20 clients", "count", {"denied", "behind unknown"}),
    ("combien 20 dh", "MAD", {"asked", "behind unknown"}),
    ("quelques 20 clients", "count", {"rough", "behind unknown"}),
    ("-5 %", "%", {"signed"}),
    ("aucun 20 dh", None, {"nothing"}),
    ("20 grand", "MAD", {"scale", "unknown"}),
    ("20 briques", "count", {"unknown"}),
    ("la caisse toute neuve 14 300 dh", "MAD", {"behind unknown", "unknown"}),
    ("la caisse neuve est à 14 300 dh", "MAD", {"unreal", "behind unknown", "unknown"}),
    ("12 000 dh ?", "MAD", {"question mark"}),
    ("12 000 dh ou quoi ?", "MAD", {"question mark", "asked", "open"}),
)  # fmt: skip

SETTLED: Final[tuple[tuple[str, Unit], ...]] = (
    ("12 000 dh", "MAD"),
    ("deux (2) clients", "count"),
    ("ou recruté 20 clients", "count"),
    ("2 000 dh from the grant", "MAD"),
    ("j'ai vendu 40 ruches", "count"),
    ("on est à 45k depuis juin", "MAD"),
    ("on a encaissé auprès de la mairie 14 300 dh", "MAD"),
)


def against(text: str, unit: Unit | None) -> frozenset[Objection]:
    """All that speaks against the sum of `text` when it is read as a whole."""
    return objections(saying(text, unit, there=is_there(text, unit)))


@pytest.mark.parametrize(("text", "unit", "expected"), AGAINST)
def test_a_doubtful_sum_has_its_objections(
    text: str, unit: Unit | None, expected: set[Objection]
) -> None:
    """These and no others, and the sum is asked about."""
    assert against(text, unit) == expected
    assert isinstance(read_amount(text, unit), AmountDoubt)


@pytest.mark.parametrize(("text", "unit"), SETTLED)
def test_nothing_speaks_against_a_sum_that_is_settled(text: str, unit: Unit) -> None:
    """What stands beside it tells where, how and from whom; the sum is taken."""
    assert against(text, unit) == frozenset()
    assert isinstance(read_amount(text, unit), Amount)


def test_every_objection_is_raised() -> None:
    """None of them is a word without a sentence, and none is raised that is not listed."""
    assert {one for _, _, raised in AGAINST for one in raised} == set(get_args(Objection))
    assert set(CLOUDS.values()) | WEIGHABLE <= set(get_args(Objection))


@pytest.mark.parametrize(("text", "unit", "expected"), AGAINST)
def test_a_doubt_is_strange_when_all_objections_may_be_outweighed(
    text: str, unit: Unit | None, expected: set[Objection]
) -> None:
    """A single word that is known to speak against a sum keeps it from being weighed."""
    read = read_amount(text, unit)
    assert isinstance(read, AmountDoubt)
    assert read.strange is (expected <= WEIGHABLE)
