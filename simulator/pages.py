"""The page as HTML: phones side by side, the clock above them, and what goes on behind."""

from collections.abc import Sequence

from bot.markup import HTML, tag
from core.languages import LANGUAGES
from simulator.aside import side
from simulator.behind import Behind, Overview
from simulator.clock import at_home
from simulator.handset import button_form, phone_section
from simulator.room import SPANS, SPEEDS
from simulator.view import View
from simulator.words import RTL, Words

NAMES = {"fr": "Français", "ar": "العربية", "en": "English"}


def page(view: View, behind: Sequence[Behind], overview: Overview) -> str:
    """The whole document."""
    say = view.say
    phones = [
        phone_section(view, number, phone)
        for number in view.numbers
        if (phone := view.room.phone(number)) is not None
    ]
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", say("title")),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href="/static/style.css"),
        tag("script", src="/static/phone.js", defer=True),
    )
    body = tag(
        "body",
        tag("a", say("skip"), href="#phones", class_="skip"),
        tag(
            "header",
            tag("h1", tag("span", "MeM", class_="mark"), f" {say('heading')}"),
            language_switch(say),
            clock_bar(view),
            class_="top",
        ),
        tag(
            "main",
            tag("div", *phones, class_="phones", id="phones"),
            tag("aside", side(view, behind, overview), id="side", aria_label=say("aside")),
        ),
        tag("p", id="said", role="status"),
        data_phones=",".join(map(str, view.numbers)),
    )
    direction = "rtl" if say.language in RTL else "ltr"
    return f"<!doctype html>{tag('html', head, body, lang=say.language, dir=direction)}"


def language_switch(say: Words) -> HTML:
    """The languages this page can have; the phones keep their own."""
    return tag(
        "form",
        *(
            tag(
                "button",
                NAMES[code],
                name="language",
                value=code,
                lang=code,
                aria_pressed="true" if code == say.language else "false",
            )
            for code in LANGUAGES
        ),
        method="post",
        action="/words",
        class_="languages",
        aria_label=say("language"),
    )


def clock_bar(view: View) -> HTML:
    """Where time stands, and the ways to move it."""
    say = view.say
    return tag(
        "section",
        tag("div", clock_face(view), id="clock"),
        tag(
            "div",
            *(
                button_form(f"/clock/{span}", say.of("jump", span), title=say.of("jump-hint", span))
                for span in (*SPANS, "next", "now")
            ),
            class_="jumps",
        ),
        tag(
            "form",
            tag("label", say("play"), for_="speed"),
            tag(
                "select",
                *(
                    tag(
                        "option",
                        say.of("speed", value),
                        value=value,
                        selected=view.room.speed == speed,
                    )
                    for value, speed in SPEEDS.items()
                ),
                name="speed",
                id="speed",
                data_submit=True,
            ),
            tag("noscript", tag("button", say("set"))),
            method="post",
            action="/speed",
            class_="play",
        ),
        class_="clock",
        aria_label=say("clock"),
    )


def clock_face(view: View) -> HTML:
    """The time in Casablanca, where the office is."""
    here = at_home(view.room.world.clock.now)
    return tag(
        "p",
        tag("strong", f"{here:%H:%M}"),
        tag("span", f"{view.say.day(here)} · Casablanca"),
        class_="face",
    )
