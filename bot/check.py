"""The build's check of flows and words: `python -m bot.check [--draw FOLDER]`.

It refuses what would otherwise surprise a member: a step that cannot be reached, a word missing in
one language, a placeholder that differs, a label that a channel would cut into another one's.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.channels.protocol import Abilities
from bot.flows.catalogue import FLOWS
from bot.templates.forms import broken_rules
from bot.words.book import FILES, book, synonyms
from bot.words.catalogue import COORDINATORS, label, say
from bot.words.rendering import BUBBLE, render
from core.conversation.answers import DOUBTED, Anything, BirthYear, Several, Words
from core.conversation.check import check, fullest, shortest
from core.conversation.diagram import draw
from core.conversation.flow import Ask, Flow, Say
from core.conversation.kind import Answer, Asked, Given
from core.conversation.message import Message, Option, Part
from core.conversation.passing import EXCERPT
from core.conversation.quantity import Quantity
from core.conversation.reach import Reach
from core.conversation.screen import MORE, PAGE
from core.conversation.vocabulary import Spoken, Topics
from core.languages import LANGUAGES, Language
from core.mentoring import diagram as mentorship

REPLY_BUTTON, LIST_ROW = 20, 24
"""WhatsApp cuts a reply button at 20 characters and a list row at 24 (channels §1.5)."""

MOST_QUESTIONS = 12
"""Questions on the shortest path of onboarding (domain A23)."""

NUMBERED = Abilities(buttons=0, label=24, units=4096)

LONG_BY_REQUEST = frozenset({"onboarding-notice", "privacy-notice"})
"""Words that a person asks for by "more": they may be longer than a bubble."""

PAIR = "mentorship"
"""The page on which the machine of two people is drawn."""

GENEROUS = 1_024
"""Even those stay below what one message of WhatsApp's Content types holds."""


def findings() -> Iterator[str]:
    """Everything that is wrong, one line each."""
    for flow in FLOWS.values():
        yield from check(flow)
    yield from _catalogue()
    yield from _spacing()
    for flow in FLOWS.values():
        yield from _questions(flow)
    for role in ("mentee", "mentor"):
        asked = shortest(FLOWS["onboarding"], {"role": role, "home": "MA-06", "consent": "accept"})
        if asked > MOST_QUESTIONS:
            yield f"onboarding: a {role} answers {asked} questions, more than {MOST_QUESTIONS}"
    for stem, options in synonyms().items():
        name, _, step = stem.partition("-")
        question = FLOWS[name].ask(step) if name in FLOWS else None
        known = {one.id for one in question.kind.options(fullest(question))} if question else set()
        if question and isinstance(question.kind, Several):
            known |= {group for group, _ in question.kind.groups}
        for option in sorted(set(options) - known):
            yield f"synonyms.toml: {stem} has no option {option}"
    yield from broken_rules()
    whole = book()  # raises when one phrase of the lexicon means two things
    for move, flow_id in whole.moves.items():
        if flow_id not in FLOWS and ("move", move) not in whole.rules:
            yield f"the move {move} opens no flow and has no rule"


LOOSE = re.compile(
    "(?<!\u00a0)[;!?»]|(?<![\u00a0\\d]):|«(?!\u00a0)|[ \u202f]\u00a0|\u00a0[ \u202f]"
)
"""What stands in French without the no-break space that belongs there. The same one everywhere: the
narrow one of the printers is a box on some phones.
"""

NOT_FRENCH = frozenset({"language"})
"""Messages of all files that are in three languages."""


class _Text(Visitor):
    """The words of a message, without what is put into them."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - theirs
        self.words.append(node.value)


def _spacing() -> Iterator[str]:
    """French signs without a no-break space before them (; ! ? : ») or behind («)."""
    for name in (*FILES, *COORDINATORS):
        source = (files("locales") / "fr" / f"{name}.ftl").read_text("utf-8")
        for entry in FluentParser().parse(source).body:
            if not isinstance(entry, ast.Message) or entry.id.name in NOT_FRENCH:
                continue
            text = _Text()
            text.visit(entry)
            for words in text.words:
                for found in LOOSE.finditer(words):
                    near = words[max(0, found.start() - 20) : found.end() + 10]
                    yield f"fr: {name}-{entry.id.name} has no no-break space in {near!r}"


class _Shape(Visitor):
    """The variables that a message mentions."""

    def __init__(self) -> None:
        self.variables: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - theirs
        self.variables.add(node.id.name)


def _shapes(language: Language, name: str) -> dict[str, frozenset[str]]:
    """Every message and attribute of a file, with its variables."""
    source = (files("locales") / language / f"{name}.ftl").read_text("utf-8")
    shapes: dict[str, frozenset[str]] = {}
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Junk):
            raise ValueError(  # noqa: TRY004 - the content is wrong, not its type
                f"{language}/{name}.ftl: {(entry.content or '').strip()[:60]!r} is no message"
            )
        if not isinstance(entry, ast.Message):
            continue
        parts = [(entry.id.name, entry.value)]
        parts += [(f"{entry.id.name}.{one.id.name}", one.value) for one in entry.attributes]
        for key, value in parts:
            shape = _Shape()
            shape.visit(value)
            if key in shapes:
                raise ValueError(f"{language}/{name}.ftl: {key} stands twice")
            shapes[key] = frozenset(shape.variables)
    return shapes


def _catalogue() -> Iterator[str]:
    """The same messages with the same placeholders in all three languages."""
    for name in (*FILES, *COORDINATORS):
        shapes = {language: _shapes(language, name) for language in LANGUAGES}
        keys = set().union(*shapes.values())
        for key in sorted(keys):
            held = {language: shapes[language].get(key) for language in LANGUAGES}
            for language, variables in held.items():
                if variables is None:
                    yield f"{language}/{name}.ftl: {key} is missing"
            if len({variables for variables in held.values() if variables is not None}) > 1:
                yield f"{name}.ftl: {key} has other placeholders in another language"


def _questions(flow: Flow) -> Iterator[str]:
    for step in flow.steps:
        stem = f"{flow.id}-{step.id}"
        if isinstance(step, Say) and not step.brought:
            yield from _readable(Message("fr", (Part(stem, _SAMPLE),)), stem)
        if not isinstance(step, Ask):
            continue
        wanted = [".again"]
        if isinstance(step.kind, Several | Spoken | Topics):
            wanted.append(".many")
        if isinstance(step.kind, Words | Anything | Reach):
            wanted.append(".long")
        if isinstance(step.kind, Words | Anything) and step.kind.media:
            wanted.append(".media")
        if step.explained:
            wanted.append(".explained")
        if isinstance(step.kind, Words) and step.kind.person:
            wanted.append(".doubted")
        options = step.kind.options(fullest(step, _CALLED))
        fewest = len(step.kind.options(Given({}, {})))
        if not (
            options or isinstance(step.kind, BirthYear | Quantity | Words | Anything | Reach)
        ) and not _depends(step):
            yield f"{stem}: nothing can be chosen by digit"
        for language in LANGUAGES:
            # A title stands in summaries, away from the facts of its run.
            for attribute, facts in ((".title", {}), *((one, _SAMPLE) for one in wanted)):
                try:
                    say(f"{stem}{attribute}", language, facts)
                except KeyError:
                    yield f"{language}: {stem}{attribute} is missing"
            yield from _labels(stem, options, fewest, language)
        yield from _understood(flow, step, stem)
        shown = tuple(
            Option(one.id, stem + one.label if one.label.startswith(".") else one.label)
            for one in options[: PAGE - 1]
        )
        if len(options) >= PAGE:
            shown = (*shown, Option(MORE, "common-controls.more"))
        for key in (stem, *([f"{stem}.explained"] if step.explained else [])):
            yield from _readable(Message("fr", (Part(key, _SAMPLE, options=shown),)), key)


_SAMPLE: dict[str, str | int] = {
    "name": "Abdelmoughit Benabdellah El Idrissi",
    "days": 90,
    "code": "link-" + "x" * 22,
    "language": "nl",
    "side": "mentee",
    "line": "x" * EXCERPT,
    "moment": "t0",
    DOUBTED: "Laâyoune-Sakia El Hamra",
}
"""Facts as long as they come."""

_CALLED = "Abdelmoughit Benabdellah"
"""What a fact that is an option may be called: as many characters as a list row has."""


def _depends(question: Ask) -> bool:
    """Questions whose options come from an earlier answer."""
    return bool(getattr(question.kind, "within", "") or getattr(question.kind, "steps", ()))


def _labels(
    stem: str, options: tuple[Option, ...], fewest: int, language: Language
) -> Iterator[str]:
    """Labels fit a list row, those of three fit a button, and none becomes another when cut."""
    own = [option for option in options if option.label.startswith(".")]
    words = {option.id: label(f"{stem}{option.label}", language) for option in own}
    limit = REPLY_BUTTON if fewest <= 3 else LIST_ROW
    for option, text in words.items():
        if len(text) > limit:
            yield f"{language}: {stem}.{option} has {len(text)} characters, more than {limit}"
    for first, second in pairwise(sorted(text[:limit].casefold() for text in words.values())):
        if first == second:
            yield f"{language}: two labels of {stem} begin with {first!r}"


def _understood(flow: Flow, question: Ask, stem: str) -> Iterator[str]:
    """A digit means what it counts, and every wording means its own option."""
    wordings = book().wordings(flow, question)
    if not wordings:
        return
    shown = tuple(wordings)
    asked = Asked(fullest(question), shown, wordings, _TODAY)
    for number, option in enumerate(shown, 1):
        for words in (str(number), *wordings[option]):
            meant = question.kind.understand(words, asked)
            expected = question.kind.tapped(option, asked.given)
            if not (isinstance(meant, Answer) and meant.value == expected):
                yield f"{stem}: {words!r} is read as {meant}, not as {option}"


_TODAY = datetime(2026, 11, 22, 10, tzinfo=UTC)
"""Any day: no option depends on it."""


def _readable(message: Message, stem: str) -> Iterator[str]:
    """No bubble over 600 characters in any language, unless it was asked for."""
    limit = GENEROUS if stem in LONG_BY_REQUEST else BUBBLE
    for language in LANGUAGES:
        for bubble in render(Message(language, message.parts), NUMBERED):
            if len(bubble.text) > limit:
                yield f"{language}: {stem} has {len(bubble.text)} characters, more than {limit}"


def main(arguments: list[str] | None = None) -> int:
    """Print what is wrong (exit code 1), or draw the flows."""
    parser = argparse.ArgumentParser(prog="python -m bot.check", description=__doc__)
    parser.add_argument(
        "--draw", metavar="FOLDER", type=Path, help="write one diagram a flow, and the pair's"
    )
    options = parser.parse_args(arguments)
    if options.draw:
        options.draw.mkdir(parents=True, exist_ok=True)
        for flow in FLOWS.values():
            drawing = draw(flow, lambda key: label(key, "en"))
            (options.draw / f"{flow.id}.md").write_text(drawing, "utf-8")
        (options.draw / f"{PAIR}.md").write_text(mentorship.draw(), "utf-8")
        return 0
    wrong = list(findings())
    for line in wrong:
        print(line, file=sys.stderr)  # noqa: T201 - a command
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
