"""Train `core/understanding/data/leaning_*.tsv`, which read sentences that the rules leave open.

    python scripts/train_leaning.py            train and write the weights, about ten seconds
    python scripts/train_leaning.py --folds    honest figures: every sentence judged by weights that
                                               have not seen its file

Needs the `train` dependency group; the product never imports any of it. What is learned from and
how well it judges is in `docs/leaning.md`.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, assert_never, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from train_likelihood import POLITE, TABLES, UNTAUGHT

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from core.understanding.amounts import AmountDoubt, Unit, read_amount  # noqa: E402
from core.understanding.held import read_held, untold  # noqa: E402
from core.understanding.leaning import SCALE, SHORTEST, TAKEN, UNIT, Matter, marks, odds, told  # noqa: E402
from core.understanding.utterances import Utterance, parse  # noqa: E402
from core.understanding.yesno import undecided, yes_no  # noqa: E402

KINDS: Final[Mapping[Matter, tuple[str, ...]]] = {
    "yesno": ("yesno",),
    "held": ("held",),
    "sum": ("amount", "number"),
}
UNITS: Final[tuple[Unit, ...]] = ("MAD", "count")
ANSWERS: Final = {"yes": 0, "held": 0, "no": 1, "not_held": 1}
OPEN: Final = ("ask", "-", "?")
"""How labels begin that leave a matter open."""
STRENGTH: Final = 1.0
"""Inverse of the ridge penalty; 0.3 and 3 judge alike in the folds."""
SEEN: Final = 2
"""Sentences in which a mark stands at least; rarer ones teach nothing."""
LEAST: Final = 3
"""Hundredths that a weight has at least; lesser ones are left out."""
FOLDS: Final = 8
THRESHOLDS: Final = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0)

Floats = NDArray[np.float64]
Judged = tuple[tuple[float, float], "Lesson", bool]
Weights = dict[str, tuple[int, int]]


class Lesson(NamedTuple):
    """A labelled sentence: where from, plain and politely; 0 or 1 for its answer, 2 where it is open."""

    source: str
    one: Utterance
    polite: str
    meant: int


def lessons(files: Sequence[Path], matter: Matter) -> Iterator[Lesson]:
    """What labelled files say about a matter."""
    for file in files:
        source = str(file.relative_to(TABLES))
        for place, one in enumerate(parse(file.read_text(encoding="utf-8").splitlines())):
            if one.kind.partition(":")[0] in KINDS[matter]:
                words = POLITE[one.language if one.language in POLITE else "fr"]
                polite = words[place % len(words)].format(one.text)
                answer = 2 if one.expected.startswith(OPEN) else ANSWERS.get(one.expected, 0)
                yield Lesson(source, one, polite, answer)


def train(taught: Sequence[Lesson]) -> Weights:
    """Weights by mark of a ridge-penalised multinomial regression, against "open"."""
    given = [(marks(text), one.meant) for one in taught for text in (one.one.text, one.polite)]
    counts = Counter(mark for one in taught for mark in marks(one.one.text) | marks(one.polite))
    known = sorted(mark for mark, count in counts.items() if count >= SEEN)
    index = {mark: place for place, mark in enumerate(known)}
    cells = [
        (row, index[mark], SCALE / len(shown) ** 0.5)
        for row, (shown, _) in enumerate(given)
        for mark in sorted(shown & index.keys())
    ]
    rows, columns, values = zip(*cells, strict=True)
    table = csr_matrix((values, (rows, columns)), shape=(len(given), len(known)))
    turned = table.T.tocsr()
    meant = np.eye(3)[[answer for _, answer in given]]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(len(known), 3)
        levels = table @ weights
        levels -= levels.max(axis=1, keepdims=True)
        chances = np.exp(levels)
        chances /= chances.sum(axis=1, keepdims=True)
        unlikely = -np.log((chances * meant).sum(axis=1) + 1e-300).sum()
        slope = turned @ (chances - meant) + weights / STRENGTH
        return float(unlikely + (flat @ flat) / (2 * STRENGTH)), slope.ravel()

    begin = np.zeros(len(known) * 3)
    found = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    weights = found.x.reshape(len(known), 3)
    levels = np.rint((weights[:, :2] - weights[:, 2:]) * UNIT).astype(int)
    return {
        mark: (int(first), int(other))
        for mark, (first, other) in zip(known, levels, strict=True)
        if max(abs(first), abs(other)) >= LEAST
    }


def cross_validate(matter: Matter, every: Sequence[Lesson]) -> None:
    """Print what is taken, rightly or not, by weights that never saw the file, where the rules leave it open."""
    sources = sorted({one.source for one in every})
    judged: list[Judged] = []
    for turn in range(FOLDS):
        held = set(sources[turn::FOLDS])
        weights = train([one for one in every if one.source not in held])
        judged += [
            (odds(weights, one.one.text), one, left_open(matter, one.one.text))
            for one in every
            if one.source in held
        ]
    for name in ("sentences", "training", ""):
        ones = [each for each in judged if name == each[1].source.rpartition("/")[0]]
        asked = [each for each in ones if each[2]]
        print(f"\n{matter}, {name or 'phrases'}: {len(ones)}, left open {len(asked)}")
        print(f"{'odds':>6}{'right':>8}{'wrong':>8}   without the rules")
        for least in THRESHOLDS:
            mark = "  (shipped)" if least == TAKEN[matter] else ""
            print(f"{least:6}{_counted(asked, least)}   {_counted(ones, least)}{mark}")


def left_open(matter: Matter, text: str) -> bool:
    """Whether the rules leave a sentence open for no reason that they know."""
    if len(told(text)) < SHORTEST:
        return False
    match matter:
        case "yesno":
            return yes_no(text) is None and not undecided(text)
        case "held":
            return read_held(text) is None and not untold(text)
        case "sum":
            return any(
                isinstance(read := read_amount(text, unit), AmountDoubt) and read.strange
                for unit in UNITS
            )
    assert_never(matter)


def _counted(ones: Sequence[Judged], least: float) -> str:
    taken = [(pair.index(max(pair)), one.meant) for pair, one, _ in ones if max(pair) >= least]
    right = sum(side == meant for side, meant in taken)
    return f"{right:8}{len(taken) - right:8}"


def main() -> int:
    """Train and write, or cross-validate and print."""
    parser = argparse.ArgumentParser(description="Train the weights of core.understanding.leaning.")
    parser.add_argument("--folds", action="store_true", help="cross-validate instead of writing")
    given = parser.parse_args()
    files = [one for one in sorted(TABLES.rglob("*.tsv")) if one.stem not in UNTAUGHT]
    for matter in get_args(Matter):
        every = list(lessons(files, matter))
        if given.folds:
            cross_validate(matter, every)
            continue
        weights = train(every)
        lines = [f"{mark}\t{first}\t{other}" for mark, (first, other) in weights.items()]
        out = ROOT / f"core/understanding/data/leaning_{matter}.tsv"
        out.write_text("\n".join(["mark\tfirst\tother", *lines]) + "\n", encoding="utf-8")
        print(f"{out.name}: {len(lines)} marks of {len(every)} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
