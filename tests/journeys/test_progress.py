"""Two people set a goal, measure it, rate skills, and claim what changed, each in their language."""

from collections.abc import Iterator

import pytest

from bot.channels.console import tap_payload
from bot.handlers import pairs
from bot.handlers.ledger import Ledger
from bot.metrics import Metrics
from bot.wiring import make_desk
from core.languages import LANGUAGES
from core.mentoring import outcome
from storage import alerts, goals, members, mentorships, people, ratings, results
from storage.database import Database
from storage.opening import open_database
from tests.village import KEY, Village, Villager

AGREED = ("1", "1", "2", "3", "1", "1")
"""Six taps of the agreement."""

PROGRESS = {"fr": "progrès", "ar": "تقدم", "en": "progress"}
GOAL = {"fr": "objectif", "ar": "هدف", "en": "goal"}
OUTCOME = {"fr": "résultat", "ar": "نتيجة", "en": "outcome"}
SKILLS = {"fr": "compétences", "ar": "المهارات", "en": "skills"}
MEASURE = {"fr": "mesure", "ar": "رقم جديد", "en": "measure"}
MILESTONE = {"fr": "étape", "ar": "مرحلة", "en": "milestone"}


class Pair:
    """A mentee and a mentor who signed their agreement."""

    def __init__(self, database: Database, language: str) -> None:
        self.village = Village(database)
        self.database = database
        self.mentee = self.village.mentee("Amal", language)
        self.mentor = self.village.mentor("Karim", language)
        self.number = self.begin(self.mentee, self.mentor)
        for one in (self.mentee, self.mentor):
            one.says(*AGREED)
            self.village.waits(seconds=5)
        assert self.row.state == "active", self.row.state
        for one in (self.mentee, self.mentor):  # the first time on the table
            one.says("1")
            self.village.waits(seconds=5)
        for one in (self.mentee, self.mentor):  # enough advice
            if one.talk.run is not None and one.talk.run.flow == "briefing":
                one.says("2")

    def begin(self, mentee: Villager, mentor: Villager) -> int:
        """Both said yes."""
        desk = make_desk({}, lambda: self.village.now, KEY, metrics=Metrics())
        with self.database.begin() as conn:
            ids = [people.find_person(conn, one.name) or 0 for one in (mentee, mentor)]
            first, second = (members.load(conn, one) for one in ids)
            assert first is not None
            assert second is not None
            ledger = Ledger(conn, desk, self.village.now)
            made = pairs.begin(ledger, (ids[0], first), (ids[1], second), None)
            ledger.commit()
        self.village.waits(seconds=5)
        return made

    @property
    def row(self) -> mentorships.Mentorship:
        with self.database.read() as conn:
            one = mentorships.load(conn, self.number)
        assert one is not None
        return one

    def asks(self, who: Villager, word: str) -> Villager:
        """Somebody says a word that works everywhere, and reads what is looked up for it."""
        who.says(word)
        self.village.waits(seconds=5)
        self.village.waits(seconds=5)
        return who

    def agree_on_a_goal(self, *, due: str = "2", again: bool = False) -> None:
        """The mentee proposes ten clients, the mentor agrees; the vision is asked once."""
        language = self.mentee.language
        self.asks(self.mentee, GOAL[language])
        if not again:
            self.mentee.sees("goal-vision").says("Un atelier qui exporte")
        self.mentee.sees("goal-topic")
        self.mentee.says("4").sees("goal-statement")
        self.mentee.says("Trouver dix clients").sees("goal-metric")
        self.mentee.says("2").sees("goal-baseline")
        self.mentee.says("٢").sees("common-noted", "goal-target")
        self.mentor.looks_up()
        self.mentee.says("12").sees("goal-due").says(due).sees("goal-send")
        self.mentee.says("1").sees("goal-sent")
        self.village.waits(seconds=5)
        self.mentor.sees("goal_agree-new", "progress-card", "goal_agree-choice")
        self.mentee.looks_up()
        self.mentor.says("1").sees("goal_agree-thanks")
        self.village.waits(seconds=5)
        self.mentee.sees("progress-agreed")


@pytest.fixture(params=LANGUAGES)
def pair(request: pytest.FixtureRequest, sqlite_url: str) -> Iterator[Pair]:
    """A pair in each language."""
    database = open_database(sqlite_url)
    yield Pair(database, request.param)
    database.close()


def test_a_goal_from_its_vision_to_its_last_figure(pair: Pair) -> None:
    """Proposed by one, agreed by the other, measured, shown with a bar, reached."""
    language = pair.mentee.language
    pair.agree_on_a_goal()
    pair.asks(pair.mentee, PROGRESS[language]).sees("progress-goal", "progress-choice")
    assert "▱" * 10 in pair.mentee.text
    pair.mentee.says("1")
    pair.village.waits(seconds=5)
    pair.mentee.sees("measure-first")
    pair.mentor.looks_up()
    pair.mentee.says("7").sees("common-noted", "measure-right")
    with pair.database.read() as conn:
        assert not goals.of(conn, pair.number)[0].readings, "a figure counts once it is confirmed"
    pair.mentee.says("1").sees("measure-noted")
    pair.village.waits(seconds=5)
    pair.mentor.sees("progress-measured", "progress-goal")
    assert "▰▰▰▰▰▱▱▱▱▱" in pair.mentor.text
    pair.asks(pair.mentor, MEASURE[language]).says("12").says("1").sees("measure-noted")
    with pair.database.read() as conn:
        (kept,) = goals.of(conn, pair.number)
    assert kept.goal.state == "achieved"
    assert [int(one.value) for one in kept.readings] == [7, 12]


def test_a_goal_that_came_back_is_taken_up_where_it_was(pair: Pair) -> None:
    """The mentor would rather have it otherwise: one answer is changed, none is asked again."""
    language, village = pair.mentee.language, pair.village
    pair.asks(pair.mentee, GOAL[language]).says(
        "Un atelier qui exporte", "4", "Trouver dix clients"
    )
    pair.mentor.looks_up()
    pair.mentee.says("2", "2", "12", "2", "1").sees("goal-sent")
    village.waits(seconds=5)
    pair.mentee.looks_up()
    pair.mentor.says("2").says("Plutôt quinze").sees("goal_agree-passed_on")
    village.waits(seconds=5)
    pair.mentee.sees("progress-back")
    pair.asks(pair.mentee, GOAL[language]).sees("common-change")
    fourth = [option.id for option in pair.mentee.options].index("target") + 1
    pair.mentor.looks_up()
    pair.mentee.says(str(fourth)).sees("goal-target").says("15").sees("goal-send")
    pair.mentee.says("1").sees("goal-sent")
    village.waits(seconds=5)
    pair.mentor.sees("goal_agree-new")
    with pair.database.read() as conn:
        first, second = (one.goal for one in goals.of(conn, pair.number))
    assert (first.state, second.state, int(second.target or 0)) == ("dropped", "draft", 15)
    assert (second.vision, second.statement) == ("Un atelier qui exporte", "Trouver dix clients")
    assert (second.topic, second.metric, second.due) == (first.topic, first.metric, first.due)


FIGURES = {
    # (baseline and how it is said back, a target that can be read in two ways, both of them)
    "fr": ("200k", "200 000 DH", "1,5 million", ("1 500 000 DH", "15 000 DH")),
    "ar": ("٢٠٠ ألف", "200.000 درهم", "مليون ونصف", ("1.500.000 درهم", "15.000 درهم")),
    "en": ("two hundred thousand", "200,000 MAD", "1.5M", ("1,500,000 MAD", "15,000 MAD")),
}
"""As people write them: thousands as letters and words, millions that may be of centimes."""


def test_figures_are_said_back_before_they_count(pair: Pair) -> None:
    """Read, echoed, and where two readings fit asked; nothing is kept before the last yes."""
    language = pair.mentee.language
    said, echo, unclear, readings = FIGURES[language]
    mentee = pair.mentee
    pair.asks(mentee, GOAL[language]).says("Un atelier", "4", "Vendre", "1")
    mentee.sees("goal-baseline").says(said).sees("common-noted", "goal-target")
    assert echo in plain(mentee.text)
    mentee.says(unclear).sees("common-which")
    assert all(one in plain(mentee.text) for one in readings)
    mentee.says("1").sees("goal-due")
    assert readings[0] in plain(mentee.text)
    mentee.says("2").sees("goal-send")
    assert echo in plain(mentee.text)
    assert readings[0] in plain(mentee.text)
    with pair.database.read() as conn:
        assert goals.of(conn, pair.number) == []
    pair.mentor.looks_up()
    mentee.says("1").sees("goal-sent")
    pair.village.waits(seconds=5)
    assert readings[0] in plain(pair.mentor.sees("progress-card").text)
    with pair.database.read() as conn:
        (kept,) = goals.of(conn, pair.number)
    goal = kept.goal
    assert (goal.baseline, goal.target, goal.unit) == (200_000, 1_500_000, "MAD")


GROUPED = {"fr": "1 500 DH", "ar": "1.500 درهم", "en": "1,500 MAD"}


def test_a_comma_that_may_be_a_thousand_is_asked_about(pair: Pair) -> None:
    """Fifteen hundred, or one and a half: never taken silently for either."""
    language = pair.mentee.language
    pair.asks(pair.mentee, GOAL[language]).says("Un atelier", "4", "Vendre", "1")
    pair.mentee.says("1,500").sees("common-which")
    pair.mentee.says("1").sees("common-noted", "goal-target")
    assert GROUPED[language] in plain(pair.mentee.text)


def test_a_figure_that_is_not_meant_is_put_right(pair: Pair) -> None:
    """Said back, seen to be wrong, given again: only the last one counts."""
    language = pair.mentee.language
    pair.agree_on_a_goal()
    pair.asks(pair.mentee, MEASURE[language]).says("70").sees("measure-right")
    assert "70" in pair.mentee.text
    pair.mentee.says("2").says("7").sees("measure-right")
    pair.mentee.says("1").sees("measure-noted")
    with pair.database.read() as conn:
        (kept,) = goals.of(conn, pair.number)
    assert [int(one.value) for one in kept.readings] == [7]


def plain(text: str) -> str:
    """Without what only guides the eye: isolates and spaces that do not break."""
    return text.translate({0x2068: None, 0x2069: None, 0xA0: " ", 0x202F: " "})


def attached(who: Villager) -> str:
    """What came along with the last message."""
    return who.village.heard(who.name)[-1].message.attach


def test_progress_brings_a_picture_once_there_is_something_to_draw(pair: Pair) -> None:
    """None of a goal without a figure; with two goals each has its number in words and picture."""
    language = pair.mentee.language
    pair.agree_on_a_goal()
    pair.asks(pair.mentee, PROGRESS[language]).sees("progress-goal")
    assert attached(pair.mentee) == ""
    pair.mentee.says("7")
    pair.asks(pair.mentee, MEASURE[language]).says("7").says("1").sees("measure-noted")
    pair.village.waits(seconds=5)
    pair.asks(pair.mentor, PROGRESS[language]).sees("progress-goal")
    assert attached(pair.mentor) == f"chart:{pair.number}:0.1"
    assert "1. Trouver" not in pair.mentor.text
    pair.mentor.says("6")
    pair.agree_on_a_goal(again=True)
    pair.asks(pair.mentor, PROGRESS[language]).sees("progress-goal")
    assert attached(pair.mentor) == f"chart:{pair.number}:1.1"
    assert "1. Trouver dix clients" in pair.mentor.text
    assert "2. Trouver dix clients" in pair.mentor.text
    run = pair.mentor.talk.run
    assert run is not None
    assert "attach" not in run.facts


def test_a_goal_that_the_other_would_put_differently(pair: Pair) -> None:
    """A remark goes back with its words, the draft makes room, and nothing is agreed."""
    language = pair.mentee.language
    pair.asks(pair.mentee, GOAL[language]).says("Un atelier", "4", "Vendre", "2", "0")
    pair.mentor.looks_up()
    pair.mentee.says("5", "3", "1").sees("goal-sent")
    pair.village.waits(seconds=5)
    pair.mentor.sees("goal_agree-choice")
    pair.mentee.looks_up()
    pair.mentor.says("2").sees("goal_agree-words")
    pair.mentor.says("Visons plus haut").sees("goal_agree-passed_on")
    pair.village.waits(seconds=5)
    pair.mentee.sees("progress-back")
    assert "Visons plus haut" in pair.mentee.text
    with pair.database.read() as conn:
        assert [kept.goal.state for kept in goals.of(conn, pair.number)] == ["dropped"]


def test_a_step_is_added_and_done(pair: Pair) -> None:
    """A milestone of a goal, and the other hears when it is done."""
    pair.agree_on_a_goal()
    language = pair.mentee.language
    pair.asks(pair.mentee, MILESTONE[language]).sees("milestone-label")
    pair.mentee.says("Visiter trois salons").sees("milestone-due").says("4").sees("milestone-noted")
    pair.asks(pair.mentee, PROGRESS[language]).sees("progress-goal", "progress-steps")
    pair.mentor.looks_up()
    pair.mentee.says("2")
    pair.village.waits(seconds=5)
    pair.mentee.sees("reached-which").says("1").sees("reached-noted")
    pair.village.waits(seconds=5)
    pair.mentor.sees("progress-step_done")
    with pair.database.read() as conn:
        (kept,) = goals.of(conn, pair.number)
    assert [one.state for one in kept.goal.milestones] == ["done"]


def test_both_rate_the_same_five_skills(pair: Pair) -> None:
    """Five taps each, by digit or in words; both raters are kept apart, nobody reads the other's."""
    language = pair.mentee.language
    for who, level in ((pair.mentee, "2"), (pair.mentor, "4")):
        pair.asks(who, SKILLS[language])
        for _ in range(5):
            assert who.keys[-1].startswith("skills-"), who.keys
            who.says(level)
        who.sees("skills-noted")
    with pair.database.read() as conn:
        found = ratings.of(conn, pair.number)
    assert {(one.rater, one.moment, one.level) for one in found} == {
        ("mentee", "t0", 2),
        ("mentor", "t0", 4),
    }
    assert len({one.skill for one in found}) == 5
    assert len(found) == 10


def days_of_the_mentor(pair: Pair, days: int) -> set[str]:
    """What the mentor reads in so many days, answering only what the meetings need."""
    read: set[str] = set()
    for _ in range(days):
        pair.village.waits(days=1)
        for _ in range(4):
            read.update(pair.mentor.keys)
            run = pair.mentor.talk.run
            if run is not None and run.flow in {"report", "times"}:
                pair.mentor.says("1")
    return {key.partition("-")[0] for key in read}


def test_the_grid_comes_by_itself_once(pair: Pair) -> None:
    """On the first free day after the agreement both are asked; who has rated is not asked again."""
    language = pair.mentee.language
    pair.asks(pair.mentee, SKILLS[language]).says(*"33333").sees("skills-noted")
    pair.mentee.looks_up()
    pair.mentor.looks_up()
    assert "skills" in days_of_the_mentor(pair, 12)
    assert not any(key.startswith("skills-") for key in pair.mentee.keys), pair.mentee.keys


REST = {"fr": "pause du mentorat", "ar": "استراحة من المواكبة", "en": "pause the mentoring"}


def test_the_grid_is_not_asked_during_a_break(pair: Pair) -> None:
    """Nobody is written to about a pair that rests; the grid comes after the return."""
    pair.asks(pair.mentee, REST[pair.mentee.language]).says("1")
    pair.mentor.looks_up()
    assert "skills" not in days_of_the_mentor(pair, 13)
    assert "skills" in days_of_the_mentor(pair, 12)


def test_an_outcome_is_claimed_confirmed_and_told_with_both_consents(pair: Pair) -> None:
    """The figure is echoed, the other confirms, both are asked before anything is told."""
    language = pair.mentee.language
    pair.asks(pair.mentee, OUTCOME[language]).sees("outcome-kind")
    pair.mentee.says("7").sees("outcome-before").says("100k").sees("common-noted", "outcome-after")
    pair.mentor.looks_up()
    pair.mentee.says("1,5 MDH").sees("outcome-send").says("1").sees("outcome-sent")
    pair.village.waits(seconds=5)
    pair.mentor.sees("outcome_confirm-new", "progress-outcome", "outcome_confirm-choice")
    pair.mentee.looks_up()
    pair.mentor.says("1").sees("outcome_confirm-tell").says("1").sees("outcome_confirm-thanks")
    pair.village.waits(seconds=5)
    pair.mentee.sees("outcome_consent-new", "outcome_consent-tell")
    pair.mentee.says("1").sees("outcome_consent-thanks")
    with pair.database.read() as conn:
        (kept,) = results.of(conn, pair.number)
    one = kept.outcome
    assert (one.state, one.grade, str(one.before), str(one.after), one.unit) == (
        "confirmed", 1, "100000", "1500000", "MAD",
    )  # fmt: skip
    assert set(one.consents) == {"mentor", "mentee"}


STORY = {"fr": "mon histoire", "ar": "قصتي", "en": "my story"}
NO = {"fr": "non", "ar": "لا", "en": "no"}
END = {"fr": "terminer", "ar": "إنهاء المواكبة", "en": "end the mentoring"}
SKIP = {"fr": "passer", "ar": "تجاوز", "en": "skip"}


def test_a_consent_to_publish_can_be_taken_back(pair: Pair) -> None:
    """By one word, after the end too; what is public already then is urgent for the team."""
    language = pair.mentee.language
    pair.asks(pair.mentee, OUTCOME[language])
    pair.mentee.says("6", "1")
    pair.village.waits(seconds=5)
    pair.mentor.says("1", "1")
    pair.village.waits(seconds=5)
    pair.mentee.says("1")
    with pair.database.begin() as conn:
        (kept,) = results.of(conn, pair.number)
        public = outcome.publish(kept.outcome)
        assert public is not None
        results.save(conn, kept, public, kept.outcome.at)
    pair.asks(pair.mentee, END[language]).says("1", SKIP[language])
    pair.village.waits(seconds=5)
    assert pair.row.state == "ended_no_fault"
    pair.asks(pair.mentee, STORY[language]).sees("progress-outcome", "outcome_consent-tell")
    pair.mentee.says(NO[language]).sees("outcome_consent-thanks")
    with pair.database.read() as conn:
        (kept,) = results.of(conn, pair.number)
        calls = {one.kind for one in alerts.open_alerts(conn)}
    assert kept.outcome.consents == ("mentor",)
    assert kept.outcome.state == "confirmed"
    assert "consent_withdrawn" in calls
    pair.asks(pair.mentee, STORY[language]).sees("partner-no_story")


def test_an_old_button_of_a_goal_says_where_the_goal_stands(pair: Pair) -> None:
    """What was answered then, and what holds now."""
    pair.agree_on_a_goal()
    old = next(
        part.token
        for one in reversed(pair.village.heard(pair.mentor.name))
        for part in one.message.parts
        if part.key == "goal_agree-choice"
    )
    pair.mentor.looks_up()
    pair.village.say(pair.mentor.name, tap_payload(f"{old}.talk", "…"))
    pair.village.waits(seconds=5)
    pair.mentor.sees("common-stale-settled", "progress-goal", "progress-choice")


def test_a_goal_whose_date_passes_is_looked_at(pair: Pair) -> None:
    """A month later the mentee is asked what became of it; reached, it counts as reached."""
    pair.agree_on_a_goal(due="1")
    with pair.database.read() as conn:
        (kept,) = goals.of(conn, pair.number)
    pair.village.waits(milliseconds=kept.goal.due - pair.village.now.timestamp() * 1000)
    assert not pair.row.pair.goal_overdue, "the day itself is in time"
    pair.village.waits(days=2)
    assert pair.row.pair.goal_overdue
