"""Sentences that the rules leave open: what they likely answer is taken, what is left open stays so."""

from pathlib import Path
from random import Random

import pytest

from core.understanding.held import read_held
from core.understanding.leaning import TAKEN, assent, leaning, marks, met, odds, told
from core.understanding.normal import READ_AT_MOST
from core.understanding.outright import said_outright
from core.understanding.utterances import parse
from core.understanding.yesno import yes_no

LESSONS = [
    one
    for table in sorted((Path(__file__).parent / "utterances/training").glob("*.tsv"))
    for one in parse(table.read_text(encoding="utf-8").splitlines())
    if one.kind == "yesno"
]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("impossible samedi, mariage de ma cousine", False),
        ("ma 9dertch had simana 3andi lmte7an", False),
        ("on a pas encore l'argent pour ca", False),
        ("farhana bzaf ghadi ntla9a m3aha akhiran", True),
        ("جاني هاد الوقت مزيان بزاف", True),
    ],
)
def test_a_reason_answers(text: str, meant: bool) -> None:
    """No word of these is a yes or a no, and no person would ask again."""
    assert yes_no(text) is None
    assert assent(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("on a passé deux heures à revoir le business plan", True),
        ("قضينا ساعة كاملة في المقهى نراجع المشروع", True),
        ("his train never arrived so I went home", False),
    ],
)
def test_a_story_tells_whether_they_met(text: str, meant: bool) -> None:
    """Nobody says "the meeting was held"."""
    assert read_held(text) is None
    assert met(text) is meant


@pytest.mark.parametrize(
    "text",
    [
        "si ma soeur garde les enfants je viens",
        "vous me rappelez le programme ?",
        "mais oui bien sûr, comme toujours 🙄",
        "je préfère le matin, après c'est la prière",
        "peut-être, je regarde mon agenda ce soir",
        "ila l9it chi wa7ed ykoun m3a lwlad",
        "ربما، سأسأل زوجي أولا",
    ],
)
def test_what_is_left_open_is_never_taken(text: str) -> None:
    """Questions, conditions, hedges, irony, another wish: asked, whatever the weights say."""
    assert assent(text) is None


@pytest.mark.parametrize("text", ["", "   ", "ok", "zorgl", "١٢٣", "👍👍", "a" * 5000, "b " * 5000])
def test_what_is_no_sentence_is_left_to_the_rules(text: str) -> None:
    """Of a word or two the rules know all that there is to know."""
    assert assent(text) is yes_no(text)
    assert met(text) is read_held(text)


def test_what_the_rules_say_stands() -> None:
    """Nothing that they are sure of is touched."""
    for one in LESSONS:
        if (said := yes_no(one.text)) is not None:
            assert assent(one.text) is said


def test_a_consent_is_never_inferred() -> None:
    """What binds wants a yes or a no in so many words, however likely it is."""
    likely = [one.text for one in LESSONS if yes_no(one.text) is None and assent(one.text) is True]
    assert len(likely) > len(LESSONS) / 50
    assert not [text for text in likely if said_outright(text) is not None]


def test_numbers_are_one_sign() -> None:
    """A sum is judged by what stands around it, and letters that are digits in Darija stay letters."""
    assert marks("on a fait 40 000 dh") == marks("on a fait 75 000 dh")
    assert "3ndna" in marks("3ndna 12 klyan")


def test_courtesy_is_not_looked_at() -> None:
    """A greeting neither makes a sentence nor turns one."""
    assert told("merci bonjour zorgl") == ["zorgl"]


def test_odds_are_against_all_else() -> None:
    """Two answers that are equally likely are both unlikely."""
    weights = {"": (500, 500)}
    first, other = odds(weights, "zorgl blirp fnord")
    assert first == other < 0


def test_any_text_is_judged() -> None:
    """Random signs of all scripts and any length: never an error."""
    seed = 20261123
    print(f"seed {seed}")
    chance = Random(seed)
    for _ in range(500):
        size = chance.randrange(1, READ_AT_MOST * 2)
        text = "".join(chr(chance.choice((32, chance.randrange(33, 0x2FFF)))) for _ in range(size))
        assert {leaning(matter, text) for matter in TAKEN} <= {True, False, None}
