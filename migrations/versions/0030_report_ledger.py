"""Which records the figures of a report count."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.create_table(
        "report_ledger",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("book", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk__report_ledger__report_id__report")
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk__report_ledger")),
    )


def downgrade() -> None:
    op.drop_table("report_ledger")
