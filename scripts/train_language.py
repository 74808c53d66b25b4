"""Train `core/language/weights.bin`, which tells French, English and Darija in Latin letters apart.

    python scripts/train_language.py              train and write the weights, a few minutes
    python scripts/train_language.py --folds 5    honest figures: every row judged by a model that
                                                  saw neither the row nor its words in a list
    python scripts/train_language.py --folds 5 --lists    as above, with the lists taught whole

Needs the `train` dependency group; the product never imports any of it. The recipe, the sources with
their licences and the figures are in `docs/language-model.md`.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bot.bench.language import Row, read, switching  # noqa: E402
from core.language import detect as detection  # noqa: E402
from core.language.model import NgramModel  # noqa: E402
from core.language.weights import CLASSES, LIMIT, Weights, dump, pack, parse  # noqa: E402
from core.language.words import ngrams  # noqa: E402
from scripts.language_lessons import (  # noqa: E402
    WITHOUT_LICENCE,
    Sample,
    bare,
    fold_of,
    lesson,
    mistyped,
    names,
    reading,
    teachable,
)

VERSION: Final = "1"
GRAMS: Final = 42_000
"""N-grams kept: 80,000 gain nothing and 42,000 fit into 300 kB."""
TAU: Final = 0.68
TAUS: Final = (0.55, 0.6, 0.65, 0.68, 0.7, 0.75)
"""Thresholds to compare in the folds; the shipped one keeps wrong single words at three in a hundred."""
DRAWS: Final = 2
"""Independent draws of the random variations, each weighing a half."""
STRENGTH: Final = 1.0
"""Inverse of the ridge penalty; 0.3 and 3 are both worse in the folds."""

Floats = NDArray[np.float64]


class Problem(NamedTuple):
    """Messages x words, words x n-grams, the labels, the weights and the names of the n-grams."""

    messages: csr_matrix
    words: csr_matrix
    labels: NDArray[np.int64]
    weights: Floats
    grams: list[str]


def pose(samples: Sequence[Sample]) -> Problem:
    """The samples as two sparse matrices; their product is never formed, which is what makes it fast."""
    total: defaultdict[tuple[tuple[str, ...], str], float] = defaultdict(float)
    for sample in samples:
        total[sample.words, sample.label] += sample.weight
    vocabulary: dict[str, int] = {}
    at = [
        (place, vocabulary.setdefault(word, len(vocabulary)))
        for place, (found, _) in enumerate(total)
        for word in found
    ]
    messages = counted(at, (len(total), len(vocabulary)))
    seen = np.asarray((messages > 0).sum(0)).ravel()
    spelled = [ngrams(word) for word in vocabulary]
    frequency: Counter[str] = Counter()
    for found, count in zip(spelled, seen, strict=True):
        for gram in found:
            frequency[gram] += int(count)
    grams = [gram for gram, count in frequency.items() if count >= 2]
    index = {gram: place for place, gram in enumerate(grams)}
    pairs = [
        (place, index[gram])
        for place, found in enumerate(spelled)
        for gram in found
        if gram in index
    ]
    return Problem(
        messages,
        counted(pairs, (len(vocabulary), len(grams))),
        np.array([CLASSES.index(label) for _, label in total]),
        np.array(list(total.values())),
        grams,
    )


def counted(pairs: Sequence[tuple[int, int]], shape: tuple[int, int]) -> csr_matrix:
    """A sparse matrix of how often each pair occurs."""
    where = np.array(pairs).T
    return csr_matrix((np.ones(len(pairs)), (where[0], where[1])), shape=shape)


def fit(problem: Problem, start: Floats | None, iterations: int) -> Floats:
    """Weights (n-grams + 1, classes), the bias last, of the ridge-penalised multinomial logistic
    regression, by L-BFGS (the optimiser behind scikit-learn's ``LogisticRegression``).
    """
    size, classes = len(problem.grams), len(CLASSES)
    messages_t, words_t = problem.messages.T.tocsr(), problem.words.T.tocsr()
    wanted = np.eye(classes)[problem.labels]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights, bias = flat[:-classes].reshape(size, classes), flat[-classes:]
        logits = problem.messages @ (problem.words @ weights) + bias
        logits -= logits.max(1, keepdims=True)
        parts = np.exp(logits)
        whole = parts.sum(1, keepdims=True)
        unlikely = np.log(whole[:, 0]) - (logits * wanted).sum(1)
        error = (parts / whole - wanted) * problem.weights[:, None]
        slope = words_t @ (messages_t @ error) + weights / STRENGTH
        penalty = (weights * weights).sum() / (2 * STRENGTH)
        value = float((problem.weights * unlikely).sum() + penalty)
        return value, np.concatenate([slope.ravel(), error.sum(0)])

    begin = np.zeros((size + 1) * classes) if start is None else start.ravel()
    found = minimize(
        loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "ftol": 1e-9}
    )
    return np.asarray(found.x).reshape(size + 1, classes)


def prune(problem: Problem, weights: Floats) -> tuple[Problem, Floats]:
    """The n-grams that move the answers most: squared weight times the root of their frequency."""
    used = problem.words.T @ (problem.messages.T @ problem.weights)
    centred = weights[:-1] - weights[:-1].mean(1, keepdims=True)
    kept = np.argsort(-(centred**2).sum(1) * np.sqrt(used), kind="stable")[:GRAMS]
    smaller = problem._replace(
        words=problem.words[:, kept], grams=[problem.grams[place] for place in kept]
    )
    return smaller, np.vstack([weights[kept], weights[-1:]])


def quantise(grams: Sequence[str], weights: Floats) -> Weights:
    """The weights relative to French, in 12 bits."""
    relative = weights[:, 1:] - weights[:, :1]
    unit = float(np.quantile(np.abs(relative[:-1]), 0.9999)) / LIMIT
    levels = np.clip(np.rint(relative[:-1] / unit), -LIMIT, LIMIT).astype(int)
    en, ary, unknown = (round(float(bias), 6) for bias in relative[-1])
    packed = {gram: pack(*map(int, level)) for gram, level in zip(grams, levels, strict=True)}
    return Weights(VERSION, TAU, unit, (en, ary, unknown), packed)


def train(taught: Sequence[Row], withheld: frozenset[tuple[str, ...]] = frozenset()) -> Weights:
    """A model of these rows and the lists, without the list entries in `withheld`."""
    samples = [
        sample._replace(weight=sample.weight / DRAWS)
        for seed in range(DRAWS)
        for sample in lesson(taught, withheld, seed)
    ]
    problem = pose(samples)
    problem, start = prune(problem, fit(problem, None, 150))
    return quantise(problem.grams, fit(problem, start, 2000))


def cross_validate(public: Sequence[Row], pool: Sequence[Row], folds: int, *, lists: bool) -> None:
    """Print the public half's figures, each row judged by a model that never saw it.

    With `lists` the model may still know a row's words from the lists of chat words, names and
    towns, as the shipped one does. Rows without a licence are never taught: an unseen source.
    """
    judged: defaultdict[float, list[tuple[Row, str]]] = defaultdict(list)
    talks: list[tuple[float, list[float]]] = []
    strained: Counter[str] = Counter()
    for fold in range(folds):
        held = [row for row in public if fold_of(row, folds) == fold]
        rest = [row for row in public if fold_of(row, folds) != fold]
        withheld = frozenset() if lists else frozenset(reading(row.text) for row in held)
        weights = train([row for row in [*rest, *pool] if teachable(row)], withheld)
        model = NgramModel(parse(dump(weights)))
        detection.shipped = lru_cache(lambda model=model: model)  # type: ignore[attr-defined]
        strained.update(strain(held, random.Random(fold)))  # noqa: S311
        talks.append(switching(held, random.Random(fold)))  # noqa: S311 - repeatable, not secret
        for tau in TAUS:
            model.tau = tau
            judged[tau] += [(row, detection.detect(row.text).label) for row in held]
        print(f"fold {fold + 1} of {folds} judged", file=sys.stderr)
    for tau in TAUS:
        print(f"\ntau {tau}" + (" (shipped)" if tau == TAU else ""))
        print(f"{'':18}{'rows':>6}{'right':>8}{'wrong':>8}")
        for key, (count, right, wrong) in sorted(tally(judged[tau]).items()):
            print(f"{key:18}{count:6}{right / count:8.1%}{wrong / count:8.1%}")
    print("\nright in five language categories, by how the message is dressed")
    for dress in DRESSES:
        print(f"{dress:18}{strained[dress] / strained['rows']:8.1%}")
    print(f"\nwrong-language answers while staying {np.mean([wrong for wrong, _ in talks]):.2%}")
    shares = np.mean([switched for _, switched in talks], axis=0)
    print("switched within 1, 2, 3 messages", *(f"{share:.1%}" for share in shares))


DRESSES: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "as it is": lambda text, _: text,
    "capitals": lambda text, _: text.upper(),
    "emoji around": lambda text, _: f"🙂 {text} 🙏",
    "link after": lambda text, _: f"{text} https://example.com/page",
    "last letter x 5": lambda text, _: text + text[-1] * 4 if text[-1:].isalpha() else text,
    "no accents": lambda text, _: bare(text),
    "one typo": mistyped,
    "a name in front": lambda text, chance: f"{chance.choice(names())} {text}",
}


def strain(held: Sequence[Row], chance: random.Random) -> Counter[str]:
    """How many messages of the language categories stay right in each dress, and how many there are."""
    counts: Counter[str] = Counter()
    for row in held:
        if row.category in {"single", "greeting", "short", "sentence", "mixed"}:
            counts["rows"] += 1
            for dress, put_on in DRESSES.items():
                label = detection.detect(put_on(row.text, chance)).label
                counts[dress] += row.right(label)
    return counts


def tally(judged: Sequence[tuple[Row, str]]) -> dict[str, list[int]]:
    """Rows, right answers and answers in a wrong language, by category and for a few slices."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row, label in judged:
        right = row.right(label)
        wrong = not right and label != "unknown"
        unseen = ["(unseen sources)"] if row.source.startswith(WITHOUT_LICENCE) else []
        single = [f"single {row.label}"] if row.category == "single" else []
        for key in (row.category, "all", *unseen, *single):
            counts[key] = [a + b for a, b in zip(counts[key], (1, right, wrong), strict=True)]
    return counts


def main() -> int:
    """Train and write, or cross-validate and print."""
    parser = argparse.ArgumentParser(description="Train the weights of core.language.")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--out", type=Path, default=ROOT / "core/language/weights.bin")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate instead of writing")
    parser.add_argument(
        "--lists", action="store_true", help="teach the word lists whole all the same"
    )
    given = parser.parse_args()
    public = read(given.data / "langid_public.tsv")
    pool = read(given.data / "langid_train_pool.tsv")
    if given.folds:
        cross_validate(public, pool, given.folds, lists=given.lists)
        return 0
    data = dump(train([row for row in [*public, *pool] if teachable(row)]))
    given.out.write_bytes(data)
    print(f"{given.out.name}: {len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
