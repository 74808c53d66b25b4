"""Recorded conversations are played back; a deliberate change is written down with --update."""

from datetime import timedelta
from pathlib import Path

import pytest

from simulator.journey import Unreadable, journey_of, parse, written
from simulator.journeys import difference, main, save
from simulator.phone import Block, Edit, Repeat, Reply, SendMedia, Tap, Type
from simulator.world import START, World

FOLDER = Path(__file__).parents[1] / "journeys" / "recorded"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_a_recorded_journey_is_seen_as_it_was(path, update):
    """Playing the file shows exactly what stands in it."""
    lines = difference(path, update=update)
    assert update or not lines, "\n".join(lines)


def test_there_are_journeys():
    """The folder is not empty by mistake."""
    assert len(list(FOLDER.glob("*.txt"))) >= 3


def test_a_saved_conversation_plays_back_to_itself():
    """Taps old and new, waits, media, edits, quotes and duplicates survive being written and read."""
    world = World(start=START)
    phone = world.add_phone("telegram", "7004", name="Amal Idrissi", locale="fr")
    for action in (Type("Bonjour"), Type("1"), Repeat(), Tap("Être accompagné(e)")):
        world.do(phone, action)
        world.advance(timedelta(seconds=30))
    for action in (SendMedia("voice"), Type("Amal\nIdrissi"), Edit("Amal I."), Tap("J’accepte")):
        world.do(phone, action)
    for action in (Reply("Casa", older=3), Reply("Casa")):
        world.do(phone, action)
    world.advance(timedelta(days=4))
    world.do(phone, Block())
    text = written(journey_of(phone, world.clock.now))
    world.close()
    assert parse(text).steps == journey_of(phone, world.clock.now).steps
    assert written(parse(text)) == text
    assert text.count("\n<") > 5


def test_the_difference_reads_as_a_conversation_and_update_writes_it(tmp_path):
    """A changed word shows as a changed line; --update makes the file right again."""
    path = tmp_path / "changed.txt"
    save(["Bonjour", "1"], path, locale="fr")
    right = path.read_text("utf-8")
    path.write_text(right.replace("Acceptez-vous", "Voulez-vous"), "utf-8")
    lines = difference(path, update=False)
    assert any(line.startswith("-") and "Voulez-vous" in line for line in lines)
    assert any(line.startswith("+") and "Acceptez-vous" in line for line in lines)
    assert main([str(path)]) == 1
    assert main([str(path), "--update"]) == 0
    assert path.read_text("utf-8") == right


@pytest.mark.parametrize(
    "text", ["", "whatsapp +2126 | A | fr\n2026", "x | a | b | c\nnever\n", "whatsapp 1 | a | fr | UTC\n2026-11-23 10:00:00\nhm"],
)  # fmt: skip
def test_a_file_that_is_no_journey_says_so(text):
    """Whoever wrote it learns which line is wrong."""
    with pytest.raises(Unreadable):
        parse(text)
