"""Questions to a company about an item, comments on items, items that somebody wants to see again."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("item", sa.Column("awaits", sa.Text(), nullable=True))
    op.add_column("item", sa.Column("flagged_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        *_references("question", item_id="item", document_id="document"),
        *_references("question", asked_by_id="person", answered_by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__question")),
        sa.UniqueConstraint("public_id", name=op.f("uq__question__public_id")),
    )
    op.create_index(op.f("ix__question__item_id"), "question", ["item_id"])
    op.create_index(op.f("ix__question__state"), "question", ["state"])
    op.create_table(
        "item_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        *_references("item_comment", item_id="item", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__item_comment")),
        sa.UniqueConstraint("public_id", name=op.f("uq__item_comment__public_id")),
    )
    op.create_index(op.f("ix__item_comment__item_id"), "item_comment", ["item_id"])


def _references(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk__{table}__{column}__{of}"))
        for column, of in columns.items()
    ]


def downgrade() -> None:
    op.drop_table("item_comment")
    op.drop_table("question")
    op.drop_column("item", "flagged_at")
    op.drop_column("item", "awaits")
