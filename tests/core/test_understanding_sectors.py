"""Sectors, trades, topics and spoken languages."""

from collections import Counter
from random import Random

import pytest

from core.understanding.normal import fold
from core.understanding.sectors import (
    SECTORS,
    TRADES,
    find_trade,
    is_code,
    trade_label,
)
from core.understanding.spoken import LANGUAGES as SPOKEN
from core.understanding.spoken import find_languages, language_label
from core.understanding.table import LANGUAGES, read, wordings
from core.understanding.topics import AXES, TOPICS, find_topics, topic_label

LIST_ROW = 24
"""Characters in the title of a WhatsApp list row."""


def _codes(text: str) -> list[str]:
    return [found.code for found in find_trade(text)]


def test_there_are_enough_sectors_and_trades() -> None:
    """At least 22 sectors and 170 trades, every trade in a sector, every sector with a trade."""
    assert len(SECTORS) >= 22
    assert len(TRADES) >= 170
    assert {trade.sector for trade in TRADES.values()} == set(SECTORS)
    assert all(trade.code.count("/") == 1 for trade in TRADES.values())
    assert all(map(is_code, (*SECTORS, *TRADES)))
    assert not is_code("nothing")


@pytest.mark.parametrize("table", ["sectors", "trades", "topics", "languages"])
def test_every_row_has_three_labels_that_fit_a_list_row(table: str) -> None:
    """Labels exist in French, Arabic and English, fit 24 characters and are told apart."""
    rows = read(table)
    for language in LANGUAGES:
        labels = [row[language] for row in rows]
        assert all(0 < len(label) <= LIST_ROW for label in labels), language
        assert [label for label, times in Counter(map(fold, labels)).items() if times > 1] == []
    assert all(any("ء" <= char <= "ي" for char in row["ar"]) for row in rows)


def test_a_sector_or_trade_is_found_by_its_labels() -> None:
    """Every label in every language finds its own code alone."""
    for code in (*SECTORS, *TRADES):
        for language in LANGUAGES:
            assert _codes(trade_label(code, language)) == [code], (code, language)


def test_every_synonym_finds_its_trade_among_few() -> None:
    """A synonym gives its own code first choice or among at most three."""
    for table in ("sectors", "trades"):
        for row in read(table):
            for form in wordings(row):
                found = _codes(form)
                own = [code for code in found if code.startswith(row["code"])]
                assert own, (form, row["code"], found)
                assert len(found) <= 3, (form, found)


@pytest.mark.parametrize("text", ["informatique", "IT", "معلوميات", "المعلوميات", "informatik"])
def test_one_sector_in_every_language(text: str) -> None:
    """The founding example: informatique, IT and معلوميات are one code."""
    assert _codes(text) == ["digital"]


def test_a_trade_beats_its_sector_and_a_position() -> None:
    """A "consultant IT" works in IT; what a "directeur financier" directs is asked."""
    assert _codes("consultant IT") == ["digital"]
    assert _codes("avocat en droit") == ["legal/lawyer"]
    assert _codes("directeur financier") == []
    assert sorted(_codes("développeur dans une banque")) == ["digital/developer", "finance/banking"]


def test_no_slip_in_a_trade_leads_to_another() -> None:
    """One swapped or lost letter gives the same trade, or a question."""
    random = Random(7)
    right = wrong = total = 0
    for code in TRADES:
        for language in LANGUAGES:
            label = trade_label(code, language)
            if len(label) < 7:
                continue
            at = random.randrange(1, len(label) - 1)
            for slip in (
                label[:at] + label[at + 1 :],
                label[:at] + label[at + 1] + label[at] + label[at + 2 :],
            ):
                found = _codes(slip)
                total += 1
                right += found == [code]
                wrong += len(found) == 1 and found != [code]

    assert total > 1000
    assert right >= 0.9 * total, (right, total)
    assert wrong <= 0.01 * total, (wrong, total)


def test_five_axes_with_at_least_eight_topics_each() -> None:
    """The three axes of the founding texts, market & export, and leadership."""
    assert list(AXES) == ["technology", "legal", "finance", "market", "leadership"]
    per_axis = Counter(topic.axis for topic in TOPICS.values())
    assert set(per_axis) == set(AXES)
    assert all(8 <= count <= 10 for count in per_axis.values())


def test_a_topic_is_found_by_its_labels_and_synonyms() -> None:
    """Every wording of every topic and axis finds its own code alone."""
    for row in read("topics"):
        for form in wordings(row):
            assert find_topics(form) == (row["code"],), form
    assert topic_label("finance/tax", "ar") == "ضرائب"


def test_topics_are_listed_as_said() -> None:
    """Several topics in their order; an axis gives way to its own topic; doubt gives nothing."""
    assert find_topics("pitch et TVA") == ("market/pitch", "finance/tax")
    assert find_topics("technologie : IA et cybersécurité") == (
        "technology/data_ai",
        "technology/cybersecurity",
    )
    assert find_topics("finance, jardinage") == ()
    assert find_topics("1") == ()


def test_a_language_is_found_by_its_names() -> None:
    """Twelve languages, Darija apart from Arabic, in three languages and in Darija."""
    assert len(SPOKEN) == 12
    for row in read("languages"):
        for form in wordings(row):
            assert find_languages(form) == (row["code"],), form
    assert find_languages("العربية والفرنسية") == ("ar", "fr")
    assert find_languages("arabe marocain") == ("ary",)
    assert language_label("zgh", "ar") == "الأمازيغية"
    assert trade_label("crafts", "ar") == "الصناعة التقليدية"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("l'industrie auto, je suis directeur qualité", "automotive"),
        ("industrie automobile", "automotive"),
        ("industrie textile", "textile"),
        ("industrie du bois", "wood_paper"),
        ("industrie", "metal"),
    ],
)
def test_an_industry_is_the_one_that_is_named(text: str, code: str) -> None:
    """Metal only where nothing else is."""
    assert [one.code for one in find_trade(text)] == [code]
