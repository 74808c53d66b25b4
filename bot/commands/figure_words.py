"""A figure of the report in words: what it is, its value in its unit, and out of how many."""

from collections.abc import Mapping

from bot.commands.office import Office, unmarked
from bot.words.catalogue import say
from core.mentoring.figures import Figure

KINDS: Mapping[str, str] = {
    "health": "level",
    "ended": "state",
    "reason": "reason-of",
    "skills_change": "side",
    "skills_improved": "side",
    "skills_once": "side",
    "ismcp": "standard",
}
"""What the codes behind a colon are codes of, by the figure; all others are numbers."""


def named(figure: Figure, office: Office) -> str:
    """What is counted or measured."""
    stem, _, about = figure.name.partition(":")
    about, _, grade = about.partition("/")
    if stem == "outcome":
        about, more = office.label(f"outcome-kind.{about}"), office.of("proof", f"g{grade}")
    else:
        about, more = office.of(KINDS[stem], about) if stem in KINDS else about, ""
    return worded(office, stem, about=about, more=more)


def valued(figure: Figure, office: Office) -> str:
    """The value with its unit; a dash where there is nothing to compute it from."""
    value = figure.value
    if value is None:
        return worded(office, "none")
    match figure.unit:
        case "share":
            return office.share(value)
        case "days" | "hours":
            return worded(office, figure.unit, value=office.number(value, "0.0"))
        case "levels":
            return office.number(value, "+0.00;-0.00")
        case _:
            return office.number(value)


def counted(figure: Figure, office: Office) -> str:
    """Out of how many, for a share with how many of them; "" for a count."""
    if figure.of is None:
        return ""
    if figure.part is not None:
        return worded(office, "part", part=str(figure.part), of=str(figure.of))
    return worded(office, "of", of=str(figure.of))


def worded(office: Office, key: str, **facts: str) -> str:
    """The words of `figures-<key>` in the office's language."""
    return unmarked(say(f"figures-{key}", office.language, dict(facts)))
