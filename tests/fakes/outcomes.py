"""What a fake provider does with one send: the closed list of scripted outcomes."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from threading import Lock
from typing import Any

GATEWAY_PAGE = "<html><head><title>503 Service Temporarily Unavailable</title></head></html>"


@dataclass(frozen=True, slots=True)
class Ok:
    """Accepted and answered."""


@dataclass(frozen=True, slots=True)
class Slow:
    """Accepted, and answered after some seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class RateLimited:
    """429, not processed; retry_after in seconds, as each provider says it."""

    retry_after: int = 1


@dataclass(frozen=True, slots=True)
class ServerError:
    """5xx with a page from some gateway; whether the send was processed is not told."""

    status: int = 503
    body: str = GATEWAY_PAGE
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class TimeoutAccepted:
    """Processed, but the answer never comes."""


@dataclass(frozen=True, slots=True)
class TimeoutNotAccepted:
    """Read and lost; no answer ever comes."""


@dataclass(frozen=True, slots=True)
class Reset:
    """A TCP reset after the request was read."""

    accepted: bool = False


@dataclass(frozen=True, slots=True)
class TruncatedBody:
    """Processed; the connection ends in the middle of the answer."""


@dataclass(frozen=True, slots=True)
class GarbageJson:
    """Processed; a complete answer with the success status that is not JSON."""

    body: str = '{"sid": "SM0123", "ok": tr'


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal in the provider's own words.

    Twilio: code such as 63016, HTTP 400 unless status says otherwise. Telegram: code is the HTTP
    status (403, 400, 401), message the description, parameters as in ResponseParameters.
    """

    code: int
    message: str = ""
    status: int = 0
    parameters: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RefusedLater:
    """Answered as a success, then failed: Twilio tells it in the status callback only."""

    code: int


Outcome = (
    Ok
    | Slow
    | RateLimited
    | ServerError
    | TimeoutAccepted
    | TimeoutNotAccepted
    | Reset
    | TruncatedBody
    | GarbageJson
    | Refused
    | RefusedLater
)
OUTCOMES: Mapping[str, type[Outcome]] = {kind.__name__: kind for kind in Outcome.__args__}


def reaches(outcome: Outcome) -> bool:
    """Whether the person gets the message."""
    match outcome:
        case Ok() | Slow() | TimeoutAccepted() | TruncatedBody() | GarbageJson():
            return True
        case ServerError(accepted=accepted) | Reset(accepted=accepted):
            return accepted
        case RateLimited() | TimeoutNotAccepted() | Refused() | RefusedLater():
            return False


def name_of(outcome: Outcome) -> str:
    return type(outcome).__name__


def known(outcome: Outcome) -> bool:
    """Whether the client can know what happened; False is an unknown outcome.

    Reference: reliability.md §4; a read timeout, 5xx or reset after bytes were sent is unknown.
    """
    match outcome:
        case Ok() | Slow() | RateLimited() | Refused() | RefusedLater():
            return True
        case (
            ServerError()
            | TimeoutAccepted()
            | TimeoutNotAccepted()
            | Reset()
            | TruncatedBody()
            | GarbageJson()
        ):
            return False


def dump(outcome: Outcome) -> dict[str, Any]:
    """An outcome as JSON: its name under "outcome" and its fields."""
    values = {f.name: getattr(outcome, f.name) for f in fields(outcome)}
    return {"outcome": type(outcome).__name__, **values}


def load(value: Mapping[str, Any]) -> Outcome:
    """The reverse of dump; KeyError on an unknown name, TypeError on an unknown field."""
    arguments = dict(value)
    return OUTCOMES[arguments.pop("outcome")](**arguments)


SOON = 10
"""How far one looks ahead: as many sends as may be on their way at the same time."""


class Script:
    """A queue of outcomes, one for each send; when it is used up every send is Ok.

    Whoever sends may look ahead from another thread than the one in which the fake takes them.
    """

    def __init__(self) -> None:
        self._queues: list[Iterator[Outcome]] = []
        self._ahead: deque[Outcome] = deque()
        self._using = Lock()

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Append outcomes; an endless generator makes a lasting weather."""
        with self._using:
            self._queues.append(iter(outcomes))

    def take(self) -> Outcome:
        with self._using:
            self._look_ahead(1)
            return self._ahead.popleft() if self._ahead else Ok()

    def silent(self) -> bool:
        """Whether no answer is what comes of one of the next sends."""
        with self._using:
            self._look_ahead(SOON)
            return any(isinstance(one, TimeoutAccepted | TimeoutNotAccepted) for one in self._ahead)

    def clear(self) -> None:
        with self._using:
            self._queues.clear()
            self._ahead.clear()

    def _look_ahead(self, count: int) -> None:
        while len(self._ahead) < count and self._queues:
            for outcome in self._queues[0]:
                self._ahead.append(outcome)
                break
            else:
                self._queues.pop(0)
