"""What the queue asks of every paper that somebody reads stands in indexes: it reads no item.

One holds all that tells whether an item waits for a reader, one its metal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

BEFORE = "ix__item__version_id_state_proposed_by_id"
WAITING = "ix__item__waiting"
TELLS = ["version_id", "state", "proposed_by_id", "certainty", "awaits", "asked", "answer", "id"]
METAL = "ix__item_field__metal"


def upgrade() -> None:
    op.create_index(WAITING, "item", TELLS)
    op.drop_index(BEFORE, "item")
    of_metals = sa.text("name = 'metal'")
    op.create_index(
        METAL,
        "item_field",
        ["item_id", "value", "corrected"],
        sqlite_where=of_metals,
        postgresql_where=of_metals,
    )


def downgrade() -> None:
    op.drop_index(METAL, "item_field")
    op.create_index(BEFORE, "item", TELLS[:3])
    op.drop_index(WAITING, "item")
