"""What the oracle looks at when everything is over: I1, I3, I4, I10, I15, I17, I19."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, text

from core.conversation.book import Book
from simulator.decisions import Taken, replayed
from simulator.findings import Findings
from simulator.phone import Phone
from simulator.pins import stranded
from simulator.remains import remains
from simulator.screens import Screens
from storage.codec import decode_talk, encode

_GIVEN_UP = text("SELECT count(*) FROM timer WHERE state = 'dropped' AND attempts > 0")
_STUCK = text(
    "SELECT count(*) FROM outbox WHERE state IN ('sending', 'unknown')"
    " OR (state = 'pending' AND due_at <= :now)"
)
_ACCEPTED = text(
    "SELECT id, to_address, unknowns FROM outbox"
    " WHERE state = 'accepted' AND status <> 'failed' AND kind = 'message'"
)
_PROOF = text("SELECT provider_id FROM delivery WHERE outbox_id = :id")
_UNREAD = text("SELECT count(*) FROM inbox WHERE state NOT IN ('done', 'ignored')")
_TALKS = text("SELECT id, talk FROM person")
_UNPROVEN = text(
    "SELECT count(*) FROM member WHERE person_id NOT IN (SELECT person_id FROM consent WHERE given)"
)


class Reckoning:
    """Compares all that is stored at `at` with what was promised; `book` made the decisions."""

    def __init__(self, findings: Findings, at: int, book: Book) -> None:
        self._findings = findings
        self._at = at
        self._book = book

    def letters(self, conn: Connection) -> None:
        """I1, I10: nothing that arrived or fell due was left or given up."""
        if unread := conn.execute(_UNREAD).scalar_one():
            self._broken("I1", f"{unread} letters were never handled")
        if given_up := conn.execute(_GIVEN_UP).scalar_one():
            self._broken("I10", f"{given_up} timers were given up")

    def messages(self, conn: Connection, screens: Screens) -> None:
        """I4: what was owed has left or ended, and what was accepted was shown."""
        if stuck := conn.execute(_STUCK, {"now": self._at}).scalar_one():
            self._broken("I4", f"{stuck} messages neither left nor ended")
        self._unseen(conn, screens)

    def people(self, conn: Connection, stories: Mapping[int, Sequence[Taken]]) -> None:
        """I3, I15, I19: decisions made again give the stored talk, whose owner consented and can
        go on.
        """
        if unproven := conn.execute(_UNPROVEN).scalar_one():
            self._broken("I15", f"{unproven} profiles without a consent")
        for number, talk in conn.execute(_TALKS):
            if wrong := stranded(decode_talk(talk), self._book):
                self._broken("I19", f"person {number}: {wrong}")
            story = stories.get(number)
            if story and encode(replayed(story, self._book)) != talk:
                self._broken("I3", f"person {number}: replaying gives another talk")

    def erased(self, conn: Connection, gone: Iterable[Phone]) -> None:
        """I17: nothing gives those away who were erased."""
        for address in remains(conn, gone):
            self._broken("I17", f"{address} was erased and is still there")

    def _unseen(self, conn: Connection, screens: Screens) -> None:
        """I4: what was accepted was shown.

        Of two doubtful messages with the same words the provider's list shows one. Taken for the
        other, that one is said again in its place, and whoever reads sees the words as often; or it
        is proven by a report of its own, and they see them once, under its id.
        """
        seen = {row for row, _ in screens.bubbles}
        excused = screens.doubled.copy()
        for row in conn.execute(_ACCEPTED).all():
            if row.id in seen:
                continue
            excused[row.to_address] -= 1
            if row.unknowns and (
                excused[row.to_address] >= 0 or self._told_by(conn, row.id) & seen
            ):
                continue
            self._broken("I4", f"outbox {row.id} was accepted and reached nobody")

    @staticmethod
    def _told_by(conn: Connection, outbox_id: int) -> set[int]:
        """The messages that the provider's ids of this one are of (`Provider.take` counts so)."""
        ids = conn.execute(_PROOF, {"id": outbox_id}).scalars()
        return {int(one[2:22], 16) for one in ids if one}

    def _broken(self, rule: str, words: str) -> None:
        self._findings.broken(rule, self._at, words)
