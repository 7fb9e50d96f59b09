"""Further places where the very name of an item stands in the same document."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "item_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("box", sa.JSON(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("cell", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item.id"], name=op.f("fk__item_place__item_id__item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__item_place")),
    )
    op.create_index(op.f("ix__item_place__item_id"), "item_place", ["item_id"])


def downgrade() -> None:
    op.drop_table("item_place")
