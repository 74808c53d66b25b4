"""What people do instead of answering: the place is kept, nothing is lost, nobody is stuck."""

from dataclasses import replace

import pytest

from core.conversation.book import Book
from core.conversation.flow import Ask, Flow
from tests.journeys.assistant import Assistant
from tests.journeys.conftest import Start
from tests.journeys.phone import Phone, Telegram, WhatsApp
from tests.journeys.stories import MENTEE, STOP, answer_up_to, finish, onboard

BOTH = pytest.mark.parametrize("make", [WhatsApp, Telegram])


def phone_of(make: type[Phone], assistant: Assistant) -> Phone:
    if make is WhatsApp:
        return WhatsApp(assistant, "+212600000001")
    return Telegram(assistant, 700_000_001)


@BOTH
def test_interruptions_come_back_to_the_question(assistant: Assistant, make: type[Phone]) -> None:
    """Help, one's data, who is behind this, a person: then the same question again."""
    phone = phone_of(make, assistant)
    answer_up_to(phone, "onboarding-home")
    phone.says("aide").asked("common-help", "onboarding-home")
    phone.says("qui êtes-vous").asked("onboarding-home")
    phone.says("mes données").asked("data-file")
    phone.says("2").asked("onboarding-home")
    phone.says("humain").asked("common-human")
    phone.says("Agadir").asked("onboarding-trade")


@BOTH
def test_back_and_change_keep_the_rest(assistant: Assistant, make: type[Phone]) -> None:
    """Back takes one answer back, change another one by its name; all others stand."""
    phone = phone_of(make, assistant)
    answer_up_to(phone, "onboarding-needs")
    phone.says("retour").asked("onboarding-stage")
    phone.says("1").asked("onboarding-needs")
    phone.says("changer ville").asked("onboarding-home")
    phone.says("Agadir").asked("onboarding-needs")
    finish(phone, dict(MENTEE))
    assistant.settle()
    (stored,) = assistant.rows("SELECT name, city, stage FROM member")
    assert stored == {"name": "Amal Zemmouri", "city": "agadir", "stage": "idea"}


@BOTH
def test_the_language_changes_in_the_middle(assistant: Assistant, make: type[Phone]) -> None:
    """One word, and the same question stands there in the other language, for good."""
    phone = phone_of(make, assistant)
    answer_up_to(phone, "onboarding-trade")
    phone.says("english")
    phone.language = "en"
    phone.asked("onboarding-trade")
    phone.says("العربية")
    phone.language = "ar"
    phone.asked("onboarding-trade")
    phone.says("1").asked("onboarding-stage")


def test_a_stale_tap_is_answered_for_what_it_was(assistant: Assistant) -> None:
    """A button of an earlier question changes nothing; a double tap is one answer."""
    phone = Telegram(assistant, 700_000_001)
    answer_up_to(phone, "onboarding-role")
    role = phone.shown("onboarding-role")
    phone.taps("Être accompagné").asked("onboarding-name")
    phone.taps("Être accompagné", on=role).asked("onboarding-name")
    phone.says("Amal Zemmouri").asked("onboarding-home")
    phone.taps("Accompagner", on=role).asked("onboarding-home")
    finish(phone, dict(MENTEE))
    assistant.settle()
    (stored,) = assistant.rows("SELECT roles, name FROM member")
    assert stored == {"roles": '["mentee"]', "name": "Amal Zemmouri"}


def test_media_and_edits_keep_the_question_open(assistant: Assistant) -> None:
    """A voice note, a sticker, a corrected message: a kind word and the same question."""
    telegram = Telegram(assistant, 700_000_001)
    answer_up_to(telegram, "onboarding-role")
    telegram.sends_voice().asked("common-media-voice", "onboarding-role")
    telegram.sends_sticker().asked("common-media-other", "onboarding-role")
    telegram.edits("Accompagner").asked("common-edited", "onboarding-role")
    whatsapp = WhatsApp(assistant, "+212600000001")
    answer_up_to(whatsapp, "onboarding-role")
    whatsapp.sends_voice().asked("common-media-voice", "onboarding-role")
    whatsapp.says("1").asked("onboarding-name")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@BOTH
def test_stop_is_silence_until_start(
    assistant: Assistant, make: type[Phone], language: str
) -> None:
    """One confirmation, then nothing whatever is said; START goes on where it was."""
    phone = phone_of(make, assistant)
    phone.language = language
    answer_up_to(phone, "onboarding-home")
    phone.says(STOP[language]).asked("common-stopped")
    phone.says("Pourquoi ?").sees_nothing()
    phone.says("1").sees_nothing()
    assistant.waits(days=2)
    phone.sees_nothing()
    (stored,) = assistant.rows("SELECT status FROM address")
    assert stored["status"] == "stopped"
    phone.says("START").asked("common-started", "onboarding-home")


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_three_hundred_days_later_on_telegram(start: Start, dialect: str) -> None:
    """Three reminders at decent hours, a human is told, and one day the person goes on."""
    assistant = start(dialect)
    phone = Telegram(assistant, 700_000_001)
    answer_up_to(phone, "onboarding-home")
    for days in (1, 3, 10):
        phone.looks_up()
        assistant.waits(days=days)
        phone.asked("common-nudge", "onboarding-home")
    phone.looks_up()
    assistant.waits(days=286)
    phone.sees_nothing()
    assert [row["kind"] for row in assistant.rows("SELECT kind FROM alert")] == ["silent"]
    phone.says("bonjour").asked("common-recap")
    phone.taps("Continuer").asked("onboarding-home")
    phone.says("casa").asked("onboarding-trade")


def test_three_hundred_days_later_on_whatsapp(assistant: Assistant) -> None:
    """After 24 hours nothing free-form may be sent; what was held is not said a year later."""
    phone = WhatsApp(assistant, "+212600000001")
    answer_up_to(phone, "onboarding-home")
    phone.looks_up()
    assistant.waits(hours=23, minutes=45)
    phone.asked("common-nudge", "onboarding-home")
    phone.looks_up()
    for days in (3, 10, 287):
        assistant.waits(days=days)
        phone.sees_nothing()
    phone.says("bonjour").asked("common-recap")
    assistant.settle()
    assert len(phone.bubbles()) - phone.seen == 1
    phone.says("1").asked("onboarding-home")


def edited(book: Book) -> Book:
    """Next year's onboarding: a question moved, one new to mentees, one gone."""
    steps = {step.id: step for step in book.flows["onboarding"].steps}
    kind = steps.pop("kind")
    assert isinstance(kind, Ask)
    del steps["languages"]
    goal = steps.pop("goal")
    order = list(steps.values())
    order.insert(next(n for n, step in enumerate(order) if step.id == "trade"), goal)
    order.insert(
        next(n for n, step in enumerate(order) if step.id == "role") + 1, replace(kind, only=())
    )
    flow = Flow("onboarding", 2, tuple(order))
    return replace(book, flows={**book.flows, "onboarding": flow})


@BOTH
def test_a_flow_is_edited_while_someone_is_inside(assistant: Assistant, make: type[Phone]) -> None:
    """Restarted with other questions, it asks only what is missing; every answer still counts."""
    phone = phone_of(make, assistant)
    answer_up_to(phone, "onboarding-needs")
    assistant.stop()
    assistant.start(edited)
    phone.says("aide").asked("onboarding-kind")
    asked = finish(phone, {**dict(MENTEE), "onboarding-kind": "2"})
    assert asked == [
        "onboarding-kind",
        "onboarding-goal",
        "onboarding-needs",
        "onboarding-born",
        "onboarding-times",
        "onboarding-pledge",
    ]
    assistant.settle()
    (stored,) = assistant.rows("SELECT name, city, kind, stage FROM member")
    assert stored == {
        "name": "Amal Zemmouri",
        "city": "casablanca",
        "kind": "high_potential",
        "stage": "validation",
    }


def test_an_old_button_after_an_edit_harms_nothing(assistant: Assistant) -> None:
    """The question on the screen is no longer the open one: it is told so, and the new one asked."""
    phone = Telegram(assistant, 700_000_001)
    answer_up_to(phone, "onboarding-stage")
    stage = phone.shown("onboarding-stage")
    assistant.stop()
    assistant.start(edited)
    phone.taps("Une idée", on=stage).asked("onboarding-kind")
    phone.says("1").asked("onboarding-goal")


@BOTH
def test_two_devices_do_not_confuse_it(assistant: Assistant, make: type[Phone]) -> None:
    """The same message delivered twice counts once; two quick ones count in their order."""
    phone = phone_of(make, assistant)
    answer_up_to(phone, "onboarding-role")
    phone.posts_twice("1").asked("onboarding-name")  # type: ignore[attr-defined]
    assistant.settle()
    assert len(phone.bubbles()) - phone.seen == 1
    phone.says_quickly("Amal Zemmouri", "Agadir").asked("onboarding-trade")
    assistant.settle()
    phone.says("aide").asked("onboarding-trade")
    finish(phone, dict(MENTEE))
    assistant.settle()
    (stored,) = assistant.rows("SELECT name, city FROM member")
    assert stored == {"name": "Amal Zemmouri", "city": "agadir"}


def test_start_again_changes_nothing(assistant: Assistant) -> None:
    """/start in the middle repeats the open question; for a member it opens the menu."""
    phone = Telegram(assistant, 700_000_001)
    answer_up_to(phone, "onboarding-home")
    phone.opens().asked("onboarding-home")
    phone.says("casa").asked("onboarding-trade")
    other = Telegram(assistant, 700_000_002)
    onboard(other)
    other.opens().asked("menu-choice")


def test_a_message_that_no_webhook_brought_is_fetched(start: Start) -> None:
    """Twilio keeps what it could not deliver; after a restart it is found in its list."""
    assistant = start()
    phone = WhatsApp(assistant, "+212600000001")
    answer_up_to(phone, "onboarding-role")
    assistant.settle()
    assistant.stop()
    phone.goes_unheard("1")
    assistant.clock.move(minutes=2)
    assistant.start()
    phone.asked("onboarding-name")
