"""Names as they are printed stand in an index: what was said before of the same is asked of it.

It is asked of every item that somebody opens.
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"

NAME = "ix__item_field__smelter"


def upgrade() -> None:
    of_smelters = sa.text("name = 'smelter'")
    op.create_index(
        NAME,
        "item_field",
        ["text"],
        sqlite_where=of_smelters,
        postgresql_where=of_smelters,
    )


def downgrade() -> None:
    op.drop_index(NAME, "item_field")
