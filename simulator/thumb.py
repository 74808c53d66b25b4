"""What somebody's thumb does to their own phone, whatever the assistant makes of it."""

from dataclasses import replace

from simulator.events import raw_event
from simulator.phone import (
    Action,
    Block,
    Edit,
    Phone,
    Repeat,
    Reply,
    Said,
    SendMedia,
    Tap,
    Type,
    Unblock,
)
from storage.arrivals import Arrival


def press(phone: Phone, action: Action, now: int) -> Arrival | None:
    """Do it: the screen shows it, and the provider has an event, or None when it tells us nothing.

    Raises CannotDo for what the phone or its screen does not allow; then nothing has changed.
    """
    raw = raw_event(phone, action, now)
    phone.blocked = isinstance(action, Block) or (
        phone.blocked and not isinstance(action, Unblock) and raw is None
    )
    _note(phone, action, now)
    phone.acts.append((now, action))
    if raw is None:
        return None
    if not isinstance(action, Repeat):
        phone.sent += 1
        phone.last = raw
    if not isinstance(action, Block | Unblock | Repeat):
        phone.heard_at = now
    return Arrival(phone.channel, phone.account, raw[0], phone.address, raw[1], now)


def _note(phone: Phone, action: Action, now: int) -> None:
    """Put what somebody did on their own screen."""
    match action:
        case Type(words) | Reply(words):
            phone.screen.append(Said(now, "text", words))
        case Tap(label):
            phone.screen.append(Said(now, "tap", label))
        case SendMedia(kind, caption):
            phone.screen.append(Said(now, kind, caption))
        case Edit(words):
            _edit(phone, words, now)
        case Block():
            phone.screen.append(Said(now, "block", ""))
        case Unblock():
            phone.screen.append(Said(now, "unblock", ""))
        case Repeat():
            phone.screen.append(Said(now, "repeat", ""))


def _edit(phone: Phone, words: str, now: int) -> None:
    for at in range(len(phone.screen) - 1, -1, -1):
        said = phone.screen[at]
        if isinstance(said, Said) and said.kind in {"text", "edited"}:
            phone.screen[at] = replace(said, kind="edited", text=words)
            phone.rewritten += 1
            return
    phone.screen.append(Said(now, "edited", words))
