"""The words that work everywhere: heard when they are meant, never heard when they are not."""

import csv
import os
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.flows.catalogue import FLOWS
from bot.words.book import FILES, book
from bot.words.catalogue import label
from core.conversation.check import fullest
from core.conversation.flow import Ask
from core.conversation.kind import Answer, Asked, Given, Value
from core.conversation.screen import PAGE
from core.languages import LANGUAGES
from core.understanding.normal import fold
from tests.chat import Chat

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("MEM_SHARED", ROOT.parent / "shared"))


def table(name: str) -> list[str]:
    """The lines of a table in `data/`, without its comments."""
    lines = (Path(__file__).parent / "data" / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def variants(phrase: str) -> Iterator[str]:
    """The same phrase as other people, keyboards and phones write it."""
    yield phrase
    yield phrase.upper()
    yield phrase.capitalize()
    yield f"  {phrase}\n"
    yield f"{phrase}!!!"
    yield f"«\u00a0{phrase}\u00a0»"
    yield f"*{phrase}*..."
    yield f"🙏 {phrase} 🛑"
    yield f"\u200f{phrase}\ufe0f"
    yield phrase.replace("'", "’").replace(" ", "\u00a0")
    yield unicodedata.normalize("NFD", phrase)
    yield "".join(c for c in unicodedata.normalize("NFD", phrase) if not unicodedata.combining(c))
    if phrase.isascii():
        yield "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in phrase)
    else:
        yield re.sub(r"([\u0628-\u064a])", "\\1\u064e", phrase)
        yield re.sub(r"([سشصضطظعغفقكلمنهي])(?=[\u0621-\u064a])", "\\1ـ", phrase)
        yield phrase.translate(str.maketrans("أإآىة", "ااايه"))


def test_stop_is_heard_in_every_spelling() -> None:
    """Full recall: phrases of four languages, each in every way a phone may write it (P3)."""
    phrases = table("stop")
    tried = {spelled for phrase in phrases for spelled in variants(phrase)}
    assert len(phrases) >= 200
    assert len(tried) >= 2000
    lexicon = book().lexicon
    assert [spelled for spelled in sorted(tried) if lexicon.move(fold(spelled)) != "stop"] == []


def test_stop_is_the_only_thing_a_stop_phrase_does() -> None:
    """In the middle of onboarding: one confirmation, and nothing was taken for an answer."""
    for phrase in table("stop"):
        chat = Chat().says("Bonjour", "1", phrase).sees("common-stopped")
        assert chat.talk.run is not None
        assert "role" not in chat.talk.run.answers, phrase


def test_ordinary_messages_stop_erase_and_alarm_nothing() -> None:
    """Business sentences with such words in them are no commands and no cries for help."""
    messages = table("ordinary")
    assert len({fold(one) for one in messages}) >= 300
    lexicon = book().lexicon
    for spelled in (str, str.upper, str.capitalize):
        for message in map(spelled, messages):
            folded = fold(message)
            assert lexicon.move(folded) not in {"stop", "erase", "start"}, message
            assert not lexicon.distressed(folded), message


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the shared data are not here")
def test_thousands_of_real_messages_are_hardly_ever_commands() -> None:
    """Of five thousand lines written elsewhere only three plain requests to stop are heard as one."""
    with (SHARED / "data" / "langid_public.tsv").open(encoding="utf-8") as lines:
        messages = [row[0] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    assert len(messages) > 5000
    known = {fold(one) for one in table("stop")}
    lexicon = book().lexicon
    stopped = {fold(one) for one in messages if lexicon.move(fold(one)) == "stop"} - known
    assert stopped <= {"arretez ca", "laissez-moi", "arretez, s'il vous plait"}
    assert not [one for one in messages if lexicon.move(fold(one)) == "erase"]
    assert not [one for one in messages if lexicon.distressed(fold(one))]


def test_distress_is_heard_inside_a_sentence() -> None:
    """Whoever speaks of dying, of blows, threats or harassment against themselves."""
    lexicon = book().lexicon
    cries = table("distress")
    assert len(cries) >= 70
    for cry in cries:
        for spelled in (cry, cry.upper(), f"bonjour, {cry}...", f"{cry} 😢"):
            assert lexicon.distressed(fold(spelled)), spelled


@pytest.mark.parametrize(
    "idiom",
    ["لا أريد أن أموت فقيرا", "بغيت نموت على خدمتي", "I am in danger of losing the contract"],
)
def test_in_doubt_a_human_looks(idiom: str) -> None:
    """A few idioms hold the very words of a cry for help: a false alarm is the lesser harm."""
    assert book().lexicon.distressed(fold(idiom))


MENUS = {"menu", "partner", "progress", "appointment"}
"""Flows whose options are also words that work everywhere, and then mean the same."""


def test_no_label_is_also_a_command_for_something_else() -> None:
    """Typing an option, or its words after the comma, answers; the menu's labels are its moves."""
    lexicon = book().lexicon
    for flow in FLOWS.values():
        for step in flow.steps:
            if not isinstance(step, Ask):
                continue
            for option in step.kind.options(fullest(step, "Karim")):
                stem = f"{flow.id}-{step.id}" if option.label.startswith(".") else ""
                for language in LANGUAGES:
                    words = label(stem + option.label, language)
                    for part in (words, *re.split("[,،]", words)):
                        move = lexicon.move(fold(part))
                        said = (flow.id, step.id, option.id, language, part, move)
                        assert move in {"", option.id if flow.id in MENUS else ""}, said
                        assert lexicon.field(fold(part)) is None, said


# -- the words we tell people to write -----------------------------------------------------------

MOVES = {
    "help": ("aide", "مساعدة", "help"),
    "human": ("humain", "إنسان", "human"),
    "back": ("retour", "رجوع", "back"),
    "skip": ("passer", "تجاوز", "skip"),
    "language": ("langue", "لغة", "language"),
    "menu": ("menu", "القائمة", "menu"),
    "write": ("message", "رسالة", "message"),
    "pause": ("pause", "استراحة", "pause"),
    "progress": ("progrès", "تقدم", "progress"),
    "goal": ("objectif", "هدف", "goal"),
    "milestone": ("étape", "مرحلة", "milestone"),
    "status": ("mon mentorat", "مواكبتي", "my mentoring"),
    "profile": ("mon profil", "ملفي", "my profile"),
    "data": ("mes données", "معطياتي", "my data"),
    "stop": ("stop", "توقف", "stop"),
    "start": ("START", "ابدأ", "START"),
    "erase": ("effacer", "حذف", "erase"),
    "keep": ("garder", "احتفاظ", "keep"),
    "connect": ("relier", "ربط", "connect"),
    "greeting": ("bonjour", "سلام", "hello"),
    "agreement": ("accord", "الاتفاق", "agreement"),
    "tips": ("conseils", "نصائح", "tips"),
    "partner": ("mon binôme", "شريكي", "my partner"),
    "meeting": ("rendez-vous", "الموعد", "appointment"),
    "reschedule": ("déplacer", "تأجيل", "reschedule"),
    "cancel_meeting": ("annuler le rendez-vous", "إلغاء الموعد", "cancel the meeting"),
    "calendar_file": ("agenda", "مفكرة", "calendar"),
    "resume_pair": ("reprendre le mentorat", "استئناف المواكبة", "resume the mentoring"),
    "extension": ("prolonger", "تمديد", "extend"),
    "certificate": ("attestation", "شهادة", "certificate"),
    "story": ("mon histoire", "قصتي", "my story"),
    "unblock": ("débloquer", "رفع الحظر", "unblock"),
    "report": ("signaler", "تبليغ", "report"),
    "contact": ("coordonnées", "معلومات الاتصال", "contact details"),
    "part": ("terminer", "إنهاء المواكبة", "end the mentoring"),
    "resume": ("continuer", "متابعة", "continue"),
    "privacy": ("confidentialité", "الخصوصية", "privacy"),
    "complement": ("compléter mon profil", "استكمال ملفي", "complete my profile"),
}
"""What a word does, and the word in French, Arabic and English."""

CHANGES = {
    "": ("changer", "تغيير", "change"),
    "role": ("changer rôle", "تغيير الدور", "change role"),
    "goal": ("changer objectif", "تغيير الهدف", "change goal"),
    "needs": ("changer besoins", "تغيير الحاجيات", "change needs"),
    "stage": ("changer étape", "تغيير المرحلة", "change stage"),
    "trade": ("changer activité", "تغيير النشاط", "change activity"),
    "times": ("changer disponibilités", "تغيير أوقات التفرغ", "change availability"),
    "pledge": ("changer engagement", "تغيير الالتزام", "change pledge"),
    "born": ("changer année", "تغيير سنة الميلاد", "change year"),
    "offers": ("changer apports", "تغيير ما تقدمونه", "change offers"),
    "capacity": ("changer capacité", "تغيير عدد المستفيدين", "change capacity"),
}
"""The answer that a wish to change names; none asks which."""

ANSWERED: dict[str, Value] = {"needs": ["market"], "offers": ["market", "finance"]}
"""Earlier answers that the topics shown depend on."""

ELSEWHERE = {"pause-begun": ("pause", "until"), "waiting-paused": ("pause", "until")}
"""A message whose example answers the question of another one."""

NOT_TO_BE_WRITTEN = {"onboarding-pledge", "common-alert"}
"""Quotation marks for other reasons: the pledge itself, and the coordinators' commands."""


class Quoted(Visitor):
    """The quoted words of a message, those without a placeholder."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def visit_Pattern(self, node: ast.Pattern) -> None:  # noqa: N802 - theirs
        text = "".join(
            one.value if isinstance(one, ast.TextElement) else "\ufffc" for one in node.elements
        )
        found = re.findall(r"[«“]\s*(.+?)\s*[»”]", text)
        self.words += [one for one in found if "\ufffc" not in one]
        self.generic_visit(node)


def quoted() -> Iterator[tuple[int, str, str]]:
    """Language (its place), key and each quoted word of every message of the catalogue."""
    for place, language in enumerate(("fr", "ar", "en")):
        for name in FILES:
            source = (files("locales") / language / f"{name}.ftl").read_text("utf-8")
            for entry in FluentParser().parse(source).body:
                if not isinstance(entry, ast.Message):
                    continue
                key = f"{name}-{entry.id.name}"
                values = [entry.value, *(one.value for one in entry.attributes)]
                found = Quoted()
                for value in values:
                    found.visit(value)
                if key not in NOT_TO_BE_WRITTEN:
                    yield from ((place, key, word) for word in found.words)


def answers(key: str, word: str) -> bool:
    """Whether `word` answers the question that `key` asks."""
    flow_id, step_id = ELSEWHERE.get(key) or key.split("-")
    flow = FLOWS.get(flow_id)
    question = flow.ask(step_id) if flow else None
    if flow is None or question is None or book().lexicon.move(fold(word)):
        return False
    given = Given(ANSWERED, {})
    shown = tuple(option.id for option in question.kind.options(given))[:PAGE]
    asked = Asked(given, shown, book().wordings(flow, question), datetime(2026, 11, 23, tzinfo=UTC))
    return isinstance(question.kind.understand(word, asked), Answer)


def test_every_word_we_tell_people_to_write_does_what_we_say() -> None:
    """Each quoted word is a command of its own language that the lexicon knows, or an answer."""
    meant = [{fold(words[place]): move for move, words in MOVES.items()} for place in range(3)]
    meant[1] |= {fold("START"): "start"}
    wishes = [{fold(words[place]): step for step, words in CHANGES.items()} for place in range(3)]
    lexicon = book().lexicon
    seen = set()
    for place, key, word in quoted():
        folded = fold(word)
        seen.add((place, folded))
        if folded in meant[place]:
            assert lexicon.move(folded) == meant[place][folded], (key, word)
        elif folded in wishes[place]:
            assert lexicon.field(folded) == wishes[place][folded], (key, word)
            assert not lexicon.move(folded), (key, word)
        else:
            assert answers(key, word), (key, word)
    for place in range(3):
        promised = {*meant[place], *wishes[place]}
        assert {(place, folded) for folded in promised} <= seen


def test_every_title_after_change_names_its_answer() -> None:
    """The titles that summaries show can be used: "changer lieu", "تغيير الاسم", "change name"."""
    lexicon = book().lexicon
    onboarding = FLOWS["onboarding"]
    for step in onboarding.steps:
        if not isinstance(step, Ask) or step.id in {"informed", "clock"}:
            continue  # they share the title of another question, which is meant
        for language, verb in (("fr", "changer"), ("ar", "تغيير"), ("en", "change")):
            title = label(f"onboarding-{step.id}.title", language)
            assert lexicon.field(fold(f"{verb} {title}")) == step.id, (verb, title)


def test_the_commands_of_the_menu_are_words_of_the_lexicon() -> None:
    """Telegram's commands do what the words beside them say."""
    for command in ("menu", "profile", "language", "help", "human", "pause", "data", "privacy"):
        assert book().lexicon.move(fold(f"/{command}")) == command
    for command, move in {
        "delete": "erase",
        "stop": "stop",
        "start": "start",
        "about": "about",
    }.items():
        assert book().lexicon.move(fold(f"/{command}")) == move
