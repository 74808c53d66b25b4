"""Words between two people: the line between them, and what was passed on."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "line",
        sa.Column("mentorship_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("blocked_by", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("shared_by", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("contacts", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("held", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.PrimaryKeyConstraint("mentorship_id", name=op.f("pk_line")),
    )
    op.create_table(
        "relayed",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("mentorship_id", sa.BigInteger(), nullable=False),
        sa.Column("sender_id", sa.BigInteger(), nullable=False),
        sa.Column("recipient_id", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.String(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("media", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("reply_to", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("key", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relayed")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_relayed_sender", "relayed", ["sender_id", "created_at"], unique=False)
    op.create_index("ix_relayed_recipient_id", "relayed", ["recipient_id"], unique=False)
    op.create_index("ix_relayed_mentorship_id", "relayed", ["mentorship_id"], unique=False)
    op.create_index(
        "ix_relayed_owed",
        "relayed",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'owed'"),
        postgresql_where=sa.text("state = 'owed'"),
    )


def downgrade() -> None:
    op.drop_table("relayed")
    op.drop_table("line")
