"""A cohort that runs by itself: reproducible to the byte, every promise checked at every moment."""

import dataclasses
import re
from datetime import timedelta

import msgspec
import pytest

from simulator.oracle import Oracle
from simulator.phone import Type
from simulator.simulate import main, report, simulate, told
from simulator.world import World
from storage import people


@pytest.fixture(scope="module")
def outcome():
    return simulate(40, 3, 11)


def test_no_promise_is_broken(outcome):
    """Forty people of all habits over three months: no violation after any moment."""
    assert not outcome.violations, outcome.words
    assert outcome.checked > 100


def test_the_same_seed_gives_the_same_programme_byte_for_byte(outcome):
    """I18: figures, trace and transcripts are equal; another seed gives another trace."""
    again = simulate(40, 3, 11)
    assert again.trace == outcome.trace
    assert report(again, 40, 3, 11)[:-1] == report(outcome, 40, 3, 11)[:-1]
    assert told(again, "3") == told(outcome, "3")
    assert simulate(40, 3, 12).trace != outcome.trace


def test_most_people_come_to_an_end_and_some_do_not(outcome):
    """The cohort is neither all saints nor all silence."""
    present, finished = (
        outcome.figures["people"][key] for key in ("present", "finished onboarding")
    )
    assert 10 <= finished < present


def test_the_command_prints_figures_a_trace_and_a_transcript(capsys):
    """`mem simulate` tells what came of it, and the conversation of whoever is asked for."""
    assert main(["--members", "6", "--months", "1", "--seed", "3", "--transcript", "2"]) == 0
    printed = capsys.readouterr()
    assert re.search(r"^trace +[0-9a-f]{32}$", printed.out, re.MULTILINE)
    assert re.search(r"^\d{4}-\d\d-\d\d \d\d:\d\d > ", printed.out, re.MULTILINE)
    assert not printed.err


def test_the_progress_bar_goes_to_stderr(capsys):
    """Figures can be piped while somebody watches."""
    main(["--members", "2", "--months", "1", "--progress"])
    printed = capsys.readouterr()
    assert "100%" in printed.err
    assert "█" not in printed.out


class Spoiled:
    """A world in which something is deliberately wrong, and what the oracle says of it."""

    def __init__(self, spoil=lambda desk: desk):
        self.oracle = Oracle()
        self.world = World(desk=lambda desk: self.oracle.listen(spoil(desk)))
        self.oracle.attend(self.world)
        self.phone = self.world.add_phone("whatsapp", "+212611000105", locale="fr")
        self.world.do(self.phone, Type("Bonjour"))

    def broken(self):
        self.world.close()
        return set(self.oracle.violations)


def test_the_oracle_sees_a_talk_that_was_changed_behind_its_back():
    """I3: a stored talk that nobody decided is found at the next moment, or at the end."""
    spoiled = Spoiled()
    with spoiled.world.database.begin() as conn:
        talk, version = people.load_talk(conn, 1)
        people.save_talks(conn, [(1, talk, version, 0)], spoiled.world.clock.now)
    spoiled.world.do(spoiled.phone, Type("1"))
    assert "I3" in spoiled.broken()


def test_the_oracle_sees_words_after_stop():
    """I6: whoever goes on talking to somebody who said STOP is found out."""

    def deaf(desk):
        def take_turn(talk, update, **given):
            turn = desk.take_turn(talk, update, **given)
            return dataclasses.replace(turn, talk=msgspec.structs.replace(turn.talk, stopped=False))

        return dataclasses.replace(desk, take_turn=take_turn)

    spoiled = Spoiled(deaf)
    spoiled.world.do(spoiled.phone, Type("stop"))
    spoiled.world.do(spoiled.phone, Type("Bonjour"))
    assert "I6" in spoiled.broken()


def test_the_oracle_sees_a_reminder_in_the_night():
    """I11: words nobody asked for at three in the morning are a violation."""

    def sleepless(desk):
        return dataclasses.replace(
            desk, book=dataclasses.replace(desk.book, zone=lambda _: "Pacific/Auckland")
        )

    spoiled = Spoiled(sleepless)
    spoiled.oracle._book = dataclasses.replace(
        spoiled.oracle._book, zone=lambda _: "Africa/Casablanca"
    )
    spoiled.world.do(spoiled.phone, Type("1"))
    spoiled.world.advance(timedelta(days=1))
    assert "I11" in spoiled.broken()


def test_the_oracle_sees_words_of_our_own_after_24_hours():
    """I9: a provider's rule that our sender forgot is found out by the phone."""
    spoiled = Spoiled()
    spoiled.world.do(spoiled.phone, Type("1"))
    spoiled.phone.heard_at -= 24 * 3_600_000
    spoiled.world.advance(timedelta(hours=23))
    assert "I9" in spoiled.broken()
