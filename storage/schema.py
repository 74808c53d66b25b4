"""The tables. Times are milliseconds since 1970 UTC (`_at`, 0 for never), JSON is text.

People, addresses, messages, timers and alerts never get the id of one that was erased
(`sqlite_autoincrement`; PostgreSQL's sequences do the same): coordinators know people by number.

The busiest tables (inbox, outbox, event) refer to people without a foreign key: checking one costs
a lookup per row, and PostgreSQL would make arriving messages wait for the turn that holds the
person. `record`, `merge` and `erase` lock address rows instead (see `inbox.record`).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.sql.elements import TextClause

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

LANES = ("reply", "reminder", "broadcast")
"""In order of haste; the outbox stores the position."""


def _id() -> Column[int]:
    big = BigInteger().with_variant(Integer, "sqlite")
    return Column("id", big, primary_key=True, autoincrement=True)


def _time(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default="0")


def _word(name: str, default: str = "") -> Column[str]:
    return Column(name, String, nullable=False, server_default=default)


def _json(name: str, default: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default=text(f"'{default}'"))


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


def _person(*, primary_key: bool = False) -> Column[int]:
    return Column(
        "person_id",
        BigInteger,
        ForeignKey("person.id"),
        primary_key=primary_key,
        autoincrement=False,
        nullable=False,
    )


def _where(name: str, table: Table, condition: str, *columns: Column[int] | Column[str]) -> Index:
    """An index on the few rows that still matter; both databases understand the condition."""
    clause: TextClause = text(condition)
    return Index(f"ix_{table.name}_{name}", *columns, sqlite_where=clause, postgresql_where=clause)


person = Table(
    "person",
    metadata,
    _id(),
    _json("talk", "{}"),
    _number("version"),
    _time("wake_at"),
    _time("created_at"),
    _time("updated_at"),
    sqlite_autoincrement=True,
)
_where("wake", person, "wake_at > 0", person.c.wake_at)

address = Table(
    "address",
    metadata,
    _id(),
    _person(),
    _word("channel"),
    _word("account"),
    _word("address"),
    _word("alt"),
    _word("status", "active"),  # active, stopped, blocked, forgotten
    Column("returned", Boolean, nullable=False, server_default=text("false")),
    _time("last_in_at"),
    _time("created_at"),
    UniqueConstraint("channel", "account", "address"),
    Index("ix_address_person_id", "person_id"),
    sqlite_autoincrement=True,
)
_where("alt", address, "alt <> ''", address.c.channel, address.c.account, address.c.alt)
_where("forgotten", address, "status = 'forgotten'", address.c.id)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    _word("channel"),
    _word("account"),
    _word("event_id"),
    Column("person_id", BigInteger, nullable=False),
    Column("address_id", BigInteger, nullable=False),
    Column("payload", Text),  # as received; emptied by retention and erasure
    _time("received_at"),
    _word("state", "open"),  # open, done, ignored, dead
    _word("reason"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    _time("retry_at"),
    _time("done_at"),
    UniqueConstraint("channel", "account", "event_id"),
    Index("ix_inbox_person", "person_id", "state", "id"),
    sqlite_autoincrement=True,
)
_where("open", inbox, "state = 'open'", inbox.c.id, inbox.c.person_id, inbox.c.retry_at)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("key", String, nullable=False, unique=True),
    Column("person_id", BigInteger),
    Column("address_id", BigInteger),
    _word("channel"),
    _word("account"),
    _word("to_address"),
    _word("kind", "message"),  # message, leave
    Column("lane", SmallInteger, nullable=False, server_default="0"),
    _word("policy", "resend"),  # after an unknown outcome: resend, twice, once
    _json("body", ""),
    # pending, sending, accepted, unknown, failed, cancelled, held
    _word("state", "pending"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("unknowns", SmallInteger, nullable=False, server_default="0"),
    Column("looks", SmallInteger, nullable=False, server_default="0"),
    Column("sent_parts", SmallInteger, nullable=False, server_default="0"),
    Column("vanish", Boolean, nullable=False, server_default=text("false")),
    _time("due_at"),
    _time("lease_until"),
    _time("expires_at"),
    _word("status"),  # what the provider reported: queued, sent, delivered, read, failed
    _word("error"),
    _time("created_at"),
    _time("sent_at"),
    Index("ix_outbox_person_id", "person_id", "created_at"),
    sqlite_autoincrement=True,
)
_where("held", outbox, "state = 'held'", outbox.c.person_id)
_where(
    "pending",
    outbox,
    "state = 'pending'",
    outbox.c.channel,
    outbox.c.account,
    outbox.c.lane,
    outbox.c.id,
)
_where(
    "underway",
    outbox,
    "state IN ('pending', 'sending')",
    outbox.c.channel,
    outbox.c.account,
    outbox.c.to_address,
)
_where(
    "doubtful",
    outbox,
    "state IN ('sending', 'unknown', 'held')",
    outbox.c.channel,
    outbox.c.account,
    outbox.c.due_at,
)
_where("vanish", outbox, "vanish", outbox.c.id)

delivery = Table(
    "delivery",
    metadata,
    _id(),
    Column("outbox_id", BigInteger, nullable=False),
    _word("channel"),
    _word("account"),
    _word("to_address"),
    _word("provider_id"),
    _time("at"),
    # a template that said that the message waits, not the message itself
    Column("notice", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("channel", "account", "provider_id", "to_address"),
    Index("ix_delivery_outbox_id", "outbox_id"),
)

parked = Table(
    "parked",
    metadata,
    _id(),
    _word("channel"),
    _word("account"),
    _word("provider_id"),
    _word("status"),
    _word("error"),
    _time("at"),
    Index("ix_parked_provider", "channel", "account", "provider_id"),
)

timer = Table(
    "timer",
    metadata,
    _id(),
    _person(),
    _word("kind"),
    Column("key", String, nullable=False, unique=True),
    _time("due_at"),
    _word("wall"),
    _word("zone"),
    _word("tzdb"),
    _json("facts", "{}"),
    _word("state", "waiting"),  # waiting, fired, dropped
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    _time("fired_at"),
    Index("ix_timer_person_id", "person_id", "due_at"),
    sqlite_autoincrement=True,
)
_where("due", timer, "state = 'waiting'", timer.c.due_at)
_where("waiting", timer, "state = 'waiting'", timer.c.person_id, timer.c.kind)

run = Table(
    "run",
    metadata,
    _id(),
    _person(),
    _word("run_id"),
    _word("flow"),
    _number("version"),
    _word("end"),
    _json("answers", "{}"),
    _time("finished_at"),
    Index("ix_run_person_id", "person_id"),
)

member = Table(
    "member",
    metadata,
    _person(primary_key=True),
    _word("state"),
    _json("roles", "[]"),
    _word("name"),
    Column("birth_year", SmallInteger),
    _word("kind"),
    _word("country"),
    _word("region"),
    _word("city"),
    _word("timezone"),
    _word("sector"),
    _word("trade"),
    _word("stage"),
    _word("intent"),
    _json("needs", "[]"),
    _json("offers", "[]"),
    _json("languages", "[]"),
    _json("availability", "[]"),
    Column("capacity", SmallInteger, nullable=False, server_default="0"),
    Column("goal", Text, nullable=False, server_default=""),
    _word("pledge"),
    _json("pillars", "[]"),
    _word("verdict"),
    _json("reasons", "[]"),
    _word("rules_version"),
    _json("more", "{}"),
    _time("created_at"),
    _time("updated_at"),
)

consent = Table(
    "consent",
    metadata,
    _id(),
    _person(),
    _word("purpose"),
    _word("version"),
    _word("language"),
    Column("given", Boolean, nullable=False),
    _word("channel"),
    _word("account"),
    _word("event_id"),  # the provider's id of the message that answered
    _time("at"),
    Index("ix_consent_person_id", "person_id"),
)

pledge = Table(
    "pledge",
    metadata,
    _id(),
    _person(),
    _word("answer"),
    _word("language"),
    _time("at"),
    Index("ix_pledge_person_id", "person_id"),
)

event = Table(
    "event",
    metadata,
    _id(),
    Column("person_id", BigInteger),
    _time("at"),
    _word("rule"),
    _json("data", "{}"),
    Index("ix_event_person", "person_id", "id"),
)

alert = Table(
    "alert",
    metadata,
    _id(),
    Column("person_id", BigInteger),
    _word("kind"),
    _word("severity", "normal"),
    _word("state", "open"),  # open, closed
    _time("at"),
    _time("closed_at"),
    _word("closed_by"),
    Index("ix_alert_person_id", "person_id"),
    sqlite_autoincrement=True,
)
_where("open", alert, "state = 'open'", alert.c.id)

link = Table(
    "link",
    metadata,
    Column("digest", String, primary_key=True),
    _person(),
    Column("asking_person_id", BigInteger, ForeignKey("person.id")),
    Column("asking_address_id", BigInteger),
    Column("tries", SmallInteger, nullable=False, server_default="0"),
    _time("expires_at"),
    _time("used_at"),
    Index("ix_link_person_id", "person_id"),
    Index("ix_link_asking_person_id", "asking_person_id"),
)

matching_round = Table(
    "matching_round",
    metadata,
    _id(),
    _word("state", "draft"),  # draft, released, undone
    _word("mode"),
    _word("table_version"),
    Column("seed", BigInteger, nullable=False, server_default="0"),
    _json("summary", "{}"),  # figures without names
    _time("created_at"),
    _time("released_at"),
    sqlite_autoincrement=True,
)

proposal = Table(
    "proposal",
    metadata,
    _id(),
    Column("round_id", BigInteger),  # none: found for one newcomer
    Column("mentee_id", BigInteger),  # none: erased
    Column("mentor_id", BigInteger),
    Column("rank", SmallInteger, nullable=False, server_default="0"),
    _number("points"),  # in score units
    _word("table_version"),
    _json("explanation", "{}"),  # to the mentee and to the mentor, in codes
    _word("state", "drafted"),
    _json("introduction", "[]"),  # the mentee's three lines
    Column("question", Text, nullable=False, server_default=""),
    Column("answer", Text, nullable=False, server_default=""),
    _word("reason"),
    Column("reason_line", Text, nullable=False, server_default=""),  # private to its author
    _time("created_at"),
    _time("shown_at"),
    _time("asked_at"),
    _time("expires_at"),
    _time("settled_at"),
    Index("ix_proposal_mentee_id", "mentee_id"),
    Index("ix_proposal_mentor_id", "mentor_id"),
    Index("ix_proposal_round_id", "round_id"),
    sqlite_autoincrement=True,
)
_where(
    "open",
    proposal,
    "state IN ('drafted', 'held', 'questioned', 'sent', 'shown')",
    proposal.c.mentor_id,
    proposal.c.mentee_id,
    proposal.c.state,
)

exclusion = Table(
    "exclusion",
    metadata,
    _id(),
    Column("first_id", BigInteger, ForeignKey("person.id"), nullable=False),
    Column("second_id", BigInteger, ForeignKey("person.id"), nullable=False),
    _word("reason"),  # blocked, failed, declined, conflict, held
    _time("until_at"),  # 0: for good
    _time("created_at"),
    Index("ix_exclusion_first_id", "first_id"),
    Index("ix_exclusion_second_id", "second_id"),
)

mentorship = Table(
    "mentorship",
    metadata,
    _id(),
    Column("mentee_id", BigInteger),  # none: erased
    Column("mentor_id", BigInteger),
    Column("proposal_id", BigInteger),
    _word("kind", "one_to_one"),
    _word("state", "agreed"),
    _json("pair", "{}"),
    _number("version"),
    _time("created_at"),
    _time("updated_at"),
    _time("ended_at"),
    Index("ix_mentorship_mentee_id", "mentee_id"),
    Index("ix_mentorship_mentor_id", "mentor_id"),
    # Whatever the code does: nobody is accompanied by two people at once.
    Index(
        "uq_mentorship_live",
        "mentee_id",
        unique=True,
        sqlite_where=text("ended_at = 0 AND kind = 'one_to_one'"),
        postgresql_where=text("ended_at = 0 AND kind = 'one_to_one'"),
    ),
    sqlite_autoincrement=True,
)

template = Table(
    "template",
    metadata,
    # A version is a digest of words and variables; older ones serve until the newest is approved.
    Column("account", String, primary_key=True, server_default=""),
    Column("name", String, primary_key=True, server_default=""),
    Column("language", String, primary_key=True, server_default=""),
    Column("version", String, primary_key=True, server_default=""),
    _word("content_sid"),
    _json("variables", "[]"),  # names of facts, in order
    _word("status", "unsubmitted"),  # received, pending, approved, rejected, paused, disabled
    _word("reason"),
    _time("pushed_at"),
    _time("checked_at"),
)

confidence = Table(
    "confidence",
    metadata,
    _id(),
    _person(),
    Column("mentorship_id", BigInteger, nullable=False),
    _word("about"),
    Column("rating", SmallInteger, nullable=False, server_default="0"),
    _word("reason"),
    Column("line", Text, nullable=False, server_default=""),
    _time("at"),
    Index("ix_confidence_person_id", "person_id"),
    Index("ix_confidence_mentorship_id", "mentorship_id"),
)

goal = Table(
    "goal",
    metadata,
    _id(),
    Column("mentorship_id", BigInteger, nullable=False),
    _word("proposed_by"),  # mentor, mentee
    _word("state", "draft"),
    _json("goal", "{}"),
    _json("readings", "[]"),  # the metric's values, oldest first
    _number("version"),
    _time("created_at"),
    _time("updated_at"),
    Index("ix_goal_mentorship_id", "mentorship_id"),
    sqlite_autoincrement=True,
)

skill_rating = Table(
    "skill_rating",
    metadata,
    Column("mentorship_id", BigInteger, primary_key=True, autoincrement=False),
    Column("rater", String, primary_key=True),
    Column("moment", String, primary_key=True),  # t0, t1, t2
    Column("skill", String, primary_key=True),
    Column("level", SmallInteger, nullable=False),
    _time("at"),
)

outcome = Table(
    "outcome",
    metadata,
    _id(),
    Column("mentorship_id", BigInteger, nullable=False),
    _word("kind"),
    _word("reporter"),  # mentor, mentee
    _word("state", "claimed"),
    Column("grade", SmallInteger, nullable=False, server_default="0"),
    _json("outcome", "{}"),
    _number("version"),
    _time("created_at"),
    _time("updated_at"),
    Index("ix_outcome_mentorship_id", "mentorship_id"),
    sqlite_autoincrement=True,
)

promise = Table(
    "promise",
    metadata,
    _id(),
    Column("person_id", BigInteger),  # none: erased
    Column("mentorship_id", BigInteger, nullable=False),  # in which they are accompanied
    Column("parent_id", BigInteger),
    _word("state", "offered"),
    _json("pledge", "{}"),
    _time("created_at"),
    _time("updated_at"),
    Index("uq_promise_person_id", "person_id", unique=True),
    Index("ix_promise_mentorship_id", "mentorship_id"),
    sqlite_autoincrement=True,
)

line = Table(
    "line",
    metadata,
    Column("mentorship_id", BigInteger, primary_key=True, autoincrement=False),
    _json("blocked_by", "[]"),  # sides
    _json("shared_by", "[]"),
    _json("contacts", "{}"),  # what each side gives the other once both share, by side
    Column("held", Boolean, nullable=False, server_default=text("false")),
)

relayed = Table(
    "relayed",
    metadata,
    _id(),
    Column("mentorship_id", BigInteger, nullable=False),
    Column("sender_id", BigInteger, nullable=False),
    Column("recipient_id", BigInteger, nullable=False),
    _word("content"),  # text, voice, image, document
    Column("text", Text, nullable=False, server_default=""),
    _json("media", "{}"),
    Column("reply_to", BigInteger),
    _word("state", "waiting"),  # waiting, owed, delivered, refused
    _word("reason"),
    _word("key"),  # of the outbox row that carries it
    _time("created_at"),
    Index("ix_relayed_sender", "sender_id", "created_at"),
    Index("ix_relayed_recipient_id", "recipient_id"),
    Index("ix_relayed_mentorship_id", "mentorship_id"),
    sqlite_autoincrement=True,
)
_where("owed", relayed, "state = 'owed'", relayed.c.id)

tombstone = Table(
    "tombstone",
    metadata,
    Column("digest", String, primary_key=True),
    _word("kind"),  # event, address, stopped
    _time("at"),
)

meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)
