"""Every word a member reads: present in three languages, short, readable in both directions."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message as Entry

from bot.channels.protocol import Abilities
from bot.check import LOOSE, findings
from bot.words.book import FILES, book
from bot.words.catalogue import COORDINATORS, MissingWordsError, label, say, sources
from bot.words.rendering import BUBBLE, ISOLATE, POP, render
from core.conversation.message import Message, Option, Part, Row
from core.languages import LANGUAGES, Language
from core.mentoring.qualification import POINTS
from tests.chat import Chat

ROOT = Path(__file__).parents[2]
NUMBERED = Abilities(buttons=0, label=24, units=4096)
BUTTONS = Abilities(buttons=100, label=64, units=4096)
ASKED_FOR = {"onboarding-notice", "privacy-notice"}


def test_the_build_check_finds_nothing() -> None:
    """Flows are sound, no word is missing, no label is cut into another one."""
    assert list(findings()) == []


@pytest.mark.parametrize(
    "words",
    ["Vraiment ?", "Vraiment\u202f!", "Vraiment?", "Voici : tout", "Voici: tout", "« tout\u00a0»"],
)
def test_a_space_that_may_break_is_found(words: str) -> None:
    """French signs keep to their word on every phone: a plain, narrow or missing space is told."""
    assert LOOSE.search(words)


@pytest.mark.parametrize(
    "words", ["Vraiment\u00a0?", "À 18:30, «\u00a0oui\u00a0»\u00a0; merci\u00a0!", "1.\u00a0: non"]
)
def test_what_is_set_well_is_left_alone(words: str) -> None:
    """A clock's colon needs no space."""
    assert not LOOSE.search(words)


def keys_in_code() -> set[str]:
    """Catalogue keys that the code names as literals."""
    names = "|".join(("common", "verdict", *book().flows))
    pattern = re.compile(rf'"((?:{names})-[a-z_]+(?:-[a-z_]+)*)"')
    files = [*ROOT.glob("core/**/*.py"), *ROOT.glob("bot/**/*.py")]
    return {key for file in files for key in pattern.findall(file.read_text("utf-8"))}


def test_every_key_that_the_code_names_has_words() -> None:
    """In all three languages, with facts that messages may want."""
    keys = keys_in_code()
    assert len(keys) > 30
    facts: dict[str, str | int] = {
        "answer": "x",
        "title": "y",
        "name": "z",
        "days": 14,
        "code": "c",
    }
    facts |= {"kind": "human", "severity": "normal", "person": 1234}
    facts |= {"project": "p", "need": "n", "first": "f", "question": "q"}
    facts |= {"start": "s", "until": "u", "version": "1", "side": "mentee", "months": 6, "day": "d"}
    facts |= {"moved": 0, "stated": 1, "language": "fr", "stars": 4}
    facts |= {"statement": "s", "bar": "b", "percent": 50, "standing": "ahead", "latest": "l"}
    facts |= {"target": "t", "due": "d", "done": 1, "all": 2, "next": "n", "label": "l", "end": "e"}
    facts |= {"words": "w", "said": 1, "meetings": 2, "count": 3, "moment": "t0", "button": "b"}
    for key in keys:
        for language in LANGUAGES:
            assert say(key, language, facts).strip(), key


def test_a_message_is_found_in_its_file_as_fluent_finds_it() -> None:
    """Words are read one message at a time: each is the whole one, and none is left out."""
    read = 0
    for name in (*FILES, *COORDINATORS):
        for language in LANGUAGES:
            whole = (ROOT / "locales" / language / f"{name}.ftl").read_text("utf-8")
            messages = [one for one in FluentParser().parse(whole).body if isinstance(one, Entry)]
            found = sources(language, name)
            assert [f"{name}-{one.id.name}" for one in messages] == list(found)
            for one, source in zip(messages, found.values(), strict=True):
                alone = FluentParser().parse_entry(source.removeprefix(f"{name}-"))
                assert alone.equals(one, ignored_fields=["span", "comment"]), one.id.name
                read += 1
    assert read > 900


def test_every_verdict_and_reason_has_words() -> None:
    """Whatever the rules conclude can be said."""
    reasons = [name for name, *_ in POINTS]
    reasons += ["born", "too_young", "too_old", "offers", "capacity", "times"]
    for language in LANGUAGES:
        for verdict in ("qualified", "needs_info", "redirected"):
            assert say(f"verdict-{verdict}", language, {"name": "Amal"})
        for reason in reasons:
            assert label(f"verdict-reason.{reason}", language)


def test_an_unknown_key_or_fact_is_our_mistake_and_loud() -> None:
    """A missing word never reaches a member as a blank."""
    with pytest.raises(MissingWordsError):
        say("common-nonsense", "fr", {})
    with pytest.raises(MissingWordsError):
        say("common-noted", "fr", {})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ["1", "2", "3"])
def test_no_bubble_of_a_whole_conversation_is_over_600_characters(
    language: Language, role: str
) -> None:
    """Onboarding, complement, menu and every turn of it, as numbered text."""
    chat = Chat(profile_name="Abdelmoughit Benabdellah El Idrissi")
    chat.says({"fr": "Bonjour", "ar": "السلام عليكم", "en": "Hello there, good morning"}[language])
    numbers = {"onboarding-role": role, "onboarding-born": "1990", "onboarding-needs": "1,2,3"}
    numbers |= {"onboarding-offers": "1,2,3,4,5", "onboarding-times": "1,2,3,4,5,6"}
    numbers |= {"onboarding-languages": "1,2,3,4"}
    seen = 0
    for _ in range(40):
        assert chat.message is not None
        assert chat.message.language == language
        for bubble in render(chat.message, NUMBERED):
            if not ASKED_FOR & set(chat.keys):
                assert len(bubble.text) <= BUBBLE, (chat.keys, len(bubble.text))
            seen += 1
        if chat.keys[-1] == "complement-thanks":
            break
        chat.says(numbers.get(chat.keys[-1], "1"))
    assert chat.keys[-1] == "complement-thanks"
    assert seen > 14


def test_options_are_numbered_in_text_and_buttons_where_a_channel_has_them() -> None:
    """The same question with and without buttons; the digit stands beside both."""
    chat = Chat().says("Bonjour", "1")
    assert chat.message is not None
    (plain,) = render(chat.message, NUMBERED)
    assert "1. Être accompagné(e)" in plain.text
    assert [button.number for button in plain.buttons] == [1, 2, 3]
    (tapped,) = render(chat.message, BUTTONS)
    assert "1." not in tapped.text
    assert tapped.buttons[0].label == "Être accompagné(e)"
    assert all(len(button.token.encode()) <= 64 for button in tapped.buttons)


def test_a_long_answer_becomes_several_bubbles_with_the_question_last() -> None:
    """Parts share a bubble while they fit; the buttons stand under the question."""
    rows = tuple(Row("onboarding-role.title", (f"={'x' * 90}",)) for _ in range(6))
    question = Part(
        "onboarding-role", options=(Option("mentor", "onboarding-role.mentor"),), token="r.1.role"
    )
    bubbles = render(Message("fr", (Part("common-summary", rows=rows), question)), NUMBERED)
    assert len(bubbles) == 2
    assert bubbles[0].buttons == ()
    assert bubbles[1].buttons


def test_what_a_person_wrote_cannot_turn_the_text_around() -> None:
    """Own words are isolated, in summaries and in sentences."""
    rows = (Row("onboarding-name.title", ("=شركة Amal",)),)
    (bubble,) = render(Message("fr", (Part("common-summary", rows=rows),)), NUMBERED)
    assert f"{ISOLATE}شركة Amal{POP}" in bubble.text
    (said,) = render(
        Message("ar", (Part("common-noted", labels={"answer": ("=Amal",)}),)), NUMBERED
    )
    assert f"{ISOLATE}Amal{POP}" in said.text


def test_who_is_behind_this_names_people_with_their_years() -> None:
    """The signatories of 2020 and the representative of 2026 are not mixed up (A1)."""
    for language in LANGUAGES:
        words = say("about-who", language, {})
        signed, launched = words.split("2026")
        assert "2020" in signed
        assert "Krüger" in signed
        assert "Höfner" not in signed
        assert "Höfner" in launched


def test_the_first_of_a_month_is_an_ordinal_in_french_alone() -> None:
    """Nobody says "mardi un décembre"; the eleventh is the eleventh."""
    said = {
        (language, at): label(f"when:{at}@Africa/Casablanca", language)
        for language in LANGUAGES
        for at in (1796148000000, 1797012000000)
    }
    assert said["fr", 1796148000000] == "mardi 1er décembre à 18 h"
    assert said["fr", 1797012000000] == "vendredi 11 décembre à 18 h"
    assert said["en", 1796148000000] == "Tuesday 1 December at 18:00"
    assert said["ar", 1796148000000] == "الثلاثاء 1 دجنبر على الساعة 18:00"
