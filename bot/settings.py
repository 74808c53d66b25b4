"""Typed settings: the only reader of the environment, and of the wall clock."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.languages import Language

Clock = Callable[[], datetime]
"""Where the edges take the time from: aware, in UTC."""

ENV_FILE = ".env"
OUR_NAMES = ("TELEGRAM", "TWILIO", "COORDINATOR", "DATABASE", "PUBLIC_", "SECRET_", "LOG_")
"""How the names of settings begin."""
_NAMED = re.compile(r"^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=", re.MULTILINE)


def wall_clock() -> datetime:
    """The machine's time, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place


class SettingsError(Exception):
    """What is missing or wrong, one line each, without the values of secrets."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def _shaped(pattern: str, wanted: str) -> AfterValidator:
    """A check that refuses without repeating the value, which may be a secret."""
    compiled = re.compile(pattern)

    def check(value: str | SecretStr) -> str | SecretStr:
        plain = value.get_secret_value() if isinstance(value, SecretStr) else value
        if plain and not compiled.fullmatch(plain):  # an empty default means "not set"
            raise PydanticCustomError("shape", "must be {wanted}", {"wanted": wanted})
        return value

    return AfterValidator(check)


def _base_url(value: str) -> str:
    """A web address to put paths behind; the trailing slash is dropped."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise PydanticCustomError("shape", "must be an address such as https://mem.example.org")
    return value.rstrip("/")


def database_address(value: str) -> str:
    """A SQLAlchemy URL; plain `postgresql://` means our driver."""
    scheme, separator, rest = value.partition("://")
    if separator and scheme in {"sqlite", "postgresql+psycopg"}:
        return value
    if separator and scheme in {"postgres", "postgresql"}:
        return f"postgresql+psycopg://{rest}"
    raise PydanticCustomError("shape", "must begin with sqlite:// or postgresql://")


BaseURL = Annotated[str, AfterValidator(_base_url)]


class Settings(BaseSettings):
    """Everything the environment (or a `.env` file) can decide; see the README's table."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    database_url: Annotated[str, AfterValidator(database_address)] = Field(
        default="sqlite:///mem.db", repr=False
    )
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    public_url: BaseURL | None = None

    telegram_bot_token: (
        Annotated[SecretStr, _shaped(r"\d+:[\w-]+", "a token as @BotFather gives it")] | None
    ) = None
    telegram_webhook_secret: (
        Annotated[SecretStr, _shaped(r"[A-Za-z0-9_-]{16,256}", "16 to 256 of A-Z a-z 0-9 _ -")]
        | None
    ) = None
    telegram_api_url: BaseURL | None = None

    twilio_account_sid: Annotated[str, _shaped(r"AC[0-9a-fA-F]{32}", "AC and 32 hex digits")] = ""
    twilio_auth_token: (
        Annotated[SecretStr, _shaped(r"[^\s,]+(,[^\s,]+)*", "one or more tokens")] | None
    ) = None
    twilio_whatsapp_from: Annotated[
        str, _shaped(r"whatsapp:\+[1-9]\d{5,14}", "a sender such as whatsapp:+14155238886")
    ] = ""
    twilio_messaging_service_sid: Annotated[
        str, _shaped(r"MG[0-9a-fA-F]{32}", "MG and 32 hex digits")
    ] = ""
    twilio_api_url: BaseURL | None = None

    coordinators_chat: Annotated[
        str,
        _shaped(
            r"telegram:-?\d+|whatsapp:(\+[1-9]\d{5,14}|[A-Z]{2}\.\w+)",
            "a chat such as telegram:-100123 or whatsapp:+212600000000",
        ),
    ] = ""
    coordinators_language: Language = "fr"
    """What the coordinators' chat and what commands tell them is written in."""
    secret_key: Annotated[SecretStr, _shaped(r".{16,}", "at least 16 characters")] | None = None
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    patience: float = Field(default=1.0, gt=0, le=100, validation_alias="MEM_PATIENCE")
    """Scales every wait before a retry; the tests make it small."""

    @model_validator(mode="wrap")
    @classmethod
    def _name_everything(
        cls, values: Mapping[str, object], check: ModelWrapValidatorHandler[Self]
    ) -> Self:
        """One report of all that is wrong and all that is missing beside it."""
        try:
            settings, lines = check(values), list[str]()
        except ValidationError as error:
            settings, lines = (
                None,
                [
                    f"{str(problem['loc'][0]).upper()}: {problem['msg']}"
                    for problem in error.errors()
                ],
            )
        lines += _missing(values)
        if settings is None or lines:
            raise SettingsError(lines)
        return settings

    @property
    def twilio_auth_tokens(self) -> tuple[str, ...]:
        """The secrets that may sign a webhook: the first also sends; more during a rotation."""
        if self.twilio_auth_token is None:
            return ()
        return tuple(self.twilio_auth_token.get_secret_value().split(","))

    @property
    def base_url(self) -> str:
        """Where the world reaches us; without PUBLIC_URL only this machine does."""
        return self.public_url or f"http://{self.host}:{self.port}"


def unknown_names() -> list[str]:
    """Names in the `.env` file that look like ours and mean nothing: typing errors, most likely."""
    path = Path(ENV_FILE)
    if not path.is_file():
        return []
    known = {*Settings.model_fields, "test_database_url"}
    names = _NAMED.findall(path.read_text("utf-8"))
    ours = (name for name in names if name.upper().startswith(OUR_NAMES))
    return sorted({name for name in ours if name.lower() not in known})


def load_settings() -> Settings:
    """The settings of this process; raises SettingsError naming every missing or wrong value."""
    try:
        return Settings()
    except ValueError as error:  # a .env file that is not UTF-8
        raise SettingsError([f".env: cannot be read ({type(error).__name__})"]) from None


def _missing(values: Mapping[str, object]) -> list[str]:
    """What a channel that is switched on lacks."""
    lines = []
    telegram = values.get("telegram_bot_token") and values.get("public_url")
    if telegram and not values.get("telegram_webhook_secret"):
        lines.append(
            "TELEGRAM_WEBHOOK_SECRET: is required when PUBLIC_URL is set"
            " (without PUBLIC_URL the bot polls)"
        )
    if values.get("twilio_account_sid"):
        if not values.get("twilio_auth_token"):
            lines.append("TWILIO_AUTH_TOKEN: is required when TWILIO_ACCOUNT_SID is set")
        if not (values.get("twilio_whatsapp_from") or values.get("twilio_messaging_service_sid")):
            lines.append(
                "TWILIO_WHATSAPP_FROM: is required when TWILIO_ACCOUNT_SID is set"
                " (or TWILIO_MESSAGING_SERVICE_SID)"
            )
    chat = str(values.get("coordinators_chat") or "")
    for name, switch in (("telegram", "telegram_bot_token"), ("whatsapp", "twilio_account_sid")):
        if chat.startswith(f"{name}:") and not values.get(switch):
            lines.append(f"COORDINATORS_CHAT: needs {switch.upper()}")
    return lines
