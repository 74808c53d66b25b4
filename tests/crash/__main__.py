"""The long form of the crash test: every named point and random kills, again and again.

    python -m tests.crash --rounds 20 [--seed 1] [--keep FOLDER]

Each round runs one chain and one life together on SQLite, and the same on PostgreSQL at the same
time; every round has a seed of its own, which repeats its order of deaths. Exit code 1 with the first
violation.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from tests.crash.chain import Story, live_through
from tests.crash.databases import DIALECTS, fresh_database, postgresql_server
from tests.crash.life import live_together
from tests.crash.nursery import Nursery
from tests.crash.stations import stations

RANDOM_KILLS = 12
"""Kills from outside, at any moment, beside the named points of a round."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, help="of the first round; the others follow")
    parser.add_argument("--keep", type=Path, help="where to leave databases and logs")
    options = parser.parse_args()
    first = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    folder = options.keep or Path(tempfile.mkdtemp(prefix="mem-crash-"))
    with (
        postgresql_server() as server,
        ExitStack() as stack,
        ThreadPoolExecutor(len(DIALECTS)) as threads,
    ):
        nurseries = {one: stack.enter_context(closing(Nursery())) for one in DIALECTS}
        for seed in range(first, first + options.rounds):
            running = [
                (
                    dialect,
                    threads.submit(
                        one_round, dialect, server, folder / str(seed), seed, nurseries[dialect]
                    ),
                )
                for dialect in DIALECTS
            ]
            stories = [(dialect, story) for dialect, future in running for story in future.result()]
            for dialect, story in stories:
                show(dialect, seed, story)
            if any(story.wrong() for _, story in stories):
                print(f"see {folder / str(seed)}; again with --seed {seed}")
                return 1
            shutil.rmtree(folder / str(seed))
    return 0


def one_round(
    dialect: str, server: str, folder: Path, seed: int, nursery: Nursery
) -> Sequence[Story]:
    stories = []
    for name, live in (
        ("chain", partial(live_through, stations=stations(seed, RANDOM_KILLS))),
        ("life", live_together),
    ):
        here = folder / dialect / name
        here.mkdir(parents=True)
        with fresh_database(dialect, here, server) as url:
            stories.append(live(url, here, seed=seed, nursery=nursery))
    return stories


def show(dialect: str, seed: int, story: Story) -> None:
    print(
        f"seed {seed} {dialect}: {len(story.ends)} deaths, {story.posted} messages said,"
        f" {story.passed} of them to partners, {story.delivered} delivered, {story.copies} duplicates for {story.unknowns} unknown"
        f" outcomes, ready after at most {max(story.ready_seconds):.1f} s, {story.seconds:.0f} s",
        flush=True,
    )
    for line in story.wrong():
        print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main())
