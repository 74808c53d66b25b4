"""One phone as HTML: its screen, its keys, and what its holder can do with it."""

import re
from datetime import datetime

from bot.channels.text import read_bold
from core.understanding.countries import country_of_number
from simulator.clock import DAY, HOUR, MINUTE
from simulator.markup import HTML, join, tag
from simulator.personas import HABITS
from simulator.phone import Phone, Said, Shown
from simulator.room import Room
from simulator.trace import local_time
from simulator.words import HINTS, chrome

RTL = frozenset({"ar"})
WINDOW = DAY
NEWEST = 150
"""Bubbles shown of one phone; older ones are in its journey file."""

_LINK = re.compile(r"/exports/[\w-]+")


NOTES = {
    "repeat": "the provider delivers the last message once more",
    "block": "the assistant is blocked",
    "unblock": "the assistant is not blocked any more",
}
"""What somebody did that leaves no bubble."""

ICONS = {
    "voice": ("Voice note", "M2 9v4M6 6v10M10 3v16M14 7v8M18 5v12M22 9v4M26 7v8M30 10v2", 34),
    "image": ("Image", "M2 4h20v14H2zM2 15l6-6 5 5 3-3 6 5M16 8.5h.1", 24),
    "location": ("Location", "M11 20s7-7 7-11a7 7 0 0 0-14 0c0 4 7 11 7 11zM11 9.5h.1", 22),
    "file": ("File", "M5 2h8l5 5v13H5zM13 2v5h5", 24),
}
"""Name, path and width of what stands for something that is not text."""


def icon(kind: str) -> HTML:
    """A drawing for a voice note, an image, a place or a file."""
    name, path, width = ICONS[kind]
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
        aria_label=name,
        class_="icon",
    )


def phone_section(room: Room, number: int, phone: Phone) -> HTML:
    """One phone with its screen, its keys, and what its holder can do with it."""
    office = phone is room.office
    language = spoken(phone)
    said = chrome(language)
    name = phone.name or phone.address
    return tag(
        "section",
        tag(
            "div",
            tag("h2", tag("bdi", name), id=f"name-{number}"),
            tag("p", holder_line(phone, office=office)),
            class_="holder",
        ),
        tag(
            "div",
            tag("div", status_bar(room, phone), class_="status", id=f"status-{number}"),
            tag(
                "div",
                tag("span", "M", class_="face", aria_hidden="true"),
                tag(
                    "div",
                    tag("strong", "Mentoring MeM"),
                    tag("span", said["assistant"], class_="under"),
                ),
                class_="contact",
            ),
            tag(
                "div",
                screen(room, number, phone),
                class_="screen",
                id=f"screen-{number}",
                role="log",
                tabindex="0",
                aria_label=f"Conversation of {name}",
            ),
            None if office else composer(number, phone, said),
            class_=f"device {phone.channel}",
            dir="rtl" if language in RTL else "ltr",
            lang=language,
        ),
        None if office else keys(number, phone),
        class_="phone",
        id=f"phone-{number}",
        aria_labelledby=f"name-{number}",
    )


def spoken(phone: Phone) -> str:
    """The language of this phone: what the assistant speaks to it, else its own setting."""
    last = next(phone.bubbles(), None)
    return last.message.language if last else phone.locale or "fr"


def holder_line(phone: Phone, *, office: bool) -> HTML:
    channel = {"whatsapp": "WhatsApp", "telegram": "Telegram"}.get(phone.channel, phone.channel)
    if office:
        return HTML(f"{channel} · the coordinators’ group: alerts arrive here")
    number = phone.address.removeprefix("whatsapp:")
    place = country_of_number(number) if number.startswith("+") else ""
    held = f" · held by “{phone.habit}”" if phone.habit else ""
    return join((f"{channel} · {number}{f' ({place})' if place else ''}{held}",))


def status_bar(room: Room, phone: Phone) -> HTML:
    """The top line of a phone: its own time, and WhatsApp's window."""
    now = room.world.clock.now
    local = local_time(phone, now)
    return join(
        (
            tag("span", f"{local:%H:%M}", class_="time", title=f"Local time, {phone.zone}"),
            tag("span", f"{local:%a %-d %b} · {phone.zone.rpartition('/')[2].replace('_', ' ')}"),
            window(phone, now),
        )
    )


def window(phone: Phone, now: int) -> HTML | None:
    """Whether words of our own may be sent to a WhatsApp phone now."""
    if phone.blocked:
        return tag("span", "blocked", class_="window shut")
    if phone.channel != "whatsapp":
        return None
    left = phone.heard_at + WINDOW - now if phone.heard_at else 0
    if left <= 0:
        title = "The person has not written for 24 hours: only approved templates may be sent"
        return tag("span", "window closed", class_="window shut", title=title)
    title = "Words of our own may be sent for so long"
    return tag(
        "span", f"window {left // HOUR} h {left % HOUR // MINUTE:02d}", class_="window", title=title
    )


def screen(room: Room, number: int, phone: Phone) -> HTML:
    """All that stands on the screen, with a line for every new day."""
    if not phone.screen:
        words = "no alert yet" if phone is room.office else chrome(spoken(phone))["empty"]
        return tag("p", words, class_="day", dir="auto")
    return bubbles(number, phone, max(0, len(phone.screen) - NEWEST))


def bubbles(number: int, phone: Phone, first: int) -> HTML:
    """What came on the screen since there were `first` entries."""
    pieces: list[HTML] = []
    before = phone.screen[first - 1].at if first else 0
    for one in phone.screen[first:]:
        here = local_time(phone, one.at)
        if not before or local_time(phone, before).date() != here.date():
            pieces.append(tag("p", f"{here:%-d/%m/%Y}", class_="day"))
        before = one.at
        pieces.append(
            _said(one, here) if isinstance(one, Said) else _shown(number, phone, one, here)
        )
    return join(pieces)


def _said(one: Said, here: datetime) -> HTML:
    if one.kind in NOTES:
        return tag("p", NOTES[one.kind], class_="day note", dir="ltr", lang="en")
    drawn = icon(one.kind) if one.kind in ICONS else None
    edited = "✎ " if one.kind == "edited" else None
    return tag(
        "div",
        tag("p", drawn, one.text or None, dir="auto"),
        tag("small", edited, f"{here:%H:%M} ✓✓", class_="at"),
        class_=f"bubble out {one.kind}",
    )


def _shown(number: int, phone: Phone, one: Shown, here: datetime) -> HTML:
    document = one.layout == "file"
    text = join((icon("file"), tag("strong", one.text))) if document else rich(one.text)
    marks = [tag("small", "template · ", class_="mark-template")] if one.template else []
    bubble = tag(
        "div",
        tag("p", text, dir="auto"),
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


def composer(number: int, phone: Phone, said: dict[str, str]) -> HTML:
    """Where one types; hints stand ready as long as nothing was written."""
    return join(
        (
            tag("div", hints(number, phone), id=f"below-{number}"),
            tag(
                "form",
                tag(
                    "input",
                    name="text",
                    autocomplete="off",
                    placeholder=said["message"],
                    aria_label=f"{said['message']} ({phone.name or phone.address})",
                    dir="auto",
                    maxlength="4096",
                ),
                tag("button", "➤", aria_label=said["send"], class_="send"),
                method="post",
                action=f"/phones/{number}/type",
                class_="composer",
            ),
        )
    )


def hints(number: int, phone: Phone) -> HTML:
    """First messages to pick from."""
    if phone.screen:
        return HTML("")
    return tag(
        "form",
        *(
            tag("button", hint, name="text", value=hint, dir="auto")
            for hint in HINTS[phone.locale or "fr"]
        ),
        method="post",
        action=f"/phones/{number}/type",
        class_="hints",
    )


def keys(number: int, phone: Phone) -> HTML:
    """What else one can do with a phone."""
    base = f"/phones/{number}"
    who = phone.name or phone.address
    edit = tag(
        "form",
        tag(
            "input",
            name="text",
            placeholder="new words",
            aria_label=f"Edit the last message of {who}",
            dir="auto",
        ),
        tag("button", "Edit last"),
        method="post",
        action=f"{base}/edit",
        class_="edit",
    )
    return tag(
        "div",
        tag(
            "div",
            button_form(f"{base}/media", "Voice note", kind="voice"),
            button_form(f"{base}/media", "Image", kind="image"),
            button_form(f"{base}/media", "Location", kind="location"),
            button_form(
                f"{base}/repeat",
                "Deliver twice",
                title="The provider delivers the last event twice",
            ),
            button_form(
                f"{base}/{'unblock' if phone.blocked else 'block'}",
                "Unblock" if phone.blocked else "Block",
            ),
            class_="row",
        ),
        edit if phone.channel == "telegram" else None,
        tag(
            "form",
            tag("label", "Persona", for_=f"habit-{number}"),
            tag(
                "select",
                tag("option", "nobody: it is yours", value="", selected=not phone.habit),
                *(
                    tag(
                        "option",
                        f"{one.name}: {one.summary}",
                        value=one.name,
                        selected=phone.habit == one.name,
                    )
                    for one in HABITS.values()
                ),
                name="habit",
                id=f"habit-{number}",
                data_submit=True,
            ),
            tag("noscript", tag("button", "Hand over")),
            method="post",
            action=f"{base}/persona",
            class_="row persona",
        ),
        tag(
            "p",
            tag("a", "Save as a journey", href=f"{base}/journey", download=True),
            class_="row",
        ),
        class_="keys",
        id=f"keys-{number}",
    )


def button_form(action: str, label: str, *, title: str = "", class_: str = "", **more: str) -> HTML:
    fields = [tag("input", type="hidden", name=name, value=value) for name, value in more.items()]
    button = tag("button", label, title=title or None, class_=class_ or None)
    return tag("form", *fields, button, method="post", action=action)
