"""Indexes for lists of many rows: items of a version or a site, verdicts of a person, the log."""

from alembic import op

revision = "0007"
down_revision = "0006"

_NEW = (
    ("item", ("version_id", "state", "proposed_by_id")),
    ("item", ("site_id", "id")),
    ("decision", ("person_id", "id")),
    ("event", ("object_id", "noun")),
    ("event", ("noun", "seq")),
    ("event", ("action", "seq")),
    ("event", ("actor_id", "seq")),
    ("event", ("organisation_id", "seq")),
    ("event", ("at",)),
)
_OLD = (  # each of them begins one of the new ones, or is asked for no more
    ("item", ("version_id",)),
    ("decision", ("person_id",)),
    ("event", ("noun", "object_id")),
    ("event", ("organisation_id",)),
)


def upgrade() -> None:
    _make(_NEW)
    _drop(_OLD)


def downgrade() -> None:
    _make(_OLD)
    _drop(_NEW)


def _make(some: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    for table, columns in some:
        op.create_index(_name(table, columns), table, list(columns))


def _drop(some: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    for table, columns in some:
        op.drop_index(_name(table, columns), table)


def _name(table: str, columns: tuple[str, ...]) -> str:
    return f"ix__{table}__{'_'.join(columns)}"
