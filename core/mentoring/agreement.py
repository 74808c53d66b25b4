"""What the two agree on before they start: six taps each, one text, two signatures."""

from collections.abc import Mapping
from dataclasses import dataclass

from msgspec import Struct
from msgspec.structs import replace

from core.mentoring.side import SIDES, Side, other

TEXT_VERSION = "2026-11"
"""Version of the agreement's words; raise it when their meaning changes, and both sign again."""

USUAL_MONTHS = 6
"""Length of a mentorship (domain §3: Grow Movement, IABA)."""

RHYTHMS: Mapping[str, int] = {"usual": 14, "weekly": 7, "fortnightly": 14, "monthly": 30}
"""Days between two meetings; `usual` becomes monthly after two months (domain §3)."""

USUAL_START = 60
"""Days with two meetings a month under the usual rhythm."""

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "purpose": ("launch", "scale", "evolve", "skills", "network"),
    "rhythm": tuple(RHYTHMS),
    "months": ("3", "6", "9", "12"),
    "channel": ("here", "call", "video", "in_person"),
}
"""Choices of the taps; the language is any that both speak, the two promises are yes or no.

Purposes are the programme's three intents (B18) and two of its aims (B5, B6); `here` is writing
through the assistant.
"""

TAPS: tuple[tuple[str, ...], ...] = (
    ("purpose",),
    ("rhythm",),
    ("months",),
    ("channel", "language"),
    ("confidentiality",),
    ("conduct",),
)
"""The six taps in order, and what each settles (domain §2, agreement)."""


class Choices(Struct, frozen=True):
    """What one side taps; the last two are promises without which nothing starts."""

    purpose: str
    rhythm: str = "usual"
    months: int = USUAL_MONTHS
    channel: str = "here"
    language: str = "fr"
    confidentiality: bool = False
    conduct: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One choice that the two made differently; codes as they would be shown."""

    choice: str
    mentor: str
    mentee: str


class Agreement(Struct, frozen=True):
    """Both sides' choices and signatures (milliseconds UTC, 0 for none) under one text.

    `last` chose last and is the one asked about differences; `insisted` have kept their own.
    `deadlocked` is when both first had, `middle` what was then put to both, `accepted` who takes it,
    `declined` when one of them did not: it is put to them once.
    """

    version: str = TEXT_VERSION
    mentor: Choices | None = None
    mentee: Choices | None = None
    mentor_signed: int = 0
    mentee_signed: int = 0
    last: Side | None = None
    insisted: tuple[Side, ...] = ()
    deadlocked: int = 0
    middle: Choices | None = None
    accepted: tuple[Side, ...] = ()
    declined: int = 0

    def of(self, side: Side) -> Choices | None:
        """The choices of one side."""
        return self.mentor if side == "mentor" else self.mentee


def faults(choices: Choices) -> tuple[str, ...]:
    """The names of choices that are not among the options, and of promises not given."""
    wrong = [
        name for name, options in OPTIONS.items() if str(getattr(choices, name)) not in options
    ]
    if not choices.language:
        wrong.append("language")
    return (
        *wrong,
        *(name for name in ("confidentiality", "conduct") if not getattr(choices, name)),
    )


def choose(agreement: Agreement, side: Side, choices: Choices, at: int) -> Agreement:
    """The agreement once `side` has tapped `choices` at `at`, which is also their signature.

    A new choice of either reopens what the other had insisted on, and takes the middle away.
    """
    if side == "mentor":
        changed = replace(agreement, mentor=choices, mentor_signed=at)
    else:
        changed = replace(agreement, mentee=choices, mentee_signed=at)
    return replace(changed, last=side, insisted=(), middle=None, accepted=())


def concede(agreement: Agreement, side: Side, at: int) -> Agreement:
    """`side` takes the other's choices and signs them. Raises ValueError if there are none."""
    theirs = agreement.of(other(side))
    if theirs is None:
        raise ValueError("there is nothing to concede to")
    return replace(choose(agreement, side, theirs, at), last=agreement.last)


def insist(agreement: Agreement, side: Side) -> Agreement:
    """`side` keeps their own choices; once both have, a coordinator helps."""
    return replace(agreement, insisted=(*(s for s in agreement.insisted if s != side), side))


def differences(agreement: Agreement) -> tuple[Difference, ...]:
    """Choices on which the two differ, in the order of the taps; empty until both have chosen."""
    mentor, mentee = agreement.mentor, agreement.mentee
    if mentor is None or mentee is None:
        return ()
    return tuple(
        Difference(name, str(ours), str(theirs))
        for name in Choices.__struct_fields__
        if (ours := getattr(mentor, name)) != (theirs := getattr(mentee, name))
    )


def asked(agreement: Agreement) -> Side | None:
    """Who has the one question about differences: who answered last, then the other, then nobody."""
    if not differences(agreement) or agreement.last is None:
        return None
    waiting = [s for s in (agreement.last, other(agreement.last)) if s not in agreement.insisted]
    return waiting[0] if waiting else None


SCALES: Mapping[str, tuple[str, ...]] = {
    "rhythm": ("weekly", "fortnightly", "usual", "monthly"),
    "months": ("12", "9", "6", "3"),
    "channel": ("in_person", "video", "call", "here"),
}
"""Choices that have a middle, from what asks most of both to what asks least."""


def middle(agreement: Agreement) -> Choices | None:
    """What lies between the two choices, or None until both have chosen.

    Of two neighbours it is the one that asks less: more can be added later. Purpose and language
    have no middle and are the mentee's, who sets the agenda (founding texts B3-4).
    """
    mentor, mentee = agreement.mentor, agreement.mentee
    if mentor is None or mentee is None:
        return None
    found: dict[str, str] = {}
    for name, scale in SCALES.items():
        places = [scale.index(str(getattr(one, name))) for one in (mentor, mentee)]
        found[name] = scale[(sum(places) + 1) // 2]
    rhythm, months, channel = found["rhythm"], int(found["months"]), found["channel"]
    return replace(mentee, rhythm=rhythm, months=months, channel=channel)


def halfway(agreement: Agreement) -> dict[str, str]:
    """The names of what the two differ on, and each with what the middle says of it."""
    if agreement.middle is None:
        return {}
    names = [one.choice for one in differences(agreement)]
    return {
        "choices": ",".join(names),
        **{f"{name}_middle": str(getattr(agreement.middle, name)) for name in names},
    }


def settled(agreement: Agreement) -> Choices | None:
    """What both signed in the same words, or None while it is open."""
    if agreement.mentor is None or differences(agreement):
        return None
    return agreement.mentee


def question(agreement: Agreement, side: Side) -> str:
    """What `side` is asked to sign: the six taps, or what the other has chosen already."""
    return "agreement" if agreement.of(other(side)) is None else "agreement_terms"


def missing(agreement: Agreement) -> tuple[Side, ...]:
    """The sides that have not chosen yet."""
    return tuple(side for side in SIDES if agreement.of(side) is None)


def meeting_every(rhythm: str, age: int) -> int:
    """Days between two meetings under `rhythm` when the mentorship is `age` days old."""
    if rhythm == "usual" and age >= USUAL_START:
        return RHYTHMS["monthly"]
    return RHYTHMS.get(rhythm, RHYTHMS["usual"])
