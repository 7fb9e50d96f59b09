"""What was checked before a finding was told, where it was published, and a copy of that page."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    with op.batch_alter_table("communication") as table:
        table.add_column(
            sa.Column("checks", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
        )
        table.add_column(
            sa.Column("address", sa.Text(), nullable=False, server_default=sa.text("''"))
        )
        table.add_column(sa.Column("copy_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("copy_hash", sa.Text(), nullable=True))
        table.create_foreign_key(
            op.f("fk__communication__copy_id__upload"), "upload", ["copy_id"], ["id"]
        )
    with op.batch_alter_table("communication") as table:
        table.alter_column("checks", existing_type=sa.JSON(), server_default=None)
        table.alter_column("address", existing_type=sa.Text(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("communication") as table:
        table.drop_constraint(op.f("fk__communication__copy_id__upload"), type_="foreignkey")
        for column in ("copy_hash", "copy_id", "address", "checks"):
            table.drop_column(column)
