"""From keys, facts and options to the words and buttons of one channel."""

from functools import lru_cache

from bot.channels.protocol import Abilities, Bubble, Button
from bot.words.catalogue import label, say
from core.conversation.message import Message, Part, Row
from core.languages import Language

BUBBLE = 600
"""Longest text of one bubble, in characters: what reads well on a small screen."""

ISOLATE, POP = "\u2068", "\u2069"
"""Keep a name or one's own words from turning the direction of the text around them."""

COLON = {"fr": "\u00a0: ", "ar": ": ", "en": ": "}
COMMA = {"fr": ", ", "ar": "، ", "en": ", "}


def render(message: Message, abilities: Abilities) -> tuple[Bubble, ...]:
    """`message` as bubbles in its language; the question and its buttons are in the last one.

    Parts share a bubble while they fit 600 characters; a part is never cut here, the channel
    splits what its provider would refuse.
    """
    bubbles: list[Bubble] = []
    texts: list[str] = []
    for text in _blocks(message, abilities):
        if texts and sum(map(len, texts)) + 2 * len(texts) + len(text) > BUBBLE:
            bubbles.append(Bubble("\n\n".join(texts)))
            texts = []
        texts.append(text)
    asking = next((part for part in reversed(message.parts) if part.options), None)
    buttons = _buttons(asking, message.language) if asking else ()
    bubbles.append(Bubble("\n\n".join(texts), buttons))
    return tuple(bubbles)


def _blocks(message: Message, abilities: Abilities) -> list[str]:
    """The paragraphs: each part is one, unless it is one more line of the part before it."""
    blocks: list[str] = []
    for part in message.parts:
        text = _words(part, message.language)
        if part.options and not abilities.buttons:
            text = f"{text}\n{_numbered(part, message.language)}"
        elif part.rows:
            lines = (f"• {_row(row, message.language)}" for row in part.rows)
            text = "\n".join([text, *lines])
        if part.tight and blocks and len(blocks[-1]) + len(text) < BUBBLE:
            blocks[-1] = f"{blocks[-1]}\n{text}"
        else:
            blocks.append(text)
    return blocks


def told(part: Part, language: Language) -> str:
    """The words of one part on one line, for commands that print."""
    text = _words(part, language).replace("\n", " ")
    return text.replace(ISOLATE, "").replace(POP, "")


def _words(part: Part, language: Language) -> str:
    if not part.facts and not part.labels:
        return _fixed(part.key, language)
    facts: dict[str, str | int] = dict(part.facts)
    for name, references in part.labels.items():
        facts[name] = COMMA[language].join(label(one, language) for one in references)
    return say(part.key, language, facts)


@lru_cache(maxsize=4096)
def _fixed(key: str, language: Language) -> str:
    """Words in which nothing is filled in but what is the programme's own."""
    return say(key, language, {})


def _joined(references: tuple[str, ...], language: Language) -> str:
    return COMMA[language].join(
        f"{ISOLATE}{label(one, language)}{POP}" if one.startswith("=") else label(one, language)
        for one in references
    )


def _row(row: Row, language: Language) -> str:
    title = label(row.title, language)
    return f"{title[:1].upper()}{title[1:]}{COLON[language]}{_joined(row.values, language)}"


def _caption(reference: str, language: Language) -> str:
    text = label(reference, language)
    return f"{text[:1].upper()}{text[1:]}"


def _numbered(part: Part, language: Language) -> str:
    """The options by number; beside what they were answered, where the part has rows of them."""
    lines = [_row(row, language) for row in part.rows]
    lines += [_caption(option.label, language) for option in part.options[len(lines) :]]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def _buttons(part: Part, language: Language) -> tuple[Button, ...]:
    return tuple(
        Button(f"{part.token}.{option.id}", _caption(option.label, language), number)
        for number, option in enumerate(part.options, 1)
    )
