"""The risks that companies see in their chains, by year."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    op.create_table(
        "chain_risk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("supplier_id", sa.Integer(), nullable=True),
        sa.Column("risk", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("likelihood", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["year_id"], ["member_year.id"], name=op.f("fk__chain_risk__year_id__member_year")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk__chain_risk__supplier_id__supplier")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__chain_risk")),
        sa.UniqueConstraint("public_id", name=op.f("uq__chain_risk__public_id")),
    )
    op.create_index(op.f("ix__chain_risk__year_id"), "chain_risk", ["year_id"])


def downgrade() -> None:
    op.drop_table("chain_risk")
