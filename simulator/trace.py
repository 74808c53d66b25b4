"""What happened, line by line, and the one number that says whether two runs were the same."""

from datetime import datetime
from hashlib import blake2b
from zoneinfo import ZoneInfo

from simulator.clock import moment
from simulator.cycle import Cycle
from simulator.phone import Phone, Said, Shown


class Trace:
    """A running digest of everything done, delivered and not delivered."""

    def __init__(self) -> None:
        self._digest = blake2b(digest_size=16)
        self.done = self.delivered = self.failed = self.timers = self.cycles = 0

    def __call__(self, cycle: Cycle) -> None:
        """Take in one moment."""
        self.cycles += 1
        self.timers += cycle.timers
        for one in cycle.done:
            self.done += 1
            self._write(cycle.at, one.phone.address, ">", repr(one.action))
        for errand in cycle.brought:
            self._write(cycle.at, "~", repr(errand))
        for sent in cycle.delivered:
            key = sent.owed.key
            if sent.error:
                self.failed += 1
                self._write(cycle.at, sent.phone.address, "!", key, sent.error)
            for bubble in sent.shown:
                self.delivered += 1
                labels = " ".join(button.token for button in bubble.buttons)
                self._write(cycle.at, sent.phone.address, "<", key, bubble.text, labels)

    def hash(self) -> str:
        """The digest so far, 32 hex digits."""
        return self._digest.hexdigest()

    def _write(self, at: int, *words: str) -> None:
        self._digest.update(f"{at} {' '.join(words)}\n".encode())


def local_time(phone: Phone, at: int) -> datetime:
    """A moment on the clock of whoever holds the phone."""
    return moment(at).astimezone(ZoneInfo(phone.zone))


def transcript(phone: Phone) -> list[str]:
    """A phone's conversation as lines, with the person's own time."""
    lines = [f"{phone.name or '?'}, {phone.channel} {phone.address}, {phone.habit or 'nobody'}"]
    for one in phone.screen:
        when = f"{local_time(phone, one.at):%Y-%m-%d %H:%M}"
        if isinstance(one, Said):
            lines.append(f"{when} > {_said(one)}")
        else:
            lines.append(f"{when} < {_shown(one)}")
    return lines


def _said(one: Said) -> str:
    if one.kind == "text":
        return one.text
    return f"[{one.text}]" if one.kind == "tap" else f"({one.kind}) {one.text}".rstrip()


def _shown(one: Shown) -> str:
    text = one.text.replace("\n", "\n" + " " * 19)
    keys = "".join(f" [{button.label}]" for button in one.buttons)
    return f"{text}\n{' ' * 19}{keys.strip()}" if keys else text
