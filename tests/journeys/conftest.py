"""The assistant between its two providers, on SQLite or on a real PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.zones import use_packaged_zones
from simulator.clock import Clock
from simulator.world import START
from tests.journeys.assistant import Assistant
from tests.journeys.running import Templates, approved

Start = Callable[..., Assistant]


@pytest.fixture(scope="session", autouse=True)
def packaged_zones() -> None:
    """As every command of the product does first."""
    use_packaged_zones()


@pytest.fixture
def start(request: pytest.FixtureRequest) -> Iterator[Start]:
    """Start the assistant on a kind of database; afterwards no provider may have had to object."""
    running: list[Assistant] = []

    def start_one(dialect: str = "sqlite", **options: object) -> Assistant:
        url = request.getfixturevalue(f"{dialect}_url")
        running.append(Assistant(url, **options).__enter__())  # type: ignore[arg-type]
        return running[-1]

    yield start_one
    for one in running:
        one.__exit__()
        assert one.twilio.violations == []
        assert one.telegram.violations == []


@pytest.fixture
def assistant(start: Start) -> Assistant:
    """The assistant on SQLite."""
    return start()


@pytest.fixture(scope="session")
def templates(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """What Twilio has once all templates were pushed and approved."""
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("templates") / "mem.db")
    return approved(f"sqlite:///{path}", Clock(START))
