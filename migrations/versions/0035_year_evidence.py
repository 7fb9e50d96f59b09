"""The documents that show what a company answers in its year."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.create_table(
        "year_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["year_answer.id"],
            name=op.f("fk__year_evidence__answer_id__year_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk__year_evidence__document_id__document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__year_evidence")),
        sa.UniqueConstraint(
            "answer_id", "document_id", name=op.f("uq__year_evidence__answer_id_document_id")
        ),
    )
    op.create_index(op.f("ix__year_evidence__document_id"), "year_evidence", ["document_id"])


def downgrade() -> None:
    op.drop_table("year_evidence")
