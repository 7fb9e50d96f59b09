"""Who answers first for a document, and what the company said of an item."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column(
        "document",
        sa.Column("review_first", sa.Text(), nullable=False, server_default="reviewers"),
    )
    with op.batch_alter_table("document") as table:
        table.alter_column("review_first", server_default=None)
    with op.batch_alter_table("item") as table:
        table.add_column(
            sa.Column("asked", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("answer", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("answered_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk__item__answered_by_id__person"), "person", ["answered_by_id"], ["id"]
        )

    with op.batch_alter_table("item") as table:
        table.alter_column("asked", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("item") as table:
        table.drop_constraint(op.f("fk__item__answered_by_id__person"), type_="foreignkey")
        table.drop_column("answered_by_id")
        table.drop_column("answer")
        table.drop_column("asked")
    op.drop_column("document", "review_first")
