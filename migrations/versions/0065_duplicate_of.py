"""Which item a rejected one doubles; until now only a note said so."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"


def upgrade() -> None:
    with op.batch_alter_table("decision") as table:
        table.add_column(sa.Column("duplicate_of_id", sa.Integer(), nullable=True))
        table.create_index(op.f("ix__decision__duplicate_of_id"), ["duplicate_of_id"])
        table.create_foreign_key(
            op.f("fk__decision__duplicate_of_id__item"), "item", ["duplicate_of_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("decision") as table:
        table.drop_constraint(op.f("fk__decision__duplicate_of_id__item"), type_="foreignkey")
        table.drop_index(op.f("ix__decision__duplicate_of_id"))
        table.drop_column("duplicate_of_id")
