"""What two people share: rounds, proposals, exclusions, mentorships."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "matching_round",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("state", sa.String(), server_default="draft", nullable=False),
        sa.Column("mode", sa.String(), server_default="", nullable=False),
        sa.Column("table_version", sa.String(), server_default="", nullable=False),
        sa.Column("seed", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("summary", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("created_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("released_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_round")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "mentorship",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("mentee_id", sa.BigInteger(), nullable=True),
        sa.Column("mentor_id", sa.BigInteger(), nullable=True),
        sa.Column("proposal_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(), server_default="one_to_one", nullable=False),
        sa.Column("state", sa.String(), server_default="agreed", nullable=False),
        sa.Column("pair", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("updated_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("ended_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentorship")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mentorship_mentee_id", "mentorship", ["mentee_id"], unique=False)
    op.create_index("ix_mentorship_mentor_id", "mentorship", ["mentor_id"], unique=False)
    op.create_index(
        "uq_mentorship_live",
        "mentorship",
        ["mentee_id"],
        unique=True,
        sqlite_where=sa.text("ended_at = 0 AND kind = 'one_to_one'"),
        postgresql_where=sa.text("ended_at = 0 AND kind = 'one_to_one'"),
    )
    op.create_table(
        "proposal",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("round_id", sa.BigInteger(), nullable=True),
        sa.Column("mentee_id", sa.BigInteger(), nullable=True),
        sa.Column("mentor_id", sa.BigInteger(), nullable=True),
        sa.Column("rank", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("points", sa.Integer(), server_default="0", nullable=False),
        sa.Column("table_version", sa.String(), server_default="", nullable=False),
        sa.Column("explanation", sa.Text(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("state", sa.String(), server_default="drafted", nullable=False),
        sa.Column("introduction", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("question", sa.Text(), server_default="", nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("reason_line", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("shown_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("asked_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("expires_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("settled_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_proposal_mentee_id", "proposal", ["mentee_id"], unique=False)
    op.create_index("ix_proposal_mentor_id", "proposal", ["mentor_id"], unique=False)
    op.create_index("ix_proposal_round_id", "proposal", ["round_id"], unique=False)
    op.create_table(
        "exclusion",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("first_id", sa.BigInteger(), nullable=False),
        sa.Column("second_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("until_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["person.id"], name=op.f("fk_exclusion_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["person.id"], name=op.f("fk_exclusion_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion")),
    )
    op.create_index("ix_exclusion_first_id", "exclusion", ["first_id"], unique=False)
    op.create_index("ix_exclusion_second_id", "exclusion", ["second_id"], unique=False)

    op.create_table(
        "confidence",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("mentorship_id", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.String(), server_default="", nullable=False),
        sa.Column("rating", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("line", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_confidence_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confidence")),
    )
    with op.batch_alter_table("confidence", schema=None) as batch_op:
        batch_op.create_index("ix_confidence_person_id", ["person_id"], unique=False)
        batch_op.create_index("ix_confidence_mentorship_id", ["mentorship_id"], unique=False)


def downgrade() -> None:
    for name in ("confidence", "mentorship", "exclusion", "proposal", "matching_round"):
        op.drop_table(name)
