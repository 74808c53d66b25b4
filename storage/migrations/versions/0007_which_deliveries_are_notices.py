"""Which deliveries were notices: what became of one says nothing of the message behind it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "delivery",
        sa.Column("notice", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    # Or the notices that are known to have left would be looked for as if they were in doubt.
    op.execute(
        "UPDATE delivery SET notice = true WHERE EXISTS (SELECT 1 FROM outbox"
        " WHERE outbox.id = delivery.outbox_id AND outbox.state = 'held'"
        " AND outbox.error LIKE 'notice %' AND outbox.sent_at <= delivery.at)"
    )


def downgrade() -> None:
    op.drop_column("delivery", "notice")
