"""Notices: one a person and occasion."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk__notice__person_id__person")
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["person.id"], name=op.f("fk__notice__actor_id__person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__notice")),
        sa.UniqueConstraint("person_id", "key", name=op.f("uq__notice__person_id_key")),
    )
    op.create_index(op.f("ix__notice__person_id_read_at"), "notice", ["person_id", "read_at"])


def downgrade() -> None:
    op.drop_table("notice")
