"""Whole sentences: one proposal among what is said around it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from core.understanding.readout import readout

ZONE = ZoneInfo("Africa/Casablanca")
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZONE)
"""A Tuesday."""


def read(text: str) -> str:
    return readout("moment", text, now=NOW, zone=ZONE)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("je rentre de l'école à 16h30, on peut s'appeler jeudi 17h30", "2026-11-26 17:30"),
        ("je propose jeudi 20h, je sors du bureau vers 19h", "2026-11-26 20:00"),
        ("je rentre de voyage dimanche soir donc on dit mardi 1er à 17h", "2026-12-01 17:00"),
        ("j'ai cours demain à 16h donc 18h", "2026-11-25 18:00"),
        ("I finish uni at 4 on Wednesday, 5pm works", "2026-11-25 17:00"),
        ("vendredi je finis tôt, 16h nickel", "2026-11-27 16:00"),
        ("كنسالي الخدمة مع 6، نقدرو نهضرو مع 7 غدا", "2026-11-25 19:00"),
    ],
)
def test_getting_away_earlier_leaves_the_proposal(text: str, moment: str) -> None:
    """When somebody gets away is not when they meet."""
    assert read(text) == moment


@pytest.mark.parametrize("text", ["je finis à 19h, jeudi 18h", "jeudi 18h, je sors à 19h"])
def test_getting_away_later_is_asked_about(text: str) -> None:
    """Nobody meets at six who gets away at seven."""
    assert read(text)[0] == "?"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("ghda mora l3acha m3a 9", "2026-11-25 21:00"),
        ("jeudi après le dîner, 9h", "2026-11-26 21:00"),
        ("jeudi avant le travail, 8h", "2026-11-26 08:00"),
        ("ghedda 9bel dohr m3a 11", "2026-11-25 11:00"),
        ("بعد العصر مع 5 نهار الخميس", "2026-11-26 17:00"),
        ("nhar jem3a men b3d sla, m3a 3", "2026-11-27 15:00"),
    ],
)
def test_what_comes_before_or_after_says_which_half_of_the_day(text: str, moment: str) -> None:
    """Nine after dinner is in the evening, eight before work in the morning."""
    assert read(text) == moment


@pytest.mark.parametrize(
    "words",
    [
        "{} mais pas de connexion à la maison", "{} mais je risque d'avoir 10 min de retard",
        "{}, zoom ou whatsapp ?", "{}, j'apporte mes documents", "{}, le reste du temps je suis au souk",
        "{}, 3ème étage", "{} à Rabat", "{} comme d'hab", "{}, les enfants dorment",
        "le wifi est faible, {}", "bonne année, {}",
    ],
)  # fmt: skip
def test_what_does_not_move_an_hour_is_passed_over(words: str) -> None:
    """Means, places, delays, what is brought and what is wanting leave the hour what it is."""
    assert read(words.format("jeudi 18h")) == "2026-11-26 18:00"


@pytest.mark.parametrize(
    "text",
    [
        "jeudi 18h ? non merci", "jeudi 18h, ah non zut", "jeudi 10h, le soir c'est mieux",
        "jeudi 18h sous réserve", "elle est libre jeudi à 18h", "on s'est vus jeudi à 18h",
        "lkhmis m3a 18h tlgha", "الخميس الساعة 18:00 سأكون في العمل", "anything but Thursday 6pm",
        "Thursday 6pm at the earliest", "jeudi 18h, pas plus tard", "jeudi 18h après le boulot on verra",
    ],
)  # fmt: skip
def test_what_takes_an_hour_back_is_asked_about(text: str) -> None:
    """A no behind it, a second thought, a reserve, somebody else's or a past meeting."""
    assert read(text)[0] == "?"


@pytest.mark.parametrize("word", ["mrida", "delay", "الجمعية", "ljam3iya"])
def test_a_word_near_a_name_is_no_name(word: str) -> None:
    """Who is sick, late or at the association has named no day."""
    assert read(word) == "-"
