"""The time a fake lives in: the wall's, unless a test brings its own."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present moment, with a time zone."""


def wall_clock() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)
