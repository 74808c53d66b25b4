"""Two people and what they share: what one does is told to the other, once, kindly, in time."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.attachments.invitations import calendar_for
from bot.handlers import pairs
from bot.handlers.ledger import Ledger
from bot.handlers.patience import yield_to
from bot.zones import use_packaged_zones
from core.duration import DAY
from core.mentoring import events
from core.mentoring.calendar import FIRST_HOUR, LAST_HOUR
from core.mentoring.invitation import invitation_of
from core.mentoring.meeting import begins
from storage import alerts, confidences, mentorships, timers
from storage.database import Database
from storage.mentorships import StalePairError
from tests.handlers.couple import AGREED, HELLO, MENTEE, SIDES, Couple
from tests.storage.rows import MINUTE

pytestmark = pytest.mark.usefixtures("packaged")


@pytest.fixture(scope="module")
def packaged() -> None:
    """The time zones of the lock file, as every command uses them first."""
    use_packaged_zones()


@pytest.fixture
def couple(database: Database) -> Couple:
    """Two people who do not know each other yet."""
    return Couple(database)


# -- the agreement and the first meeting -----------------------------------------------------------


def test_both_meet_and_are_asked_the_same_six_questions(couple: Couple) -> None:
    """A yes makes the pair say its first words to both."""
    couple.meet()
    for side in SIDES:
        assert couple.keys(side) == ["pair-introduced", "agreement-purpose"]


def test_two_equal_signatures_start_it_and_bring_times(couple: Couple) -> None:
    """The second signature is told to both, with three times by each one's own clock."""
    made = couple.agree()
    assert couple.pair(made).state == "active"
    for side in SIDES:
        assert couple.open(side) == "times-choice"
        assert "pair-agreement_signed" in couple.keys(side)
        assert couple.options(side) == ["start1", "start2", "start3", "none"]
    assert "16 h" in couple.text("mentee")
    assert "18 h" in couple.text("mentor")


def test_who_chose_otherwise_has_one_question_with_both_choices_in_sight(couple: Couple) -> None:
    """Codes come back as words; conceding signs the other's terms."""
    made = couple.meet()
    couple.says("mentee", *AGREED)
    keys = couple.says("mentor", "1", "2", "1", "3", "1", "1")
    assert "agreement_differs-choice" in keys
    assert "Chaque semaine" in couple.text("mentor")
    assert "pair-agreement_signed" in couple.says("mentor", "1")
    assert couple.pair(made).planned_end - couple.pair(made).active_at > 170 * DAY


def test_who_signs_second_takes_the_others_choices_in_one_tap(couple: Couple) -> None:
    """All six in sight: five as the other chose them, two promises of one's own."""
    made = couple.meet()
    couple.says("mentee", *AGREED)
    couple.waits(hours=1)
    assert couple.open("mentor") == "agreement_terms-terms"
    assert "2 par mois, puis 1" in couple.text("mentor")
    assert "pair-agreement_signed" in couple.says("mentor", "les mêmes", "1", "1")
    assert couple.pair(made).agreement.mentor == couple.pair(made).agreement.mentee
    assert couple.pair(made).state == "active"


def test_who_would_rather_choose_has_the_six_taps_and_the_other_is_asked(couple: Couple) -> None:
    """Nobody has to take what the other says; the other then sees what differs."""
    couple.meet()
    couple.says("mentee", *AGREED)
    couple.waits(hours=1)
    assert "agreement-purpose" in couple.says("mentor", "2")
    couple.says("mentor", "1", "2", "1", "3", "1", "1")
    assert couple.open("mentee") == "agreement_differs-choice"
    assert "pair-agreement_signed" in couple.says("mentee", "1")


def test_who_keeps_their_own_choice_twice_gets_help(couple: Couple) -> None:
    """After both insisted a coordinator is told, and nobody is left without a word."""
    couple.meet()
    couple.says("mentee", *AGREED)
    couple.says("mentor", "1", "2", "1", "3", "1", "1")
    couple.says("mentor", "2")
    assert couple.open("mentee") == "agreement_differs-choice"
    assert "pair-coordinator_helps" in couple.says("mentee", "2")
    assert "pair-coordinator_helps" in couple.keys("mentor")


def test_who_cannot_agree_is_put_what_lies_between_and_starts_with_it(couple: Couple) -> None:
    """Days later both read the same middle, where they differ; two yes sign it."""
    made = couple.meet()
    couple.says("mentee", *AGREED)
    couple.says("mentor", "1", "2", "1", "3", "1", "1")
    couple.says("mentor", "2")
    couple.says("mentee", "2")
    couple.waits(days=8)
    for side in SIDES:
        assert couple.open(side) == "agreement_middle-choice"
        assert "entre les deux" in couple.text(side)
    assert "pair-waiting_for_partner" in couple.says("mentee", "oui")
    assert "pair-agreement_signed" in couple.says("mentor", "ça me va")
    assert couple.pair(made).state == "active"


def test_a_promise_that_needs_an_answer_first_is_not_signed(couple: Couple) -> None:
    """A human is called, and one word brings the agreement back."""
    made = couple.meet()
    keys = couple.says("mentee", "1", "1", "2", "3", "2")
    assert keys[0] == "agreement-unsure"
    assert "pair-human_soon" in keys
    assert couple.pair(made).agreement.mentee is None
    couple.says("mentee", "accord")
    assert couple.open("mentee") == "agreement-purpose"


def test_who_asks_about_the_others_terms_is_not_asked_the_six_questions(couple: Couple) -> None:
    """The six that were open before wait no more behind the terms; one word brings the terms back."""
    couple.meet()
    couple.says("mentee", *AGREED)
    couple.waits(hours=1)
    keys = couple.says("mentor", "1", "2")
    assert "agreement-unsure" in keys
    assert not any(key.startswith(("agreement-purpose", "agreement_terms")) for key in keys)
    assert couple.open("mentor") == ""
    couple.says("mentor", "accord")
    assert couple.open("mentor") == "agreement_terms-terms"


def test_a_time_that_both_pick_is_fixed_with_a_brief(couple: Couple) -> None:
    """Each reads their own hour, three questions, and what the other does."""
    made = couple.confirm()
    meeting = couple.pair(made).meeting
    assert meeting is not None
    assert meeting.state == "confirmed"
    for side in SIDES:
        said = couple.keys(side)
        assert {"pair-meeting_confirmed", "pair-meeting_brief", "pair-meeting_partner"} <= set(said)
    assert begins(meeting) - couple.stage.now >= DAY


def test_a_time_in_own_words_is_said_back_and_put_to_the_other(couple: Couple) -> None:
    """Nothing is fixed before the other agrees; the clock is the writer's."""
    made = couple.agree()
    keys = couple.says("mentee", "vendredi à 17h30")
    assert keys[0] == "common-noted"
    assert couple.open("mentor") == "times-choice"
    assert "Vendredi 25 septembre à 19 h 30" in couple.text("mentor")
    couple.says("mentor", "1")
    meeting = couple.pair(made).meeting
    assert meeting is not None
    assert meeting.state == "confirmed"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("31/02 à 18h", "times-choice.no_such_day"),
        ("jeudi 25h", "times-choice.no_such_time"),
        ("hier 18h", "times-choice.past"),
        ("samedi", "times-choice.time"),
        ("ce soir 19h", "times-soon"),
        ("le 3 mars 18h", "times-late"),
        ("blabla", "times-choice.again"),
    ],
)
def test_a_time_that_cannot_be_is_asked_again_with_the_reason(
    couple: Couple, words: str, key: str
) -> None:
    """Nothing is guessed and nothing is lost: the same question stands."""
    made = couple.agree()
    assert key in couple.says("mentee", words)
    assert couple.open("mentee") == "times-choice"
    meeting = couple.pair(made).meeting
    assert meeting is not None
    assert meeting.state == "proposed"


@pytest.mark.parametrize(
    "words", ["demain inchallah 18h", "ghedda f 6 d l3chiya", "غدا على 6 مساء"]
)
def test_tomorrow_evening_is_too_soon_for_a_first_meeting_but_understood(
    couple: Couple, words: str
) -> None:
    """The echo says what was read; the second meeting would take it."""
    couple.agree()
    couple.stage.clock.wait(hours=8)
    keys = couple.says("mentee", words)
    assert "common-noted" in keys
    assert "times-soon" in keys


def test_moving_gives_the_old_time_up_and_cancelling_tells_the_other(couple: Couple) -> None:
    """One word, one tap, and the other knows."""
    made = couple.confirm()
    couple.says("mentee", "déplacer")
    assert couple.open("mentee") == "move-choice"
    couple.says("mentee", "1")
    assert "times-partner" in couple.keys("mentor")
    couple.says("mentor", "1")
    assert couple.pair(made).meeting.sequence == 1  # type: ignore[union-attr]
    couple.says("mentor", "annuler le rendez-vous")
    assert couple.open("mentor") == "cancel-sure"
    assert "pair-cancel_noted" in couple.says("mentor", "1")
    assert "pair-meeting_cancelled" in couple.keys("mentee")


def test_the_calendar_file_comes_to_whoever_wants_it(couple: Couple) -> None:
    """Nobody gets one unasked; once wanted, a move and a cancellation bring the next."""
    couple.confirm()
    assert not [one.attach for side in SIDES for one in couple.heard[side] if one.attach]
    couple.says("mentee", "agenda")
    (attached,) = [one.attach for one in couple.heard["mentee"] if one.attach]
    invitation = invitation_of(attached)
    assert invitation is not None
    person, stranger = couple.person("mentee"), couple.person("mentor") + 1000
    with couple.stage.database.read() as conn:
        content = calendar_for(conn, invitation, person, "fr", couple.stage.now)
        assert calendar_for(conn, invitation, stranger, "fr", couple.stage.now) is None
    assert content is not None
    assert b"METHOD:PUBLISH" in content
    assert b"Karim" in content
    couple.says("mentor", "annuler le rendez-vous", "1")
    assert [one.attach for one in couple.heard["mentor"] if one.attach] == []
    assert any(one.attach.endswith(":CANCEL") for one in couple.heard["mentee"])


def test_an_hour_that_another_pair_has_fixed_is_refused(couple: Couple) -> None:
    """A mentor with two mentees never sits in two meetings at a time."""
    first = couple.confirm()
    meeting = couple.pair(first).meeting
    assert meeting is not None
    couple.says("cousin", HELLO["fr"], *MENTEE)
    cousin, mentor = couple.person("cousin"), couple.person("mentor")
    with couple.stage.database.begin() as conn:
        one = mentorships.load(conn, first)
        assert one is not None
        second = mentorships.begin(
            conn, cousin, mentor, None, couple.stage.now, document=one.document, state=one.state
        )
        ledger = Ledger(conn, couple.stage.desk, couple.stage.clock())
        event = events.Countered("mentor", (begins(meeting) + 30 * MINUTE,))
        assert not pairs.happen(ledger, second, event, by=mentor)
        assert ledger.events[-1][2] == "mentorship:refused:Countered"


# -- afterwards ------------------------------------------------------------------------------------


def test_two_accounts_of_the_same_meeting(couple: Couple) -> None:
    """Held, a rating, a dated step: three taps and a line; the rating stays private."""
    made = couple.hold()
    assert couple.open("mentee") == couple.open("mentor") == "report-held"
    assert "pair-report_noted" in couple.says("mentee", "1", "5", "1", "Appeler trois clients")
    couple.says("mentor", "on s'est vus", "4/5", "4")
    pair = couple.pair(made)
    assert pair.meetings_held == 1
    assert [task.words for task in pair.mentee.tasks] == ["Appeler trois clients"]
    with couple.stage.database.read() as conn:
        kept = [row.rating for row in confidences.of(conn, couple.person("mentee"))]
    assert kept == [5]


def test_a_low_rating_and_two_stories_reach_a_coordinator(couple: Couple) -> None:
    """Disagreement is a signal, not an error: both are thanked."""
    couple.hold()
    couple.says("mentee", "1", "1", "4")
    keys = couple.says("mentor", "non")
    assert keys == ["common-which"]
    couple.says("mentor", "1")
    with couple.stage.database.read() as conn:
        kinds = {one.kind for one in alerts.open_alerts(conn)}
    assert {"low_rating", "disagreement"} <= kinds


def test_private_answers_never_reach_the_other(couple: Couple) -> None:
    """Whatever one side confides, no message to the other holds it."""
    couple.hold()
    couple.says("mentee", "terminer", "2", "Il ne m'écoute jamais")
    couple.settle(hours=14)  # the mentor's evening
    told = [message for address, _, message in couple.read if address == "mentor"]
    assert "pair-ended" in couple.keys("mentor")
    assert not any("écoute" in str(message) for message in told)


def test_a_wish_for_fewer_questions_is_carried_out(couple: Couple) -> None:
    """By one word, in any state."""
    made = couple.confirm()
    assert "pair-cadence_set" in couple.says("mentee", "moins souvent")
    assert couple.pair(made).mentee.cadence == 120


# -- a break, an end, an absence -------------------------------------------------------------------


def test_a_break_with_a_date_is_told_and_ends_by_itself(couple: Couple) -> None:
    """Nothing is asked until then; afterwards times are found again."""
    made = couple.confirm()
    couple.says("mentee", "pause du mentorat")
    assert "pair-pause_noted" in couple.says("mentee", "1")
    assert "pair-partner_paused" in couple.keys("mentor")
    couple.waits(days=13)
    assert couple.keys("mentor") == []
    couple.waits(days=3)
    assert "pair-pause_over" in couple.keys("mentor")
    assert couple.pair(made).state == "active"


def test_an_end_takes_three_taps_and_offers_what_comes_next(couple: Couple) -> None:
    """Nobody's fault; the two are not proposed to each other again."""
    made = couple.confirm()
    couple.says("mentor", "terminer")
    assert "rematch-choice" in couple.says("mentor", "1", "passer")
    assert couple.pair(made).state == "ended_no_fault"
    assert "pair-ended" in couple.keys("mentee")
    assert "proposal-searching" in couple.says("mentee", "1")


@pytest.mark.parametrize("goodbye", ["stop", "erase"])
def test_nobody_waits_for_somebody_gone(couple: Couple, goodbye: str) -> None:
    """STOP can be taken back for three days, as an erasure can; then the other is free."""
    couple.confirm()
    if goodbye == "stop":
        couple.says("mentor", "stop")
    else:
        couple.says("mentor", "effacer", "1")
    couple.waits(days=2)
    assert "pair-ended" not in couple.keys("mentee")
    couple.waits(days=2)
    assert "pair-ended" in couple.keys("mentee")


def test_who_comes_back_after_stop_finds_the_pair_as_it_was(couple: Couple) -> None:
    """START within three days and nothing has ended."""
    made = couple.confirm()
    couple.says("mentor", "stop")
    couple.waits(days=1)
    couple.says("mentor", "START")
    couple.waits(days=4)
    assert couple.pair(made).state in {"active", "at_risk"}


def test_a_break_from_the_programme_is_one_from_the_pair(couple: Couple) -> None:
    """And when it is taken back, both go on."""
    made = couple.confirm()
    couple.says("mentee", "pause", "1")
    assert couple.pair(made).state == "paused"
    couple.says("mentee", "pause", "4")
    assert couple.pair(made).state == "active"


# -- storage and patience --------------------------------------------------------------------------


def test_what_is_no_longer_possible_changes_nothing_and_is_told(couple: Couple) -> None:
    """A picked time that is gone: the same state, and a word of what to do."""
    made = couple.confirm()
    before = couple.pair(made)
    person = couple.person("mentee")
    with couple.stage.database.begin() as conn:
        ledger = Ledger(conn, couple.stage.desk, couple.stage.clock())
        assert not pairs.act(ledger, made, "Picked", {"start": 1}, person)
        ledger.commit()
    couple.settle()
    assert couple.pair(made) == before
    assert "pair-refused" in couple.keys("mentee")


def test_two_writers_at_once_are_told_apart(couple: Couple) -> None:
    """Whoever read an older version writes nothing."""
    made = couple.meet()
    with couple.stage.database.begin() as conn:
        one = mentorships.load(conn, made)
        assert one is not None
        mentorships.save(conn, one, one.document, one.state, couple.stage.now, ended=False)
        with pytest.raises(StalePairError):
            mentorships.save(conn, one, one.document, one.state, couple.stage.now, ended=False)


def test_a_silent_side_is_written_to_by_day_once_a_day_and_thrice_a_week(couple: Couple) -> None:
    """The whole ladder and the check-ins of two months, with the mentor silent."""
    made = couple.agree()
    couple.drop("progress")
    couple.read.clear()
    for _ in range(60):
        couple.waits(days=1)
    hours, days = [], []
    for address, at, _ in couple.read:
        if address == "mentor":
            moment = at / 3_600_000 + 2  # Lyon in summer and, an hour wrong, in winter
            hours.append(moment % 24)
            days.append(int(moment // 24))
    assert days
    assert all(FIRST_HOUR <= hour < LAST_HOUR + 1 for hour in hours)
    assert len(days) == len(set(days))
    assert all(sum(0 <= other - day < 7 for other in days) <= 4 for day in days)
    assert "pair-partner_quiet" in {
        part.key for address, _, message in couple.read if address == "mentee"
        for part in message.parts
    } or couple.pair(made).mentee.waiting_since  # fmt: skip


def test_who_is_asked_second_sees_what_suits_the_other_and_says_yes_in_a_word(
    couple: Couple,
) -> None:
    """The whole table stays, what the other can comes first; plain assent means that time."""
    made = couple.agree()
    couple.says("mentee", "2")
    assert "times-picked" in couple.keys("mentor")
    assert couple.options("mentor") == ["start1", "start2", "start3", "none"]
    assert "pair-meeting_confirmed" in couple.says("mentor", "d'accord")
    assert couple.pair(made).meeting.state == "confirmed"


def test_what_leads_to_a_first_meeting_takes_the_day_of_what_can_wait(couple: Couple) -> None:
    """The skill grid and the question change days: as many messages, the more urgent one first."""
    made = couple.agree()
    mentor = couple.person("mentor")
    with couple.stage.database.begin() as conn:
        ledger = Ledger(conn, couple.stage.desk, couple.stage.clock())
        kind = f"progress:grid.{made}.t0"
        grid = timers.waiting(conn, mentor, kind)
        full = datetime.fromtimestamp(grid / 1000, UTC) + timedelta(days=5)
        assert yield_to(ledger, mentor, full) == full - timedelta(days=5)
        assert timers.waiting(conn, mentor, kind) == int(full.timestamp() * 1000)
        assert yield_to(ledger, mentor, full) == full, "nothing else can wait"
