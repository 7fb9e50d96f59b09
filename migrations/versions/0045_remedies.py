"""What companies did for people who were harmed, by year."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    op.create_table(
        "remedy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=True),
        sa.Column("harmed", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("involvement", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("provided_on", sa.Date(), nullable=True),
        sa.Column("consulted", sa.Text(), nullable=False),
        sa.Column("satisfied", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id"], ["member_year.id"], name=op.f("fk__remedy__year_id__member_year")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk__remedy__finding_id__finding")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__remedy")),
        sa.UniqueConstraint("public_id", name=op.f("uq__remedy__public_id")),
    )
    op.create_index(op.f("ix__remedy__year_id"), "remedy", ["year_id"])
    op.create_index(op.f("ix__remedy__finding_id"), "remedy", ["finding_id"])


def downgrade() -> None:
    op.drop_table("remedy")
