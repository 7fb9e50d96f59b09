"""Which decisions taught a site's other name, so that it goes when they are taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "name_lesson",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["name_id"], ["site_name.id"], name=op.f("fk__name_lesson__name_id__site_name")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item.id"], name=op.f("fk__name_lesson__item_id__item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__name_lesson")),
        sa.UniqueConstraint("name_id", "item_id", name=op.f("uq__name_lesson__name_id_item_id")),
    )
    with op.batch_alter_table("name_lesson", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix__name_lesson__item_id"), ["item_id"], unique=False)


def downgrade() -> None:
    op.drop_table("name_lesson")
