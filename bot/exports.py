"""Links to a person's own data: unguessable, signed, valid for a day."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode

LIFETIME = 24 * 3_600_000
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


def _seal(key: bytes, claim: bytes) -> bytes:
    return hmac.digest(key, b"export." + claim, "sha256")[:_SIZE]
