"""What is taken back in the same breath counts no more."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from core.understanding.amends import amended, without_denied
from core.understanding.amounts import Amount, read_amount
from core.understanding.moments import Moment, read_moment
from core.understanding.numbers import whole_number
from core.understanding.ratings import read_rating
from core.understanding.rhythms import Rhythm, read_rhythm
from core.understanding.yesno import yes_no

SUNDAY = datetime(2026, 11, 22, 10, tzinfo=UTC)
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("mercredi, enfin jeudi 14h", THURSDAY, 14),
        ("jeudi 18h, non pardon 19h", THURSDAY, 19),
        ("Thursday 3pm, sorry I meant Friday", FRIDAY, 15),
        ("الخميس على 18، أقصد الجمعة على 17", FRIDAY, 17),
        ("vendredi 18h au lieu de jeudi", FRIDAY, 18),
        ("plutôt vendredi 18h que jeudi", FRIDAY, 18),
        ("jeudi 18h, pas 19h", THURSDAY, 18),
        ("ليس الخميس بل الجمعة على الساعة 18", FRIDAY, 18),
    ],
)
def test_a_day_or_an_hour_is_corrected(text: str, day: date, hour: int) -> None:
    """The correction wins, and what it leaves unsaid stays."""
    read = read_moment(text, now=SUNDAY, zone=ZoneInfo("Africa/Casablanca"))
    assert read == Moment(day, time(hour))


def test_every_kind_of_answer_can_be_corrected() -> None:
    """Sums, ratings, rhythms, numbers, yes and no."""
    assert read_amount("200 000 dh, pardon 250 000 dh") == Amount(Decimal(250_000), "MAD")
    assert read_rating("pas 5, plutôt 4") == 4
    assert read_rhythm("not every week, every two weeks") == Rhythm(14)
    assert whole_number("pas 3, 4") == 4
    assert yes_no("yes... no wait, no") is False
    assert yes_no("non, enfin oui") is True


@pytest.mark.parametrize("text", ["oui non je sais pas", "oui mais non", "no no", "non merci"])
def test_a_word_of_correction_alone_corrects_nothing(text: str) -> None:
    """Both sides must say something, or all is read as one."""
    assert yes_no(text) in (None, False)


@pytest.mark.parametrize("text", ["", "pardon", "enfin", "non", "jeudi", "non non"])
def test_nothing_before_or_behind_is_no_correction(text: str) -> None:
    """A correction needs something to correct."""
    assert amended(text) is None
    assert without_denied(text) == ""
