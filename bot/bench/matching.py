"""`mem bench matching`: whole rounds, peers, a newcomer and the same bytes; as ratios of one run.

The peers are asked for what they can do in a minute or two; `docs/benchmarks.md` says how each is
measured and how `mentor-match` is installed beside, since its package takes another one's name.
"""

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bot.bench.processes import Process
from bot.bench.table import Goal, columns, show

INSTALL: Final = "python -m pip install --target {folder} mentor-match==7.0.1"
MODES: Final = ("maximum", "balanced", "stable")
SAME: Final = (1_000, 170)
"""Mentees and mentors of the market whose bytes are compared."""

Figures = Mapping[str, Any]


def main(argv: Sequence[str]) -> int:
    """Measure and print; 1 when a round broke a rule."""
    parser = argparse.ArgumentParser(prog="mem bench matching", description=__doc__)
    for option, size, what in (
        ("--round", "90000,10000", "the whole round"),
        ("--hospital", "10000,1500", "for `matching`"),
        ("--mentor-match", "3000,500", "for `mentor-match`"),
    ):
        parser.add_argument(option, default=size, type=_size, metavar="MENTEES,MENTORS", help=what)
    parser.add_argument("--newcomer", type=int, default=10_000, metavar="MENTORS")
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument("--peer", type=Path, default=Path(".mentor-match"), metavar="FOLDER")
    given = parser.parse_args(list(argv))
    peers = not given.without_peers
    hospital = _ask("hospital", given.hospital) if peers else {}
    mentor_match = _mentor_match(given.mentor_match, given.peer) if peers else {}
    _show_peers(hospital, mentor_match)
    plain = _ask("round", given.round, mode="maximum", floor=0)
    rounds = {mode: _ask("round", given.round, mode=mode, floor=0.8) for mode in MODES}
    _show_rounds(given.round, plain, rounds)
    one = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    job = {"mentors": given.newcomer, "asked": 300, "loops": 5}
    newcomer = _told({"job": "newcomer", **job}, one)
    rows = _ask("nearest", given.round, environment=one)
    show(
        "",
        f"A newcomer against {given.newcomer:,} mentors, one thread: first ten with explanations",
        f"  p50 {newcomer['p50']:.2f} ms, p99 {newcomer['p99']:.2f} ms; a plain loop over all"
        f" {newcomer['loop']:.0f} ms; the same scores: {_yes(newcomer['same'])}",
        "  without words, p50 and p99: {:.2f} and {:.2f} ms; ".format(*rows["mentors"])
        + f"one freed seat against {given.round[0]:,} mentees {{:.1f}} and {{:.1f}} ms".format(
            *rows["mentees"]
        ),
    )
    same = _sameness()
    goals = _goals(hospital, mentor_match, plain, rounds, newcomer)
    alike = float(len({figures["bytes"] for figures in same}) == 1)
    ordered = float(len({figures["round"] for figures in same}) == 1)
    goals += [
        Goal("the same bytes for 1 and 2 threads and 3 block sizes (1 = yes)", 1, alike),
        Goal("the same round for 4 orders of the people (1 = yes)", 1, ordered),
    ]
    show("", "Goals", *(goal.line() for goal in goals))
    return int(any(figures["broken"] for figures in (plain, *rounds.values())))


def _goals(
    hospital: Figures,
    mentor_match: Figures,
    plain: Figures,
    rounds: Mapping[str, Figures],
    newcomer: Figures,
) -> list[Goal]:
    """What was wanted, beside what was measured."""
    balanced, floors = rounds["balanced"], rounds["maximum"]
    peer = hospital.get("seconds")
    gap = 100 * (1 - plain["total"] / plain["bound"])
    cost = 100 * (1 - floors["total"] / plain["total"])
    return [
        Goal(
            "a balanced round / the time of `matching` for its market",
            1.0,
            balanced["seconds"] / peer if peer else None,
            at_least=False,
        ),
        Goal("stable pairs, times faster than `matching`", 200, _faster(hospital)),
        Goal(
            "the same pairs as `matching` (1 = yes)",
            1,
            float(hospital["same"]) if peer else None,
        ),
        Goal("greatest total, times faster than `mentor-match`", 500, _faster(mentor_match)),
        Goal("its total in per cent of that of `mentor-match`", 99.99, _percent(mentor_match)),
        Goal("maximum: certified gap over all pairs", 0.05, gap, at_least=False, unit=" %"),
        Goal(
            "balanced: least share of the bound",
            98.5,
            100 * balanced["total"] / balanced["bound"],
            unit=" %",
        ),
        Goal(
            "balanced: blocking pairs / those of the maximum",
            1 / 8,
            balanced["blocking"][0] / max(1, plain["blocking"][0]),
            at_least=False,
        ),
        Goal(
            "worst region's rate / the programme's, in every mode",
            0.8,
            min(figures["worst"] for figures in rounds.values()),
        ),
        Goal("floors: what they cost of the total", 0.05, cost, at_least=False, unit=" %"),
        Goal("newcomer: p99 / p50", 3, newcomer["p99"] / newcomer["p50"], at_least=False),
        Goal(
            "newcomer: p50 / a plain loop",
            1 / 30,
            newcomer["p50"] / newcomer["loop"],
            at_least=False,
        ),
        Goal(
            "peak memory of a round",
            600,
            max(figures["peak_mb"] for figures in (plain, *rounds.values())),
            at_least=False,
            unit=" MB",
        ),
    ]


def _show_peers(hospital: Figures, mentor_match: Figures) -> None:
    for name, figures, what in (
        ("matching", hospital, "stable pairs of the same lists"),
        ("mentor-match", mentor_match, "the greatest total, scores given"),
    ):
        if "missing" in figures:
            show(f"{name}: not installed ({figures['missing']})")
        elif figures:
            show(
                f"{name}: {what} in {figures['seconds']:.1f} s ({figures['cpu']:.1f} s of processor"
                f" time), ours {figures['ours']:.3f} s",
            )


def _show_rounds(size: tuple[int, int], plain: Figures, rounds: Mapping[str, Figures]) -> None:
    rows = [
        ("maximum, no floors", plain),
        *((f"{mode}, floors .8", rounds[mode]) for mode in MODES),
    ]
    best = plain["total"]
    show(
        "",
        f"A round of {size[0]:,} mentees and {size[1]:,} mentors with {plain['seats']:,} open seats,"
        " from the market to the certificate",
        *columns(
            (
                "mode", "s", "cpu s", "pairs", "listed", "% of bound", "% of best", "objecting", "> 5", "> 10",
                "worst region", "bonus", "dial", "MB",
            ),
            [
                (
                    name,
                    f"{figures['seconds']:.1f}",
                    f"{figures['cpu']:.1f}",
                    f"{figures['pairs']:,}",
                    f"{figures['listed']:,}",
                    f"{100 * figures['total'] / figures['bound']:.3f}",
                    f"{100 * figures['total'] / best:.3f}",
                    *(f"{count:,}" for count in figures["blocking"]),
                    f"{figures['worst']:.2f}",
                    f"{figures['bonus']:.1f}",
                    f"{figures['price_share']} %",
                    f"{figures['peak_mb']:.0f}",
                )
                for name, figures in rows
            ],
        ),
    )  # fmt: skip


def _sameness() -> list[Figures]:
    """The same assignment by other threads and blocks, the same round in other orders."""
    return [
        _ask("sameness", SAME, environment={"OPENBLAS_NUM_THREADS": threads}, block=block, order=n)
        for n, (threads, block) in enumerate((("1", 10**6), ("2", 10**6), ("2", 5_000), ("1", 77)))
    ]


def _mentor_match(size: tuple[int, int], folder: Path) -> Figures:
    if not (folder / "matching").is_dir():
        return {"missing": INSTALL.format(folder=folder)}
    paths = [str(folder.resolve()), os.environ.get("PYTHONPATH", "")]
    return _ask(
        "mentor-match", size, environment={"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    )


def _ask(
    job: str, size: tuple[int, int], *, environment: Mapping[str, str] | None = None, **more: object
) -> Figures:
    return _told({"job": job, "mentees": size[0], "mentors": size[1], **more}, environment)


def _told(job: Mapping[str, object], environment: Mapping[str, str] | None = None) -> Figures:
    """The figures of one job, done by a process of its own."""
    with Process("bot.bench.matcher", environment=environment) as process:
        return process.ask(job)


def _size(text: str) -> tuple[int, int]:
    mentees, mentors = text.split(",")
    return int(mentees), int(mentors)


def _faster(figures: Figures) -> float | None:
    return figures["seconds"] / figures["ours"] if "ours" in figures else None


def _percent(figures: Figures) -> float | None:
    return 100 * figures["share"] if "share" in figures else None


def _yes(answer: bool) -> str:
    return "yes" if answer else "NO"
