"""Comments on findings: among those who work on one, or shared with the company."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"


def upgrade() -> None:
    op.create_table(
        "finding_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk__finding_comment__finding_id__finding")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__finding_comment__person_id__person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__finding_comment")),
        sa.UniqueConstraint("public_id", name=op.f("uq__finding_comment__public_id")),
    )
    op.create_index(op.f("ix__finding_comment__finding_id"), "finding_comment", ["finding_id"])


def downgrade() -> None:
    op.drop_table("finding_comment")
