"""Items cut, taken apart and put together; verdicts given as one; boundaries that a person corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("item", sa.Column("regrouped", sa.Text(), nullable=True))
    op.add_column("item_field", sa.Column("corrected_place", sa.JSON(), nullable=True))
    with op.batch_alter_table("decision") as table:
        table.add_column(sa.Column("lead_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk__decision__lead_id__decision"), "decision", ["lead_id"], ["id"]
        )
        table.create_index(op.f("ix__decision__lead_id"), ["lead_id"])


def downgrade() -> None:
    with op.batch_alter_table("decision") as table:
        table.drop_index(op.f("ix__decision__lead_id"))
        table.drop_constraint(op.f("fk__decision__lead_id__decision"), type_="foreignkey")
        table.drop_column("lead_id")
    op.drop_column("item_field", "corrected_place")
    op.drop_column("item", "regrouped")
