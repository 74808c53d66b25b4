"""What members ask us about their own mentorship, in sentences of their own."""

import pytest
from msgspec.structs import replace

from bot.words.book import book
from core.conversation.effects import SetTimer
from core.understanding.normal import fold
from tests.chat import Chat
from tests.flows.test_concerns import ASKED
from tests.flows.test_moves import onboarded
from tests.flows.test_onboarding import MENTEE

QUESTIONS = {
    "meeting": (
        "c'est quand la prochaine rencontre ?",
        "quand est-ce qu'on se voit ?",
        "à quelle heure est le rendez-vous ?",
        "est-ce que j'ai un rendez-vous cette semaine ?",
        "je ne sais plus quand on se voit",
        "when is my next meeting?",
        "when is my next meeting with Karim?",
        "c'est quand le rendez-vous avec Amal ?",
        "متى لقاؤنا مع كريم؟",
        "what time is our meeting?",
        "do I have a meeting this week?",
        "متى لقاؤنا القادم؟",
        "هل لدينا لقاء هذا الأسبوع؟",
        "imta lmeeting jay?",
        "wach 3endi chi meeting had simana?",
        "واش عندي شي لقاء هاد السيمانة؟",
    ),
    "status": (
        "combien de rencontres avons-nous eues ?",
        "on s'est vus combien de fois ?",
        "comment s'appelle mon mentor ?",
        "c'est qui mon mentor déjà ?",
        "je suis avec qui ?",
        "how many meetings did we have?",
        "who is my mentor again?",
        "who are my mentees?",
        "combien de rencontres avec Karim ?",
        "who am I paired with?",
        "كم لقاء أجرينا؟",
        "من هو موجهي؟",
        "مع من أنا؟",
        "ch7al mn meeting derna",
        "chkoun howa lmentor dyali",
        "شحال من لقاء درنا؟",
    ),
    "progress": (
        "c'est quoi déjà mon objectif ?",
        "rappelez-moi mes objectifs",
        "what's my goal again?",
        "what was our goal?",
        "ما هو هدفنا؟",
        "chnahoma l ahdaf dyali",
        "شنو هو الهدف ديالي؟",
    ),
    "certificate": (
        "où est mon attestation ?",
        "comment avoir mon certificat ?",
        "when do I get my certificate?",
        "متى أحصل على شهادتي؟",
        "fin chahadti?",
    ),
    "about": (
        "Pardon, qui êtes-vous déjà ?",
        "je ne me souviens plus, vous êtes qui ?",
        "c'est quoi ce truc ?",
        "who are you? what is this?",
        "sorry, who is this again?",
        "من أنت؟ ما هذا؟",
        "ما هذا؟",
        "chkoun nta? chno hada?",
        "chno had chi?",
    ),
}

NO_QUESTION = (
    "mon objectif est de vendre plus",
    "j'ai déjà un objectif",
    "je veux un mentor qui m'aide",
    "prochaine rencontre samedi 18h",
    "je ne sais pas quand",
    "ma rencontre est annulée",
    "la rencontre a eu lieu",
    "avec mon mentor",
    "avec Karim",
    "la rencontre avec Karim a eu lieu",
    "je veux vendre avec Karim",
    "obtenir un certificat sanitaire",
    "my goal is to sell more",
    "when I can",
    "the next one",
    "من الموجه",
    "lmeeting ghda",
)
"""Close to a question, and none: an answer, news, or a wish."""


@pytest.mark.parametrize(
    ("asked", "move"), [(one, move) for move, many in QUESTIONS.items() for one in many]
)
def test_a_question_about_ones_mentorship_is_understood(asked: str, move: str) -> None:
    """When, who, how often, what for, and who is writing: in four languages."""
    lexicon = book().lexicon
    folded = fold(asked)
    assert (lexicon.move(folded) or lexicon.wishes.move(folded)) == move


@pytest.mark.parametrize(
    "said",
    [
        "pause m3a lmentor",
        "bghit nwe99ef m3a lmentor chwiya",
        "j'aimerais faire une pause d'un mois avec mon mentor",
        "arrêter un moment avec mon binôme",
        "I need a break from my mentor for a while",
        "أريد التوقف لفترة مع موجهي",
        "jveux faire une pause de 2 semaines avc mon mentor",
        "can we take a break of three weeks with my mentor?",
        "أريد استراحة لمدة أسبوعين مع الموجه",
    ],
)
def test_a_break_with_a_partner_is_no_end(said: str) -> None:
    """Nobody who wants to breathe is asked why they part."""
    assert book().lexicon.wishes.move(fold(said)) == "pair_pause"


@pytest.mark.parametrize(
    "said",
    [
        "on peut continuer encore un peu ?",
        "on pourrait prolonger de deux mois",
        "can we continue a bit longer?",
        "هل يمكن أن نواصل مدة أطول؟",
        "wach momkin nkemlo chwiya",
    ],
)
def test_who_wants_more_time_together_need_not_know_the_word(said: str) -> None:
    """At the end, "prolonger" is one way among many."""
    assert book().lexicon.wishes.move(fold(said)) == "extension"


@pytest.mark.parametrize(
    "said",
    ["on continue", "je ne veux plus continuer avec mon mentor", "je veux continuer", "nkemlo"],
)
def test_to_go_on_is_no_wish_for_more_time(said: str) -> None:
    """Whoever only goes on, or does not want to, prolongs nothing."""
    assert book().lexicon.wishes.move(fold(said)) != "extension"


@pytest.mark.parametrize(
    "said",
    [
        "comment faire un business plan",
        "le numéro de la banque",
        "j'ai perdu mon téléphone",
        "how do I call the bank",
        "on fait quoi maintenant",
        "je veux arrêter un moment de vendre",
    ],
)
def test_what_is_said_of_something_else_wishes_nothing_of_a_pair(said: str) -> None:
    """A number, a call or a break that is not the partner's opens nothing of theirs."""
    moves = {"contact", "meeting", "pair_pause"}
    assert book().lexicon.wishes.move(fold(said)) not in moves


@pytest.mark.parametrize(
    ("said", "hinders"),
    [
        ("can't wait to meet you", False),
        ("I can't thank you enough", False),
        ("sorry I can't tomorrow", True),
        ("I can't make it anymore", True),
        ("I can't friday", True),
        ("sorry can't", True),
    ],
)
def test_not_every_cannot_keeps_from_a_meeting(said: str, hinders: bool) -> None:
    """Who is looking forward to it is not offered another time."""
    assert book().lexicon.wishes.hinders(fold(said)) is hinders


@pytest.mark.parametrize("said", [*NO_QUESTION, *ASKED])
def test_what_is_only_close_to_a_question_is_none(said: str) -> None:
    """An answer or a statement with the same words opens nothing."""
    assert book().lexicon.wishes.move(fold(said)) not in QUESTIONS


@pytest.mark.parametrize("asked", ["c'est quoi ça ?", "what's this?", "ما هذا؟", "chno hada ?"])
def test_before_consent_what_is_this_is_told(asked: str) -> None:
    """Whoever has not agreed yet learns who is writing, and is asked again."""
    Chat().says("Bonjour", asked).sees("about-what", "about-who", "onboarding-consent")


def test_what_is_this_points_to_the_question_on_the_screen() -> None:
    """In the middle of something it is the question that is not clear; days later it is we."""
    chat = Chat().says("Bonjour", "1").says("c'est quoi ça ?").sees("onboarding-role.explained")
    chat.waits(days=3).says("c'est quoi ça ?").sees("about-what", "about-who", "onboarding-role")


@pytest.mark.parametrize("asked", ["how many meetings did we have?", "من هو موجهي؟"])
def test_what_is_true_of_the_pair_is_looked_up(asked: str) -> None:
    """The answer comes a moment later, from what is true then."""
    chat = onboarded().says(asked)
    assert "standing" in [one.kind for one in chat.effects if isinstance(one, SetTimer)]


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("when do I meet Karim?", "partner:meeting.7"),
        ("quand est-ce que je vois Karim ?", "partner:meeting.7"),
        ("qui est Karim ?", "standing"),
        ("je veux arrêter avec Karim", "partner:part.7"),
        ("je veux déplacer la rencontre avec Karim", "partner:reschedule.7"),
        ("I need to postpone my meeting with Karim", "partner:reschedule.7"),
        ("أريد تأجيل لقائي مع كريم", "partner:reschedule.7"),
        ("bghit nbedel lmeeting m3a Karim", "partner:reschedule.7"),
        ("il faut annuler la rencontre avec Karim", "partner:cancel_meeting.7"),
    ],
)
def test_a_partner_may_be_called_by_their_name(asked: str, kind: str) -> None:
    """A sentence about one's mentor is read with their name in it, which says whom of several."""
    chat = onboarded()
    chat.hints = replace(chat.hints, partners=((6, "Amal"), (7, "Karim")))
    chat.says(asked)
    assert kind in [one.kind for one in chat.effects if isinstance(one, SetTimer)]


def test_a_partner_may_be_named_in_the_other_script() -> None:
    """Whoever writes Darija in Latin letters has a partner who writes his name in Arabic."""
    chat = onboarded()
    chat.hints = replace(chat.hints, partners=((7, "يوسف"),))
    chat.says("bghit nsali m3a youssef")
    assert "partner:part.7" in [one.kind for one in chat.effects if isinstance(one, SetTimer)]


@pytest.mark.parametrize(
    "asked", ["je veux déplacer la rencontre", "déplacer la rencontre d'Amal et Karim"]
)
def test_none_or_two_of_them_do_not_say_which(asked: str) -> None:
    """Which partner is meant is asked then, and not guessed."""
    chat = onboarded()
    chat.hints = replace(chat.hints, partners=((6, "Amal"), (7, "Karim")))
    kinds = [one.kind for one in chat.says(asked).effects if isinstance(one, SetTimer)]
    assert "partner:reschedule" in kinds


def test_who_is_called_by_name_is_spoken_to() -> None:
    """Words that call Karim are for Karim: they are offered to be passed on."""
    chat = onboarded()
    chat.hints = replace(chat.hints, partners=((7, "Karim"),))
    chat.says("Karim, when do we meet?").sees("meant-to")


@pytest.mark.parametrize(
    "asked", ["combien ça coûte ?", "is there a fee?", "واش خاصني نخلص شي حاجة؟"]
)
def test_a_question_that_we_cannot_answer_names_who_can(asked: str) -> None:
    """Where nothing is open either: not only a menu."""
    onboarded().says(asked).sees("common-unknown", "menu-choice")


def test_in_ones_own_words_a_question_is_an_answer() -> None:
    """Whoever is asked for a goal in their own words may wonder aloud."""
    chat = Chat().says("Bonjour", *MENTEE[:-1], "savoir quand rencontrer mon mentor")
    assert chat.talk.run is not None
    assert chat.talk.run.answers["goal"] == "savoir quand rencontrer mon mentor"


def test_news_is_not_kept_waiting_by_an_offer() -> None:
    """Optional questions that nobody took up are forgotten when there is something to say."""
    chat = Chat().says("Bonjour", *MENTEE, "1").sees("verdict-qualified", "complement-ready")
    chat.falls_due("proposal_question", about="1", name="Karim", parts="[]").sees("reply-answer")
    assert chat.says("Dans six mois").keys == ["reply-passed"]


def test_an_offer_is_not_recalled() -> None:
    """Whoever has finished their profile owes us nothing; an answer begun is recalled."""
    chat = Chat().says("Bonjour", *MENTEE, "1")
    assert chat.wake_at == 0
    chat.falls_due("silence").sees_nothing()
    assert chat.says("1").wake_at > 0


def test_optional_questions_under_way_are_kept() -> None:
    """Whoever has begun to answer them is not interrupted, and goes on."""
    chat = Chat().says("Bonjour", *MENTEE, "1").says("1")
    begun = chat.talk.run
    chat.falls_due("proposal_question", about="1", name="Karim", parts="[]").sees_nothing()
    assert chat.talk.run == begun
    assert [run.flow for run in chat.talk.agenda] == ["reply"]


def test_a_long_question_is_not_sent_time_after_time() -> None:
    """Asked in other words, asked in full once more, then a human and the short form."""
    chat = Chat().says("Bonjour", "xyzzy").sees("onboarding-consent.again")
    chat.says("xyzzy zyx").sees("common-again", "onboarding-consent")
    for said in ("plugh", "plover"):
        chat.says(said).sees("common-offer-human", "onboarding-consent.again")
        assert "onboarding-consent" not in chat.keys
