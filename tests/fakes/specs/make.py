"""Cuts the providers' own machine-readable specifications down to what the fakes check.

    python tests/fakes/specs/make.py TWILIO_FOLDER AIOGRAM_FOLDER

TWILIO_FOLDER is `src/services/twilio-api` of the npm package @twilio/cli-core, AIOGRAM_FOLDER the
unpacked source distribution of aiogram (`.butcher/schema/schema.json` inside). NOTICE names the
versions the committed files were made from; nothing in them is written by hand.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

TWILIO_OPERATIONS = {
    "twilio_api_v2010": (
        "CreateMessage",
        "ListMessage",
        "FetchMessage",
        "UpdateMessage",
        "DeleteMessage",
        "ListMedia",
        "FetchMedia",
        "DeleteMedia",
    ),
    "twilio_content_v1": (
        "CreateContent",
        "ListContent",
        "FetchContent",
        "DeleteContent",
        "CreateApprovalCreate",
        "FetchApprovalFetch",
        "ListContentAndApprovals",
    ),
    "twilio_messaging_v2": ("CreateTypingIndicator",),
}

BOT_API_METHODS = (
    "getMe",
    "getUpdates",
    "setWebhook",
    "deleteWebhook",
    "getWebhookInfo",
    "sendMessage",
    "sendPhoto",
    "sendDocument",
    "sendVoice",
    "copyMessage",
    "editMessageText",
    "editMessageReplyMarkup",
    "answerCallbackQuery",
    "setMyCommands",
    "sendChatAction",
    "leaveChat",
    "getFile",
)
# The one union whose plain members stand in its prose.
PLAIN_MEMBERS = {"RichText": ["String", "Array of RichText"]}
BOT_API_ANSWERS = ("Update", "User", "Message", "MessageId", "File", "WebhookInfo")

VERBS = ("get", "post", "put", "delete")
SHAPE = [
    "$ref",
    "type",
    "format",
    "pattern",
    "enum",
    "items",
    "properties",
    "required",
    "additionalProperties",
    "nullable",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "oneOf",
    "anyOf",
    "allOf",
]


def schema_shape(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without prose and examples."""
    kept = {key: schema[key] for key in SHAPE if key in schema}
    if "properties" in kept:
        kept["properties"] = {n: schema_shape(s) for n, s in kept["properties"].items()}
    for key in ("items", "additionalProperties"):
        if isinstance(kept.get(key), dict):
            kept[key] = schema_shape(kept[key])
    for key in ("oneOf", "anyOf", "allOf"):
        if key in kept:
            kept[key] = [schema_shape(s) for s in kept[key]]
    return kept


def contents(part: dict[str, Any]) -> dict[str, Any]:
    return {media: {"schema": schema_shape(c["schema"])} for media, c in part["content"].items()}


def operation_shape(operation: dict[str, Any], shared: list[dict[str, Any]]) -> dict[str, Any]:
    """One operation: parameters, request body and answers, schemas only."""
    parameters = shared + operation.get("parameters", [])
    kept: dict[str, Any] = {
        "operationId": operation["operationId"],
        "parameters": [
            {
                "name": p["name"],
                "in": p["in"],
                "required": p.get("required", False),
                "schema": schema_shape(p["schema"]),
            }
            for p in parameters
        ],
        "responses": {
            status: {"content": contents(r)} if "content" in r else {}
            for status, r in operation["responses"].items()
        },
    }
    if "requestBody" in operation:
        kept["requestBody"] = {"content": contents(operation["requestBody"])}
    return kept


def references(node: Any) -> Iterator[str]:
    """Names of the component schemas a schema points to."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].rpartition("/")[2]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def make_twilio(document: dict[str, Any], wanted: tuple[str, ...]) -> dict[str, Any]:
    """A Twilio OpenAPI document with the wanted operations and the schemas they reach."""
    paths: dict[str, Any] = {}
    for path, item in document["paths"].items():
        for verb in VERBS:
            if item.get(verb, {}).get("operationId") in wanted:
                shape = operation_shape(item[verb], item.get("parameters", []))
                paths.setdefault(path, {})[verb] = shape
    found = {operation["operationId"] for item in paths.values() for operation in item.values()}
    if missing := set(wanted) - found:
        raise SystemExit(f"the document has no {sorted(missing)}")
    schemas: dict[str, Any] = {}
    open_names = list(references(paths))
    while open_names:
        name = open_names.pop()
        if name not in schemas:
            schemas[name] = schema_shape(document["components"]["schemas"][name])
            open_names += references(schemas[name])
    return {
        "openapi": document["openapi"],
        "info": {"title": document["info"]["title"], "version": document["info"]["version"]},
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.items()))},
    }


LIMIT = re.compile(r"\d+-\d+ (?:characters|bytes)|between \d+-\d+|, \d+-\d+\.|At most \d+ \w+ can")
ONE_OF = re.compile(r"(?:Exactly|At most) one of the [^.]*\.")
FIXED = re.compile(r"(?:always '(\w+)'|must be (\w+))$")


def field_types(text: str) -> list[str]:
    """The members of a type as the schema writes it: `Integer or String`, `Array of A and B`."""
    if text.startswith("Array of "):
        return [f"Array of {t}" for t in re.split(r", | and | or ", text[len("Array of ") :])]
    return text.split(" or ")


def field_shape(annotation: dict[str, Any]) -> dict[str, Any]:
    """A field; of its description only the sentence stays that states a limit."""
    kept: dict[str, Any] = {
        "name": annotation["name"],
        "types": field_types(annotation["type"]),
        "required": annotation["required"],
    }
    sentences = re.split(r"(?<=[.;]) ", annotation["description"].replace("\n", " "))
    kept["description"] = " ".join(s for s in sentences if LIMIT.search(s))
    fixed = FIXED.search(annotation["description"])
    if fixed and kept["types"] == ["String"] and kept["name"] in {"type", "status", "source"}:
        kept["value"] = fixed[1] or fixed[2]
    return kept


def type_shape(child: dict[str, Any]) -> dict[str, Any]:
    plain = PLAIN_MEMBERS.get(child["name"], [])
    subtypes = re.findall(r"^ - (\w+)$", child["description"], re.MULTILINE)
    if subtypes and not child["annotations"]:
        return {"subtypes": plain + subtypes}
    rule = ONE_OF.search(child["description"])
    return {
        "description": rule[0] if rule else "",
        "fields": [field_shape(a) for a in child["annotations"]],
    }


def type_names(node: dict[str, Any]) -> Iterator[str]:
    for text in node.get("subtypes", []) + [t for f in node.get("fields", []) for t in f["types"]]:
        yield text.replace("Array of ", "")


def make_bot_api(schema: dict[str, Any]) -> dict[str, Any]:
    """The Bot API as {"methods": {name: {fields}}, "types": {name: {fields} or {subtypes}}}."""
    children = {child["name"]: child for item in schema["items"] for child in item["children"]}
    methods = {
        name: {"fields": [field_shape(a) for a in children[name]["annotations"]]}
        for name in BOT_API_METHODS
    }
    types: dict[str, Any] = {}
    open_names = [n for m in methods.values() for n in type_names(m)] + list(BOT_API_ANSWERS)
    while open_names:
        name = open_names.pop()
        if name in children and name not in types:
            types[name] = type_shape(children[name])
            open_names += type_names(types[name])
    return {
        "version": schema["api"]["version"],
        "release_date": schema["api"]["release_date"],
        "methods": methods,
        "types": dict(sorted(types.items())),
    }


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(name: str, document: dict[str, Any]) -> None:
    """One line per member of the second level: small, and a change still shows in a diff."""
    parts = []
    for key, value in document.items():
        if isinstance(value, dict):
            lines = ",\n".join(f"{compact(k)}:{compact(v)}" for k, v in value.items())
            parts.append(f"{compact(key)}:{{\n{lines}\n}}")
        else:
            parts.append(f"{compact(key)}:{compact(value)}")
    (HERE / name).write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def main(twilio: Path, aiogram: Path) -> None:
    for name, wanted in TWILIO_OPERATIONS.items():
        document = json.loads((twilio / f"{name}.json").read_text(encoding="utf-8"))
        write(f"{name}.json", make_twilio(document, wanted))
    schema = json.loads((aiogram / ".butcher/schema/schema.json").read_text(encoding="utf-8"))
    write("bot_api.json", make_bot_api(schema))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
