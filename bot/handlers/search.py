"""Looking for people to propose to a mentee, when it falls due: cards, or where they stand.

What is heavy here (numpy, the whole pool) is loaded by the process that first looks for somebody.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from bot.handlers import proposals as acts
from bot.handlers.ledger import Ledger
from bot.handlers.lookout import View
from bot.handlers.person_card import person_card
from core.conversation.message import Part
from core.matching.proposal import ASKING, State
from core.mentoring.member import first_name
from storage import exclusions, mentorships, proposals
from storage import pool as pools
from storage.codec import encode
from storage.proposals import NewProposal
from storage.timers import Due

if TYPE_CHECKING:
    from core.matching.explain import Explanation
    from core.matching.pool import Mentee, Mentor
    from core.matching.weights import Table

CARDS = 3
"""Proposals shown to a mentee (domain §0.7)."""

SPARE = 9
"""More that are looked at: whoever was refused lately is still in the view."""

SHOWN: frozenset[State] = frozenset({"shown"})


def seek(ledger: Ledger, due: Due) -> Mapping[str, str] | None:
    """Up to three explained mentors for this mentee, or where they stand and what would help.

    Nothing for somebody who cannot be matched, is being considered by a mentor, or has one.
    """
    conn, mentee_id = ledger.conn, due.person_id
    profile = ledger.member(mentee_id)
    if profile is None or profile.state != acts.PRESENT or "mentee" not in profile.roles:
        return None
    if mentorships.accompanied(conn, mentee_id) or _asking(ledger, mentee_id):
        return None
    for one in proposals.of(conn, mentee=mentee_id, states=SHOWN):
        if one.mentee_id == mentee_id:
            acts.act(ledger, one.id, "expire", actor="clock")
    view = ledger.desk.lookout.look(conn, ledger.now)
    mentee = pools.mentee(conn, mentee_id, ledger.now)
    cards = propose(ledger, view, mentee)
    if cards:
        return {"cards": encode(cards)}
    return {"waits": "yes", **waiting(view, mentee)}


def released(ledger: Ledger, due: Due) -> Mapping[str, str] | None:
    """The cards of a round that a coordinator released, as far as they still stand."""
    conn, mentee_id = ledger.conn, due.person_id
    if mentorships.accompanied(conn, mentee_id) or _asking(ledger, mentee_id):
        return None
    cards: list[dict[str, str]] = []
    for one in proposals.of(conn, mentee=mentee_id, states=SHOWN):
        if one.mentee_id != mentee_id or one.mentor_id is None:
            continue
        if one.round_id == int(due.facts["round"]):
            cards.append(card_of(ledger, one.id, one.mentor_id, one.explanation))
        else:
            acts.act(ledger, one.id, "expire", actor="clock")
    return {"cards": encode(cards)} if cards else None


def standing(ledger: Ledger, due: Due) -> Mapping[str, str] | None:
    """Where somebody's mentorship stands, in a few lines."""
    conn, person_id = ledger.conn, due.person_id
    profile = ledger.member(person_id)
    if profile is None or profile.state not in {acts.PRESENT, "paused"}:
        return {"parts": encode([Part("waiting-incomplete")])}
    if profile.state == "paused":
        return {"parts": encode([Part("waiting-paused")])}
    parts = [
        Part("waiting-matched", {"name": _name(ledger, pair.mentee_id, pair.mentor_id, person_id)})
        for pair in mentorships.of(conn, person_id)
    ]
    shared = proposals.of(conn, mentee=person_id, mentor=person_id)
    asking = any(one.mentee_id == person_id and one.state in ASKING for one in shared)
    for one in shared:
        if one.state == "shown" and asking:
            continue  # what stood beside the one that was chosen
        key = STANDING[one.mentee_id == person_id].get(one.state)
        name = _name(ledger, one.mentee_id, one.mentor_id, person_id)
        said = Part(key, {} if key in NAMELESS else {"name": name}) if key else None
        if said is not None and said not in parts:
            parts.append(said)
    seeking = "mentee" in profile.roles and not mentorships.accompanied(conn, person_id)
    if seeking and not any(part.key != "waiting-matched" for part in parts):
        view = ledger.desk.lookout.look(conn, ledger.now)
        return waiting(view, pools.mentee(conn, person_id, ledger.now))
    return {"parts": encode(parts or [Part("waiting-free")])}


STANDING: Mapping[bool, Mapping[State, str]] = {
    True: {
        "shown": "waiting-shown",
        "sent": "waiting-chosen",
        "questioned": "waiting-questioned",
        "held": "waiting-held",
    },
    False: {"sent": "waiting-requested"},
}
"""What an open proposal means to its mentee (True) and to its mentor."""

NAMELESS = frozenset({"waiting-shown", "waiting-held"})


def _name(ledger: Ledger, mentee_id: int | None, mentor_id: int | None, person_id: int) -> str:
    """The first name of the other one."""
    other = mentor_id if person_id == mentee_id else mentee_id
    return first_name(ledger.member(other) if other is not None else None)


def propose(ledger: Ledger, view: View, mentee: "Mentee") -> list[dict[str, str]]:
    """Show the best mentors of the present pool; the cards as the mentee's flow wants them.

    More are looked at than are shown, since a seat or a pair may have gone since the view was made.
    """
    conn = ledger.conn
    apart = exclusions.of(conn, mentee.id, ledger.now)
    found = view.board.best(
        mentee,
        prices=view.prices,
        fade=view.fade,
        shown=proposals.shown(conn),
        most=CARDS + SPARE,
    )
    standing = (one for one in found if one.mentor not in apart)
    free = islice((one for one in standing if acts.has_seat(ledger, one.mentor)), CARDS)
    rows = [
        NewProposal(
            mentee.id,
            one.mentor,
            rank,
            one.units,
            explanations(mentee, view.pool.mentor[one.mentor], view.table, ledger.now),
            view.table.version,
        )
        for rank, one in enumerate(free, 1)
    ]
    made = proposals.add(conn, rows, ledger.now)
    return [
        card_of(ledger, one, row.mentor_id, row.explanation)
        for one, row in zip(made, rows, strict=True)
    ]


def card_of(
    ledger: Ledger, proposal_id: int, mentor_id: int, explanation: Mapping[str, Any]
) -> dict[str, str]:
    """One card: the proposal, the mentor's first name, and the parts to show."""
    mentor = ledger.member(mentor_id)
    why = msgspec.convert(explanation["mentee"], list[Part])
    parts = [person_card("proposal-card", mentor), *_lines(why)]
    return {"id": str(proposal_id), "name": first_name(mentor), "parts": encode(parts)}


def explanations(
    mentee: "Mentee", mentor: "Mentor", table: "Table", now: int
) -> dict[str, list[Part]]:
    """Why these two, for each side, as parts in codes."""
    from core.matching.explain import explain  # noqa: PLC0415 - see above

    return {
        "mentee": _said(explain(mentee, mentor, table, now=now, reader="mentee")),
        "mentor": _said(explain(mentee, mentor, table, now=now, reader="mentor")),
    }


def _said(one: "Explanation") -> list[Part]:
    gap = [one.gap] if one.gap is not None else []
    return [*one.reasons, *gap, one.logistics]


def _lines(parts: Sequence[Part]) -> list[Part]:
    return [msgspec.structs.replace(part, tight=True) for part in parts]


def waiting(view: View, mentee: "Mentee") -> dict[str, str]:
    """The honest place, the changes that would open most, and what can be done meanwhile."""
    from core.matching.counterfactual import say, what_helps  # noqa: PLC0415 - see above
    from core.matching.waiting import flash_for, peers_for, place_of  # noqa: PLC0415 - as above

    pool, table, queue, mentors = view.pool, view.table, view.queue, view.mentors
    why = "crowded" if mentors.count(mentee) else "nobody"
    parts = [Part(f"matching-unmatched.{why}"), place_of(mentee, queue, now=pool.now).part]
    helps = what_helps(mentee, mentors, now=pool.now)
    parts += _lines([say(change, "mentee") for change in helps])
    facts: dict[str, str] = {}
    for name, offer in (
        ("flash", flash_for(mentee, view.lenders, pool, table)),
        ("trio", peers_for(mentee, queue, pool, table)),
    ):
        if offer is not None:
            parts.append(offer.part)
            facts[name] = "yes"
    return {**facts, "parts": encode(parts)}


def _asking(ledger: Ledger, mentee_id: int) -> bool:
    found = proposals.of(ledger.conn, mentee=mentee_id, states=ASKING)
    return any(one.mentee_id == mentee_id for one in found)
