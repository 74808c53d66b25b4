"""A way to be reached, as somebody gives it for a partner: a number, an address, a handle."""

import re
from dataclasses import dataclass

from core.conversation.answers import position
from core.conversation.kind import Answer, Asked, Given, Misread, Understood, Value
from core.conversation.lines import lined
from core.conversation.message import Option
from core.understanding.yesno import yes_no

FEWEST_DIGITS = 6
"""Digits of the shortest telephone number that anybody gives."""

NOTHING = "nothing"
"""The answer of whoever would rather not say."""

_HANDLE = re.compile(r"@\w|\w\.\w|\w_\w|/\w|(?=\w*[a-z])(?=\w*\d)\w{5,}", re.IGNORECASE)
"""What makes a word an address or a name on a platform; plain words may as well be talk."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody can be reached, kept as they write it; what reaches nobody is asked again.

    `offer` names the fact that holds their number: taken over with a digit or a yes. A no gives nothing.
    """

    longest: int
    offer: str

    def options(self, given: Given) -> tuple[Option, ...]:
        offered = given.facts.get(self.offer, "")
        nothing = Option(NOTHING, f".{NOTHING}")
        return (Option("offer", f"={offered}"), nothing) if offered else (nothing,)

    def tapped(self, option: str, given: Given) -> Value:
        return given.facts.get(self.offer, "") if option == "offer" else option

    def understand(self, text: str, asked: Asked) -> Understood:
        option = position(text, asked.shown)
        if option is not None:
            return Answer(self.tapped(option, asked.given))
        words = lined(text, self.longest + 1)
        if sum(map(str.isdecimal, words)) >= FEWEST_DIGITS or _HANDLE.search(words):
            return Misread("long") if len(words) > self.longest else Answer(words)
        said, offered = yes_no(text), asked.given.facts.get(self.offer, "")
        if said is False:
            return Answer(NOTHING)
        return Answer(offered) if said and offered else Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, str) and bool(value)

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f".{value}",) if value == NOTHING else (f"={value}",)
