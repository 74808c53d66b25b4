"""Make the README's two screenshots again: `make screenshots`, or this file with a folder.

The same community, the same words and the same moment every time; it needs a Chromium and
Playwright's Python package.
"""

import asyncio
import base64
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import uvicorn
from palette import png_with_palette  # lies beside this file
from playwright.sync_api import Browser, Page, sync_playwright

from bot.logs import configure_logs
from bot.zones import use_packaged_zones
from simulator.app import make_app
from simulator.demo import PageServer
from simulator.room import Room

MOMENT = datetime(2026, 11, 23, 10, tzinfo=UTC)
SIZE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")

STORIES = {
    "simulator-fr": (
        "fr",
        "1,4",
        1,
        ("Bonjour", "1", "1", "Amal Idrissi", "Zagora", "couture"),
    ),
    "simulator-ar": (
        "ar",
        "2,9",
        2,
        ("السلام عليكم", "1", "1", "سلمى بناني", "فاس", "خياطة"),
    ),
}
"""File, language of the page, the phones on it, the phone that is written on, what is written."""


PIXELS = """async (png) => {
  const picture = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const { width, height } = picture;
  const pen = new OffscreenCanvas(width, height).getContext("2d");
  pen.drawImage(picture, 0, 0);
  const bytes = pen.getImageData(0, 0, width, height).data;
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  }
  return [width, height, btoa(text)];
}"""
"""The pixels of a PNG, which a browser knows how to read."""


def main(folder: Path, *, narrow: bool = False) -> int:
    """Take the pictures, with `narrow` at phone width too; 1 when there is no browser."""
    path = os.environ.get("MEM_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        sys.stderr.write("screenshots: no Chromium on this machine\n")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with _served() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        for name, (language, phones, number, words) in STORIES.items():
            page = browser.new_page(viewport=SIZE, locale=language, reduced_motion="reduce")
            page.goto(f"{address}?phones={phones}")
            page.wait_for_selector("body[data-live]")
            for text in words:
                _say(page, number, text)
            page.evaluate("document.activeElement.blur()")
            _keep(page, folder / f"{name}.png")
            if narrow:
                page.set_viewport_size(PHONE)
                _keep(page, folder / f"{name}-narrow.png", full_page=True)
            page.close()
        browser.close()
    return 0


def _keep(page: Page, path: Path, *, full_page: bool = False) -> None:
    drawn = base64.b64encode(page.screenshot(full_page=full_page)).decode()
    canvas = cast("Browser", page.context.browser).new_page()
    width, height, pixels = canvas.evaluate(PIXELS, drawn)
    canvas.close()
    path.write_bytes(png_with_palette(base64.b64decode(pixels), width, height))
    sys.stdout.write(f"{path} {path.stat().st_size // 1000} kB\n")


def _say(page: Page, number: int, text: str) -> None:
    before = int(page.evaluate("Number(document.body.dataset.live)"))
    page.fill(f"#phone-{number} .composer input", text)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"body:not([data-live='{before}'])")
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
    room.close()


if __name__ == "__main__":
    folders = [one for one in sys.argv[1:] if one != "--narrow"]
    sys.exit(main(Path(folders[0] if folders else "docs/images"), narrow="--narrow" in sys.argv))
