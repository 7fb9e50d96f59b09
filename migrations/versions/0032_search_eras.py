"""The words that who sees those of many looks through: by the era of their row.

All of them are written anew, as after the migration that made them.
"""

from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    _empty()


def downgrade() -> None:
    _empty()


def _empty() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("TRUNCATE search_entry")
        return
    # All at once: row by row, the trigger would take each of a million out of the index by itself.
    op.execute("DROP TRIGGER search_entry_gone")
    op.execute("DELETE FROM search_entry")
    op.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")
    op.execute(
        "CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN INSERT INTO "
        "search_words (search_words, rowid, words) VALUES ('delete', old.id, old.words); END"
    )
