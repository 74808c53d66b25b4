"""Links to what is a person's own: unguessable, signed, valid for a day."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

from core.duration import DAY

LIFETIME = DAY
"""Milliseconds. Not single-use: previews made by phones would use the link up."""

_SIZE = 16


def sign_export(key: bytes, person_id: int, now: int) -> str:
    """The token of a link to this person's data, valid for a day from `now` (ms)."""
    claim = f"{person_id}.{now + LIFETIME}".encode()
    return urlsafe_b64encode(claim + _seal(key, claim)).decode().rstrip("=")


def read_export(key: bytes, token: str, now: int) -> int | None:
    """The person whose data the token opens, or None when it is not ours or too old."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        claim, seal = raw[:-_SIZE], raw[-_SIZE:]
        person_id, expires_at = map(int, claim.decode("ascii").split("."))
    except ValueError:
        return None
    if not hmac.compare_digest(seal, _seal(key, claim)) or now > expires_at:
        return None
    return person_id


def sign_calendar(key: bytes, person_id: int, attach: str, language: str, made: int) -> str:
    """The token of a link to a calendar file (`bot.attachments.invitations`), valid for a day from `made` (ms)."""
    return _sign_attached(key, b"calendar.", person_id, attach, f"{made}.{language}")


def read_calendar(key: bytes, token: str, now: int) -> tuple[int, int, str, str] | None:
    """Person, moment (ms), language and attachment of a calendar link, or None as above."""
    return _read_attached(key, b"calendar.", token, now)


def sign_chart(key: bytes, person_id: int, attach: str, language: str, made: int) -> str:
    """The token of a link to a picture (`bot.attachments.charts`), valid as a calendar's."""
    return _sign_attached(key, b"chart.", person_id, attach, f"{made}.{language}")


def read_chart(key: bytes, token: str, now: int) -> tuple[int, int, str, str] | None:
    """Person, moment (ms), language and attachment of a picture's link, or None as above."""
    return _read_attached(key, b"chart.", token, now)


def sign_media(key: bytes, attach: str, made: int) -> str:
    """The token of a link to media (`bot.attachments.enclosures`), valid for a day from `made` (ms)."""
    claim = f"{made + LIFETIME}.{attach}".encode()
    return urlsafe_b64encode(claim + _seal(key, claim, b"media.")).decode().rstrip("=")


def read_media(key: bytes, token: str, now: int) -> str | None:
    """The attachment whose media the token opens, or None as above."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        claim, seal = raw[:-_SIZE], raw[-_SIZE:]
        until, attach = claim.decode("ascii").split(".", 1)
        expires_at = int(until)
    except ValueError:
        return None
    if not hmac.compare_digest(seal, _seal(key, claim, b"media.")) or now > expires_at:
        return None
    return attach


def _sign_attached(key: bytes, purpose: bytes, person_id: int, attach: str, rest: str) -> str:
    claim = f"{person_id}.{rest}.{attach}".encode()
    return urlsafe_b64encode(claim + _seal(key, claim, purpose)).decode().rstrip("=")


def _read_attached(
    key: bytes, purpose: bytes, token: str, now: int
) -> tuple[int, int, str, str] | None:
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        claim, seal = raw[:-_SIZE], raw[-_SIZE:]
        person_id, made, language, attach = claim.decode("ascii").split(".", 3)
        at = int(made)
    except ValueError:
        return None
    if not hmac.compare_digest(seal, _seal(key, claim, purpose)) or now > at + LIFETIME:
        return None
    return int(person_id), at, language, attach


def _seal(key: bytes, claim: bytes, purpose: bytes = b"export.") -> bytes:
    return hmac.digest(key, purpose + claim, "sha256")[:_SIZE]
