"""What a rule looks at: the words of a message, and what they count or choose."""

from msgspec import Struct

from core.conversation.talk import Prompt
from core.conversation.update import Media, Token
from core.understanding.choice import Choices, Chosen
from core.understanding.numbers import whole_number


class Heard(Struct, frozen=True, gc=False):
    """What the rules look at: the words, folded words, a button's token, a quoted question.

    `move` is the move that the whole message names, or empty, and `about` the pair whose partner it
    names. `media` is what the words came with.
    `first` and `beside` are what stands before and after the first break of typed words, or empty.
    `lines` are the words line by line, for whoever is written to.
    """

    text: str
    folded: str
    token: Token | None
    quoted: Token | None
    silence: int
    move: str = ""
    media: Media | None = None
    first: str = ""
    beside: str = ""
    lines: str = ""
    about: str = ""


def counted(heard: Heard, prompt: Prompt | None) -> str:
    """The shown option that a bare number counts, or an empty string."""
    if heard.token is not None or prompt is None or not 0 < len(heard.folded) <= 3:
        return ""
    number = whole_number(heard.text)
    return prompt.shown[number - 1] if number and 1 <= number <= len(prompt.shown) else ""


def chosen_of(heard: Heard, choices: Choices, prompt: Prompt) -> str:
    if heard.token is not None:
        return heard.token.option if heard.token.option in prompt.shown else ""
    match choices.match(heard.text, shown=prompt.shown):
        case Chosen(option):
            return option
    return ""


def without_command(text: str) -> str:
    """`/start` and its payload say nothing about a language."""
    return "" if text.startswith("/") else text


def link_code(heard: Heard) -> str:
    """The one-time code that a link or a typed line carries, or an empty string."""
    words = heard.text.removeprefix("/start").strip()
    return words if words.startswith("link-") and 26 <= len(words) <= 64 else ""
