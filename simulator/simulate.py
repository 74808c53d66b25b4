"""`mem simulate`: lets a cohort live through the programme and prints what came of it."""

import argparse
import sys
from collections.abc import Sequence

from simulator.cohort import Outcome, simulate
from simulator.trace import transcript
from simulator.weather import WEATHERS


def main(argv: Sequence[str] | None = None) -> int:
    """Run a cohort and print what came of it; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(
        prog="mem simulate", description="A cohort of scripted people lives through the programme."
    )
    parser.add_argument("--members", type=int, default=500, metavar="N")
    parser.add_argument("--months", type=int, default=8, metavar="M")
    parser.add_argument("--seed", type=int, default=7, metavar="S")
    parser.add_argument(
        "--weather", choices=WEATHERS, default="fair",
        help="what providers do wrong: "
        + "; ".join(f"{one.name}, {one.summary}" for one in WEATHERS.values()),
    )  # fmt: skip
    parser.add_argument(
        "--weather-seed", type=int, metavar="W", help="of the faults alone (default: from the seed)"
    )
    parser.add_argument(
        "--transcript", metavar="PERSON", help="print the conversation of a number or a habit, too"
    )
    parser.add_argument(
        "--progress", action=argparse.BooleanOptionalAction, default=None,
        help="a progress bar on stderr (default: where that is a terminal)",
    )  # fmt: skip
    given = parser.parse_args(argv)
    if given.members < 1 or given.months < 1:
        parser.error("--members and --months must be at least 1")
    shown = sys.stderr.isatty() if given.progress is None else given.progress
    outcome = simulate(
        given.members,
        given.months,
        given.seed,
        weather=WEATHERS[given.weather],
        weather_seed=given.weather_seed,
        progress=_bar if shown else lambda _: None,
    )
    if shown:
        sys.stderr.write("\n")
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    for line in report(outcome, given.members, given.months, given.seed):
        _print(line)
    if given.transcript:
        for line in told(outcome, given.transcript):
            _print(line)
    return 1 if outcome.violations else 0


def report(outcome: Outcome, members: int, months: int, seed: int) -> list[str]:
    """The figures as lines; the same run gives the same lines but for the time it took."""
    lines = [f"{members} members, {months} months, seed {seed}", ""]
    for name, counts in outcome.figures.items():
        told = ", ".join(f"{key or '-'} {count}" for key, count in counts.items()) or "none"
        lines.append(f"{name:15} {told}")
    lines += ["", *(f"{name:15} {words}" for name, words in outcome.measures.items()), ""]
    told = ", ".join(f"{key} {count}" for key, count in outcome.happened.items())
    lines.append(f"{'happened':15} {told}, bubbles {outcome.sent}, moments {outcome.cycles}")
    met = ", ".join(f"{key} {count}" for key, count in outcome.weather.items()) or "calm"
    lines.append(f"{'weather':15} {met}")
    lines.append(f"{'trace':15} {outcome.trace}")
    broken = ", ".join(f"{rule} {count}" for rule, count in sorted(outcome.violations.items()))
    lines.append(f"{'violations':15} {broken or 'none'} ({outcome.checked} moments checked)")
    lines += [f"  {words}" for words in outcome.words]
    lines.append(f"{'took':15} {outcome.seconds:.1f} s")
    return lines


def told(outcome: Outcome, who: str) -> list[str]:
    """The conversation of a person by number, address or habit."""
    for number, phone in enumerate(outcome.phones, 1):
        if who in {str(number), phone.address, phone.address.removeprefix("whatsapp:")}:
            return ["", *transcript(phone)]
    found = next((phone for phone in outcome.phones if phone.habit == who), None)
    return ["", *transcript(found)] if found else [f"nobody is {who}"]


def _bar(done: float) -> None:
    full = round(done * 40)
    sys.stderr.write(f"\r[{'█' * full}{'·' * (40 - full)}] {done:4.0%}")
    sys.stderr.flush()


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
