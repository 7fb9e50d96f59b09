"""The metals that a version's items name, kept with it: the queue asks papers for one."""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"

_INDEX = "ix__item_field__metal"


def upgrade() -> None:
    # Not in a batch, which would write the table anew: a million rows hang on it.
    op.add_column(
        "document_version", sa.Column("metals", sa.Text(), nullable=False, server_default="")
    )
    found: dict[int, set[str]] = defaultdict(set)
    bind = op.get_bind()
    for version, metal in bind.execute(
        sa.text(
            "SELECT DISTINCT item.version_id, coalesce(item_field.corrected, item_field.value) "
            "FROM item_field JOIN item ON item.id = item_field.item_id "
            "WHERE item_field.name = 'metal' AND item.state != 'set_aside' "
            "AND coalesce(item_field.corrected, item_field.value) != ''"
        )
    ):
        found[version].add(metal)
    kept = sa.text("UPDATE document_version SET metals = :metals WHERE id = :version")
    rows = [
        {"version": version, "metals": f"|{'|'.join(sorted(metals))}|"}
        for version, metals in found.items()
    ]
    if rows:
        bind.execute(kept, rows)
    op.drop_index(_INDEX, "item_field")


def downgrade() -> None:
    op.create_index(
        _INDEX,
        "item_field",
        ["item_id", "value", "corrected"],
        sqlite_where=sa.text("name = 'metal'"),
        postgresql_where=sa.text("name = 'metal'"),
    )
    op.drop_column("document_version", "metals")
