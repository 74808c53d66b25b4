"""Labelled utterances, and how many of them are read right, asked back or silently wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from core.understanding.readout import DOUBT, IMPOSSIBLE, NOTHING, readout

Grade = Literal["right", "asked", "wrong"]

_SATISFYING: Final[dict[str, tuple[str, ...]]] = {DOUBT: (DOUBT,), "ask": (DOUBT, NOTHING)}
"""How a reading begins that is as good as the expected one."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody wrote, when and where, and the reading it should have."""

    language: str
    kind: str
    now: datetime
    text: str
    expected: str

    @property
    def zone(self) -> ZoneInfo:
        zone = self.now.tzinfo
        assert isinstance(zone, ZoneInfo)  # noqa: S101 - parse() puts nothing else there
        return zone


def parse(lines: Iterable[str]) -> Iterator[Utterance]:
    """The utterances of a TSV file: language, kind, now, zone, text, expected, with a header line.

    Raises ValueError with the number of a line that has other columns.
    """
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if number == 1 or cells == [""]:
            continue
        if len(cells) != 6:
            raise ValueError(f"line {number}: {len(cells)} columns, not 6")
        language, kind, now, zone, text, expected = cells
        moment = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))
        yield Utterance(language, kind, moment, text, expected)


def read(utterance: Utterance) -> str:
    """The reading of an utterance on one line."""
    return readout(utterance.kind, utterance.text, now=utterance.now, zone=utterance.zone)


def grade(expected: str, got: str) -> Grade:
    """Right, asked back, or silently wrong.

    Expected "?" is any doubt, "-" no reading, "ask" either of them: the person is asked again. A
    refusal ("!past") that should have been a value is told to the person, and counts as asked.
    """
    if got == expected or got.startswith(_SATISFYING.get(expected, "\0")):
        return "right"
    return "asked" if got.startswith((DOUBT, IMPOSSIBLE, NOTHING)) else "wrong"


def scores(utterances: Iterable[Utterance]) -> dict[tuple[str, str], Counter[Grade]]:
    """Grades by kind (without its unit) and language; ("all", "all") sums them."""
    found: dict[tuple[str, str], Counter[Grade]] = {}
    for one in utterances:
        given = grade(one.expected, read(one))
        kind = one.kind.partition(":")[0]
        for key in ((kind, one.language), (kind, "all"), ("all", one.language), ("all", "all")):
            found.setdefault(key, Counter())[given] += 1
    return found
