"""The digest of the secret address of somebody's calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("calendar_digest", sa.Text(), nullable=True))
        table.create_unique_constraint(op.f("uq__person__calendar_digest"), ["calendar_digest"])


def downgrade() -> None:
    with op.batch_alter_table("person") as table:
        table.drop_constraint(op.f("uq__person__calendar_digest"), type_="unique")
        table.drop_column("calendar_digest")
