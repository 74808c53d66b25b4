"""A voice note as the free line of a check-in: kept, heard by the team, passed on by a tap only."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from bot.attachments.enclosures import Enclosures
from bot.database_thread import DatabaseThread
from core.conversation.enclosure import media_of
from core.languages import LANGUAGES
from storage.database import Database
from storage.opening import open_database
from storage.schema import confidence
from storage.schema import relayed as relayed_table
from tests.handlers.bad_input.mishaps import VOICE, Mishaps, parse
from tests.handlers.couple import SIDES, Couple
from tests.storage.rows import ACCOUNT, CHANNEL

OFFICE = "office"


class Overheard(Mishaps):
    """A couple whose coordinators have a chat of their own."""

    def __init__(self, database: Database, language: str) -> None:
        Couple.__init__(
            self,
            database,
            language,
            parse={CHANNEL: parse},
            coordinators=(CHANNEL, ACCOUNT, OFFICE),
        )


@pytest.fixture
def couple(request: pytest.FixtureRequest, sqlite_url: str) -> Iterator[Overheard]:
    """The mentee at the free line of the first check-in; in French, if nothing else is said."""
    database = open_database(sqlite_url)
    made = Overheard(database, getattr(request, "param", "fr"))
    made.hold()
    for side in SIDES:
        made.says(side, "1", "5", "4")
    for _ in range(8):
        if "checkin-rating" in made.keys("mentee"):
            break
        made.waits(days=1)
    made.says("mentee", "4", "1", "1")
    assert made.open("mentee") == "checkin-line"
    yield made
    database.close()


def lines(couple: Couple) -> list[tuple[str, str]]:
    """What was confided of check-ins, as (about, line)."""
    with couple.stage.database.read() as conn:
        rows = conn.execute(select(confidence.c.about, confidence.c.line).order_by(confidence.c.id))
        return [(row.about, row.line) for row in rows if row.line]


def passed(couple: Couple) -> list[str]:
    """Kinds of what was passed on between the two."""
    with couple.stage.database.read() as conn:
        return list(conn.execute(select(relayed_table.c.content)).scalars())


@pytest.mark.parametrize("couple", LANGUAGES, indirect=True)
def test_a_voice_note_is_kept_and_the_team_hears_it(couple: Overheard) -> None:
    """By its reference; the coordinators' chat gets it at once; the partner nothing."""
    couple.speaks("mentee")
    couple.sees("mentee", "checkin-heard", "forward-to")
    ((about, line),) = lines(couple)
    media = media_of(line)
    assert about == "day7"
    assert media is not None
    assert (media.kind, media.reference) == ("voice", VOICE)
    told = [message for who, _, message in couple.read if who == OFFICE]
    assert told[-1].attach.startswith("confided:")
    assert told[-1].parts[0].facts["kind"] == "voice"
    assert passed(couple) == []


@pytest.mark.parametrize("couple", LANGUAGES, indirect=True)
def test_a_picture_in_its_place_is_asked_for_in_words(couple: Overheard) -> None:
    """What the team cannot be given is named, and the line can still be written."""
    keys = couple.sends("mentee", "image", caption="")
    assert keys == ["checkin-line.media"]
    assert couple.text("mentee")
    assert couple.open("mentee") == "checkin-line"
    assert "pair-checkin_noted" in couple.says("mentee", "Tout va bien entre nous")


def test_it_passes_to_the_partner_by_a_tap(couple: Overheard) -> None:
    """One tap: kept for the morning, then the partner reads whose it is, and the note follows."""
    couple.speaks("mentee")
    couple.says("mentee", "1")
    couple.sees("mentee", "relay-waiting")
    couple.settle(hours=14)
    couple.sees("mentor", "relay-voice")
    assert passed(couple) == ["voice"]


def test_or_it_stays_with_the_team(couple: Overheard) -> None:
    """The other tap: nothing passes, and nothing is lost."""
    couple.speaks("mentee")
    couple.says("mentee", "2")
    couple.sees("mentee", "forward-kept")
    assert passed(couple) == []
    assert len(lines(couple)) == 1


def test_words_and_nothing_answer_as_before(couple: Overheard) -> None:
    """A written line is kept as it is, and nobody is asked whom it is for."""
    couple.says("mentee", "Tout va bien, merci")
    couple.sees("mentee", "pair-checkin_noted")
    assert lines(couple) == [("day7", "Tout va bien, merci")]
    assert "forward-to" not in couple.keys("mentee")


class Chat:
    """A channel that the media are on: hands out nothing but the reference."""

    name, account, links = CHANNEL, ACCOUNT, False

    async def download(self, reference: str, largest: int) -> bytes:
        raise AssertionError("one channel needs no copy")

    async def send_media(self, enclosure: object, to: str, *, reference: str) -> str:
        raise AssertionError("nothing is sent here")


def test_what_the_team_is_sent_is_the_note_itself(couple: Overheard) -> None:
    """The attachment leads to the reference on the channel where it came from."""
    couple.speaks("mentee")
    told = [message for who, _, message in couple.read if who == OFFICE][-1]
    chat = Chat()
    found = Enclosures({CHANNEL: chat}, DatabaseThread(couple.stage.database), b"key", "")
    enclosure = asyncio.run(found.enclosed(told.attach, chat, couple.stage.now))
    assert enclosure is not None
    assert (enclosure.kind, f"{CHANNEL}:{enclosure.reference}") == ("voice", VOICE)
