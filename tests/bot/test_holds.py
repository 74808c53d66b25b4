"""What was held is said once, if it is still true."""

from bot.sending.holds import judge
from core.conversation.message import Message, Option, Part
from core.conversation.run import Run
from core.conversation.talk import Prompt, Talk, open_token
from storage.codec import encode
from storage.holds import Hold

NOW = 1_790_000_000_000
OPEN = Talk(run=Run("7a", "onboarding", 1, turn=2), prompt=Prompt("home"))
QUESTION = Part("onboarding-home", options=(Option("a", "=a"),), token="7a.2.home")
ANSWERED = Part("onboarding-role", options=(Option("a", "=a"),), token="7a.1.role")
NUDGE, PAUSE, MATCH = Part("common-nudge"), Part("pause-ended"), Part("match-hello")


def hold(number: int, *parts: Part, **more: int) -> Hold:
    given = {"sent_parts": 0, "expires_at": 0, "last_in_at": NOW} | more
    return Hold(number, 1, 1, encode(Message("fr", parts)), talk="{}", **given)


def said(*parts: Part) -> list[Message]:
    return [Message("fr", parts)]


def test_news_are_said_in_their_order_in_one_message() -> None:
    """The older rows are merged into the newest; the open question comes last."""
    verdict = judge([hold(1, NUDGE, QUESTION), hold(2, PAUSE), hold(3, MATCH)], OPEN, [], NOW)
    assert verdict.said == {3: Message("fr", (PAUSE, MATCH, NUDGE, QUESTION))}
    assert verdict.dropped == {1: "merged", 2: "merged"}


def test_a_question_is_dropped_when_it_was_answered() -> None:
    """With what only led to it; news beside it stay."""
    assert judge([hold(1, NUDGE, ANSWERED)], OPEN, [], NOW).dropped == {1: "answered"}
    verdict = judge([hold(1, PAUSE, NUDGE, ANSWERED)], OPEN, [], NOW)
    assert verdict.said == {1: Message("fr", (PAUSE,))}


def test_a_question_is_not_asked_twice() -> None:
    """Neither beside the reply that asked it again, nor in two held messages."""
    assert judge([hold(1, NUDGE, QUESTION)], OPEN, said(QUESTION), NOW).dropped == {1: "said"}
    verdict = judge([hold(1, NUDGE, QUESTION), hold(2, NUDGE, QUESTION)], OPEN, [], NOW)
    assert verdict.said == {2: Message("fr", (NUDGE, QUESTION))}
    assert verdict.dropped == {1: "said"}


def test_the_words_of_a_flow_go_with_its_question() -> None:
    """What stands before a question of the same flow belongs to it."""
    intro = Part("onboarding-intro")
    assert judge([hold(1, intro, ANSWERED)], OPEN, [], NOW).dropped == {1: "answered"}


def test_news_that_the_reply_told_are_not_told_again() -> None:
    """The pause was over in both."""
    verdict = judge([hold(1, PAUSE, ANSWERED)], OPEN, said(PAUSE), NOW)
    assert verdict.dropped == {1: "answered"}


def test_what_is_out_of_time_is_dropped() -> None:
    """At its very millisecond."""
    verdict = judge(
        [hold(1, PAUSE, expires_at=NOW), hold(2, MATCH, expires_at=NOW + 1)], OPEN, [], NOW
    )
    assert verdict.dropped == {1: "expired"}
    assert list(verdict.said) == [2]


def test_what_was_begun_is_finished_as_it_is() -> None:
    """Merging would count its bubbles anew."""
    verdict = judge([hold(1, PAUSE, MATCH, sent_parts=1), hold(2, MATCH)], OPEN, [], NOW)
    assert verdict.said == {1: Message("fr", (PAUSE, MATCH)), 2: Message("fr", (MATCH,))}


def test_the_open_question_is_named_as_its_buttons_name_it() -> None:
    """Also a standing question without a run; nothing open has no name."""
    assert open_token(OPEN) == "7a.2.home"
    assert open_token(Talk(prompt=Prompt("@language"))) == "-.0.@language"
    assert open_token(Talk()) == ""
