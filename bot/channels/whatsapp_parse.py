"""A stored WhatsApp webhook in our own words."""

import re
from collections.abc import Mapping
from urllib.parse import unquote_plus

from bot.channels.protocol import UNTIMED
from bot.channels.text import storable
from core.conversation.update import Content, Ignored, Media, MediaKind, Tap, Text, Update

PERSON = re.compile(r"whatsapp:(\+[1-9][0-9]{4,19}|[A-Z]{2}\.[A-Za-z0-9]{1,128})")
"""A phone number, or a business-scoped user id (channels §0.1)."""

MEDIA_KINDS: tuple[tuple[str, MediaKind], ...] = (
    ("audio/", "voice"),
    ("image/webp", "sticker"),
    ("image/", "image"),
    ("video/", "video"),
    ("text/vcard", "contact"),
    ("text/x-vcard", "contact"),
    ("text/directory", "contact"),
)
"""Media by the beginning of its content type; all other types are documents."""

MESSAGE_KINDS: Mapping[str, MediaKind] = {
    "audio": "voice",
    "voice": "voice",
    "image": "image",
    "sticker": "sticker",
    "video": "video",
    "document": "document",
    "location": "location",
    "contacts": "contact",
    "contact": "contact",
    "poll": "poll",
}
"""Twilio's MessageType where no media comes along; text and buttons are told by other fields."""

LOOKED_AT = frozenset(
    "From Body ProfileName OriginalRepliedMessageSid ButtonPayload ButtonText ListId ListTitle"
    " NumMedia MediaUrl0 MediaContentType0 Latitude Longitude MessageType".split()
)
"""The fields that say something to us; a form has twenty others, which stay encoded."""

CALL_PERMISSION = frozenset(("VOICE_CALL", "VOICE_CALL_REQUEST"))
"""Bodies that WhatsApp writes itself when a person answers a request to be called."""


def parse_whatsapp(payload: str) -> Update:
    """The update in a form body; Twilio gives no time of its own. Never raises."""
    form = _fields(payload)
    return Update(
        content=_content(form),
        at=UNTIMED,
        profile_name=form.get("ProfileName", "")[:120],
        quoted=form.get("OriginalRepliedMessageSid", "")[:64],
    )


def _fields(payload: str) -> dict[str, str]:
    """The fields looked at, as `urllib.parse.parse_qsl` reads them; of two alike, the first."""
    form: dict[str, str] = {}
    for pair in payload.split("&"):
        name, _, value = pair.partition("=")
        if "%" in name or "+" in name:
            name = unquote_plus(name)
        if name in LOOKED_AT and name not in form:
            form[name] = storable(unquote_plus(value))
    return form


def _content(form: Mapping[str, str]) -> Content:
    if not PERSON.fullmatch(form.get("From", "")):
        return Ignored("no_person")
    body = form.get("Body", "")
    if body in CALL_PERMISSION:
        return Media("other")
    if token := form.get("ButtonPayload") or form.get("ListId"):
        if token.startswith("/"):  # a template's button carries a command, not an answer
            return Text(token[:200])
        title = form.get("ButtonText") or form.get("ListTitle") or body
        return Tap(token[:200], title)
    if form.get("NumMedia", "0") not in {"", "0"} or "MediaUrl0" in form:
        media_type, url = form.get("MediaContentType0", ""), form.get("MediaUrl0", "")
        reference = f"whatsapp:{url}" if url else ""
        return Media(_media_kind(media_type), body, reference, media_type.lower()[:80])
    if form.get("Latitude") and form.get("Longitude"):
        return Media("location", body)
    if not body.strip():
        kind = form.get("MessageType", "text").lower()
        if kind not in {"text", "button", "interactive", ""}:
            return Media(MESSAGE_KINDS.get(kind, "other"))
        if form.get("ButtonText"):
            return Text(form["ButtonText"])
    return Text(body)


def _media_kind(content_type: str) -> MediaKind:
    lowered = content_type.lower()
    if not lowered:
        return "other"
    return next((kind for start, kind in MEDIA_KINDS if lowered.startswith(start)), "document")
