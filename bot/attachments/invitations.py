"""A meeting for one's own calendar: what the attachment `calendar:…` of a message becomes."""

from sqlalchemy import Connection

from bot.words.catalogue import say
from bot.words.rendering import ISOLATE, POP
from core.languages import Language
from core.mentoring.availability import LENGTH
from core.mentoring.calendar_file import Entry, calendar_file, uid
from core.mentoring.invitation import Invitation
from core.mentoring.member import first_name
from core.mentoring.side import other
from storage import members, mentorships

NAMES = {"fr": "rencontre.ics", "ar": "rencontre.ics", "en": "meeting.ics"}
MEDIA_TYPE = "text/calendar"


def calendar_for(
    conn: Connection, invitation: Invitation, person_id: int, language: Language, stamp: int
) -> bytes | None:
    """The file as its reader is shown it, the same for the same `stamp` (ms UTC).

    None for somebody who is no part of the pair.
    """
    one = mentorships.load(conn, invitation.mentorship)
    side = one.side_of(person_id) if one is not None else None
    if one is None or side is None:
        return None
    partner = one.person_of(other(side))
    member = members.load(conn, partner) if partner is not None else None
    summary = say("appointment-summary", language, {"name": first_name(member)})
    entry = Entry(
        uid(str(one.id), invitation.number),
        invitation.start,
        invitation.start + LENGTH,
        stamp,
        summary.replace(ISOLATE, "").replace(POP, ""),
        sequence=invitation.sequence,
        method=invitation.method,
    )
    return calendar_file(entry).encode()
