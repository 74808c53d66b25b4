"""A page that is served for real, and a real browser in front of it where there is one."""

import asyncio
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from bot.zones import use_packaged_zones
from simulator.app import make_app
from simulator.demo import PageServer
from simulator.room import Room
from simulator.world import START

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session", autouse=True)
def _zones() -> None:
    use_packaged_zones()


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether recorded journeys are to be written again."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def room() -> Iterator[Room]:
    """Two strangers' phones, the office, and nobody else."""
    made = Room.open("sqlite://", start=START, seed=1, wall=lambda: START, people=False)
    yield made
    made.world.close()


@pytest.fixture
def address(room: Room) -> Iterator[str]:
    """Where the room's page is served, by a real server."""
    server = PageServer(
        room,
        uvicorn.Config(
            make_app(room), host="127.0.0.1", port=0, log_config=None, access_log=False,
            timeout_graceful_shutdown=1,
        ),
    )  # fmt: skip
    loops: list[asyncio.AbstractEventLoop] = []

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        await server.serve()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    waited = threading.Event()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        waited.wait(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/"
    loops[0].call_soon_threadsafe(server.stop)
    thread.join(10)


# Of one file: while Playwright is open its loop counts as running, and no other asyncio may run here.
@pytest.fixture(scope="module")
def chromium():
    """Debian's Chromium, or whichever is there; without one the browser tests say so."""
    path = os.environ.get("MEM_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if path is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def browser(chromium):
    """It, with nothing open and nothing remembered."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where screenshots go: MEM_PICTURES, to look at them, or nowhere in particular."""
    folder = Path(os.environ.get("MEM_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
