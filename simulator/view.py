"""What one page looks at: the room, the phones that stand open, and the language of its own words."""

from dataclasses import dataclass

from simulator.room import Room
from simulator.words import Words


@dataclass(frozen=True, slots=True)
class View:
    """A look at a room; `numbers` are the open phones, from 1."""

    room: Room
    say: Words
    numbers: tuple[int, ...]
