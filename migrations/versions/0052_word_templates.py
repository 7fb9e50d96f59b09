"""The secretariat's own Word templates, and which one a final report was made with."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"


def upgrade() -> None:
    op.create_table(
        "word_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("switched_by_id", sa.Integer(), nullable=True),
        sa.Column("switched_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["person.id"], name=op.f("fk__word_template__added_by_id__person")
        ),
        sa.ForeignKeyConstraint(
            ["switched_by_id"],
            ["person.id"],
            name=op.f("fk__word_template__switched_by_id__person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__word_template")),
        sa.UniqueConstraint("public_id", name=op.f("uq__word_template__public_id")),
        sa.UniqueConstraint(
            "kind", "language", "number", name=op.f("uq__word_template__kind_language_number")
        ),
    )
    op.create_index(op.f("ix__word_template__digest"), "word_template", ["digest"])
    with op.batch_alter_table("report") as table:
        table.add_column(sa.Column("templates", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("report") as table:
        table.alter_column("templates", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("report") as table:
        table.drop_column("templates")
    op.drop_table("word_template")
