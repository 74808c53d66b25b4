"""What commands say to a coordinator: in the office's language, every code in words, no word too many."""

import re
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser, ast

from bot.commands.mistakes import Refused, lines_of
from bot.commands.office import Code, Office
from bot.commands.outcomes import STATES as OUTCOMES
from bot.commands.outcomes import STEPS
from bot.commands.pairs import REASONS, TERMS
from bot.commands.pledges import STATES as PROMISES
from bot.commands.why import told
from bot.handlers.told import LOADERS
from bot.settings import SettingsError, load_settings
from core.duration import DAY, HOUR
from core.languages import LANGUAGES, Language
from core.matching.proposal import State as ProposalState
from core.mentoring.events import ByCoordinator
from core.mentoring.health import DEDUCTIONS
from core.mentoring.health import Level as HealthLevel
from core.mentoring.ladder import LADDER
from core.mentoring.member import State as MemberState
from core.mentoring.pair import STATES
from core.mentoring.side import SIDES
from core.mentoring.timetable import TIMERS
from storage.queries import Why
from storage.schema import LANES
from tests.bot.test_command_line import Mem, mem  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[2]
ASKED = re.compile(r"""\.ask\(\s*[\w.]+,\s*"(\w+)\"""")


def questions() -> frozenset[str]:
    """What one of a pair may be asked, as the rules name it."""
    rules = (ROOT / "core" / "mentoring").glob("*.py")
    asked = {key for file in rules for key in ASKED.findall(file.read_text("utf-8"))}
    return frozenset({*asked, *(rung.key for rung in LADDER if rung.act == "offer_rematch")})


CODES = {
    "state": STATES,
    "member": get_args(MemberState),
    "proposal": get_args(ProposalState),
    "promise": PROMISES,
    "outcome": OUTCOMES,
    "level": get_args(HealthLevel),
    "lack": [name for name, _, _ in DEDUCTIONS],
    "side": SIDES,
    "role": SIDES,
    "language": LANGUAGES,
    "term": TERMS,
    "reason-of": {reason for reasons in REASONS.values() for reason in reasons},
    "act": [one.__name__.lower() for one in get_args(ByCoordinator)],
    "clock": {name.partition(":")[0] for name in TIMERS},
    "question": questions(),
    "coming": LOADERS,
    "lane": LANES,
    "sending": ("pending", "sending", "unknown", "held", "cancelled", "failed"),
    "status": ("active", "stopped", "blocked", "moved", "forgotten"),
    "proof": ("g0", "g1", "g2"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(CODES))
def test_every_code_has_words(kind: str, language: Language) -> None:
    """A coordinator reads no code but those that an option takes; in English some are the word."""
    office = Office(language)
    assert CODES[kind]
    for code in CODES[kind]:
        words = office(f"{kind}.{code}")
        assert words.strip()
        assert language == "en" or words != code or words in {"absence", "mentor"}, code


def test_questions_are_found_where_the_rules_ask_them() -> None:
    """Otherwise the test above would prove nothing of them."""
    assert {"agreement", "times", "times_offered", "report", "checkin", "closing"} <= questions()


def keys(name: str) -> set[str]:
    """The messages of a file, and the refusals among its attributes."""
    source = (ROOT / "locales" / "fr" / f"{name}.ftl").read_text("utf-8")
    body = [one for one in FluentParser().parse(source).body if isinstance(one, ast.Message)]
    refusals = {
        f"no.{one.id.name}" for entry in body if entry.id.name == "no" for one in entry.attributes
    }
    return {entry.id.name for entry in body} | refusals


def test_no_words_are_left_over() -> None:
    """Every message of the office's file is said by a command, or holds the words of a kind of code."""
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "bot" / "commands").glob("*.py"))
    said = set(re.findall(r'"([a-z][\w-]*)"', code))
    kinds = {*CODES, "word", "severity", "reason", "rule", "no"}
    for key in keys("office") - kinds:
        assert key.removeprefix("no.") in said, key


def test_the_office_speaks_french_unless_it_is_told_otherwise(mem: Mem) -> None:  # noqa: F811
    """Lists and refusals alike; a language that nobody speaks is named at once."""
    assert mem("migrate").returncode == 0
    spoken = {
        "fr": "aucun mentorat en cours",
        "ar": "لا مواكبة جارية",
        "en": "no running mentorships",
    }
    for language, words in spoken.items():
        assert mem("pairs", COORDINATORS_LANGUAGE=language).stdout == f"{words}\n"
    assert mem("pairs", COORDINATORS_LANGUAGE="").stdout == f"{spoken['fr']}\n"
    refused = mem("pairs", "7", COORDINATORS_LANGUAGE="")
    assert (refused.returncode, refused.stderr) == (1, "mem: il n’y a pas de mentorat 7\n")
    assert "COORDINATORS_LANGUAGE" in mem("pairs", COORDINATORS_LANGUAGE="nl").stderr


def test_a_language_nobody_speaks_is_a_setting_to_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    """Named with the variable, as every wrong value."""
    monkeypatch.setenv("COORDINATORS_LANGUAGE", "nl")
    with pytest.raises(SettingsError, match="COORDINATORS_LANGUAGE"):
        load_settings()


def test_a_state_may_be_typed_as_it_is_read() -> None:
    """In the list's own words or as the code of the documentation; anything else is nothing."""
    office = Office("fr")
    for typed in ("paused", "en pause", " En Pause "):
        assert office.meant("state", typed, STATES) == "paused"
    assert office.meant("state", "endormi", STATES) is None


def test_a_wait_is_told_in_days_or_hours() -> None:
    """As somebody would say it on the telephone; never less than nothing."""
    told = [Office("en").lasting(one) for one in (-1, 5 * HOUR, DAY, 10 * DAY + HOUR)]
    assert told == ["0 h", "5 h", "1 d", "10 d"]


def test_a_time_is_told_by_casablancas_clock() -> None:
    """Which has been UTC without changes since September 2026; nothing stands for never."""
    assert Office("fr").moment(1_795_000_000_000) == "2026-11-18 11:06"
    assert Office("fr").moment(0) == "–"


def test_numbers_are_written_as_the_office_writes_them() -> None:
    """With its comma and its space, and no grouping in somebody's number."""
    assert Office("fr").number(1234.5) == "1\u00a0234,5" or Office("fr").number(1234.5) == "1.234,5"
    assert Office("en").share(0.4825) == "48%"
    assert Office("fr")("person", who=4711) == "membre 4711"


def test_a_person_s_story_is_told_in_words_beside_the_codes() -> None:
    """What is asked, what comes next and why nothing left; the code is there for whoever looks it up."""
    owed = {"lane": "reminder", "channel": "whatsapp", "state": "held", "error": "window",
            "attempts": 1, "created_at": 1}  # fmt: skip
    story = Why(
        37, [], "ar", stopped=False, paused_until=0, erase_at=0, open_question="onboarding-name",
        wake_at=0, timers=[{"kind": "pair_due:6.ladder:mentee", "due_at": 1}],
        events=[{"at": 1, "rule": "answer:onboarding.home"}, {"at": 1, "rule": "due:pair_due:6.end"}],
        looks=[{"at": 1, "rule": "seen:why", "by": "sara"}], unsent=[owed], unread=0,
    )  # fmt: skip
    lines = "\n".join(told(story, None, Office("fr"))).replace("\u00a0", " ")
    assert "membre 37, langue : arabe" in lines
    assert "question ouverte : nom (onboarding-name)" in lines
    assert "échéance du binôme de 37, prochain rappel, mentoré (pair_due:6.ladder:mentee)" in lines
    assert "a répondu à lieu (onboarding-home)" in lines
    assert "échéance du binôme de 37, fin prévue (pair_due:6.end)" in lines
    assert "les 24 heures de WhatsApp sont passées" in lines
    assert "(held window)" in lines
    assert "par sara (mem why)" in lines


DONE = (
    *(f"outcome:{step}" for step in STEPS),
    *(f"round:{step}" for step in ("draft", "release", "undo", "hold", "unhold", "amend")),
    *(f"pledge:{state}" for state in (*PROMISES, "declined")),
    *(f"mentorship:{one.__name__.lower()}" for one in get_args(ByCoordinator)),
    *("list:added", "list:changed"),
    *(f"mentorship:refused:{one}" for one in ("Picked", "Countered", "Cancelled", "Reported")),
)
"""What coordinators and the programme's own rules write into somebody's history."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", DONE)
def test_a_deed_of_the_history_has_words_before_its_code(rule: str, language: Language) -> None:
    """The code follows in brackets, for whoever looks it up."""
    story = Why(
        37, [], language, stopped=False, paused_until=0, erase_at=0, open_question="", wake_at=0,
        timers=[], events=[{"at": 1, "rule": rule, "by": "sara"}], looks=[], unsent=[], unread=0,
    )  # fmt: skip
    line = list(told(story, None, Office(language)))[-1]
    code = rule.rpartition(":")[2]
    before, found, behind = line.partition(f" ({code}) ")
    assert found or (language == "en" and f" {code} " in line), line
    assert behind == "by=sara" or not found
    assert rule not in before


def test_a_refusal_is_told_in_the_office_s_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes among its facts as words, lists joined."""
    error = Refused("act", id=7, act=Code("act", "lifted"), state=Code("state", "active"),
                    states=[Code("state", "paused")])  # fmt: skip
    monkeypatch.setenv("COORDINATORS_LANGUAGE", "fr")
    (line,) = lines_of(error) or ()
    assert "le mentorat 7 est actif" in line
    assert "en pause" in line
    monkeypatch.setenv("COORDINATORS_LANGUAGE", "en")
    assert "mentorship 7 is active and cannot be lifted" in str(error)
