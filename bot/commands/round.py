"""`mem round`: draft a round, look at it, change it, release it or undo it."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from bot.commands.mistakes import Mistake
from bot.commands.opened import acting, desk_of, reading, writing
from bot.commands.trace import login
from bot.handlers import proposals as acts
from bot.handlers import search
from bot.handlers.ledger import Ledger
from bot.settings import load_settings, wall_clock
from bot.words.catalogue import say
from bot.words.rendering import told
from core.matching.proposal import State
from core.matching.weights import SCALE, Table, UnusableTable, load, standard
from storage import events, proposals, rounds, timers
from storage import pool as pools
from storage.codec import encode
from storage.database import Database
from storage.proposals import NewProposal, Proposal

if TYPE_CHECKING:
    from core.matching.pool import Pool
    from core.matching.round import Round

DRAFTED: frozenset[State] = frozenset({"drafted", "held"})
BAR = 30
"""Characters of the progress bar."""


def run(arguments: argparse.Namespace) -> int:
    """Do what one of the options says; without one, draft a round and keep it."""
    if arguments.release is not None:
        return _on_draft(arguments.release, _release)
    if arguments.undo is not None:
        return _on_draft(arguments.undo, _undo)
    if arguments.hold is not None:
        return _on_proposal(arguments.hold, "hold", _hold)
    if arguments.unhold is not None:
        return _on_proposal(arguments.unhold, "unhold", _unhold)
    if arguments.amend is not None:
        proposal_id, mentor_id = arguments.amend
        return _on_proposal(proposal_id, "amend", _amending(mentor_id))
    table = _table(arguments.weights)
    if arguments.dry_run:
        with reading(load_settings()) as database:
            made, pool = _make(database, table, arguments)
        _tell(made, pool, table)
        return 0
    with writing(load_settings()) as database:
        made, pool = _make(database, table, arguments)
        number = _keep(database, made, pool, table)
    _tell(made, pool, table)
    print(f"\nround {number} is a draft: mem round --release {number}, or --undo {number}")
    return 0


# -- drafting --------------------------------------------------------------------------------------


def _table(path: str) -> Table:
    try:
        return load(Path(path).read_text("utf-8")) if path else standard()
    except UnusableTable as error:
        raise Mistake(f"{path}: {error}") from None


def _make(
    database: Database, table: Table, arguments: argparse.Namespace
) -> tuple["Round", "Pool"]:
    """A round over everybody as they are now; nobody who already looks at cards gets others."""
    from core.matching.round import run_round  # noqa: PLC0415 - numpy is needed from here on

    with _progress(3) as step:
        step("reading everybody")
        with database.read() as conn:
            everybody = pools.load(conn, _now(), seed=arguments.seed)
            looking = proposals.looking(conn)
        mentees = tuple(one for one in everybody.mentees if one.id not in looking)
        pool = replace(everybody, mentees=mentees)
        step(f"matching {len(pool.mentees)} mentees and {len(pool.mentors)} mentors")
        made = run_round(pool, table, arguments.mode)
        step("done")
    return made, pool


def _keep(database: Database, made: "Round", pool: "Pool", table: Table) -> int:
    """Keep a draft with every card explained; its number."""
    summary = {
        "matched": len(made.matched),
        "unmatched": dict(Counter(why[0] for why in made.unmatched.values())),
        "share": round(made.certificate.share, 6),
        "digest": made.digest,
        "prices": {str(mentor): price for mentor, price in made.prices.items() if price > 0},
    }
    drafted: list[NewProposal] = []
    with _progress(len(made.proposals)) as step:
        for mentee_id, cards in made.proposals.items():
            for card in cards:
                mentee, mentor = pool.mentee[mentee_id], pool.mentor[card.mentor]
                why = search.explanations(mentee, mentor, table, pool.now)
                drafted.append(
                    NewProposal(
                        mentee_id, card.mentor, card.rank, card.units, why, made.version, "drafted"
                    )
                )
            step("explaining")
    with acting(database) as conn:
        now, former = _now(), rounds.latest(conn, "draft")
        if former is not None:
            raise Mistake(f"round {former.id} is still a draft: release or undo it first")
        number = rounds.draft(
            conn, now, mode=made.mode, table_version=made.version, seed=made.seed, summary=summary
        )
        proposals.add(conn, [replace(one, round_id=number) for one in drafted], now)
        _record(conn, "draft", now, [None], round=number)
    return number


# -- looking ---------------------------------------------------------------------------------------


def _tell(made: "Round", pool: "Pool", table: Table) -> None:
    """The round for a coordinator: who with whom and why, who not and why, and the figures."""
    for mentee_id, cards in made.proposals.items():
        print(f"mentee {mentee_id}")
        for card in cards:
            why = search.explanations(
                pool.mentee[mentee_id], pool.mentor[card.mentor], table, pool.now
            )["mentee"]
            reasons = " ".join(told(part, "fr") for part in why)
            print(f"  {card.rank}. mentor {card.mentor}: {card.units / SCALE:.1f}/100. {reasons}")
    if made.unmatched:
        print("\nwithout a proposal")
    for mentee_id, codes in made.unmatched.items():
        print(f"  mentee {mentee_id}: {' '.join(why_unmatched(code) for code in codes)}")
    if made.idle:
        print(f"\nmentors with a place whom nobody is proposed: {_some(made.idle)}")
    certificate, even = made.certificate, made.fairness
    print(f"\nmode {made.mode}, table {made.version}, seed {made.seed}, digest {made.digest[:16]}")
    print(f"matched {len(made.matched)} of {len(pool.mentees)}, seats {certificate.seats}")
    print(f"total {certificate.share:.4%} of what no assignment of these people can exceed")
    print(f"pairs who would both gain: {certificate.blocking[0]}, "
          f"by > 5 points {certificate.blocking[1]}, by > 10 points {certificate.blocking[2]}")  # fmt: skip
    print(
        f"exposure: Gini {even.gini:.2f}, most shown hundredth {even.top:.1%}, never shown {even.never}"
    )
    for rate in even.rates:
        print(f"  region {rate.region:02}: {rate.share:.2f} of the programme's rate")
    for region, missing in made.missing.items():
        print(f"  region {region}: {missing} people short of its floor")
    for rule in certificate.broken:
        print(f"BROKEN: {rule}")


def why_unmatched(code: str) -> str:
    """A reason in the coordinators' language."""
    kind = "unmatched" if code in {"nobody", "crowded"} else "rule"
    return say(f"matching-{kind}.{code}", "fr", {})


def _some(ids: Sequence[int]) -> str:
    shown = ", ".join(map(str, ids[:20]))
    return f"{shown} and {len(ids) - 20} more" if len(ids) > 20 else shown


# -- deciding --------------------------------------------------------------------------------------


def _on_draft(number: int, work: Callable[[Connection, int, int], str]) -> int:
    with writing(load_settings()) as database, acting(database) as conn:
        found = rounds.load(conn, number)
        if found is None or found.state != "draft":
            raise Mistake(f"round {number} is no draft")
        told = work(conn, number, _now())
    print(told)
    return 0


def _release(conn: Connection, number: int, now: int) -> str:
    """Show every drafted card to its mentee; who got a mentor or other cards since then is left."""
    shown: dict[int, int] = {}
    for one in proposals.of_round(conn, number):
        if one.state == "drafted" and one.mentee_id is not None and one.mentor_id is not None:
            proposals.change(conn, one.id, state="shown", shown_at=now)
            shown[one.mentee_id] = shown.get(one.mentee_id, 0) + 1
    soon = datetime.fromtimestamp(now / 1000, UTC) + timedelta(seconds=1)
    for mentee_id in shown:
        timers.set_timer(conn, mentee_id, f"cards:{number}", soon, facts={"round": str(number)})
    rounds.close(conn, number, "released", now)
    _record(conn, "release", now, [None, *shown], round=number)
    return f"round {number}: {sum(shown.values())} cards released to {len(shown)} mentees"


def _undo(conn: Connection, number: int, now: int) -> str:
    for one in proposals.of_round(conn, number):
        if one.state in DRAFTED:
            proposals.change(conn, one.id, state="withdrawn", settled_at=now)
    rounds.close(conn, number, "undone", now)
    _record(conn, "undo", now, [None], round=number)
    return f"round {number} is undone; nobody was written to"


def _record(
    conn: Connection, what: str, now: int, people: Sequence[int | None], **facts: int
) -> None:
    """A line in the history of each of these, and of the programme where it is nobody's alone."""
    told = encode({**{name: str(value) for name, value in facts.items()}, "by": login()})
    events.record(conn, [(one, now, f"round:{what}", told) for one in people])


def _on_proposal(proposal_id: int, what: str, work: Callable[[Ledger, Proposal], str]) -> int:
    settings = load_settings()
    with writing(settings) as database:
        desk = desk_of(database, settings, wall_clock)
        with acting(database) as conn:
            found = proposals.load(conn, proposal_id)
            if found is None:
                raise Mistake(f"there is no proposal {proposal_id}")
            ledger = Ledger(conn, desk, desk.clock())
            told = work(ledger, found)
            _record(conn, what, ledger.now, [found.mentee_id], proposal=proposal_id)
            ledger.commit()
    print(told)
    return 0


def _hold(ledger: Ledger, one: Proposal) -> str:
    """Keep a proposal back; where people already know of it, both are told."""
    if one.state in DRAFTED:
        proposals.change(ledger.conn, one.id, state="held")
        return f"proposal {one.id} is held"
    if not acts.act(ledger, one.id, "hold", actor="coordinator"):
        raise Mistake(f"proposal {one.id} is {one.state}")
    return f"proposal {one.id} is held, and both are told"


def _unhold(ledger: Ledger, one: Proposal) -> str:
    """Put a proposal back into its draft. Of one that people knew of, the search goes on instead."""
    if one.state != "held" or one.shown_at:
        raise Mistake(f"proposal {one.id} is {one.state}")
    proposals.change(ledger.conn, one.id, state="drafted")
    return f"proposal {one.id} is drafted"


def _amending(mentor_id: int) -> Callable[[Ledger, Proposal], str]:
    """Another mentor in a draft, if the rules allow the two."""
    from core.matching.rules import why_not  # noqa: PLC0415 - needs the pool only
    from core.matching.score import score  # noqa: PLC0415 - as above

    table = standard()

    def amend(ledger: Ledger, one: Proposal) -> str:
        if one.state not in DRAFTED or one.mentee_id is None:
            raise Mistake(f"proposal {one.id} is {one.state}: only a draft can be amended")
        pool = pools.load(ledger.conn, ledger.now)
        mentee, mentor = pool.mentee.get(one.mentee_id), pool.mentor.get(mentor_id)
        if mentee is None or mentor is None:
            raise Mistake(f"person {mentor_id} is no mentor who can be matched")
        if broken := why_not(mentee, mentor, pool, table):
            raise Mistake(" ".join(why_unmatched(code) for code in broken))
        units = score(mentee, mentor, table, pool.now).points
        why = search.explanations(mentee, mentor, table, pool.now)
        proposals.amend(ledger.conn, one.id, mentor_id, units, why)
        return f"proposal {one.id}: mentor {mentor_id}, {units / SCALE:.1f}/100"

    return amend


# -- saying ----------------------------------------------------------------------------------------


def _now() -> int:
    return round(wall_clock().timestamp() * 1000)


@contextmanager
def _progress(steps: int) -> Iterator[Callable[[str], None]]:
    """A bar on standard error while somebody looks."""
    done = 0

    def step(what: str) -> None:
        nonlocal done
        done += 1
        if sys.stderr.isatty():
            full = BAR * min(done, steps) // max(steps, 1)
            sys.stderr.write(f"\r[{'#' * full}{'.' * (BAR - full)}] {what:<50}")
            sys.stderr.flush()

    yield step
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * (BAR + 54) + "\r")
