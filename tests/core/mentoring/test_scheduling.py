"""Finding a time in any order of the two people's answers, and the ends that come by themselves."""

from random import Random

import pytest
from msgspec.structs import replace

from core.duration import DAY, HOUR
from core.mentoring import mentorship
from core.mentoring.appointment import local
from core.mentoring.availability import Week, free, overlap
from core.mentoring.effects import Alert, Ask, Invite, Tell
from core.mentoring.events import (
    Cancelled,
    Closed,
    Confided,
    Countered,
    ExtensionDeclined,
    ExtensionWished,
    Finished,
    GoalMissed,
    GoalReviewed,
    NoneSuited,
    Paused,
    Picked,
    Reported,
    StillOn,
    Task,
    TaskDone,
    Wrote,
)
from core.mentoring.meeting import Meeting, begins
from core.mentoring.mentorship import Refused, Row
from core.mentoring.side import SIDES, Side, other
from tests.core.mentoring.stage import Stage, both, lives, meets, secret


def table(stage: Stage) -> Meeting:
    assert stage.pair.meeting is not None
    return stage.pair.meeting


def confirmed(stage: Stage) -> Stage:
    start = table(stage).offered[0]
    return stage.plays(*(Picked(side, start) for side in SIDES))


def alerts(stage: Stage) -> list[str]:
    return [one.kind for _, one in stage.said if isinstance(one, Alert)]


@pytest.mark.parametrize("first", SIDES)
def test_each_may_propose_and_the_other_accept(first: Side) -> None:
    """Unasked, before anybody picked, from either side."""
    stage = both(Stage())
    start = stage.now + 5 * DAY
    stage.plays(Countered(first, (start,)), Picked(other(first), start))
    assert (table(stage).state, begins(table(stage))) == ("confirmed", start)


def test_a_proposal_that_meets_the_others_pick_confirms_at_once() -> None:
    """Two who name the same hour need no third question."""
    stage = both(Stage())
    start = table(stage).offered[2]
    stage.plays(Picked("mentor", start), Countered("mentee", (start + DAY, start)))
    assert begins(table(stage)) == start
    assert not stage.open("mentor") | stage.open("mentee")


@pytest.mark.parametrize(
    ("starts", "reason"),
    [((), "how_many"), ((5, 6, 7, 8), "how_many"), ((-1,), "too_soon"), ((0,), "too_soon")],
)
def test_a_proposal_is_one_to_three_times_ahead(starts: tuple[int, ...], reason: str) -> None:
    """A date in the past or tomorrow's first meeting is asked again, not stored."""
    stage = both(Stage())
    moments = tuple(stage.now + days * DAY for days in starts)
    assert stage.play(Countered("mentor", moments)) == Refused(reason)


def test_a_later_meeting_needs_no_day_of_notice() -> None:
    """Who know each other may meet in three hours."""
    stage = meets(both(Stage())).plays(*(Reported(side, "held", secret(side)) for side in SIDES))
    soon = stage.now + 3 * HOUR
    stage.plays(Countered("mentee", (soon,)), Picked("mentor", soon))
    assert begins(table(stage)) == soon


def test_a_time_that_was_never_offered_is_refused() -> None:
    """A button of another week has no meeting behind it."""
    stage = both(Stage())
    assert stage.play(Picked("mentor", stage.now + 3 * DAY + 1)) == Refused("not_offered")
    confirmed(stage)
    assert stage.play(Picked("mentor", begins(table(stage)))) == Refused("nothing_to_pick")
    assert stage.play(NoneSuited("mentor")) == Refused("nothing_to_pick")


@pytest.mark.parametrize("late", SIDES)
def test_a_time_that_has_left_the_table_is_answered_with_the_present_ones(late: Side) -> None:
    """Who answers last week's times is asked about this week's, and the two can still meet."""
    stage = both(Stage())
    gone = table(stage).offered[0]
    stage.passes(table(stage).offered[-1])
    assert gone not in table(stage).offered
    stage.plays(Picked(late, gone))
    assert stage.keys(late)[-2:] == ["time_too_soon", "times"]
    stage.plays(*(Picked(side, table(stage).offered[-1]) for side in SIDES))
    assert table(stage).state == "confirmed"


@pytest.mark.parametrize("slow", SIDES)
@pytest.mark.parametrize("hours", [12, 24, 36, 48, 60])
def test_who_answers_after_days_meets_who_answers_at_once(slow: Side, hours: int) -> None:
    """Always the first time that stood on the screen then: within two weeks, without a flood."""
    stage = both(Stage())
    quick, began = other(slow), stage.now
    while table(stage).state != "confirmed":
        (seen, asked) = next(
            (at, one)
            for at, one in reversed(stage.said)
            if isinstance(one, Ask) and one.to == slow and one.key in {"times", "times_offered"}
        )
        if stage.open(quick) & {"times", "times_offered"}:
            wanted = table(stage).fine(slow) or table(stage).offered
            stage.plays(Picked(quick, wanted[0]))
            continue
        stage.passes(max(seen + hours * HOUR, stage.now))
        stage.plays(Picked(slow, int(asked.facts["start1"])))
        assert stage.now - began < 14 * DAY
    assert begins(table(stage)) - began <= 14 * DAY
    for side in SIDES:
        assert sum(key in {"times", "times_offered"} for key in stage.keys(side)) <= 6


def test_two_who_share_one_day_a_week_are_offered_hours_of_it_within_two_weeks() -> None:
    """Not the Saturday after next but one: another hour of the first two."""
    saturdays = Week(("saturday",), "Africa/Casablanca", "MA")
    stage = both(Stage(mentor=saturdays, mentee=saturdays))
    offered = table(stage).offered
    assert len(offered) == 3
    assert max(offered) <= stage.pair.agreed_at + 14 * DAY
    assert len({one // DAY for one in offered}) == 2


def test_who_is_asked_second_sees_what_suits_the_other_and_keeps_the_choice() -> None:
    """One answer may end the search: the same time fixes it, another one of the table goes back."""
    stage = both(Stage())
    first, second, _ = table(stage).offered
    stage.plays(Picked("mentee", second))
    assert stage.open("mentor") == {"times"}
    asked = [one for _, one in stage.said if isinstance(one, Ask) and one.to == "mentor"][-1]
    assert {asked.facts[f"start{place}"] for place in (1, 2, 3)} == set(table(stage).offered)
    stage.plays(Picked("mentor", first))
    assert stage.open("mentee") == {"times_offered"}
    stage.plays(Picked("mentee", first))
    assert begins(table(stage)) == first


def test_what_is_too_soon_by_then_is_not_put_to_who_is_asked_second() -> None:
    """Two of the three are left when the first answers late."""
    stage = both(Stage())
    first, *left = table(stage).offered
    stage.passes(first - DAY + HOUR)
    stage.plays(Picked("mentee", left[1]))
    asked = [one for _, one in stage.said if isinstance(one, Ask) and one.to == "mentor"][-1]
    assert [asked.facts.get(f"start{place}") for place in (1, 2, 3)] == [*left, None]


def test_two_whose_hours_meet_once_a_week_have_other_times_within_the_two_weeks() -> None:
    """Hours that only one ticked, rather than the Saturday after; what both ticked comes with them."""
    mentee = Week(("saturday",), "Africa/Casablanca", "MA")
    mentor = Week(("saturday",), "America/Denver", "US")
    stage = both(Stage(mentor=mentor, mentee=mentee))
    offered = table(stage).offered
    assert len(offered) == 3
    assert max(offered) <= stage.pair.agreed_at + 14 * DAY
    stated = [free(mentor, one) and free(mentee, one) for one in offered]
    assert 0 < sum(stated) < 3
    asked = [one for _, one in stage.said if isinstance(one, Ask) and one.key == "times"][-1]
    assert asked.facts["stated"] == overlap(mentor, mentee, offered) == 2


def test_who_signed_late_meets_within_the_days_that_follow() -> None:
    """The two weeks are gone, and a Saturday in three weeks is no first time."""
    saturdays = Week(("saturday",), "Africa/Casablanca", "MA")
    stage = both(Stage(mentor=saturdays, mentee=saturdays).days(14))
    offered = table(stage).offered
    assert len(offered) == 3
    assert stage.now + 4 * DAY <= min(offered)
    assert max(offered) <= stage.now + 12 * DAY


def test_two_who_sign_within_a_day_have_near_times() -> None:
    """Two days ahead at the earliest, so that a first meeting that fails leaves days for another."""
    stage = both(Stage())
    assert 2 * DAY <= min(table(stage).offered) - stage.now < 4 * DAY


def test_the_times_after_a_table_that_went_by_still_lie_within_the_two_weeks() -> None:
    """A week ahead would be too late for them."""
    stage = both(Stage().days(2))
    while not table(stage).lapses:
        stage.passes(min(stage.pair.timers.values()))
    assert stage.now + 2 * DAY <= min(table(stage).offered)
    assert max(table(stage).offered) <= stage.pair.agreed_at + 14 * DAY


def test_times_leave_three_days_to_answer_to_who_took_days_to_sign() -> None:
    """Whoever answers after two days and a half is in time for any of them."""
    stage = both(Stage().days(2))
    offered = table(stage).offered
    stage.plays(Picked("mentor", offered[0]))
    stage.passes(stage.now + 60 * HOUR)
    stage.plays(Picked("mentee", offered[0]))
    assert begins(table(stage)) == offered[0]


def unanswered(stage: Stage, side: Side) -> list[int]:
    """The times of which `side` was told that nobody answered."""
    return [
        int(one.facts["start"])
        for _, one in stage.said
        if isinstance(one, Tell) and one.to == side and one.key == "time_unanswered"
    ]


def held_once() -> Stage:
    """A pair that has met once, and seeks a time for its next meeting."""
    stage = meets(both(Stage()))
    stage.plays(*(Reported(side, "held") for side in SIDES))
    while table(stage).state != "proposed":
        stage.passes(min(stage.pair.timers.values()))
    return stage


@pytest.mark.parametrize("proposer", SIDES)
def test_whoever_proposed_hears_an_hour_before_that_nothing_is_fixed(proposer: Side) -> None:
    """At the hour itself they would be waiting for somebody; the other is asked nothing new."""
    stage = held_once()
    start, partner = stage.now + 2 * DAY, other(proposer)
    stage.plays(Countered(proposer, (start,)))
    asked = len(stage.keys(partner))
    stage.passes(start - HOUR - 1)
    assert unanswered(stage, proposer) == []
    stage.passes(start - HOUR)
    assert unanswered(stage, proposer) == [start]
    assert unanswered(stage, partner) == []
    assert set(stage.keys(partner)[asked:]) <= {"nudge_gentle", "nudge_smaller"}
    assert "times" in stage.open(partner)
    assert not stage.open(proposer) & {"times", "times_offered"}


def test_a_first_meetings_proposer_hears_a_day_before() -> None:
    """From then on it is too late for the brief, and an answer would be refused."""
    stage = both(Stage())
    start = max(table(stage).offered) + 2 * HOUR
    stage.plays(Countered("mentee", (start,)))
    stage.passes(start - DAY - 1)
    assert unanswered(stage, "mentee") == []
    stage.passes(start - DAY)
    assert unanswered(stage, "mentee") == [start]


def test_a_choice_that_went_by_leaves_the_other_times_on_the_table() -> None:
    """Whoever is asked keeps what they were shown, and a later choice of it still counts."""
    stage = held_once()
    first, last = min(table(stage).offered), max(table(stage).offered)
    stage.plays(Picked("mentee", first))
    stage.passes(first - HOUR)
    assert unanswered(stage, "mentee") == [first]
    assert last in table(stage).offered
    stage.plays(Picked("mentor", last))
    assert "times_offered" in stage.open("mentee")
    stage.plays(Picked("mentee", last))
    assert begins(table(stage)) == last


def test_each_proposal_is_told_of_once() -> None:
    """The tables that the programme lays afterwards are nobody's; a new proposal is told of again."""
    stage = held_once()
    first = stage.now + 2 * DAY
    stage.plays(Countered("mentor", (first,)))
    stage.passes(first + 7 * DAY)
    assert unanswered(stage, "mentor") == [first]
    again = stage.now + 2 * DAY
    stage.plays(Countered("mentor", (again,)))
    stage.passes(again + 2 * DAY)
    assert unanswered(stage, "mentor") == [first, again]


def test_of_two_times_proposed_the_last_one_counts() -> None:
    """While one of them can still be taken nothing has gone by."""
    stage = held_once()
    starts = (stage.now + 2 * DAY, stage.now + 3 * DAY)
    stage.plays(Countered("mentor", starts))
    stage.passes(starts[0] + HOUR)
    assert unanswered(stage, "mentor") == []
    stage.passes(starts[1])
    assert unanswered(stage, "mentor") == [starts[1]]


def test_a_time_within_the_hour_is_waited_for_until_it_comes() -> None:
    """Who proposes "in half an hour" is told then, and not at once."""
    stage = held_once()
    start = stage.now + HOUR // 2
    stage.plays(Countered("mentor", (start,)))
    assert unanswered(stage, "mentor") == []
    stage.passes(start - 1)
    assert unanswered(stage, "mentor") == []
    stage.passes(start)
    assert unanswered(stage, "mentor") == [start]


def test_who_is_asked_about_a_near_time_is_reminded_before_it() -> None:
    """Half way, by day: the reminder of a day later would come after it."""
    stage = held_once()
    start = stage.now + 26 * HOUR
    stage.plays(Wrote("mentor"), Countered("mentee", (start,)))
    since = stage.now + 1
    stage.passes(start - HOUR - 1)
    ((at, told),) = (
        (at, one)
        for at, one in stage.said
        if at >= since and isinstance(one, Tell) and one.to == "mentor"
    )
    assert (told.key, told.facts["question"]) == ("nudge_gentle", "times_offered")
    assert at < start - HOUR
    assert 9 <= local(at, "Europe/Paris").hour < 20


def test_who_was_silent_already_is_reminded_of_a_near_time_first() -> None:
    """It takes the place of a later reminder of what they left open before, and makes none more."""
    stage = held_once()
    while not stage.pair.mentor.rung:
        stage.passes(min(stage.pair.timers.values()))
    start = stage.now + 26 * HOUR
    stage.plays(Countered("mentee", (start,)))
    stage.passes(start)
    nudged = [
        one.facts["question"]
        for _, one in stage.said
        if isinstance(one, Tell) and one.to == "mentor" and one.key.startswith("nudge_")
    ]
    assert nudged[-1] == "times_offered"
    assert stage.pair.mentor.rung == 2


def test_too_late_for_one_time_leaves_what_the_other_chose() -> None:
    """Of a table with a choice on it what is left is asked again, that choice first of all."""
    stage = held_once()
    first, last = min(table(stage).offered), max(table(stage).offered)
    stage.plays(Picked("mentee", last))
    stage.passes(first + 1)
    stage.plays(Picked("mentor", first))
    assert stage.keys("mentor")[-2:] == ["time_too_soon", "times"]
    assert table(stage).fine("mentee") == (last,)
    stage.plays(Picked("mentor", last))
    assert begins(table(stage)) == last


def test_a_table_that_lapses_asks_nobody_again() -> None:
    """Neither who has chosen nor who is silent is asked again by the lapse itself."""
    stage = both(Stage())
    stage.plays(Picked("mentee", table(stage).offered[0]))
    since = stage.now + 1
    stage.passes(stage.now + 20 * DAY)
    assert table(stage).lapses > 1
    for side in SIDES:
        assert not {"times", "times_offered"} & set(stage.keys(side, since))
    assert "nudge_gentle" in stage.keys("mentor", since)
    assert max(table(stage).offered) > stage.now + 2 * DAY


def test_a_partners_other_proposal_is_what_a_late_answer_gets() -> None:
    """The table changed hands meanwhile: the proposal that waits is put again."""
    stage = both(Stage())
    gone = table(stage).offered[-1]
    start = stage.now + 6 * DAY
    stage.plays(Countered("mentee", (start,)), Picked("mentor", gone))
    assert stage.keys("mentor")[-2:] == ["time_gone", "times_offered"]
    stage.plays(Picked("mentor", start))
    assert begins(table(stage)) == start


def test_two_who_find_no_time_get_a_human() -> None:
    """After four rounds, once, whether they propose or only refuse."""
    stage = both(Stage())
    for round_ in range(6):
        side = SIDES[round_ % 2]
        stage.plays(Countered(side, (stage.now + (3 + round_) * DAY,)))
    assert alerts(stage) == ["no_time"]
    stage = both(Stage())
    for round_ in range(6):
        stage.plays(NoneSuited(SIDES[round_ % 2]))
    assert alerts(stage) == ["no_time"]


def test_when_no_time_is_left_both_may_write_one() -> None:
    """A free line instead of a list: never a dead end."""
    stage = both(Stage())
    refused = tuple(range(stage.now, stage.now + 40 * DAY, HOUR))
    stage.pair = replace(stage.pair, meeting=replace(table(stage), refused=refused))
    stage.plays(NoneSuited("mentor"))
    assert stage.open("mentor") == stage.open("mentee") == {"time_typed"}
    start = stage.now + 9 * DAY
    stage.plays(Countered("mentee", (start,)), Picked("mentor", start))
    assert begins(table(stage)) == start


def test_a_meeting_under_way_is_neither_moved_nor_cancelled() -> None:
    """It began: now only an account of it counts."""
    stage = confirmed(both(Stage()))
    stage.passes(begins(table(stage)) + 60_000)
    assert stage.play(Cancelled("mentor")) == Refused("begun")
    assert stage.play(Countered("mentor", (stage.now + DAY,))) == Refused("begun")


def test_no_account_of_what_has_not_begun_and_none_twice() -> None:
    """The second tap of the same person changes nothing."""
    stage = confirmed(both(Stage()))
    assert stage.play(Reported("mentor", "held")) == Refused("no_meeting")
    stage.passes(begins(table(stage)) + HOUR)
    stage.plays(Reported("mentor", "held"))
    assert stage.play(Reported("mentor", "not_held")) == Refused("answered")


def test_calendars_take_back_a_time_that_was_given_up_and_never_replaced() -> None:
    """Moved, not agreed on, then cancelled: the old entry goes, with a higher sequence."""
    stage = confirmed(both(Stage()))
    start = begins(table(stage))
    stage.plays(Countered("mentor", (start + DAY,)), Cancelled("mentee"))
    last = [one for _, one in stage.said if isinstance(one, Invite)][-1]
    assert (last.method, last.start, last.sequence) == ("CANCEL", start, 1)


def test_the_second_absence_is_a_coordinators_matter() -> None:
    """The first is only counted; nobody is punished by a machine."""
    stage = both(Stage())
    for times in (1, 2):
        meets(stage)
        stage.plays(Reported("mentee", "they_missed"), Reported("mentor", "i_missed"))
        assert stage.pair.mentor.no_shows == times
        assert alerts(stage).count("no_show") == times - 1


def test_the_weekly_rhythm_keeps_its_distance() -> None:
    """The next times are proposed at once, around a week after the last meeting."""
    stage = both(Stage())
    choices = replace(stage.pair.agreement.mentor, rhythm="weekly")
    terms = replace(stage.pair.agreement, mentor=choices, mentee=choices)
    stage.pair = replace(stage.pair, agreement=terms)
    meets(stage)
    last = begins(table(stage))
    stage.plays(*(Reported(side, "held", secret(side)) for side in SIDES))
    assert min(table(stage).offered) >= last + 5 * DAY


def test_the_usual_rhythm_waits_before_it_asks_again() -> None:
    """Nothing is on the table until nine days before the next meeting is due."""
    stage = meets(both(Stage()))
    last = begins(table(stage))
    stage.plays(*(Reported(side, "held", secret(side)) for side in SIDES))
    assert stage.pair.timers["next_meeting"] == last + 5 * DAY
    assert "times" not in stage.open("mentor")


def test_next_steps_are_kept_by_their_owner_and_done() -> None:
    """Dated, shared, and out of the list when done."""
    stage = meets(both(Stage()))
    task = Task("call three clients", stage.now + 7 * DAY)
    stage.plays(Reported("mentee", "held", Confided(), task))
    assert stage.pair.mentee.tasks == (task,)
    assert stage.play(TaskDone("mentee", 1)) == Refused("no_task")
    assert not stage.plays(TaskDone("mentee", 0)).pair.mentee.tasks


def test_a_missed_goal_is_looked_at() -> None:
    """It weighs on the health until either of the two has looked at it."""
    stage = both(Stage()).plays(GoalMissed())
    assert stage.pair.goal_overdue
    assert "goal_review" in stage.open("mentee")
    stage.plays(GoalReviewed("mentor"))
    assert not stage.pair.goal_overdue
    assert "goal_review" not in stage.open("mentee")


def test_one_who_feels_finished_does_not_close_it_alone() -> None:
    """The other may want to go on, and is not told anything they have to justify."""
    stage = both(Stage()).plays(Finished("mentor"))
    assert stage.open("mentee") >= {"finish"}
    stage.plays(StillOn("mentee"))
    assert stage.pair.state == "active"
    assert stage.keys("mentor")[-1] == "partner_goes_on"
    stage.plays(Finished("mentee"))
    assert stage.pair.state == "active"


def test_an_extension_may_be_declined() -> None:
    """Then the wish is gone, for both."""
    stage = both(Stage()).plays(ExtensionWished("mentee", 3), ExtensionDeclined("mentor"))
    assert stage.keys("mentee")[-1] == "extension_declined"
    stage.plays(ExtensionWished("mentor", 3))
    assert not stage.pair.extended


@pytest.mark.parametrize(("met", "state"), [(True, "completed_early"), (False, "auto_concluded")])
def test_closing_ends_by_itself(met: bool, state: str) -> None:
    """Who met has completed even without a goodbye; who never did is concluded kindly."""
    stage = both(Stage())
    if met:
        meets(stage).plays(*(Reported(side, "held", secret(side)) for side in SIDES))
    stage.plays(*(Finished(side) for side in SIDES)).days(22)
    assert stage.pair.state == state


def test_a_goodbye_is_said_once() -> None:
    """The second is refused; the thanks were passed on with the first."""
    stage = both(Stage()).plays(*(Finished(side) for side in SIDES))
    stage.plays(Closed("mentor", secret("mentor"), "bravo"))
    assert stage.play(Closed("mentor", secret("mentor"), "bravo")) == Refused("answered")
    assert stage.keys("mentee").count("thanks") == 1


def test_a_break_gives_up_the_meeting_ahead() -> None:
    """Calendars take it back; the number is not used again."""
    stage = confirmed(both(Stage()))
    stage.plays(Paused("mentor", stage.now + 9 * DAY))
    assert [one.method for _, one in stage.said if isinstance(one, Invite)][-1] == "CANCEL"
    assert table(stage).state == "cancelled"


def test_no_meeting_for_three_months_is_asked_about_even_when_both_write() -> None:
    """They answer us and never meet: a question to both, and an end if neither goes on."""
    stage = both(Stage())
    for _ in range(120):
        stage.days(1)
        for side in SIDES:
            if "still_on" not in stage.open(side):
                stage.play(Wrote(side))
        if all("still_on" in stage.open(side) for side in SIDES):
            break
    assert (stage.now - stage.pair.active_at) // DAY in (90, 91)
    stage.days(8)
    assert stage.pair.state == "auto_concluded"


def test_a_rule_that_leads_astray_is_our_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row whose function leaves its states raises instead of storing nonsense."""
    stage = both(Stage())
    astray = Row(
        Wrote, ("active",), ("same",), lambda draft, _: draft.change(state="closing") or ""
    )
    monkeypatch.setitem(mentorship.INDEX, (Wrote, "active"), astray)  # type: ignore[arg-type]
    with pytest.raises(AssertionError, match="from active to closing"):
        stage.play(Wrote("mentor"))


def test_the_pledge_is_recalled_in_the_middle() -> None:
    """Once, to the mentee alone, with the mid-term question."""
    stage = lives(both(Stage()), 110, Random(8))
    assert stage.keys("mentee").count("pledge_recalled") == 1
    assert "pledge_recalled" not in stage.keys("mentor")
