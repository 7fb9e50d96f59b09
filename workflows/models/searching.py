"""The index that is searched: which words of which row somebody may find."""

from sqlalchemy import Connection, Index, Table, event, text
from sqlalchemy.orm import Mapped, mapped_column

from workflows.models.declarative import Base


class SearchEntry(Base):
    """The words of one row, each with its kind and with whose it is before it.

    Only ``search_index`` writes it; a trigger of SQLite or an index of PostgreSQL takes the words
    apart. It names its row by kind and number alone: it holds nothing that is not elsewhere.
    """

    __tablename__ = "search_entry"
    __table_args__ = (Index(None, "kind", "subject_id", "scope", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # document | page | item | site | finding
    subject_id: Mapped[int]
    scope: Mapped[int]  # the organisation whose it is; 0 for everybody who reads the register
    weight: Mapped[int]  # how many words it has: of two that fit, the shorter one fits better
    words: Mapped[str]


# What takes the words apart is in no model of the library: as the migration makes it.
_TAKEN_APART = (
    (
        "postgresql",
        "CREATE INDEX search_words ON search_entry "
        "USING gin (array_to_tsvector(string_to_array(words, ' ')))",
    ),
    (
        "sqlite",
        "CREATE VIRTUAL TABLE search_words USING fts5"
        "(words, content='search_entry', content_rowid='id', detail='none', columnsize=0)",
    ),
    (
        "sqlite",
        "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN "
        "INSERT INTO search_words (rowid, words) VALUES (new.id, new.words); END",
    ),
    (
        "sqlite",
        "CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN INSERT INTO "
        "search_words (search_words, rowid, words) VALUES ('delete', old.id, old.words); END",
    ),
)


@event.listens_for(SearchEntry.__table__, "after_create")
def _take_apart(_table: Table, connection: Connection, **_more: object) -> None:
    for dialect, statement in _TAKEN_APART:
        if dialect == connection.dialect.name:
            connection.execute(text(statement))


@event.listens_for(SearchEntry.__table__, "before_drop")
def _drop_with_it(_table: Table, connection: Connection, **_more: object) -> None:
    if connection.dialect.name == "sqlite":  # PostgreSQL drops its index with the table
        connection.execute(text("DROP TABLE IF EXISTS search_words"))
