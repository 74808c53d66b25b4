"""What a service loads before it is ready, and a command before it answers."""

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.lasting import lasting

LATER = ("alembic", "langdetect", "numpy", "phonenumbers", "pycountry", "scipy")
"""Migrating, counting a telephone's country and matching load them when their time comes."""

CODE = """
import json, sys
from bot.bench.drainer import _settings
from bot.commands import serve
from bot.service import Service
from bot.settings import wall_clock
from bot.wiring import open_house
house = open_house(_settings(sys.argv[1]), wall_clock)
Service(house, "all")
house.database.close()
print(json.dumps(sorted(sys.modules)))
"""


def loaded(url: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", CODE, url], check=True, capture_output=True, text=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_a_service_loads_nothing_it_does_not_need_to_answer(tmp_path: Path) -> None:
    """On a database that is current; on a new one it has to migrate."""
    url = f"sqlite:///{tmp_path / 'mem.db'}"
    assert "alembic" in loaded(url)
    again = loaded(url)
    assert {"telegram", "twilio"} <= again
    assert again.isdisjoint(LATER)


@pytest.mark.parametrize("command", ["alerts", "report", "why"])
def test_a_command_that_only_looks_loads_no_flow(command: str) -> None:
    """What people mean and what they are asked takes longer to load than a look at the figures."""
    code = f"import json, sys, bot.commands.{command}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    modules = json.loads(done.stdout)
    assert "bot.words.catalogue" in modules
    parts = ("bot.flows", "bot.handlers", "core.conversation.dialogue", "telegram", "twilio")
    assert [one for one in modules if one.startswith(parts)] == []


def test_what_a_start_makes_is_not_looked_through_for_garbage() -> None:
    """Neither while it is made nor later."""
    before = gc.get_freeze_count()
    with lasting():
        collecting, made = gc.isenabled(), [[number] for number in range(1000)]
    assert not collecting
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(made)


def test_a_start_that_fails_leaves_collecting_as_it_was() -> None:
    """A command's mistake is told by a process like any other."""

    @lasting()
    def start() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        start()
    assert gc.isenabled()
