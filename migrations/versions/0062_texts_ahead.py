"""Since when a text of a report is ahead of the one in the other language; nobody knows of old ones."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"


def upgrade() -> None:
    op.add_column(
        "report_text", sa.Column("ahead_since", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    with op.batch_alter_table("report_text") as table:
        table.drop_column("ahead_since")
