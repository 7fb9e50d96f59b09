"""The index of the names of smelters tells whose they are: no row of fields is read for it."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"

_INDEX = "ix__item_field__smelter"


def upgrade() -> None:
    _indexed("text", "item_id")


def downgrade() -> None:
    _indexed("text")


def _indexed(*columns: str) -> None:
    op.drop_index(_INDEX, "item_field")
    op.create_index(
        _INDEX,
        "item_field",
        columns,
        sqlite_where=sa.text("name = 'smelter'"),
        postgresql_where=sa.text("name = 'smelter'"),
    )
