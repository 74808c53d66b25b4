"""What people say instead of answering: questions back, anger, weariness, "not now", pieces."""

import pytest

from core.conversation.effects import Alert, Silence
from core.conversation.message import Part
from storage.codec import encode
from tests.chat import Chat
from tests.flows.test_matching import mentor
from tests.flows.test_moves import onboarded
from tests.flows.test_onboarding import MENTEE

ASKED = (
    "Pourquoi vous demandez ça ?",
    "qui va lire ça ?",
    "est-ce que mon mentor voit mon numéro ?",
    "why do you need that?",
    "who sees this?",
    "Can they see my number?",
    "3lach katsewlo",
    "chkoun ghadi ychouf hadchi",
    "لماذا تسألون عن هذا؟",
    "من سيقرأ أجوبتي؟",
)
"""Why we ask and who reads it, in four languages."""


@pytest.mark.parametrize("words", ASKED)
@pytest.mark.parametrize("before", [("1",), ("1", "1"), ("1", "1", "Amal")])
def test_a_question_back_is_answered_and_is_no_answer(words: str, before: tuple[str, ...]) -> None:
    """At a choice, where a name is asked and at a place: told why and who reads, then asked again."""
    chat = Chat().says("Bonjour", *before)
    open_question = chat.question.key if chat.question else chat.keys[-1]
    chat.says(words).sees("common-asked", open_question)
    assert chat.talk.run is not None
    assert words not in map(str, chat.talk.run.answers.values())
    assert chat.talk.misses == 0


def test_before_consent_one_may_ask_why() -> None:
    """Who reads it is told before anything is agreed to."""
    chat = Chat().says("Hello", "who sees this?").sees("common-asked", "onboarding-consent")
    assert not chat.talk.consented


@pytest.mark.parametrize(
    "goal",
    [
        "comprendre pourquoi mes clients ne reviennent pas",
        "savoir qui sont mes clients",
        "a better idea of who buys and why",
        "أن أفهم لماذا لا يعود الزبناء",
    ],
)
def test_one_may_wonder_in_ones_own_words(goal: str) -> None:
    """A goal that speaks of why and who is a goal."""
    chat = Chat().says("Bonjour", *MENTEE[:-1], goal)
    assert chat.talk.run is not None
    assert chat.talk.run.answers["goal"] == goal


def test_what_we_cannot_answer_we_say_and_name_who_can() -> None:
    """A question that no option answers is not "not understood": a human can answer it. Where the
    question on the screen can be explained, that may be the answer.
    """
    chat = Chat().says("Hello", "1")
    for words in ("do I have to pay for it?", "wach khasni nkhlles chi haja"):
        chat.says(words).sees("common-unknown.explained", "onboarding-role.explained")
    chat.says("1", "do I have to pay for it?").sees("common-unknown", "onboarding-name")


DATA = (
    "What do you do with my data?",
    "how do you use my data?",
    "what happens to my information?",
    "is my data safe?",
    "how long do you keep my data?",
    "Que faites-vous de mes données ?",
    "comment utilisez-vous mes données ?",
    "mes données sont protégées ?",
    "vous gardez mes données combien de temps ?",
    "ماذا تفعلون بمعطياتي؟",
    "هل معطياتي محمية؟",
    "شنو كديرو بالمعطيات ديالي",
    "chno katdiro b lma3loumat dyali",
)
"""What becomes of one's data, in four languages."""


@pytest.mark.parametrize("words", DATA)
@pytest.mark.parametrize("before", [(), ("Bonjour",), ("Bonjour", "1", "1")])
def test_what_becomes_of_ones_data_is_told_at_once(before: tuple[str, ...], words: str) -> None:
    """As the first words of all, before consent and after it: the notice, then the open question."""
    chat = Chat().says(*before, words)
    asked = "onboarding-name" if len(before) == 3 else "onboarding-consent"
    assert chat.keys == ["privacy-notice", asked]
    assert chat.talk.consented == (len(before) == 3)


@pytest.mark.parametrize(
    "goal", ["comment mieux utiliser les données de mes clients", "protéger mes données"]
)
def test_data_may_be_what_one_works_with(goal: str) -> None:
    """A goal that speaks of them is a goal."""
    chat = Chat().says("Bonjour", *MENTEE[:-1], goal)
    assert chat.talk.run is not None
    assert chat.talk.run.answers["goal"] == goal


def test_what_do_you_mean_is_said_in_other_words() -> None:
    """Whoever asks what is meant gets the question put another way, in their own words too."""
    chat = Chat().says("Hello", "1", "what do you mean?").sees("onboarding-role.explained")
    chat.says("1", "what do you mean?").sees("onboarding-name.again")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Je m'appelle Amal Idrissi", "Amal Idrissi"),
        ("Bonjour, moi c'est Karim.", "Karim"),
        ("ana smiti zineb ayt lahcen", "zineb ayt lahcen"),
        ("My name is Dana Roy", "Dana Roy"),
        ("اسمي فيصل بن عبد الرحمن المنصوري", "فيصل بن عبد الرحمن المنصوري"),
        ("أنا فاطمة الزهراء", "فاطمة الزهراء"),
        ("Ana Garcia", "Ana Garcia"),
        ("My Driss El Alaoui", "My Driss El Alaoui"),
    ],
)
def test_a_name_is_kept_without_what_introduces_it(told: str, name: str) -> None:
    """A mentor is told of "Zineb", not of "ana smiti zineb"."""
    chat = Chat().says("Bonjour", "1", "1", told)
    assert chat.talk.run is not None
    assert chat.talk.run.answers["name"] == name


@pytest.mark.parametrize(
    "words",
    [
        "do you really need my full name?",
        "ana bghit chi wa7d y3awenni f lmachrou3",
        "3arbiya w chwiya dyal lfransawiya",
        "je veux trouver un mentor",
        "أريد من يساعدني في مشروعي",
    ],
)
def test_a_sentence_is_nobodys_name(words: str) -> None:
    """What is said instead of a name is asked again."""
    chat = Chat().says("Bonjour", "1", "1", words)
    assert chat.talk.run is not None
    assert "name" not in chat.talk.run.answers


GRIEVED = (
    "c'est nul votre truc",
    "je suis très déçue par ce programme",
    "mon mentor est impoli",
    "il ne répond jamais",
    "this is a waste of time",
    "my mentor never replies",
    "هذا البرنامج سيئ",
    "لم ترد علي منذ أسبوع",
    "ma kayjawbnich",
    "hadchi makhdamch 3yit",
    "ما كيجاوبنيش",
)


@pytest.mark.parametrize("words", GRIEVED)
def test_whoever_is_angry_is_offered_a_human(words: str) -> None:
    """No menu and no "I did not understand"; one digit, and the team is told."""
    chat = onboarded().says(words).sees("common-team")
    assert not chat.all_effects(Alert)
    chat.says("1").sees("common-human")
    assert chat.all_effects(Alert) == [Alert("human")]


def test_a_second_word_of_anger_is_answer_enough() -> None:
    """Nobody is offered the same twice: the team is told."""
    chat = onboarded().says("vous servez à rien", "je suis très déçue").sees("common-human")
    assert chat.all_effects(Alert) == [Alert("human")]


def test_anger_may_be_let_pass() -> None:
    """Whoever declines goes back to the open question, and nobody is told."""
    chat = Chat().says("Bonjour", "1", "vous me prenez pour qui, c'est nul").sees("common-team")
    chat.says("non merci").sees("common-team.kept", "onboarding-role")
    chat.says("2").sees("onboarding-name")
    assert not chat.all_effects(Alert)


def test_what_is_said_instead_of_yes_or_no_goes_its_own_way() -> None:
    """An answer to the open question counts, also where a human has just been offered."""
    chat = Chat().says("Bonjour", "1", "c'est nul").sees("common-team")
    chat.says("être accompagnée").sees("onboarding-name")


@pytest.mark.parametrize(
    "words",
    [
        "j'en peux plus",
        "je suis au bout du rouleau",
        "I can't take it anymore",
        "لم أعد أحتمل",
        "ma b9itch 9adra",
        "كنبكي كل نهار",
    ],
)
def test_whoever_carries_too_much_is_heard_by_a_human(words: str) -> None:
    """The team is told at once, and they are told so."""
    chat = onboarded().says(words).sees("common-weary")
    assert chat.all_effects(Alert) == [Alert("human")]


@pytest.mark.parametrize(
    "goal", ["des clients déçus par la concurrence", "ne plus perdre mon temps en paperasse"]
)
def test_in_ones_own_words_anger_is_ones_own_business(goal: str) -> None:
    """A goal may speak of disappointment."""
    chat = Chat().says("Bonjour", *MENTEE[:-1], goal)
    assert chat.talk.run is not None
    assert chat.talk.run.answers["goal"] == goal


@pytest.mark.parametrize(
    "words",
    [
        "je voudrais parler à quelqu'un de l'équipe svp",
        "je veux qu'on m'appelle",
        "can I speak to a real person please",
        "I need to talk to somebody from the team",
        "أريد التحدث مع المسؤول عن البرنامج",
        "bghit nhder m3a chi wa7d mn lfar9a",
        "بغيت نتكلم مع شي واحد من الفريق",
    ],
)
def test_a_human_is_asked_for_in_many_ways(words: str) -> None:
    """In a sentence, in four languages, and in the middle of a question."""
    for before in ((), ("menu",)):
        chat = onboarded().says(*before, words).sees("common-human")
        assert chat.all_effects(Alert) == [Alert("human")]


@pytest.mark.parametrize(
    "words",
    [
        "je ne veux parler à personne",
        "trouver quelqu'un qui parle aux banques",
        "je m'appelle Karim",
        "je veux parler anglais",
    ],
)
def test_not_every_talk_of_people_asks_for_a_human(words: str) -> None:
    """One word more or a denial, and it is another wish."""
    assert not onboarded().says(words).all_effects(Alert)


@pytest.mark.parametrize(
    "words",
    ["plus tard", "pas le temps là", "je suis en réunion", "not now", "I am busy", "لاحقا", "mn b3d", "ma n9derch lyoum"],
)  # fmt: skip
def test_not_now_is_no_misunderstanding(words: str) -> None:
    """The question waits; it is asked again when they say so."""
    chat = Chat().says("Bonjour", "1", "1", "Amal", "casa").says(words).sees("common-later")
    assert chat.talk.misses == 0
    chat.says("continuer").sees("onboarding-trade")


def test_later_is_an_answer_where_it_is_offered() -> None:
    """Where "later" is one of the options, it is that."""
    Chat().says("Bonjour", *MENTEE, "1", "plus tard").sees("common-ok")


def test_pieces_of_one_thought_are_not_each_told_off() -> None:
    """Four bubbles in three seconds: asked again once, not "I cannot understand you" three times."""
    chat = Chat().says("Bonjour", "1")
    chat.says("je suis").sees("onboarding-role.again")
    for piece in ("une entrepreneuse", "de Rabat", "enfin de Salé"):
        chat.waits(seconds=-19)
        chat.says(piece).sees_nothing()
    chat.waits(seconds=30).says("bof").sees("common-again", "onboarding-role")


def test_thanks_are_taken_in_the_middle_of_a_question() -> None:
    """Whoever says thank you is not told that they were not understood."""
    chat = Chat().says("Bonjour", "1", "merci beaucoup").sees("common-thanks", "onboarding-role")
    assert chat.talk.misses == 0


def test_one_thing_taken_from_unclear_words_is_confirmed_by_a_yes() -> None:
    """Asked whether it was understood, and yes means it."""
    chat = Chat().says("سلام", "1")
    chat.says("أود أن أكون موجهًا لرواد الأعمال الشباب إن شاء الله")
    chat.sees("common-which.one")
    chat.says("نعم").sees("onboarding-name")
    assert chat.talk.run is not None
    assert chat.talk.run.answers["role"] == "mentor"


def test_one_who_stopped_and_wants_a_human_gets_one() -> None:
    """Nothing is written to them, and the team is told."""
    chat = onboarded().says("stop", "humain").sees_nothing()
    assert chat.all_effects(Silence)
    assert chat.all_effects(Alert) == [Alert("human")]
    chat.says("je veux parler à une personne de l'équipe").sees_nothing()
    assert len(chat.all_effects(Alert)) == 2


def test_ones_data_can_be_seen_before_the_profile_is_complete() -> None:
    """What is known so far is shown, not an empty list."""
    chat = Chat().says("Bonjour", "1", "1", "Amal Idrissi", "mes données")
    assert chat.message is not None
    summary = next(part for part in chat.message.parts if part.key == "common-summary")
    assert [row.title for row in summary.rows] == ["onboarding-role.title", "onboarding-name.title"]


def test_a_profile_that_was_only_looked_at_is_not_called_changed() -> None:
    """Neither by whoever is not understood nor by what falls due."""
    chat = onboarded().says("mon profil").sees("common-change")
    chat.says("zzz", "zzz", "zzz")
    assert "common-updated" not in chat.keys


@pytest.mark.parametrize("words", ["textile", "je fais de la couture"])
def test_an_answer_to_the_question_before_is_told_how_to_correct_it(words: str) -> None:
    """Nothing is changed by itself; "back" leads there, and the words are taken."""
    chat = Chat().says("Bonjour", "1", "1", "Amal", "casa", "1")
    chat.says(words).sees("common-former", "onboarding-stage")
    assert chat.talk.misses == 0
    chat.says("retour").sees("onboarding-trade")
    chat.says(words)
    assert chat.talk.run is not None
    assert str(chat.talk.run.answers["trade"]).startswith("textile")


@pytest.mark.parametrize(
    "words",
    [
        "en fait, couture",
        "en fait non, la couture",
        "pardon, plutôt la couture",
        "sorry, I meant tailoring",
        "عفوا، الخياطة",
    ],
)
def test_who_says_that_they_correct_themselves_has_it_corrected(words: str) -> None:
    """The answer before is taken anew and said back; the open question is next, once more."""
    chat = Chat().says("Bonjour", "1", "1", "Amal", "casa", "1").sees("onboarding-stage")
    chat.says(words)
    assert chat.keys == ["common-noted", "onboarding-stage"]
    assert chat.talk.run is not None
    assert str(chat.talk.run.answers["trade"]).startswith("textile")
    chat.says("retour").sees("onboarding-trade")


def test_a_year_is_corrected_by_its_figure_alone() -> None:
    """As "pardon 1996" at the question after the year of birth."""
    chat = Chat().says("Bonjour", "1", "1", "Amal", "casa", "1", "1", "1", "1", "1998")
    chat.sees("common-noted", "onboarding-times").says("pardon 1996").sees(
        "common-noted", "onboarding-times"
    )
    assert chat.talk.run is not None
    assert chat.talk.run.answers["born"] == 1996


def test_a_correction_that_is_no_answer_changes_nothing() -> None:
    """A "pardon" alone corrects nothing, and neither does what the question before cannot take."""
    chat = Chat().says("Bonjour", "1", "1", "Amal", "casa", "1")
    chat.says("pardon, bof bof").sees("onboarding-stage.again")
    assert chat.talk.run is not None
    assert chat.talk.run.answers["trade"] != "textile"


def test_what_answers_neither_question_is_asked_again() -> None:
    """The hint is for what the question before would take, and for another answer than it has."""
    chat = Chat().says("Bonjour", "1", "1", "Amal", "casa", "couture")
    chat.says("bof bof").sees("onboarding-stage.again")


@pytest.mark.parametrize(
    "asked", ["c'est quoi ça ?", "salam, chno hadchi?", "What is this?", "ما هذا؟"]
)
def test_whoever_begins_with_what_is_this_is_told_before_they_are_asked(asked: str) -> None:
    """The first words of somebody who was sent a number are often that question."""
    Chat().says(asked).sees("about-what", "about-who", "onboarding-consent")


@pytest.mark.parametrize("told", ["3arbiya", "l3arbiya", "arabe", "الدارجة", "français"])
def test_a_language_is_an_answer_where_languages_are_asked(told: str) -> None:
    """Elsewhere it is a wish to be written to in it."""
    chat = Chat().says("Bonjour", *MENTEE[:7]).sees("onboarding-languages")
    assert chat.says(told).keys[-1] == "onboarding-born"
    assert chat.talk.run is not None
    assert chat.talk.run.answers["languages"]
    assert chat.talk.language == "fr"


@pytest.mark.parametrize("told", ["smiti Amal Tazi", "je m'appelle Amal Tazi", "اسمي Amal Tazi"])
def test_a_name_that_comes_a_question_late_corrects_the_one_before(told: str) -> None:
    """Whoever says that it is their name answers no other question."""
    chat = Chat().says("Bonjour", "1", "1", "lbahja").sees("onboarding-home").says(told)
    chat.sees("common-noted", "onboarding-home")
    assert chat.talk.run is not None
    assert chat.talk.run.answers["name"] == "Amal Tazi"


@pytest.mark.parametrize(
    "words",
    ["let me think about it", "can I think about it?", "I need some time to think", "je vais réfléchir",
     "laissez-moi réfléchir un peu", "il faut que je réfléchisse", "I need to think", "دعوني أفكر قليلا",
     "سأفكر في الأمر", "khellini nfekker"],
)  # fmt: skip
def test_whoever_thinks_it_over_is_given_the_time(words: str) -> None:
    """That is no misunderstanding."""
    chat = Chat().says("Bonjour", "1", "1", "Amal", "casa").says(words).sees("common-later")
    assert chat.talk.misses == 0


@pytest.mark.parametrize(
    "words",
    ["I think so", "je pense", "think", "I think I can", "I think I will", "I think I have time"],
)
def test_a_guess_is_no_time_to_think(words: str) -> None:
    """Whoever thinks so has not put it off."""
    assert "common-later" not in Chat().says("Bonjour", "1", "1", "Amal", "casa", words).keys


def test_a_request_says_until_when_it_waits() -> None:
    """Nobody is told that there is no hurry where there is."""
    chat = mentor()
    parts = encode((Part("request-new"), Part("request-card", {"name": "Amal"})))
    until = "when:1795600800000@Europe/Paris"
    chat.falls_due("request", about="21", name="Amal", parts=parts, until=until)
    chat.says("je vais réfléchir").sees("common-later.until")
    assert chat.message is not None
    assert chat.message.parts[0].labels["until"] == (until,)
    chat.says("continuer")
    assert chat.keys[-1] == "request-decision"


def test_a_mentors_question_says_until_when_it_waits() -> None:
    """A mentee who does not answer it in time loses the mentor, too."""
    parts = encode((Part("reply-question", {"name": "Karim", "question": "Exportez-vous ?"}),))
    until = "when:1795600800000@Africa/Casablanca"
    chat = onboarded()
    chat.falls_due("proposal_question", about="11", name="Karim", parts=parts, until=until)
    chat.says("laissez-moi réfléchir").sees("common-later.until")
    assert chat.message is not None
    assert chat.message.parts[0].labels["until"] == (until,)


@pytest.mark.parametrize(
    "words",
    ["comment répondre à la question ?", "c'est quoi cette application ?", "what is this app"],
)
def test_a_question_about_us_is_none_about_a_partner(words: str) -> None:
    """Whoever has none yet is not told so in answer to it."""
    assert "partner-none" not in Chat().says("Bonjour", "1", words).keys


@pytest.mark.parametrize(
    "words", ["comment je réponds ?", "how do I answer?", "كيف أجيب؟", "kifach njaweb"]
)
def test_how_to_answer_is_no_answer(words: str) -> None:
    """Not even to a question for one's name."""
    chat = Chat().says("Bonjour", "1", "1", words).sees("onboarding-name.again")
    assert chat.talk.run is not None
    assert "name" not in chat.talk.run.answers
