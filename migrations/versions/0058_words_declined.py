"""Why the other words that an organisation cleared for a passage were not taken over."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"


def upgrade() -> None:
    with op.batch_alter_table("report_clearance") as table:
        table.add_column(sa.Column("declined", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("report_clearance") as table:
        table.alter_column("declined", existing_type=sa.Text(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("report_clearance") as table:
        table.drop_column("declined")
