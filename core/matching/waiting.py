"""While somebody waits: their place told honestly, and what the pool can do for them meanwhile."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from core.conversation.message import Part
from core.matching.features import PLACE, covers
from core.matching.levels import ARABIC, days_waited
from core.matching.pool import Mentee, Mentor, Pool
from core.matching.rules import market_of, may_meet, why_not_mentee, why_not_mentor
from core.matching.weights import Table

TRIO: Final = 3
"""People in a group of peers (domain §6.4: different companies, same stage)."""

LENDERS: Final = 3
"""Mentors named at most for one session: as many as there are cards."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the waiting list, counted from 1, of `total`, after so many whole days."""

    position: int
    total: int
    days: int

    @property
    def part(self) -> Part:
        """The place in words."""
        return Part("matching-position", {"position": self.position, "total": self.total})


def place_of(one: Mentee, waiting: Collection[Mentee], *, now: int) -> Place:
    """The place by waiting time alone among those who wait; equal times by id.

    Fit decides a round before time does, until `patience` rounds have passed: the place says how
    long one has waited beside the others, and nothing more is promised with it.
    """
    mine = _since(one)
    earlier = sum(_since(other) < mine for other in waiting if other.id != one.id)
    others = {other.id for other in waiting} | {one.id}
    return Place(earlier + 1, len(others), days_waited(one, now))


def _since(one: Mentee) -> tuple[int, int]:
    return (one.waiting_since or 1 << 62, one.id)


@dataclass(frozen=True, slots=True)
class Flash:
    """Mentors without a seat who could give one session of 30 minutes, and on which needs."""

    mentors: tuple[int, ...]
    needs: tuple[str, ...]

    @property
    def part(self) -> Part:
        """The offer in words."""
        labels = {"needs": tuple(f"topic:{need}" for need in self.needs)}
        return Part("matching-flash", {"count": len(self.mentors)}, labels)


def for_an_hour(pool: Pool, table: Table) -> tuple[Mentor, ...]:
    """The mentors who could give a session: nothing keeps them out but, perhaps, a full list."""
    return tuple(
        one for one in pool.mentors if set(why_not_mentor(one, pool, table)) <= {"mentor_full"}
    )


def flash_for(one: Mentee, mentors: Collection[Mentor], pool: Pool, table: Table) -> Flash | None:
    """A flash session for someone who waits with one of `mentors`, as `for_an_hour` found them.

    Mentors who meet most needs come first, then those with the fewest running mentorships.
    """
    if why_not_mentee(one, pool, table):
        return None
    met = {mentor.id: len(_met(one, mentor, table)) for mentor in mentors}
    useful = (mentor for mentor in mentors if met[mentor.id])
    first = sorted(useful, key=lambda mentor: (-met[mentor.id], mentor.taken, mentor.id))
    # Whether two may meet is what takes long: it is asked of the best alone.
    able = (mentor for mentor in first if may_meet(one, mentor, pool, table))
    chosen = list(islice(able, LENDERS))
    if not chosen:
        return None
    met_by = [set(_met(one, mentor, table)) for mentor in chosen]
    needs = tuple(need for need in one.needs if all(need in met for met in met_by))
    if not needs:  # they help with different needs: the first one's are promised
        chosen, needs = chosen[:1], _met(one, chosen[0], table)
    return Flash(tuple(mentor.id for mentor in chosen), needs)


def _met(one: Mentee, mentor: Mentor, table: Table) -> tuple[str, ...]:
    enough, met = table.needs.enough, covers(mentor.offers, table.needs)
    return tuple(need for need in one.needs if met[PLACE[need]] >= enough)


@dataclass(frozen=True, slots=True)
class Peers:
    """Others who wait at the same stage and could meet with this person."""

    others: tuple[int, ...]
    stage: str

    @property
    def part(self) -> Part:
        """The offer in words."""
        labels = {"stage": (f"onboarding-stage.{self.stage}",)}
        return Part("matching-peers", {"count": len(self.others)}, labels)


def peers_for(one: Mentee, waiting: Sequence[Mentee], pool: Pool, table: Table) -> Peers | None:
    """Two others who wait, at the same stage, of other companies and no rivals, longest first.

    All three share a language and the hours that the rules ask for. None when there are not two.
    """
    if not one.stage or why_not_mentee(one, pool, table):
        return None
    group = [one]
    for other in sorted(waiting, key=_since):
        if other.stage == one.stage and other.id not in [peer.id for peer in group]:
            if why_not_mentee(other, pool, table) or not _together([*group, other], pool, table):
                continue
            group.append(other)
            if len(group) == TRIO:
                return Peers(tuple(peer.id for peer in group[1:]), one.stage)
    return None


def _together(group: Sequence[Mentee], pool: Pool, table: Table) -> bool:
    """Whether all of them could meet at once, and no two of them must not."""
    hours = -1
    for one in group:
        hours &= one.hours or 0
    if hours.bit_count() < table.rules.common_hours:
        return False
    spoken = [{*one.languages, *(("ar",) if ARABIC & set(one.languages) else ())} for one in group]
    if not set.intersection(*spoken):
        return False
    *others, last = group
    return not any(_apart(one, last, pool, table) for one in others)


def _apart(one: Mentee, other: Mentee, pool: Pool, table: Table) -> bool:
    """Same company, same market, or kept apart for a reason, in either direction."""
    if one.company and one.company == other.company:
        return True
    where = market_of(one, table)
    if where is not None and where == market_of(other, table):
        return True
    pairs = ((one.id, other.id), (other.id, one.id))
    return any(pair in pool.apart or pair in pool.running for pair in pairs)
