"""Of several partners, the one a question is about is named where somebody could be mistaken."""

from core.conversation.message import Part
from core.conversation.run import Run
from core.conversation.whose import whose


def passage(name: str, number: str = "a", *, flow: str = "agreement", **facts: str) -> Run:
    """A passage about the pair with somebody."""
    return Run(number, flow, 1, facts={"name": name, "side": "mentor", **facts})


AMAL, HIND = passage("Amal"), passage("Hind", "b")


def test_nobody_is_named_who_is_the_only_one() -> None:
    """One partner, or nothing of another one in sight."""
    assert not whose(AMAL, None, (), (), apart=True)
    assert not whose(AMAL, None, (passage("Amal", "c", flow="times"),), (), apart=True)


def test_a_question_that_follows_upon_its_own_needs_no_name() -> None:
    """Unless something else has been said since."""
    assert not whose(AMAL, AMAL, (HIND,), (), apart=False)
    assert whose(AMAL, AMAL, (HIND,), (), apart=True) == "Amal"


def test_a_question_behind_another_partners_is_named() -> None:
    """Just after a yes to Hind, what is asked about Amal could be hers."""
    asked = Run("r", "request", 1, facts={"name": "Hind"})
    thanks = Part("request-accepted", {"name": "Hind"})
    assert whose(AMAL, asked, (), (thanks,), apart=False) == "Amal"
    assert whose(HIND, AMAL, (), (), apart=False) == "Hind"


def test_a_name_that_stands_above_the_question_is_enough() -> None:
    """The news that she is a partner now names her."""
    assert not whose(HIND, AMAL, (), (Part("pair-introduced", {"name": "Hind"}),), apart=False)


def test_what_is_about_no_pair_has_no_partner() -> None:
    """A menu, a profile, a goal's name."""
    assert not whose(Run("m", "menu", 1), AMAL, (HIND,), (), apart=True)
