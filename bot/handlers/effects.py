"""Carrying out what a turn decided, in the turn's transaction.

What every turn has (a talk, a reply, a line of history) is gathered in the ledger and written in
bulk; what a person does a few times a year is written at once.
"""

from collections.abc import Mapping
from typing import Literal, assert_never, cast

from msgspec.structs import replace

from bot.handlers import pairs, presence, progress, promised, proposals, relays
from bot.handlers.ledger import Ledger, Origin
from bot.handlers.office import alert
from core.conversation.effects import (
    Act,
    Alert,
    AskLink,
    DropTimer,
    Effect,
    Erase,
    Finish,
    Forget,
    JoinChats,
    LeaveGroup,
    Note,
    OfferLink,
    RecordConsent,
    SaveMember,
    Seek,
    Send,
    SetTimer,
    Silence,
    Unsilence,
)
from core.conversation.message import Message, Part
from core.languages import Language
from core.matching.proposal import Event as ProposalEvent
from core.mentoring.consent import Consent
from storage import consents, links, outbox, people, runs, timers
from storage.codec import encode

LINK_ASKED, LINK_UNKNOWN, JOINED = "link-asked", "link-unknown", "join-done"


def carry_out(
    ledger: Ledger, origin: Origin, person_id: int, language: Language, effects: tuple[Effect, ...]
) -> None:
    """Write or gather the consequences of one turn of one person."""
    conn, desk, now = ledger.conn, ledger.desk, ledger.now
    instead: dict[str, str] = {}
    sent = 0
    for effect in effects:
        match effect:
            case Send(message, lane):
                message = _with(message, instead) if instead else message
                ledger.owe(origin, str(sent), message, lane)
                sent += 1
            case Note(rule, facts):
                ledger.events.append((person_id, now, rule, encode(facts) if facts else "{}"))
            case Finish(run, end, answers):
                ledger.runs.append(runs.row(person_id, run, end, answers, now=now))
            case SaveMember(member):
                before = ledger.member(person_id)
                ledger.save_member(person_id, member, language)
                proposals.follow_profile(ledger, person_id, member)
                presence.follow_profile(ledger, person_id, before, member)
            case RecordConsent(consent):
                _record_consent(ledger, origin, person_id, consent)
            case Alert(kind, severity):
                alert(ledger, origin.key, person_id, kind, severity)
            case SetTimer(kind, due):
                timers.set_timer(conn, person_id, kind, due, tzdb=desk.tzdb)
                if kind == presence.PAUSE:
                    presence.rest(ledger, person_id, due)
            case DropTimer(kind):
                timers.drop(conn, person_id, kind)
            case Silence(reason):
                _silence(ledger, origin, person_id, reason)
                proposals.leave(ledger, person_id)
                presence.silenced(ledger, person_id)
            case Unsilence():
                presence.heard_again(ledger, person_id)
                people.set_status(conn, "active", person_id=person_id)
                people.set_status(conn, "active", address_id=origin.address_id)
            case Forget():
                ledger.forgotten.add(person_id)
            case Erase():
                presence.erase(ledger, person_id)
            case OfferLink(code):
                links.offer(conn, code, person_id, now, key=desk.key)
            case AskLink(code):
                if not _ask_link(ledger, origin, person_id, code):
                    instead[LINK_ASKED] = LINK_UNKNOWN
            case JoinChats(code):
                if not _join(ledger, origin, person_id, code, language):
                    instead[JOINED] = LINK_UNKNOWN
            case Act("proposal", subject_id, event, facts):
                proposals.act(
                    ledger, subject_id, cast("ProposalEvent", event), by=person_id, facts=facts
                )
            case Act("mentorship", subject_id, event, facts):
                pairs.act(ledger, subject_id, event, facts, person_id)
            case Act("progress", subject_id, event, facts):
                progress.act(ledger, subject_id, event, facts, person_id)
            case Act("pledge", _, event, facts):
                promised.act(ledger, event, facts, person_id)
            case Act("relay"):
                relays.act(ledger, origin, language, effect)
            case Act():
                raise AssertionError(f"nobody shares a {effect.subject}")
            case Seek():
                timers.set_timer(conn, person_id, "seek", ledger.at, tzdb=desk.tzdb)
            case LeaveGroup():
                # A group is nobody's chat: its row goes like that of somebody who refused.
                ledger.owe(origin, "leave", None, "reply", kind="leave")
                ledger.forgotten.add(person_id)
            case _:
                assert_never(effect)


def _record_consent(ledger: Ledger, origin: Origin, person_id: int, consent: Consent) -> None:
    consents.record(
        ledger.conn,
        person_id,
        consent,
        ledger.now,
        channel=origin.channel,
        account=origin.account,
        event_id=origin.event_id,
    )


def _silence(
    ledger: Ledger, origin: Origin, person_id: int, reason: Literal["stop", "blocked"]
) -> None:
    """Cancel what is owed, also by earlier turns of this batch; what follows is the goodbye.

    STOP is meant for every chat of the person, a closed door is the door of one.
    """
    conn, now = ledger.conn, ledger.now
    if reason == "stop":
        outbox.cancel_for(conn, person_id, now, reason=reason)
        people.set_status(conn, "stopped", person_id=person_id)
        ledger.owed = [one for one in ledger.owed if one.person_id != person_id]
        return
    outbox.cancel_for(conn, person_id, now, reason=reason, address_id=origin.address_id)
    people.set_status(conn, "blocked", address_id=origin.address_id)
    ledger.owed = [
        one
        for one in ledger.owed
        if one.person_id != person_id or one.address_id != origin.address_id
    ]


def _ask_link(ledger: Ledger, origin: Origin, person_id: int, code: str) -> bool:
    """Have the person who made the code asked, as soon as their own turn comes."""
    conn, desk = ledger.conn, ledger.desk
    if origin.address_id is None:
        return False
    owner = links.ask(conn, code, person_id, origin.address_id, ledger.now, key=desk.key)
    if owner is None:
        return False
    timers.set_timer(conn, owner, "join", ledger.at, tzdb=desk.tzdb, facts={"code": code})
    return True


def _join(ledger: Ledger, origin: Origin, person_id: int, code: str, language: Language) -> bool:
    """Make the asking chat this person's once the batch is written, and tell it so."""
    conn = ledger.conn
    spent = links.use(conn, code, person_id, ledger.now, key=ledger.desk.key)
    if spent is None:
        return False
    asking, address_id = spent
    ledger.joined[asking] = person_id
    other = next((one for one in people.addresses_of(conn, [asking]) if one.id == address_id), None)
    if other is not None:
        there = Origin(person_id, origin.key, other.id, other.channel, other.account, other.address)
        ledger.owe(there, "joined", Message(language, (Part(JOINED),)), "reply")
    return True


def _with(message: Message, instead: Mapping[str, str]) -> Message:
    """The message with some of its parts said differently."""
    parts = tuple(replace(part, key=instead.get(part.key, part.key)) for part in message.parts)
    return replace(message, parts=parts)
