"""The time zone tables that came with the lock file, forced before the system's and checked."""

import importlib
import zoneinfo
from datetime import datetime, timedelta

CHECKED_ZONE = "Africa/Casablanca"
CHECKED_TIME = datetime(2026, 12, 1, 12)  # noqa: DTZ001 - a wall time; its zone is what is checked


class OutdatedZonesError(Exception):
    """With these time zone tables every Moroccan appointment would be an hour wrong."""


def use_packaged_zones() -> None:
    """Make zoneinfo read the tzdata package and nothing else.

    Morocco keeps UTC+0 the whole year since 2026-09-20 (Bulletin officiel 7521, tzdata 2026c);
    the system's copy is usually older and would come first. Raises OutdatedZonesError.
    """
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    check_zones()


def check_zones() -> None:
    """Raise OutdatedZonesError unless zoneinfo knows that Casablanca is at UTC+0 in winter 2026."""
    try:
        zone = zoneinfo.ZoneInfo(CHECKED_ZONE)
    except zoneinfo.ZoneInfoNotFoundError:
        raise OutdatedZonesError(
            "the package tzdata is missing: install requirements.lock"
        ) from None
    if CHECKED_TIME.replace(tzinfo=zone).utcoffset() != timedelta(0):
        raise OutdatedZonesError(
            "the package tzdata is older than 2026c and an hour wrong for Morocco:"
            " install requirements.lock"
        )


def tables_version() -> str:
    """The version of the tables in use, such as `2026c`."""
    return str(importlib.import_module("tzdata").IANA_VERSION)


def renew_zones() -> bool:
    """Take newer tables into use when some were installed since; True when that is so.

    What was computed by the former ones and kept is its keeper's to forget (`bot.decrees`).
    Raises OutdatedZonesError for tables that are too old; the former ones stay in memory no more.
    """
    former = tables_version()
    importlib.invalidate_caches()
    installed = importlib.reload(importlib.import_module("tzdata"))
    if former == installed.IANA_VERSION:
        return False
    zoneinfo.ZoneInfo.clear_cache()
    check_zones()
    return True
