"""The providers between the assistant and the phones: what they took, and what they deliver when."""

import heapq
from collections import defaultdict
from dataclasses import dataclass

from bot.channels.protocol import SendError
from simulator.weather import Skies
from storage.arrivals import Arrival

REMEMBERED = 40
"""Messages to one address that a provider still lists."""


@dataclass(frozen=True, slots=True)
class Status:
    """What WhatsApp's provider reports of a message: our own id, theirs, the status, the code.

    `part` as in `StatusReport`: a bubble that others follow, or 0 for a notice.
    """

    outbox_id: int
    provider_id: str
    status: str
    code: int = 0
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of handing one bubble over: shown or not, and under which id, if one was told."""

    shown: bool
    provider_id: str = ""
    error: SendError | None = None


Errand = Status | Arrival
"""What a provider brings us later: a status, or an event it brought before."""


class Provider:
    """All providers of a world. Times are milliseconds."""

    def __init__(self, skies: Skies, *, receipts: bool = True) -> None:
        self.skies = skies
        self._receipts = receipts or skies.reporting
        self._errands: list[tuple[int, int, Errand]] = []
        self._numbered = 0
        self._listed: dict[str, list[tuple[int, str, str]]] = defaultdict(list)

    def take(  # noqa: PLR0917 - as the courier hands it over
        self,
        channel: str,
        address: str,
        text: str,
        place: tuple[int, int, int],
        now: int,
        part: int | None = None,
    ) -> Taken:
        """One bubble of the message at `place` (outbox row, attempt, bubble) is handed over.

        `part` comes back with the reports on it.
        """
        fault = self.skies.at_send(channel)
        provider_id = self._name(channel, address, place) if self._receipts else ""
        if fault is not None and not fault.taken:
            return Taken(shown=False, error=fault.error)
        if self.skies.doubtful:
            listed = self._listed[address]
            listed.append((now, text, provider_id))
            del listed[:-REMEMBERED]
        failing = fault is not None and fault.kind == "undelivered"
        if channel == "whatsapp" and self.skies.reporting:
            for delay, status, code in self.skies.reports(failing=failing):
                self._plan(now + delay, Status(place[0], provider_id, status, code, part))
        error = fault.error if fault else None
        return Taken(not failing, "" if error else provider_id, error)

    @staticmethod
    def _name(channel: str, address: str, place: tuple[int, int, int]) -> str:
        row, attempt, bubble = place
        if channel == "telegram":
            return f"{address}/{(row << 12) + (attempt << 6) + bubble}"
        return f"SM{row:020x}{attempt:06x}{bubble:06x}"

    def find_sent(self, address: str, text: str, since: int) -> tuple[str, ...]:
        """The ids of messages with this text taken since then, as Twilio lists them."""
        listed = self._listed.get(address, ())
        return tuple(known for at, said, known in listed if at >= since and said == text)

    def bring(self, arrival: Arrival) -> list[Arrival]:
        """An event that a phone caused, as often as it is delivered at once; later copies are planned."""
        copies = [arrival]
        for delay in self.skies.again():
            if delay:
                self._plan(arrival.received_at + delay, arrival)
            else:
                copies.append(arrival)
        return copies

    def next_at(self) -> int | None:
        """When something is brought next."""
        return self._errands[0][0] if self._errands else None

    def due(self, now: int) -> list[Errand]:
        """What is brought by now, in the order in which it comes."""
        found: list[Errand] = []
        while self._errands and self._errands[0][0] <= now:
            found.append(heapq.heappop(self._errands)[2])
        return found

    def _plan(self, at: int, errand: Errand) -> None:
        self._numbered += 1
        heapq.heappush(self._errands, (at, self._numbered, errand))
