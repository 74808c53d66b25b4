"""Links to what is a person's own: unguessable, signed, valid for a day."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from core.duration import DAY

LIFETIME = DAY
"""Milliseconds. Not single-use: previews made by phones would use the link up."""

_SIZE = 16

Claim = tuple[int, int, str, str]
"""Person, moment (ms), language and attachment."""


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses where things of one person are fetched; `public` is empty where no provider
    reaches us.
    """

    key: bytes
    base: str
    public: str

    def export(self, person: int, made: int) -> str:
        """Where somebody fetches their own data."""
        return f"{self.base}/exports/{sign_export(self.key, person, made)}"

    def calendar(self, person: int, attach: str, language: str, made: int) -> str:
        """Where a calendar file is fetched."""
        token = sign_calendar(self.key, person, attach, language, made)
        return f"{self.base}/calendar/{token}.ics"

    def chart(self, person: int, attach: str, language: str, made: int) -> str:
        """Where a provider fetches a picture; empty where it cannot reach us."""
        token = sign_chart(self.key, person, attach, language, made)
        return f"{self.public}/charts/{token}.png" if self.public else ""


def sign_export(key: bytes, person_id: int, made: int) -> str:
    """The token of a link to this person's data, valid for a day from `made` (ms)."""
    return _sealed(key, b"export.", f"{person_id}.{made + LIFETIME}")


def read_export(key: bytes, token: str, now: int) -> int | None:
    """The person whose data the token opens, or None when it is not ours or too old."""
    claim = _opened(key, b"export.", token)
    if claim is None:
        return None
    person_id, until = map(int, claim.split("."))
    return person_id if now <= until else None


def sign_calendar(key: bytes, person_id: int, attach: str, language: str, made: int) -> str:
    """The token of a link to a calendar file (`core.mentoring.invitation`), valid as above."""
    return _sealed(key, b"calendar.", f"{person_id}.{made}.{language}.{attach}")


def read_calendar(key: bytes, token: str, now: int) -> Claim | None:
    """What a calendar link was made for, or None as above."""
    return _claimed(_opened(key, b"calendar.", token), now)


def sign_chart(key: bytes, person_id: int, attach: str, language: str, made: int) -> str:
    """The token of a link to a picture (`core.mentoring.drawn`), valid as above."""
    return _sealed(key, b"chart.", f"{person_id}.{made}.{language}.{attach}")


def read_chart(key: bytes, token: str, now: int) -> Claim | None:
    """What a picture's link was made for, or None as above."""
    return _claimed(_opened(key, b"chart.", token), now)


def sign_media(key: bytes, attach: str, made: int) -> str:
    """The token of a link to media (`bot.attachments.enclosures`), valid as above."""
    return _sealed(key, b"media.", f"{made + LIFETIME}.{attach}")


def read_media(key: bytes, token: str, now: int) -> str | None:
    """The attachment whose media the token opens, or None as above."""
    claim = _opened(key, b"media.", token)
    if claim is None:
        return None
    until, attach = claim.split(".", 1)
    return attach if now <= int(until) else None


def _claimed(claim: str | None, now: int) -> Claim | None:
    if claim is None:
        return None
    person_id, made, language, attach = claim.split(".", 3)
    return (int(person_id), int(made), language, attach) if now <= int(made) + LIFETIME else None


def _sealed(key: bytes, purpose: bytes, claim: str) -> str:
    raw = claim.encode("ascii")
    return urlsafe_b64encode(raw + _seal(key, purpose, raw)).decode().rstrip("=")


def _opened(key: bytes, purpose: bytes, token: str) -> str | None:
    """The claim of a token that was sealed here for this purpose; None for any other."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except ValueError:
        return None
    claim, seal = raw[:-_SIZE], raw[-_SIZE:]
    return claim.decode() if hmac.compare_digest(seal, _seal(key, purpose, claim)) else None


def _seal(key: bytes, purpose: bytes, claim: bytes) -> bytes:
    return hmac.digest(key, purpose + claim, "sha256")[:_SIZE]
