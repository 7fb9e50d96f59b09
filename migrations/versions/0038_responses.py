"""By when a finding's risks ask for an answer, and why a measure takes longer than that."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    op.add_column("finding", sa.Column("respond_by", sa.Date(), nullable=True))
    op.add_column(
        "measure", sa.Column("reason", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
    with op.batch_alter_table("measure") as table:
        table.alter_column("reason", existing_type=sa.Text(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("measure") as table:
        table.drop_column("reason")
    with op.batch_alter_table("finding") as table:
        table.drop_column("respond_by")
