"""Why a report is corrected, in the language of its other edition too; nobody wrote that before."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"


def upgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.add_column(
            sa.Column("correction_translated", sa.Text(), server_default="", nullable=False)
        )
    with op.batch_alter_table("report") as table:
        table.alter_column("correction_translated", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.drop_column("correction_translated")
