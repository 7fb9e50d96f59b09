"""A draft report that is offered to be cleared: by whom, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"


def upgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.add_column(sa.Column("offered_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True))
        table.create_foreign_key(
            op.f("fk__report__offered_by_id__person"), "person", ["offered_by_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.drop_constraint(op.f("fk__report__offered_by_id__person"), type_="foreignkey")
        table.drop_column("offered_at")
        table.drop_column("offered_by_id")
