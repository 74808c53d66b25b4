"""Make the README's two screenshots again: `python scripts/screenshots.py [FOLDER]`.

The same community, the same words and the same moment every time; it needs a Chromium and
Playwright's Python package.
"""

import asyncio
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from bot.logs import configure_logs
from bot.zones import use_packaged_zones
from simulator.app import make_app
from simulator.demo import PageServer
from simulator.room import Room

MOMENT = datetime(2026, 11, 23, 10, tzinfo=UTC)
SIZE = {"width": 1440, "height": 900}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")

STORIES = {
    "simulator-fr.png": (
        "1,4",
        1,
        ("Bonjour", "1", "1", "Amal Idrissi", "Zagora", "couture", "3", "1, 3"),
    ),
    "simulator-ar.png": (
        "2,9",
        2,
        ("السلام عليكم", "1", "1", "سلمى بناني", "فاس", "خياطة", "3"),
    ),
}
"""File, the phones on it, the phone that is written on, and what is written."""


def main(folder: Path) -> int:
    """Take the pictures; 1 when there is no browser."""
    path = os.environ.get("MEM_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        sys.stderr.write("screenshots: no Chromium on this machine\n")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with _served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        for name, (phones, number, words) in STORIES.items():
            page = browser.new_page(viewport=SIZE, device_scale_factor=2, reduced_motion="reduce")
            page.goto(f"{address}?phones={phones}")
            page.wait_for_selector("body[data-live]")
            for text in words:
                _say(page, number, text)
            page.evaluate("document.activeElement.blur()")
            page.screenshot(path=folder / name)
            page.close()
            sys.stdout.write(f"{folder / name}\n")
        browser.close()
    return 0


def _say(page: Page, number: int, text: str) -> None:
    before = int(page.evaluate("Number(document.body.dataset.live)"))
    page.fill(f"#phone-{number} .composer input", text)
    page.keyboard.press("Enter")
    page.wait_for_function(f"Number(document.body.dataset.live) > {before}")
    page.wait_for_timeout(100)


@contextmanager
def _served() -> Iterator[str]:
    """The page, served on a free port."""
    use_packaged_zones()
    configure_logs("console", "ERROR")
    room = Room.open("sqlite://", start=MOMENT, seed=1, wall=lambda: MOMENT)
    config = uvicorn.Config(make_app(room), host="127.0.0.1", port=0, log_config=None)
    server = PageServer(room, config)
    loops: list[asyncio.AbstractEventLoop] = []
    ready = threading.Event()

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        serving = asyncio.create_task(server.serve())
        await server.ready.wait()
        ready.set()
        await serving

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    ready.wait(30)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    loops[0].call_soon_threadsafe(server.stop)
    thread.join(10)
    room.world.close()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images")))
