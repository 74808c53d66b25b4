"""The pledge in its chain: begun with a mentorship, recalled, due, deferred, and at last honoured."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.handlers.ledger import Ledger
from core.mentoring import pledge as rules
from core.mentoring.member import Member
from core.mentoring.pledge import Pledge
from storage import promises, timers
from storage.codec import encode
from storage.promises import Promise

SIGNED = "sign"
"""The answer to the pledge's question in onboarding that signs it."""

BEFORE = frozenset({"offered", "signed", "recalled", "refused"})
"""States of somebody who was not accompanied to the end yet."""

KEPT = frozenset({"due", "deferred", "proposing", "lapsed"})
"""States in which a promise waits for a younger mentee."""

TIMER = "promise"


def begun(
    ledger: Ledger, made: int, mentee: tuple[int, Member], mentor: tuple[int, Member]
) -> None:
    """A mentorship began: the mentee's promise follows the mentor's, which may be honoured by it."""
    conn, now = ledger.conn, ledger.now
    (mentee_id, first), (mentor_id, second) = mentee, mentor
    theirs = promises.of(conn, mentor_id)
    former = promises.of(conn, mentee_id)
    if former is None or former.pledge.state in BEFORE:
        _begin(ledger, made, mentee, former, theirs.pledge if theirs else None)
    if theirs is not None and theirs.pledge.state in KEPT and _younger(first, second):
        proposing = theirs.pledge
        if proposing.state != "proposing":
            proposing = rules.act(proposing, "propose") or proposing
        honoured = rules.honour(proposing, str(made), now)
        if honoured is not None:
            _save(ledger, theirs, honoured)


def _begin(
    ledger: Ledger,
    made: int,
    mentee: tuple[int, Member],
    former: Promise | None,
    parent: Pledge | None,
) -> None:
    """A new promise; after a mentorship that ended early the same one hangs by the new mentor."""
    mentee_id, member = mentee
    fresh = rules.begin(former.pledge.id if former else "", ledger.now, parent=parent)
    if member.pledge == SIGNED:
        fresh = rules.sign(fresh, member.rules_version, ledger.now) or fresh
    if former is None:
        promises.add(ledger.conn, mentee_id, made, fresh, ledger.now)
    else:
        promises.save(ledger.conn, former, fresh, ledger.now, mentorship_id=made)


def _younger(mentee: Member, mentor: Member) -> bool:
    """Whether the one accompanied is younger, as far as both years of birth are known."""
    if mentee.birth_year is None or mentor.birth_year is None:
        return True
    return mentee.birth_year > mentor.birth_year


def recalled(ledger: Ledger, person_id: int | None) -> None:
    """The middle of the mentorship: the mentee was reminded."""
    one = promises.of(ledger.conn, person_id) if person_id is not None else None
    if one is not None and (pledge := rules.act(one.pledge, "recall")) is not None:
        _save(ledger, one, pledge)


def completed(ledger: Ledger, person_id: int | None, signed: bool) -> None:
    """Accompanied to the end: a signed promise is due now, one signed meanwhile as well."""
    one = promises.of(ledger.conn, person_id) if person_id is not None else None
    if one is None:
        return
    pledge = one.pledge
    if signed and pledge.state in {"offered", "refused"}:
        pledge = rules.sign(pledge, pledge.version, ledger.now) or pledge
    due = rules.complete(pledge, ledger.now)
    if due is not None:
        _save(ledger, one, due)


def act(ledger: Ledger, event: str, facts: Mapping[str, Any], by: int) -> bool:
    """The answer to the offer: `propose`, `defer` with `until`, or `decline`; False if refused.

    Who says yes at the end without having signed at the beginning signs by it. A decline is kept
    as the wish of today: the promise stays due, lapses in its time, and can still be honoured.
    """
    one = promises.of(ledger.conn, by)
    if one is None:
        return False
    pledge: Pledge | None = one.pledge
    match event:
        case "propose":
            if one.pledge.state in BEFORE:
                pledge = rules.sign(one.pledge, one.pledge.version, ledger.now) or one.pledge
                pledge = rules.complete(pledge, ledger.now) or pledge
            pledge = rules.act(pledge, "propose") if pledge is not None else None
        case "defer":
            pledge = rules.defer(one.pledge, int(facts["until"]), ledger.now)
        case "decline":
            ledger.events.append((by, ledger.now, "pledge:declined", "{}"))
            return True
        case _:
            raise AssertionError(f"no answer to the pledge: {event}")
    if pledge is None:
        return False
    _save(ledger, one, pledge)
    return True


def made(ledger: Ledger, person_id: int) -> bool:
    """Whether there is a promise at all: who declined it is not told of one."""
    one = promises.of(ledger.conn, person_id)
    return one is not None and one.pledge.state not in {"offered", "refused"}


def may_defer(ledger: Ledger, person_id: int) -> bool:
    """Whether the one later date is still to be had."""
    one = promises.of(ledger.conn, person_id)
    return one is not None and one.pledge.state == "due" and not one.pledge.deferrals


def follow(ledger: Ledger, person_id: int) -> Promise | None:
    """The promise's own date came: a deferred one is due again and returned, a due one lapses."""
    one = promises.of(ledger.conn, person_id)
    coming = rules.next_due(one.pledge) if one is not None else None
    if one is None or coming is None or coming[0] > ledger.now:
        return None
    pledge = rules.act(one.pledge, coming[1])
    if pledge is None:
        return None
    _save(ledger, one, pledge)
    return one if coming[1] == "return" else None


def waive(ledger: Ledger, person_id: int, reason: str, *, by: str) -> bool:
    """The coordinator `by` frees somebody, with a reason; False where there is nothing to free
    from.
    """
    one = promises.of(ledger.conn, person_id)
    freed = rules.waive(one.pledge, reason) if one is not None else None
    if one is None or freed is None:
        return False
    _save(ledger, one, freed, by=by)
    return True


def _save(ledger: Ledger, one: Promise, pledge: Pledge, **facts: str) -> None:
    promises.save(ledger.conn, one, pledge, ledger.now)
    if one.person_id is None:
        return
    ledger.events.append((one.person_id, ledger.now, f"pledge:{pledge.state}", encode(facts)))
    coming = rules.next_due(pledge)
    if coming is None:
        timers.drop(ledger.conn, one.person_id, TIMER)
        return
    at = datetime.fromtimestamp(coming[0] / 1000, UTC)
    timers.set_timer(ledger.conn, one.person_id, TIMER, at, tzdb=ledger.desk.tzdb)
