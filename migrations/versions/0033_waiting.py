"""All that tells whether an item waits for a reader stands in one index: the queue reads no item.

The queue asks it of every paper that somebody reads.
"""

from alembic import op

revision = "0033"
down_revision = "0032"

BEFORE = "ix__item__version_id_state_proposed_by_id"
NAME = "ix__item__waiting"
COLUMNS = ["version_id", "state", "proposed_by_id", "certainty", "awaits", "asked", "answer"]


def upgrade() -> None:
    op.create_index(NAME, "item", COLUMNS)
    op.drop_index(BEFORE, "item")


def downgrade() -> None:
    op.create_index(BEFORE, "item", COLUMNS[:3])
    op.drop_index(NAME, "item")
