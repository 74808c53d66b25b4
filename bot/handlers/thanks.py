"""Thanks at the end of a mentorship: passed on as they are, unless the line between the two is closed."""

from bot.handlers.ledger import Ledger
from bot.handlers.sayings import Said
from core.conversation.enclosure import media_of
from core.mentoring import events, relay
from core.mentoring.member import first_name
from core.mentoring.side import Side, other
from storage import confidences, lines, timers
from storage.mentorships import Mentorship

EXCERPT = 80
"""Characters by which somebody knows their own words again."""


def passed(ledger: Ledger, one: Mentorship, giver: int, to: Side, words: str) -> Said | None:
    """What `to` reads of the thanks of `giver`, or None when they may not pass: then `giver` is told why.

    A voice note is kept with whoever spoke it, and goes along with our words.
    """
    spoken = media_of(words)
    written = words if spoken is None else spoken.caption
    reason = relay.barred(lines.load(ledger.conn, one.id).line, other(to), written)
    if reason is not None:
        reader = one.mentor_id if to == "mentor" else one.mentee_id
        facts = {
            "reason": relay.told(reason),
            "name": first_name(ledger.member(reader) if reader is not None else None),
            "line": _excerpt(written) or "…",
        }
        kind, tzdb = f"relay_lost:thanks.{one.id}", ledger.desk.tzdb
        timers.set_timer(ledger.conn, giver, kind, ledger.at, tzdb=tzdb, facts=facts)
        return None
    if spoken is None:
        return Said("tell", "thanks", {"words": relay.as_written(words)})
    said = events.Confided("thanks", line=words)
    kept = confidences.keep(ledger.conn, giver, one.id, said, ledger.now)
    return Said("tell", "thanks_spoken", {"confided": kept})


def _excerpt(words: str) -> str:
    return words if len(words) <= EXCERPT else f"{words[: EXCERPT - 1]}…"
