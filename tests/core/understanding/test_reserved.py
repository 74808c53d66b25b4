"""Nobody is called like the assistant, the team or the programme."""

from datetime import UTC, datetime

import pytest

from core.conversation.answers import Words
from core.conversation.kind import Answer, Asked, Given

NAME = Words(60, person=True)


def may_be_name(text: str) -> bool:
    """Whether the question for a name takes this."""
    asked = Asked(Given({}, {}), (), {}, datetime(2026, 11, 2, 10, tzinfo=UTC))
    return isinstance(NAME.understand(text, asked), Answer)


SPOOFS = [
    *("MeM", "M.e.M", "M E M", "mem ", "МеМ", "ＭｅＭ", "M\u200beM", "\u202eMeM", "MéM", "*MeM*"),
    *("Mentoring MeM", "MeM by CGEM", "CGEM", "СGЕМ", "Équipe MeM", "L'équipe", "equipe", "EQUIPE"),
    *("Support", "Support technique", "Assistant", "Assistante MeM", "Admin", "admin 1", "Bot"),
    *(
        "Coordinatrice",
        "Coordinateur Karim",
        "The Team",
        "Team MeM",
        "WhatsApp",
        "Telegram Support",
    ),
    *("الفريق", "فريق الدعم", "الدِّعم", "المساعد", "المنسق", "الإدارة", "البرنامج"),
]
PEOPLE = [
    *("Amal", "Karim Alami", "Mehdi", "Memouna", "Meriem", "Assia", "Adam", "Sabah", "Botaina"),
    *("Équité Diallo", "Teamour", "Supriya", "Jan Bot", "مساعد", "أمل", "سلمى"),
    *("Иван", "Μαρία", "3omar", "Sa3id", "Abdel-ilah El Mem", "محمد المساعد", "O'Neil"),
]


@pytest.mark.parametrize("name", SPOOFS)
def test_a_name_that_would_pass_for_us_is_asked_again(name: str) -> None:
    """Whatever alphabet, marks or spaces it is written with."""
    assert not may_be_name(name)


@pytest.mark.parametrize("name", ["\u3164", "\u2800\u2800a", "Amal\u3164", "\u200b", "\u202e"])
def test_a_name_is_seen(name: str) -> None:
    """Letters that show nothing are no name, nor part of one."""
    assert not may_be_name(name)


@pytest.mark.parametrize("name", PEOPLE)
def test_people_keep_their_names(name: str) -> None:
    """A name that merely sounds like one of ours is nobody's trick."""
    assert may_be_name(name)
