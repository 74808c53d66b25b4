"""Onboarding as members live it: signed webhooks in, a provider's phone out, in three languages."""

import json
from pathlib import Path

import pytest

from tests.crash.nursery import Nursery
from tests.journeys.assistant import ROOT, Assistant, environment
from tests.journeys.conftest import Start
from tests.journeys.phone import Phone, Telegram, WhatsApp, words_of
from tests.journeys.stories import (
    CITIES,
    HELLO,
    MENTEE,
    MENTOR,
    NAMES,
    PROFILE,
    answer_up_to,
    in_language,
    onboard,
)

LANGUAGES = ("fr", "ar", "en")
EVERYWHERE = [
    (channel, language, dialect)
    for channel in ("whatsapp", "telegram")
    for language in LANGUAGES
    for dialect in ("sqlite", "postgresql")
    if dialect == "sqlite" or (channel, language) in {("whatsapp", "ar"), ("telegram", "fr")}
]


def phone_of(channel: str, assistant: Assistant, language: str) -> Phone:
    if channel == "whatsapp":
        return WhatsApp(assistant, "+212600000001", "Amal", language)
    return Telegram(assistant, 700_000_001, "Amal", language)


@pytest.mark.parametrize(("channel", "language", "dialect"), EVERYWHERE)
def test_a_mentee_is_onboarded(start: Start, channel: str, language: str, dialect: str) -> None:
    """From hello to a verdict, every question seen in the member's language, the profile stored."""
    assistant = start(dialect)
    phone = phone_of(channel, assistant, language)
    onboard(phone)
    assistant.settle()
    (stored,) = assistant.rows("SELECT * FROM member")
    assert {name: stored[name] for name in PROFILE} == PROFILE
    assert stored["name"] == NAMES[language]
    (consent,) = assistant.rows("SELECT * FROM consent")
    assert (consent["given"], consent["language"]) == (True, language)
    assert consent["event_id"]
    replies = "SELECT state FROM outbox WHERE lane = 0"  # what comes by itself has its own hour
    assistant.until(
        lambda: {row["state"] for row in assistant.rows(replies)} == {"accepted"},
        "every reply has left",
    )


def test_a_mentor_abroad_is_onboarded_by_taps(assistant: Assistant) -> None:
    """On Telegram every question that has buttons can be answered with them alone."""
    phone = Telegram(assistant, 700_000_002, "Karim")
    phone.opens().asked("common-language")
    phone.taps("Français").asked("onboarding-consent")
    phone.taps("J’accepte").asked("onboarding-role")
    phone.taps("Accompagner").asked("onboarding-name")
    phone.taps("Karim").asked("onboarding-home")
    phone.says("Lyon").asked("onboarding-kind")
    for question, answer in MENTOR[4:]:
        phone.asked(question)
        phone.says(answer)
    phone.asked("verdict-qualified", "complement-ready")
    phone.taps("Plus tard").sees()
    assistant.settle()
    (stored,) = assistant.rows("SELECT name, country, region, capacity FROM member")
    assert stored == {"name": "Karim", "country": "FR", "region": "13", "capacity": 2}


def test_whatsapp_shows_buttons_where_they_are_registered(assistant: Assistant) -> None:
    """Quick replies and lists are a comfort: taps and digits both answer, a late tap harms nothing."""
    assistant.stop()
    assistant.register_contents()
    assistant.start()
    phone = WhatsApp(assistant, "+212600000001", "Amal")
    phone.says("Bonjour").asked("onboarding-consent")
    phone.says("1").asked("onboarding-role")
    role = phone.shown("onboarding-role")
    assert len(role.buttons) == 3
    phone.taps("Les deux").asked("onboarding-name")
    phone.taps("Les deux", on=role).asked("onboarding-name")
    phone.says("Amal Zemmouri").asked("onboarding-home")
    phone.says("casa").asked("onboarding-kind")
    phone.says("2").asked("onboarding-trade")
    assistant.settle()
    assert {one.form.get("ContentSid", "")[:2] for one in assistant.twilio.delivered} == {"", "HX"}


@pytest.mark.parametrize("channel", ["whatsapp", "telegram"])
def test_digits_alone_are_enough(assistant: Assistant, channel: str) -> None:
    """Whoever has only a keypad comes to the end: the name is the profile's, the goal from a list."""
    phone = phone_of(channel, assistant, "fr")
    phone.says("Bonjour")
    for question, answer in MENTEE:
        phone.asked(question)
        phone.says(answer if answer[0].isdigit() else "1")
    phone.asked("verdict-qualified", "complement-ready")
    assistant.settle()
    (stored,) = assistant.rows("SELECT name, region FROM member")
    assert stored == {"name": "Amal", "region": "01"}


def test_darija_in_latin_letters_is_answered_in_arabic(assistant: Assistant) -> None:
    """French is one tap away, and the rest of the way is in French."""
    phone = Telegram(assistant, 700_000_003, language="ar")
    phone.says("salam bghit mentor").asked("onboarding-consent")
    phone.taps(words_of("common-controls.french", "ar")[0])
    phone.language = "fr"
    phone.asked("onboarding-consent")
    phone.says("1").asked("onboarding-role")


def test_a_user_without_a_number_is_onboarded(assistant: Assistant) -> None:
    """WhatsApp no longer promises a phone number: a business-scoped id is a member like any other."""
    phone = WhatsApp(assistant, "MA.1A2B3C4D5E6F", "Amal")
    onboard(phone)
    assistant.settle()
    (stored,) = assistant.rows("SELECT address FROM address")
    assert stored["address"] == "whatsapp:MA.1A2B3C4D5E6F"


@pytest.mark.parametrize("channel", ["whatsapp", "telegram"])
def test_nothing_is_kept_of_who_refuses(assistant: Assistant, channel: str) -> None:
    """The goodbye arrives, then the address, the words and the profile's name are gone."""
    phone = phone_of(channel, assistant, "fr")
    phone.says("Bonjour").asked("onboarding-consent")
    phone.says("2").asked("onboarding-declined")
    assistant.until(
        lambda: not assistant.rows("SELECT id FROM person UNION SELECT id FROM inbox"),
        "who refused is forgotten",
    )
    assert not assistant.rows("SELECT id FROM address UNION SELECT id FROM outbox")


def test_the_export_has_the_contracts_shape(assistant: Assistant, nursery: Nursery) -> None:
    """`mem export members`: one JSON object a member, codes and not labels, times with offset."""
    onboard(WhatsApp(assistant, "+212600000001", "Amal"))
    answer_up_to(Telegram(assistant, 700_000_001), "onboarding-name")
    assistant.settle()
    done, begun = map(json.loads, assistant.command(nursery, "export", "members").splitlines())
    wanted = {
        "id", "state", "language", "roles", "name", "birth_year", "kind", "country", "region",
        "city", "timezone", "sector", "stage", "intent", "needs", "offers", "languages",
        "capacity", "goal", "consents", "pledge", "addresses", "created_at", "updated_at",
    }  # fmt: skip
    assert wanted <= set(done)
    assert wanted <= set(begun)
    assert (done["state"], begun["state"]) == ("qualified", "onboarding")
    assert done["needs"] == ["technology", "legal"]
    assert done["addresses"] == [
        {"channel": "whatsapp", "address": "whatsapp:+212600000001", "status": "active"}
    ]
    assert done["consents"][0]["given"] is True
    assert done["created_at"].endswith("+00:00")
    assert begun["name"] is None


def test_why_tells_a_persons_story(assistant: Assistant, nursery: Nursery) -> None:
    """`mem why` names the open question and what happened, and quotes nobody."""
    answer_up_to(WhatsApp(assistant, "+212600000001", "Amal"), "onboarding-home")
    assistant.settle()
    told = assistant.command(nursery, "why", "whatsapp:+212600000001")
    assert "onboarding-home" in told
    assert "a répondu à nom (onboarding-name)" in told
    assert "Zemmouri" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_onboards_too(language: str, tmp_path: Path, nursery: Nursery) -> None:
    """`mem chat` with a pipe: the same conversation, the same database, another channel."""
    lines = [HELLO[language], *(in_language(answer, language) for _, answer in MENTEE), "2"]
    file = tmp_path / "chat.db"
    there = environment(f"sqlite:///{file}")
    done = nursery.run("bot", ("chat", "--db", str(file)), there, ROOT, words="\n".join(lines))
    assert done.returncode == 0, done.stderr
    for question, _ in MENTEE:
        assert all(words in done.stdout for words in words_of(question, language)), question
    assert CITIES[language] in done.stdout
    exported = nursery.run("bot", ("export", "members"), there, ROOT)
    assert exported.returncode == 0, exported.stderr
    member = json.loads(exported.stdout)
    assert (member["name"], member["state"]) == (NAMES[language], "qualified")
    assert member["language"] == language
