"""`mem` by a clock that is set: `python -m tests.bot.shifted SECONDS COMMAND …` runs it that much later.

What is said to people depends on the hour, and a test may run at any.
"""

import sys
from datetime import timedelta

from bot import settings

real, shift = settings.wall_clock, timedelta(seconds=float(sys.argv[1]))
settings.wall_clock = lambda: real() + shift

from bot.__main__ import main  # noqa: E402 - every command takes its clock from the settings

if __name__ == "__main__":
    sys.exit(main(sys.argv[2:]))
