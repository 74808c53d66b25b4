"""The words that work everywhere, in any state: stop, language, human, help, back, change, …"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.conversation.wishes import NO_WISHES, Marks, Wishes
from core.understanding.normal import fold, words
from core.understanding.small_words import COURTESY

UNPOLITE = frozenset({"start", "greeting"})
"""Moves that have to be said as they are: a greeting is courtesy, and START must be meant."""

BETWEEN = ("write", "block", "unblock", "report")
"""Moves about the line to a partner."""

LONGEST_PHRASE = 60
"""Longer texts are sentences, never commands: "je veux stopper mon projet" must not stop us."""

HEAD = 4
"""Words of a message that tell whether it may be about the line to a partner."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by move, already folded.

    `moves` maps a whole message to a move; `changing` are the verbs before a field's name;
    `fields` maps a field's name to a step; `distress` are word sequences that a human must see.
    """

    moves: Mapping[str, str]
    politely: Mapping[str, str]
    """The same without words of courtesy: "stop svp" is STOP. Greetings are courtesy themselves."""
    changing: tuple[str, ...]
    fields: Mapping[str, str]
    distress: Marks
    openings: frozenset[str]
    """First words of `changing`: most messages are no wish to change, and are told so by one look."""
    writing: tuple[str, ...] = ()
    """What stands before a partner's name in a wish to write to them, longest first."""
    partly: frozenset[str] = frozenset()
    """First words of phrases that concern the line to a partner."""
    within: frozenset[str] = frozenset()
    """Words of which a sentence about that line has one, at its head or soon after ("et comment …")."""
    wishes: Wishes = NO_WISHES
    """What is wanted of us in whole sentences."""

    @classmethod
    def of(
        cls,
        *,
        moves: Mapping[str, tuple[str, ...]],
        changing: tuple[str, ...],
        fields: Mapping[str, tuple[str, ...]],
        distress: tuple[str, ...],
        writing: tuple[str, ...] = (),
        wishes: Wishes = NO_WISHES,
    ) -> "Lexicon":
        """A lexicon from phrases as people write them.

        Raises ValueError when one phrase names two moves or two fields.
        """
        verbs = tuple(sorted({fold(verb) for verb in changing}, key=len, reverse=True))
        before = tuple(sorted({fold(one) for one in writing}, key=len, reverse=True))
        between = (*before, *(fold(one) for move in BETWEEN for one in moves.get(move, ())))
        return cls(
            writing=before,
            partly=frozenset(word for one in between for word in one.split(" ", 1)[:1]),
            within=wishes.openings(BETWEEN),
            moves=(plain := _invert(moves)),
            politely={
                short: move
                for phrase, move in plain.items()
                if move not in UNPOLITE and (short := _plain(phrase))
            },
            changing=verbs,
            openings=frozenset(verb.split(" ", 1)[0] for verb in verbs),
            fields=_invert(fields),
            distress=Marks.of(distress),
            wishes=wishes,
        )

    def move(self, folded: str) -> str:
        """The move that a whole folded message names, or an empty string."""
        if len(folded) > LONGEST_PHRASE:
            return ""
        found = self.moves.get(folded)
        if found is None:
            plain = _plain(folded)
            found = self.politely.get(plain, "") if plain and plain != folded else ""
        return found

    def may_pass(self, text: str) -> bool:
        """Whether `text` may concern the line to a partner, by its first words alone."""
        head = [fold(word) for word in text.split(maxsplit=HEAD)[:HEAD]]
        known = bool(head) and head[0].split(":", 1)[0] in self.partly
        return known or not self.within.isdisjoint(head)

    def addressed(self, folded: str) -> int:
        """How many words at the beginning say "write to"; 0 when the message is no such wish."""
        for one in self.writing:
            if folded.startswith(one + " "):
                return one.count(" ") + 1
        return 0

    def field(self, folded: str) -> str | None:
        """The step named by "change my city"; None when the message is no such wish.

        An empty string means a wish to change without a (known) field.
        """
        if len(folded) > LONGEST_PHRASE:
            return None
        if folded.split(" ", 1)[0] not in self.openings:
            return None
        for verb in self.changing:
            if folded == verb:
                return ""
            if folded.startswith(verb + " "):
                return self.fields.get(folded[len(verb) + 1 :])
        return None

    def distressed(self, folded: str) -> bool:
        """Whether the message holds words that a human must see at once."""
        return self.distress.stand_in(words(folded))


def _plain(folded: str) -> str:
    """The words without those that are only polite."""
    said = words(folded)
    if not COURTESY.isdisjoint(said):
        said = [word for word in said if word not in COURTESY]
    return " ".join(said)


def _invert(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    inverted: dict[str, str] = {}
    for meaning, phrases in table.items():
        for phrase in phrases:
            folded = fold(phrase)
            if inverted.setdefault(folded, meaning) != meaning:
                raise ValueError(f"{phrase!r} means both {inverted[folded]} and {meaning}")
    return inverted
