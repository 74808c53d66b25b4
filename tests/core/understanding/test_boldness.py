"""What ordinary sentences tempt to read and do not say: obstacles, prices, hearsay, other people's meetings.

The sentences are those of `training/lesson_28.tsv`, where each sort has counterparts with a value.
"""

from pathlib import Path

import pytest

from core.understanding import amount_parts
from core.understanding.amount_words import Symbol
from core.understanding.amounts import Amount, Unit, read_amount
from core.understanding.held import read_held, untold
from core.understanding.likelihood import likeliest
from core.understanding.moments import Moment, by_rules, candidates
from core.understanding.utterances import Utterance, grade, parse, read
from core.understanding.yesno import undecided, yes_no

LESSON = Path(__file__).parent / "utterances/training/lesson_28.tsv"
LINES = list(parse(LESSON.read_text(encoding="utf-8").splitlines()))
TRAPS = [one for one in LINES if one.expected == "ask"]
UNITS: dict[str, Unit] = {"MAD": "MAD", "count": "count", "%": "%"}


def taken_by_rules(one: Utterance) -> object:
    """The value that the rules alone read, None for none and for a doubt."""
    kind, _, unit = one.kind.partition(":")
    match kind:
        case "moment":
            reading = by_rules(one.text, now=one.now, zone=one.zone)
            return reading if isinstance(reading, Moment) else None
        case "amount":
            amount = read_amount(one.text, UNITS[unit])
            return amount if isinstance(amount, Amount) else None
        case "yesno":
            return yes_no(one.text)
        case "held":
            return read_held(one.text)
    raise ValueError(one.kind)


@pytest.mark.parametrize("kind", ["moment", "amount", "yesno", "held"])
def test_the_rules_take_no_trap_for_an_answer(kind: str) -> None:
    """An obstacle proposes no time, a price is no income, "I hear you" no yes, a neighbour's meeting none."""
    traps = [one for one in TRAPS if one.kind.startswith(kind)]
    assert len(traps) >= 20
    assert [one.text for one in traps if taken_by_rules(one) is not None] == []


def test_their_counterparts_are_read() -> None:
    """A few words less, and the same sentences say something."""
    plain = [one for one in LINES if one.expected != "ask"]
    assert len(plain) >= 40
    assert [one.text for one in plain if grade(one.expected, read(one)) == "wrong"] == []
    assert sum(grade(one.expected, read(one)) == "right" for one in plain) >= 0.95 * len(plain)


@pytest.mark.parametrize(
    "text",
    [
        "mercredi 15h je serai à l'enterrement",
        "thursday 3pm I'll be at a funeral",
        "vendredi 15h j'aurais dit oui mais j'ai yoga",
        "monday 2pm is taken, so is tuesday 2pm",
        "lundi 14h c'est pris, mardi 14h aussi",
    ],
)
def test_no_weight_takes_an_hour_at_which_one_is_engaged(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What keeps somebody then, and what is refused as well, is never weighed."""
    now = TRAPS[0].now
    found = candidates(
        by_rules(text, now=now, zone=TRAPS[0].zone), text, now=now, zone=TRAPS[0].zone
    )
    monkeypatch.setattr("core.understanding.likelihood.odds", lambda _shown: 9.9)
    assert found
    assert likeliest(found) is None


@pytest.mark.parametrize("text", ["mon mari dit oui", "rajli gal wakha", "oui, une prochaine fois"])
def test_a_yes_of_others_or_for_another_day_is_left_open(text: str) -> None:
    """Neither the rules nor what is learned makes an answer of it."""
    assert yes_no(text) is None
    assert undecided(text)


@pytest.mark.parametrize("text", ["ma voisine et son mentor se sont vus", "I met the bank manager"])
def test_a_meeting_of_others_or_with_others_is_left_open(text: str) -> None:
    """Neither the rules nor what is learned makes an answer of it."""
    assert read_held(text) is None
    assert untold(text)


def test_a_long_enumeration_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for what concludes a list, no part of it is scanned again for every comma."""
    scanned: list[int] = []
    scan = amount_parts.scan

    def counted(text: str) -> list[Symbol]:
        scanned.append(len(text))
        return scan(text)

    monkeypatch.setattr(amount_parts, "scan", counted)
    text = "2 vendeuses et 1 livreur, " + "non, " * 4000
    read_amount(text, "count")
    assert sum(scanned) < 30 * len(text)
