"""What a service loads before it is ready."""

import json
import subprocess
import sys
from pathlib import Path

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
