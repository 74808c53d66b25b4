"""Days and times as people write them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.understanding.moments import Doubt, Impossible, Moment, Reading, read_moment

CASABLANCA = ZoneInfo("Africa/Casablanca")
PARIS = ZoneInfo("Europe/Paris")
SUNDAY = datetime(2026, 11, 22, 10, tzinfo=CASABLANCA)


def when(text: str, now: datetime = SUNDAY, zone: ZoneInfo = CASABLANCA) -> Reading:
    return read_moment(text, now=now, zone=zone)


@pytest.mark.parametrize(
    "text",
    [
        "jeudi 18h",
        "JEUDI 18 H",
        "jeudi à 6h du soir",
        "le 26 à 18:00",
        "26/11 18h",
        "26/11/2026 à 18h00",
        "2026-11-26 18:00",
        "Thursday 6pm",
        "next Thursday at 6 p.m.",
        "November 26th, 6 pm",
        "الخميس على السادسة مساء",
        "يوم الخميس ٢٦ نونبر الساعة ١٨",
        "nhar lkhmis m3a 6 d l3chiya",
        "had lkhmis f 18h inchallah",
    ],
)
def test_one_moment_has_many_spellings(text: str) -> None:
    """Four languages, two scripts and three notations say the same Thursday at six."""
    assert when(text) == Moment(date(2026, 11, 26), time(18))


@pytest.mark.parametrize("number", range(1, 13))
def test_a_bare_hour_is_read_inside_the_working_day(number: int) -> None:
    """The only reading between 8 and 21 h is taken; eight has two, and 7:00 may be early."""
    read = when(f"jeudi à {number}:00")
    if number in (7, 8):
        assert isinstance(read, Doubt)
        assert [one.time for one in read.alternatives] == [time(number), time(number + 12)]
    else:
        expected = number if number >= 8 else number + 12
        assert read == Moment(date(2026, 11, 26), time(expected))


@pytest.mark.parametrize(
    "text", ["31/02 à 10h", "le 31 novembre", "31 أبريل", "13/13", "29/02/2027"]
)
def test_a_day_that_no_calendar_has_is_told(text: str) -> None:
    """The day stands before the month, and no month has so many."""
    assert when(text) == Impossible("no_such_day")


@pytest.mark.parametrize("number", range(1, 9))
def test_an_hour_with_the_french_h_may_be_of_the_night(number: int) -> None:
    """Who writes 5h counts to 24, or speaks as on a clock face: that is asked."""
    read = when(f"jeudi à {number}h")
    assert isinstance(read, Doubt)
    assert time(number + 12) in [one.time for one in read.alternatives]


def test_a_month_that_may_stand_first_is_asked() -> None:
    """In the United States 3/4 may be the fourth of March; elsewhere only 02/14 hints at it."""
    new_york = ZoneInfo("America/New_York")
    assert when("3/4 14h") == Moment(date(2027, 4, 3), time(14))
    assert isinstance(when("3/4 14h", zone=new_york), Doubt)
    assert when("3/18 at 2pm", zone=new_york) == Moment(date(2027, 3, 18), time(14))
    assert isinstance(when("3/18 at 2pm"), Doubt)


@pytest.mark.parametrize("text", ["jeudi 25h", "jeudi 18h75", "Monday 13pm", "الخميس ٢٥:٠٠"])
def test_a_time_that_no_clock_shows_is_told(text: str) -> None:
    """25h is refused, whatever the day."""
    assert when(text) == Impossible("no_such_time")


@pytest.mark.parametrize(
    "text",
    ["hier 18h", "yesterday", "أمس", "lbare7", "12/03/2024", "aujourd'hui à 9h", "last Monday"],
)
def test_what_is_over_is_told(text: str) -> None:
    """A moment in the past is never returned as a moment."""
    assert when(text) == Impossible("past")


def test_todays_weekday_is_asked_while_its_hour_is_ahead() -> None:
    """On Sunday at ten "dimanche 18h" is today or next week, "dimanche 9h" only next week."""
    assert when("dimanche 18h") == Doubt(
        "several",
        (Moment(date(2026, 11, 22), time(18)), Moment(date(2026, 11, 29), time(18))),
    )
    assert when("dimanche 9h") == Moment(date(2026, 11, 29), time(9))


def test_a_weekday_that_does_not_fit_its_date_is_asked() -> None:
    """The 30th is a Monday."""
    assert when("lundi 30 novembre") == Moment(date(2026, 11, 30))
    assert isinstance(when("mardi 30 novembre"), Doubt)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("18h", "day"),
        ("la semaine prochaine", "day"),
        ("jeudi ou vendredi", "several"),
        ("pas jeudi", "unclear"),
        ("jeudi après 18h", "unclear"),
        ("jeudi 18h heure de Paris", "unclear"),
        ("ma n9derch lkhmis", "unclear"),
        ("dans 15 jours", "several"),
    ],
)
def test_a_doubt_says_what_is_missing(text: str, why: str) -> None:
    """What is not sure is asked back, with its reason."""
    read = when(text)
    assert isinstance(read, Doubt)
    assert read.why == why


@pytest.mark.parametrize(
    "text", ["", "  ", "bonjour", "👍", "je ne sais pas", "2", "ça dépend", "²½"]
)
def test_what_says_no_time_is_no_moment(text: str) -> None:
    """Small talk is not a date."""
    assert when(text) is None


@pytest.mark.parametrize(
    "text",
    ["jeudi 18h max", "je travaille jeudi 18h", "instead of Thursday 6pm", "kan lkhmis m3a 18h",
     "الخميس بعد الساعة 6", "any day after 6pm", "first week of March", "Thursday 6pm EST",
     "si jeudi 18h", "d'ici jeudi 18h", "7ta l lkhmis 18h", "j'ai cours jeudi 18h"],
)  # fmt: skip
def test_a_word_that_is_not_understood_is_a_doubt(text: str) -> None:
    """Beside a day and an hour anything unknown may bound, deny or move them."""
    assert isinstance(when(text), Doubt)


@pytest.mark.parametrize(
    "text",
    ["jeudi pas possible, vendredi 18h", "I can't do Thursday, how about Friday 6pm?",
     "ماشي الخميس، الجمعة مع 6", "lkhmis ma n9derch, jem3a m3a 6"],
)  # fmt: skip
def test_a_day_refused_makes_room_for_the_one_proposed(text: str) -> None:
    """The part that refuses a day is left out when the rest says a day and an hour."""
    assert when(text) == Moment(date(2026, 11, 27), time(18))


@pytest.mark.parametrize(
    "text", ["pas avant jeudi, 18h", "pas le matin, jeudi", "vendredi 18h, je ne peux pas"]
)
def test_a_refusal_that_names_no_other_day_stays_a_doubt(text: str) -> None:
    """Only a whole proposal outlives a refusal beside it."""
    assert isinstance(when(text), Doubt)


@pytest.mark.parametrize(
    "text",
    [
        "je suis sur la route, on se parle vendredi à 18h quand je serai rentrée",
        "je finis le travail à 17h donc je dirais vendredi à 18h",
        "vendredi 18h, avant j'ai un client",
        "pas jeudi svp j'ai les enfants, vendredi 18h plutôt",
        "hier j'étais malade, on refixe à vendredi 18h ?",
        "Sorry I missed your call, I was driving. Friday at 6pm?",
        "jem3a m3a 18h 9bel ma n7el l7anout",
        "ليكن اللقاء يوم الجمعة على الساعة 18:00 بعد إيداع الملف",
    ],
)
def test_what_is_said_around_one_whole_proposal_is_passed_over(text: str) -> None:
    """Greetings, reasons, occasions, what was before and how other times stand leave it what it is."""
    assert when(text) == Moment(date(2026, 11, 27), time(18))


@pytest.mark.parametrize(
    "text",
    [
        "vendredi 18h si mon fils est gardé",
        "vendredi 18h je suis à Lyon",
        "vendredi 18h, je vois mon comptable",
        "mon associé préfère vendredi 18h",
        "ma fille a danse vendredi 18h",
        "my husband is home Friday at 6pm",
        "vendredi 18h mais je dois voir avec mon mari",
        "vendredi 18h, samedi 10h aussi",
        "je suis libre vendredi à 18h, lundi à 10h c'est mieux",
        "jem3a m3a 18h 3ndna diaf",
        "قال لي يوم الجمعة على الساعة 18:00 ربما",
    ],
)
def test_what_may_take_a_proposal_back_keeps_it_a_doubt(text: str) -> None:
    """A condition, an engagement, somebody else's time, a second proposal: all are asked."""
    assert isinstance(when(text), Doubt)


def test_the_hour_that_spring_leaves_out_is_told() -> None:
    """Europe/Paris has no 02:30 on 28 March 2027."""
    assert when("28/03/2027 à 02h30", zone=PARIS) == Impossible("skipped")
    assert when("28/03/2027 à 02h30") == Moment(date(2027, 3, 28), time(2, 30))


def test_the_hour_that_autumn_repeats_is_asked() -> None:
    """Europe/Paris shows 02:30 twice on 31 October 2027; the two differ by an hour."""
    read = when("31/10/2027 à 02h30", zone=PARIS)
    assert isinstance(read, Doubt)
    assert read.why == "repeated"
    first, second = (one.starts(PARIS) for one in read.alternatives)
    assert first is not None
    assert second is not None
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)


def test_today_is_the_persons_today() -> None:
    """At 23:30 in London it is already Monday in Dubai."""
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert when("demain 18h", late, ZoneInfo("Asia/Dubai")) == Moment(date(2026, 11, 24), time(18))


@settings(max_examples=60, deadline=None)
@given(
    ahead=st.integers(min_value=1, max_value=300),
    minutes=st.integers(min_value=3 * 60, max_value=24 * 60 - 1),
    shape=st.sampled_from(
        ["%d/%m/%Y %H:%M", "le %d/%m/%Y à %Hh%M", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M"]
    ),
)
def test_a_date_in_digits_comes_back(ahead: int, minutes: int, shape: str) -> None:
    """Every minute of the coming months survives being written down, but where clocks change, before three."""
    wanted = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(days=ahead, minutes=minutes)
    assert when(wanted.strftime(shape)) == Moment(wanted.date(), wanted.time())


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "jeudi 18h le 3 / - ou et demi à prochain lundi 31/02 25h minuit dans semaines 99 غدا بعد "
            "على السادسة و ونصف مساء m3a ghdda nss ila rb3 pas ? next week 2027 décembre midi ² 999999999 heures minutes moins ans".split()
        ),
        max_size=9,
    )
)
def test_no_order_of_words_is_in_the_past_or_raises(said: list[str]) -> None:
    """Whatever is thrown together gives one of the four readings, and no moment that is over."""
    read = when(" ".join(said))
    if isinstance(read, Moment):
        starts = read.starts(CASABLANCA)
        assert read.day >= SUNDAY.date()
        assert starts is None or starts >= SUNDAY
    else:
        assert read is None or isinstance(read, Doubt | Impossible)


@pytest.mark.parametrize(
    "text", ["dans deux heures", "dans 2 heures", "in two hours", "mn daba sa3tin"]
)
def test_hours_ahead_are_hours(text: str) -> None:
    """Two hours in words are no two years."""
    assert when(text) == Moment(date(2026, 11, 22), time(12))


@pytest.mark.parametrize("letters", ["و", "ود", "a ", "1 ", ", ", "ouiii "])
def test_a_row_of_letters_is_read(letters: str) -> None:
    """Five hundred times the Arabic "and" are read as anything else is."""
    assert not isinstance(when(letters * 500), Moment)
