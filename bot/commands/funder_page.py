"""The page that goes to whoever pays for the programme: figures, what changed, and published cases."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.commands.figure_words import counted, named, valued, worded
from bot.commands.office import NOTHING, Office
from bot.commands.outcomes import amount
from bot.markup import HTML, tag
from core.mentoring.figures import Figure, Records, figures
from core.mentoring.impact import Growth, changes, growth
from core.mentoring.side import SIDES
from core.mentoring.skills import SKILLS
from storage.cases import Case

REACH = (
    *("began", "activation", "first_proposal_median", "mentorships", "under_way", "met_in_time"),
    *("meetings", "meetings_median", "hours_median", "pulse_median", "pulse_answers"),
)
CIRCLE = (
    *("pledges_due", "pledges_honoured", "pledges_kept", "reproduction"),
    *("survival:3", "survival_answers:3", "survival:6", "survival_answers:6"),
    *("survival:12", "survival_answers:12"),
)
"""Figures of the report that the page shows, by name; the report has them all."""

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "color:#1d2733}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}"
    "table{border-collapse:collapse;width:100%}th,td{padding:.35rem .5rem;text-align:start;"
    "border-bottom:1px solid #d5dbe1}td+td,th+th{text-align:end;white-space:nowrap}"
    "p.note,td.of{color:#52606d}@media print{body{margin:0;max-width:none}}"
)


@dataclass(frozen=True, slots=True)
class Page:
    """What the page is made of: the period in words, the records of it, and the cases."""

    since: str
    until: str
    records: Records
    cases: Sequence[Case]
    now: int


def page(made: Page, office: Office) -> str:
    """The page as one HTML file in the office's language, which needs nothing beside it."""
    known = {one.name: one for one in figures(made.records, made.now)}
    title = worded(office, "title", since=made.since, until=made.until)
    direction = "rtl" if office.language == "ar" else "ltr"
    body = tag(
        "body",
        tag("h1", title),
        tag("p", worded(office, "page-about"), class_="note"),
        tag("h2", worded(office, "page-reach")),
        _table(_rows(known, REACH, office)),
        tag("h2", worded(office, "page-skills")),
        tag("p", worded(office, "page-skills-note"), class_="note"),
        _skills(growth(made.records.courses), office),
        _once(known, office),
        tag("h2", worded(office, "page-outcomes")),
        tag("p", worded(office, "page-outcomes-note"), class_="note"),
        _outcomes(made.records, office),
        tag("h2", worded(office, "page-circle")),
        tag("p", worded(office, "page-circle-note"), class_="note"),
        _table(_rows(known, CIRCLE, office)),
        tag("h2", worded(office, "page-cases")),
        tag("p", worded(office, "page-cases-note"), class_="note"),
        _cases(made.cases, office),
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width"),
        tag("title", title),
        tag("style", HTML(STYLE)),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang=office.language, dir=direction)}\n"


def _rows(known: dict[str, Figure], wanted: Iterable[str], office: Office) -> Iterator[HTML]:
    for name in wanted:
        if name in known:
            one = known[name]
            value, of = valued(one, office), counted(one, office)
            yield tag(
                "tr", tag("td", named(one, office)), tag("td", value), tag("td", of, class_="of")
            )


def _table(rows: Iterable[HTML], *heads: str) -> HTML:
    head = tag("tr", *(tag("th", one) for one in heads)) if heads else None
    return tag("table", head, *rows)


def _skills(found: Sequence[Growth], office: Office) -> HTML:
    """Before and after by skill and rater; how many stands beside it."""
    if not found:
        return tag("p", worded(office, "page-none"))
    of = {(one.skill, one.rater): one for one in found}
    sides = sorted(SIDES)
    rows = (
        tag(
            "tr",
            tag("td", office.label(f"skills-{skill}.title")),
            *(tag("td", _grown(of.get((skill, side)), office)) for side in sides),
        )
        for skill in SKILLS
        if any((skill, side) in of for side in sides)
    )
    heads = (worded(office, "page-by", side=office.of("side", side)) for side in sides)
    return _table(rows, "", *heads)


def _grown(one: Growth | None, office: Office) -> str:
    if one is None:
        return NOTHING
    if one.before is None or one.after is None:
        return worded(office, "page-few", of=str(one.of))
    before, after = (office.number(level, "0.0") for level in (one.before, one.after))
    return worded(office, "page-grown", before=before, after=after, of=str(one.of))


def _once(known: dict[str, Figure], office: Office) -> HTML:
    """How many ratings say nothing yet: the honest half of a before and after."""
    lines = (
        f"{named(one, office)} {valued(one, office)}"
        for side in sorted(SIDES)
        if (one := known[f"skills_once:{side}"]).value
    )
    return tag("p", office("comma").join(lines), class_="note")


def _outcomes(records: Records, office: Office) -> HTML:
    found = changes(records.outcomes)
    if not found:
        return tag("p", worded(office, "page-none"))
    rows = (
        tag(
            "tr",
            tag("td", office.label(f"outcome-kind.{one.kind}")),
            tag("td", one.claimed),
            tag("td", worded(office, "page-of", part=str(one.confirmed), of=str(one.claimed))),
            tag("td", worded(office, "page-of", part=str(one.verified), of=str(one.claimed))),
        )
        for one in found
    )
    heads = (worded(office, f"page-{one}") for one in ("claimed", "confirmed", "verified"))
    return _table(rows, "", *heads)


def _cases(found: Sequence[Case], office: Office) -> HTML:
    if not found:
        return tag("p", worded(office, "page-no-cases"))
    return tag("ul", *(tag("li", told(one, office)) for one in found))


def told(case: Case, office: Office) -> str:
    """One case in a sentence: what changed, where, in which trade, after how many meetings."""
    one = case.outcome
    figures_ = [amount(value, one.unit, office) for value in (one.before, one.after)
                if value is not None]  # fmt: skip
    arrow = " ← " if office.language == "ar" else " → "
    what = [office.label(f"outcome-kind.{one.kind}"), arrow.join(figures_)]
    where = [
        office.label(f"place:{case.region}") if case.region else "",
        office.label(f"trade:{case.sector}") if case.sector else "",
    ]
    return worded(
        office,
        "page-case",
        what=office("comma").join(filter(None, what)),
        where=office("comma").join(filter(None, where)) or office.of("word", "no-home"),
        meetings=str(case.meetings),
    )
