"""`mem why ADDRESS`: what happened to one person, what comes next, and why nothing was sent."""

import argparse

from sqlalchemy import Connection

from bot.commands.mistakes import Mistake
from bot.commands.opened import acting
from bot.commands.trace import seeing, seen
from bot.settings import load_settings
from storage import people, queries
from storage.events import SEEN
from storage.members import iso
from storage.queries import Why


def run(arguments: argparse.Namespace) -> int:
    """Tell one person's story in a screenful."""
    with seeing(load_settings()) as database, acting(database) as conn:
        found = (people.find_person(conn, handle) for handle in handles(arguments.address))
        person = next((one for one in found if one is not None), None)
        story = queries.why(conn, person) if person is not None else None
        if story is not None:
            seen(conn, [story.person_id], "why")
    if story is None:
        raise Mistake(f"nobody has the address {arguments.address}")
    for line in _told(story):
        print(line)
    return 0


def person_named(conn: Connection, named: str) -> int:
    """A person by number or by address; raises Mistake."""
    if by_number(named):
        return int(named)
    for handle in handles(named):
        if (person := people.find_person(conn, handle)) is not None:
            return person
    raise Mistake(f"nobody has the address {named}")


def by_number(named: str) -> bool:
    """Whether this is our own number of a person, which tells nothing of them; chats have longer ones."""
    return named.isdecimal() and len(named) < 8


def handles(address: str) -> list[str]:
    """The stored forms that an address as typed may have."""
    bare = address.strip().replace(" ", "")
    channel, _, rest = bare.partition(":")
    forms = [bare, f"whatsapp:{bare}", f"whatsapp:+{bare}"]
    return [rest, *forms] if channel in {"telegram", "console"} else forms


def _told(story: Why) -> list[str]:
    lines = [f"person {story.person_id}, language {story.language or 'not known yet'}"]
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
