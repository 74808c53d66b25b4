"""What stands on a phone's screen, as HTML: bubbles with their buttons, and lines between them."""

import re
from datetime import datetime

from bot.channels.text import read_bold
from bot.markup import HTML, join, tag
from simulator.attached import kind_of
from simulator.phone import Phone, Said, Shown
from simulator.trace import local_time
from simulator.view import View
from simulator.words import Words, chrome, words

NEWEST = 150
"""Bubbles shown of one phone; older ones are in its journey file."""

NOTES = frozenset({"repeat", "block", "unblock"})
"""What somebody did that leaves no bubble."""

_LINK = re.compile(r"/exports/[\w-]+")

ICONS = {
    "voice": ("M2 9v4M6 6v10M10 3v16M14 7v8M18 5v12M22 9v4M26 7v8M30 10v2", 34),
    "image": ("M2 4h20v14H2zM2 15l6-6 5 5 3-3 6 5M16 8.5h.1", 24),
    "location": ("M11 20s7-7 7-11a7 7 0 0 0-14 0c0 4 7 11 7 11zM11 9.5h.1", 22),
    "file": ("M5 2h8l5 5v13H5zM13 2v5h5", 24),
}
"""Path and width of what stands for something that is not text."""


def icon(kind: str, say: Words) -> HTML:
    """A drawing for a voice note, an image, a place or a file."""
    path, width = ICONS[kind]
    drawn = tag(
        "path", d=path, fill="none", stroke="currentColor", stroke_width="1.8",
        stroke_linecap="round", stroke_linejoin="round",
    )  # fmt: skip
    return tag(
        "svg",
        drawn,
        viewBox=f"0 0 {width} 22",
        width=width * 1.2,
        role="img",
        aria_label=say(kind),
        class_="icon",
    )


def screen(view: View, number: int, phone: Phone) -> HTML:
    """All that stands on the screen, with a line for every new day."""
    if not phone.screen:
        office = phone is view.room.office
        empty = view.say("no-alert") if office else chrome(spoken(phone))["empty"]
        return tag("p", empty, class_="day", dir="auto")
    return bubbles(view.say, number, phone, max(0, len(phone.screen) - NEWEST))


def bubbles(say: Words, number: int, phone: Phone, first: int) -> HTML:
    """What came on the screen since there were `first` entries."""
    pieces: list[HTML] = []
    before = phone.screen[first - 1].at if first else 0
    for place, one in enumerate(phone.screen[first:], first):
        here = local_time(phone, one.at)
        if not before or local_time(phone, before).date() != here.date():
            pieces.append(tag("p", f"{here:%-d/%m/%Y}", class_="day"))
        before = one.at
        if isinstance(one, Said):
            pieces.append(_said(say, one, here))
            continue
        with_words = _with_words(number, one) if _ends(phone, place) else None
        pieces.append(_shown(say, number, one, here, with_words))
    return join(pieces)


def _ends(phone: Phone, place: int) -> bool:
    """Whether this is the last bubble of its message."""
    following = phone.screen[place + 1 : place + 2]
    one = phone.screen[place]
    return not any(
        isinstance(later, Shown) and isinstance(one, Shown) and later.message is one.message
        for later in following
    )


def _with_words(number: int, one: Shown) -> HTML | None:
    """What comes with a message beside its words, named in the message's own language."""
    say = words(one.message.language)
    where = f"/phones/{number}/attached/{one.number}"
    match kind_of(one):
        case "":
            return None
        case "chart":
            return tag("img", src=where, alt=say("chart"), loading="lazy", class_="chart")
        case "calendar":
            link = tag("a", say("calendar"), href=where)
            return tag("p", icon("file", say), link, dir="auto", class_="attached")
        case kind:
            return tag("p", icon(kind, say), class_="attached")


def _said(say: Words, one: Said, here: datetime) -> HTML:
    if one.kind in NOTES:
        note = say.of("note", one.kind)
        return tag("p", note, class_="day note", dir="auto", lang=say.language)
    drawn = icon(one.kind, say) if one.kind in ICONS else None
    edited = "✎ " if one.kind == "edited" else None
    return tag(
        "div",
        tag("p", drawn, one.text or None, dir="auto"),
        tag("small", edited, f"{here:%H:%M} ✓✓", class_="at"),
        class_=f"bubble out {one.kind}",
    )


def _shown(say: Words, number: int, one: Shown, here: datetime, with_words: HTML | None) -> HTML:
    document = one.layout == "file"
    text = join((icon("file", say), tag("strong", one.text))) if document else rich(one.text)
    marks = [tag("small", say("template"), class_="mark-template")] if one.template else []
    bubble = tag(
        "div",
        tag("p", text, dir="auto"),
        with_words,
        tag("small", *marks, f"{here:%H:%M}", class_="at"),
        _choices(number, one) if one.layout == "list" else None,
        class_="bubble in",
    )
    if one.layout in {"quick", "keyboard"}:
        return tag("div", bubble, _choices(number, one), class_="with-keys")
    return bubble


def _choices(number: int, one: Shown) -> HTML:
    short = len(one.buttons) > 6 and all(len(button.label) <= 13 for button in one.buttons)
    numbered = one.layout == "keyboard"
    form = tag(
        "form",
        *(
            tag(
                "button",
                f"{button.number}. {button.label}" if numbered else button.label,
                name="button",
                value=f"{one.number}.{place}",
                dir="auto",
            )
            for place, button in enumerate(one.buttons)
        ),
        method="post",
        action=f"/phones/{number}/tap",
        class_=f"choices {one.layout}{' two' if short else ''}",
    )
    if one.layout != "list":
        return form
    said = chrome(one.message.language)
    return tag("details", tag("summary", f"☰ {said['choose']}"), form, class_="sheet")


def rich(text: str) -> HTML:
    """Text with its bold words bold and its own links to follow."""
    plain, spans = read_bold(text)
    pieces: list[object] = []
    units, end = _offsets(plain), 0
    for start, length in spans:
        first, last = units[start], units[start + length]
        pieces += [linked(plain[end:first]), tag("strong", plain[first:last])]
        end = last
    return join((*pieces, linked(plain[end:])))


def linked(text: str) -> HTML:
    pieces: list[object] = []
    end = 0
    for found in _LINK.finditer(text):
        pieces += [text[end : found.start()], tag("a", found[0], href=found[0])]
        end = found.end()
    return join((*pieces, text[end:]))


def _offsets(text: str) -> dict[int, int]:
    """UTF-16 offset to index."""
    offsets, at = {}, 0
    for index, letter in enumerate(text):
        offsets[at] = index
        at += 2 if ord(letter) > 0xFFFF else 1
    offsets[at] = len(text)
    return offsets


def spoken(phone: Phone) -> str:
    """The language of this phone: what the assistant speaks to it, else its own setting."""
    last = next(phone.bubbles(), None)
    return last.message.language if last else phone.locale or "fr"
