"""What a version says of its document: kind, supplier, period, validity, each with its place."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("document_version", sa.Column("facts", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("document_version") as table:
        table.drop_column("facts")
