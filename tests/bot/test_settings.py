"""The environment: every missing or wrong value is named, no secret is printed."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings

NAMES = (
    *("DATABASE_URL", "HOST", "PORT", "PUBLIC_URL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL"),
    *("TELEGRAM_WEBHOOK_SECRET", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_URL"),
    *("TWILIO_WHATSAPP_FROM", "TWILIO_MESSAGING_SERVICE_SID", "COORDINATORS_CHAT", "SECRET_KEY"),
    *("LOG_FORMAT", "LOG_LEVEL", "MEM_PATIENCE"),
)
SID = "AC" + "0" * 32
SECRETS = {
    "DATABASE_URL": "postgresql://mem:hunter2@db.example.org/mem",
    "TELEGRAM_BOT_TOKEN": "123456:canary-one",
    "TELEGRAM_WEBHOOK_SECRET": "canary-two-0123456",
    "TWILIO_AUTH_TOKEN": "canary-three",
    "SECRET_KEY": "canary-four-with-some-length",
}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def load(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def complaints(monkeypatch: pytest.MonkeyPatch, **environment: str) -> list[str]:
    with pytest.raises(SettingsError) as error:
        load(monkeypatch, **environment)
    return error.value.lines


def test_nothing_has_to_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """An embedded database, this machine only, no channel."""
    settings = load(monkeypatch)
    assert settings.database_url == "sqlite:///mem.db"
    assert (settings.host, settings.port, settings.base_url) == (
        "127.0.0.1",
        8080,
        "http://127.0.0.1:8080",
    )
    assert (settings.telegram_bot_token, settings.twilio_account_sid) == (None, "")


def test_an_empty_value_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a template of an environment file that was left as it is."""
    settings = load(monkeypatch, PUBLIC_URL="", PORT="", TELEGRAM_BOT_TOKEN="")
    assert (settings.public_url, settings.port, settings.telegram_bot_token) == (None, 8080, None)


def test_a_file_beside_the_process_counts_and_the_environment_counts_more(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`.env` is read; what is exported wins."""
    (tmp_path / ".env").write_text("PORT=9001\nHOST=0.0.0.0\n", encoding="utf-8")
    settings = load(monkeypatch, PORT="9002")
    assert (settings.host, settings.port) == ("0.0.0.0", 9002)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", "mem.db"),
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("PUBLIC_URL", "mem.example.org"),
        ("PUBLIC_URL", "https://mem.example.org/?a=1"),
        ("TELEGRAM_BOT_TOKEN", "not a token"),
        ("TELEGRAM_WEBHOOK_SECRET", "with spaces in between"),
        ("TELEGRAM_WEBHOOK_SECRET", "easily-guessed"),
        ("TELEGRAM_API_URL", "localhost"),
        ("TWILIO_ACCOUNT_SID", "AC1"),
        ("TWILIO_WHATSAPP_FROM", "+14155238886"),
        ("TWILIO_MESSAGING_SERVICE_SID", "MG1"),
        ("COORDINATORS_CHAT", "amal"),
        ("SECRET_KEY", "short"),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "LOUD"),
        ("MEM_PATIENCE", "-1"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """One line, with the variable's name first."""
    assert [line.partition(":")[0] for line in complaints(monkeypatch, **{name: value})][:1] == [
        name
    ]


def test_everything_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody mends one line a start: wrong and missing values come together."""
    lines = complaints(
        monkeypatch,
        PORT="x",
        PUBLIC_URL="https://mem.example.org",
        TELEGRAM_BOT_TOKEN="1:a",
        TWILIO_ACCOUNT_SID=SID,
        COORDINATORS_CHAT="telegram:5",
    )
    assert [line.partition(":")[0] for line in lines] == [
        "PORT",
        "TELEGRAM_WEBHOOK_SECRET",
        "TWILIO_AUTH_TOKEN",
        "TWILIO_WHATSAPP_FROM",
    ]


def test_the_webhook_secret_is_required_with_a_public_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A webhook without a secret would take anybody's word; polling needs none."""
    assert load(monkeypatch, TELEGRAM_BOT_TOKEN="1:a").telegram_webhook_secret is None
    (line,) = complaints(monkeypatch, TELEGRAM_BOT_TOKEN="1:a", PUBLIC_URL="https://x.org")
    assert line.startswith("TELEGRAM_WEBHOOK_SECRET:")


def test_a_chat_of_the_coordinators_needs_its_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    """An alert must have a way to leave."""
    (line,) = complaints(monkeypatch, COORDINATORS_CHAT="whatsapp:+212600000000")
    assert line == "COORDINATORS_CHAT: needs TWILIO_ACCOUNT_SID"


def test_two_tokens_during_a_rotation(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first sends, both open the door."""
    settings = load(
        monkeypatch,
        TWILIO_ACCOUNT_SID=SID,
        TWILIO_AUTH_TOKEN="new,old",
        TWILIO_MESSAGING_SERVICE_SID="MG" + "0" * 32,
    )
    assert settings.twilio_auth_tokens == ("new", "old")


@pytest.mark.parametrize("url", ["postgres://u@h/d", "postgresql://u@h/d"])
def test_plain_postgresql_means_our_driver(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """What hosting services hand out works as it is."""
    assert load(monkeypatch, DATABASE_URL=url).database_url == "postgresql+psycopg://u@h/d"


def test_no_secret_is_ever_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the settings' own text nor in complaints about others or about themselves."""
    good = load(monkeypatch, **SECRETS)
    lines = complaints(
        monkeypatch,
        PORT="x",
        TELEGRAM_BOT_TOKEN="canary-one:wrong",
        TELEGRAM_WEBHOOK_SECRET="canary-two wrong-0123456",
        SECRET_KEY="canary",
        DATABASE_URL="mysql://mem:hunter2@db",
    )
    told = "\n".join([repr(good), str(good), *lines])
    assert "canary" not in told
    assert "hunter2" not in told
