"""What waits behind what: one passage is open, the others come when it is their turn."""

from dataclasses import replace

from msgspec import structs

from bot.words.book import book as real_book
from core.conversation import agenda
from core.conversation.agenda import (
    CONVERSATION,
    aside,
    begun,
    following,
    idle,
    preferred,
    resting,
    unmet,
    without,
)
from core.conversation.answers import Choice
from core.conversation.flow import Flow, ask, end
from core.conversation.run import Run
from core.conversation.talk import Prompt, Talk

STEPS = (ask("first", Choice(("yes", "no"))), end("done"))
FLOWS = (
    Flow("menu", 1, STEPS),
    Flow("times", 1, STEPS),
    Flow("goal", 1, STEPS),
    Flow("meant", 1, STEPS, fleeting=True),
    Flow("extra", 1, STEPS, offer="first"),
    Flow("tips", 1, STEPS, patient=True),
)
BOOK = replace(real_book(), flows={flow.id: flow for flow in FLOWS}, menu="menu")
HEARD = 1_000_000


def passage(flow: str, about: str = "1", *, name: str = "a", met: bool = False) -> Run:
    """A passage through a flow that is about something."""
    return Run(name, flow, 1, facts={"about": about}, met=met)


def talking(flow: str, *waiting: Run) -> Talk:
    """Somebody who has just written, with a passage open and others behind it."""
    return Talk(run=passage(flow, met=True), agenda=waiting, heard_at=HEARD)


def on_screen(talk: Talk) -> Talk:
    """The talk with its question on the screen."""
    return structs.replace(talk, prompt=Prompt("first", ("yes", "no")))


def flows(talk: Talk) -> list[str]:
    """The flows of the open passage and of those that wait, in order."""
    return [one.flow for one in (talk.run, *talk.agenda) if one is not None]


def test_what_is_begun_puts_what_was_open_in_front_of_the_agenda() -> None:
    """A word opens something in the middle of a question: the question comes right after it."""
    talk = begun(talking("times", passage("goal")), passage("menu"), book=BOOK, now_ms=HEARD)
    assert flows(talk) == ["menu", "times", "goal"]
    assert flows(following(talk)) == ["times", "goal"]


def test_what_falls_due_waits_while_somebody_is_talking() -> None:
    """The open question stays for half an hour after the last word; then news comes first."""
    news = passage("goal")
    soon = begun(talking("times"), news, book=BOOK, now_ms=HEARD + CONVERSATION, due=True)
    assert flows(soon) == ["times", "goal"]
    late = begun(talking("times"), news, book=BOOK, now_ms=HEARD + CONVERSATION + 1, due=True)
    assert flows(late) == ["goal", "times"]


def test_a_question_that_was_just_put_is_not_talked_over() -> None:
    """Two pairs have news in the same minute: the second one's comes half an hour after the first's."""
    put = HEARD + 2 * CONVERSATION
    talk = Talk(
        run=passage("times"), heard_at=HEARD, prompt=Prompt("first", ("yes", "no"), 0, 0, put)
    )
    soon = begun(talk, passage("goal", "2"), book=BOOK, now_ms=put + CONVERSATION, due=True)
    assert flows(soon) == ["times", "goal"]
    late = begun(talk, passage("goal", "2"), book=BOOK, now_ms=put + CONVERSATION + 1, due=True)
    assert flows(late) == ["goal", "times"]


def test_what_is_urgent_waits_behind_nothing() -> None:
    """It belongs to what the person is doing at this moment."""
    talk = begun(talking("times"), passage("goal"), book=BOOK, now_ms=HEARD, due=True, urgent=True)
    assert flows(talk) == ["goal", "times"]


def test_a_menu_and_an_offer_of_the_moment_wait_behind_nothing() -> None:
    """They are forgotten as soon as something else is opened."""
    for passing in ("menu", "meant"):
        talk = begun(talking(passing), passage("goal"), book=BOOK, now_ms=HEARD)
        assert flows(talk) == ["goal"]


def test_news_does_not_wait_for_what_is_only_offered() -> None:
    """An optional passage whose first question is open gives way at once, and is forgotten."""
    talk = begun(talking("extra"), passage("goal"), book=BOOK, now_ms=HEARD, due=True)
    assert flows(talk) == ["goal"]
    begun_by_them = Talk(run=Run("a", "extra", 1, {"first": "yes"}), heard_at=HEARD)
    assert not idle(begun_by_them, BOOK, HEARD)


def test_of_two_passages_about_the_same_thing_the_newer_one_stays() -> None:
    """Whether it waits or is opened; what is about something else waits on."""
    old, other, new = passage("goal"), passage("goal", "2"), passage("goal", name="b")
    waits = begun(talking("times", old, other), new, book=BOOK, now_ms=HEARD, due=True)
    assert waits.agenda == (other, new)
    opened = begun(talking("times", old, other), new, book=BOOK, now_ms=HEARD)
    assert (opened.run, opened.agenda[1:]) == (new, (other,))


def test_what_can_wait_lets_what_others_wait_for_go_first() -> None:
    """Tips keep; a partner does not, even one who comes later."""
    talk = begun(
        talking("times", passage("tips")), passage("goal"), book=BOOK, now_ms=HEARD, due=True
    )
    assert flows(talk) == ["times", "goal", "tips"]


def test_news_is_taken_out_of_the_agenda_before_what_was_seen() -> None:
    """The first that the person has seen no question of, and what was open comes right after it."""
    seen, news = passage("times", "2", met=True), passage("goal")
    talk = talking("times", seen, news)
    assert unmet(talk) is news
    assert preferred(talk, news, BOOK).agenda == (talk.run, seen)
    assert unmet(talking("times", seen)) is None


def test_what_is_over_is_closed_whether_it_is_open_or_waits() -> None:
    """All passages through a flow, or those about one thing; the rest keeps its order."""
    talk = on_screen(talking("times", passage("goal"), passage("times", "2"), passage("tips")))
    one = without(talk, {"times"}, "1")
    assert (one.run, one.prompt, flows(one)) == (None, None, ["goal", "times", "tips"])
    other = without(talk, {"times"}, "2")
    assert (other.run, other.prompt) == (talk.run, talk.prompt)
    assert flows(other) == ["times", "goal", "tips"]
    assert flows(without(talk, {"times", "tips"})) == ["goal"]


def test_a_passage_is_found_by_what_it_is_about() -> None:
    """The open one before those that wait."""
    waiting = passage("times", "2")
    talk = talking("times", passage("goal"), waiting)
    assert agenda.passage(talk, "times") is talk.run
    assert agenda.passage(talk, "times", "2") is waiting
    assert agenda.passage(talk, "times", "3") is None
    assert agenda.passage(talk, "tips") is None


def test_an_open_question_is_put_aside() -> None:
    """It comes back first."""
    talk = on_screen(talking("times", passage("goal")))
    away = aside(talk)
    assert (away.run, away.prompt) == (None, None)
    assert flows(following(away)) == ["times", "goal"]
    assert aside(away) is away


def test_somebody_rests_who_is_asked_nothing_but_the_menu() -> None:
    """Whatever waits, and however long the question is forgotten."""
    assert resting(Talk(agenda=(passage("goal"),)), BOOK)
    assert resting(talking("menu"), BOOK)
    assert not resting(talking("times"), BOOK)
    assert not resting(talking("extra"), BOOK)
