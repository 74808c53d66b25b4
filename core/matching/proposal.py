"""A proposal between a mentee and a mentor: one table of what may happen, and who is told.

The states are those of domain §7. Nothing is decided twice: an event that the table does not have
for a state leaves the proposal as it is, and its sender is told what is true now.
"""

from collections.abc import Mapping
from typing import Final, Literal

from core.duration import DAY, HOUR

EXPIRY = 72 * HOUR
"""How long a mentor has to answer (domain §3: Together three days, ADPList two)."""

REMINDERS = (24 * HOUR, 60 * HOUR)
"""When an unanswered request is recalled (domain §3)."""

SHOWN_FOR = 14 * DAY
"""How long shown proposals stand before they are looked for again: two weeks for pairing
(domain §3); shown proposals hold no seat, only a request that was sent does."""

ASKED_AT_MOST = 3
"""Mentors asked one after the other before a coordinator helps (domain §3)."""

State = Literal[
    "drafted",
    "held",
    "shown",
    "sent",
    "questioned",
    "accepted",
    "declined",
    "expired",
    "superseded",
    "withdrawn",
    "full",
    "rejected",
]
Event = Literal[
    "hold",
    "show",
    "undo",
    "choose",
    "reject",
    "question",
    "answer",
    "accept",
    "decline",
    "later",
    "expire",
    "supersede",
    "leave",
    "cancel",
    "fill",
]
Actor = Literal["mentee", "mentor", "clock", "coordinator", "programme"]
Side = Literal["mentee", "mentor"]

OPEN: Final[frozenset[State]] = frozenset({"drafted", "held", "shown", "sent", "questioned"})
"""States in which something can still come of it."""

ASKING: Final[frozenset[State]] = frozenset({"sent", "questioned"})
"""States in which it holds one of the mentor's seats."""

BY: Final[Mapping[Event, Actor]] = {
    "hold": "coordinator",
    "show": "coordinator",
    "undo": "coordinator",
    "choose": "mentee",
    "reject": "mentee",
    "question": "mentor",
    "answer": "mentee",
    "accept": "mentor",
    "decline": "mentor",
    "later": "mentor",
    "cancel": "mentee",
    "expire": "clock",
    "supersede": "programme",
    "leave": "programme",
    "fill": "programme",
}
"""Who does what; `programme` is a consequence of something else."""

TRANSITIONS: Final[Mapping[tuple[State, Event], State]] = {
    ("drafted", "hold"): "held",
    ("drafted", "show"): "shown",
    ("drafted", "undo"): "withdrawn",
    ("drafted", "supersede"): "superseded",
    ("drafted", "leave"): "withdrawn",
    ("held", "show"): "shown",
    ("held", "undo"): "withdrawn",
    ("held", "supersede"): "superseded",
    ("held", "leave"): "withdrawn",
    ("shown", "hold"): "held",
    ("shown", "choose"): "sent",
    ("shown", "fill"): "full",
    ("shown", "reject"): "rejected",
    ("shown", "expire"): "expired",
    ("shown", "supersede"): "superseded",
    ("shown", "leave"): "withdrawn",
    ("shown", "undo"): "withdrawn",
    ("sent", "question"): "questioned",
    ("sent", "accept"): "accepted",
    ("sent", "decline"): "declined",
    ("sent", "later"): "declined",
    ("sent", "expire"): "expired",
    ("sent", "supersede"): "superseded",
    ("sent", "leave"): "withdrawn",
    ("sent", "cancel"): "withdrawn",
    ("sent", "fill"): "full",
    ("sent", "hold"): "held",
    ("questioned", "answer"): "sent",
    ("questioned", "accept"): "accepted",
    ("questioned", "decline"): "declined",
    ("questioned", "later"): "declined",
    ("questioned", "expire"): "expired",
    ("questioned", "supersede"): "superseded",
    ("questioned", "leave"): "withdrawn",
    ("questioned", "cancel"): "withdrawn",
    ("questioned", "fill"): "full",
    ("questioned", "hold"): "held",
    # A yes that comes after the time is still a yes, if both are free.
    ("expired", "accept"): "accepted",
    # A place that has become free again can be asked for.
    ("full", "choose"): "sent",
}

NEWS: Final[Mapping[tuple[State, Event], tuple[tuple[Side, str], ...]]] = {
    ("shown", "choose"): (("mentor", "request"),),
    ("full", "choose"): (("mentor", "request"),),
    ("shown", "fill"): (("mentee", "proposal_full"),),
    ("sent", "question"): (("mentee", "proposal_question"),),
    ("questioned", "answer"): (("mentor", "request"),),
    ("sent", "decline"): (("mentee", "proposal_declined"),),
    ("questioned", "decline"): (("mentee", "proposal_declined"),),
    ("sent", "later"): (("mentee", "proposal_declined"),),
    ("questioned", "later"): (("mentee", "proposal_declined"),),
    ("sent", "expire"): (("mentee", "proposal_expired"), ("mentor", "request_expired")),
    ("questioned", "expire"): (("mentee", "proposal_expired"), ("mentor", "request_expired")),
    ("sent", "leave"): (("mentee", "proposal_gone"), ("mentor", "request_gone")),
    ("questioned", "leave"): (("mentee", "proposal_gone"), ("mentor", "request_gone")),
    ("shown", "leave"): (("mentee", "proposal_gone"),),
    ("sent", "fill"): (("mentee", "proposal_full"), ("mentor", "request_full")),
    ("questioned", "fill"): (("mentee", "proposal_full"), ("mentor", "request_full")),
    ("sent", "supersede"): (("mentor", "request_gone"),),
    ("questioned", "supersede"): (("mentor", "request_gone"),),
    ("sent", "cancel"): (("mentor", "request_gone"),),
    ("questioned", "cancel"): (("mentor", "request_gone"),),
    ("sent", "hold"): (("mentee", "proposal_held"), ("mentor", "request_gone")),
    ("questioned", "hold"): (("mentee", "proposal_held"), ("mentor", "request_gone")),
    ("shown", "undo"): (("mentee", "proposal_gone"),),
}
"""What either side is told, as kinds of what falls due for them; nobody is told who is gone.

An acceptance makes a pair, which says its own first words.
"""

COOLING: Final[Mapping[str, int]] = {
    "later": 60 * DAY,
    "expired": 60 * DAY,
    "time": 90 * DAY,
    "field": 180 * DAY,
    "other": 180 * DAY,
    "none": 90 * DAY,
    "conflict": 0,
    "known": 0,
}
"""How long the two are not proposed to each other again, by reason; 0 is never (matching §4)."""


def next_state(state: State, event: Event, actor: Actor) -> State | None:
    """The state after `event`, or None when this actor cannot do it in this state."""
    if BY[event] != actor and actor != "coordinator":
        return None
    return TRANSITIONS.get((state, event))


def told(state: State, event: Event) -> tuple[tuple[Side, str], ...]:
    """Who is told what when `event` happens in `state`."""
    return NEWS.get((state, event), ())
