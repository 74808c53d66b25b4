"""`mem report --page`: what goes to the funder says how many of how many, and tells nobody's name."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from bot.__main__ import main
from core.languages import LANGUAGES
from core.mentoring.member import Member
from core.mentoring.outcome import Outcome
from core.mentoring.skills import Rating
from storage import events, members, mentorships, people, ratings, results
from storage.arrivals import NEW_TALK
from storage.codec import encode
from storage.opening import open_database
from tests.core.mentoring.stage import Stage, both

NOW = 1_795_000_000_000
CASE = Outcome(
    "turnover", "mentee", NOW, Decimal(150000), Decimal(400000), "MAD", "published", 2,
    "three CNSS slips", ("mentee", "mentor"),
)  # fmt: skip
WORDS = {"fr": "400 000 DH", "ar": "400.000 درهم", "en": "400,000 MAD"}
PERIOD = ("--from", "2026-11-01", "--to", "2026-11-30")


@pytest.fixture
def programme(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Amal in Zagora and Karim, who published what came of it, and a claim that is only confirmed."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("SUDO_USER", "sara")
    monkeypatch.delenv("COORDINATORS_LANGUAGE", raising=False)
    database = open_database(sqlite_url)
    with database.begin() as conn:
        mentee, mentor = people.add_people(conn, [NEW_TALK, NEW_TALK], NOW)
        amal = Member("qualified", ("mentee",), "Amal Idrissi", country="MA", region="08",
                      city="zagora", sector="agriculture")  # fmt: skip
        members.save(conn, mentee, amal, NOW)
        members.save(conn, mentor, Member("qualified", ("mentor",), "Karim Alami"), NOW)
        pair = encode(both(Stage()).pair)
        number = mentorships.begin(conn, mentee, mentor, None, NOW, document=pair, state="active")
        results.add(conn, number, CASE, NOW)
        confirmed = replace(
            CASE, kind="jobs", state="confirmed", grade=1, unit="count", evidence=""
        )
        results.add(conn, number, confirmed, NOW)
        for moment, level in (("t0", 2), ("t2", 4)):
            ratings.keep(conn, number, [Rating("sales", "mentee", moment, level)], NOW)  # type: ignore[arg-type]
    database.close()
    return sqlite_url


def written(folder: Path, *options: str) -> str:
    """The page that the command writes."""
    path = folder / "page.html"
    assert main(["report", "--page", str(path), *PERIOD, *options]) == 0
    return path.read_text("utf-8").replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_the_case_and_no_person(
    programme: str, tmp_path: Path, language: str
) -> None:
    """In each language and its direction: figures, a region and a trade; no name, town, or document."""
    told = written(tmp_path, "--language", language)
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in told
    assert WORDS[language] in told
    for personal in ("Amal", "Idrissi", "Karim", "Zagora", "زاكورة", "CNSS"):
        assert personal not in told


def test_every_share_says_of_how_many(programme: str, tmp_path: Path) -> None:
    """Both were qualified; one of two outcomes was seen on paper; one rating twice is too few."""
    told = written(tmp_path)
    assert "0 sur 2" in told  # nobody came through the rules here: both were put into the tables
    assert "Chiffre d’affaires</td><td>1</td><td>1 sur 1</td><td>1 sur 1" in told
    assert "Emplois créés</td><td>1</td><td>1 sur 1</td><td>0 sur 1" in told
    assert "trop peu (n = 1)" in told


def test_whoever_is_told_of_reads_it_in_their_history(programme: str, tmp_path: Path) -> None:
    """A look at both, by name; the figures alone leave none."""
    assert main(["report", *PERIOD]) == 0
    written(tmp_path)
    database = open_database(programme)
    with database.read() as conn:
        seen = [[(one["rule"], one["by"]) for one in events.last(conn, who, 9)] for who in (1, 2)]
    database.close()
    assert seen == [[("seen:report", "sara")]] * 2


@pytest.mark.parametrize(
    "instead",
    [
        replace(CASE, state="verified", consents=("mentee",)),
        replace(CASE, state="verified"),
        replace(CASE, grade=1),
        replace(CASE, state="withdrawn"),
    ],
    ids=["a consent taken back", "not published", "no document", "taken back"],
)
def test_what_lacks_anything_is_no_case(
    programme: str, tmp_path: Path, instead: Outcome, capfd: pytest.CaptureFixture[str]
) -> None:
    """And nobody is looked at; what lacks only a coordinator's word is named to them."""
    database = open_database(programme)
    with database.begin() as conn:
        kept = results.load(conn, 1)
        assert kept is not None
        results.save(conn, kept, instead, NOW)
    told = written(tmp_path)
    assert WORDS["fr"] not in told
    assert "Aucun cas publié" in told
    with database.read() as conn:
        assert events.last(conn, 1, 9) == []
    database.close()
    assert ("--publish" in capfd.readouterr().out) == (instead == replace(CASE, state="verified"))


def test_a_consent_withdrawn_in_the_terminal_takes_the_case_from_the_page(
    programme: str, tmp_path: Path
) -> None:
    """As `mem outcomes --conceal` and "mon histoire" in the chat do it."""
    assert WORDS["fr"] in written(tmp_path)
    assert main(["outcomes", "--conceal", "1", "mentor"]) == 0
    assert WORDS["fr"] not in written(tmp_path)


def test_a_case_stands_in_the_period_in_which_it_was_published(
    programme: str, tmp_path: Path
) -> None:
    """Whenever it was claimed: a quarter tells what became public in it."""
    database = open_database(programme)
    with database.begin() as conn:
        kept = results.load(conn, 1)
        assert kept is not None
        results.save(conn, kept, replace(CASE, at=NOW - 200 * 86_400_000), NOW)
    database.close()
    assert WORDS["fr"] in written(tmp_path)
    path = tmp_path / "before.html"
    assert main(["report", "--page", str(path), "--to", "2026-10-31"]) == 0
    assert "Aucun cas publié" in path.read_text("utf-8")


def test_a_page_that_cannot_be_written_is_said_in_a_line(
    programme: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The folder does not exist, or the disk is full; the name of what it is about stands there."""
    assert main(["report", "--page", str(tmp_path / "nowhere" / "page.html")]) == 1
    said = capfd.readouterr().err
    assert said.startswith("mem: ")
    assert "No such file" in said
    assert main(["report", "--page", "/dev/full"]) == 1
    assert capfd.readouterr().err == "mem: No space left on device\n"
