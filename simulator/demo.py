"""`mem demo`: a small community, a page with phones, and a clock that can be moved."""

import argparse
import asyncio
import os
import platform
import shutil
import signal
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from bot.commands.demo import play_scripts
from bot.receiving.listening import CannotListen, listen
from bot.settings import wall_clock
from simulator.app import make_app
from simulator.keepsake import Unreadable, beside, load
from simulator.room import Room

HOST = "127.0.0.1"
"""The page has no login, so nobody else may reach it."""

SEED = 1

OWN = ("", "-wal", "-shm", "-journal", ".lock", ".pen", ".next")
"""What SQLite and our locks add to the name of a database."""


def main(argv: Sequence[str] | None = None) -> int:
    """Serve the page until SIGINT or SIGTERM."""
    given = _parser().parse_args(argv)
    if given.play:
        return play_scripts()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)  # until the server listens for them itself
    with _place(given.keep) as path:
        room = _open(path, given)
        try:
            return asyncio.run(_serve(room, given.port, opening=not given.no_browser))
        finally:
            room.close()


def _open(path: Path, given: argparse.Namespace) -> Room:
    """The room as it was kept, or a new one."""
    url, phones = f"sqlite:///{path}", beside(path)
    if path.exists():
        try:
            kept = load(phones)
        except Unreadable as error:
            raise SystemExit(f"mem: {error}") from None
        room = Room.reopen(url, kept, start=given.start, seed=given.seed, wall=wall_clock)
    else:
        start = given.start or wall_clock()
        people = not given.empty
        try:
            room = Room.open(url, start=start, seed=given.seed, wall=wall_clock, people=people)
        except BaseException:  # a signal, too: half a community is not kept
            for suffix in OWN:
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            raise
    if given.keep is not None:
        room.keepsake = phones
        room.keep()
    return room


def _leave(_number: int, _frame: object) -> None:
    raise SystemExit(0)


async def _serve(room: Room, port: int, *, opening: bool) -> int:
    try:
        listener = listen(HOST, port)
    except CannotListen as error:
        raise SystemExit(f"mem: {error}") from None
    address = f"http://{HOST}:{listener.getsockname()[1]}/"
    server = PageServer(
        room,
        uvicorn.Config(
            make_app(room),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        ),
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await server.ready.wait()
    others = max(len(room.phones()) - 3, 0)
    sys.stdout.write(
        f"A community of {others} invented members is there. The phones are at\n\n  {address}\n\n"
        "Stop with Ctrl-C.\n"
    )
    sys.stdout.flush()
    if opening and has_browser():
        await asyncio.to_thread(webbrowser.open, address)
    await serving
    return 0


class PageServer(uvicorn.Server):
    """uvicorn with our signals, which does not wait for pages that listen for news."""

    def __init__(self, room: Room, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._room = room
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    def stop(self) -> None:
        self._room.say_goodbye()
        self.force_exit = self.should_exit
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def _place(keep: Path | None) -> Iterator[Path]:
    """Where the database lies: a file that is kept, or one that is gone afterwards."""
    if keep is not None:
        if keep.exists() and not beside(keep).exists():
            raise SystemExit(f"mem: {keep} is there already and is not of a demo")
        yield keep
        return
    folder = tempfile.mkdtemp(prefix="mem-demo-")
    try:
        yield Path(folder) / "mem.db"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def has_browser() -> bool:
    """Whether somebody sits in front of a screen here."""
    if os.environ.get("CI") or os.environ.get("SSH_CONNECTION"):
        return False
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    return os.name == "nt" or platform.system() == "Darwin" or any(map(os.environ.get, screens))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mem demo", description="Phones in a browser and a clock that can be moved."
    )
    parser.add_argument(
        "--play", action="store_true", help="print a scripted onboarding in three languages instead"
    )
    parser.add_argument("--port", type=int, default=0, help="default: a free one")
    parser.add_argument("--seed", type=int, default=SEED, help="of the invented community")
    parser.add_argument("--empty", action="store_true", help="without a community")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FILE",
        help="keep everything in this file, and open it again the next time",
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument(
        "--start", type=_moment, metavar="TIME", help="where the clock stands, as 2026-11-23T10:00"
    )
    return parser


def _moment(text: str) -> datetime:
    given = datetime.fromisoformat(text)
    return given if given.tzinfo else given.replace(tzinfo=UTC)
