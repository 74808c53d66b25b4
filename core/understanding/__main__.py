"""What typed words mean, a line of standard input at a time, or the score of a labelled table.

``python -m core.understanding [--now 2026-11-22T10:00] [--zone Africa/Casablanca]`` reads lines
``kind<TAB>text`` (or ``kind<TAB>text<TAB>now<TAB>zone``) and prints one reading a line, in order:

==============  ================================================================================
kind            reading
==============  ================================================================================
moment          ``2026-11-26 18:00``, ``2026-11-26`` without a time, ``2026-11-26 18:00-20:00``,
                ``2026-11-26 evening`` (dawn, morning, noon, afternoon, evening, night);
                ``second`` behind the second of two equal hours;
                ``!past``, ``!no_such_day``, ``!no_such_time``, ``!skipped`` (by the clock change)
amount          ``1500000 MAD`` (EUR, USD, %, count): the one that is named, wished for or not;
                ``amount:MAD`` tells the unit asked for, and wants what is there
rhythm          days between two times: ``14``; or ``less``, ``more``, ``off``
rating          ``1`` to ``5``
held            ``held``, ``not_held``
yesno           ``yes``, ``no``
number          a whole number
==============  ================================================================================

``-`` is no reading; ``?`` is a doubt that is asked back, in a moment with its reason (day, time,
half, several, repeated, unclear) and with alternatives when there are some: ``?half 2026-11-26
08:00 | 2026-11-26 20:00``. An unknown kind gives ``error: …``.

``python -m core.understanding table [FILE.tsv …]`` prints right, asked and silently wrong by kind
and language for labelled utterances (default: those of the tests), then every one not right.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from core.understanding.readout import readout
from core.understanding.utterances import grade, parse, read, scores

NOW, ZONE = "2026-11-22T10:00", "Africa/Casablanca"
"""When and where lines are said that do not tell; the core has no clock."""

TABLES = Path("tests/core/understanding/utterances")


def main(arguments: Sequence[str]) -> int:
    """Answer the command line; 1 when a table has nothing in it."""
    parser = ArgumentParser(prog="python -m core.understanding", description="Read typed words.")
    parser.add_argument("verb", nargs="?", choices=("table",))
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--now", default=NOW)
    parser.add_argument("--zone", default=ZONE)
    options = parser.parse_args(arguments)
    if options.verb:
        return _table(options.files or sorted(TABLES.glob("*.tsv")))
    for raw in sys.stdin.buffer:
        line = raw.rstrip(b"\r\n").decode("utf-8", errors="replace")
        sys.stdout.write(_answer(line, options.now, options.zone) + "\n")
    sys.stdout.flush()
    return 0


def _answer(line: str, now: str, zone: str) -> str:
    kind, text, *rest = [*line.split("\t"), ""]
    said_at, said_in = (*(cell or None for cell in rest), None, None)[:2]
    try:
        place = ZoneInfo(said_in or zone)
        moment = datetime.fromisoformat(said_at or now)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=place)
        return readout(kind, text, now=aware, zone=place)
    except (ValueError, KeyError) as error:
        return f"error: {error}"


def _table(files: Sequence[Path]) -> int:
    for file in files:
        utterances = list(parse(file.read_text(encoding="utf-8").splitlines()))
        sys.stdout.write(f"{file.name}\n{'':18}  total  right  asked  silently wrong\n")
        for (kind, language), grades in sorted(scores(utterances).items()):
            total = grades.total()
            right, asked, wrong = (grades[one] for one in ("right", "asked", "wrong"))
            sys.stdout.write(
                f"{kind:11} {language:6}  {total:5}  {right / total:5.1%}  {asked / total:5.1%}"
                f"  {wrong / total:5.1%}\n"
            )
        for one in utterances:
            got = read(one)
            if (given := grade(one.expected, got)) != "right":
                line = f"  {given}: {one.kind} {one.text!r} is {one.expected}, read {got}\n"
                sys.stdout.write(line)
    return 0 if files else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
