"""The table of templates and its words: by WhatsApp's rules, in three languages, nothing without a form."""

from dataclasses import replace

import pytest

from bot.flows.templates import NEWS, RESUME, TEMPLATES, Template, forms_of, template_of
from bot.templates.forms import (
    ELIDED,
    Wording,
    _broken,
    broken_rules,
    filled,
    forms,
    version,
    wording,
)
from bot.words.book import FILES
from bot.words.catalogue import sources
from core.conversation.message import Message, Option, Part
from core.languages import LANGUAGES, Language
from storage.templates import TemplateRow

NOTICE = next(one for one in TEMPLATES if one.name == "match")
REMINDER = next(one for one in TEMPLATES if one.name == "meeting_reminder")
FACTS = {"name": "Karim", "start": "jeudi à 18:00"}


def approved(*wanted: Template, language: Language = "fr") -> list[TemplateRow]:
    """Rows as a database would have them."""
    return [
        TemplateRow(
            "AC", one.name, language, version(one, language), f"HX{one.name}",
            one.variables, "approved",
        )
        for one in wanted
    ]  # fmt: skip


def test_whatsapp_would_reject_none_of_our_words() -> None:
    """No variable at an edge or beside another, samples, lengths, buttons; in three languages."""
    assert list(broken_rules()) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"body": "{{1}} et vous formez un binôme pour toujours."}, "begins or ends"),
        ({"body": "Vous formez un binôme avec {{1}}."}, "begins or ends"),
        ({"body": "Vous et {{1}} {{1}} formez un binôme."}, "side by side"),
        ({"body": "Vous formez désormais un binôme."}, "uses the variables"),
        ({"body": "Vous et {{2}} formez désormais un binôme."}, "uses the variables"),
        ({"body": "Avec {{1}} voilà"}, "2 words for 1 variables"),
        ({"body": "Vous et {{1}} " + "oui " * 150 + "."}, "more than 550"),
        ({"body": "Vous et {{1}} formez\nun binôme."}, "line break"),
        ({"samples": (" ",)}, "empty sample"),
        ({"tap": ""}, "button of 0"),
        ({"tap": "Un libellé bien trop long"}, "button of 25"),
        ({"tap": "Commencer 🎉"}, "more than words"),
    ],
)
def test_each_rule_is_checked(change: dict[str, str], found: str) -> None:
    """Words that break one rule are told so, and why."""
    words = wording(NOTICE, "fr")
    assert list(_broken(NOTICE, words)) == []
    broken: Wording = replace(words, **change)  # type: ignore[arg-type]
    assert any(found in line for line in _broken(NOTICE, broken))


@pytest.mark.parametrize(
    "words", ["le message de {{1}}", "parce que {{1}} attend", "l’avis De {{1}}"]
)
def test_no_variable_follows_a_word_that_a_vowel_shortens(words: str) -> None:
    """Words that WhatsApp has approved cannot become "d’Amal" when the name is known."""
    assert ELIDED.search(words)
    assert not any(ELIDED.search(wording(one, "fr").body) for one in TEMPLATES)


def test_every_message_of_the_catalogue_has_a_form() -> None:
    """Whatever becomes proactive: a template of its own or the generic notice, and that comes last."""
    keys = [key for name in FILES for key in sources("fr", name)]
    assert len(keys) > 100
    for key in keys:
        for language in LANGUAGES:
            found = list(forms_of(Message(language, (Part(key),))))
            assert found[-1] == (NEWS, None)
            assert all(wording(one, language).body for one, _ in found)


@pytest.mark.parametrize(
    "family", ["proposal", "next", "reply", "request", "waiting", "pair", "times", "agreement"]
)
def test_matching_has_templates_of_its_own(family: str) -> None:
    """Mentee and mentor learn of it outside the 24 hours; bad news is never announced as a request."""
    keys = list(sources("fr", family))
    assert keys
    for key in keys:
        template = template_of(key)
        assert template is not None, key
        if key.rpartition("-")[2] in {"gone", "full", "expired", "past"}:
            assert template.name in {"search", "requests"}, key


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("common-nudge", "question"),
        ("pause-ended", "pause_over"),
        ("meeting-reminder", "meeting_reminder"),
        ("meeting-reminder-soon", "meeting_reminder"),
        ("meeting-moved", "meeting"),
        ("pair-meeting_day_before", "meeting_reminder"),
        ("pair-meeting_hours_before", "meeting_soon"),
        ("pair-meeting_moved", "meeting"),
        ("pair-nudge_gentle", "pair_nudge"),
        ("pair-extended", "pair"),
        ("pair-concluded", "pair_over"),
        ("agreement_differs-choice", "pair"),
        ("times-choice", "meeting_proposal"),
        ("request_reminder", "request_reminder"),
        ("request", "request"),
        ("request-gone", "requests"),
        ("reply-question", "mentor_question"),
        ("checkin-d7.again", "checkin"),
        ("onboarding-home", None),
        ("meetings", None),
    ],
)
def test_the_closest_template_stands_for_a_key(key: str, name: str | None) -> None:
    """A longer beginning wins over a shorter one; words that only begin alike are others."""
    found = template_of(key)
    assert (found.name if found else None) == name


def test_what_a_message_is_about_comes_before_how_it_begins() -> None:
    """The reminder of a request is about the request."""
    parts = (Part("common-nudge"), Part("match-hello", {"name": "Amal"}))
    names = [one.name for one, _ in forms_of(Message("fr", parts))]
    assert names == ["match", "question", "news"]


def test_a_form_is_filled_with_the_facts_of_its_own_part() -> None:
    """By number, as Twilio wants them, and readable as the person will."""
    message = Message("fr", (Part("common-updated"), Part("meeting-reminder", FACTS)))
    (form, generic) = forms(message, approved(REMINDER, NEWS))
    assert form.whole
    assert dict(form.variables) == {"1": "Karim", "2": "jeudi à 18:00"}
    assert "avec Karim a lieu le jeudi à 18:00" in form.text
    assert not generic.whole
    assert dict(generic.variables) == {}


def test_a_whole_template_cannot_ask() -> None:
    """With a question in it the message waits for the answer, whatever the template says."""
    asking = Part("meeting-reminder", FACTS, options=(Option("yes", "=oui"),), token="1.0.x")
    (form,) = forms(Message("fr", (asking,)), approved(REMINDER))
    assert not form.whole


def test_facts_may_stand_in_another_part() -> None:
    """A request names its sender on the card and its topics among the reasons."""
    parts = (
        Part("request-new"),
        Part("request-card", {"name": "Amal"}),
        Part("matching-why-needs-mentor", labels={"needs": ("=export", "=prix")}),
    )
    (request,) = (one for one in TEMPLATES if one.name == "request")
    (form,) = forms(Message("fr", parts), approved(request))
    assert dict(form.variables) == {"1": "Amal", "2": "export, prix"}
    nameless = (parts[0], Part("request-card", {"name": "…"}), parts[2])
    assert forms(Message("fr", nameless), approved(request)) == []


def test_a_moment_is_said_by_the_members_clock() -> None:
    """It travels as a reference, as a label or among the facts, and never reaches anybody so."""
    moment = "when:1795802400000@Africa/Casablanca"
    as_label = Part("pair-meeting_day_before", {"name": "Karim"}, {"start": (moment,)})
    as_fact = Part("pair-meeting_day_before", {"name": "Karim", "start": moment})
    for part in (as_label, as_fact):
        (form,) = forms(Message("fr", (part,)), approved(REMINDER))
        assert "when:" not in form.text
        assert "novembre" in form.variables["2"]


def test_names_are_isolated_in_arabic() -> None:
    """A Latin name does not turn the sentence around."""
    message = Message("ar", (Part("match-hello", {"name": "Karim"}),))
    (form,) = forms(message, approved(NOTICE, language="ar"))
    assert form.variables["1"] == "\u2068Karim\u2069"
    assert form.text.count("\u2068") == 1


def test_a_long_value_is_cut() -> None:
    """1024 characters is all that WhatsApp takes with the words."""
    (form,) = forms(Message("fr", (Part("match", {"name": "x" * 500}),)), approved(NOTICE))
    assert len(form.variables["1"]) == 120


def test_another_language_is_no_form() -> None:
    """The member's language or none."""
    assert forms(Message("en", (Part("match", FACTS),)), approved(NOTICE, language="fr")) == []


def test_an_older_version_serves_until_the_new_one_is_approved() -> None:
    """With its own variables in its own order."""
    old = approved(REMINDER)[0]
    old = TemplateRow(**{
        **{name: getattr(old, name) for name in old.__struct_fields__},
        "version": "00000000", "variables": ("start", "name"),
    })  # fmt: skip
    (form,) = forms(Message("fr", (Part("meeting-reminder", FACTS),)), [old])
    assert (dict(form.variables), form.text) == ({"1": "jeudi à 18:00", "2": "Karim"}, "")


def test_a_version_changes_with_the_words_and_nothing_else() -> None:
    """The same words give the same version in every process; another category is another template."""
    assert version(NOTICE, "fr") == version(replace(NOTICE, keys=("x",), keeps=1), "fr")
    assert version(NOTICE, "fr") != version(replace(NOTICE, category="MARKETING"), "fr")
    assert len({version(NOTICE, language) for language in LANGUAGES}) == 3


def test_the_button_brings_back_a_word_that_works_everywhere() -> None:
    """The typed word in the notices means the same move as the button."""
    from bot.words.book import book  # noqa: PLC0415 - builds all flows
    from core.understanding.normal import fold  # noqa: PLC0415 - as above

    for words in (RESUME, "continuer", "متابعة", "continue"):
        assert book().lexicon.move(fold(words)) == "resume"
    for template in TEMPLATES:
        if template.kind == "notice":
            for language, word in (("fr", "continuer"), ("ar", "متابعة"), ("en", "continue")):
                assert word in wording(template, language).body


def test_filling_leaves_unknown_variables_alone() -> None:
    """A value that looks like a variable is not filled again."""
    assert filled("a {{1}} b {{2}}", {"1": "{{2}}"}) == "a {{2}} b {{2}}"
