"""A published report can be withdrawn: it keeps its number, and says why."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.add_column(sa.Column("retraction", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("report") as table:
        table.alter_column("retraction", existing_type=sa.Text(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.drop_column("retraction")
