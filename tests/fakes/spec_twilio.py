"""Checks requests and answers against Twilio's own OpenAPI documents (specs/NOTICE)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import jsonschema

SPECS = Path(__file__).parent / "specs"
DOCUMENTS = ("twilio_api_v2010.json", "twilio_content_v1.json", "twilio_messaging_v2.json")
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
FORMATS = jsonschema.FormatChecker(formats=("uri", "date-time"))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a request: which parameter, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A request that names a known operation: its values, and what is wrong with them."""

    operation: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Mapping[str, Any]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Route:
    verb: str
    pattern: re.Pattern[str]
    operation: dict[str, Any]
    document: dict[str, Any]


class TwilioSpec:
    """The operations of the vendored documents."""

    def __init__(self) -> None:
        self._routes: list[_Route] = []
        self._schemas: dict[str, dict[str, Any]] = {}
        for name in DOCUMENTS:
            text = (SPECS / name).read_text(encoding="utf-8")
            document = json.loads(text)
            for path, item in document["paths"].items():
                # [^/.] keeps `…/Media/{Sid}.json` apart from the bare media file.
                pattern = re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/.]+)", re.escape(path)))
                for verb, operation in item.items():
                    self._routes.append(_Route(verb.upper(), pattern, operation, document))

    def check(
        self, method: str, path: str, query: str, content_type: str, body: bytes
    ) -> Checked | None:
        """What the request says and what is wrong with it; None when no operation has this path."""
        for route in self._routes:
            found = route.pattern.fullmatch(path)
            if found and route.verb == method:
                break
        else:
            return None
        operation, document, in_path = route.operation, route.document, found.groupdict()
        in_query = dict(parse_qsl(query, keep_blank_values=True))
        problems = self._check_parameters(operation, document, in_path, in_query)
        values: dict[str, Any] = {}
        if "requestBody" in operation:
            values, wrong = self._check_body(operation, document, content_type, body)
            problems += wrong
        name = operation["operationId"]
        return Checked(name, in_path, in_query, values, tuple(problems))

    def check_answer(self, operation: str, status: int, value: Any) -> list[str]:
        """What is wrong with an answer of ours: the operation's own schema, no unknown fields."""
        (route,) = [r for r in self._routes if r.operation["operationId"] == operation]
        described, document = route.operation, route.document
        if str(status) not in described["responses"]:
            return [f"status {status} is not one of {sorted(described['responses'])}"]
        content = described["responses"][str(status)].get("content")
        if content is None:
            return [] if value is None else ["this answer has no body"]
        schema = _json_schema(content[JSON]["schema"], complete=True)
        schema["components"] = _json_schema(document["components"], complete=True)
        return [str(p) for p in _violations(schema, value)]

    def _check_parameters(
        self,
        operation: dict[str, Any],
        document: dict[str, Any],
        in_path: Mapping[str, str],
        in_query: Mapping[str, str],
    ) -> list[Problem]:
        places = {"path": in_path, "query": in_query}
        problems = []
        known = {p["name"] for p in operation["parameters"] if p["in"] == "query"}
        problems += [Problem(n, "unknown query parameter") for n in in_query if n not in known]
        for parameter in operation["parameters"]:
            name, values = parameter["name"], places[parameter["in"]]
            if name in values:
                schema = dict(parameter["schema"])
                # Times in queries may also be plain dates; the filter refuses what it cannot read.
                schema.pop("format", None)
                value = _typed(values[name], schema)
                whole = {**schema, "components": document["components"]}
                problems += [Problem(name, p.what) for p in _violations(whole, value)]
            elif parameter["required"]:
                problems.append(Problem(name, "missing"))
        return problems

    def _check_body(
        self, operation: dict[str, Any], document: dict[str, Any], content_type: str, body: bytes
    ) -> tuple[dict[str, Any], list[Problem]]:
        described = operation["requestBody"]["content"]
        media = content_type.split(";", maxsplit=1)[0].strip()
        if media not in described:
            wanted = " or ".join(described)
            return {}, [Problem("Content-Type", f"{media or 'none'} instead of {wanted}")]
        schema = self._schemas.get(operation["operationId"])
        if schema is None:
            shape = _resolved(described[media]["schema"], document)
            schema = _json_schema(shape, complete=False)
            schema["components"] = _json_schema(document["components"], complete=False)
            self._schemas[operation["operationId"]] = schema
        if media == JSON:
            try:
                values = json.loads(body)
            except ValueError as error:
                return {}, [Problem("body", f"not JSON: {error}")]
            if not isinstance(values, dict):
                return {}, [Problem("body", "not a JSON object")]
        else:
            values = _form_values(body.decode("utf-8", "replace"), schema, document)
        return values, _violations(schema, values)


def _resolved(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = document["components"]["schemas"][name] if name else schema
    return found


def _typed(text: str, schema: Mapping[str, Any]) -> Any:
    """A form value as the type its schema asks for; unreadable text stays text and fails there."""
    match schema.get("type"):
        case "integer" if re.fullmatch(r"-?\d+", text):
            return int(text)
        case "number" if re.fullmatch(r"-?\d+(\.\d+)?", text):
            return float(text)
        case "boolean":
            return {"true": True, "false": False}.get(text, text)
        case _:
            return text


def _form_values(
    text: str, schema: Mapping[str, Any], document: Mapping[str, Any]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        described = _resolved(schema["properties"].get(name, {}), document)
        if described.get("type") == "array":
            values.setdefault(name, []).append(value)
        else:
            values[name] = _typed(value, described)
    return values


def _violations(schema: dict[str, Any], value: Any) -> list[Problem]:
    validator = jsonschema.Draft4Validator(schema, format_checker=FORMATS)
    problems = []
    for error in validator.iter_errors(value):
        where = "/".join(map(str, error.absolute_path))
        if error.validator == "required":
            where = re.findall(r"'(.+?)' is a required", error.message)[0]
        elif error.validator == "additionalProperties":
            where = re.findall(r"'(.+?)'", error.message)[0]
        problems.append(Problem(where or "body", error.message[:200]))
    return problems


def _json_schema(node: Any, *, complete: bool) -> Any:
    """OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, objects with properties are closed.

    complete asks for every property, as in an answer.
    """
    if isinstance(node, list):
        return [_json_schema(item, complete=complete) for item in node]
    if not isinstance(node, dict):
        return node
    schema = {k: _json_schema(v, complete=complete) for k, v in node.items() if k != "nullable"}
    if node.get("nullable") is True:
        schema["type"] = [node["type"], "null"]
    if "properties" in node and node.get("type") == "object":
        schema["additionalProperties"] = False
        if complete:
            schema["required"] = sorted(node["properties"])
            schema["properties"] = {
                # Addresses are relative in the 2010 API, whatever the document says.
                name: {k: v for k, v in described.items() if (k, v) != ("format", "uri")}
                for name, described in schema["properties"].items()
            }
    return schema
