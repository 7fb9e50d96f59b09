"""Which documents are alike, and which of them a person keeps apart; what a withdrawn one was."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "likeness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("apart_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("apart_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk__likeness__document_id__document")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["document.id"], name=op.f("fk__likeness__other_id__document")
        ),
        sa.ForeignKeyConstraint(
            ["apart_by_id"], ["person.id"], name=op.f("fk__likeness__apart_by_id__person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__likeness")),
        sa.UniqueConstraint(
            "document_id", "other_id", name=op.f("uq__likeness__document_id_other_id")
        ),
    )
    op.create_index(op.f("ix__likeness__other_id"), "likeness", ["other_id"])
    op.add_column("document", sa.Column("withdrawn_from", sa.String(length=32), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("document") as table:
        table.drop_column("withdrawn_from")
    op.drop_table("likeness")
