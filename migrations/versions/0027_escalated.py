"""Since when a finding is escalated: a measure of it is late, and somebody above was told."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("finding", sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("finding") as table:
        table.drop_column("escalated_at")
