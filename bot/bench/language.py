"""`mem bench language`: the language of short messages, beside langdetect; `docs/language-model.md` explains.

Accuracy by category, timings, size, and 1,500 simulated conversations. Most of the public half is
also training data, so these figures only show that nothing broke; the honest ones come from
`python scripts/train_language.py --folds 5`.
"""

import argparse
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from bot.bench.table import Goal, columns, show
from core.language import model, sticky
from core.language.detect import detect
from core.language.fallback import Langdetect
from core.language.words import normalise, words

PUBLIC: Final = Path("../shared/data/langid_public.tsv")
ROOT: Final = Path(model.__file__).parents[2]
WEIGHTS: Final = Path(model.__file__).with_name("weights.bin")
CATEGORIES: Final = (
    "single", "greeting", "short", "sentence", "mixed", "salam+", "arabizi-dz", "unknown"
)  # fmt: skip
CONVERSATIONS: Final = 1_500
"""Each: eight messages in one language, then six in another, as in the reference measurement."""
COURTESIES: Final = (
    "chokran",
    "thanks",
    "merci",
    "salam",
    "bonjour",
    "hello",
    "wakha",
    "inchallah",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled message."""

    text: str
    label: str
    category: str
    source: str

    def right(self, label: str) -> bool:
        """Whether `label` is right; a Darija message in both scripts may be called either."""
        return label == self.label or (self.category == "mixed" and label == "ar")


def read(path: Path) -> list[Row]:
    """The rows of a labelled file: text, label, category, source, tab-separated, one header line."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return [Row(*line.split("\t")) for line in lines if line]


def main(argv: Sequence[str]) -> int:
    """Measure and print; 1 when the data is not there."""
    parser = argparse.ArgumentParser(prog="mem bench language", description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, default=PUBLIC)
    parser.add_argument("--random-seed", type=int, default=1)
    given = parser.parse_args(list(argv))
    if not given.path.is_file():
        sys.stderr.write(f"mem bench language: no labelled data at {given.path}\n")
        return 1
    rows = read(given.path)
    show(
        f"{len(rows)} messages of {given.path.name}, {WEIGHTS.stat().st_size:,} bytes of weights",
        "The shipped model was trained on most of the public half: read its figures as a check that",
        "nothing broke. Figures on rows it never saw: python scripts/train_language.py --folds 5",
        "",
    )
    own = accuracy(rows)
    times = timings(rows)
    show("", *(f"  {name:24}{figure:8.1f} {_unit(name)}" for name, figure in times.items()), "")
    wrong, switched = switching(rows, random.Random(given.random_seed))  # noqa: S311
    show(
        f"{CONVERSATIONS} simulated conversations, random seed {given.random_seed}",
        f"  answers in a wrong language before the switch  {wrong:.2%}",
        *(
            f"  switched within {count} message{'s' if count > 1 else ''} {share:.1%}"
            for count, share in enumerate(switched, 1)
        ),
        "",
        "Goals",
        *(goal.line() for goal in goals(own, times, wrong, switched)),
    )
    return 0


def accuracy(rows: Sequence[Row]) -> dict[str, tuple[float, float]]:
    """Print right and wrong answers by category for each system; ours are returned, in percent."""
    narrow, broad = Langdetect(), Langdetect(())
    systems: dict[str, Callable[[str], str]] = {
        "core.language": lambda text: detect(text).label,
        "langdetect fr/en/ar": lambda text: narrow.best(text)[0],
        "langdetect, all": lambda text: broad.best(text)[0],
    }
    results = {name: _scores(rows, answer) for name, answer in systems.items()}
    shown = [name for name in (*CATEGORIES, "all") if name in results["core.language"]]
    head = ("right % / wrong %", *shown)
    body = [
        (name, *("{:.1f} / {:.1f}".format(*scores[category]) for category in shown))
        for name, scores in results.items()
    ]
    show(*columns(head, body))
    return results["core.language"]


def _scores(rows: Sequence[Row], answer: Callable[[str], str]) -> dict[str, tuple[float, float]]:
    """Percentages of right answers and of answers in a wrong language, by category and overall."""
    tally: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        label = answer(row.text)
        right = row.right(label)
        # a language we do not serve is no answer: the bot would ask
        wrong = not right and label in {"fr", "en", "ar", "ary-latn"}
        for key in (row.category, "all"):
            tally[key] = [a + b for a, b in zip(tally[key], (1, right, wrong), strict=True)]
    return {
        key: (100 * right / count, 100 * wrong / count)
        for key, (count, right, wrong) in tally.items()
    }


def timings(rows: Sequence[Row]) -> dict[str, float]:
    """Median microseconds of a message, warm and of words never met; milliseconds of a cold start."""
    latin = [row.text for row in rows if row.category != "unknown" and row.label != "ar"]
    lengths = {"1 word": (1, 1), "2-4 words": (2, 4), "5 words and more": (5, 99), "all": (1, 99)}
    figures = {}
    for name, (low, high) in lengths.items():
        texts = [text for text in latin if low <= len(words(normalise(text))) <= high]
        for text in texts:
            detect(text)
        figures[f"warm, {name}"] = _microseconds(texts or latin)
    # turned round, a message has words that are not remembered
    figures["new words"] = _microseconds([text[::-1] for text in latin[::5]])
    # the best of a few: other work on the machine can only add
    figures["cold start"] = min(_cold() for _ in range(9))
    return figures


def _microseconds(texts: Sequence[str]) -> float:
    """The median time of one call."""
    spent = []
    for text in texts:
        begin = perf_counter()
        detect(text)
        spent.append(perf_counter() - begin)
    return median(spent) * 1e6


def _unit(name: str) -> str:
    """Microseconds a message, but milliseconds from nothing (import, load, first answer)."""
    return "ms" if name == "cold start" else "us"


def _cold() -> float:
    """Milliseconds in a fresh interpreter."""
    code = (
        "from time import perf_counter; t = perf_counter()\n"
        "from core.language.detect import detect; detect('bghit mentor f casa')\n"
        "print((perf_counter() - t) * 1e3)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)  # noqa: S603
    return float(done.stdout)


def switching(rows: Sequence[Row], chance: random.Random) -> tuple[float, list[float]]:
    """The share of answers in a wrong language while a person stays in one, and the shares who are
    followed within one, two and three messages after changing. One message in ten is a name, a
    number or an emoji, eight in a hundred are a courtesy of some language.
    """
    spoken: dict[str, list[str]] = {"fr": [], "ar": [], "en": []}
    for row in rows:
        if row.label != "unknown":
            spoken["ar" if row.label == "ary-latn" else row.label].append(row.text)
    longer = {
        language: [text for text in texts if len(text.split()) >= 2]
        for language, texts in spoken.items()
    }
    nothing = [row.text for row in rows if row.label == "unknown"]

    def messages(language: str, count: int) -> Iterator[tuple[str, bool]]:
        """Texts, and whether each is in `language`; the first one has two words or more."""
        yield chance.choice(longer[language]), True
        for _ in range(count - 1):
            draw = chance.random()
            if draw < 0.10:
                yield chance.choice(nothing), False
            elif draw < 0.18:
                yield chance.choice(COURTESIES), False
            else:
                yield chance.choice(spoken[language]), True

    asked, missed, followed = 0, 0, [0, 0, 0]
    for _ in range(CONVERSATIONS):
        first, second = chance.sample(list(spoken), 2)
        belief = sticky.Belief()
        for text, _mine in messages(first, 8):
            belief = sticky.listen(belief, text)
            asked += 1
            missed += belief.language not in {first, None}
        heard = 0
        for text, mine in messages(second, 6):
            belief = sticky.listen(belief, text)
            heard += mine
            if belief.language == second:
                for place in range(heard - 1, 3):
                    followed[place] += 1
                break
            if heard == 3:
                break
    return missed / asked, [count / CONVERSATIONS for count in followed]


def goals(
    own: dict[str, tuple[float, float]],
    times: dict[str, float],
    wrong: float,
    switched: Sequence[float],
) -> list[Goal]:
    """The figures wanted of a detector of this size."""
    wanted = {
        "sentence": 99.7, "short": 99.3, "greeting": 99, "mixed": 97, "salam+": 97,
        "arabizi-dz": 97, "single": 90, "unknown": 88,
    }  # fmt: skip
    right = [
        Goal(f"{category} right", least, own[category][0], unit=" %")
        for category, least in wanted.items()
        if category in own
    ]
    return [
        *right,
        Goal("single words wrong", 3, own.get("single", (0, 0))[1], at_least=False, unit=" %"),
        Goal("wrong language, all", 1.5, own["all"][1], at_least=False, unit=" %"),
        Goal("wrong while staying", 1, 100 * wrong, at_least=False, unit=" %"),
        Goal("switched by the second message", 90, 100 * switched[1], unit=" %"),
        Goal("warm message", 30, times["warm, all"], at_least=False, unit=" us"),
        Goal("message of new words", 150, times["new words"], at_least=False, unit=" us"),
        Goal("cold start", 30, times["cold start"], at_least=False, unit=" ms"),
        Goal("weights", 300, WEIGHTS.stat().st_size / 1000, at_least=False, unit=" kB"),
    ]
