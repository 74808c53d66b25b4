"""`mem round`: draft a round, look at it, change it, release it or undo it."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection

from bot.commands.mistakes import Mistake, Refused
from bot.commands.naming import named, who
from bot.commands.office import Code, Office, office_of
from bot.commands.opened import acting, desk_of, writing
from bot.commands.round_lines import cards_of, figures_of, people_of, rest_of, why_unmatched
from bot.commands.trace import login, seeing
from bot.handlers import proposals as acts
from bot.handlers import search
from bot.handlers.ledger import Ledger
from bot.settings import Settings, load_settings, wall_clock
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
    settings = load_settings()
    office = office_of(settings)
    if arguments.show is not None:
        return _show(settings, office, arguments.show)
    if arguments.release is not None:
        return _on_draft(settings, office, arguments.release, _release)
    if arguments.undo is not None:
        return _on_draft(settings, office, arguments.undo, _undo)
    if arguments.hold is not None:
        return _on_proposal(settings, office, arguments.hold, "hold", _hold)
    if arguments.unhold is not None:
        return _on_proposal(settings, office, arguments.unhold, "unhold", _unhold)
    if arguments.amend is not None:
        proposal_id, mentor_id = arguments.amend
        return _on_proposal(settings, office, proposal_id, "amend", _amending(mentor_id))
    table = _table(arguments.weights)
    opened = seeing if arguments.dry_run else writing
    with opened(settings) as database:
        made, pool = _make(database, table, arguments, office)
        drafted = _explained(made, pool, table, office)
        with acting(database) as conn:
            kept = None if arguments.dry_run else _keep(conn, made, drafted)
            names = named(conn, office, people_of(made, drafted), "round")
    numbers = kept.proposals if kept else [0] * len(drafted)
    for line in (
        *cards_of(zip(numbers, drafted, strict=True), names, office),
        *rest_of(made, names, office),
        *figures_of(made, pool, office),
    ):
        print(line)
    if kept:
        print("\n" + office("round-drafted", id=kept.id))
    return 0


# -- drafting --------------------------------------------------------------------------------------


def _table(path: str) -> Table:
    try:
        return load(Path(path).read_text("utf-8")) if path else standard()
    except UnusableTable as error:
        raise Mistake(f"{path}: {error}") from None


def _make(
    database: Database, table: Table, arguments: argparse.Namespace, office: Office
) -> tuple["Round", "Pool"]:
    """A round over everybody as they are now; nobody who already looks at cards gets others."""
    from core.matching.round import run_round  # noqa: PLC0415 - numpy is needed from here on

    with _progress(3) as step:
        step(office("step-reading"))
        with database.read() as conn:
            everybody = pools.load(conn, _now(), seed=arguments.seed)
            looking = proposals.looking(conn)
        mentees = tuple(one for one in everybody.mentees if one.id not in looking)
        pool = replace(everybody, mentees=mentees)
        step(office("step-matching", mentees=len(pool.mentees), mentors=len(pool.mentors)))
        made = run_round(pool, table, arguments.mode)
        step(office("step-done"))
    return made, pool


def _explained(made: "Round", pool: "Pool", table: Table, office: Office) -> list[NewProposal]:
    """Every card of a round with its reasons, by mentee and rank."""
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
            step(office("step-explaining"))
    return drafted


class Draft(NamedTuple):
    """A round that was kept: its number, and those of its proposals."""

    id: int
    proposals: list[int]


def _keep(conn: Connection, made: "Round", drafted: Sequence[NewProposal]) -> Draft:
    """Keep a draft with every card explained."""
    summary = {
        "matched": len(made.matched),
        "unmatched": dict(Counter(why[0] for why in made.unmatched.values())),
        "share": round(made.certificate.share, 6),
        "digest": made.digest,
        "prices": {str(mentor): price for mentor, price in made.prices.items() if price > 0},
    }
    now, former = _now(), rounds.latest(conn, "draft")
    if former is not None:
        raise Refused("former-draft", id=former.id)
    number = rounds.draft(
        conn, now, mode=made.mode, table_version=made.version, seed=made.seed, summary=summary
    )
    kept = proposals.add(conn, [replace(one, round_id=number) for one in drafted], now)
    _record(conn, "draft", now, [None], round=number)
    return Draft(number, kept)


# -- looking ---------------------------------------------------------------------------------------


def _show(settings: Settings, office: Office, number: int) -> int:
    """A draft as it stands, with what was held or amended since."""
    with seeing(settings) as database, acting(database) as conn:
        _draft(conn, number)
        cards = [one for one in proposals.of_round(conn, number) if one.state in DRAFTED]
        people = (one for card in cards for one in (card.mentee_id, card.mentor_id))
        names = named(conn, office, people, "round")
    for line in cards_of(((one.id, one) for one in cards), names, office):
        print(line)
    print("\n" + office("round-drafted", id=number))
    return 0


# -- deciding --------------------------------------------------------------------------------------


def _draft(conn: Connection, number: int) -> None:
    """Raises Refused where a round is no draft (any more)."""
    found = rounds.load(conn, number)
    if found is None or found.state != "draft":
        raise Refused("draft", id=number)


def _on_draft(
    settings: Settings,
    office: Office,
    number: int,
    work: Callable[[Connection, int, int, Office], str],
) -> int:
    with writing(settings) as database, acting(database) as conn:
        _draft(conn, number)
        told = work(conn, number, _now(), office)
    print(told)
    return 0


def _release(conn: Connection, number: int, now: int, office: Office) -> str:
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
    return office("released", id=number, cards=sum(shown.values()), mentees=len(shown))


def _undo(conn: Connection, number: int, now: int, office: Office) -> str:
    for one in proposals.of_round(conn, number):
        if one.state in DRAFTED:
            proposals.change(conn, one.id, state="withdrawn", settled_at=now)
    rounds.close(conn, number, "undone", now)
    _record(conn, "undo", now, [None], round=number)
    return office("undone", id=number)


def _record(
    conn: Connection, what: str, now: int, people: Sequence[int | None], **facts: int
) -> None:
    """A line in the history of each of these, and of the programme where it is nobody's alone."""
    told = encode({**{name: str(value) for name, value in facts.items()}, "by": login()})
    events.record(conn, [(one, now, f"round:{what}", told) for one in people])


def _on_proposal(
    settings: Settings,
    office: Office,
    proposal_id: int,
    what: str,
    work: Callable[[Ledger, Proposal, Office], str],
) -> int:
    with writing(settings) as database:
        desk = desk_of(database, settings, wall_clock)
        with acting(database) as conn:
            found = proposals.load(conn, proposal_id)
            if found is None:
                raise Refused("proposal", id=proposal_id)
            ledger = Ledger(conn, desk, desk.clock())
            told = work(ledger, found, office)
            _record(conn, what, ledger.now, [found.mentee_id], proposal=proposal_id)
            ledger.commit()
    print(told)
    return 0


def _hold(ledger: Ledger, one: Proposal, office: Office) -> str:
    """Keep a proposal back; where people already know of it, both are told."""
    if one.state in DRAFTED:
        proposals.change(ledger.conn, one.id, state="held")
        return office("held-back", id=one.id)
    if not acts.act(ledger, one.id, "hold", actor="coordinator"):
        raise _unfit(one)
    return office("held-back-told", id=one.id)


def _unhold(ledger: Ledger, one: Proposal, office: Office) -> str:
    """Put a proposal back into its draft. Of one that people knew of, the search goes on instead."""
    if one.state != "held" or one.shown_at:
        raise _unfit(one)
    proposals.change(ledger.conn, one.id, state="drafted")
    return office("drafted-again", id=one.id)


def _unfit(one: Proposal) -> Refused:
    return Refused("state-of-proposal", id=one.id, state=Code("proposal", one.state))


def _amending(mentor_id: int) -> Callable[[Ledger, Proposal, Office], str]:
    """Another mentor in a draft, if the rules allow the two."""
    from core.matching.rules import why_not  # noqa: PLC0415 - needs the pool only
    from core.matching.score import score  # noqa: PLC0415 - as above

    table = standard()

    def amend(ledger: Ledger, one: Proposal, office: Office) -> str:
        if one.state not in DRAFTED or one.mentee_id is None:
            raise Refused("amend", id=one.id, state=Code("proposal", one.state))
        pool = pools.load(ledger.conn, ledger.now)
        mentee, mentor = pool.mentee.get(one.mentee_id), pool.mentor.get(mentor_id)
        if mentee is None or mentor is None:
            raise Refused("no-mentor", person=mentor_id)
        if broken := why_not(mentee, mentor, pool, table):
            raise Refused("rules", why=" ".join(why_unmatched(code, office) for code in broken))
        units = score(mentee, mentor, table, pool.now).points
        why = search.explanations(mentee, mentor, table, pool.now)
        proposals.amend(ledger.conn, one.id, mentor_id, units, why)
        names = named(ledger.conn, office, [mentor_id], "round")
        points = office.number(units / SCALE, "0.0")
        return office("amended", id=one.id, mentor=who(mentor_id, names), points=points)

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
