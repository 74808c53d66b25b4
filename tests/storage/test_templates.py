"""What was last seen of the templates at Twilio."""

from msgspec.structs import replace

from storage import templates
from storage.database import Database
from storage.templates import TemplateRow
from tests.storage.rows import DAY, NOW

FIRST = TemplateRow("AC1", "match", "fr", "0000aaaa", "HX1", ("partner",), "pending", "", NOW, NOW)


def test_what_is_seen_again_is_brought_up_to_date(database: Database) -> None:
    """The verdict changes; when it was first pushed stays."""
    seen = replace(FIRST, status="approved", pushed_at=NOW + DAY, checked_at=NOW + DAY)
    with database.begin() as conn:
        templates.record(conn, [FIRST])
        templates.record(conn, [seen])
        templates.record(conn, [])
    with database.read() as conn:
        assert templates.pushed(conn, "AC1") == [replace(seen, pushed_at=NOW)]
        assert templates.pushed(conn, "AC2") == []


def test_only_what_whatsapp_takes_now_is_approved(database: Database) -> None:
    """In that language, the newest version first."""
    rows = [
        replace(FIRST, status="approved"),
        replace(FIRST, version="0000bbbb", status="approved", pushed_at=NOW + 1),
        replace(FIRST, version="0000cccc", status="rejected", pushed_at=NOW + 2),
        replace(FIRST, language="ar", status="approved"),
        replace(FIRST, account="AC2", status="approved"),
    ]
    with database.begin() as conn:
        templates.record(conn, rows)
    with database.read() as conn:
        found = templates.approved(conn, "AC1", "fr", [FIRST.name])
    assert [one.version for one in found] == ["0000bbbb", "0000aaaa"]


def test_a_refused_template_is_not_used_until_it_is_seen_again(database: Database) -> None:
    """By its sid; the reason is kept for whoever looks."""
    good = replace(FIRST, status="approved")
    with database.begin() as conn:
        templates.record(conn, [good])
        templates.doubt(conn, "AC1", "HX1", "63041", NOW + 5)
        (row,) = templates.pushed(conn, "AC1")
        assert (row.status, row.reason, row.checked_at) == ("paused", "63041", NOW + 5)
        assert templates.approved(conn, "AC1", "fr", [FIRST.name]) == []
        templates.record(conn, [replace(good, checked_at=NOW + DAY)])
        assert len(templates.approved(conn, "AC1", "fr", [FIRST.name])) == 1
