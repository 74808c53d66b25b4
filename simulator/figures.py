"""The figures of a simulated programme, read from its tables: a row of `COUNTS` each."""

from collections.abc import Mapping

from sqlalchemy import text

from simulator.world import World
from storage import queries

COUNTS: Mapping[str, str] = {
    "languages": "SELECT json_extract(talk, '$.language'), count(*) FROM person"
    " WHERE json_extract(talk, '$.consented') GROUP BY 1 ORDER BY 2 DESC",
    "verdicts": "SELECT verdict, count(*) FROM member GROUP BY 1 ORDER BY 2 DESC",
    "consents": "SELECT CASE given WHEN 1 THEN 'given' ELSE 'refused' END, count(*)"
    " FROM consent GROUP BY 1 ORDER BY 2 DESC",
    "alerts": "SELECT kind, count(*) FROM alert GROUP BY 1 ORDER BY 2 DESC",
    "not sent": "SELECT state || ' ' || error, count(*) FROM outbox"
    " WHERE state NOT IN ('accepted', 'pending') GROUP BY 1 ORDER BY 2 DESC",
    "lanes": "SELECT CASE lane WHEN 0 THEN 'reply' WHEN 1 THEN 'reminder' ELSE 'broadcast' END,"
    " count(*) FROM outbox WHERE state = 'accepted' GROUP BY 1",
}
"""A name and a query of labels and counts."""


def figures_of(world: World) -> dict[str, dict[str, int]]:
    """The programme's figures, from the tables."""
    with world.database.read() as conn:
        people = conn.execute(text("SELECT count(*) FROM person")).scalar_one()
        finished = conn.execute(text("SELECT count(*) FROM member")).scalar_one()
        stopped = conn.execute(
            text("SELECT count(*) FROM person WHERE json_extract(talk, '$.stopped')")
        ).scalar_one()
        figures = {
            "people": {"present": people, "finished onboarding": finished, "stopped": stopped},
            **{
                name: {row[0]: row[1] for row in conn.execute(text(sql))}
                for name, sql in COUNTS.items()
            },
        }
        figures |= {
            f"{name} rows": states
            for name, states in queries.totals(conn).items()
            if name in {"inbox", "timer", "tombstone"}
        }
    return figures
