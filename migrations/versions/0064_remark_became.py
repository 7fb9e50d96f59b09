"""What the secretariat wrote by hand for a remark, as who made the remark reads it."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"


def upgrade() -> None:
    column = sa.Column("became", sa.Text(), nullable=False, server_default="")
    op.add_column("round_remark", column)
    with op.batch_alter_table("round_remark") as table:
        table.alter_column("became", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("round_remark") as table:
        table.drop_column("became")
