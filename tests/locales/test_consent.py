"""A consent names the words it was given to: they do not change under a version that is in use."""

import tomllib
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from bot.words import catalogue
from core.languages import LANGUAGES
from core.mentoring.consent import CONSENT_VERSION

AGREED_TO = (
    "consent",
    "consent.accept",
    "consent.refuse",
    "consent.more",
    "notice",
    "informed",
    "informed.accept",
    "informed.refuse",
)
"""All that is read before one agrees; what is only said again after a misunderstanding is not."""

VERSIONS: dict[str, str] = tomllib.loads(
    (Path(__file__).parents[2] / "locales" / "consents.toml").read_text("utf-8")
)["versions"]


def digest() -> str:
    """One figure for the words of today; a contact's name is no part of what is agreed to, and the
    kind of a space is no word.
    """
    facts = {"contact": "-"}
    return sha256(
        "\0".join(
            catalogue.say(f"onboarding-{key}", language, facts).replace("\u00a0", " ")
            for language in LANGUAGES
            for key in AGREED_TO
        ).encode()
    ).hexdigest()


def test_the_words_are_those_of_the_version() -> None:
    """Changed words need a new version: the day of the change, with a line in `consents.toml`."""
    assert VERSIONS.get(CONSENT_VERSION) == digest(), f"words of {CONSENT_VERSION} are {digest()}"


def test_a_version_is_a_day_and_the_last_one_counts() -> None:
    """Whoever reads a stored consent can tell from its version which words came before which."""
    days = [date.fromisoformat(version) for version in VERSIONS]
    assert days == sorted(set(days))
    assert days[-1].isoformat() == CONSENT_VERSION


def test_a_single_word_more_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """In any language, in any of the messages."""
    words, before = catalogue.say, digest()
    for language in LANGUAGES:
        for key in AGREED_TO:

            def changed(
                one: str, other: str, facts: object, key: str = key, lang: str = language
            ) -> str:
                more = " !" if (one, other) == (f"onboarding-{key}", lang) else ""
                return words(one, other, facts) + more  # type: ignore[arg-type]

            monkeypatch.setattr(catalogue, "say", changed)
            assert digest() != before
