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

_SURE = re.compile(rf"@\w|\w\.\w{{2,}}/\w|(?:\d[\s./()-]*){{{FEWEST_DIGITS}}}")
"""What is in nothing but a contact: a telephone number, an address of mail or of a page, a handle."""

_NAME = re.compile(r"\w\.[a-z\d_]|\w_\w|(?<!\w)[A-Za-z]{3,}\d{2,}(?!\w)")
"""What makes a word a name on a platform; plain words may as well be talk, and in Darija words have
digits for letters ("ma bghitch n3tih").
"""


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
        said, offered = yes_no(text), asked.given.facts.get(self.offer, "")
        if _SURE.search(words) or (said is None and _NAME.search(words)):
            return Misread("long") if len(words) > self.longest else Answer(words)
        if said is False:
            return Answer(NOTHING)
        return Answer(offered) if said and offered else Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return isinstance(value, str) and bool(value)

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f".{value}",) if value == NOTHING else (f"={value}",)
