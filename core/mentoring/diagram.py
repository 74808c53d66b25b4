"""The mentorship's machine as a Mermaid diagram, drawn from the table itself."""

import re
from collections import defaultdict

from core.mentoring.mentorship import TABLE, Row
from core.mentoring.pair import ENDED, OPEN, STATES

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def draw() -> str:
    """All that may happen to a pair: as Markdown, the changes of state drawn, the rest in a table.

    What may happen in every open state is one arrow from them all.
    """
    arrows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in TABLE:
        sources = ("open",) if set(OPEN) <= set(row.source) else row.source
        for target in row.to:
            for source in sources:
                if target not in {"same", source}:
                    arrows[source, target].append(named(row))
    stays = [row for row in TABLE if row.to == ("same",)]
    return "\n".join(
        (
            "# mentorship",
            "",
            "What may happen between two people, and where it may lead. A clock stands for a timer.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            "    [*] --> agreed",
            "    state open {",
            *(f"        {state}" for state in OPEN),
            *_lines(arrows, inside=True),
            "    }",
            *_lines(arrows, inside=False),
            *(f"    {state} --> [*]" for state in ENDED),
            "```",
            "",
            "What changes no state:",
            "",
            "| What | When |",
            "| --- | --- |",
            *(f"| {named(row)} | {_when(row)} |" for row in stays),
            "",
        )
    )


def _lines(arrows: dict[tuple[str, str], list[str]], *, inside: bool) -> list[str]:
    width = "        " if inside else "    "
    return [
        f"{width}{source} --> {target}: {', '.join(dict.fromkeys(names))}"
        for (source, target), names in arrows.items()
        if (source in OPEN and target in OPEN) is inside
    ]


def named(row: Row) -> str:
    """An event in words, a timer with its sign."""
    if isinstance(row.on, str):
        return f"⏰ {row.on.replace('_', ' ')}"
    return CAMEL.sub(" ", row.on.__name__).lower()


def _when(row: Row) -> str:
    if row.source == STATES:
        return "always"
    return "open" if row.source == OPEN else ", ".join(row.source)
