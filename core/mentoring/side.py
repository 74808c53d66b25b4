"""The two seats of a mentorship."""

from typing import Literal, get_args

Side = Literal["mentor", "mentee"]
SIDES: tuple[Side, ...] = get_args(Side)

Actor = Literal["mentor", "mentee", "clock", "coordinator"]
"""Whoever may make something happen to a mentorship."""


def other(side: Side) -> Side:
    """The seat across the table."""
    return "mentee" if side == "mentor" else "mentor"
