"""After onboarding: a second chat, a person to talk to, one's data, an end."""

import json
import re
from pathlib import Path

import pytest

from tests.crash import evidence
from tests.crash.nursery import Nursery
from tests.journeys.assistant import Assistant
from tests.journeys.conftest import Start
from tests.journeys.phone import Telegram, WhatsApp
from tests.journeys.stories import HELLO, onboard

CODE = re.compile(r"link-[\w-]{22}")
COORDINATORS = -100123


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_two_chats_become_one_person(start: Start, nursery: Nursery, dialect: str) -> None:
    """A code from WhatsApp, shown on Telegram, confirmed on both: one profile, two addresses."""
    assistant = start(dialect)
    whatsapp = WhatsApp(assistant, "+212600000001")
    telegram = Telegram(assistant, 700_000_001, app_language="fr")
    onboard(whatsapp)
    whatsapp.says("relier").asked("connect-ready")
    (code,) = CODE.findall(whatsapp.says("1").sees("link-"))
    telegram.opens(code).asked("link-confirm")
    whatsapp.looks_up()
    telegram.says("1").asked("link-asked")
    whatsapp.asked("join-confirm")
    telegram.looks_up()
    whatsapp.says("1").asked("join-done")
    telegram.asked("join-done")
    assistant.settle()
    persons = {row["person_id"] for row in assistant.rows("SELECT person_id FROM address")}
    assert len(persons) == 1
    telegram.says("profil").sees("Amal Zemmouri")
    member = json.loads(assistant.command(nursery, "export", "members"))
    assert [one["channel"] for one in member["addresses"]] == ["whatsapp", "telegram"]


def test_a_stolen_code_is_refused_by_its_owner(assistant: Assistant) -> None:
    """Who shows somebody else's code learns nothing when the owner says no."""
    owner = Telegram(assistant, 700_000_001, app_language="fr")
    thief = WhatsApp(assistant, "+212600000666", "Thief")
    onboard(owner)
    owner.says("relier").asked("connect-ready")
    (code,) = CODE.findall(owner.says("1").sees("link-"))
    thief.says(code).sees()
    owner.looks_up()
    thief.says("1").asked("link-asked")
    owner.asked("join-confirm")
    owner.says("2").asked("join-refused")
    assistant.settle()
    persons = {row["person_id"] for row in assistant.rows("SELECT person_id FROM address")}
    assert len(persons) == 2
    assert "Zemmouri" not in "".join(one.text for one in thief.bubbles())


def test_the_coordinators_hear_of_who_asks_for_a_person(start: Start, nursery: Nursery) -> None:
    """The alert reaches their chat once, without name or number, and stands in `mem alerts`."""
    assistant = start(coordinators=f"telegram:{COORDINATORS}")
    phone = WhatsApp(assistant, "+212600000001")
    onboard(phone)
    phone.says("humain").asked("common-human")
    phone.says("humain").asked("common-human")
    assistant.settle()
    (told,) = assistant.telegram.delivered_to(COORDINATORS)
    assert "demande à parler à une personne" in told.text
    assert "Amal" not in told.text
    assert "0000001" not in told.text
    assert "human" in assistant.command(nursery, "alerts")


def test_distress_reaches_the_coordinators_at_once(start: Start) -> None:
    """Even before consent, and urgent."""
    assistant = start(coordinators=f"telegram:{COORDINATORS}")
    phone = Telegram(assistant, 700_000_001)
    phone.says("je veux mourir").asked("common-distress")
    assistant.until(
        lambda: bool(assistant.telegram.delivered_to(COORDINATORS)), "the coordinators are told"
    )
    (told,) = assistant.telegram.delivered_to(COORDINATORS)
    assert "URGENT" in told.text


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
@pytest.mark.parametrize("channel", ["whatsapp", "telegram"])
def test_erasure_takes_72_hours_and_leaves_nothing(
    start: Start, dialect: str, channel: str, tmp_path: Path
) -> None:
    """It can be taken back until then; afterwards no table, and no byte of the file, names them."""
    assistant = start(dialect)
    phone = (
        WhatsApp(assistant, "+212600000777", "Zoubida")
        if channel == "whatsapp"
        else Telegram(assistant, 700_000_777, "Zoubida")
    )
    onboard(phone)
    phone.says("effacer mes données").asked("erase-confirm")
    phone.says("1").asked("erase-scheduled")
    assistant.waits(hours=71)
    phone.says("bonjour").asked("common-erasing")
    phone.says("garder").asked("common-kept")
    assistant.waits(hours=2)
    assert assistant.rows("SELECT * FROM member")
    phone.says("effacer mes données").asked("erase-confirm")
    phone.says("1").asked("erase-scheduled")
    assistant.waits(hours=73)
    for canary in ("Zemmouri", "Zoubida", "00000777"):
        assert evidence.occurrences(assistant.url, canary) == 0, canary
    if dialect == "sqlite":
        marks = "SELECT value FROM meta WHERE name IN ('erased_at', 'compacted_at') ORDER BY name"
        assistant.until(lambda: len(assistant.rows(marks)) == 2, "the file is compacted")
        stored = b"".join(path.read_bytes() for path in tmp_path.glob("mem.db*"))
        for name in (b"Zemmouri", b"Zoubida", b"00000777"):
            assert name not in stored, name
    phone.says(HELLO["fr"]).asked("onboarding-consent")


def test_ones_data_come_as_a_file(assistant: Assistant) -> None:
    """On Telegram a document, on WhatsApp a link that opens it: everything said is in it."""
    telegram = Telegram(assistant, 700_000_001)
    onboard(telegram)
    telegram.says("mes données").asked("data-file")
    telegram.says("1").asked("data-sent")
    files = assistant.telegram.files
    assistant.until(lambda: bool(files), "the file arrives")
    (file,) = files.values()
    assert json.loads(file.content)["profile"]["name"] == "Amal Zemmouri"
    whatsapp = WhatsApp(assistant, "+212600000001")
    onboard(whatsapp)
    whatsapp.says("mes données").asked("data-file")
    link = whatsapp.says("1").sees("/exports/").split()[-1]
    data = assistant.fetch(link)
    assert data["profile"]["city"] == "casablanca"
    assert len(data["received"]) == 16


def test_who_blocks_the_bot_is_left_alone(assistant: Assistant) -> None:
    """A block is silence; who writes again has opened the door."""
    phone = Telegram(assistant, 700_000_001)
    onboard(phone)
    phone.says("pause").asked("pause-until")
    phone.taps("Deux semaines").sees("14")
    phone.blocks()
    assistant.waits(days=20)
    phone.sees_nothing()
    (stored,) = assistant.rows("SELECT status FROM address")
    assert stored["status"] == "blocked"


def test_a_pause_ends_by_itself(assistant: Assistant) -> None:
    """Two weeks of quiet, then one message, at a decent hour."""
    phone = Telegram(assistant, 700_000_001)
    onboard(phone)
    phone.says("pause").asked("pause-until")
    phone.says("1").sees("14")
    phone.looks_up()
    assistant.waits(days=13)
    phone.sees_nothing()
    assistant.waits(days=1, hours=12)
    phone.sees_nothing()
    assistant.waits(hours=12)
    phone.asked("pause-ended")


def test_a_group_is_left(assistant: Assistant) -> None:
    """It serves single persons: put into a group, it goes, and keeps nothing of it."""
    assistant.join_group(-100999, "Groupe")
    assistant.until(lambda: -100999 in assistant.telegram.bot.left, "the group is left")
