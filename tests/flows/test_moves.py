"""The words that work everywhere, silence, old buttons, floods, and everything people do instead."""

from datetime import UTC, datetime

import pytest

from core.conversation.effects import Act, Alert, Erase, OfferLink, SetTimer, Silence, Unsilence
from core.conversation.update import Tap
from core.duration import DAY
from tests.chat import Chat
from tests.flows.test_onboarding import MENTEE


def onboarded() -> Chat:
    return Chat().says("Bonjour", *MENTEE, "1", "2")


@pytest.mark.parametrize(
    "word",
    ["stop", "STOP", "Stop.", "arrêt", "ARRETER", "unsubscribe", "توقف", "تـوقّف", "safi 7bess"],
)
def test_stop_works_in_any_state_and_spelling(word: str) -> None:
    """Before consent, in the middle, at the end: one confirmation, then silence."""
    for before in ((), ("Bonjour",), ("Bonjour", "1", "1"), ("Bonjour", *MENTEE)):
        chat = Chat().says(*before, word).sees("common-stopped")
        assert chat.all_effects(Silence)
        chat.says("Pourquoi ?").sees_nothing()
        chat.says("1").sees_nothing()
        chat.sends_media("voice").sees_nothing()


def test_a_sentence_with_stop_in_it_is_no_stop() -> None:
    """Saying "Je veux stopper mon projet" is something else."""
    chat = Chat().says("Bonjour", "je veux stopper mon projet")
    assert not chat.talk.stopped


def test_only_an_explicit_start_resumes() -> None:
    """START brings back the open question exactly where it was."""
    chat = Chat().says("Bonjour", "1", "1", "stop", "bonjour").sees_nothing()
    chat.says("START").sees("common-started", "onboarding-name")
    assert chat.all_effects(Unsilence)


def test_back_restores_the_question_and_its_former_answer() -> None:
    """Back after a change brings the old answer back too."""
    chat = Chat().says("Bonjour", "1", "1", "Amal", "casa")
    chat.says("changer nom", "Aml")
    chat.says("retour").sees("onboarding-name")
    chat.says("retour").sees("onboarding-trade")
    assert chat.talk.run is not None
    assert chat.talk.run.answers["name"] == "Amal"


def test_back_at_the_beginning_says_so() -> None:
    """There is nothing before the first question."""
    Chat().says("Bonjour", "retour").sees("common-first", "onboarding-consent")


def test_skip_leaves_out_what_is_optional_and_nothing_else() -> None:
    """The name may wait, the role may not."""
    chat = Chat().says("Bonjour", "1", "passer").sees("common-needed", "onboarding-role")
    chat.says("1", "passer").sees("onboarding-home")


def test_who_cannot_answer_now_is_told_that_there_is_no_hurry() -> None:
    """The second time it is not demanded again; a human is named, and the question stays."""
    chat = Chat().says("Bonjour", "1", "je ne sais pas").sees("common-needed", "onboarding-role")
    chat.says("passer").sees("common-needed.later", "onboarding-role").says("1")
    chat.sees("onboarding-name")


def test_help_answers_and_repeats_the_question() -> None:
    """Help never loses the place."""
    Chat().says("Bonjour", "1", "aide").sees("common-help", "onboarding-role")


def test_a_person_always_reaches_a_human() -> None:
    """In three languages and Darija, from any state, in one message."""
    for word in ("humain", "human", "إنسان", "bghit nhder m3a chi 7ed"):
        chat = Chat().says("Bonjour", "1", word)
        assert "common-human" in chat.keys
        assert [one.kind for one in chat.all_effects(Alert)] == ["human"]  # type: ignore[attr-defined]


def test_distress_reaches_a_human_at_once() -> None:
    """An urgent alert, even from someone who said stop; the words on the screen are the same."""
    chat = Chat().says("Bonjour", "1", "je veux mourir, je n'en peux plus")
    chat.sees("common-distress")
    stopped = Chat().says("Bonjour", "stop", "bghit nmout").sees_nothing()
    for one in (chat, stopped):
        assert [a.severity for a in one.all_effects(Alert)] == ["urgent"]  # type: ignore[attr-defined]


def test_the_language_changes_in_the_middle_and_stays() -> None:
    """One word, and the same question stands there in the other language for good."""
    chat = Chat().says("Bonjour", "1", "english").sees("onboarding-role")
    assert chat.message is not None
    assert chat.message.language == "en"
    chat.says("bonjour je veux être accompagné")
    assert chat.message.language == "en"
    chat.says("langue").sees("common-language")
    chat.says("2").sees("onboarding-name")
    assert chat.message.language == "ar"


def test_an_unsure_first_message_is_asked_in_three_languages() -> None:
    """An emoji says nothing about a language; the question is asked once, and answered by a digit."""
    chat = Chat().says("👍").sees("common-language")
    chat.says("2").sees("onboarding-consent")
    assert chat.message is not None
    assert chat.message.language == "ar"


def test_darija_in_latin_letters_is_answered_in_arabic_with_french_at_hand() -> None:
    """To "salam bghit mentor": Arabic, and one tap leads to French."""
    chat = Chat().says("salam bghit mentor").sees("onboarding-consent")
    assert chat.message is not None
    assert chat.message.language == "ar"
    assert chat.question is not None
    assert chat.question.options[-1].id == "_fr"
    chat.taps("_fr").sees("onboarding-consent")
    assert chat.message.language == "fr"


@pytest.mark.parametrize(
    ("first", "language"),
    [("Bonjour", "fr"), ("السلام عليكم", "ar"), ("salam bghit mentor", "ar"), ("hi", "en")],
)
def test_the_first_message_decides_the_language(first: str, language: str) -> None:
    """The four openings of the programme's brief."""
    chat = Chat().says(first).sees("onboarding-consent")
    assert chat.message is not None
    assert chat.message.language == language


def test_a_name_never_switches_the_language() -> None:
    """Names, cities and numbers are answers, not hints."""
    chat = Chat().says("Bonjour", "1", "1", "John Smith", "London")
    assert chat.message is not None
    assert chat.message.language == "fr"


def test_an_old_button_is_answered_for_what_it_was() -> None:
    """A tap on a question of last week does not answer today's."""
    chat = Chat().says("Bonjour", "1")
    old = chat.question
    chat.taps("mentee").says("Amal").sees("onboarding-home")
    assert old is not None
    chat.sends(Tap(f"{old.token}.mentor", "Accompagner"))
    chat.sees("common-stale-answered", "onboarding-home")
    assert chat.talk.run is not None
    assert chat.talk.run.answers["role"] == "mentee"


def test_a_forged_button_changes_nothing() -> None:
    """What we did not make is treated kindly and without effect."""
    chat = Chat().says("Bonjour", "1")
    for token in ("", "x", "a.b.c.d", "t1a.0.role.admin", "t1a.99999999999.role.mentor" * 9):
        chat.sends(Tap(token, ""))
        assert chat.talk.run is not None
        assert "role" not in chat.talk.run.answers


def test_media_and_edits_keep_the_question_open() -> None:
    """A voice note, a sticker, an edited message: a kind word and the same question."""
    chat = Chat().says("Bonjour", "1")
    chat.sends_media("voice").sees("common-media-voice", "onboarding-role")
    chat.sends_media("sticker").sees("common-media-other", "onboarding-role")
    chat.edits("mentor").sees("common-edited", "onboarding-role")
    chat.sends_media("image", "mentor").sees("onboarding-name")


def test_a_flood_gets_one_notice() -> None:
    """Twenty messages in ten seconds are answered, then one notice, then quiet, then again."""
    chat = Chat().says("Bonjour")
    answered = 0
    notices = 0
    for _ in range(40):
        chat.waits(seconds=-20)
        chat.says("1000")
        answered += "common-flood" not in chat.keys and bool(chat.keys)
        notices += "common-flood" in chat.keys
    assert notices == 1
    assert answered < 20
    chat.waits(seconds=60).says("1").sees("onboarding-role")


def test_a_flood_is_told_where_it_was_cut_off() -> None:
    """Whoever writes too fast reads which of their words were the first that nobody read."""
    chat = Chat().says("Bonjour")
    for number in range(1, 26):
        chat.waits(seconds=-20).says(f"mot {number}")
        if chat.keys:
            last = chat.message
    assert last is not None
    (part,) = last.parts
    assert (part.key, part.facts) == ("common-flood", {"words": "mot 20"}), "after the greeting"


def test_a_flood_of_pictures_gets_one_notice() -> None:
    """What has no words cannot be quoted: the last one sent was not looked at."""
    chat = Chat().says("Bonjour")
    notices = 0
    for _ in range(25):
        chat.waits(seconds=-20).sends_media("image")
        notices += chat.keys == ["common-flood.wordless"]
    assert notices == 1


def test_another_machine_is_not_answered_for_ever() -> None:
    """Ten meaningless messages in a row alert a human and end the loop."""
    chat = Chat().says("Bonjour", "1")
    heard = 0
    for number in range(30):
        chat.says(f"auto-reply {number}")
        heard += bool(chat.keys)
    assert heard <= 10
    assert [one.kind for one in chat.all_effects(Alert)] == ["lost"]  # type: ignore[attr-defined]


def test_who_is_not_understood_is_left_to_a_human_and_asked_again_another_day() -> None:
    """No reminder of a question that ten answers did not meet; whoever comes back is answered."""
    chat = Chat().says("Bonjour", "1")
    for number in range(12):
        chat.says(f"auto-reply {number}")
    assert not chat.keys
    assert chat.wake_at == 0
    chat.waits(days=2).says("xyzzy").sees("common-offer-human", "onboarding-role")
    chat.says("xyzzy", "xyzzy").sees("common-lost").says("xyzzy")
    assert not chat.keys
    chat.waits(days=2).says("1").sees("onboarding-name")


def test_a_return_after_three_hundred_days_sums_up_first() -> None:
    """Two lines of what was said, then: continue, change, start over."""
    chat = Chat().says("Bonjour", "1", "1", "Amal").waits(days=300)
    chat.says("bonjour").sees("common-summary", "common-recap")
    assert chat.message is not None
    assert len(chat.message.parts[0].rows) == 2
    chat.says("1").sees("onboarding-home")
    again = Chat().says("Bonjour", "1", "1", "Amal").waits(days=300).says("1", "3")
    again.sees("onboarding-role")
    changed = Chat().says("Bonjour", "1", "1", "Amal").waits(days=300).says("1", "2")
    changed.sees("common-change")


def test_a_button_pressed_after_three_hundred_days_still_answers() -> None:
    """A tap on the open question is unmistakable, however late."""
    chat = Chat().says("Bonjour", "1").waits(days=300)
    chat.taps("mentee").sees("onboarding-name")


def test_the_menu_is_there_whenever_nothing_is_open() -> None:
    """Free words of a member are never a dead end."""
    for words in ("quoi de neuf", "je cherche des infos", "menu", "xyz"):
        assert onboarded().says(words).keys[-1] == "menu-choice"


def test_who_is_behind_this_is_answered_at_any_time() -> None:
    """Before consent and after, and the question comes back."""
    Chat().says("Bonjour", "c'est qui la KAS ?").sees(
        "about-what", "about-who", "onboarding-consent"
    )
    onboarded().says("who is behind this?").sees("about-what", "about-who")


def test_a_pause_is_kept_and_ends_by_itself_or_earlier() -> None:
    """A timer brings the person back; "pause" again ends it before."""
    chat = onboarded().says("pause").sees("pause-until")
    chat.says("1").sees("pause-begun")
    assert chat.talk.paused_until
    assert [one.kind for one in chat.all_effects(SetTimer)][-1] == "pause_over"  # type: ignore[attr-defined]
    chat.waits(days=14).falls_due("pause_over").sees("pause-ended")
    assert not chat.talk.paused_until


def test_an_erasure_can_be_taken_back_for_72_hours() -> None:
    """Confirm, change one's mind, confirm again, and then it is carried out."""
    chat = onboarded().says("effacer mes données").sees("erase-confirm")
    chat.says("oui").sees("erase-scheduled")
    chat.says("bonjour").sees("common-erasing")
    chat.says("garder").sees("common-kept")
    chat.falls_due("erase")
    assert not chat.all_effects(Erase)
    chat.says("effacer", "1").waits(days=3).falls_due("erase")
    assert chat.all_effects(Erase)


def test_an_erasure_taken_back_in_mid_onboarding_goes_on_there() -> None:
    """Whoever changes their mind finds the open question again."""
    chat = Chat().says("Bonjour", "1", "1", "Amal", "effacer", "1").sees("erase-scheduled")
    chat.says("garder").sees("common-kept", "onboarding-home")


def test_my_data_are_shown_and_sent_as_a_file() -> None:
    """A summary at once, the file on request."""
    chat = onboarded().says("mes données").sees("common-summary", "data-file")
    assert chat.message is not None
    assert len(chat.message.parts[0].rows) >= 8
    chat.says("oui").sees("data-sent")
    assert chat.message.attach == "export"


def test_an_interruption_comes_back_to_the_open_question() -> None:
    """A pause asked for in the middle of onboarding is settled, then onboarding goes on."""
    chat = Chat().says("Bonjour", "1", "1", "Amal")
    chat.says("mes données").sees("common-summary", "data-file")
    chat.says("2").sees("onboarding-home")


QUESTION = {"about": "7", "name": "Karim", "parts": "[]"}
"""A mentor's question to a mentee."""


def test_what_falls_due_waits_behind_the_open_question() -> None:
    """Only one question is open; the other one comes when it is settled."""
    chat = onboarded().says("pause").sees("pause-until")
    chat.falls_due("proposal_question", **QUESTION).sees_nothing()
    assert [run.flow for run in chat.talk.agenda] == ["reply"]
    chat.says("1")
    assert chat.keys[-1] == "reply-answer"


def test_news_does_not_wait_for_the_menu() -> None:
    """The menu is no question that anybody owes an answer to."""
    chat = onboarded().says("menu").sees("menu-choice")
    chat.falls_due("proposal_question", **QUESTION).sees("reply-answer")
    assert chat.talk.agenda == ()


def test_news_passes_a_forgotten_question() -> None:
    """Half an hour after the last word nobody is interrupted any more; the question comes back."""
    chat = onboarded().says("pause").waits(minutes=31)
    chat.falls_due("proposal_question", **QUESTION).sees("reply-answer")
    chat.says("Depuis 2019")
    assert chat.keys == ["reply-passed", "pause-until"]


def test_news_that_waited_is_told_when_the_talk_has_stopped() -> None:
    """What came in the middle of something is told half an hour after the last word."""
    chat = onboarded().says("pause")
    chat.falls_due("proposal_question", **QUESTION).sees_nothing()
    minutes = (chat.wake_at - chat.talk.heard_at) / 60_000
    assert 30 < minutes < 32
    chat.waits(minutes=minutes).falls_due("silence").sees("reply-answer")
    assert [run.flow for run in chat.talk.agenda] == ["pause"]


def test_a_second_chat_does_not_wait_behind_a_question() -> None:
    """The person is showing the code on their other phone at this moment."""
    chat = onboarded().says("pause")
    chat.falls_due("join", code="link-" + "a" * 22).sees("join-confirm")
    assert [run.flow for run in chat.talk.agenda] == ["pause"]


def test_a_second_chat_is_joined_with_both_sides_consent() -> None:
    """A code from the first chat, shown in the second, confirmed in both."""
    first = onboarded().says("relier", "1").sees("connect-code")
    code = first.all_effects(OfferLink)[0].code  # type: ignore[attr-defined]
    second = Chat(channel="telegram").says(f"/start {code}").sees("link-confirm")
    second.says("1").sees("link-asked")
    first.falls_due("join", code=code).sees("join-confirm")
    first.says("1").sees("join-done")


def test_silence_is_broken_kindly_and_ends_with_a_human() -> None:
    """An open question is recalled three times, further and further apart, then a human is told."""
    chat = Chat().says("Bonjour", "1")
    gaps = []
    for _ in range(3):
        gaps.append(chat.wake_at - chat.talk.heard_at)
        chat.waits(days=11)
        chat.falls_due("silence").sees("common-nudge", "onboarding-role")
    assert gaps == sorted(gaps)
    chat.falls_due("silence").sees_nothing()
    assert [one.kind for one in chat.all_effects(Alert)] == ["silent"]  # type: ignore[attr-defined]
    assert chat.wake_at == 0
    chat.says("1").sees("onboarding-name")
    assert chat.wake_at > 0


def test_a_question_that_comes_after_weeks_of_silence_is_not_recalled_at_once() -> None:
    """Whoever has had nothing to say for a month has as long to answer as anybody else."""
    chat = onboarded().waits(days=30).falls_due("proposal_question", **QUESTION)
    asked, hours = chat.now, []
    for _ in range(3):
        hours.append((chat.wake_at - asked.timestamp() * 1000) / 3_600_000)
        chat.now = datetime.fromtimestamp(chat.wake_at / 1000, UTC)
        chat.falls_due("silence").sees("common-nudge", "reply-answer")
    assert [round(one / 24) for one in hours] == [1, 3, 10]


def test_a_paused_or_stopped_person_gets_no_nudge() -> None:
    """Silence that was asked for stays."""
    stopped = Chat().says("Bonjour", "1", "stop")
    assert stopped.wake_at == 0
    stopped.falls_due("silence").sees_nothing()


@pytest.mark.parametrize("name", ["Karim Alami", "Sara Benali", "Fatima Zahra", "Omar Tazi"])
def test_a_name_given_beside_the_profile_name_switches_nothing(name: str) -> None:
    """Telegram and WhatsApp always offer a name; typing another one is still only a name."""
    chat = Chat(profile_name="Amal", country="MA").says("Bonjour", "1", "1", name)
    assert chat.message is not None
    assert chat.message.language == "fr"


def test_an_answer_of_the_profile_is_changed_while_the_complement_is_open() -> None:
    """The verdict tells people to write "changer rôle"; it works at once."""
    chat = Chat().says("Bonjour", *MENTEE, "1").sees("verdict-qualified", "complement-ready")
    chat.says("changer rôle").sees("onboarding-role")
    chat.says("1")
    assert "common-updated" in chat.keys
    assert chat.keys[-1] == "complement-ready"


def test_start_over_may_be_written_at_the_recap() -> None:
    """The word works as its number does."""
    chat = Chat().says("Bonjour", "1", "1", "Amal").waits(days=300).says("slm")
    chat.says("recommencer").sees("onboarding-role")


def test_too_many_choices_are_asked_again_with_the_limit() -> None:
    """Four of at most three: the limit is said, nothing is dropped silently."""
    chat = Chat().says("Bonjour", *MENTEE[:6], "1, 2, 3, 4").sees("onboarding-needs.many")
    assert chat.talk.run is not None
    assert "needs" not in chat.talk.run.answers


def test_days_later_a_question_is_asked_in_full() -> None:
    """Whoever writes something else after a silence is told again what it was about."""
    chat = onboarded().falls_due("pair", **REPORT)
    chat.sees("report-which", "report-held")
    chat.says("bonjour à tous de la montagne").sees("report-held.again")
    later = onboarded().falls_due("pair", **REPORT).waits(days=3)
    later.says("pardon j'étais malade").sees("report-which", "report-held")


REPORT = {
    "about": "31",
    "name": "Karim",
    "side": "mentee",
    "zone": "Africa/Casablanca",
    "start": "when:1795689000000@Africa/Casablanca",
    "said": '[{"how":"ask","key":"report","facts":{}}]',
}


def test_nothing_in_many_words_changes_nothing() -> None:
    """No, nothing: an answer to what is to be changed."""
    for words in ("non rien", "non merci", "no"):
        onboarded().says("changer").sees("common-change").says(words).sees("common-unchanged")


def test_no_break_where_there_is_none_is_no_return() -> None:
    """Nobody is welcomed back who was not away."""
    chat = onboarded().says("pause", "4").sees("common-unchanged")
    chat.says("pause", "1").says("pause", "4").sees("pause-ended")


def test_the_promise_takes_a_day_at_once_and_is_recalled() -> None:
    """Two months are said once; who leaves the question open is reminded, and then a human knows."""
    facts = {"about": "1", "mentorship": "1", "name": "Karim", "side": "mentee"}
    facts |= {"zone": "Africa/Casablanca", "wish": "pledge", "may_defer": "yes", "parts": "[]"}
    chat = onboarded().waits(hours=2).falls_due("progress", **facts).sees("pledge-choice")
    assert chat.wake_at
    chat.says("dans deux mois").sees("common-noted", "pledge-deferred")
    (act,) = chat.all_effects(Act)
    assert isinstance(act, Act)
    assert act.event == "defer"
    days = (int(act.facts["until"]) - chat.now.timestamp() * 1000) / DAY
    assert 59 < days < 63
    silent = onboarded().waits(hours=2).falls_due("progress", **facts)
    silent.waits(hours=22).falls_due("silence").sees("common-nudge", "pledge-choice")


def test_terms_take_the_place_of_the_taps_that_nobody_has_begun() -> None:
    """Who is answering for somebody else gets one question about the new pair, not two."""
    chat = onboarded().falls_due("pair", **REPORT)
    new = {**REPORT, "about": "32", "name": "Hind", "language": "fr", "version": "1"}
    taps = (
        '[{"how":"tell","key":"introduced","facts":{}},{"how":"ask","key":"agreement","facts":{}}]'
    )
    chat.falls_due("pair", **{**new, "said": taps})
    terms = '[{"how":"ask","key":"agreement_terms","facts":{}}]'
    new |= {"purpose_theirs": "launch", "rhythm_theirs": "usual", "months_theirs": "6"}
    new |= {"channel_theirs": "video", "language_theirs": "fr"}
    chat.falls_due("pair", **{**new, "said": terms})
    waiting = [run.flow for run in chat.talk.agenda if run.facts.get("about") == "32"]
    assert waiting == ["agreement_terms"]
