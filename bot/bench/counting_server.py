"""`mem serve` without its inbox: every webhook is checked and answered as ever, and only counted.

What is left out is the database alone, so the difference to the real server is the price of
recording before acknowledging.
"""

import sys

from bot import service
from bot.__main__ import main
from bot.receiving.door import Door
from storage.arrivals import Arrival


class CountingDoor(Door):
    """A door that stores nothing."""

    admitted = 0

    async def admit(self, arrival: Arrival) -> bool:
        """Count."""
        CountingDoor.admitted += 1
        return True


if __name__ == "__main__":
    service.Door = CountingDoor  # type: ignore[attr-defined]
    sys.exit(main())
