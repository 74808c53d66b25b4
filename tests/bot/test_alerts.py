"""What an alert says to a coordinator: every kind in words, with what to do, in three languages."""

import re
from pathlib import Path

import pytest

from bot.commands.alerts import meaning
from bot.commands.office import Office
from bot.sending.notices import REFUSED
from bot.words.catalogue import ALERTED, say
from core.languages import LANGUAGES, Language
from core.mentoring.ladder import LADDER
from storage.alerts import OpenAlert
from storage.arrivals import MOVED

ROOT = Path(__file__).parents[2]
LITERAL = re.compile(
    r"""(?:\bAlert\(|\.alert\(|raise_alert\(conn,\s[\w.]+,\s|alert=|
        alert\(\s*ledger,\s[^,]+,\s[^,]+,\s)\s*"(\w+)\"""",
    re.VERBOSE,
)
"""Where the code raises an alert whose kind stands there."""


def kinds() -> frozenset[str]:
    """Every kind of alert that can be raised."""
    written = {
        kind
        for folder in ("bot", "core", "storage")
        for path in (ROOT / folder).rglob("*.py")
        for kind in LITERAL.findall(path.read_text("utf-8"))
    }
    climbed = {rung.key for rung in LADDER if rung.act == "alert"}
    return frozenset({*written, *climbed, "distress", "report", "flash", "trio", MOVED, REFUSED})


def test_the_kinds_are_found() -> None:
    """One of each way to raise them: otherwise the next test would prove nothing."""
    ways = {
        "human",
        "no_agreement",
        "timer_failed",
        "send_render",
        "unreadable",
        "outcome_disputed",
    }
    assert kinds() >= {*ways, "unmatched", "no_show", "silent"}
    assert len(kinds()) >= 24


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_alert_has_words_of_its_own(kind: str, language: Language) -> None:
    """A code such as no_agreement is nothing that a coordinator must know."""
    facts: dict[str, str | int] = {"kind": kind, "severity": "normal", "person": 31}
    words = say(ALERTED, language, facts)
    assert words != say(ALERTED, language, {**facts, "kind": "unheard_of"}).replace(
        "unheard_of", kind
    )
    assert not re.search(r"\b[a-z]+_[a-z]+\b", words)


def test_the_list_says_what_the_chat_is_told() -> None:
    """In the office's language."""
    told = meaning(OpenAlert(1, 31, "report", "urgent", 0), Office("fr"))
    assert told.startswith("URGENT")
    assert "n°\u00a031 signale" in told
