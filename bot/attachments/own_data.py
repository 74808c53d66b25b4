"""One's own data, as the file that the attachment `export` of a message becomes."""

import json

from sqlalchemy import Connection

from storage import queries

NAME, MEDIA_TYPE = "mem-data.json", "application/json"


def own_data(conn: Connection, person_id: int) -> bytes | None:
    """Everything stored about one person, as JSON that people can read; None if unknown."""
    data = queries.own_file(conn, person_id)
    return None if data is None else json.dumps(data, ensure_ascii=False, indent=1).encode()
