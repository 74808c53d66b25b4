"""From three cards to a match: what a mentee and a mentor say, and what the programme makes of it."""

import json
from collections.abc import Sequence

import pytest

from bot.flows.matching import CARDS, DECLINED_BECAUSE, LINES, NONE_BECAUSE, PLACES
from bot.flows.pairing import AGAIN, LATER
from bot.words.catalogue import label
from bot.words.rendering import BUBBLE, render
from core.conversation.effects import Act, Alert, SaveMember, Seek, SetTimer
from core.conversation.message import Message, Part, Row
from core.conversation.update import Tap
from core.duration import DAY
from core.languages import LANGUAGES, Language
from storage.codec import encode
from tests.chat import Chat
from tests.flows.test_onboarding import MENTEE, MENTOR
from tests.locales.test_words import BUTTONS, NUMBERED

WORDS: dict[Language, dict[str, str]] = {
    "fr": {"hello": "Bonjour", "others": "d'autres", "none": "aucun ne convient", "later": "plus tard"},
    "ar": {"hello": "السلام عليكم", "others": "wa7din khrin", "none": "لا أحد يناسبني", "later": "لاحقا"},
    "en": {"hello": "Hello, good morning", "others": "someone else", "none": "none of them", "later": "not now"},
}  # fmt: skip

INTRODUCTION = ("Je vends du savon à l’argan", "Fixer mes prix à l’export", "Un avis franc")


def mentee(language: Language = "fr") -> Chat:
    """Somebody who is through with onboarding and has not spoken for an hour."""
    return Chat().says(WORDS[language]["hello"], *MENTEE, "1", "2").waits(hours=1)


def mentor(language: Language = "fr") -> Chat:
    return Chat().says(WORDS[language]["hello"], *MENTOR, "1", "2").waits(hours=1)


def card(name: str) -> tuple[Part, ...]:
    """A card as the programme makes it: who, two reasons, a gap, when."""
    rows = (
        Row("onboarding-trade.title", ("trade:agrifood",)),
        Row("onboarding-kind.title", ("onboarding-kind.entrepreneur",)),
    )
    return (
        Part("proposal-card", {"name": name}, rows=rows),
        Part(
            "matching-why-needs-mentee",
            labels={"needs": ("topic:market", "topic:finance")},
            tight=True,
        ),
        Part(
            "matching-why-stage-mentee",
            labels={"stage": ("onboarding-stage.international",)},
            tight=True,
        ),
        Part("matching-gap-style", labels={"styles": ("matching-style.direct",)}, tight=True),
        Part(
            "matching-hours",
            labels={"times": ("matching-times.evening", "matching-times.saturday")},
            tight=True,
        ),
    )


def cards(*names: str) -> str:
    """What falls due when proposals were found; their numbers are 11, 12, 13."""
    return json.dumps(
        [
            {"name": name, "id": str(number), "parts": encode(card(name))}
            for number, name in enumerate(names, 11)
        ]
    )


def offered(chat: Chat, *names: str) -> Chat:
    return chat.falls_due("seek", cards=cards(*(names or ("Karim", "Salma", "Youssef"))))


def asked(chat: Chat, number: int = 21, name: str = "Amal", kind: str = "request") -> Chat:
    """A request reaches a mentor."""
    parts = (Part("request-new"), Part("request-card", {"name": name}))
    return chat.falls_due(kind, about=str(number), name=name, parts=encode(parts))


def news(chat: Chat, kind: str, number: int, key: str, **facts: str) -> Chat:
    parts = encode((Part(key, {"name": "Karim"}),))
    return chat.falls_due(kind, about=str(number), parts=parts, **facts)


def acts(chat: Chat) -> list[tuple[int, str]]:
    return [(one.id, one.event) for one in chat.all_effects(Act)]  # type: ignore[attr-defined]


def facts(chat: Chat) -> object:
    return chat.all_effects(Act)[-1].facts  # type: ignore[attr-defined]


def options(chat: Chat) -> Sequence[str]:
    assert chat.question is not None
    return [option.id for option in chat.question.options]


def bubbles(chat: Chat, language: Language) -> list[str]:
    assert chat.message is not None
    assert chat.message.language == language
    return [bubble.text for bubble in render(chat.message, NUMBERED)]


# -- the mentee ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mentee_chooses_writes_three_lines_and_sends_them(language: Language) -> None:
    """By digits or a name; the lines are shown before they leave, and go to the one chosen."""
    chat = offered(mentee(language))
    assert options(chat) == [*PLACES, "others", "none", "later"]
    assert len([key for key in chat.keys if key == "proposal-card"]) == 3
    chat.says("salma").sees("proposal-project")
    chat.says(INTRODUCTION[0]).sees("proposal-need")
    chat.says(INTRODUCTION[1]).sees("proposal-first")
    chat.says(INTRODUCTION[2]).sees("common-summary", "proposal-send")
    assert "Salma" in "".join(bubbles(chat, language))
    chat.says("1").sees("proposal-asked")
    assert acts(chat) == [(12, "choose")]
    assert facts(chat) == {"introduction": list(INTRODUCTION)}
    assert chat.talk.run is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_card_stays_in_one_bubble(language: Language) -> None:
    """With and without buttons, nobody's reasons stand under somebody else's name."""
    chat = offered(mentee(language))
    assert chat.message is not None
    for abilities in (NUMBERED, BUTTONS):
        shown = render(chat.message, abilities)
        assert all(len(bubble.text) <= BUBBLE for bubble in shown)
        for name in ("Karim", "Salma", "Youssef"):
            mine = next(bubble.text for bubble in shown if f"*\u2068{name}\u2069*" in bubble.text)
            paragraph = next(one for one in mine.split("\n\n") if name in one)
            assert len(paragraph.splitlines()) == 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_asking_for_others_refuses_the_three_and_looks_again(language: Language) -> None:
    """In the person's own words; they are not kept waiting in silence."""
    chat = offered(mentee(language)).says(WORDS[language]["others"]).sees("proposal-searching")
    assert acts(chat) == [(11, "reject"), (12, "reject"), (13, "reject")]
    assert chat.all_effects(Seek)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(1, 7))
def test_none_of_them_asks_what_would_suit_and_remembers_it(
    language: Language, number: int
) -> None:
    """Each reason but the last weighs in the next proposals."""
    chat = offered(mentee(language)).says(WORDS[language]["none"]).sees("proposal-why")
    saved = len(chat.all_effects(SaveMember))
    chat.says(str(number)).sees("proposal-searching")
    wish = NONE_BECAUSE[number - 1]
    assert chat.talk.more.get("wish") == (None if wish == "other" else wish)
    members = [one.member for one in chat.all_effects(SaveMember)[saved:]]  # type: ignore[attr-defined]
    assert [one.more["wish"] for one in members] == ([] if wish == "other" else [wish])
    assert {event for _, event in acts(chat)} == {"reject"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_later_keeps_the_cards_and_comes_back(language: Language) -> None:
    """Nobody is refused, and the next look is three days away."""
    chat = offered(mentee(language)).says(WORDS[language]["later"]).sees("proposal-kept")
    assert acts(chat) == []
    timer = chat.all_effects(SetTimer)[-1]
    assert timer.kind == "seek"  # type: ignore[attr-defined]
    assert abs(timer.due.timestamp() - chat.now.timestamp() - LATER / 1000) < 60  # type: ignore[attr-defined]


def test_back_leads_from_the_lines_to_another_person_with_the_lines_kept() -> None:
    """Whoever chose too fast goes back, chooses again, and writes nothing twice."""
    chat = offered(mentee()).says("1", *INTRODUCTION[:2]).sees("proposal-first")
    chat.says("retour", "retour", "retour")
    assert chat.keys[-1] == "proposal-choice"
    chat = offered(mentee()).says("1", *INTRODUCTION).sees("common-summary", "proposal-send")
    chat.says("2").sees("common-change")
    assert options(chat) == ["choice", *LINES, "_keep"]
    chat.says("1")
    assert chat.keys[-1] == "proposal-choice"
    chat.says("3").sees("common-summary", "proposal-send").says("oui").sees("proposal-asked")
    assert acts(chat) == [(13, "choose")]
    assert facts(chat) == {"introduction": list(INTRODUCTION)}


def test_one_line_is_corrected_before_it_leaves() -> None:
    """The summary's own number leads to the line, and only that one is written again."""
    chat = offered(mentee()).says("1", *INTRODUCTION, "corriger une ligne").sees("common-change")
    chat.says("3").sees("proposal-need").says("Trouver un distributeur")
    chat.sees("common-summary", "proposal-send").says("1")
    expected = [INTRODUCTION[0], "Trouver un distributeur", INTRODUCTION[2]]
    assert facts(chat) == {"introduction": expected}


def test_a_line_is_a_line() -> None:
    """Too long, or no word at all, is asked again; the recap and the mentor's screen stay short."""
    offered(mentee()).says("1", "x" * 141).sees("proposal-project.long")
    offered(mentee()).says("1", "42").sees("proposal-project.again")
    for language in LANGUAGES:
        lines = ["ص" * 140 if language == "ar" else "x" * 140] * 3
        longest = offered(mentee(language), "Abdelmoughit", "B", "C").says("1", *lines)
        longest.sees("common-summary", "proposal-send")
        assert all(len(text) <= BUBBLE for text in bubbles(longest, language))
        longest.says("2").sees("common-change")
        assert all(len(text) <= BUBBLE for text in bubbles(longest, language))
        three = dict(zip(LINES, lines, strict=True))
        (bubble,) = render(Message(language, (Part("request-introduction", three),)), NUMBERED)
        assert len(bubble.text) <= BUBBLE


@pytest.mark.parametrize("kind", ["proposal_gone", "proposal_full", "proposal_expired"])
def test_the_chosen_mentor_goes_while_the_introduction_is_written(kind: str) -> None:
    """It is told at once, the others are shown again, and what was written is kept."""
    chat = offered(mentee()).says("1", *INTRODUCTION[:2]).sees("proposal-first")
    news(chat, kind, 11, "next-gone")
    assert chat.keys[0] == "next-gone"
    assert chat.keys[-1] == "proposal-choice"
    assert options(chat) == ["two", "three", "others", "none", "later"]
    chat.says("Youssef").sees("proposal-first").says(INTRODUCTION[2], "1")
    assert acts(chat) == [(13, "choose")]
    assert facts(chat) == {"introduction": list(INTRODUCTION)}


def test_another_mentor_goes_while_the_introduction_is_written() -> None:
    """That is no reason to disturb anybody; the card is gone when the choice is looked at again."""
    chat = offered(mentee()).says("1", INTRODUCTION[0])
    news(chat, "proposal_gone", 12, "next-gone").sees_nothing()
    chat.says("aide").sees("common-help", "proposal-need")
    chat.says("retour", "retour")
    assert options(chat) == ["one", "three", "others", "none", "later"]
    assert chat.keys.count("proposal-card") == 2


def test_after_the_last_card_we_look_again_at_once() -> None:
    """With the lines kept for whom is found."""
    chat = offered(mentee(), "Karim").says("1", *INTRODUCTION[:2])
    news(chat, "proposal_full", 11, "next-full")
    assert chat.all_effects(Seek)
    assert options(chat) == ["others", "none", "later"]
    offered(chat, "Nadia").says("1").sees("proposal-first")


def test_an_old_button_for_a_mentor_who_went_chooses_nobody() -> None:
    """The question is asked again among those who are there."""
    chat = offered(mentee())
    old = chat.question
    assert old is not None
    news(chat, "proposal_full", 11, "next-full")
    chat.sends(Tap(f"{old.token}.one", "Karim"))
    assert acts(chat) == []
    assert chat.keys[-1].startswith("proposal-choice")
    assert "one" not in options(chat)


def test_new_proposals_keep_the_lines_that_are_being_written() -> None:
    """Two weeks later the cards are new, the words are still theirs."""
    chat = offered(mentee()).says("1", *INTRODUCTION[:2]).waits(days=13)
    offered(chat, "Nadia", "Omar").says("1").sees("proposal-first")
    chat.says(INTRODUCTION[2], "1")
    assert acts(chat) == [(11, "choose")]
    assert facts(chat) == {"introduction": list(INTRODUCTION)}


def test_a_waiting_passage_is_told_when_it_comes_up() -> None:
    """A mentor who goes while something else is talked about is missing when the cards come up."""
    chat = offered(mentee()).says("pause").sees("pause-until")
    news(chat, "proposal_gone", 11, "next-gone").sees_nothing()
    chat.says("4")
    assert chat.keys[-1] == "proposal-choice"
    assert "next-gone" in chat.keys
    assert "one" not in options(chat)


def test_two_mentors_of_one_name_are_told_apart() -> None:
    """By the number that answers; typing the bare name is asked back."""
    chat = offered(mentee(), "Mohamed", "Salma", "Mohamed")
    assert chat.question is not None
    labels = [option.label for option in chat.question.options[:3]]
    assert labels == ["=Mohamed (1)", "=Salma", "=Mohamed (3)"]
    assert chat.message is not None
    names = [part.facts["name"] for part in chat.message.parts if part.key == "proposal-card"]
    assert names == ["Mohamed (1)", "Salma", "Mohamed (3)"]
    chat.says("mohamed").sees("common-which")
    chat.says("2").sees("proposal-project")
    assert chat.talk.run is not None
    assert chat.talk.run.answers["choice"] == "three"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_told_without_a_reason_and_the_next_is_one_tap_away(
    language: Language,
) -> None:
    """The same introduction goes to somebody else; the reason is in no message."""
    chat = mentee(language)
    lines = json.dumps(list(INTRODUCTION))
    news(
        chat, "proposal_declined", 11, "next-declined", two="Salma", id_two="12", introduction=lines
    )
    chat.sees("next-declined", "next-choice")
    assert options(chat) == ["two", "others", "human"]
    told = " ".join(bubbles(chat, language))
    reasons = [label(f"request-reason.{one}", language) for one in DECLINED_BECAUSE]
    assert not [one for one in reasons if one in told]
    chat.says("1").sees("proposal-asked")
    assert acts(chat) == [(12, "choose")]
    assert facts(chat) == {"introduction": list(INTRODUCTION)}


def test_after_a_refusal_others_or_a_person_of_the_team() -> None:
    """Nobody is left at a dead end, also when no other card stands."""
    for words, key, effect in (
        ("1", "proposal-searching", Seek),
        ("l'équipe", "common-human", Alert),
    ):
        chat = news(mentee(), "proposal_expired", 11, "next-expired", introduction='["a","b","c"]')
        assert options(chat) == ["others", "human"]
        chat.says(words).sees(key)
        assert chat.all_effects(effect)


def test_a_card_that_was_never_asked_goes_without_a_word() -> None:
    """Whoever kept the proposals for later hears of a departure when they look again."""
    chat = offered(mentee()).says("plus tard")
    news(chat, "proposal_gone", 11, "next-gone", introduction="[]").sees_nothing()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mentors_question_is_answered_and_passed_on(language: Language) -> None:
    """One question at a time, and its answer goes back to who asked."""
    chat = mentee(language)
    part = Part("reply-question", {"name": "Karim", "question": "Exportez-vous déjà ?"})
    chat.falls_due("proposal_question", about="11", name="Karim", parts=encode((part,)))
    chat.sees("reply-question", "reply-answer").says("Pas encore, en 2027").sees("reply-passed")
    assert acts(chat) == [(11, "answer")]
    assert facts(chat) == {"answer": "Pas encore, en 2027"}


@pytest.mark.parametrize(
    ("offers", "shown"),
    [
        ({"flash": "yes", "trio": "yes"}, ["flash", "trio", "wait"]),
        ({"trio": "yes"}, ["trio", "wait"]),
    ],
)
def test_who_waits_is_offered_only_what_there_is(offers: dict[str, str], shown: list[str]) -> None:
    """A talk or a group where the pool has them; the team hears of the wish."""
    part = encode((Part("matching-position", {"position": 3, "total": 9}),))
    chat = mentee().falls_due("seek", cards="[]", waits="yes", parts=part, **offers)
    chat.sees("matching-position", "waiting-meanwhile")
    assert options(chat) == shown
    chat.says("un groupe").sees("waiting-trio")
    assert [one.kind for one in chat.all_effects(Alert)] == ["trio"]  # type: ignore[attr-defined]


def test_who_waits_is_told_where_they_stand_and_looked_for_again() -> None:
    """With nothing to offer meanwhile nothing is asked, and a week later we look again."""
    part = encode((Part("matching-position", {"position": 3, "total": 9}),))
    chat = (
        mentee()
        .falls_due("seek", cards="[]", waits="yes", parts=part)
        .sees("matching-position", "waiting-searching")
    )
    timer = chat.all_effects(SetTimer)[-1]
    assert (timer.due.timestamp() - chat.now.timestamp()) * 1000 == AGAIN == 7 * DAY  # type: ignore[attr-defined]


# -- the mentor ------------------------------------------------------------------------------------


YES = ["1", "avec plaisir", "d'accord", "oui", "موافق", "wakha", "with pleasure", "أقبل"]


@pytest.mark.parametrize("words", YES)
def test_a_mentor_accepts(words: str) -> None:
    """In any of our languages, in a word."""
    chat = asked(mentor()).sees("request-new", "request-card", "request-decision")
    chat.says(words).sees("request-accepted")
    assert acts(chat) == [(21, "accept")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mentor_asks_first(language: Language) -> None:
    """The question is passed on as it is; the request waits for the answer, not on the screen."""
    chat = asked(mentor(language)).says("2").sees("request-question")
    chat.says("Exportez-vous déjà ?").sees("request-asked")
    assert acts(chat) == [(21, "question")]
    assert facts(chat) == {"question": "Exportez-vous déjà ?"}
    assert chat.talk.run is None


@pytest.mark.parametrize("words", ["3", "pas maintenant", "not now", "ليس الآن", "machi daba"])
def test_not_now_is_no_refusal(words: str) -> None:
    """It asks for no reason."""
    chat = asked(mentor()).says(words).sees("request-later")
    assert acts(chat) == [(21, "later")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(1, 5))
def test_a_mentor_declines_with_a_reason_in_one_tap(language: Language, number: int) -> None:
    """No line is asked for what the list says."""
    chat = asked(mentor(language)).says("4").sees("request-reason")
    chat.says(str(number)).sees("request-declined")
    assert acts(chat) == [(21, "decline")]
    assert facts(chat) == {"reason": DECLINED_BECAUSE[number - 1], "reason_line": None}


@pytest.mark.parametrize(("line", "kept"), [("passer", None), ("Je pars un an", "Je pars un an")])
def test_another_reason_may_be_told_in_a_line(line: str, kept: str | None) -> None:
    """Or left out."""
    chat = asked(mentor()).says("je décline", "5").sees("request-line")
    chat.says(line).sees("request-declined")
    assert facts(chat) == {"reason": "other", "reason_line": kept}


def test_two_requests_are_decided_one_after_the_other() -> None:
    """The second waits behind the first, and each answer goes to its own."""
    chat = asked(mentor()).says("4")
    asked(chat, 22, "Hind").sees_nothing()
    chat.says("1").sees("request-declined", "request-new", "request-card", "request-decision")
    chat.says("1").sees("request-accepted")
    assert acts(chat) == [(21, "decline"), (22, "accept")]


def test_an_old_button_of_the_first_request_does_not_decide_the_second() -> None:
    """A tap says which question it belongs to."""
    chat = asked(mentor())
    first = chat.question
    assert first is not None
    chat.says("4")
    asked(chat, 22, "Hind")
    chat.says("1")
    chat.sends(Tap(f"{first.token}.accept", "J’accepte"))
    assert chat.keys[0] == "common-stale-closed"
    assert chat.keys[-1] == "request-decision"
    assert acts(chat) == [(21, "decline")]


def test_a_withdrawn_request_leaves_the_screen_and_its_buttons_are_dead() -> None:
    """Also while a question is being written; the other request stays."""
    chat = asked(mentor())
    old = chat.question
    assert old is not None
    chat.says("2").sees("request-question")
    asked(chat, 22, "Hind")
    gone = encode((Part("request-gone", {"name": "Amal"}),))
    chat.falls_due("request_gone", about="21", parts=gone)
    chat.sees("request-gone", "request-new", "request-card", "request-decision")
    chat.sends(Tap(f"{old.token}.accept", "J’accepte"))
    assert acts(chat) == []
    alone = asked(mentor())
    alone.falls_due("request_expired", about="21", parts=gone).sees("request-gone")
    alone.sends(Tap(f"{old.token}.accept", "J’accepte"))
    assert acts(alone) == []
    alone.sees("common-stale-closed", "common-stale-idle")


def test_a_reminder_shows_the_request_again_but_interrupts_no_answer() -> None:
    """After a day of silence it stands there again; while the mentor writes, nothing comes."""
    chat = asked(mentor()).waits(hours=24)
    asked(chat, kind="request_reminder").sees("request-new", "request-card", "request-decision")
    chat.says("4").sees("request-reason")
    asked(chat, kind="request_reminder").sees_nothing()
    chat.says("1").sees("request-declined")


# -- both ------------------------------------------------------------------------------------------


def introduced(chat: Chat, side: str, request: str) -> Chat:
    """A pair says its first words."""
    said = json.dumps(
        [
            {"how": "tell", "key": "introduced", "facts": {}},
            {"how": "ask", "key": "agreement", "facts": {}},
        ]
    )
    facts = {"about": "31", "name": "Karim", "side": side, "zone": "Africa/Casablanca"}
    facts |= {"language": "fr", "version": "1", "request": request}
    return chat.falls_due("pair", said=said, **facts)


def test_a_match_closes_what_it_settles() -> None:
    """The cards of a mentee and the same request of a mentor are over; another request is not."""
    looking = introduced(offered(mentee()), "mentee", "9")
    looking.sees("pair-introduced", "agreement-purpose")
    assert looking.talk.agenda == ()
    busy = introduced(asked(asked(mentor()), 22, "Hind").waits(hours=1), "mentor", "21")
    busy.sees("pair-introduced", "agreement-purpose")
    assert [run.facts["about"] for run in busy.talk.agenda] == ["22"]


def test_a_match_ends_the_wish_for_something_else() -> None:
    """What the cards before lacked is forgotten, in the talk and in the member, and nothing else."""
    chat = offered(mentee()).says(WORDS["fr"]["none"]).says("2").sees("proposal-searching")
    assert chat.talk.more["wish"] == NONE_BECAUSE[1]
    before = {name: one for name, one in chat.talk.more.items() if name != "wish"}
    introduced(offered(chat), "mentee", "9").sees("pair-introduced", "agreement-purpose")
    assert chat.talk.more == before
    saved = chat.all_effects(SaveMember)[-1].member  # type: ignore[attr-defined]
    assert (saved.wish, saved.name) == ("", chat.talk.profile["name"])


STANDING = [
    "où en est ma demande", "Mon mentorat", "fin wsel talab dyali", "أين وصل طلبي", "مواكبتي",
    "where is my request", "my mentoring",
]  # fmt: skip


@pytest.mark.parametrize("words", STANDING)
def test_where_does_my_request_stand_is_answered_from_any_state(words: str) -> None:
    """By what is true a moment later and nothing before, without losing the open question."""
    chat = mentee().says(words).sees_nothing()
    assert chat.all_effects(SetTimer)[-1].kind == "standing"  # type: ignore[attr-defined]
    chat.falls_due("standing", parts=encode((Part("waiting-searching"),))).sees("waiting-searching")
    writing = offered(mentee()).says("1", words).sees_nothing()
    stands = encode((Part("waiting-shown"),))
    writing.falls_due("standing", parts=stands).sees("waiting-shown", "proposal-project")
    writing.says(INTRODUCTION[0]).sees("proposal-need")


def test_the_menu_tells_where_one_stands() -> None:
    """As its second entry; before the profile is there, onboarding goes on."""
    chat = mentee().says("menu", "2").sees_nothing()
    assert chat.all_effects(SetTimer)[-1].kind == "standing"  # type: ignore[attr-defined]
    Chat().says("Bonjour", "1", "mon mentorat").sees("onboarding-role")


def test_every_card_has_its_place() -> None:
    """What the proposals bring along and what the flow shows are the same three."""
    assert tuple(CARDS) == PLACES


@pytest.mark.parametrize("asked", ["who is she?", "c'est qui ? elle a quel âge", "شكون هذا؟"])
def test_who_asks_about_a_card_is_told_what_may_be_shown(asked: str) -> None:
    """A full name comes with both yeses, and writing commits to nothing."""
    chat = offered(mentee(), "Karim").says(asked)
    assert chat.keys[-1] == "proposal-choice.explained"
    assert chat.says("Karim").keys[-1] == "proposal-project"


@pytest.mark.parametrize("words", ["ok", "oui", "merci", "wakha", "نعم", "no thanks"])
def test_an_introduction_is_not_made_of_assent(words: str) -> None:
    """A mentor reads a project, not "ok"."""
    chat = offered(mentee(), "Karim").says("Karim", words)
    assert chat.keys[-1].startswith("proposal-project")
    assert chat.says(INTRODUCTION[0]).keys[-1] == "proposal-need"
