"""Explanations: made from the parts of the score, in three languages, and discreet."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.protocol import Abilities
from bot.check import _shapes
from bot.words.catalogue import label, say
from bot.words.rendering import BUBBLE, render
from core.conversation.message import Message, Part
from core.languages import LANGUAGES
from core.matching.counterfactual import Opposite, what_helps
from core.matching.counterfactual import say as said_change
from core.matching.explain import explain
from core.matching.pool import Mentee
from core.matching.rules import RULES, why_not
from core.matching.score import score
from core.matching.weights import PARTS, standard
from core.mentoring.member import STYLES
from tests.core.matching.people import AMAL, KARIM, NOW, mentees, mentors, pool_of, pools

TABLE = standard()
PLAIN = Abilities(buttons=0, label=24, units=4096)
READERS = ("mentee", "mentor")


def words(language: str, *parts: Part) -> str:
    """The text of parts as one message of numbered text."""
    return "\n".join(bubble.text for bubble in render(Message(language, parts), PLAIN))


@pytest.mark.parametrize("name", ["matching"])
def test_the_three_languages_say_the_same_with_the_same_facts(name: str) -> None:
    """No message is missing, none wants another fact."""
    french, arabic, english = (_shapes(language, name) for language in LANGUAGES)
    assert french == arabic == english


@settings(max_examples=40, deadline=None)
@given(mentee=mentees(), mentor=mentors(), reader=st.sampled_from(READERS))
def test_an_explanation_is_the_score_and_can_be_said(mentee, mentor, reader) -> None:
    """Its parts add up to the score; it has words in every language, in less than a bubble."""
    found = explain(mentee, mentor, TABLE, now=NOW, reader=reader)
    assert found.score == score(mentee, mentor, TABLE, NOW)
    assert sum(part.points for part in found.score.parts) == found.score.points
    assert 1 <= len(found.reasons) <= 3
    assert len({part.key for part in found.reasons}) == len(found.reasons)
    told = [*found.reasons, found.logistics, *((found.gap,) if found.gap else ())]
    for language in LANGUAGES:
        for part in told:
            assert len(words(language, part)) <= 200, part
        assert len(words(language, *told)) <= BUBBLE


@settings(max_examples=40, deadline=None)
@given(mentee=mentees(), mentor=mentors())
def test_two_who_may_meet_are_given_two_reasons(mentee, mentor) -> None:
    """Nobody is proposed for one reason alone."""
    if why_not(mentee, mentor, pool_of(mentee, mentor), TABLE):
        return
    for reader in READERS:
        assert 2 <= len(explain(mentee, mentor, TABLE, now=NOW, reader=reader).reasons) <= 3


def test_the_mentee_reads_what_is_sought_found_and_missing() -> None:
    """Amal wants to sell in the Netherlands: Karim lives there, and does not do pricing."""
    found = explain(AMAL, KARIM, TABLE, now=NOW, reader="mentee")
    assert [part.key for part in found.reasons] == [
        "matching-why-needs-mentee",
        "matching-why-kind-mentee",
        "matching-why-country-mentee",
    ]
    assert "Export" in words("fr", *found.reasons)
    assert found.gap is not None
    assert found.gap.key in ("matching-gap-sector", "matching-gap-needs-mentee")
    assert words("fr", found.logistics).endswith("le soir en semaine\u2069.")


def test_the_mentor_reads_the_same_from_the_other_side() -> None:
    """What is asked of him, in his own language."""
    found = explain(AMAL, KARIM, TABLE, now=NOW, reader="mentor")
    assert any("offrez" in words("fr", part) for part in found.reasons)


def test_a_missing_answer_is_told_as_unknown_not_as_a_fault() -> None:
    """Two who told nothing about their ways of working."""
    mentee = replace(AMAL, needs=("market/export",), sector="trade")
    found = explain(mentee, KARIM, TABLE, now=NOW, reader="mentee")
    assert found.gap is not None
    assert found.gap.key == "matching-gap-unknown"
    assert found.gap.labels == {"parts": ("matching-part.style",)}


@settings(max_examples=15, deadline=None)
@given(pool=pools(8))
def test_every_counterfactual_can_be_said(pool) -> None:
    """In three languages, shortly."""
    for one in (*pool.mentees, *pool.mentors):
        reader, side = ("mentee", "mentors") if isinstance(one, Mentee) else ("mentor", "mentees")
        for change in what_helps(one, Opposite(pool, TABLE, of=side), now=NOW, most=99):
            for language in LANGUAGES:
                text = words(language, said_change(change, reader))
                assert str(change.gain) in text or change.gain in (1, 2)


def test_every_rule_style_and_part_has_its_words() -> None:
    """In three languages; what one side did to the other is never named."""
    for language in LANGUAGES:
        for code in RULES:
            assert label(f"matching-rule.{code}", language)
        for code in (code for pair in STYLES for code in pair):
            assert label(f"matching-style.{code}", language)
        for code in PARTS:
            assert label(f"matching-part.{code}", language)
        unspoken = ("blocked", "failed", "declined", "conflict")
        assert len({label(f"matching-rule.{code}", language) for code in unspoken}) == 1
        assert say("matching-position", language, {"position": 3, "total": 12})
