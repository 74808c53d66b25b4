"""`mem round` and `mem why-match`: a coordinator drafts, looks, changes, releases, undoes."""

import re
import time

import pytest
from sqlalchemy import func, select

from bot.handlers.lookout import Lookout
from core.matching.newcomer import FADE
from storage.opening import open_database
from storage.schema import event, proposal, timer
from tests.bot.test_command_line import Mem, mem  # noqa: F401 - a fixture

SEEDED = ("seed", "--members", "40", "--random-seed", "3")


@pytest.fixture
def community(mem: Mem) -> Mem:  # noqa: F811 - the fixture
    """Forty people who finished onboarding."""
    assert mem(*SEEDED).returncode == 0
    return mem


def cards(url: str, state: str) -> int:
    """How many proposals are in this state."""
    database = open_database(url, access="reader")
    try:
        with database.read() as conn:
            counted = select(func.count()).select_from(proposal).where(proposal.c.state == state)
            return int(conn.execute(counted).scalar_one())
    finally:
        database.close()


@pytest.fixture
def url(tmp_path: object) -> str:
    """Where `mem` works."""
    return f"sqlite:///{tmp_path}/mem.db"


def test_a_dry_run_tells_all_and_keeps_nothing(community: Mem, url: str) -> None:
    """Who with whom and why, who not and why, the certificate, the regions; no row is written."""
    done = community("round", "--dry-run")

    assert done.returncode == 0
    assert re.search(
        r"^  1\. mentor \d+ \(.+, .+\): \d+\.\d/100\. .*\.$", done.stdout, re.MULTILINE
    )
    assert "without a proposal" in done.stdout
    assert re.search(r"total 9\d\.\d{4}% ", done.stdout)
    assert "region " in done.stdout
    assert "BROKEN" not in done.stdout
    assert cards(url, "drafted") == 0


def test_the_same_seed_gives_the_same_round(community: Mem) -> None:
    """Word for word."""
    assert community("round", "--dry-run").stdout == community("round", "--dry-run").stdout


def test_a_draft_is_released_once(community: Mem, url: str) -> None:
    """Nobody is written to before the release, everybody with cards after it."""
    assert "round 1 is a draft" in community("round").stdout
    drafted = cards(url, "drafted")
    assert drafted
    again = community("round")
    assert again.returncode == 1
    assert "round 1 is still a draft" in again.stderr
    done = community("round", "--release", "1")
    assert f"{drafted} cards released" in done.stdout
    assert (cards(url, "drafted"), cards(url, "shown")) == (0, drafted)
    assert community("round", "--release", "1").stderr == "mem: round 1 is no draft\n"
    database = open_database(url, access="reader")
    with database.read() as conn:
        kinds = set(conn.execute(select(timer.c.kind)).scalars())
        view = Lookout().look(conn, int(time.time() * 1000))
    database.close()
    assert "cards:1" in kinds
    assert view.prices.keys() <= {one.id for one in view.pool.mentors}
    assert min(view.prices.values()) > 0  # more mentees than seats: some are in demand
    assert view.fade >= FADE - 1


def test_a_draft_is_read_again_with_the_numbers_to_hold_by(community: Mem, url: str) -> None:
    """Each card has its number, in the draft and when it is shown; what is held says so."""
    drafted = re.findall(r"proposal (\d+)\.", community("round").stdout)
    assert len(drafted) == cards(url, "drafted")
    community("round", "--hold", drafted[0])
    shown = community("round", "--show", "1").stdout
    assert sorted(re.findall(r"proposal (\d+)[,.]", shown)) == sorted(drafted)
    assert f"proposal {drafted[0]}, HELD" in shown
    community("round", "--release", "1")
    assert community("round", "--show", "1").stderr == "mem: round 1 is no draft\n"


def test_whoever_a_round_names_reads_it_in_their_history(community: Mem, url: str) -> None:
    """First names and towns are shown of these people and of no others, once each line is written."""
    out = community("round", "--dry-run").stdout
    named = {int(one) for one in re.findall(r"(\d+) \([^\d\W][^()]*\)", out)}
    database = open_database(url, access="reader")
    with database.read() as conn:
        rows = conn.execute(select(event.c.person_id).where(event.c.rule == "seen:round")).all()
    database.close()
    assert len(named) > 10
    assert sorted(row.person_id for row in rows) == sorted(named)


def test_a_draft_is_undone(community: Mem, url: str) -> None:
    """Nobody was written to, and the next round may begin."""
    community("round")
    assert "round 1 is undone" in community("round", "--undo", "1").stdout
    assert cards(url, "drafted") == 0
    assert "round 2 is a draft" in community("round").stdout


def test_what_is_held_is_not_released(community: Mem, url: str) -> None:
    """A coordinator keeps one card back, and puts another one back in."""
    community("round")
    assert community("round", "--hold", "1").stdout == "proposal 1 is held\n"
    community("round", "--hold", "2")
    assert community("round", "--unhold", "2").stdout == "proposal 2 is drafted\n"
    community("round", "--release", "1")
    assert cards(url, "held") == 1
    assert community("round", "--unhold", "2").returncode == 1


def test_an_amendment_keeps_to_the_rules(community: Mem) -> None:
    """Another mentor whom the rules allow; the reasons are told for one whom they do not."""
    out = community("round").stdout
    mentors = sorted({int(one) for one in re.findall(r"mentor (\d+) \(", out)})
    answers = [community("round", "--amend", "1", str(one)) for one in mentors]
    assert {one.returncode for one in answers} == {0, 1}
    refused = next(one for one in answers if one.returncode)
    assert refused.stderr.count("\n") == 1
    assert "no mentor" in community("round", "--amend", "1", "999").stderr


def test_why_two_people_fit(community: Mem) -> None:
    """Every part, adding up to the score, and what each side is told."""
    out = community("round", "--dry-run").stdout
    mentee = re.findall(r"^mentee (\d+)", out, re.MULTILINE)[0]
    mentor, points = re.findall(r"1\. mentor (\d+) \(.+?\): (\d+\.\d)/100", out)[0]
    told = community("why-match", mentee, mentor).stdout

    (total,) = re.findall(r": (\d+\.\d\d)/100", told)
    parts = [float(one) for one in re.findall(r"(\d+\.\d\d) of ", told)]
    assert round(float(total), 1) == float(points)
    assert sum(parts) == pytest.approx(float(total), abs=0.05)
    assert "told to the mentor:" in told
    assert "not proposed" not in told


def test_a_table_that_cannot_be_used_is_refused(community: Mem, tmp_path: object) -> None:
    """In one line, before anybody is looked at."""
    path = f"{tmp_path}/weights.toml"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - one line
        file.write('version = "x"\n')
    done = community("round", "--dry-run", "--weights", path)

    assert done.returncode == 1
    assert done.stderr.startswith(f"mem: {path}: ")
    assert done.stderr.count("\n") == 1


def test_an_empty_programme_has_an_empty_round(mem: Mem) -> None:  # noqa: F811 - the fixture
    """No mentors, no mentees: a clear result."""
    mem("migrate")
    done = mem("round", "--dry-run")
    assert done.returncode == 0
    assert "matched 0 of 0" in done.stdout
