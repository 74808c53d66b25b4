"""The picture of somebody's goals: what it shows, whom it is for, and that words never wait for it."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from bot.attachments import drawing
from bot.attachments.charts import Picture, picture_for
from bot.attachments.drawing import draw
from bot.attachments.links import LIFETIME, Links, read_calendar, read_chart, sign_chart
from core.languages import LANGUAGES
from core.mentoring.drawn import Chart, Panel, attached, chart_of, panel_of
from core.mentoring.goal import Goal, Milestone, Reading
from storage import goals, mentorships
from storage.database import Database
from storage.schema import address
from tests.bot.conftest import KEY, PERSON, World, make_sender
from tests.fakes.outcomes import Outcome, Refused, TimeoutNotAccepted
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio
from tests.storage.rows import newcomer

DAY = 86_400_000
NOW = 1_795_426_200_000
GOAL = Goal(
    "market", "Trouver dix clients", "clients", "count", Decimal(2), Decimal(12),
    NOW - 70 * DAY, NOW + 50 * DAY, "on_track",
)  # fmt: skip
TOLD = (Reading(NOW - 20 * DAY, Decimal(5)), Reading(NOW - DAY, Decimal(7)))


def picture(*panels: Panel) -> Picture:
    return Picture(panels, NOW, "Africa/Casablanca")


def panel(place: int = 0, *, goal: Goal = GOAL, told: tuple[Reading, ...] = TOLD) -> Panel:
    found = panel_of(goal, told, place)
    assert found is not None
    return found


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    assert image.format == "PNG"
    return image.convert("RGB")


def reach(image: Image.Image, colour: str) -> tuple[int, int]:
    """First and last column in which a colour stands."""
    wanted = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    columns = [
        x
        for x in range(image.width)
        if any(image.getpixel((x, y)) == wanted for y in range(image.height))
    ]
    return columns[0], columns[-1]


# -- what is drawn ---------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 2, 3])
def test_a_picture_is_small_enough_for_a_slow_link(many: int) -> None:
    """800 pixels wide, as high as its goals, and below 25 kB."""
    places = [0] if many == 1 else range(1, many + 1)
    content = draw(picture(*(panel(place) for place in places)), "fr")
    height = drawing.LONE if many == 1 else drawing.HEIGHT * many
    assert opened(content).size == (drawing.WIDTH, height)
    assert len(content) < 25_000


def test_time_runs_from_left_to_right_in_every_language() -> None:
    """Figures of one digit look alike everywhere, and so does the picture, byte for byte."""
    small = picture(panel(goal=replace(GOAL, target=Decimal(9))))
    assert len({draw(small, language) for language in LANGUAGES}) == 1


def test_figures_are_written_as_the_reader_is_used_to() -> None:
    """A million and a half has its groups parted by spaces, points or commas."""
    goal = replace(GOAL, unit="MAD", target=Decimal(1_500_000))
    large = picture(panel(goal=goal))
    assert len({draw(large, language) for language in LANGUAGES}) == 3


def test_what_is_done_lies_before_today_and_the_target_after_it() -> None:
    """The tint below the line ends at the last figure; the target's ring is at the right edge."""
    image = opened(draw(picture(panel()), "fr"))
    ink, tint = drawing.INKS[0]
    first, last = reach(image, tint)
    assert first < last < image.width * 0.6
    assert reach(image, ink)[1] > image.width * 0.9


def test_each_goal_has_its_colour() -> None:
    """Three goals, three colours, as three numbers."""
    image = opened(draw(picture(*(panel(place) for place in (1, 2, 3))), "ar"))
    for row, (ink, _) in enumerate(drawing.INKS):
        top = row * drawing.HEIGHT
        reach(image.crop((0, top, image.width, top + drawing.HEIGHT)), ink)


@pytest.mark.parametrize(
    "values",
    [
        (Decimal("18.5"), Decimal(5), Decimal(9)),
        (Decimal(0), Decimal(10), Decimal(400)),
        (Decimal(5), Decimal(20), Decimal(-3)),
        (Decimal(0), Decimal("0.5"), Decimal(0)),
        (Decimal(10) ** 12, Decimal(10) ** 13, Decimal(10) ** 12),
    ],
)
def test_any_figures_can_be_drawn(values: tuple[Decimal, Decimal, Decimal]) -> None:
    """Down, far beyond, backwards, standing still, very large."""
    baseline, target, latest = values
    goal = replace(GOAL, baseline=baseline, target=target, due=NOW - DAY)
    for language in LANGUAGES:
        opened(draw(picture(panel(goal=goal, told=(Reading(NOW, latest),))), language))


def test_nothing_is_drawn_of_nothing() -> None:
    """No figure and no step with a date; a draft; a goal that is over."""
    assert panel_of(GOAL, (), 0) is None
    assert panel_of(replace(GOAL, milestones=(Milestone("Salon"),)), (), 0) is None
    assert panel_of(replace(GOAL, milestones=(Milestone("Salon", NOW),)), (), 0) is not None
    for state in ("draft", "achieved", "dropped"):
        assert panel_of(replace(GOAL, state=state), TOLD, 0) is None


# -- whom it is for --------------------------------------------------------------------------------


def keep(database: Database) -> tuple[int, int, str]:
    """A mentee whose goal was measured, the mentorship, and the attachment."""
    with database.begin() as conn:
        mentee, mentor = newcomer(conn), newcomer(conn, "ben")
        made = mentorships.begin(conn, mentee, mentor, None, NOW)
        goals.add(conn, made, "mentee", GOAL, NOW)
        (kept,) = goals.of(conn, made)
        goals.save(conn, kept, GOAL, NOW, TOLD)
        (kept,) = goals.of(conn, made)
        return mentee, made, attached(made, [(0, kept.id)])


def test_the_attachment_names_what_is_drawn(file: Database) -> None:
    """It comes back as it was written; anything else is no chart."""
    _, made, attach = keep(file)
    assert chart_of(attach) == Chart(made, ((0, 1),))
    for other in ("", "export", "relayed:3", "chart:", "chart:1:2", "chart:x:1.2"):
        assert chart_of(other) is None


def test_a_picture_is_for_the_two_and_as_of_its_moment(file: Database) -> None:
    """Nobody else is shown it, and what was told later is not in it."""
    mentee, made, attach = keep(file)
    chart = chart_of(attach)
    assert chart is not None
    with file.begin() as conn:
        stranger = newcomer(conn, "eve")
        assert picture_for(conn, chart, stranger, NOW) is None
        found = picture_for(conn, chart, mentee, NOW - 2 * DAY)
    assert found is not None
    assert found.panels[0].points == ((GOAL.start, Decimal(2)), (NOW - 20 * DAY, Decimal(5)))
    assert chart.mentorship == made


def test_a_link_to_a_picture_opens_nothing_else() -> None:
    """It is sealed for pictures, for a day."""
    key = b"key"
    token = sign_chart(key, 7, "chart:1:0.1", "ar", NOW)
    assert read_chart(key, token, NOW) == (7, NOW, "ar", "chart:1:0.1")
    assert read_chart(key, token, NOW + LIFETIME + 1) is None
    assert read_chart(b"other", token, NOW) is None
    assert read_calendar(key, token, NOW) is None


# -- how it leaves ---------------------------------------------------------------------------------


def owe_progress(world: World) -> int:
    """A message with a picture, owed to one of a pair."""
    world.hears()
    with world.database.begin() as conn:
        where = address.c.address == PERSON[world.channel.name]
        mentee = int(conn.execute(address.select().where(where)).one().person_id)
        made = mentorships.begin(conn, mentee, newcomer(conn, "ben"), None, world.clock.ms)
        start = world.clock.ms - 70 * DAY
        goal = replace(GOAL, start=start, due=world.clock.ms + 50 * DAY)
        goals.add(conn, made, "mentee", goal, start)
        (kept,) = goals.of(conn, made)
        goals.save(conn, kept, goal, start, (Reading(start + DAY, Decimal(5)),))
        (kept,) = goals.of(conn, made)
        attach = attached(made, [(0, kept.id)])
    return world.owe("progress", attach=attach)


async def test_telegram_shows_it_before_its_words(telegram_world: World) -> None:
    """A photo, then the message with the same figures."""
    world = telegram_world
    owed = owe_progress(world)
    await world.send()
    assert isinstance(world.fake, FakeTelegram)
    photo, words = world.fake.delivered_to(int(PERSON["telegram"]))
    assert (photo.method, words.text) == ("sendPhoto", "progress")
    assert opened(world.fake.files[photo.file_id].content).width == drawing.WIDTH
    assert world.state(owed) == "accepted"
    assert world.fake.violations == []


async def test_whatsapp_is_given_a_link(whatsapp_world: World) -> None:
    """Media that Twilio fetches; without a public address the words go alone."""
    world = whatsapp_world
    around = world.sender._around
    owe_progress(world)
    await world.send()
    assert isinstance(world.fake, FakeTwilio)
    assert world.texts() == ["progress"]
    links = Links(KEY, "https://mem.example", "https://mem.example")
    speech = replace(around.speech, links=links)
    world.sender = make_sender(world.database, world.channel, world.clock)
    world.sender._around = replace(around, speech=speech)
    world.clock.move(minutes=1)
    attach = "chart:1:0.1"
    owed = world.owe("again", attach=attach)
    await world.send()
    media, words = world.fake.delivered_to(PERSON["whatsapp"])[1:]
    (link,) = media.form["MediaUrl"]
    token = link.removeprefix("https://mem.example/charts/").removesuffix(".png")
    assert read_chart(KEY, token, world.clock.ms) == (1, world.clock.ms, "fr", attach)
    assert words.body == "again"
    assert world.state(owed) == "accepted"


@pytest.mark.parametrize("outcome", [Refused(400, "IMAGE_PROCESS_FAILED"), TimeoutNotAccepted()])
async def test_words_never_wait_for_their_picture(telegram_world: World, outcome: Outcome) -> None:
    """Refused, or lost on the way: the message that says the same arrives, once."""
    world = telegram_world
    owed = owe_progress(world)
    world.fake.script([outcome])
    await world.send()
    assert world.texts() == ["progress"]
    assert world.state(owed) == "accepted"


async def test_whoever_closed_the_door_is_sent_nothing(telegram_world: World) -> None:
    """A refusal that concerns the person ends the message as any other."""
    world = telegram_world
    owed = owe_progress(world)
    world.fake.script([Refused(403, "Forbidden: bot was blocked by the user")])
    await world.send()
    assert world.texts() == []
    assert world.state(owed) != "accepted"


def test_nothing_is_imported_for_pictures_before_the_first_one() -> None:
    """The service starts without the library that draws."""
    code = "import sys, bot.service, bot.attachments.drawing; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
