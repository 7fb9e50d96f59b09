"""A company makes reports of its own year: on its due diligence, and on its plan of action."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.add_column(sa.Column("year_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk__report__year_id__member_year"), "member_year", ["year_id"], ["id"]
        )
        table.create_index(op.f("ix__report__year_id"), ["year_id"])


def downgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.drop_index(op.f("ix__report__year_id"))
        table.drop_constraint(op.f("fk__report__year_id__member_year"), type_="foreignkey")
        table.drop_column("year_id")
