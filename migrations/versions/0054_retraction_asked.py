"""Who asked that a published report is withdrawn: somebody else confirms it."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"


def upgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.add_column(sa.Column("retraction_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk__report__retraction_by_id__person"), "person", ["retraction_by_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.drop_constraint(op.f("fk__report__retraction_by_id__person"), type_="foreignkey")
        table.drop_column("retraction_by_id")
