"""`mem journeys`: recorded conversations are played back, and written again after a deliberate change."""

import argparse
import difflib
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

from core.duration import SECOND
from simulator.journey import Journey, Unreadable, parse, written
from simulator.performance import told
from simulator.phone import Action, SendMedia, Type
from simulator.story import is_story

FOLDER = Path("tests/journeys/recorded")
STORIES = Path("tests/journeys/told")
"""Where conversations of one person lie, and those of several."""

PAUSE = 20 * SECOND
"""Between two lines typed in a terminal, whose times are not kept."""

TYPED = {":voice": SendMedia("voice"), ":image": SendMedia("image"), ":sticker": SendMedia("image")}
"""What a terminal types for what it cannot send (bot.channels.console)."""


_ACT = re.compile(r"(\w+ )?>|=")
"""How a line begins that says what somebody does, or waits for."""


def difference(path: Path, *, update: bool) -> list[str]:
    """How playing a file differs from what it says, as lines; with `update` it is written again.

    Every exchange that is not as it was is told from its beginning to its end, so that the lines
    read as the conversation. Raises Unreadable.
    """
    before = path.read_text("utf-8")
    after = told(before) if is_story(before) else written(parse(before))
    if before == after:
        return []
    if update:
        path.write_text(after, "utf-8")
    return [f"— {path}: - as recorded, + as seen now", *changes(before, after)]


def changes(before: str, after: str) -> list[str]:
    """The exchanges of two versions of a file that are not the same, each with what changed."""
    lines: list[str] = []
    for was, now in zip_longest(exchanges(before), exchanges(after), fillvalue=()):
        if was != now:
            changed = list(difflib.unified_diff(was, now, lineterm="", n=len(was) + len(now)))
            lines += ["", *changed[3:]]
    return lines


def exchanges(text: str) -> list[tuple[str, ...]]:
    """The lines of a journey: its head, then each thing done or waited for with what was seen."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if _ACT.match(line):
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
    parser.add_argument("files", nargs="*", type=Path, help=f"default: {FOLDER} and {STORIES}")
    parser.add_argument("--update", action="store_true", help="write down what is seen now")
    given = parser.parse_args(argv)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    paths = given.files or [*sorted(FOLDER.glob("*.txt")), *sorted(STORIES.glob("*.txt"))]
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
