"""What people are told because of somebody else: read when it falls due, so that it is still true.

A loader gives the facts of a turn as text and JSON, or None when there is nothing to say any more.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from bot.handlers import accompanied, pairs, presence, relays, search, tracked
from bot.handlers import proposals as acts
from bot.handlers.ledger import Ledger
from bot.handlers.person_card import person_card
from core.conversation.message import Part
from core.conversation.moves import UNTIL
from core.conversation.run import ABOUT
from core.conversation.timing import label_of
from core.duration import DAY
from core.matching.proposal import ASKING, REMINDERS, State
from core.mentoring.member import Member, first_name
from storage import holds, lapses, mentorships, proposals
from storage.codec import encode
from storage.proposals import Proposal
from storage.timers import Due

Facts = Mapping[str, str]
Loader = Callable[[Ledger, Due], Facts | None]

_read = msgspec.json.Decoder(tuple[Part, ...])

SHOWN: frozenset[State] = frozenset({"shown"})


def _found(ledger: Ledger, due: Due) -> Proposal | None:
    return proposals.load(ledger.conn, int(due.facts["proposal"]))


def _other(ledger: Ledger, found: Proposal, person_id: int) -> Member | None:
    other = found.mentor_id if person_id == found.mentee_id else found.mentee_id
    return ledger.member(other) if other is not None else None


def _parts(*parts: Part) -> str:
    return encode(parts)


# -- the mentor ------------------------------------------------------------------------------------


def _request(ledger: Ledger, due: Due) -> Facts | None:
    """Who asks, what for, why this mentor, in their own three lines; to whoever has these already,
    that an answer is waited for.
    """
    found = _found(ledger, due)
    if found is None or found.state != "sent" or found.mentee_id is None:
        return None
    mentee = ledger.member(found.mentee_id)
    if mentee is None:
        return None
    reminded = due.kind.startswith("request_reminder")
    if reminded and due.due_at < found.asked_at + REMINDERS[0] // 2:
        return None  # of a wait that a question has begun anew
    explained = _explained(found, "mentor")
    until = _until(ledger, found, due.person_id)
    told = {ABOUT: str(found.id), "name": first_name(mentee), UNTIL: until}
    if found.answer and not reminded:
        # They have read the card: what they asked for is the news. A notice still names the needs.
        needs = next((one.labels["needs"] for one in explained if "needs" in one.labels), ())
        news = Part("request-answered", {"name": first_name(mentee)}, {"needs": needs})
        return {**told, "parts": _parts(news, _answer(found))}
    if reminded and holds.left(ledger.conn, due.person_id, "request-card", found.asked_at):
        last = found.expires_at - due.due_at < DAY
        key, labels = ("request-last", {UNTIL: (until,)}) if last else ("request-reminder", {})
        waits = Part(key, {"name": first_name(mentee)}, labels)
        return {**told, "parts": _parts(waits, *_need(found))}
    parts = [Part("request-new")]
    parts.append(person_card("request-card", mentee))
    parts += [replace(part, tight=True) for part in explained]
    if found.introduction:
        parts.append(Part("request-introduction", _introduction(found)))
    if found.answer:
        parts.append(_answer(found))
    return {**told, "parts": _parts(*parts)}


def _until(ledger: Ledger, found: Proposal, person_id: int) -> str:
    """Until when an answer is waited for, by the clock of whoever owes it."""
    reader = ledger.member(person_id)
    return label_of(found.expires_at, reader.timezone if reader else "")


def _introduction(found: Proposal) -> dict[str, str | int]:
    project, need, first = (*found.introduction, "…", "…", "…")[:3]
    return {"project": project, "need": need, "first": first}


def _need(found: Proposal) -> tuple[Part, ...]:
    """The one line by which a request is known again."""
    facts = _introduction(found)
    return (Part("request-need", {"need": facts["need"]}),) if found.introduction else ()


def _answer(found: Proposal) -> Part:
    return Part("request-answer", {"question": found.question, "answer": found.answer})


def _explained(found: Proposal, side: str) -> Sequence[Part]:
    given: Sequence[Mapping[str, Any]] = found.explanation.get(side, ())
    return [
        Part(
            one["key"],
            one.get("facts", {}),
            {name: tuple(codes) for name, codes in one.get("labels", {}).items()},
        )
        for one in given
    ]


def _request_over(key: str) -> Loader:
    def load(ledger: Ledger, due: Due) -> Facts | None:
        found = _found(ledger, due)
        if found is None or found.state in ASKING:
            return None
        name = first_name(_other(ledger, found, due.person_id))
        parts = [Part(key, {"name": name})]
        if found.state == "expired" and _rests(ledger, due.person_id):
            parts.append(Part("request-resting"))
        return {ABOUT: str(found.id), "name": name, "parts": _parts(*parts)}

    return load


def _rests(ledger: Ledger, mentor_id: int) -> bool:
    """Whether this mentor is not proposed any more until they write (`matching-rule.mentor_lapsed`)."""
    from core.matching.weights import standard  # noqa: PLC0415 - only where matching is looked at

    return lapses.of(ledger.conn, mentor_id, ledger.now) >= standard().rules.mentor_lapses


# -- the mentee ------------------------------------------------------------------------------------


def _question(ledger: Ledger, due: Due) -> Facts | None:
    found = _found(ledger, due)
    if found is None or found.state != "questioned":
        return None
    name = first_name(_other(ledger, found, due.person_id))
    part = Part("reply-question", {"name": name, "question": found.question})
    until = _until(ledger, found, due.person_id)
    return {ABOUT: str(found.id), "name": name, UNTIL: until, "parts": _parts(part)}


def _unlucky(key: str) -> Loader:
    """It did not work out with one: the others of the same proposals that still stand."""

    def load(ledger: Ledger, due: Due) -> Facts | None:
        found = _found(ledger, due)
        if found is None or found.state in ASKING | {"accepted"}:
            return None
        conn, mentee_id = ledger.conn, due.person_id
        if mentorships.accompanied(conn, mentee_id):
            return None
        standing = proposals.of(conn, mentee=mentee_id, states=ASKING)
        if any(one.mentee_id == mentee_id for one in standing):
            return None  # somebody else is being asked already
        name = first_name(_other(ledger, found, mentee_id))
        facts = {
            ABOUT: str(found.id),
            "introduction": encode(found.introduction),
            "parts": _parts(Part(key, {"name": name})),
        }
        shown = proposals.of(conn, mentee=mentee_id, states=SHOWN)
        left = [one for one in shown if one.mentee_id == mentee_id and found.introduction]
        for place, one in zip(("one", "two", "three"), left, strict=False):
            mentor = _other(ledger, one, mentee_id)
            if mentor is not None and mentor.state == acts.PRESENT:
                facts |= {place: first_name(mentor), f"id_{place}": str(one.id)}
        return facts

    return load


def _past(ledger: Ledger, due: Due) -> Facts | None:
    found = _found(ledger, due)
    if found is None:
        return None
    name = first_name(_other(ledger, found, due.person_id))
    return {ABOUT: str(found.id), "parts": _parts(Part("proposal-past", {"name": name}))}


def _held(ledger: Ledger, due: Due) -> Facts | None:
    found = _found(ledger, due)
    if found is None or found.state != "held":
        return None
    return {ABOUT: str(found.id), "parts": _parts(Part("proposal-held"))}


# -- both ------------------------------------------------------------------------------------------


def _standing(ledger: Ledger, due: Due) -> Facts | None:
    """Where somebody stands: their pairs with the meetings of each, then what is open besides."""
    found = search.standing(ledger, due)
    said = _read.decode(found["parts"]) if found is not None else ()
    rest = [part for part in said if part.key != "waiting-matched"]
    if found is None or len(rest) == len(said):
        return found
    return {**found, "parts": _parts(*accompanied.bearings(ledger, due.person_id), *rest)}


def _pair_due(ledger: Ledger, due: Due) -> None:
    pairs.fall_due(ledger, int(due.facts["mentorship"]), due.facts["timer"])


def _expire(ledger: Ledger, due: Due) -> None:
    """Three days without an answer, unless a question has begun the wait anew."""
    found = _found(ledger, due)
    if found is not None and found.expires_at <= ledger.now:
        acts.act(ledger, found.id, "expire", actor="clock")


def _silently(work: Callable[[Ledger, Due], None]) -> Loader:
    """Work that belongs to nobody's conversation."""

    def load(ledger: Ledger, due: Due) -> Facts | None:
        work(ledger, due)
        return None

    return load


LOADERS: Mapping[str, Loader] = {
    "expire": _silently(_expire),
    "seek": search.seek,
    "cards": search.released,
    "standing": _standing,
    "request": _request,
    "request_reminder": _request,
    "request_gone": _request_over("request-gone"),
    "request_expired": _request_over("request-expired"),
    "request_full": _request_over("request-full"),
    "request_past": _request_over("request-past"),
    "proposal_question": _question,
    "proposal_declined": _unlucky("next-declined"),
    "proposal_expired": _unlucky("next-expired"),
    "proposal_gone": _unlucky("next-gone"),
    "proposal_full": _unlucky("next-full"),
    "proposal_held": _held,
    "proposal_past": _past,
    "pair": accompanied.pair,
    "partner": accompanied.partner,
    "pair_due": _silently(_pair_due),
    "relay": relays.deliver,
    "relay_lost": relays.undelivered,
    "contacts": relays.contacts,
    "contact_wish": relays.contact_wish,
    "progress": tracked.load,
    "goal_due": _silently(tracked.fall_due),
    "promise": _silently(tracked.promise_due),
    presence.GONE: _silently(presence.give_up),
}
"""By kind of what falls due, without what follows its colon."""

KINDS = frozenset(LOADERS) - {"expire", "pair_due", "goal_due", "promise", presence.GONE}
"""Those that speak, and therefore keep to the hours in which we may."""
