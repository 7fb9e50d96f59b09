"""Why two people should have read an item that one person read, with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("item", sa.Column("one_reader", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("item", "one_reader")
