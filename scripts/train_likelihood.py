"""Train `core/understanding/data/likelihood.tsv`, which weighs the one doubtful time of a sentence.

    python scripts/train_likelihood.py            train and write the weights, under ten seconds
    python scripts/train_likelihood.py --folds    honest figures: every candidate judged by weights
                                                  that have not seen its file

Needs the `train` dependency group; the product never imports any of it. What is learned from and
how well it judges is in `docs/likelihood.md`.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from core.understanding.likelihood import TAKEN, marks  # noqa: E402
from core.understanding.moments import by_rules, candidates  # noqa: E402
from core.understanding.readout import told_moment  # noqa: E402
from core.understanding.utterances import Utterance, parse  # noqa: E402

TABLES: Final = ROOT / "tests/core/understanding/utterances"
UNTAUGHT: Final = frozenset(
    ("fresh_66", "fresh_71", "fresh_76", "fresh_77", "fresh_78", "fresh_79", "fresh_80")
)
"""Sets that show what to expect of sentences that nobody has seen (docs/understanding.md)."""
POLITE: Final = {
    "fr": ("Bonsoir, {}", "merci bien, {}", "désolée pour le retard, {}", "{}, bonne soirée", "Chère Nadia, {}"),
    "en": ("Hello, {}", "many thanks, {}", "sorry for the late reply, {}", "{}, have a good evening", "thanks a lot, {}"),
    "ar": ("السلام عليكم ورحمة الله، {}", "شكرا جزيلا، {}", "عذرا على التأخر، {}", "{} إن شاء الله", "{}، تحياتي"),
    "ary": ("salam 3likom, {}", "chokran bzaf, {}", "sme7 liya 3la te3tila, {}", "{} nchallah", "labas, {}"),
}  # fmt: skip
"""Every lesson is given twice, once with courtesy, which may change nothing."""
STRENGTH: Final = 0.3
"""Inverse of the ridge penalty; 0.1 and 0.5 judge alike in the folds."""
SEEN: Final = 2
"""Candidates beside which a mark stands at least; rarer ones teach nothing."""
UNIT: Final = 100
"""Weights are written in hundredths."""
THRESHOLDS: Final = (0.5, 1.0, TAKEN, 1.8, 2.5)

Floats = NDArray[np.float64]


class Lesson(NamedTuple):
    """A candidate: the file it is from, what is shown around it, plain and politely, whether it is meant."""

    source: str
    text: str
    shown: frozenset[str]
    polite: frozenset[str]
    meant: bool
    open: bool


def lessons(files: Sequence[Path]) -> Iterator[Lesson]:
    """The candidates in labelled files, read as if nothing around a proposal were passed over."""
    for file in files:
        for place, one in enumerate(parse(file.read_text(encoding="utf-8").splitlines())):
            if one.kind == "moment":
                yield from _lesson(str(file.relative_to(TABLES)), place, one)


def _lesson(source: str, place: int, one: Utterance) -> Iterator[Lesson]:
    read = by_rules(one.text, now=one.now, zone=one.zone, passing=False)
    words = POLITE[one.language if one.language in POLITE else "fr"]
    kind = words[place % len(words)].format(one.text)
    plain = candidates(read, one.text, now=one.now, zone=one.zone)
    polite = candidates(read, kind, now=one.now, zone=one.zone)
    if len(plain) != len(polite):
        return
    for left, kindly in zip(plain, polite, strict=True):
        meant = told_moment(left.moment) == one.expected
        shown, around = frozenset(marks(left)), frozenset(marks(kindly))
        yield Lesson(source, one.text, shown, around, meant, left.open)


def train(taught: Sequence[Lesson]) -> dict[str, int]:
    """Weights by mark, the bias under the empty one, of a ridge-penalised logistic regression."""
    given = [(shown, one.meant) for one in taught for shown in (one.shown, one.polite)]
    counts = Counter(mark for one in taught for mark in one.shown | one.polite)
    known = sorted(mark for mark, count in counts.items() if count >= SEEN)
    index = {mark: place for place, mark in enumerate(known)}
    where = [
        (row, index[mark])
        for row, (shown, _) in enumerate(given)
        for mark in sorted(shown & index.keys())
    ]
    rows, columns = np.array(where).T
    shape = (len(given), len(known))
    table = csr_matrix((np.ones(len(where)), (rows, columns)), shape=shape)
    turned = table.T.tocsr()
    meant = np.array([right for _, right in given], dtype=float)

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights, bias = flat[:-1], flat[-1]
        odds = table @ weights + bias
        unlikely = np.logaddexp(0, np.where(meant > 0, -odds, odds)).sum()
        error = 1 / (1 + np.exp(-odds)) - meant
        value = float(unlikely + (weights @ weights) / (2 * STRENGTH))
        return value, np.concatenate([turned @ error + weights / STRENGTH, [error.sum()]])

    begin = np.zeros(len(known) + 1)
    found = minimize(
        loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 2000, "ftol": 1e-10}
    )
    levels = np.rint(found.x * UNIT).astype(int)
    learned = {mark: int(level) for mark, level in zip(known, levels, strict=False) if level}
    return {"": int(levels[-1]), **learned}


def odds(weights: dict[str, int], one: Lesson) -> float:
    return (weights[""] + sum(weights.get(mark, 0) for mark in one.shown)) / UNIT


def cross_validate(every: Sequence[Lesson]) -> None:
    """Print how many candidates are taken, rightly or not, by weights that never saw their file."""
    judged: dict[str, list[tuple[float, Lesson]]] = {}
    for source in dict.fromkeys(one.source for one in every):
        weights = train([one for one in every if one.source != source])
        held = [one for one in every if one.source == source and not one.open]
        judged[source] = [(odds(weights, one), one) for one in held]
    groups = {
        "sentences": [source for source in judged if source.startswith("sentences")],
        "phrases": [source for source in judged if "/" not in source],
        "training, half of it traps": [
            source for source in judged if source.startswith("training")
        ],
    }
    for name, sources in groups.items():
        ones = [pair for source in sources for pair in judged[source]]
        meant = sum(one.meant for _, one in ones)
        print(
            f"\n{name}: {len(ones)} candidates, {meant} meant\n{'odds':>6}{'right':>8}{'wrong':>8}"
        )
        for least in THRESHOLDS:
            taken = [one.meant for odd, one in ones if odd >= least]
            mark = "  (shipped)" if least == TAKEN else ""
            print(f"{least:6}{sum(taken):8}{len(taken) - sum(taken):8}{mark}")
    print()
    for source, ones in judged.items():
        for odd, one in ones:
            if odd >= TAKEN and not one.meant:
                print(f"{odd:5.2f} {source}: {one.text}")


def main() -> int:
    """Train and write, or cross-validate and print."""
    parser = argparse.ArgumentParser(
        description="Train the weights of core.understanding.likelihood."
    )
    parser.add_argument("--folds", action="store_true", help="cross-validate instead of writing")
    given = parser.parse_args()
    every = list(
        lessons([one for one in sorted(TABLES.rglob("*.tsv")) if one.stem not in UNTAUGHT])
    )
    if given.folds:
        cross_validate(every)
        return 0
    lines = [f"{mark}\t{weight}" for mark, weight in train(every).items()]
    out = ROOT / "core/understanding/data/likelihood.tsv"
    out.write_text("\n".join(["mark\tweight", *lines]) + "\n", encoding="utf-8")
    print(f"{out.name}: {len(lines)} marks of {len(every)} candidates")
    return 0


if __name__ == "__main__":
    sys.exit(main())
