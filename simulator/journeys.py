"""`mem journeys`: recorded conversations are played back, and written again after a deliberate change."""

import argparse
import difflib
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

from core.duration import SECOND
from simulator.journey import Journey, Unreadable, parse, written
from simulator.phone import Action, SendMedia, Type

FOLDER = Path("tests/journeys/recorded")

PAUSE = 20 * SECOND
"""Between two lines typed in a terminal, whose times are not kept."""

TYPED = {":voice": SendMedia("voice"), ":image": SendMedia("image"), ":sticker": SendMedia("image")}
"""What a terminal types for what it cannot send (bot.channels.console)."""


def difference(path: Path, *, update: bool) -> list[str]:
    """How playing a file differs from what it says, as lines; with `update` it is written again.

    Every exchange that is not as it was is told from its beginning to its end, so that the lines
    read as the conversation. Raises Unreadable.
    """
    before = path.read_text("utf-8")
    after = written(parse(before))
    if before == after:
        return []
    if update:
        path.write_text(after, "utf-8")
    lines = [f"— {path}: - as recorded, + as seen now"]
    for was, now in zip_longest(exchanges(before), exchanges(after), fillvalue=()):
        if was != now:
            told = list(difflib.unified_diff(was, now, lineterm="", n=len(was) + len(now)))
            lines += ["", *told[3:]]
    return lines


def exchanges(text: str) -> list[tuple[str, ...]]:
    """The lines of a journey: its head, then each thing done or waited for with what was seen."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if line[:1] in {">", "="}:
            found.append([])
        if line or (found[-1] and len(found) > 1):
            found[-1].append(line)
    return [tuple("\n".join(lines).rstrip().split("\n")) for lines in found]


def save(said: Sequence[str], path: Path, *, locale: str = "", name: str = "") -> None:
    """Write what somebody typed in a terminal as a journey; what is seen comes from playing it."""
    start = datetime(2026, 11, 23, 10, tzinfo=UTC)
    steps: list[Action | int] = []
    for line in said:
        steps += [PAUSE, TYPED.get(line) or Type(line)]
    title = ("# Saved from mem chat",)
    journey = Journey(
        title, "console", "you", name, locale, "Africa/Casablanca", start, tuple(steps[1:])
    )
    path.write_text(written(journey), "utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """Play journey files; 1 when what is seen is not what they say, or a file cannot be read."""
    parser = argparse.ArgumentParser(
        prog="mem journeys", description="Play recorded conversations back."
    )
    parser.add_argument("files", nargs="*", type=Path, help=f"default: {FOLDER}/*.txt")
    parser.add_argument("--update", action="store_true", help="write down what is seen now")
    given = parser.parse_args(argv)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    paths = given.files or sorted(FOLDER.glob("*.txt"))
    if not paths:
        sys.stderr.write(f"mem: there is none in {FOLDER}; name a file\n")
        return 1
    differing = 0
    for path in paths:
        try:
            lines = difference(path, update=given.update)
        except (Unreadable, OSError) as error:
            sys.stderr.write(f"mem: {path}: {error}\n")
            return 1
        differing += bool(lines)
        sys.stdout.writelines(f"{line}\n" for line in lines)
    verdict = "written again" if given.update else "not as recorded"
    sys.stdout.write(f"{len(paths)} played, {differing} {verdict}\n")
    return 1 if differing and not given.update else 0
