"""How much of what people write is understood, measured on labelled utterances."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from core.understanding.choice import Choices, Chosen, ChosenMany
from core.understanding.numbers import whole_number
from core.understanding.places import PlaceFound, find_place
from core.understanding.sectors import find_trade
from core.understanding.spoken import find_languages
from core.understanding.topics import find_topics
from core.understanding.years import BirthYear, birth_year
from core.understanding.yesno import yes_no

TODAY = date(2026, 11, 22)
ASK = "ask"

QUESTIONS = {
    "role": Choices.of(
        {
            "mentor": ["Mentor", "موجِّه", "Mentor", "موجهة"],
            "mentee": [
                "Mentoré(e)",
                "مستفيد(ة) من التوجيه",
                "Mentee",
                "mentoré",
                "مستفيد",
                "مستفيدة",
            ],
            "both": ["Les deux", "الاثنان معا", "Both", "mentor et mentoré", "bjouj"],
        },
        synonyms={
            "mentee": [
                "bghit mentor",
                "bghit chi mentor",
                "je cherche un mentor",
                "looking for a mentor",
                "أبحث عن موجه",
            ]
        },
    ),
    "intent": Choices.of(
        {
            "launch": ["Lancer mon entreprise", "إطلاق", "Launch", "lancer"],
            "scale": ["Scaler", "توسيع", "Scale", "grow"],
            "evolve": ["Faire évoluer", "تطوير", "Evolve", "évoluer", "développer"],
        }
    ),
    "stage": Choices.of(
        {
            "idea": ["Idée", "فكرة", "Idea"],
            "validation": ["Validation", "تحقق"],
            "launch": ["Lancement", "انطلاق", "Launch"],
            "first_sales": ["Premières ventes", "أولى المبيعات", "First sales"],
            "growth": ["Croissance", "نمو", "Growth"],
            "international": ["International", "تدويل", "Internationalisation"],
            "transfer": ["Transmission ou reprise", "نقل المقاولة", "Transfer"],
        }
    ),
    "hours": Choices.of(
        {
            "one_two": ["1 à 2 heures"],
            "three_four": ["3 à 4 heures"],
            "five_more": ["5 heures et plus"],
        }
    ),
}

LISTS = {
    "axes": Choices.of(
        {
            "technology": ["Technologie", "التكنولوجيا", "Technology", "tech"],
            "legal": ["Juridique", "القانون", "Legal", "law"],
            "finance": ["Finance", "المالية"],
            "market": ["Marché & export", "السوق والتصدير", "Market & export"],
            "leadership": ["Leadership", "القيادة"],
        }
    ),
    "two": Choices.of({"mentoring": ["Mentorat"], "invest": ["Investir"]}),
}


def _choose(choices: Choices) -> Callable[[str], str]:
    def answer(text: str) -> str:
        match = choices.match(text)
        return match.option if isinstance(match, Chosen) else ASK

    return answer


def _list(choices: Choices) -> Callable[[str], str]:
    def answer(text: str) -> str:
        match = choices.match_many(text, at_most=3)
        return ",".join(match.options) if isinstance(match, ChosenMany) else ASK

    return answer


def _year(text: str) -> str:
    found = birth_year(text, today=TODAY)
    return str(found.year) if isinstance(found, BirthYear) else ASK


def _number(text: str) -> str:
    found = whole_number(text)
    return ASK if found is None else str(found)


def _place(text: str) -> str:
    found = find_place(text)
    return found.place.code if isinstance(found, PlaceFound) else ASK


def _trade(text: str) -> str:
    found = find_trade(text)
    return found[0].code if len(found) == 1 else ASK


READERS: dict[str, Callable[[str], str]] = {
    **{kind: _choose(choices) for kind, choices in QUESTIONS.items()},
    **{kind: _list(choices) for kind, choices in LISTS.items()},
    "yesno": lambda text: {True: "yes", False: "no", None: ASK}[yes_no(text)],
    "number": _number,
    "year": _year,
    "place": _place,
    "trade": _trade,
    "topic": lambda text: ",".join(find_topics(text)) or ASK,
    "language": lambda text: ",".join(find_languages(text)) or ASK,
}


def _rows() -> list[tuple[str, str, str]]:
    path = Path(__file__).parent / "data" / "utterances.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["kind"], row["text"], row["expected"]) for row in rows]


ROWS = _rows()


def test_there_are_enough_utterances_of_every_kind() -> None:
    """The table has at least 600 rows, and at least 20 for each thing that is asked in words."""
    kinds = Counter(kind for kind, _, _ in ROWS)

    assert len(ROWS) >= 600
    assert set(kinds) == set(READERS)
    assert all(kinds[kind] >= 20 for kind in READERS if kind not in ("hours", "two"))


def test_at_least_95_percent_are_right_and_hardly_any_silently_wrong() -> None:
    """At least 95 % of the utterances are understood; at most 0.5 % mean something else to us."""
    read = [(kind, text, expected, READERS[kind](text)) for kind, text, expected in ROWS]
    missed = [row for row in read if row[3] != row[2]]
    silent = [row for row in missed if row[3] != ASK]

    assert len(missed) <= 0.05 * len(read), missed
    assert len(silent) <= 0.005 * len(read), silent


@pytest.mark.parametrize("kind", sorted(READERS))
def test_no_kind_hides_behind_the_others(kind: str) -> None:
    """Each kind of answer by itself is understood in at least nine cases of ten."""
    rows = [(text, expected) for one, text, expected in ROWS if one == kind]
    missed = [(text, expected, READERS[kind](text)) for text, expected in rows]
    missed = [row for row in missed if row[1] != row[2]]

    assert len(missed) <= max(1, 0.1 * len(rows)), missed
