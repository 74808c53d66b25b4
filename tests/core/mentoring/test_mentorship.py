"""The mentorship's table: stories by hand, every order of two people's events, and its soundness."""

from collections.abc import Iterable
from random import Random
from typing import get_args

import pytest
from msgspec.structs import replace

from core.duration import DAY, HOUR
from core.mentoring.agreement import TEXT_VERSION, Choices
from core.mentoring.awaited import awaited
from core.mentoring.effects import Alert, Ask, Invite, Keep, Tell
from core.mentoring.events import (
    Answered,
    Arbitrated,
    Cancelled,
    Chose,
    ClocksChanged,
    Closed,
    Conceded,
    Confided,
    Countered,
    Departed,
    Dissolved,
    Due,
    Event,
    ExtensionWished,
    Finished,
    Flagged,
    GoalMissed,
    Insisted,
    LeftOff,
    Lifted,
    MiddleAccepted,
    MiddleDeclined,
    Moved,
    NoneSuited,
    Parted,
    Paused,
    Picked,
    Reported,
    Returned,
    Reviewed,
    StillOn,
    Suspended,
    Terminated,
    Weighed,
    Wrote,
)
from core.mentoring.meeting import Account, begins
from core.mentoring.mentorship import INDEX, TABLE, Applied, Refused, apply
from core.mentoring.pair import ENDED, OPEN, STATES, Pair
from core.mentoring.scheduling import QUESTIONS
from core.mentoring.side import SIDES, Side, other
from core.mentoring.timetable import TIMERS, named
from tests.core.mentoring.stage import (
    START,
    TERMS,
    Stage,
    answers,
    both,
    check,
    lives,
    meets,
    secret,
)

OTHER_TERMS = Choices("launch", "monthly", 9, confidentiality=True, conduct=True)


def alerts(stage: Stage) -> list[str]:
    return [effect.kind for _, effect in stage.said if isinstance(effect, Alert)]


# The table itself.


def test_no_event_has_two_rows_in_one_state() -> None:
    """What happens is never a matter of the rows' order."""
    assert len(INDEX) == sum(len(row.source) for row in TABLE)


def test_every_event_and_every_timer_has_a_row() -> None:
    """Nothing that can be said or fall due was forgotten."""
    events = {row.on for row in TABLE if not isinstance(row.on, str)}
    timers = {row.on for row in TABLE if isinstance(row.on, str)}
    assert events == {one for one in get_args(Event) if one is not Due}
    assert timers == {named(timer)[0] for timer in TIMERS}


def test_every_state_can_be_reached_and_every_open_one_left() -> None:
    """No state is an island, and none but the ends is a trap."""
    arrows = {(state, to) for row in TABLE for state in row.source for to in row.to if to != "same"}
    reached = {"agreed"}
    while more := {to for state, to in arrows if state in reached} - reached:
        reached |= more
    assert reached == set(STATES)
    assert {state for state, to in arrows if to != state} == set(OPEN)


# Stories.


def test_the_happy_path_from_hello_to_the_pledge() -> None:
    """Both sign, meet, answer and close; the mentee is offered the pledge the same day."""
    stage = both(Stage())
    assert stage.pair.state == "active"
    meets(stage)
    stage.days(1).plays(*(Reported(side, "held", secret(side, 5)) for side in SIDES))
    assert stage.pair.meetings_held == 1
    lives(stage, 170, Random(2)).passes(stage.pair.planned_end)
    assert stage.pair.state == "closing"
    assert stage.pair.meetings_held >= 6
    stage.plays(*(Closed(side, secret(side, 5), "thank you") for side in SIDES))
    assert stage.pair.state == "completed"
    assert stage.keys("mentee")[-3:] == ["thanks", "completed", "pledge"]
    assert stage.keys("mentor")[-2:] == ["completed", "another"]


def test_alumni_are_asked_after_three_six_and_twelve_months() -> None:
    """The end of the mentorship is not the end of the interest in it."""
    stage = both(Stage())
    meets(stage)
    stage.plays(*(Reported(side, "held") for side in SIDES))
    stage.plays(*(Finished(side) for side in SIDES))
    stage.plays(*(Closed(side, Confided()) for side in SIDES))
    assert stage.pair.state == "completed_early"
    stage.days(400)
    assert stage.keys("mentee").count("follow_up") == 3
    assert not stage.pair.timers


def test_who_answered_last_has_the_one_question_about_differences() -> None:
    """The question names what differs; conceding signs the other's words."""
    stage = Stage().plays(Chose("mentor", TERMS, TEXT_VERSION))
    stage.plays(Chose("mentee", OTHER_TERMS, TEXT_VERSION))
    assert stage.open("mentee") == {"agreement_differs"}
    assert not stage.open("mentor")
    asked = [one for _, one in stage.said if isinstance(one, Ask)][-1]
    assert asked.facts["choices"] == "rhythm,months"
    assert (asked.facts["months_yours"], asked.facts["months_theirs"]) == ("9", "6")
    stage.plays(Conceded("mentee"))
    assert stage.pair.state == "active"
    assert stage.pair.agreement.mentee == TERMS


def test_who_signs_second_has_the_others_choices_in_sight() -> None:
    """One question instead of two; who keeps their own all the same leaves it to the other."""
    stage = Stage().plays(Chose("mentor", TERMS, TEXT_VERSION))
    assert stage.open("mentee") == {"agreement_terms"}
    assert stage.keys("mentee").count("agreement") == 1
    stage.plays(Chose("mentee", OTHER_TERMS, TEXT_VERSION, seen=True))
    assert stage.open("mentor") == {"agreement_differs"}
    assert not stage.open("mentee")
    stage.plays(Conceded("mentor"))
    assert stage.pair.agreement.mentor == OTHER_TERMS
    stage = Stage().plays(Chose("mentee", TERMS, TEXT_VERSION))
    stage.plays(Chose("mentor", TERMS, TEXT_VERSION, seen=True))
    assert stage.pair.state == "active"


def test_two_who_insist_get_a_human_and_are_not_stuck() -> None:
    """The question goes round once, then a coordinator settles it."""
    stage = Stage().plays(Chose("mentor", TERMS, TEXT_VERSION))
    stage.plays(Chose("mentee", OTHER_TERMS, TEXT_VERSION), Insisted("mentee"))
    assert stage.open("mentor") == {"agreement_differs"}
    stage.plays(Insisted("mentor"))
    assert "no_agreement" in alerts(stage)
    assert stage.pair.timers["stuck"] > stage.now
    stage.plays(Arbitrated(TERMS))
    assert stage.pair.state == "active"


def deadlock() -> Stage:
    """Both have kept their own terms."""
    stage = Stage().plays(Chose("mentor", TERMS, TEXT_VERSION))
    stage.plays(Chose("mentee", OTHER_TERMS, TEXT_VERSION), Insisted("mentee"))
    return stage.plays(Insisted("mentor"))


def test_two_who_insist_are_put_the_middle_after_three_days_and_start_with_it() -> None:
    """The coordinator has three days; then between two rhythms and two lengths each signs the same."""
    stage = deadlock().days(2)
    assert not stage.open("mentor") | stage.open("mentee")
    stage.days(1)
    assert [stage.open(side) for side in SIDES] == [{"agreement_middle"}] * 2
    stage.plays(MiddleAccepted("mentee"))
    assert stage.pair.state == "contracting"
    stage.plays(MiddleAccepted("mentor"))
    assert stage.pair.state == "active"
    signed = stage.pair.agreement
    assert signed.mentor == signed.mentee
    assert (signed.mentee.rhythm, signed.mentee.months) == ("monthly", 6)


def test_a_declined_middle_alerts_at_once_and_ends_kindly_after_two_weeks() -> None:
    """Neither waits for ever: each is free for somebody else, and no side is named."""
    stage = deadlock().days(7)
    stage.plays(MiddleDeclined("mentor"))
    assert alerts(stage).count("no_agreement") == 2
    assert not stage.open("mentee"), "the other is not asked what is off the table"
    for side in SIDES:
        assert stage.keys(side)[-1] == "no_middle"
    assert stage.play(MiddleAccepted("mentee")) == Refused("not_asked")
    stage.days(13)
    assert stage.pair.state == "contracting"
    stage.days(2)
    assert stage.pair.state == "ended_no_fault"
    assert stage.keys("mentee")[-1] == "rematch"


def test_a_second_deadlock_brings_the_middle_at_once() -> None:
    """A break brings the agreement back; to insist again costs no second week."""
    stage = deadlock()
    stage.plays(Paused("mentee", stage.now + 3 * DAY)).days(4)
    assert stage.pair.timers["middle"] > stage.now
    stage.plays(Chose("mentee", OTHER_TERMS, TEXT_VERSION), Insisted("mentee"), Insisted("mentor"))
    assert stage.open("mentor") == {"agreement_middle"}
    stage.plays(Paused("mentor", stage.now + 3 * DAY)).days(4)
    assert stage.open("mentor") == {"agreement_middle"}, "it stands after a break"


def test_an_old_text_is_not_signed() -> None:
    """A signature under words that changed meanwhile is refused and nothing happens."""
    stage = Stage()
    assert stage.play(Chose("mentor", TERMS, "2020-01")) == Refused("outdated")
    assert stage.pair.state == "agreed"


def test_without_the_two_promises_nothing_is_signed() -> None:
    """Confidentiality and the code of conduct are no matter of taste."""
    refused = Stage().play(Chose("mentee", replace(TERMS, conduct=False), TEXT_VERSION))
    assert refused == Refused("conduct")


def test_the_first_meeting_leaves_a_day_for_the_brief() -> None:
    """Three times, all a day ahead; both get the brief with the confirmation."""
    stage = both(Stage())
    meeting = stage.pair.meeting
    assert meeting is not None
    assert len(meeting.offered) == 3
    assert min(meeting.offered) >= stage.now + DAY
    start = meeting.offered[1]
    stage.plays(*(Picked(side, start) for side in SIDES))
    for side in SIDES:
        told = [one for _, one in stage.said if isinstance(one, Tell) and one.to == side]
        brief = next(one for one in told if one.key == "meeting_brief")
        assert (brief.facts["first"], brief.facts["question1"]) == (1, "story")
    stage.passes(start + HOUR)
    assert [stage.keys(side).count("meeting_day_before") for side in SIDES] == [1, 1]
    assert [stage.keys(side).count("meeting_hours_before") for side in SIDES] == [1, 1]


def test_a_time_too_near_brings_other_times_instead_of_an_error() -> None:
    """Whoever taps last week's time is not scolded: there is a new table."""
    stage = both(Stage())
    meeting = stage.pair.meeting
    assert meeting is not None
    first = min(meeting.offered)
    stage.now = first - HOUR
    stage.plays(Picked("mentee", first))
    assert "time_too_soon" in stage.keys("mentee")
    assert stage.pair.meeting is not None
    assert min(stage.pair.meeting.offered) >= stage.now + DAY


def test_a_moved_meeting_keeps_its_entry_and_raises_its_sequence() -> None:
    """Calendars replace what moved: same number, higher sequence."""
    stage = both(Stage())
    assert stage.pair.meeting is not None
    start = stage.pair.meeting.offered[0]
    stage.plays(*(Picked(side, start) for side in SIDES))
    later = start + 2 * DAY
    stage.plays(Countered("mentor", (later,)), Picked("mentee", later))
    invites = [one for _, one in stage.said if isinstance(one, Invite)]
    assert [(one.method, one.number, one.sequence) for one in invites] == [
        ("PUBLISH", 1, 0),
        ("PUBLISH", 1, 1),
    ]
    assert stage.pair.meeting is not None
    assert begins(stage.pair.meeting) == later


def test_a_late_cancellation_is_named_and_other_times_follow() -> None:
    """Two hours before the start is late; the next number is another calendar entry."""
    stage = both(Stage())
    assert stage.pair.meeting is not None
    start = stage.pair.meeting.offered[0]
    stage.plays(*(Picked(side, start) for side in SIDES)).passes(start - 2 * HOUR)
    stage.plays(Cancelled("mentee"))
    told = [one for _, one in stage.said if isinstance(one, Tell) and one.to == "mentor"]
    cancelled = next(one for one in told if one.key == "meeting_cancelled")
    assert cancelled.facts["late"] == 1
    assert stage.pair.meeting is not None
    assert (stage.pair.meeting.number, stage.pair.meeting.state) == (2, "proposed")


def test_two_accounts_that_differ_are_a_signal() -> None:
    """Held for one, missed for the other: a coordinator looks, the two go on."""
    stage = meets(both(Stage()))
    stage.days(1)
    stage.plays(Reported("mentor", "held"), Reported("mentee", "they_missed"))
    assert stage.pair.disagreement
    assert alerts(stage) == ["disagreement"]
    assert stage.pair.meetings_held == 0
    assert stage.pair.state == "active"


@pytest.mark.parametrize("late", [0, 2])
def test_who_missed_a_meeting_that_the_other_calls_held_is_offered_times(late: int) -> None:
    """Not by the rhythm, which may be a month; who calls it held hears of it from the other."""
    monthly = replace(TERMS, rhythm="monthly")
    stage = Stage().plays(*(Chose(side, monthly, TEXT_VERSION) for side in SIDES))
    meets(stage).days(1)
    stage.plays(Reported("mentor", "held")).days(late)
    stage.plays(Reported("mentee", "they_missed"))
    meeting = stage.pair.meeting
    assert meeting is not None
    assert meeting.number == 2
    assert "times" in stage.open("mentee")
    assert not set(QUESTIONS) & stage.open("mentor")
    stage.plays(Picked("mentee", meeting.offered[0]))
    assert stage.open("mentor") & set(QUESTIONS) == {"times_offered"}


@pytest.mark.parametrize("first", SIDES)
@pytest.mark.parametrize("theirs", ["held", "not_held"])
def test_what_the_other_said_of_a_meeting_changes_nothing_for_who_missed_it(
    first: Side, theirs: Account
) -> None:
    """The same words and the same times at the same moment, whoever speaks first."""
    stage = meets(both(Stage())).days(1)
    accounts: dict[Side, Account] = {"mentor": theirs, "mentee": "not_held"}
    told = len(stage.keys("mentee"))
    for side in (first, other(first)):
        stage.plays(Reported(side, accounts[side]))
    assert stage.keys("mentee")[told:] == ["report_noted", "times"]


def test_accounts_that_differ_again_keep_to_the_rhythm() -> None:
    """Two who never agree on what happened are not made to meet every week."""
    monthly = replace(TERMS, rhythm="monthly")
    stage = Stage().plays(*(Chose(side, monthly, TEXT_VERSION) for side in SIDES))
    stage.pair = replace(stage.pair, disagreement=True)
    meets(stage).days(1)
    stage.plays(Reported("mentor", "held"), Reported("mentee", "they_missed")).days(7)
    assert stage.pair.meeting is not None
    assert stage.pair.meeting.number == 1
    assert stage.pair.next_offer_at - stage.now > 7 * DAY


def test_a_meeting_that_was_held_ends_the_silence_of_both() -> None:
    """Who owes an answer and was there is no reason to worry the other."""
    stage = meets(both(Stage())).days(1).plays(GoalMissed())
    stage.pair = replace(stage.pair, mentee=replace(stage.pair.mentee, rung=3))
    stage.plays(Reported("mentor", "held")).days(2)
    assert stage.pair.meetings_held == 1
    assert stage.pair.mentee.asked("goal_review")
    assert stage.pair.mentee.rung < 3
    assert "partner_quiet" not in stage.keys("mentor")


def test_nobody_is_called_silent_for_a_closing_review() -> None:
    """The one who has looked back is not told that the other gives no sign of life."""
    stage = both(Stage()).plays(*(Finished(side) for side in SIDES))
    stage.plays(Closed("mentor", secret("mentor"))).days(20)
    assert stage.pair.state == "closing"
    assert "partner_quiet" not in stage.keys("mentor")


@pytest.mark.parametrize("ended", [Dissolved(), Terminated()])
def test_what_was_being_confided_at_the_end_is_kept(ended: Event) -> None:
    """Finished or not: a low rating still reaches a coordinator, and nothing is counted any more."""
    stage = meets(both(Stage())).days(1).plays(ended)
    held = stage.pair.meetings_held
    stage.plays(LeftOff("mentee", secret("mentee", 1)), Answered("mentor", secret("mentor")))
    stage.plays(Reported("mentee", "held", secret("mentee", 5)))
    kept = [one.of for _, one in stage.said if isinstance(one, Keep)]
    assert kept == ["mentee", "mentor", "mentee"]
    assert "low_rating" in alerts(stage)
    assert stage.pair.meetings_held == held


def test_a_meeting_nobody_speaks_of_is_unreported_after_two_days() -> None:
    """Three days later other times are proposed, since nobody knows that they met."""
    stage = meets(both(Stage()))
    stage.days(2.2)
    assert stage.pair.meeting is not None
    assert (stage.pair.meeting.number, stage.pair.meeting.state) == (1, "unreported")
    stage.days(3)
    assert stage.pair.meeting is not None
    assert (stage.pair.meeting.number, stage.pair.meeting.state) == (2, "proposed")
    assert stage.pair.meetings_held == 0
    assert "report" not in stage.open("mentor")


@pytest.mark.parametrize("side", SIDES)
def test_an_account_that_comes_after_days_still_counts(side: Side) -> None:
    """Four days after the meeting: it was held, the rating is kept, nobody is told "too late"."""
    stage = meets(both(Stage())).days(4)
    stage.plays(Reported(side, "held", secret(side, 5)))
    assert stage.pair.meetings_held == 1
    assert stage.pair.first_held_at > 0
    assert stage.keys(side)[-1] == "report_noted"
    stage.plays(Reported(other(side), "held", secret(other(side), 5)))
    assert stage.pair.meetings_held == 1
    assert stage.pair.meeting is not None
    assert stage.pair.meeting.state == "held_verified"


def test_a_late_account_can_contradict_the_first() -> None:
    """The one who was believed alone is not believed alone any more; a coordinator looks."""
    stage = meets(both(Stage())).days(1)
    stage.plays(Reported("mentee", "held")).days(2)
    assert not stage.pair.disagreement
    stage.plays(Reported("mentor", "they_missed"))
    assert stage.pair.disagreement
    assert "disagreement" in alerts(stage)


def test_one_account_is_believed_after_two_days() -> None:
    """The silence of the other does not undo a meeting."""
    stage = meets(both(Stage())).days(1)
    stage.plays(Reported("mentee", "held")).days(2)
    assert stage.pair.meetings_held == 1


def test_a_low_rating_reaches_a_coordinator_and_nobody_else() -> None:
    """One and two are alarms; the partner reads nothing of it."""
    stage = meets(both(Stage())).days(1)
    before = len(stage.keys("mentor"))
    stage.plays(Reported("mentee", "held", secret("mentee", 2)))
    assert "low_rating" in alerts(stage)
    assert len(stage.keys("mentor")) == before
    assert [one.of for _, one in stage.said if isinstance(one, Keep)] == ["mentee"]


def test_distress_is_urgent_in_every_state() -> None:
    """Even after the end somebody listens."""
    stage = Stage().plays(Terminated())
    stage.plays(Flagged("mentee", "distress"))
    last = [one for _, one in stage.said if isinstance(one, Alert)][-1]
    assert (last.kind, last.side, last.severity) == ("distress", "mentee", "urgent")


def test_a_silent_mentor_climbs_the_ladder_to_a_kind_end() -> None:
    """Three nudges, the truth to the mentee, a human, another pairing, a notice, the end."""
    stage = Stage().plays(Chose("mentee", TERMS, TEXT_VERSION))
    for _ in range(110):
        if stage.open("mentee") & {"still_on", "rematch_offered"}:
            stage.plays(StillOn("mentee"))
        stage.days(1)
    mentor = stage.keys("mentor")
    nudges = ["nudge_gentle", "nudge_smaller", "nudge_choice"]
    assert [key for key in mentor if key.startswith("nudge")] == nudges
    assert [key for key in stage.keys("mentee") if key in ("partner_quiet", "rematch_offered")] == [
        "partner_quiet",
        "rematch_offered",
    ]
    assert "silent" in alerts(stage)
    assert stage.pair.state == "auto_concluded"
    days = (stage.pair.ended_at - START) / DAY
    assert 97 <= days <= 101
    noticed = next(at for at, one in stage.said if isinstance(one, Ask) and one.key == "still_on")
    assert stage.pair.ended_at - noticed >= 7 * DAY


def test_any_word_ends_the_silence() -> None:
    """The day before the end a word to the partner is enough."""
    stage = Stage().plays(Chose("mentee", TERMS, TEXT_VERSION))
    stage.passes(START + 96 * DAY)
    stage.plays(Wrote("mentor"))
    assert stage.pair.mentor.rung == 0
    stage.days(5)
    assert stage.pair.state == "contracting"


def test_nothing_is_sent_during_a_break_and_all_stands_afterwards() -> None:
    """The planned end moves by the length of the break."""
    stage = meets(both(Stage())).days(1)
    stage.plays(*(Reported(side, "held", secret(side, 5)) for side in SIDES))
    end, at = stage.pair.planned_end, stage.now
    stage.plays(Paused("mentee", at + 30 * DAY))
    heard = len(stage.said)
    stage.passes(at + 30 * DAY - 1)
    assert not [one for _, one in stage.said[heard:] if isinstance(one, Tell | Ask | Alert)]
    stage.passes(at + 30 * DAY)
    assert stage.pair.state == "active"
    assert stage.pair.planned_end == end + 30 * DAY
    assert "times" in stage.open("mentor")


def test_a_break_during_the_agreement_comes_back_to_it() -> None:
    """Whoever had not signed is asked again."""
    stage = Stage().plays(Chose("mentor", TERMS, TEXT_VERSION))
    stage.plays(Paused("mentee", stage.now + 10 * DAY), Returned("mentee"))
    assert stage.pair.state == "contracting"
    assert stage.open("mentee") == {"agreement_terms"}


def test_a_hold_is_a_coordinators_to_lift() -> None:
    """Neither side can end it, it is put once, a coordinator is reminded, all stands afterwards."""
    stage = both(Stage()).plays(Suspended())
    assert stage.play(Returned("mentor")) == Refused("held")
    assert stage.play(Paused("mentee", stage.now + DAY)) == Refused("held")
    held = stage.pair
    assert stage.play(Suspended()) == Refused("held")
    assert stage.pair == held
    stage.days(22)
    assert alerts(stage) == ["stuck"]
    stage.plays(Lifted())
    assert stage.pair.state == "active"
    assert "times" in stage.open("mentee")
    stage.plays(Paused("mentor", stage.now + DAY))
    assert stage.play(Lifted()) == Refused("not_held")


def test_what_is_awaited_is_named_people_first() -> None:
    """Whom it waits for, since when, and what falls due next."""
    stage = Stage().plays(Chose("mentee", TERMS, TEXT_VERSION))
    found = awaited(stage.pair)
    assert (found[0].who, found[0].what) == ("mentor", "agreement_terms")
    assert [one.what for one in found[1:]] == ["ladder:mentor", "stuck"]
    assert awaited(stage.plays(Terminated()).pair) == ()


def test_an_extension_needs_both_and_comes_once() -> None:
    """The smaller wish counts; closing turns back into an active mentorship."""
    stage = both(Stage())
    stage.pair = replace(stage.pair, meetings_held=3)
    stage.plays(*(Finished(side) for side in SIDES))
    end = stage.pair.planned_end
    stage.plays(ExtensionWished("mentor", 6), ExtensionWished("mentee", 2))
    assert stage.pair.state == "active"
    assert 58 * DAY < stage.pair.planned_end - end < 63 * DAY
    assert stage.play(ExtensionWished("mentor", 1)) == Refused("extended_before")


def test_no_fault_has_one_step_and_a_private_reason() -> None:
    """The other reads that it ended and is asked about another pairing, without the reason."""
    stage = both(Stage()).plays(Parted("mentee", secret("mentee", 0)))
    assert stage.pair.state == "ended_no_fault"
    assert stage.keys("mentor")[-2:] == ["ended", "rematch"]
    assert not stage.pair.timers


def test_whoever_left_gets_no_more_words() -> None:
    """The one who stays is told and asked what comes next."""
    stage = both(Stage())
    before = len(stage.keys("mentor"))
    stage.plays(Departed("mentor"))
    assert len(stage.keys("mentor")) == before
    assert stage.keys("mentee")[-2:] == ["ended", "rematch"]


def test_a_pair_without_a_meeting_for_three_weeks_is_at_risk_until_they_meet() -> None:
    """The health of the figures alone moves the state, both ways."""
    stage = both(Stage())
    random = Random(1)
    for _ in range(22):
        stage.days(1)
        for side in SIDES:
            if "times" not in stage.open(side):
                stage.play(answers(stage, side, random))
    stage.days(8)
    assert stage.pair.state == "at_risk"
    assert "at_risk" in alerts(stage)
    meets(stage)
    stage.plays(*(Reported(side, "held", secret(side, 5)) for side in SIDES))
    stage.plays(*(Answered(side, secret(side, 5)) for side in SIDES))
    assert stage.pair.state == "active"


@pytest.mark.parametrize(
    ("state", "score", "after"),
    [
        ("active", 40, "active"),
        ("active", 39, "at_risk"),
        ("at_risk", 69, "at_risk"),
        ("at_risk", 70, "active"),
    ],
)
def test_between_the_two_borders_nothing_changes(state, score: int, after: str) -> None:
    """Below 40 at risk, from 70 on track again: it cannot flap (domain §7)."""
    outcome = apply(replace(both(Stage()).pair, state=state), Weighed(score), START)
    assert isinstance(outcome, Applied)
    assert outcome.pair.state == after


def test_a_coordinator_may_end_anything_that_is_open() -> None:
    """A human path always exists."""
    for end, state in ((Dissolved(), "ended_no_fault"), (Terminated(), "terminated")):
        stage = both(Stage()).plays(Reviewed(), end)
        assert stage.pair.state == state


def test_a_move_to_another_country_leaves_the_instant() -> None:
    """Who moved reads the hour by the new clock and is told if it became an odd one."""
    stage = both(Stage())
    assert stage.pair.meeting is not None
    start = stage.pair.meeting.offered[0]
    stage.plays(*(Picked(side, start) for side in SIDES))
    stage.plays(Moved("mentee", "Asia/Tokyo", "JP"))
    assert stage.pair.meeting is not None
    assert begins(stage.pair.meeting) == start
    told = [one for _, one in stage.said if isinstance(one, Tell)][-1]
    assert (told.to, told.key, told.facts["odd"]) == ("mentee", "meeting_local", 1)


@pytest.mark.parametrize("state", ENDED)
def test_an_ended_mentorship_refuses_all_but_a_private_word(state: str) -> None:
    """Nothing comes back to life, and what is refused changes nothing."""
    pair = replace(both(Stage()).pair, state=state, timers={})
    for event in (
        Chose("mentor", TERMS, TEXT_VERSION),
        Picked("mentor", 0),
        Paused("mentee", START + DAY),
        Returned("mentee"),
        StillOn("mentor"),
        Closed("mentor", Confided()),
        Parted("mentee", Confided()),
        Terminated(),
        ClocksChanged(),
        Weighed(0),
        Due("end"),
    ):
        assert isinstance(apply(pair, event, START), Refused)


def test_a_timer_that_was_replaced_or_is_early_does_nothing() -> None:
    """A timer fires once, never early, and never for something that changed."""
    stage = both(Stage())
    assert apply(stage.pair, Due("end"), stage.now) == Refused("not_due")
    assert apply(stage.pair, Due("return"), stage.now + 900 * DAY) == Refused("not_due")


# Every order of two people's events.


def events_of(pair: Pair, now: int) -> Iterable[Event]:
    """Everything either may do that can matter, with the times now on the table."""
    offered = pair.meeting.offered[:2] if pair.meeting else ()
    for side in SIDES:
        yield Chose(side, TERMS, TEXT_VERSION)
        yield Chose(side, OTHER_TERMS, TEXT_VERSION)
        yield Conceded(side)
        yield Insisted(side)
        yield MiddleAccepted(side)
        yield MiddleDeclined(side)
        for start in offered:
            yield Picked(side, start)
        yield Countered(side, (START + 9 * DAY,))
        yield NoneSuited(side)
        yield Cancelled(side)
        yield Reported(side, "held", secret(side))
        yield Reported(side, "they_missed", secret(side, 1))
        yield Answered(side, secret(side))
        yield Paused(side, now + 20 * DAY)
        yield Returned(side)
        yield Finished(side)
        yield ExtensionWished(side, 3)
        yield StillOn(side)
        yield Closed(side, secret(side), "thank you")
        yield Parted(side, secret(side))


def walk(pair: Pair, now: int, depth: int) -> dict[bytes, tuple[Pair, int]]:
    """Every state that `depth` events in any order lead to, the next timer among them."""
    stage = Stage()
    seen: dict[str, tuple[Pair, int]] = {}
    edge = [(pair, now)]
    for _ in range(depth):
        reached = []
        for here, moment in edge:
            timer = min(here.timers.items(), key=lambda item: item[1], default=None)
            steps = [(event, moment) for event in events_of(here, moment)]
            if timer:
                steps.append((Due(timer[0]), max(moment, timer[1])))
            for event, at in steps:
                outcome = apply(here, event, at)
                if isinstance(outcome, Refused):
                    continue
                stage.pair, stage.now, stage.said = (
                    outcome.pair,
                    at,
                    [(at, e) for e in outcome.effects],
                )
                check(stage)
                key = repr((replace(outcome.pair, version=0), at))
                if key not in seen:
                    seen[key] = (outcome.pair, at)
                    reached.append((outcome.pair, at))
        edge = reached
    return seen


STARTS = {
    "the hello": (Stage, 3),
    "two signatures": (lambda: both(Stage()), 3),
    "a meeting just over": (lambda: meets(both(Stage())), 3),
    "the closing": (lambda: both(Stage()).plays(*(Finished(side) for side in SIDES)), 3),
}


@pytest.mark.parametrize("start", STARTS)
def test_no_order_of_events_leads_to_a_dead_end_or_a_leak(start: str) -> None:
    """After any events of both there is something due, and silence alone leads to an end."""
    make, depth = STARTS[start]
    stage = make()
    found = list(walk(stage.pair, stage.now, depth).values())
    assert len(found) > 150
    for pair, now in Random(5).sample(found, 20):
        silent = Stage()
        silent.pair, silent.now, silent.said = pair, now, []
        silent.days(500)
        assert silent.pair.state in ENDED, (pair.state, silent.pair.state)
