"""`mem outcomes`: what changed because of mentorships; a coordinator verifies and publishes."""

import argparse

from sqlalchemy import Connection

from bot.commands.mistakes import Mistake
from bot.commands.opened import reading, writing
from bot.settings import load_settings, wall_clock
from core.mentoring import outcome as rules
from storage import results
from storage.members import iso
from storage.results import Kept


def run(arguments: argparse.Namespace) -> int:
    """List outcomes with their grade, or take one a step further."""
    settings = load_settings()
    if arguments.verify is None and arguments.publish is None:
        with reading(settings) as database, database.read() as conn:
            found = results.every(conn)
        for kept in found:
            print(_line(kept))
        if not found:
            print("no outcomes")
        return 0
    now = round(wall_clock().timestamp() * 1000)
    with writing(settings) as database, database.begin() as conn:
        if arguments.verify is not None:
            kept = _load(conn, arguments.verify)
            changed = rules.verify(kept.outcome, arguments.evidence)
            if changed is None:
                raise Mistake(
                    f"outcome {kept.id} is {kept.outcome.state}; to verify a confirmed one, name "
                    "the document that was seen with --evidence"
                )
        else:
            kept = _load(conn, arguments.publish)
            changed = rules.publish(kept.outcome)
            if changed is None:
                raise Mistake(
                    f"outcome {kept.id} is {kept.outcome.state} and has the consent of "
                    f"{' and '.join(sorted(kept.outcome.consents)) or 'nobody'}: both sides' consent "
                    "and a confirmation come first"
                )
        results.save(conn, kept, changed, now)
    print(f"outcome {kept.id} {changed.state}")
    return 0


def _load(conn: Connection, number: int) -> Kept:
    kept = results.load(conn, number)
    if kept is None:
        raise Mistake(f"there is no outcome {number}")
    return kept


def _line(kept: Kept) -> str:
    one = kept.outcome
    figures = " -> ".join(str(value) for value in (one.before, one.after) if value is not None)
    consents = ",".join(sorted(one.consents)) or "-"
    fields = (
        str(kept.id), f"mentorship {kept.mentorship_id}", one.kind, f"{figures} {one.unit}".strip(),
        one.state, f"grade {one.grade}", f"consents {consents}", str(iso(one.at)),
    )  # fmt: skip
    return "\t".join(fields)
