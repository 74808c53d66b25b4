"""The words that work everywhere, in any state: stop, language, human, help, back, change, …"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.understanding.normal import fold, words

LONGEST_PHRASE = 60
"""Longer texts are sentences, never commands: "je veux stopper mon projet" must not stop us."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by move, already folded.

    `moves` maps a whole message to a move; `changing` are the verbs before a field's name;
    `fields` maps a field's name to a step; `distress` are word sequences that a human must see.
    """

    moves: Mapping[str, str]
    changing: tuple[str, ...]
    fields: Mapping[str, str]
    distress: tuple[str, ...]

    @classmethod
    def of(
        cls,
        *,
        moves: Mapping[str, tuple[str, ...]],
        changing: tuple[str, ...],
        fields: Mapping[str, tuple[str, ...]],
        distress: tuple[str, ...],
    ) -> "Lexicon":
        """A lexicon from phrases as people write them.

        Raises ValueError when one phrase names two moves or two fields.
        """
        return cls(
            moves=_invert(moves),
            changing=tuple(sorted({fold(verb) for verb in changing}, key=len, reverse=True)),
            fields=_invert(fields),
            distress=tuple(" ".join(words(fold(one))) for one in distress),
        )

    def move(self, folded: str) -> str:
        """The move that a whole folded message names, or an empty string."""
        return self.moves.get(folded, "") if len(folded) <= LONGEST_PHRASE else ""

    def field(self, folded: str) -> str | None:
        """The step named by "change my city"; None when the message is no such wish.

        An empty string means a wish to change without a (known) field.
        """
        if len(folded) > LONGEST_PHRASE:
            return None
        for verb in self.changing:
            if folded == verb:
                return ""
            if folded.startswith(verb + " "):
                return self.fields.get(folded[len(verb) + 1 :])
        return None

    def distressed(self, folded: str) -> bool:
        """Whether the message holds words that a human must see at once."""
        padded = f" {' '.join(words(folded))} "
        return any(f" {one} " in padded for one in self.distress)


def _invert(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    inverted: dict[str, str] = {}
    for meaning, phrases in table.items():
        for phrase in phrases:
            folded = fold(phrase)
            if inverted.setdefault(folded, meaning) != meaning:
                raise ValueError(f"{phrase!r} means both {inverted[folded]} and {meaning}")
    return inverted
