"""What editions did to sites, merges of sites, since when one is closed, former identifiers."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_WHAT = {"add": "added", "change": "changed", "end": "removed"}


def upgrade() -> None:
    op.create_table(
        "edition_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk__edition_change__edition_id__edition")
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk__edition_change__site_id__site")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__edition_change")),
        sa.UniqueConstraint(
            "edition_id", "site_id", name=op.f("uq__edition_change__edition_id_site_id")
        ),
    )
    op.create_table(
        "site_state_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk__site_state_change__site_id__site")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__site_state_change")),
    )
    op.create_table(
        "site_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk__site_merge__by_id__person")
        ),
        sa.ForeignKeyConstraint(
            ["gone_id"], ["site.id"], name=op.f("fk__site_merge__gone_id__site")
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["site.id"], name=op.f("fk__site_merge__kept_id__site")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__site_merge")),
        sa.UniqueConstraint("public_id", name=op.f("uq__site_merge__public_id")),
    )
    op.create_index(op.f("ix__edition_change__site_id"), "edition_change", ["site_id"])
    op.create_index(op.f("ix__site_state_change__site_id"), "site_state_change", ["site_id"])
    op.create_index(op.f("ix__site_merge__kept_id"), "site_merge", ["kept_id"])
    op.create_index(
        op.f("uq__site_merge__gone_id"),
        "site_merge",
        ["gone_id"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    with op.batch_alter_table("site_identifier", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ended", sa.Date(), nullable=True))
    _remember_editions()


def _remember_editions() -> None:
    """Fill in what the editions so far did, out of the log."""
    connection = op.get_bind()
    event, payload = (
        sa.table("event", *map(sa.column, ("seq", "noun", "object_id", "action"))),
        (sa.table("event_payload", sa.column("seq"), sa.column("body"))),
    )
    editions: dict[str, int] = dict(
        connection.execute(sa.text("SELECT public_id, id FROM edition")).all()
    )
    sites: dict[str, int] = dict(
        connection.execute(sa.text("SELECT public_id, id FROM site")).all()
    )
    query = (
        sa.select(event.c.object_id, event.c.action, payload.c.body)
        .join_from(event, payload, payload.c.seq == event.c.seq)
        .where(event.c.noun == "site", event.c.action.in_(tuple(_WHAT)))
        .order_by(event.c.seq)
    )
    changes = sa.table(
        "edition_change",
        sa.column("edition_id"),
        sa.column("site_id"),
        sa.column("what"),
        sa.column("fields", sa.JSON()),
    )
    rows = {}
    for site, action, body in connection.execute(query):
        said = json.loads(body)
        key = editions.get(said.get("edition")), sites.get(site)
        if None not in key:
            rows[key] = {
                "edition_id": key[0],
                "site_id": key[1],
                "what": _WHAT[action],
                "fields": said.get("fields") or {},
            }
    if rows:
        connection.execute(sa.insert(changes), list(rows.values()))


def downgrade() -> None:
    with op.batch_alter_table("site_identifier", schema=None) as batch_op:
        batch_op.drop_column("ended")
    op.drop_table("site_merge")
    op.drop_table("site_state_change")
    op.drop_table("edition_change")
