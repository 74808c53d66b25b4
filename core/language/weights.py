"""The packed file of n-gram weights: what training writes and detection reads."""

import zlib
from array import array
from collections.abc import Mapping
from typing import Final, NamedTuple

FORMAT: Final = "mem-language-1"
CLASSES: Final = ("fr", "en", "ary-latn", "unknown")
"""In the order of the weights; the first is the reference, its weight is always zero."""

Chances = tuple[float, float, float, float]
"""The probabilities of the classes, in their order."""

FIELD: Final = 21
"""
Bits between two classes in a packed weight. A weight has 12 bits and a word at most about 200
n-grams, so a sum over a word never spills into its neighbour.
"""
LIMIT: Final = 2047
"""Largest 12-bit weight; 8 bits cost two points on single words (measured before the design)."""

_HALF: Final = 1 << (FIELD - 1)
_MASK: Final = (1 << FIELD) - 1


class Weights(NamedTuple):
    """One integer an n-gram, holding three signed 12-bit weights ``FIELD`` bits apart (en, ary-latn,
    unknown, each relative to fr) in units of ``unit``; ``bias`` has the same order, in units of 1.
    """

    version: str
    tau: float
    unit: float
    bias: tuple[float, float, float]
    packed: Mapping[str, int]


def pack(en: int, ary: int, unknown: int) -> int:
    """One integer from three signed weights; a sum of packed weights is the packed sum."""
    return en + (ary << FIELD) + (unknown << 2 * FIELD)


def unpack(total: int) -> tuple[int, int, int]:
    """The three signed sums in ``total``."""
    en = ((total + _HALF) & _MASK) - _HALF
    total = (total - en) >> FIELD
    ary = ((total + _HALF) & _MASK) - _HALF
    return en, ary, (total - ary) >> FIELD


def dump(weights: Weights) -> bytes:
    """The file: a line of text, the compressed n-grams, the compressed byte planes of the integers."""
    grams = sorted(weights.packed)
    values = array("q", [weights.packed[gram] for gram in grams]).tobytes()
    # a plane for each byte of the integers: like bytes lie together and compress
    planes = zlib.compress(b"".join(values[place::8] for place in range(8)), 9)
    text = zlib.compress("\n".join(grams).encode(), 9)
    head = (FORMAT, weights.version, weights.tau, weights.unit, *weights.bias, len(text))
    return " ".join(map(str, head)).encode() + b"\n" + text + planes


def parse(data: bytes) -> Weights:
    """The weights in ``data``.

    Raises:
        ValueError: the file is of another format.

    """
    line, _, rest = data.partition(b"\n")
    name, version, tau, unit, en, ary, unknown, text = line.decode().split(" ")
    if name != FORMAT:
        raise ValueError(f"not a {FORMAT} file")
    grams = zlib.decompress(rest[: int(text)]).decode().split("\n")
    planes = zlib.decompress(rest[int(text) :])
    values = bytearray(len(planes))
    for place in range(8):
        values[place::8] = planes[place * len(grams) : (place + 1) * len(grams)]
    return Weights(
        version=version,
        tau=float(tau),
        unit=float(unit),
        bias=(float(en), float(ary), float(unknown)),
        packed=dict(zip(grams, array("q", bytes(values)), strict=True)),
    )
