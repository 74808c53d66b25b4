"""`mem why WHO`: what happened to one person, what comes next, and why nothing was sent."""

import argparse

from sqlalchemy import Connection

from bot.commands.mistakes import Mistake
from bot.commands.opened import acting
from bot.commands.trace import seeing, seen
from bot.roster import phone_address
from bot.settings import load_settings
from core.mentoring.member import Member
from storage import members, people, queries
from storage.events import SEEN
from storage.members import iso
from storage.queries import Why


def run(arguments: argparse.Namespace) -> int:
    """Tell one person's story in a screenful."""
    with seeing(load_settings()) as database, acting(database) as conn:
        person = _with_address(conn, arguments.who)
        if person is None and by_number(arguments.who):
            person = int(arguments.who)
        story = queries.why(conn, person) if person is not None else None
        if person is None or story is None:
            raise nobody(arguments.who)
        profile = members.load(conn, person)
        seen(conn, [person], "why")
    for line in _told(story, profile):
        print(line)
    return 0


def person_named(conn: Connection, named: str) -> int:
    """A person by number or by address; raises Mistake."""
    if by_number(named):
        return int(named)
    if (person := _with_address(conn, named)) is None:
        raise nobody(named)
    return person


def nobody(named: str) -> Mistake:
    """What to say where nobody is called so."""
    which = "number or address" if by_number(named) else "address"
    return Mistake(f"nobody has the {which} {named}")


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


def described(profile: Member | None) -> str:
    """A person in a line: name and roles as far as they are known."""
    if profile is None:
        return "no profile yet"
    roles = " and ".join(profile.roles) or "no role yet"
    return f"{profile.name or 'no name yet'}, {roles}, {profile.state}"


def _told(story: Why, profile: Member | None = None) -> list[str]:
    lines = [
        f"person {story.person_id}, language {story.language or 'not known yet'}",
        f"  {described(profile)}",
    ]
    lines += [
        f"  {one.channel} {one.address}: {one.status}, last heard {iso(one.last_in_at) or 'never'}"
        for one in story.addresses
    ]
    state = [
        "stopped" if story.stopped else "",
        f"paused until {iso(story.paused_until)}" if story.paused_until else "",
        f"to be erased at {iso(story.erase_at)}" if story.erase_at else "",
    ]
    lines.append(f"state: {', '.join(filter(None, state)) or 'active'}")
    lines.append(f"open question: {story.open_question or 'none'}")
    lines.append(f"waiting to be handled: {story.unread}")
    lines.append(f"next wake-up: {iso(story.wake_at) or 'none'}")
    lines += [f"timer: {one['kind']} at {iso(one['due_at'])}" for one in story.timers]
    lines += [
        f"not sent: {one['lane']} on {one['channel']}, {one['state']}"
        f"{' ' + one['error'] if one['error'] else ''}, {one['attempts']} attempts,"
        f" owed since {iso(one['created_at'])}"
        for one in story.unsent
    ]
    lines += [
        f"looked up: {iso(one['at'])} {one['rule'].removeprefix(SEEN)} by {one['by']}"
        for one in story.looks
    ]
    for one in story.events:
        facts = " ".join(
            f"{name}={value}" for name, value in one.items() if name not in {"at", "rule"}
        )
        lines.append(f"event: {iso(one['at'])} {one['rule']} {facts}".rstrip())
    return lines
