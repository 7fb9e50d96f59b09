"""What can be searched: words with their kind and owner, taken apart by the database."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__search_entry")),
    )
    op.create_index(
        op.f("ix__search_entry__kind_subject_id_scope"),
        "search_entry",
        ["kind", "subject_id", "scope"],
        unique=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE INDEX search_words ON search_entry "
            "USING gin (array_to_tsvector(string_to_array(words, ' ')))"
        )
        return
    # Only which row a word stands in is kept: neither where in it, nor how often.
    op.execute(
        "CREATE VIRTUAL TABLE search_words USING fts5"
        "(words, content='search_entry', content_rowid='id', detail='none', columnsize=0)"
    )
    op.execute(
        "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN "
        "INSERT INTO search_words (rowid, words) VALUES (new.id, new.words); END"
    )
    op.execute(
        "CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN INSERT INTO "
        "search_words (search_words, rowid, words) VALUES ('delete', old.id, old.words); END"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_table("search_entry")
