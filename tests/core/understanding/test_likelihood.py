"""The one time of a doubtful sentence: taken where it is likely meant, never where it is left open."""

import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from core.understanding.likelihood import Candidate, likeliest, marks, odds
from core.understanding.moments import by_rules, candidates, read_moment
from core.understanding.readout import told_moment
from core.understanding.table import read
from core.understanding.utterances import Utterance, grade, parse
from core.understanding.whens import Doubt, Impossible, Moment, Reading

ZONE = ZoneInfo("Africa/Casablanca")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
UTTERANCES = Path(__file__).parent / "utterances"
LESSONS = [
    one
    for table in sorted((UTTERANCES / "training").glob("*.tsv"))
    for one in parse(table.read_text(encoding="utf-8").splitlines())
    if one.kind == "moment"
]


def weighed(text: str) -> tuple[Candidate, ...]:
    return candidates(by_rules(text, now=NOW, zone=ZONE), text, now=NOW, zone=ZONE)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "dkhlat 3liya lkhedma bzaf had simana, sebt m3a 10 d sba7 la bghiti",
            "2026-11-28 10:00",
        ),
        ("this week is crazy with exams, lets do sunday at 11am", "2026-11-29 11:00"),
        ("demain 10h nickel, je vous appelle ou vous m'appelez ?", "2026-11-24 10:00"),
        ("3endi lwlad f lmdrasa mn 8 l 12, n9dro nhadro tlat m3a 9 d sbah", "2026-11-24 09:00"),
    ],
)
def test_a_likely_time_is_taken(text: str, meant: str) -> None:
    """What the rules leave in doubt, and no person would, is read."""
    assert isinstance(by_rules(text, now=NOW, zone=ZONE), Doubt)
    assert told_moment(read_moment(text, now=NOW, zone=ZONE)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "si ma cousine garde la boutique jeudi 18h",
        "jeudi après 19h, la zawia est calme",
        "monday 6pm zorgl, let me check first",
        "lundi 18h zorgl, on verra",
        "mardi 15h zorgl c'est trop tard",
        "ma n9derch nhar khmis zorgl f sba7 m3a 10",
        "nhar lkhmis m3a 10 zorgl khdam",
        "vendredi 15h, ah mais c'est la prière",
        "zorgl mardi 18h, sinon vendredi 10h",
    ],
)
def test_what_is_left_open_is_never_taken(text: str) -> None:
    """Conditions, bounds, denials, who has to see first, an engagement: asked, whatever the weights say."""
    assert not isinstance(read_moment(text, now=NOW, zone=ZONE), Moment)


@cache
def lessons() -> list[tuple[Utterance, Reading, tuple[Candidate, ...], Reading]]:
    """What was written, read by the rules, left as candidates, and read in the end."""
    read_all = []
    for one in LESSONS:
        ruled = by_rules(one.text, now=one.now, zone=one.zone)
        found = candidates(ruled, one.text, now=one.now, zone=one.zone)
        final = read_moment(one.text, now=one.now, zone=one.zone)
        read_all.append((one, ruled, found, final))
    return read_all


def test_nothing_is_taken_but_what_the_rules_found() -> None:
    """A reading is the rules' own, or what they doubted or refused became one of its candidates."""
    taken = 0
    for _, ruled, found, final in lessons():
        if final != ruled:
            assert isinstance(ruled, Doubt | Impossible)
            assert final == likeliest(found)
            taken += 1
    assert taken > 100


def test_the_day_and_hour_themselves_weigh_nothing() -> None:
    """Another weekday and another hour in the same words have the same marks."""
    shown = set()
    for day, hour in (("mardi", "18h30"), ("jeudi", "10h"), ("samedi", "15h15")):
        (found,) = weighed(f"la belle-famille repart vite, {day} {hour} on papote zorgl")
        shown.add(frozenset(marks(found)))
    assert len(shown) == 1


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("la banque m'a convoquée vendredi à 16h, samedi à 16h je n'ai rien", "2026-11-28 16:00"),
        ("my uncle comes friday at 4pm so saturday 4pm", "2026-11-28 16:00"),
        ("saturday at 4pm please, my uncle comes friday at 4pm", "2026-11-28 16:00"),
        ("kan m3ana l9ayd larb3a f 4, khmis m3a 4 d l3chiya li khawi", "2026-11-26 16:00"),
        ("demain je quitte le bureau à 16h45, métro, on se parle à 17h15", "2026-11-24 17:15"),
        (
            "مولات الكرا جاية عندي السبت مع 9، من بعد السبت مع 11 ديال الصباح",
            "2026-11-28 11:00",
        ),
    ],
)
def test_of_two_times_the_one_that_is_proposed_is_taken(text: str, meant: str) -> None:
    """Each clause that says a time whole is weighed, and one has to stand out."""
    assert len({one.moment for one in weighed(text)}) == 2
    assert told_moment(read_moment(text, now=NOW, zone=ZONE)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "vendredi 15h ou samedi 11h, comme ça vous arrange",
        "is friday 4pm when the others meet, or saturday 4pm",
        "samedi à 10h il y a l'inspection, dimanche 18h il y a la livraison",
        "jem3a 10h kandir l3jin o sebt 16h kanbi3",
        "je sors à 19h, jeudi 18h",
        "lundi 18h, à cette heure-là je travaille",
    ],
)
def test_between_two_times_that_stand_alike_nothing_is_taken(text: str) -> None:
    """A choice, two engagements, or an engagement at the very hour: asked."""
    assert not isinstance(read_moment(text, now=NOW, zone=ZONE), Moment)


def test_a_second_time_that_comes_near_leaves_both() -> None:
    """Two times of one sentence that are both likely are asked about."""
    one, other = weighed("my uncle comes friday at 4pm so saturday 4pm")
    assert likeliest((one, other)) == other.moment
    twin = replace(other, moment=one.moment)
    assert likeliest((twin, other)) is None


@pytest.mark.parametrize("around", ["Bonjour, {}", "merci, {}", "{} svp", "salam, {}", "شكرا، {}"])
def test_a_courtesy_without_an_own_meaning_weighs_nothing(around: str) -> None:
    """Greetings, thanks and please are no marks."""
    text = "la belle-famille repart vite, mardi 18h on papote zorgl"
    (plain,), (polite,) = weighed(text), weighed(around.format(text))
    assert marks(polite) == marks(plain)


def test_the_weights_are_whole_numbers_and_add_up() -> None:
    """Each mark stands once; a sum of hundredths is the same on every machine."""
    rows = read("likelihood")
    assert len({row["mark"] for row in rows}) == len(rows) > 1000
    assert all(re.fullmatch(r"-?\d+", row["weight"]) for row in rows)
    assert rows[0]["mark"] == ""
    bias, first = int(rows[0]["weight"]), rows[1]
    assert odds(set()) == bias / 100
    assert odds({first["mark"], "no such mark"}) == (bias + int(first["weight"])) / 100


def test_the_lessons_were_learned() -> None:
    """Of the candidates in the lessons not one in twenty is taken wrongly, and most that are meant are taken."""
    grades = [
        grade(one.expected, told_moment(final)) for one, _, found, final in lessons() if found
    ]
    assert len(grades) > 500
    assert grades.count("wrong") <= 0.05 * len(grades)
    assert grades.count("asked") <= 0.25 * len(grades)


def test_any_words_can_be_weighed() -> None:
    """Pieces of sentences in any order and script give a reading, twice the same."""
    chance = Random(11)
    pieces = [word for one in LESSONS for word in one.text.split()]
    for _ in range(800):
        text = " ".join(chance.choice(pieces) for _ in range(chance.randint(1, 25)))
        once = read_moment(text, now=NOW, zone=ZONE)
        assert read_moment(text, now=NOW, zone=ZONE) == once
