"""A round as a coordinator reads it: who with whom and why, who not and why, and the figures."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from bot.commands.naming import Names, who
from bot.commands.office import Office
from bot.words.catalogue import say
from bot.words.rendering import told
from core.conversation.message import Part
from core.matching.weights import SCALE
from storage.proposals import NewProposal, Proposal

if TYPE_CHECKING:
    from core.matching.pool import Pool
    from core.matching.round import Round

IDLE = 20
"""Mentors whom nobody is proposed, as many as are named."""


def people_of(made: "Round", drafted: Sequence[NewProposal]) -> Iterator[int]:
    """Whoever a round names."""
    for card in drafted:
        yield from (card.mentee_id, card.mentor_id)
    yield from made.unmatched
    yield from made.idle[:IDLE]


def cards_of(
    cards: Iterable[tuple[int, NewProposal | Proposal]], names: Names, office: Office
) -> Iterator[str]:
    """Who is proposed to whom and why; before each the number by which a draft's card is held."""
    above: int | None = None
    for number, card in cards:
        if card.mentee_id != above:
            yield office("mentee", who=who(card.mentee_id, names))
            above = card.mentee_id
        parts = msgspec.convert(card.explanation.get("mentee", ()), list[Part])
        told_ = " ".join(told(part, office.language) for part in parts)
        mentor, points = who(card.mentor_id, names), office.number(card.points / SCALE, "0.0")
        key = "card" if not number else "card-held" if card.state == "held" else "card-drafted"
        yield "  " + office(key, rank=card.rank, mentor=mentor, points=points, why=told_, id=number)


def rest_of(made: "Round", names: Names, office: Office) -> Iterator[str]:
    """Who is proposed to nobody, and why."""
    if made.unmatched:
        yield "\n" + office("unmatched")
    for mentee_id, codes in made.unmatched.items():
        why = " ".join(why_unmatched(code, office) for code in codes)
        yield "  " + office("unmatched-one", who=who(mentee_id, names), why=why)
    if made.idle:
        shown = ", ".join(who(one, names) for one in made.idle[:IDLE])
        more = max(0, len(made.idle) - IDLE)
        yield "\n" + office("idle-more" if more else "idle", mentors=shown, more=more)


def figures_of(made: "Round", pool: "Pool", office: Office) -> Iterator[str]:
    """What is proven of a round, and how even it is."""
    certificate, even = made.certificate, made.fairness
    yield "\n" + office(
        "round", mode=made.mode, table=made.version, seed=made.seed, digest=made.digest[:16]
    )
    yield office(
        "matched", matched=len(made.matched), all=len(pool.mentees), seats=certificate.seats
    )
    yield office("total", share=office.share(certificate.share, "0.0000"))
    both, five, ten = certificate.blocking
    yield office("blocking", both=both, five=five, ten=ten)
    yield office(
        "exposure",
        gini=office.number(even.gini, "0.00"),
        top=office.share(even.top, "0.0"),
        never=even.never,
    )
    for rate in even.rates:
        yield "  " + office(
            "region-rate",
            region=_region(rate.region, office),
            rate=office.number(rate.share, "0.00"),
        )
    for region, missing in made.missing.items():
        yield "  " + office("region-short", region=_region(region, office), missing=missing)
    for rule in certificate.broken:
        yield office("broken", rule=rule)


def _region(number: int | str, office: Office) -> str:
    """A region of Morocco by number and name; the thirteenth is everybody abroad."""
    code = f"{int(number):02}"
    return f"{code} {office.label(f'place:MA-{code}')}"


def why_unmatched(code: str, office: Office) -> str:
    """A reason in the office's language."""
    kind = "unmatched" if code in {"nobody", "crowded"} else "rule"
    return say(f"matching-{kind}.{code}", office.language, {})
