"""Smaller screenshots: a PNG with a palette of at most 256 colours, from what a browser has drawn."""

import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256


def png_with_palette(pixels: bytes, width: int, height: int) -> bytes:
    """A picture of RGBA pixels in its 256 commonest shades; the others take the nearest of these."""
    picture: NDArray[Any] = np.frombuffer(pixels, np.uint8).reshape(height, width, 4)[:, :, :3]
    flat = picture.reshape(-1, 3)
    shades, which, counts = np.unique(flat, axis=0, return_inverse=True, return_counts=True)
    common = shades[np.argsort(-counts, kind="stable")[:COLOURS]]
    nearest = np.empty(len(shades), np.uint8)
    for first in range(0, len(shades), 1024):  # a few at a time: the distances are many
        some = shades[first : first + 1024].astype(np.int32)[:, None, :]
        nearest[first : first + 1024] = ((some - common) ** 2).sum(axis=2).argmin(axis=1)
    rows = nearest[which.reshape(-1)].reshape(height, width)
    data = np.hstack([np.zeros((height, 1), np.uint8), rows]).tobytes()
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", common.tobytes()),
        (b"IDAT", zlib.compress(data, 9)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(_chunk(*one) for one in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
