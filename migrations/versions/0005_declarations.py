"""What a reporting template declares, and the remarks on it, with the reading that found them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    with op.batch_alter_table("document_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("declaration", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("remarks", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("document_version", schema=None) as batch_op:
        batch_op.drop_column("remarks")
        batch_op.drop_column("declaration")
