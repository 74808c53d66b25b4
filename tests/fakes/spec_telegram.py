"""Checks requests and objects against the Bot API's machine-readable form (specs/NOTICE)."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

BOT_API = Path(__file__).parent / "specs" / "bot_api.json"

Fields = Iterable[Mapping[str, Any]]

PLAIN: Mapping[str, type | tuple[type, ...]] = {
    "String": str,
    "Boolean": bool,
    "True": bool,
    "Integer": int,
    "Float": (int, float),
}
WIRE = {  # the libraries post forms, where everything is text
    "Integer": re.compile(r"-?\d+"),
    "Float": re.compile(r"-?\d+(\.\d+)?"),
    "Boolean": re.compile(r"(?i)true|false"),
    "True": re.compile(r"(?i)true"),
}
LENGTH = re.compile(r"(\d+)-(\d+) (characters|bytes)")
RANGE = re.compile(r"(?:between |, )(\d+)-(\d+)(?: are accepted)?\.")
COUNT = re.compile(r"At most (\d+) \w+ can")
ONE_OF = re.compile(
    r"(Exactly|At most) one of the (?:optional )?fields ?(other than )?(.*?) ?(?:can|must|will) be"
)


def utf16_length(text: str) -> int:
    """Telegram counts UTF-16 code units where its prose says characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class BotApiSpec:
    """Methods and types of the Bot API; every check returns what is wrong, in words."""

    def __init__(self) -> None:
        document = json.loads(BOT_API.read_text(encoding="utf-8"))
        self.methods: dict[str, str] = {name.lower(): name for name in document["methods"]}
        self._methods: dict[str, Any] = document["methods"]
        self._types: dict[str, Any] = document["types"]

    def check_request(self, method: str, parameters: Mapping[str, Any]) -> list[str]:
        """A request as it came over the wire: text values, JSON in the nested ones."""
        name = self.methods.get(method.lower())
        if name is None:
            return [f"unknown method {method}"]
        return self._check_fields(name, self._methods[name]["fields"], parameters, wire=True)

    def check_object(self, name: str, value: Any) -> list[str]:
        """An object as JSON, such as an Update or a Message."""
        return self._check_one(name, name, value, wire=False)

    def _check_fields(
        self, where: str, fields: Fields, value: Mapping[str, Any], *, wire: bool = False
    ) -> list[str]:
        known = {field["name"]: field for field in fields}
        problems = [f"{where}: unknown field {name}" for name in value if name not in known]
        for name, field in known.items():
            if name in value:
                place = f"{where}.{name}"
                problems += self._check_any(place, field["types"], value[name], wire=wire)
                problems += check_limits(place, field["description"], value[name])
                if field.get("value", value[name]) != value[name]:
                    problems.append(f"{place}: not {field['value']}")
            elif field["required"]:
                problems.append(f"{where}: missing {name}")
        return problems

    def _check_any(self, where: str, types: Iterable[str], value: Any, *, wire: bool) -> list[str]:
        """The union's best attempt: no problem if one member fits, else the closest one's."""
        results = [self._check_one(where, kind, value, wire=wire) for kind in types]
        return min(results, key=len)

    def _check_one(self, where: str, kind: str, value: Any, *, wire: bool) -> list[str]:
        if kind.startswith("Array of "):
            items = from_json(value) if wire else value
            if not isinstance(items, list):
                return [f"{where}: not an array"]
            inner = kind.removeprefix("Array of ")
            return [
                problem
                for index, item in enumerate(items)
                for problem in self._check_one(f"{where}[{index}]", inner, item, wire=False)
            ]
        if kind == "InputFile":
            return [] if wire else [f"{where}: a file cannot be nested"]
        if kind in PLAIN:
            return [] if fits(kind, value, wire=wire) else [f"{where}: not {kind}"]
        shape = self._types[kind]
        if "subtypes" in shape:
            return self._check_any(where, shape["subtypes"], value, wire=wire)
        value = from_json(value) if wire else value
        if not isinstance(value, Mapping):
            return [f"{where}: not {kind}"]
        problems = self._check_fields(where, shape["fields"], value)
        return problems + check_choice(where, shape, value)


def fits(kind: str, value: Any, *, wire: bool) -> bool:
    if isinstance(value, bool):
        return kind == "Boolean" or (kind == "True" and value)
    if isinstance(value, PLAIN[kind]):
        return True
    return wire and kind in WIRE and WIRE[kind].fullmatch(str(value)) is not None


def from_json(value: Any) -> Any:
    """Nested values travel as JSON text in a form; anything else is left for the type check."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def check_limits(where: str, description: str, value: Any) -> list[str]:
    """The limits the prose states: "1-4096 characters", "1-64 bytes", "between 1-100"."""
    if isinstance(value, str) and (found := LENGTH.search(description)):
        size = len(value.encode()) if found[3] == "bytes" else utf16_length(value)
        if not int(found[1]) <= size <= int(found[2]):
            return [f"{where}: {size} {found[3]} not in {found[1]}-{found[2]}"]
    elif found := RANGE.search(description):
        if re.fullmatch(r"-?\d+", str(value)) and not int(found[1]) <= int(value) <= int(found[2]):
            return [f"{where}: {value} not in {found[1]}-{found[2]}"]
    elif found := COUNT.search(description):
        items = from_json(value)
        if isinstance(items, list) and len(items) > int(found[1]):
            return [f"{where}: {len(items)} items, at most {found[1]}"]
    return []


def check_choice(where: str, shape: Mapping[str, Any], value: Mapping[str, Any]) -> list[str]:
    """The rule in a type's prose: exactly, or at most, one of some fields is used."""
    found = ONE_OF.search(shape["description"])
    if not found:
        return []
    named = set(re.findall(r"\w+", found[3])) - {"and", "or"}
    if found[2]:
        group = {f["name"] for f in shape["fields"]} - named
    else:
        group = named or {f["name"] for f in shape["fields"] if not f["required"]}
    used = sorted(group & set(value))
    if len(used) > 1:
        return [f"{where}: more than one of {', '.join(used)}"]
    if found[1] == "Exactly" and not used:
        return [f"{where}: none of the fields that give it an action"]
    return []
