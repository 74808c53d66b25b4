"""How much of what people write is understood, measured on labelled utterances.

Each file was labelled before the readings had met it, by the author of the readings, from fresh_7
to fresh_11 by another. Right, asked back and silently wrong on the first run, in percent: fresh_1
92.2, 5.4, 2.4; fresh_2 91.1, 5.7, 3.2; fresh_3 86.1, 9.0, 4.9; fresh_4 90.0, 9.0, 1.0; fresh_5 95.3,
1.2, 3.5; fresh_6 87.1, 9.7, 3.2; fresh_7 80.4, 15.0, 4.7; then, after words that are not understood
had become doubts, fresh_8 91.5, 7.0, 1.5; fresh_9 92.0, 5.5, 2.5; fresh_10 90.4, 8.1, 1.5; fresh_11
90.9, 4.0, 5.1; with learning after each, fresh_12 84.5, 14.4, 1.1; fresh_13 84.3, 13.7, 2.0; fresh_14
92.5, 7.0, 0.5; fresh_15 90.1, 7.2, 2.8; fresh_16 87.1, 11.3, 1.6; fresh_17 94.0, 5.4, 0.6; fresh_18
95.7, 3.7, 0.6; fresh_19 92.1, 6.8, 1.1; then more Arabic and Darija: fresh_20 87.0, 10.3, 2.7; fresh_21
88.5, 9.7, 1.8; fresh_22 89.3, 8.9, 1.8; fresh_23 92.5, 5.3, 2.3; fresh_24 88.8, 10.5, 0.7; fresh_25
90.1, 9.2, 0.7; fresh_26 95.1, 4.9, 0.0; fresh_27 85.0, 13.5, 1.5; fresh_28 98.5, 1.5, 0.0; fresh_29,
of longer sentences and rarer words, 70.8, 27.7, 1.5; fresh_30 94.6, 5.4, 0.0; fresh_31, rare words again, 63.3, 36.7, 0.0; then eight sets by somebody who had read
none of this, each of another pen, learned from in turn: fresh_32 (a hurried founder's French) 82.0, 16.4,
1.6; fresh_33 (Darija in Latin letters) 81.0, 18.3, 0.8; fresh_34 (Arabic script) 93.2, 6.1, 0.8; fresh_35
(English of the diaspora) 84.3, 13.4, 2.4; fresh_36 (mixed) 88.6, 10.6, 0.8; fresh_37 (corrections and
traps) 65.9, 31.0, 3.2; fresh_38 (sums) 83.9, 13.7, 2.4; fresh_39 (ordinary traffic) 91.1, 8.9, 0.0; where
a label asked for a doubt that the kind has not, or contradicted the other files, it was corrected, with
which the eight have 86.7, 11.7, 1.6; 87.3, 12.7, 0.0; 97.0, 2.3, 0.8; 89.0, 8.7, 2.4; 94.3, 5.7, 0.0;
75.4, 21.4, 3.2; 94.4, 3.2, 2.4; 96.8, 3.2, 0.0. Four more by a third hand, in `sentences/`, are whole
sentences of several clauses: fresh_40 (French) 46.0, 53.0, 1.0; fresh_41 (Darija) 52.0, 47.0, 1.0; fresh_42
(Arabic) 47.0, 53.0, 0.0; fresh_43 (English and mixed) 50.0, 50.0, 0.0; fresh_44 (French,
Darija, Arabic) 72.0, 28.0, 0.0 and fresh_45 (French, English, mixed) 75.0, 25.0, 0.0 were met after words
around one whole proposal had come to be passed over (printed at first 66.0, 28.0, 6.0 and 71.0, 25.0, 4.0,
with "yes" and "no" as the labels of meetings held or not); they stay
apart. Then six sets of ordinary messages by a fourth hand, who had read none of this either, each learned
from before the next but the last: phrases fresh_46 99.2, 0.8, 0.0 and fresh_47 96.8, 3.2, 0.0; whole sentences
fresh_48 84.0, 16.0, 0.0; fresh_49 89.0, 11.0, 0.0; fresh_50 78.0, 21.0, 1.0; fresh_51, from which nothing is
learned, 90.0, 10.0, 0.0. Then four by a fifth hand, on the same terms: phrases fresh_52 95.3, 4.7, 0.0; whole sentences
fresh_53 88.3, 11.7, 0.0; fresh_54 85.0, 15.0, 0.0; fresh_55, from which nothing is learned, 89.2, 10.8, 0.0 (read as
before any of this: 95.3, 4.7, 0.0; 87.5, 11.7, 0.8; 82.5, 17.5, 0.0; 86.7, 13.3, 0.0). Two labels of them ("une dizaine de clients" is 10, "une quinzaine" is 15) contradicted
the older files and ask now. Then four by a sixth hand: phrases fresh_56 93.3, 6.7, 0.0; whole sentences fresh_57 93.3, 6.7,
0.0; fresh_58 85.0, 15.0, 0.0; fresh_59, from which nothing is learned, 88.3, 11.7, 0.0 (read as before any of this: 93.3, 6.7, 0.0;
92.5, 7.5, 0.0; 83.3, 16.7, 0.0; 84.2, 15.8, 0.0). Six labels of them that took a sum by the month, by the piece or wished for as
the sum that there is contradicted the older files and ask now, with which the first runs have 94.0, 94.2, 86.7 and 90.0 right. Four
older labels of "ask" for what a person understands became values ("in an hour and a half", "ماشي هاد السبت، السبت الجاي مع 10",
"7 500 dh contre 5 000 avant", "safi ma b9itch baghi messages"). `sentences/invented`, by the author of the readings, was written between these, a seventh of it
traps: on the first runs 75 to 87 right in its parts, of the traps 14 silently wrong (10 as read before). `invented` holds sentences that the author of the readings made up meanwhile, a
tenth of them traps: 82.6, 15.1, 2.3 before they were learned from, and as many of a later time. Some labels of
"ask" for what other files read became values with these ("ce soir après le travail" is this evening, "non c'est bon
merci" a no, "on s'est loupés" not held, "oui mais seulement 10 minutes" held). With fresh_40 came sixteen labels of "ask" for what a person understands ("mardi 19h après le boulot",
"je finis à 18h, donc 19h mardi"), which are times now. Misses were then learned from and some labels
corrected (of those silently wrong at first: 6 of fresh_7, one each of fresh_8, fresh_10, fresh_11 and
fresh_17, 3 of fresh_16, 2 of fresh_19, 3 of fresh_20, one each of fresh_21 and fresh_23, 2 of fresh_22; with the
sets of the fourth hand ten more that asked about what a person understands, "seb3 mya" or "jeudi j'ai cours
jusqu'à 17h, donc 18h"),
so what is printed now guards against falling back; the first runs say what to expect of words nobody
has seen.
"""

import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from core.understanding.utterances import Grade, Utterance, grade, parse, scores

TABLES = sorted((Path(__file__).parent / "utterances").glob("*.tsv"))
SENTENCES = sorted((Path(__file__).parent / "utterances" / "sentences").glob("*.tsv"))


def labelled(tables: list[Path]) -> list[Utterance]:
    return [
        one for table in tables for one in parse(table.read_text(encoding="utf-8").splitlines())
    ]


UTTERANCES = labelled(TABLES)


@cache
def learned() -> dict[tuple[str, str], Counter[Grade]]:
    return scores(UTTERANCES)


def test_the_table_is_large_and_has_every_language_and_kind() -> None:
    """At least 400 utterances; no language and no kind is measured on a handful."""
    assert len(UTTERANCES) >= 400
    for language in ("fr", "ar", "en", "ary"):
        assert sum(one.language == language for one in UTTERANCES) >= 60
    for kind in ("moment", "amount", "rhythm", "rating", "held", "yesno", "number"):
        assert sum(one.kind.startswith(kind) for one in UTTERANCES) >= 10


@pytest.mark.parametrize("kind", ["all", "moment", "amount", "rhythm", "held"])
def test_most_is_right_and_hardly_anything_silently_wrong(kind: str) -> None:
    """No fall below 95 % right and 0.5 % silently wrong on what was learned from."""
    grades = learned()[kind, "all"]
    assert grades["right"] >= 0.95 * grades.total()
    assert grades["wrong"] <= 0.005 * grades.total()


def test_a_long_sentence_is_rather_asked_about_than_guessed() -> None:
    """Of whole sentences that were learned from nineteen in twenty are read, and hardly any is read wrong."""
    grades = scores(labelled(SENTENCES))["all", "all"]
    assert grades.total() >= 1700
    assert grades["right"] >= 0.95 * grades.total()
    assert grades["wrong"] <= 0.005 * grades.total()


@pytest.mark.parametrize(
    ("expected", "got", "given"),
    [
        ("2026-11-26 18:00", "2026-11-26 18:00", "right"),
        ("2026-11-26 18:00", "2026-11-26 06:00", "wrong"),
        ("2026-11-26 18:00", "?half 2026-11-26 06:00", "asked"),
        ("2026-11-26 18:00", "-", "asked"),
        ("?", "?day", "right"),
        ("?", "2026-11-26", "wrong"),
        ("-", "2026-11-26", "wrong"),
        ("!past", "2026-11-26", "wrong"),
    ],
)
def test_a_value_that_is_not_the_expected_one_is_silently_wrong(
    expected: str, got: str, given: str
) -> None:
    """Asking back is never counted as wrong, a value where a doubt was due always."""
    assert grade(expected, got) == given


def test_the_command_answers_line_by_line() -> None:
    """One reading for each line, the unknown kind and the broken bytes too."""
    lines = (
        b"moment\tjeudi 18h\namount:MAD\t1,5 MDH\nrating\t4/5\nnonsense\tx\nmoment\t\xff\n\n"
        b"moment\tdemain 18h\t2027-01-13T15:00\tEurope/Paris\n"
    )
    ran = subprocess.run(
        [sys.executable, "-m", "core.understanding", "--now", "2026-11-22T10:00"],
        input=lines, capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert ran.stdout.decode().splitlines() == [
        "2026-11-26 18:00",
        "1500000 MAD",
        "4",
        "error: no kind 'nonsense'",
        "-",
        "error: no kind ''",
        "2027-01-14 18:00",
    ]
