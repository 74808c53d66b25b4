"""Words between the two of a pair: whether they may pass, and the truth when they may not.

What somebody passes on is kept first and said in a turn of the partner's own, where it is asked
again whether it may: a mentorship may have ended, or a door been closed, a second before.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import Connection

from bot.handlers import holding, pairs
from bot.handlers.ledger import Ledger, Origin
from core.conversation.effects import Act
from core.conversation.enclosure import RELAYED, media_of
from core.conversation.message import Message, Part
from core.conversation.run import ABOUT
from core.conversation.talk import Talk
from core.conversation.update import Media
from core.duration import DAY, HOUR
from core.languages import Language
from core.mentoring import events, relay
from core.mentoring.calendar import allowed_from
from core.mentoring.meeting import begins, untold
from core.mentoring.member import NOBODY, first_name
from core.mentoring.pair import Pair
from core.mentoring.relay import Content, Facts, Parcel
from core.mentoring.side import SIDES, Side, other
from core.understanding.normal import clean
from storage import lines, members, mentorships, people, relayed, timers
from storage.codec import decode_talk, encode
from storage.lines import Stored
from storage.mentorships import Mentorship
from storage.relayed import Relayed
from storage.timers import Due

LARGEST = 16 * 1024 * 1024
"""Bytes of media that can cross from one channel to another (WhatsApp's limit, channels §1.4)."""

AWAKE = HOUR // 4
"""Milliseconds after somebody's last message in which they are written to at any hour."""

PASSED = frozenset({"relay-passed", "relay-waiting"})
"""What is said of words that will arrive."""

UNSURE = "unsure"
"""Why a message counts as lost that was sent twice without a sign that it came."""

CARDS = ("text/vcard", "text/x-vcard", "text/directory")
"""Media types of a contact in a file."""

EXCERPT = 80
"""Characters of a message by which its sender knows it again."""


def partners_of(
    conn: Connection, person_id: int, now: int
) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, int], ...], tuple[int, ...]]:
    """The running pairs of a person, newest first, with the partner's first name; those of them that
    have a meeting ahead of `now`, with when it begins (ms UTC); and those whose meeting has begun
    and of which this person has said nothing.
    """
    found, ahead, begun = [], [], []
    for one in mentorships.of(conn, person_id):
        side = one.side_of(person_id)
        if side is not None and not one.forgotten:
            found.append((one.id, _name(conn, one, other(side))))
            meeting = one.pair.meeting
            if meeting is not None and not meeting.settled_at and begins(meeting) > now:
                ahead.append((one.id, begins(meeting)))
            elif meeting is not None and untold(meeting, side, now):
                begun.append(one.id)
    return tuple(found), tuple(ahead), tuple(begun)


def act(ledger: Ledger, origin: Origin, language: Language, done: Act) -> None:
    """Let one of the two do something on the line between them; they are told what came of it."""
    conn, by, event, facts = ledger.conn, origin.person_id, done.event, done.facts
    one = mentorships.load(conn, done.id)
    side = one.side_of(by) if one is not None else None
    if one is None or side is None or by is None:
        _reply(ledger, origin, language, Part("relay-ended", {"name": NOBODY}))
        return
    name = _name(conn, one, other(side))
    if event != "pass":
        ledger.hold(who for who in (one.mentor_id, one.mentee_id) if who)
    match event:
        case "pass":
            part = _pass(ledger, one, side, facts)
            if facts.get("more") and part.key in PASSED:
                return  # its first piece was answered
            if part.key == "relay-held":
                holding.note(ledger, one.id, by, "relay:held")
        case "block":
            _change(ledger, one, relay.block(_line(conn, one).line, side))
            relayed.call_back(conn, one.id, "blocked_line", one.person_of(other(side)))
            part = Part("relay-blocking", {"name": name})
        case "unblock":
            _change(ledger, one, relay.unblock(_line(conn, one).line, side))
            part = Part("relay-unblocked", {"name": name})
        case "report":
            _change(ledger, one, relay.report(_line(conn, one).line, side))
            relayed.call_back(conn, one.id, "held_line")
            pairs.happen(ledger, one.id, events.Flagged(side, "report"))
            holding.note(ledger, one.id, by, "relay:reported")
            part = Part("relay-reported", {"name": name})
        case "share":
            part = _share(ledger, one, side, str(facts.get("contact") or ""))
        case "keep":
            _change(ledger, one, relay.share(_line(conn, one).line, side, given=False), {side: ""})
            part = Part("contact-keeping", {"name": name})
        case _:
            raise AssertionError(f"nobody does {event} on a line")
    _reply(ledger, origin, language, part, one.id)


def deliver(ledger: Ledger, due: Due) -> Mapping[str, str] | None:
    """A message of the partner, if it may still be read; else its sender is told.

    The pieces of one thought arrive as one message: whichever falls due when it is over brings all.
    """
    conn = ledger.conn
    found = relayed.load(conn, int(due.facts["relayed"]))
    one = mentorships.load(conn, found.mentorship_id) if found is not None else None
    side = one.side_of(found.sender_id) if found is not None and one is not None else None
    if found is None or one is None or side is None or found.state != "waiting":
        return None
    thoughts = relay.thoughts(relayed.waiting(conn, one.id, found.sender_id))
    thought = next(each for each in thoughts if found in each)
    if thought is thoughts[-1] and ledger.now < thought[-1].created_at + relay.BREATH:
        return None  # its last piece falls due when it is over
    parcel = Parcel(side, found.content, relay.whole(thought))  # counted when it was written
    reason = _refusal(ledger, one, parcel)
    if reason is not None:
        for piece in thought:
            relayed.refuse(conn, piece.id, reason)
        _undelivered(ledger, thought, reason)
        return None
    relayed.hand_over(conn, [piece.id for piece in thought], f"t{due.id:x}:0")
    reply_to = thought[0].reply_to
    quote = relay.whole(relayed.together(conn, reply_to)) if reply_to else ""
    part = frame(thought, _name(conn, one, side), quote)
    attach = f"{RELAYED}{thought[0].id}"
    return {"mentorship": str(one.id), "parts": encode((part,)), "attach": attach}


def frame(thought: Sequence[Relayed], name: str, quote: str) -> Part:
    """Who writes, what they answer to, and their words; media follow behind."""
    found, words = thought[0], relay.as_written(relay.whole(thought))
    kind = found.content if found.content != "text" else "reply" if quote else "text"
    facts: dict[str, str | int] = {
        "name": name,
        "words": words,
        "mentorship": found.mentorship_id,
        "relayed": found.id,
    }
    if found.content != "text":
        facts["captioned"] = int(bool(words))
    elif quote:
        facts["quote"] = _excerpt(quote)
    return Part(f"relay-{kind}", facts)


def undelivered(ledger: Ledger, due: Due) -> Mapping[str, str] | None:
    """What the sender of a message that did not arrive is told."""
    reason, name, line = (due.facts[one] for one in ("reason", "name", "line"))
    facts: dict[str, str | int] = {"name": name, "line": line}
    lost = (Part("relay-lost", facts), _refused(reason, name))
    said = (Part("relay-unsure", facts),) if reason == UNSURE else lost
    return {"mentorship": due.facts.get("mentorship", ""), "parts": encode(said)}


def barred(ledger: Ledger, one: Mentorship, side: Side, words: str) -> str | None:
    """Why words of `side` may not reach the other beside the line either, as they are told it; None
    when they may.
    """
    found = relay.barred(_line(ledger.conn, one).line, side, words)
    return None if found is None else relay.told(found)


def contacts(ledger: Ledger, due: Due) -> Mapping[str, str] | None:
    """The partner's contact, once both share theirs and as long as they do."""
    one = mentorships.load(ledger.conn, int(due.facts["mentorship"]))
    side = one.side_of(due.person_id) if one is not None else None
    if one is None or side is None:
        return None
    stored = _line(ledger.conn, one)
    contact = stored.contacts.get(other(side), "")
    if not relay.shares_contact(stored.line) or not contact:
        return None
    name = _name(ledger.conn, one, other(side))
    said = Part(lines.CONTACT_SHARED, {"name": name, "contact": contact})
    return {"mentorship": str(one.id), "parts": encode((said,))}


def contact_wish(ledger: Ledger, due: Due) -> Mapping[str, str] | None:
    """Whether to exchange contact details, asked of whoever's partner would; while they still would
    and the line is open.
    """
    one = mentorships.load(ledger.conn, int(due.facts["mentorship"]))
    side = one.side_of(due.person_id) if one is not None else None
    if one is None or side is None or one.ended_at or one.forgotten:
        return None
    line = _line(ledger.conn, one).line
    if line.shared_by != (other(side),) or relay.barred(line, other(side), ""):
        return None
    facts = {ABOUT: str(one.id), "name": _name(ledger.conn, one, other(side))}
    number = own_number(ledger.conn, due.person_id)
    return {**facts, "address": number} if number else facts


def own_number(conn: Connection, person_id: int) -> str:
    """The WhatsApp number somebody writes from, or an empty string: a chat's id is of no use to
    anybody else.
    """
    for place in people.addresses_of(conn, [person_id]):
        number = place.address.removeprefix("whatsapp:")
        if place.channel == "whatsapp" and number.startswith("+"):
            return number
    return ""


def settle(ledger: Ledger) -> None:
    """Close what has left, and tell the senders of what cannot leave any more."""
    lost: dict[tuple[str, str], list[Relayed]] = {}
    for found, reason in relayed.settle(ledger.conn):
        lost.setdefault((found.key, reason), []).append(found)
    for (_, reason), thought in lost.items():
        _undelivered(ledger, thought, reason)


def _pass(ledger: Ledger, one: Mentorship, side: Side, facts: Mapping[str, Any]) -> Part:
    """Keep something for the partner; what its sender is told."""
    conn, now = ledger.conn, ledger.now
    sender, recipient = one.person_of(side), one.person_of(other(side))
    name = _name(conn, one, other(side))
    media = media_of(facts.get("media"))
    content: str = _kind(media) if media is not None else "text"
    words = clean(media.caption, 4096) if media is not None else str(facts.get("text") or "")
    sent = relayed.sent(conn, sender or 0, now - DAY)
    if facts.get("more") and media is None:
        sent = sent[:-1]  # it is a piece of the last one
    reason = _refusal(ledger, one, Parcel(side, content, words, sent))
    if reason is None and media is not None:
        named = barred(ledger, one, side, media.name.replace("_", " "))
        reason = "too_big" if media.size > LARGEST else named
    if reason is not None or sender is None or recipient is None:
        return _refused(reason or "ended", name)
    reply_to = facts.get("reply_to")
    made = relayed.add(
        conn,
        one.id,
        sender_id=sender,
        recipient_id=recipient,
        content=cast("Content", content),
        words=words,
        media=media,
        reply_to=int(reply_to) if reply_to else None,
        now=now,
    )
    _wake(ledger, recipient, f"relay:{made}", later=relay.BREATH, relayed=str(made))
    if now - one.pair.seat(side).seen_at > HOUR:
        pairs.happen(ledger, one.id, events.Wrote(side))
    return Part("relay-waiting" if _asleep(ledger, recipient) else "relay-passed", {"name": name})


def _kind(media: Media) -> str:
    """What it is to a partner: contact details in a file are contact details."""
    card = media.media_type.startswith(CARDS) or media.name.lower().endswith(".vcf")
    return "contact" if card else media.kind


def _refusal(ledger: Ledger, one: Mentorship, parcel: Parcel) -> str | None:
    """Why it may not pass now; None when it may."""
    if one.ended_at or one.forgotten:
        return "ended"
    pair: Pair = one.pair
    line = _line(ledger.conn, one).line
    found = relay.refusal(pair, line, parcel, _facts(ledger, one), ledger.now)
    return None if found is None else relay.told(found)


def _facts(ledger: Ledger, one: Mentorship) -> Facts:
    """Who consents, and who can be written to."""
    consented: list[Side] = []
    reachable: list[Side] = []
    for side in SIDES:
        person = one.person_of(side)
        talk = _talk(ledger, person) if person is not None else None
        if talk is None or person is None:
            continue
        if talk.consented:
            consented.append(side)
        places = people.addresses_of(ledger.conn, [person])
        if not (talk.stopped or talk.erase_at) and any(one.status == "active" for one in places):
            reachable.append(side)
    return Facts(tuple(consented), tuple(reachable))


def _share(ledger: Ledger, one: Mentorship, side: Side, contact: str) -> Part:
    """One side gives a contact; once both have, each is told the other's."""
    name = _name(ledger.conn, one, other(side))
    if one.ended_at or one.forgotten:
        return _refused("ended", name)
    former = _line(ledger.conn, one).line
    line = relay.share(former, side)
    _change(ledger, one, line, {side: contact})
    if not relay.shares_contact(line):
        partner = one.person_of(other(side))
        if partner is not None and side not in former.shared_by:
            _wake(ledger, partner, f"contact_wish:{one.id}", mentorship=str(one.id))
        return Part("contact-waiting", {"name": name})
    for each in SIDES:
        person = one.person_of(each)
        if person is not None:
            _wake(ledger, person, f"contacts:{one.id}", mentorship=str(one.id))
    return Part("contact-both", {"name": name})


def _change(
    ledger: Ledger,
    one: Mentorship,
    line: relay.Line,
    given: Mapping[Side, str] | None = None,
) -> None:
    """Write the line; the locks of both are held, so that no other change of it is lost."""
    stored = _line(ledger.conn, one)
    contacts = {**stored.contacts, **(given or {})}
    lines.save(ledger.conn, one.id, Stored(line, {k: v for k, v in contacts.items() if v}))


def _line(conn: Connection, one: Mentorship) -> Stored:
    return lines.load(conn, one.id)


def _undelivered(ledger: Ledger, thought: Sequence[Relayed], reason: str) -> None:
    found = thought[0]
    one = mentorships.load(ledger.conn, found.mentorship_id)
    side = one.side_of(found.sender_id) if one is not None else None
    name = _name(ledger.conn, one, other(side)) if one is not None and side is not None else NOBODY
    if reason == "held":
        holding.note(ledger, found.mentorship_id, found.sender_id, "relay:held")
    _wake(
        ledger,
        found.sender_id,
        f"relay_lost:{found.id}",
        reason=reason,
        mentorship=str(found.mentorship_id),
        name=name,
        line=_excerpt(relay.whole(thought)) or "…",
    )


def _wake(ledger: Ledger, person: int, kind: str, *, later: int = 0, **facts: str) -> None:
    due = ledger.at + timedelta(milliseconds=later)
    timers.set_timer(ledger.conn, person, kind, due, tzdb=ledger.desk.tzdb, facts=facts)


def _asleep(ledger: Ledger, person: int) -> bool:
    """Whether it is night where they live, and they are not writing with us at this moment."""
    talk = _talk(ledger, person)
    if talk is None or ledger.now - talk.heard_at <= AWAKE:
        return False
    return allowed_from(ledger.now, ledger.desk.book.zone(talk)) > ledger.now


def _talk(ledger: Ledger, person: int) -> Talk | None:
    """The talk as this batch has left it."""
    if person in ledger.talks:
        return ledger.talks[person][0]
    found = people.load_talk(ledger.conn, person)
    return decode_talk(found[0]) if found is not None else None


def _name(conn: Connection, one: Mentorship, side: Side) -> str:
    person = one.person_of(side)
    return first_name(members.load(conn, person) if person is not None else None)


def _refused(reason: str, name: str) -> Part:
    return Part(f"relay-{reason}", {"name": name})


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…"


def _reply(ledger: Ledger, origin: Origin, language: Language, part: Part, *pairs: int) -> None:
    ledger.count += 1
    message = Message(language, (part,), pairs=pairs)
    ledger.owe(origin, f"relay{ledger.count}", message, "reply")
