"""A coordinator acts while `mem serve` runs on SQLite: processes of their own, real HTTP."""

import json
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from sqlalchemy import update

from bot.settings import wall_clock
from bot.words.catalogue import say
from storage import mentorships
from storage.opening import open_database
from storage.schema import address
from storage.schema import outbox as outbox_table
from tests.bot.test_command_line import Mem, mem  # noqa: F401 - a fixture
from tests.bot.test_service import REPOSITORY, Town, eventually, town, whoever
from tests.crash.nursery import Nursery
from tests.crash.world import free_port
from tests.fakes.inbound_twilio import ACCOUNT
from tests.handlers.couple import SIDES, Couple

PHONES = {"mentee": "whatsapp:+212600000016", "mentor": "whatsapp:+33612345678"}
STRANGERS = 12
WITHIN = 60.0
"""Seconds in which something has come about on the busiest machine."""

pytestmark = pytest.mark.timeout(300)


@dataclass
class Office:
    """A town whose service answers two people who work together, and a terminal beside it."""

    place: Town
    made: int
    shift: float

    def mem(self, *arguments: str, **environment: str) -> "CompletedProcess[str]":
        """A command of the coordinator's, in a process of its own."""
        path = os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(REPOSITORY)])
        return self.place.nursery.run(
            "tests.bot.shifted",
            (str(self.shift), *arguments),
            {
                "PATH": os.environ["PATH"],
                "PYTHONPATH": path,
                "DATABASE_URL": self.place.database_url,
                "COORDINATORS_LANGUAGE": "en",
                **environment,
            },
            self.place.folder,
        )

    def done(self, *arguments: str) -> str:
        """One that is possible; what it said."""
        done = self.mem(*arguments)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def read(self, side: str) -> list[str]:
        """What one of the two got from the running service."""
        return [one.body for one in self.place.twilio.delivered_to(PHONES[side])]

    def state(self) -> str:
        """The mentorship's."""
        opened = closing(open_database(self.place.database_url, access="reader"))
        with opened as database, database.read() as conn:
            one = mentorships.load(conn, self.made)
        assert one is not None
        return one.state


def settled_couple(url: str) -> tuple[int, float]:
    """Two people on WhatsApp with a first meeting, on the day they fixed it, and everything said;
    the mentorship, and how many seconds their clock is after ours.
    """
    with closing(open_database(url)) as database:
        couple = Couple(database)
        made = couple.confirm()
        with database.begin() as conn:
            for side, phone in PHONES.items():
                conn.execute(
                    update(address)
                    .where(address.c.address == side)
                    .values(channel="whatsapp", account=ACCOUNT, address=phone)
                )
            waits = outbox_table.c.state != "accepted"
            assert not conn.execute(outbox_table.select().where(waits)).all()
        return made, (couple.stage.clock() - wall_clock()).total_seconds()


@pytest.fixture
def office(tmp_path: Path, sqlite_url: str, nursery: Nursery) -> Iterator[Office]:
    made, shift = settled_couple(sqlite_url)
    with town(tmp_path, sqlite_url, nursery) as place:
        place.program = ("tests.bot.shifted", str(shift))
        place.start()
        yield Office(place, made, shift)


def test_a_coordinator_acts_while_people_are_answered(office: Office) -> None:
    """Both of the pair read it within seconds, everybody else is answered once, nothing is lost."""
    place, made = office.place, str(office.made)

    def write() -> None:
        for number in range(STRANGERS):
            assert place.whatsapp(whoever(number), "Bonjour", number + 1) == 200

    writing = threading.Thread(target=write)
    writing.start()
    said = office.done("pairs", made, "--suspend", "illness")
    assert said.startswith(f"mentorship {made} suspended: paused")
    eventually(lambda: all(office.read(side) for side in SIDES), WITHIN)
    for side, name in (("mentee", "Karim"), ("mentor", "Amal")):
        assert office.read(side) == [say("pair-suspended", "fr", {"name": name})]
    assert office.done("pairs", made, "--lift").startswith(f"mentorship {made} lifted: active")
    eventually(lambda: all(len(office.read(side)) == 2 for side in SIDES), WITHIN)
    writing.join()
    eventually(lambda: all(place.twilio.delivered_to(whoever(n)) for n in range(STRANGERS)), WITHIN)

    second = place.start(port=free_port())
    assert second.wait(WITHIN) == 1
    assert "another process" in place.log(1).splitlines()[-1]
    place.started[0].send_signal(signal.SIGTERM)
    assert place.started[0].wait(WITHIN) == 0
    assert [len(place.twilio.delivered_to(whoever(n))) for n in range(STRANGERS)] == [1] * STRANGERS
    assert place.twilio.violations == []
    assert "Traceback" not in place.log()


def test_a_coordinator_killed_in_the_middle_has_done_nothing(office: Office) -> None:
    """Nobody is told of half an act; the service goes on; the act can be done again, and once."""
    place, made = office.place, str(office.made)
    for point in ("turn.after_talks", "turn.before_finish"):
        killed = office.mem("pairs", made, "--suspend", "illness", MEM_CRASH_AT=point)
        assert killed.returncode == -signal.SIGKILL
        assert office.state() == "active"
        assert place.whatsapp(whoever(1), "Bonjour", len(point)) == 200
    eventually(lambda: place.twilio.delivered_to(whoever(1)), WITHIN)
    office.done("pairs", made, "--suspend", "illness")
    eventually(lambda: all(office.read(side) for side in SIDES), WITHIN)
    refused = office.mem("pairs", made, "--suspend", "illness")
    assert refused.returncode == 1
    assert "suspended already" in refused.stderr
    place.started[0].send_signal(signal.SIGTERM)
    assert place.started[0].wait(WITHIN) == 0
    assert [len(office.read(side)) for side in SIDES] == [1, 1]


def test_every_list_of_the_office_is_read_and_kept_beside_the_service(
    office: Office,
    mem: Mem,  # noqa: F811 - a fixture
) -> None:
    """Alerts are closed, lists imported, people looked up, with a trace of who did it."""
    place = office.place

    def done(*arguments: str) -> str:
        """Run here, which is another process than the service, too."""
        found = mem(*arguments)
        assert (found.returncode, found.stderr) == (0, "")
        return found.stdout

    assert place.whatsapp(PHONES["mentee"], "humain", 1) == 200
    eventually(lambda: done("alerts") != "no open alerts\n", WITHIN)
    number = done("alerts").split("\t")[0]
    assert done("alerts", "--close", number) == f"alert {number} closed\n"
    assert done("alerts") == "no open alerts\n"
    (place.folder / "list.csv").write_text("name,phone,role,language\nHind,0612345678,mentee,fr\n")
    assert "written" in done("import", "list.csv", "--apply")
    told = done("why", PHONES["mentee"])
    assert "looked up" not in told
    assert ": why by " not in told
    assert " why by " in done("why", PHONES["mentee"])
    listed = [json.loads(line) for line in done("export", "members").splitlines()]
    assert {"Amal Idrissi", "Karim Alami", "Hind"} <= {one["name"] for one in listed}
    assert " export by " in done("why", PHONES["mentor"])


def test_the_partner_of_somebody_erased_is_told_and_their_words_are_gone(office: Office) -> None:
    """A letter asked for it: the pair ends beside the service, and whoever writes again is new."""
    place = office.place
    shown = office.done("erase", PHONES["mentor"])
    assert "Karim Alami" in shown
    assert office.state() == "active"
    assert "is erased" in office.done("erase", PHONES["mentor"], "--apply")
    eventually(lambda: bool(office.read("mentee")), WITHIN)
    assert office.state() == "ended_no_fault"
    assert office.read("mentor") == []
    assert "Karim" not in "".join(office.done("export", "members"))
    assert place.whatsapp(PHONES["mentor"], "Bonjour", 1) == 200
    eventually(lambda: bool(office.read("mentor")), WITHIN)
    assert "Bienvenue" in office.read("mentor")[0]
