"""A SQLite file holds personal data: nobody but its owner reads it."""

import os
from pathlib import Path

import structlog

log = structlog.get_logger()


def keep_private(path: Path) -> None:
    """Make a new file one that only its owner reads, as what SQLite puts beside it will be; of an
    older one that everybody may read the log says so.
    """
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
    elif path.stat().st_mode & 0o007:
        log.warning("database_readable_by_everybody", file=path.name, advice="chmod o= FILE*")
