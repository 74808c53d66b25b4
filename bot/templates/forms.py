"""The forms a message may take outside WhatsApp's 24 hours: words, variables, and Meta's rules."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from bot.channels.text import utf16_units
from bot.channels.whatsapp_content import QUICK_LABEL
from bot.flows.templates import NEWS, RESUME, TEMPLATES, Template, forms_of
from bot.words.catalogue import VOCABULARIES, MissingWordsError, label, say
from bot.words.rendering import COMMA, ISOLATE, POP
from core.conversation.message import Message, Part
from core.languages import LANGUAGES, Language
from storage.templates import TemplateRow

LONGEST = 550
"""Characters of a template's words: with its variables it still reads on a small screen."""
LONGEST_VALUE = 120
"""Characters of one variable; WhatsApp takes 1024 in all (63021)."""
WORDS_A_VARIABLE = 3
"""Words that must stand beside each variable: a template that is mostly variables is rejected."""

_VARIABLE = re.compile(r"\{\{(\d+)\}\}")
_SPACE = re.compile(r"\s+")

ELIDED = re.compile(r"\b(?:d|qu|jusqu|lorsqu|puisqu)e \{\{", re.IGNORECASE)
"""A template's words are fixed before the name is known: nobody can write "d’Amal" in them."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A template in one language: `body` with {{1}}, the button or "", a sample a variable."""

    body: str
    tap: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One approved template filled in for one message; `text` is what the person reads.

    `whole` says that nothing of the message is left to say. An older version's text is empty.
    """

    template: Template
    content_sid: str
    variables: Mapping[str, str]
    text: str
    whole: bool


@cache
def wording(template: Template, language: Language) -> Wording:
    """The words of a template; raises MissingWordsError for one that a language does not have."""
    stem = f"templates-{template.name}"
    numbered = {name: f"{{{{{n}}}}}" for n, name in enumerate(template.variables, 1)}
    body = say(stem, language, numbered).replace(ISOLATE, "").replace(POP, "")
    tap = label(f"{stem}.tap", language) if template.kind == "notice" else ""
    samples = (label(f"{stem}.{name}", language) for name in template.variables)
    return Wording(body, tap, tuple(samples))


@cache
def version(template: Template, language: Language) -> str:
    """Eight hex digits that change with anything WhatsApp looks at."""
    words = wording(template, language)
    seen = (template.category, RESUME, words.body, words.tap, *words.samples, *template.variables)
    return blake2b("\0".join(seen).encode(), digest_size=4).hexdigest()


def filled(body: str, values: Mapping[str, str]) -> str:
    """The body with its variables filled in, as the person reads it."""
    return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), body)


def forms(message: Message, approved: Iterable[TemplateRow]) -> list[Form]:
    """The approved forms of a message in its language, the best first.

    `approved` has the newest version of each template first. A form whose facts the message does
    not have, or has empty, is left out.
    """
    rows: dict[str, TemplateRow] = {}
    for row in approved:
        if row.language == message.language:
            rows.setdefault(row.name, row)
    found = []
    for template, part in forms_of(message):
        known = rows.get(template.name)
        values = _values(known.variables, part, message) if known else None
        if known is None or values is None:
            continue
        current = known.version == version(template, message.language)
        text = filled(wording(template, message.language).body, values) if current else ""
        asks = any(one.options for one in message.parts) or bool(message.attach)
        whole = template.kind == "whole" and not asks
        found.append(Form(template, known.content_sid, values, text, whole))
    return found


def _values(names: Iterable[str], part: Part | None, message: Message) -> dict[str, str] | None:
    """The variables by number; None when one is missing or empty, which Twilio refuses (21656)."""
    language, parts = message.language, ((part,) if part else ()) + message.parts
    values: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        value = next(filter(None, (_value(name, one, language) for one in parts)), "")
        if not value:
            return None
        values[str(number)] = f"{ISOLATE}{value}{POP}" if language == "ar" else value
    return values


def _value(name: str, part: Part, language: Language) -> str:
    """One fact in words: a single line, because WhatsApp refuses line breaks in a variable."""
    if name in part.labels:
        raw = COMMA[language].join(label(one, language) for one in part.labels[name])
    else:
        raw = str(part.facts.get(name, ""))
        if raw.partition(":")[0] in VOCABULARIES and ":" in raw:
            raw = label(raw, language)  # a moment travels as a reference until it is said
    line = _SPACE.sub(" ", raw.replace(ISOLATE, "").replace(POP, "")).strip()
    if not any(letter.isalnum() for letter in line):
        return ""  # "…" stands where a name is not known
    return line if len(line) <= LONGEST_VALUE else f"{line[: LONGEST_VALUE - 1].rstrip()}…"


def broken_rules() -> Iterator[str]:
    """What WhatsApp's review would reject, or what a member would miss; one line each."""
    if TEMPLATES[0] is not NEWS or NEWS.variables or NEWS.kind != "notice":
        yield "news: has to be a notice without variables, it is the form of everything"
    for template in TEMPLATES:
        for language in LANGUAGES:
            where = f"{language}/{template.name}"
            try:
                words = wording(template, language)
            except MissingWordsError as error:
                yield f"{where}: no words ({error.args[0]})"
                continue
            yield from (f"{where}: {broken}" for broken in _broken(template, words))
            if language == "fr" and ELIDED.search(words.body):
                yield f"{where}: has a variable behind a word that is shortened before a vowel"


def _broken(template: Template, words: Wording) -> Iterator[str]:
    """Meta's rules for a body, its variables, its samples and its button (channels §1.5)."""
    body, numbers = words.body, _VARIABLE.findall(words.body)
    if re.search(r"^\W*\{\{\d+\}\}|\{\{\d+\}\}\W*$", body):
        yield "begins or ends with a variable"
    if re.search(r"\}\}\W*\{\{", body):
        yield "has two variables side by side"
    if sorted(set(numbers), key=int) != [str(n) for n in range(1, len(template.variables) + 1)]:
        yield f"uses the variables {', '.join(numbers) or 'none'} of {len(template.variables)}"
    plain = len(_VARIABLE.sub(" ", body).split())
    if plain < WORDS_A_VARIABLE * len(numbers) + 1:
        yield f"has {plain} words for {len(numbers)} variables"
    if len(body) > LONGEST:
        yield f"has {len(body)} characters, more than {LONGEST}"
    if re.search(r"[\n\t]| {2}", body) or body != body.strip():
        yield "has a line break, a tab or two spaces in a row"
    if any(not sample.strip() for sample in words.samples):
        yield "has an empty sample"
    if template.kind == "notice":
        if not 0 < utf16_units(words.tap) <= QUICK_LABEL:
            yield f"has a button of {utf16_units(words.tap)} characters, more than {QUICK_LABEL}"
        if _VARIABLE.search(words.tap) or not re.fullmatch(r"[\w '’-]+", words.tap):
            yield "has a button with more than words"
