"""The page as HTML: phones side by side, the clock, and what goes on behind."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from simulator.behind import Behind, Overview
from simulator.clock import DAY, HOUR, MINUTE, moment
from simulator.handset import button_form, phone_section
from simulator.markup import HTML, join, tag
from simulator.room import SPEEDS, Room
from simulator.words import RULES

WHAT = {
    "reminder for": "reminder of the open question for",
    "pause_over": "end of the pause of",
    "erase": "erasure of",
    "forget": "the last trace goes of",
}
"""What is coming, in words."""


def page(room: Room, numbers: Sequence[int], behind: Sequence[Behind], overview: Overview) -> str:
    """The whole document with these phones open."""
    phones = [
        phone_section(room, number, phone)
        for number in numbers
        if (phone := room.phone(number)) is not None
    ]
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", "Mentoring MeM · simulator"),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href="/static/style.css"),
        tag("script", src="/static/phone.js", defer=True),
    )
    body = tag(
        "body",
        tag("a", "Skip to the phones", href="#phones", class_="skip"),
        tag(
            "header",
            tag("h1", tag("span", "MeM", class_="mark"), " Mentoring simulator"),
            clock_bar(room),
            class_="top",
        ),
        tag(
            "main",
            tag("div", *phones, class_="phones", id="phones"),
            tag(
                "aside",
                side(room, numbers, behind, overview),
                id="side",
                aria_label="Behind the phones",
            ),
        ),
        tag("p", id="said", role="status"),
        data_phones=",".join(map(str, numbers)),
    )
    return f"<!doctype html>{tag('html', head, body, lang='en')}"


# -- the clock ------------------------------------------------------------------------------------


def clock_bar(room: Room) -> HTML:
    """Where time stands, and the ways to move it."""
    return tag(
        "section",
        tag("div", clock_face(room), id="clock"),
        tag(
            "div",
            *(
                button_form(f"/clock/{span}", label, title=title)
                for span, label, title in (
                    ("hour", "+1 hour", "Let an hour pass"),
                    ("day", "+1 day", "Let a day pass"),
                    ("week", "+1 week", "Let a week pass"),
                    ("month", "+30 days", "Let thirty days pass"),
                    ("next", "Next event", "Go to the next thing that happens by itself"),
                    ("now", "Now", "Catch up with this computer’s clock"),
                )
            ),
            class_="jumps",
        ),
        tag(
            "form",
            tag("label", "Play", for_="speed"),
            tag(
                "select",
                *(
                    tag("option", label, value=value, selected=room.speed == SPEEDS[value])
                    for value, label in (
                        ("0", "paused"),
                        ("1", "real time"),
                        ("60", "1 min a second"),
                        ("600", "10 min a second"),
                        ("3600", "1 hour a second"),
                        ("21600", "6 hours a second"),
                    )
                ),
                name="speed",
                id="speed",
                data_submit=True,
            ),
            tag("noscript", tag("button", "Set")),
            method="post",
            action="/speed",
            class_="play",
        ),
        class_="clock",
        aria_label="Clock",
    )


def clock_face(room: Room) -> HTML:
    """The time in Casablanca, where the office is."""
    here = moment(room.world.clock.now).astimezone(ZoneInfo("Africa/Casablanca"))
    return tag(
        "p",
        tag("strong", f"{here:%H:%M}"),
        tag("span", f"{here:%A %-d %B %Y} · Casablanca"),
        class_="face",
    )


# -- beside the phones ----------------------------------------------------------------------------


def side(room: Room, numbers: Sequence[int], behind: Sequence[Behind], overview: Overview) -> HTML:
    """What happened and what comes, for the open phones and for everybody."""
    return join(
        (
            _next(room, overview),
            *(_behind(room, one) for one in behind),
            _everybody(room, numbers, overview),
            _latest(room, overview),
            _add_phone(),
        )
    )


def _next(room: Room, overview: Overview) -> HTML:
    now = room.world.clock.now
    lines = [
        tag("li", tag("b", ahead(at, now)), f" {WHAT.get(what, what)} ", _person(room, person))
        for at, what, person in overview.coming
    ]
    return tag(
        "section",
        tag("h2", "Next"),
        tag("ul", *lines) if lines else tag("p", "Nothing happens by itself any more."),
        class_="card next",
    )


def _behind(room: Room, one: Behind) -> HTML:
    now = room.world.clock.now
    rows: list[HTML] = []
    for title, value in (("Open question", one.question), ("State", one.state)):
        rows += [tag("dt", title), tag("dd", value)]
    timers = [f"{what} {ahead(at, now)}" for at, what in one.timers]
    rows += [tag("dt", "Next timers"), tag("dd", "; ".join(timers) or "none")]
    unsent = [
        tag("li", f"{_when(at)} {lane}: ", tag("b", reason)) for at, lane, reason in one.unsent
    ]
    events = [tag("li", tag("time", _when(at)), " ", _rule(rule)) for at, rule in one.events]
    return tag(
        "section",
        tag("h2", tag("a", tag("bdi", one.name), href=f"#phone-{one.number}")),
        tag("dl", *rows),
        join((tag("h3", "Not sent, and why"), tag("ul", *unsent, class_="unsent")))
        if unsent
        else None,
        tag("details", tag("summary", f"Events ({len(events)})"), tag("ol", *events), open=True)
        if events
        else None,
        class_="card behind",
    )


def _everybody(room: Room, numbers: Sequence[int], overview: Overview) -> HTML:
    rows = []
    for number, phone in enumerate(room.phones(), 1):
        others = [one for one in numbers if one != number]
        together = ",".join(map(str, [*others[-1:], number]))
        state = (
            "Coordinators’ alerts"
            if phone is room.office
            else overview.states.get((phone.channel, phone.address), "has not written")
        )
        link = tag("a", tag("bdi", phone.name or phone.address), href=f"/?phones={together}")
        rows.append(
            tag(
                "li",
                tag("span", class_=f"dot {phone.channel}", title=phone.channel),
                link,
                tag("span", state),
                class_="open" if number in numbers else None,
            )
        )
    return tag("section", tag("h2", "People"), tag("ul", *rows, class_="people"), class_="card")


def _latest(room: Room, overview: Overview) -> HTML:
    rows = [
        tag("li", tag("time", _when(at)), " ", _person(room, person), " ", _rule(rule))
        for at, rule, person in overview.latest
    ]
    return tag(
        "section",
        tag("h2", "What happened"),
        tag("ol", *rows) if rows else tag("p", "Nothing yet."),
        class_="card latest",
    )


def _add_phone() -> HTML:
    return tag(
        "section",
        tag("h2", "Add a phone"),
        tag(
            "form",
            _field(
                "name", "Name", tag("input", name="name", id="add-name", value="Leïla Mansouri")
            ),
            _field(
                "channel",
                "On",
                _select("channel", (("whatsapp", "WhatsApp"), ("telegram", "Telegram"))),
            ),
            _field(
                "locale",
                "Phone in",
                _select("locale", (("fr", "French"), ("ar", "Arabic"), ("en", "English"))),
            ),
            _field(
                "country",
                "Lives in",
                _select(
                    "country",
                    (
                        ("MA", "Morocco"),
                        ("FR", "France"),
                        ("CA", "Canada"),
                        ("AE", "Emirates"),
                        ("US", "United States"),
                        ("SN", "Senegal"),
                    ),
                ),
            ),
            tag("button", "Add"),
            method="post",
            action="/phones",
            class_="add",
        ),
        class_="card",
    )


def _field(name: str, label: str, control: HTML) -> HTML:
    return tag("p", tag("label", label, for_=f"add-{name}"), control)


def _select(name: str, options: Iterable[tuple[str, str]]) -> HTML:
    return tag(
        "select",
        *(tag("option", label, value=value) for value, label in options),
        name=name,
        id=f"add-{name}",
    )


def _person(room: Room, key: tuple[str, str] | None) -> HTML | None:
    """A link to whoever has this address."""
    if key is None:
        return None
    for number, phone in enumerate(room.phones(), 1):
        if (phone.channel, phone.address) == key:
            return tag("a", tag("bdi", phone.name or phone.address), href=f"/?phones={number}")
    return None


def _rule(rule: str) -> HTML:
    kind, _, rest = rule.partition(":")
    words = RULES.get(kind)
    return tag("span", f"{words} {rest}".strip() if words else rule, title=rule)


def _when(at: int) -> str:
    here = moment(at).astimezone(ZoneInfo("Africa/Casablanca"))
    return f"{here:%-d %b %H:%M}"


def ahead(at: int, now: int) -> str:
    """How far away a moment is, in words."""
    left = max(at - now, 0)
    if left < MINUTE:
        return "at once" if left < 2000 else f"in {left // 1000} s"
    if left < 2 * HOUR:
        return f"in {left // MINUTE} min"
    if left < 2 * DAY:
        return f"in {left // HOUR} h"
    return f"in {left // DAY} days"
