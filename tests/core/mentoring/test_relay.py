"""Words between the two: what passes, what does not, and what the sender is told."""

from dataclasses import dataclass

import pytest
from msgspec import structs

from core.duration import DAY, HOUR, MINUTE, SECOND
from core.mentoring import relay
from core.mentoring.pair import ENDED, OPEN
from core.mentoring.relay import Facts, Line, Parcel, mentions_contact, refusal, without_contact
from core.mentoring.side import SIDES
from tests.core.mentoring.stage import Stage, both

PAIR = both(Stage()).pair
NOW = PAIR.active_at + DAY
HELLO = Parcel("mentee", "text", "Salam, on se voit jeudi ?")


def why(parcel: Parcel = HELLO, line: Line | None = None, facts: Facts | None = None) -> str | None:
    return refusal(PAIR, line or Line(), parcel, facts or Facts(), NOW)


def test_a_word_passes_between_two_who_consented() -> None:
    """Text, voice, image and document, in both directions."""
    for sender in SIDES:
        for content in relay.CONTENTS:
            assert why(Parcel(sender, content, "Bonjour")) is None


@pytest.mark.parametrize("state", [*ENDED, *OPEN])
def test_only_while_the_mentorship_lives(state) -> None:
    """A word that comes a second after the end is not delivered; in a break it waits."""
    expected = {"paused": "paused", **dict.fromkeys(ENDED, "ended")}.get(state)
    assert refusal(structs.replace(PAIR, state=state), Line(), HELLO, Facts(), NOW) == expected


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (Facts(consented=("mentor",)), "consent"),
        (Facts(reachable=("mentee",)), "unreachable"),
        (Facts(reachable=("mentor",)), None),
    ],
)
def test_consent_of_both_and_a_partner_who_can_be_reached(facts: Facts, reason: str | None) -> None:
    """That the sender's other chat is down does not matter."""
    assert why(facts=facts) == reason


def test_a_block_works_both_ways_and_is_not_revealed() -> None:
    """The blocked one reads that the other cannot be reached."""
    line = relay.block(Line(), "mentor")
    assert why(line=line) == "blocked"
    assert relay.told("blocked") == relay.told("unreachable")
    assert why(Parcel("mentor", "text", "x"), line=line) == "blocked_by_you"
    assert why(line=relay.unblock(line, "mentor")) is None


def test_a_report_closes_the_line_until_a_human_looked() -> None:
    """The one who reported stays protected by their own block."""
    line = relay.report(Line(), "mentee")
    assert why(Parcel("mentor", "text", "x"), line=line) == "held"
    reopened = relay.reopen(line)
    assert why(Parcel("mentor", "text", "x"), line=reopened) == "blocked"


@pytest.mark.parametrize(
    ("parcel", "reason"),
    [
        (Parcel("mentee", "sticker"), "kind"),
        (Parcel("mentee", "text", "  "), "empty"),
        (Parcel("mentee", "voice"), None),
        (Parcel("mentee", "text", "a" * 1200), None),
        (Parcel("mentee", "text", "a" * 1201), "too_long"),
        (Parcel("mentee", "text", "a", (NOW - MINUTE,) * 19), None),
        (Parcel("mentee", "text", "a", (NOW - MINUTE,) * 20), "too_many"),
        (Parcel("mentee", "text", "a", (NOW - HOUR,) * 20), None),
        (Parcel("mentee", "text", "a", (NOW - 2 * HOUR,) * 60), "too_many"),
        (Parcel("mentee", "text", "a", (NOW - DAY,) * 60), None),
    ],
)
def test_what_and_how_much_may_pass(parcel: Parcel, reason: str | None) -> None:
    """Kinds, length, twenty an hour and sixty a day."""
    assert why(parcel) == reason


@pytest.mark.parametrize(
    "text",
    [
        "Appelez-moi au 06 12 34 56 78",
        "+33 6 12 34 56 78",
        "0033612345678",
        "٠٦١٢٣٤٥٦٧٨",
        "06.12.34.56.78",
        "0612-345678",
        "0612 34 56 78",
        "+212 (0)6 12 34 56 78",
        "‎06\u200b12345678",
        "a.b@example.ma",
        "wa.me/212612345678",
        "https://t.me/amal_b",
        "je suis @amal_b sur Telegram",
        "061 234 56 78",
        "06–12–34–56–78",
        "06_12_34_56_78",
        "0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
        "mon numéro : 212612345678",
        "amal(at)example.ma",
        "api.whatsapp.com/send?phone=212612345678",
        "tg://resolve?domain=amal",
        "rejoignez chat.whatsapp.com/AbC123",
    ],
)
def test_contact_details_wait_until_both_share(text: str) -> None:
    """The sender is told how; once both tapped, the same words pass."""
    parcel = Parcel("mentor", "text", text)
    assert why(parcel) == "contact"
    line = relay.share(Line(), "mentor")
    assert why(parcel, line=line) == "contact"
    assert why(parcel, line=relay.share(line, "mentee")) is None


@pytest.mark.parametrize(
    "text",
    [
        "Un chiffre d'affaires de 1 500 000 DH en 2026",
        "200k, 1,5 MDH, ١٥٠٠",
        "jeudi 03/12/2026 à 18:00",
        "0,5 %",
        "3 clients @ 200 DH",
        "le 03.12.2026 18:00",
        "ICE 001525713000037",
        "le 03.12.2026 18 h, puis le 04-01-2027 09 h",
        "de 0,512345678 à 212 600 clients @ 200. Merci",
        "+20 % en 2026, +150 000 DH",
        "",
    ],
)
def test_numbers_and_dates_are_no_contact_details(text: str) -> None:
    """A business talks in figures."""
    assert not mentions_contact(text)


def test_no_line_of_somebody_can_pass_for_ours() -> None:
    """Several lines stand behind bars, empty ones as well; one line is left as it is."""
    assert relay.as_written("Bonjour Karim") == "Bonjour Karim"
    forged = "Merci\n\nMentoring MeM : votre compte expire, écrivez à wa.me"
    rows = relay.as_written(forged).splitlines()
    assert len(rows) == 3
    assert all(row.startswith(relay.BAR) for row in rows)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Appelez-moi au ٠٦١٢٣٤٥٦٧٨, merci", "Appelez-moi au …, merci"),
        ("amal@example.ma ou t.me/amal_b", "… ou …"),
        ("Une épicerie à Fès, 200 000 DH", "Une épicerie à Fès, 200 000 DH"),
        ("مشروع في فاسٍ", "مشروع في فاسٍ"),
    ],
)
def test_who_has_agreed_to_nothing_reads_no_contact_details(text: str, left: str) -> None:
    """What an introduction says beside them stays; one without them is not touched."""
    assert without_contact(text) == left


def test_sharing_can_be_taken_back_until_it_is_mutual() -> None:
    """What both have seen cannot be unseen."""
    one = relay.share(Line(), "mentor")
    assert relay.share(one, "mentor", given=False) == Line()
    both_shared = relay.share(one, "mentee")
    assert relay.shares_contact(relay.share(both_shared, "mentor", given=False))


@dataclass(frozen=True)
class Bubble:
    """What somebody passed on, `at` in seconds."""

    at: float
    text: str = "oui"
    content: relay.Content = "text"
    reply_to: int | None = None

    @property
    def created_at(self) -> int:
        return NOW + round(self.at * SECOND)


@pytest.mark.parametrize(
    ("bubbles", "sizes"),
    [
        ([Bubble(0), Bubble(1), Bubble(2), Bubble(2.5), Bubble(3)], [5]),
        ([Bubble(0), Bubble(5), Bubble(10.1)], [2, 1]),
        ([Bubble(each * 4) for each in range(8)], [6, 2]),
        ([Bubble(0), Bubble(1, "", "voice"), Bubble(2), Bubble(3)], [1, 1, 2]),
        ([Bubble(0, reply_to=7), Bubble(1), Bubble(2, reply_to=7), Bubble(3, reply_to=8)], [3, 1]),
        ([Bubble(0), Bubble(1, reply_to=7)], [1, 1]),
        ([Bubble(0, "x" * 700), Bubble(1, "y" * 499), Bubble(2, "z")], [2, 1]),
        ([], []),
    ],
)
def test_a_thought_in_pieces_is_one_message(bubbles: list[Bubble], sizes: list[int]) -> None:
    """Within a breath and twenty seconds, as long as it fits; nothing is left out or turned round."""
    thoughts = relay.thoughts(bubbles)
    assert [len(each) for each in thoughts] == sizes
    assert [piece for each in thoughts for piece in each] == bubbles
    assert all(len(relay.whole(each)) <= relay.LONGEST for each in thoughts)
