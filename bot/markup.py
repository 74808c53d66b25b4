"""HTML from Python values: what is not marked as HTML is escaped, so nothing needs remembering."""

from collections.abc import Iterable
from html import escape

VOID = frozenset({"br", "img", "input", "link", "meta", "hr"})


class HTML(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(name: str, /, *children: object, **attributes: str | float | bool | None) -> HTML:
    """An element; `class_` and `for_` lose the underscore, others become dashes, None is left out."""
    written = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        shown = key.rstrip("_").replace("_", "-")
        written.append(shown if value is True else f'{shown}="{escape(str(value))}"')
    opening = f"<{' '.join(written)}>"
    return HTML(opening if name in VOID else f"{opening}{join(children)}</{name}>")


def join(children: Iterable[object]) -> HTML:
    """Children one after the other; text is escaped, None is nothing."""
    pieces: list[str] = []
    for child in children:
        if child is None:
            continue
        if isinstance(child, HTML):
            pieces.append(child)
        elif isinstance(child, str):
            pieces.append(escape(child))
        elif isinstance(child, Iterable):
            pieces.append(join(child))
        else:
            pieces.append(escape(str(child)))
    return HTML("".join(pieces))
