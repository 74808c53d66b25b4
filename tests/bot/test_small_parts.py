"""Time zones, links to one's own data, logs: small promises of the edges."""

import io
import json
import logging
import sys
import zoneinfo
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import pytest
import structlog

from bot.attachments.links import LIFETIME, read_export, sign_export
from bot.commands.serve import doubts
from bot.logs import configure_logs
from bot.settings import load_settings
from bot.zones import OutdatedZonesError, check_zones, tables_version, use_packaged_zones

NOW = 1_793_613_600_000
FROM = "TWILIO_WHATSAPP_FROM=whatsapp:+14155238886"


@pytest.fixture
def _tables_as_they_were() -> Iterator[None]:
    path = zoneinfo.TZPATH
    yield
    zoneinfo.reset_tzpath(to=list(path))
    zoneinfo.ZoneInfo.clear_cache()


@pytest.mark.usefixtures("_tables_as_they_were")
def test_morocco_is_at_utc_all_year() -> None:
    """With the tables of the lock file, not the system's older copy."""
    use_packaged_zones()
    assert zoneinfo.TZPATH == ()
    noon = datetime(2027, 7, 1, 12, tzinfo=zoneinfo.ZoneInfo("Africa/Casablanca"))
    assert noon.utcoffset() is not None
    assert noon.utcoffset().total_seconds() == 0
    assert tables_version() >= "2026c"


@pytest.mark.usefixtures("_tables_as_they_were")
def test_old_tables_keep_the_service_from_starting(tmp_path: Path) -> None:
    """A table that says UTC+1 is refused in words an operator understands."""
    lagos = (files("tzdata") / "zoneinfo" / "Africa" / "Lagos").read_bytes()
    (tmp_path / "Africa").mkdir()
    (tmp_path / "Africa" / "Casablanca").write_bytes(lagos)  # always UTC+1
    zoneinfo.reset_tzpath(to=[str(tmp_path)])
    zoneinfo.ZoneInfo.clear_cache()
    with pytest.raises(OutdatedZonesError, match=r"requirements\.lock"):
        check_zones()


def test_a_link_opens_one_persons_data_for_a_day() -> None:
    """Signed, unguessable, and gone tomorrow."""
    key = b"k" * 32
    token = sign_export(key, 7, NOW)
    assert read_export(key, token, NOW) == 7
    assert read_export(key, token, NOW + LIFETIME + 1) is None
    assert read_export(b"x" * 32, token, NOW) is None


@pytest.mark.parametrize("token", ["", "a", "é", "x" * 5000, "../../etc", "=" * 40, "AAAA" * 12])
def test_a_made_up_link_opens_nothing(token: str) -> None:
    """Neither short nor long nor odd ones, and none raises."""
    assert read_export(b"k" * 32, token, NOW) is None


def test_a_changed_link_opens_nothing() -> None:
    """No character of a token can be another one."""
    key = b"k" * 32
    token = sign_export(key, 7, NOW)
    for at in range(len(token)):
        other = "A" if token[at] != "A" else "B"
        changed = token[:at] + other + token[at + 1 :]
        assert read_export(key, changed, NOW) in {None, 7}
        if read_export(key, changed, NOW) == 7:  # unused bits of the last character
            assert at == len(token) - 1


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure_logs("json", "INFO")
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_a_log_line_is_json_with_our_own_names(logged: io.StringIO) -> None:
    """Kind, level, time, and what was bound."""
    structlog.get_logger().info("turn_done", person=7, outbox=12)
    line = json.loads(logged.getvalue())
    assert (line["event"], line["level"], line["person"], line["outbox"]) == (
        "turn_done",
        "info",
        7,
        12,
    )


def test_neither_words_nor_numbers_nor_tokens_get_into_a_log(logged: io.StringIO) -> None:
    """From our own mistakes, from libraries, from the text of an exception."""
    canaries = "+212 6 00 00 00 16", "whatsapp:+212600000016", "123456:canary-token-x", "canary"
    log = structlog.get_logger()
    log.info("a", to="+212 6 00 00 00 16")
    log.info("call of 123456:canary-token-x\nfailed")
    logging.getLogger("httpx").info("POST https://api.telegram.org/bot123456:canary-token-x/send")
    logging.getLogger("somewhere").warning("sent to %s", "whatsapp:+212600000016")
    logging.getLogger("db").warning("postgresql://mem:canary@db.example.org/x")
    try:
        raise ValueError("canary: what the person wrote")
    except ValueError:
        log.exception("failed")
        logging.getLogger("somewhere").exception("failed there")
    told = logged.getvalue()
    assert not any(canary in told for canary in canaries)
    assert "canary" not in told
    lines = [json.loads(line) for line in told.splitlines()]
    assert lines[-2]["error"] == lines[-1]["error"] == "ValueError"
    assert "test_small_parts.py" in lines[-1]["at"]


@pytest.mark.parametrize(
    ("written", "doubted"),
    [
        ("", [("no_channel", "TELEGRAM_BOT_TOKEN or TWILIO_ACCOUNT_SID")]),
        (
            "TELEGRAM_TOKEN=1:a\n# TWILIO_SID=x\nPATH_TO=x\nexport TWILIO_TOKEN = y\n",
            [
                ("unknown_setting", "TELEGRAM_TOKEN"),
                ("unknown_setting", "TWILIO_TOKEN"),
                ("no_channel", "TELEGRAM_BOT_TOKEN or TWILIO_ACCOUNT_SID"),
            ],
        ),
        (f"TELEGRAM_BOT_TOKEN=7000000001:{'a' * 35}\nTEST_DATABASE_URL=x\nlog_level=INFO\n", []),
        (
            f"TWILIO_ACCOUNT_SID=AC{'0' * 32}\nTWILIO_AUTH_TOKEN=t\n{FROM}\n",
            [],
        ),
    ],
)
def test_a_start_names_what_can_hardly_be_meant(
    written: str, doubted: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service that answers nobody because of a typing error says so in its first lines."""
    monkeypatch.chdir(tmp_path)
    Path(".env").write_text(written, encoding="utf-8")
    found = [(event, *facts.values()) for event, facts in doubts(load_settings())]
    assert found == doubted
