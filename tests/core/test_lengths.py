"""How long and until when: what people write is never bent to the nearest button."""

from datetime import UTC, datetime

import pytest

from bot.words.book import book
from core.conversation.kind import Answer, Asked, Given, Misread, Unclear, Understood

NOW = datetime(2027, 6, 1, 9, tzinfo=UTC)


def understood(flow: str, step: str, text: str, **facts: str) -> Understood:
    """What the words mean as an answer to this question of the programme."""
    asking = book()
    found = asking.flows[flow]
    question = found.ask(step)
    assert question is not None
    given = Given({}, {"zone": "UTC", **facts})
    shown = tuple(option.id for option in question.kind.options(given))
    return question.kind.understand(
        text, Asked(given, shown, asking.wordings(found, question), NOW)
    )


def day(text: str) -> str:
    """A day at nine as it is stored."""
    at = datetime.fromisoformat(f"{text}T09:00+00:00")
    return f"day:{round(at.timestamp() * 1000)}@UTC"


@pytest.mark.parametrize(
    ("flow", "step", "text", "value"),
    [
        ("pledge", "until", "dans un mois", day("2027-07-01")),
        ("pledge", "until", "بعد شهر", day("2027-07-01")),
        ("pair_pause", "until", "une semaine", day("2027-06-08")),
        ("pair_pause", "until", "أسبوع", day("2027-06-08")),
        ("pair_pause", "until", "trois semaines", day("2027-06-22")),
        ("pair_pause", "until", "two months", day("2027-08-01")),
        ("pair_pause", "until", "شهرين", day("2027-08-01")),
        ("extension", "months", "3 mois", "three"),
        ("extension", "months", "six mois", "six"),
        ("agreement", "months", "une année", "twelve"),
        ("agreement", "months", "ستة أشهر", "six"),
        ("agreement", "months", "half a year", "six"),
        ("agreement", "months", "نصف سنة", "six"),
        ("agreement", "months", "un semestre", "six"),
        ("extension", "months", "tlat chhor", "three"),
        ("extension", "months", "sitt chhor", "six"),
        ("extension", "months", "un trimestre", "three"),
        ("pair_pause", "until", "chhrayn", day("2027-08-01")),
        ("pair_pause", "until", "شهران", day("2027-08-01")),
        ("pair_pause", "until", "quinze jours", day("2027-06-16")),
        ("pair_pause", "until", "un mois et demi", day("2027-07-16")),
        ("pair_pause", "until", "chhar w ness", day("2027-07-16")),
        ("pair_pause", "until", "a year and a half", day("2028-12-01")),
    ],
)
def test_a_span_in_words_is_that_span(flow: str, step: str, text: str, value: str) -> None:
    """A month is not "in one year", and a week not two, though they share a word with a button."""
    read = understood(flow, step, text)
    assert isinstance(read, Answer)
    assert read.value == value


@pytest.mark.parametrize(
    ("flow", "step", "text", "among"),
    [
        ("extension", "months", "deux mois", ("one", "three")),
        ("extension", "months", "4 months", ("three", "six")),
        ("pause", "until", "six semaines", ("two_weeks", "one_month")),
    ],
)
def test_between_two_lengths_it_is_asked_which(
    flow: str, step: str, text: str, among: tuple[str, ...]
) -> None:
    """Nobody is bound for longer or shorter than they said."""
    assert understood(flow, step, text) == Unclear(among)


@pytest.mark.parametrize(
    ("flow", "step", "text"),
    [
        ("extension", "months", "un an"),
        ("pause", "until", "un an"),
        ("pause", "until", "une semaine"),
        ("agreement", "months", "un mois"),
    ],
)
def test_a_length_that_is_not_offered_is_none_of_those_offered(
    flow: str, step: str, text: str
) -> None:
    """It is asked again: a year is no half of one."""
    assert understood(flow, step, text) == Misread()


@pytest.mark.parametrize("word", ["non", "Non merci", "no", "لا", "lla"])
def test_a_plain_no_is_a_no(word: str) -> None:
    """Also where an option begins with the same word ("Non, pas ainsi")."""
    for flow, step, refusal in (
        ("outcome_confirm", "tell", "no"),
        ("outcome_confirm", "choice", "unseen"),
        ("cancel", "sure", "keep"),
        ("erase", "confirm", "no"),
        ("finish", "choice", "go_on"),
    ):
        assert understood(flow, step, word) == Answer(refusal), (flow, step)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dans deux mois", day("2027-08-01")),
        ("le 15 septembre", day("2027-09-15")),
        ("maintenant", "keep_it"),
        ("pas maintenant", "may_defer"),
        ("plus tard", "may_defer"),
        ("je ne peux pas", "decline"),
    ],
)
def test_when_to_begin_in_turn_may_be_a_day(text: str, value: str) -> None:
    """Two months from now is a later date, and not asked for again."""
    read = understood("pledge", "choice", text, may_defer="yes")
    assert isinstance(read, Answer)
    assert read.value == value


def test_a_second_time_nothing_is_put_off() -> None:
    """Neither by a day nor by a word, and "not now" is never taken for "now"."""
    assert understood("pledge", "choice", "dans deux mois") == Misread()
    for word in ("non", "pas maintenant", "not now"):
        assert understood("pledge", "choice", word) == Unclear(("decline",)), word
