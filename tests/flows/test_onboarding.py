"""Onboarding as conversations: who is asked what, and what a profile becomes."""

import pytest

from bot.flows.catalogue import FLOWS
from bot.flows.vocabulary import MANY_ZONES
from core.conversation.check import shortest
from core.conversation.effects import Alert, Forget, RecordConsent, SaveMember
from core.understanding.places import COUNTRIES_FIRST, REGIONS, time_zones
from tests.chat import Chat

MENTEE = ("1", "1", "Amal Idrissi", "casa", "1", "2", "1, 2", "1", "1998", "3, 4", "1")
"""Consent, role, name, home, trade, stage, needs, languages, born, times, goal."""

MENTOR = ("1", "2", "Karim Alami", "Lyon", "3", "1", "1, 3", "1", "4", "2")
"""Consent, role, name, home, kind, trade, offers, languages, times, capacity."""


def member(chat: Chat) -> object:
    saved = chat.all_effects(SaveMember)
    assert saved, chat.keys
    return saved[-1].member  # type: ignore[attr-defined]


def test_a_mentee_in_morocco_answers_twelve_questions() -> None:
    """From "Bonjour" to a verdict in twelve answers, the pledge being the last."""
    chat = Chat().says("Bonjour").sees("onboarding-consent")
    chat.says(*MENTEE).sees("common-summary", "onboarding-pledge")
    chat.says("1").sees("verdict-qualified", "complement-ready")
    saved = member(chat)
    assert saved.state == "qualified"  # type: ignore[attr-defined]
    assert saved.pledge == "sign"  # type: ignore[attr-defined]
    assert saved.intent == "launch"  # type: ignore[attr-defined]
    assert (saved.country, saved.region, saved.city) == ("MA", "06", "casablanca")  # type: ignore[attr-defined]
    assert saved.timezone == "Africa/Casablanca"  # type: ignore[attr-defined]


def test_a_mentor_abroad_answers_eleven_questions() -> None:
    """A city abroad tells country and clock; mentors are not asked their age or stage."""
    chat = Chat().says("Bonjour", *MENTOR).sees("common-summary", "onboarding-review")
    chat.says("1").sees("verdict-qualified", "complement-ready")
    saved = member(chat)
    assert saved.roles == ("mentor",)  # type: ignore[attr-defined]
    assert (saved.country, saved.region) == ("FR", "13")  # type: ignore[attr-defined]
    assert saved.timezone == "Europe/Paris"  # type: ignore[attr-defined]
    assert saved.capacity == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", ["mentee", "mentor"])
def test_the_shortest_path_has_at_most_twelve_questions(role: str) -> None:
    """The count is taken from the table itself."""
    answers = {"role": role, "home": "MA-06", "consent": "accept"}
    assert shortest(FLOWS["onboarding"], answers) <= 12


@pytest.mark.parametrize("role", ["1", "2", "3"])
@pytest.mark.parametrize("language", ["Bonjour", "السلام عليكم", "Hello, I would like a mentor"])
def test_digits_alone_lead_to_the_end(role: str, language: str) -> None:
    """Whoever only has a keypad finishes: every question takes a number."""
    chat = Chat(profile_name="Amal").says(language)
    numbers = {"onboarding-role": role, "onboarding-born": "1990"}
    asked = []
    for _ in range(25):
        key = chat.keys[-1]
        if key.startswith("complement"):
            break
        asked.append(key)
        chat.says(numbers.get(key, "1"))
        assert not chat.keys[-1].endswith(".again"), chat.keys
    assert chat.keys[-1] == "complement-ready"
    assert member(chat).name == "Amal"  # type: ignore[attr-defined]
    assert "onboarding-name" in asked


def test_nothing_is_kept_of_who_refuses() -> None:
    """A refusal is recorded as such, the talk is blank again, and no profile exists."""
    chat = Chat(profile_name="Secret").says("Bonjour", "2").sees("onboarding-declined")
    assert chat.talk.run is None
    assert chat.talk.profile == {}
    assert not chat.talk.consented
    assert [one.consent.given for one in chat.all_effects(RecordConsent)] == [False]  # type: ignore[attr-defined]
    assert chat.all_effects(Forget)
    assert not chat.all_effects(SaveMember)


def test_the_notice_can_be_read_before_deciding() -> None:
    """The option "more" shows the whole notice, then asks again, and both answers work from there."""
    chat = Chat().says("Bonjour", "3").sees("onboarding-notice", "onboarding-informed")
    chat.says("oui").sees("onboarding-role")
    assert [one.consent.given for one in chat.all_effects(RecordConsent)] == [True]  # type: ignore[attr-defined]
    refusing = Chat().says("Bonjour", "3", "non").sees("onboarding-declined")
    assert refusing.all_effects(Forget)


def test_the_profile_name_is_used_only_after_consent() -> None:
    """Before consent the run holds no fact of the person; afterwards the name is offered."""
    chat = Chat(profile_name="Amal", country="FR").says("Bonjour")
    assert chat.talk.run is not None
    assert chat.talk.run.facts == {}
    chat.says("1", "1")
    assert chat.question is not None
    assert chat.question.options[0].label == "=Amal"
    chat.says("1").sees("onboarding-home")
    assert chat.question.options[0].id == "FR"
    assert chat.talk.run.answers["name"] == "Amal"


@pytest.mark.parametrize(
    ("born", "verdict"),
    [("2003", "redirected"), ("2002", "qualified"), ("1972", "qualified"), ("1971", "redirected")],
)
def test_the_age_rule_holds_at_its_borders(born: str, verdict: str) -> None:
    """23, 24, 54 and 55 years at the programme's date, here 2026."""
    answers = [born if one == "1998" else one for one in MENTEE]
    chat = Chat().says("Bonjour", *answers, "1")
    assert member(chat).verdict == verdict  # type: ignore[attr-defined]


def test_who_is_too_old_hears_an_alternative_not_a_refusal() -> None:
    """The verdict comes with a reason that names the next step, and a coordinator is told."""
    answers = ["1960" if one == "1998" else one for one in MENTEE]
    chat = Chat().says("Bonjour", *answers, "1")
    chat.sees("verdict-redirected", "verdict-reason.too_old")
    assert [one.kind for one in chat.all_effects(Alert)] == ["redirected"]  # type: ignore[attr-defined]


def test_the_same_answers_give_the_same_verdict() -> None:
    """Two people with the same answers get the same profile, whatever their detours."""
    straight = Chat().says("Bonjour", *MENTEE, "1")
    detour = Chat().says("Bonjour", "1", "2", "retour", *MENTEE[1:], "3", "1", "1", "1")
    assert member(straight) == member(detour)


def test_an_answer_is_corrected_at_review() -> None:
    """One answer is changed from the summary; all others stand."""
    chat = Chat().says("Bonjour", *MENTEE, "3").sees("common-change")
    chat.says("2").sees("onboarding-name")
    chat.says("Amal Bennani").sees("common-summary", "onboarding-pledge")
    chat.says("1")
    assert member(chat).name == "Amal Bennani"  # type: ignore[attr-defined]


def test_any_answer_is_changed_by_its_name() -> None:
    """Saying "Changer ville" in the middle of another question reopens that answer, then comes back."""
    chat = Chat().says("Bonjour", *MENTEE[:6]).sees("onboarding-needs")
    chat.says("changer ville").sees("onboarding-home")
    chat.says("Agadir").sees("common-noted", "onboarding-needs")


def test_changing_the_role_opens_only_what_is_new() -> None:
    """A finished mentee who also wants to mentor is asked the mentor's questions and no others."""
    chat = Chat().says("Bonjour", *MENTEE, "1", "2")
    chat.says("changer rôle").sees("onboarding-role")
    chat.says("3").sees("onboarding-kind")
    chat.says("1").sees("onboarding-offers")
    chat.says("1").sees("onboarding-capacity")
    chat.says("1")
    assert chat.keys[0] == "common-updated"
    assert member(chat).roles == ("mentor", "mentee")  # type: ignore[attr-defined]


def test_the_complement_asks_what_is_missing_and_may_be_skipped() -> None:
    """Kind, topics and pillars of a mentee; region of heart only of those abroad."""
    chat = Chat().says("Bonjour", *MENTEE, "1", "1").sees("complement-kind")
    chat.says("2").sees("complement-need_topics")
    chat.says("1, 2").sees("complement-pillars")
    chat.says("passer").sees("complement-pace")
    chat.says("avec un plan").sees("complement-tone")
    chat.says("2").sees("complement-depth")
    chat.says("passer").sees("complement-company")
    chat.says("Arganor").sees("complement-thanks")
    saved = member(chat)
    assert saved.style == ("structured", "gentle")  # type: ignore[attr-defined]
    assert saved.company == "Arganor"  # type: ignore[attr-defined]
    saved = member(chat)
    assert saved.kind == "high_potential"  # type: ignore[attr-defined]
    assert any("/" in need for need in saved.needs)  # type: ignore[attr-defined]
    abroad = Chat().says("Bonjour", *MENTOR, "1", "1", "1", "1").sees("complement-origin")
    abroad.says("fès").sees("common-noted", "complement-pace")
    abroad.says(*["passer"] * 4).sees("complement-thanks")
    assert member(abroad).more == {"origin": "MA-03/fes"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("later", ["plus tard", "pas maintenant", "later", "من بعد", "mn b3d"])
def test_what_is_optional_is_not_asked_again_once_put_off(later: str) -> None:
    """What was answered is kept, the rest is over until it is asked for, and then nothing is asked
    twice.
    """
    chat = Chat().says("Bonjour", *MENTEE, "1", "1", "2", later).sees("complement-left")
    assert member(chat).kind == "high_potential"  # type: ignore[attr-defined]
    assert chat.talk.run is None
    assert not chat.talk.agenda
    assert not chat.wake_at
    chat.says("compléter mon profil").sees("complement-need_topics")


def test_who_has_answered_everything_goes_through_it_once_more() -> None:
    """There is nothing left to ask, and something to change."""
    chat = Chat().says("Bonjour", *MENTEE, "1", "1", "2", "1, 2", "1", "1", "2", "1", "Arganor")
    chat.sees("complement-thanks").says("compléter mon profil").sees("complement-kind")


@pytest.mark.parametrize(
    "words",
    ["ok", "d'accord", "oui", "merci", "non", "واخا", "نعم", "شكرا", "wakha", "yes", "thanks"],
)
def test_mere_assent_is_no_goal(words: str) -> None:
    """A goal that reads "ok" helps nobody: it is asked for once more."""
    chat = Chat().says("Bonjour", *MENTEE[:-1]).sees("onboarding-goal").says(words)
    assert chat.keys[-1].startswith("onboarding-goal")
    chat.says("vendre mes savons à Casablanca").sees("common-summary", "onboarding-pledge")


@pytest.mark.parametrize("words", ["Oui Mode", "non voyants", "Yes Argan", "نعم للماء"])
def test_a_name_with_a_yes_in_it_tells_something(words: str) -> None:
    """Few words are a goal, too, if one of them is more than assent."""
    chat = Chat().says("Bonjour", *MENTEE[:-1]).sees("onboarding-goal").says(words)
    chat.sees("common-summary", "onboarding-pledge")


def test_who_sells_abroad_is_asked_where() -> None:
    """For the goal "export" and for the pillar of selling abroad; a city stands for its country."""
    exporting = (*MENTEE[:-1], "5")
    chat = Chat().says("Bonjour", *exporting, "1", "1", "passer", "passer", "passer")
    chat.sees("complement-target").says("Dakar").sees("common-noted", "complement-pace")
    chat.says("1", "1", "1", "passer").sees("complement-thanks")
    assert member(chat).target == "SN"  # type: ignore[attr-defined]
    seller = Chat().says("Bonjour", *MENTEE, "1", "1", "passer", "passer", "4")
    seller.sees("complement-target")


@pytest.mark.parametrize("words", ["1", "pas d'entreprise", "ma3endich", "ليس بعد"])
def test_no_company_is_nobodys_company(words: str) -> None:
    """Two people without one are not colleagues."""
    chat = Chat().says("Bonjour", *MENTEE, "1", "1", *["passer"] * 6)
    chat.sees("complement-company").says(words).sees("complement-thanks")
    assert member(chat).company == ""  # type: ignore[attr-defined]


def test_three_misunderstandings_end_with_a_human() -> None:
    """Other words twice, then a person is offered; the question stays open."""
    chat = Chat().says("Bonjour", "1")
    chat.says("blablabla").sees("onboarding-role.again")
    chat.says("blablabla").sees("common-again", "onboarding-role")
    chat.says("blablabla").sees("common-offer-human", "onboarding-role.again")
    chat.says("humain").sees("common-human")
    assert [one.kind for one in chat.all_effects(Alert)] == ["human"]  # type: ignore[attr-defined]
    chat.says("1").sees("onboarding-name")


def test_an_ambiguous_answer_is_asked_back() -> None:
    """What may mean two things is never guessed."""
    chat = Chat().says("Bonjour", "1", "mentor ou mentoré, je ne sais pas encore")
    assert chat.keys[-1] in {"common-which", "onboarding-role.again"}
    assert chat.talk.run is not None
    assert "role" not in chat.talk.run.answers


def test_morocco_alone_is_asked_for_its_region() -> None:
    """Saying "Maroc" is true and not enough."""
    Chat().says("Bonjour", "1", "1", "Amal", "Maroc").sees("onboarding-home.morocco")


def test_a_country_with_several_clocks_asks_which() -> None:
    """New York and Los Angeles do not share an evening."""
    chat = Chat().says("Bonjour", "1", "2", "Karim", "USA").sees("common-noted", "onboarding-zone")
    chat.says("Los Angeles").sees("common-noted", "onboarding-kind")


def test_the_asked_clocks_are_those_of_the_tz_database() -> None:
    """Every country we ask has several zones, and the first countries' zones are known."""
    for country in MANY_ZONES:
        assert len(time_zones(country)) > 1, country
    for code in (*REGIONS, *COUNTRIES_FIRST):
        assert time_zones(code), code


@pytest.mark.parametrize("text", ["6 mois", "demain 18h", "oui", "لا"])
def test_what_is_no_name_is_asked_again(text: str) -> None:
    """An answer to another question is no name; said kindly, and the name then counts."""
    chat = Chat().says("Bonjour", "1", "1", text).sees("onboarding-name.again")
    chat.says("Sabah Idrissi")
    assert chat.talk.run is not None
    assert chat.talk.run.answers["name"] == "Sabah Idrissi"
