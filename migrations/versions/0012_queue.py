"""When a document is due, who is reading it, who gave it back, and views that people keep."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_ZONE = ZoneInfo("Europe/Amsterdam")
_TEN_WORKING_DAYS = timedelta(weeks=2)


def upgrade() -> None:
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due", sa.Date(), nullable=True))
        batch_op.create_index(batch_op.f("ix__document__due"), ["due"])
    _promise()
    op.create_table(
        "reading_lock",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.Column("before_since", sa.DateTime(timezone=True), nullable=True),
        *_references("reading_lock", document_id="document", person_id="person"),
        *_references("reading_lock", before_id="person"),
        sa.PrimaryKeyConstraint("document_id", "reading", name=op.f("pk__reading_lock")),
    )
    op.create_table(
        "given_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_references("given_back", document_id="document", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__given_back")),
    )
    op.create_index(op.f("ix__given_back__document_id"), "given_back", ["document_id"])
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        *_references("saved_view", person_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__saved_view")),
        sa.UniqueConstraint("public_id", name=op.f("uq__saved_view__public_id")),
        sa.UniqueConstraint(
            "person_id", "place", "name", name=op.f("uq__saved_view__person_id_place_name")
        ),
    )


def _references(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk__{table}__{column}__{of}"))
        for column, of in columns.items()
    ]


def _promise() -> None:
    """Give what still waits for a review the day that it would have been promised."""
    document = sa.table(
        "document",
        sa.column("id", sa.Integer),
        sa.column("state", sa.Text),
        sa.column("received_at", sa.DateTime(timezone=True)),
        sa.column("due", sa.Date),
    )
    waiting = document.c.state.in_(("received", "refused", "failed", "to_review", "in_review"))
    connection = op.get_bind()
    days = [
        {"one": row.id, "day": _day(row.received_at) + _TEN_WORKING_DAYS}
        for row in connection.execute(sa.select(document).where(waiting))
    ]
    if days:
        change = sa.update(document).where(document.c.id == sa.bindparam("one"))
        connection.execute(change.values(due=sa.bindparam("day")), days)


def _day(at: datetime) -> date:
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)  # SQLite forgets the zone
    return aware.astimezone(_ZONE).date()


def downgrade() -> None:
    op.drop_table("saved_view")
    op.drop_table("given_back")
    op.drop_table("reading_lock")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix__document__due"))
        batch_op.drop_column("due")
