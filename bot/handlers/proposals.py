"""Somebody did something to a proposal: decide it under the locks of both people, tell both.

What is told falls due at once as a turn of its own for each side (`told`), so that nobody's turn
ever writes into somebody else's conversation.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.handlers import pairs
from bot.handlers.ledger import Ledger
from bot.handlers.office import alert
from core.conversation.kind import Value
from core.duration import DAY
from core.matching.proposal import (
    ASKED_AT_MOST,
    ASKING,
    COOLING,
    EXPIRY,
    OPEN,
    REMINDERS,
    Actor,
    Event,
    Side,
    next_state,
    told,
)
from core.mentoring.budget import allowed_before
from core.mentoring.member import Member
from core.mentoring.relay import without_contact
from storage import exclusions, mentorships, proposals, timers
from storage.proposals import Proposal

SEARCH = 90 * DAY
"""Mentors asked within three months count as one search (domain §3: three, then a coordinator)."""

PRESENT = "qualified"
"""The state of a member who can be matched."""


def act(
    ledger: Ledger,
    proposal_id: int,
    event: Event,
    *,
    by: int | None = None,
    actor: Actor | None = None,
    facts: Mapping[str, Value] | None = None,
) -> bool:
    """Let `event` happen to a proposal, with all that follows; False when it no longer can.

    `by` is the person who acts, or `actor` the clock, a coordinator or the programme.
    """
    found = proposals.load(ledger.conn, proposal_id)
    if found is None:
        return False
    sides = [one for one in (found.mentee_id, found.mentor_id) if one is not None]
    if ledger.hold(sides):
        found = proposals.load(ledger.conn, proposal_id)
        if found is None:
            return False
    who = actor or _side(found, by)
    if who is None or next_state(found.state, event, who) is None:
        _refuse(ledger, found, event, by)
        return False
    match event:
        case "choose":
            event = _choose(ledger, found, facts or {})
        case "accept":
            event = _accept(ledger, found)
        case "question":
            proposals.change(ledger.conn, found.id, question=_line(facts, "question"))
        case "answer":
            proposals.change(ledger.conn, found.id, answer=_line(facts, "answer"))
            _wait_for_mentor(ledger, found)
        case "decline" | "later" | "reject" | "expire":
            _keep_apart(ledger, found, event, facts or {})
        case _:
            pass
    _settle(ledger, found, event)
    return True


def leave(ledger: Ledger, person_id: int) -> None:
    """Somebody pauses, leaves or is erased: what was open with them is closed, the others told."""
    for one in proposals.of(ledger.conn, mentee=person_id, mentor=person_id):
        act(ledger, one.id, "leave", actor="programme")


def follow_profile(ledger: Ledger, person_id: int, member: Member) -> None:
    """A changed profile: who cannot be matched leaves what is open; fewer seats, fewer requests.

    The newest requests go first; who was accepted stays (matching §4).
    """
    if member.state != PRESENT:
        leave(ledger, person_id)
        return
    requests = [
        one
        for one in proposals.of(ledger.conn, mentor=person_id, states=ASKING)
        if one.mentor_id == person_id
    ]
    if not requests:
        return
    room = max(0, member.capacity - mentorships.taken(ledger.conn, person_id))
    for one in sorted(requests, key=lambda one: one.asked_at)[room:]:
        act(ledger, one.id, "fill", actor="programme")


def _side(found: Proposal, person_id: int | None) -> Side | None:
    if person_id is None:
        return None
    if person_id == found.mentee_id:
        return "mentee"
    return "mentor" if person_id == found.mentor_id else None


def _choose(ledger: Ledger, found: Proposal, facts: Mapping[str, Value]) -> Event:
    """Ask the mentor, if a seat is free; the request then holds it."""
    assert found.mentor_id is not None and found.mentee_id is not None  # noqa: S101, PT018 - not left
    lines = facts.get("introduction")
    if isinstance(lines, list):
        proposals.introduce(ledger.conn, found.id, [without_contact(line) for line in lines])
    if not has_seat(ledger, found.mentor_id):
        return "fill"
    if mentorships.accompanied(ledger.conn, found.mentee_id):
        return "supersede"
    _wait_for_mentor(ledger, found)
    return "choose"


def _wait_for_mentor(ledger: Ledger, found: Proposal) -> None:
    """From now the mentor has three days, and is reminded: rather before the night than after it."""
    assert found.mentor_id is not None  # noqa: S101 - somebody who left is asked nothing
    now = ledger.now
    mentor = ledger.member(found.mentor_id)
    zone = mentor.timezone if mentor else ""
    proposals.change(ledger.conn, found.id, asked_at=now, expires_at=now + EXPIRY)
    for number, delay in enumerate(REMINDERS):
        due = allowed_before(now + delay, zone)
        _wake(ledger, found.mentor_id, "request_reminder", f"{found.id}.{number}", due=due)
    if found.mentee_id is not None:
        # The clock's own: whether the mentor still reads us or not, the mentee goes on.
        _wake(ledger, found.mentee_id, "expire", str(found.id), due=now + EXPIRY)


def _accept(ledger: Ledger, found: Proposal) -> Event:
    """Make the match, unless the mentee has one already or the last seat has gone."""
    conn = ledger.conn
    assert found.mentor_id is not None and found.mentee_id is not None  # noqa: S101, PT018 - not left
    mentee = ledger.member(found.mentee_id)
    mentor = ledger.member(found.mentor_id)
    if mentorships.accompanied(conn, found.mentee_id):
        return "supersede"
    if mentee is None or mentor is None or mentee.state != PRESENT:
        return "leave"
    if mentor.capacity - mentorships.taken(conn, found.mentor_id) < 1:
        return "fill"
    pairs.begin(ledger, (found.mentee_id, mentee), (found.mentor_id, mentor), found.id)
    for sibling in proposals.of(conn, mentee=found.mentee_id):
        if sibling.id != found.id:
            _settle(ledger, sibling, "supersede")
    if mentor.capacity - mentorships.taken(conn, found.mentor_id) < 1:
        for sibling in proposals.of(conn, mentor=found.mentor_id, states=ASKING):
            if sibling.id != found.id and sibling.mentor_id == found.mentor_id:
                _settle(ledger, sibling, "fill")
    return "accept"


def has_seat(ledger: Ledger, mentor_id: int) -> bool:
    """Whether a mentor can be asked at this moment."""
    mentor = ledger.member(mentor_id)
    return mentor is not None and mentor.state == PRESENT and _free(ledger, mentor_id, mentor) > 0


def _free(ledger: Ledger, mentor_id: int, mentor: Member) -> int:
    """Seats that no pair and no open request holds (matching §3, G7)."""
    taken = mentorships.taken(ledger.conn, mentor_id) + proposals.asking(ledger.conn, mentor_id)
    return mentor.capacity - taken


def _keep_apart(ledger: Ledger, found: Proposal, event: Event, facts: Mapping[str, Value]) -> None:
    """Not again for a while; why is known to its author and the coordinators only."""
    reason = {"later": "later", "expire": "expired"}.get(event) or str(
        facts.get("reason") or "other"
    )
    proposals.change(ledger.conn, found.id, reason=reason, reason_line=_line(facts, "reason_line"))
    asked = found.state in ASKING or event == "reject"
    if not asked or found.mentee_id is None or found.mentor_id is None:
        return
    cooling = COOLING.get(reason, COOLING["other"])
    exclusions.exclude(
        ledger.conn,
        found.mentee_id,
        found.mentor_id,
        "declined",
        ledger.now,
        until=ledger.now + cooling if cooling else 0,
    )


def _settle(ledger: Ledger, found: Proposal, event: Event) -> None:
    """Write the new state, tell both sides, let a coordinator help after three mentors."""
    state = next_state(found.state, event, "coordinator")
    if state is None:
        return
    conn, now = ledger.conn, ledger.now
    stamps = {} if state in OPEN else {"settled_at": now}
    if event == "show":
        stamps["shown_at"] = now
    proposals.change(conn, found.id, state=state, **stamps)
    for side, kind in told(found.state, event):
        person = found.mentee_id if side == "mentee" else found.mentor_id
        if person is not None:
            _wake(ledger, person, kind, str(found.id))
    for person in (found.mentee_id, found.mentor_id):
        if person is not None:
            ledger.events.append((person, now, f"proposal:{event}", f'{{"proposal":"{found.id}"}}'))
    if found.mentee_id is None or event not in {"decline", "later", "expire"}:
        return
    if proposals.asked(conn, found.mentee_id, now - SEARCH) >= ASKED_AT_MOST:
        alert(ledger, f"p{found.id}", found.mentee_id, "unmatched", "normal")


def _refuse(ledger: Ledger, found: Proposal, event: Event, by: int | None) -> None:
    """An answer that comes too late is told so, never half done."""
    if by is None:
        return
    ledger.events.append(
        (by, ledger.now, f"proposal:refused:{event}", f'{{"proposal":"{found.id}"}}')
    )
    mine = {"mentee": "proposal_past", "mentor": "request_past"}[_side(found, by) or "mentee"]
    _wake(ledger, by, mine, str(found.id))


def _wake(ledger: Ledger, person_id: int, kind: str, about: str, *, due: int = 0) -> None:
    timers.set_timer(
        ledger.conn,
        person_id,
        f"{kind}:{about}",
        datetime.fromtimestamp((due or ledger.now) / 1000, UTC),
        tzdb=ledger.desk.tzdb,
        facts={"proposal": about.partition(".")[0]},
    )


def _line(facts: Mapping[str, Value] | None, name: str) -> str:
    value = (facts or {}).get(name)
    return without_contact(value) if isinstance(value, str) else ""
