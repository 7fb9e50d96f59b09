"""The Word files of a final report, as they were made when it became so."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"


def upgrade() -> None:
    op.create_table(
        "report_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name=op.f("fk__report_file__report_id__report")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__report_file")),
    )
    op.create_index(op.f("ix__report_file__report_id"), "report_file", ["report_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix__report_file__report_id"), table_name="report_file")
    op.drop_table("report_file")
