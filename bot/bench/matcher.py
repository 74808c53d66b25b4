"""One measurement of `mem bench matching` as a process: a job a line in, its figures out.

A process of its own, so that its memory, its number of threads and the packages it finds are its
own. `mentor-match` installs a package named `matching` over the one of that name: either is looked
for where PYTHONPATH says.
"""

import hashlib
import json
import random
import resource
import sys
import threading
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from statistics import median
from typing import Any, Final

import numpy as np

from bot.bench.market import synthetic
from bot.bench.pool import people
from core.matching.assignment import assign_round
from core.matching.auction import auction
from core.matching.candidates import candidates
from core.matching.deferred import deferred
from core.matching.market import BLOCK, POINT, hashed, keys, scored
from core.matching.nearest import Nearest
from core.matching.newcomer import Board
from core.matching.round import run_round
from core.matching.rules import why_not
from core.matching.score import score
from core.matching.weights import standard

NAMES: Final = 30
"""Names on each mentee's list for the `matching` package (matching.md §2.3)."""

STACK: Final = 1 << 29
"""Bytes of stack for the `matching` package, which copies a cyclic graph by recursion."""

RUNS: Final = 5
"""Ours is timed this often, in the middle: it takes milliseconds where the peers take a minute."""

Job = Mapping[str, Any]
Figures = dict[str, Any]


def whole_round(job: Job) -> Figures:
    """A round in one mode: seconds from the market to the certificate, and the certificate."""
    market = synthetic(job["mentees"], job["mentors"])
    before = _peak()
    began, used = time.perf_counter(), time.process_time()
    done = assign_round(market, job["mode"], floor=job["floor"])
    seconds, used = time.perf_counter() - began, time.process_time() - used
    found = done.certificate
    large = [rate.share for rate in found.rates if rate.mentees >= 20]
    return {
        "seconds": seconds,
        "cpu": used,
        "before_mb": before,
        "peak_mb": _peak(),
        "pairs": found.pairs,
        "seats": found.seats,
        "listed": len(done.lists),
        "total": found.total,
        "bound": found.bound,
        "blocking": found.blocking,
        "worst": min(large, default=1.0),
        "missing": int(done.missing.sum()),
        "bonus": float(done.bonuses.max(initial=0)) / POINT,
        "price_share": done.price_share,
        "broken": found.broken,
    }


def hospital(job: Job) -> Figures:
    """Stable pairs of the same lists by the `matching` package and by us."""
    games: Any = import_module("matching.games")
    market = synthetic(job["mentees"], job["mentors"])
    lists = candidates(market, per_mentee=NAMES, per_mentor=0)
    seats = market.mentors.seats.astype(np.int64)
    open_to = seats[lists.mentor] > 0
    lists = lists.take(open_to)
    ours = []
    for _ in range(RUNS):
        began = time.perf_counter()
        liked = keys(market, lists.mentee, lists.mentor, lists.u)
        welcome = keys(market, lists.mentee, lists.mentor, lists.v)
        chosen = deferred(
            lists.mentee,
            lists.mentor,
            liked=liked,
            welcome=welcome,
            seats=seats,
            mentees=job["mentees"],
        )
        ours.append(time.perf_counter() - began)
    residents: dict[int, list[int]] = {}
    hospitals: dict[int, list[int]] = {}
    for edge in np.argsort(-liked).tolist():
        residents.setdefault(int(lists.mentee[edge]), []).append(int(lists.mentor[edge]))
    for edge in np.argsort(-welcome).tolist():
        hospitals.setdefault(int(lists.mentor[edge]), []).append(int(lists.mentee[edge]))
    capacities = {one: int(seats[one]) for one in hospitals}
    theirs: set[tuple[int, int]] = set()
    seconds = used = 0.0

    def solve() -> None:
        nonlocal seconds, used
        began, used = time.perf_counter(), time.process_time()
        game = games.HospitalResident.create_from_dictionaries(residents, hospitals, capacities)
        solved = game.solve(optimal="resident")
        seconds, used = time.perf_counter() - began, time.process_time() - used
        theirs.update((one.name, host.name) for host, many in solved.items() for one in many)

    sys.setrecursionlimit(10**8)
    threading.stack_size(STACK)
    thread = threading.Thread(target=solve)
    thread.start()
    thread.join()
    mine = set(zip(lists.mentee[chosen].tolist(), lists.mentor[chosen].tolist(), strict=True))
    return {
        "seconds": seconds,
        "cpu": used,
        "ours": median(ours),
        "pairs": len(theirs),
        "same": mine == theirs,
    }


def mentor_match(job: Job) -> Figures:
    """The greatest total by `mentor-match`, our score as its rule, and by us."""
    process, rule = import_module("matching.process"), import_module("matching.rules.rule")
    kinds = import_module("matching.mentee").Mentee, import_module("matching.mentor").Mentor
    market = synthetic(job["mentees"], job["mentors"])
    n, m = market.shape
    seats = market.mentors.seats.astype(np.int64)
    ours = []
    for _ in range(RUNS):
        began = time.perf_counter()
        lists = candidates(market)
        tie = hashed(market, lists.mentee, lists.mentor)
        done = auction(lists.mentee, lists.mentor, lists.w, order=tie, seats=seats, mentees=n)
        ours.append(time.perf_counter() - began)
    u, v, eligible = scored(market, *np.divmod(np.arange(n * m), m))
    worth = np.where(eligible, u + v, 0).reshape(n, m).tolist()

    class OurScore(rule.Rule):  # type: ignore[misc, name-defined]
        """A pair's worth, looked up."""

        def apply(self, match_object: Any) -> int:
            found: int = worth[match_object.mentee.row][match_object.mentor.row]
            match_object.disallowed = not found
            return found

    def person(kind: Callable[..., Any], row: int, place: int) -> Any:
        one = kind(grade=0, email=f"{kind.__name__}{row}-{place}")
        one.row = row
        return one

    mentors = [person(kinds[1], j, k) for j in range(m) for k in range(int(seats[j]))]
    mentees = [person(kinds[0], i, 0) for i in range(n)]
    began, used = time.perf_counter(), time.process_time()
    process.process_data(mentors, mentees, [[OurScore()]])
    seconds, used = time.perf_counter() - began, time.process_time() - used
    theirs = sum(worth[one.row][two.row] for one in mentees for two in one.mentors)
    return {
        "seconds": seconds,
        "cpu": used,
        "ours": median(ours),
        "share": float(int(lists.w[done.chosen].sum()) / max(1, theirs)),
        "peak_mb": _peak(),
    }


def newcomer(job: Job) -> Figures:
    """Milliseconds of a newcomer's first ten with explanations, and of a plain loop over mentors."""
    table = standard()
    pool = people(job["asked"], job["mentors"], seed=1)
    board = Board(pool, table)
    taken = []
    for mentee in pool.mentees:
        began = time.perf_counter()
        cards = board.propose(mentee, most=10)
        taken.append((time.perf_counter() - began) * 1000)
    loops = []
    same = True
    for mentee in pool.mentees[: job["loops"]]:
        began = time.perf_counter()
        ranked = sorted(
            (
                (-score(mentee, mentor, table, pool.now).points, mentor.id)
                for mentor in pool.mentors
                if not why_not(mentee, mentor, pool, table)
            ),
        )[:10]
        loops.append((time.perf_counter() - began) * 1000)
        cards = board.propose(mentee, most=10)
        same &= [-units for units, _ in ranked] == [card.proposal.units for card in cards]
    return {
        "p50": float(np.percentile(taken, 50)),
        "p99": float(np.percentile(taken, 99)),
        "loop": median(loops),
        "same": same,
    }


def nearest(job: Job) -> Figures:
    """Milliseconds of one row against the other side, without words: newcomers, then freed seats."""
    market = synthetic(job["mentees"], job["mentors"])
    question = Nearest(market)
    chance = np.random.default_rng(1)
    figures: Figures = {}
    for name, ask, rows, count in (
        ("mentors", question.mentors, market.shape[0], 400),
        ("mentees", question.mentees, market.shape[1], 60),
    ):
        taken = []
        for row in chance.integers(0, rows, count).tolist():
            began = time.perf_counter()
            ask(row)
            taken.append((time.perf_counter() - began) * 1000)
        figures[name] = [float(np.percentile(taken, 50)), float(np.percentile(taken, 99))]
    return figures


def sameness(job: Job) -> Figures:
    """A hash of an assignment's bytes, and one of a round's proposals for people in any order."""
    done = assign_round(
        synthetic(job["mentees"], job["mentors"]), "balanced", block=job.get("block", BLOCK)
    )
    state = hashlib.sha256(repr(done.certificate).encode())
    for part in (done.pairs.mentee, done.pairs.mentor, done.pairs.u, done.pairs.v, done.prices):
        state.update(part.tobytes())
    pool = people(200, 40, seed=1, order=random.Random(job["order"]))  # noqa: S311 - repeatable
    made = run_round(pool, standard())
    return {"bytes": state.hexdigest(), "round": made.digest}


JOBS: Final[Mapping[str, Callable[[Job], Figures]]] = {
    "round": whole_round,
    "hospital": hospital,
    "mentor-match": mentor_match,
    "newcomer": newcomer,
    "nearest": nearest,
    "sameness": sameness,
}


def _peak() -> float:
    """Megabytes resident at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Do the jobs of standard input; a package that is not there is named in the answer."""
    for line in sys.stdin:
        job = json.loads(line)
        try:
            figures = JOBS[job["job"]](job)
        except ModuleNotFoundError as missing:
            figures = {"missing": missing.name}
        sys.stdout.write(json.dumps(figures) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
