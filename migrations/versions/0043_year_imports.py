"""Answers of a year that were taken out of a file, and what undoing that restores."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    op.create_table(
        "year_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["year_id"], ["member_year.id"], name=op.f("fk__year_import__year_id__member_year")
        ),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["upload.id"], name=op.f("fk__year_import__upload_id__upload")
        ),
        sa.ForeignKeyConstraint(
            ["imported_by_id"],
            ["person.id"],
            name=op.f("fk__year_import__imported_by_id__person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__year_import")),
        sa.UniqueConstraint("public_id", name=op.f("uq__year_import__public_id")),
    )
    op.create_index(op.f("ix__year_import__year_id"), "year_import", ["year_id"])


def downgrade() -> None:
    op.drop_table("year_import")
