"""What stands beside the phones, as HTML: what comes, what happened, what was not sent and why."""

from collections.abc import Iterable, Sequence

from bot.markup import HTML, join, tag
from core.languages import LANGUAGES
from simulator.behind import Behind, Overview
from simulator.clock import at_home
from simulator.forms import COUNTRIES
from simulator.view import View
from simulator.words import Words


def side(view: View, behind: Sequence[Behind], overview: Overview) -> HTML:
    """What happened and what comes, for the open phones and for everybody."""
    return join(
        (
            _next(view, overview),
            *(_behind(view, one) for one in behind),
            _everybody(view, overview),
            _latest(view, overview),
            _add_phone(view.say),
        )
    )


def _next(view: View, overview: Overview) -> HTML:
    now, say = view.room.world.clock.now, view.say
    lines = [
        tag(
            "li",
            tag("b", say.ahead(at - now)),
            f" {say.of('coming', what.partition(':')[0], what)} ",
            _person(view, who),
        )
        for at, what, who in overview.coming
    ]
    return tag(
        "section",
        tag("h2", say("next")),
        tag("ul", *lines) if lines else tag("p", say("quiet")),
        class_="card next",
    )


def _behind(view: View, one: Behind) -> HTML:
    now, say = view.room.world.clock.now, view.say
    kinds = [(at, what.partition(":")[0]) for at, what in one.timers]
    timers = "; ".join(f"{what} {say.ahead(at - now)}" for at, what in kinds)
    rows: list[HTML] = []
    for title, value in (("question", one.question), ("state", one.state), ("timers", timers)):
        rows += [tag("dt", say(title)), tag("dd", value or say("none"), dir="auto")]
    unsent = [
        tag("li", f"{_when(say, at)} {lane}: ", tag("b", reason)) for at, lane, reason in one.unsent
    ]
    events = [
        tag("li", tag("time", _when(say, at)), " ", _rule(say, rule)) for at, rule in one.events
    ]
    return tag(
        "section",
        tag("h2", tag("a", tag("bdi", one.name), href=f"#phone-{one.number}")),
        tag("dl", *rows),
        _ties(view, one),
        join((tag("h3", say("unsent")), tag("ul", *unsent, class_="unsent"))) if unsent else None,
        tag(
            "details",
            tag("summary", say("events", count=len(events))),
            tag("ol", *events),
            open=True,
        )
        if events
        else None,
        class_="card behind",
    )


def _ties(view: View, one: Behind) -> HTML | None:
    """Who is asked, proposed or paired, when they meet, and what is still to be answered."""
    say = view.say
    lines = []
    for tie in one.ties:
        words: list[HTML | str | None] = [
            f"{say('tied', kind=say.of('tie', tie.state, tie.state))} ",
            _person(view, tie.other) or tag("bdi", tie.name),
        ]
        if tie.meeting_at:
            words.append(f" · {say('meeting', when=_when(say, tie.meeting_at))}")
        if tie.questions:
            words.append(f" · {say('asked', questions=', '.join(tie.questions))}")
        lines.append(tag("li", *words))
    if not lines:
        return None
    return join((tag("h3", say("ties")), tag("ul", *lines, class_="ties")))


def _everybody(view: View, overview: Overview) -> HTML:
    rows, say = [], view.say
    for number, phone in enumerate(view.room.phones(), 1):
        others = [one for one in view.numbers if one != number]
        together = ",".join(map(str, [*others[-1:], number]))
        state = (
            say("alerts")
            if phone is view.room.office
            else overview.states.get((phone.channel, phone.address), say("unwritten"))
        )
        link = tag("a", tag("bdi", phone.name or phone.address), href=f"/?phones={together}")
        rows.append(
            tag(
                "li",
                tag("span", class_=f"dot {phone.channel}", title=phone.channel),
                link,
                tag("span", state, dir="auto"),
                class_="open" if number in view.numbers else None,
            )
        )
    return tag(
        "section", tag("h2", say("people")), tag("ul", *rows, class_="people"), class_="card"
    )


def _latest(view: View, overview: Overview) -> HTML:
    rows = [
        tag(
            "li",
            tag("time", _when(view.say, at)),
            " ",
            _person(view, person),
            " ",
            _rule(view.say, rule),
        )
        for at, rule, person in overview.latest
    ]
    return tag(
        "section",
        tag("h2", view.say("happened")),
        tag("ol", *rows) if rows else tag("p", view.say("nothing")),
        class_="card latest",
    )


def _add_phone(say: Words) -> HTML:
    rows = (
        ("name", tag("input", name="name", id="add-name", value="Leïla Mansouri")),
        ("channel", _select("channel", (("whatsapp", "WhatsApp"), ("telegram", "Telegram")))),
        ("locale", _select("locale", [(code, say.speech(code)) for code in LANGUAGES])),
        ("country", _select("country", [(code, say.country(code)) for code in COUNTRIES])),
    )
    return tag(
        "section",
        tag("h2", say("add")),
        tag(
            "form",
            *(
                tag("p", tag("label", say(f"add-{name}"), for_=f"add-{name}"), control)
                for name, control in rows
            ),
            tag("button", say("add-button")),
            method="post",
            action="/phones",
            class_="add",
        ),
        class_="card",
    )


def _select(name: str, options: Iterable[tuple[str, str]]) -> HTML:
    return tag(
        "select",
        *(tag("option", label, value=value) for value, label in options),
        name=name,
        id=f"add-{name}",
    )


def _person(view: View, key: tuple[str, str] | None) -> HTML | None:
    """A link to whoever has this address."""
    if key is None:
        return None
    for number, phone in enumerate(view.room.phones(), 1):
        if (phone.channel, phone.address) == key:
            return tag("a", tag("bdi", phone.name or phone.address), href=f"/?phones={number}")
    return None


def _rule(say: Words, rule: str) -> HTML:
    kind, _, rest = rule.partition(":")
    told = say.of("rule", kind)
    return tag("span", f"{told} {rest}".strip() if told else rule, title=rule)


def _when(say: Words, at: int) -> str:
    return say.stamp(at_home(at))
