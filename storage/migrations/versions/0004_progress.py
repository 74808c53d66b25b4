"""What comes of a mentorship: goals, skills, outcomes, promises passed on."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "goal",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("mentorship_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_by", sa.String(), server_default="", nullable=False),
        sa.Column("state", sa.String(), server_default="draft", nullable=False),
        sa.Column("goal", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("readings", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("updated_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_goal_mentorship_id", "goal", ["mentorship_id"], unique=False)
    op.create_table(
        "skill_rating",
        sa.Column("mentorship_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rater", sa.String(), nullable=False),
        sa.Column("moment", sa.String(), nullable=False),
        sa.Column("skill", sa.String(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint(
            "mentorship_id", "rater", "moment", "skill", name=op.f("pk_skill_rating")
        ),
    )
    op.create_table(
        "outcome",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("mentorship_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), server_default="", nullable=False),
        sa.Column("reporter", sa.String(), server_default="", nullable=False),
        sa.Column("state", sa.String(), server_default="claimed", nullable=False),
        sa.Column("grade", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("outcome", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("updated_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outcome_mentorship_id", "outcome", ["mentorship_id"], unique=False)
    op.create_table(
        "promise",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("mentorship_id", sa.BigInteger(), nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(), server_default="offered", nullable=False),
        sa.Column("pledge", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("created_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("updated_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_promise_person_id", "promise", ["person_id"], unique=True)
    op.create_index("ix_promise_mentorship_id", "promise", ["mentorship_id"], unique=False)


def downgrade() -> None:
    for name in ("promise", "outcome", "skill_rating", "goal"):
        op.drop_table(name)
