"""Risk lists of companies and sites beside those of countries."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    kind = sa.Column("kind", sa.String(length=32), nullable=False, server_default="countries")
    op.add_column("risk_list", kind)
    with op.batch_alter_table("risk_list") as table:
        table.alter_column("kind", server_default=None)
    op.create_table(
        "risk_list_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("risk_list_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("risks", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["risk_list_id"],
            ["risk_list.id"],
            name=op.f("fk__risk_list_entry__risk_list_id__risk_list"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__risk_list_entry")),
    )
    op.create_index(op.f("ix__risk_list_entry__risk_list_id"), "risk_list_entry", ["risk_list_id"])
    op.create_table(
        "risk_list_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["risk_list_entry.id"],
            name=op.f("fk__risk_list_key__entry_id__risk_list_entry"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk__risk_list_key")),
    )
    op.create_index(op.f("ix__risk_list_key__entry_id"), "risk_list_key", ["entry_id"])
    op.create_index(op.f("ix__risk_list_key__key"), "risk_list_key", ["key"])


def downgrade() -> None:
    op.drop_table("risk_list_key")
    op.drop_table("risk_list_entry")
    # A list of companies has no countries: without its kind it would be an empty one of countries.
    op.execute("DELETE FROM risk_list WHERE kind = 'entities'")
    with op.batch_alter_table("risk_list") as table:
        table.drop_column("kind")
