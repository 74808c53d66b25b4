"""How the Bot API reads a request and words a refusal."""

import re
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.fakes.spec_telegram import from_json
from tests.fakes.telegram_entities import UnparsableError, parse_html
from tests.fakes.telegram_messages import File, Json

NESTED = frozenset(
    [
        "reply_markup",
        "reply_parameters",
        "entities",
        "caption_entities",
        "link_preview_options",
        "allowed_updates",
        "commands",
        "scope",
    ]
)
# What is wrong with a request -> how Telegram says it; the first that matches.
WORDS = (
    (r"missing text$|\.text: 0 characters", "message text is empty"),
    (r"\.text: \d+ characters", "message is too long"),
    (r"\.caption: \d+ characters", "message caption is too long"),
    (r"missing chat_id$", "chat_id is empty"),
    (r"\.callback_data: ", "BUTTON_DATA_INVALID"),
    (
        r"none of the fields that give it an action$",
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (r"\.reply_markup", "can't parse reply keyboard markup JSON object"),
)


class RefusalError(Exception):
    """Telegram says no: the HTTP status and its description, which begins with the status' name."""

    def __init__(
        self, status: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        self.status = status
        self.description = description
        self.parameters = dict(parameters or {})
        super().__init__(f"{status} {description}")

    def as_json(self) -> Json:
        answer: Json = {"ok": False, "error_code": self.status, "description": self.description}
        return answer | ({"parameters": self.parameters} if self.parameters else {})


def bad_request(words: str) -> RefusalError:
    return RefusalError(400, f"Bad Request: {words}")


async def read_parameters(request: Request) -> tuple[Json, dict[str, File]]:
    """Parameters and files in any of the ways the Bot API takes them: query, form or JSON."""
    parameters: Json = dict(request.query_params)
    files: dict[str, File] = {}
    content_type = request.headers.get("content-type", "").partition(";")[0]
    if content_type == "application/json":
        parameters |= await request.json()
    elif content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with request.form() as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    content = await value.read()
                    files[name] = File(value.filename or "", value.content_type or "", content)
                else:
                    parameters[name] = value
    return parameters, files


def decode(name: str, value: Any) -> Any:
    """A nested value out of its JSON text; words stay words, even when they look like JSON."""
    return from_json(value) if name in NESTED else value


def words_for(problem: str) -> str:
    for pattern, words in WORDS:
        if re.search(pattern, problem):
            return words
    return problem


def truth(value: Any) -> bool:
    return str(value).lower() == "true"


def read_text(parameters: Mapping[str, Any], name: str) -> tuple[str, list[Json]]:
    """A text and its entities after parsing; the fake reads HTML, or entities given as such."""
    text = parameters.get(name, "")
    mode = parameters.get("parse_mode", "")
    if not mode:
        return text, parameters.get("entities" if name == "text" else f"{name}_entities", [])
    if mode.upper() != "HTML":
        raise bad_request(f"the fake does not read parse_mode {mode}")
    try:
        return parse_html(text)
    except UnparsableError as error:
        raise bad_request(f"can't parse entities: {error}") from None
