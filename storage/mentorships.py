"""Two people who said yes to each other, one row a pair; the pair itself is a JSON document."""

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, func, or_, select, update

from core.mentoring.pair import Pair
from core.mentoring.side import Side
from storage.codec import decode_pair
from storage.prepared import Prepared
from storage.schema import mentorship

_LOAD = Prepared(select(mentorship).where(mentorship.c.id == bindparam("row")))
_OF = (
    select(mentorship)
    .where(
        or_(
            mentorship.c.mentee_id == bindparam("person"),
            mentorship.c.mentor_id == bindparam("person"),
        )
    )
    .order_by(mentorship.c.id.desc())
)
_ALL_OF, _LIVE_OF = Prepared(_OF), Prepared(_OF.where(mentorship.c.ended_at == 0))
_SAVE = Prepared(
    update(mentorship)
    .where(mentorship.c.id == bindparam("row"), mentorship.c.version == bindparam("read"))
    .values(
        pair=bindparam("new_pair"),
        state=bindparam("new_state"),
        version=bindparam("next"),
        updated_at=bindparam("now"),
        ended_at=bindparam("ended"),
    )
)
_TAKEN = Prepared(
    select(func.count())
    .select_from(mentorship)
    .where(mentorship.c.mentor_id == bindparam("mentor"), mentorship.c.ended_at == 0)
)
_ACCOMPANIED = Prepared(
    select(mentorship.c.id).where(
        mentorship.c.mentee_id == bindparam("mentee"), mentorship.c.ended_at == 0
    )
)


class StalePairError(RuntimeError):
    """The pair was changed by somebody else since it was read."""


FORGOTTEN = "{}"
"""The document of a pair once one of the two was erased."""


class Mentorship(Struct, frozen=True):
    """A row; an id of a person is None once they are erased, `document` is the pair as JSON text."""

    id: int
    mentee_id: int | None
    mentor_id: int | None
    proposal_id: int | None
    kind: str
    state: str
    document: str
    version: int
    created_at: int
    updated_at: int
    ended_at: int

    @property
    def forgotten(self) -> bool:
        """Whether one of the two was erased, and every word with them."""
        return self.document == FORGOTTEN

    @property
    def pair(self) -> Pair:
        """The pair itself; raises msgspec.ValidationError for one that is forgotten."""
        return decode_pair(self.document)

    @property
    def people(self) -> tuple[int, ...]:
        """Those of the two who are not erased, the mentor first."""
        return tuple(one for one in (self.mentor_id, self.mentee_id) if one is not None)

    def side_of(self, person_id: int | None) -> Side | None:
        """The seat of a person, or None for a stranger."""
        if person_id is None:
            return None
        if person_id == self.mentor_id:
            return "mentor"
        return "mentee" if person_id == self.mentee_id else None

    def person_of(self, side: Side) -> int | None:
        """Who sits there; None once they are erased."""
        return self.mentor_id if side == "mentor" else self.mentee_id


def begin(
    conn: Connection,
    mentee_id: int,
    mentor_id: int,
    proposal_id: int | None,
    now: int,
    *,
    document: str = FORGOTTEN,
    state: str = "agreed",
) -> int:
    """A new pair; its id. Raises IntegrityError when the mentee is accompanied already."""
    made = conn.execute(
        mentorship.insert()
        .values(
            mentee_id=mentee_id,
            mentor_id=mentor_id,
            proposal_id=proposal_id,
            state=state,
            pair=document,
            created_at=now,
            updated_at=now,
        )
        .returning(mentorship.c.id)
    )
    return int(made.scalar_one())


def load(conn: Connection, mentorship_id: int) -> Mentorship | None:
    """The pair, or None."""
    row = _LOAD.first(conn, row=mentorship_id)
    return Mentorship(*row) if row else None


def of(conn: Connection, person_id: int, *, live: bool = True) -> list[Mentorship]:
    """The pairs a person is part of, newest first; only those that have not ended if `live`."""
    statement = _LIVE_OF if live else _ALL_OF
    return [Mentorship(*row) for row in statement.all(conn, person=person_id)]


def live(conn: Connection) -> list[int]:
    """The ids of all pairs that have not ended."""
    running = select(mentorship.c.id).where(
        mentorship.c.ended_at == 0, mentorship.c.pair != FORGOTTEN
    )
    return list(conn.execute(running.order_by(mentorship.c.id)).scalars())


def running(conn: Connection) -> list[Mentorship]:
    """All pairs that have not ended, oldest first."""
    rows = conn.execute(
        select(mentorship).where(mentorship.c.ended_at == 0).order_by(mentorship.c.id)
    )
    return [Mentorship(*row) for row in rows]


def save(
    conn: Connection, one: Mentorship, document: str, state: str, now: int, *, ended: bool
) -> Mentorship:
    """Write the pair as changed from what was read; the row as it is then. Raises StalePairError."""
    ended_at = (one.ended_at or now) if ended else 0
    changed = _SAVE.run(
        conn,
        row=one.id,
        read=one.version,
        new_pair=document,
        new_state=state,
        next=one.version + 1,
        now=now,
        ended=ended_at,
    )
    if changed != 1:
        raise StalePairError(f"mentorship {one.id} at version {one.version}")
    return replace(
        one,
        document=document,
        state=state,
        version=one.version + 1,
        updated_at=now,
        ended_at=ended_at,
    )


def taken(conn: Connection, mentor_id: int) -> int:
    """How many people this mentor accompanies now."""
    return int(_TAKEN.scalar(conn, mentor=mentor_id) or 0)


def accompanied(conn: Connection, mentee_id: int) -> bool:
    """Whether this mentee has a mentor now."""
    return _ACCOMPANIED.first(conn, mentee=mentee_id) is not None


def forget(conn: Connection, person_id: int) -> None:
    """Keep that there was a pair and how it ended, lose the person and every word."""
    for side in (mentorship.c.mentee_id, mentorship.c.mentor_id):
        conn.execute(
            update(mentorship).where(side == person_id).values({side.name: None, "pair": FORGOTTEN})
        )
