"""The mentorship's table as a Mermaid diagram, drawn from the table itself."""

from collections.abc import Iterable

from core.mentoring.mentorship import Row
from core.mentoring.pair import BEGINNING, ENDED, OPEN


def diagram(table: Iterable[Row]) -> str:
    """`table` as Markdown with one Mermaid state diagram: changes of state only.

    What may happen in every open state is drawn once, from the whole; a timer bears a clock.
    """
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in table:
        name = f"⏰ {row.on}" if isinstance(row.on, str) else row.on.__name__
        everywhere = set(row.source) >= set(OPEN)
        sources = ("open",) if everywhere else row.source
        for source in sources:
            for to in row.to:
                if to not in ("same", source):
                    arrows.setdefault((source, to), []).append(name)
    lines = ["```mermaid", "stateDiagram-v2", "    state open {"]
    lines += [f"        {state}" for state in OPEN]
    lines += ["    }", f"    [*] --> {BEGINNING[0]}"]
    lines += [
        f"    {source} --> {to}: {', '.join(dict.fromkeys(names))}"
        for (source, to), names in arrows.items()
    ]
    lines += [f"    {state} --> [*]" for state in ENDED]
    return "\n".join([*lines, "```", ""])
