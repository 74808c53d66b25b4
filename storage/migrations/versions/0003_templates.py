"""The approved WhatsApp templates."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "template",
        sa.Column("account", sa.String(), server_default="", nullable=False),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("language", sa.String(), server_default="", nullable=False),
        sa.Column("version", sa.String(), server_default="", nullable=False),
        sa.Column("content_sid", sa.String(), server_default="", nullable=False),
        sa.Column("variables", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("status", sa.String(), server_default="unsubmitted", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("pushed_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("checked_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("account", "name", "language", "version", name=op.f("pk_template")),
    )


def downgrade() -> None:
    op.drop_table("template")
