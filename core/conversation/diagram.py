"""A flow as a Mermaid diagram, drawn from the table itself."""

from collections.abc import Callable

from core.conversation.flow import Ask, End, Flow, Say, Step, When

SHOWN = 4
"""Options named on an arrow; the rest are counted."""


def draw(flow: Flow, words: Callable[[str], str]) -> str:
    """`flow` as Markdown with one Mermaid flowchart; `words` gives a step's text by its key."""
    lines = [
        f"# {flow.id}",
        "",
        f"Version {flow.version}.",
        "Read from the top; a step whose condition does not hold is passed over.",
        "",
        "```mermaid",
        "flowchart TD",
    ]
    previous: Step | None = None
    for step in flow.steps:
        lines.append(f"    {step.id}{_shape(step, flow, words)}")
        if previous is not None:
            label = " and ".join(_condition(one) for one in step.only)
            arrow = f"-->|{label}|" if label else "-->"
            lines.append(f"    {previous.id} {arrow} {step.id}")
        if not (isinstance(step, End) and step.only):
            previous = step
    return "\n".join([*lines, "```", ""])


def _shape(step: Step, flow: Flow, words: Callable[[str], str]) -> str:
    match step:
        case Say():
            return f'["{step.id}"]'
        case Ask():
            mark = " (may be skipped)" if step.optional else ""
            text = words(f"{flow.id}-{step.id}.title").replace('"', "'")
            return f'{{{{"{step.id}: {text}{mark}"}}}}'
        case End():
            return f'(["{step.id}"])'


def _condition(condition: When) -> str:
    options = sorted(condition.among)
    shown = ", ".join(options[:SHOWN]) + (f" +{len(options) - SHOWN}" if options[SHOWN:] else "")
    verb = "not " if condition.negated else ""
    other = f" or {_condition(condition.otherwise)}" if condition.otherwise else ""
    return f"{condition.step}: {verb}{shown}{other}"
