"""What comes with a message and is no text, as the page shows it: a picture, a calendar file, media."""

from sqlalchemy import Connection

from bot.attachments import charts
from bot.attachments.drawing import draw
from bot.attachments.invitations import MEDIA_TYPE, NAMES, calendar_for
from bot.channels.protocol import File
from core.conversation.enclosure import CONFIDED, RELAYED
from core.mentoring.drawn import chart_of
from core.mentoring.invitation import invitation_of
from simulator.phone import Phone, Shown
from storage import people

MEDIA = {"relay-voice": "voice", "relay-image": "image", "relay-document": "file"}
"""What follows a partner's frame; the page knows that something was sent and not what it was."""


def file_of(conn: Connection, phone: Phone, one: Shown) -> File | None:
    """The file that a provider would have carried with this message; None where there is none."""
    found = people.find_addresses(conn, phone.channel, phone.account, [phone.address])
    attach, language = one.message.attach, one.message.language
    if not found:
        return None
    person = found[0].person_id
    if (chart := chart_of(attach)) is not None:
        picture = charts.picture_for(conn, chart, person, one.at)
        content = draw(picture, language) if picture is not None else None
        return File(charts.NAME, charts.MEDIA_TYPE, content) if content is not None else None
    if (invitation := invitation_of(attach)) is not None:
        entry = calendar_for(conn, invitation, person, language, one.at)
        return File(NAMES[language], MEDIA_TYPE, entry) if entry is not None else None
    return None


def kind_of(one: Shown) -> str:
    """What comes with it: `chart`, `calendar`, `voice`, `image`, `file`, or nothing."""
    attach = one.message.attach
    if chart_of(attach) is not None:
        return "chart"
    if invitation_of(attach) is not None:
        return "calendar"
    if attach.startswith(CONFIDED):
        return "voice"
    if attach.startswith(RELAYED):
        return next((MEDIA[part.key] for part in one.message.parts if part.key in MEDIA), "")
    return ""
