"""Broken promises: counted by rule, and told in words as long as there are few."""

from collections import Counter

from simulator.clock import moment

MANY = 50
"""Violations kept in words; further ones are only counted."""


class Findings:
    """What an oracle has found so far."""

    def __init__(self) -> None:
        self.violations: Counter[str] = Counter()
        self.words: list[str] = []

    def broken(self, rule: str, at: int, words: str) -> None:
        """Record a violation of `rule` (an invariant of reliability §3) at `at` milliseconds."""
        self.violations[rule] += 1
        if len(self.words) < MANY:
            self.words.append(f"{rule} at {moment(at):%Y-%m-%d %H:%M}: {words}")
