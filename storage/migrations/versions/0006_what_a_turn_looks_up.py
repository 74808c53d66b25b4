"""What turns look up: what waits for somebody, what was said to them lately, open proposals."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_outbox_person_id", "outbox")
    op.create_index("ix_outbox_person_id", "outbox", ["person_id", "created_at"])
    op.create_index(
        "ix_outbox_held",
        "outbox",
        ["person_id"],
        sqlite_where=sa.text("state = 'held'"),
        postgresql_where=sa.text("state = 'held'"),
    )
    op.drop_index("ix_timer_person_id", "timer")
    op.create_index("ix_timer_person_id", "timer", ["person_id", "due_at"])
    op.create_index(
        "ix_timer_waiting",
        "timer",
        ["person_id", "kind"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_proposal_open",
        "proposal",
        ["mentor_id", "mentee_id", "state"],
        sqlite_where=sa.text("state IN ('drafted', 'held', 'questioned', 'sent', 'shown')"),
        postgresql_where=sa.text("state IN ('drafted', 'held', 'questioned', 'sent', 'shown')"),
    )


def downgrade() -> None:
    op.drop_index("ix_proposal_open", "proposal")
    op.drop_index("ix_timer_waiting", "timer")
    op.drop_index("ix_timer_person_id", "timer")
    op.create_index("ix_timer_person_id", "timer", ["person_id"])
    op.drop_index("ix_outbox_held", "outbox")
    op.drop_index("ix_outbox_person_id", "outbox")
    op.create_index("ix_outbox_person_id", "outbox", ["person_id"])
