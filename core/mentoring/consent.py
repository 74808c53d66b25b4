"""The consent a person gives before anything of them is kept."""

from dataclasses import dataclass
from typing import Literal

CONSENT_VERSION = "2026-11-22"
"""The day on which the consent words in `locales/*/onboarding.ftl` changed last; each version's words
are on record in `locales/consents.toml`."""

Purpose = Literal["programme"]


@dataclass(frozen=True, slots=True)
class Consent:
    """One answer to one version of the consent text, in the language it was read in."""

    purpose: Purpose
    version: str
    language: str
    given: bool
