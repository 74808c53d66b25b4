"""`mem why WHO`: what happened to one person, what comes next, and why nothing was sent."""

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from bot.commands.mistakes import Refused
from bot.commands.office import NOTHING, Code, Office, office_of
from bot.commands.opened import acting
from bot.commands.pair_lines import clock_of
from bot.commands.trace import seeing, seen
from bot.roster import phone_address
from bot.settings import load_settings
from core.mentoring.member import Member
from storage import members, people, queries
from storage.events import SEEN
from storage.names import home_of
from storage.queries import Why

PAIR_DUE = "pair_due"
"""The timer of a pair: behind its number stands which of the pair's own it is."""

ASKED = frozenset({"answer", "missed", "unclear", "former"})
"""Rules that name a question."""

MOVED = "mentorship:state"
"""The rule under which the states of a pair are told."""

DEEDS: Mapping[str, str] = {
    **dict.fromkeys(("proposal", "progress", "relay", "outcome", "round", "list"), "deed"),
    "pledge": "promise",
    "mentorship": "act",
}
"""Rules that name what somebody did, with the kind of words that it has where it is no deed like
the others.
"""

MENUS = ("menu-choice", "partner-choice", "progress-choice", "appointment-wish")
"""Where what members can ask for has words."""


def run(arguments: argparse.Namespace) -> int:
    """Tell one person's story in a screenful."""
    settings = load_settings()
    office = office_of(settings)
    with seeing(settings) as database, acting(database) as conn:
        person = _with_address(conn, arguments.who)
        if person is None and by_number(arguments.who):
            person = int(arguments.who)
        story = queries.why(conn, person) if person is not None else None
        if person is None or story is None:
            raise nobody(arguments.who)
        profile = members.load(conn, person)
        seen(conn, [person], "why")
    for line in told(story, profile, office):
        print(line)
    return 0


def person_named(conn: Connection, named: str) -> int:
    """A person by number or by address; raises Refused."""
    if by_number(named):
        return int(named)
    if (person := _with_address(conn, named)) is None:
        raise nobody(named)
    return person


def nobody(named: str) -> Refused:
    """What to say where nobody is called so."""
    return Refused("number" if by_number(named) else "address", who=named)


def _with_address(conn: Connection, named: str) -> int | None:
    found = (people.find_person(conn, handle) for handle in handles(named))
    return next((one for one in found if one is not None), None)


def by_number(named: str) -> bool:
    """Whether this is our own number of a person, which tells nothing of them; chats have longer ones."""
    return named.isdecimal() and len(named) < 8


def handles(address: str) -> list[str]:
    """The stored forms that an address as typed may have, telephone numbers as people write them."""
    bare = address.strip().replace(" ", "")
    channel, _, rest = bare.partition(":")
    forms = [bare, f"whatsapp:{bare}", f"whatsapp:+{bare}"]
    if (phone := phone_address(address)) is not None:
        forms.append(phone)
    return [rest, *forms] if channel in {"telegram", "console"} else forms


def described(profile: Member | None, office: Office) -> str:
    """A person in a line: name, home and roles as far as they are known."""
    if profile is None:
        return office("no-profile")
    return office(
        "profile",
        name=profile.name or Code("word", "no-name"),
        home=office.label(f"place:{home}")
        if (home := home_of(profile))
        else Code("word", "no-home"),
        roles=[Code("role", one) for one in profile.roles] or Code("word", "no-role"),
        state=Code("member", profile.state),
    )


def told(story: Why, profile: Member | None, office: Office) -> Iterator[str]:
    """A person's story for a coordinator, a line at a time."""
    speaks = Code("language", story.language) if story.language else Code("word", "unknown")
    yield office("why-person", person=story.person_id, language=speaks)
    yield f"  {described(profile, office)}"
    for place in story.addresses:
        status, heard = Code("status", place.status), office.moment(place.last_in_at)
        yield "  " + office(
            "why-address", channel=place.channel, address=place.address, status=status, at=heard
        )
    state = [
        office("why-stopped") if story.stopped else "",
        office("why-paused", at=office.moment(story.paused_until)) if story.paused_until else "",
        office("why-erased", at=office.moment(story.erase_at)) if story.erase_at else "",
    ]
    yield office("why-state", state=[*filter(None, state)] or office("why-active"))
    asked = _question(story.open_question, office) if story.open_question else NOTHING
    yield office("why-question", question=asked)
    yield office("why-unread", count=story.unread)
    yield office("why-wakes", at=office.moment(story.wake_at))
    for timer in story.timers:
        yield office(
            "why-timer",
            what=_coming(timer["kind"], story.person_id, office),
            at=office.moment(timer["due_at"]),
        )
    for one in story.unsent:
        yield office(
            "why-unsent",
            lane=Code("lane", one["lane"]),
            channel=one["channel"],
            reason=_reason(one["state"], one["error"], office),
            count=one["attempts"],
            at=office.moment(one["created_at"]),
        )
    for one in story.looks:
        command = one["rule"].removeprefix(SEEN)
        yield office("why-look", at=office.moment(one["at"]), command=command, by=one["by"])
    for one in story.events:
        yield office(
            "why-event", at=office.moment(one["at"]), what=_happened(one, story.person_id, office)
        )


def _question(asked: str, office: Office) -> str:
    """An open question by its title, with the code that the flows have it under."""
    words = office.label(f"{asked}.title")
    return f"{words} ({asked})" if words != f"{asked}.title" else asked


def _coming(timer: str, person: int, office: Office) -> str:
    """What falls due and for whom, with its code, which somebody may look for in the tables."""
    kind, _, about = timer.partition(":")
    words = office.of("coming", kind)
    if words == kind:
        return timer
    name = about.partition(".")[2] if kind == PAIR_DUE else ""
    return f"{words} {person}{f', {clock_of(name, office)}' if name else ''} ({timer})"


def _reason(state: str, error: str, office: Office) -> str:
    """Why a message has not left: in words where there are some, else what the provider said."""
    code = f"{state} {error}".strip()
    words = office.of("reason", error.partition(" ")[0]) if error else office.of("sending", state)
    return f"{words} ({code})" if words not in error.split() else code


def _happened(event: Mapping[str, Any], person: int, office: Office) -> str:
    """A line of the history in words, with the codes that somebody may look for in the tables."""
    rule = str(event["rule"])
    if rule == MOVED:
        states = (Code("state", event[one]) for one in ("from", "to"))
        return office("why-moved", **dict(zip(("from", "to"), states, strict=True)))
    kind, _, rest = rule.partition(":")
    what = office.of("rule", kind.replace("?", "").replace(" ", "_"))
    if kind in ASKED and "." in rest:
        rest = _question(rest.replace(".", "-", 1), office)
    elif kind == "due":
        rest = _coming(rest, person, office)
    elif kind == "move":
        rest = _wished(rest, office)
    elif kind in DEEDS:
        what, rest = office("why-deed", about=what, deed=_done(DEEDS[kind], rest, office)), ""
    facts = [f"{name}={value}" for name, value in event.items() if name not in {"at", "rule"}]
    return " ".join(filter(None, (what, rest, *facts)))


def _wished(move: str, office: Office) -> str:
    """What somebody asked for, as the menus call it."""
    for menu in MENUS:
        if (words := office.label(f"{menu}.{move}")) != f"{menu}.{move}":
            return f"{words} ({move})"
    words = office.of("wished", move)
    return f"{words} ({move})" if words != move else move


def _done(kind: str, deed: str, office: Office) -> str:
    """What somebody did, or what was not possible any more."""
    refused, _, name = deed.rpartition(":")
    words = office.of(kind, name)
    words = office.of("deed", name) if words == name else words
    told = f"{words} ({name})" if words != name else name
    return f"{office.of('deed', refused)} {told}" if refused else told
