"""Figures of several rounds as medians, and ratios taken round by round, printed as a table."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that is wanted, and the one measured."""

    claim: str
    wanted: float
    measured: float | None
    at_least: bool = True
    unit: str = ""

    def line(self) -> str:
        """`met`, `missed` or `not measured`, with both figures."""
        sign = ">=" if self.at_least else "<"
        if self.measured is None:
            return f"  not measured  {self.claim} (wanted {sign} {self.wanted:g}{self.unit})"
        met = self.measured >= self.wanted if self.at_least else self.measured < self.wanted
        return (
            f"  {'met   ' if met else 'MISSED'}  {self.claim}: {_short(self.measured)}{self.unit}"
            f" (wanted {sign} {self.wanted:g}{self.unit})"
        )


def ratio(these: Sequence[float], those: Sequence[float]) -> float | None:
    """The median of the ratios of each round; None when either was not measured.

    Pairs of one round saw the same machine, whose speed drifts more than the contenders differ.
    """
    pairs = [this / that for this, that in zip(these, those, strict=False) if that]
    return median(pairs) if pairs else None


def show(*lines: str) -> None:
    """Print lines at once."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table: the first column to the left, the others to the right."""
    table = [head, *rows]
    widths = [max(len(row[n]) for row in table) for n in range(len(head))]
    lines = []
    for row in table:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  " + "  ".join(cells).rstrip())
    return [lines[0], "  " + "-" * (sum(widths) + 2 * (len(widths) - 1)), *lines[1:]]


def spread(figures: Sequence[float]) -> str:
    """Median and extremes."""
    if not figures:
        return "-"
    low, high = min(figures), max(figures)
    return f"{_short(median(figures))} ({_short(low)}-{_short(high)})"


def times(figure: float | None) -> str:
    """A ratio."""
    return "-" if figure is None else f"{figure:.2f}"


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 100 else f"{figure:.3g}"
