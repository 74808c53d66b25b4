"""One phone as HTML: who holds it, its screen, its keys, and what its holder can do with it."""

from collections.abc import Mapping

from bot.markup import HTML, join, tag
from core.duration import DAY, HOUR, MINUTE
from core.understanding.countries import country_of_number
from simulator.bubble import screen, spoken
from simulator.manners import MANNERS
from simulator.personas import HABITS
from simulator.phone import Phone
from simulator.trace import local_time
from simulator.view import View
from simulator.words import HINTS, RTL, Words, chrome, words

WINDOW = DAY


def phone_section(view: View, number: int, phone: Phone) -> HTML:
    """One phone with its screen, its keys, and what its holder can do with it."""
    office = phone is view.room.office
    language = spoken(phone)
    said = chrome(language)
    name = phone.name or phone.address
    return tag(
        "section",
        tag(
            "div",
            tag("h2", tag("bdi", name), id=f"name-{number}"),
            tag("p", holder_line(view, phone)),
            class_="holder",
        ),
        tag(
            "div",
            tag("div", status_bar(view, phone), class_="status", id=f"status-{number}"),
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
                screen(view, number, phone),
                class_="screen",
                id=f"screen-{number}",
                role="log",
                tabindex="0",
                aria_label=view.say("conversation", name=name),
            ),
            None if office else composer(number, phone, said),
            class_=f"device {phone.channel}",
            dir="rtl" if language in RTL else "ltr",
            lang=language,
        ),
        None if office else keys(view.say, number, phone),
        class_="phone",
        id=f"phone-{number}",
        aria_labelledby=f"name-{number}",
    )


def holder_line(view: View, phone: Phone) -> HTML:
    channel = {"whatsapp": "WhatsApp", "telegram": "Telegram"}.get(phone.channel, phone.channel)
    if phone is view.room.office:
        return join((view.say("office", channel=channel),))
    number = phone.address.removeprefix("whatsapp:")
    place = country_of_number(number) if number.startswith("+") else ""
    return join(
        (
            f"{channel} · ",
            tag("bdi", f"{number}{f' ({place})' if place else ''}"),
            f" · {view.say('held', habit=phone.habit)}" if phone.habit else None,
        )
    )


def status_bar(view: View, phone: Phone) -> HTML:
    """The top line of a phone: its own time, and WhatsApp's window."""
    now = view.room.world.clock.now
    local = local_time(phone, now)
    day = words(spoken(phone)).short_day(local)
    title = view.say("local-time", zone=phone.zone)
    place = phone.zone.rpartition("/")[2].replace("_", " ")
    return join(
        (
            tag("span", f"{local:%H:%M}", class_="time", title=title),
            tag("span", day, " · ", tag("bdi", place), class_="date"),
            window(view.say, phone, now),
        )
    )


def window(say: Words, phone: Phone, now: int) -> HTML | None:
    """Whether words of our own may be sent to a WhatsApp phone now."""
    if phone.blocked:
        return tag("span", say("blocked"), class_="window shut", lang=say.language)
    if phone.channel != "whatsapp":
        return None
    left = phone.heard_at + WINDOW - now if phone.heard_at else 0
    if left <= 0:
        told, title, class_ = say("window-shut"), say("window-shut-hint"), "window shut"
    else:
        minutes = f"{left % HOUR // MINUTE:02d}"
        told = say("window", hours=left // HOUR, minutes=minutes)
        title, class_ = say("window-hint"), "window"
    return tag("span", told, class_=class_, title=title, lang=say.language, dir="auto")


def composer(number: int, phone: Phone, said: Mapping[str, str]) -> HTML:
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


def keys(say: Words, number: int, phone: Phone) -> HTML:
    """What else one can do with a phone."""
    base = f"/phones/{number}"
    block = "unblock" if phone.blocked else "block"
    return tag(
        "div",
        tag(
            "div",
            *(
                button_form(f"{base}/media", say(kind), kind=kind)
                for kind in ("voice", "image", "location")
            ),
            button_form(f"{base}/repeat", say("again"), title=say("again-hint")),
            button_form(f"{base}/{block}", say(block)),
            class_="row",
        ),
        _edit(say, base, phone) if phone.channel == "telegram" else None,
        _persona(say, number, phone),
        tag(
            "p",
            tag("a", say("save"), href=f"{base}/journey", download=True),
            class_="row",
        ),
        class_="keys",
        id=f"keys-{number}",
    )


def _edit(say: Words, base: str, phone: Phone) -> HTML:
    who = phone.name or phone.address
    return tag(
        "form",
        tag(
            "input",
            name="text",
            placeholder=say("edit-words"),
            aria_label=say("edit-label", name=who),
            dir="auto",
        ),
        tag("button", say("edit")),
        method="post",
        action=f"{base}/edit",
        class_="edit",
    )


def _persona(say: Words, number: int, phone: Phone) -> HTML:
    """Who may hold this phone: a row of HABITS or MANNERS each."""
    summaries = {one.name: one.summary for one in HABITS.values()}
    summaries |= {one.name: one.summary for one in MANNERS.values()}
    options = [
        tag(
            "option",
            f"{name}: {say.of('habit', name, summary)}",
            value=name,
            selected=phone.habit == name,
        )
        for name, summary in summaries.items()
    ]
    return tag(
        "form",
        tag("label", say("persona"), for_=f"habit-{number}"),
        tag(
            "select",
            tag("option", say("nobody"), value="", selected=not phone.habit),
            *options,
            name="habit",
            id=f"habit-{number}",
            data_submit=True,
        ),
        tag("noscript", tag("button", say("hand-over"))),
        method="post",
        action=f"/phones/{number}/persona",
        class_="row persona",
    )


def button_form(action: str, label: str, *, title: str = "", **more: str) -> HTML:
    fields = [tag("input", type="hidden", name=name, value=value) for name, value in more.items()]
    button = tag("button", label, title=title or None)
    return tag("form", *fields, button, method="post", action=action)
