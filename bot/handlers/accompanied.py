"""What is true of a pair when its words are said: facts for the one who reads them, as text."""

from collections.abc import Iterable, Mapping

from bot.flows import agreement as asked
from bot.flows.meetings import CHANGES, STARTS
from bot.handlers import promised, relays, sayings
from bot.handlers.bookings import booked, clashes
from bot.handlers.ledger import Ledger
from bot.handlers.person_card import person_card
from bot.handlers.sayings import OUTLIVING, Said
from core.conversation.message import Part
from core.conversation.passing import PLACES
from core.conversation.run import ABOUT
from core.conversation.timing import label_of, moment_of
from core.duration import DAY
from core.mentoring import agreement
from core.mentoring.availability import common_times, overlap
from core.mentoring.meeting import SEEKING, answer_by, begins, soonest, untold
from core.mentoring.member import NOBODY, Member, first_name
from core.mentoring.mentorship import DONE
from core.mentoring.pair import BEGINNING, LIVE, Pair
from core.mentoring.relay import shares_contact
from core.mentoring.side import SIDES, Side, other
from storage import mentorships, results, timers
from storage.codec import encode
from storage.lines import load as line_of
from storage.mentorships import Mentorship
from storage.timers import Due

Facts = Mapping[str, str]

LAST = frozenset({"ended", "concluded", "completed", "terminated"})
"""The last words of a pair."""

PROMISED = frozenset({"pledge", "pledge_recalled"})
"""What is said of a promise."""

CERTIFICATE = "certificate"
"""The wish that is about a pair that was brought to its end."""

MEETING = "meeting"
"""The wish that is answered for all pairs at once, where none of them is named."""

STORY = "story"
"""The wish to look at one's consent to a publication, which outlives every pair."""

ASKED = ("times", "times_offered", "time_typed")
"""The questions that a time answers."""


def pair(ledger: Ledger, due: Due) -> Facts | None:
    """What a mentorship tells or asks one of the two, as far as it is still true."""
    one = mentorships.load(ledger.conn, int(due.facts["mentorship"]))
    side = one.side_of(due.person_id) if one is not None else None
    if one is None or side is None:
        return None
    lines = sayings.read(due.facts["said"])
    if one.forgotten:
        return _farewell(ledger, one, side, lines)
    now = one.pair
    said = [
        line
        for line in sayings.standing(now, side, lines)
        if not (line.key in sayings.RECALLS and _still_to_come(ledger, due, line))
    ]
    if any(line.how == "ask" for line in said):
        again = _asked_next(ledger, due, now, side)
        said = [line for line in said if line.how != "ask" or line.key not in again]
    if any(line.key in PROMISED for line in said) and not promised.made(ledger, due.person_id):
        said = [line for line in said if line.key != "pledge_recalled"]
        free = "yes"
    else:
        free = ""
    if not said:
        return None
    facts = {**_facts(ledger, one, now, side), "said": encode(said), "free": free}
    if any(line.key == "time_unanswered" for line in said):
        facts |= _still_open(ledger, one, now, facts["zone"])
    if any(line.key == "pledge" for line in said) and promised.may_defer(ledger, due.person_id):
        facts["may_defer"] = "yes"
    return facts


def _still_to_come(ledger: Ledger, due: Due, recall: Said) -> bool:
    """Whether a question to be recalled has yet to be asked: it waits for a day with room for it."""
    return any(
        line.how == "ask" and line.key == recall.facts["question"]
        for state, one in timers.said(ledger.conn, due.person_id, ("pair",), ledger.now)
        if state == "waiting" and one.facts["mentorship"] == due.facts["mentorship"]
        for line in sayings.read(one.facts["said"])
    )


def _asked_next(ledger: Ledger, due: Due, now: Pair, side: Side) -> frozenset[str]:
    """The questions that a later timer asks at this same moment, when both waited for the day."""
    return frozenset(
        line.key
        for state, one in timers.said(ledger.conn, due.person_id, ("pair",), due.due_at - 1)
        if state == "waiting" and one.id > due.id and one.due_at <= ledger.now
        if one.facts["mentorship"] == due.facts["mentorship"]
        for line in sayings.standing(now, side, sayings.read(one.facts["said"]))
        if line.how == "ask"
    )


def _farewell(ledger: Ledger, one: Mentorship, side: Side, lines: Iterable[Said]) -> Facts | None:
    """The last words to whoever stays when the other was erased; their name is gone with them."""
    said = [line for line in lines if line.key in OUTLIVING | LAST or line.how == "withdraw"]
    mine = ledger.member(one.person_of(side) or 0)
    if not any(line.how != "withdraw" for line in said):
        return None
    zone = mine.timezone if mine else ""
    facts = {ABOUT: str(one.id), "side": side, "name": NOBODY, "zone": zone}
    return {**facts, "said": encode(said)}


def partner(ledger: Ledger, due: Due) -> Facts | None:
    """What somebody wants to know or do about their pair; with several, whom they mean first.

    A time that they have named already is the first to choose from.
    """
    wish, chosen, named = (*due.kind.partition(":")[2].split("."), "", "")[:3]
    found = [
        (one, side)
        for one in mentorships.of(ledger.conn, due.person_id, live=wish not in (CERTIFICATE, STORY))
        if (side := one.side_of(due.person_id)) is not None and not one.forgotten
        if not chosen or str(one.id) == chosen
        if wish != CERTIFICATE or one.state in DONE
        if wish != STORY or results.consented(ledger.conn, one.id, side)
    ]
    if wish in CHANGES:  # those are meant with whom there is a meeting to change
        found = [one for one in found if _upcoming(one[0].pair, ledger.now)] or found
    if not found:
        paired = wish == CERTIFICATE and mentorships.of(ledger.conn, due.person_id)
        return {"wish": wish, **({"paired": "yes"} if paired else {})}
    if len(found) > 1 and wish == MEETING:
        said = (*bearings(ledger, due.person_id), Part("appointment-several"))
        return {"wish": wish, "parts": encode(said)}
    if len(found) > 1:
        facts = {"wish": wish}
        for place, (one, side) in zip(PLACES, found, strict=False):
            facts |= {place: first_name(_partner(ledger, one, side)), f"id_{place}": str(one.id)}
        return facts
    one, side = found[0]
    now = one.pair
    facts = {**_facts(ledger, one, now, side, menu=True), "wish": wish}
    facts["address"] = relays.own_number(ledger.conn, due.person_id)
    if named:
        facts |= _foremost(ledger, now, int(named), facts)
    if wish == CERTIFICATE:
        mine = ledger.member(due.person_id)
        facts |= {"own": mine.name if mine else "", "meetings": str(now.meetings_held)}
        facts |= {"months": _months(now), "ended": f"day:{now.ended_at}@{facts['zone']}"}
    return facts


def bearings(ledger: Ledger, person_id: int) -> list[Part]:
    """Where somebody's pairs stand: how often each has met, and when it meets next."""
    return [
        part
        for one in mentorships.of(ledger.conn, person_id)
        if (side := one.side_of(person_id)) is not None and not one.forgotten
        for part in _bearings(ledger, one, side)
    ]


def _bearings(ledger: Ledger, one: Mentorship, side: Side) -> Iterable[Part]:
    now, name = one.pair, first_name(_partner(ledger, one, side))
    mine = ledger.member(one.person_of(side) or 0)
    facts = _meeting(ledger, one, now, side, mine.timezone if mine else "")
    yield Part("waiting-matched", {"name": name})
    if now.state in BEGINNING:
        return  # they agree on how to work first, and that is asked of them
    yield Part("waiting-met", {"meetings": now.meetings_held}, tight=True)
    if facts.get("start"):
        labels = {"start": (facts["start"],)}
        yield Part("appointment-when", {"name": name}, labels, tight=True)
    elif now.state in LIVE and not facts.get("asked"):
        key = "waiting" if facts.get("waiting") else "none"
        yield Part(f"appointment-{key}", {"name": name}, tight=True)


def _months(now: Pair) -> str:
    """How long it lasted, in whole months, at least one."""
    return str(max(1, round((now.ended_at - now.active_at) / (30 * DAY))))


def _partner(ledger: Ledger, one: Mentorship, side: Side) -> Member | None:
    person = one.person_of(other(side))
    return ledger.member(person) if person is not None else None


def _facts(
    ledger: Ledger, one: Mentorship, now: Pair, side: Side, *, menu: bool = False
) -> dict[str, str]:
    """All that words and flows about a pair may want, in the eyes of one side.

    `menu` says that somebody asked, who may want to propose a time.
    """
    mine = ledger.member(one.person_of(side) or 0)
    theirs = _partner(ledger, one, side)
    zone = mine.timezone if mine else ""
    card = person_card("request-card" if side == "mentor" else "proposal-card", theirs)
    return {
        ABOUT: str(one.id),
        "side": side,
        "name": first_name(theirs),
        "zone": zone,
        "request": str(one.proposal_id or ""),
        "state": now.state,
        "card": encode([card] if theirs is not None else []),
        **asked.facts_for(" ".join(_common(mine, theirs, side))),
        **_terms(now, side),
        **_exchanged(ledger, one, now),
        **_meeting(ledger, one, now, side, zone),
        **(_suggested(ledger, one, now, zone) if menu else {}),
        **dict.fromkeys(_items(now), "yes"),
    }


def _common(mine: Member | None, theirs: Member | None, side: Side) -> Iterable[str]:
    """Languages that both speak, in the mentee's order: the same for both sides."""
    mentor, mentee = (mine, theirs) if side == "mentor" else (theirs, mine)
    spoken = mentor.languages if mentor else ()
    return (one for one in (mentee.languages if mentee else ()) if one in spoken)


def _terms(now: Pair, side: Side) -> dict[str, str]:
    """What both signed, or what keeps them from it."""
    signed = agreement.settled(now.agreement)
    if signed is not None:
        kept = ("purpose", "rhythm", "months", "channel", "language")
        return {"agreed": " ".join(f"{name}={getattr(signed, name)}" for name in kept)}
    if now.seat(side).asked("agreement"):
        return {"open": "agreement"}
    theirs = now.agreement.of(other(side))
    if theirs is not None and now.seat(side).asked("agreement_terms"):
        terms = {f"{name}_theirs": str(getattr(theirs, name)) for name in asked.TERMS_NAMED}
        return {"open": "agreement_terms", **terms}
    if now.agreement.middle is not None:
        return agreement.halfway(now.agreement)
    found = agreement.differences(now.agreement)
    facts = {"choices": ",".join(one.choice for one in found)} if found else {}
    for one in found:
        facts[f"{one.choice}_yours"] = getattr(one, side)
        facts[f"{one.choice}_theirs"] = getattr(one, other(side))
    return facts


def _exchanged(ledger: Ledger, one: Mentorship, now: Pair) -> dict[str, str]:
    """Whether the two who talk by telephone have each other's contact details."""
    signed = agreement.settled(now.agreement)
    if signed is None or signed.channel != "call" or now.meeting is None:
        return {}
    line = line_of(ledger.conn, one.id).line
    return {"exchanged": "yes"} if shares_contact(line) else {}


def _meeting(ledger: Ledger, one: Mentorship, now: Pair, side: Side, zone: str) -> dict[str, str]:
    """The next meeting as this side sees it, and times that could still be proposed."""
    meeting, at = now.meeting, ledger.now
    live = now.state in LIVE
    if not (live or now.state == "closing"):
        return {}
    facts = {"first": "0" if now.meetings_held else "1"}
    if meeting is not None and untold(meeting, side, at):
        facts["begun"] = label_of(begins(meeting), zone)
    fixed = meeting is not None and not meeting.settled_at and begins(meeting) > at
    if meeting is not None and fixed:
        number, sequence, start = meeting.number, meeting.sequence, begins(meeting)
        facts |= {"start": label_of(start, zone), "cancel_meeting": "yes"}
        facts["calendar_file"] = f"calendar:{now.id}:{number}:{sequence}:{start}:PUBLISH"
    if not live:
        return facts
    facts["reschedule" if fixed else "propose"] = "yes"
    key = next((one for one in ASKED if now.seat(side).asked(one)), "")
    if meeting is not None and key:
        table = meeting.fine(other(side)) if key == "times_offered" else meeting.offered
        soon, taken = soonest(meeting, at), booked(ledger, one)
        left = [start for start in table if start >= soon and not clashes((start,), taken)]
        weeks = (now.mentor.week, now.mentee.week)
        lapsed = bool(table) and not left
        if lapsed:  # what was on the table is past or taken: others, to be proposed to the partner
            besides = (*taken, *meeting.refused, *meeting.offered)
            left = list(common_times(*weeks, at, besides=besides).starts)
        facts |= {"asked": key, "stated": str(overlap(*weeks, left)), "picked": ""}
        facts["lapsed"] = "yes" if lapsed else ""
        suits = [start for start in left if key == "times" and start in meeting.fine(other(side))]
        if suits:  # what suits the partner comes first
            left = [*suits, *(start for start in left if start not in suits)]
            facts["picked"] = label_of(suits[0], zone)
        return {**facts, **_starts(left, zone)}
    if meeting is not None and meeting.state in SEEKING and not meeting.settled_at:
        facts["waiting"] = "yes"
    return facts


def _upcoming(now: Pair, at: int) -> bool:
    """Whether a meeting is fixed and has yet to begin, or a time for one is being sought."""
    meeting = now.meeting
    if meeting is None or meeting.settled_at:
        return False
    return meeting.state in SEEKING or begins(meeting) > at


def _suggested(ledger: Ledger, one: Mentorship, now: Pair, zone: str) -> dict[str, str]:
    """Times that could be proposed, where none is asked about."""
    if now.state not in LIVE or any(now.seat(side).asked(key) for key in ASKED for side in SIDES):
        return {}
    fixed = begins(now.meeting) if now.meeting is not None else 0
    besides = (*booked(ledger, one), fixed)
    times = common_times(now.mentor.week, now.mentee.week, ledger.now, besides=besides)
    return _starts(times.starts, zone)


def _still_open(ledger: Ledger, one: Mentorship, now: Pair, zone: str) -> dict[str, str]:
    """Times that can still be proposed to a partner who has not answered: what they are asked about."""
    if now.meeting is None:
        return {}
    taken, sought = booked(ledger, one), now.meeting
    table = (start for start in sought.offered if answer_by(sought, start) > ledger.now)
    return _starts((start for start in table if not clashes((start,), taken)), zone)


def _foremost(ledger: Ledger, now: Pair, named: int, facts: Facts) -> dict[str, str]:
    """The times to choose from with the one that was named in front, unless it is the one that stands."""
    fixed = begins(now.meeting) if now.meeting is not None else 0
    if named <= ledger.now or named == fixed:
        return {}
    others = (moment_of(facts[name]) for name in STARTS if name in facts)
    return _starts(dict.fromkeys((named, *others)), facts["zone"])


def _starts(starts: Iterable[int], zone: str) -> dict[str, str]:
    return {name: label_of(one, zone) for name, one in zip(STARTS, starts, strict=False)}


def _items(now: Pair) -> Iterable[str]:
    """What the partner menu offers in this state."""
    if now.state != "paused":
        yield from ("write", "contact")
    yield from ("agreement", "tips", "part")
    if now.state in (*LIVE, "closing"):
        yield from ("meeting", "progress")
        if not now.extended:
            yield "extension"
    if now.state in LIVE:
        yield from ("cadence", "finish")
    if now.state in (*LIVE, *BEGINNING):
        yield "pair_pause"
    if now.state == "paused" and now.paused_until:
        yield "resume_pair"
