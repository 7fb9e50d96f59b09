"""The language of what a finding quotes, kept with it: lists mark it without opening a document."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"


def upgrade() -> None:
    op.add_column("finding", sa.Column("language", sa.Text(), nullable=True))
    # What it quotes stands in the document of the first item that it rests on.
    op.execute(
        "UPDATE finding SET language = ("
        "SELECT document_version.language FROM finding_source "
        "JOIN item ON item.id = finding_source.item_id "
        "JOIN document_version ON document_version.id = item.version_id "
        "WHERE finding_source.finding_id = finding.id "
        "ORDER BY finding_source.id LIMIT 1)"
    )


def downgrade() -> None:
    with op.batch_alter_table("finding") as table:
        table.drop_column("language")
