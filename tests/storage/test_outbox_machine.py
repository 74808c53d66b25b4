"""The outbox as a state machine: whatever happens in whatever order, its promises hold.

A model of a few dictionaries plays along; a provider that loses answers keeps the ground truth.
"""

from collections.abc import Iterator

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select, update

from storage import doubts, holds, migrate, outbox, outcomes, people
from storage.database import Database
from storage.opening import open_database
from storage.outbox import Owed
from storage.outcomes import RANKS, Accepted, Failed, Held, Report, Retry, Unknown
from storage.schema import LANES, address, delivery, event, inbox, parked, person
from storage.schema import outbox as table
from tests.storage.rows import ACCOUNT, CHANNEL, NOW, address_of, arrival, newcomer, owed, receive

LEASE = 100
MOST = 5
"""Messages an example owes: few, so that each of them lives through a lot."""

PEOPLE = ("ana", "bob")
HOWS = ("ok", "lost", "busy", "no", "window", "dies")
PERSONAL = ("write", "write", "stop", "active", "active", "active", "stopped", "blocked")
FINAL = {"accepted", "failed", "cancelled"}


def machine(database: Database) -> type[RuleBasedStateMachine]:
    """The machine on one open database."""

    class Outbox(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            with database.begin() as conn:
                for one in (table, delivery, parked, inbox, event, address, person):
                    conn.execute(delete(one))
                self.ids = {name: newcomer(conn, name) for name in PEOPLE}
            self.now = NOW
            self.count = 0
            self.owed = 0
            self.held: dict[int, Owed] = {}  # claimed by a sender that lives
            self.paused: dict[int, Owed] = {}  # claimed by one that lost its lease
            self.requests: dict[str, int] = {}  # accepted by the provider, by key
            self.doubts = 0  # outcomes nobody knew
            self.stopped: dict[str, int] = {}  # key to its attempts when a STOP covered it
            self.attempts: dict[str, list[int]] = {}  # those that reached the provider

        # -- what may happen --------------------------------------------------------------

        @initialize(lanes=st.lists(st.sampled_from(LANES), min_size=2, max_size=4))
        def begin(self, lanes: list[str]) -> None:
            for number, lane in enumerate(lanes):
                self.owe(PEOPLE[number % 2], lane)

        @precondition(lambda self: self.owed < MOST)
        @rule(who=st.sampled_from(PEOPLE), lane=st.sampled_from(LANES))
        def owe(self, who: str, lane: str) -> None:
            self.owed += 1
            with database.begin() as conn:
                owed(conn, f"k{self.owed}", self.ids[who], lane=lane, due_at=self.now)

        @rule(limit=st.integers(1, 3))
        def claim(self, limit: int) -> None:
            with database.begin() as conn:
                taken = outbox.claim(conn, CHANNEL, ACCOUNT, self.now, limit, LEASE)
            assert len({one.to_address for one in taken}) == len(taken)
            ranks = [LANES.index(one.lane) for one in taken]
            assert ranks == sorted(ranks)
            for one in taken:
                assert one.id not in self.held
                self.held[one.id] = one

        @rule(hows=st.lists(st.sampled_from(HOWS), min_size=1, max_size=3))
        def work(self, hows: list[str]) -> None:
            """A sender that lives claims and sends at once."""
            self.claim(len(hows))
            for row, how in zip(sorted(self.held), hows, strict=False):
                self.send(self.held.pop(row), how)

        @precondition(lambda self: self.held)
        @rule(data=st.data(), how=st.sampled_from(HOWS))
        def send_at_last(self, data: st.DataObject, how: str) -> None:
            self.send(self.held.pop(data.draw(st.sampled_from(sorted(self.held)))), how)

        def send(self, one: Owed, how: str) -> None:
            provider_id = f"SM{one.key}.{one.attempt}"
            if how in {"ok", "lost", "dies"}:
                self.requests[one.key] = self.requests.get(one.key, 0) + 1
                self.attempts.setdefault(one.key, []).append(one.attempt)
            outcome = {
                "ok": Accepted(one.id, provider_id, one.attempt),
                "lost": Unknown(one.id, "timeout", self.now, one.attempt),
                "busy": Retry(one.id, self.now + 50, "429", one.attempt),
                "no": Failed(one.id, "refused", one.attempt),
                "window": Held(one.id, "window", one.attempt),
            }.get(how)
            if outcome is not None:
                with database.begin() as conn:
                    outcomes.settle(conn, [outcome], self.now)

        @rule(
            by=st.sampled_from((60, 120, 120, 120_000)), resend=st.sampled_from((True, True, False))
        )
        def time_passes(self, by: int, resend: bool) -> None:
            """The clock ticks: leases end, windows open, doubts are resolved."""
            self.now += by
            self.sweep()
            self.look_into_doubts(resend=resend)

        def sweep(self) -> None:
            with database.begin() as conn:
                doubts.sweep_leases(conn, CHANNEL, ACCOUNT, self.now)
                for hold in holds.returned(conn, CHANNEL, ACCOUNT):
                    holds.let_go(conn, hold.id, hold.body, self.now)
            with database.read() as conn:
                sending = set(
                    conn.execute(select(table.c.id).where(table.c.state == "sending")).scalars()
                )
            self.paused |= {row: one for row, one in self.held.items() if row not in sending}
            self.held = {row: one for row, one in self.held.items() if row in sending}

        @precondition(lambda self: self.paused)
        @rule(data=st.data(), how=st.sampled_from(("ok", "busy", "no", "lost")))
        def wake_up_late(self, data: st.DataObject, how: str) -> None:
            """A sender that slept through its lease reports an attempt that is long past."""
            one = self.paused.pop(data.draw(st.sampled_from(sorted(self.paused))))
            if how in {"ok", "lost"}:
                self.requests[one.key] = self.requests.get(one.key, 0) + 1
            late = {
                "ok": Accepted(one.id, f"SM{one.key}.{one.attempt}", one.attempt),
                "lost": Unknown(one.id, "timeout", self.now, one.attempt),
                "busy": Retry(one.id, self.now, "429", one.attempt),
                "no": Failed(one.id, "refused", one.attempt),
            }
            with database.begin() as conn:
                outcomes.settle(conn, [late[how]], self.now)

        def look_into_doubts(self, *, resend: bool) -> None:
            with database.begin() as conn:
                for one in doubts.unknowns(conn, CHANNEL, ACCOUNT, self.now, 10):
                    outcome = (
                        Retry(one.id, self.now, "resend") if resend else Failed(one.id, "late")
                    )
                    outcomes.settle(conn, [outcome], self.now)

        @rule(data=st.data(), status=st.sampled_from(RANKS[1:]))
        def report(self, data: st.DataObject, status: str) -> None:
            if not self.requests:
                return
            key = data.draw(st.sampled_from(sorted(self.requests)))
            with database.begin() as conn:
                row = conn.execute(
                    select(table.c.id, table.c.attempts).where(table.c.key == key)
                ).one()
                said = Report(CHANNEL, ACCOUNT, f"SM{key}.{row.attempts}", status, outbox_id=row.id)
                outcomes.record_status(conn, said, self.now)
            self.held.pop(row.id, None)

        @rule(who=st.sampled_from(PEOPLE), what=st.sampled_from(PERSONAL))
        def person_acts(self, who: str, what: str) -> None:
            match what:
                case "stop":
                    self.stop(who)
                case "write":
                    self.write(who)
                case status:
                    with database.begin() as conn:
                        place = address_of(conn, self.ids[who])
                        people.set_status(conn, status, address_id=place.id)

        def stop(self, who: str) -> None:
            with database.begin() as conn:
                rows = conn.execute(
                    select(table.c.key, table.c.attempts).where(
                        table.c.person_id == self.ids[who], table.c.state.not_in(FINAL)
                    )
                ).all()
                outbox.cancel_for(conn, self.ids[who], self.now)
            for row in rows:
                self.stopped.setdefault(row.key, row.attempts)

        def write(self, who: str) -> None:
            self.count += 1
            with database.begin() as conn:
                receive(conn, arrival(f"e{self.count}", who, received_at=self.now))
                conn.execute(update(inbox).values(state="done"))  # it had its turn

        # -- what always holds ------------------------------------------------------------

        @invariant()
        def promises(self) -> None:
            with database.read() as conn:
                rows = conn.execute(select(table)).all()
            busy = [row.to_address for row in rows if row.state == "sending"]
            assert len(busy) == len(set(busy)), "one address got two at once"
            for row in rows:
                copies = self.requests.get(row.key, 0)
                assert copies <= 1 + row.unknowns, "a copy without a doubt"
                assert copies or row.state != "accepted", "accepted without having left"
                last = self.stopped.get(row.key, row.attempts)
                sent = self.attempts.get(row.key, [])
                assert all(attempt <= last for attempt in sent), "said after STOP"

    return Outbox


@pytest.mark.parametrize(("kind", "examples"), [("memory", 40), ("postgresql", 8)])
def test_the_outbox_keeps_its_promises(
    request: pytest.FixtureRequest, kind: str, examples: int
) -> None:
    """One at a time per address, no copy without a doubt, nothing after STOP, nothing pretended."""
    database = request.getfixturevalue(kind)
    run_state_machine_as_test(
        machine(database),
        settings=settings(
            max_examples=examples,
            stateful_step_count=50,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def memory() -> Iterator[Database]:
    """A migrated SQLite database in memory: thousands of steps without a disk."""
    opened = open_database("sqlite://")
    migrate.upgrade(opened)
    yield opened
    opened.close()
