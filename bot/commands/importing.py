"""`mem import`: a coordinator's list becomes people we may recognise; nobody is written to.

Only what is needed to recognise and greet a person is taken over: the address, the name, the role,
the language. Such a member has the state `imported`; consent and everything else are asked in the
chat once the person writes, and their own answers replace what the list said.
"""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from msgspec import structs
from sqlalchemy import Connection, select, update

from bot.commands.mistakes import Mistake
from bot.commands.opened import acting, writing
from bot.commands.trace import login
from bot.roster import Entry, Roster, UnreadableList, read_roster
from bot.settings import Settings, load_settings, wall_clock
from bot.wiring import open_prepared
from core.conversation.talk import Talk
from core.mentoring.member import Member, Role, State
from storage import events, members, migrate, people
from storage.codec import decode_talk, encode
from storage.database import DatabaseMissing
from storage.opening import open_database
from storage.schema import person

IMPORTED: State = "imported"
"""Known from a list, not yet heard from."""

AS: Mapping[frozenset[str], str] = {
    frozenset({"mentor"}): "mentor",
    frozenset({"mentee"}): "mentee",
    frozenset({"mentor", "mentee"}): "both",
    frozenset(): "without a role, which is asked in the chat",
}
"""What good lines come as, in the order in which they are counted."""


@dataclass(slots=True)
class Tally:
    """What an import does, or would do."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    members: int = 0
    """People who have answered for themselves: left as they are."""


def run(arguments: argparse.Namespace) -> int:
    """Report what the file would change; with --apply and no bad line, change it, all or nothing."""
    try:
        roster = read_roster(Path(arguments.file).read_bytes())
    except UnreadableList as error:
        raise Mistake(f"{arguments.file}: {error}") from None
    settings = load_settings()
    apply = arguments.apply and not roster.bad
    tally = Tally()
    with _writing(settings) if apply else _looking(settings) as conn:
        for entry in roster.entries:
            _take(conn, entry, accounts(settings), tally, apply=apply)
    for line in report(roster, tally, applied=apply):
        print(line)
    return 1 if roster.bad else 0


def report(roster: Roster, tally: Tally, *, applied: bool) -> list[str]:
    """The lines that tell a coordinator what happened."""
    lines = [f"line {one.line}: {one.why}" for one in roster.bad]
    lines += [f"column {title!r} is not used" for title in roster.unused]
    lines.append(
        f"{tally.new} new, {tally.changed} changed, {tally.unchanged} unchanged,"
        f" {tally.members} members already, {len(roster.bad)} bad lines"
    )
    if applied:
        return [*lines, "written"]
    lines += [f"column {title!r} is read as {name}" for title, name in roster.read]
    lines += [
        f"as {words}: {count}"
        for roles, words in AS.items()
        if (count := sum(set(one.roles) == roles for one in roster.entries))
    ]
    if roster.bad:
        lines.append("nothing was written: put the bad lines right first")
    else:
        lines.append("dry run, nothing was written: repeat with --apply")
    return lines


def accounts(settings: Settings) -> Mapping[str, str]:
    """The account of each channel, empty while it is not switched on (adopted at the next start)."""
    bot = settings.telegram_bot_token
    return {
        "whatsapp": settings.twilio_account_sid,
        "telegram": bot.get_secret_value().partition(":")[0] if bot else "",
    }


@contextmanager
def _writing(settings: Settings) -> Iterator[Connection]:
    with writing(settings) as database, acting(database) as conn:
        yield conn


@contextmanager
def _looking(settings: Settings) -> Iterator[Connection]:
    """The database as it is, also beside a running service; an empty one if there is none yet."""
    try:
        opened = open_database(settings.database_url, access="reader")
    except DatabaseMissing:
        opened = open_prepared("sqlite://")
    try:
        migrate.require_current(opened)
        with opened.read() as conn:
            yield conn
    finally:
        opened.close()


def _take(
    conn: Connection, entry: Entry, account: Mapping[str, str], tally: Tally, *, apply: bool
) -> None:
    now, by = round(wall_clock().timestamp() * 1000), encode({"by": login()})
    roles = cast("tuple[Role, ...]", entry.roles)
    known = [
        one
        for name in dict.fromkeys((account[entry.channel], ""))
        for one in people.find_addresses(conn, entry.channel, name, [entry.address])
    ]
    if not known:
        tally.new += 1
        if apply:
            start = encode(Talk(language=entry.language))
            (person_id,) = people.add_people(conn, [start], now)
            handle = (entry.channel, account[entry.channel], entry.address)
            people.add_address(conn, person_id, handle, now)
            members.save(conn, person_id, Member(IMPORTED, roles, entry.name), now)
            events.record(conn, [(person_id, now, "list:added", by)])
        return
    person_id = known[0].person_id
    member = members.load(conn, person_id)
    talk_text = conn.execute(select(person.c.talk).where(person.c.id == person_id)).scalar_one()
    talk = decode_talk(talk_text)
    if member is None or member.state != IMPORTED or talk.consented or talk.heard_at:
        tally.members += 1
        return
    wanted = replace(member, name=entry.name or member.name, roles=roles or member.roles)
    spoken = structs.replace(talk, language=entry.language or talk.language)
    if (wanted, spoken) == (member, talk):
        tally.unchanged += 1
        return
    tally.changed += 1
    if apply:
        members.save(conn, person_id, wanted, now)
        events.record(conn, [(person_id, now, "list:changed", by)])
        conn.execute(update(person).where(person.c.id == person_id).values(talk=encode(spoken)))
