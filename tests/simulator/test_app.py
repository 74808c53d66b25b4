"""The page's server: what it shows, what it refuses, and that nobody else can reach it."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import httpx
import msgspec
import pytest

from bot.handlers.told import LOADERS
from core.duration import DAY
from core.languages import LANGUAGES
from core.mentoring.availability import Week
from core.mentoring.drawn import attached
from core.mentoring.goal import Goal, Reading
from core.mentoring.mentorship import open_pair
from simulator.app import make_app
from simulator.demo import HOST
from simulator.keepsake import beside, load
from simulator.manners import MANNERS
from simulator.personas import HABITS
from simulator.phone import Type
from simulator.room import SPANS, SPEEDS, Room
from simulator.words import words
from simulator.world import START
from storage import goals, mentorships
from storage.codec import encode

ENTER = "from bot.__main__ import main; import sys; sys.exit(main(['demo', *sys.argv[1:]]))"


@pytest.fixture
async def client(room: Room):
    transport = httpx.ASGITransport(app=make_app(room))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as opened:
        yield opened


async def test_the_page_shows_two_phones_in_their_directions(client):
    """A French phone from the left and an Arabic one from the right, without any script."""
    page = (await client.get("/")).text
    assert page.count('class="device') == 2
    assert 'dir="ltr" lang="fr"' in page
    assert 'dir="rtl" lang="ar"' in page
    assert "http" not in re.sub(r'action="[^"]*"|"data:,"', "", page), (
        "nothing comes from elsewhere"
    )


async def test_a_message_is_answered_and_its_words_are_escaped(client):
    """What is typed appears as text, whatever it contains."""
    await client.post("/phones/1/type", data={"text": "Bonjour"})
    await client.post("/phones/1/type", data={"text": "<script>alert(1)</script>"})
    page = (await client.get("/")).text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "Acceptez-vous" in page


async def test_the_events_show_why_something_was_not_sent(client):
    """After a week of silence the held reminder and its reason stand beside the phone."""
    for text in ("Bonjour", "1"):
        await client.post("/phones/1/type", data={"text": text})
    await client.post("/clock/week")
    page = (await client.get("/")).text
    assert "Not sent, and why" in page
    assert "held behind a template" in page


async def test_a_pair_stands_beside_both_phones(client, room):
    """Who is paired with whom, in which state, when they meet, and what each has to answer."""
    for number in (1, 2):
        await client.post(f"/phones/{number}/type", data={"text": "Bonjour"})
    week = Week((), "Africa/Casablanca", "MA")
    with room.world.database.begin() as conn:
        made = mentorships.begin(conn, 1, 2, None, room.world.clock.now)
        pair = open_pair(str(made), week, week, room.world.clock.now).pair
        one = mentorships.load(conn, made)
        mentorships.save(conn, one, encode(pair), pair.state, room.world.clock.now, ended=False)
    page = (await client.get("/?phones=1,2")).text
    assert page.count("pair (agreement to sign) with") == 2
    assert page.count("waits for an answer: agreement") == 2


async def test_a_picture_and_a_calendar_file_stand_under_their_words(client, room):
    """Each phone fetches its own; what came without one, or to somebody else, has none."""
    for number in (1, 2):
        await client.post(f"/phones/{number}/type", data={"text": "Bonjour"})
    now = room.world.clock.now
    with room.world.database.begin() as conn:
        made = mentorships.begin(conn, 1, 2, None, now)
        goal = Goal(
            "market", "Dix clients", "clients", "count", Decimal(2), Decimal(12), now - 9 * DAY,
            now + 9 * DAY, "on_track",
        )  # fmt: skip
        goals.add(conn, made, "mentee", goal, now)
        (kept,) = goals.of(conn, made)
        goals.save(conn, kept, goal, now, (Reading(now - DAY, Decimal(5)),))
        chart = attached(made, [(0, goals.of(conn, made)[0].id)])
    phone = room.phone(1)
    last = next(phone.bubbles())
    calendar = f"calendar:{made}:1:0:{now + DAY}:PUBLISH"
    for number, attach in enumerate((chart, calendar), 1):
        message = msgspec.structs.replace(last.message, attach=attach)
        shown = replace(last, number=last.number + number, message=message)
        phone.screen.append(shown)
    page = (await client.get("/?phones=1")).text
    assert f'<img src="/phones/1/attached/{last.number + 1}"' in page
    picture = await client.get(f"/phones/1/attached/{last.number + 1}")
    assert picture.headers["content-type"] == "image/png"
    entry = await client.get(f"/phones/1/attached/{last.number + 2}")
    assert "BEGIN:VEVENT" in entry.text
    for nothing in (f"1/attached/{last.number}", f"2/attached/{last.number + 1}", "9/attached/1"):
        assert (await client.get(f"/phones/{nothing}")).status_code == 404


async def test_what_a_phone_cannot_do_is_refused_in_words(client):
    """An edit on WhatsApp, a button that is not there, a phone that does not exist."""
    await client.post("/phones/1/type", data={"text": "Bonjour"})
    assert (await client.post("/phones/1/edit", data={"text": "x"})).status_code == 409
    assert (await client.post("/phones/1/tap", data={"button": "9.9"})).status_code == 409
    assert (await client.post("/phones/99/type", data={"text": "x"})).status_code == 404
    assert (await client.post("/phones/1/fly")).status_code == 409
    assert (await client.post("/clock/century")).status_code == 404


async def test_a_stranger_can_be_added(client):
    """A phone in Canada, in Arabic, with its own local time."""
    form = {"name": "Leïla", "channel": "whatsapp", "locale": "ar", "country": "CA"}
    answer = await client.post("/phones", data=form)
    page = (await client.get(answer.headers["location"])).text
    assert "Leïla" in page
    assert "America/Toronto" in page


async def test_a_persona_takes_a_phone_over(client, room):
    """Handed over, the phone onboards by itself as time passes."""
    await client.post("/phones/1/persona", data={"habit": "quick"})
    for _ in range(3):
        await client.post("/clock/hour")
    assert room.phone(1).shown > 10
    assert "held by “quick”" in (await client.get("/")).text


async def test_a_conversation_is_saved_as_a_journey(client):
    """The file has both sides, and nothing is saved of a phone that is silent."""
    assert (await client.get("/phones/1/journey")).status_code == 409
    await client.post("/phones/1/type", data={"text": "Bonjour"})
    saved = await client.get("/phones/1/journey")
    assert "attachment" in saved.headers["content-disposition"]
    assert "> Bonjour\n< Bienvenue" in saved.text


async def test_another_site_cannot_reach_it_by_a_name_of_its_own(client):
    """A page elsewhere that points its name at this machine is refused."""
    answer = await client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:3000"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_another_site_cannot_press_its_buttons(client, room, headers):
    """A form of another page, even one of this machine, does nothing."""
    before = room.world.clock.now
    assert (await client.post("/clock/week", headers=headers)).status_code == 403
    assert (await client.post("/phones/1/type", data={"text": "x"}, headers=headers)).is_error
    assert room.world.clock.now == before
    own = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    assert (await client.post("/phones/1/type", data={"text": "x"}, headers=own)).status_code == 303


async def test_the_page_runs_nothing_but_its_own_script(client):
    """No inline script, no other source, no frame around it."""
    policy = (await client.get("/")).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_mem_serve_does_not_know_of_it():
    """Importing all that serves does not import the simulator."""
    code = "import sys, bot.service, bot.wiring; sys.exit('simulator' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_serves_without_a_terminal_and_stops_cleanly(tmp_path, number):
    """Its address is printed, the page is there, a listening page does not hold it up; exit code 0."""
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    demo = subprocess.Popen(
        [sys.executable, "-c", ENTER, "--no-browser"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    try:
        address = next(
            found[0] for line in demo.stdout if (found := re.search(r"http://\S+", line))
        )
        assert address.startswith("http://127.0.0.1:")
        with httpx.stream("GET", f"{address}live", timeout=20) as events:
            assert "Nadia Berrada" in httpx.get(address, timeout=20).text
            news = events.iter_text()
            assert next(news)
            demo.send_signal(number)
            with contextlib.suppress(httpx.HTTPError):
                for _ in news:
                    pass
        assert demo.wait(15) == 0
    finally:
        demo.kill()
        demo.communicate()
    assert not list(tmp_path.iterdir()), "the database was thrown away"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_may_be_stopped_before_it_is_there(tmp_path, number):
    """A signal while the community is still being made: exit code 0, and nothing is left behind."""
    kept = tmp_path / "kept.db"
    demo = subprocess.Popen(
        [sys.executable, "-c", ENTER, "--no-browser", "--keep", str(kept)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        waited = threading.Event()
        while not kept.exists():
            assert demo.poll() is None
            waited.wait(0.002)
        demo.send_signal(number)
        assert demo.wait(15) == 0, demo.stderr.read()
    finally:
        demo.kill()
        demo.communicate()
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_demos_is_left_alone(tmp_path):
    """--keep never writes into a database that something else has made."""
    there = tmp_path / "mine.db"
    there.touch()
    asked = subprocess.run(
        [sys.executable, "-c", ENTER, "--keep", str(there)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert asked.returncode == 1
    assert asked.stderr == f"mem: {there} is there already and is not of a demo\n"


async def test_a_kept_demo_shows_its_phones_again(tmp_path):
    """Reopened, every screen, clock and persona is as it was, and the conversation goes on."""
    url, phones = f"sqlite:///{tmp_path / 'kept.db'}", beside(tmp_path / "kept.db")
    room = Room.open(url, start=START, seed=1, wall=lambda: START)
    room.keepsake = phones
    for text in ("Bonjour", "1", "[1]"):
        await room.change(lambda text=text: room.act(room.phone(1), Type(text)))
    await room.change(lambda: room.jump("week"))
    await room.change(lambda: room.hand_over(room.phone(2), "quick"))
    before = load(phones)
    room.close()
    again = Room.reopen(url, load(phones), start=None, seed=1, wall=lambda: START)
    assert again.world.clock.now == before.now == room.world.clock.now
    assert again.phones() == room.phones()
    assert again.office.name == "Équipe MeM"
    shown = again.phone(1).shown
    again.act(again.phone(1), Type("Bonjour"))
    again.world.advance(timedelta(minutes=30))
    again.world.close()
    assert again.phone(1).shown > shown
    assert again.phone(2).shown > 5


def test_it_listens_on_loopback_only():
    """The listening socket of the demo has no address that others could reach."""
    found = {info[4][0] for info in socket.getaddrinfo(HOST, 0)}
    assert found == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("asked", "language", "direction", "heading"),
    [
        ("fr-MA,fr;q=0.9,en;q=0.5", "fr", "ltr", "Simulateur du mentorat"),
        ("ar", "ar", "rtl", "محاكي المواكبة"),
        ("de, en;q=0.5", "en", "ltr", "Mentoring simulator"),
        ("", "en", "ltr", "Mentoring simulator"),
    ],
)
async def test_the_page_speaks_the_browsers_language(client, asked, language, direction, heading):
    """French, Arabic from the right, or English; the phones keep their own languages."""
    page = (await client.get("/", headers={"accept-language": asked})).text
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert heading in page
    assert 'dir="ltr" lang="fr"' in page
    assert 'dir="rtl" lang="ar"' in page


async def test_a_chosen_language_stays(client):
    """The switch wins over the browser, for the page and for what comes live."""
    assert (await client.post("/words", data={"language": "xx"})).status_code == 404
    await client.post("/words", data={"language": "ar"})
    page = (await client.get("/", headers={"accept-language": "fr"})).text
    assert '<html lang="ar" dir="rtl">' in page
    assert 'aria-pressed="true"' in page


def test_all_words_stand_in_all_languages():
    """No key is missing anywhere, facts are the same, and every persona is described."""
    tables = {language: words(language).table for language in LANGUAGES}
    for kind, rows in tables["en"].items():
        for language, table in tables.items():
            if isinstance(rows, str):
                assert facts(table[kind]) == facts(rows), (language, kind)
            else:
                assert set(table[kind]) == set(rows), (language, kind)
    assert set(tables["en"]["habit"]) == {*HABITS, *MANNERS}
    assert not HABITS.keys() & MANNERS.keys()
    summaries = {name: one.summary for rows in (HABITS, MANNERS) for name, one in rows.items()}
    assert summaries == tables["en"]["habit"]
    assert set(tables["en"]["speed"]) == set(SPEEDS)
    assert set(tables["en"]["jump"]) == {*SPANS, "next", "now"}
    for language in LANGUAGES:
        assert all(words(language).of("coming", kind) for kind in {*LOADERS, *BESIDES})
    assert set(tables["fr"]) == set(tables["ar"]) == set(tables["en"])


BESIDES = {"reminder", "pause_over", "erase", "forget", "join"}
"""What comes without a loader: the end of a silence or a rest, of somebody's data, a second chat."""


def facts(text):
    return set(re.findall(r"\{(\w+)\}", text))
