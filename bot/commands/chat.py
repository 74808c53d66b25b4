"""`mem chat`: the assistant in the terminal, over the same handlers and storage as everywhere."""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.attachments.own_data import own_data
from bot.channels.console import Console, payload_of, shown
from bot.channels.text import read_bold
from bot.commands.simulating import save_journey
from bot.local_chat import Heard, LocalChat
from bot.metrics import Metrics
from bot.settings import wall_clock
from bot.wiring import make_desk, open_prepared
from bot.words.rendering import render
from storage import meta
from storage.database import Database

INVITATIONS = {
    "fr": "Écrivez au programme, par exemple « Bonjour ». Pour partir : Ctrl-D.",
    "ar": "اكتبوا إلى البرنامج، مثلا «السلام عليكم». للخروج: Ctrl-D.",
    "en": "Write to the programme, for example “Hello”. To leave: Ctrl-D.",
}
ME = "you"
"""The address of whoever sits here, unless they say who they are."""


def run(arguments: argparse.Namespace) -> int:
    """Talk until the input ends."""
    with throw_away() as scratch:
        url = f"sqlite:///{arguments.db or scratch}"
        if arguments.db and "://" in arguments.db:
            url = arguments.db
        with local_chat(url) as (database, chat):
            lang, name = arguments.lang or "", arguments.name
            said = talk(database, chat, sys.stdin, me=arguments.me or ME, lang=lang, name=name)
    if arguments.save and said:
        save_journey(said, Path(arguments.save), locale=lang, name=name)
    return 0


@contextmanager
def throw_away() -> Iterator[Path]:
    """The place of a database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="mem-") as folder:
        yield Path(folder) / "mem.db"


@contextmanager
def local_chat(url: str) -> Iterator[tuple[Database, LocalChat]]:
    """Conversations on the database at `url`, which is made if need be."""
    database = open_prepared(url)
    try:
        with database.begin() as conn:
            key = meta.own_key(conn)
        parse = {"console": Console().parse}
        yield database, LocalChat(database, make_desk(parse, wall_clock, key, metrics=Metrics()))
    finally:
        database.close()


def talk(
    database: Database,
    chat: LocalChat,
    lines: Iterable[str],
    *,
    me: str = ME,
    lang: str = "",
    name: str = "",
) -> list[str]:
    """Read lines, print answers; with a pipe for input both sides are printed. What was said."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    piped = not sys.stdin.isatty()
    if piped:
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    else:
        print(shown(INVITATIONS.get(lang, INVITATIONS["fr"])), end="\n\n")
    show(database, chat.settle_down(), me=me)
    said: list[str] = []
    for line in prompted(lines, prompt="" if piped else "› "):
        if piped:
            print(f"› {shown(line)}", end="\n\n")
        said.append(line)
        show(database, chat.say({me: payload_of(line, name=name, locale=lang)}), me=me)
    if not piped:
        print()
    return said


def prompted(lines: Iterable[str], *, prompt: str) -> Iterator[str]:
    """The lines without their ends, empty ones left out; with a prompt, typed and editable."""
    if not prompt:
        for line in lines:
            if line.strip():
                yield line.rstrip("\r\n")
        return
    import readline  # noqa: F401, PLC0415 - makes `input` editable

    while True:
        try:
            line = input(prompt)
        except EOFError:
            return
        if line.strip():
            print()
            yield line


def show(database: Database, heard: Iterable[Heard], *, me: str = ME) -> None:
    """Print what was said, to others under their names, and where a file sent along was put."""
    for one in heard:
        if one.address != me:
            print(f"[{one.address}]")
        for bubble in render(one.message, Console.abilities):
            print(shown(read_bold(bubble.text)[0]), end="\n\n")
        if one.message.attach == "export" and one.person_id is not None:
            with database.read() as conn:
                data = own_data(conn, one.person_id)
            with tempfile.NamedTemporaryFile(
                prefix="mem-data-", suffix=".json", delete=False
            ) as file:
                file.write(data or b"")
            print(f"[{file.name}]", end="\n\n")
    sys.stdout.flush()
