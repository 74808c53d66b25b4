"""Someone wrote: claim what is open, decide each letter, write everything, once.

One transaction for a batch of letters of many people; per person strictly in order of arrival.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import Connection

from bot.handlers import relays
from bot.handlers.desk import Desk
from bot.handlers.effects import carry_out
from bot.handlers.ledger import Ledger, Origin
from bot.handlers.office import alert
from core.conversation.message import Message, Part
from core.conversation.passing import FEWEST, RELAYED, to_partner
from core.conversation.talk import Talk, language_of, open_token
from core.conversation.turn import Hints, Past
from core.conversation.update import Blocked, Ignored, Media, Tap, Text, Token, Update
from core.conversation.whose import pair_of
from core.duration import HOUR
from core.understanding.normal import clean
from core.understanding.persons import may_be_name
from core.understanding.reserved import poses
from storage import database, holds, inbox, outcomes, people, runs
from storage.arrivals import PRECISION
from storage.codec import decode_message, decode_talk
from storage.inbox import Claimed, Letter

ATTEMPTS = 5
"""After so many failures a letter is given up (reliability F9)."""

BACKOFF = 1_000
"""Milliseconds before the second attempt; each further one waits twice as long."""

CLOSED = frozenset({"blocked", "forgotten"})
"""States of an address that end as soon as somebody writes from it."""

SILENT = 23 * HOUR
"""Milliseconds without a word of theirs before which no channel holds anything back, less an hour
for clocks that differ (`bot.sending.notices`)."""

UNREADABLE = "common-unreadable"
"""What is said to somebody whose message could not be handled."""


def _about_a_pair(talk: Talk) -> bool:
    """Whether a question about one pair is open, beside which another partner may be named."""
    return talk.run is not None and bool(pair_of(talk.run.facts))


class TurnFailed(Exception):  # noqa: N818 - says what happened, as its name reads
    """A turn raised; its letter is to be tried again alone, later, or given up."""

    def __init__(self, letter: Letter) -> None:
        super().__init__(f"letter {letter.id}, attempt {letter.attempts + 1}")
        self.letter = letter


@dataclass(slots=True)
class Batch:
    """The letters of one transaction while they are being decided."""

    claimed: Claimed
    ledger: Ledger
    talks: dict[int, Talk] = field(default_factory=dict)

    def decide(self, letter: Letter) -> None:
        """Let one letter have its turn; what follows is gathered in the ledger."""
        person_id, ledger = letter.person_id, self.ledger
        desk = ledger.desk
        text, version = self.claimed.persons[person_id]
        talk = self.talks.get(person_id) or decode_talk(text)
        update = desk.parse[letter.channel](letter.payload)
        name = f"{letter.id:x}"
        partners, meetings, begun = self._partners(person_id, update, talk)
        turn = desk.take_turn(
            talk,
            update,
            book=desk.book,
            now=ledger.at,
            origin=name,
            entropy=desk.entropy(name),
            hints=Hints(
                letter.channel,
                update.locale,
                desk.country(letter.channel, letter.to_address),
                _own_name(update.profile_name),
                partners,
                *self._unsaid(person_id, update, talk),
                self._past(person_id, update, talk),
                meetings,
                begun,
            ),
            quoted=self._quoted(letter, update) if update.quoted else None,
        )
        self.talks[person_id] = turn.talk
        ledger.talks[person_id] = (turn.talk, version, turn.wake_at)
        if letter.status in CLOSED and not isinstance(update.content, Ignored | Blocked):
            # Who writes from a closed address has opened it.
            people.set_status(ledger.conn, "active", address_id=letter.address_id)
        carry_out(ledger, _origin(letter), person_id, language_of(turn.talk), turn.effects)
        if isinstance(update.content, Ignored):
            ledger.done.append((letter.id, "ignored", update.content.reason))
        else:
            ledger.done.append((letter.id, "done", ""))

    def _partners(
        self, person_id: int, update: Update, talk: Talk
    ) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, int], ...], tuple[int, ...]]:
        """The partners of somebody whose message may be meant for one of them, with whom of them
        there is a meeting ahead, and when, and with whom there was one to be told of.
        """
        content = update.content
        book = self.ledger.desk.book
        meant = isinstance(content, Media) or (
            isinstance(content, Text)
            and (
                book.lexicon.may_pass(content.text)
                or (_about_a_pair(talk) and len(content.text.split()) >= FEWEST)
                or (bool(talk.profile) and to_partner(talk, book, self.ledger.now))
            )
        )
        now = self.ledger.now
        return relays.partners_of(self.ledger.conn, person_id, now) if meant else ((), (), ())

    def _unsaid(self, person_id: int, update: Update, talk: Talk) -> tuple[bool, bool]:
        """Whether somebody back from a silence of a day has yet to see the open question, or news."""
        if not talk.heard_at or self.ledger.now - talk.heard_at <= SILENT:
            return False, False
        if not isinstance(update.content, Text | Tap):
            return False, False
        conn, now, since = self.ledger.conn, self.ledger.now, talk.heard_at - PRECISION
        return holds.unsaid(conn, person_id, open_token(talk), now, since=since)

    def _past(self, person_id: int, update: Update, talk: Talk) -> Past | None:
        """The passage that a pressed button belongs to, where it is over."""
        token = Token.decode(update.content.token) if isinstance(update.content, Tap) else None
        if token is None or (talk.run is not None and talk.run.id == token.run):
            return None
        found = runs.find(self.ledger.conn, person_id, token.run)
        return Past(*found) if found is not None else None

    def _quoted(self, letter: Letter, update: Update) -> Token | None:
        """The question, or the partner's words, in the message of ours that this one replies to."""
        body = outcomes.quoted_body(
            self.ledger.conn, letter.channel, letter.account, letter.to_address, update.quoted
        )
        if not body:
            return None
        parts = decode_message(body).parts
        for part in parts:
            if "relayed" in part.facts:
                about, relayed = int(part.facts["mentorship"]), str(part.facts["relayed"])
                return Token("-", about, RELAYED, relayed)
        tokens = [part.token for part in parts if part.token]
        return Token.decode(f"{tokens[-1]}.") if tokens else None


def handle_batch(conn: Connection, desk: Desk, limit: int, *, look: int | None = None) -> int:
    """Handle up to `limit` open letters in the caller's transaction; how many were handled.

    Raises TurnFailed when a letter's decision raised, or what the writing raised; then nothing may
    be committed.
    """
    desk.crash("turn.before_claim")
    now = desk.clock()
    claimed = inbox.claim(conn, limit, int(now.timestamp() * 1000), look=look)
    if not claimed.letters:
        return 0
    desk.crash("turn.after_claim")
    batch = Batch(claimed, Ledger(conn, desk, now))
    middle = claimed.letters[len(claimed.letters) // 2]
    for letter in claimed.letters:
        if letter is middle:
            desk.crash("turn.mid_batch")
        if batch.ledger.gone(letter.person_id):
            continue
        try:
            batch.decide(letter)
        except Exception as error:
            if database.passes(error):
                raise
            raise TurnFailed(letter) from error
    desk.crash("turn.after_decide")
    batch.ledger.commit()
    desk.crash("turn.before_commit")
    return len(batch.ledger.done)


def handle_one(conn: Connection, desk: Desk) -> int:
    """Handle the oldest letter alone; raises TurnFailed when the letter is to blame."""
    now = desk.clock()
    claimed = inbox.claim(conn, 1, int(now.timestamp() * 1000))
    if not claimed.letters:
        return 0
    (letter,) = claimed.letters
    batch = Batch(claimed, Ledger(conn, desk, now))
    try:
        batch.decide(letter)
        batch.ledger.commit()
    except Exception as error:
        if database.passes(error) or isinstance(error, people.StaleTalk):
            raise
        raise TurnFailed(letter) from error
    desk.crash("turn.before_commit")
    return 1


def note_failure(conn: Connection, desk: Desk, letter: Letter, error: BaseException) -> bool:
    """Count a failed attempt; at the last one apologise, tell the coordinators and give up.

    True when it was given up. Only the kind of error is kept: its text may quote the person.
    """
    ledger = Ledger(conn, desk, desk.clock())
    now = ledger.now
    name = type(error).__name__
    attempts = letter.attempts + 1
    if attempts < ATTEMPTS:
        inbox.fail(conn, letter.id, name, now, retry_at=now + BACKOFF * 2 ** (attempts - 1))
        desk.crash("turn.poison")
        return False
    inbox.fail(conn, letter.id, name, now, retry_at=None)
    origin = _origin(letter)
    talk = _talk(conn, letter)
    if letter.status == "active" and not talk.stopped:
        apology = Message(language_of(talk), (Part(UNREADABLE),))
        ledger.owe(origin, "apology", apology, "reply")
    alert(ledger, origin.key, letter.person_id, "unreadable", "normal")
    ledger.events.append((letter.person_id, now, "dead_letter", "{}"))
    ledger.commit()
    desk.crash("turn.poison")
    return True


def _talk(conn: Connection, letter: Letter) -> Talk:
    """The person's talk, or an empty one where the stored talk is what is broken."""
    found = people.load_talk(conn, letter.person_id)
    try:
        return decode_talk(found[0]) if found else Talk()
    except ValueError:
        return Talk()


@lru_cache(maxsize=1024)
def _own_name(shown: str) -> str:
    """The name a channel shows, where somebody may be called so; it is offered as theirs."""
    name = clean(shown, 60)
    return name if may_be_name(name) and not poses(name) else ""


def _origin(letter: Letter) -> Origin:
    return Origin(
        letter.person_id,
        str(letter.id),
        letter.address_id,
        letter.channel,
        letter.account,
        letter.to_address,
        letter.event_id,
    )
