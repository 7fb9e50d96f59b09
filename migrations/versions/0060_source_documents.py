"""The document of what a finding rests on, kept with it: who reads it sees the finding."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"


def upgrade() -> None:
    op.add_column("finding_source", sa.Column("document_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE finding_source SET document_id = "
        "(SELECT item.document_id FROM item WHERE item.id = finding_source.item_id)"
    )
    with op.batch_alter_table("finding_source") as table:
        table.alter_column("document_id", existing_type=sa.Integer(), nullable=False)
        table.create_foreign_key(
            op.f("fk__finding_source__document_id__document"), "document", ["document_id"], ["id"]
        )
        table.create_index(
            op.f("ix__finding_source__document_id_finding_id"), ["document_id", "finding_id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("finding_source") as table:
        table.drop_index(op.f("ix__finding_source__document_id_finding_id"))
        table.drop_constraint(op.f("fk__finding_source__document_id__document"), type_="foreignkey")
        table.drop_column("document_id")
