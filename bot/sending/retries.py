"""What to do after a send that did not succeed: the table of reliability §4, without the world."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.protocol import Refused, SendError, Throttled, Unreachable
from core.conversation.effects import Lane
from core.duration import HOUR, MINUTE, SECOND
from storage.outbox import Owed
from storage.outcomes import Failed, Held, Outcome, Retry, Unknown, Unseen

LONGEST_RETRY = 5 * MINUTE
LOOKS = (1 * MINUTE, 5 * MINUTE, 15 * MINUTE)
"""When a provider that lists its messages is asked about an unknown one, after the attempt."""
WITHOUT_LOOK: Mapping[Lane, int] = {
    "reply": 2 * MINUTE,
    "reminder": 15 * MINUTE,
    "broadcast": 2 * MINUTE,
}
"""How long to wait for a sign before resending where nothing can be looked up; twice as long after
each doubt, so that few resends outlast an outage of an hour.
"""
RESENDS: Mapping[Lane, int] = {"reply": 5, "reminder": 1, "broadcast": 0}
"""Unknown outcomes after which a message is said again; each can cost one duplicate.

A reply is what somebody waits for, so it is repeated until a provider that answers has it;
a reminder once, or as a reply where the provider was asked and has not got it; a broadcast never.
"""
ONCE_MORE = 1
"""The same for what says "twice": a partner's words (reliability §4)."""
WITHHELD = (1 * HOUR, 6 * HOUR, 24 * HOUR)
"""Growing delays when WhatsApp holds a message back (63049, 63032)."""


@dataclass(frozen=True, slots=True)
class Patience:
    """`scale` stretches every wait; `chance` in 0..1 spreads retries so that they do not march."""

    scale: float = 1.0

    def after(self, wait: float, chance: float = 1.0) -> int:
        """`wait` in ms, scaled, and shortened by up to a half by `chance`."""
        return max(1, round(wait * self.scale * (0.5 + chance / 2)))


def after_failure(
    error: SendError, owed: Owed, now: int, patience: Patience, chance: float, *, looks: bool
) -> Outcome:
    """The outcome to store for a failed attempt.

    `looks` says that the provider can be asked what it has. What only we can repair (a wrong
    token, a sandbox) is retried for as long as the message has a meaning: nothing is dropped.
    """
    attempt = owed.attempt
    match error:
        case Throttled(retry_after=seconds):
            wait = max(seconds * SECOND, _backoff(attempt))
            return Retry(
                owed.id,
                now + max(patience.after(wait), round(seconds * SECOND)),
                str(error),
                attempt,
            )
        case Refused(kind="window"):
            return (
                Held(owed.id, "window", attempt)
                if owed.address_id
                else Failed(owed.id, "window", attempt)
            )
        case Refused(kind="configuration"):
            return Retry(
                owed.id,
                now + patience.after(LONGEST_RETRY, chance),
                f"configuration {error}",
                attempt,
            )
        case Refused(kind="withheld") if attempt <= len(WITHHELD):
            return Retry(
                owed.id, now + patience.after(WITHHELD[attempt - 1]), f"withheld {error}", attempt
            )
        case Refused(kind=kind):
            return Failed(owed.id, f"{kind} {error}", attempt)
        case Unreachable():
            return Retry(
                owed.id, now + patience.after(_backoff(attempt), chance), str(error), attempt
            )
        case _:  # OutcomeUnknown
            delay = LOOKS[0] if looks else WITHOUT_LOOK[owed.lane] << owed.unknowns
            return Unknown(owed.id, str(error), now + patience.after(delay), attempt)


def after_absence(owed: Owed, now: int, patience: Patience, *, looks: bool) -> Outcome:
    """The outcome to store when no sign of an unknown message was found (yet).

    Where the provider can be asked it is asked three times; then the message is said again, if
    its class allows, or given up as lost. A reminder is not repeated to who has written since.
    """
    asked = owed.looks + 1
    if looks and asked < len(LOOKS):
        at = max(owed.sent_at + patience.after(LOOKS[asked]), now + patience.after(MINUTE))
        return Unknown(owed.id, "looked", at, owed.attempt)
    pointless = owed.answered and owed.lane != "reply"
    lane: Lane = "reply" if looks and owed.lane == "reminder" else owed.lane
    most = ONCE_MORE if owed.policy == "twice" else RESENDS[lane]
    if owed.policy == "once" or pointless or owed.unknowns > most:
        return Failed(owed.id, "lost", owed.attempt)
    return Retry(owed.id, now, "resend", owed.attempt)


def after_silence(owed: Owed) -> Unseen:
    """The outcome to store when the notice of a held message is not in the provider's list (yet).

    It is asked three times, as above; then the notice is said again, or the message waits without.
    """
    if owed.looks + 1 < len(LOOKS):
        return Unseen(owed.id, "look", owed.attempt)
    again = owed.unknowns <= RESENDS["reply"]
    return Unseen(owed.id, "say" if again else "wait", owed.attempt)


def _backoff(attempt: int) -> int:
    return min(LONGEST_RETRY, SECOND << min(attempt - 1, 10))
