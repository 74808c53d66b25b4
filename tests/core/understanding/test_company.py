"""What stands around words leaves them what they are, or makes them a question: never another value."""

from dataclasses import replace
from pathlib import Path
from random import Random

from core.understanding.utterances import Utterance, parse, read

FOLDER = Path(__file__).parent / "utterances"
TABLES = sorted((*FOLDER.glob("*.tsv"), *(FOLDER / "sentences").glob("*.tsv")))
"""Those that are graded; lessons are there to be missed."""
UTTERANCES = [
    one for table in TABLES for one in parse(table.read_text(encoding="utf-8").splitlines())
]
NO_VALUE = "?!-"
"""How a reading begins that is asked back, refused or nothing."""

POLITE = {
    "fr": ("Bonjour, {}", "merci beaucoup, {}", "{} merci", "{}, bonne journée", "{} inchallah",
           "Salut Karim, {}", "{} 🙏", "désolé du retard, {}", "{}, à bientôt"),
    "en": ("Hi, {}", "thanks a lot, {}", "{} please", "{}, have a nice day", "Hello Sara, {}",
           "{} 🙏", "sorry for the delay, {}"),
    "ar": ("السلام عليكم، {}", "شكرا جزيلا، {}", "{} إن شاء الله", "{} من فضلكم", "مرحبا أستاذ، {}",
           "{} 🙏"),
    "ary": ("salam, {}", "chokran bzaf, {}", "{} inchallah", "{} 3afak", "salam khoya, {}", "{} 🙏"),
}  # fmt: skip
"""Courtesy, which neither says nor changes anything."""

TURNED = {
    "fr": ("je ne peux pas {}", "{} c'est mort", "{} je ne suis pas dispo", "pas {}", "sauf {}",
           "{} j'ai un rdv", "mon train est {}", "{} impossible", "{} si je peux", "peut-être {}",
           "{}, finalement non", "{} est trop tard", "{}, je dois d'abord vérifier", "{} on verra",
           "elle vient {}", "{} ou un autre jour"),
    "en": ("I can't {}", "{} doesn't work", "not {}", "except {}", "{} I have a meeting",
           "my flight is {}", "{} if I can", "maybe {}", "{}, I'm busy", "{} is too late",
           "{}, let me check first", "he comes {}", "{} or another day", "{} won't work"),
    "ar": ("لا أستطيع {}", "{} غير ممكن", "ليس {}", "ما عدا {}", "{} عندي اجتماع", "ربما {}",
           "{} أنا مشغول", "{} إذا استطعت", "{} لا يناسبني", "سأسافر {}", "{} أو يوم آخر"),
    "ary": ("ma n9derch {}", "{} ma n9derch", "machi {}", "{} 3ndi khedma", "ymken {}",
            "{} mchghoul", "{} ila 9dert", "{} ma ymkench", "{} kankhdem", "{} wla nhar akhor",
            "{} la", "{} nchouf w nrd 3lik"),
}  # fmt: skip
"""What denies, doubts, excepts or takes a day and hour."""

MISSING = {
    "fr": ("j'ai besoin de {}", "on a perdu {}", "au moins {}", "presque {}", "{} ou plus",
           "on vise {}", "il me manque {}", "entre 2 et {}", "je dois {}", "jusqu'à {}"),
    "en": ("I need {}", "we lost {}", "at least {}", "almost {}", "{} or more", "we hope for {}",
           "between 2 and {}", "up to {}"),
    "ar": ("أحتاج {}", "خسرنا {}", "أكثر من {}", "أقل من {}", "بين 2 و{}"),
    "ary": ("khassni {}", "khserna {}", "kter mn {}", "9el mn {}", "bin 2 w {}", "kanselek {}"),
}  # fmt: skip
"""What makes a sum a wish, a loss, a debt or a bound."""


def around(one: Utterance, words: str) -> str:
    return read(replace(one, text=words.format(one.text)))


def short(kind: str) -> list[Utterance]:
    """Utterances of a kind in one breath that are read as a value."""
    return [
        one
        for one in UTTERANCES
        if one.kind.startswith(kind)
        and len(one.text.split()) <= 4
        and not set(",.;!?،؟") & set(one.text)
        and read(one)[0] not in NO_VALUE
    ]


def test_courtesy_changes_nothing() -> None:
    """A greeting before or thanks behind: the same reading nearly always, hardly ever a value not meant."""
    asked = other = 0
    for place, one in enumerate(UTTERANCES):
        words = POLITE.get(one.language, POLITE["fr"])
        plain, polite = read(one), around(one, words[place % len(words)])
        asked += polite != plain and polite[0] in NO_VALUE
        other += polite not in (plain, one.expected) and polite[0] not in NO_VALUE
    assert asked <= 0.04 * len(UTTERANCES)
    assert other <= 0.002 * len(UTTERANCES)


def test_what_turns_a_time_makes_it_a_question() -> None:
    """Not one day and hour in a hundred survives a denial, a doubt or an engagement around it."""
    tried = [
        (one, words)
        for place, one in enumerate(short("moment"))
        for words in TURNED.get(one.language, ())[place % 3 :: 3]
    ]
    survived = [
        words.format(one.text) for one, words in tried if around(one, words)[0] not in NO_VALUE
    ]
    assert len(tried) > 1000
    assert len(survived) <= 0.01 * len(tried), survived


def test_a_sum_that_is_not_there_is_a_question() -> None:
    """Needed, hoped for, lost, owed or bounded, no sum is taken for what was earned."""
    tried = [
        (one, words)
        for place, one in enumerate(short("amount:"))
        if not read(one).startswith("0 ")
        for words in MISSING.get(one.language, ())[place % 3 :: 3]
    ]
    survived = [
        words.format(one.text) for one, words in tried if around(one, words)[0] not in NO_VALUE
    ]
    assert len(tried) > 1000
    assert len(survived) <= 0.002 * len(tried), survived


def test_no_mixture_of_what_people_write_raises() -> None:
    """Messages run together with any word between them are read as something, or asked about."""
    chance = Random(7)
    joins = (" ", ", ", ". ", " donc ", " parce que ", " après ", " mais ", " ? ", " si ", "، ",
             " hit ", " est-ce que ")  # fmt: skip
    kinds = ("moment", "moment", "amount", "amount:MAD", "amount:count", "yesno", "held", "rhythm",
             "rating", "number")  # fmt: skip
    for _ in range(4000):
        one = chance.choice(UTTERANCES)
        pieces = [chance.choice(UTTERANCES).text for _ in range(chance.randint(2, 3))]
        text, kind = chance.choice(joins).join(pieces), chance.choice(kinds)
        assert read(replace(one, text=text, kind=kind)), (kind, text)
