"""What share of a figure's total was meant to be reached, by report."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    op.create_table(
        "report_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk__report_goal__report_id__report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__report_goal")),
        sa.UniqueConstraint("report_id", "code", name=op.f("uq__report_goal__report_id_code")),
    )


def downgrade() -> None:
    op.drop_table("report_goal")
