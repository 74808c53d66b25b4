"""A pair from the match to the first held meeting, over both providers' HTTP, channels swapped.

The months that follow, and the third language, are told in `test_told`.
"""

import pytest

from tests.journeys.assistant import Assistant
from tests.journeys.phone import Phone, Telegram, WhatsApp, words_of
from tests.journeys.stories import MENTOR, onboard
from tests.journeys.test_matching import introduce

AGREED = (
    ("agreement-purpose", "1"),
    ("agreement-rhythm", "1"),
    ("agreement-months", "2"),
    ("agreement-channel", "3"),
    ("agreement-confidentiality", "1"),
    ("agreement-conduct", "1"),
)
"""Six taps, the same on both sides."""


def phones(assistant: Assistant, language: str, *, swapped: bool) -> tuple[Phone, Phone]:
    """A mentor in Lyon and a mentee in Casablanca, onboarded, on different channels."""
    mentor: Phone
    mentee: Phone
    if swapped:
        mentor = Telegram(assistant, 700_000_001, app_language=language, language=language)
        onboard(mentor, MENTOR)
        mentee = WhatsApp(assistant, "+212600000002", "Amal", language)
    else:
        mentor = WhatsApp(assistant, "+33600000001", "Karim Alami", language)
        onboard(mentor, MENTOR)
        mentee = Telegram(assistant, 700_000_002, app_language=language, language=language)
    onboard(mentee)
    return mentor, mentee


def restart(assistant: Assistant) -> None:
    """A later day: a process that has not yet said twenty things to the same person in a minute."""
    assistant.waits(seconds=11)
    assistant.stop()
    assistant.start()


def sign(phone: Phone, *, last: bool) -> None:
    """The six taps."""
    phone.assistant.waits(seconds=11)  # nobody types twenty answers in ten seconds
    for question, answer in AGREED:
        phone.asked(question).says(answer)
    if not last:
        phone.asked("pair-waiting_for_partner")


@pytest.mark.parametrize(
    ("language", "swapped"),
    [("fr", False), ("ar", True)],
    ids=["fr-whatsapp-telegram", "ar-telegram-whatsapp"],
)
def test_from_a_yes_to_a_meeting_that_was_held(
    assistant: Assistant, language: str, swapped: bool
) -> None:
    """Agreement, times, brief, reminders, and two accounts: each told by their own clock."""
    mentor, mentee = phones(assistant, language, swapped=swapped)
    restart(assistant)
    introduce(mentee)
    mentor.looks_up()
    mentee.says("1").asked("proposal-asked")
    mentor.asked("request-decision")
    mentee.looks_up()
    mentor.says("1").asked("pair-introduced", "agreement-purpose")
    mentee.asked("pair-introduced", "agreement-purpose")

    restart(assistant)
    sign(mentee, last=False)
    mentee.looks_up()
    sign(mentor, last=True)
    for phone in (mentor, mentee):
        phone.asked("pair-agreement_signed", "times-choice")

    assistant.waits(seconds=11)
    mentor.looks_up()
    mentee.says("1").asked("pair-waiting_for_partner")
    mentor.asked("times-choice")
    mentee.looks_up()
    mentor.says("1").asked("pair-meeting_confirmed", "pair-meeting_brief")
    mentee.asked("pair-meeting_confirmed", "pair-meeting_brief")

    (row,) = assistant.rows("SELECT state FROM mentorship")
    assert row["state"] == "active"
    # On WhatsApp what we begin waits for its window; on Telegram it comes by itself.
    reader = mentor if isinstance(mentor, Telegram) else mentee
    reader.looks_up()
    for _ in range(64):  # eight days: the meeting may lie before a weekend
        assistant.waits(hours=3)
        if told(reader, "report-held"):
            break
    reader.asked("pair-meeting_day_before", "pair-meeting_hours_before", "report-held")


def told(phone: Phone, key: str) -> bool:
    """Whether the words of a key have come since this person last looked."""
    text = "\n".join(one.text for one in phone.bubbles()[phone.seen :])
    return all(words in text for words in words_of(key, phone.language))
