"""Books in which one thing is wrong about two who work together, to see whether the checker notices."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import TypeVar

from tests.crash import between, owed
from tests.crash.evidence import AGAIN, TEAM, Books, Delivery, Evidence, Row

Found = TypeVar("Found")

LATER = 1_000_000
"""A number after all that there are."""

Lie = Callable[[Evidence], Evidence]


def words_were_lost(evidence: Evidence) -> Evidence:
    """A message for the partner was acknowledged and is not kept."""
    books = deepcopy(evidence.books)
    books.relayed.pop()
    return replace(evidence, books=books)


def words_were_kept_twice(evidence: Evidence) -> Evidence:
    """One message became two."""
    books = deepcopy(evidence.books)
    books.relayed.append({**books.relayed[0], "id": LATER})
    return replace(evidence, books=books)


def words_stayed_on_the_way(evidence: Evidence) -> Evidence:
    """Nobody closed what had left."""
    books = deepcopy(evidence.books)
    _delivered(books)[0]["state"] = "owed"
    return replace(evidence, books=books)


def half_a_thought_arrived(evidence: Evidence) -> Evidence:
    """The last of several bubbles is missing from what the partner read."""
    last = _longest(evidence)[-1]["text"]
    told = [replace(one, words=one.words.replace(last, "")) for one in evidence.deliveries]
    return replace(evidence, deliveries=told)


def words_came_again_as_if_new(evidence: Evidence) -> Evidence:
    """After an unknown outcome, and nothing says that they may be there already."""
    return _repeated(evidence, 1, lambda words: words)


def words_came_a_third_time(evidence: Evidence) -> Evidence:
    """Two unknown outcomes, after which they were said again, and said so."""
    return _repeated(evidence, 2, lambda words: AGAIN + words)


def a_refusal_was_kept_quiet(evidence: Evidence) -> Evidence:
    """Words did not pass, and their sender thinks they did."""
    books = deepcopy(evidence.books)
    key = _delivered(books)[0]["key"]
    for row in books.relayed:
        if row["key"] == key:
            row.update(state="refused", reason="unsure", text="")
    return replace(evidence, books=books)


def a_stranger_read_them(evidence: Evidence) -> Evidence:
    """What was for the partner reached somebody else as well."""
    _, shown = _shown(evidence)
    stray = replace(shown, number=LATER, to="whatsapp:+212600000000", provider_id="stray")
    return replace(evidence, deliveries=[*evidence.deliveries, stray])


def the_second_thought_came_first(evidence: Evidence) -> Evidence:
    """Two messages of one sender changed places on the way."""
    books = deepcopy(evidence.books)
    for row in books.outbox:
        row["unknowns"] = 0
    first, second = _two(evidence)
    # One whose outcome was unknown may have come after the other in truth.
    early, late = sorted((first[0].number, second[0].number))
    places = {id(first[0]): late, id(second[0]): early}
    copies = {id(one) for one in (*first[1:], *second[1:])}
    told = [
        replace(one, number=places.get(id(one), one.number))
        for one in evidence.deliveries
        if id(one) not in copies
    ]
    return replace(evidence, books=books, deliveries=told)


def the_clock_spoke_twice(evidence: Evidence) -> Evidence:
    """One timer of the pair had its effect two times."""
    books = deepcopy(evidence.books)
    spoke = next(row for row in books.event if row["rule"] == "due:pair")
    books.event += [{**spoke, "id": LATER + n} for n in range(100)]
    return replace(evidence, books=books)


def an_event_was_saved_twice(evidence: Evidence) -> Evidence:
    """The pair has been through more than its members did."""
    books = deepcopy(evidence.books)
    books.mentorship[0]["version"] += 1
    return replace(evidence, books=books)


def a_change_was_not_told(evidence: Evidence) -> Evidence:
    """The pair is in a state that no event led to."""
    books = deepcopy(evidence.books)
    books.mentorship[0]["state"] = "contracting"
    return replace(evidence, books=books)


def a_reminder_was_not_said(evidence: Evidence) -> Evidence:
    """It fell due, and nothing came of it."""
    books = deepcopy(evidence.books)
    books.outbox.remove(_due(evidence, books))
    return replace(evidence, books=books)


def a_reminder_was_said_twice(evidence: Evidence) -> Evidence:
    """It fell due once, and there are two messages."""
    books = deepcopy(evidence.books)
    books.outbox.append({**_due(evidence, books), "id": LATER, "key": "again"})
    return replace(evidence, books=books)


def a_timer_fired_early(evidence: Evidence) -> Evidence:
    """By a clock that was ahead."""
    books = deepcopy(evidence.books)
    row = [row for row in books.timer if row["state"] == "fired"][-1]
    row["due_at"] = row["fired_at"] + 1
    return replace(evidence, books=books)


def an_answer_was_lost(evidence: Evidence) -> Evidence:
    """Somebody confided something, and nobody will know."""
    books = deepcopy(evidence.books)
    books.confidence.pop()
    return replace(evidence, books=books)


def an_answer_counts_twice(evidence: Evidence) -> Evidence:
    """One check-in, two ratings."""
    books = deepcopy(evidence.books)
    books.confidence.append({**books.confidence[-1], "id": LATER})
    return replace(evidence, books=books)


def a_call_was_forgotten(evidence: Evidence) -> Evidence:
    """Somebody asked for a human, and it is on no list."""
    books = deepcopy(evidence.books)
    books.alert.remove(_call(evidence, books, "open"))
    return replace(evidence, books=books)


def a_call_came_back(evidence: Evidence) -> Evidence:
    """The team had seen to it."""
    books = deepcopy(evidence.books)
    _call(evidence, books, "closed")["state"] = "open"
    return replace(evidence, books=books)


def the_team_was_not_told(evidence: Evidence) -> Evidence:
    """A call is on the list, and nobody looks at the list."""
    books = deepcopy(evidence.books)
    about = _call(evidence, books, "open")["person_id"]
    for row in books.outbox:
        if row["key"].endswith(":alert:human") and owed.about(row) == about:
            row["to_address"] = "nobody"
    return replace(evidence, books=books)


def the_team_heard_nothing(evidence: Evidence) -> Evidence:
    """Words about a voice note, and no voice note."""
    told = [one for one in evidence.deliveries if not (one.spoken and one.to == TEAM)]
    if len(told) == len(evidence.deliveries):
        raise LookupError("nobody spoke to the team")
    return replace(evidence, deliveries=told)


def a_stranger_heard_it(evidence: Evidence) -> Evidence:
    """What was passed on to the partner was sent to somebody else as well."""
    note = _first(one for one in evidence.deliveries if one.spoken and one.to != TEAM)
    stray = replace(note, number=LATER, to="whatsapp:+212600000000", provider_id="stray")
    return replace(evidence, deliveries=[*evidence.deliveries, stray])


LIES: Mapping[Lie, str] = {
    words_were_lost: "passed",
    words_were_kept_twice: "passed",
    words_stayed_on_the_way: "reached",
    half_a_thought_arrived: "reached",
    words_came_again_as_if_new: "reached",
    words_came_a_third_time: "reached",
    a_refusal_was_kept_quiet: "reached",
    a_stranger_read_them: "only_them",
    the_second_thought_came_first: "in_their_order",
    the_clock_spoke_twice: "fired_once",
    an_event_was_saved_twice: "pair_kept",
    a_change_was_not_told: "pair_kept",
    a_reminder_was_not_said: "told",
    a_reminder_was_said_twice: "told",
    a_timer_fired_early: "punctual",
    an_answer_was_lost: "confided",
    an_answer_counts_twice: "confided",
    a_call_was_forgotten: "called",
    a_call_came_back: "called",
    the_team_was_not_told: "called",
    the_team_heard_nothing: "heard",
    a_stranger_heard_it: "only_them",
}
"""Each with the claim that stands against it."""


def blind_to(evidence: Evidence) -> list[str]:
    """The lies about these books that the claim against them does not see.

    What these books leave no room for is not told: two things of one sender may not both have come.
    """
    claims = {claim.__name__: claim for claim in (*between.CLAIMS, *owed.CLAIMS)}
    found = []
    for lie, claim in LIES.items():
        try:
            told = lie(evidence)
        except LookupError:
            continue
        if not any(claims[claim](told)):
            found.append(lie.__name__)
    return found


def _due(evidence: Evidence, books: Books) -> Row:
    """A message that told one of the two what fell due. Raises LookupError."""
    due = {one.address: one.told.keys() for one in evidence.expected if one.told}
    return _first(
        row for row in books.outbox if owed.keys_of(row) & due.get(row["to_address"], set())
    )


def _call(evidence: Evidence, books: Books, state: str) -> Row:
    """A call of one of the two for a human. Raises LookupError."""
    callers = {one.address for one in evidence.expected if one.called}
    persons = {row["person_id"] for row in books.address if row["address"] in callers}
    return _first(
        row
        for row in books.alert
        if row["kind"] == "human" and row["person_id"] in persons and row["state"] == state
    )


def _first(found: Iterator[Found]) -> Found:
    """The first of some things. Raises LookupError."""
    for one in found:
        return one
    raise LookupError("these books have none")


def _delivered(books: Books) -> list[Row]:
    return [row for row in books.relayed if row["state"] == "delivered"]


def _carrying(evidence: Evidence) -> Iterator[tuple[int, Row]]:
    """Messages that carried words which arrived, in the order in which these were said: who said
    them, and the outbox row.
    """
    carrying = {row["key"]: row for row in evidence.books.outbox if row["id"] in evidence.rows}
    keys = {row["key"]: row["sender_id"] for row in _delivered(evidence.books)}
    for key, sender in keys.items():
        if key in carrying:
            yield sender, carrying[key]


def _shown(evidence: Evidence) -> tuple[Row, Delivery]:
    """A message that carried words to the partner, and how it left first."""
    _, row = next(_carrying(evidence))
    return row, evidence.rows[row["id"]][0]


def _longest(evidence: Evidence) -> list[Row]:
    """The pieces of the thought that came in most of them."""
    found: dict[str, list[Row]] = {}
    for row in _delivered(evidence.books):
        found.setdefault(row["key"], []).append(row)
    return max(found.values(), key=len)


def _two(evidence: Evidence) -> tuple[Sequence[Delivery], Sequence[Delivery]]:
    """How two thoughts of one sender left. Raises LookupError."""
    left: dict[int, Sequence[Delivery]] = {}
    for sender, row in _carrying(evidence):
        shown = evidence.rows[row["id"]]
        if sender in left:
            return left[sender], shown
        left[sender] = shown
    raise LookupError("nobody told their partner two things")


def _repeated(evidence: Evidence, times: int, frame: Callable[[str], str]) -> Evidence:
    """Words that left once more for each unknown outcome."""
    books = deepcopy(evidence.books)
    carried, shown = _shown(evidence)
    for row in books.outbox:
        row["unknowns"] = times if row["id"] == carried["id"] else row["unknowns"]
    for n in range(times):
        sent = {"outbox_id": carried["id"], "to_address": shown.to, "channel": shown.channel}
        books.delivery.append({**books.delivery[0], **sent, "provider_id": f"again{n}"})
    copies = [
        replace(shown, number=LATER + n, words=frame(shown.bare), provider_id=f"again{n}")
        for n in range(times)
    ]
    return replace(evidence, books=books, deliveries=[*evidence.deliveries, *copies])
