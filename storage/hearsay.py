"""What others were told of somebody: the name and the words that stand in messages to partners."""

import re
from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, or_, select, update

from core.conversation.agenda import closed, passages
from core.conversation.run import Run
from core.conversation.whose import told_of
from core.mentoring.member import NOBODY, first_name
from core.mentoring.relay import as_written
from storage import goals, members, mentorships, people
from storage.codec import decode, decode_message, decode_talk, encode, encode_talk
from storage.schema import mentorship, outbox, person, proposal

OVER = frozenset({"accepted", "failed", "cancelled"})
"""States in which a message is kept for its history only, or for somebody who quotes it."""

_run = msgspec.json.Decoder(Run)

_CODE = re.compile(r"[a-z_]+|[0-9]+")
"""How our own facts are written ("yes", "active", "1"), of which every question carries a dozen."""


def forget(conn: Connection, person_id: int, now: int) -> None:
    """Empty the messages that named somebody to their partners, or said their words; of those that
    wait, what has their words is not sent any more, and the rest goes on without the name; so does
    what a partner is asked about their pair. Call before the pairs forget the person.
    """
    name = first_name(members.load(conn, person_id))
    words = {form for fact, one in _words(conn, person_id) if one for form in _as_told(fact, one)}
    for reader in sorted(_readers(conn, person_id)):
        partners = _partners(conn, reader)
        pairs = {pair for pair, one in partners.items() if one == person_id}
        _forget_passages(conn, reader, pairs, name, words, now)
        mine = (outbox.c.person_id == reader, outbox.c.body != "", outbox.c.state != "sending")
        told = (
            select(outbox.c.id, outbox.c.state, outbox.c.body)
            .where(*mine)
            .order_by(outbox.c.id)
            .with_for_update()  # what is changed is what stands there, and a sender may let it go
        )
        for row in conn.execute(told).all():
            said = any(one in row.body for one in words)
            named = name != NOBODY and encode(name) in row.body
            change = {"body": ""}
            if said and row.state not in OVER:
                change |= {"state": "cancelled", "error": "erased"}
            elif not said and not (named and _meant(conn, row.body, person_id, name, partners)):
                continue
            elif row.state not in OVER:
                change = {"body": _unnamed(row.body, name)}
            conn.execute(update(outbox).where(outbox.c.id == row.id).values(**change))


def _partners(conn: Connection, reader: int) -> dict[int, int]:
    """The other one in each pair that somebody is or was part of, by the pair."""
    pairs = mentorships.of(conn, reader, live=False)
    return {pair.id: one for pair in pairs for one in pair.people if one != reader}


def _meant(
    conn: Connection, body: str, person_id: int, name: str, partners: Mapping[int, int]
) -> bool:
    """Whether a message with somebody's first name means this person.

    It knows its pairs: where this person is in none of them, a namesake who is in one is meant.
    """
    told = {partners[pair] for pair in decode_message(body).pairs if pair in partners}
    return person_id in told or all(first_name(members.load(conn, one)) != name for one in told)


def _unnamed(body: str, name: str) -> str:
    """A message that waits, as it would be made now that nobody knows the name."""
    fact = '"name":' if _CODE.fullmatch(name) else ""
    return body.replace(f"{fact}{encode(name)}", f"{fact}{encode(NOBODY)}")


def _forget_passages(  # noqa: PLR0917 - one place calls it, in this order
    conn: Connection, reader: int, pairs: set[int], name: str, words: set[str], now: int
) -> None:
    """Close what a partner is or waits to be asked in somebody's words; the rest is asked without
    their name.
    """
    row = conn.execute(
        select(person.c.talk, person.c.version, person.c.wake_at).where(person.c.id == reader)
    ).first()
    if row is None:
        return
    talk = decode_talk(row.talk)
    theirs = [run for run in passages(talk) if pairs & {*told_of(run.facts)}]
    if not theirs:
        return
    said = {run.id for run in theirs if any(one in encode(run) for one in words)}
    kept = closed(talk, lambda run: run.id in said)
    unnamed = {run.id: _nameless(run, name) for run in theirs}
    run = unnamed.get(kept.run.id, kept.run) if kept.run is not None else None
    waiting = tuple(unnamed.get(one.id, one) for one in kept.agenda)
    kept = replace(kept, run=run, agenda=waiting)
    people.save_talks(conn, [(reader, encode_talk(kept), row.version, row.wake_at)], now)


def _nameless(run: Run, name: str) -> Run:
    """A passage about somebody's pair, as it would be begun now that nobody knows their name."""
    return _run.decode(_unnamed(encode(run), name))


def _readers(conn: Connection, person_id: int) -> set[int]:
    """Everybody who was ever proposed to this person, or the other way round, or became a pair."""
    found: set[int] = set()
    for table in (mentorship, proposal):
        sides = conn.execute(
            select(table.c.mentee_id, table.c.mentor_id).where(
                or_(table.c.mentee_id == person_id, table.c.mentor_id == person_id)
            )
        )
        found |= {one for row in sides for one in row if one is not None}
    return found - {person_id}


def _words(conn: Connection, person_id: int) -> Iterator[tuple[str, str]]:
    """What this person wrote that a partner may have read, as it was written, and the fact of a
    message that it is; "" where nothing was.
    """
    pairs = select(mentorship.c.id, mentorship.c.mentee_id).where(
        or_(mentorship.c.mentee_id == person_id, mentorship.c.mentor_id == person_id)
    )
    for pair in conn.execute(pairs).all():
        side = "mentee" if pair.mentee_id == person_id else "mentor"
        for kept in goals.of(conn, pair.id):
            if kept.proposed_by == side:
                yield from (("statement", kept.goal.statement), ("vision", kept.goal.vision))
            yield from (("next", one.label) for one in kept.goal.milestones if side == "mentee")
    asked = select(proposal).where(
        or_(proposal.c.mentee_id == person_id, proposal.c.mentor_id == person_id)
    )
    for row in conn.execute(asked).all():
        if row.mentee_id == person_id:
            yield from zip(("project", "need", "first"), decode(row.introduction), strict=False)
            yield "answer", row.answer
        else:
            yield "question", row.question


def _as_told(fact: str, words: str) -> Iterator[str]:
    """How words may stand in the body of a message: as they were written or behind bars, a goal also
    behind its number; a word that could be a fact of ours as its own fact only.
    """
    for form in (words, as_written(words)):
        value = encode(form)
        yield f'"{fact}":{value}' if _CODE.fullmatch(form) else f":{value}"
        if fact == "statement":
            yield f". {value[1:]}"
